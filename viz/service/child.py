"""One process that answers queries, as the server holds it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, Any

from viz.service.confine import become_unhurried
from viz.service.frames import packed, receive_frame
from viz.service.problems import ServiceError

__all__ = ["Child", "Ended", "problem_of", "time_limit"]

_START = 60.0
"""Seconds in which a process must be ready."""


class Ended(Exception):  # noqa: N818 - it is an event, not a mistake
    """The process ended before it had answered.

    ``status`` is its exit status, negative for a signal; ``said`` is what the engine wrote on standard error before it gave up.
    """

    def __init__(self, status: int, said: str = "") -> None:
        self.status, self.said = status, said
        super().__init__(f"process ended with {status}: {said}")


class Child:
    """A running `viz.service.worker`; ``ready`` is the head of its first message."""

    def __init__(self, process: Process, said: IO[bytes], ready: Mapping[str, Any]) -> None:
        self._process, self._said, self.ready = process, said, ready

    @classmethod
    async def start(cls, setup: Mapping[str, Any]) -> Child:
        """Start a process and wait until it has opened the graph; raise OSError or Ended when it does not start."""
        said = TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as the process
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-m", "viz.service.worker",
                stdin=PIPE, stdout=PIPE, stderr=said, env=_environment(), start_new_session=True,
            )  # fmt: skip
        except BaseException:
            said.close()
            raise
        child = cls(process, said, {})
        try:
            async with asyncio.timeout(_START):
                child.ready, _ = await child.ask(setup)
        except BaseException:
            await child.kill()
            raise
        return child

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    async def ask(self, message: Mapping[str, Any]) -> tuple[Mapping[str, Any], bytes]:
        """Send a message and return the answer; raise Ended when the process ends first."""
        try:
            if self._process.stdin is None or self._process.stdout is None:  # pragma: no cover - both are pipes
                raise RuntimeError("no pipes")
            self._process.stdin.write(packed(message))
            await self._process.stdin.drain()
            return await receive_frame(self._process.stdout)
        except (asyncio.IncompleteReadError, BrokenPipeError, ConnectionResetError) as error:
            status = await self._process.wait()
            raise Ended(status, self._last_words()) from error

    def _last_words(self) -> str:
        if self._said.closed:  # it was stopped on purpose
            return ""
        self._said.seek(0)
        return self._said.read(2000).decode("utf-8", "replace")

    def slow_down(self) -> None:
        """Let other processes go first."""
        become_unhurried(self.pid)

    async def kill(self) -> None:
        """End the process, whatever it is doing."""
        with suppress(ProcessLookupError):
            self._process.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await self._process.wait()
        finally:
            self._said.close()


def problem_of(ended: Ended, seconds: float) -> ServiceError:
    """Return what a person is told when a process ended while it worked on a query."""
    signals = {-getattr(signal, name, 0): name for name in ("SIGABRT", "SIGKILL", "SIGSEGV", "SIGBUS", "SIGALRM")}
    name = signals.get(ended.status, "")
    if name == "SIGABRT" and "panicked" in ended.said:
        return ServiceError(
            "internal",
            "de zoekmachine loopt op deze vraag vast",
            remedy="Sorteer niet op een kolom met waarden van verschillende soorten: schrijf ORDER BY STR(?x).",
        )
    if name in ("SIGABRT", "SIGKILL"):
        return ServiceError(
            "memory-limit",
            "de vraag vraagt meer geheugen dan hier mag",
            remedy="Maak het tussenresultaat kleiner: begin met wat het meest uitsluit, en vermijd ORDER BY over alles.",
        )
    if name in ("SIGSEGV", "SIGBUS"):
        return ServiceError(
            "too-deep",
            "de vraag is dieper genest dan gelezen kan worden",
            remedy="Gebruik minder haakjes, accolades of tekens achter elkaar.",
        )
    if name == "SIGALRM":
        return time_limit(seconds)
    return ServiceError("internal", "het proces dat vragen beantwoordt is gestopt", remedy="Probeer het opnieuw.")


def time_limit(seconds: float) -> ServiceError:
    """Return what a person is told when a query takes too long."""
    return ServiceError(
        "time-limit",
        f"de vraag is na {f'{seconds:g}'.replace('.', ',')} seconden gestopt; er is geen antwoord, ook geen deel",
        remedy="Noem meer vaste waarden, vraag minder tegelijk, of gebruik een vraag uit de catalogus.",
    )


def _environment() -> dict[str, str]:
    """Return the little that a process needs of the environment: no passwords, and the same modules as here."""
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}
