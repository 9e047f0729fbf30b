"""The scan as a workbook: a sheet at a glance, one for each part of the report, and the numbered sources."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.evidence import Evidence, short_id
from queries.team.model import TeamScan
from queries.team.report import headline, numbered, report, title

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["to_xlsx"]

_MOST_TEXT = 32_767
"""Characters that a cell of a spreadsheet holds."""
_WIDEST = 60


def to_xlsx(scan: TeamScan, evidence: Mapping[str, Sequence[Evidence]]) -> bytes:
    """Return the report as XLSX; every cell is text or a number, also where a text begins as a formula would."""
    from openpyxl import Workbook  # slow to import, and only needed here

    workbook = Workbook(write_only=True)
    sections = report(scan)
    numbers = numbered(sections)
    facts = [("Team", scan.team), ("Gemeente", scan.place), ("Ingevuld op", scan.date), ("Bestand", scan.source)]
    notes = [("Let op", note) for note in scan.notes]
    _sheet(workbook, "Overzicht", ("onderdeel", "waarde"), [("", title(scan)), *facts, *headline(scan), *notes])
    for section in sections:
        rows = [
            (*("\n".join(cell) for cell in row.cells), " ".join(str(numbers[iri]) for iri in row.statements))
            for row in section.rows
        ]
        empty = [(section.empty,)] if not rows else []
        about = [(section.explanation,), *([(section.after,)] if section.after else [])]
        _sheet(workbook, section.id.capitalize(), (*section.headings, "bron"), [*rows, *empty, (), *about])
    sources = [
        (number, item.gloss, item.quotation or "", item.title, item.place, short_id(iri))
        for iri, number in numbers.items()
        for item in evidence.get(iri, ())
    ]
    _sheet(workbook, "Bronnen", ("nummer", "omschrijving", "citaat", "document", "plaats", "uitspraak"), sources)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _sheet(workbook: Workbook, name: str, header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(name)
    lines: list[Sequence[str | int]] = [header, *rows]
    for place in range(len(header)):
        longest = max(len(part) for line in lines if place < len(line) for part in str(line[place]).split("\n"))
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(longest, _WIDEST) + 2
    sheet.freeze_panes = "A2"
    for number, line in enumerate(lines):
        cells = []
        for value in line:
            cell = WriteOnlyCell(sheet, value=None)
            if isinstance(value, int):
                cell.value = value
            else:
                cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:_MOST_TEXT]
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 0)
            cells.append(cell)
        sheet.append(cells)
