"""Asking a language model behind an OpenAI-compatible endpoint; off unless a user names a model.

The address and the key come from the environment: ``BEROEPENKAART_MODEL_URL`` (such as ``http://127.0.0.1:11434/v1``)
and ``BEROEPENKAART_MODEL_KEY`` (where it needs one). Redirects and proxies are not followed: the text of a document
goes to the host that the user named and to no other.
"""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from threading import Event, Timer
from typing import Any
from urllib.parse import SplitResult, urlsplit

from kg.errors import ModelAnswerError, ModelError

__all__ = ["LanguageModel"]

TIMEOUT = 120.0
"""Seconds for one answer, from the request to the last byte."""
MOST_BYTES = 1024 * 1024
_NAME = re.compile(r"[\w][\w./:@+-]{0,99}")
_FENCE = re.compile(r"\s*```\w*\s*\n(.*?)\n?\s*```\s*", re.DOTALL)
_UNAUTHORISED = (401, 403)
_ADDRESS = "een adres zoals http://127.0.0.1:11434/v1 in BEROEPENKAART_MODEL_URL"


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model at an endpoint; ``timeout`` in seconds."""

    name: str
    url: str
    key: str = field(default="", repr=False)
    timeout: float = TIMEOUT

    @classmethod
    def from_environment(
        cls, name: str, environment: Mapping[str, str], *, allow_remote: bool = False
    ) -> LanguageModel:
        """Return the model that the environment gives the address of.

        Raises ModelError when there is no usable address, when the host is another machine and `allow_remote` is not
        given, and when the key would go over the network in the clear.
        """
        if not _NAME.fullmatch(name):
            raise ModelError(
                "dit is geen naam van een taalmodel",
                expected="letters, cijfers en . / : @ + -, hoogstens honderd tekens",
                remedy="Verbeter --model.",
            )
        parts = _address(environment.get("BEROEPENKAART_MODEL_URL", "").strip())
        key = environment.get("BEROEPENKAART_MODEL_KEY", "").strip()
        if not (key.isascii() and key.isprintable()) and key:
            raise ModelError(
                "de sleutel heeft tekens die niet kunnen",
                where="BEROEPENKAART_MODEL_KEY",
                remedy="Kopieer de sleutel opnieuw, zonder regeleinden.",
            )
        remote = not _is_loopback(parts.hostname or "")
        if remote and not allow_remote:
            raise ModelError(
                "dit taalmodel draait op een andere machine: de tekst van uw document verlaat dan deze machine",
                where=_shown(parts),
                expected="een adres op deze machine, of uw uitdrukkelijke toestemming",
                remedy="Geef --allow-remote als de tekst daarheen mag.",
            )
        if remote and key and parts.scheme != "https":
            raise ModelError(
                "de sleutel zou onversleuteld over het netwerk gaan",
                where=_shown(parts),
                expected="een adres met https://",
                remedy="Gebruik https of haal BEROEPENKAART_MODEL_KEY weg.",
            )
        path = parts.path.rstrip("/")
        path = path if path.endswith("/chat/completions") else path + "/chat/completions"
        return cls(name, parts._replace(path=path, fragment="").geturl(), key)

    @property
    def host(self) -> str:
        """The machine and port that are asked, without path or key."""
        return _shown(urlsplit(self.url))

    def ask(self, system: str, user: str) -> list[Any]:
        """Return the JSON list in the model's answer to one message.

        Raises ModelAnswerError when this answer cannot be used, ModelError when asking on is of no use.
        """
        request = {
            "model": self.name,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "stream": False,
        }
        status, data = self._exchange(json.dumps(request).encode())
        if status != 200:
            raise self._refused(status)
        if len(data) > MOST_BYTES:
            raise self._unusable(f"het antwoord is groter dan {MOST_BYTES // 1024} kB")
        try:
            content = json.loads(data)["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise self._unusable("het antwoord is geen chat-completion in JSON") from error
        try:
            fenced = _FENCE.fullmatch(content)
            listed = json.loads(fenced[1] if fenced else content)
        except (ValueError, TypeError, RecursionError) as error:
            raise self._unusable("het model gaf geen lijst in JSON") from error
        if not isinstance(listed, list):
            raise self._unusable("het model gaf geen lijst in JSON")
        return listed

    def _exchange(self, body: bytes) -> tuple[int, bytes]:
        """Send a request and return status and answer, cut off after the time-out however slowly the bytes come."""
        parts = urlsplit(self.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self.timeout)
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        late = Event()
        watch: Timer | None = None
        try:
            connection.connect()
            watch = Timer(self.timeout, _cut, (connection.sock, late))
            watch.daemon = True
            watch.start()
            connection.request("POST", parts.path + (f"?{parts.query}" if parts.query else ""), body, headers)
            response = connection.getresponse()
            status, data = response.status, response.read(MOST_BYTES + 1)
            response.close()
        except (OSError, HTTPException) as error:
            if late.is_set() or (watch and isinstance(error, TimeoutError)):
                raise self._late() from error
            if watch is None:
                raise ModelError(
                    "het taalmodel is niet bereikbaar",
                    where=self.host,
                    expected=_ADDRESS,
                    remedy="Start het model of verbeter het adres.",
                ) from error
            raise self._unusable("de verbinding brak af") from error
        finally:
            if watch:
                watch.cancel()
            connection.close()
        if late.is_set():
            raise self._late()
        return status, data

    def _refused(self, status: int) -> ModelError:
        if 300 <= status < 400:
            return ModelError(
                f"het taalmodel verwijst door naar een ander adres (status {status}); dat wordt niet gevolgd",
                where=self.host,
                remedy="Zet het juiste adres in BEROEPENKAART_MODEL_URL.",
            )
        if status in _UNAUTHORISED:
            return ModelError(
                f"het taalmodel weigert de aanmelding (status {status})",
                where=self.host,
                remedy="Zet een geldige sleutel in BEROEPENKAART_MODEL_KEY.",
            )
        if 400 <= status < 500 and status not in (408, 413, 429):
            return ModelError(
                f"het taalmodel weigert de vraag (status {status})",
                where=self.host,
                expected=f"een model '{self.name}' op dit adres",
                remedy="Controleer --model en BEROEPENKAART_MODEL_URL.",
            )
        return self._unusable(f"het taalmodel antwoordt met status {status}")

    def _late(self) -> ModelAnswerError:
        return self._unusable(f"geen antwoord binnen {self.timeout:g} seconden")

    def _unusable(self, what: str) -> ModelAnswerError:
        return ModelAnswerError(what, where=self.host)


def _address(url: str) -> SplitResult:
    """Return the parts of an address; raise ModelError, which never shows the address, when it cannot be one."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or not url.isascii() or not url.isprintable() or " " in url:
        raise ModelError(
            "er is geen adres van een taalmodel" if not url else "het adres van het taalmodel klopt niet",
            expected=_ADDRESS,
            remedy="Zet BEROEPENKAART_MODEL_URL, of laat --model weg.",
        )
    if parts.username or parts.password:
        raise ModelError(
            "in het adres van het taalmodel staat een gebruikersnaam of wachtwoord",
            where=_shown(parts),
            expected=_ADDRESS,
            remedy="Zet de sleutel in BEROEPENKAART_MODEL_KEY.",
        )
    return parts


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(parts: SplitResult) -> str:
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else str(parts.hostname)
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")


def _cut(connection: socket.socket | None, late: Event) -> None:
    """End a connection from outside the thread that waits for it."""
    late.set()
    with suppress(OSError):
        if connection:
            connection.shutdown(socket.SHUT_RDWR)
