"""Any SPARQL endpoint: the same rows as the embedded store, and a clear message when no usable answer comes."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from kg.errors import EndpointError, QueryError
from kg.export import statements_csv
from kg.folder import OpenGraph
from kg.remote import RemoteStore, publish
from queries import ask, find_question, understand
from queries.landscape import load_landscape

QUESTIONS = Path(__file__).parents[1] / "data" / "questions"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def oxigraph(small: OpenGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An oxigraph server on loopback that holds the small graph, published to it by us."""
    port = free_port()
    folder = tmp_path_factory.mktemp("oxigraph")
    command = ["oxigraph", "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    from shutil import which
    from sys import executable

    found = which("oxigraph", path=str(Path(executable).parent)) or which("oxigraph")
    assert found, "the oxigraph server is a development dependency"
    with subprocess.Popen([found, *command[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        base = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                urlopen(base, timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        publish(f"{base}/store", {name: small.store.ntriples(name) for name in small.store.graphs()})
        yield base
        process.terminate()


CASES = [
    pytest.param(data["question"], case["parameters"], id=f"{path.stem}-{number}")
    for path in sorted(QUESTIONS.glob("*.toml"))
    for data in [tomllib.loads(path.read_text(encoding="utf-8"))]
    for number, case in enumerate(data["cases"])
    if not any(str(value).startswith("{") for value in case["parameters"].values())
]


@pytest.mark.parametrize(("name", "parameters"), CASES)
def test_every_question_gives_the_same_rows(
    small: OpenGraph, oxigraph: str, name: str, parameters: dict[str, str]
) -> None:
    remote = RemoteStore(f"{oxigraph}/query")
    ours, theirs = (
        sorted(map(whole, ask(engine, find_question(name), parameters).rows)) for engine in (small.store, remote)
    )
    assert ours == theirs


@pytest.mark.parametrize("text", ["Wie zit er in Team Noord?", "Wat doet de tuinpsygoloog?", "Wat doet een astronaut?"])
def test_ordinary_dutch_is_understood_the_same(small: OpenGraph, oxigraph: str, text: str) -> None:
    assert understand(RemoteStore(f"{oxigraph}/query"), text) == understand(small.store, text)


def whole(row: tuple[Any, ...]) -> list[str]:
    """A row as text; concatenated names come in no fixed order."""
    return ["" if term is None else " ".join(sorted(str(term).replace(";", ",").split(", "))) for term in row]


def test_export_ask_and_construct(small: OpenGraph, oxigraph: str) -> None:
    remote = RemoteStore(f"{oxigraph}/query")
    assert statements_csv(remote) == statements_csv(small.store)
    assert remote.run("ASK { ?s a bk:Statement }") is True
    query = "CONSTRUCT { ?s a ?c } WHERE { ?s a bk:Role ; a ?c }"
    assert set(remote.run(query)) == set(small.store.run(query))  # type: ignore[arg-type]


def test_the_command_asks_an_endpoint(beroepenkaart: Any, oxigraph: str) -> None:
    here = beroepenkaart("ask", "1", "--leefgebied", "zingeving")
    there = beroepenkaart(
        "ask", "1", "--leefgebied", "zingeving", "--endpoint", f"{oxigraph}/query", "--graph", "nergens"
    )
    assert there.status == 0
    assert there.out == here.out


def test_the_command_publishes(beroepenkaart: Any, oxigraph: str) -> None:
    assert "benoemde grafen gezet" in beroepenkaart("publish", "--endpoint", f"{oxigraph}/store").out


def test_a_query_that_the_endpoint_refuses(oxigraph: str) -> None:
    with pytest.raises((EndpointError, QueryError), match=r"weigert de vraag|status 400"):
        RemoteStore(f"{oxigraph}/query").select("SELECT ?s WHERE { ?s a ?o")


@pytest.fixture
def answering() -> Iterator[Callable[[int, str, bytes, float], str]]:
    """A server on loopback that gives one answer to everything."""
    servers: list[HTTPServer] = []

    def serve(status: int, content: str, body: bytes, delay: float = 0.0) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                time.sleep(delay)
                self.send_response(status)
                self.send_header("Content-Type", content)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/sparql"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # SPARQLWrapper warns of a content type that it did not ask for
@pytest.mark.parametrize(
    ("status", "content", "body", "message"),
    [
        (200, "text/html", b"<html>Welkom</html>", "geen SPARQL-resultaat maar text/html"),
        (200, "application/sparql-results+json", b"{half", "geen SPARQL-resultaat"),
        (200, "application/sparql-results+json", b'{"head": {}}', "geen SPARQL-resultaat"),
        (401, "text/plain", b"", "aanmelden|weigert de vraag"),
        (500, "text/plain", b"stuk", "weigert de vraag|status 500"),
        (503, "text/plain", b"druk", "status 503|weigert"),
    ],
)
def test_an_answer_that_is_none(answering: Any, status: int, content: str, body: bytes, message: str) -> None:
    with pytest.raises(EndpointError, match=message):
        RemoteStore(answering(status, content, body)).select("SELECT ?s WHERE { ?s a ?o }")


def test_an_endpoint_that_is_slow(answering: Any) -> None:
    url = answering(200, "application/sparql-results+json", b"{}", 3.0)
    with pytest.raises(EndpointError, match="geen antwoord binnen 1 seconden"):
        RemoteStore(url, timeout=1).select("SELECT ?s WHERE { ?s a ?o }")


def test_an_endpoint_that_is_down() -> None:
    with pytest.raises(EndpointError, match="niet bereikbaar"):
        RemoteStore(f"http://127.0.0.1:{free_port()}/sparql").select("SELECT ?s WHERE { ?s a ?o }")


@pytest.mark.parametrize("url", ["localhost:7878", "file:///etc/passwd", "http://", ""])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(EndpointError, match="geen adres van een endpoint"):
        RemoteStore(url)


def test_the_landscape_is_the_same_behind_an_endpoint(small: OpenGraph, oxigraph: str) -> None:
    assert load_landscape(RemoteStore(f"{oxigraph}/query")) == load_landscape(small.store)
