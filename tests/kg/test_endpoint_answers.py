"""What an endpoint can do wrong, each with a message that says what, where and what to do."""

from __future__ import annotations

import base64
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from kg.errors import EndpointError
from kg.remote import RemoteStore, publish

QUERY = "SELECT ?s WHERE { ?s a ?o }"
JSON = "application/sparql-results+json"
ONE = b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "urn:a"}}]}}'


def fixed(status: int, content: str, body: bytes, delay: float = 0.0, **headers: str) -> Any:
    def answer(_request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        time.sleep(delay)
        return (
            status,
            {"Content-Type": content} | {name.replace("_", "-"): text for name, text in headers.items()},
            body,
        )

    return answer


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # SPARQLWrapper warns of a content type that it did not ask for
@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (fixed(200, "text/html", b"<html>Welkom</html>"), "geen SPARQL-resultaat maar text/html"),
        (fixed(200, JSON, b"{half"), "geen SPARQL-resultaat"),
        (fixed(200, JSON, b'{"head": {}}'), "geen SPARQL-resultaat"),
        (fixed(200, JSON, ONE[:-9], Content_Length=str(len(ONE))), "geen SPARQL-resultaat"),
        (fixed(200, JSON, b"ff\r\n" + ONE, Transfer_Encoding="chunked"), "het antwoord is afgebroken"),
        (fixed(200, JSON, ONE, X_SPARQL_MaxRows="10000"), "niet meer dan 10000 rijen"),
        (fixed(400, "text/plain", b"parse error\nat line 3"), "weigert de vraag: parse error at line 3"),
        (fixed(401, "text/plain", b""), r"vraagt om aanmelden \(status 401\).*BEROEPENKAART_ENDPOINT_USER"),
        (fixed(403, "text/plain", b""), r"vraagt om aanmelden \(status 403\)"),
        (fixed(404, "text/html", b"<p>niets"), "status 404: <p>niets"),
        (fixed(500, "text/plain", b"stuk"), "status 500: stuk"),
        (fixed(503, "text/plain", b"druk"), "status 503: druk"),
    ],
)
def test_an_answer_that_is_none(serving: Any, answer: Any, message: str) -> None:
    with pytest.raises(EndpointError, match=message) as caught:
        RemoteStore(serving(answer)).select(QUERY)
    assert "http://127.0.0.1" in str(caught.value), "where"


def test_the_same_answer_whole(serving: Any) -> None:
    assert [str(row[0]) for row in RemoteStore(serving(fixed(200, JSON, ONE))).select(QUERY).rows] == ["urn:a"]


def test_an_endpoint_that_is_slow(serving: Any) -> None:
    slow = serving(fixed(200, JSON, ONE, 3.0))
    with pytest.raises(EndpointError, match="geen antwoord binnen 1 seconden"):
        RemoteStore(slow, timeout=1).select(QUERY)
    with pytest.raises(EndpointError, match="geen antwoord binnen 1 seconden"):
        publish(slow, {"urn:g": b""}, timeout=1)


def test_an_endpoint_that_is_down(free_port: int) -> None:
    with pytest.raises(EndpointError, match="niet bereikbaar"):
        RemoteStore(f"http://127.0.0.1:{free_port}/sparql").select(QUERY)
    with pytest.raises(EndpointError, match="niet bereikbaar"):
        publish(f"http://127.0.0.1:{free_port}/store", {"urn:g": b""})


@pytest.mark.parametrize("url", ["localhost:7878", "file:///etc/passwd", "http://", ""])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(EndpointError, match="geen adres van een endpoint"):
        RemoteStore(url)


@pytest.mark.parametrize("status", [404, 405, 415])
def test_an_address_that_is_no_graph_store(serving: Any, status: int) -> None:
    with pytest.raises(EndpointError, match=rf"status {status}.*een graph store.*Noem met --graph-store"):
        publish(serving(fixed(status, "text/plain", b"")), {"urn:g": b"<urn:a> <urn:b> <urn:c> .\n"})


def guarded(scheme: str) -> Any:
    """An endpoint that wants a login, and remembers what it was given."""
    seen: list[str] = []

    def answer(request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        given = request.headers.get("Authorization", "")
        if given.startswith(scheme.partition(" ")[0]):
            seen.append(given)
            return 200, {"Content-Type": JSON}, ONE
        return 401, {"WWW-Authenticate": scheme}, b""

    return answer, seen


def test_a_login_by_basic(serving: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch)
    answer, seen = guarded('Basic realm="x"')
    assert RemoteStore(serving(answer)).select(QUERY).rows
    assert base64.b64decode(seen[0].removeprefix("Basic ")).decode() == "ans:geheim è"


def test_a_login_by_digest_does_not_give_the_password_away(serving: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch)
    answer, seen = guarded('Digest realm="x", nonce="abc", qop="auth", algorithm="MD5", opaque="o"')
    address = serving(answer)
    assert RemoteStore(address).select(QUERY).rows
    publish(address, {"urn:g": b""})
    assert all(given.startswith('Digest username="ans", realm="x", nonce="abc", uri="/sparql') for given in seen)
    assert not any("geheim" in given for given in seen)


@pytest.mark.parametrize(
    ("challenge", "response"),
    [  # worked out with openssl: H(H(user:realm:password):nonce:H(method:path))
        ('Digest realm="r", nonce="n"', "fdbbec134cb686f35c38080349ba8768"),
        (
            'Digest realm="r", nonce="n", algorithm=SHA-256',
            "68fae47a435593164b6449f2f09d7e75e0018666bd3e060087ae78d401e0cced",
        ),
    ],
)
def test_the_answer_to_a_digest(serving: Any, monkeypatch: pytest.MonkeyPatch, challenge: str, response: str) -> None:
    log_in(monkeypatch)
    answer, seen = guarded(challenge)
    RemoteStore(serving(answer)).select(QUERY)
    assert f'response="{response}"' in seen[0]


def test_a_digest_that_is_not_known(serving: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch)
    answer, _ = guarded('Digest realm="r", nonce="n", algorithm=SHA-512-256')
    with pytest.raises(EndpointError, match=r"'SHA-512-256' is niet bekend.*Basic, of Digest met MD5 of SHA-256"):
        RemoteStore(serving(answer)).select(QUERY)


def test_without_a_name_no_login_is_given(serving: Any) -> None:
    given: list[str | None] = []

    def answer(request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        given.append(request.headers.get("Authorization"))
        return 200, {"Content-Type": JSON}, ONE

    RemoteStore(serving(answer)).select(QUERY)
    assert given == [None]


def log_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEROEPENKAART_ENDPOINT_USER", "ans")
    monkeypatch.setenv("BEROEPENKAART_ENDPOINT_PASSWORD", "geheim è")
