"""A proposed structure beside today's: what it gains, loses, moves and leaves without a place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.store import GraphEngine
from queries.landscape import Landscape, Said, load_landscape, strongest
from queries.structure.measures import Profile, State, deepest, overlap_of, state_of
from queries.structure.model import Structure
from queries.structure.placing import ACTOR_KINDS, Place, Want, takes, todays_plan
from queries.structure.planning import plan_of
from queries.structure.reserved import reserved_changes
from queries.structure.results import (
    Addition,
    Claim,
    Comparison,
    CoverageChange,
    Leftover,
    Loss,
    Movement,
    Origin,
    ProfessionChange,
    Unplaced,
)

__all__ = ["compare", "compare_in"]


def compare(engine: GraphEngine, structure: Structure) -> Comparison:
    """Return a proposed structure beside today's in a graph, embedded or remote.

    Raises StructureError, or SeveralErrors, where the structure does not fit the graph.
    """
    return compare_in(load_landscape(engine), structure)


def compare_in(landscape: Landscape, structure: Structure) -> Comparison:
    """Return a proposed structure beside today's in a landscape that was read before; raises as `compare` does."""
    before = state_of(landscape, todays_plan(landscape))
    after = state_of(landscape, plan_of(landscape, structure))
    return Comparison(
        structure=structure,
        professions=tuple(_professions(landscape, before, after)),
        coverage=tuple(_coverage(landscape, leefgebied, before, after) for leefgebied in landscape.leefgebieden),
        overlap_before=overlap_of(landscape, before),
        overlap_after=overlap_of(landscape, after),
        losses=tuple(_losses(landscape, before, after)),
        additions=tuple(_additions(landscape, after)),
        reserved=reserved_changes(landscape, before, after),
        movements=tuple(_movements(landscape, after)),
        leftovers=tuple(_leftovers(landscape, after)),
        unplaced=tuple(_unplaced(landscape, after)),
        notes=after.plan.notes,
    )


def _professions(landscape: Landscape, before: State, after: State) -> Iterator[ProfessionChange]:
    for place, profile in zip(after.plan.places, after.profiles, strict=True):
        origins = []
        for actor in place.actors:
            was = before.profiles[before.plan.whole[actor]] if actor in before.plan.whole else _EMPTY
            known = landscape.actors[actor]
            origins.append(
                Origin(
                    known.label, actor, ACTOR_KINDS[known.kind], len(was.covered), deepest(landscape, was),
                    split=actor not in after.plan.whole,
                )
            )  # fmt: skip
        yield ProfessionChange(
            name=place.name,
            kind=place.kind,
            iri=place.same_as,
            made_of=tuple(origins),
            breadth=len(profile.covered),
            planned=len(profile.planned_leefgebieden),
            deepest=deepest(landscape, profile),
            statements=len(profile.statements),
            changed=_changed(place, profile, before),
        )


_EMPTY = Profile(frozenset(), {}, {}, {}, {}, frozenset(), frozenset())
"""The profile of an actor that no statement names."""


def _changed(place: Place, profile: Profile, before: State) -> bool:
    """Tell whether a place is other than an actor of today as it is."""
    if not place.same_as or place.actors != (place.same_as,) or place.planned:
        return True
    was = before.profiles[before.plan.whole[place.same_as]] if place.same_as in before.plan.whole else _EMPTY
    return profile.statements != was.statements


def _coverage(landscape: Landscape, leefgebied: str, before: State, after: State) -> CoverageChange:
    was = {
        actor
        for place, profile in zip(before.plan.places, before.profiles, strict=True)
        for actor in place.actors
        if leefgebied in profile.covered
    }
    covering = [
        place for place, profile in zip(after.plan.places, after.profiles, strict=True) if leefgebied in profile.covered
    ]
    kept = {actor for place in covering for actor in place.actors}
    return CoverageChange(
        leefgebied=landscape.label(leefgebied),
        iri=leefgebied,
        before=_claims(leefgebied, before),
        after=_claims(leefgebied, after),
        gained=_by_name(place.name for place in covering if was.isdisjoint(place.actors)),
        lost=_by_name(landscape.label(actor) for actor in was - kept),
    )


def _claims(leefgebied: str, state: State) -> tuple[Claim, ...]:
    claims = []
    for place, profile in zip(state.plan.places, state.profiles, strict=True):
        claimed, denied = (len(said.get(leefgebied, ())) for said in (profile.claimed, profile.denied))
        if claimed:
            answer = "both" if denied else "claimed"
        elif leefgebied in profile.planned_leefgebieden:
            answer = "planned"
        elif denied:
            answer = "denied"
        else:
            continue
        claims.append(Claim(place.name, place.kind, answer, claimed, denied))
    return tuple(sorted(claims, key=lambda claim: (claim.name.casefold(), claim.kind)))


