"""Pages for addresses that lead nowhere: what is wrong, and where the reader probably wanted to go."""

from __future__ import annotations

from urllib.parse import unquote

from kg.errors import BeroepenkaartError, SeveralErrors
from viz.explorer.context import Explorer
from viz.explorer.page import AddressError, Page, PageError, Target
from viz.explorer.routes import all_views
from viz.explorer.words import words

__all__ = ["not_in_graph", "problem_page", "unknown_address"]

_SUGGESTIONS = 5


def not_in_graph(explorer: Explorer, kind: str, slug: str) -> AddressError:
    """Return the error for a concept that this graph does not have, with the nearest of its kind."""
    from rapidfuzz import process  # only when something is misspelt

    known = {concept.slug: concept for concept in explorer.content.by_kind.get(kind, [])}
    views = {view.shows: view.name for view in all_views() if view.shows}
    near = [hit[0] for hit in process.extract(slug, list(known), limit=_SUGGESTIONS, score_cutoff=50)]
    found = [(known[name].label, Target(views[kind], {"slug": name})) for name in near if kind in views]
    return AddressError("no_concept", name=slug, near=found)


def unknown_address(explorer: Explorer, language: str, path: str) -> AddressError:
    """Return the error for a path that is no page, with concepts whose name looks like its last part."""
    from rapidfuzz import process  # only when something is misspelt

    last = unquote(path).rstrip("/").rpartition("/")[2]
    views = {view.shows: view.name for view in all_views() if view.shows}
    known = {c.slug: c for kind in views for c in explorer.content.by_kind.get(kind, [])}
    near = [hit[0] for hit in process.extract(last, list(known), limit=_SUGGESTIONS, score_cutoff=70)] if last else []
    found = [
        (known[slug].labels.get(language, known[slug].label), Target(views[known[slug].kind], {"slug": slug}))
        for slug in near
    ]
    return AddressError("no_address", path=unquote(path), near=found)


def problem_page(language: str, error: BeroepenkaartError) -> Page:
    """Return the page that says what is wrong and offers ways on; messages from deeper down are Dutch in every language."""
    w = words(language)
    known = error if isinstance(error, PageError) else PageError("refused", deep=error)
    deep = known.deep.errors if isinstance(known.deep, SeveralErrors) else (known.deep,) if known.deep else ()
    missing = known.status == 404
    return Page(
        title=w("problem.unknown") if missing else w(known.heading),
        explanation=w("problem.explanation") if missing and known.near else w("problem.explanation_wrong"),
        template="problem.html",
        data={
            "what": "" if deep and language == "nl" else known.said(language),
            "messages": [str(one) for one in deep],
            "near": known.near,
        },
        status=known.status,
    )
