"""The page of a concept that has no view of its own kind: what it means, and every statement in which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from viz.explorer.context import Explorer
from viz.explorer.page import AddressError, Page
from viz.explorer.problems import not_in_graph
from viz.explorer.render import Names
from viz.explorer.routes import View, all_views
from viz.explorer.sections import sections_of
from viz.explorer.tables import statements_sheet
from viz.explorer.words import words


def concept_page(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the page of a concept of any kind."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    kind, slug = parameters["kind"], parameters["slug"]
    if kind not in content.by_kind:
        raise AddressError("no_kind", kind=kind)
    concept = content.concept(kind, slug)
    if concept is None:
        raise not_in_graph(explorer, kind, slug)
    said = content.about.get(concept.iri, [])
    return Page(
        title=names.text(concept.iri),
        title_language=names.language_of(concept.iri),
        explanation=w("concept.explanation", kind=w(f"kind.{kind}") if f"kind.{kind}" in w else w("kind.other")),
        template="concept.html",
        data={
            "concept": concept,
            "narrower": [one.iri for one in content.by_kind[kind] if concept.iri in one.broader],
            "sections": sections_of(explorer, language, concept),
        },
        sheets=(statements_sheet(explorer, language, "uitspraken", said),) if said else (),
    )


def _instances(explorer: Explorer) -> Iterable[Mapping[str, str]]:
    own = {view.shows for view in all_views()}
    for kind, concepts in explorer.content.by_kind.items():
        if kind not in own:
            for concept in concepts:
                yield {"kind": kind, "slug": concept.slug}


VIEWS = (
    View(
        "concept",
        {"nl": "/begrip/{kind}/{slug}", "en": "/concept/{kind}/{slug}"},
        concept_page,
        instances=_instances,
        files=("csv",),
    ),
)
