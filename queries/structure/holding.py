"""What one entry of a proposed structure holds: every item that documents or the proposal give it, by whom it comes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from queries.landscape import Landscape, Said, strongest
from queries.structure.measures import state_of
from queries.structure.model import ITEM_KEYS, Item, Structure
from queries.structure.planning import plan_of

__all__ = ["Held", "holdings"]

_KEYS = {kind: key for key, kind in ITEM_KEYS.items()}


@dataclass(frozen=True, slots=True)
class Held:
    """An item that an entry holds; ``key`` is its list in the file, ``item`` how the file writes it.

    ``item.source`` names the profession, role or group of today that documents give it to; empty for what the proposal
    adds (``answer`` is then planned, and there are no statements).
    """

    key: str
    item: Item
    iri: str
    activity_iri: str
    answer: str
    statements: tuple[str, ...]


def holdings(landscape: Landscape, structure: Structure, number: int) -> tuple[Held, ...]:
    """Return what entry ``number`` (from 0) of a structure holds, by list and label; raises as `compare_in` does."""
    state = state_of(landscape, plan_of(landscape, structure))
    found: dict[tuple[str, str, str, str], list[Said]] = defaultdict(list)
    for said in landscape.statements:
        if said.affirms and said.item_kind and number in state.homes.get(said.iri, ()):
            activity = said.activity if said.item_kind == "leefgebied" else ""
            found[_KEYS[said.item_kind], said.object, activity, said.subject].append(said)
    held = [
        Held(
            key,
            Item(
                _name(landscape, ITEM_KEYS[key], iri), _activity(landscape, activity), _name(landscape, "actor", source)
            ),
            iri,
            activity,
            strongest(statements),
            tuple(said.iri for said in statements),
        )
        for (key, iri, activity, source), statements in found.items()
    ]
    known = {(one.key, one.iri) for one in held}
    for want in state.plan.places[number].planned:
        key = _KEYS[want.kind]
        if (key, want.iri) not in known:
            item = Item(_name(landscape, want.kind, want.iri), _activity(landscape, want.activity))
            held.append(Held(key, item, want.iri, want.activity, "planned", ()))
    order = list(ITEM_KEYS)
    return tuple(sorted(held, key=lambda one: (order.index(one.key), one.item.name.casefold(), one.item.activity)))


def _activity(landscape: Landscape, iri: str) -> str:
    return _name(landscape, "activity", iri) if iri else ""


def _name(landscape: Landscape, kind: str, iri: str) -> str:
    """Return what to write for a concept: the label where it means one thing, else the IRI."""
    label = landscape.label(iri)
    return label if landscape.names[kind].find(label) == {iri} else iri
