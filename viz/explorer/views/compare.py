"""Two professions side by side: what only the one has, what both have, what only the other has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from viz.explorer.choices import chosen, key_of
from viz.explorer.content import Concept, Statement
from viz.explorer.context import Explorer
from viz.explorer.page import Crumb, Page, Sheet, Target
from viz.explorer.render import Names
from viz.explorer.routes import Parameter, View
from viz.explorer.words import Words, words

_ACTORS = ("profession", "role", "group")
_ORDER = ("leefgebied", "theme", "competency", "task")
_HELD = ("profession", "both", "other")


@dataclass(frozen=True, slots=True)
class Item:
    """One life domain, theme, competency or task, what is said of it for each, and the statements."""

    concept: Concept
    held_by: str
    one: str
    other: str
    statements: tuple[Statement, ...]


def compare(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the comparison of ``a`` and ``b``; without both, the form to choose them and pairs to begin with."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    a, b = (
        chosen(explorer, parameters[name], _ACTORS, "compare", name) if parameters.get(name) else None
        for name in ("a", "b")
    )
    groups = [(kind, content.by_kind.get(kind, [])) for kind in _ACTORS]
    data = {
        "a": a, "b": b, "groups": groups, "key_of": key_of, "kinds": [], "pairs": _pairs(explorer), "cells": None,
    }  # fmt: skip
    if a is None or b is None:
        return Page(w("compare.title"), w("compare.explanation"), "compare.html", data)
    items = _items(explorer, a, b)
    kinds = [
        (kind, {held: [i for i in found if i.held_by == held] for held in _HELD})
        for kind, found in items.items()
        if found
    ]
    pair = {a.iri, b.iri}
    shared = next((r for r in explorer.rows("overlap") if {r["profession_iri"], r["other_iri"]} == pair), None)
    sheet = Sheet(
        "vergelijking",
        w("compare.table"),
        [w("compare.kind"), w("compare.what"), names.text(a.iri), names.text(b.iri), w("column.statement")],
        [
            [
                w(f"kind.{item.concept.kind}"), names.text(item.concept.iri), _said(w, item.one), _said(w, item.other),
                " ".join(s.id for s in item.statements),
            ]
            for found in items.values()
            for item in found
        ],
    )  # fmt: skip
    return Page(
        title=w("compare.title_of", one=names.text(a.iri), other=names.text(b.iri)),
        explanation=w("compare.explanation_of"),
        template="compare.html",
        data={**data, "kinds": kinds, "shared": shared, "answers": ("claimed", "obliged", "permitted", "desired")},
        sheets=(sheet,),
        crumbs=(Crumb(w("compare.title"), Target("compare")),),
    )


def _said(w: Words, answer: str) -> str:
    return w(f"answer.{answer}") if answer else w("frame.not_found")


def _items(explorer: Explorer, a: Concept, b: Concept) -> dict[str, list[Item]]:
    content = explorer.content
    found: dict[str, list[Item]] = {kind: [] for kind in _ORDER}
    for row in explorer.rows("compared", profession=a.iri, other=b.iri):
        statements = tuple(content.statements[iri] for iri in sorted(row["evidence"].split()))
        found[row["kind"]].append(
            Item(
                content.concepts[row["value_iri"]],
                row["held_by"],
                row["profession_answer"],
                row["other_answer"],
                statements,
            )
        )
    return found


def _pairs(explorer: Explorer) -> list[tuple[Concept, Concept]]:
    """Return pairs worth a look: those that overlap, and those that a document calls grey."""
    content = explorer.content
    named = [(row["profession_iri"], row["other_iri"]) for row in explorer.rows("overlap")]
    grey = [
        (s.subject, s.object)
        for s in content.statements.values()
        if s.relation == "tension"
        and s.activity.rsplit("/", 1)[-1] in ("grijs-gebied", "overlap")
        and all(content.concepts[iri].kind in _ACTORS for iri in (s.subject, s.object))
    ]
    return [(content.concepts[one], content.concepts[two]) for one, two in dict.fromkeys([*grey, *named])]


def _instances(explorer: Explorer) -> Iterable[Mapping[str, str]]:
    yield {}
    for one, other in _pairs(explorer):
        yield {"a": key_of(one), "b": key_of(other)}


VIEWS = (
    View(
        "compare",
        {"nl": "/vergelijk", "en": "/compare"},
        compare,
        instances=_instances,
        parameters=(Parameter("a"), Parameter("b")),
        under="overlap",
        styles=("compare.css",),
    ),
)
