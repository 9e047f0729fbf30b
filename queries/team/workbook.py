"""The cells of an Excel workbook that a stranger made: size first, then the parts, then at most so many rows.

Nothing is calculated, nothing outside the file is opened, and no file is written.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from kg.errors import TeamSheetError
from kg.labels import normalise_label
from queries.team.sheet import MOST_ABOVE, MOST_COLUMNS, MOST_LINES, MOST_ROWS, cell_text

__all__ = ["Grid", "Sheets", "Value", "read_workbook"]

MOST_UNPACKED = 25 * 1024 * 1024
"""Bytes of all parts of a workbook together, unpacked."""
MOST_PARTS = 300
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
"""How XML in UTF-16 begins; no spreadsheet program writes its parts so, and it would hide what is looked for."""


@dataclass(frozen=True, slots=True)
class Value:
    """A cell: its text, and whether it holds a formula or an error instead of a value."""

    text: str
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The filled lines of one sheet: line number from 1, and the values from the first column on."""

    sheet: str
    lines: tuple[tuple[int, tuple[Value, ...]], ...]
    cut: bool = False
    """Whether there were more lines than are looked at."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The names of all sheets of a workbook, the cells of those that were asked for, and notes in Dutch."""

    titles: tuple[str, ...]
    grids: dict[str, Grid]
    notes: list[str]


def read_workbook(data: bytes, source: str, wanted: Container[str]) -> Sheets:
    """Return the sheets of an .xlsx file whose name, without case, is one of `wanted`; `source` stands in the errors.

    Raises TeamSheetError for a file that is no workbook, is damaged or encrypted, unpacks to more than 25 MB, or holds
    declarations of entities.
    """
    parts = _checked_parts(data, source)
    notes = []
    if any(name.startswith("xl/externalLinks/") for name in parts):
        notes.append("De werkmap verwijst naar andere bestanden. Die zijn niet geopend.")
    if "xl/vbaProject.bin" in parts:
        notes.append("De werkmap bevat macro's. Die zijn niet uitgevoerd.")
    from openpyxl import load_workbook  # slow to import, and only needed for a workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library tells of decorations that it does not read
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            grids = {
                normalise_label(sheet.title): _grid(sheet)
                for sheet in workbook.worksheets
                if normalise_label(sheet.title) in wanted
            }
            titles = tuple(workbook.sheetnames)
            workbook.close()
    except Exception as error:
        # A broken workbook makes the library raise nearly anything: KeyError, TypeError, ParseError ...
        raise _damaged(source) from error
    return Sheets(titles, grids, notes)


def _checked_parts(data: bytes, source: str) -> list[str]:
    """Return the names of the parts of the archive, each read once to its end within the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
                raise TeamSheetError(
                    "de werkmap is uitgepakt veel te groot",
                    where=source,
                    expected=f"hoogstens {MOST_UNPACKED // 1024**2} MB, uitgepakt",
                    remedy="Begin met een nieuw sjabloon: 'beroepenkaart team --template team.xlsx'.",
                )
            if any(info.flag_bits & 1 for info in infos):
                raise protected(source)
            names = [info.filename for info in infos]
            if "xl/workbook.xml" not in names:
                raise _no_workbook(source)
            for info in infos:
                content = archive.read(info)
                is_xml = info.filename.endswith((".xml", ".rels", ".vml"))
                if is_xml and (content.startswith(_TWO_BYTES) or any(mark in content for mark in _FORBIDDEN)):
                    raise TeamSheetError(
                        "de werkmap bevat onderdelen die er niet in horen",
                        where=source,
                        expected="een werkmap zoals een rekenprogramma haar opslaat",
                        remedy="Begin met een nieuw sjabloon: 'beroepenkaart team --template team.xlsx'.",
                    )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise _damaged(source) from error
    except RuntimeError as error:  # how zipfile says that a part is encrypted
        raise protected(source) from error
    return names


def _grid(sheet: Any) -> Grid:
    sheet.reset_dimensions()  # the size that a file claims for itself is not to be believed
    lines: list[tuple[int, tuple[Value, ...]]] = []
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_LINES:
            return Grid(sheet.title, tuple(lines), cut=True)
        values = _values(row)
        if any(value.text or value.formula for value in values):
            lines.append((number, values))
        if len(lines) > MOST_ROWS + MOST_ABOVE:
            return Grid(sheet.title, tuple(lines), cut=True)
    return Grid(sheet.title, tuple(lines))


def _values(row: Iterable[Any]) -> tuple[Value, ...]:
    return tuple(_value(cell) for cell in row)


def _value(cell: Any) -> Value:
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return Value("")
    plain = isinstance(value, str | int | float | bool) or hasattr(value, "isoformat")
    if kind in ("f", "e") or not plain:
        return Value("", formula=True)
    if isinstance(value, bool):
        return Value("ja" if value else "nee")
    if isinstance(value, float) and value.is_integer():
        return Value(str(int(value)))
    if hasattr(value, "isoformat"):
        return Value(value.isoformat().removesuffix("T00:00:00"))
    text = cell_text(str(value))
    return Value("", formula=True) if text.startswith("=") else Value(text)


def protected(source: str) -> TeamSheetError:
    """Return the error for a workbook with a password, or in the form of before 2007 that looks the same."""
    return TeamSheetError(
        "de werkmap is beveiligd met een wachtwoord, of is een oud .xls-bestand",
        where=source,
        expected="een .xlsx-bestand zonder wachtwoord",
        remedy="Sla het op als 'Excel-werkmap (.xlsx)', zonder wachtwoord.",
    )


def _no_workbook(source: str) -> TeamSheetError:
    return TeamSheetError(
        "dit is geen Excel-werkmap",
        where=source,
        expected="een .xlsx- of .csv-bestand",
        remedy="Sla het op als 'Excel-werkmap (.xlsx)' of als 'CSV UTF-8'.",
    )


def _damaged(source: str) -> TeamSheetError:
    return TeamSheetError(
        "de werkmap is beschadigd of onvolledig",
        where=source,
        expected="een .xlsx-bestand",
        remedy="Open het in uw rekenprogramma en sla het opnieuw op als .xlsx.",
    )
