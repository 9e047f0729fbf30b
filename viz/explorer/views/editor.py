"""The SPARQL editor: examples, prefixes, the vocabulary to choose from, and the answer as a table."""

from __future__ import annotations

from collections.abc import Mapping

from kg.namespaces import BK, PREFIXES
from queries import questions
from viz.explorer.context import Explorer
from viz.explorer.page import AddressError, Page
from viz.explorer.routes import Parameter, View
from viz.explorer.words import words

_EXAMPLES = (
    (
        "professions",
        """SELECT ?beroep ?label WHERE {
  ?beroep a bk:Profession ; skos:prefLabel ?label .
  FILTER(LANG(?label) = "nl")
} ORDER BY ?label""",
    ),
    (
        "active",
        """SELECT DISTINCT ?wie ?label WHERE {
  ?wie bk:activeIn <https://w3id.org/beroepenkaart/id/leefgebied/psychische-gezondheid> ; skos:prefLabel ?label .
  FILTER(LANG(?label) = "nl")
} ORDER BY ?label""",
    ),
    (
        "denied",
        """SELECT ?uitspraak ?omschrijving WHERE {
  ?uitspraak a bk:Statement ; bk:polarity <https://w3id.org/beroepenkaart/id/polarity/neg> ; bk:gloss ?omschrijving .
} ORDER BY ?omschrijving LIMIT 100""",
    ),
    (
        "members",
        """SELECT ?team ?wie ?schil WHERE {
  ?lidmaatschap a org:Membership ; org:organization/skos:prefLabel ?team ; org:member/skos:prefLabel ?wie .
  OPTIONAL { ?lidmaatschap bk:shell/skos:prefLabel ?schil FILTER(LANG(?schil) = "nl") }
  FILTER(LANG(?team) = "nl" && LANG(?wie) = "nl")
} ORDER BY ?team ?schil ?wie""",
    ),
    (
        "counts",
        """SELECT ?document (COUNT(?uitspraak) AS ?aantal) WHERE {
  ?uitspraak a bk:Statement ; bk:document/dcterms:identifier ?document .
} GROUP BY ?document ORDER BY DESC(?aantal)""",
    ),
    (
        "why",
        """SELECT ?feit ?regel ?uit WHERE {
  ?feit a bk:DerivedFact ; bk:rule ?regel ; bk:predicate bk:activeIn ; prov:wasDerivedFrom ?uit .
} ORDER BY ?feit LIMIT 100""",
    ),
)
_LONGEST = 20_000
"""Characters of a query that an address may bring along."""
_KEYWORDS = (
    "SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "UNION", "MINUS", "VALUES", "BIND", "GROUP BY", "ORDER BY", "LIMIT",
    "HAVING", "COUNT", "ASK", "CONSTRUCT", "DESCRIBE",
)  # fmt: skip


def editor(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the editor with the query of the address, else the first example."""
    w = words(language)
    query = parameters.get("query", "")
    if len(query) > _LONGEST:
        raise AddressError("too_long", n=_LONGEST, status=400)
    terms = sorted(
        [f"bk:{iri.removeprefix(BK)}", labels.get(language) or labels.get("nl", "")]
        for iri, labels in explorer.content.classes.items()
        if iri.startswith(BK)
    )
    return Page(
        title=w("editor.title"),
        explanation=w("editor.explanation"),
        template="editor.html",
        data={
            "query": query or _EXAMPLES[0][1],
            "examples": _EXAMPLES,
            "questions": questions(),
            "prefixes": sorted(PREFIXES.items()),
            "completions": {
                "terms": terms,
                "keywords": [[keyword, ""] for keyword in _KEYWORDS],
                "words": {
                    name: w(f"editor.{name}")
                    for name in (
                        "running",
                        "rows",
                        "row",
                        "none",
                        "true",
                        "false",
                        "failed",
                        "copied",
                        "offered",
                        "more",
                        "graph",
                    )
                },
            },
        },
    )


VIEWS = (
    View(
        "sparql",
        {"nl": "/sparql", "en": "/sparql"},
        editor,
        instances=lambda _: (),
        parameters=(Parameter("query"),),
        under="questions",
        styles=("editor.css",),
        scripts=("editor.js",),
    ),
)
