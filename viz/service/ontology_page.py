"""The ontology as a page for people: every class and property with its labels, definitions, domain and range."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import ontology
from kg.namespaces import BK, VOCABULARY_GRAPH
from kg.store import EmbeddedStore
from kg.terms import Iri, Literal, short

__all__ = ["ontology_page", "ontology_policy"]

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
    """Return a self-contained page; the part of each term has its local name as anchor, so ``/def#Profession`` leads there.

    It loads and runs nothing: `ontology_policy` admits its own style sheet and no more.
    """
    store = EmbeddedStore()
    store.add_turtle(VOCABULARY_GRAPH, ontology.core())
    sections = [(title, title_en, _terms(store, kind)) for kind, title, title_en in _KINDS]
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = Markup(_style())  # noqa: S704 - our own file
    return environment.get_template("ontology.html").render(
        style=style, version=ontology.VERSION, namespace=BK, sections=sections
    )


@cache
def ontology_policy() -> str:
    """Return the Content-Security-Policy of the page."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _style() -> str:
    return (files(__package__) / "templates" / "ontology.css").read_text(encoding="utf-8")


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
