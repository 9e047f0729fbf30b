"""Reading a file in a child process: it may take so much time and memory and no more, and only plain data comes back."""

from __future__ import annotations

import contextlib
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
    """Return what the reader of a form answers about an opened file, as plain data: a reading, or why it refuses.

    Raises Refusal when there is no answer: it takes too long, its process stops, or the file changes meanwhile.
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
    ) as process:  # fmt: skip
        try:
            data = _collect(process, limits)
        finally:
            process.kill()
    try:
        answer = json.loads(data)
    except ValueError as error:
        raise _stopped(process.returncode, limits) from error
    if "refused" not in answer and answer["digest"] != source.digest:
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
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=5)  # it has said all; it only has to end
    return found[0]


def _stopped(status: int | None, limits: Limits) -> Refusal:
    """Return why a child gave no answer: a signal for its time, or else what a lack of memory does to a parser."""
    ended = {name: -getattr(signal, name, 1000) for name in ("SIGXCPU", "SIGKILL", "SIGABRT")}  # Windows has but one
    if status == ended["SIGXCPU"]:
        return Refusal("time", seconds=round(limits.seconds))
    if status in (ended["SIGKILL"], ended["SIGABRT"]):
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
