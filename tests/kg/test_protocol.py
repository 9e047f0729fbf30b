"""One query as the SPARQL protocol puts it: forms, graphs, and what is never done."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator

import pytest

from kg.errors import AnswerFormError, AnswerTooLargeError, QueryError, QueryRefusedError
from kg.folder import OpenGraph
from kg.namespaces import DERIVED_GRAPH, VOCABULARY_GRAPH
from kg.protocol import GRAPH_FORMS, RESULT_FORMS, Wanted

PROFESSIONS = "SELECT ?p WHERE { ?p a bk:Profession ; skos:prefLabel 'tuinpsycholoog'@nl }"


def count(graph: OpenGraph, query: str, wanted: Wanted | None = None) -> int:
    return len(json.loads(graph.store.serialised(query, wanted or Wanted()).content)["results"]["bindings"])


@pytest.mark.parametrize("media_type", RESULT_FORMS)
def test_a_table_in_each_form(small: OpenGraph, media_type: str) -> None:
    answer = small.store.serialised(PROFESSIONS, Wanted(results=(media_type,)))
    assert answer.media_type == media_type
    assert b"/id/own/profession/tuinpsycholoog" in answer.content


@pytest.mark.parametrize("media_type", GRAPH_FORMS)
def test_a_graph_in_each_form(small: OpenGraph, media_type: str) -> None:
    answer = small.store.serialised("DESCRIBE bkid:nothing", Wanted(graphs=(media_type,)))
    assert answer.media_type == media_type
    construct = "CONSTRUCT { ?p skos:altLabel ?l } WHERE { ?p skos:prefLabel ?l FILTER(?l = 'tuinpsycholoog'@nl) }"
    assert b"tuinpsycholoog" in small.store.serialised(construct, Wanted(graphs=(media_type,))).content


def test_the_first_form_that_fits_is_taken(small: OpenGraph) -> None:
    assert (
        small.store.serialised("ASK {}", Wanted(results=("text/csv", "text/tab-separated-values"))).media_type
        == "text/csv"
    )
    with pytest.raises(AnswerFormError, match="text/turtle"):
        small.store.serialised("DESCRIBE bkid:x", Wanted(graphs=()))
    with pytest.raises(AnswerFormError, match=r"sparql-results\+json"):
        small.store.serialised("ASK {}", Wanted(results=()))


def test_an_answer_that_is_too_large_is_not_given_in_part(small: OpenGraph) -> None:
    with pytest.raises(AnswerTooLargeError, match=r"groter dan 1\.000 bytes"):
        small.store.serialised("SELECT * WHERE { ?s ?p ?o }", Wanted(most_bytes=1000))
    with pytest.raises(AnswerTooLargeError):
        small.store.serialised("CONSTRUCT WHERE { ?s ?p ?o }", Wanted(most_bytes=1000))
    assert small.store.serialised("ASK {}", Wanted(most_bytes=1000)).content == b'{"head":{},"boolean":true}'


def test_which_graphs_are_looked_in(small: OpenGraph) -> None:
    everything = "SELECT DISTINCT ?p WHERE { ?p a bk:Profession }"
    derived = "SELECT DISTINCT ?f WHERE { ?f a bk:DerivedFact }"
    assert count(small, everything) > 0
    assert count(small, derived, Wanted(default_graphs=(VOCABULARY_GRAPH,))) == 0
    assert count(small, derived, Wanted(default_graphs=(VOCABULARY_GRAPH, DERIVED_GRAPH))) == count(small, derived)
    assert count(small, derived.replace("WHERE", f"FROM <{VOCABULARY_GRAPH}> WHERE")) == 0
    assert count(small, derived.replace("WHERE", f"FROM <{DERIVED_GRAPH}> WHERE")) == count(small, derived)
    named = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert count(small, named) > 2
    assert count(small, named, Wanted(named_graphs=(DERIVED_GRAPH,))) == 1
    assert count(small, named, Wanted(default_graphs=(DERIVED_GRAPH,))) == 0
    # The graphs of the protocol come before those of the query itself.
    assert (
        count(
            small, derived.replace("WHERE", f"FROM <{DERIVED_GRAPH}> WHERE"), Wanted(default_graphs=(VOCABULARY_GRAPH,))
        )
        == 0
    )
    with pytest.raises(QueryError, match="'http://elders/' is er niet"):
        count(small, named, Wanted(named_graphs=("http://elders/",)))


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port that writes down what reaches it."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    heard.append(connection.recv(100))

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], heard
        stop.set()
        thread.join()


CALLS = [
    "SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { service silent <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE\tSILENT\n<ADDRESS> { ?s ?p ?o } }",
    "SELECT * { BIND(<ADDRESS> AS ?x) SERVICE SILENT ?x { ?s ?p ?o } }",
    "PREFIX x: <ADDRESS> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE SILENT <ADDRESS> { ?s ?p ?o } } } }",
    "ASK { FILTER EXISTS { SERVICE SILENT <ADDRESS> { ?s ?p ?o } } }",
    "ASK { { } UNION { SERVICE SILENT <ADDRESS> { } } }",
    "ASK { OPTIONAL { SERVICE SILENT <ADDRESS> { } } }",
    "ASK { ?s ?p ?o MINUS { SERVICE SILENT <ADDRESS> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE SILENT <ADDRESS> { ?s ?p ?o } }",
    "DESCRIBE ?s WHERE { SERVICE SILENT <ADDRESS> { ?s ?p ?o } }",
    "ASK { SERVICE#note\nSILENT <ADDRESS> { } }",
    # A comment that a reader of strings would take for a string, with the call inside.
    'ASK { FILTER(1<2#>"""\n) SERVICE SILENT <ADDRESS> { } #"""\n}',
    "ASK { FILTER(?a<?b#>'''\n) SERVICE SILENT <ADDRESS> { } #'''\n}",
    "PREFIX service: <http://x/> ASK { service:service service:p 'SERVICE' . SERVICE SILENT <ADDRESS> { } }",
]


