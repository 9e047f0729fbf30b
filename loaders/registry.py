"""The registry of known documents: bibliographic data, and what recognises a document by its content."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from kg.anchors import TextIndex, digest, sketch, sketch_similarity
from kg.model import Document, ReadDocument
from loaders.readers import Outcome, documents_in, executor, read_many
from loaders.readers.access import shown

__all__ = [
    "Copies",
    "document_of",
    "find_copies",
    "known_documents",
    "likeness",
    "recognise",
    "recognise_reading",
    "register_entry",
]

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
    return {key: document_of(key, entry) for key, entry in sorted(table.items())}


def recognise(text: str, known: Iterable[Document]) -> Document | None:
    """Return the known document that a text is a copy or another extraction of, with the text; None when there is none."""
    index = TextIndex(text)
    letters = index.digest()
    candidates = list(known)
    for document in candidates:
        if document.fingerprint == letters:
            return replace(document, text=text)
    scores = likeness(index, candidates)
    score, best = max(scores, key=lambda pair: pair[0], default=(0.0, None))
    return replace(best, text=text) if best is not None and score >= SAME_REPORT else None


def recognise_reading(reading: ReadDocument, known: Iterable[Document]) -> Document | None:
    """Return the known document that a reading is a copy of, with the text as read; None when there is none."""
    found = recognise(reading.body, known)
    return replace(found, text=reading.text) if found else None


def likeness(index: TextIndex, known: Iterable[Document]) -> list[tuple[float, Document]]:
    """Return how alike (0 to 1) a text is to each known document: the estimated share of runs of nine letters in common."""
    mine = sketch(index)
    return [(sketch_similarity(mine, document.sketch), document) for document in known]


def find_copies(
    folder: Path, known: Iterable[Document], *, workers: int | None = None, cache: Path | None = None
) -> Copies:
    """Read the documents of a folder (.pdf, .docx, .html, .txt), side by side, and recognise them by content.

    A file that cannot be read, is not known, or is a second copy of the same document, is passed over with a note; of two
    copies the one that is letter for letter the reference wins, then the first by name. `workers` is how many files are
    read at once, `cache` a folder with earlier readings. Raises DocumentError when the folder cannot be read.
    """
    files_there = documents_in(folder)
    others = [
        path for path in sorted(folder.iterdir()) if path.is_file() and path not in files_there and path.name[0] != "."
    ]
    notes = [f"{shown(path.name)}: overgeslagen, alleen .pdf, .docx, .html en .txt worden gelezen." for path in others]
    candidates = list(known)
    found: dict[str, tuple[bool, str, Document]] = {}
    with executor(workers) as pool:
        outcomes = read_many(files_there, pool, cache=cache)
    for outcome in outcomes:
        name = shown(outcome.path.name)
        if outcome.document is None:
            notes.append(f"{name}: overgeslagen, {_said(outcome)}")
            continue
        document = recognise_reading(outcome.document, candidates)
        if document is None:
            notes.append(f"{name}: overgeslagen, dit document staat niet in het register.")
            continue
        notes.extend(f"{name}: {note}" for note in outcome.document.notes)
        exact = digest(outcome.document.body) == document.fingerprint
        previous = found.get(document.id)
        if previous and (previous[0] or not exact):
            notes.append(f"{name}: overgeslagen, {previous[1]} is ook {document.id}.")
            continue
        if previous:
            notes.append(f"{previous[1]}: overgeslagen, {name} is ook {document.id}.")
        found[document.id] = (exact, name, document)
    return Copies(tuple(document for _, _, document in found.values()), tuple(notes))


def _said(outcome: Outcome) -> str:
    error = outcome.error
    return f"{error.what}. {error.remedy}" if error else "niet gelezen."


def register_entry(text: str) -> dict[str, str | int]:
    """Return what the registry keeps of a reference text: its fingerprint, length in code points, and sketch."""
    return {
        "fingerprint": digest(text),
        "length": len(text),
        "sketch": " ".join(f"{value:08x}" for value in sketch(TextIndex(text))),
    }


def document_of(key: str, entry: Mapping[str, object]) -> Document:
    """Return the document, without text, of an entry of a registry."""
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
