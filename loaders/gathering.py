"""Gathering everything for a build: the vocabulary, the user's copies, the reviewed statements and the user's tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.build import BuildInput
from kg.errors import BeroepenkaartError, raise_all
from kg.model import Document, Passage, Statement
from kg.vocabulary import Concept, Vocabulary
from loaders.library import Library
from loaders.registry import find_copies, known_documents
from loaders.review.publication import read_decided
from loaders.reviewed import read_reviewed, reviewed_documents
from loaders.tables import read_table

__all__ = ["gather"]


def gather(
    documents: Path | None = None,
    tables: Sequence[Path] = (),
    *,
    reviewed: bool = True,
    library: Library | None = None,
    workers: int | None = None,
) -> BuildInput:
    """Return everything that goes into a graph.

    `documents` is a folder with the user's copies, `tables` are the user's statement tables, `reviewed` tells whether
    the reviewed statements of the product go in, `library` has the reports that the user registered and what reviewers
    accepted, `workers` is how many files are read at once. Raises the errors of the readers, those of all tables together.
    """
    vocabulary = Vocabulary.load().copy()
    registered = library.documents() if library else {}
    known = {**registered, **known_documents()}
    notes: list[str] = []
    if documents is not None:
        copies = find_copies(documents, known.values(), workers=workers, cache=library.cache if library else None)
        known.update({document.id: document for document in copies.documents if document.id not in registered})
        notes.extend(copies.notes)
    statements: list[Statement] = []
    passages: list[Passage] = []
    for document_id in reviewed_documents():
        found = read_reviewed(known[document_id], vocabulary)
        passages.extend(found.passages)
        if reviewed:
            statements.extend(found.statements)
            notes.extend(found.left_out)
    own: dict[str, tuple[Concept, ...]] = {}
    cited: dict[str, Document] = {}
    errors: list[BeroepenkaartError] = []
    for table in tables:
        try:
            read = read_table(table, vocabulary, known, passages)
        except BeroepenkaartError as error:
            errors.extend(getattr(error, "errors", [error]))
            continue
        statements.extend(read.statements)
        notes.extend(read.notes)
        cited.update({document.id: document for document in read.documents})
        _add_own(own, read.statements, read.own)
    if library:
        try:
            decided = read_decided(library, vocabulary, known, passages)
            statements.extend(decided.statements)
            notes.extend(decided.notes)
            _add_own(own, decided.statements, decided.own)
        except BeroepenkaartError as error:
            errors.extend(getattr(error, "errors", [error]))
    raise_all(errors)
    merged = merge(statements)
    used = {statement.document_id for statement in merged}
    kept = [document for document in known.values() if document.id in used or document.text]
    return BuildInput(vocabulary, (*kept, *cited.values()), merged, own, tuple(notes))


def _add_own(own: dict[str, tuple[Concept, ...]], statements: Sequence[Statement], concepts: Sequence[Concept]) -> None:
    """Note with each document which of the concepts of a user's own its statements name."""
    for statement in statements:
        mine = [c for c in concepts if c.iri in (statement.subject, statement.object, statement.team)]
        own[statement.document_id] = tuple(sorted({*own.get(statement.document_id, ()), *mine}, key=lambda c: c.iri))


def merge(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements by identifier, those with the same content as one: passages together, first gloss kept."""
    merged: dict[str, Statement] = {}
    for statement in statements:
        same = merged.get(statement.id)
        if same is None:
            merged[statement.id] = statement
            continue
        passages = {passage.iri: passage for passage in (*same.passages, *statement.passages)}
        merged[statement.id] = replace(same, passages=tuple(passages.values()), gloss=same.gloss or statement.gloss)
    ordered = (replace(s, passages=tuple(sorted(s.passages, key=_place))) for s in merged.values())
    return tuple(sorted(ordered, key=lambda s: (s.document_id, _place(s.passages[0]), s.id)))


def _place(passage: Passage) -> tuple[int, int, str]:
    fragment = passage.fragment.removeprefix("row=")
    return (passage.start if passage.start is not None else int(fragment or 0), passage.end or 0, passage.digest)
