"""The public IRIs as addresses: ``/id/...`` leads to a page or to data, ``/def`` is the ontology itself.

An ``/id`` names a thing, which is not a document: the answer is 303 See Other to what describes it
(https://www.w3.org/TR/cooluris/). Everything after the ``#`` of ``/def#...`` stays in the browser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

import ontology
from kg.namespaces import ID
from kg.protocol import GRAPH_FORMS, Wanted
from kg.store import EmbeddedStore
from viz.service.negotiation import GRAPH_NAMES, accepted, by_name, known_name, prefers_html
from viz.service.ontology_page import ontology_page, ontology_policy
from viz.service.parameters import fields, only, single
from viz.service.pool import Pool
from viz.service.problems import ServiceError
from viz.service.resource import MakeResource, answer, ask_pool, redirect

__all__ = ["PageOf", "iri_routes"]

PageOf = Callable[[Request, str], str | None]
"""Gives the address of the page about an IRI, None where there is none."""

_SUFFIXES = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}
_JSON = "application/json"


def iri_routes(pool: Pool, resource: MakeResource, page_of: PageOf | None) -> list[BaseRoute]:
    """Return the addresses ``/id/...``, ``/data/...`` and ``/def``."""
    things = _Things(pool, page_of)
    return [
        Route("/id/{path:path}", resource(things.thing)),
        Route("/data/{path:path}", resource(things.data)),
        Route("/def", resource(_definition)),
        Route("/def/{version}", resource(_definition)),
    ]


@dataclass(frozen=True, slots=True)
class _Things:
    """What the graph knows, by IRI."""

    pool: Pool
    page_of: PageOf | None

    async def thing(self, request: Request) -> Response:
        """Lead from a thing to its page, to its JSON, or to its triples."""
        only(fields(request.scope["query_string"]), (), "/id")
        path = request.path_params["path"]
        await ask_pool(request, self.pool, "exists", {"path": path})
        accept = request.headers.get("accept", "")
        place = quote(path, safe="/-._~")
        page = self.page_of(request, ID + path) if self.page_of is not None else None
        if page is not None and prefers_html(accept, (*GRAPH_FORMS, _JSON)):
            return redirect(page)
        offers = (*GRAPH_FORMS, *([_JSON] if _api_path(path) else []))
        found = accepted(accept, offers)
        if not found and prefers_html(accept, ()):
            found = ["text/turtle"]
        if not found:
            raise _no_form(offers)
        return redirect(_api_path(path) if found[0] == _JSON else f"/data/{place}.{_SUFFIXES[found[0]]}")

    async def data(self, request: Request) -> Response:
        """Give the triples about a thing, in the form of the suffix or of Accept."""
        only(fields(request.scope["query_string"]), (), "/data")
        path, dot, suffix = request.path_params["path"].rpartition(".")
        graphs = [media for media, known in _SUFFIXES.items() if dot and known == suffix]
        if not graphs:
            path, graphs = request.path_params["path"], accepted(request.headers.get("accept", ""), GRAPH_FORMS)
        if not graphs:
            raise _no_form(tuple(GRAPH_FORMS))
        made = await ask_pool(request, self.pool, "resource", {"path": path, "graphs": graphs})
        return answer(request, made.content, made.media_type)


def _api_path(path: str) -> str:
    """Return the address of the JSON about a statement or concept, empty for other things."""
    kind, _, name = path.removeprefix("own/").partition("/")
    if not name or "/" in name or kind in ("document", "passage", "graph", "scheme"):
        return ""
    if kind == "statement":
        return f"/api/statements/{quote(name)}"
    if kind in ("derived", "cell", "coverage", "membership", "reservation"):
        return f"/api/derived/{kind}/{quote(name)}"
    return f"/api/concepts/{quote(kind)}/{quote(name)}"


async def _definition(request: Request) -> Response:
    """Give the ontology, also under the version that it now has."""
    version = request.path_params.get("version", ontology.VERSION)
    if version != ontology.VERSION:
        raise ServiceError(
            "not-found", f"versie '{version[:30]}' is er niet", expected=f"/def of /def/{ontology.VERSION}"
        )
    given = fields(request.scope["query_string"])
    only(given, ("format",), "/def")
    form = single(given, "format")
    accept = request.headers.get("accept", "")
    if form is None and prefers_html(accept, tuple(GRAPH_FORMS)):
        return answer(
            request, ontology_page().encode(), "text/html", headers={"Content-Security-Policy": ontology_policy()}
        )
    found = by_name(known_name(form, GRAPH_NAMES), GRAPH_NAMES) if form is not None else accepted(accept, GRAPH_FORMS)
    if not found:
        raise _no_form((*GRAPH_FORMS, "text/html"))
    return answer(request, _ontology_as(found[0]), found[0])


@cache
def _ontology_as(media_type: str) -> bytes:
    if media_type == "text/turtle":
        return ontology.core()
    store = EmbeddedStore()
    store.add_turtle(f"{ID}graph/ontology", ontology.core())
    return store.serialised("CONSTRUCT WHERE { ?s ?p ?o }", Wanted(graphs=(media_type,))).content


def _no_form(offers: tuple[str, ...]) -> ServiceError:
    return ServiceError("not-acceptable", "dit is er niet in die vorm", expected=f"een van {', '.join(offers)}")
