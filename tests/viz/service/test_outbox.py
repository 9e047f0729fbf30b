"""Who reads slowly, or not at all, does not fill the memory of the server."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from viz.service.outbox import Outbox
from viz.service.resource import Resource

SCOPE = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [(b"host", b"localhost")]}


async def nothing() -> dict[str, Any]:
    return {"type": "http.request"}


def sent(resource: Resource, wait: asyncio.Event | None = None) -> tuple[asyncio.Task[None], list[dict[str, Any]]]:
    messages: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        messages.append(message)
        if wait is not None:
            await wait.wait()

    return asyncio.create_task(resource(SCOPE, nothing, send)), messages


async def large(_: Request) -> Response:
    return Response(b"x" * 200_000)


async def small(_: Request) -> Response:
    return Response(b"x")


def test_a_large_answer_goes_in_parts(played: Any) -> None:
    async def game() -> None:
        task, messages = sent(Resource(large))
        await task
        parts = [message for message in messages if message["type"] == "http.response.body"]
        assert [len(part["body"]) for part in parts] == [65536, 65536, 65536, 3392]
        assert [part["more_body"] for part in parts] == [True, True, True, False]

    played(game())


def test_too_many_large_answers_at_once_are_refused_and_small_ones_are_not(played: Any) -> None:
    async def game() -> None:
        outbox, wait = Outbox(most=300_000), asyncio.Event()
        first, _ = sent(Resource(large, outbox=outbox), wait)
        await asyncio.sleep(0.01)
        second, refused = sent(Resource(large, outbox=outbox))
        third, served = sent(Resource(small, outbox=outbox))
        await asyncio.gather(second, third)
        assert refused[0]["status"] == 503
        assert (b"retry-after", b"10") in refused[0]["headers"]
        assert served[0]["status"] == 200
        wait.set()
        await first
        again, messages = sent(Resource(large, outbox=outbox))
        await again
        assert messages[0]["status"] == 200

    played(game())


def test_who_does_not_read_is_hung_up_on(played: Any, caplog: pytest.LogCaptureFixture) -> None:
    async def game() -> None:
        outbox = Outbox(most=300_000, seconds=0.05)
        task, messages = sent(Resource(large, outbox=outbox), asyncio.Event())
        await task
        assert len(messages) == 1
        again, messages = sent(Resource(large, outbox=outbox))
        await again
        assert messages[-1]["more_body"] is False

    with caplog.at_level(logging.WARNING):
        played(game())
    assert "was not taken within" in caplog.text
