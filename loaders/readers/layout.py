"""From lines to blocks, for formats that only have lines (PDF, plain text): headings, paragraphs, list items, cells.

What tells a border differs: in a PDF the place, size and weight of the letters; in both the shape of the lines (a short
line that ends a sentence, a bullet, a number). Blank lines count only where they are not between nearly all lines.
Bullets are learned per document, since fonts map them to all kinds of characters.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Group", "Line", "group_lines"]

BULLETS = frozenset("•◦‣▪▫●○■□∙⁃➢➤►▸✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\x7f")
_DASHES = frozenset("-–—*·")
_QUOTES_AND_BRACKETS = frozenset("\"'‘’“”„«»‹›([{<…/&%€@#")
_NUMBER = re.compile(r"(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)](?=\s*[^\W\d])\s*|\(\d{1,2}\)\s+", re.IGNORECASE)
_CHAPTER = re.compile(r"(?:hoofdstuk\s+)?(\d{1,2}(?:\.\d{1,2})*)(?:\.\s*|\s+)(?=[^\W\d_])", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|(?:…\s?){2,}\s*\d{1,4}$|\t\s*\d{1,4}$")
_ENDS = re.compile(r"[.?!:;][\"'”’)\]]*$")
_ENDS_OR_COMMA = re.compile(r"[.?!:;,][\"'”’)\]]*$")
_NO_HEADING_END = re.compile(r"[.;,]$|[-–]$")
_CAPTION = re.compile(r"(?:figuur|tabel|bron|afbeelding|grafiek)\b[^:]{0,10}:", re.IGNORECASE)
_ROW = re.compile(r"[A-ZÀ-Ý][^:.?!]{2,45}: \(?[a-zà-ÿ]|[A-ZÀ-Ý][^:.?!]{2,45}: [A-Z][A-Za-z]*-[a-z]")
_LONGEST_HEADING = 120
_UNWRAPPED = 160
"""Where lines are this long, each is a paragraph of its own."""


@dataclass(slots=True)
class Line:
    """One line: its words without outer white space, and what is known of its place.

    ``start`` is its offset in a text that is kept as it is; ``x``, ``y`` and ``size`` are points on the page (PDF only);
    ``blanks`` counts the empty lines above it; ``cell`` tells that it is part of a table.
    """

    text: str
    start: int = 0
    page: int | None = None
    x: float | None = None
    y: float | None = None
    size: float | None = None
    bold: bool = False
    blanks: int = 0
    cell: bool = False


@dataclass(slots=True)
class Group:
    """Lines that are one block; ``marker`` counts the code points of the bullet or number that starts the first line."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    marker: int = 0
    level: int | None = None

    @property
    def words(self) -> str:
        """The words of the block on one line, without the marker."""
        return " ".join(line.text for line in self.lines)[self.marker :]


def group_lines(lines: Sequence[Line]) -> list[Group]:
    """Return the blocks that lines form, in the same order, each line in one of them (lone bullets in none)."""
    if not lines:
        return []
    shape = _Shape(lines)
    groups: list[Group] = []
    previous: Line | None = None
    pending = False
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if shape.is_lone_bullet(line):
            pending = True
            continue
        marker = 0 if line.cell else shape.marker(line)
        kind = _kind_of(line, marker=marker, after_bullet=pending)
        if previous is None or pending or kind != "text" or shape.border(groups[-1], previous, line, following):
            groups.append(Group("paragraph" if kind == "text" else kind, marker=marker))
        if kind == "cell" and len(groups) > 1 and previous and previous.cell and shape.same_cell(previous, line):
            groups.pop()
        groups[-1].lines.append(line)
        previous, pending = line, False
    _find_headings(groups, shape)
    return groups


def _kind_of(line: Line, *, marker: int, after_bullet: bool) -> str:
    if line.cell:
        return "cell"
    if _LEADER.search(line.text):
        return "furniture"
    return "item" if marker or after_bullet else "text"


