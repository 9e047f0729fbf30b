"""What extraction gives: suggestions, new concepts and passages worth reading, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.statement_table import Row
from kg.vocabulary import Concept

__all__ = [
    "ACTORS",
    "PERSONS",
    "POSSESSIVE",
    "PRONOUN",
    "Candidate",
    "Mention",
    "Suggestion",
    "Suggestions",
    "WorthReading",
]


PERSONS = frozenset({"profession", "role", "group"})
"""Kinds of those who are people."""
ACTORS = PERSONS | {"team", "organisation"}
"""Kinds of concepts that can do something."""
PRONOUN = "pronoun"
POSSESSIVE = "possessive"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words [first, last) of a sentence that name a concept; ``concepts`` has one for each kind the name may have.

    ``how``: ``label`` (a label of the vocabulary), ``compound`` (a compound whose head is a label), ``name`` (not in
    the vocabulary), ``pronoun`` ("zij") or ``possessive`` ("haar taken"). ``weak`` marks an everyday word.
    """

    first: int
    last: int
    concepts: tuple[Concept, ...]
    how: str = "label"
    weak: bool = False

    @property
    def points(self) -> bool:
        """Whether it means who was named before: a pronoun or a possessive."""
        return self.how in {PRONOUN, POSSESSIVE}

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that it may have."""
        return frozenset(concept.kind for concept in self.concepts)

    def of_kind(self, kinds: Iterable[str]) -> Concept | None:
        """Return its concept of one of the kinds, the first of them that it has."""
        wanted = set(kinds)
        return next((concept for concept in self.concepts if concept.kind in wanted), None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed statement with its passage.

    ``row`` is its row of the statement table, status ``proposed``; its offsets count code points in the document as
    read. ``passage`` is the text there, from the user's own copy. ``confidence`` is between 0 and 1; ``why`` is one
    Dutch sentence; ``new`` names the columns (``subject``, ``object``) whose concept the vocabulary lacks.
    """

    row: Row
    pattern: str
    confidence: float
    why: str
    passage: str = field(repr=False, default="")
    new: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What stays the same in another extraction: document, digest of the passage, relation, subject, object."""
        row = self.row
        return row.document, row.digest, row.relation, row.subject, row.object

    @property
    def start(self) -> int:
        """Offset of the first character of the passage."""
        return int(self.row.start)

    @property
    def end(self) -> int:
        """Offset after the last character of the passage."""
        return int(self.row.end)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that the vocabulary lacks: its guessed kind, how often it occurs, the nearest known label (or empty)."""

    label: str
    kind: str
    count: int
    nearest: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WorthReading:
    """A passage in which no pattern fired though it names what matters; ``names`` are the concepts in it."""

    start: int
    end: int
    score: float
    names: tuple[str, ...]
    passage: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that was found in one document; the suggestions by confidence, the surest first; ``notes`` are for the user."""

    document: str
    suggestions: tuple[Suggestion, ...]
    candidates: tuple[Candidate, ...]
    worth_reading: tuple[WorthReading, ...]
    sentences: int
    notes: tuple[str, ...] = ()

    def above(self, confidence: float) -> tuple[Suggestion, ...]:
        """Return the suggestions with at least this confidence."""
        return tuple(item for item in self.suggestions if item.confidence >= confidence)
