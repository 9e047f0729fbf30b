"""Concepts by name: which concept a label means, and what the ontology says of relations and kinds."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

import pyoxigraph as ox
from rapidfuzz import fuzz, process

import ontology
from kg.errors import VocabularyError
from kg.identifiers import concept_iri
from kg.labels import normalise_label
from kg.namespaces import BK, RDF, SKOS

__all__ = ["Concept", "RelationRule", "Vocabulary"]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: its kind is the token of the statement table (``profession``) or, of qualifiers, of the list (``shell``).

    ``token`` is how the statement table writes a qualifier (``pos``); for all other concepts it is the Dutch label.
    ``own`` marks a concept that came from a user's table and is not in the vocabulary.
    """

    iri: str
    kind: str
    label: str
    token: str = ""
    alternatives: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class RelationRule:
    """What the ontology says of a relation: its token, the kinds it may join, and what its activity column means."""

    iri: str
    token: str
    label: str
    subjects: frozenset[str]
    objects: frozenset[str]
    activity_kind: str
    shortcut: str


QUALIFIERS = {
    "Relation": "relation", "Shell": "shell", "Polarity": "polarity", "Modality": "modality", "Activity": "activity",
    "RuleKind": "rule_kind", "TensionKind": "tension_kind", "CompetencyLevel": "level", "Voice": "voice",
}  # fmt: skip
"""Classes of the closed lists, and the name that code and messages give them."""
ACTIVITY_KINDS = {BK + "activity": "activity", BK + "ruleKind": "rule_kind", BK + "tensionKind": "tension_kind"}


@dataclass
class Vocabulary:
    """All concepts, by IRI and by label within a kind."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    relations: dict[str, RelationRule] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """Token of the statement table (``legal_frame``) to class IRI."""

    @classmethod
    def load(cls, extra: Mapping[str, bytes] | None = None) -> Vocabulary:
        """Read the ontology and its vocabularies, and `extra` Turtle by name; raise VocabularyError on a cycle."""
        reader = _Reader()
        reader.read("core.ttl", ontology.core())
        for name, turtle in {**ontology.vocabularies(), **(extra or {})}.items():
            reader.read(name, turtle)
        return reader.vocabulary()

    @cached_property
    def _by_label(self) -> dict[tuple[str, str], list[Concept]]:
        index: dict[tuple[str, str], list[Concept]] = defaultdict(list)
        for concept in self.concepts.values():
            for label in dict.fromkeys([concept.label, concept.token, *concept.alternatives]):
                if label:
                    index[concept.kind, normalise_label(label)].append(concept)
        return index

    def find(self, kind: str, label: str) -> Concept | None:
        """Return the concept of a kind that a label names, or None; a preferred label wins over an alternative one.

        Raises VocabularyError when the label is an alternative of several concepts.
        """
        found = {concept.iri: concept for concept in self._by_label.get((kind, normalise_label(label)), [])}
        if len(found) > 1:
            wanted = normalise_label(label)
            preferred = [c for c in found.values() if wanted in (normalise_label(c.label), normalise_label(c.token))]
            if len(preferred) != 1:
                names = ", ".join(sorted(f"'{concept.label}'" for concept in found.values()))
                raise VocabularyError(
                    f"'{label}' is dubbelzinnig als {kind}",
                    expected=f"een van {names}",
                    remedy="Schrijf het voorkeurslabel.",
                )
            return preferred[0]
        return next(iter(found.values()), None)

    def kinds_with(self, label: str) -> list[str]:
        """Return the kinds in which a label names a concept, sorted."""
        wanted = normalise_label(label)
        return sorted(kind for kind in self.kinds if (kind, wanted) in self._by_label)

    def nearest(self, kind: str, label: str, most: int = 3) -> list[str]:
        """Return up to `most` preferred labels of a kind that look like `label`, the nearest first."""
        labels = sorted(
            {concept.label for concept in self.of_kind(kind)} | {c.token for c in self.of_kind(kind) if c.token}
        )
        hits = process.extract(label, labels, scorer=_likeness, limit=most, score_cutoff=60, processor=normalise_label)
        return [str(hit[0]) for hit in hits]

    def of_kind(self, kind: str) -> list[Concept]:
        """Return the concepts of a kind, by label."""
        return sorted((c for c in self.concepts.values() if c.kind == kind), key=lambda c: normalise_label(c.label))

    def add_own(self, kind: str, label: str) -> Concept:
        """Add, and return, a user's own concept; its IRI stands apart from ours (``.../id/own/<kind>/<slug>``)."""
        text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", label)).strip()
        iri = concept_iri(f"own/{kind}", text)
        while iri in self.concepts and normalise_label(self.concepts[iri].label) != normalise_label(text):
            iri += "-2"
        concept = self.concepts.get(iri) or Concept(iri, kind, text, own=True)
        self.concepts[iri] = concept
        self._by_label.setdefault((kind, normalise_label(text)), []).append(concept)
        return concept

    def copy(self) -> Vocabulary:
        """Return a copy to which own concepts can be added without touching this one."""
        return replace(self, concepts=dict(self.concepts))


