"""Checking what a person decided before it is kept: the statement, the place of its passage, and the gloss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from kg.anchors import Letters, TextIndex, anchor
from kg.errors import BeroepenkaartError, TableError
from kg.labels import normalise_label
from kg.model import Passage, Statement
from kg.statement_table import Row
from kg.vocabulary import Vocabulary
from loaders.privacy import private_stretches
from loaders.resolve import Resolver
from loaders.review.filled_workbook import FilledRow
from loaders.review.glosses import MOST_LETTERS
from loaders.review.model import CONTENT, KEPT, Decision, content_of
from loaders.review.placing import find_words
from loaders.suggest.privacy import has_person

__all__ = ["Checker", "conflicts", "plain_content"]

_NAMED = {"subject": "subject_type", "object": "object_type", "team": ""}
_RUN = 8
"""Words in a row that a gloss may not share with the report."""
_CHOICES = {"accepted": "accepteren", "corrected": "verbeteren", "rejected": "afwijzen", "unclear": "onduidelijk"}


@dataclass
class Checker:
    """Turns decided rows into decisions; what is wrong gathers in ``errors``, changed passages in ``stale``.

    `texts` has the text of each report that is here, by identifier; `source` stands in messages before the line.
    """

    vocabulary: Vocabulary
    texts: Mapping[str, str]
    source: str
    reviewer: str = ""
    date: str = ""
    errors: list[BeroepenkaartError] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    _indexes: dict[str, TextIndex] = field(default_factory=dict)
    _missing: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.vocabulary = self.vocabulary.copy()
        self.date = self.date or datetime.now(tz=UTC).date().isoformat()

    def index(self, document_id: str) -> TextIndex:
        """Return the index of a report's text, made once; raises KeyError when the report is not here."""
        if document_id not in self._indexes:
            self._indexes[document_id] = TextIndex(self.texts[document_id])
        return self._indexes[document_id]

    def decision(self, filled: FilledRow) -> Decision | None:
        """Return the decision on a row, or None when it has a mistake or its passage is not there any more."""
        row, proposed = filled.row, filled.proposed
        if row.document not in self.texts:
            self._no_text(row)
            return None
        before = len(self.errors)
        stated = self._stated(filled)
        self._check_gloss(row)
        index = self.index(row.document)
        place = find_words(index, int(proposed.start), int(proposed.end), row.digest, filled.passage)
        if len(self.errors) > before:
            return None
        if place is None:
            self.stale.append(
                f"{self._where(row)}: de passage staat niet meer zo, of meer dan eens, in {row.document} (stale); "
                "niet opgenomen. Draai 'beroepenkaart suggest' opnieuw."
            )
            return None
        return Decision(
            document=row.document,
            start=place[0],
            end=place[1],
            text_length=len(index.text),
            anchor=anchor(index, *place),
            decision=filled.decision,
            proposed=content_of(proposed),
            stated=stated,
            gloss=" ".join(row.gloss.split()),
            reviewer=self.reviewer,
            date=self.date,
        )

    def _stated(self, filled: FilledRow) -> tuple[str, ...]:
        """Return what is stated, in the words of the vocabulary; what is not kept stays as it was proposed."""
        row, proposed = filled.row, filled.proposed
        if filled.decision not in KEPT:
            return content_of(proposed)
        changed = [name for name in CONTENT if getattr(row, name) != getattr(proposed, name)]
        if filled.decision == "accepted" and changed:
            self._problem(
                row, f"het besluit is 'accepteren', maar {', '.join(changed)} is veranderd", "de uitspraak zoals voorgesteld",
                "Kies 'verbeteren', of zet de waarde terug (kolom 'voorstel').",
            )  # fmt: skip
        if filled.decision == "corrected" and not changed:
            self._problem(
                row, "het besluit is 'verbeteren', maar de uitspraak is niet veranderd", "een verbeterde waarde",
                "Verbeter een kolom, of kies 'accepteren'.",
            )  # fmt: skip
        for name, kind in _NAMED.items():
            self._name(filled, name, getattr(row, kind) if kind else name)
        resolver = Resolver(self.vocabulary, self.source, allow_own=False)
        statement = resolver.statement(
            replace(row, status="accepted"), row.document, (Passage(row.document, 0, 1, row.digest),)
        )
        self.errors.extend(resolver.errors)
        return plain_content(statement, self.vocabulary) if statement else content_of(row)

    def _name(self, filled: FilledRow, name: str, kind: str) -> None:
        """Let a label in that a person means as a concept of their own, when it names no person."""
        label = getattr(filled.row, name)
        meant = name in filled.new or normalise_label(label) == normalise_label(getattr(filled.proposed, name))
        if not label or not meant or kind not in self.vocabulary.kinds or kind in {"leefgebied", "education_level"}:
            return
        try:
            known = self.vocabulary.find(kind, label)
        except BeroepenkaartError:
            return  # ambiguous: the resolver says so
        if known:
            return
        if has_person(label) or label[0] in "=+-@" or len(label) > MOST_LETTERS or not label.isprintable():
            self._problem(
                filled.row, f"'{label[:40]}' ({name}) kan geen begrip worden", "een naam van een begrip, niet van een persoon",
                "Schrijf het begrip zelf.",
            )  # fmt: skip
            return
        self.vocabulary.add_own(kind, label)

    def _check_gloss(self, row: Row) -> None:
        gloss = " ".join(row.gloss.split())
        if not gloss:
            return
        if len(gloss) > MOST_LETTERS or not gloss.isprintable() or gloss[0] in "=+-@":
            self._problem(
                row, "de kolom 'gloss' is niet bruikbaar", f"gewone tekst van hoogstens {MOST_LETTERS} tekens", "Verkort haar."
            )  # fmt: skip
        elif private_stretches(gloss):
            self._problem(
                row, "in de kolom 'gloss' lijkt een persoon genoemd te worden", "een functie of organisatie", "Laat de naam weg."
            )  # fmt: skip
        elif _copied(gloss, self.index(row.document)):
            self._problem(
                row, f"de kolom 'gloss' neemt {_RUN} of meer woorden over uit het rapport", "eigen woorden",
                "Zeg het korter of anders, of laat de kolom leeg.",
            )  # fmt: skip

    def _no_text(self, row: Row) -> None:
        if row.document in self._missing:
            return
        self._missing.add(row.document)
        self._problem(
            row, f"de tekst van '{row.document}' is hier niet", f"een van {', '.join(sorted(self.texts)) or 'geen'}",
            "Registreer het rapport met 'beroepenkaart document add', of noem met --documents de map met uw kopie.",
        )  # fmt: skip

    def _where(self, row: Row) -> str:
        return f"{self.source}, regel {row.line}"

    def _problem(self, row: Row, what: str, expected: str, remedy: str) -> None:
        self.errors.append(TableError(what, where=self._where(row), expected=expected, remedy=remedy))


