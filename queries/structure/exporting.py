"""A comparison for programs: JSON with everything, and one long CSV table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from kg.terms import Iri, Literal, Term
from queries.header import Column
from queries.structure.results import Comparison
from queries.table import Table

__all__ = ["comparison_json", "comparison_table"]

_COLUMNS = (
    ("section", "onderdeel", "section"),
    ("subject", "wie of wat", "who or what"),
    ("subject_iri", "IRI", "IRI"),
    ("kind", "soort", "kind"),
    ("status", "stand", "status"),
    ("measure", "maat", "measure"),
    ("before", "vandaag", "today"),
    ("after", "voorstel", "proposal"),
    ("evidence", "bewijs", "evidence"),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: the fields are the columns."""

    section: str
    subject: str
    subject_iri: str = ""
    kind: str = ""
    status: str = ""
    measure: str = ""
    before: str = ""
    after: str = ""
    evidence: tuple[str, ...] = ()

    def terms(self) -> tuple[Term | None, ...]:
        texts = (self.kind, self.status, self.measure, self.before, self.after, " ".join(self.evidence))
        iri = Iri(self.subject_iri) if self.subject_iri else None
        return (Literal(self.section), Literal(self.subject), iri, *(Literal(text) if text else None for text in texts))


def comparison_json(comparison: Comparison) -> str:
    """Return everything that a comparison holds as JSON; the keys are the names of its fields."""
    data: dict[str, Any] = asdict(comparison)
    structure = comparison.structure
    data["structure"] = {
        "name": structure.name, "note": structure.note, "computed": structure.computed, "others": structure.others,
    }  # fmt: skip
    data["differs"] = comparison.differs
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def comparison_table(comparison: Comparison) -> Table:
    """Return everything that a comparison holds as one table: a row for each measure of each thing."""
    columns = tuple(Column(*column) for column in _COLUMNS)
    return Table(comparison.structure.name, columns, tuple(row.terms() for row in _rows(comparison)))


def _rows(comparison: Comparison) -> Iterator[_Row]:
    structure = comparison.structure
    differs = str(comparison.differs).lower()
    yield _Row(
        "structure",
        structure.name,
        status="computed" if structure.computed else "own",
        measure="differs",
        after=differs,
    )
    yield from _professions(comparison)
    yield from _coverage(comparison)
    yield from _overlap(comparison)
    for loss in comparison.losses:
        holders = "; ".join(loss.holders)
        yield _Row("losses", loss.label, loss.iri, loss.kind, loss.answer, before=holders, evidence=loss.statements)
    for one in comparison.additions:
        status = "moved" if one.source else "added"
        yield _Row("additions", one.label, one.iri, one.kind, status, "", one.source, one.place, one.statements)
    yield from _reserved(comparison)
    for left in comparison.leftovers:
        yield _Row(
            "leftovers", left.label, left.iri, left.kind, left.answer, before=left.actor, evidence=left.statements
        )
    for actor in comparison.unplaced:
        count = str(actor.statements)
        yield _Row("unplaced", actor.name, actor.iri, actor.kind, structure.others, "statements", before=count)
    for move in comparison.movements:
        was, now = "; ".join(move.before), "; ".join(move.after)
        yield _Row("movements", move.relation, before=was, after=now, evidence=(move.statement,))


def _professions(comparison: Comparison) -> Iterator[_Row]:
    for change in comparison.professions:
        about = ("professions", change.name, change.iri, change.kind, "changed" if change.changed else "same")
        breadths = "; ".join(f"{origin.name}={origin.breadth}" for origin in change.made_of)
        depths = "; ".join(f"{origin.name}={origin.deepest}" for origin in change.made_of)
        yield _Row(*about, "breadth", breadths, str(change.breadth))
        yield _Row(*about, "depth", depths, change.deepest)


def _coverage(comparison: Comparison) -> Iterator[_Row]:
    for change in comparison.coverage:
        about = ("coverage", change.leefgebied, change.iri, "leefgebied")
        for answer in ("claimed", "both", "denied", "planned"):
            was = sum(claim.answer == answer for claim in change.before)
            now = sum(claim.answer == answer for claim in change.after)
            if was or now:
                yield _Row(*about, answer, "places", str(was), str(now))
        was, now = (sum(claim.claimed for claim in claims) for claims in (change.before, change.after))
        yield _Row(*about, "claimed", "statements", str(was), str(now))
        for name in change.gained:
            yield _Row(*about, "gained", after=name)
        for name in change.lost:
            yield _Row(*about, "lost", before=name)


def _overlap(comparison: Comparison) -> Iterator[_Row]:
    before, after = comparison.overlap_before, comparison.overlap_after
    mean = ["" if overlap.mean is None else f"{overlap.mean:.6f}" for overlap in (before, after)]
    yield _Row("overlap", "", measure="mean", before=mean[0], after=mean[1])
    yield _Row("overlap", "", measure="with_cells", before=str(before.with_cells), after=str(after.with_cells))
    for when, overlap in (("before", before), ("after", after)):
        for pair in overlap.pairs:
            row = _Row("overlap", f"{pair.one}; {pair.other}", kind="pair", measure="overlap", evidence=pair.statements)
            value = f"{pair.overlap:.6f}"
            yield replace(row, before=value) if when == "before" else replace(row, after=value)


def _reserved(comparison: Comparison) -> Iterator[_Row]:
    for change in comparison.reserved:
        verdicts = ["; ".join(f"{one.name}={one.verdict}" for one in found) for found in (change.before, change.after)]
        cited = tuple(dict.fromkeys(iri for verdict in change.before + change.after for iri in verdict.statements))
        about = ("reserved", change.task, change.task_iri, "task", change.status, change.frame)
        yield _Row(*about, verdicts[0], verdicts[1], cited)