def _losses(landscape: Landscape, before: State, after: State) -> Iterator[Loss]:
    """Yield the themes, competencies and tasks that somebody has today and nobody in the proposal."""
    held = {want for profile in after.profiles for want in profile.held}
    gone = {want for profile in before.profiles for want in profile.held} - held
    still: dict[Want, set[str]] = defaultdict(set)
    said_of: dict[Want, list[Said]] = defaultdict(list)
    for said in landscape.statements:
        want = Want(said.item_kind, said.object)
        if want in gone and said.subject in landscape.actors:
            said_of[want].append(said)
        elif want in gone and said.affirms:
            still[want].add(landscape.label(said.subject))
    for want in sorted(gone, key=lambda want: (want.kind, landscape.label(want.iri).casefold())):
        found = said_of[want]
        yield Loss(
            kind=want.kind,
            label=landscape.label(want.iri),
            iri=want.iri,
            holders=_by_name({landscape.label(said.subject) for said in found if said.affirms}),
            answer=strongest(found),
            still=_by_name(still[want]),
            statements=tuple(said.iri for said in found),
        )


def _additions(landscape: Landscape, after: State) -> Iterator[Addition]:
    sources: dict[tuple[int, Want], list[str]] = defaultdict(list)
    for actor, moved in after.plan.moved.items():
        for want, home in moved:
            sources[home, want].append(actor)
    for number, (place, profile) in enumerate(zip(after.plan.places, after.profiles, strict=True)):
        for want in sorted(place.planned, key=lambda want: (want.kind, landscape.label(want.iri).casefold(), want)):
            label = landscape.label(want.iri) + (f" / {landscape.label(want.activity)}" if want.activity else "")
            for source in sorted(sources[number, want], key=landscape.label) or [""]:
                said = (one for one in landscape.statements if one.subject == source and one.iri in profile.statements)
                cited = tuple(one.iri for one in said if takes({want}, one, (), landscape.theme_leefgebieden))
                yield Addition(place.name, want.kind, label, want.iri, landscape.label(source) if source else "", cited)


def _movements(landscape: Landscape, after: State) -> Iterator[Movement]:
    """Yield the statements that would be about another profession, role or group at either end."""
    places = after.plan.places
    for said in landscape.statements:
        was, now = [], []
        for actor, homes in _ends(landscape, said, after):
            elsewhere = [places[home].name for home in homes if places[home].same_as != actor]
            if elsewhere:
                was.append(landscape.label(actor))
                now += elsewhere
        if was:
            yield Movement(said.iri, said.relation, tuple(was), tuple(dict.fromkeys(now)))


def _ends(landscape: Landscape, said: Said, after: State) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the actors at the ends of a statement, each with the places that the statement goes to on its account."""
    if said.subject in landscape.actors:
        yield said.subject, after.homes[said.iri]
    if said.object in landscape.actors and said.object != said.subject and said.object in after.plan.whole:
        yield said.object, (after.plan.whole[said.object],)


def _leftovers(landscape: Landscape, after: State) -> Iterator[Leftover]:
    """Yield what no part takes of actors that are split: items, and statements about such an actor as a whole."""
    left: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    for said in landscape.statements:
        if said.subject in after.plan.parts and not after.homes[said.iri]:
            what = (said.item_kind, said.object) if said.item_kind else ("relation", said.relation)
            left[said.subject, *what].append(said)
        if said.object in after.plan.parts and said.object != said.subject:
            left[said.object, "relation", said.relation].append(said)
    for (actor, kind, iri), found in sorted(
        left.items(), key=lambda entry: (landscape.label(entry[0][0]), entry[0][1], landscape.label(entry[0][2]))
    ):
        yield Leftover(
            landscape.label(actor), actor, kind, landscape.label(iri), strongest(found), tuple(s.iri for s in found)
        )


def _unplaced(landscape: Landscape, after: State) -> Iterator[Unplaced]:
    counts: Counter[str] = Counter()
    for said in landscape.statements:
        counts.update({said.subject, said.object})
    for actor in after.plan.unplaced:
        known = landscape.actors[actor]
        yield Unplaced(known.label, actor, ACTOR_KINDS[known.kind], counts[actor])


def _by_name(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=str.casefold))
