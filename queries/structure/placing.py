"""Who goes where: a proposed structure held against the graph, and the place of every statement in it.

A statement goes where the actor goes that it is about. Of an actor that is split, each statement on a life domain,
theme, competency or task goes to the parts that name it; a theme goes with its life domain unless a part names the theme
itself. What no part names is without a place, and so is what is said of the actor as a whole (team, law, cooperation).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from queries.landscape import Landscape, Said

__all__ = ["ACTOR_KINDS", "Place", "Plan", "Want", "finished", "takes", "todays_plan"]

ACTOR_KINDS = {"profession": "beroep", "role": "rol", "group": "groep"}
"""What the file calls the kinds of actor."""


@dataclass(frozen=True, slots=True, order=True)
class Want:
    """An item by IRI: kind, the item, and for a life domain the activity or empty for all of them."""

    kind: str
    iri: str
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A profession, family, role or group in a structure.

    ``same_as`` is the IRI of the actor of today that keeps its name and kind; empty for a new one. ``actors`` are those
    that it takes in, whole or in part. ``planned`` items are added, or moved here from an actor that it does not take in.
    """

    name: str
    kind: str
    same_as: str
    actors: tuple[str, ...]
    planned: frozenset[Want]


@dataclass(frozen=True, slots=True)
class Plan:
    """Places, and which actor and which item goes to which of them (numbers count in ``places``).

    ``moved`` are items taken away from an actor, those with an activity first: they are the more precise ones.
    """

    places: tuple[Place, ...]
    whole: Mapping[str, int]
    parts: Mapping[str, tuple[tuple[int, frozenset[Want]], ...]]
    moved: Mapping[str, Sequence[tuple[Want, int]]]
    unplaced: tuple[str, ...]
    notes: tuple[str, ...]
    themes: Mapping[str, frozenset[str]]
    """Life domains of each theme."""

    def homes(self, said: Said) -> tuple[int, ...]:
        """Return the places that a statement goes to by its subject; none when it is left without a place."""
        moved = self._moved(said)
        if moved is not None:
            return (moved,)
        if said.subject in self.whole:
            return (self.whole[said.subject],)
        parts = self.parts.get(said.subject, ())
        named = {want.iri for _, wants in parts for want in wants if want.kind == "theme"}
        return tuple(place for place, wants in parts if takes(wants, said, named, self.themes))

    def _moved(self, said: Said) -> int | None:
        moved = self.moved.get(said.subject, ())
        if not moved or not said.affirms or not said.item_kind:
            return None
        parts = (wants for _, wants in self.parts.get(said.subject, ()))
        named = {want.iri for wants in ({want for want, _ in moved}, *parts) for want in wants if want.kind == "theme"}
        return next((place for want, place in moved if takes({want}, said, named, self.themes)), None)


def takes(wants: Iterable[Want], said: Said, named: Collection[str], themes: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether items include what a statement is about.

    A life domain as a whole includes the themes under it (``themes`` gives theirs), but not those that are ``named``
    somewhere themselves.
    """
    whole_domains = set()
    for want in wants:
        if want.kind == said.item_kind and want.iri == said.object and want.activity in ("", said.activity):
            return True
        if want.kind == "leefgebied" and not want.activity:
            whole_domains.add(want.iri)
    if said.item_kind != "theme" or said.object in named:
        return False
    return not whole_domains.isdisjoint(themes.get(said.object, frozenset()))


def todays_plan(landscape: Landscape) -> Plan:
    """Return the plan in which every profession, role and group stays as it is."""
    return finished(landscape, [], {}, {}, {}, keep=True, notes=[])


def finished(
    landscape: Landscape,
    places: Sequence[Place],
    whole: Mapping[str, int],
    parts: Mapping[str, tuple[tuple[int, frozenset[Want]], ...]],
    moved: Mapping[str, Sequence[tuple[Want, int]]],
    *,
    keep: bool,
    notes: Sequence[str],
) -> Plan:
    """Return a plan with the actors that have no place yet: each as it is, or left out."""
    unplaced = tuple(actor for actor in landscape.mentioned if actor not in whole and actor not in parts)
    everything, homes = list(places), dict(whole)
    for actor in unplaced if keep else ():
        homes[actor] = len(everything)
        known = landscape.actors[actor]
        everything.append(Place(known.label, ACTOR_KINDS[known.kind], actor, (actor,), frozenset()))
    return Plan(tuple(everything), homes, parts, moved, unplaced, tuple(notes), landscape.theme_leefgebieden)
