"""What the review page needs of whoever keeps suggestions and decisions; the command line brings it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Desk", "Progress", "Proposal"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed statement to decide on: its key, its columns as text, and its passage in the words around it."""

    key: str
    columns: Mapping[str, str]
    before: str
    passage: str
    after: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a report is."""

    document: str
    title: str
    open: int
    decided: int


class Desk(Protocol):
    """Gives what is open and keeps what is decided."""

    decisions: Sequence[str]
    """``accepted``, ``corrected``, ``rejected``, ``unclear``."""
    correctable: Sequence[str]
    """Columns of a statement that a reviewer may change."""

    def progress(self) -> Sequence[Progress]:
        """Return how far each registered report is."""
        ...

    def open(self, document: str) -> Sequence[Proposal]:
        """Return what is left to decide on a report, the most certain first; raise BeroepenkaartError when there is none."""
        ...

    def choices(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Return what can be chosen by column, as it is written and as people read it, for those with a closed list."""
        ...

    def decide(self, document: str, key: str, decision: str, columns: Mapping[str, str], gloss: str) -> None:
        """Keep a decision; raise BeroepenkaartError with all that is wrong, and then keep nothing."""
        ...
