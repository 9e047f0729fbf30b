"""Proposals kept by what they were made of, so that a second run over the same files proposes nothing anew.

FOLDER/suggest-<sha-256 of text, blocks, document and product>.json. It holds passages of documents, so it stays on the
user's own machine, beside the readings. An entry that cannot be read is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from kg.model import ReadDocument
from kg.statement_table import Row
from kg.whole_files import write_whole
from loaders.suggest.model import Candidate, Suggestion, Suggestions, WorthReading
from ontology import vocabularies

__all__ = ["KeptProposals"]


@dataclass(frozen=True, slots=True)
class KeptProposals:
    """A folder with proposals of earlier runs."""

    folder: Path

    def find(self, reading: ReadDocument, document_id: str) -> Suggestions | None:
        """Return what was proposed for the same text by the same product, or None."""
        try:
            return _suggestions(json.loads(self._path(reading, document_id).read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, reading: ReadDocument, document_id: str, found: Suggestions) -> None:
        """Keep proposals; where the folder cannot be written nothing is kept, and they are made again next time."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            data = json.dumps(asdict(found), ensure_ascii=False).encode("utf-8")
            write_whole(self._path(reading, document_id), data)

    def _path(self, reading: ReadDocument, document_id: str) -> Path:
        made_of = json.dumps([document_id, reading.text, [asdict(block) for block in reading.blocks], _product()])
        return self.folder / f"suggest-{hashlib.sha256(made_of.encode('utf-8')).hexdigest()}.json"


@cache
def _product() -> str:
    """Return the digest of what makes proposals what they are: the vocabulary, and all files of this package."""
    total = hashlib.sha256()
    for content in vocabularies().values():
        total.update(hashlib.sha256(content).digest())
    for content in _contents(files(__package__)):
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


def _contents(folder: Traversable) -> Iterator[bytes]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _contents(entry)
        elif entry.name.endswith((".py", ".toml")):
            yield entry.name.encode("utf-8") + entry.read_bytes()


def _suggestions(kept: dict[str, Any]) -> Suggestions:
    made = [
        Suggestion(**{**item, "row": Row(**item["row"]), "new": tuple(item["new"])}) for item in kept["suggestions"]
    ]
    return Suggestions(
        str(kept["document"]),
        tuple(made),
        tuple(Candidate(**item) for item in kept["candidates"]),
        tuple(WorthReading(**{**item, "names": tuple(item["names"])}) for item in kept["worth_reading"]),
        int(kept["sentences"]),
        tuple(kept["notes"]),
    )
