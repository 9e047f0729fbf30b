"""A life domain: who works in it and how deep, in which teams, and the themes under it; and the list of all seven."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from viz.explorer.cells import Cell
from viz.explorer.content import ACTORS, Concept, Statement
from viz.explorer.context import Explorer
from viz.explorer.page import Crumb, Page, Sheet, Target, Value
from viz.explorer.problems import not_in_graph
from viz.explorer.render import Names
from viz.explorer.routes import View
from viz.explorer.views.overview import in_words
from viz.explorer.words import words


@dataclass(frozen=True, slots=True)
class Row:
    """An actor in the life domain: its cell, and the statements that say in or around which teams it is."""

    actor: Concept
    cell: Cell
    memberships: tuple[Statement, ...]
    sentence: str


def leefgebied_page(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the page of a life domain: actors by depth, then themes with who knows of them."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    concept = content.concept("leefgebied", parameters["slug"])
    if concept is None:
        raise not_in_graph(explorer, "leefgebied", parameters["slug"])
    rows = [
        Row(content.concepts[cell.actor], cell, _memberships(explorer, cell.actor), in_words(cell, w, names))
        for cell in explorer.matrix.values()
        if cell.leefgebied == concept.iri
    ]
    rows.sort(key=lambda row: (-_depth(explorer, row.cell), -row.cell.claimed, names.text(row.actor.iri).casefold()))
    themes = [theme for theme in content.by_kind.get("theme", []) if concept.iri in theme.leefgebieden]
    who = [(theme, content.said_to(theme.iri, "expertise-in")) for theme in themes]
    header = [w(f"leefgebied.{name}") for name in ("who", "kind", "found", "deepest", "teams")]
    table = [
        [
            names.text(row.actor.iri), w(f"kind.{row.actor.kind}"), row.sentence,
            names.text(row.cell.deepest) if row.cell.deepest else "",
            "; ".join(_team(names, one) for one in row.memberships),
        ]
        for row in rows
    ]  # fmt: skip
    known = [[names.text(t.iri), names.text(s.subject), w(f"answer.{s.answer}")] for t, said in who for s in said]
    return Page(
        title=names.text(concept.iri),
        title_language=names.language_of(concept.iri),
        explanation=w("leefgebied.explanation"),
        template="leefgebied.html",
        data={
            "concept": concept,
            "rows": rows,
            "themes": who,
            "kinds": [k for k in ACTORS if any(r.actor.kind == k for r in rows)],
        },
        sheets=(
            Sheet("wie", w("leefgebied.table"), header, table),
            Sheet(
                "themas",
                w("leefgebied.themes"),
                [w("leefgebied.theme"), w("leefgebied.who"), w("column.answer")],
                known,
            ),
        ),
        crumbs=(Crumb(w("menu.leefgebieden"), Target("leefgebieden")),),
    )


def _depth(explorer: Explorer, cell: Cell) -> int:
    return explorer.content.concepts[cell.deepest].depth if cell.deepest else 0


def _memberships(explorer: Explorer, actor: str) -> tuple[Statement, ...]:
    found = [one for one in explorer.content.said_of(actor, "member-of-team") if one.answer == "claimed"]
    return tuple({(one.object, one.shell): one for one in found}.values())


def _team(names: Names, membership: Statement) -> str:
    shell = f" ({names.token('shell', membership.shell)})" if membership.shell else ""
    return names.text(membership.object) + shell


def leefgebieden(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return the seven life domains, with how many actors are named, denied or wished in each."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    rows = []
    for concept in content.leefgebieden:
        cells = [cell for cell in explorer.matrix.values() if cell.leefgebied == concept.iri]
        themes = sum(concept.iri in theme.leefgebieden for theme in content.by_kind.get("theme", []))
        rows.append(
            (concept, sum(bool(cell.claimed) for cell in cells), sum(not cell.claimed for cell in cells), themes)
        )
    header = [w(f"leefgebieden.{name}") for name in ("name", "actors", "not_claimed", "themes")]
    table: list[list[Value]] = [[names.text(concept.iri), *counts] for concept, *counts in rows]
    return Page(
        title=w("leefgebieden.title"),
        explanation=w("leefgebieden.explanation"),
        template="leefgebieden.html",
        data={"rows": rows},
        sheets=(Sheet("leefgebieden", w("leefgebieden.title"), header, table),),
    )


def _instances(explorer: Explorer) -> Iterable[Mapping[str, str]]:
    return ({"slug": concept.slug} for concept in explorer.content.leefgebieden)


VIEWS = (
    View("leefgebieden", {"nl": "/leefgebieden", "en": "/life-domains"}, leefgebieden, menu=3),
    View(
        "leefgebied",
        {"nl": "/leefgebied/{slug}", "en": "/life-domain/{slug}"},
        leefgebied_page,
        instances=_instances,
        shows="leefgebied",
        under="leefgebieden",
    ),
)
