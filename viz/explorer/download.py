"""Tables to take away, as CSV and as a spreadsheet; text from documents never becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from viz.explorer.page import Sheet

__all__ = ["FORMS", "sheet_as"]

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NO_FORMULA = re.compile(r"-|[+-]\d+([.,]\d+)?")


def sheet_as(sheet: Sheet, form: str) -> bytes:
    """Return a table as ``csv`` (UTF-8 with byte order mark, so that spreadsheets read it right) or ``xlsx``."""
    return _csv(sheet) if form == "csv" else _xlsx(sheet)


def _csv(sheet: Sheet) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(sheet.header)
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _plain(value: object) -> object:
    """Return a value as it may stand in CSV: a text that a spreadsheet would calculate gets an apostrophe."""
    if isinstance(value, str) and value.startswith(_STARTS_FORMULA) and not _NO_FORMULA.fullmatch(value):
        return f"'{value}"
    return value


def _xlsx(sheet: Sheet) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet(_tab(sheet.title))
    page.freeze_panes = "A2"
    widths = [
        max([len(str(row[n] or "")) for row in (sheet.header, *sheet.rows)], default=8)
        for n in range(len(sheet.header))
    ]
    for number, width in enumerate(widths):
        page.column_dimensions[chr(ord("A") + number % 26)].width = min(max(width + 2, 8), 70)
    for row in (sheet.header, *sheet.rows):
        page.append(_cells(page, row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cells(page: Any, row: Sequence[Any]) -> list[Any]:
    cells: list[Any] = []
    for value in row:
        cell = WriteOnlyCell(page, value=None)
        if isinstance(value, str):
            cell.value = "".join(letter for letter in value if letter >= " " or letter in "\n\t")
            cell.data_type = "s"
        else:
            cell.value = value
        cells.append(cell)
    return cells


def _tab(title: str) -> str:
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)[:31].strip() or "tabel"
