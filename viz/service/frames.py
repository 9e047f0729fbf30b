"""Messages between the server and a process that answers queries: a JSON head and a body of bytes, over a pipe."""

from __future__ import annotations

import json
import struct
from asyncio import StreamReader
from collections.abc import Mapping
from typing import Any, BinaryIO

__all__ = ["Head", "packed", "read_frame", "receive_frame"]

Head = Mapping[str, Any]

_SIZES = struct.Struct(">II")


def packed(head: Head, body: bytes = b"") -> bytes:
    """Return a message as bytes."""
    text = json.dumps(head, ensure_ascii=False).encode()
    return _SIZES.pack(len(text), len(body)) + text + body


def read_frame(source: BinaryIO) -> tuple[Head, bytes] | None:
    """Return the next message of a blocking pipe, None when the other side has gone."""
    sizes = source.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    head, body = _SIZES.unpack(sizes)
    data = source.read(head + body)
    return (json.loads(data[:head]), data[head:]) if len(data) == head + body else None


async def receive_frame(source: StreamReader) -> tuple[Head, bytes]:
    """Return the next message of a pipe; raise asyncio.IncompleteReadError when the other side has gone."""
    head, body = _SIZES.unpack(await source.readexactly(_SIZES.size))
    text = await source.readexactly(head)
    return json.loads(text), await source.readexactly(body)
