"""What rules derive from a statement, step by step; kept apart from what documents say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.namespaces import BK, RDF
from kg.store import GraphEngine
from viz.explorer.content import Statement

__all__ = ["Derived", "Fact", "consequences", "read_derived"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A derived link between two concepts (IRIs); ``step`` is 1 where it follows from the statement itself."""

    iri: str
    subject: str
    property: str
    object: str
    rule: str
    step: int = 1


@dataclass(frozen=True)
class Derived:
    """Derived facts, and which of them follow from a statement or fact; ``counts`` says in what a statement is counted."""

    facts: Mapping[str, Fact]
    following: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, tuple[str, ...]]


def read_derived(store: GraphEngine) -> Derived:
    """Return everything that rules derived, with two queries."""
    found = store.select("""
        SELECT ?fact ?subject ?property ?object ?rule ?from WHERE {
          ?fact a bk:DerivedFact ; bk:subject ?subject ; bk:predicate ?property ; bk:object ?object ; bk:rule ?rule ;
            prov:wasDerivedFrom ?from } ORDER BY ?fact ?from""")
    facts: dict[str, Fact] = {}
    following: dict[str, list[str]] = defaultdict(list)
    for row in found.rows:
        iri, subject, name, value, rule, source = map(str, row)
        if name == RDF + "type":
            continue  # that a concept is an actor says nothing about the world
        facts[iri] = Fact(iri, subject, name, value, rule)
        following[source].append(iri)
    counted = store.select("""
        SELECT DISTINCT ?from ?class WHERE {
          VALUES ?class { bk:Cell bk:Coverage bk:Reservation org:Membership }
          ?node a ?class ; prov:wasDerivedFrom ?from . ?from a bk:Statement } ORDER BY ?from ?class""")
    counts: dict[str, list[str]] = defaultdict(list)
    for source_term, kind in counted.rows:
        counts[str(source_term)].append(str(kind).removeprefix(BK).rpartition("#")[2].lower())
    return Derived(
        facts,
        {iri: tuple(dict.fromkeys(found)) for iri, found in following.items()},
        {iri: tuple(kinds) for iri, kinds in counts.items()},
    )


def consequences(derived: Derived, statement: Statement) -> list[Fact]:
    """Return the facts that follow from a statement, those that follow directly first, each once."""
    found: dict[str, Fact] = {}
    edge, step = [statement.iri], 1
    while edge:
        new = [iri for source in edge for iri in derived.following.get(source, ()) if iri not in found]
        for iri in new:
            fact = derived.facts[iri]
            found[iri] = Fact(iri, fact.subject, fact.property, fact.object, fact.rule, step)
        edge, step = list(dict.fromkeys(new)), step + 1
    return list(found.values())
