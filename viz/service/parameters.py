"""The fields of a request, read strictly: what is not well-formed, unknown or double is an error, never ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from viz.service.problems import ServiceError

__all__ = ["body_of", "fields", "only", "single"]

_MOST_FIELDS = 50


def fields(data: bytes) -> dict[str, list[str]]:
    """Return the fields of a query string or form; raise ServiceError when it is not well-formed."""
    if re.search(rb"%(?![0-9A-Fa-f]{2})", data):
        raise _malformed(
            "een procentteken zonder twee cijfers of letters a-f erachter", "'%25' waar een procentteken staat"
        )
    try:
        pairs = parse_qsl(
            data.decode(),
            keep_blank_values=True,
            strict_parsing=bool(data),
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except UnicodeDecodeError as error:
        raise _malformed("tekens die geen UTF-8 zijn", "UTF-8") from error
    except ValueError as error:
        raise _malformed(
            "velden die niet te lezen zijn", f"naam=waarde, met & ertussen, ten hoogste {_MOST_FIELDS}"
        ) from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def only(given: Mapping[str, object], known: Iterable[str], where: str) -> None:
    """Raise ServiceError for the first field that is not known, with the nearest one that is."""
    names = sorted(known)
    for name in given:
        if name not in names:
            from rapidfuzz import process  # only when something is misspelt

            near = [hit[0] for hit in process.extract(name, names, limit=1, score_cutoff=60)]
            raise ServiceError(
                "parameter",
                f"{where} kent geen parameter '{name[:60]}'",
                expected=", ".join(names) or "geen parameters",
                remedy=f"Bedoelde u '{near[0]}'?" if near else "Laat hem weg.",
            )


def single(given: Mapping[str, list[str]], name: str) -> str | None:
    """Return the value of a field, None when it is not there; raise ServiceError when it is there twice."""
    values = given.get(name, [])
    if len(values) > 1:
        raise ServiceError("bad-request", f"'{name}' staat er {len(values)} keer", expected="één keer")
    return values[0] if values else None


async def body_of(request: Request, most: int) -> bytes:
    """Return the body of a request; raise ServiceError as soon as it is longer than `most` bytes."""
    parts: list[bytes] = []
    length = 0
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > most:
        raise too_long(most)
    try:
        async for part in request.stream():
            length += len(part)
            if length > most:
                raise too_long(most)
            parts.append(part)
    except ClientDisconnect as error:
        raise _malformed("een verzoek dat halverwege ophoudt", "een heel verzoek") from error
    return b"".join(parts)


def too_long(most: int) -> ServiceError:
    """Return what is said of a query that is too long."""
    return ServiceError(
        "too-long",
        f"de vraag is langer dan {most:,} bytes".replace(",", "."),
        remedy="Maak haar korter, of splits haar.",
    )


def _malformed(what: str, expected: str) -> ServiceError:
    return ServiceError("bad-request", f"het verzoek heeft {what}", expected=expected)
