"""Putting a text together from blocks, so that every block knows its place in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.model import Block
from loaders.readers.limits import Limits
from loaders.readers.refusals import Refusal

__all__ = ["Composer", "Extracted", "cleaned"]

_UNMAPPED = re.compile(r"\(cid:\d{1,5}\)")
"""What PDF tools write for a letter that the font gives no meaning."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def cleaned(text: str) -> str:
    """Return a text with each control character and stray half of a pair replaced by U+FFFD: offsets stay the same.

    Such characters mean nothing in a report, and on a terminal they may do harm. The same goes for ``(cid:127)``, of which
    the rest becomes spaces.
    """
    known = _UNMAPPED.sub(lambda found: "\ufffd" + " " * (len(found[0]) - 1), text)
    return _UNPRINTABLE.sub("\ufffd", known)


@dataclass(slots=True)
class Extracted:
    """What the reader of one format found: text, blocks, pages (start, end), and notes in Dutch."""

    text: str
    blocks: list[Block]
    pages: list[tuple[int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Composer:
    """Gathers blocks in reading order; ``extracted`` gives them with the text that they make."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts: list[str] = []
        self._size = 0
        self._blocks: list[Block] = []
        self._pages: dict[int, tuple[int, int]] = {}

    def add(
        self,
        kind: str,
        lines: Iterable[tuple[str, int | None]],
        *,
        level: int | None = None,
        prefix: str = "",
        between: str = "\n\n",
        moved: bool = False,
    ) -> None:
        """Add a block of lines (words, page); `prefix` stands before it and is no part of it, `between` before both.

        Lines without words are left out, and so is a block without lines. A block that was `moved` away from its page
        does not count for the stretch of that page.
        """
        kept = [(text, page) for text, page in ((cleaned(words).strip(), page) for words, page in lines) if text]
        if not kept:
            return
        self._emit((between if self._parts else "") + prefix)
        start = self._size
        for number, (text, page) in enumerate(kept):
            if number:
                self._emit("\n")
            if page is not None and not moved:
                self._pages[page] = (self._pages.get(page, (self._size, 0))[0], self._size + len(text))
            self._emit(text)
        self._blocks.append(Block(kind, start, self._size, kept[0][1], level))

    def extracted(self, pages: int = 0, notes: Sequence[str] = ()) -> Extracted:
        """Return everything added; `pages` is the number of pages, those without words lie where the one before ends."""
        places: list[tuple[int, int]] = []
        for number in range(1, pages + 1):
            reached = places[-1][1] if places else 0
            places.append(self._pages.get(number, (reached, reached)))
        return Extracted("".join(self._parts), self._blocks, places, list(notes))

    def _emit(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)
        if self._size > self._limits.characters:
            raise Refusal("too-much-text", most=self._limits.characters)
