"""One statement: what is said, every qualifier in words, the passages, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.identifiers import ID_LENGTH
from viz.explorer.context import Explorer
from viz.explorer.derived import consequences
from viz.explorer.page import AddressError, Crumb, Page, Target
from viz.explorer.routes import View
from viz.explorer.tables import statements_sheet
from viz.explorer.words import words


def statement_page(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the page of the statement with an identifier."""
    w, content = words(language), explorer.content
    statement = content.statement(parameters["id"])
    if statement is None:
        raise AddressError("no_statement", id=parameters["id"][: 2 * ID_LENGTH])
    source = content.sources.get(statement.document)
    return Page(
        title=statement.gloss or w("statement.no_gloss"),
        title_language="nl" if language != "nl" else "",
        explanation=w("statement.explanation"),
        template="statement.html",
        data={
            "statement": statement,
            "source": source,
            "facts": consequences(explorer.derived, statement),
            "counts": explorer.derived.counts.get(statement.iri, ()),
        },
        sheets=(statements_sheet(explorer, language, "uitspraak", [statement]),),
        crumbs=(
            Crumb(w("menu.sources"), Target("sources")),
            Crumb(source.title if source else statement.document, Target("source", {"slug": statement.document})),
        ),
    )


def _instances(explorer: Explorer) -> Iterable[Mapping[str, str]]:
    return ({"id": statement.id} for statement in explorer.content.statements.values())


VIEWS = (
    View(
        "statement",
        {"nl": "/uitspraak/{id}", "en": "/statement/{id}"},
        statement_page,
        instances=_instances,
        under="sources",
        files=(),
    ),
)
