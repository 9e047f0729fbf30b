"""Understanding a question in ordinary Dutch as one of the catalogued questions, by the labels in the graph and cue words."""

from queries.understanding.answering import Answer, answer
from queries.understanding.understander import Alternative, Meaning, Understander, Understanding, understand

__all__ = ["Alternative", "Answer", "Meaning", "Understander", "Understanding", "answer", "understand"]
