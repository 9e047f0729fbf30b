"""What a decision is, what it is keyed by, and what several reviewers together decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.identifiers import content_id
from kg.labels import normalise_label
from kg.model import Anchor
from kg.statement_table import COLUMNS, Row

__all__ = [
    "CONTENT",
    "DECISIONS",
    "KEPT",
    "Decision",
    "claim_of",
    "content_of",
    "key_of",
    "row_of",
    "settle",
    "settled",
]

DECISIONS = ("accepted", "corrected", "rejected", "unclear")
KEPT = frozenset({"accepted", "corrected"})
"""The decisions that make a statement."""
CONTENT = COLUMNS[1:13]
"""The columns of the statement table that say what is stated: relation to voice."""
_NOT_CLAIMED = frozenset({"subject_type", "object_type", "voice"})
"""Columns that another extraction of the same report may fill in otherwise for the same claim."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one reviewer decided about one proposed statement.

    The passage is [start, end) of a text of ``text_length`` code points, and ``anchor`` finds it in another extraction.
    ``proposed`` and ``stated`` are the values of `CONTENT`: as it was proposed, and as it was decided. ``reviewer`` is a
    free code, ``date`` is ISO 8601, ``gloss`` is in the reviewer's own words. ``final`` marks what settles a disagreement.
    """

    document: str
    start: int
    end: int
    text_length: int
    anchor: Anchor
    decision: str
    proposed: tuple[str, ...]
    stated: tuple[str, ...]
    gloss: str = ""
    reviewer: str = ""
    date: str = ""
    final: bool = False

    @property
    def key(self) -> str:
        """What it decides about: the same in every extraction of the report."""
        return _key(self.document, self.anchor.digest, self.proposed)

    @property
    def claims(self) -> frozenset[tuple[str, ...]]:
        """The claims that are decided by it: what was proposed and, where that is kept, what it became."""
        return frozenset({claim_of(self.proposed), *([claim_of(self.stated)] if self.decision in KEPT else [])})

    @property
    def outcome(self) -> tuple[str, ...]:
        """What must be the same for two reviewers to agree."""
        return (self.decision, *(claim_of(self.stated) if self.decision in KEPT else ()))


def content_of(row: Row) -> tuple[str, ...]:
    """Return the values of `CONTENT` of a row of the statement table."""
    return tuple(getattr(row, column) for column in CONTENT)


def row_of(
    content: Sequence[str],
    document: str,
    start: int,
    end: int,
    digest: str,
    *,
    gloss: str = "",
    status: str = "proposed",
) -> Row:
    """Return the row of the statement table for what is stated at a place; its id is made as suggestions make theirs."""
    values: dict[str, Any] = dict(zip(CONTENT, content, strict=True))
    row = Row(
        id="", **values, document=document, start=str(start), end=str(end), digest=digest, gloss=gloss, status=status
    )
    return replace(row, id=content_id(document, *row.content()))


def claim_of(content: Sequence[str]) -> tuple[str, ...]:
    """Return what a statement claims, so that it can be compared: labels normalised, kinds and voice left out."""
    return tuple(
        normalise_label(value) for column, value in zip(CONTENT, content, strict=True) if column not in _NOT_CLAIMED
    )


def key_of(row: Row) -> str:
    """Return the key of a proposed row: document, digest of the passage, and claim."""
    return _key(row.document, row.digest, content_of(row))


def settle(votes: Sequence[Decision]) -> Decision:
    """Return what reviewers together decided on one key: what all say, or what settled it; otherwise it is unclear.

    Raises ValueError when there are no votes.
    """
    counted = [vote for vote in votes if vote.final] or list(votes)
    latest = max(counted, key=lambda vote: (vote.date, vote.reviewer))
    if len({vote.outcome for vote in counted}) > 1:
        return replace(latest, decision="unclear", gloss="")
    return replace(latest, gloss=latest.gloss or next((vote.gloss for vote in counted if vote.gloss), ""))


def settled(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, tuple[Decision, ...]]]:
    """Return for each key what was decided and the votes behind it, in the order in which keys come first."""
    votes: dict[str, list[Decision]] = {}
    for decision in decisions:
        votes.setdefault(decision.key, []).append(decision)
    return {key: (settle(mine), tuple(mine)) for key, mine in votes.items()}


def _key(document: str, digest: str, content: Sequence[str]) -> str:
    return content_id(document, digest, *claim_of(content))
