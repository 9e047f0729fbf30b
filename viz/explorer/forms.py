"""A form that a page sends to the server: where it may come from, how large it may be, its fields and its files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from viz.explorer.page import PageError

__all__ = ["Form", "FormError", "Upload", "read_form"]

_TYPES = ("multipart/form-data", "application/x-www-form-urlencoded")
_MOST_FIELDS = 1000
_MOST_FILES = 5


class FormError(PageError):
    """A form cannot be taken: from elsewhere (403), too large (413), of another type (415) or not understood (400)."""

    heading = "problem.form"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: the name it had (never a path of ours) and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Form:
    """The fields, each with its values in order, and the files; an empty file field has no file."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the value of a field, the last one where there are more, or an empty text."""
        return (self.fields.get(name) or [""])[-1]

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a field."""
        return tuple(self.fields.get(name, ()))

    def allow_only(self, *patterns: str) -> None:
        """Raise FormError (400) for a field or file whose whole name fits none of the patterns."""
        for name in (*self.fields, *self.files):
            if not any(re.fullmatch(pattern, name) for pattern in patterns):
                raise FormError("field", name=name[:60])


async def read_form(request: Request, largest: int) -> Form:
    """Return the form in a request of at most so many bytes; raise FormError before reading what cannot be taken."""
    _check_origin(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _TYPES:
        raise FormError("no_form", status=415)
    body = await _body(request, largest)

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    fields: dict[str, list[str]] = {}
    files: dict[str, Upload] = {}
    try:
        reading = Request(request.scope, receive)
        async with reading.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=largest) as sent:
            for name, value in sent.multi_items():
                if isinstance(value, UploadFile):
                    content = await value.read()
                    if value.filename or content:
                        files[name] = Upload(value.filename or "", content)
                else:
                    fields.setdefault(name, []).append(value)
    except (MultiPartException, HTTPException, UnicodeDecodeError) as error:
        raise FormError("broken_form") from error
    return Form(fields, files)


def _check_origin(request: Request) -> None:
    """Refuse a form that another site sends; programs that are no browser name no site.

    Browsers say where a form comes from in Sec-Fetch-Site (safe addresses only) and in Origin.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        own = site in ("same-origin", "none")
    else:
        own = origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
    if not own:
        raise FormError("elsewhere", status=403)


async def _body(request: Request, largest: int) -> bytes:
    announced = request.headers.get("content-length", "0")
    if announced.isdigit() and int(announced) > largest:
        raise _too_large(largest)
    parts, total = [], 0
    try:
        async for part in request.stream():
            total += len(part)
            if total > largest:
                raise _too_large(largest)
            parts.append(part)
    except ClientDisconnect as error:
        raise FormError("cut_off") from error
    return b"".join(parts)


def _too_large(largest: int) -> FormError:
    return FormError("too_large", status=413, most=largest // 1024)
