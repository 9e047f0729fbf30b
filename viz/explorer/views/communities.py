"""Communities: which professions and roles belong together according to the documents, and by what."""

from __future__ import annotations

from collections.abc import Mapping

from queries.communities import Communities
from viz.explorer.context import Explorer
from viz.explorer.page import Crumb, Page, Sheet, Target, Value
from viz.explorer.render import Names
from viz.explorer.routes import View
from viz.explorer.words import words


def communities(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return the communities, the largest first, with what their members share and who shares nothing."""
    w = words(language)
    found = explorer.communities
    return Page(
        title=w("communities.title"),
        explanation=w("communities.explanation"),
        template="communities.html",
        data={"found": found},
        sheets=_sheets(explorer, language, found),
        crumbs=(Crumb(w("overlap.title"), Target("overlap")),),
    )


def _sheets(explorer: Explorer, language: str, found: Communities) -> tuple[Sheet, ...]:
    w, names = words(language), Names(explorer, language)
    known = explorer.content.statements
    members: list[list[Value]] = [
        [one.number, names.text(actor.iri), w(f"kind.{actor.kind}")]
        for one in found.communities
        for actor in one.members
    ]
    members += [[None, names.text(actor.iri), w(f"kind.{actor.kind}")] for actor in found.alone]
    shared: list[list[Value]] = [
        [
            one.number, w(f"communities.sort_{item.kind}"), item.label, "; ".join(item.holders),
            " ".join(known[iri].id for iri in item.statements if iri in known),
        ]
        for one in found.communities
        for item in one.shared
    ]  # fmt: skip
    return (
        Sheet(
            "groepjes",
            w("communities.members"),
            [w("communities.number"), w("communities.name"), w("communities.kind")],
            members,
        ),
        Sheet(
            "gedeeld",
            w("communities.shared"),
            [
                w("communities.number"),
                w("communities.sort"),
                w("communities.what"),
                w("communities.who"),
                w("column.statement"),
            ],
            shared,
        ),
    )


VIEWS = (
    View(
        "communities",
        {"nl": "/verwante-beroepen", "en": "/related-professions"},
        communities,
        under="overlap",
        styles=("design.css",),
    ),
)
