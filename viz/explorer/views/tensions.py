"""Tensions and bottlenecks, by kind and by party."""

from __future__ import annotations

from collections.abc import Mapping

from viz.explorer.content import Statement
from viz.explorer.context import Explorer
from viz.explorer.page import AddressError, Page, Sheet, Target, Value
from viz.explorer.render import Names
from viz.explorer.routes import Parameter, View
from viz.explorer.words import words


def tensions(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return all tensions, or with ``soort`` those of one kind."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    found: dict[str, list[Statement]] = {}
    for statement in content.statements.values():
        if statement.relation == "tension":
            found.setdefault(statement.activity.rsplit("/", 1)[-1], []).append(statement)
    wanted = parameters.get("soort", "")
    if wanted and wanted not in found:
        near = [(names.token("tension-kind", kind), Target("tensions", {"soort": kind})) for kind in sorted(found)]
        raise AddressError("no_value", value=wanted, name="soort", status=400, near=near)
    kinds = sorted(found, key=lambda kind: -len(found[kind]))
    shown = [s for kind in kinds if wanted in ("", kind) for s in found[kind]]
    shown.sort(key=lambda s: (kinds.index(s.activity.rsplit("/", 1)[-1]), names.text(s.subject).casefold(), s.iri))
    rows: list[list[Value]] = [
        [
            names.text(s.activity), names.text(s.subject), names.text(s.object), w(f"answer.{s.answer}"), s.gloss,
            s.document, s.id,
        ]
        for s in shown
    ]  # fmt: skip
    header = [w("tensions.kind"), w("tensions.one"), w("tensions.other")]
    header += [w(f"column.{name}") for name in ("answer", "gloss", "document", "statement")]
    return Page(
        title=w("tensions.title"),
        explanation=w("tensions.explanation"),
        template="tensions.html",
        data={"kinds": [(kind, len(found[kind])) for kind in kinds], "chosen": wanted, "shown": shown},
        sheets=(Sheet("spanningen", w("tensions.title"), header, rows),),
    )


def _instances(explorer: Explorer) -> list[dict[str, str]]:
    found = {s.activity.rsplit("/", 1)[-1] for s in explorer.content.statements.values() if s.relation == "tension"}
    return [{}, *({"soort": kind} for kind in sorted(found))]


VIEWS = (
    View(
        "tensions",
        {"nl": "/spanningen", "en": "/tensions"},
        tensions,
        instances=_instances,
        parameters=(Parameter("soort"),),
        under="overlap",
    ),
)
