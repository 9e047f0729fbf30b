"""The SPARQL endpoint: the query operation of the SPARQL 1.1 Protocol, and nothing that writes.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.protocol import GRAPH_FORMS, RESULT_FORMS
from viz.service.negotiation import ALIASES, GRAPH_NAMES, RESULT_NAMES, accepted, by_name, known_name, prefers_html
from viz.service.parameters import body_of, fields, only, single, too_long
from viz.service.pool import Pool
from viz.service.problems import ServiceError
from viz.service.resource import answer, ask_pool, redirect

__all__ = ["SparqlEndpoint"]

_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_FORMAT_NAMES = ("format", "output", "results")
"""Names by which clients ask for a form beside Accept; they mean the same."""
_KNOWN = ("query", "default-graph-uri", "named-graph-uri", *_FORMAT_NAMES)
_UPDATE_FIELDS = ("update", "using-graph-uri", "using-named-graph-uri")
_GRAPH_ALIASES = {"application/json": "application/ld+json", "application/xml": "application/rdf+xml",
                  "text/xml": "application/rdf+xml"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SparqlEndpoint:
    """Answers ``/sparql``; ``editor`` gives the address of the page for who comes with a browser and without a query."""

    pool: Pool
    editor: Callable[[Request], str] | None = None

    async def __call__(self, request: Request) -> Response:
        """Answer a query, or describe the service when there is none."""
        given = fields(request.scope["query_string"])
        if request.method == "POST":
            given = await self._posted(request, given)
        self._check_names(given)
        query = single(given, "query")
        if query is None:
            if request.method == "POST":
                raise ServiceError("bad-request", "er is geen vraag", expected="het veld 'query'")
            return await self._description(request, given)
        if len(query.encode()) > self.pool.limits.query:
            raise too_long(self.pool.limits.query)
        results, graphs = _forms(request.headers.get("accept", ""), given)
        arguments = {
            "query": query,
            "results": [media for media, _ in results],
            "graphs": [media for media, _ in graphs],
            "default_graphs": _iris(given, "default-graph-uri"),
            "named_graphs": _iris(given, "named-graph-uri"),
            "most_bytes": self.pool.limits.answer,
        }
        try:
            made = await ask_pool(request, self.pool, "sparql", arguments)
        except ServiceError as error:
            raise (_read_only() if error.kind == "query" and _is_update(query) else error) from error
        named = dict((*reversed(results), *reversed(graphs)))[made.media_type]
        return answer(request, made.content, named)

    async def _posted(self, request: Request, given: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Return the fields of a POST: those of the form, or of the query string with the body as ``query``."""
        content_type, _, options = request.headers.get("content-type", "").lower().partition(";")
        content_type = content_type.strip()
        if content_type == _UPDATE:
            raise _read_only()
        if content_type not in (_FORM, _QUERY):
            raise ServiceError(
                "media-type", f"'{content_type[:60]}' wordt hier niet gelezen", expected=f"{_QUERY} of {_FORM}"
            )
        charset = re.search(r"charset\s*=\s*\"?([\w-]+)", options)
        if charset and charset[1] not in ("utf-8", "utf8"):
            raise ServiceError(
                "media-type", f"de tekenset '{charset[1][:30]}' wordt hier niet gelezen", expected="utf-8"
            )
        # A form writes a character outside ASCII letters as three signs.
        most = self.pool.limits.query * (3 if content_type == _FORM else 1) + 4096 * (content_type == _FORM)
        try:
            async with asyncio.timeout(self.pool.limits.body):
                body = await body_of(request, most)
        except TimeoutError as error:
            raise ServiceError(
                "slow-request", "de vraag was er niet op tijd", remedy="Stuur haar in één keer."
            ) from error
        if content_type == _FORM:
            posted = fields(body)
            return {name: [*given.get(name, []), *posted.get(name, [])] for name in (*given, *posted)}
        try:
            return {**given, "query": [*given.get("query", []), body.decode()]}
        except UnicodeDecodeError as error:
            raise ServiceError("bad-request", "de vraag heeft tekens die geen UTF-8 zijn", expected="UTF-8") from error

    def _check_names(self, given: Mapping[str, list[str]]) -> None:
        if any(name in given for name in _UPDATE_FIELDS):
            raise _read_only()
        only(given, _KNOWN, "het SPARQL-endpoint")

    async def _description(self, request: Request, given: Mapping[str, list[str]]) -> Response:
        accept = request.headers.get("accept", "")
        if self.editor is not None and not given and prefers_html(accept, tuple(GRAPH_FORMS)):
            return redirect(self.editor(request))
        _, graphs = _forms(accept, given)
        if not graphs and prefers_html(accept, ()):
            graphs = [("text/turtle", "text/turtle")]
        if not graphs:
            raise ServiceError(
                "not-acceptable",
                "de beschrijving van deze dienst is er niet in die vorm",
                expected=", ".join(GRAPH_FORMS),
            )
        endpoint = str(request.url.replace(query="", fragment=""))
        arguments = {"endpoint": endpoint, "graphs": [media for media, _ in graphs]}
        made = await ask_pool(request, self.pool, "description", arguments)
        return answer(request, made.content, dict(reversed(graphs))[made.media_type])


def _forms(accept: str, given: Mapping[str, list[str]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the forms that a client takes for tables and for graphs, each with the name by which it is given."""
    asked = {value for name in _FORMAT_NAMES for value in given.get(name, [])}
    if len(asked) > 1:
        raise ServiceError(
            "bad-request", f"er zijn meer vormen gevraagd: {', '.join(sorted(asked))[:200]}", expected="één vorm"
        )
    if asked:
        name = known_name(asked.pop(), RESULT_NAMES, GRAPH_NAMES)
        tables, triples = by_name(name, RESULT_NAMES), by_name(name, GRAPH_NAMES)
        return [(media, media) for media in tables], [(media, media) for media in triples]
    results = accepted(accept, (*RESULT_FORMS, "application/json", "application/xml", "text/xml"))
    graphs = accepted(accept, (*GRAPH_FORMS, *_GRAPH_ALIASES, "application/x-turtle", "text/plain"))
    return (
        [(ALIASES.get(media, media), media) for media in results],
        [(_GRAPH_ALIASES.get(media) or ALIASES.get(media, media), media) for media in graphs],
    )


def _iris(given: Mapping[str, list[str]], name: str) -> list[str]:
    values = given.get(name, [])
    for value in values:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*", value):
            raise ServiceError("parameter", f"'{value[:100]}' is geen IRI", where=name, expected="een absolute IRI")
    return values


def _is_update(query: str) -> bool:
    """Tell whether a text that is no query begins, after its prefixes and comments, as an update."""
    bare = re.sub(r"<[^<>\s]*>|#[^\n]*", " ", query)
    bare = re.sub(r"(?i)\b(PREFIX\s+[\w.-]*\s*:|BASE)\s", " ", bare).lstrip(" \t\r\n;")
    return re.match(r"(?i)(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", bare) is not None


def _read_only() -> ServiceError:
    return ServiceError(
        "read-only",
        "wijzigen kan hier niet: dit endpoint beantwoordt alleen vragen",
        expected="SELECT, ASK, CONSTRUCT of DESCRIBE",
        remedy="Wijzig de gegevens zelf en bouw de graaf opnieuw met 'beroepenkaart build'.",
    )
