"""What a team scan finds, as frozen values: what the manager filled in, and beside it what documents say.

Three answers stay apart everywhere: ``claimed``, ``denied`` and not mentioned (an empty tuple). An empty cell of the sheet
is "not filled in", never "no". ``statements`` are IRIs; `kg.evidence` gives the passages behind them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from queries.team.words import Named

__all__ = [
    "Alert",
    "Candidate",
    "Cell",
    "Confidentiality",
    "Doing",
    "DomainCoverage",
    "Gap",
    "Heard",
    "Member",
    "Missed",
    "Overlap",
    "TeamComparison",
    "TeamScan",
    "Tension",
]

INNER, OUTER, UNKNOWN = "binnenschil", "buitenschil", ""
"""Shells; the last is one that was not filled in."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A life domain and an activity."""

    leefgebied: Named
    activity: Named


@dataclass(frozen=True, slots=True)
class Doing:
    """What one row says that a member does: each part may be absent; ``registrations`` are as filled in."""

    line: int
    leefgebied: Named | None
    activity: Named | None
    task: Named | None
    registrations: tuple[str, ...]
    no_registration: bool
    """Whether the row says outright that there is no registration."""


@dataclass(frozen=True, slots=True)
class Member:
    """A profession, role, group or organisation in one shell; all rows that name it there belong to it.

    ``amount`` is in people or full-time equivalents, whichever was filled in; None where nothing was.
    """

    actor: Named
    shell: str
    amount: float | None
    organisations: tuple[str, ...]
    doings: tuple[Doing, ...]

    @property
    def leefgebieden(self) -> frozenset[Named]:
        """Life domains that were filled in; their number, of seven, is the breadth."""
        return frozenset(doing.leefgebied for doing in self.doings if doing.leefgebied)

    @property
    def cells(self) -> frozenset[Cell]:
        """Life domains with an activity."""
        return frozenset(Cell(d.leefgebied, d.activity) for d in self.doings if d.leefgebied and d.activity)


@dataclass(frozen=True, slots=True)
class Heard:
    """What documents say of one actor in one life domain: claimed, denied or both; no value where nothing is said."""

    actor: Named
    leefgebied: Named
    answer: str
    deepest: Named | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DomainCoverage:
    """Who works in a life domain, per shell, each with the deepest activity (None: not filled in).

    ``status`` is inner, outer_only, shell_unknown or not_filled_in. ``deepest`` is the deepest activity of all, and
    ``by`` who does it.
    """

    leefgebied: Named
    status: str
    inner: tuple[tuple[Named, Named | None], ...]
    outer: tuple[tuple[Named, Named | None], ...]
    unknown: tuple[tuple[Named, Named | None], ...]
    deepest: Named | None
    by: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Tension:
    """A grey zone or overlap between two members that a document names; ``answer`` is claimed, denied or a modality."""

    kind: str
    answer: str
    statement: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two professions or roles of the team: shared cells over all cells of both (Jaccard, 0 to 1), as filled in."""

    one: Named
    other: Named
    value: float
    shared: tuple[Cell, ...]
    together: int
    tensions: tuple[Tension, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who covers a life domain according to documents; ``shells`` are those in which the team has that actor already."""

    actor: Named
    answer: str
    deepest: Named | None
    in_team: bool
    shells: tuple[str, ...]
    documents: int
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A life domain without anyone in the inner shell; ``kind`` as in `DomainCoverage`; ``more`` counts unlisted candidates."""

    leefgebied: Named
    kind: str
    candidates: tuple[Candidate, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Missed:
    """What a document says that a team misses; ``in_team`` tells whether this team filled it in as a member."""

    what: Named
    team: Named
    answer: str
    in_team: bool
    statement: str


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that documents name for work that the team filled in.

    ``about`` is the task, or the actor when the rule binds whoever it is; ``via`` is the broader concept that the document
    names, when it is not the actor or task itself. ``verdict``: named (a document names the actor as one who may),
    filled_in (a fitting registration), partly, lacking (filled in: none), not_filled_in, check (the sheet cannot tell).
    """

    member: Named
    shell: str
    about: Named
    cell: Cell | None
    via: Named | None
    rule: str
    rule_label: str
    frames: tuple[Named, ...]
    holders: tuple[Named, ...]
    verdict: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confidentiality:
    """What a document says of secrecy or consent for a member or task; ``answer`` is claimed, denied or a modality."""

    about: Named
    via: Named | None
    frame: Named
    rule: str
    rule_label: str
    answer: str
    statement: str


@dataclass(frozen=True, slots=True)
class TeamComparison:
    """A team that documents describe beside this one: professions, roles and groups, with their shells where they are shared.

    ``similarity`` is shared actors over all actors of both (Jaccard, 0 to 1).
    """

    team: Named
    similarity: float
    shared: tuple[tuple[Named, tuple[str, ...], tuple[str, ...]], ...]
    only_here: tuple[Named, ...]
    only_there: tuple[Named, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamScan:
    """The whole scan of one team."""

    source: str
    team: str
    place: str
    date: str
    members: tuple[Member, ...]
    coverage: tuple[DomainCoverage, ...]
    heard: tuple[Heard, ...]
    overlaps: tuple[Overlap, ...]
    gaps: tuple[Gap, ...]
    missed: tuple[Missed, ...]
    alerts: tuple[Alert, ...]
    confidentiality: tuple[Confidentiality, ...]
    comparisons: tuple[TeamComparison, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def nearest(self) -> TeamComparison | None:
        """The documented team that is most alike; None when none shares a single actor."""
        return self.comparisons[0] if self.comparisons and self.comparisons[0].shared else None

    def statements(self) -> tuple[str, ...]:
        """Return the statements that the scan rests on, each once, in the order in which it names them."""
        listed: list[str] = []
        for gap in self.gaps:
            listed += [iri for candidate in gap.candidates for iri in candidate.statements]
        listed += [tension.statement for overlap in self.overlaps for tension in overlap.tensions]
        listed += [iri for alert in self.alerts for iri in alert.statements]
        listed += [item.statement for item in self.confidentiality]
        listed += [item.statement for item in self.missed]
        listed += [iri for item in self.heard for iri in item.statements]
        listed += [iri for comparison in self.comparisons for iri in comparison.statements]
        return tuple(dict.fromkeys(listed))
