"""The words that a team sheet may use, from the labels in the graph: who, where, what, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.labels import normalise_label
from kg.namespaces import BK
from kg.store import GraphEngine
from kg.terms import Iri, n3

__all__ = ["ACTOR_KINDS", "Named", "Words", "load_words"]

ACTOR_KINDS = ("profession", "role", "group", "organisation")
"""Kinds of actor that can be a member, the one that wins first when a label names several."""
_CLASSES = {
    "Profession": "profession", "Role": "role", "Group": "group", "Organisation": "organisation", "Task": "task",
    "LegalFrame": "legal_frame", "Leefgebied": "leefgebied", "Activity": "activity", "Shell": "shell",
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A concept by its Dutch label; one that is not in the vocabulary has kind ``own`` and no IRI."""

    label: str
    iri: str = ""
    kind: str = "own"


@dataclass(frozen=True, slots=True)
class Words:
    """Concepts by kind and label, and the order of those that have one.

    ``order`` is the depth of an activity (1 is the lightest) and the number of a life domain.
    """

    concepts: Mapping[str, Named]
    preferred: Mapping[tuple[str, str], tuple[str, ...]]
    others: Mapping[tuple[str, str], tuple[str, ...]]
    order: Mapping[str, int]

    def find(self, kinds: Sequence[str], text: str) -> tuple[Named, ...]:
        """Return the concepts that a text names: none, one, or several between which to choose.

        A preferred label wins over another one, and an earlier kind over a later.
        """
        wanted = normalise_label(text)
        for index in (self.preferred, self.others):
            for kind in kinds:
                if found := index.get((kind, wanted)):
                    return tuple(self.concepts[iri] for iri in found)
        return ()

    def near(self, kinds: Sequence[str], text: str, *, most: int = 3, least: int = 60) -> list[str]:
        """Return up to `most` preferred labels that look like a text, the nearest first; `least` is the likeness, to 100."""
        from rapidfuzz import process  # only when something is misspelt

        known = sorted({concept.label for concept in self.concepts.values() if concept.kind in kinds})
        hits = process.extract(text, known, limit=most, score_cutoff=least, processor=normalise_label)
        return [str(hit[0]) for hit in hits]

    def of_kind(self, kind: str) -> list[Named]:
        """Return the concepts of a kind, in their own order where they have one, else by label."""
        found = [concept for concept in self.concepts.values() if concept.kind == kind]
        return sorted(found, key=lambda concept: (self.order.get(concept.iri, 0), normalise_label(concept.label)))


def load_words(engine: GraphEngine) -> Words:
    """Return the words of a graph, embedded or remote."""
    classes = " ".join(n3(Iri(BK + name)) for name in _CLASSES)
    rows = engine.select(
        f"""SELECT ?concept ?class ?label ?preferred WHERE {{
          VALUES ?class {{ {classes} }} ?concept a ?class .
          {{ ?concept skos:prefLabel ?label BIND(true AS ?preferred) }}
          UNION {{ ?concept skos:altLabel|skos:hiddenLabel ?label BIND(false AS ?preferred) }} }}"""
    ).rows  # sorted below: on oxigraph ORDER BY more than doubles the time
    concepts: dict[str, Named] = {}
    preferred: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    others: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for concept, class_, label, is_preferred in sorted(rows, key=lambda row: (str(row[0]), str(row[2]))):
        iri, kind, text = str(concept), _CLASSES[str(class_).removeprefix(BK)], str(label)
        main = str(is_preferred) in ("true", "1") and getattr(label, "language", "") == "nl"
        if main:
            concepts[iri] = Named(text, iri, kind)
        (preferred if main else others)[kind, normalise_label(text)][iri] = None
    ordered = engine.select(
        """SELECT ?concept ?place WHERE {
          { ?concept bk:depth ?place } UNION { ?concept a bk:Leefgebied ; skos:notation ?place } }"""
    ).rows
    return Words(
        concepts,
        _known(preferred, concepts),
        _known(others, concepts),
        {str(concept): int(str(place)) for concept, place in ordered if str(place).isdecimal()},
    )


def _known(
    index: Mapping[tuple[str, str], Mapping[str, None]], concepts: Mapping[str, Named]
) -> dict[tuple[str, str], tuple[str, ...]]:
    return {key: tuple(iri for iri in iris if iri in concepts) for key, iris in index.items()}
