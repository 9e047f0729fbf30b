"""The program of the child process: one file in on standard input, one JSON object out on standard output.

It first gives up what it does not need: time, memory, writing files, starting programs, talking to the network. A reader
that fails in whatever way gives a code, never the words of an error, which could hold words of the document.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from loaders.readers.limits import MIB, Limits
from loaders.readers.refusals import Refusal

__all__ = ["main"]

_READERS = {
    "pdf": ("pdf", "read_pdf"),
    "docx": ("word", "read_word"),
    "html": ("web", "read_web"),
    "txt": ("plain", "read_plain"),
    "xlsx": ("sheet", "read_sheet"),
}
_NAMES = {"pdf": "PDF", "docx": "Word (.docx)", "html": "HTML", "txt": "platte tekst", "xlsx": "Excel (.xlsx)"}
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.remove",
              "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "shutil.", "ctypes.")  # fmt: skip


def main(arguments: list[str]) -> int:
    """Read the file on standard input as the form in the first argument, within the limits (JSON) in the second."""
    form, limits = arguments[0], Limits(**json.loads(arguments[1]))
    logging.disable(logging.CRITICAL)
    module, name = _READERS[form]
    reader = getattr(import_module(f"loaders.readers.{module}"), name)
    _restrict(limits)
    sys.stdout.buffer.write(_answer(reader, form, limits))
    sys.stdout.flush()
    return 0


def _answer(reader: Callable[[bytes, Limits], Any], form: str, limits: Limits) -> bytes:
    """Return the answer as JSON: what was read, or the code and facts of why it was refused."""
    facts: dict[str, str | int] = {"form": _NAMES[form], "most": limits.memory // MIB}
    try:
        data = sys.stdin.buffer.read(limits.file_bytes + 1)
        return _json(_plain(form, reader(data, limits), hashlib.sha256(data).hexdigest()))
    except Refusal as refusal:
        return _json({"refused": refusal.code, "facts": {**facts, **refusal.facts}})
    except MemoryError:
        return _json({"refused": "memory", "facts": facts})
    except RecursionError:
        return _json({"refused": "too-deep", "facts": facts})
    except Exception as error:  # noqa: BLE001 - libraries raise anything on a hostile file
        return _json({"refused": "bomb" if type(error).__name__ == "LimitReachedError" else "stopped", "facts": facts})


def _plain(form: str, found: Any, digest: str) -> dict[str, Any]:
    answer = {"digest": digest, "notes": found.notes}
    if form == "xlsx":
        return {**answer, "rows": found.rows}
    blocks = [(block.kind, block.start, block.end, block.page, block.level) for block in found.blocks]
    return {**answer, "text": found.text, "blocks": blocks, "pages": found.pages}


def _json(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode("utf-8")


def _restrict(limits: Limits) -> None:
    """Take away what reading needs not; limits of the system where it has them (not on Windows)."""
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows
        pass
    else:
        seconds = int(limits.seconds) + 2
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse_event)


def _refuse_event(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)
    if event == "open" and len(arguments) > 2:
        mode, flags = str(arguments[1] or ""), int(arguments[2] or 0)
        if set(mode) & set("wax+") or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise PermissionError(event)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
