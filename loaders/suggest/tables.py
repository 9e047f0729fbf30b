"""The tables of a document as rows of cells, with the column of each: by signs, or by its place in the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import Block, ReadDocument

__all__ = ["Cell", "tables_of"]

_LINE = re.compile(r"[\n\r\u2028\u2029\x0b\x0c\x85]")
_LEAST = 2
"""Rows of a table, and cells of its first row, at least."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, the number of its block, its offsets [start, end) in the document, and its column, from 0."""

    text: str
    block: int
    start: int
    end: int
    column: int


def tables_of(document: ReadDocument) -> Iterator[list[list[Cell]]]:
    """Give each table as its rows, from top to bottom; empty cells are left out."""
    rows: list[list[Cell]] = []
    before: Block | None = None
    for number, block in enumerate(document.blocks):
        if block.kind != "cell":
            if _is_table(rows):
                yield rows
            rows, before = [], None
            continue
        between = document.text[before.end : block.start] if before is not None else "\n"
        cell = Cell(document.text[block.start : block.end], number, block.start, block.end, 0)
        if _LINE.search(between) or not rows:
            rows.append([cell])
        elif signs := between.count("\t") or between.count("|"):
            rows[-1].append(replace(cell, column=rows[-1][-1].column + signs))
        else:
            rows[-1].append(replace(cell, column=_column(rows, block.start, document.text)))
        before = block
    if _is_table(rows):
        yield rows


def _column(rows: list[list[Cell]], start: int, text: str) -> int:
    """Return the column of a cell in a table in spaces: the last that begins no further to the right."""
    if len(rows) == 1:
        return len(rows[0])
    heads = [head.start - _line_start(text, head.start) for head in rows[0]]
    place = start - _line_start(text, start)
    return max(number for number, head in enumerate(heads) if head <= place or number == 0)


def _line_start(text: str, place: int) -> int:
    begin = place
    while begin and not _LINE.match(text, begin - 1):
        begin -= 1
    return begin


def _is_table(rows: list[list[Cell]]) -> bool:
    return len(rows) >= _LEAST and len(rows[0]) >= _LEAST
