"""The list of professions, roles and groups, with how broad and how deep each is."""

from __future__ import annotations

from collections.abc import Mapping

from viz.explorer.cells import breadth, deepest
from viz.explorer.content import Concept
from viz.explorer.context import Explorer
from viz.explorer.page import Page, Sheet, Value
from viz.explorer.render import Names
from viz.explorer.routes import View
from viz.explorer.words import words

_KINDS = ("profession", "role", "group")


def professions(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return the actors by kind, each with breadth, depth and number of statements."""
    w, names = words(language), Names(explorer, language)
    groups = [
        (kind, [_row(explorer, actor) for actor in explorer.content.by_kind.get(kind, [])])
        for kind in _KINDS
        if explorer.content.by_kind.get(kind)
    ]
    header = [w(f"professions.{name}") for name in ("name", "kind", "breadth", "depth", "statements")]
    rows: list[list[Value]] = [
        [names.text(actor.iri), w(f"kind.{kind}"), broad, names.text(deep) if deep else "", count]
        for kind, listed in groups
        for actor, broad, deep, count in listed
    ]
    return Page(
        title=w("professions.title"),
        explanation=w("professions.explanation"),
        template="professions.html",
        data={"groups": groups},
        sheets=(Sheet("beroepen", w("professions.title"), header, rows),),
    )


def _row(explorer: Explorer, actor: Concept) -> tuple[Concept, int, str, int]:
    content, matrix = explorer.content, explorer.matrix
    done = [cell.deepest for domain in content.leefgebieden if (cell := matrix.get((actor.iri, domain.iri)))]
    return actor, breadth(content, matrix, actor.iri), deepest(content, done), len(content.about.get(actor.iri, ()))


VIEWS = (View("professions", {"nl": "/beroepen", "en": "/professions"}, professions, menu=2),)
