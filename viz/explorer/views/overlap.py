"""Overlap and grey zones: pairs that do the same work, and the zones that are contested, doubly covered or nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from viz.explorer.choices import key_of
from viz.explorer.content import Concept, Statement
from viz.explorer.context import Explorer
from viz.explorer.page import Page, Sheet
from viz.explorer.render import Names
from viz.explorer.routes import View
from viz.explorer.words import words

_SHARED = ("themes", "competencies", "tasks")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two professions or roles that share cells: how strongly (0 to 1), which cells, and what else they share."""

    one: Concept
    other: Concept
    overlap: float
    cells: tuple[str, ...]
    together: int
    also: tuple[tuple[str, str], ...]
    statements: tuple[Statement, ...]

    @property
    def keys(self) -> dict[str, str]:
        """The parameters of the page that compares them."""
        return {"a": key_of(self.one), "b": key_of(self.other)}


@dataclass(frozen=True, slots=True)
class Zone:
    """A grey zone: where it lies, who is in it, whether a source names it, why it is grey, which frame binds one of them."""

    place: tuple[Concept, ...]
    who: tuple[Concept, ...]
    kind: str
    reason: str
    law: str
    statements: tuple[Statement, ...]


def overlap(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return the pairs that overlap, the strongest first, and the grey zones by reason."""
    w, names = words(language), Names(explorer, language)
    pairs, zones = _pairs(explorer), _zones(explorer)
    table = Sheet(
        "overlap",
        w("overlap.pairs"),
        [w(f"overlap.{name}") for name in ("one", "other", "strength", "cells", *_SHARED)],
        [
            [
                names.text(p.one.iri), names.text(p.other.iri), round(p.overlap, 4), "; ".join(p.cells),
                *(dict(p.also).get(name, "") for name in _SHARED),
            ]
            for p in pairs
        ],
    )  # fmt: skip
    grey = Sheet(
        "grijze-gebieden",
        w("overlap.zones"),
        [w(f"overlap.{name}") for name in ("place", "who", "named", "reason", "law", "statements")],
        [
            [
                " / ".join(names.text(c.iri) for c in z.place), ", ".join(names.text(c.iri) for c in z.who),
                w(f"overlap.kind_{z.kind}"), w(f"overlap.reason_{z.reason}"), z.law, " ".join(s.id for s in z.statements),
            ]
            for z in zones
        ],
    )  # fmt: skip
    return Page(
        title=w("overlap.title"),
        explanation=w("overlap.explanation"),
        template="overlap.html",
        data={
            "pairs": pairs,
            "zones": [(kind, [z for z in zones if z.kind == kind]) for kind in ("documented", "derived")],
        },
        sheets=(table, grey),
    )


def _pairs(explorer: Explorer) -> list[Pair]:
    content = explorer.content
    return [
        Pair(
            content.concepts[row["profession_iri"]],
            content.concepts[row["other_iri"]],
            float(row["overlap"]),
            tuple(sorted(row["shared"].split("; "))),
            int(row["together"]),
            tuple((name, row[f"shared_{name}"]) for name in _SHARED if row[f"shared_{name}"]),
            _statements(explorer, row["evidence"]),
        )
        for row in explorer.rows("overlap")
    ]


def _zones(explorer: Explorer) -> list[Zone]:
    content = explorer.content
    found = []
    for row in explorer.rows("grey-zones"):
        statements = _statements(explorer, row["evidence"] + " " + row["statement_iri"])
        place = tuple(content.concepts[row[name]] for name in ("leefgebied_iri", "activity_iri") if row[name])
        named = set(row["professions"].split(", "))
        who = {
            iri: content.concepts[iri]
            for s in statements
            for iri in (s.subject, s.object)
            if iri in content.concepts and content.concepts[iri].label in named
        }
        found.append(Zone(place, tuple(who.values()), row["kind"], row["reason"], row["law"], statements))
    return found


def _statements(explorer: Explorer, iris: str) -> tuple[Statement, ...]:
    known = explorer.content.statements
    return tuple(known[iri] for iri in sorted(set(iris.split())) if iri in known)


VIEWS = (View("overlap", {"nl": "/overlap", "en": "/overlap"}, overlap, menu=4),)