class _Reader:
    """Gathers what Turtle files say of concepts, classes and relations."""

    def __init__(self) -> None:
        self.types: dict[str, list[str]] = defaultdict(list)
        self.values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.labels: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self.broader: dict[str, set[str]] = defaultdict(set)

    def read(self, name: str, turtle: bytes) -> None:
        try:
            triples = list(ox.parse(input=turtle, format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise VocabularyError(
                f"geen geldige Turtle ({error})", where=name, remedy="Verbeter het bestand."
            ) from error
        for quad in triples:
            subject, predicate, value = str(getattr(quad.subject, "value", "")), quad.predicate.value, quad.object
            if isinstance(value, ox.Literal):
                self.labels[subject, predicate].append((value.value, value.language or ""))
            elif isinstance(value, ox.NamedNode):
                if predicate == RDF + "type":
                    self.types[subject].append(value.value)
                elif predicate in (SKOS + "broader", BK + "subTeamOf"):
                    self.broader[subject].add(value.value)
                else:
                    self.values[subject, predicate].append(value.value)

    def vocabulary(self) -> Vocabulary:
        self._refuse_cycles()
        kinds = {
            self._text(iri, SKOS + "notation"): iri
            for (iri, predicate) in list(self.labels)
            if predicate == SKOS + "notation" and iri.startswith(BK)
        }
        names = {iri: token for token, iri in kinds.items()} | {BK + name: token for name, token in QUALIFIERS.items()}
        vocabulary = Vocabulary(kinds=kinds)
        for iri, types in sorted(self.types.items()):
            kind = next((names[type_] for type_ in types if type_ in names), None)
            if kind and SKOS + "Concept" in types:
                vocabulary.concepts[iri] = self._concept(iri, kind)
                if kind == "relation":
                    rule = self._relation(iri, names)
                    vocabulary.relations[rule.token] = rule
        return vocabulary

    def _concept(self, iri: str, kind: str) -> Concept:
        label = self._text(iri, SKOS + "prefLabel", "nl")
        if not label:
            raise VocabularyError(
                "het begrip heeft geen Nederlands voorkeurslabel", where=iri, remedy="Voeg skos:prefLabel ...@nl toe."
            )
        others = [
            text
            for predicate in ("prefLabel", "altLabel", "hiddenLabel")
            for text, _ in self.labels.get((iri, SKOS + predicate), [])
            if text != label
        ]
        return Concept(iri, kind, label, self._text(iri, SKOS + "notation"), tuple(sorted(others)))

    def _relation(self, iri: str, names: Mapping[str, str]) -> RelationRule:
        meaning = self.values.get((iri, BK + "activityProperty"), [""])[0]
        return RelationRule(
            iri=iri,
            token=self._text(iri, SKOS + "notation"),
            label=self._text(iri, SKOS + "prefLabel", "nl"),
            subjects=frozenset(names[value] for value in self.values[iri, BK + "subjectClass"]),
            objects=frozenset(names[value] for value in self.values[iri, BK + "objectClass"]),
            activity_kind=ACTIVITY_KINDS.get(meaning, ""),
            shortcut=self.values[iri, BK + "shortcut"][0],
        )

    def _text(self, iri: str, predicate: str, language: str = "") -> str:
        texts = self.labels.get((iri, predicate), [])
        return next((text for text, tag in texts if tag == language), "")

    def _refuse_cycles(self) -> None:
        try:
            TopologicalSorter(self.broader).prepare()
        except CycleError as error:
            round_trip: Iterable[str] = error.args[1]
            raise VocabularyError(
                "de hiërarchie loopt in een kring",
                where=" -> ".join(iri.rsplit("/", 1)[-1] for iri in round_trip),
                expected="dat geen begrip, langs welke weg ook, breder is dan zichzelf",
                remedy="Haal één skos:broader of bk:subTeamOf uit de kring weg.",
            ) from error


def _likeness(one: str, other: str, **_: object) -> float:
    """Return how alike two labels are, 0 to 100: letter by letter, or with the same words in another order or number."""
    return max(fuzz.ratio(one, other), fuzz.token_ratio(one, other))
