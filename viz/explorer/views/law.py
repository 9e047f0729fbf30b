"""Law and reserved work: what is reserved to whom, what frames bind whom, who must keep silent."""

from __future__ import annotations

from collections.abc import Mapping

from viz.explorer.content import Concept, Statement
from viz.explorer.context import Explorer
from viz.explorer.page import Page, Sheet
from viz.explorer.render import Names
from viz.explorer.routes import View
from viz.explorer.sections import Section, section
from viz.explorer.tables import statements_sheet
from viz.explorer.words import words

_ACTS = "https://wetten.overheid.nl/"
_PARTS = (
    ("voorbehouden", "reserved", ("registratie", "opleidingseis", "verbod")),
    ("bevoegd", "authority", ("bevoegdheid",)),
    ("geheim", "secrecy", ("geheimhouding", "toestemming")),
    ("plicht", "duty", ("plicht",)),
    ("norm", "norm", ("beroepsnorm", "financiering")),
)
"""Sections of the page, with the kinds of rule that each holds."""


def law(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return what documents say about laws, registers and codes, by kind of rule, and who may do reserved work."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    rules = [s for s in content.statements.values() if s.relation == "constrained-by"]
    parts = [
        section(explorer, language, name, w(f"law.{key}"), [s for s in rules if _kind(s) in kinds], "subject")
        for name, key, kinds in _PARTS
    ]
    verdicts = [
        (
            content.concepts[row["actor_iri"]],
            content.concepts[row["task_iri"]],
            row,
            content.statements[row["statement_iri"]],
        )
        for row in explorer.rows("assignments")
    ]
    verdict_sheet = Sheet(
        "wie-mag",
        w("law.verdicts"),
        [w(f"law.{name}") for name in ("actor", "task", "frame", "verdict")],
        [[names.text(a.iri), names.text(t.iri), row["frame"], w(f"law.{row['verdict']}")] for a, t, row, _ in verdicts],
    )
    return Page(
        title=w("law.title"),
        explanation=w("law.explanation"),
        template="law.html",
        data={
            "parts": [(part, _by_frame(explorer, part)) for part in parts],
            "verdicts": verdicts,
            "frames": _frames(explorer),
        },
        sheets=(statements_sheet(explorer, language, "regels", rules), verdict_sheet),
    )


def _kind(statement: Statement) -> str:
    return statement.activity.rsplit("/", 1)[-1]


def _by_frame(explorer: Explorer, part: Section) -> list[tuple[Concept, list[Statement]]]:
    """Return the statements of a section by the frame that binds, in order of its label."""
    found: dict[str, list[Statement]] = {}
    for statement in part.statements:
        found.setdefault(statement.object, []).append(statement)
    listed = [(explorer.content.concepts[iri], statements) for iri, statements in found.items()]
    return sorted(listed, key=lambda item: item[0].label.casefold())


def _frames(explorer: Explorer) -> list[tuple[Concept, str]]:
    """Return the acts that have an address at the government's site of laws, with that address."""
    found = []
    for concept in explorer.content.by_kind.get("legal-frame", []):
        address = next((target for name, target in concept.links if name == "seeAlso" and target.startswith(_ACTS)), "")
        if address:
            found.append((concept, address))
    return found


VIEWS = (View("law", {"nl": "/wet", "en": "/law"}, law, menu=6),)
