"""What people may send to do harm: every one gets a clear refusal, and the next question is answered as if nothing happened."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from kg.folder import GraphFolder
from viz.service.pool import Limits

CALL = "SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o }"
DEEP = 9000

QUERIES = {
    "call": (f"SELECT * {{ {CALL} }}", 403),
    "call in a sub-select": (f"SELECT * {{ {{ SELECT * {{ {CALL} }} }} }}", 403),
    "call of a variable": ("SELECT * { BIND(<http://127.0.0.1:9/> AS ?x) SERVICE SILENT ?x { ?s ?p ?o } }", 403),
    "call in a filter": (f"ASK {{ FILTER NOT EXISTS {{ {CALL} }} }}", 403),
    "call after a string in a comment": (f"ASK {{ FILTER(1<2#>'''\n) {CALL} #'''\n}}", 403),
    "graph elsewhere": ("SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }", 200),
    "load": ("LOAD <http://127.0.0.1:9/>", 403),
    "huge list": (f"ASK {{ ?s ?p ?o FILTER(?o IN ({','.join(map(str, range(9000)))})) }}", (200, 422)),
    "everything": ("SELECT * { ?s ?p ?o }", 422),
    "everything times everything": ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 422),
    "count of everything cubed": ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 422),
    "distinct pairs": ("SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f", 422),
    "values without data": ("SELECT * {" + "VALUES ?%s { 1 2 3 4 5 6 7 8 9 0 } " * 9 % tuple("abcdefghi") + "} ORDER BY ?a", 422),
    "values in a question of yes or no": (
        "ASK {" + "VALUES ?%s { 1 2 3 4 5 6 7 8 9 0 } " * 9 % tuple("abcdefghi") + "FILTER(?a + ?b + ?c + ?d + ?e + ?f + ?g + ?h + ?i > 99) }", 422,
    ),
    "path over everything": ("SELECT (COUNT(*) AS ?n) { ?s (!bk:x|^!bk:x)* ?o . ?o (!bk:x|^!bk:x)* ?q }", 422),
    "path of paths": ("SELECT (COUNT(*) AS ?n) { ?s (((!bk:x)*)*/((!bk:x)+)*)* ?o . ?a (!bk:x)* ?b }", 422),
    "string that doubles": (
        "ASK { BIND('aaaaaaaaaaaaaaaa' AS ?x0) "
        + "".join(f"BIND(CONCAT(?x{n},?x{n},?x{n},?x{n}) AS ?x{n + 1}) " for n in range(16)) + "FILTER(STRLEN(?x16) > 3) }", 422,
    ),
    "regular expression": ("ASK { ?s ?p ?o FILTER REGEX(STR(?o), '(x+x+)+(x{1,900}){1,900}y') }", (400, 422, 200)),
    "groups in groups": ("ASK " + "{" * DEEP + "}" * DEEP, 422),
    "brackets in brackets": ("ASK { FILTER(" + "(" * DEEP + "1" + ")" * DEEP + ") }", 422),
    "not not not": ("ASK { FILTER(" + "!" * DEEP + "true) }", (200, 422)),
    "path in brackets": ("ASK { ?s " + "(" * DEEP + "a" + ")" * DEEP + " ?o }", (200, 422)),
    "collections in collections": ("ASK { ?s ?p " + "(" * DEEP + ")" * DEEP + " }", (200, 422)),
    "script in a string": ("SELECT ('<script>alert(1)</script>' AS ?x) {}", 200),
    "a null": ("ASK { ?s ?p '\x00' }", (200, 400)),
    "half a character": ("ASK { ?s ?p '\\uD800' }", 400),
    "nothing": ("", 400),
    "no SPARQL": ("'; DROP TABLE statements; --", 400),
}  # fmt: skip


@pytest.fixture(scope="module")
def strict(serve: Callable[..., Any], small_folder: GraphFolder) -> Iterator[Any]:
    with serve(
        small_folder, limits=Limits(quick=0.5, timeout=1.5, memory=256 * 1024 * 1024, answer=2 * 1024 * 1024)
    ) as client:
        yield client


@pytest.mark.parametrize("name", QUERIES)
def test_hostile_queries(strict: Any, name: str) -> None:
    query, status = QUERIES[name]
    begin = time.monotonic()
    answer = strict.request(
        "POST", "/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"}
    )
    assert answer.status_code in (status if isinstance(status, tuple) else (status,)), answer.text[:500]
    assert time.monotonic() - begin < 8
    if answer.status_code >= 400:
        assert answer.json()["detail"]
        assert "Traceback" not in answer.text
    assert strict.ask("ASK { ?s a bk:Profession }").json() == {"head": {}, "boolean": True}


REQUESTS = {
    "ten megabytes": ("POST", "/sparql", "application/sparql-query", b"ASK {}" + b" " * 10_000_000, 413),
    "ten megabytes in a form": (
        "POST",
        "/sparql",
        "application/x-www-form-urlencoded",
        b"query=" + b"a" * 10_000_000,
        413,
    ),
    "a form with a thousand fields": (
        "POST",
        "/sparql",
        "application/x-www-form-urlencoded",
        b"&".join([b"a=1"] * 1000),
        400,
    ),
    "a file": ("POST", "/sparql", "multipart/form-data; boundary=x", b"--x\r\n\r\n--x--", 415),
    "half a percent sign": ("GET", "/sparql?query=ASK%7B%7D%2", None, b"", 400),
    "percent sign without digits": ("GET", "/sparql?query=%ZZ", None, b"", 400),
    "bytes that are no text": ("GET", "/sparql?query=%FF%FE", None, b"", 400),
    "bytes that are no text in a body": ("POST", "/sparql", "application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
    "two queries": ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, b"", 400),
    "an unknown parameter": ("GET", "/sparql?query=ASK%7B%7D&timeout=9999", None, b"", 400),
    "a parameter without a name": ("GET", "/sparql?=ASK%7B%7D", None, b"", 400),
    "an unknown parameter of the API": ("GET", "/api/teams?limit=3", None, b"", 400),
    "a path that climbs": ("GET", "/data/../../etc/hostname", None, b"", 404),
    "a path that climbs, encoded": ("GET", "/data/%2e%2e%2f%2e%2e%2fetc%2fhostname", None, b"", 404),
    "a path that ends an IRI": ("GET", "/data/x%3E%20%3Fp%20%3Fo%20%7D%20%23", None, b"", 404),
    "a kind that ends an IRI": ("GET", "/api/concepts/x%3E/y", None, b"", 400),
    "a condition that ends an IRI": ("GET", "/api/statements?subject=x%3E%20%7D", None, b"", 400),
    "a value that ends a string": ("GET", "/api/statements?relation=%22%20%7D", None, b"", 400),
    "a limit that is no number": ("GET", "/api/concepts?limit=1;2", None, b"", 400),
    "a limit of other digits": ("GET", "/api/concepts?limit=%D9%A3", None, b"", 400),
    "a limit without end": ("GET", "/api/concepts?limit=99999999999999999999", None, b"", 400),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_hostile_requests(strict: Any, name: str) -> None:
    method, path, content_type, body, status = REQUESTS[name]
    answer = strict.request(method, path, content=body, headers={"Content-Type": content_type} if content_type else {})
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"] == "application/problem+json"
    assert strict.ask("ASK {}").status_code == 200


def test_a_body_that_does_not_come(server: Any) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 20\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as slow:
        slow.sendall(head + b"ASK")
        begin = time.monotonic()
        assert server.ask("ASK {}").status_code == 200  # others are answered meanwhile
        assert slow.recv(100).startswith(b"HTTP/1.1 408 ")
        assert 5 < time.monotonic() - begin < 20


def test_ten_megabytes_over_a_real_connection(server: Any) -> None:
    answer = httpx.post(
        f"{server.url}/sparql",
        content=b"ASK {}" + b" " * 10_000_000,
        headers={"Content-Type": "application/sparql-query"},
    )
    assert answer.status_code == 413
    assert answer.json()["detail"].startswith("De vraag is langer dan 65.536 bytes")


@pytest.mark.parametrize("line", [b"\x00\x01\x02\r\n\r\n", b"GET " + quote("/é").encode() * 40_000])
def test_what_is_no_http(server: Any, line: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as rude:
        rude.sendall(line)
        assert rude.recv(100).startswith(b"HTTP/1.1 400 ")
    assert server.ask("ASK {}").status_code == 200
