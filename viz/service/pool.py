"""The processes that answer queries, and who gets one when: quick queries never wait long for slow ones.

Every query starts in one of the quick places. After a second it must have answered or move to one of the few slow places,
of which a client has one at most; where none is free its process is stopped and it starts again when one comes free. So a quick
place is taken for a second at most, whatever people ask. At the time limit the process is killed and replaced. Questions of the
catalogue and other tasks whose queries are our own stay in their quick place: stopping them would only make them start again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from kg.errors import GraphError
from kg.folder import GraphFolder
from viz.service.child import Child, Ended, problem_of, time_limit
from viz.service.kept import KeptAnswers
from viz.service.problems import ServiceError, from_head
from viz.service.served import Made
from viz.service.tasks import FOREIGN
from viz.service.turns import Turns

__all__ = ["Limits", "Pool"]

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is spent on queries; times in seconds, sizes in bytes.

    There are ``workers`` places for quick queries and ``slow`` for those that take longer than ``quick``. Each has a process,
    and ``spare`` more are ready for when one is being replaced.
    """

    workers: int = 2
    slow: int = 2
    spare: int = 1
    quick: float = 1.0
    timeout: float = 10.0
    memory: int = 512 * 1024 * 1024
    answer: int = 20 * 1024 * 1024
    query: int = 64 * 1024
    waiting: int = 256
    patience: float = 10.0
    body: float = 10.0
    kept: int = 32 * 1024 * 1024

    @property
    def processes(self) -> int:
        """How many processes there are."""
        return self.workers + self.slow + self.spare


