"""Reviewing proposed statements: the passage in its context on the left, the statement on the right, one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.errors import BeroepenkaartError, SeveralErrors
from viz.explorer.context import Explorer
from viz.explorer.desk import Desk, Proposal
from viz.explorer.forms import Form
from viz.explorer.page import AddressError, Crumb, Page, Target
from viz.explorer.routes import Parameter, View
from viz.explorer.words import words


def _desk(explorer: Explorer) -> Desk:
    if explorer.desk is None:
        raise AddressError("review_off", status=403)
    return explorer.desk


def reviews(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return the registered reports with how much is left to decide."""
    w = words(language)
    return Page(w("review.title"), w("review.explanation"), "reviews.html", {"progress": _desk(explorer).progress()})


def review(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return one proposed statement of a report to decide on: ``voorstel``, else the first that is open."""
    return _page(explorer, language, parameters["slug"], parameters.get("voorstel", ""))


def decided(explorer: Explorer, language: str, parameters: Mapping[str, str], form: Form) -> Page:
    """Keep the decision and return the next proposal; with a mistake, the same one with what is wrong."""
    desk, document = _desk(explorer), parameters["slug"]
    form.allow_only("key", "next", "decision", "gloss", *desk.correctable)
    columns = {name: form.text(name).strip() for name in desk.correctable}
    try:
        desk.decide(document, form.text("key"), form.text("decision"), columns, form.text("gloss").strip())
    except SeveralErrors as error:
        return _page(explorer, language, document, form.text("key"), [str(one) for one in error.errors], columns)
    except BeroepenkaartError as error:
        return _page(explorer, language, document, form.text("key"), [str(error)], columns)
    return _page(explorer, language, document, form.text("next"), done=True)


def _page(
    explorer: Explorer,
    language: str,
    document: str,
    key: str,
    mistakes: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    *,
    done: bool = False,
) -> Page:
    w, desk = words(language), _desk(explorer)
    proposals = desk.open(document)
    at = next((n for n, one in enumerate(proposals) if one.key == key), 0)
    shown: Proposal | None = proposals[at] if proposals else None
    return Page(
        title=w("review.title_of", document=document),
        explanation=w.count("review.left", len(proposals)),
        template="review.html",
        data={
            "document": document,
            "proposal": shown,
            "columns": columns or (shown.columns if shown else {}),
            "fields": desk.correctable,
            "choices": desk.choices(),
            "mistakes": mistakes,
            "done": done,
            "following": proposals[(at + 1) % len(proposals)].key if len(proposals) > 1 else "",
            "preceding": proposals[at - 1].key if len(proposals) > 1 else "",
            "at": at + 1,
            "count": len(proposals),
        },
        crumbs=(Crumb(w("review.title"), Target("reviews")),),
        status=400 if mistakes else 200,
        shown={},
    )


VIEWS = (
    View(
        "reviews",
        {"nl": "/beoordelen", "en": "/review"},
        reviews,
        instances=lambda _: (),
        under="sources",
        guarded=True,
    ),
    View(
        "review",
        {"nl": "/beoordelen/{slug}", "en": "/review/{slug}"},
        review,
        instances=lambda _: (),
        parameters=(Parameter("voorstel"),),
        under="sources",
        styles=("review.css",),
        scripts=("review.js",),
        form=decided,
        guarded=True,
    ),
)
