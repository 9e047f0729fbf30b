"""What extraction gives as a whole: rows of the statement table, passages, keys, new concepts and reading tips."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import openpyxl
import pytest

from kg.anchors import digest
from kg.model import Block, ReadDocument
from kg.statement_table import COLUMNS
from kg.vocabulary import Vocabulary
from loaders.resolve import Resolver
from loaders.suggest import Extractor, Suggestions, read_plain, suggest
from loaders.suggest.workbook import workbook_of
from loaders.suggest.workbook_form import DECISIONS, SHEETS

TEXTS = sorted((Path(__file__).parents[2] / "data" / "extraction").glob("*.toml"))
REPORT = """Jaarverslag

De dorpsregisseur werkt samen met de huisarts. De dorpsregisseur begeleidt
gezinnen met schulden.

Het is met de samenwerking tussen taken en rollen in het wijkteam anders gelopen dan de gemeente had bedacht.
"""


@pytest.fixture(scope="module")
def found(extractor: Extractor) -> Suggestions:
    return extractor.read(read_plain("jaarverslag.txt", REPORT), "jaarverslag")


def test_a_suggestion_has_its_passage(found: Suggestions) -> None:
    item = next(item for item in found.suggestions if item.row.relation == "cooperates_with")
    assert (item.row.subject, item.row.object, item.row.status) == ("dorpsregisseur", "huisarts", "proposed")
    assert item.passage == REPORT[item.start : item.end] == "De dorpsregisseur werkt samen met de huisarts."
    assert item.row.digest == digest(item.passage)
    assert item.new == ("subject",)
    assert item.pattern == "werkt-samen"
    assert "patroon" in item.why
    assert 0 < item.confidence < 1


def test_one_call_gives_the_same(found: Suggestions) -> None:
    assert suggest(read_plain("jaarverslag.txt", REPORT), Vocabulary.load(), document_id="jaarverslag") == found


def test_the_key_survives_another_layout(extractor: Extractor, found: Suggestions) -> None:
    other = extractor.read(read_plain("ander.txt", "\n\n" + REPORT.replace("huisarts", "huis-\narts")), "jaarverslag")
    assert {item.key for item in other.suggestions} == {item.key for item in found.suggestions}


def test_new_concepts(found: Suggestions) -> None:
    (regisseur,) = [one for one in found.candidates if one.label == "dorpsregisseur"]
    assert (regisseur.kind, regisseur.count) == ("role", 2)
    assert REPORT[regisseur.start : regisseur.end] == "dorpsregisseur"


def test_worth_reading(found: Suggestions) -> None:
    assert [REPORT[tip.start : tip.end][:23] for tip in found.worth_reading] == ["Het is met de samenwerk"]


def test_furniture_is_not_read(extractor: Extractor) -> None:
    text = "De huisarts werkt samen met de wijkagent.\n"
    document = ReadDocument("x", text, (Block("furniture", 0, len(text)),), (0,), digest(text))
    assert extractor.read(document).suggestions == ()


@pytest.mark.uncovered
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_row_fits_the_statement_table(extractor: Extractor, path: Path) -> None:
    text = tomllib.loads(path.read_text(encoding="utf-8"))["text"]
    result = extractor.read(read_plain(path.stem, text))
    assert result.suggestions
    resolver = Resolver(extractor.vocabulary.copy(), path.stem, allow_own=True)
    for item in result.suggestions:
        resolver.statement(item.row, path.stem, ())
        assert text[item.start : item.end] == item.passage
    assert resolver.errors == []


def test_the_workbook(found: Suggestions) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of([found], Vocabulary.load())))
    assert tuple(book.sheetnames) == SHEETS
    sheet = book["voorstellen"]
    header = [cell.value for cell in sheet[1]]
    assert set(COLUMNS) <= set(header)
    assert sheet.max_row == len(found.suggestions) + 1
    ranges = {rule.formula1: str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    lists = book["lijsten"]
    names = [cell.value for cell in lists[1]]
    assert [lists.cell(row, names.index("besluit") + 1).value for row in range(2, 6)] == list(DECISIONS)
    assert any(value.startswith("A2:") for value in ranges.values())
    assert {"relation", "concept", "kind", "polarity"} <= set(names)


def test_text_is_never_a_formula(extractor: Extractor) -> None:
    text = "=HYPERLINK(1) De huisarts werkt samen met de wijkagent.\n"
    read = extractor.read(read_plain("x", text))
    book = openpyxl.load_workbook(io.BytesIO(workbook_of([read], extractor.vocabulary)))
    cells = [
        cell for row in book["voorstellen"].iter_rows(min_row=2) for cell in row if str(cell.value).startswith("=")
    ]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
