"""A question in ordinary Dutch: how it was understood, its answer, or the nearest questions to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import BeroepenkaartError
from queries.understanding import Meaning
from viz.explorer.choices import key_of
from viz.explorer.context import Explorer
from viz.explorer.page import AddressError, Crumb, Page, Sheet, Target
from viz.explorer.render import Names
from viz.explorer.routes import Parameter, View
from viz.explorer.views.question import shown_rows
from viz.explorer.words import words

_EXAMPLES = (
    "Wie werkt er aan psychische gezondheid?",
    "Wie zit er in de buitenschil van Vlaardingen?",
    "Wat is het verschil tussen mbo- en hbo-professionals?",
    "Waar zijn grijze gebieden?",
    "Wat ontbreekt er in het wijkteam van Zaanstad?",
    "Welk werk is voorbehouden aan mensen met een SKJ-registratie?",
)
_LONGEST = 500


def ask(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return how a question was understood, with its answer; without a question, the box and examples."""
    w = words(language)
    text = parameters.get("q", "").strip()
    if len(text) > _LONGEST:
        raise AddressError("too_long", n=_LONGEST, status=400)
    data: dict[str, Any] = {
        "text": text,
        "examples": _EXAMPLES,
        "understanding": None,
        "answer": None,
        "alternatives": [],
    }
    crumbs = (Crumb(w("menu.questions"), Target("questions")),)
    if not text:
        return Page(w("ask.title"), w("ask.explanation"), "ask.html", data, crumbs=crumbs)
    try:
        understood = explorer.understander.understand(text)
        found = explorer.answered(understood)
    except BeroepenkaartError as error:
        raise AddressError("refused", status=400, near=[(w("ask.title"), Target("ask"))], deep=error) from error
    alternatives = [
        (alternative, Target("question", {"id": alternative.id, **_values(explorer, alternative.parameters)}))
        for alternative in understood.alternatives
    ]
    sheets: tuple[Sheet, ...] = ()
    answer = None
    if found is not None:
        columns, rows, sheet = shown_rows(explorer, Names(explorer, language), found.table)
        answer = {
            "columns": columns,
            "rows": rows[:_MOST_ROWS],
            "count": len(rows),
            "remark": found.remark,
            "target": Target("question", {"id": understood.id or "", **_values(explorer, understood.parameters)}),
        }
        sheets = (sheet,)
    return Page(
        title=text,
        title_language="nl",
        explanation=understood.understood,
        explanation_language="nl",
        template="ask.html",
        data={**data, "understanding": understood, "answer": answer, "alternatives": alternatives, "most": _MOST_ROWS},
        sheets=sheets,
        crumbs=crumbs,
    )


_MOST_ROWS = 100


def _values(explorer: Explorer, parameters: Mapping[str, Meaning]) -> dict[str, str]:
    """Return parameters as they stand in the address of the question."""
    found = {}
    for name, meaning in parameters.items():
        concept = explorer.content.concepts.get(meaning.iri)
        found[name] = key_of(concept) if concept is not None else meaning.label
    return found


VIEWS = (
    View(
        "ask",
        {"nl": "/eigen-vraag", "en": "/own-question"},
        ask,
        instances=lambda _: (),
        parameters=(Parameter("q"),),
        under="questions",
    ),
)
