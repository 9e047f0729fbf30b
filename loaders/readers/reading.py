"""Reading one document of any format: the one function that the rest of the product calls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.model import BLOCK_KINDS, Block, ReadDocument
from loaders.readers.access import Source, open_source, shown
from loaders.readers.child import run_reader
from loaders.readers.formats import form_of
from loaders.readers.limits import Limits
from loaders.readers.refusals import Refusal, refusal_error

__all__ = ["READER_VERSION", "read_document", "read_source"]

READER_VERSION = 1
"""Goes up when the readers give another text or other blocks for the same file, so that no older reading is used."""


def read_document(path: Path, limits: Limits | None = None) -> ReadDocument:
    """Read a PDF, Word document, web page or text file in a process of its own, within limits.

    Raises a DocumentError (see `kg.errors`) with a remedy when the file cannot be read; nothing is written.
    """
    limits = limits or Limits()
    try:
        with open_source(path, limits) as source:
            return read_source(path, source, limits)
    except Refusal as refusal:
        raise refusal_error(refusal.code, shown(path), refusal.facts) from refusal


def read_source(path: Path, source: Source, limits: Limits) -> ReadDocument:
    """Read a file that is open; raises Refusal."""
    form = form_of(path.suffix, source.head)
    answer = run_reader(form, source, limits)
    return _document(shown(path.name), form, source, answer)


def _document(name: str, form: str, source: Source, answer: dict[str, Any]) -> ReadDocument:
    """Return the document of an answer from the child, which is checked as anything from outside is."""
    text = str(answer["text"])
    blocks = tuple(
        Block(str(kind), int(start), int(end), page, level) for kind, start, end, page, level in answer["blocks"]
    )
    reached = 0
    for block in blocks:
        if block.kind not in BLOCK_KINDS or not reached <= block.start < block.end <= len(text):
            raise Refusal("stopped", form=form)
        reached = block.end
    pages = tuple((int(start), int(end)) for start, end in answer["pages"])
    return ReadDocument(name, text, blocks, pages, source.digest, form, tuple(map(str, answer["notes"])))
