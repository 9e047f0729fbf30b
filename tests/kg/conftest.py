"""A graph of two tables, and servers on loopback: two that hold the small graph, one that answers whatever a test wants."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from cli.main import run
from kg.build import build
from kg.folder import GraphFolder, OpenGraph
from loaders import gather

SMALL = Path(__file__).parents[1] / "data" / "klein.csv"


@pytest.fixture(scope="session")
def two_tables(tmp_path_factory: pytest.TempPathFactory) -> OpenGraph:
    """The small table, and a second one that says the same of Team Zuid."""
    folder = tmp_path_factory.mktemp("twee")
    header, *lines = SMALL.read_text(encoding="utf-8").splitlines()
    second = folder / "tweede.csv"
    second.write_text(
        "\n".join([header, *(line for line in lines if ",Team Zuid,team," in line)]) + "\n", encoding="utf-8"
    )
    graph = GraphFolder(folder / "graaf")
    build(gather(None, [SMALL, second], reviewed=False), graph)
    return graph.open()


@dataclass(frozen=True)
class Server:
    """Where to ask, where to publish, and as whom; `guarded` is an endpoint that wants a login, if there is one."""

    query: str
    store: str
    user: str = ""
    password: str = ""
    guarded: str = ""

    @property
    def login(self) -> dict[str, str]:
        names = ("BEROEPENKAART_ENDPOINT_USER", "BEROEPENKAART_ENDPOINT_PASSWORD")
        return dict(zip(names, (self.user, self.password), strict=True)) if self.user else {}


def some_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def free_port() -> int:
    """A port on which nobody listens."""
    return some_port()


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: int = 120) -> None:
    """Wait until a server answers, whatever it says."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            urlopen(url, timeout=2).close()  # noqa: S310 - loopback
        except HTTPError as error:
            error.close()
        except OSError:
            time.sleep(0.1)
            continue
        return
    pytest.fail(f"the server at {url} does not answer")


def publish_small(server: Server, folder: GraphFolder) -> None:
    """Put the small graph there with our own command."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.login.items():
            patch.setenv(name, value)
        command = ["publish", "--endpoint", server.query, "--graph-store", server.store, "--graph", str(folder.path)]
        assert run(command) == 0


@pytest.fixture(scope="session")
def oxigraph(small_folder: GraphFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An oxigraph server that holds the small graph, published to it by us."""
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert found, "the oxigraph server is a development dependency"
    address, folder = f"127.0.0.1:{some_port()}", tmp_path_factory.mktemp("oxigraph")
    command = [found, "serve", "--location", str(folder), "--bind", address, "--union-default-graph"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://{address}", process)
            server = Server(f"http://{address}/query", f"http://{address}/store")
            publish_small(server, small_folder)
            yield server
        finally:
            process.terminate()


VIRTUOSO = """
[Database]
DatabaseFile={folder}/virtuoso.db
ErrorLogFile={folder}/virtuoso.log
LockFile={folder}/virtuoso.lck
TransactionFile={folder}/virtuoso.trx
xa_persistent_file={folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile={folder}/temporary.db
TransactionFile={folder}/temporary.trx
[Parameters]
ServerPort=127.0.0.1:{sql}
DisableUnixSocket=1
ServerThreads=20
MaxClientConnections=20
ThreadsPerQuery=2
AsyncQueueMaxThreads=4
NumberOfBuffers=10000
MaxDirtyBuffers=6000
CheckpointInterval=0
[HTTPServer]
ServerPort=127.0.0.1:{http}
ServerRoot={folder}
ServerThreads=10
MaxClientConnections=10
[SPARQL]
ResultSetMaxRows=10000
MaxQueryExecutionTime=60
"""
"""Where Debian's package puts it all, the same on loopback and in a folder of its own; 10,000 rows is its own limit."""


@pytest.fixture(scope="session")
def virtuoso(small_folder: GraphFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Debian's Virtuoso that holds the small graph, published to it by us with a login by Digest."""
    program = shutil.which("virtuoso-t")
    if not program:
        missing = "Virtuoso is not installed (Debian: virtuoso-opensource)"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    folder, port, password = tmp_path_factory.mktemp("virtuoso"), some_port(), secrets.token_hex(8)
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO.format(folder=folder, sql=some_port(), http=port), encoding="utf-8")
    command = [program, "+foreground", "+configfile", str(settings)]
    subprocess.run([*command, "+pwdold", "dba", "+pwddba", password], check=True, capture_output=True, timeout=300)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder) as process:
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(f"{base}/sparql", process)
            names = ("sparql", "sparql-graph-crud-auth", "sparql-auth")
            query, store, guarded = (f"{base}/{name}" for name in names)
            server = Server(query, store, "dba", password, guarded)
            publish_small(server, small_folder)
            yield server
        finally:
            process.kill()  # it would write a checkpoint first, of a folder that nobody needs


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each of the real servers in turn."""
    return request.getfixturevalue(request.param)


Answer = tuple[int, Mapping[str, str], bytes]


@pytest.fixture
def serving() -> Iterator[Callable[[Callable[[BaseHTTPRequestHandler], Answer]], str]]:
    """Start a server that answers each request as a function says; gives its address."""
    servers: list[HTTPServer] = []

    def start(answer: Callable[[BaseHTTPRequestHandler], Answer]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, headers, body = answer(self)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_GET = do_HEAD = do_PUT = do_POST  # noqa: N815 - the names of the library

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/sparql"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