class _Shape:
    """What is usual in a document: how long its lines are, its letter size, its bullets, the room between its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        lengths = sorted(len(line.text) for line in lines)
        self.width = lengths[round(0.9 * (len(lengths) - 1))]
        self.sizes = Counter[float]()
        for line in lines:
            if line.size:
                self.sizes[round(line.size, 1)] += len(line.text)
        self.body = self.sizes.most_common(1)[0][0] if self.sizes else None
        bold = sum(len(line.text) for line in lines if line.bold)
        self.weight_tells = bold < 0.4 * sum(lengths)
        blanks = Counter(min(line.blanks, 3) for line in lines[1:])
        self.usual_blanks = 1 if blanks[1] + blanks[2] + blanks[3] > 0.6 * (len(lines) - 1) else 0
        self.unwrapped = self.width > _UNWRAPPED
        self.bullets = _learned(lines)
        self.leading = _leading(lines)

    def is_lone_bullet(self, line: Line) -> bool:
        return len(line.text) == 1 and (line.text in self.bullets or line.text in BULLETS or line.text in "-–")

    def marker(self, line: Line) -> int:
        """Return how many code points of a line are its bullet or number, and the white space behind it."""
        text = line.text
        if len(text) > 1 and (
            text[0] in self.bullets or text[0] in BULLETS or (text[0] in _DASHES and text[1].isspace())
        ):
            return len(text) - len(text[1:].lstrip())
        if text.startswith("o ") and "o " in self.bullets:
            return len(text) - len(text[1:].lstrip())
        found = _NUMBER.match(text)
        return found.end() if found and found.end() < len(text) else 0

    def border(self, group: Group, before: Line, line: Line, following: Line | None) -> bool:  # noqa: PLR0911 - a list of reasons
        """Tell whether a line without a marker starts a new block."""
        if before.cell or group.kind == "furniture" or self.unwrapped or self._other_letters(before, line):
            return True
        runs_on = before.text.endswith(("-", "\u00ad")) or (line.text[0].islower() and not _ENDS.search(before.text))
        down = _down(before, line)
        if down is not None and 0 < down < 6 * (line.size or 12):
            if down > 1.3 * self.leading.get(round(line.size or 0), down):
                return not (runs_on and down < 1.8 * self.leading.get(round(line.size or 0), down))
            if self._is_set_off(line) and down < 1.4 * (line.size or 12):
                return False  # the second line of a heading
            if self._outdented(group, line):
                return True
            if self._indented(group, before, line):
                return not runs_on
        if runs_on:
            return False
        if line.blanks > self.usual_blanks:
            return True
        if _ENDS.search(before.text):
            jumped = before.page != line.page or (down is not None and down < 0)  # to another page or column
            return jumped or len(before.text) < 0.82 * self.width or self._stands_alone(line, following)
        return not _ENDS_OR_COMMA.search(before.text) and len(before.text) < 0.72 * self.width

    def _stands_alone(self, line: Line, following: Line | None) -> bool:
        """Tell whether a line after the end of a sentence is a heading: short, no sentence, and a new one under it."""
        if following is None or _ENDS_OR_COMMA.search(line.text) or len(line.text) > 0.6 * self.width:
            return False
        return line.text[0].isupper() and following.text[0].isupper()

    def same_cell(self, before: Line, line: Line) -> bool:
        down = _down(before, line)
        if down is None or before.x is None or line.x is None:
            return False
        return abs(before.x - line.x) < 3 and 0 < down < 1.6 * (line.size or 12)

    def stands_out(self, group: Group) -> bool:
        """Tell whether a block has larger or heavier letters than the body of the document."""
        return all(self._is_set_off(line) for line in group.lines)

    def _is_set_off(self, line: Line) -> bool:
        if self.body is None or line.size is None:
            return False
        return line.size > 1.08 * self.body or (self.weight_tells and line.bold)

    def _other_letters(self, before: Line, line: Line) -> bool:
        if before.size is None or line.size is None:
            return False
        if abs(before.size - line.size) > 0.08 * max(before.size, line.size):
            return True
        return self.weight_tells and before.bold != line.bold

    def _outdented(self, group: Group, line: Line) -> bool:
        """Tell whether a line stands left of the words of the list item above it."""
        if group.kind != "item" or len(group.lines) < 2 or line.x is None or group.lines[-1].x is None:
            return False
        return line.x < group.lines[-1].x - 0.8 * (line.size or 12)

    def _indented(self, group: Group, before: Line, line: Line) -> bool:
        """Tell whether a line starts a paragraph by standing right of the line above it."""
        if group.kind == "item" or before.x is None or line.x is None:
            return False
        return 0.8 * (line.size or 12) < line.x - before.x < 5 * (line.size or 12)


def _down(before: Line, line: Line) -> float | None:
    """Return how many points a line stands below the one before it on the same page (negative: above)."""
    if before.y is None or line.y is None or before.page != line.page:
        return None
    return before.y - line.y


def _learned(lines: Sequence[Line]) -> set[str]:
    """Return the symbols that start three lines or more, and "o " where lists use the letter as a bullet."""
    first = Counter(line.text[0] for line in lines if line.text and not line.text[0].isalnum())
    found = {symbol for symbol, count in first.items() if count >= 3}
    found -= _QUOTES_AND_BRACKETS | _DASHES
    if sum(line.text.startswith("o ") and line.text[2:3].isalpha() for line in lines) >= 2:
        found.add("o ")
    return found


def _leading(lines: Sequence[Line]) -> dict[int, float]:
    """Return the usual distance in points between lines of a letter size (rounded)."""
    found: dict[int, Counter[float]] = {}
    for before, line in itertools.pairwise(lines):
        down = _down(before, line)
        if down and line.size and before.size == line.size and 0.8 * line.size < down < 2.6 * line.size:
            found.setdefault(round(line.size), Counter())[round(down * 2) / 2] += 1
    usual: dict[int, float] = {}
    for size, counts in found.items():
        most = max(counts.values())
        usual[size] = min(distance for distance, count in counts.items() if count >= 0.4 * most)
    return usual


def _find_headings(groups: list[Group], shape: _Shape) -> None:
    """Make headings of the blocks that look like one, and give them a level where it shows."""
    numbered = [bool(group.marker) and group.lines[0].text[0].isalnum() for group in groups]
    found: list[Group] = []
    for place, group in enumerate(groups):
        near = numbered[max(0, place - 1) : place] + numbered[place + 1 : place + 2]
        in_list = numbered[place] and any(near) and not _deep(group)
        if not in_list and _is_heading(groups, place, shape):
            group.kind, group.marker = "heading", 0
            found.append(group)
    _set_levels(found)


def _set_levels(headings: list[Group]) -> None:
    """Give headings the level that the size of their letters shows, or else the depth of their number (1.2 is 2)."""
    sizes = [round(heading.lines[0].size or 0, 1) for heading in headings]
    ranks = sorted(set(sizes), reverse=True)
    chapters = [_CHAPTER.match(heading.lines[0].text) for heading in headings]
    depths = [chapter[1].count(".") + 1 if chapter else None for chapter in chapters]
    for heading, size, depth in zip(headings, sizes, depths, strict=True):
        heading.level = depth
        if len(ranks) > 1:
            least = min((d for s, d in zip(sizes, depths, strict=True) if s == size and d), default=1)
            heading.level = ranks.index(size) + 1 + (depth - least if depth else 0)


def is_row(line: str, before: str, following: str) -> bool:
    """Tell whether a line is a row of a table written out: "Financiën: budgetcoach", with another above or under it."""
    return bool(_ROW.match(line) and (_ROW.match(before) or _ROW.match(following)))


def _is_heading(groups: list[Group], place: int, shape: _Shape) -> bool:  # noqa: PLR0911 - a list of reasons
    group = groups[place]
    words = group.words.strip()
    if group.kind not in ("paragraph", "item") or len(group.lines) > 3 or len(words) > _LONGEST_HEADING:
        return False
    if group.kind == "item" and not group.lines[0].text[0].isalnum():
        return False
    if not any(c.isalpha() for c in words) or _NO_HEADING_END.search(words) or _CAPTION.match(words):
        return False
    if words[0].islower() and not group.marker:
        return False
    if is_row(words, *(groups[at].words.strip() if 0 <= at < len(groups) else "" for at in (place - 1, place + 1))):
        return False
    if shape.stands_out(group):
        return True
    if shape.body is not None and any(shape.stands_out(other) for other in groups):
        return _deep(group)
    return _shaped_as_heading(groups, place, words, shape)


def _shaped_as_heading(groups: list[Group], place: int, words: str, shape: _Shape) -> bool:
    """Tell whether a block is a heading by its shape alone: short, no end of a sentence, text under it."""
    group = groups[place]
    if len(group.lines) > 2 or words.endswith(":") or (shape.unwrapped and len(words) > 80):
        return False
    following = groups[place + 1] if place + 1 < len(groups) else None
    if following is None:
        return False
    above = groups[place - 1] if place else None
    if above is not None and above.kind == "paragraph" and not _ENDS.search(above.lines[-1].text):
        ended = above.lines[-1].text.endswith(")") or len(above.lines[-1].text) < 0.5 * shape.width
        if not ended or len(following.words) < shape.width:
            return False
    return bool(group.marker) or (following.kind != "cell" and len(following.words) > len(words))


def _deep(group: Group) -> bool:
    chapter = _CHAPTER.match(group.lines[0].text)
    return bool(chapter and "." in chapter[1])
