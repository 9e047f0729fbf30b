"""The words of the interface, one file a language; what documents and vocabularies say is not among them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["Words", "words"]


class Words:
    """Texts by ``section.key``; values go into ``{name}`` and an unknown key is an error."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, /, **values: object) -> str:
        """Return a text, with values filled in."""
        return self._texts[key].format_map(values) if values else self._texts[key]

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def keys(self) -> set[str]:
        """Return all keys."""
        return set(self._texts)

    def count(self, key: str, number: int) -> str:
        """Return ``key.one`` or ``key.more`` with the number filled in."""
        return self(f"{key}.{'one' if number == 1 else 'more'}", n=number)


@cache
def words(language: str) -> Words:
    """Return the words of a language; raise FileNotFoundError for one that is not there."""
    text = (files("viz.explorer") / "words" / f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, dict(_flat(tomllib.loads(text), "")))


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        found += _flat(value, f"{prefix}{key}.") if isinstance(value, Mapping) else [(prefix + key, str(value))]
    return found
