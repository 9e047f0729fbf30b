"""An address of the service as an ASGI application: which methods and host names it takes, and the headers of all its answers."""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from viz.service.hosts import Hosts
from viz.service.negotiation import accepted
from viz.service.outbox import Outbox
from viz.service.pool import Pool
from viz.service.problems import ServiceError
from viz.service.served import Made

__all__ = ["MakeResource", "Resource", "answer", "ask_pool", "client_of", "problem", "redirect"]

_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": _POLICY,
}
_KEEP_FRESH = "no-cache"  # may be kept, but is asked again with its ETag
_log = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[Response]]
MakeResource = Callable[..., "Resource"]
"""Makes a resource of a handler, with what all addresses of a service share already filled in."""


@dataclass(frozen=True, slots=True)
class Resource:
    """What answers at an address.

    With ``everyone`` a page of any other site may read the answers (CORS), which is right for what is public and wrong where the
    words of the user's own documents are.
    """

    handler: Handler
    hosts: Hosts = field(default_factory=Hosts)
    methods: tuple[str, ...] = ("GET", "HEAD")
    everyone: bool = True
    outbox: Outbox = field(default_factory=Outbox)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except ServiceError as error:
            response = problem(request, error)
        except Exception:  # noqa: BLE001 - whatever it is, the client gets an answer and the log what it was
            _log.exception("no answer to %s %s", request.method, request.url.path)
            response = problem(request, ServiceError("internal", "deze vraag kon niet worden beantwoord"))
        if not self.outbox.has_room_for(response):
            full = ServiceError("busy", "er zijn te veel grote antwoorden onderweg", retry_after=10)
            response = problem(request, full)
        headers = {
            **_SECURITY,
            **(self._sharing() if self.everyone else {"Cross-Origin-Resource-Policy": "same-origin"}),
        }
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        await self.outbox.deliver(response, scope, receive, _without_body(send) if request.method == "HEAD" else send)

    async def _response(self, request: Request) -> Response:
        self.hosts.check(request)
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": self._allowed})
        if request.method not in self.methods:
            raise ServiceError("method", f"{request.method[:20]} wordt hier niet gebruikt", expected=self._allowed)
        return await self.handler(request)

    def _sharing(self) -> Mapping[str, str]:
        return {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": self._allowed,
            "Access-Control-Allow-Headers": "Accept, Content-Type",
            "Access-Control-Expose-Headers": "ETag, Retry-After",
            "Access-Control-Max-Age": "86400",
        }

    @property
    def _allowed(self) -> str:
        return ", ".join((*self.methods, "OPTIONS"))


def answer(request: Request, content: bytes, media_type: str, *, headers: Mapping[str, str] | None = None) -> Response:
    """Return an answer that a client may keep and ask again with its ETag; 304 when it has it already."""
    tag = f'W/"{hashlib.sha256(media_type.encode() + content).hexdigest()[:24]}"'
    kept = {"ETag": tag, "Cache-Control": _KEEP_FRESH, "Vary": "Accept", **(headers or {})}
    if request.method in ("GET", "HEAD") and tag in request.headers.get("if-none-match", "").replace(" ", "").split(
        ","
    ):
        return Response(status_code=304, headers=kept)
    return Response(content, media_type=media_type, headers=kept)


def redirect(path: str) -> Response:
    """Return 303 See Other: what is at this address is described elsewhere."""
    return Response(status_code=303, headers={"Location": path, "Vary": "Accept", "Cache-Control": _KEEP_FRESH})


def problem(request: Request, error: ServiceError) -> Response:
    """Return a refusal, as text for who asks for text or a page, else as JSON."""
    forms = ("application/problem+json", "application/json", "text/plain", "text/html")
    text = accepted(request.headers.get("accept", ""), forms)[:1] in (["text/plain"], ["text/html"])
    headers = {"Vary": "Accept", "Cache-Control": "no-store", "Content-Language": "nl, en"}
    if error.retry_after:
        headers["Retry-After"] = str(error.retry_after)
    if error.kind == "method":
        headers["Allow"] = error.expected
    media_type = "text/plain; charset=utf-8" if text else "application/problem+json"
    return Response(error.as_text() if text else error.as_json(), error.status, headers, media_type)


async def ask_pool(request: Request, pool: Pool, task: str, arguments: Mapping[str, object]) -> Made:
    """Return what a process makes of a task; when the client goes away first, the work is given up."""
    asking = asyncio.create_task(pool.run(task, arguments, client_of(request)))
    leaving = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            raise ServiceError("bad-request", "de vrager is weg")
        return asking.result()
    finally:
        for task_of in (asking, leaving):
            task_of.cancel()
        await asyncio.gather(asking, leaving, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def client_of(request: Request) -> str:
    """Return whom turns are counted by: the address, and for IPv6 the network that one client usually has."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host


def _without_body(send: Send) -> Send:
    async def send_head(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return send_head
