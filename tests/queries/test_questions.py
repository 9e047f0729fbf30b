"""Every catalogued question against rows that were worked out by hand on the small graph."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.folder import OpenGraph
from queries import ask, find_question, questions
from queries.table import Table

FOLDER = Path(__file__).parents[1] / "data" / "questions"
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{number}")
    for path in sorted(FOLDER.glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["cases"])
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_rows(small: OpenGraph, name: str, case: dict[str, Any]) -> None:
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    parameters = {key: _statement(small, value) for key, value in case["parameters"].items()}
    table = ask(small.store, find_question(data["question"]), parameters)
    assert _rows(table, data["columns"]) == [_sorted_lists(row) for row in case["rows"]]


def test_every_question_has_cases() -> None:
    tested = {tomllib.loads(path.read_text(encoding="utf-8"))["question"] for path in FOLDER.glob("*.toml")}
    assert tested == {question.id for question in questions()}


def _rows(table: Table, columns: list[str]) -> list[list[str]]:
    listed = [table.values(column) for column in columns]
    return [
        _sorted_lists([_short(column, value) for column, value in zip(columns, row, strict=True)])
        for row in zip(*listed, strict=True)
    ]


def _short(column: str, value: str) -> str:
    return f"{float(value):.3f}".rstrip("0") if column in ("overlap", "similarity") else value


def _sorted_lists(row: list[str]) -> list[str]:
    """Concatenated names come in no fixed order."""
    return [", ".join(sorted(value.split(", "))) if ", " in value else value for value in row]


def _statement(graph: OpenGraph, value: str) -> str:
    """Replace ``{5}`` by the identifier of the statement in row 5 of klein.csv (the header is row 1, so row=6)."""
    if not value.startswith("{"):
        return value
    row = int(value.strip("{}")) + 1
    solutions = graph.store.select(
        f'SELECT ?id WHERE {{ ?s bk:evidence/oa:hasSelector/rdf:value "row={row}" ; dcterms:identifier ?id }}'
    )
    return str(solutions.rows[0][0])
