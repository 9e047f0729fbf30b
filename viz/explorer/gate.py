"""Who may review on a server that others can reach: one token, sessions in memory, and a pause after wrong tokens."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from viz.explorer.forms import FormError

__all__ = ["COOKIE", "SESSION", "Gate"]

COOKIE = "beroepenkaart-review"
"""Name of the cookie that holds a session; never the token."""
SESSION = 12 * 60 * 60
"""Seconds that a session lasts; all end when the server stops."""
_FREE, _FIRST, _LONGEST = 5, 30.0, 15 * 60.0
"""Wrong tokens before the first pause, its length and the longest one, in seconds; each next one takes twice as long."""
_MOST_SESSIONS, _MOST_CLIENTS = 1000, 10_000


@dataclass(slots=True)
class _Tries:
    wrong: int = 0
    until: float = 0.0


class Gate:
    """Opens with one token. Tokens are compared in constant time, and sessions are kept as digests only."""

    def __init__(self, token: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._token, self._clock, self._lock = _digest(token), clock, Lock()
        self._sessions: OrderedDict[bytes, float] = OrderedDict()
        self._tries: OrderedDict[str, _Tries] = OrderedDict()

    def admits(self, session: str) -> bool:
        """Tell whether a session was begun here and has not ended."""
        with self._lock:
            return self._sessions.get(_digest(session), 0.0) > self._clock()

    def sign_in(self, token: str, client: str) -> str:
        """Return a new session; raise FormError (403) for a wrong token, (429) for a client that must wait first.

        ``client`` is whom wrong tokens are counted by; while it must wait no token is looked at.
        """
        with self._lock:
            now, tries = self._clock(), self._tries.pop(client, _Tries())
            if tries.until > now:
                self._tries[client] = tries
                raise FormError("token_wait", status=429, n=int(tries.until - now) + 1)
            if not hmac.compare_digest(_digest(token), self._token):
                tries.wrong += 1
                if tries.wrong >= _FREE:
                    tries.until = now + min(_FIRST * 2 ** min(tries.wrong - _FREE, 10), _LONGEST)
                self._tries[client] = tries
                while len(self._tries) > _MOST_CLIENTS:
                    self._tries.popitem(last=False)
                raise FormError("token", status=403)
            session = secrets.token_urlsafe(32)
            self._sessions[_digest(session)] = now + SESSION
            while len(self._sessions) > _MOST_SESSIONS:
                self._sessions.popitem(last=False)
            return session

    def sign_out(self, session: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_digest(session), None)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="replace")).digest()
