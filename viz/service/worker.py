"""A process that answers queries, one after another, and can be killed at any moment without harm.

The server starts it with ``python -m viz.service.worker`` and speaks to it in frames over its standard input and output.
The first frame says which graph folder to open and what the limits are.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any, BinaryIO

from kg.folder import GraphFolder
from viz.service.confine import at_most, die_with_parent, limit_memory, without_network
from viz.service.frames import Head, packed, read_frame
from viz.service.problems import to_head
from viz.service.served import Served
from viz.service.tasks import TASKS

__all__ = ["main"]

_GRACE = 1.0
"""Seconds beyond the time limit after which a process ends itself, should the server not have done so."""


def main() -> None:
    """Answer frames on standard input until it closes."""
    source, target = _own_channel()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process
    die_with_parent()
    first = read_frame(source)
    if first is None:
        return
    setup = first[0]
    confined = without_network()
    served = Served(GraphFolder(setup["folder"]), setup["texts"])
    ready: dict[str, Any] = {"confined": confined}
    try:
        served.graph()
    except Exception as error:  # noqa: BLE001 - whatever it is, the server gets to know
        ready |= to_head(error)
    limit_memory(setup["memory"])
    _write(target, ready)
    while (frame := read_frame(source)) is not None:
        with at_most(setup["timeout"] + _GRACE):
            head, body = _answer(served, frame[0])
        _write(target, head, body)


def _answer(served: Served, job: Head) -> tuple[dict[str, Any], bytes]:
    try:
        made = TASKS[job["task"]](served, job["arguments"])
    except BaseException as error:  # noqa: BLE001 - a panic of the engine is no Exception; the server gets to know
        return to_head(error), b""
    return {"media_type": made.media_type}, made.content


def _own_channel() -> tuple[BinaryIO, BinaryIO]:
    """Return standard input and output as they are, and give everyone else in this process an output that goes nowhere."""
    target = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return sys.stdin.buffer, target


def _write(target: BinaryIO, head: Head, body: bytes = b"") -> None:
    target.write(packed(head, body))
    target.flush()


if __name__ == "__main__":
    main()
