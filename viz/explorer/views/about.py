"""What Beroepenkaart is, what its words mean, what it cannot tell, how to cite it, and what can be taken away."""

from __future__ import annotations

from collections.abc import Mapping

from viz.explorer.context import Explorer
from viz.explorer.page import Page, Sheet, Value
from viz.explorer.render import Names
from viz.explorer.routes import View
from viz.explorer.tables import statements_sheet
from viz.explorer.words import words

_TERMS = ("leefgebied", "cell", "overlap", "grey", "gap", "shell", "breadth", "depth", "silence", "single")


def about(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return the page about the product."""
    w = words(language)
    content = explorer.content
    counts = [
        (w("about.documents"), len(content.sources)),
        (w("about.statements"), len(content.statements)),
        (w("about.passages"), len({p.iri for s in content.statements.values() for p in s.passages})),
        (w("about.concepts"), len(content.concepts)),
    ]
    terms: list[list[Value]] = [[w(f"about.term_{name}"), w(f"about.means_{name}")] for name in _TERMS]
    return Page(
        title=w("about.title"),
        explanation=w("about.explanation"),
        template="about.html",
        data={"counts": counts, "terms": terms, "copies": [s for s in content.sources if explorer.text(s) is not None]},
        sheets=(Sheet("woorden", w("about.terms"), [w("about.term"), w("about.meaning")], terms),),
    )


def downloads(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return everything that can be taken away as a table, and how to take the graph itself."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    concepts: list[list[Value]] = [
        [names.text(c.iri), c.kind, c.label, ", ".join(c.alternatives), names.definition(c.iri), c.iri]
        for listed in content.by_kind.values()
        for c in listed
    ]
    header = [w(f"downloads.{name}") for name in ("name", "kind", "dutch", "alternatives", "definition", "iri")]
    return Page(
        title=w("downloads.title"),
        explanation=w("downloads.explanation"),
        template="downloads.html",
        sheets=(
            statements_sheet(explorer, language, "uitspraken", content.statements.values()),
            Sheet("begrippen", w("downloads.concepts"), header, concepts),
        ),
    )


VIEWS = (
    View("about", {"nl": "/over", "en": "/about"}, about),
    View("downloads", {"nl": "/downloads", "en": "/downloads"}, downloads),
)
