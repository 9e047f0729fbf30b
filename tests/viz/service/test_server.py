"""A real server in a process of its own: it leaves no process behind, serves many at once, and any SPARQL client can use it."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from kg.folder import GraphFolder, OpenGraph
from kg.remote import RemoteStore
from queries import ask, find_question

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_behind(
    run_server: Callable[..., Any], small_folder: GraphFolder, how: signal.Signals, *, busy: bool
) -> None:
    with run_server(small_folder) as server:
        children = server.children()
        assert len(children) == 5
        clients = [threading.Thread(target=no_answer, args=(server,)) for _ in range(2 * busy)]
        for client in clients:
            client.start()
        time.sleep(0.5 * busy)
        server.process.send_signal(how)
        server.process.wait(15)
        for _ in range(100):
            if not any(map(alive, children)):
                break
            time.sleep(0.05)
        assert [number for number in children if alive(number)] == []
        for client in clients:
            client.join()


def no_answer(server: Any) -> None:
    try:
        server.ask(SLOW)
    except httpx.TransportError:
        return


def test_a_client_that_hangs_up_is_not_served_further(
    run_server: Callable[..., Any], small_folder: GraphFolder
) -> None:
    with run_server(small_folder, timeout=30.0) as server:
        before = set(server.children())
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{server.url}/sparql", params={"query": SLOW}, timeout=2)
        for _ in range(100):
            after = set(server.children())
            if len(after) == 5 and after != before:
                break
            time.sleep(0.1)
        assert len(before - after) == 1, "the process that worked for it was stopped, long before the limit"


def whole(row: tuple[Any, ...]) -> list[str]:
    """A row as text; names that are joined in one value come in no fixed order."""
    return ["" if term is None else " ".join(sorted(re.findall(r"[^\s,;]+", str(term)))) for term in row]


def test_the_catalogue_over_a_sparql_client(server: Any, small: OpenGraph) -> None:
    remote = RemoteStore(f"{server.url}/sparql")
    for name in ("matrix", "team", "overlap"):
        ours, theirs = (
            sorted(map(whole, ask(engine, find_question(name), {}).rows)) for engine in (small.store, remote)
        )
        assert ours == theirs
    assert remote.run("ASK { ?s a bk:Profession }") is True
    triples = remote.run("CONSTRUCT WHERE { ?s a bk:Leefgebied }")
    assert isinstance(triples, list)
    assert len(triples) == 7


def test_fifty_readers_at_once(server: Any) -> None:
    paths = [
        "/sparql?query=SELECT+%3Fp+%7B%3Fp+a+bk%3AProfession%7D", "/api/teams", "/api/concepts?q=psych", "/id/leefgebied/zingeving",
        "/api/questions/team?team=Team+Noord", "/def",
    ]  # fmt: skip
    statuses: list[int] = []
    ready = threading.Barrier(50)
    everyone = httpx.Limits(max_connections=50, max_keepalive_connections=50)
    with httpx.Client(base_url=server.url, timeout=60, limits=everyone) as http:

        def read(number: int) -> None:
            ready.wait()
            end = time.monotonic() + 4
            turn = number
            while time.monotonic() < end:
                statuses.append(http.get(paths[turn % len(paths)]).status_code)
                turn += 1

        readers = [threading.Thread(target=read, args=(number,)) for number in range(50)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    assert len(statuses) >= 50
    assert set(statuses) == {200, 303}
