"""Whose turn it is, step by step."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from viz.service.problems import ServiceError
from viz.service.turns import Turns


def queue(turns: Turns, order: list[str], *clients: str) -> list[asyncio.Task[None]]:
    async def wait(name: str) -> None:
        await turns.enter(name.rstrip("0123456789"))
        order.append(name)

    return [asyncio.create_task(wait(name)) for name in clients]


def test_who_asks_much_waits_for_who_asks_little(played: Any) -> None:
    async def game() -> None:
        turns, order = Turns(1, per_client=1, longest=10, patience=5), []
        await turns.enter("zero")
        waiting = queue(turns, order, "a1", "a2", "a3", "b1", "c1", "b2")
        for client in ("zero", "a", "b", "c", "a", "b"):
            await asyncio.sleep(0)
            turns.leave(client)
        await asyncio.gather(*waiting)
        assert order == ["a1", "b1", "c1", "a2", "b2", "a3"]

    played(game())


def test_a_client_has_so_many_places_and_no_more(played: Any) -> None:
    async def game() -> None:
        turns, order = Turns(3, per_client=2, longest=10, patience=5), []
        waiting = queue(turns, order, "a1", "a2", "a3", "b1")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert order == ["a1", "a2", "b1"]
        turns.leave("b")
        await asyncio.sleep(0)
        assert order == ["a1", "a2", "b1"]
        turns.leave("a")
        await asyncio.gather(*waiting)
        assert order[-1] == "a3"

    played(game())


def test_nobody_waits_longer_than_the_limit(played: Any) -> None:
    async def game() -> None:
        turns = Turns(1, per_client=1, longest=10, patience=0.05)
        await turns.enter("a")
        with pytest.raises(ServiceError, match="te veel vragen") as caught:
            await turns.enter("b")
        assert (caught.value.status, caught.value.retry_after) == (503, 1)
        turns.leave("a")
        await turns.enter("b")  # who gave up takes no place later

    played(game())


def test_a_full_queue_makes_room_at_the_expense_of_the_busiest(played: Any) -> None:
    async def game() -> None:
        turns, order = Turns(1, per_client=1, longest=3, patience=5), []
        await turns.enter("zero")
        waiting = queue(turns, order, "a1", "a2", "a3", "b1")
        await asyncio.sleep(0.01)
        assert isinstance(waiting[2].exception(), ServiceError)  # the newest of a
        with pytest.raises(ServiceError):
            await turns.enter("a")  # a itself gets no more room
        for client in ("zero", "a", "b"):
            turns.leave(client)
            await asyncio.sleep(0)
        await asyncio.gather(waiting[0], waiting[1], waiting[3])
        assert order == ["a1", "b1", "a2"]

    played(game())


def test_who_leaves_the_queue_leaves_nothing_behind(played: Any) -> None:
    async def game() -> None:
        turns, order = Turns(1, per_client=1, longest=3, patience=5), []
        await turns.enter("zero")
        waiting = queue(turns, order, "a1", "b1", "c1")
        await asyncio.sleep(0)
        waiting[0].cancel()
        turns.leave("zero")  # b's turn comes in the same breath in which it is cancelled
        waiting[1].cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        assert order == ["c1"]
        turns.leave("c")
        assert turns.take("d")

    played(game())
