"""One query cannot starve the others: time, memory, size, turns, and processes that are replaced."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.errors import GraphError
from kg.folder import GraphFolder
from loaders import gather
from viz.service.child import Child, Ended, problem_of
from viz.service.pool import Limits

DATA = Path(__file__).parents[2] / "data"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
QUICK = "SELECT ?p ?l { ?p a bk:Profession ; skos:prefLabel ?l }"
MEMORY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?b"
DEEP = "ASK " + "{" * 9000 + "}" * 9000


@pytest.fixture(scope="module")
def hasty(serve: Callable[..., Any], small_folder: GraphFolder) -> Iterator[Any]:
    limits = Limits(quick=0.5, timeout=6.0, patience=8.0, memory=200 * 1024 * 1024, answer=1024 * 1024)
    with serve(small_folder, limits=limits) as client:
        yield client


def query(text: str) -> dict[str, Any]:
    return {"params": {"query": text}}


def processes(client: Any) -> set[int]:
    return {child.pid for child in client.pool._children}


def settled(client: Any) -> set[int]:
    """The processes, once those that were stopped have been replaced."""
    for _ in range(600):
        if len(client.pool._children) == client.pool._idle.qsize() == client.pool.limits.processes:
            return processes(client)
        time.sleep(0.05)
    raise AssertionError("a process was not replaced")


def test_the_time_limit(hasty: Any) -> None:
    before = settled(hasty)
    begin = time.monotonic()
    answer = hasty.ask(SLOW)
    assert 5.9 < time.monotonic() - begin < 9
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[1]) == (422, "time-limit")
    assert "na 6 seconden gestopt" in answer.json()["detail"]
    after = settled(hasty)
    assert len(before - after) == 1, "the process is killed and replaced"
    assert not Path(f"/proc/{next(iter(before - after))}").exists()


@pytest.mark.parametrize(
    ("text", "kind"), [(MEMORY, "memory-limit"), (DEEP, "too-deep"), ("SELECT * { ?s ?p ?o }", "too-large")]
)
def test_other_limits(hasty: Any, text: str, kind: str) -> None:
    answer = hasty.ask(text)
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[1]) == (422, kind)
    assert hasty.ask(QUICK).status_code == 200


def test_an_answer_just_within_the_limit_is_whole(hasty: Any) -> None:
    for number in (100, 1000):
        rows = hasty.ask(f"SELECT * {{ ?s ?p ?o }} LIMIT {number}").json()["results"]["bindings"]
        assert len(rows) == number


def test_two_that_kill_and_twenty_that_are_quick(hasty: Any) -> None:
    async def crowd() -> tuple[list[float], list[int]]:
        killers = [
            asyncio.create_task(hasty.send("GET", "/sparql", address=f"10.0.0.{n}", **query(SLOW))) for n in (1, 2)
        ]
        await asyncio.sleep(0.1)
        times = []
        for n in range(20):
            begin = time.monotonic()
            answer = await hasty.send("GET", "/sparql", address=f"10.0.1.{n % 3}", **query(QUICK))
            times.append(time.monotonic() - begin)
            assert answer.status_code == 200
            assert n > 4 or not any(killer.done() for killer in killers), "the killers are running"
        return times, [(await killer).status_code for killer in killers]

    times, statuses = hasty.run(crowd())
    assert max(times) < 5, "nobody waits until a killer is stopped"
    assert sorted(times)[10] < 1
    assert statuses == [422, 422]


def test_one_client_with_many_slow_queries(hasty: Any) -> None:
    async def crowd() -> tuple[list[float], list[int]]:
        killers = [
            asyncio.create_task(hasty.send("GET", "/sparql", address="10.0.0.1", **query(SLOW))) for _ in range(6)
        ]
        await asyncio.sleep(0.2)
        times = []
        for _ in range(8):
            begin = time.monotonic()
            answer = await hasty.send("GET", "/sparql", address="10.0.0.2", **query(QUICK))
            times.append(time.monotonic() - begin)
            assert answer.status_code == 200
        slow = await hasty.send("GET", "/sparql", address="10.0.0.3", **query(SLOW))  # has its own slow place
        assert slow.json()["type"].endswith("/time-limit")
        return times, [(await killer).status_code for killer in killers]

    times, statuses = hasty.run(crowd())
    assert max(times) < 5, "nobody waits until a killer is stopped"
    assert set(statuses) == {422, 503}
    assert statuses.count(422) >= 2


def test_too_busy_is_said_with_when_to_come_back(serve: Callable[..., Any], small_folder: GraphFolder) -> None:
    limits = Limits(workers=1, slow=1, spare=0, quick=30.0, timeout=30.0, patience=1.0, waiting=2)

    async def crowd(client: Any) -> list[Any]:
        killer = asyncio.create_task(client.send("GET", "/sparql", address="10.0.0.1", **query(SLOW)))
        await asyncio.sleep(0.2)
        answers = await asyncio.gather(
            *(client.send("GET", "/sparql", address="10.0.0.2", **query(QUICK)) for _ in range(4))
        )
        killer.cancel()
        return answers

    with serve(small_folder, limits=limits) as client:
        answers = client.run(crowd(client))
    for answer in answers:
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "1"
        assert (
            answer.json()["detail"] == "Er staan te veel vragen te wachten. Probeer het over een paar seconden opnieuw."
        )


def test_who_goes_away_is_no_longer_served(serve: Callable[..., Any], small_folder: GraphFolder) -> None:
    async def leave_early(client: Any) -> set[int]:
        asking = asyncio.create_task(client.pool.run("sparql", job(SLOW), "10.0.0.1"))
        await asyncio.sleep(1.5)  # it is in a slow place by now
        before = processes(client)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        return before

    with serve(small_folder, limits=Limits(quick=0.5, timeout=60.0)) as client:
        before = client.run(leave_early(client))
        begin = time.monotonic()
        while processes(client) == before:
            assert time.monotonic() - begin < 20, "stopped long before the time limit"
            time.sleep(0.05)


def test_who_goes_away_at_once_costs_no_process_when_the_query_is_quick(hasty: Any) -> None:
    before = settled(hasty)

    async def leave_at_once() -> None:
        for _ in range(10):
            asking = asyncio.create_task(hasty.pool.run("sparql", job(QUICK), "10.0.0.1"))
            await asyncio.sleep(0)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)

    hasty.run(leave_at_once())
    assert hasty.ask(QUICK).status_code == 200
    assert settled(hasty) == before


def job(text: str) -> dict[str, Any]:
    return {
        "query": text, "results": ["text/csv"], "graphs": [], "default_graphs": [], "named_graphs": [], "most_bytes": 10**6,
    }  # fmt: skip


def test_a_process_that_ends_is_replaced(hasty: Any) -> None:
    for _ in range(2):
        for number in settled(hasty):
            os.kill(number, signal.SIGKILL)
        statuses = [hasty.ask(QUICK).status_code for _ in range(8)]
        assert set(statuses) <= {200, 422}
        assert statuses[-1] == 200


def test_who_gives_up_while_a_process_starts_leaves_nothing_open(hasty: Any, recwarn: pytest.WarningsRecorder) -> None:
    async def give_up() -> bool:
        starting = asyncio.create_task(Child.start({}))
        await asyncio.sleep(0)
        starting.cancel()
        return isinstance((await asyncio.gather(starting, return_exceptions=True))[0], asyncio.CancelledError)

    assert hasty.run(give_up())
    gc.collect()
    assert [str(warning.message) for warning in recwarn if "unclosed" in str(warning.message)] == []


def test_processes_cannot_reach_the_network_and_hold_no_secrets(
    serve: Callable[..., Any], small_folder: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("this system has no /proc")
    monkeypatch.setenv("BEROEPENKAART_ENDPOINT_PASSWORD", "geheim")
    with serve(small_folder) as client:
        for child in client.pool._children:
            assert child.ready == {"confined": True}
            status = Path(f"/proc/{child.pid}/status").read_text(encoding="ascii")
            assert "Seccomp:\t2" in status
            assert "NoNewPrivs:\t1" in status
            assert b"geheim" not in Path(f"/proc/{child.pid}/environ").read_bytes()
            assert "Max core file size        0" in Path(f"/proc/{child.pid}/limits").read_text(encoding="ascii")


def test_a_rebuilt_graph_is_served_from_then_on(
    serve: Callable[..., Any], tmp_path: Path, small_folder: GraphFolder
) -> None:
    folder = GraphFolder(tmp_path / "graaf")
    shutil.copytree(small_folder.path, folder.path)
    question = "SELECT (COUNT(?s) AS ?n) { ?s a bk:Statement }"
    rows = (DATA / "klein.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "minder.csv").write_text("".join(rows[:11]), encoding="utf-8")
    with serve(folder) as client:
        before = {client.get("/sparql", params={"query": question, "format": "csv"}).text for _ in range(6)}
        generation = client.get("/api/graph").json()["generation"]
        build(gather(None, [tmp_path / "minder.csv"], reviewed=False), folder)
        after = {client.get("/sparql", params={"query": question, "format": "csv"}).text for _ in range(6)}
        assert client.get("/api/graph").json()["generation"] != generation
        # The pointer is gone for a moment, or for good: what was open is still whole.
        (folder.path / "CURRENT").unlink()
        assert client.ask(question).status_code == 200
    assert before == {"n\r\n35\r\n"}
    assert after == {"n\r\n10\r\n"}


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (-signal.SIGABRT, "memory allocation of 240 bytes failed", "memory-limit"),
        (-signal.SIGABRT, "thread '<unnamed>' panicked at smallsort.rs: no total order", "internal"),
        (-signal.SIGKILL, "", "memory-limit"),
        (-signal.SIGSEGV, "", "too-deep"),
        (-signal.SIGALRM, "", "time-limit"),
        (1, "", "internal"),
    ],
)
def test_how_a_process_ended_says_what_was_wrong(status: int, said: str, kind: str) -> None:
    assert problem_of(Ended(status, said), 10.0).kind == kind


def test_a_folder_without_a_graph_is_said_at_the_start(serve: Callable[..., Any], tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="hier staat geen graaf"), serve(GraphFolder(tmp_path)):
        pass


def test_a_graph_that_disappears(serve: Callable[..., Any], tmp_path: Path, small_folder: GraphFolder) -> None:
    folder = GraphFolder(tmp_path / "graaf")
    shutil.copytree(small_folder.path, folder.path)
    with serve(folder, limits=Limits(workers=1, slow=1, spare=0, quick=0.5, timeout=1.0)) as client:
        shutil.rmtree(folder.path)
        for _ in range(2):
            client.ask(SLOW)  # both processes are replaced, and find nothing
        answer = client.ask(QUICK)
        assert answer.status_code == 503
        assert "hier staat geen graaf" in answer.json()["detail"].lower()
        shutil.copytree(small_folder.path, folder.path)
        assert client.ask(QUICK).status_code == 200