def plain_content(statement: Statement, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a statement as the columns of the statement table say it: preferred labels, and tokens of closed lists."""

    def label(iri: str) -> str:
        return vocabulary.concepts[iri].label if iri else ""

    def token(iri: str) -> str:
        return vocabulary.concepts[iri].token if iri else ""

    subject, target = vocabulary.concepts[statement.subject], vocabulary.concepts[statement.object]
    return (
        statement.relation, subject.label, subject.kind, target.label, target.kind, token(statement.activity),
        label(statement.team), token(statement.shell), token(statement.polarity), token(statement.modality),
        token(statement.level), token(statement.voice),
    )  # fmt: skip


def _copied(gloss: str, index: TextIndex) -> bool:
    words = gloss.split()
    runs = (Letters(" ".join(words[place : place + _RUN])).text for place in range(len(words) - _RUN + 1))
    return any(run in index.letters.text for run in runs if run)


def conflicts(decisions: list[tuple[Row, Decision]], source: str) -> list[BeroepenkaartError]:
    """Return an error for each row that decides otherwise than an earlier row with the same claim and passage."""
    first: dict[str, tuple[Row, Decision]] = {}
    errors: list[BeroepenkaartError] = []
    for row, decision in decisions:
        before, other = first.setdefault(decision.key, (row, decision))
        if other.outcome != decision.outcome:
            errors.append(
                TableError(
                    f"het besluit '{_CHOICES[decision.decision]}' is anders dan dat op regel {before.line} over dezelfde woorden",
                    where=f"{source}, regel {row.line}",
                    expected="één besluit voor wat tweemaal in het rapport staat",
                    remedy="Maak ze gelijk.",
                )
            )
    return errors
