"""Reading one document of any format: the one function that the rest of the product calls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.model import BLOCK_KINDS, Block, ReadDocument
from loaders.readers.access import Source, open_source, shown
from loaders.readers.cache import ReadingCache
from loaders.readers.child import run_reader
from loaders.readers.formats import form_of
from loaders.readers.limits import Limits
from loaders.readers.refusals import Refusal, refusal_error

__all__ = ["read_document", "reading_of", "sheets_of"]


def read_document(path: Path, limits: Limits | None = None, cache: ReadingCache | None = None) -> ReadDocument:
    """Read a PDF, Word document, web page or text file in a process of its own, within limits.

    With a `cache`, a file whose bytes were read before is not read again. Raises a DocumentError (see `kg.errors`) with
    a remedy when the file cannot be read; then nothing is written but, in the cache, why.
    """
    limits = limits or Limits()
    try:
        with open_source(path, limits) as source:
            form = form_of(path.suffix, source.head)
            answer = cache.find(source.digest, form, limits) if cache else None
            if answer is None:
                answer = _answer(form, source, limits)
                if cache:
                    cache.keep(source.digest, form, limits, answer)
        return reading_of(answer, shown(path.name), form)
    except Refusal as refusal:
        raise refusal_error(refusal.code, shown(path), refusal.facts) from refusal


def _answer(form: str, source: Source, limits: Limits) -> dict[str, Any]:
    """Return what the child answers, or that it took too long, which it would again; raises Refusal for what may pass."""
    try:
        return run_reader(form, source, limits)
    except Refusal as refusal:
        if refusal.code != "time":
            raise
        return {"refused": refusal.code, "facts": refusal.facts}


def reading_of(answer: dict[str, Any], name: str, form: str) -> ReadDocument:
    """Return the document of an answer, which is checked as anything from outside is; raises Refusal.

    `answer` is what the child process gave: a refusal, or text, blocks, pages, digest and notes.
    """
    if "refused" in answer:
        raise Refusal(answer["refused"], **answer["facts"])
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
    return ReadDocument(name, text, blocks, pages, str(answer["digest"]), form, tuple(map(str, answer["notes"])))


def sheets_of(answer: dict[str, Any]) -> list[tuple[str, list[list[str]]]]:
    """Return the worksheets of an answer, by name the rows of text; raises Refusal."""
    if "refused" in answer:
        raise Refusal(answer["refused"], **answer["facts"])
    return [(str(name), [[str(cell) for cell in row] for row in rows]) for name, rows in answer["rows"]]
