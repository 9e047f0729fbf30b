"""Pages for addresses that lead nowhere: what is wrong, and where the reader probably wanted to go."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from viz.explorer.context import Explorer
from viz.explorer.page import AddressError, Page, Target
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
    return AddressError(f"'{slug}' staat niet in deze graaf", near=found)


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
    return AddressError(f"Het adres {unquote(path)} bestaat niet", near=found)


def problem_page(language: str, status: int, what: str, near: Sequence[tuple[str, Target]]) -> Page:
    """Return the page that says what is wrong and offers ways on."""
    text = words(language)
    title = text("problem.unknown") if status == 404 else text("problem.wrong")
    return Page(title, text("problem.explanation"), "problem.html", {"what": what, "near": tuple(near)}, status=status)
