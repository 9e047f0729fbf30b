"""The desk of a reviewer: what is open, deciding on it, a filled in workbook, the decisions of others, and how far it is.

This is what the commands call and what a page for reviewing calls: `open_suggestions` gives the list, `decide` keeps one
decision by the key of its suggestion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.anchors import TextIndex
from kg.errors import BeroepenkaartError, TableError, raise_all
from kg.model import Document, Passage, ReadDocument
from kg.statement_table import COLUMNS
from kg.vocabulary import Vocabulary
from loaders.library import Library
from loaders.resolve import Resolver
from loaders.review.agreement import Agreement, agreement
from loaders.review.checking import Checker, conflicts
from loaders.review.filled_workbook import FilledRow, read_filled
from loaders.review.model import DECISIONS, KEPT, Decision, key_of, row_of
from loaders.review.pending import Pending, pending
from loaders.review.placing import overlap, place_decisions
from loaders.review.store import DecisionStore, read_decisions
from loaders.suggest import Extractor, Suggestion

__all__ = ["Merged", "ReviewDesk", "Status", "Taken"]

_MOST_CODE = 20


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in of a workbook: decisions by kind, how many were new, rows left open, and stale rows in words."""

    decisions: Mapping[str, int]
    changed: int
    open: int
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge gave: how many decisions came in, and how each pair of reviewers compares."""

    added: int
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """How far the review of a document is; ``proposed`` and ``open`` are None where its text is not here.

    ``disputed`` are among ``unclear``; ``stale`` are decisions whose passage changed or went.
    """

    document: str
    proposed: int | None
    open: int | None
    accepted: int
    corrected: int
    rejected: int
    unclear: int
    disputed: int
    stale: int


@dataclass
class ReviewDesk:
    """A library, the vocabulary, and the texts of reports that are here (by identifier, beside those of the library).

    ``least`` is the confidence (0 to 1) from which a suggestion is shown.
    """

    library: Library
    vocabulary: Vocabulary
    texts: Mapping[str, str] = field(default_factory=dict)
    least: float = 0.0
    _extractor: Extractor | None = None
    _shown: dict[str, Suggestion] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.store = DecisionStore(self.library)
        own = {key: document.text for key, document in self.library.documents().items()}
        self.texts = {**self.texts, **own}

    def open_suggestions(self, document_id: str, *, everything: bool = False) -> Pending:
        """Return what is left to decide about a registered report, those decided too with `everything`.

        Raises RegistrationError when it is not in the library.
        """
        return self.pending(document_id, self.library.reading(document_id), everything=everything)

    def pending(self, document_id: str, reading: ReadDocument, *, everything: bool = False) -> Pending:
        """Return what is left to decide about a reading of a report."""
        self._extractor = self._extractor or Extractor(self.vocabulary)
        found = self._extractor.read(reading, document_id)
        found = replace(found, suggestions=found.above(self.least))
        left = pending(found, reading, self.store.read(document_id), everything=everything)
        self._shown.update((key_of(item.row), item) for item in left.left.suggestions)
        return left

    def decide(
        self,
        key: str,
        decision: str,
        *,
        correction: Mapping[str, str] | None = None,
        gloss: str = "",
        reviewer: str = "",
        new: Iterable[str] = (),
    ) -> Decision:
        """Keep one decision about a suggestion that `open_suggestions` gave, by its key (`key_of` its row), and return it.

        `decision` is one of `DECISIONS`; `correction` gives columns of the statement table that become otherwise, `new`
        the columns whose label is meant as a concept of the reviewer's own. Raises SeveralErrors or TableError with all
        that is wrong, also when the passage changed meanwhile; then nothing is kept.
        """
        checker = self._checker(f"voorstel {key}", reviewer)
        suggestion = self._shown.get(key)
        if suggestion is None:
            raise TableError(
                f"er is geen voorstel '{key}'", expected="een voorstel uit de lijst", remedy="Laad de lijst opnieuw."
            )
        unknown = sorted(set(correction or {}) - set(COLUMNS[1:13]))
        if decision not in DECISIONS or unknown:
            raise TableError(
                f"onbekend besluit '{decision}'" if not unknown else f"kolom '{unknown[0]}' is niet te verbeteren",
                expected=", ".join(DECISIONS if not unknown else COLUMNS[1:13]),
                remedy="Kies een van deze.",
            )
        corrected: dict[str, Any] = dict(correction or {})
        row = replace(suggestion.row, gloss=gloss, **corrected)
        named = frozenset({*new, *suggestion.new})
        made = checker.decision(FilledRow(row, suggestion.row, decision, suggestion.passage, named))
        raise_all(checker.errors)
        if made is None:
            raise TableError("; ".join(checker.stale), remedy="Laad de lijst opnieuw.")
        self.store.record([made], self._replaced([made], checker))
        return made

    def take(self, path: Path, reviewer: str = "") -> Taken:
        """Take in a workbook that a person filled in, all of it or, when anything is wrong, nothing.

        Raises TableError, or SeveralErrors with every mistake. Rows whose passage changed are left out and named.
        """
        filled = read_filled(path)
        checker = self._checker(f"{filled.name}, blad voorstellen", reviewer)
        made = [(one.row, decision) for one in filled.rows if (decision := checker.decision(one))]
        errors = [*filled.errors, *checker.errors, *conflicts(made, checker.source)]
        raise_all(sorted(errors, key=_line))
        decisions = list({decision.key: decision for _, decision in reversed(made)}.values())
        changed = self.store.record(decisions, self._replaced(decisions, checker))
        counts = Counter(decision.decision for decision in decisions)
        return Taken({name: counts[name] for name in DECISIONS}, changed, filled.open, tuple(checker.stale))

    def merge(self, path: Path, reviewer: str = "") -> Merged:
        """Take in the decisions of another library, or of one file of it, beside those here.

        `reviewer` becomes the code of those without one, and of those whose code stands here for other decisions. Raises
        TableError, or SeveralErrors, when they are damaged, do not fit the vocabulary, or when a code stands for two people.
        """
        check_code(reviewer)
        theirs = DecisionStore(Library(path)).all() if path.is_dir() else read_decisions(path)
        if not theirs:
            raise TableError(
                "hier staan geen besluiten", where=str(path), expected="een bibliotheek, of een CSV uit haar map 'decisions'",
                remedy="Controleer de naam.",
            )  # fmt: skip
        self._check_statements(theirs)
        mine = {(one.key, one.reviewer): one for one in self.store.all()}
        clashing = {
            one.reviewer
            for one in theirs
            if (old := mine.get((one.key, one.reviewer))) and (old.outcome, old.date) != (one.outcome, one.date)
        }
        if clashing and reviewer in {"", *clashing}:
            shown = ", ".join(f"'{code}'" if code else "geen code" for code in sorted(clashing))
            raise TableError(
                f"beide kanten hebben besluiten van dezelfde beoordelaar ({shown})", where=str(path),
                expected="een eigen code voor elke beoordelaar",
                remedy="Geef de andere beoordelaar een eigen code met --reviewer.",
            )  # fmt: skip
        renamed = {*clashing, ""} if reviewer else set()
        added = self.store.merge(replace(one, reviewer=reviewer) if one.reviewer in renamed else one for one in theirs)
        documents = {one.document for one in theirs}
        together = [one for document_id in documents for one in self.store.read(document_id)]
        return Merged(added, tuple(agreement(together)))

    def status(self) -> list[Status]:
        """Return how far each document is: those in the library, and others about which something was decided."""
        registered = set(self.library.documents())
        documents = sorted({*registered, *self.store.documents()})
        return [self._status(document_id, registered=document_id in registered) for document_id in documents]

    def _status(self, document_id: str, *, registered: bool) -> Status:
        proposed: int | None = None
        left: int | None = None
        if registered:
            found = self.open_suggestions(document_id)
            placed = found.placed
            left = len(found.left.suggestions)
            proposed = left + len(found.hidden)
        else:
            placed = tuple(place_decisions(self.store.read(document_id), TextIndex(self.texts.get(document_id, ""))))
        known = document_id in self.texts
        states = [one.state if known else one.decision.decision for one in placed]
        counts = Counter(states)
        disputed = sum(one.disputed for one, state in zip(placed, states, strict=True) if state == "unclear")
        return Status(
            document_id, proposed, left, counts["accepted"], counts["corrected"], counts["rejected"], counts["unclear"],
            disputed, counts["stale"] + counts["lost"],
        )  # fmt: skip

    def _checker(self, source: str, reviewer: str) -> Checker:
        check_code(reviewer)
        return Checker(self.vocabulary, self.texts, source, reviewer)

    def _replaced(self, decisions: Iterable[Decision], checker: Checker) -> dict[str, set[str]]:
        """Return, by document, the keys of decisions on words that changed, now that they are decided again."""
        gone: dict[str, set[str]] = {}
        by_document: dict[str, list[Decision]] = {}
        for decision in decisions:
            by_document.setdefault(decision.document, []).append(decision)
        for document_id, mine in by_document.items():
            earlier = place_decisions(self.store.read(document_id), checker.index(document_id))
            gone[document_id] = {
                one.decision.key
                for one in earlier
                if one.state == "stale"
                for new in mine
                if new.claims & one.decision.claims
                and new.key != one.decision.key
                and overlap(one.located, new.start, new.end) >= 0.5
            }
        return gone

    def _check_statements(self, decisions: Iterable[Decision]) -> None:
        resolver = Resolver(self.vocabulary.copy(), "", allow_own=True)
        for line, one in enumerate(decisions, start=1):
            if one.decision in KEPT:
                resolver.source = f"besluiten over {one.document}"
                row = row_of(one.stated, one.document, one.start, one.end, one.anchor.digest, status="accepted")
                resolver.statement(replace(row, line=line), one.document, (Passage(one.document, 0, 1, ""),))
        raise_all(resolver.errors)


def check_code(reviewer: str) -> None:
    """Raise TableError when a reviewer's code is not a short code of letters, digits and hyphens."""
    if reviewer and not (len(reviewer) <= _MOST_CODE and reviewer.replace("-", "").isalnum() and reviewer.isascii()):
        raise TableError(
            "deze code van een beoordelaar is niet bruikbaar", expected=f"hoogstens {_MOST_CODE} letters, cijfers of streepjes",
            remedy="Kies een korte code, bijvoorbeeld B1; een naam hoeft niet.",
        )  # fmt: skip


def _line(error: BeroepenkaartError) -> int:
    return int(error.where.rpartition(" ")[2]) if error.where.rpartition(" ")[2].isdigit() else 0


def texts_of(documents: Iterable[Document]) -> dict[str, str]:
    """Return the texts of documents of which there is a copy, by identifier."""
    return {document.id: document.text for document in documents if document.text}
