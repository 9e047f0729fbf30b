"""Keeping decisions: LIBRARY/decisions/DOCUMENT.csv, a row for each reviewer and proposal, never a passage's words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import BeroepenkaartError, TableError, raise_all
from kg.identifiers import slug
from kg.model import Anchor
from kg.whole_files import write_whole
from loaders.library import Library
from loaders.readers.access import shown
from loaders.readers.limits import Limits
from loaders.review.model import CONTENT, DECISIONS, Decision

__all__ = ["COLUMNS", "DecisionStore", "decision_table", "read_decisions"]

_PLACE = ("start", "end", "text_length", "length", "digest", "roll", "before", "after", "grams")
COLUMNS = (
    "document", "decision", "final", "reviewer", "date", *_PLACE, *(f"proposed_{name}" for name in CONTENT), *CONTENT, "gloss",
)  # fmt: skip
"""Columns of a file of decisions, in order."""
_MOST_LETTERS = 500
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class DecisionStore:
    """The decisions in a library; one that has none yet is empty."""

    library: Library

    @property
    def folder(self) -> Path:
        """Where the files of decisions are."""
        return self.library.path / "decisions"

    def documents(self) -> list[str]:
        """Return the identifiers of the documents about which something was decided, sorted."""
        return sorted(path.stem for path in self.folder.glob("*.csv"))

    def read(self, document_id: str) -> list[Decision]:
        """Return the decisions about a document; raises TableError when their file is damaged."""
        path = self._path(document_id)
        return read_decisions(path) if path.is_file() else []

    def all(self) -> list[Decision]:
        """Return all decisions; raises TableError when a file is damaged."""
        return [decision for document_id in self.documents() for decision in self.read(document_id)]

    def record(self, decisions: Iterable[Decision], replaced: Mapping[str, Collection[str]] | None = None) -> int:
        """Keep what reviewers decided and return how many decisions are new or other than before.

        A decision takes the place of an earlier one of the same reviewer; on a key where reviewers disagreed, it settles
        the matter. `replaced` gives, by document, keys that fall away. One file at a time appears whole or not at all,
        and no two processes write at once. Raises RegistrationError when the library cannot be written.
        """
        return self._change(decisions, replaced or {}, settles=True)

    def merge(self, decisions: Iterable[Decision]) -> int:
        """Add the decisions of others beside those here, as `record` does, without settling anything."""
        return self._change(decisions, {}, settles=False)

    def _change(self, decisions: Iterable[Decision], replaced: Mapping[str, Collection[str]], *, settles: bool) -> int:
        by_document: dict[str, list[Decision]] = {}
        for decision in decisions:
            by_document.setdefault(decision.document, []).append(decision)
        if not by_document:
            return 0
        changed = 0
        with self.library.writing():
            self.folder.mkdir(exist_ok=True)
            for document_id, mine in by_document.items():
                gone = set(replaced.get(document_id, ()))
                kept = _Votes([vote for vote in self.read(document_id) if vote.key not in gone])
                count = sum(kept.take(decision, settles=settles) for decision in mine)
                if count or gone:
                    write_whole(self._path(document_id), decision_table(kept.votes.values()).encode())
                changed += count
        return changed

    def _path(self, document_id: str) -> Path:
        return self.folder / f"{slug(document_id)}.csv"


class _Votes:
    """The votes about one document, by key and reviewer."""

    def __init__(self, votes: Iterable[Decision]) -> None:
        self.votes = {(vote.key, vote.reviewer): vote for vote in votes}

    def take(self, vote: Decision, *, settles: bool) -> bool:
        """Take in a vote; return whether that changes anything."""
        place = (vote.key, vote.reviewer)
        old = self.votes.get(place)
        if old and replace(old, date=vote.date, final=vote.final) == vote and (settles or old.final == vote.final):
            return False
        if settles:
            before = [other for key, other in self.votes.items() if key[0] == vote.key]
            disputed = any(other.final for other in before) or len({other.outcome for other in before}) > 1
            if disputed:
                self.votes.update({(other.key, other.reviewer): replace(other, final=False) for other in before})
            vote = replace(vote, final=disputed)
        self.votes[place] = vote
        return True


def decision_table(decisions: Iterable[Decision]) -> str:
    """Return decisions as CSV text, in the order of the report."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(decisions, key=lambda d: (d.document, d.start, d.end, d.key, d.reviewer)):
        made = one.anchor
        grams = " ".join(f"{offset}:{code:08x}" for offset, code in made.grams)
        place = (
            one.start, one.end, one.text_length, made.length, made.digest, f"{made.roll:016x}", made.before, made.after, grams
        )  # fmt: skip
        final = "ja" if one.final else ""
        writer.writerow(
            [one.document, one.decision, final, one.reviewer, one.date, *place, *one.proposed, *one.stated, one.gloss]
        )
    return buffer.getvalue()


