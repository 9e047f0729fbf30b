"""Fixtures of the explorer: the web application on the small graph, and its static site."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from kg.folder import GraphFolder
from viz.explorer import Explorer, explorer, write_site
from viz.explorer.desk import Desk
from viz.explorer.gate import Gate

Get = Callable[..., httpx.Response]


def getter(application: Starlette) -> Get:
    """Return a function that asks an application for a path, without a server.

    It asks in a thread of its own: the browser of other tests keeps an event loop in this one.
    """

    def get(path: str, method: str = "GET", headers: dict[str, str] | None = None, **sent: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=application)
            async with httpx.AsyncClient(transport=transport, base_url="http://toets") as client:
                return await client.request(method, path, headers=headers, **sent)

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, ask()).result()

    return get


@pytest.fixture(scope="session")
def small_explorer(small_folder: GraphFolder) -> Explorer:
    return Explorer.open(small_folder)


@pytest.fixture(scope="session")
def ask() -> Callable[[Starlette, str], httpx.Response]:
    return lambda application, path: getter(application)(path)


@pytest.fixture(scope="session")
def get(small_folder: GraphFolder) -> Get:
    return getter(explorer(small_folder))


@pytest.fixture(scope="session")
def small_site(small_explorer: Explorer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(small_explorer, tmp_path_factory.mktemp("site") / "site").folder


@pytest.fixture
def serve(small_folder: GraphFolder) -> Iterator[Callable[..., str]]:
    """A function that serves the explorer with a desk to review at, and gives its address."""
    running: list[tuple[uvicorn.Server, threading.Thread, socket.socket]] = []

    def start(desk: Desk, gate: Gate | None = None) -> str:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        application = explorer(small_folder, desk=desk, gate=gate)
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        running.append((server, thread, listening))
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield start
    for server, thread, listening in running:
        server.should_exit = True
        thread.join(10)
        listening.close()


@pytest.fixture(scope="session")
def server(small_folder: GraphFolder) -> Iterator[str]:
    """The address of the explorer on a port of its own."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    running = uvicorn.Server(uvicorn.Config(explorer(small_folder), log_level="warning", lifespan="off", ws="none"))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.should_exit = True
    thread.join(10)
    listening.close()
