"""An answer as a spreadsheet, read back with another reader than wrote it."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from kg.folder import OpenGraph
from kg.terms import Iri, Literal
from queries import ask, find_question
from queries.header import Column
from queries.spreadsheet import to_xlsx
from queries.table import Table

TEXT, INTEGER = "http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/2001/XMLSchema#integer"


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def table(*values: Literal | Iri | None) -> Table:
    columns = tuple(Column(f"c{n}", f"kolom {n}", f"column {n}") for n in range(len(values)))
    return Table("Een vraag?", columns, (values,))


def test_words_for_people_and_data_for_programs(small: OpenGraph) -> None:
    found = sheets(to_xlsx(ask(small.store, find_question("overlap"), {})))
    assert found["Antwoord"][0][:3] == ["beroep of rol", "ander beroep of andere rol", "overlap"]
    assert found["Antwoord"][1][:2] == ["dorpsverpleegkundige", "pleinregisseur"]
    assert found["Gegevens"][0][:3] == ["profession", "profession_iri", "other"]
    assert found["Gegevens"][1][1] == "https://w3id.org/beroepenkaart/id/own/profession/dorpsverpleegkundige"
    assert ["rijen", "2"] in found["Over"]


def test_numbers_are_numbers() -> None:
    assert sheets(to_xlsx(table(Literal("7", datatype=INTEGER))))["Gegevens"][1] == [7]


def test_a_formula_stays_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(table(Literal("=1+1", datatype=TEXT)))))
    assert [cell.data_type for cell in book["Gegevens"][2]] == ["s"]
    assert book["Gegevens"]["A2"].value == "=1+1"


def test_signs_that_no_spreadsheet_can_hold_are_replaced() -> None:
    assert sheets(to_xlsx(table(Literal("a\x00b", datatype=TEXT), None)))["Gegevens"][1] == ["a\ufffdb", None]


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    (value,) = sheets(to_xlsx(table(Literal("a" * 40_000, datatype=TEXT))))["Gegevens"][1]
    assert len(value) == 32_767
    assert value.endswith("a…")
