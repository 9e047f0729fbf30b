"""The SPARQL 1.1 Protocol at ``/sparql``: which request gets which status and type."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from starlette.responses import Response

from kg.namespaces import DERIVED_GRAPH
from viz.service.hosts import HostGuard

ASK, SELECT = "ASK {}", "SELECT ?p WHERE { ?p a bk:Profession }"
CONSTRUCT, DESCRIBE = (
    "CONSTRUCT WHERE { ?p a bk:Profession }",
    "DESCRIBE <https://w3id.org/beroepenkaart/id/leefgebied/financien>",
)
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv; charset=utf-8", "text/tab-separated-values; charset=utf-8"
TURTLE, JSON_LD, N_TRIPLES, RDF_XML = (
    "text/turtle; charset=utf-8",
    "application/ld+json",
    "application/n-triples",
    "application/rdf+xml",
)
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


@pytest.mark.parametrize(
    ("query", "accept", "status", "media_type"),
    [
        (SELECT, "", 200, JSON),
        (SELECT, "*/*", 200, JSON),
        (SELECT, JSON, 200, JSON),
        (SELECT, XML, 200, XML),
        (SELECT, "text/csv", 200, CSV),
        (SELECT, "text/tab-separated-values", 200, TSV),
        (SELECT, "text/csv;q=0.5, application/sparql-results+xml;q=0.6", 200, XML),
        (SELECT, "application/json", 200, "application/json"),
        (SELECT, "text/turtle", 406, "application/problem+json"),
        (SELECT, "image/png", 406, "application/problem+json"),
        (SELECT, "image/png, text/plain;q=0.1", 406, "text/plain; charset=utf-8"),
        (SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 200, "application/xml"),
        (ASK, "", 200, JSON),
        (ASK, XML, 200, XML),
        (CONSTRUCT, "", 200, TURTLE),
        (CONSTRUCT, "text/turtle", 200, TURTLE),
        (CONSTRUCT, "application/ld+json", 200, JSON_LD),
        (CONSTRUCT, "application/n-triples", 200, N_TRIPLES),
        (CONSTRUCT, "application/rdf+xml", 200, RDF_XML),
        (CONSTRUCT, "application/rdf+xml;q=0.1, application/ld+json;q=0.2", 200, JSON_LD),
        (CONSTRUCT, "text/csv", 406, "application/problem+json"),
        (DESCRIBE, "", 200, TURTLE),
        # What a client that does not know the kind of its query sends.
        (SELECT, f"{JSON}, text/turtle", 200, JSON),
        (DESCRIBE, f"{JSON}, text/turtle", 200, TURTLE),
    ],
)
def test_forms(client: Any, query: str, accept: str, status: int, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (status, media_type), answer.text
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("query", "name", "status", "media_type"),
    [
        (SELECT, "csv", 200, CSV),
        (SELECT, "text/csv", 200, CSV),
        (SELECT, "XML", 200, XML),
        (SELECT, "turtle", 406, "application/problem+json"),
        (SELECT, "pdf", 400, "application/problem+json"),
        (DESCRIBE, "json", 200, JSON_LD),
        (DESCRIBE, "xml", 200, RDF_XML),
        (DESCRIBE, "nt", 200, N_TRIPLES),
        (DESCRIBE, "csv", 406, "application/problem+json"),
    ],
)
def test_form_by_name(client: Any, query: str, name: str, status: int, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": query, "format": name}, headers={"Accept": "image/png"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, media_type), answer.text


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body", "status"),
    [
        ("GET", {"query": ASK}, None, "", 200),
        ("HEAD", {"query": ASK}, None, "", 200),
        ("POST", {}, FORM, urlencode({"query": ASK}), 200),
        ("POST", {}, FORM + "; charset=UTF-8", urlencode({"query": ASK}), 200),
        ("POST", {}, FORM, urlencode({"query": ASK, "default-graph-uri": DERIVED_GRAPH}), 200),
        ("POST", {"default-graph-uri": DERIVED_GRAPH}, QUERY, ASK, 200),
        ("POST", {}, QUERY + "; charset=utf-8", ASK, 200),
        ("GET", {"query": ASK, "named-graph-uri": [DERIVED_GRAPH, DERIVED_GRAPH]}, None, "", 200),
        ("GET", {"query": ASK, "format": "json", "output": "json", "results": "json"}, None, "", 200),
        # What is wrong, each beside its right form above.
        ("GET", {"query": [ASK, ASK]}, None, "", 400),
        ("POST", {"query": ASK}, FORM, urlencode({"query": ASK}), 400),
        ("POST", {"query": ASK}, QUERY, ASK, 400),
        ("POST", {}, FORM, "", 400),
        ("POST", {}, FORM, "query", 400),
        ("GET", {"query": ""}, None, "", 400),
        ("GET", {"query": ASK, "format": "json", "output": "xml"}, None, "", 400),
        ("GET", {"query": ASK, "default-graph-uri": "elders"}, None, "", 400),
        ("GET", {"query": ASK, "default-graph-uri": "http://elders/"}, None, "", 400),
        ("GET", {"query": ASK, "named-graph-uri": "file:///etc/hostname"}, None, "", 400),
        ("GET", {"query": ASK, "querry": ASK}, None, "", 400),
        ("POST", {}, QUERY + "; charset=latin1", ASK, 415),
        ("POST", {}, "text/plain", ASK, 415),
        ("POST", {}, "multipart/form-data; boundary=x", ASK, 415),
        ("POST", {}, None, ASK, 415),
        # Nothing is ever written.
        ("GET", {"update": "CLEAR ALL"}, None, "", 403),
        ("GET", {"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}, None, "", 403),
        ("GET", {"query": "PREFIX a: <a:> # weg\nDELETE WHERE { ?s ?p ?o }"}, None, "", 403),
        ("GET", {"query": "LOAD <http://127.0.0.1:1/>"}, None, "", 403),
        ("POST", {}, FORM, urlencode({"update": "DROP ALL"}), 403),
        ("POST", {}, FORM, urlencode({"query": ASK, "using-graph-uri": DERIVED_GRAPH}), 403),
        ("POST", {}, "application/sparql-update", "DROP ALL", 403),
        ("PUT", {}, QUERY, ASK, 405),
        ("DELETE", {}, None, "", 405),
        ("PATCH", {}, QUERY, ASK, 405),
        ("OPTIONS", {}, None, "", 204),
    ],
)
def test_requests(
    client: Any, method: str, query_string: dict[str, Any], content_type: str | None, body: str, status: int
) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    answer = client.request(method, "/sparql", params=query_string, content=body.encode(), headers=headers)
    assert answer.status_code == status, answer.text
    if status >= 400:
        problem = answer.json()
        assert problem["status"] == status
        assert problem["type"].startswith("https://w3id.org/beroepenkaart/problem/")
        assert problem["title"]
        assert problem["title_en"]
        assert problem["detail"]


def test_head_has_the_headers_of_get_and_no_body(client: Any) -> None:
    one, other = (client.request(method, "/sparql", params={"query": SELECT}) for method in ("GET", "HEAD"))
    assert other.content == b""
    assert one.headers == other.headers
    assert int(other.headers["content-length"]) == len(one.content)


def test_graphs_of_the_protocol(client: Any) -> None:
    query = "ASK { ?fact a bk:DerivedFact }"

    def asked(**parameters: str) -> bool:
        return bool(client.get("/sparql", params={"query": query, **parameters}).json()["boolean"])

    assert asked()
    assert asked(**{"default-graph-uri": DERIVED_GRAPH})
    assert not asked(**{"named-graph-uri": DERIVED_GRAPH})
    assert not asked(**{"default-graph-uri": DERIVED_GRAPH.replace("derived", "vocabulary")})


def test_a_mistake_is_said_with_its_place_in_two_languages(client: Any) -> None:
    parameters = {"query": "SELECT * {\n  ?s skos:prefLabel ?l\n  ?l ?m }"}
    problem = client.get("/sparql", params=parameters).json()
    assert (problem["status"], problem["line"]) == (400, 3)
    assert problem["detail"].startswith("Regel 3, kolom ")
    text = client.get("/sparql", params=parameters, headers={"Accept": "text/plain"}).text
    assert text.splitlines()[0].startswith("De vraag klopt niet: regel 3, kolom ")
    assert text.splitlines()[1].startswith("The query cannot be parsed or evaluated at line 3, column ")
    prefix = client.get("/sparql", params={"query": "ASK { ?s schema:name ?o }"}).json()
    assert "'schema:' is niet bekend" in prefix["detail"]


def test_headers_of_every_answer(client: Any) -> None:
    for answer in (
        client.get("/sparql", params={"query": ASK}),
        client.get("/sparql", params={"query": "ASK"}),
        client.request("DELETE", "/sparql"),
        client.request("OPTIONS", "/sparql"),
        client.get("/api/niets"),
        client.get("/id/niets"),
        client.get("/.well-known/void"),
    ):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


def test_a_page_elsewhere_may_ask_first(client: Any) -> None:
    answer = client.request(
        "OPTIONS", "/sparql", headers={"Origin": "https://elders.example", "Access-Control-Request-Method": "POST"}
    )
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert "Content-Type" in answer.headers["access-control-allow-headers"]


def test_what_has_not_changed_is_not_sent_again(client: Any) -> None:
    first = client.get("/sparql", params={"query": SELECT})
    again = client.get("/sparql", params={"query": SELECT}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(
        "/sparql", params={"query": SELECT, "format": "csv"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("localhost:8000", 200), ("LOCALHOST", 200), ("127.0.0.1:80", 200), ("[::1]:8000", 200), ("[::1]", 200),
        ("elders.example", 421), ("localhost.elders.example", 421), ("127.0.0.1.elders.example:80", 421), ("", 421), ("10.0.0.1", 421),
    ],
)  # fmt: skip
def test_only_our_own_names(client: Any, host: str, status: int) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/api/questions", "/def"):
        assert client.get(path, headers={"Host": host}).status_code == status


def test_only_our_own_names_for_the_pages_beside_us(played: Any) -> None:
    async def page(scope: Any, receive: Any, send: Any) -> None:
        await Response("een pagina")(scope, receive, send)

    async def ask(host: str) -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(HostGuard(page)), base_url=f"http://{host}") as http:
            return (await http.get("/")).status_code

    assert [played(ask(host)) for host in ("localhost:8000", "elders.example")] == [200, 421]


def test_other_names_when_they_are_given(serve: Any, small_folder: Any) -> None:
    with serve(small_folder, hosts=["kaart.example"]) as named:
        assert named.get("/def", headers={"Host": "kaart.example:443"}).status_code == 200
        assert named.get("/def", headers={"Host": "localhost"}).status_code == 421
