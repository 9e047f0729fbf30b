"""An answer as a spreadsheet: one sheet with what people read, one with what programs need, one that says what it is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.terms import Literal, Term
from queries.table import Table, answer_label

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["to_xlsx"]

_MOST_TEXT = 32_767
"""Characters that a cell of a spreadsheet holds."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDEST = 60


def to_xlsx(table: Table, about: Mapping[str, str] | None = None) -> bytes:
    """Return the table as XLSX: sheet ``Antwoord`` in words, ``Gegevens`` with every column and IRI, ``Over`` with `about`.

    A value that starts with ``=`` stays text; a text longer than a cell can hold ends in ``…``.
    """
    from openpyxl import Workbook  # slow to import, and only needed for a spreadsheet

    workbook = Workbook()
    for sheet in list(workbook.worksheets):
        workbook.remove(sheet)
    sheet = workbook.create_sheet("Antwoord")
    shown = table.shown()
    labels = [column.label for column in shown.columns]
    names = [column.name for column in shown.columns]
    _fill(sheet, labels, ([_shown(n, term) for n, term in zip(names, row, strict=True)] for row in shown.rows))
    data = workbook.create_sheet("Gegevens")
    _fill(data, [column.name for column in table.columns], ([_value(term) for term in row] for row in table.rows))
    over = workbook.create_sheet("Over")
    rows = {"vraag": table.title, "rijen": str(len(table.rows)), **(about or {})}
    _fill(over, ["onderdeel", "waarde"], ([key, value] for key, value in rows.items()))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Worksheet, header: list[str], rows: Iterable[list[str | int | float]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    widths = [len(name) for name in header]
    lines: Iterable[Sequence[str | int | float]] = [header, *rows]
    for number, values in enumerate(lines):
        cells = []
        for place, value in enumerate(values):
            cell = WriteOnlyCell(sheet, value=None)
            if isinstance(value, str):
                cell.value = _fitting(value)
                cell.data_type = "s"  # a text that starts with "=" is a text, no formula
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell.value = value
            if number == 0:
                cell.font = Font(bold=True)
            widths[place] = max(widths[place], min(len(str(value)), _WIDEST))
            cells.append(cell)
        sheet.append(cells)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _fitting(text: str) -> str:
    text = _NOT_IN_XML.sub("\ufffd", text)
    return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 1] + "…"


def _shown(column: str, term: Term | None) -> str | int | float:
    value = _value(term)
    return value if isinstance(value, (int, float)) else answer_label(column, term)


def _value(term: Term | None) -> str | int | float:
    """Return a number as a number, everything else as text."""
    if isinstance(term, Literal):
        if term.datatype.endswith("#integer"):
            return int(term.value)
        if term.datatype.endswith(("#decimal", "#double")):
            return float(term.value)
    return "" if term is None else str(term)
