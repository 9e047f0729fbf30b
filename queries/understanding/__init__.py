"""Understanding a question in ordinary Dutch as one of the catalogued questions, by the labels in the graph and cue words."""

from queries.understanding.answering import Answer, answer
from queries.understanding.meaning import Alternative, Meaning, Understanding
from queries.understanding.understander import Understander, understand

__all__ = ["Alternative", "Answer", "Meaning", "Understander", "Understanding", "answer", "understand"]
