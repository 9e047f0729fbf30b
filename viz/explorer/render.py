"""From a page as values to HTML: one Jinja environment that escapes everything, and what every template may use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from viz.explorer.context import Explorer
from viz.explorer.headers import FILE_POLICY
from viz.explorer.links import Links
from viz.explorer.page import Page
from viz.explorer.routes import LANGUAGES, View, all_views
from viz.explorer.words import words

__all__ = ["Names", "render"]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("viz.explorer"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


class Names:
    """Concepts as people read them in a language: English where there is an English label, else Dutch and marked so."""

    def __init__(self, explorer: Explorer, language: str) -> None:
        self._content = explorer.content
        self.language = language

    def text(self, iri: str) -> str:
        """Return the label of a concept, its Dutch label, or the end of the IRI."""
        concept = self._content.concepts.get(iri)
        return iri.rsplit("/", 1)[-1] if concept is None else concept.labels.get(self.language) or concept.label

    def language_of(self, iri: str) -> str:
        """Return the language of that text where it is not the language of the page, else an empty text."""
        concept = self._content.concepts.get(iri)
        return "nl" if concept is not None and self.language not in concept.labels and self.language != "nl" else ""

    def marked(self, iri: str) -> Markup:
        """Return the label as HTML, in a span with its language where that differs from the page."""
        if self.language_of(iri):
            return Markup('<span lang="nl">{}</span>').format(self.text(iri))
        return Markup("{}").format(self.text(iri))

    def token(self, kind: str, token: str) -> str:
        """Return the label of a member of a closed list: ``modality``, ``desired``."""
        concept = self._content.concept(kind, token)
        return token if concept is None else concept.labels.get(self.language) or concept.label

    def definition(self, iri: str) -> str:
        """Return the definition of a concept in the language, else in Dutch, else an empty text."""
        concept = self._content.concepts.get(iri)
        return "" if concept is None else concept.definitions.get(self.language) or concept.definitions.get("nl", "")

    def property(self, iri: str) -> str:
        """Return the label of a class or property of the ontology."""
        labels: Mapping[str, str] = self._content.classes.get(iri, {})
        return labels.get(self.language) or labels.get("nl") or iri.rsplit("#", 1)[-1]


def render(explorer: Explorer, page: Page, view: View | None, links: Links) -> str:
    """Return a page as HTML."""
    names = Names(explorer, links.language)
    text = words(links.language)
    menu = sorted((item for item in all_views() if item.menu), key=lambda item: item.menu)
    marked = (view.under or view.name) if view is not None else ""
    return (
        _environment()
        .get_template(page.template)
        .render(
            page=page,
            view=view,
            links=links,
            w=text,
            names=names,
            content=explorer.content,
            quotation=explorer.quotation,
            has_text=lambda document: explorer.text(document) is not None,
            menu=menu,
            may_review=explorer.desk is not None,
            marked=marked,
            language=links.language,
            policy=FILE_POLICY,
            other_language=next(language for language in LANGUAGES if language != links.language),
            **page.data,
        )
    )
