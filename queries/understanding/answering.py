"""The answer to an understood question: the rows of the catalogue, narrowed by the names that are no parameter."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.store import GraphEngine
from kg.terms import Term
from queries.catalogue import ask, find_question
from queries.table import Table
from queries.understanding.meaning import Meaning, Understanding
from queries.understanding.sentences import quoted

__all__ = ["Answer", "answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, and a Dutch remark where they are not narrowed as was asked (else empty)."""

    table: Table
    remark: str


def answer(engine: GraphEngine, understanding: Understanding) -> Answer | None:
    """Return the answer to an understood question, or None where the text was not understood.

    Rows are narrowed to those that name what the question named; when there are none, all rows stay and the remark says so,
    since what is not mentioned is not a no.
    """
    if understanding.number is None:
        return None
    table = ask(engine, find_question(str(understanding.number)), understanding.values)
    rows, absent = table.rows, []
    for meaning in understanding.narrowed:
        kept = tuple(row for row in rows if _mentions(table, row, meaning))
        absent += [] if kept else [meaning.label]
        rows = kept or rows
    remark = ""
    if absent and rows:
        remark = f"Geen vindplaats voor {quoted(absent)}; dat is geen nee. Hieronder staat wat de bronnen wel noemen."
    return Answer(replace(table, rows=rows), remark)


def _mentions(table: Table, row: tuple[Term | None, ...], meaning: Meaning) -> bool:
    """Tell whether a row names something, by its IRI or, of a shell or document, by its label."""
    values = {column.name: str(term) for column, term in zip(table.columns, row, strict=True) if term is not None}
    if meaning.kind == "shell":
        return meaning.label in values.get("shell", "")
    if meaning.kind == "document":
        return meaning.label == values.get("document")
    return meaning.iri in values.values()