class Pool:
    """Runs jobs in processes; between `open` and `close`."""

    def __init__(self, folder: GraphFolder, texts: Mapping[str, str], limits: Limits) -> None:
        self.limits = limits
        self._setup = {"folder": str(folder.path), "texts": dict(texts), **asdict(limits)}
        self._kept = KeptAnswers(folder, limits.kept)
        self._idle: asyncio.Queue[Child] = asyncio.Queue()
        self._children: set[Child] = set()
        self._background: set[asyncio.Task[Any]] = set()
        self._quick = Turns(limits.workers, per_client=limits.workers, longest=limits.waiting, patience=limits.patience)
        self._slow = Turns(limits.slow, per_client=1, longest=limits.waiting // 4, patience=limits.patience)

    async def open(self) -> None:
        """Start all processes; raise GraphError when there is no graph to open."""
        starting = [self._start() for _ in range(self.limits.processes)]
        results = await asyncio.gather(*starting, return_exceptions=True)
        failed = [result for result in results if isinstance(result, BaseException)]
        problem = next((child.ready for child in self._children if "problem" in child.ready), None)
        if problem is not None and not failed:
            failed = [
                GraphError(
                    str(problem["what"]), **{name: problem.get(name, "") for name in ("where", "expected", "remedy")}
                )
            ]
        if failed:
            await self.close()
            raise failed[0]
        if not all(child.ready.get("confined") for child in self._children):
            _log.warning("this system cannot take away the network from the processes that answer queries")

    async def close(self) -> None:
        """End all processes and wait until they have gone."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await asyncio.gather(*(child.kill() for child in self._children))
        self._children.clear()

    async def run(self, task: str, arguments: Mapping[str, Any], client: str) -> Made:
        """Return what a task makes; raise ServiceError when it refuses, or does not get or keep a process.

        When the caller is cancelled (the client has gone), the query is stopped as soon as it turns out to be slow.
        """
        if task in FOREIGN:
            return await self._ask(task, arguments, client)
        key = self._kept.key(task, arguments)
        made = self._kept.find(key)
        if made is None:
            made = await self._ask(task, arguments, client)
            self._kept.keep(key, made)
        return made

    async def _ask(self, task: str, arguments: Mapping[str, Any], client: str) -> Made:
        await self._quick.enter(client)
        gone = asyncio.Event()
        job = {"task": task, "arguments": arguments}
        running = self._in_background(self._carry_out(job, client, gone))
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            gone.set()
            raise

    async def _carry_out(self, job: Mapping[str, Any], client: str, gone: asyncio.Event) -> Made:
        """Carry out a job for a client that has a quick place; leave the place when it is done or goes on slowly."""
        limits = self.limits
        ours = job["task"] not in FOREIGN
        try:
            work = await self._begin(job)
            if await work.done_within(limits.timeout if ours else min(limits.quick, limits.timeout)):
                return await self._finish(work)
            if ours:
                await self._stop(work)
                raise time_limit(limits.timeout)
            goes_on = not gone.is_set() and self._slow.take(client)
            if not goes_on:
                await self._stop(work)
        finally:
            self._quick.leave(client)
        if not goes_on:
            await self._slow.enter(client)
        try:
            if not goes_on:
                if gone.is_set():
                    raise asyncio.CancelledError
                work = await self._begin(job)
            work.child.slow_down()
            if not await work.done_within(limits.timeout - (limits.quick if goes_on else 0), gone):
                await self._stop(work)
                raise time_limit(limits.timeout)
            return await self._finish(work, once=True)
        finally:
            self._slow.leave(client)

    async def _begin(self, job: Mapping[str, Any]) -> _Work:
        try:
            async with asyncio.timeout(self.limits.patience):
                child = await self._idle.get()
        except TimeoutError as error:
            raise ServiceError("busy", "er is geen proces vrij om de vraag te beantwoorden", retry_after=5) from error
        return _Work(child, asyncio.create_task(child.ask(job)))

    async def _finish(self, work: _Work, *, once: bool = False) -> Made:
        """Return the answer that has come; a process that went to the back of the row does not come back from it."""
        try:
            head, body = await work.answer
        except Ended as ended:
            self._replace(work.child)
            _log.warning("a process was ended by its task: %s", ended)
            raise problem_of(ended, self.limits.timeout) from ended
        if once:
            self._replace(work.child)
        else:
            self._idle.put_nowait(work.child)
        if "problem" in head:
            if "report" in head:
                _log.error("a task failed: %s", head["report"])
            raise from_head(head)
        return Made(str(head["media_type"]), body)

    async def _stop(self, work: _Work) -> None:
        await work.child.kill()
        await asyncio.gather(work.answer, return_exceptions=True)
        self._replace(work.child)

    def _replace(self, child: Child) -> None:
        self._in_background(self._start_instead(child))

    async def _start_instead(self, child: Child) -> None:
        await child.kill()
        self._children.discard(child)
        while True:
            try:
                await self._start()
            except (OSError, Ended, TimeoutError) as error:
                _log.warning("no new process to answer queries: %s", error)
                await asyncio.sleep(1)
            else:
                return

    async def _start(self) -> Child:
        child = await Child.start(self._setup)
        self._children.add(child)
        self._idle.put_nowait(child)
        return child

    def _in_background(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Start work that goes on when nobody waits for it, and is ended by `close`."""
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._forget)
        return task

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._background.discard(task)
        if not task.cancelled():
            task.exception()  # seen: the client that it was for has gone


@dataclass(frozen=True, slots=True)
class _Work:
    """A job that a process is working on."""

    child: Child
    answer: asyncio.Task[tuple[Mapping[str, Any], bytes]]

    async def done_within(self, seconds: float, gone: asyncio.Event | None = None) -> bool:
        """Wait for the answer (or until nobody wants it any more), and return whether it has come."""
        waits: set[asyncio.Task[Any]] = {self.answer}
        if gone is not None:
            waits.add(asyncio.create_task(gone.wait()))
        await asyncio.wait(waits, timeout=max(0, seconds), return_when=asyncio.FIRST_COMPLETED)
        for other in waits - {self.answer}:
            other.cancel()
        return self.answer.done()
