"""Tables in plain text: rows of words parted by tabs, by wide gaps or by upright lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

__all__ = ["cells_of"]

_TABBED = re.compile(r"(?:(?!\t| \|(?: |$)).)+")
_SPACED = re.compile(r"(?:(?! {3}).)+")
_ROWS, _NARROW = 3, 34
"""A table in spaces has this many rows at least, and most of its first cells are no longer than this."""
_HEAD = 4
"""Characters of a bullet or a number with its sign, at most."""


def cells_of(lines: Sequence[str]) -> dict[int, list[tuple[int, int]]]:
    """Return where the cells of the rows of tables are, as (start, end) in the line, by the number of the line."""
    return _in_spaces(lines) | _with_signs(lines)


def _with_signs(lines: Sequence[str]) -> dict[int, list[tuple[int, int]]]:
    """Return the rows with words on both sides of a tab or an upright line, two in a row or more."""
    parted = [_cells(_TABBED, line) for line in lines]
    row = [len(cells) > 1 and not _is_item(line, cells) for line, cells in zip(lines, parted, strict=True)]
    return {
        place: cells
        for place, cells in enumerate(parted)
        if row[place] and any(row[max(0, place - 1) : place] + row[place + 1 : place + 2])
    }


def _in_spaces(lines: Sequence[str]) -> dict[int, list[tuple[int, int]]]:
    """Return the rows of tables in spaces; two columns of running text are none."""
    parted = [[] if "\t" in line or " | " in line else _cells(_SPACED, line) for line in lines]
    rows = [len(cells) > 1 and not _is_item(line, cells) for line, cells in zip(lines, parted, strict=True)]
    found: dict[int, list[tuple[int, int]]] = {}
    for in_table, run in groupby(range(len(lines)), key=lambda place: rows[place]):
        places = list(run)
        if not in_table or len(places) < _ROWS:
            continue
        narrow = sum(end - start <= _NARROW for start, end in (parted[place][0] for place in places))
        if 2 * narrow > len(places):
            starts = [start for start, _ in parted[places[0]]]
            aligned = all(lines[place][at - 1 : at] in {"", " "} for place in places for at in starts if at)
            found.update((place, _cut(lines[place], starts) if aligned else parted[place]) for place in places)
    return found


def _cut(line: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the cells of a row, cut where those of the first row begin; without the empty ones."""
    found = []
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        words = line[start:end].strip(" |\t")
        if words:
            at = start + line[start:end].index(words)
            found.append((at, at + len(words)))
    return found


def _cells(pattern: re.Pattern[str], line: str) -> list[tuple[int, int]]:
    found = []
    for part in pattern.finditer(line):
        words = part[0].strip(" |\t")
        if words:
            start = part.start() + part[0].index(words)
            found.append((start, start + len(words)))
    return found


def _is_item(line: str, cells: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the gap in a line only parts a bullet or number from its words."""
    head = line[slice(*cells[0])] if cells else ""
    return len(cells) == 2 and len(head) <= _HEAD and not head.isalpha()
