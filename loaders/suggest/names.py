"""Names beyond the vocabulary: what `patterns/namen.toml` lists, and which last parts of words tell a kind."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from loaders.suggest.grammar.words import stem

__all__ = ["Names", "load_names"]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Listed names as (kind, name); endings by stem with their kind, the longest first; words that are no such name.

    ``same`` gives other names for what the vocabulary knows, as (kind, label, other name).
    """

    listed: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str], ...]
    excluded: frozenset[str]
    before_name: tuple[tuple[str, str], ...]
    same: tuple[tuple[str, str, str], ...] = ()

    def kind_by_ending(self, word: str) -> tuple[str, str]:
        """Return the kind and the ending that the last part of a word tells, or two empty strings.

        >>> load_names().kind_by_ending("dorpsregisseurs")
        ('role', 'regisseur')
        """
        return _by_ending(stem(word), self)


@lru_cache(maxsize=50_000)
def _by_ending(root: str, names: Names) -> tuple[str, str]:
    if root in names.excluded:
        return "", ""
    for ending, kind in names.endings:
        if root.endswith(ending) and len(root) >= len(ending) + 2:
            return kind, ending
    return "", ""


@cache
def load_names() -> Names:
    """Return the names of the data file."""
    table = tomllib.loads((files(__package__) / "patterns" / "namen.toml").read_text(encoding="utf-8"))
    listed = tuple(
        (kind, name.strip())
        for kind, names in table["namen"].items()
        for name in str(names).replace("\n", " ").split(";")
        if name.strip()
    )
    endings = sorted(
        {(stem(ending), kind) for kind, given in table["koppen"].items() for ending in str(given).split()},
        key=lambda pair: (-len(pair[0]), pair),
    )
    before = tuple((stem(word), kind) for kind, given in table["voornaam"].items() for word in str(given).split())
    same = tuple(
        (kind, label, other.strip())
        for kind, given in table["zelfde"].items()
        for label, others in given.items()
        for other in str(others).split(";")
    )
    return Names(listed, tuple(endings), frozenset(stem(word) for word in str(table["geen"]).split()), before, same)
