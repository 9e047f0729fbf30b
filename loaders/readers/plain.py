"""Reading plain text: kept as it is, letter for letter, so that offsets mean the same to everyone.

One exception: where form feeds part the pages (the output of a PDF tool) and the pages have running heads or feet, those
move behind the text, as they do for a PDF; else a passage that runs over a page would have a page number in it.
"""

from __future__ import annotations

import re

from kg.model import Block
from loaders.readers.columns import cells_of
from loaders.readers.compose import Extracted, cleaned
from loaders.readers.encoding import decode
from loaders.readers.furniture import running_lines
from loaders.readers.layout import Group, Line, group_lines
from loaders.readers.limits import Limits
from loaders.readers.refusals import Refusal

__all__ = ["read_plain"]

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")


def read_plain(data: bytes, limits: Limits) -> Extracted:
    """Read plain text. Raises Refusal when it is empty, too much, or its letters cannot be told."""
    if len(data) > 4 * limits.characters + 4:
        raise Refusal("too-much-text", most=limits.characters)
    decoded, notes = decode(data)
    text = cleaned(decoded)
    if not text.strip():
        raise Refusal("empty")
    if len(text) > limits.characters:
        raise Refusal("too-much-text", most=limits.characters)
    pages = _pages(text)
    moved: list[Block] = []
    if len(pages) > 1:
        text, pages, moved = _without_furniture(text, pages)
    body_end = moved[0].start if moved else len(text)
    lines = [line for number, page in enumerate(pages, start=1) for line in _lines(text, page, number)]
    if not pages:
        lines = _lines(text, (0, body_end), None)
    blocks = [_block(group) for group in group_lines(_with_cells(lines))]
    return Extracted(text, blocks + moved, pages, notes)


def _pages(text: str) -> list[tuple[int, int]]:
    """Return the pages that form feeds part, those at the end without words left out; none without form feeds."""
    ends = [found.start() for found in re.finditer("\f", text)]
    if not ends:
        return []
    starts = [0, *(end + 1 for end in ends)]
    pages = list(zip(starts, [*ends, len(text)], strict=True))
    while not text[pages[-1][0] : pages[-1][1]].strip():
        pages.pop()
    return pages


def _lines(text: str, stretch: tuple[int, int], page: int | None) -> list[Line]:
    lines: list[Line] = []
    reached, last = stretch[0], False
    for found in _LINE.finditer(text, *stretch):
        words = found[0].strip()
        if not words:
            continue
        start = found.start() + found[0].index(words)
        ends = len(_LINE_END.findall(text, reached, found.start()))
        blanks = max(0, ends - 1) if last else 0
        lines.append(Line(words, start=start, page=page, blanks=blanks))
        reached, last = found.end(), True
    return lines


def _without_furniture(text: str, pages: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]], list[Block]]:
    """Return the text with its running heads and feet behind the rest, the pages in it, and the blocks of furniture."""
    on_page = [_lines(text, page, number) for number, page in enumerate(pages, start=1)]
    running = running_lines(on_page)
    if not any(running):
        return text, pages, []
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    size = reached = 0
    for (start, end), lines, found in zip(pages, on_page, running, strict=True):
        parts.append(text[reached:start])
        size += start - reached
        first, reached = size, start
        for index in sorted(found):
            line = lines[index]
            parts.append(text[reached : line.start])
            size += line.start - reached
            reached = line.start + len(line.text)
        parts.append(text[reached:end])
        size += end - reached
        reached = end
        places.append((first, size))
    parts.append(text[reached:])
    size += len(text) - reached
    blocks: list[Block] = []
    for lines, found in zip(on_page, running, strict=True):
        for index in sorted(found):
            words = lines[index].text
            parts.append("\n" + words)
            blocks.append(Block("furniture", size + 1, size + 1 + len(words), lines[index].page))
            size += 1 + len(words)
    return "".join(parts), places, blocks


def _with_cells(lines: list[Line]) -> list[Line]:
    """Return the lines with those of a table in cells."""
    cells = cells_of([line.text for line in lines])
    result: list[Line] = []
    for place, line in enumerate(lines):
        if place not in cells:
            result.append(line)
        for start, end in cells.get(place, ()):
            result.append(Line(line.text[start:end], start=line.start + start, page=line.page, cell=True))
    return result


def _block(group: Group) -> Block:
    first, last = group.lines[0], group.lines[-1]
    return Block(group.kind, first.start + group.marker, last.start + len(last.text), first.page, group.level)
