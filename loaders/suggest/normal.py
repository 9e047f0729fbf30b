"""Text as words run on, with the way back: hyphens at line ends resolved, lines joined, every character's own offset kept.

Nothing is repaired beyond what the layout did to the text: typing errors and doubled words stay.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

__all__ = ["Attested", "Running", "running_text"]

_PLAIN = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "\u2010": "-", "\u2011": "-",
    "\u00ad": "", "\u200b": "", "\ufeff": "", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi",
    "\ufb04": "ffl", "\u0133": "ij", "\u0132": "IJ", "…": "...",
}  # fmt: skip
_ODD = re.compile(rf"\s+|[{''.join(map(re.escape, _PLAIN))}]")
"""White space, and characters that are written in another way."""
_HYPHEN = re.compile(r"([^\W_]+)[-\ufffe]\s*[\n\u2028\u2029\x0b\x0c]\s*([^\W_]+)|([^\W_]+)\ufffe([^\W_]+)")
_SUSPENDING = {"of", "en", "dan", "als", "naar", "tot", "versus", "noch"}
_KEEPING = {"mbo", "hbo", "wo", "ggz", "ggd", "gz", "wmo", "wlz", "lvb", "skj", "avg", "bcp", "cao", "big", "zzp"}


class Attested:
    """How a document writes its words when no line end breaks them: asked when a hyphen may or may not belong."""

    def __init__(self, text: str) -> None:
        unbroken = re.sub(r"[-\ufffe]\s*\n\s*", "\0", text)
        self._counts = Counter(word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", unbroken))

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Tell whether the hyphen between two halves belongs to the word."""
        if left.lower() in _KEEPING or left.isupper() or any(c.isdigit() for c in left) or right[:1].isupper():
            return True
        return self._counts[f"{left}-{right}".lower()] > self._counts[(left + right).lower()]


@dataclass(frozen=True, slots=True)
class Running:
    """Running text; ``source[i]`` is the offset in the document of its i-th character."""

    text: str
    source: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets [start, end) in the document of a span of the running text."""
        return self.source[start], self.source[end - 1] + 1

    def part(self, start: int, end: int) -> Running:
        """Return a piece of it."""
        return Running(self.text[start:end], self.source[start:end])


def running_text(text: str, start: int, end: int, attested: Attested) -> Running:
    """Return the running text of [start, end) of a document."""
    characters: list[str] = []
    source: list[int] = []
    position = start
    for broken in _HYPHEN.finditer(text, start, end):
        left, right = (1, 2) if broken.group(1) else (3, 4)
        _add(text, position, broken.end(left), characters, source)
        hyphen = broken.end(left)
        if broken.group(right).lower() in _SUSPENDING:
            characters.extend("- ")
            source.extend((hyphen, hyphen))
        elif attested.keeps_hyphen(broken.group(left), broken.group(right)):
            characters.append("-")
            source.append(hyphen)
        position = broken.start(right)
    _add(text, position, end, characters, source)
    return Running("".join(characters), tuple(source))


def _add(text: str, start: int, end: int, characters: list[str], source: list[int]) -> None:
    position = start
    for odd in _ODD.finditer(text, start, end):
        _add_plain(text, position, odd.start(), characters, source)
        for character in _PLAIN.get(odd.group(), " "):
            if character != " " or (characters and characters[-1] != " "):
                characters.append(character)
                source.append(odd.start())
        position = odd.end()
    _add_plain(text, position, end, characters, source)


def _add_plain(text: str, start: int, end: int, characters: list[str], source: list[int]) -> None:
    characters.extend(text[start:end])
    source.extend(range(start, end))
