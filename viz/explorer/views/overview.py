"""The matrix of actors and life domains: who is said to work where, each cell a way to its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from viz.explorer.cells import Cell
from viz.explorer.content import ACTORS, Concept
from viz.explorer.context import Explorer
from viz.explorer.page import Page, Sheet
from viz.explorer.render import Names
from viz.explorer.routes import Parameter, View
from viz.explorer.words import Words, words

_FIRST = ("profession", "role")


@dataclass(frozen=True, slots=True)
class Row:
    """One actor: its cells in the order of the life domains, None where no document mentions it."""

    actor: Concept
    cells: tuple[Cell | None, ...]
    sentences: tuple[str, ...]
    """What each cell says, in words; empty without a cell."""


def overview(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the matrix: professions and roles, or with ``soort=alle`` every kind of actor."""
    w, names = words(language), Names(explorer, language)
    chosen = parameters.get("soort", "")
    kinds = ACTORS if chosen == "alle" else _FIRST
    domains = explorer.content.leefgebieden
    groups: list[tuple[str, list[Row]]] = []
    silent: list[tuple[str, list[Concept]]] = []
    for kind in kinds:
        rows = [_row(explorer, actor, w, names) for actor in explorer.content.by_kind.get(kind, [])]
        shown = [row for row in rows if any(row.cells)]
        rest = [row.actor for row in rows if not any(row.cells)]
        if shown:
            groups.append((kind, shown))
        if rest:
            silent.append((kind, rest))
    header = [w("overview.actor"), w("overview.kind"), *(names.text(domain.iri) for domain in domains)]
    sheet = Sheet(
        "matrix",
        w("overview.table"),
        header,
        [
            [names.text(row.actor.iri), w(f"kind.{kind}"), *(text or w("frame.not_found") for text in row.sentences)]
            for kind, rows in groups
            for row in rows
        ],
    )
    return Page(
        title=w("overview.title"),
        explanation=w("overview.explanation", documents=len(explorer.content.sources)),
        template="overview.html",
        data={"domains": domains, "groups": groups, "silent": silent, "chosen": chosen},
        sheets=(sheet,),
    )


def _row(explorer: Explorer, actor: Concept, w: Words, names: Names) -> Row:
    cells = tuple(explorer.matrix.get((actor.iri, domain.iri)) for domain in explorer.content.leefgebieden)
    return Row(actor, cells, tuple(in_words(cell, w, names) if cell else "" for cell in cells))


def in_words(cell: Cell, w: Words, names: Names) -> str:
    """Return a cell as a sentence: how often named, denied, wished; and the deepest activity."""
    parts = [
        w.count(f"cell.{answer}", cell.count(answer)) for answer in ("claimed", "denied", "other") if cell.count(answer)
    ]
    if cell.deepest:
        parts.append(w("cell.deepest", activity=names.text(cell.deepest)))
    return ", ".join(parts)


VIEWS = (
    View(
        "overview",
        {"nl": "/", "en": "/"},
        overview,
        instances=lambda _: ({}, {"soort": "alle"}),
        parameters=(Parameter("soort", ("alle",)),),
        menu=1,
        styles=("matrix.css",),
    ),
)