def read_decisions(path: Path) -> list[Decision]:
    """Read a file of decisions; raises TableError, or SeveralErrors, naming file and line, when it is not in its form."""
    name = shown(path)
    remedy = "Zet een eerdere kopie van dit bestand terug, of verbeter die regel."
    try:
        if path.stat().st_size > Limits().file_bytes:
            raise TableError(
                "het bestand met besluiten is te groot", where=name, expected="hoogstens 50 MB", remedy=remedy
            )
        reader = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True)
        header = next(reader, [])
        if tuple(header) != COLUMNS:
            raise TableError(
                "dit is geen bestand met besluiten", where=name, expected=",".join(COLUMNS),
                remedy="Noem een bibliotheek, of een CSV uit haar map 'decisions'.",
            )  # fmt: skip
        decisions: list[Decision] = []
        errors: list[BeroepenkaartError] = []
        for values in reader:
            try:
                decisions.append(_decision(values))
            except ValueError as error:
                where = f"{name}, regel {reader.line_num}"
                errors.append(TableError(f"het besluit klopt niet: {error}", where=where, remedy=remedy))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"de besluiten zijn niet te lezen ({error})", where=name, remedy=remedy) from error
    raise_all(errors)
    return decisions


def _decision(values: list[str]) -> Decision:
    """Return the decision in a row; raises ValueError that says in Dutch what is wrong."""
    if len(values) != len(COLUMNS):
        raise ValueError(f"{len(values)} waarden in plaats van {len(COLUMNS)}")
    row = dict(zip(COLUMNS, values, strict=True))
    if any(len(row[name]) > _MOST_LETTERS for name in COLUMNS if name not in _PLACE):
        raise ValueError(f"een waarde van meer dan {_MOST_LETTERS} tekens")
    if row["decision"] not in DECISIONS:
        raise ValueError(f"besluit '{shown(row['decision'])}' is niet een van {', '.join(DECISIONS)}")
    if not row["document"] or slug(row["document"]) != row["document"]:
        raise ValueError(f"'{shown(row['document'])}' is geen kenmerk van een document")
    if not _DIGEST.fullmatch(row["digest"]) or not (_DATE.fullmatch(row["date"]) or not row["date"]):
        raise ValueError("de digest of de datum is niet in haar vorm")
    try:
        grams = tuple((int(one), int(other, 16)) for one, other in (gram.split(":") for gram in row["grams"].split()))
        numbers = {name: int(row[name]) for name in ("start", "end", "text_length", "length")}
        roll = int(row["roll"], 16)
    except ValueError as error:
        raise ValueError("de plaats van de passage is beschadigd") from error
    if not (0 <= numbers["start"] < numbers["end"] <= numbers["text_length"] and numbers["length"] > 0 and grams):
        raise ValueError("de passage ligt niet in de tekst")
    return Decision(
        document=row["document"],
        start=numbers["start"],
        end=numbers["end"],
        text_length=numbers["text_length"],
        anchor=Anchor(numbers["length"], row["digest"], roll, row["before"], row["after"], grams),
        decision=row["decision"],
        proposed=tuple(row[f"proposed_{name}"] for name in CONTENT),
        stated=tuple(row[name] for name in CONTENT),
        gloss=row["gloss"],
        reviewer=row["reviewer"],
        date=row["date"],
        final=row["final"] == "ja",
    )
