"""What a comparison of a proposed structure with today says; labels for people, IRIs for programs beside them.

``answer`` is one of claimed, denied, both (claimed and denied), obliged, permitted, desired, planned (only the proposal
says so) or empty: not mentioned, which is not a no.
"""

from __future__ import annotations

from dataclasses import dataclass

from queries.structure.model import Structure

__all__ = [
    "Addition",
    "Claim",
    "Comparison",
    "CoverageChange",
    "Leftover",
    "Loss",
    "Movement",
    "Origin",
    "Overlap",
    "Pair",
    "ProfessionChange",
    "ReservedChange",
    "Unplaced",
    "Verdict",
]


@dataclass(frozen=True, slots=True)
class Origin:
    """A profession, role or group of today; breadth in life domains out of 7, ``deepest`` activity or empty."""

    name: str
    iri: str
    kind: str
    breadth: int
    deepest: str
    split: bool


@dataclass(frozen=True, slots=True)
class ProfessionChange:
    """A profession in the proposal with what it is made of; ``planned`` counts life domains that only the proposal gives."""

    name: str
    kind: str
    iri: str
    made_of: tuple[Origin, ...]
    breadth: int
    planned: int
    deepest: str
    statements: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of one profession, role or group in one life domain; counts of statements."""

    name: str
    kind: str
    answer: str
    claimed: int
    denied: int


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """One life domain today and in the proposal.

    ``gained`` are places that cover it while nobody they are made of did; ``lost`` those of today that covered it and
    that no place covering it takes in.
    """

    leefgebied: str
    iri: str
    before: tuple[Claim, ...]
    after: tuple[Claim, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two professions, families or roles that share cells: Jaccard, the shared cells and the statements behind them."""

    one: str
    other: str
    overlap: float
    shared: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Overlap over all pairs of those that have a cell; ``mean`` is None when there is no pair. Strongest pairs first."""

    with_cells: int
    mean: float | None
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """A theme, competency or task that somebody has today and nobody in the proposal.

    ``still`` are teams and organisations that documents give it to.
    """

    kind: str
    label: str
    iri: str
    holders: tuple[str, ...]
    answer: str
    still: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """An item that the proposal adds to a place, or moves there from ``source``."""

    place: str
    kind: str
    label: str
    iri: str
    source: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one place may do reserved work: may, partly, conflict or may_not.

    partly: a document says so of some of whom it is made (``may``) and not of the others (``unsaid``). conflict: it does
    the work and no document says that it may. ``denied``: of whom a document denies the work.
    """

    name: str
    kind: str
    verdict: str
    may: tuple[str, ...]
    unsaid: tuple[str, ...]
    denied: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReservedChange:
    """Reserved work today and in the proposal; ``status``: held, lost (nobody who may is left) or unsaid (also today)."""

    task: str
    task_iri: str
    frame: str
    frame_iri: str
    rules: tuple[str, ...]
    before: tuple[Verdict, ...]
    after: tuple[Verdict, ...]
    status: str
    new_conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """A statement that would be about other professions: who they are today, and where it goes."""

    statement: str
    relation: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leftover:
    """What has no place of an actor that is split: an item that no part names, or a relation of the actor as a whole."""

    actor: str
    iri: str
    kind: str
    label: str
    answer: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A profession, role or group of today that the proposal does not name, with the number of statements about it."""

    name: str
    iri: str
    kind: str
    statements: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A proposed structure beside today's; everything in a fixed order."""

    structure: Structure
    professions: tuple[ProfessionChange, ...]
    coverage: tuple[CoverageChange, ...]
    overlap_before: Overlap
    overlap_after: Overlap
    losses: tuple[Loss, ...]
    additions: tuple[Addition, ...]
    reserved: tuple[ReservedChange, ...]
    movements: tuple[Movement, ...]
    leftovers: tuple[Leftover, ...]
    unplaced: tuple[Unplaced, ...]
    notes: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether anything in the proposal is other than it is today."""
        dropped = bool(self.unplaced) and self.structure.others != "blijven"
        return dropped or bool(self.movements or self.leftovers) or any(change.changed for change in self.professions)
