"""Running heads and feet: what pages repeat at their edges, apart from the page number in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.readers.layout import Line

__all__ = ["running_lines"]

EDGE = 3
"""Lines from the top and from the bottom of a page in which a running head or foot is looked for."""
SHARE = 0.4
_PAGE_NUMBER = re.compile(r"^\W*\d+|\d+\W*$|(?<=pagina )\d+|(?<=blz )\d+|(?<=blz\. )\d+|(?<=van )\d+")
_PAGE = r"(?:pagina|bladzijde|blz\.?|pag\.?|p\.|page)\s*"
_OF = r"(?:\s*(?:van|/|of)\s*\d{1,4})?"
_NUMBER = re.compile(rf"\W*(?:{_PAGE})?(?:\d{{1,4}}|[ivxl]{{1,6}}){_OF}\W*", re.IGNORECASE)
_CERTAIN_NUMBER = re.compile(rf"\W*{_PAGE}\d{{1,4}}{_OF}\W*", re.IGNORECASE)


def running_lines(pages: Sequence[Sequence[Line]]) -> list[set[int]]:
    """Return for each page the indices of its lines that are furniture.

    A line is when, its page number aside, it recurs at the edges of two fifths of the pages (at least three; both of two), at
    those of every other page, or as the outermost line of three pages in a row; and so is a page number at the edge of a
    page.
    """
    edges = [_edges(page) for page in pages]
    keys = [{_key(page[index].text) for index in edge} for page, edge in zip(pages, edges, strict=True)]
    counts = Counter(key for found in keys for key in found)
    filled = sum(bool(page) for page in pages)
    enough = 2 if filled == 2 else max(3, SHARE * filled)
    running = {key for key, count in counts.items() if count >= enough} | _in_a_row(pages) | _on_every_other(keys)
    result: list[set[int]] = []
    for page, edge in zip(pages, edges, strict=True):
        outer = _outermost(page)
        found = {index for index in edge if _key(page[index].text) in running}
        found |= {index for index in outer if _CERTAIN_NUMBER.fullmatch(page[index].text)}
        rest = [index for index in range(len(page)) if index not in found]
        ends = {rest[0], rest[-1]} if rest else set()
        if filled > 1:
            found |= {index for index in ends & edge if _NUMBER.fullmatch(page[index].text)}
        result.append(found)
    return result


def _key(text: str) -> str:
    """Return a line without its page number, which stands first, last, or behind "pagina" or "van"."""
    plain = re.sub(r"\s+", " ", text).casefold().strip()
    return _PAGE_NUMBER.sub("#", plain)


def _edges(page: Sequence[Line]) -> set[int]:
    """Return the indices of the lines near the top or bottom: of the page where places are known, and of the order."""
    indices = list(range(len(page)))
    found = {*indices[:EDGE], *indices[-EDGE:]}
    if page and all(line.y is not None for line in page):
        down = sorted(indices, key=lambda index: page[index].y or 0.0)
        found = {*down[:EDGE], *down[-EDGE:]}
    return found


def _outermost(page: Sequence[Line]) -> set[int]:
    if not page:
        return set()
    if all(line.y is not None for line in page):
        order = sorted(range(len(page)), key=lambda index: page[index].y or 0.0)
        return {order[0], order[-1]}
    return {0, len(page) - 1}


def _in_a_row(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Return the keys that are an outermost line of three pages in a row: heads that name the chapter."""
    found: set[str] = set()
    recent: list[set[str]] = []
    for page in pages:
        recent = [*recent[-2:], {_key(page[index].text) for index in _outermost(page)}]
        if len(recent) == 3:
            found |= recent[0] & recent[1] & recent[2]
    return found


def _on_every_other(keys: Sequence[set[str]]) -> set[str]:
    """Return the keys at the edges of all left or all right pages, the title page aside: heads that alternate."""
    found: set[str] = set()
    for side in (keys[2::2], keys[1::2], keys[0::2]):
        if len(side) >= 2:
            found |= set.intersection(*side)
    return found
