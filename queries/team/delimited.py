"""The cells of a CSV file as spreadsheets write it: comma, semicolon or tab; UTF-8, or the older Windows letters."""

from __future__ import annotations

import csv
import io

from kg.errors import TeamSheetError
from queries.team.sheet import MOST_ABOVE, MOST_COLUMNS, MOST_ROWS, cell_text
from queries.team.workbook import Grid, Value

__all__ = ["read_delimited"]


def read_delimited(data: bytes, source: str) -> tuple[Grid, list[str]]:
    """Return the lines of a CSV file, and notes; `source` stands in the errors.

    Raises TeamSheetError for bytes that are no text, and for quotation marks that do not close.
    """
    text, notes = _decoded(data, source)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    lines: list[tuple[int, tuple[Value, ...]]] = []
    try:
        for cells in reader:
            if len(cells) == 1 and not lines and cells[0].startswith("sep="):
                continue
            values = tuple(_value(cell) for cell in cells[:MOST_COLUMNS])
            if any(value.text or value.formula for value in values):
                lines.append((reader.line_num, values))
            if len(lines) > MOST_ROWS + MOST_ABOVE:
                return Grid("", tuple(lines), cut=True), notes
    except csv.Error as error:
        raise TeamSheetError(
            "de CSV klopt niet",
            where=f"{source}, rij {reader.line_num}",
            expected="aanhalingstekens die sluiten, en binnen een cel verdubbeld zijn",
            remedy="Verbeter die regel, of sla het bestand opnieuw op als 'CSV UTF-8'.",
        ) from error
    return Grid("", tuple(lines)), notes


def _decoded(data: bytes, source: str) -> tuple[str, list[str]]:
    if b"\0" in data:
        raise TeamSheetError(
            "dit is geen CSV-bestand",
            where=source,
            expected="een .xlsx-bestand, of een .csv-bestand in UTF-8",
            remedy="Sla het op als 'Excel-werkmap (.xlsx)' of als 'CSV UTF-8'.",
        )
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        note = "Het bestand is geen UTF-8 en is gelezen als Windows-1252. Controleer letters als ë en ï."
        return data.decode("cp1252", errors="replace"), [note]


def _delimiter(text: str) -> str:
    """Return the separator that the first line with content uses most."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()]
    if lines and lines[0].startswith("sep=") and len(lines[0].rstrip()) == 5:
        return lines[0][4]
    first = lines[0] if lines else ""
    return max(";,\t", key=lambda mark: (first.count(mark), mark == ";"))


def _value(cell: str) -> Value:
    text = cell_text(cell)
    return Value("", formula=True) if text.startswith("=") else Value(text)
