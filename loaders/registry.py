"""The registry of known documents: bibliographic data, and what recognises a document by its content."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from kg.anchors import TextIndex, digest, sketch, sketch_similarity
from kg.errors import DocumentError
from kg.model import Document
from loaders.text import read_text

__all__ = ["Copies", "find_copies", "known_documents", "recognise", "register_entry"]

SAME_REPORT = 0.5
"""Share of runs of nine letters from which a text counts as another extraction of a known report."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What was found in a folder: documents with their text, and a note for each file that was passed over."""

    documents: tuple[Document, ...]
    notes: tuple[str, ...]


def known_documents() -> dict[str, Document]:
    """Return the documents of the registry by identifier, without text."""
    table = tomllib.loads((files(__package__) / "reviewed" / "documents.toml").read_text(encoding="utf-8"))
    return {key: _document(key, entry) for key, entry in sorted(table.items())}


def recognise(text: str, known: Iterable[Document]) -> Document | None:
    """Return the known document that a text is a copy or another extraction of, with the text; None when there is none."""
    letters = digest(text)
    candidates = list(known)
    for document in candidates:
        if document.fingerprint == letters:
            return replace(document, text=text)
    mine = sketch(TextIndex(text))
    scores = [(sketch_similarity(mine, document.sketch), document) for document in candidates]
    score, best = max(scores, key=lambda pair: pair[0], default=(0.0, None))
    return replace(best, text=text) if best is not None and score >= SAME_REPORT else None


def find_copies(folder: Path, known: Iterable[Document]) -> Copies:
    """Read the text files of a folder and recognise them by content.

    A file that is not known, or is a second copy of the same document, is passed over with a note; of two copies the
    one that is letter for letter the reference wins, then the first by name. Raises DocumentError when the folder
    cannot be read or a ``.txt`` file in it cannot.
    """
    if not folder.is_dir():
        raise DocumentError(
            "dit is geen map",
            where=str(folder),
            expected="een map met documenten (.txt)",
            remedy="Controleer de naam bij --documents.",
        )
    candidates = list(known)
    found: dict[str, tuple[bool, Path, Document]] = {}
    notes: list[str] = []
    for path in sorted(entry for entry in folder.iterdir() if entry.is_file() and not entry.name.startswith(".")):
        if path.suffix.lower() != ".txt":
            notes.append(f"{path.name}: overgeslagen, alleen .txt wordt gelezen.")
            continue
        document = recognise(read_text(path), candidates)
        if document is None:
            notes.append(f"{path.name}: overgeslagen, dit document staat niet in het register.")
            continue
        exact = digest(document.text) == document.fingerprint
        previous = found.get(document.id)
        if previous and (previous[0] or not exact):
            notes.append(f"{path.name}: overgeslagen, {previous[1].name} is ook {document.id}.")
            continue
        if previous:
            notes.append(f"{previous[1].name}: overgeslagen, {path.name} is ook {document.id}.")
        found[document.id] = (exact, path, document)
    return Copies(tuple(document for _, _, document in found.values()), tuple(notes))


def register_entry(text: str) -> dict[str, str | int]:
    """Return what the registry keeps of a reference text: its fingerprint, length in code points, and sketch."""
    return {
        "fingerprint": digest(text),
        "length": len(text),
        "sketch": " ".join(f"{value:08x}" for value in sketch(TextIndex(text))),
    }


def _document(key: str, entry: dict[str, object]) -> Document:
    return Document(
        id=key,
        title=str(entry["title"]),
        publisher=str(entry.get("publisher", "")),
        kind=str(entry.get("kind", "")),
        place=str(entry.get("place", "")),
        uri=str(entry.get("uri", "")),
        fingerprint=str(entry.get("fingerprint", "")),
        year=int(str(entry["year"])) if "year" in entry else None,
        language=str(entry.get("language", "nl")),
        length=int(str(entry.get("length", 0))),
        sketch=tuple(int(value, 16) for value in str(entry.get("sketch", "")).split()),
    )
