"""Questions: one file each, asked by name with checked values, answered as tables that lead to evidence."""

from queries.catalogue import ask, bind, find_question, questions, resolve
from queries.header import Column, Parameter, Question
from queries.table import Table, to_csv, to_json, to_markdown
from queries.understanding import Alternative, Answer, Meaning, Understander, Understanding, answer, understand

__all__ = [
    "Alternative",
    "Answer",
    "Column",
    "Meaning",
    "Parameter",
    "Question",
    "Table",
    "Understander",
    "Understanding",
    "answer",
    "ask",
    "bind",
    "find_question",
    "questions",
    "resolve",
    "to_csv",
    "to_json",
    "to_markdown",
    "understand",
]
