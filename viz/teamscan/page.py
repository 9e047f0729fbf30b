"""From a team scan to HTML: the report's tables, and the sources beneath with their words. No script runs in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.evidence import ReadableGraph, evidence_of, short_id
from queries.team import TeamScan
from queries.team.report import headline, numbered, report, title
from queries.team.sections import Row, Section

__all__ = ["article", "team_page"]

_SHARED = ("base.css", "components.css")
"""Style sheets of the explorer that give the page its letters, colours and tables."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring rows that share their leading cells; without such cells, all rows of a section."""

    shared: tuple[tuple[str, ...], ...]
    tone: str
    rows: tuple[Row, ...]


def team_page(graph: ReadableGraph, scan: TeamScan) -> str:
    """Return the scan as a self-contained page; quotations come from the user's copies where `graph` has them.

    The page's own Content-Security-Policy admits its style sheet, by its hash, and nothing else: no script, no connection.
    """
    style = _style()
    code = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{code}'; base-uri 'none'; form-action 'none'"
    page = _environment().get_template("page.html")
    return page.render(title=title(scan), style=Markup(style), policy=policy, article=article(graph, scan))  # noqa: S704 - our own files


def article(graph: ReadableGraph, scan: TeamScan) -> Markup:
    """Return the scan as one ``article`` with its own ``h1``, for a page that has ``team.css``; every value is escaped."""
    sections = report(scan)
    numbers = numbered(sections)
    html = (
        _environment()
        .get_template("article.html")
        .render(
            title=title(scan),
            facts=[fact for fact in (scan.place, f"ingevuld op {scan.date}" if scan.date else "", scan.source) if fact],
            headline=headline(scan),
            sections=[(section, tuple(_groups(section))) for section in sections],
            numbers=numbers,
            evidence=evidence_of(graph, numbers),
            notes=scan.notes,
            short_id=short_id,
        )
    )
    return Markup(html)  # noqa: S704 - made by the template, which escapes


def _groups(section: Section) -> Iterator[_Group]:
    for _, found in groupby(section.rows, key=lambda row: row.cells[: section.grouped]):
        rows = tuple(found)
        yield _Group(rows[0].cells[: section.grouped], rows[0].tone, rows)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("viz.teamscan"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def _style() -> str:
    viz = files("viz")
    shared = [(viz / "explorer" / "static" / name).read_text(encoding="utf-8") for name in _SHARED]
    return "\n".join([*shared, (viz / "teamscan" / "static" / "team.css").read_text(encoding="utf-8")])
