"""Two teams side by side: who is only in the one, in both, only in the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from viz.explorer.choices import chosen, key_of
from viz.explorer.content import Concept, Statement
from viz.explorer.context import Explorer
from viz.explorer.page import Crumb, Page, Sheet, Target
from viz.explorer.render import Names
from viz.explorer.routes import Parameter, View
from viz.explorer.words import words

_SIDES = ("one", "both", "other")


def compare_teams(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return who is in or around team ``a`` and team ``b``; without both, the form to choose them."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    a, b = (
        chosen(explorer, parameters[name], ("team",), "compare-teams", name) if parameters.get(name) else None
        for name in ("a", "b")
    )
    data: dict[str, Any] = {
        "a": a,
        "b": b,
        "teams": _with_members(explorer),
        "key_of": key_of,
        "sides": {},
        "any": False,
    }
    crumbs = (Crumb(w("menu.teams"), Target("teams")),)
    if a is None or b is None:
        return Page(w("compare_teams.title"), w("compare_teams.explanation"), "compare_teams.html", data, crumbs=crumbs)
    rows = explorer.rows("teams-compared", team=a.iri, other_team=b.iri)
    sides: dict[str, list[tuple[Concept, str, str, tuple[Statement, ...]]]] = {side: [] for side in _SIDES}
    for row in rows:
        side = "both" if row["in_team"] and row["in_other_team"] else "one" if row["in_team"] else "other"
        statements = tuple(content.statements[iri] for iri in sorted(row["evidence"].split()))
        sides[side].append((content.concepts[row["actor_iri"]], row["in_team"], row["in_other_team"], statements))
    header = [w("team.who"), w("team.kind"), names.text(a.iri), names.text(b.iri)]
    sheet = Sheet(
        "teams",
        w("compare_teams.title"),
        header,
        [
            [
                names.text(r["actor_iri"]), w(f"kind.{content.concepts[r['actor_iri']].kind}"),
                r["in_team"] or w("frame.not_found"), r["in_other_team"] or w("frame.not_found"),
            ]
            for r in rows
        ],
    )  # fmt: skip
    return Page(
        title=w("compare.title_of", one=names.text(a.iri), other=names.text(b.iri)),
        explanation=w("compare_teams.explanation_of"),
        template="compare_teams.html",
        data={**data, "sides": sides, "any": bool(rows)},
        sheets=(sheet,),
        crumbs=crumbs,
    )


def _with_members(explorer: Explorer) -> list[Concept]:
    members = {s.object for s in explorer.content.statements.values() if s.relation == "member-of-team"}
    return [team for team in explorer.content.by_kind.get("team", []) if team.iri in members]


def _instances(_: Explorer) -> Iterable[Mapping[str, str]]:
    yield {}


VIEWS = (
    View(
        "compare-teams",
        {"nl": "/vergelijk-teams", "en": "/compare-teams"},
        compare_teams,
        instances=_instances,
        parameters=(Parameter("a"), Parameter("b")),
        under="teams",
        styles=("compare.css",),
    ),
)
