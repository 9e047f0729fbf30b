"""The same report in four formats gives the same blocks, each at its exact place."""

from __future__ import annotations

from pathlib import Path

from kg.model import ReadDocument
from loaders.readers import read_document
from loaders.readers.joining import Joiner


def blocks_of(document: ReadDocument) -> list[tuple[str, str]]:
    joiner = Joiner(document.text)
    return [(b.kind, joiner.join(b.start, b.end).text) for b in document.blocks if b.kind != "furniture"]


def test_same_blocks_in_every_format(report_file: Path, report_blocks: list[tuple[str, str]]) -> None:
    assert blocks_of(read_document(report_file)) == report_blocks
