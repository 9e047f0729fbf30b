"""Opening a file that someone gives: only an ordinary file is opened, and nothing waits."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loaders.readers.limits import MIB, Limits
from loaders.readers.refusals import Refusal

__all__ = ["Source", "open_source", "shown"]

HEAD = 4096
_KINDS = (
    (stat.S_ISDIR, "een map"),
    (stat.S_ISFIFO, "een pijp (FIFO)"),
    (stat.S_ISSOCK, "een socket"),
    (stat.S_ISCHR, "een apparaat"),
    (stat.S_ISBLK, "een apparaat"),
)
_CODES = {errno.ENOENT: "missing", errno.ENOTDIR: "missing", errno.EACCES: "not-allowed", errno.EPERM: "not-allowed",
          errno.ELOOP: "loop"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file: its descriptor, size in bytes, SHA-256 (hexadecimal) and first 4,096 bytes."""

    descriptor: int
    size: int
    digest: str
    head: bytes


def shown(path: Path | str) -> str:
    r"""Return a file name as it can be printed: control characters and stray bytes as ``\x1b``.

    >>> shown("a\x1b[31mb.txt")
    'a\\x1b[31mb.txt'
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in str(path)
    )


@contextmanager
def open_source(path: Path, limits: Limits) -> Iterator[Source]:
    """Open an ordinary file for reading and close it at the end.

    Raises Refusal when it is missing, a folder, a pipe or a device, not readable, or larger than the limit.
    """
    descriptor = -1
    try:
        _check(path.stat())
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
        found = os.fstat(descriptor)
        _check(found)  # again: the name may have come to mean something else
        _check_size(found.st_size, limits)
        source = _read(descriptor)
    except OSError as error:
        if descriptor >= 0:
            os.close(descriptor)
        raise Refusal(
            _CODES.get(error.errno or 0, "unreadable"), reason=error.strerror or "onbekende oorzaak"
        ) from error
    except ValueError as error:  # a name with a null byte
        raise Refusal("missing") from error
    except Refusal:
        if descriptor >= 0:
            os.close(descriptor)
        raise
    try:
        yield source
    finally:
        os.close(descriptor)


def _check(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = next((name for test, name in _KINDS if test(found.st_mode)), "iets anders")
        raise Refusal("not-a-file", kind=kind)


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise Refusal("too-large", size=-(-size // MIB), most=limits.file_bytes // MIB)


def _read(descriptor: int) -> Source:
    code, size, head = hashlib.sha256(), 0, b""
    while chunk := os.read(descriptor, MIB):
        head = head or chunk[:HEAD]
        code.update(chunk)
        size += len(chunk)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return Source(descriptor, size, code.hexdigest(), head)
