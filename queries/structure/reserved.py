"""Reserved work in a structure: who may do it according to documents, and who would do it without their saying so.

A permission is said of whom a document names. It goes along when that actor is taken in; it does not go along with the
task when only the task moves elsewhere. A profession made of some who may and some of whom nothing is said may do the
work in part. Who may: a document permits or obliges the task, or the frame binds an actor that does it (as in the
questions reserved and assignments).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from queries.landscape import Landscape, Reservation, Said
from queries.structure.measures import Profile, State
from queries.structure.placing import Place, Want
from queries.structure.results import ReservedChange, Verdict

__all__ = ["reserved_changes"]

_QUALIFIED = frozenset({"may", "partly"})
_ORDER = ("may", "partly", "conflict", "may_not")


def reserved_changes(landscape: Landscape, before: State, after: State) -> tuple[ReservedChange, ...]:
    """Return every piece of reserved work with the verdicts of today and of the proposal, by label."""
    bound: dict[str, set[str]] = defaultdict(set)
    for said in landscape.statements:
        if said.relation == "constrained_by" and said.polarity == "pos":
            bound[said.object].add(said.subject)
    changes = [_change(landscape, reservation, bound, before, after) for reservation in landscape.reservations]
    return tuple(sorted(changes, key=lambda change: (change.task.casefold(), change.frame.casefold())))


def _change(
    landscape: Landscape, reservation: Reservation, bound: Mapping[str, set[str]], before: State, after: State
) -> ReservedChange:
    frame = bound.get(reservation.frame, set())
    was, now = (_verdicts(landscape, reservation.task, frame, state) for state in (before, after))
    could = any(verdict.verdict in _QUALIFIED for verdict in was)
    can = any(verdict.verdict in _QUALIFIED for verdict in now)
    conflicts = {(verdict.name, verdict.kind) for verdict in was if verdict.verdict == "conflict"}
    return ReservedChange(
        task=landscape.label(reservation.task),
        task_iri=reservation.task,
        frame=landscape.label(reservation.frame),
        frame_iri=reservation.frame,
        rules=reservation.rules,
        before=was,
        after=now,
        status="held" if can else "lost" if could else "unsaid",
        new_conflicts=tuple(
            verdict.name
            for verdict in now
            if verdict.verdict == "conflict" and (verdict.name, verdict.kind) not in conflicts
        ),
    )


def _verdicts(landscape: Landscape, task: str, bound: set[str], state: State) -> tuple[Verdict, ...]:
    found = []
    for place, profile in zip(state.plan.places, state.profiles, strict=True):
        verdict = _verdict(landscape, task, bound, place, profile)
        if verdict:
            found.append(verdict)
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.verdict), one.name.casefold())))


def _verdict(landscape: Landscape, task: str, bound: set[str], place: Place, profile: Profile) -> Verdict | None:
    want = Want("task", task)
    statements = profile.items.get(want, ())
    does = want in profile.planned or any(said.is_fact for said in statements)
    doing = {said.subject for said in statements if said.is_fact}
    if want in profile.planned:
        doing |= set(place.actors)
    may = {said.subject for said in statements if _permits(said)} | (doing & bound)
    may &= set(place.actors)
    denied = {said.subject for said in statements if said.polarity == "neg"}
    if may:
        verdict = "may" if may == set(place.actors) else "partly"
    elif does:
        verdict = "conflict"
    elif denied:
        verdict = "may_not"
    else:
        return None
    return Verdict(
        name=place.name,
        kind=place.kind,
        verdict=verdict,
        may=_labels(landscape, may),
        unsaid=_labels(landscape, set(place.actors) - may - denied),
        denied=_labels(landscape, denied),
        statements=tuple(said.iri for said in statements),
    )


def _permits(said: Said) -> bool:
    return said.polarity == "pos" and said.modality in ("permitted", "obliged")


def _labels(landscape: Landscape, actors: set[str]) -> tuple[str, ...]:
    return tuple(sorted((landscape.label(actor) for actor in actors), key=str.casefold))
