"""A proposed structure of professions as people write it: names only, before any graph is asked.

``line`` is the line of the file (from 1; 0 where there is no file) and plays no part in comparing two structures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

__all__ = ["ITEM_KEYS", "KINDS", "Item", "Items", "Name", "Part", "ProposedProfession", "Structure"]

KINDS = ("beroep", "familie", "rol", "groep")
"""What a proposed profession may be: a profession, a family of professions, a role or a group."""
KEEP, DROP = "blijven", "vervallen"
"""What happens to professions, roles and groups of today that the proposal does not name."""
ITEM_KEYS = {"leefgebieden": "leefgebied", "themas": "theme", "competenties": "competency", "taken": "task"}
"""The four lists of the file, and the kind of item in each."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of something that exists today: a label, an alternative label or an IRI."""

    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """A life domain (with an activity, or all), theme, competency or task.

    ``source`` is the profession, role or group of today that it is taken away from; empty when it is added.
    """

    name: str
    activity: str = ""
    source: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Items:
    """Items of the four kinds, in the order of the file."""

    leefgebieden: tuple[Item, ...] = ()
    themas: tuple[Item, ...] = ()
    competenties: tuple[Item, ...] = ()
    taken: tuple[Item, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, Item]]:
        for key in ITEM_KEYS:
            for item in self.of(key):
                yield key, item

    def of(self, key: str) -> tuple[Item, ...]:
        """Return the items of one list (``competenties``)."""
        found: tuple[Item, ...] = getattr(self, key)
        return found

    def having(self, key: str, items: tuple[Item, ...]) -> Items:
        """Return the same items with another list under one key."""
        return replace(self, **{key: items})

    def joined(self, other: Items) -> Items:
        """Return the items of both, each once."""
        result = self
        for key in ITEM_KEYS:
            result = result.having(key, tuple(dict.fromkeys(self.of(key) + other.of(key))))
        return result


@dataclass(frozen=True, slots=True)
class Part:
    """What a proposed profession takes over of one profession, role or group of today that is split."""

    source: str
    items: Items
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ProposedProfession:
    """One entry of the proposal: whom it takes in whole, in part, and what is moved to it or added."""

    name: str
    kind: str = "beroep"
    note: str = ""
    covers: tuple[Name, ...] = ()
    parts: tuple[Part, ...] = ()
    items: Items = field(default_factory=Items)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Structure:
    """A proposed structure; ``computed`` marks one that no person has made. ``source`` names the file in messages."""

    name: str
    note: str = ""
    computed: bool = False
    others: str = KEEP
    professions: tuple[ProposedProfession, ...] = ()
    source: str = field(default="voorstel", compare=False)
