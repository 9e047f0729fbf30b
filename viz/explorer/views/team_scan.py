"""A team scan: upload the form that a team manager filled in, and read it beside what documents say; nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import BeroepenkaartError, SeveralErrors
from queries.team import read_team, scan
from queries.team.sheet import MOST_BYTES
from queries.team.template import template_csv, template_xlsx
from viz.explorer.context import Explorer
from viz.explorer.forms import Form
from viz.explorer.page import Attachment, Crumb, Page, Target
from viz.explorer.routes import View
from viz.explorer.words import words
from viz.teamscan import article

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def team_scan(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return the page that offers the empty form and takes the filled-in one."""
    del explorer
    return _page(language, {})


def scanned(explorer: Explorer, language: str, _: Mapping[str, str], form: Form) -> Page | Attachment:
    """Return the empty form as a file, or the scan of the one that was sent; every mistake in it is named."""
    form.allow_only("action", "team")
    if form.text("action") == "xlsx":
        return Attachment("team.xlsx", _XLSX, template_xlsx(explorer.graph.store))
    if form.text("action") == "csv":
        return Attachment("team.csv", "text/csv; charset=utf-8", template_csv().encode())
    upload = form.files.get("team")
    if upload is None:
        return _page(language, {"no_file": True}, status=400)
    try:
        found = scan(explorer.graph.store, read_team(upload.content, upload.name))
    except SeveralErrors as error:
        return _page(language, {"mistakes": [str(one) for one in error.errors]}, status=400)
    except BeroepenkaartError as error:
        return _page(language, {"mistakes": [str(error)]}, status=400)
    return _page(language, {"article": article(explorer.graph, found)})


def _page(language: str, data: Mapping[str, Any], status: int = 200) -> Page:
    w = words(language)
    return Page(
        title=w("team_scan.title"),
        explanation=w("team_scan.explanation"),
        template="team_scan.html",
        data={"mistakes": [], "no_file": False, "article": None, **data},
        crumbs=(Crumb(w("menu.teams"), Target("teams")),),
        status=status,
    )


VIEWS = (
    View(
        "team-scan",
        {"nl": "/team-scan", "en": "/team-scan"},
        team_scan,
        instances=lambda _: (),
        under="teams",
        styles=("team.css",),
        form=scanned,
        largest=MOST_BYTES + 64 * 1024,
    ),
)
