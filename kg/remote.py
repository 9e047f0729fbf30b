"""A graph behind a SPARQL endpoint, asked over HTTP with SPARQLWrapper.

The endpoint's default graph must be the union of its named graphs (Virtuoso does so; the oxigraph server does with
``--union-default-graph``). `kg.login` gives name and password from the environment.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox

from kg.errors import EndpointError
from kg.login import Login
from kg.namespaces import PREFIXES
from kg.store import read_term
from kg.terms import BlankNode, Iri, Literal, Solutions, Term

__all__ = ["RemoteGraph", "RemoteStore", "check_published", "publish"]

TIMEOUT = 60
"""Seconds after which an answer is given up."""
MOST_BYTES = 64 * 1024 * 1024
_GRAPH_STORE = "een graph store (SPARQL 1.1 Graph Store Protocol)"
_WHERE_IT_IS = (
    "Noem met --graph-store waar die staat; vaak is dat /store (oxigraph), /data (Fuseki), /statements of "
    "/rdf-graphs/service (RDF4J, GraphDB) of /sparql-graph-crud-auth (Virtuoso)."
)

_PROLOGUE = re.compile(
    r"(?:\s+|\#[^\n]*|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*\s*:\s*<[^>]*>)*+(?P<form>SELECT|ASK|CONSTRUCT|DESCRIBE)\b",
    re.IGNORECASE,
)


class RemoteStore:
    """A SPARQL 1.1 endpoint as a `kg.store.GraphEngine`."""

    def __init__(self, url: str, *, timeout: int = TIMEOUT) -> None:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise EndpointError(
                f"'{url}' is geen adres van een endpoint",
                expected="een adres dat met http:// of https:// begint",
                remedy="Verbeter --endpoint.",
            )
        self.url, self.timeout, self._login = url, timeout, Login.from_environment()

    def select(self, query: str) -> Solutions:
        """Return the solutions of a SELECT query; raise EndpointError when no usable answer comes."""
        answer = self.run(query)
        if not isinstance(answer, Solutions):
            raise EndpointError("de vraag is geen SELECT", where=self.url, remedy="Gebruik SELECT.")
        return answer

    def run(self, query: str) -> Solutions | bool | list[tuple[Term, Term, Term]]:
        """Return solutions, a boolean or triples; raise EndpointError when no usable answer comes."""
        kind, data, content = self._ask(_with_prefixes(query))
        if kind in ("CONSTRUCT", "DESCRIBE"):
            return sorted(self._triples(data, content), key=str)
        try:
            answer = json.loads(data)
            if "boolean" in answer:
                return bool(answer["boolean"])
            names = tuple(answer["head"]["vars"])
            rows = tuple(tuple(_term(row.get(name)) for name in names) for row in answer["results"]["bindings"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._no_answer(f"het antwoord is geen SPARQL-resultaat maar {content or 'iets anders'}") from error
        if kind == "ASK":  # Virtuoso answers a question of yes or no with a table of one row or none
            return any(str(row[0]) in ("1", "true") for row in rows)
        return Solutions(names, rows)

    def send(self, request: Request) -> None:
        """Send a request to a graph store; raise EndpointError when it is refused or does not arrive."""
        try:
            self._send(request)
        except HTTPError as error:
            raise self._refused(error.code, _body(error), expected=_GRAPH_STORE, remedy=_WHERE_IT_IS) from error
        except (HTTPException, OSError) as error:
            raise self._unreachable(error, expected=_GRAPH_STORE, remedy=_WHERE_IT_IS) from error

    def _send(self, request: Request) -> None:
        if self._login:
            login = self._login.header(request.full_url, request.get_method(), self.timeout)
            request.add_header("Authorization", login)
        try:
            with urlopen(request, timeout=self.timeout) as response:  # noqa: S310 - http or https, checked above
                response.read(MOST_BYTES)
        except OSError as error:
            if request.data is None or not isinstance(getattr(error, "reason", error), ConnectionError):
                raise
            # a server that refuses may hang up in the middle of a large body: ask without one what it has against us
            self._send(Request(request.full_url, method="HEAD"))  # noqa: S310
            raise

    def _ask(self, query: str) -> tuple[str, bytes, str]:
        import SPARQLWrapper  # slow to import, and only needed for an endpoint
        from SPARQLWrapper import SPARQLExceptions

        wrapper = SPARQLWrapper.SPARQLWrapper(self.url)
        wrapper.setTimeout(self.timeout)
        wrapper.setMethod(SPARQLWrapper.POST)
        if self._login:
            wrapper.addCustomHttpHeader("Authorization", self._login.header(self.url, "POST", self.timeout))
        wrapper.setQuery(query)
        wrapper.queryType = kind = _form(query)  # SPARQLWrapper's own guess also reads comments: "task" holds ASK
        graph = kind in ("CONSTRUCT", "DESCRIBE")
        wrapper.setReturnFormat(SPARQLWrapper.TURTLE if graph else SPARQLWrapper.JSON)
        try:
            with wrapper.query().response as response:
                data = response.read(MOST_BYTES + 1)
        except HTTPError as error:
            raise self._refused(error.code, _body(error)) from error
        except SPARQLExceptions.Unauthorized as error:
            raise self._refused(401, "") from error
        except SPARQLExceptions.EndPointNotFound as error:
            raise self._refused(404, _said(error)) from error
        except SPARQLExceptions.EndPointInternalError as error:
            raise self._refused(500, _said(error)) from error
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise self._no_answer(f"het endpoint weigert de vraag: {_said(error)}") from error
        except (HTTPException, OSError) as error:
            raise self._unreachable(error) from error
        if len(data) > MOST_BYTES:
            raise self._no_answer(f"het antwoord is groter dan {MOST_BYTES} bytes")
        if response.headers.get("X-SPARQL-MaxRows"):
            raise self._cut_off(str(response.headers["X-SPARQL-MaxRows"]))
        return kind, data, str(response.headers.get("Content-Type", "")).split(";", maxsplit=1)[0]

    def _triples(self, data: bytes, content: str) -> Iterator[tuple[Term, Term, Term]]:
        form = ox.RdfFormat.from_media_type(content) or ox.RdfFormat.TURTLE
        try:
            for triple in ox.parse(input=data, format=form):
                yield read_term(triple.subject), read_term(triple.predicate), read_term(triple.object)
        except SyntaxError as error:
            raise self._no_answer(f"het antwoord is geen RDF maar {content or 'iets anders'}") from error

    def _refused(self, code: int, text: str, *, expected: str = "", remedy: str = "") -> EndpointError:
        if code in (401, 403):
            given = "naam en wachtwoord worden niet aanvaard" if self._login else "het endpoint vraagt om aanmelden"
            return EndpointError(
                f"{given} (status {code})",
                where=self.url,
                remedy="Zet BEROEPENKAART_ENDPOINT_USER en BEROEPENKAART_ENDPOINT_PASSWORD.",
            )
        said = f"het endpoint antwoordt met status {code}: {' '.join(text.split())[:200]}"
        return self._no_answer(said, expected=expected, remedy=remedy)

    def _unreachable(self, error: HTTPException | OSError, *, expected: str = "", remedy: str = "") -> EndpointError:
        reason = getattr(error, "reason", error)
        what = f"het endpoint is niet bereikbaar ({reason})"
        if isinstance(reason, TimeoutError):
            what = f"geen antwoord binnen {self.timeout} seconden"
        elif isinstance(error, HTTPException):
            what = f"het antwoord is afgebroken ({type(error).__name__})"
        return self._no_answer(what, expected=expected, remedy=remedy)

    def _cut_off(self, most: str) -> EndpointError:
        return EndpointError(
            f"het endpoint geeft niet meer dan {most} rijen van dit antwoord",
            where=self.url,
            expected="het hele antwoord",
            remedy="Vraag minder, of verhoog op de server het grootste aantal rijen.",
        )

    def _no_answer(self, what: str, *, expected: str = "", remedy: str = "") -> EndpointError:
        return EndpointError(
            what,
            where=self.url,
            expected=expected or "een SPARQL 1.1-endpoint",
            remedy=remedy or "Controleer het adres en probeer het opnieuw.",
        )


@dataclass(frozen=True, slots=True)
class RemoteGraph:
    """A graph behind an endpoint; it has no copies of documents, so evidence is a citation with its gloss."""

    store: RemoteStore

    def text(self, document_id: str) -> str | None:  # noqa: ARG002 - an endpoint has no texts
        """Return None: the words of a document stay with who has a copy."""
        return None


def publish(url: str, graphs: dict[str, bytes], *, timeout: int = TIMEOUT) -> None:
    """Put named graphs (N-Triples by IRI) in a store by the SPARQL 1.1 Graph Store Protocol; raise EndpointError.

    `url` is the address of the graph store, which need not be that of the endpoint that answers questions.
    """
    store = RemoteStore(url, timeout=timeout)
    for name, ntriples in graphs.items():
        target = f"{url}{'&' if '?' in url else '?'}{urlencode({'graph': name})}"
        headers = {"Content-Type": "application/n-triples"}
        store.send(Request(target, data=ntriples, method="PUT", headers=headers))  # noqa: S310


def check_published(url: str, graphs: dict[str, bytes], *, timeout: int = TIMEOUT) -> None:
    """Raise EndpointError when an endpoint does not have as many triples in each named graph as were put there."""
    store = RemoteStore(url, timeout=timeout)
    counted = store.select(
        "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
    ).rows
    there = {str(name): int(str(count)) for name, count in counted}
    for name, ntriples in graphs.items():
        expected = ntriples.count(b"\n")
        if there.get(name, 0) != expected:
            raise EndpointError(
                f"het endpoint heeft {there.get(name, 0)} van de {expected} triples",
                where=f"{url}, {name}",
                expected="de grafen die net zijn gezet",
                remedy="Kijk of --endpoint en --graph-store van dezelfde store zijn.",
            )


def _body(error: HTTPError) -> str:
    """Return the beginning of what a server says with an error, and let go of the connection."""
    with error:
        return error.read(400).decode("utf-8", "replace")


def _said(error: Exception) -> str:
    """Return what the server itself said in an error of SPARQLWrapper, in one line."""
    _, _, written = str(error).partition("Response:\n")
    text = ast.literal_eval(written).decode("utf-8", "replace") if written else str(error)
    return " ".join(text.split())[:300]


def _with_prefixes(query: str) -> str:
    """Return the query with the prefixes that are always known, those it declares itself left alone."""
    lines = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if f"PREFIX {name}:" not in query]
    return "\n".join([*lines, query])


def _form(query: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE: the first word after comments, prefixes and base."""
    found = _PROLOGUE.match(query)
    return found["form"].upper() if found else "SELECT"  # what is neither, the endpoint refuses


def _term(value: dict[str, Any] | None) -> Term | None:
    if value is None:
        return None
    if value["type"] == "uri":
        return Iri(str(value["value"]))
    if value["type"] == "bnode":
        return BlankNode(str(value["value"]))
    language = str(value.get("xml:lang", "")).lower()
    if language:
        return Literal(str(value["value"]), language, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
    return Literal(str(value["value"]), "", str(value.get("datatype", "http://www.w3.org/2001/XMLSchema#string")))
