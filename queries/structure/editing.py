"""Changes to a proposed structure as pure functions: each returns a new structure and leaves the old one as it was.

They know names only; whether the result fits the graph is for `compare` to say. All raise StructureError for a name that
is not in the structure, or that is already taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.errors import StructureError
from kg.labels import normalise_label
from queries.structure.model import ITEM_KEYS, KINDS, Item, Items, Name, Part, ProposedProfession, Structure

__all__ = ["add", "merge", "move", "place", "remove", "rename", "split"]


def rename(structure: Structure, name: str, new: str) -> Structure:
    """Return the structure with one profession under another name."""
    entry = _entry(structure, name)
    if normalise_label(new) != normalise_label(name):
        _refuse_taken(structure, new)
    return _with(structure, {entry: replace(entry, name=new)})


def merge(structure: Structure, names: Sequence[str], into: str, kind: str = KINDS[0]) -> Structure:
    """Return the structure with some professions as one, in the place of the first; what they take in and add is joined."""
    entries = [_entry(structure, name) for name in dict.fromkeys(names)]
    if len(entries) < 2:
        raise StructureError(
            "er valt niets samen te voegen", expected="ten minste twee beroepen", remedy="Kies er meer."
        )
    rest = tuple(entry for entry in structure.professions if entry not in entries)
    _refuse_taken(replace(structure, professions=rest), into)
    own = {normalise_label(name.text) for entry in entries for name in entry.covers}
    items = Items()
    for key, item in (pair for entry in entries for pair in entry.items):
        if normalise_label(item.source) not in own:  # what one took from the other is now at home
            items = items.joined(Items().having(key, (item,)))
    merged = ProposedProfession(
        name=into,
        kind=kind,
        note=" ".join(dict.fromkeys(entry.note for entry in entries if entry.note)),
        covers=tuple(name for entry in entries for name in entry.covers),
        parts=_joined_parts([part for entry in entries for part in entry.parts]),
        items=items,
    )
    return _with(structure, {entries[0]: merged} | dict.fromkeys(entries[1:]))


def split(structure: Structure, name: str, into: Mapping[str, Items]) -> Structure:
    """Return the structure with one profession of today divided over new ones; what none of them gets has no place.

    The profession must take in exactly one of today, whole. What was added to it goes to the first of the new ones.
    """
    entry = _entry(structure, name)
    if len(entry.covers) != 1 or entry.parts:
        raise StructureError(
            f"'{name}' bestaat uit meer dan één beroep van vandaag, of uit delen",
            expected="een beroep dat één beroep van vandaag omvat",
            remedy="Splits eerst wat is samengevoegd.",
        )
    rest = replace(structure, professions=tuple(other for other in structure.professions if other != entry))
    for new in into:
        _refuse_taken(rest, new)
    new_entries = tuple(
        ProposedProfession(
            name=new, kind=entry.kind, parts=(Part(entry.covers[0].text, items),), items=Items() if n else entry.items
        )
        for n, (new, items) in enumerate(into.items())
    )
    place = structure.professions.index(entry)
    return replace(
        structure, professions=(*structure.professions[:place], *new_entries, *structure.professions[place + 1 :])
    )


def move(structure: Structure, key: str, item: Item, to: str) -> Structure:
    """Return the structure with an item (of list ``key``) of ``item.source`` at another profession, and nowhere else.

    When the profession takes in the source itself, the item simply goes back there.
    """
    source = normalise_label(item.source)
    if not source:
        raise StructureError(
            "er staat niet bij van wie dit komt", expected="een beroep van vandaag", remedy="Kies er een."
        )
    target = _entry(structure, to)
    cleaned = {entry: _without(entry, key, item) for entry in structure.professions}
    if source not in {normalise_label(name.text) for name in target.covers}:
        kept = cleaned[target]
        cleaned[target] = replace(kept, items=kept.items.having(key, (*kept.items.of(key), item)))
    return _with(structure, cleaned)


def add(structure: Structure, key: str, item: Item, to: str) -> Structure:
    """Return the structure with an item added to a profession, without taking it from anyone."""
    entry = _entry(structure, to)
    items = entry.items.joined(Items().having(key, (replace(item, source=""),)))
    return _with(structure, {entry: replace(entry, items=items)})


def place(structure: Structure, actor: str, to: str = "", kind: str = KINDS[0]) -> Structure:
    """Return the structure with a profession, role or group of today at one entry, whole, and at no other.

    Without ``to`` it becomes an entry of its own, of this kind. An entry that has nothing left is left out.
    """
    wanted = normalise_label(actor)
    target = _entry(structure, to) if to else None
    cleaned: dict[ProposedProfession, ProposedProfession | None] = {}
    for entry in structure.professions:
        kept = replace(
            entry,
            covers=tuple(name for name in entry.covers if normalise_label(name.text) != wanted),
            parts=tuple(part for part in entry.parts if normalise_label(part.source) != wanted),
        )
        if entry == target:
            home = {
                key: tuple(i for i in kept.items.of(key) if normalise_label(i.source) != wanted) for key in ITEM_KEYS
            }
            kept = replace(kept, covers=(*kept.covers, Name(actor)), items=Items(**home))
        cleaned[entry] = kept if kept.covers or kept.parts or kept.items != Items() else None
    placed = _with(structure, cleaned)
    if target is None:
        _refuse_taken(placed, actor)
        own = ProposedProfession(actor, kind, covers=(Name(actor),))
        placed = replace(placed, professions=(*placed.professions, own))
    return placed


def remove(structure: Structure, name: str) -> Structure:
    """Return the structure without one profession; ``structure.others`` tells what becomes of those it took in."""
    return _with(structure, {_entry(structure, name): None})


def _entry(structure: Structure, name: str) -> ProposedProfession:
    wanted = normalise_label(name)
    for entry in structure.professions:
        if normalise_label(entry.name) == wanted:
            return entry
    from rapidfuzz import process  # only when something is misspelt

    names = [entry.name for entry in structure.professions]
    near = [hit[0] for hit in process.extract(name, names, limit=3, score_cutoff=60, processor=normalise_label)]
    raise StructureError(
        f"'{name}' staat niet in het voorstel",
        where=structure.name,
        expected="de naam van een beroep in het voorstel",
        remedy=f"Bedoelde u {' of '.join(repr(label) for label in near)}?" if near else "Controleer de spelling.",
    )


def _refuse_taken(structure: Structure, name: str) -> None:
    if normalise_label(name) in {normalise_label(entry.name) for entry in structure.professions}:
        raise StructureError(
            f"'{name}' staat al in het voorstel",
            where=structure.name,
            expected="een nieuwe naam",
            remedy="Kies er een.",
        )


def _with(structure: Structure, changes: Mapping[ProposedProfession, ProposedProfession | None]) -> Structure:
    """Return the structure with entries replaced, or left out for None."""
    entries = (changes.get(entry, entry) for entry in structure.professions)
    return replace(structure, professions=tuple(entry for entry in entries if entry is not None))


def _without(entry: ProposedProfession, key: str, item: Item) -> ProposedProfession:
    """Return an entry that no longer has an item of ``item.source``: not moved to it, and not in its part of the source."""
    same = normalise_label(item.name), normalise_label(item.activity)

    def others(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(one for one in items if (normalise_label(one.name), normalise_label(one.activity)) != same)

    moved_here = tuple(
        one
        for one in entry.items.of(key)
        if normalise_label(one.source) != normalise_label(item.source) or others((one,))
    )
    parts = tuple(
        replace(part, items=part.items.having(key, others(part.items.of(key))))
        if normalise_label(part.source) == normalise_label(item.source)
        else part
        for part in entry.parts
    )
    return replace(
        entry, items=entry.items.having(key, moved_here), parts=tuple(p for p in parts if p.items != Items())
    )


def _joined_parts(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return parts with those of the same source as one."""
    joined: dict[str, Part] = {}
    for part in parts:
        known = joined.get(normalise_label(part.source))
        joined[normalise_label(part.source)] = replace(known, items=known.items.joined(part.items)) if known else part
    return tuple(joined.values())
