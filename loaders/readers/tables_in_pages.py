"""Finding tables on a page of a PDF, where a table is only words at the same heights and the same left edges."""

from __future__ import annotations

from loaders.readers.layout import Line

__all__ = ["mark_cells"]

_LOOK_AHEAD = 12
"""Lines of one cell of the first column, at most, before the second column goes on."""


def mark_cells(lines: list[Line]) -> None:
    """Mark the lines of a page that are cells: two rows or more of words side by side, and what is aligned with them."""
    place = 0
    while place < len(lines):
        end, rows = _table(lines, place)
        if rows >= 2:
            for line in lines[place:end]:
                line.cell = True
        place = max(end, place + 1)


def _table(lines: list[Line], place: int) -> tuple[int, int]:
    """Return where the table that starts at `place` ends, and how many rows with two cells or more it has."""
    columns: set[float] = set()
    rows = 0
    while place < len(lines):
        row = _row(lines, place)
        if len(row) > 1:
            rows += 1
            columns |= {round(line.x or 0) for line in row}
            place += len(row)
        elif columns and _in_columns(lines, place, columns):
            place += 1
        else:
            break
    return place, rows


def _row(lines: list[Line], place: int) -> list[Line]:
    row = lines[place : place + 1]
    for line in lines[place + 1 :]:
        last = row[-1]
        if line.y is None or last.y is None or line.x is None or last.x is None:
            break
        if abs(line.y - last.y) > 0.4 * (line.size or 12) or line.x <= last.x + (line.size or 12):
            break
        row.append(line)
    return row


def _in_columns(lines: list[Line], place: int, columns: set[float]) -> bool:
    """Tell whether a line goes on with a table: in a later column, or in the first with a later one to follow beside it."""
    left = min(columns)
    here = lines[place]
    if not _at(here, columns):
        return False
    if not _at(here, {left}):
        return True
    for line in lines[place + 1 : place + _LOOK_AHEAD]:
        if not _at(line, columns):
            return False
        if not _at(line, {left}):
            return line.y is not None and here.y is not None and line.y >= here.y - 1.6 * (here.size or 12)
    return False


def _at(line: Line, columns: set[float]) -> bool:
    return line.x is not None and any(abs(line.x - column) <= 3 for column in columns)
