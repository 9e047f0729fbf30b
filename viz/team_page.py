"""The team scan as one page to read, print and hand round: the report's tables, and the sources beneath with their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kg.evidence import ReadableGraph, evidence_of, short_id
from queries.team import TeamScan
from queries.team.report import Row, Section, headline, numbered, report
from viz.page import render_page

__all__ = ["team_page"]


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring rows that share their leading cells; without such cells, all rows of a section."""

    shared: tuple[tuple[str, ...], ...]
    tone: str
    rows: tuple[Row, ...]


def team_page(graph: ReadableGraph, scan: TeamScan) -> str:
    """Return the scan as a self-contained page; quotations come from the user's copies where `graph` has them.

    Everything in the page is data of the sheet or the graph, and escaped; no script runs and nothing is loaded.
    """
    sections = report(scan)
    numbers = numbered(sections)
    return render_page(
        "team.html",
        title=f"Teamscan: {scan.team or 'team zonder naam'}",
        facts=[fact for fact in (scan.place, f"ingevuld op {scan.date}" if scan.date else "", scan.source) if fact],
        headline=headline(scan),
        sections=[(section, tuple(_groups(section))) for section in sections],
        numbers=numbers,
        evidence=evidence_of(graph, numbers),
        notes=scan.notes,
        short_id=short_id,
    )


def _groups(section: Section) -> Iterator[_Group]:
    for _, found in groupby(section.rows, key=lambda row: row.cells[: section.grouped]):
        rows = tuple(found)
        yield _Group(rows[0].cells[: section.grouped], rows[0].tone, rows)
