"""Answers on their way to clients: who reads slowly, or not at all, cannot fill the memory of the server."""

from __future__ import annotations

import asyncio
import logging

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

__all__ = ["Outbox"]

_PART = 64 * 1024
"""Bytes sent before looking whether the client keeps up."""
_log = logging.getLogger(__name__)


class Outbox:
    """Room for the large answers that are being sent: `most` bytes together, each for at most `seconds`."""

    def __init__(self, most: int = 256 * 1024 * 1024, seconds: float = 120.0) -> None:
        self._left, self._seconds = most, seconds

    def has_room_for(self, response: Response) -> bool:
        """Tell whether an answer can be sent now; one of a single part always can."""
        return len(response.body) <= max(_PART, self._left)

    async def deliver(self, response: Response, scope: Scope, receive: Receive, send: Send) -> None:
        """Send an answer in parts; hang up on a client that does not take it in time."""
        size = len(response.body)
        self._left -= size
        try:
            async with asyncio.timeout(self._seconds):
                await response(scope, receive, _in_parts(send))
        except TimeoutError:
            _log.warning("an answer of %d bytes was not taken within %g seconds", size, self._seconds)
        finally:
            self._left += size


def _in_parts(send: Send) -> Send:
    async def send_parts(message: Message) -> None:
        body = message.get("body", b"")
        if message["type"] != "http.response.body" or len(body) <= _PART:
            await send(message)
            return
        for start in range(0, len(body), _PART):
            more = message.get("more_body", False) or start + _PART < len(body)
            await send({**message, "body": body[start : start + _PART], "more_body": more})

    return send_parts
