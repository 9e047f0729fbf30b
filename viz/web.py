"""The whole web application: the pages of the explorer, with the SPARQL endpoint, the API and the public IRIs beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.applications import Starlette
from starlette.requests import Request

from kg.folder import GraphFolder
from viz.explorer.assets import own_assets
from viz.explorer.desk import Desk
from viz.explorer.gate import Gate
from viz.explorer.links import ServerLinks
from viz.explorer.routes import LANGUAGES
from viz.explorer.server import CurrentGraph, explorer
from viz.service.app import Service
from viz.service.hosts import LOOPBACK
from viz.service.pool import Limits

__all__ = ["application"]


def application(
    folder: GraphFolder,
    *,
    texts: Mapping[str, str] | None = None,
    hosts: Sequence[str] = LOOPBACK,
    limits: Limits | None = None,
    desk: Desk | None = None,
    gate: Gate | None = None,
) -> Starlette:
    """Return the web application of a graph folder.

    ``texts`` are the user's copies by document id where the graph was built without them, ``hosts`` the names by which the
    server may be called (``*``: any), ``desk`` is where proposals are reviewed, ``gate`` lets
    reviewers in. Raises GraphError when the folder has no graph.
    """
    pages: list[CurrentGraph] = []

    def page_of(request: Request, iri: str) -> str | None:
        return _page_of(pages[0], _language(request), iri)

    service = Service(folder, limits=limits, hosts=hosts, texts=texts, editor=_editor, page_of=page_of)
    made = explorer(
        folder, texts=texts, mounts=service.routes, lifespan=service.lifespan, hosts=hosts, desk=desk, gate=gate
    )
    pages.append(made.state.graph)
    return made


def _language(request: Request) -> str:
    wanted = request.headers.get("accept-language", "").lower()
    return "en" if wanted.startswith("en") else LANGUAGES[0]


def _editor(request: Request) -> str:
    return f"/{_language(request)}/sparql"


def _page_of(graph: CurrentGraph, language: str, iri: str) -> str | None:
    """Return the address of the page about a concept, statement or document; None for other things."""
    opened = graph.explorer()
    links = ServerLinks(language, opened.content, own_assets(), None)
    if iri in opened.content.statements:
        return links.statement(iri)
    if iri in opened.content.concepts:
        return links.concept(iri)
    kind, _, name = iri.rpartition("/id/")[2].partition("/")
    return links.to("source", slug=name) if kind == "document" and name in opened.content.sources else None
