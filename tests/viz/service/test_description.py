"""The service describes itself truly: SPARQL Service Description and VoID, with numbers that the graph confirms."""

from __future__ import annotations

from typing import Any

import pytest

from kg.folder import OpenGraph
from kg.store import EmbeddedStore
from kg.terms import Iri

PREFIXES = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>
PREFIX formats: <http://www.w3.org/ns/formats/>"""


@pytest.fixture(scope="module")
def description(client: Any) -> EmbeddedStore:
    store = EmbeddedStore()
    store.add_turtle("http://beschrijving/", client.get("/sparql").content)
    return store


def only_one(store: EmbeddedStore, query: str) -> str:
    rows = store.select(f"{PREFIXES} {query}").rows
    assert len(rows) == 1, rows
    return str(rows[0][0])


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/turtle; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html", "text/turtle; charset=utf-8"),
    ],
)
def test_its_forms(client: Any, accept: str, media_type: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert b"sparql-service-description" in answer.content


def test_the_form_may_be_named(client: Any) -> None:
    assert client.get("/sparql", params={"format": "nt"}).headers["content-type"] == "application/n-triples"
    assert client.get("/sparql", params={"format": "csv"}).status_code == 406
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 406


def test_what_it_says_of_the_service(description: EmbeddedStore) -> None:
    assert only_one(description, "SELECT ?e { ?s a sd:Service ; sd:endpoint ?e }") == "http://localhost/sparql"
    assert only_one(description, "SELECT ?l { ?s sd:supportedLanguage ?l }").endswith("#SPARQL11Query")
    assert len(description.select(f"{PREFIXES} SELECT ?f {{ ?s sd:resultFormat ?f }}").rows) == 8
    assert only_one(description, "SELECT ?f { ?s sd:feature ?f }").endswith("#UnionDefaultGraph")


def test_its_numbers(description: EmbeddedStore, small: OpenGraph) -> None:
    distinct = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"
    union = "SELECT ?n { ?d sd:defaultGraph ?g . ?g void:triples ?n }"
    assert only_one(description, union) == str(small.store.select(distinct).rows[0][0])
    graphs = {str(name): int(str(n)) for name, n in description.select(
        f"{PREFIXES} SELECT ?name ?n {{ ?d sd:namedGraph ?g . ?g sd:name ?name ; sd:graph/void:triples ?n }}").rows}  # fmt: skip
    assert graphs == {name: small.store.ntriples(name).count(b"\n") for name in small.store.graphs()}


@pytest.mark.parametrize(
    ("parts", "count"),
    [
        (
            "?u void:classPartition ?part . ?part void:class ?what ; void:entities ?n",
            "COUNT(DISTINCT ?x) AS ?n) { ?x a <WHAT> }",
        ),
        (
            "?u void:propertyPartition ?part . ?part void:property ?what ; void:triples ?n",
            "COUNT(*) AS ?n) { ?x <WHAT> ?y }",
        ),
    ],
)
def test_its_partitions(description: EmbeddedStore, small: OpenGraph, parts: str, count: str) -> None:
    rows = description.select(f"{PREFIXES} SELECT ?what ?n {{ {parts} }} ORDER BY ?what").rows
    assert len(rows) > 20
    for what, number in rows[:: len(rows) // 10]:
        assert isinstance(what, Iri)
        assert str(small.store.select("SELECT (" + count.replace("WHAT", what.value)).rows[0][0]) == str(number), what


def test_the_well_known_address_leads_to_it(client: Any) -> None:
    answer = client.get("/.well-known/void")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sparql")


def test_a_browser_goes_to_the_page_where_there_is_one(serve: Any, small_folder: Any) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    with serve(small_folder, editor=lambda request: f"/nl/sparql#{request.url.path.strip('/')}") as client:
        answer = client.get("/sparql", headers=browser)
        assert (answer.status_code, answer.headers["location"], answer.headers["vary"]) == (
            303,
            "/nl/sparql#sparql",
            "Accept",
        )
        assert client.get("/sparql", headers={"Accept": "*/*"}).status_code == 200
        assert client.get("/sparql", params={"query": "ASK {}"}, headers=browser).status_code == 200
