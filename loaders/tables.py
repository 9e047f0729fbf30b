"""A user's own statement table (CSV or XLSX): each row becomes a statement that cites a document, or its own row (RFC 7111)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.anchors import digest
from kg.errors import BeroepenkaartError, TableError, raise_all
from kg.identifiers import slug
from kg.model import Document, Passage, Statement
from kg.statement_table import COLUMNS, Row, read_rows, rows_of
from kg.vocabulary import Concept, Vocabulary
from loaders.readers.access import open_source, shown
from loaders.readers.child import run_reader
from loaders.readers.formats import check_content
from loaders.readers.limits import Limits
from loaders.readers.reading import sheets_of
from loaders.readers.refusals import Refusal, refusal_error
from loaders.resolve import Resolver

__all__ = ["OwnTable", "read_table"]

_CITES_ROW = re.compile(r"(?P<table>.+)#(?P<fragment>row=[1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class OwnTable:
    """The statements of a table, the documents it cites beside the known ones (tables), and its own concepts."""

    statements: tuple[Statement, ...]
    documents: tuple[Document, ...]
    own: tuple[Concept, ...]
    notes: tuple[str, ...]


def read_table(
    path: Path, vocabulary: Vocabulary, documents: Mapping[str, Document], passages: Iterable[Passage] = ()
) -> OwnTable:
    """Read a user's statement table; `vocabulary` gains the user's own concepts.

    `documents` are the known ones, with text where there is a copy; `passages` are those already placed, so that a row
    that cites one of them cites the same passage. Only rows with status ``accepted`` or none count. Raises TableError,
    or SeveralErrors, naming file and line.
    """
    rows = _rows(path)
    reader = _Reader(path, documents, passages)
    resolver = Resolver(vocabulary, path.name, allow_own=True)
    first: dict[str, Row] = {}
    statements: list[Statement] = []
    for number, row in enumerate(rows, start=2):
        same = first.setdefault(row.id or f"#{number}", row)
        if same.content() != row.content():
            reader.problem(
                row,
                f"id '{row.id}' staat al op regel {same.line}, bij een andere uitspraak",
                "één uitspraak per id (meer rijen alleen voor meer passages)",
                "Geef deze uitspraak een ander id.",
            )
            continue
        if row.status in ("proposed", "rejected"):
            reader.skipped[row.status] = reader.skipped.get(row.status, 0) + 1
            continue
        before = len(reader.errors)
        passage = reader.passage(row, number)
        if passage is None and len(reader.errors) == before:
            continue
        cited = passage or Passage("", 0, 1, "")
        statement = resolver.statement(row, cited.document_id, (cited,))
        if statement and passage:
            statements.append(statement)
    raise_all(sorted([*reader.errors, *resolver.errors], key=_line))
    for status, count in sorted(reader.skipped.items()):
        reader.notes.append(f"{path.name}: {count} rij(en) met status {status} niet opgenomen.")
    return OwnTable(
        tuple(statements),
        tuple(reader.tables.values()),
        tuple(sorted(resolver.own.values(), key=lambda concept: concept.iri)),
        (*reader.notes, *resolver.notes),
    )


def _rows(path: Path) -> list[Row]:
    """Return the rows of a table; raises TableError also when it is no ordinary file, is too large, or is broken."""
    limits = Limits()
    try:
        with open_source(path, limits) as source:
            if path.suffix.lower() != ".xlsx":
                return read_rows(path)
            check_content("xlsx", path.suffix, source.head)
            sheets = sheets_of(run_reader("xlsx", source, limits))
    except Refusal as refusal:
        error = refusal_error(refusal.code, shown(path), refusal.facts)
        raise TableError(error.what, where=error.where, expected=error.expected, remedy=error.remedy) from refusal
    tables = [rows for _, rows in sheets if rows and set(COLUMNS) <= set(rows[0])] or [rows for _, rows in sheets[:1]]
    width = len(tables[0][0]) if tables and tables[0] else 0
    padded = ((line, row + [""] * (width - len(row))) for line, row in enumerate(tables[0] if tables else [], start=1))
    return rows_of(padded, shown(path.name))


class _Reader:
    def __init__(self, path: Path, documents: Mapping[str, Document], passages: Iterable[Passage]) -> None:
        self.path, self.documents = path, documents
        self.known = {
            (p.document_id, p.digest, place): p for p in passages for place in (f"{p.start}-{p.end}", p.reference)
        }
        self.tables: dict[str, Document] = {}
        self.errors: list[BeroepenkaartError] = []
        self.notes: list[str] = []
        self.skipped: dict[str, int] = {}

    def passage(self, row: Row, number: int) -> Passage | None:
        """Return the passage that a row cites, or None with a problem or a note."""
        cites_row = _CITES_ROW.fullmatch(row.document)
        if not row.document or cites_row:
            table = cites_row["table"] if cites_row else self.path.name
            fragment = cites_row["fragment"] if cites_row else f"row={number}"
            document = Document(id="tabel-" + slug(Path(table).stem), title=table, kind="eigen tabel", is_table=True)
            self.tables[document.id] = document
            code = row.digest if cites_row and row.digest else digest("|".join(row.content()))
            return Passage(document.id, None, None, code, fragment=fragment)
        document_ = self.documents.get(row.document)
        if document_ is None:
            known = ", ".join(sorted(self.documents))
            what = f"onbekend document '{row.document}'"
            self.problem(
                row, what, f"een van {known}, of leeg", "Laat de kolom leeg om de tabel zelf als bron te noemen."
            )
            return None
        return self._in_document(row, document_)

    def _in_document(self, row: Row, document: Document) -> Passage | None:  # noqa: PLR0911 - one return a mistake
        size = len(document.text) if document.text else document.length
        try:
            start, end = int(row.start), int(row.end)
        except ValueError:
            self.problem(
                row, f"start '{row.start}' of end '{row.end}' is geen geheel getal", f"0 tot {size}", "Verbeter ze."
            )
            return None
        known = self.known.get((document.id, row.digest, f"{start}-{end}"))
        if known:
            return known
        if not 0 <= start < end <= size:
            self.problem(
                row,
                f"de passage {start}-{end} ligt buiten {document.id}",
                f"0 <= start < end <= {size}",
                "Verbeter de posities; ze tellen tekens vanaf 0, het eind niet meegerekend.",
            )
            return None
        if document.text:
            code = digest(document.text[start:end])
            if row.digest and row.digest != code:
                self.notes.append(
                    f"{self.path.name}, regel {row.line}: op {start}-{end} in {document.id} staat een andere tekst dan bij "
                    "het opnemen (stale); de rij is weggelaten."
                )
                return None
            return Passage(document.id, start, end, code, anchoring="exact")
        if not row.digest:
            self.problem(
                row, f"geen digest, en geen kopie van {document.id} om die te berekenen", "een digest of een kopie",
                "Bouw met --documents MAP, of vul de kolom digest in.",
            )  # fmt: skip
            return None
        return Passage(document.id, start, end, row.digest)

    def problem(self, row: Row, what: str, expected: str, remedy: str) -> None:
        """Keep a problem with a row."""
        where = f"{self.path.name}, regel {row.line}"
        self.errors.append(TableError(what, where=where, expected=expected, remedy=remedy))


def _line(error: BeroepenkaartError) -> int:
    found = re.search(r"regel (\d+)$", error.where)
    return int(found[1]) if found else 0
