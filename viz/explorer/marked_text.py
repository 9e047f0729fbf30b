"""A text cut into pieces so that passages which nest or overlap can be marked, without losing or doubling a letter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Paragraph", "Piece", "mark", "reflow"]

_FULL_LINE = 55
"""Characters from which a line that ends is taken to go on in the next one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``inside`` are the numbers of the passages it belongs to, ``starts`` those that begin here."""

    text: str
    inside: tuple[int, ...]
    starts: tuple[int, ...]


Paragraph = tuple[Piece, ...]


def reflow(text: str) -> str:
    """Return a text of equal length in which lines that were broken for a page go on: such a newline becomes a space."""
    lines = text.split("\n")
    joined = [lines[0]]
    for line, following in pairwise(lines):
        goes_on = len(line.strip()) >= _FULL_LINE and following[:1].isalnum()
        joined.append((" " if goes_on else "\n") + following)
    return "".join(joined)


def mark(text: str, spans: Mapping[int, tuple[int, int]]) -> list[Paragraph]:
    """Return the paragraphs of a text (parted by empty lines) in pieces.

    ``spans`` are passages by number, in code points, end excluded; they may nest and overlap and run over paragraphs. The
    pieces joined are the text again.
    """
    breaks = [0, *(found.end() for found in re.finditer(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text)), len(text)]
    places = {min(max(place, 0), len(text)) for span in spans.values() for place in span}
    cuts = sorted(places | set(breaks))
    opened = sorted(spans.items(), key=lambda item: item[1])
    paragraphs: list[Paragraph] = []
    pieces: list[Piece] = []
    ends = set(breaks)
    for start, end in pairwise(cuts):
        inside = tuple(number for number, (first, last) in opened if first <= start and end <= last)
        starts = tuple(number for number, (first, last) in opened if first == start and first < last)
        pieces.append(Piece(text[start:end], inside, starts))
        if end in ends:
            paragraphs.append(tuple(pieces))
            pieces = []
    return paragraphs
