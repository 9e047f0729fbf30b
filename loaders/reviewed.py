"""The reviewed statements of the repository: statements and passages of each document, without a word of its text.

reviewed/documents.toml            the registry
reviewed/<document>/statements.csv the statement table without passage columns, plus ``passages``: keys ``start-end``
reviewed/<document>/passages.csv   offsets in the reference text, and the anchor that finds the passage elsewhere
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.anchors import Anchoring, TextIndex, anchor
from kg.errors import BeroepenkaartError, TableError, raise_all
from kg.model import Anchor, Document, Passage, Statement
from kg.statement_table import COLUMNS, Row
from kg.vocabulary import Vocabulary
from loaders.resolve import Resolver

__all__ = ["Reviewed", "passage_table", "read_anchors", "read_reviewed", "reviewed_documents", "statement_table"]

_PASSAGE_COLUMNS = ("start", "end", "length", "digest", "roll", "before", "after", "grams")
_OF_PASSAGE = ("document", "start", "end", "digest")
STATEMENT_COLUMNS = (*(column for column in COLUMNS if column not in _OF_PASSAGE), "passages")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What is reviewed of one document, placed in the user's copy where there is one.

    ``passages`` are those that could be placed, ``left_out`` says which could not and which statements fell with them.
    """

    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    left_out: tuple[str, ...]


def reviewed_documents() -> list[str]:
    """Return the identifiers of the documents with reviewed statements, sorted."""
    folder = files(__package__) / "reviewed"
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and (entry / "statements.csv").is_file())


def read_reviewed(document: Document, vocabulary: Vocabulary) -> Reviewed:
    """Read the reviewed statements of a document and place their passages in its text, when it has one.

    A passage that is only alike (stale) or not there (lost) is left out, and so is a statement whose passages all are.
    Raises TableError when the files do not fit the vocabulary or each other.
    """
    folder = files(__package__) / "reviewed" / document.id
    anchors = read_anchors(folder / "passages.csv")
    placed, left_out = _place(document, anchors)
    resolver = Resolver(vocabulary, f"{document.id}/statements.csv", allow_own=False)
    statements: list[Statement] = []
    errors: list[BeroepenkaartError] = []
    for row, keys in _read_statements(folder / "statements.csv"):
        if row.status != "accepted":
            continue
        unknown = [key for key in keys if key not in anchors]
        if unknown or not keys:
            what = f"onbekende passage {', '.join(unknown)}" if unknown else "de uitspraak heeft geen passage"
            where = f"{resolver.source}, regel {row.line}"
            errors.append(TableError(what, where=where, expected="sleutels uit passages.csv", remedy="Vul ze aan."))
            continue
        passages = tuple(placed[key] for key in keys if key in placed)
        statement = resolver.statement(row, document.id, passages)
        if statement and passages:
            statements.append(statement)
        elif statement:
            left_out.append(f"{document.id}: uitspraak {row.id} weggelaten, haar passage is niet zeker gevonden.")
    raise_all([*errors, *resolver.errors])
    return Reviewed(tuple(statements), tuple(placed.values()), tuple(left_out))


def passage_table(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return passages.csv for spans [start, end) of a reference text, sorted by place."""
    index = TextIndex(text)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_PASSAGE_COLUMNS)
    for start, end in sorted(set(spans)):
        made = anchor(index, start, end)
        grams = " ".join(f"{offset}:{code:08x}" for offset, code in made.grams)
        writer.writerow([start, end, made.length, made.digest, f"{made.roll:016x}", made.before, made.after, grams])
    return buffer.getvalue()


def statement_table(rows: Iterable[tuple[Row, Iterable[tuple[int, int]]]]) -> str:
    """Return statements.csv for rows and the spans that support them, in the order given."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(STATEMENT_COLUMNS)
    for row, spans in rows:
        keys = " ".join(f"{start}-{end}" for start, end in sorted(spans))
        writer.writerow([*(getattr(row, column) for column in STATEMENT_COLUMNS[:-1]), keys])
    return buffer.getvalue()


def _place(document: Document, anchors: Mapping[str, tuple[int, int, Anchor]]) -> tuple[dict[str, Passage], list[str]]:
    placed: dict[str, Passage] = {}
    left_out: list[str] = []
    index = TextIndex(document.text) if document.text else None
    for key, (start, end, wanted) in anchors.items():
        if index is None:
            placed[key] = Passage(document.id, start, end, wanted.digest, reference=key)
            continue
        found = index.find(wanted, start=start, end=end, reference_length=document.length)
        if found.anchoring in (Anchoring.EXACT, Anchoring.MOVED):
            placed[key] = Passage(
                document.id,
                found.start,
                found.end,
                wanted.digest,
                reference=key,
                anchoring=found.anchoring.value,
            )
        elif found.anchoring is Anchoring.STALE:
            left_out.append(
                f"{document.id}: passage {key} lijkt op {found.start}-{found.end} maar is niet dezelfde (stale); "
                "bekijk haar en neem de uitspraak zo nodig met de nieuwe posities op in een eigen tabel (--statements)."
            )
        else:
            left_out.append(f"{document.id}: passage {key} staat niet in deze kopie (lost).")
    return placed, left_out


def read_anchors(path: Traversable) -> dict[str, tuple[int, int, Anchor]]:
    """Return the passages of a passages.csv: by key ``start-end``, the offsets in the reference text and the anchor."""
    anchors: dict[str, tuple[int, int, Anchor]] = {}
    with io.StringIO(path.read_text(encoding="utf-8"), newline="") as handle:
        for row in csv.DictReader(handle):
            grams = (gram.split(":") for gram in row["grams"].split())
            wanted = Anchor(
                length=int(row["length"]),
                digest=row["digest"],
                roll=int(row["roll"], 16),
                before=row["before"],
                after=row["after"],
                grams=tuple((int(offset), int(code, 16)) for offset, code in grams),
            )
            anchors[f"{row['start']}-{row['end']}"] = (int(row["start"]), int(row["end"]), wanted)
    return anchors


def _read_statements(path: Traversable) -> list[tuple[Row, list[str]]]:
    rows: list[tuple[Row, list[str]]] = []
    with io.StringIO(path.read_text(encoding="utf-8"), newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) != STATEMENT_COLUMNS:
            raise TableError(
                "andere kolommen", where=str(path), expected=",".join(STATEMENT_COLUMNS), remedy="Herstel ze."
            )
        for values in reader:
            keys = values.pop("passages").split()
            rows.append((Row(**values, **dict.fromkeys(_OF_PASSAGE, ""), line=reader.line_num), keys))
    return rows
