"""Whose turn it is: a number of places, given round the clients, so that who asks much waits for who asks little."""

from __future__ import annotations

import asyncio
from collections import Counter, deque

from viz.service.problems import ServiceError

__all__ = ["Turns"]


class Turns:
    """Places that clients take and leave.

    A free place goes to the client that waits longest since its last turn, not to the one with the most requests. A client
    has at most ``per_client`` places at once. At most ``longest`` requests wait, and none longer than ``patience`` seconds:
    when the queue is full, the newest request of the client with the most waiting makes room.
    """

    def __init__(self, places: int, *, per_client: int, longest: int, patience: float) -> None:
        self._free, self._per_client = places, per_client
        self._longest, self._patience = longest, patience
        self._taken: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    def take(self, client: str) -> bool:
        """Take a place if one is free for this client at this moment, and return whether it did."""
        if self._free <= 0 or self._taken[client] >= self._per_client:
            return False
        self._free -= 1
        self._taken[client] += 1
        return True

    async def enter(self, client: str) -> None:
        """Wait for a place; raise ServiceError (busy) when that takes too long or too many wait."""
        if client not in self._waiting and self.take(client):
            return
        if sum(map(len, self._waiting.values())) >= self._longest:
            self._make_room(client)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        try:
            async with asyncio.timeout(self._patience):
                await turn
        except TimeoutError as error:
            self._give_back(client, turn)
            raise self._busy() from error
        except BaseException:
            self._give_back(client, turn)
            raise

    def leave(self, client: str) -> None:
        """Leave a place; it goes to the next client in the round."""
        self._free += 1
        self._taken[client] -= 1
        if not self._taken[client]:
            del self._taken[client]
        self._call_next()

    def _call_next(self) -> None:
        for client in list(self._waiting):
            waiting = self._waiting[client]
            while waiting and waiting[0].done():
                waiting.popleft()  # nobody waits for it any more
            if waiting and not self.take(client):
                continue
            del self._waiting[client]
            if waiting:
                waiting.popleft().set_result(None)
            if waiting:
                self._waiting[client] = waiting  # at the end of the round

    def _make_room(self, client: str) -> None:
        heaviest = max(self._waiting, key=lambda name: len(self._waiting[name]))
        if len(self._waiting[heaviest]) <= len(self._waiting.get(client, ())) + 1:
            raise self._busy()
        newest = self._waiting[heaviest].pop()
        if not newest.done():
            newest.set_exception(self._busy())

    def _give_back(self, client: str, turn: asyncio.Future[None]) -> None:
        """Forget a turn that is no longer waited for; leave the place when it had just been given."""
        if turn.done() and not turn.cancelled() and turn.exception() is None:
            self.leave(client)
            return
        waiting = self._waiting.get(client)
        if waiting is not None and turn in waiting:
            waiting.remove(turn)
            if not waiting:
                del self._waiting[client]

    def _busy(self) -> ServiceError:
        return ServiceError(
            "busy",
            "er staan te veel vragen te wachten",
            remedy="Probeer het over een paar seconden opnieuw.",
            retry_after=max(1, round(self._patience)),
        )
