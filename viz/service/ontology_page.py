"""The ontology as a page for people: every class and property with its labels, definitions, domain and range."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import ontology
from kg.namespaces import BK, VOCABULARY_GRAPH
from kg.store import EmbeddedStore
from kg.terms import Iri, Literal, short
from viz.page import render_page

__all__ = ["ontology_page"]

_KINDS = (
    ("owl:Class", "Klassen", "Classes"),
    ("owl:ObjectProperty", "Eigenschappen tussen dingen", "Properties between things"),
    ("owl:DatatypeProperty", "Eigenschappen met een waarde", "Properties with a value"),
    ("owl:AnnotationProperty", "Aantekeningen", "Annotations"),
)
_TIES = (
    ("rdfs:subClassOf", "soort van"), ("rdfs:subPropertyOf", "soort van"), ("rdfs:domain", "van"), ("rdfs:range", "naar"),
    ("owl:inverseOf", "omgekeerde van"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Term:
    """A class or property: texts by language, and its ties to other terms by what they are called."""

    name: str
    labels: dict[str, str]
    definitions: dict[str, str]
    ties: tuple[tuple[str, str, str], ...]
    """What the tie is called, the other term, and its place on this page (empty for a term of another vocabulary)."""


@cache
def ontology_page() -> str:
    """Return a self-contained page; the part of each term has its local name as anchor, so ``/def#Profession`` leads there."""
    store = EmbeddedStore()
    store.add_turtle(VOCABULARY_GRAPH, ontology.core())
    sections = [(title, title_en, _terms(store, kind)) for kind, title, title_en in _KINDS]
    return render_page("ontology.html", title="De ontologie", version=ontology.VERSION, namespace=BK, sections=sections)


def _terms(store: EmbeddedStore, kind: str) -> list[_Term]:
    rows = store.select(f"SELECT ?t WHERE {{ ?t a {kind} ; rdfs:isDefinedBy ?o }} ORDER BY LCASE(STR(?t))").rows
    return [_term(store, str(row[0])) for row in rows]


def _term(store: EmbeddedStore, iri: str) -> _Term:
    def texts(name: str) -> dict[str, str]:
        rows = store.select(f"SELECT ?text WHERE {{ <{iri}> {name} ?text }}").rows
        return {text.language: str(text) for (text,) in rows if isinstance(text, Literal)}

    ties = []
    for name, title in _TIES:
        for (other,) in store.select(f"SELECT ?other WHERE {{ <{iri}> {name} ?other }} ORDER BY ?other").rows:
            if isinstance(other, Iri):
                here = other.value.removeprefix(BK) if other.value.startswith(BK) else ""
                ties.append((title, short(other.value), here))
    return _Term(iri.removeprefix(BK), texts("rdfs:label"), texts("skos:definition"), tuple(ties))
