"""Why a row of an answer holds, drawn as a tree from what was derived down to the passages."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from cli.output import describe
from kg.errors import QuestionError
from kg.evidence import ReadableGraph, short_id
from kg.explanation import Step, explain
from kg.terms import Iri
from queries import Question, Table
from queries.table import answer_label, statements_of

if TYPE_CHECKING:
    from rich.tree import Tree

__all__ = ["why"]

_ALL = 0
_MOST_ROWS = 20
"""Rows that are explained when no row is chosen."""


def why(graph: ReadableGraph, question: Question, parameters: dict[str, Iri], table: Table, row: int, form: str) -> str:
    """Return why one row (from 1) holds, or each of the first twenty (0), as a tree (``table``) or as ``json``.

    Raises QuestionError when there is no such row, or for another form.
    """
    if form not in ("table", "json"):
        raise QuestionError(f"--why kent geen vorm {form}", expected="--format table of json", remedy="Kies er een.")
    if row > len(table.rows) or row < _ALL:
        raise QuestionError(
            f"er is geen rij {row}",
            where=f"vraag {question.number} ({question.id})",
            expected=f"een rij van 1 tot en met {len(table.rows)}" if table.rows else "een antwoord met rijen",
            remedy="Laat --why eerst weg en kies een rij.",
        )
    chosen = range(1, min(len(table.rows), _MOST_ROWS) + 1) if row == _ALL else [row]
    found = [(number, _steps(graph, question, parameters, table, number)) for number in chosen]
    if form == "json":
        listed = [{"row": number, "why": [_as_data(step) for step in steps]} for number, steps in found]
        return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
    text = "\n".join(_drawn(table, number, steps) for number, steps in found)
    left = len(table.rows) - len(chosen) if row == _ALL else 0
    return text + (f"\nNog {left} rijen; kies er een met --why RIJ.\n" if left else "")


def _steps(
    graph: ReadableGraph, question: Question, parameters: dict[str, Iri], table: Table, number: int
) -> tuple[Step, ...]:
    values = table.rows[number - 1]
    about = [term.value for term in (*values, *parameters.values()) if isinstance(term, Iri)]
    return explain(graph, statements_of(table, values), about, question.derived)


def _drawn(table: Table, number: int, steps: tuple[Step, ...]) -> str:
    from rich.console import Console
    from rich.markup import escape
    from rich.tree import Tree

    shown = table.shown()
    said = [
        f"{column.label}: {text}"
        for column, term in zip(shown.columns, shown.rows[number - 1], strict=True)
        if column.name not in ("evidence", "statement_iri", "gloss") and (text := answer_label(column.name, term))
    ]
    tree = Tree(escape(f"Rij {number}. " + "; ".join(said)))
    seen: set[str] = set()
    for step in steps:
        _grow(tree, step, seen)
    if not steps:
        tree.add("Deze rij rust op wat ontbreekt: er is geen uitspraak voor. Dat is geen nee.")
    buffer = io.StringIO()
    Console(file=buffer, width=110, color_system=None).print(tree)
    return buffer.getvalue()


def _grow(tree: Tree, step: Step, seen: set[str]) -> None:
    from rich.markup import escape

    again = step.iri in seen
    seen.add(step.iri)
    if step.kind == "statement":
        branch = tree.add(escape(f"uitspraak {short_id(step.iri)}: {step.text}" + (" (zie boven)" if again else "")))
        if again:
            return
        for item in step.evidence:
            words = describe(item) if item.quotation is not None else "(alleen de vindplaats)"
            branch.add(escape(f"{item.place}: {words}"))
        return
    rule = f"  [regel: {step.rule}]" if step.rule else ""
    branch = tree.add(escape(step.text + rule + (" (zie boven)" if again and step.sources else "")))
    for source in () if again else step.sources:
        _grow(branch, source, seen)


def _as_data(step: Step) -> dict[str, Any]:
    return {
        "iri": step.iri,
        "kind": step.kind,
        "text": step.text,
        "rule": step.rule,
        "sources": [_as_data(source) for source in step.sources],
        "passages": [
            {
                "document": item.document,
                "start": item.start,
                "end": item.end,
                "fragment": item.fragment,
                "quotation": item.quotation,
            }
            for item in step.evidence
        ],
    }
