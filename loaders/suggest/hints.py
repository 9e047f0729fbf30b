"""Which relations the words of a sentence hint at: the data file ``patterns/aanwijzingen.toml``, asked word by word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["hinted"]


@cache
def _table() -> tuple[dict[str, re.Pattern[str]], tuple[tuple[str, str], ...]]:
    """Return a pattern for one word by relation, and (relation, words) of the groups."""
    table = tomllib.loads((files(__package__) / "patterns" / "aanwijzingen.toml").read_text(encoding="utf-8"))
    words = {relation: re.compile(given) for relation, given in table["woorden"].items()}
    return words, tuple((relation, group) for relation, groups in table["groepen"].items() for group in groups)


@lru_cache(maxsize=50_000)
def _by_word(word: str) -> frozenset[str]:
    return frozenset(relation for relation, pattern in _table()[0].items() if pattern.search(word))


def hinted(words: Iterable[str], text: str) -> frozenset[str]:
    """Return the relations that words (lower case) or groups of words in a text (lower case) hint at.

    >>> sorted(hinted(["dat", "ontbreekt", "nog"], "dat ontbreekt nog"))
    ['missing_in']
    """
    groups = {relation for relation, group in _table()[1] if group in text}
    return frozenset(groups).union(*map(_by_word, words))
