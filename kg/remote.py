"""A graph behind a SPARQL endpoint, asked over HTTP with SPARQLWrapper.

The endpoint's default graph must be the union of its named graphs (Virtuoso does so; the oxigraph server does with
``--union-default-graph``). User name and password come from the environment: ``BEROEPENKAART_ENDPOINT_USER`` and
``BEROEPENKAART_ENDPOINT_PASSWORD``.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox

from kg.errors import EndpointError
from kg.namespaces import PREFIXES
from kg.store import read_term
from kg.terms import BlankNode, Iri, Literal, Solutions, Term

__all__ = ["RemoteGraph", "RemoteStore", "publish"]

TIMEOUT = 60
"""Seconds after which an answer is given up."""
MOST_BYTES = 64 * 1024 * 1024


class RemoteStore:
    """A SPARQL 1.1 endpoint as a `kg.store.GraphEngine`."""

    def __init__(self, url: str, *, timeout: int = TIMEOUT) -> None:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise EndpointError(
                f"'{url}' is geen adres van een endpoint",
                expected="een adres dat met http:// of https:// begint",
                remedy="Verbeter --endpoint.",
            )
        self.url, self.timeout = url, timeout

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
        return Solutions(names, rows)

    def send(self, request: Request) -> None:
        """Send a request whose answer does not matter; raise EndpointError when it is refused or does not arrive."""
        try:
            with urlopen(request, timeout=self.timeout) as response:  # noqa: S310 - http or https, checked above
                response.read(MOST_BYTES)
        except HTTPError as error:
            raise self._refused(error.code, error.read(400).decode("utf-8", "replace")) from error
        except (URLError, OSError) as error:
            raise self._no_answer(f"het endpoint is niet bereikbaar ({getattr(error, 'reason', error)})") from error

    def _ask(self, query: str) -> tuple[str, bytes, str]:
        import SPARQLWrapper  # slow to import, and only needed for an endpoint
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        wrapper = SPARQLWrapper.SPARQLWrapper(self.url)
        wrapper.setTimeout(self.timeout)
        wrapper.setMethod(SPARQLWrapper.POST)
        user = os.environ.get("BEROEPENKAART_ENDPOINT_USER")
        if user:
            wrapper.setHTTPAuth(SPARQLWrapper.BASIC)
            wrapper.setCredentials(user, os.environ.get("BEROEPENKAART_ENDPOINT_PASSWORD", ""))
        wrapper.setQuery(query)
        kind = str(wrapper.queryType)
        graph = kind in ("CONSTRUCT", "DESCRIBE")
        wrapper.setReturnFormat(SPARQLWrapper.TURTLE if graph else SPARQLWrapper.JSON)
        try:
            response = wrapper.query().response
            data = response.read(MOST_BYTES + 1)
            content = str(response.headers.get("Content-Type", ""))
        except HTTPError as error:
            raise self._refused(error.code, error.read(400).decode("utf-8", "replace")) from error
        except SPARQLWrapperException as error:
            raise self._no_answer(f"het endpoint weigert de vraag: {' '.join(str(error).split())[:300]}") from error
        except TimeoutError as error:
            raise self._no_answer(f"geen antwoord binnen {self.timeout} seconden") from error
        except (URLError, OSError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise self._no_answer(f"geen antwoord binnen {self.timeout} seconden") from error
            raise self._no_answer(f"het endpoint is niet bereikbaar ({reason})") from error
        if len(data) > MOST_BYTES:
            raise self._no_answer(f"het antwoord is groter dan {MOST_BYTES} bytes")
        return kind, data, content.split(";", maxsplit=1)[0]

    def _triples(self, data: bytes, content: str) -> Iterator[tuple[Term, Term, Term]]:
        form = ox.RdfFormat.from_media_type(content) or ox.RdfFormat.TURTLE
        try:
            for triple in ox.parse(input=data, format=form):
                yield read_term(triple.subject), read_term(triple.predicate), read_term(triple.object)
        except SyntaxError as error:
            raise self._no_answer(f"het antwoord is geen RDF maar {content or 'iets anders'}") from error

    def _refused(self, code: int, text: str) -> EndpointError:
        if code in (401, 403):
            return EndpointError(
                f"het endpoint vraagt om aanmelden (status {code})",
                where=self.url,
                remedy="Zet BEROEPENKAART_ENDPOINT_USER en BEROEPENKAART_ENDPOINT_PASSWORD.",
            )
        return self._no_answer(f"het endpoint antwoordt met status {code}: {' '.join(text.split())[:200]}")

    def _no_answer(self, what: str) -> EndpointError:
        return EndpointError(
            what,
            where=self.url,
            expected="een SPARQL 1.1-endpoint",
            remedy="Controleer het adres en probeer het opnieuw.",
        )


@dataclass(frozen=True, slots=True)
class RemoteGraph:
    """A graph behind an endpoint; it has no copies of documents, so evidence is a citation with its gloss."""

    store: RemoteStore

    def text(self, document_id: str) -> str | None:  # noqa: ARG002 - an endpoint has no texts
        """Return None: the words of a document stay with who has a copy."""
        return None


def publish(url: str, graphs: dict[str, bytes], *, timeout: int = TIMEOUT) -> None:
    """Put named graphs (N-Triples by IRI) in a store by the SPARQL 1.1 Graph Store Protocol; raise EndpointError."""
    store = RemoteStore(url, timeout=timeout)
    for name, ntriples in graphs.items():
        target = f"{url}{'&' if '?' in url else '?'}{urlencode({'graph': name})}"
        request = Request(target, data=ntriples, method="PUT", headers={"Content-Type": "application/n-triples"})  # noqa: S310
        user = os.environ.get("BEROEPENKAART_ENDPOINT_USER")
        if user:
            secret = f"{user}:{os.environ.get('BEROEPENKAART_ENDPOINT_PASSWORD', '')}"
            request.add_header("Authorization", "Basic " + base64.b64encode(secret.encode()).decode())
        store.send(request)


def _with_prefixes(query: str) -> str:
    """Return the query with the prefixes that are always known, those it declares itself left alone."""
    lines = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if f"PREFIX {name}:" not in query]
    return "\n".join([*lines, query])


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
