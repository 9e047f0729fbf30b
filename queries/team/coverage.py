"""What follows from the filled-in sheet alone: coverage and depth per life domain, and overlap between members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from kg.labels import normalise_label
from queries.team.model import INNER, OUTER, UNKNOWN, Cell, DomainCoverage, Member, Overlap
from queries.team.words import Named, Words

__all__ = ["coverage_of", "deepest", "overlaps_of"]

COUNTED = frozenset({"profession", "role", "own"})
"""Kinds that overlap is about: professions and roles, and what is not in the vocabulary."""


def coverage_of(words: Words, members: Sequence[Member]) -> tuple[DomainCoverage, ...]:
    """Return the coverage of each of the seven life domains, in their order."""
    return tuple(_domain(words, members, leefgebied) for leefgebied in words.of_kind("leefgebied"))


def _domain(words: Words, members: Sequence[Member], leefgebied: Named) -> DomainCoverage:
    who: dict[str, list[tuple[Named, Named | None]]] = {INNER: [], OUTER: [], UNKNOWN: []}
    for member in members:
        if leefgebied in member.leefgebieden:
            activities = [cell.activity for cell in member.cells if cell.leefgebied == leefgebied]
            who[member.shell].append((member.actor, deepest(words, activities)))
    for listed in who.values():
        listed.sort(key=lambda pair: (-_depth(words, pair[1]), normalise_label(pair[0].label)))
    everyone = [pair for listed in who.values() for pair in listed]
    most = deepest(words, (activity for _, activity in everyone if activity))
    by = dict.fromkeys(actor for actor, activity in everyone if most and activity == most)
    status = (
        "inner" if who[INNER]
        else "outer_only" if who[OUTER]
        else "shell_unknown" if who[UNKNOWN]
        else "not_filled_in"
    )  # fmt: skip
    return DomainCoverage(
        leefgebied, status, tuple(who[INNER]), tuple(who[OUTER]), tuple(who[UNKNOWN]), most, tuple(by)
    )


def deepest(words: Words, activities: Iterable[Named]) -> Named | None:
    """Return the deepest of some activities, or None where there is none."""
    return max(activities, key=lambda activity: (_depth(words, activity), activity.label), default=None)


def _depth(words: Words, activity: Named | None) -> int:
    return words.order.get(activity.iri, 0) if activity else 0


def overlaps_of(words: Words, members: Sequence[Member]) -> tuple[Overlap, ...]:
    """Return the pairs of professions or roles that share a cell, the strongest first (Jaccard over cells, Jaccard 1912).

    Both shells count together; groups and organisations do not count, as in the question on overlap.
    """
    cells: dict[Named, set[Cell]] = defaultdict(set)
    for member in members:
        if member.actor.kind in COUNTED:
            cells[member.actor] |= member.cells
    found = []
    for one, other in combinations(sorted(cells, key=lambda actor: (normalise_label(actor.label), actor.iri)), 2):
        shared, together = cells[one] & cells[other], cells[one] | cells[other]
        if shared:
            ordered = sorted(shared, key=lambda c: (words.order.get(c.leefgebied.iri, 0), _depth(words, c.activity)))
            found.append(Overlap(one, other, len(shared) / len(together), tuple(ordered), len(together)))
    return tuple(sorted(found, key=lambda o: (-o.value, -len(o.shared), normalise_label(o.one.label))))
