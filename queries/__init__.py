"""Questions: one file each, asked by name with checked values, answered as tables that lead to evidence."""

from queries.catalogue import ask, bind, find_question, questions, resolve
from queries.header import Column, Parameter, Question
from queries.table import Table, to_csv, to_json, to_markdown

__all__ = [
    "Column",
    "Parameter",
    "Question",
    "Table",
    "ask",
    "bind",
    "find_question",
    "questions",
    "resolve",
    "to_csv",
    "to_json",
    "to_markdown",
]
