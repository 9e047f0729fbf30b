"""The text of a plain text file, without its blocks and without a process of its own."""

from __future__ import annotations

from pathlib import Path

from loaders.readers.access import open_source, shown
from loaders.readers.encoding import decode
from loaders.readers.limits import Limits
from loaders.readers.refusals import Refusal, refusal_error

__all__ = ["read_text"]


def read_text(path: Path) -> str:
    """Return the text of a file as it is, newlines as they stand, a byte order mark left out.

    Raises DocumentError when the file is missing, unreadable, empty, larger than 50 MiB, or when its letters cannot be
    told (with the place of the first wrong byte).
    """
    try:
        with open_source(path, Limits()) as source, open(source.descriptor, "rb", closefd=False) as handle:
            text, _ = decode(handle.read())
    except Refusal as refusal:
        raise refusal_error(refusal.code, shown(path), refusal.facts) from refusal
    if not text.strip():
        raise refusal_error("empty", shown(path), {})
    return text
