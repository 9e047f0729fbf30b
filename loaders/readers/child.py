"""Reading a file in a child process: it may take so much time and memory and no more, and only plain data comes back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from loaders.readers.access import Source
from loaders.readers.limits import MIB, Limits
from loaders.readers.refusals import Refusal

__all__ = ["run_reader"]

_MOST_ANSWER = 12
"""Bytes of answer for each code point of text that is allowed, its blocks included."""


def run_reader(form: str, source: Source, limits: Limits) -> dict[str, Any]:
    """Return what the reader of a form makes of an opened file, as plain data.

    Raises Refusal when the reader refuses it, when it takes too long or too much, or when its process stops.
    """
    program = [
        sys.executable,
        "-P",
        "-B",
        "-W",
        "ignore",
        "-m",
        "loaders.readers.extract",
        form,
        json.dumps(limits.plain()),
    ]
    with subprocess.Popen(  # noqa: S603 - our own program; the file goes in as a descriptor, never as a name
        program, stdin=source.descriptor, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            data = _collect(process, limits)
        finally:
            _kill(process)
    try:
        answer = json.loads(data)
    except ValueError as error:
        raise _stopped(process.returncode, limits) from error
    if "refused" in answer:
        raise Refusal(answer["refused"], **answer["facts"])
    if answer["digest"] != source.digest:
        raise Refusal("changed")
    return dict(answer)


def _collect(process: subprocess.Popen[bytes], limits: Limits) -> bytes:
    """Return all that the child writes; raises Refusal when the time is over or it writes too much."""
    stream = process.stdout
    if stream is None:  # pragma: no cover - it is a pipe
        return b""
    most = _MOST_ANSWER * limits.characters
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(stream.read(most + 1)), daemon=True)
    reader.start()
    reader.join(limits.seconds)
    if not found:
        raise Refusal("time", seconds=round(limits.seconds))
    if len(found[0]) > most:
        raise Refusal("too-much-text", most=limits.characters)
    process.wait()
    return found[0]


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (AttributeError, ProcessLookupError, PermissionError):
            process.kill()


def _stopped(status: int | None, limits: Limits) -> Refusal:
    """Return why a child gave no answer: a signal for its time, or else what a lack of memory does to a parser."""
    if status == -getattr(signal, "SIGXCPU", -1):
        return Refusal("time", seconds=round(limits.seconds))
    if status in (-signal.SIGKILL, -signal.SIGABRT):
        return Refusal("memory", most=limits.memory // MIB)
    return Refusal("stopped", form="")


def _environment() -> dict[str, str]:
    """Return the environment for the child: ours, with the folder of these packages where Python looks first."""
    here = str(Path(__file__).resolve().parents[2])
    found = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([here, found] if found else [here]),
        "PYTHONIOENCODING": "utf-8",
    }
