"""What one structure, today's or a proposed one, comes to: coverage, cells, breadth, depth and overlap of its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from queries.landscape import Landscape, Said
from queries.structure.placing import Plan, Want
from queries.structure.results import Overlap, Pair

__all__ = ["Profile", "State", "overlap_of", "state_of"]

_OVERLAPPING = frozenset({"beroep", "familie", "rol"})
"""Kinds that overlap is about: a group is people without a profession being named."""

Cell = tuple[str, str]
"""IRIs of a life domain and an activity."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What documents say of one place, and what the proposal plans for it.

    ``claimed`` and ``denied`` hold statement IRIs by life domain; ``cells`` those of each cell (none for a planned one);
    ``items`` all statements on a theme, competency or task. ``planned`` is what only the proposal gives.
    """

    statements: frozenset[str]
    claimed: Mapping[str, frozenset[str]]
    denied: Mapping[str, frozenset[str]]
    cells: Mapping[Cell, frozenset[str]]
    items: Mapping[Want, tuple[Said, ...]]
    planned: frozenset[Want]
    planned_leefgebieden: frozenset[str]

    @property
    def covered(self) -> frozenset[str]:
        """Life domains with a positive, actual statement, or planned; their number is the breadth."""
        return frozenset(self.claimed) | self.planned_leefgebieden

    @property
    def held(self) -> frozenset[Want]:
        """Themes, competencies and tasks that a document gives, or the proposal."""
        given = {want for want, said in self.items.items() if any(one.affirms for one in said)}
        return frozenset(given | {want for want in self.planned if want.kind != "leefgebied"})


@dataclass(frozen=True, slots=True)
class State:
    """A structure measured: its plan, the profile of each place, and the places of each statement by its subject."""

    plan: Plan
    profiles: tuple[Profile, ...]
    homes: Mapping[str, tuple[int, ...]]


def state_of(landscape: Landscape, plan: Plan) -> State:
    """Return what a plan comes to."""
    homes = {said.iri: plan.homes(said) for said in landscape.statements if said.subject in landscape.actors}
    said_at: dict[int, list[Said]] = defaultdict(list)
    for said in landscape.statements:
        for home in homes.get(said.iri, ()):
            if said.item_kind:
                said_at[home].append(said)
    profiles = tuple(_profile(landscape, said_at[number], place.planned) for number, place in enumerate(plan.places))
    return State(plan, profiles, homes)


def _profile(landscape: Landscape, statements: Sequence[Said], planned: frozenset[Want]) -> Profile:
    claimed: dict[str, set[str]] = defaultdict(set)
    denied: dict[str, set[str]] = defaultdict(set)
    cells: dict[Cell, set[str]] = defaultdict(set)
    items: dict[Want, list[Said]] = defaultdict(list)
    for said in statements:
        if said.item_kind != "leefgebied":
            items[Want(said.item_kind, said.object)].append(said)
        elif said.denies:
            denied[said.object].add(said.iri)
        if said.is_fact:
            for leefgebied in landscape.leefgebieden_of(said):
                claimed[leefgebied].add(said.iri)
            if said.item_kind == "leefgebied" and said.activity:
                cells[said.object, said.activity].add(said.iri)
    for want in planned:
        if want.activity:
            cells[want.iri, want.activity] |= set()
    return Profile(
        statements=frozenset(said.iri for said in statements),
        claimed={leefgebied: frozenset(found) for leefgebied, found in claimed.items()},
        denied={leefgebied: frozenset(found) for leefgebied, found in denied.items()},
        cells={cell: frozenset(found) for cell, found in cells.items()},
        items={want: tuple(found) for want, found in items.items()},
        planned=planned,
        planned_leefgebieden=_planned_leefgebieden(landscape, planned) - claimed.keys(),
    )


def _planned_leefgebieden(landscape: Landscape, planned: frozenset[Want]) -> frozenset[str]:
    """Return the life domains that planned items cover: those named, and those of planned themes."""
    named = {want.iri for want in planned if want.kind == "leefgebied"}
    themes = (landscape.theme_leefgebieden.get(want.iri, frozenset()) for want in planned if want.kind == "theme")
    return frozenset(named.union(*themes))


def deepest(landscape: Landscape, profile: Profile) -> str:
    """Return the label of the deepest activity in the cells of a place, or empty when it has none."""
    activities = {activity for _, activity in profile.cells}
    most = max(activities, key=lambda activity: landscape.depths.get(activity, 0), default="")
    return landscape.label(most) if most else ""


def overlap_of(landscape: Landscape, state: State) -> Overlap:
    """Return the overlap of all pairs of professions, families and roles with a cell (Jaccard of their cells)."""
    measured = [
        (place.name, profile.cells)
        for place, profile in zip(state.plan.places, state.profiles, strict=True)
        if place.kind in _OVERLAPPING and profile.cells
    ]
    pairs, total = [], 0.0
    for (one, cells), (other, also) in combinations(measured, 2):
        shared = cells.keys() & also.keys()
        if shared:
            overlap = len(shared) / len(cells.keys() | also.keys())
            total += overlap
            names = sorted(f"{landscape.label(place)} / {landscape.label(what)}" for place, what in shared)
            said = sorted(iri for cell in shared for iri in cells[cell] | also[cell])
            first, second = sorted((one, other), key=str.casefold)
            pairs.append(Pair(first, second, overlap, tuple(names), tuple(said)))
    number = len(measured) * (len(measured) - 1) // 2
    pairs.sort(key=lambda pair: (-pair.overlap, -len(pair.shared), pair.one.casefold(), pair.other.casefold()))
    return Overlap(len(measured), total / number if number else None, tuple(pairs))
