"""Telling the letters of a text file: UTF-8, UTF-16 with or without a mark, or else Windows-1252, which is said."""

from __future__ import annotations

import codecs
import re

from loaders.readers.refusals import Refusal

__all__ = ["decode"]

_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MOJIBAKE = re.compile("[ÃÂ][\x80-\xbf]|â€")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WINDOWS = "De letters staan in Windows-1252, niet in UTF-8; klopt een letter niet, sla het bestand dan op als UTF-8."


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a file, a byte order mark left out, and notes on how its letters were read.

    Raises Refusal when the file is not text, or when its letters are in no encoding that can be told.
    """
    for mark, name in _UTF16:
        if data.startswith(mark):
            return _utf16(data[len(mark) :], name), ["De letters staan in UTF-16."]
    if data[:4000].count(0) > 0.3 * len(data[:4000]):  # every other byte of Dutch text in UTF-16
        name = "utf-16-le" if data[1:4000:2].count(0) > data[0:4000:2].count(0) else "utf-16-be"
        return _utf16(data, name), ["De letters staan in UTF-16 (zonder merkteken)."]
    controls = _CONTROL.search(data)
    if controls and (data[controls.start()] == 0 or len(_CONTROL.findall(data)) > len(data) / 1000):
        raise Refusal("binary", byte=controls.start())
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        return _windows(data, error.start), [_WINDOWS]


def _utf16(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Refusal("encoding", byte=error.start, line=1 + data[: error.start].count(b"\n")) from error


def _windows(data: bytes, wrong: int) -> str:
    """Return the text as Windows-1252, unless that gives signs of UTF-8 in pieces: then part of the file is UTF-8."""
    line = 1 + data.count(b"\n", 0, wrong)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Refusal("encoding", byte=wrong, line=line) from error
    if _MOJIBAKE.search(data.decode("latin-1")) or _MOJIBAKE.search(text):
        raise Refusal("encoding", byte=wrong, line=line)
    return text
