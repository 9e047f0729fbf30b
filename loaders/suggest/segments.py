"""From plain text to blocks: headings, list items and paragraphs, where blank lines may mean nothing.

Lines tell by their shape: a bullet or number opens an item, a short line without end mark before a capital is a heading,
a line that runs on belongs to the block before it. Symbols that open three or more lines are learned as bullets.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kg.anchors import digest
from kg.model import Block, ReadDocument
from loaders.readers.columns import cells_of
from loaders.readers.layout import is_row

__all__ = ["blocks_of", "read_plain"]

_LINE = re.compile(r"[^\n\u2028\x0c]+")
_ITEM = re.compile(r"\s*(?:[•\uf0b7\uf0a7▪●◦‣∙·*]|[-–—](?=\s)|\d{1,2}[.)](?!\d)|[a-z][.)](?=\s)|[ivx]{1,4}\.(?=\s))\s*")
_NUMBERED_HEADING = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,4}\.?)\s+[A-ZÀ-Ý]")
_ENDS = re.compile(r"[.?!:;]['\"”’)]*$")
_PAGE_NUMBER = re.compile(r"\W*(?:pagina\s*)?\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?\W*$", re.IGNORECASE)
_SHORT_WORD = re.compile(r"['’‘][st] [A-Z]")
"""A sentence may open so: "'s Middags"."""
_HEADING = 90
"""Letters that a heading has at most."""
_NEXT = 600


def read_plain(name: str, text: str) -> ReadDocument:
    """Return a plain text as a read document."""
    starts = [0, *(match.end() for match in re.finditer("\x0c", text))]
    pages = tuple(zip(starts, [*starts[1:], len(text)], strict=True))
    return ReadDocument(name, text, blocks_of(text), pages, digest(text), "txt")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text, in order; together they hold every line that is not blank."""
    lines = [_Line(m.start(), m.end(), m.group().strip()) for m in _LINE.finditer(text) if m.group().strip()]
    if not lines:
        return ()
    bullets = _learned_bullets(lines)
    lengths = sorted(len(line.text) for line in lines)
    width = max(40, lengths[int(0.9 * (len(lengths) - 1))])
    breaks = _blank_lines_mean_something(text, len(lines))
    groups: list[tuple[str, list[_Line]]] = []
    counted = _counted(lines)
    cells = cells_of([text[line.start : line.end] for line in lines])
    for number, line in enumerate(lines):
        if number in cells:
            spans = [(line.start + start, line.start + end) for start, end in cells[number]]
            groups += [("cell", [_Line(start, end, text[start:end])]) for start, end in spans]
            continue
        blank_before = breaks and bool(groups) and text.count("\n", groups[-1][1][-1].end, line.start) > 1
        kind = (
            "item"
            if number in counted
            else _opens(line, groups[-1] if groups else None, bullets, width, blank=blank_before)
        )
        if kind:
            groups.append((kind, [line]))
        else:
            groups[-1][1].append(line)
    firsts = ["", *(group[0].text for _, group in groups), ""]
    around = zip(firsts, firsts[2:], strict=False)
    return tuple(_block(kind, group, *beside) for (kind, group), beside in zip(groups, around, strict=True))


def _opens(
    line: _Line, before: tuple[str, list[_Line]] | None, bullets: frozenset[str], width: int, *, blank: bool
) -> str:
    """Return the kind of the block that a line opens, or nothing when it runs on."""
    if _PAGE_NUMBER.fullmatch(line.text):
        return "furniture"
    if _NUMBERED_HEADING.match(line.text) and len(line.text) < _HEADING and not _ENDS.search(line.text):
        return "heading"
    if _ITEM.match(line.text) or line.text[0] in bullets:
        return "item"
    if before is None or blank or before[0] in {"furniture", "cell"}:
        return "paragraph"
    return "" if _runs_on(line, before, width) else "paragraph"


def _runs_on(line: _Line, before: tuple[str, list[_Line]], width: int) -> bool:
    """Tell whether a line goes on with the block before it."""
    last = before[1][-1].text
    low = (line.text[0].islower() or line.text[0] in "(‘“\"'") and not _SHORT_WORD.match(line.text)
    if last.endswith("-") or (low and not re.search(r"[.?!:]$", last)):
        return True
    if before[0] == "heading" and len(before[1]) == 1:
        return False
    if _ENDS.search(last) and len(last) < 0.82 * width:
        return False
    return bool(re.search(r"[.?!:;,]['\"”’)]*$", last)) or len(last) >= 0.72 * width


def _counted(lines: list[_Line]) -> frozenset[int]:
    """Return the numbers of the lines that count on from the line before or are counted on by the next: a list."""
    marks = [re.match(r"(\d{1,2})[.)]\s*\D", line.text) for line in lines]
    values = [int(mark[1]) if mark else None for mark in marks]
    found: set[int] = set()
    for place in range(1, len(values)):
        one, other = values[place - 1], values[place]
        if one is not None and other == one + 1:
            found |= {place - 1, place}
    return frozenset(found)


def _block(kind: str, lines: list[_Line], before: str, after: str) -> Block:
    words = " ".join(line.text for line in lines)
    numbered = bool(re.match(r"\d{1,2}\.\s*[A-Z]", words))
    if kind in {"paragraph", "item"} and len(lines) <= 2 and len(words) < _HEADING:
        ends = words.rstrip("'\"”’").endswith((".", ",", ";", ":")) and not (numbered and words.endswith(":"))
        ends = ends or is_row(words, before, after)
        if (not ends and kind == "paragraph") or (kind == "item" and words.endswith("?") and numbered):
            kind = "heading"
    return Block(kind, lines[0].start, lines[-1].end)


def _learned_bullets(lines: list[_Line]) -> frozenset[str]:
    firsts = Counter(line.text[0] for line in lines if len(line.text) > 2 and not line.text[0].isalnum())
    return frozenset(mark for mark, count in firsts.items() if count >= 3 and mark not in "\"'‘’“”([<…")


def _blank_lines_mean_something(text: str, lines: int) -> bool:
    return len(re.findall(r"\n[ \t]*\n", text)) < 0.4 * lines
