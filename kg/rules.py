"""Rules compiled from the ontology: what follows from what, in a form that a store can run.

The ontology stays the single source: a property chain, a symmetric or transitive property, a sub-property, an inverse,
a domain, a range, a sub-class and the shortcut of a relation each become one rule. An axiom of a kind that is neither
compiled nor known to derive no triple is refused, so that nothing is left out unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

import ontology
from kg.errors import VocabularyError
from kg.namespaces import BK, ID, OWL, RDF, RDFS

__all__ = ["Pattern", "Rule", "compile_rules"]

Pattern = tuple[str, str, str]
"""Subject, predicate, object; each a variable (``?s``) or an IRI between angle brackets."""


@dataclass(frozen=True, slots=True)
class Rule:
    """If all patterns of the body hold, the head holds; ``name`` is shown to people who ask why."""

    name: str
    head: Pattern
    body: tuple[Pattern, ...]


_NO_TRIPLES = {
    OWL + "FunctionalProperty", OWL + "AllDisjointClasses", OWL + "Class", OWL + "ObjectProperty",
    OWL + "DatatypeProperty", OWL + "AnnotationProperty", OWL + "Ontology", OWL + "Restriction",
}  # fmt: skip
"""Types of the OWL vocabulary that derive no triples between the things of this graph: they restrict or declare."""


def compile_rules() -> list[Rule]:
    """Return the rules of the ontology and its relations, by name.

    Raises VocabularyError for an OWL axiom that has no rule.
    """
    triples = list(ox.parse(input=ontology.core(), format=ox.RdfFormat.TURTLE))
    graph = _Graph(triples)
    rules = [*_from_axioms(graph), *_from_relations()]
    return sorted(rules, key=lambda rule: rule.name)


class _Graph:
    def __init__(self, triples: list[ox.Quad]) -> None:
        self.triples = triples

    def pairs(self, predicate: str) -> Iterator[tuple[object, object]]:
        return ((t.subject, t.object) for t in self.triples if t.predicate.value == predicate)

    def items(self, head: object) -> list[str]:
        found: list[str] = []
        first, rest = dict(self.pairs(RDF + "first")), dict(self.pairs(RDF + "rest"))
        while head in first:
            found.append(_iri(first[head]))
            head = rest[head]
        return found


def _from_axioms(graph: _Graph) -> Iterator[Rule]:  # noqa: C901 - one loop for each kind of axiom
    a = f"<{RDF}type>"
    for sub, sup in graph.pairs(RDFS + "subClassOf"):
        if _named(sub) and _named(sup):
            yield Rule(f"subclass {_short(sub)} {_short(sup)}", ("?s", a, _iri(sup)), (("?s", a, _iri(sub)),))
    for sub, sup in graph.pairs(RDFS + "subPropertyOf"):
        yield Rule(f"subproperty {_short(sub)} {_short(sup)}", ("?s", _iri(sup), "?o"), (("?s", _iri(sub), "?o"),))
    for one, other in graph.pairs(OWL + "inverseOf"):
        yield Rule(f"inverse {_short(one)}", ("?s", _iri(one), "?o"), (("?o", _iri(other), "?s"),))
        yield Rule(f"inverse {_short(other)}", ("?s", _iri(other), "?o"), (("?o", _iri(one), "?s"),))
    for prop, chain in graph.pairs(OWL + "propertyChainAxiom"):
        steps = graph.items(chain)
        names = ["?s", *(f"?m{number}" for number in range(1, len(steps))), "?o"]
        body = tuple((names[number], step, names[number + 1]) for number, step in enumerate(steps))
        yield Rule(f"chain {_short(prop)}: " + " + ".join(map(_short, steps)), ("?s", _iri(prop), "?o"), body)
    for prop, domain in graph.pairs(RDFS + "domain"):
        if _is_object_property(graph, prop):
            yield Rule(f"domain {_short(prop)}", ("?s", a, _iri(domain)), (("?s", _iri(prop), "?o"),))
    for prop, target in graph.pairs(RDFS + "range"):
        if _is_object_property(graph, prop):
            yield Rule(f"range {_short(prop)}", ("?o", a, _iri(target)), (("?s", _iri(prop), "?o"),))
    for term, kind in graph.pairs(RDF + "type"):
        yield from _from_type(term, kind)
    for triple in graph.triples:
        _refuse_unknown(triple)


def _from_type(term: object, kind: object) -> Iterator[Rule]:
    name = _plain(kind)
    if name == OWL + "SymmetricProperty":
        yield Rule(f"symmetric {_short(term)}", ("?s", _iri(term), "?o"), (("?o", _iri(term), "?s"),))
    elif name == OWL + "TransitiveProperty":
        body = (("?s", _iri(term), "?m1"), ("?m1", _iri(term), "?o"))
        yield Rule(f"transitive {_short(term)}", ("?s", _iri(term), "?o"), body)
    elif name.startswith(OWL) and name not in _NO_TRIPLES:
        raise VocabularyError(
            f"voor {name} is geen regel bekend",
            where=_plain(term),
            remedy="Voeg haar toe aan kg.rules, of haal het axioma weg.",
        )


def _refuse_unknown(triple: ox.Quad) -> None:
    known = {
        OWL + "inverseOf", OWL + "propertyChainAxiom", OWL + "members", OWL + "onProperty", OWL + "someValuesFrom",
        OWL + "versionIRI", OWL + "versionInfo",
    }  # fmt: skip
    predicate = triple.predicate.value
    if predicate.startswith(OWL) and predicate not in known:
        where = _plain(triple.subject)
        raise VocabularyError(
            f"voor {predicate} is geen regel bekend",
            where=where,
            remedy="Voeg haar toe aan kg.rules, of haal het axioma weg.",
        )


def _from_relations() -> Iterator[Rule]:
    turtle = ontology.vocabularies()["relations.ttl"]
    for triple in ox.parse(input=turtle, format=ox.RdfFormat.TURTLE):
        if triple.predicate.value == BK + "shortcut":
            relation, shortcut = _iri(triple.subject), _iri(triple.object)
            yield Rule(
                f"statement {_short(triple.object)}",
                ("?s", shortcut, "?o"),
                (
                    ("?statement", f"<{BK}relation>", relation),
                    ("?statement", f"<{BK}polarity>", f"<{ID}polarity/pos>"),
                    ("?statement", f"<{BK}modality>", f"<{ID}modality/actual>"),
                    ("?statement", f"<{BK}subject>", "?s"),
                    ("?statement", f"<{BK}object>", "?o"),
                ),
            )


def _is_object_property(graph: _Graph, prop: object) -> bool:
    return any(term == prop and _plain(kind) == OWL + "ObjectProperty" for term, kind in graph.pairs(RDF + "type"))


def _named(node: object) -> bool:
    return isinstance(node, ox.NamedNode)


def _plain(node: object) -> str:
    return str(getattr(node, "value", node))


def _iri(node: object) -> str:
    return f"<{_plain(node)}>"


def _short(node: object) -> str:
    return _plain(node).strip("<>").rsplit("#", 1)[-1].rsplit("/", 1)[-1]
