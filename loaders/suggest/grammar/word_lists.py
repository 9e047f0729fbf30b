"""The word lists of `patterns/woorden.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["word_set"]


@cache
def _table() -> dict[str, str]:
    return tomllib.loads((files("loaders.suggest") / "patterns" / "woorden.toml").read_text(encoding="utf-8"))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the words of a list, lower case as they stand."""
    return frozenset(word.strip() for word in _table()[name].replace("\n", " ").split(";") if word.strip())
