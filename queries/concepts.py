"""From what a person types to the concept that is meant, by the labels in the graph itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.errors import QuestionError
from kg.labels import normalise_label
from kg.namespaces import BK
from kg.store import GraphEngine
from kg.terms import Iri, n3

__all__ = ["find_concept"]


def find_concept(engine: GraphEngine, name: str, classes: Sequence[str], value: str) -> Iri:
    """Return the concept of one of some classes (``Profession``) that a label or IRI names.

    A preferred label wins over an alternative or hidden one. Raises QuestionError when nothing or several things have
    the label; the message names the nearest, or those between which to choose.
    """
    preferred, others, labels = _labels(engine, classes)
    if value in labels:
        return Iri(value)
    wanted = normalise_label(value)
    found = preferred.get(wanted) or others.get(wanted) or set()
    if len(found) == 1:
        return Iri(next(iter(found)))
    if found:
        between = " of ".join(sorted(f"'{labels[iri]}' ({iri})" for iri in found))
        raise QuestionError(
            f"'{value}' is dubbelzinnig bij --{name.replace('_', '-')}",
            expected=f"een keuze tussen {between}",
            remedy="Schrijf het voorkeurslabel of de IRI.",
        )
    known = sorted(set(labels.values()))
    from rapidfuzz import process  # only when something is misspelt

    near = [hit[0] for hit in process.extract(value, known, limit=3, score_cutoff=60, processor=normalise_label)]
    kinds = ", ".join(classes)
    raise QuestionError(
        f"'{value}' is niet bekend bij --{name.replace('_', '-')}",
        expected=f"een label van een {kinds}" + (f": {', '.join(known)}" if len(known) <= 12 else ""),
        remedy=f"Bedoelde u {' of '.join(repr(label) for label in near)}?" if near else "Controleer de spelling.",
    )


def _labels(
    engine: GraphEngine, classes: Sequence[str]
) -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, str]]:
    """Return, for the concepts of some classes: IRIs by preferred label, by other label, and Dutch label by IRI."""
    listed = " ".join(n3(Iri(BK + name)) for name in classes)
    solutions = engine.select(
        "SELECT ?concept ?label ?preferred WHERE { VALUES ?class { " + listed + " } ?concept a ?class . "
        "{ ?concept skos:prefLabel ?label BIND(true AS ?preferred) } UNION "
        "{ ?concept skos:altLabel|skos:hiddenLabel ?label BIND(false AS ?preferred) } }"
    )
    preferred: dict[str, set[str]] = defaultdict(set)
    others: dict[str, set[str]] = defaultdict(set)
    dutch: dict[str, str] = {}
    for concept, label, is_preferred in solutions.rows:
        text, iri = str(label), str(concept)
        if str(is_preferred) == "true":
            if getattr(label, "language", "") == "nl":
                dutch[iri] = text
                preferred[normalise_label(text)].add(iri)
            else:
                others[normalise_label(text)].add(iri)
        else:
            others[normalise_label(text)].add(iri)
    return preferred, others, dutch
