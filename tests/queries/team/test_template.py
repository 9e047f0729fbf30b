"""The empty form: it says what to do, its lists come from the graph, and what is filled in comes back."""

from __future__ import annotations

import csv
import io
import warnings
from typing import Any

import pytest
from openpyxl import load_workbook

import ontology
from kg.errors import TeamSheetError
from kg.folder import OpenGraph
from kg.namespaces import VOCABULARY_GRAPH
from kg.store import EmbeddedStore
from queries.team import read_team, scan
from queries.team.sheet import COLUMNS
from queries.team.template import template_csv, template_xlsx


@pytest.fixture
def book(small: OpenGraph) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return load_workbook(io.BytesIO(template_xlsx(small.store)))


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_sheets(book: Any) -> None:
    assert book.sheetnames == ["Uitleg", "Team", "Leden", "Lijsten"]
    assert book["Lijsten"].sheet_state == "hidden"
    assert [cell.value for cell in book["Leden"][1]] == [column.heading for column in COLUMNS]
    assert book["Leden"].freeze_panes == "B2"
    assert book["Leden"].print_title_rows == "$1:$1"
    assert (book["Leden"].page_setup.orientation, book["Leden"].page_setup.paperSize) == ("landscape", 9)
    assert all(book["Leden"].column_dimensions[letter].width >= 13 for letter in "ABCDEFGHI")
    explanation = " ".join(str(cell.value) for row in book["Uitleg"] for cell in row if cell.value)
    assert "naam van een persoon" in explanation
    assert "Leeg betekent ‘niet ingevuld’" in explanation
    assert book["Uitleg"].max_row < 60


def listed(book: Any, letter: str) -> tuple[list[str], Any]:
    """Return the values that the drop-down of a column offers, and the rule itself."""
    rule = next(
        rule for rule in book["Leden"].data_validations.dataValidation if f"{letter}2:{letter}500" in str(rule.sqref)
    )
    if rule.type != "list":
        return [], rule
    area = rule.formula1.split("!")[1].replace("$", "")
    return [row[0].value for row in book["Lijsten"][area]], rule


def test_drop_downs_hold_the_words_of_the_graph(book: Any) -> None:
    actors, rule = listed(book, "A")
    assert {"tuinpsycholoog", "pleinregisseur", "bodebezorger", "maatschappelijk werker"} <= set(actors)
    assert not rule.showErrorMessage
    assert listed(book, "C")[0] == ["binnenschil", "buitenschil"]
    assert listed(book, "C")[1].showErrorMessage
    assert len(listed(book, "D")[0]) == 7
    activities = listed(book, "E")[0]
    assert activities[0] == "signaleren"
    assert activities[-1] == "behandelen"
    assert len(activities) == 15
    assert listed(book, "F")[0] == ["tuingesprek"]
    assert not listed(book, "F")[1].showErrorMessage
    assert "geen" in listed(book, "G")[0]
    assert listed(book, "B")[1].prompt


def test_the_form_as_it_is_holds_only_examples(book: Any) -> None:
    with pytest.raises(TeamSheetError, match="er staan geen leden in"):
        read_team(saved(book), "team.xlsx")


def test_what_is_filled_in_comes_back(book: Any, small: OpenGraph, rows: Any) -> None:
    book["Team"]["B1"], book["Team"]["B2"] = "Team Proef", "Proefstad"
    for line, row in enumerate(rows, start=5):
        for number, value in enumerate(row, start=1):
            book["Leden"].cell(line, number).value = value or None
    sheet = read_team(saved(book), "team.xlsx")
    assert (sheet.team, sheet.place) == ("Team Proef", "Proefstad")
    assert [(row.actor, row.count, row.shell, row.leefgebied, row.activity, row.task) for row in sheet.rows] == [
        row[:6] for row in rows
    ]
    assert sheet.notes == ("3 voorbeeldregels overgeslagen.",)
    assert len(scan(small.store, sheet).members) == 5


def test_examples_would_be_read_without_an_error(small: OpenGraph) -> None:
    for data, name in ((template_xlsx(small.store), "team.xlsx"), (template_csv().encode(), "team.csv")):
        if name.endswith("xlsx"):
            book = load_workbook(io.BytesIO(data))
            for line in range(2, 5):
                cell = book["Leden"].cell(line, 1)
                cell.value = cell.value.removeprefix("voorbeeld: ")
            changed = saved(book)
        else:
            changed = data.replace(b"voorbeeld: ", b"")
        found = scan(small.store, read_team(changed, name))
        assert [(m.actor.label, m.amount) for m in found.members] == [
            ("maatschappelijk werker", 2.0),
            ("wijkverpleegkundige", 0.8),
        ]
        assert found.notes == ()


def test_the_csv_form() -> None:
    text = template_csv()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert rows[0] == ["naam van het team", "gemeente", "ingevuld op", *(column.heading for column in COLUMNS)]
    with pytest.raises(TeamSheetError, match="er staan geen leden in"):
        read_team(text.encode(), "team.csv")


def test_a_label_that_begins_as_a_formula_stays_text() -> None:
    store = EmbeddedStore()
    store.add_turtle(VOCABULARY_GRAPH, ontology.core(), *ontology.vocabularies().values())
    own = (
        b'<http://voorbeeld.invalid/x> a <https://w3id.org/beroepenkaart/def#Profession> ; '
        b'<http://www.w3.org/2004/02/skos/core#prefLabel> "=HYPERLINK(\\"http://voorbeeld.invalid\\")"@nl .'
    )  # fmt: skip
    store.add_turtle("http://voorbeeld.invalid/graaf", own)
    sheet = load_workbook(io.BytesIO(template_xlsx(store)))["Lijsten"]
    (cell,) = [cell for row in sheet for cell in row if str(cell.value).startswith("=")]
    assert cell.data_type != "f"
    assert cell.quotePrefix
