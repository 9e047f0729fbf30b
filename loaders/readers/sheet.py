"""Reading a spreadsheet with openpyxl as rows of text: no formulas run, no more rows than allowed."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field

import openpyxl
from lxml import etree

from loaders.readers.archive import check_archive
from loaders.readers.limits import Limits
from loaders.readers.refusals import Refusal

__all__ = ["Sheet", "read_sheet"]

MAIN_PART = "xl/workbook.xml"
_MOST_COLUMNS = 200


@dataclass(slots=True)
class Sheet:
    """The rows of each worksheet, by name and in order: cells as text, empty ones as empty text."""

    rows: list[tuple[str, list[list[str]]]]
    notes: list[str] = field(default_factory=list)


def read_sheet(data: bytes, limits: Limits) -> Sheet:
    """Read a spreadsheet (.xlsx). Raises Refusal when it is encrypted, broken, or too much."""
    check_archive(data, MAIN_PART, limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet.title, _rows(sheet, limits)) for sheet in book.worksheets]
    except (KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError, etree.XMLSyntaxError) as error:
        raise Refusal("damaged", part="de opbouw klopt niet") from error
    return Sheet(sheets)


def _rows(sheet: object, limits: Limits) -> list[list[str]]:
    rows: list[list[str]] = []
    size = 0
    for values in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS):  # type: ignore[attr-defined]
        row = [_text(value) for value in values]
        while row and not row[-1]:
            row.pop()
        rows.append(row)
        size += sum(map(len, row))
        if len(rows) > limits.rows:
            raise Refusal("too-many-rows", most=limits.rows)
        if size > limits.characters:
            raise Refusal("too-much-text", most=limits.characters)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _text(value: object) -> str:
    """Return a cell as someone would type it: 12.0 as ``12``, a date as ``2024-05-01``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value).strip()
