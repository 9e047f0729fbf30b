"""The service as a part of a web application: its addresses, and the processes behind them for as long as it runs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.folder import GraphFolder
from viz.service.api import api_routes, no_such_address
from viz.service.dereference import PageOf, iri_routes
from viz.service.hosts import LOOPBACK, Hosts
from viz.service.outbox import Outbox
from viz.service.pool import Limits, Pool
from viz.service.resource import Resource, redirect
from viz.service.sparql import SparqlEndpoint

__all__ = ["Service"]


class Service:
    """The SPARQL endpoint, the JSON API and the public IRIs of a graph folder.

    ``routes`` go at the root of an application, before its own; ``lifespan`` runs the processes and belongs around the time
    that the application answers. ``texts`` are the user's copies by document id where the graph was built without them.
    ``hosts`` are the names by which the server may be called (``*``: any). ``editor`` gives the address of the page that takes
    the place of ``/sparql`` in a browser, ``page_of`` that of the page about an IRI.
    """

    def __init__(
        self,
        folder: GraphFolder,
        *,
        limits: Limits | None = None,
        hosts: Sequence[str] = LOOPBACK,
        texts: Mapping[str, str] | None = None,
        editor: Callable[[Request], str] | None = None,
        page_of: PageOf | None = None,
    ) -> None:
        self._pool = Pool(folder, texts or {}, limits or Limits())
        self._resource = resource = partial(Resource, hosts=Hosts(hosts), outbox=Outbox())
        self.routes: list[BaseRoute] = [
            Route("/sparql", resource(SparqlEndpoint(self._pool, editor), methods=("GET", "HEAD", "POST"))),
            Route("/.well-known/void", resource(_to_description)),
            *api_routes(self._pool, resource),
            *iri_routes(self._pool, resource, page_of),
        ]

    @asynccontextmanager
    async def lifespan(self, _: Starlette | None = None) -> AsyncIterator[None]:
        """Run the processes that answer; raise GraphError when the folder has no graph."""
        try:
            await self._pool.open()
            yield
        finally:
            await self._pool.close()

    def application(self) -> Starlette:
        """Return the service as an application of its own."""
        nothing = Route("/{path:path}", self._resource(no_such_address))
        return Starlette(routes=[*self.routes, nothing], lifespan=self.lifespan)


async def _to_description(_: Request) -> Response:
    return redirect("/sparql")
