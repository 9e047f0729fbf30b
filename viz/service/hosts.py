"""The names by which a server may be called.

A page elsewhere can let its own name point at this machine (DNS rebinding), and would then be read as one of ours. Its name
is in the Host header of what the browser asks, so a server that only answers to its own names cannot be used so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from viz.service.problems import ServiceError

__all__ = ["LOOPBACK", "HostGuard", "Hosts"]

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Host names of a server that only this machine can reach."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The host names a server answers to; ``*`` for any."""

    names: Sequence[str] = LOOPBACK

    def accept(self, header: str) -> bool:
        """Tell whether a Host header, with or without a port, is one of the names."""
        name = header.lower()
        if name.rpartition(":")[2].isdecimal() and not name.endswith("]"):
            name = name.rpartition(":")[0]
        return "*" in self.names or name.rstrip(".") in {known.lower() for known in self.names}

    def check(self, request: Request) -> None:
        """Raise ServiceError when a request is for another name."""
        header = request.headers.get("host", "")
        if not self.accept(header):
            raise ServiceError(
                "wrong-host", f"deze server heet niet '{header[:100]}'", expected=" of ".join(self.names)
            )


class HostGuard:
    """ASGI middleware that answers only to our own names, for the pages of the application that the service is part of."""

    def __init__(self, app: ASGIApp, names: Sequence[str] = LOOPBACK) -> None:
        self._app, self._hosts = app, Hosts(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it as text."""
        if scope["type"] == "http":
            try:
                self._hosts.check(Request(scope))
            except ServiceError as error:
                await Response(error.as_text(), error.status, media_type="text/plain")(scope, receive, send)
                return
        await self._app(scope, receive, send)