@pytest.mark.parametrize("query", CALLS)
def test_no_other_endpoint_is_ever_called(small: OpenGraph, listener: tuple[int, list[bytes]], query: str) -> None:
    port, heard = listener
    with pytest.raises(QueryError):
        small.store.serialised(query.replace("ADDRESS", f"http://127.0.0.1:{port}/"), Wanted())
    assert heard == []


@pytest.mark.parametrize("query", [f"SELECT * FROM {named} <ADDRESS> {{ ?s ?p ?o }}" for named in ("", "NAMED")])
def test_a_graph_elsewhere_is_not_fetched(small: OpenGraph, listener: tuple[int, list[bytes]], query: str) -> None:
    port, heard = listener
    assert count(small, query.replace("ADDRESS", f"http://127.0.0.1:{port}/")) == 0
    assert heard == []


def test_the_reason_of_a_refusal_is_said(small: OpenGraph) -> None:
    with pytest.raises(QueryRefusedError, match="nooit een ander endpoint"):
        small.store.serialised("SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }", Wanted())
    with pytest.raises(QueryError, match="regel 2, kolom"):
        small.store.serialised("SELECT * {\n ?s ?p 'service' ", Wanted())


@pytest.mark.parametrize(
    "query",
    [
        "ASK { BIND('SERVICE <http://x/> { }' AS ?service) } # SERVICE <http://x/> { }",
        "PREFIX service: <http://x/> ASK { OPTIONAL { service:service <http://x/SERVICE> ?SERVICE } }",
        'ASK { FILTER("""SERVICE <http://x/>""" = """SERVICE <http://x/>""") }',
    ],
)
def test_the_word_itself_is_no_call(small: OpenGraph, query: str) -> None:
    assert small.store.serialised(query, Wanted()).content == b'{"head":{},"boolean":true}'
