"""Suggestions as a spreadsheet to review in: a sheet of proposals with drop-downs, one of new concepts, one of reading tips.

The passages stand in it: it is made from the user's own copy, for the user.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kg.statement_table import COLUMNS
from kg.vocabulary import Vocabulary
from loaders.suggest.model import Suggestion, Suggestions
from loaders.suggest.workbook_form import DECISIONS, PROPOSED, SEPARATOR, SHEETS

__all__ = ["workbook_of"]

_BEFORE = ("besluit", "opmerking", "passage")
_AFTER = ("zekerheid", "waarom", "patroon", "nieuw", "voorstel")
_WIDTHS = {
    "passage": 70,
    "waarom": 45,
    "subject": 26,
    "object": 34,
    "relation": 18,
    "besluit": 14,
    "opmerking": 24,
    "digest": 12,
    "id": 10,
}
_TOKENS = ("relation", "polarity", "modality", "shell", "level", "voice", "activity")
_HEAD = PatternFill("solid", fgColor="DDE7EE")


def workbook_of(found: Sequence[Suggestions], vocabulary: Vocabulary, least: float = 0.0) -> bytes:
    """Return the spreadsheet (XLSX) of what was found in one or more documents, proposals from `least` confidence on."""
    book = Workbook()
    book.remove(book.worksheets[0])
    proposals, concepts, tips, lists = (book.create_sheet(name) for name in SHEETS)
    columns = _lists(lists, vocabulary)
    items = [item for one in found for item in one.above(least)]
    _fill(proposals, (*_BEFORE, *COLUMNS, *_AFTER), (_values(item) for item in items))
    _drop_downs(proposals, columns, len(items))
    _fill(
        concepts,
        ("document", "begrip", "soort", "aantal", "lijkt op", "start", "end"),
        ([one.document, c.label, c.kind, c.count, c.nearest, c.start, c.end] for one in found for c in one.candidates),
    )
    _fill(
        tips,
        ("document", "start", "end", "score", "genoemd", "passage"),
        (
            [one.document, t.start, t.end, t.score, ", ".join(t.names), t.passage]
            for one in found
            for t in one.worth_reading
        ),
    )
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _values(item: Suggestion) -> list[Any]:
    row = [
        int(value) if column in {"start", "end"} else value
        for column in COLUMNS
        for value in [getattr(item.row, column)]
    ]
    proposed = SEPARATOR.join(getattr(item.row, column) for column in PROPOSED)
    return ["", "", item.passage, *row, item.confidence, item.why, item.pattern, ", ".join(item.new), proposed]


def _fill(sheet: Any, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet.append(list(header))
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for number, name in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 16)
    for line, values in enumerate(rows, start=2):
        for place, value in enumerate(values, start=1):
            cell = sheet.cell(row=line, column=place)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", " ".join(value.split()))
                cell.data_type = "s"  # text from a document is never a formula
                cell.alignment = Alignment(wrap_text=header[place - 1] in {"passage", "waarom"}, vertical="top")
            else:
                cell.value = value
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _lists(sheet: Any, vocabulary: Vocabulary) -> dict[str, str]:
    """Write the closed lists and the labels of the concepts; return for each column of proposals its range."""
    activities = [c.token for kind in ("activity", "rule_kind", "tension_kind") for c in vocabulary.of_kind(kind)]
    lists: dict[str, list[str]] = {"besluit": list(DECISIONS)}
    for name in _TOKENS:
        lists[name] = activities if name == "activity" else sorted(c.token for c in vocabulary.of_kind(name))
    lists["kind"] = sorted(vocabulary.kinds)
    lists["concept"] = sorted(
        {c.label for c in vocabulary.concepts.values() if c.kind in vocabulary.kinds}, key=str.lower
    )
    lists["team"] = [c.label for c in vocabulary.of_kind("team")]
    ranges: dict[str, str] = {}
    for number, (name, values) in enumerate(lists.items(), start=1):
        letter = get_column_letter(number)
        sheet.cell(row=1, column=number, value=name).font = Font(bold=True)
        for line, value in enumerate(values, start=2):
            sheet.cell(row=line, column=number, value=value)
        ranges[name] = f"lijsten!${letter}$2:${letter}${len(values) + 1}"
    return ranges


def _drop_downs(sheet: Any, ranges: dict[str, str], rows: int) -> None:
    header = [cell.value for cell in sheet[1]]
    of_column = {"subject": "concept", "object": "concept", "subject_type": "kind", "object_type": "kind"}
    for number, name in enumerate(header, start=1):
        listed = of_column.get(name, name)
        if listed not in ranges:
            continue
        strict = listed not in {"concept", "team"}  # a new concept may be written in
        rule = DataValidation(type="list", formula1=ranges[listed], allow_blank=True, showErrorMessage=strict)
        rule.error, rule.errorTitle = "Kies een waarde uit de lijst.", "Niet in de lijst"
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{max(2, rows + 1)}")
        sheet.add_data_validation(rule)
