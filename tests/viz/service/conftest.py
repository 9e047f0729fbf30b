"""The service on the small graph, asked in this process; and a real server of its own where a test needs one."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.folder import GraphFolder
from viz.service import Service
from viz.service.pool import Limits

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""Would take years."""


class Client:
    """Asks an application in this process; the application has a thread with an event loop of its own."""

    def __init__(self, service: Service, loop: asyncio.AbstractEventLoop) -> None:
        self.pool, self._application, self._loop = service._pool, service.application(), loop

    def request(self, method: str, path: str, *, address: str = "127.0.0.1", **options: Any) -> httpx.Response:
        """Ask, as a client with an address."""
        return self.run(self.send(method, path, address=address, **options))

    async def send(self, method: str, path: str, *, address: str = "127.0.0.1", **options: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._application, raise_app_exceptions=False, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=60) as http:
            return await http.request(method, path, **options)

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def ask(self, query: str, **options: Any) -> httpx.Response:
        return self.request("GET", "/sparql", params={"query": query}, **options)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run something in the loop of the application."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(120)


@pytest.fixture(scope="session")
def played() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Run something asynchronous in a thread of its own; that of the tests may have the loop of a browser."""

    def play(game: Coroutine[Any, Any, Any]) -> Any:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, asyncio.wait_for(game, 60)).result()

    return play


@pytest.fixture(scope="session")
def serve() -> Callable[..., Any]:
    """Give a client of a service on a graph folder, with the limits that are named."""

    @contextmanager
    def start(folder: GraphFolder, *, limits: Limits | None = None, **options: Any) -> Iterator[Client]:
        service = Service(folder, limits=limits, **options)
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever)
        thread.start()
        client = Client(service, loop)
        lifespan = service.lifespan()
        try:
            client.run(lifespan.__aenter__())
            try:
                yield client
            finally:
                client.run(lifespan.__aexit__(None, None, None))
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    return start


@pytest.fixture(scope="package")
def client(serve: Callable[..., Any], small_folder: GraphFolder) -> Iterator[Client]:
    with serve(small_folder) as found:
        yield found


PROGRAM = """
import sys, uvicorn
from pathlib import Path
from kg.folder import GraphFolder
from viz.service import Service
from viz.service.pool import Limits
service = Service(GraphFolder(Path(sys.argv[1])), limits=Limits(timeout=float(sys.argv[3])))
uvicorn.run(service.application(), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", proxy_headers=False,
            timeout_graceful_shutdown=2)
"""


class Server:
    """A server in a process of its own."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.url, self.port = process, f"http://127.0.0.1:{port}", port

    def children(self) -> list[int]:
        """The processes that it started."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        if not found.exists():
            pytest.skip("this system does not list the children of a process")
        return [int(number) for number in found.read_text(encoding="ascii").split()]

    def ask(self, query: str, **options: Any) -> httpx.Response:
        return httpx.get(f"{self.url}/sparql", params={"query": query}, timeout=60, **options)


@pytest.fixture(scope="session")
def run_server() -> Callable[..., Any]:
    """Start a server on a graph folder, and end it."""

    @contextmanager
    def start(folder: GraphFolder, *, timeout: float = 10.0) -> Iterator[Server]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        command = [sys.executable, "-c", PROGRAM, str(folder.path), str(port), str(timeout)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
            server = Server(process, port)
            try:
                for _ in range(300):
                    try:
                        if server.ask("ASK {}").status_code == 200:
                            break
                    except httpx.TransportError:
                        assert process.poll() is None, "the server did not start"
                        time.sleep(0.1)
                yield server
            finally:
                if process.poll() is None:
                    process.send_signal(signal.SIGTERM)
                    process.wait(30)

    return start


@pytest.fixture(scope="package")
def server(run_server: Callable[..., Any], small_folder: GraphFolder) -> Iterator[Server]:
    with run_server(small_folder) as found:
        yield found
