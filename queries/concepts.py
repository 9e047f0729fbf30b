"""From what a person types to the concept that is meant, by the labels in the graph itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.errors import QuestionError
from kg.labels import normalise_label
from kg.namespaces import BK
from kg.store import GraphEngine
from kg.terms import Iri, n3

__all__ = ["Names", "find_concept", "names_of"]


@dataclass(frozen=True, slots=True)
class Names:
    """Concepts by what they are called: IRIs by normalised preferred label, by other label, and Dutch label by IRI."""

    preferred: Mapping[str, frozenset[str]]
    others: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]

    def find(self, value: str) -> frozenset[str]:
        """Return the IRIs that a label or IRI names: none, one or several; a preferred label wins over another one."""
        if value in self.labels:
            return frozenset({value})
        wanted = normalise_label(value)
        return self.preferred.get(wanted) or self.others.get(wanted) or frozenset()

    def near(self, value: str, most: int = 3) -> list[str]:
        """Return up to `most` preferred labels that look like `value`, the nearest first."""
        from rapidfuzz import process  # only when something is misspelt

        known = sorted(set(self.labels.values()))
        hits = process.extract(value, known, limit=most, score_cutoff=60, processor=normalise_label)
        return [hit[0] for hit in hits]


def find_concept(engine: GraphEngine, name: str, classes: Sequence[str], value: str) -> Iri:
    """Return the concept of one of some classes (``Profession``) that a label or IRI names.

    A preferred label wins over an alternative or hidden one. Raises QuestionError when nothing or several things have
    the label; the message names the nearest, or those between which to choose.
    """
    names = names_of(engine, classes)
    found = names.find(value)
    if len(found) == 1:
        return Iri(next(iter(found)))
    if found:
        between = " of ".join(sorted(f"'{names.labels[iri]}' ({iri})" for iri in found))
        raise QuestionError(
            f"'{value}' is dubbelzinnig bij --{name.replace('_', '-')}",
            expected=f"een keuze tussen {between}",
            remedy="Schrijf het voorkeurslabel of de IRI.",
        )
    known = sorted(set(names.labels.values()))
    near = names.near(value)
    kinds = ", ".join(classes)
    raise QuestionError(
        f"'{value}' is niet bekend bij --{name.replace('_', '-')}",
        expected=f"een label van een {kinds}" + (f": {', '.join(known)}" if len(known) <= 12 else ""),
        remedy=f"Bedoelde u {' of '.join(repr(label) for label in near)}?" if near else "Controleer de spelling.",
    )


def names_of(engine: GraphEngine, classes: Sequence[str]) -> Names:
    """Return what the concepts of some classes (``Profession``) are called."""
    listed = " ".join(n3(Iri(BK + name)) for name in classes)
    solutions = engine.select(
        "SELECT ?concept ?label ?which WHERE { VALUES ?class { " + listed + " } ?concept a ?class . "
        "{ ?concept skos:prefLabel ?label BIND('preferred' AS ?which) } UNION "
        "{ ?concept skos:altLabel|skos:hiddenLabel ?label BIND('other' AS ?which) } }"
    )
    preferred: dict[str, set[str]] = defaultdict(set)
    others: dict[str, set[str]] = defaultdict(set)
    dutch: dict[str, str] = {}
    for concept, label, which in solutions.rows:
        text, iri = str(label), str(concept)
        if str(which) == "preferred" and getattr(label, "language", "") == "nl":
            dutch[iri] = text
            preferred[normalise_label(text)].add(iri)
        else:
            others[normalise_label(text)].add(iri)
    return Names(_frozen(preferred), _frozen(others), dutch)


def _frozen(index: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {label: frozenset(iris) for label, iris in index.items()}
