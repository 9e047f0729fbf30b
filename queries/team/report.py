"""The scan as people read it: a title, the scan at a glance, and titled tables in plain Dutch with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from queries.team.document_sections import (
    alerts_section,
    confidentiality_section,
    missed_people_section,
    missed_things_section,
    teams_section,
)
from queries.team.model import Member, TeamScan
from queries.team.own_sections import coverage_section, gaps_section, members_section, overlaps_section
from queries.team.sections import Section, two_decimals

__all__ = ["headline", "numbered", "report", "title"]


def title(scan: TeamScan) -> str:
    """Return the heading of the report."""
    return f"Teamscan: {scan.team or 'team zonder naam'}"


def headline(scan: TeamScan) -> tuple[tuple[str, str], ...]:
    """Return the scan at a glance, as pairs of a name and a value."""
    inner = [domain for domain in scan.coverage if domain.status == "inner"]
    outer = [domain.leefgebied.label for domain in scan.coverage if domain.status == "outer_only"]
    bare = [domain.leefgebied.label for domain in scan.coverage if domain.status == "not_filled_in"]
    unknown = [domain.leefgebied.label for domain in scan.coverage if domain.status == "shell_unknown"]
    concerns = [alert for alert in scan.alerts if alert.verdict in ("lacking", "not_filled_in", "partly")]
    shells = [
        f"{count} in de {shell}" if shell else f"{count} zonder schil" for shell, count in _shell_counts(scan.members)
    ]
    nearest = scan.nearest
    pairs = [
        ("Beroepen, rollen en organisaties", ", ".join(shells)),
        ("Leefgebieden in de binnenschil", f"{len(inner)} van {len(scan.coverage)}"),
        ("Alleen in de buitenschil", "; ".join(outer) or "geen"),
        ("Niet ingevuld", "; ".join(bare) or "geen"),
        ("Registratie om na te gaan", f"{len(concerns)}" if concerns else "geen melding"),
        (
            "Lijkt het meest op",
            f"{nearest.team.label} ({len(nearest.shared)} in beide; gelijkenis {two_decimals(nearest.similarity)})"
            if nearest
            else "geen van de beschreven teams",
        ),
    ]
    return (*pairs[:4], *[("Schil niet ingevuld", "; ".join(unknown))] * bool(unknown), *pairs[4:])


def report(scan: TeamScan) -> tuple[Section, ...]:
    """Return the parts of the report, in reading order."""
    return (
        coverage_section(scan), gaps_section(scan), overlaps_section(scan), alerts_section(scan), confidentiality_section(scan),
        missed_people_section(scan), teams_section(scan), members_section(scan), missed_things_section(scan),
    )  # fmt: skip


def numbered(sections: Sequence[Section]) -> dict[str, int]:
    """Return a number for each statement, from 1, in the order in which the report names them."""
    listed = (iri for section in sections for row in section.rows for iri in row.statements)
    return {iri: number for number, iri in enumerate(dict.fromkeys(listed), start=1)}


def _shell_counts(members: Iterable[Member]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {"binnenschil": 0, "buitenschil": 0}
    for member in members:
        counts[member.shell] = counts.get(member.shell, 0) + 1
    return list(counts.items())
