"""What is said of one actor in one life domain, with the passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from viz.explorer.cells import Cell
from viz.explorer.content import ACTORS
from viz.explorer.context import Explorer
from viz.explorer.page import AddressError, Crumb, Page, Target
from viz.explorer.problems import not_in_graph
from viz.explorer.render import Names
from viz.explorer.routes import View
from viz.explorer.tables import statements_sheet
from viz.explorer.views.overview import in_words
from viz.explorer.words import words

_PATHS = {
    "profession": ("beroep", "profession"),
    "role": ("rol", "role"),
    "group": ("groep", "group"),
    "team": ("team", "team"),
    "organisation": ("organisatie", "organisation"),
}


def cell_page(kind: str, explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the statements of a cell; a cell that no document mentions has a page that says so."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    actor = content.concept(kind, parameters["slug"])
    leefgebied = content.concept("leefgebied", parameters["leefgebied"])
    if actor is None:
        raise not_in_graph(explorer, kind, parameters["slug"])
    if leefgebied is None:
        near = [
            (names.text(one.iri), Target(f"cell-{kind}", {"slug": actor.slug, "leefgebied": one.slug}))
            for one in content.leefgebieden
        ]
        raise AddressError("no_leefgebied", name=parameters["leefgebied"], near=near)
    cell = explorer.matrix.get((actor.iri, leefgebied.iri)) or Cell(actor.iri, leefgebied.iri)
    said = [one.statement for one in cell.said]
    return Page(
        title=w("cell.title", actor=names.text(actor.iri), leefgebied=names.text(leefgebied.iri)),
        explanation=w("cell.explanation", what=in_words(cell, w, names)) if said else w("cell.nothing"),
        template="cell.html",
        data={"cell": cell, "actor": actor, "leefgebied": leefgebied},
        sheets=(statements_sheet(explorer, language, "uitspraken", said),) if said else (),
        crumbs=(
            Crumb(w("menu.overview"), Target("overview")),
            Crumb(names.text(actor.iri), Target(kind, {"slug": actor.slug})),
            Crumb(names.text(leefgebied.iri), Target("leefgebied", {"slug": leefgebied.slug})),
        ),
        title_language=names.language_of(actor.iri),
    )


def _instances(kind: str, explorer: Explorer) -> Iterable[Mapping[str, str]]:
    concepts = explorer.content.concepts
    for actor, leefgebied in explorer.matrix:
        if concepts[actor].kind == kind:
            yield {"slug": concepts[actor].slug, "leefgebied": concepts[leefgebied].slug}


VIEWS = tuple(
    View(
        f"cell-{kind}",
        {"nl": f"/{_PATHS[kind][0]}/{{slug}}/{{leefgebied}}", "en": f"/{_PATHS[kind][1]}/{{slug}}/{{leefgebied}}"},
        partial(cell_page, kind),
        instances=partial(_instances, kind),
        under="overview",
    )
    for kind in ACTORS
)
