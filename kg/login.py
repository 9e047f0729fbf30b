"""Logging in to a server that asks for it: name and password from the environment, given as the server wants them.

``BEROEPENKAART_ENDPOINT_USER`` and ``BEROEPENKAART_ENDPOINT_PASSWORD``; Basic (RFC 7617) and Digest (RFC 7616). A password
is never sent as Basic to a server that asks for Digest, so the server is asked first what it wants.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, parse_http_list, parse_keqv_list, urlopen

from kg.errors import EndpointError

__all__ = ["Login"]

_HASHES = {"MD5": "md5", "SHA-256": "sha256"}
"""Algorithms of Digest, and what hashlib calls them."""


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password."""

    user: str
    password: str

    @classmethod
    def from_environment(cls) -> Login | None:
        """Return what the environment says, or None when it names no user."""
        user = os.environ.get("BEROEPENKAART_ENDPOINT_USER", "")
        return cls(user, os.environ.get("BEROEPENKAART_ENDPOINT_PASSWORD", "")) if user else None

    def header(self, url: str, method: str, timeout: float) -> str:
        """Return the value of the Authorization header for one request, after asking the server what it wants.

        Basic when the server asks nothing of a reader: some ask it only of who writes. Raises EndpointError for a kind of
        Digest that is not known.
        """
        scheme, _, rest = _challenge(url, timeout).partition(" ")
        if scheme.lower() != "digest":
            return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        asked = parse_keqv_list([part for part in parse_http_list(rest) if "=" in part])
        algorithm = asked.get("algorithm", "MD5").upper()
        if algorithm not in _HASHES:
            raise EndpointError(
                f"de manier van aanmelden '{algorithm}' is niet bekend",
                where=url,
                expected=f"Basic, of Digest met {' of '.join(_HASHES)}",
                remedy="Kies een andere manier op de server.",
            )
        return "Digest " + self._digest(url, method, asked, _HASHES[algorithm])

    def _digest(self, url: str, method: str, asked: dict[str, str], algorithm: str) -> str:
        def hashed(*parts: str) -> str:
            return hashlib.new(algorithm, ":".join(parts).encode()).hexdigest()

        at = urlsplit(url)
        path = (at.path or "/") + (f"?{at.query}" if at.query else "")
        who, what = hashed(self.user, asked.get("realm", ""), self.password), hashed(method, path)
        given = {"username": self.user, "realm": asked.get("realm", ""), "nonce": asked.get("nonce", ""), "uri": path}
        plain = {"algorithm": asked["algorithm"]} if "algorithm" in asked else {}
        if "auth" in [quality.strip() for quality in asked.get("qop", "").split(",")]:
            own = secrets.token_hex(8)
            given |= {"cnonce": own, "response": hashed(who, given["nonce"], "00000001", own, "auth", what)}
            plain |= {"qop": "auth", "nc": "00000001"}
        else:
            given["response"] = hashed(who, given["nonce"], what)
        if "opaque" in asked:
            given["opaque"] = asked["opaque"]
        quoted = [f'{name}="{value}"' for name, value in given.items()]
        return ", ".join([*quoted, *(f"{name}={value}" for name, value in plain.items())])


def _challenge(url: str, timeout: float) -> str:
    """Return how a server wants people to log in, Digest before anything else; empty when it does not say."""
    try:
        urlopen(Request(url, method="HEAD"), timeout=timeout).close()  # noqa: S310 - http or https, checked by the caller
    except HTTPError as error:
        with error:
            offered = error.headers.get_all("WWW-Authenticate") or []
        return min(offered, key=lambda challenge: not challenge.lower().startswith("digest"), default="")
    except OSError:
        return ""  # the request itself will meet the same trouble, and say so
    return ""
