"""One query as the SPARQL 1.1 protocol puts it: checked, over the graphs that were named, serialised in a form that is taken.

Two things are found with the engine's own parser, so that no way of writing escapes: the keyword is misspelt, and a query
that then no longer parses used it as a keyword (in a string, an IRI, a name or a comment the misspelling changes nothing).
`SERVICE` is refused, and `FROM` takes the place of the union of all graphs. Only an empty store sees the misspelt query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import AnswerFormError, AnswerTooLargeError, QueryError, QueryRefusedError
from kg.namespaces import PREFIXES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

__all__ = ["GRAPH_FORMS", "RESULT_FORMS", "Answer", "Wanted", "serialised"]

RESULT_FORMS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
"""Forms of the answer to SELECT and ASK, by media type."""
GRAPH_FORMS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
"""Forms of the answer to CONSTRUCT and DESCRIBE, by media type."""

MOST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a client takes and asks: media types with the best first (none: nothing fits), and the graphs to look in.

    Without ``default_graphs`` and ``named_graphs`` the query looks in the union of all named graphs, or where its own
    FROM says. An answer of more than ``most_bytes`` bytes is refused whole.
    """

    results: tuple[str, ...] = tuple(RESULT_FORMS)
    graphs: tuple[str, ...] = tuple(GRAPH_FORMS)
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    most_bytes: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in one form; ``media_type`` is a key of `RESULT_FORMS` or `GRAPH_FORMS`."""

    media_type: str
    content: bytes


def serialised(store: ox.Store, query: str, wanted: Wanted) -> Answer:
    """Return the answer to a query.

    Raises QueryRefusedError for a call to another endpoint, AnswerFormError when no form fits, AnswerTooLargeError, QueryError
    for a graph that is not there, and what pyoxigraph raises for a query that cannot be parsed or evaluated.
    """
    _refuse_calls(query)
    answer = store.query(query, prefixes=PREFIXES, **_dataset(store, query, wanted))
    sink = _Sink(wanted.most_bytes)
    if isinstance(answer, ox.QueryTriples):
        media_type = _first(wanted.graphs, "CONSTRUCT of DESCRIBE", GRAPH_FORMS)
        ox.serialize(answer, sink, GRAPH_FORMS[media_type], prefixes=PREFIXES)
    else:
        media_type = _first(wanted.results, "SELECT of ASK", RESULT_FORMS)
        answer.serialize(sink, RESULT_FORMS[media_type])
    return Answer(media_type, sink.getvalue())


class _Sink(BytesIO):
    """A file that takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, part: Buffer, /) -> int:
        if self.tell() + len(memoryview(part)) > self._most:
            raise AnswerTooLargeError(
                f"het antwoord is groter dan {self._most:,} bytes".replace(",", "."),
                expected="een kleiner antwoord; er is niets van gegeven, ook geen deel",
                remedy="Vraag minder kolommen of rijen, met LIMIT en OFFSET, of tel met COUNT.",
            )
        return super().write(part)


def _dataset(store: ox.Store, query: str, wanted: Wanted) -> dict[str, Any]:
    if wanted.default_graphs or wanted.named_graphs:
        known = {str(node.value) for node in store.named_graphs()}
        for iri in (*wanted.default_graphs, *wanted.named_graphs):
            if iri not in known:
                raise QueryError(
                    f"de graaf '{iri[:200]}' is er niet",
                    expected=f"een of meer van {', '.join(sorted(known))}",
                    remedy="Er wordt nooit iets van een ander adres gehaald.",
                )
        return {
            "default_graph": [ox.NamedNode(iri) for iri in wanted.default_graphs],
            "named_graphs": [ox.NamedNode(iri) for iri in wanted.named_graphs],
        }
    return {} if _uses_keyword(query, "FROM") else {"use_default_graph_as_union": True}


def _refuse_calls(query: str) -> None:
    if not _uses_keyword(query, "SERVICE"):
        return
    # The misspelt query does not parse. Was SERVICE the reason, or is there another mistake?
    local = re.sub(r"(?ai)(?<![\w:.?$/#-])SERVICE(\s+SILENT)?(?![\w:.-])", lambda found: _as_graph(found[0]), query)
    if _syntax_error(local) is None:
        raise QueryRefusedError(
            "SERVICE is hier niet mogelijk: er wordt nooit een ander endpoint gevraagd",
            expected="een vraag over deze graaf alleen",
            remedy="Laat SERVICE weg, of vraag het andere endpoint zelf.",
        )
    error = _syntax_error(_misspelt(query, "SERVICE"))
    raise error if error is not None else QueryRefusedError("SERVICE is hier niet mogelijk")


def _as_graph(keyword: str) -> str:
    return "GRAPH" + re.sub(r"\S", " ", keyword[5:])


def _uses_keyword(query: str, keyword: str) -> bool:
    """Tell whether a query has a keyword, or does not parse."""
    misspelt = _misspelt(query, keyword)
    return misspelt != query and _syntax_error(misspelt) is not None


def _misspelt(query: str, keyword: str) -> str:
    """Return the query with another letter at the end of each such run of letters, of the same length."""
    return re.sub(rf"(?ai)({keyword[:-1]}){keyword[-1]}", r"\1q", query)


def _syntax_error(query: str) -> SyntaxError | None:
    try:
        ox.Store().query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        return error
    return None


def _first(media_types: tuple[str, ...], kind: str, forms: Mapping[str, object]) -> str:
    for media_type in media_types:
        if media_type in forms:
            return media_type
    raise AnswerFormError(
        f"een antwoord op {kind} is er niet in de gevraagde vorm",
        expected=f"een van {', '.join(forms)}",
        remedy="Pas Accept of format aan.",
    )
