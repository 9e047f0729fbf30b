"""The names in a graph: labels of concepts and documents, as keys by which the words of a question find them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.labels import normalise_label
from kg.namespaces import BK
from kg.store import GraphEngine
from kg.terms import Iri, n3
from queries.understanding.lexicon import LONG, Lexicon
from queries.understanding.words import Word, fold, function_word, split, stem

__all__ = ["KINDS", "OWN_NAMES", "PART", "PREFERRED", "Candidate", "Name", "Names"]

KINDS: dict[str, tuple[str, ...]] = {
    "leefgebied": ("Leefgebied",), "theme": ("Theme",), "team": ("Team",), "profession": ("Profession", "Role", "Group"),
    "task": ("Task",), "frame": ("LegalFrame",), "organisation": ("Organisation",), "activity": ("Activity",),
    "competency": ("Competency",), "notion": ("Notion",), "facility": ("Facility",), "shell": ("Shell",),
    "rule_kind": ("RuleKind",), "tension_kind": ("TensionKind",), "level": ("CompetencyLevel",),
}  # fmt: skip
"""Kinds of names that a question may have, and their classes; documents and statements are two more."""
PREFERRED, OTHER, EVERYDAY, PART = 1.0, 0.95, 0.9, 0.7
"""How good a key is: preferred label, other label, everyday word, part of a label."""
_LESS = 0.05
"""How much less good a part is for each further word that it leaves out."""
_LONGEST_KEY = 8
OWN_NAMES = ("leefgebied", "theme", "profession", "frame")
"""Kinds whose names stand by themselves; a word that is one is no part of the name of a team."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A concept or document: its IRI, the label by which it is shown (of a document its identifier), and its kind.

    A general one ("team") is named only where a question cannot do without.
    """

    iri: str
    label: str
    kind: str
    general: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that some words may mean, and how good these words are for it (0 to 1)."""

    name: Name
    quality: float


class Names:
    """All names in a graph by the stems of their words; made once for a graph."""

    def __init__(self, engine: GraphEngine, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.keys: dict[Key, dict[Name, float]] = defaultdict(dict)
        self.words: set[str] = set()
        self.parts: set[str] = set()
        self._tails: dict[str, set[tuple[Name, bool]]] = defaultdict(set)
        self._forms: dict[Key, set[str]] = defaultdict(set)
        self._wholes: set[str] = set()
        classes = {BK + class_name: kind for kind, listed in KINDS.items() for class_name in listed}
        self._read_concepts(engine, classes)
        self._read_documents(engine)
        self._drop_parts_that_are_names()

    def find(self, words: Sequence[Word]) -> list[Candidate]:
        """Return what words may mean, the best first; a short word is a name only as it is written."""
        content = [word for word in words if not function_word(word.form)]
        key = tuple(word.stem for word in content)
        forms = self._forms.get(key)
        if forms and content[0].form not in forms and min(len(content[0].form), *map(len, forms)) < LONG:
            return []
        return _sorted(Candidate(name, quality) for name, quality in self.keys.get(key, {}).items())

    def with_tail(self, word_stem: str) -> list[Candidate]:
        """Return the actors whose name ends in a word that is no name itself ("verpleegkundige" for "wijkverpleegkundige")."""
        if len(word_stem) < LONG or (word_stem,) in self.keys:
            return []
        ends = {
            name
            for tail, names in self._tails.items()
            if tail.endswith(word_stem)
            for name, single in names
            if single or tail == word_stem
        }
        return _sorted(Candidate(name, PART) for name in ends)

    def best(self, candidates: list[Candidate]) -> list[Candidate]:
        """Return the candidates between which nothing decides; of teams the one that holds the others wins."""
        top = [candidate for candidate in candidates if candidate.quality >= candidates[0].quality - 0.001]
        wholes = [candidate for candidate in top if candidate.name.iri in self._wholes]
        return wholes if len(wholes) == 1 else top

    def _read_concepts(self, engine: GraphEngine, classes: dict[str, str]) -> None:
        listed = " ".join(n3(Iri(iri)) for iri in classes)
        rows = engine.select(
            "SELECT ?concept ?class ?label ?preferred WHERE { VALUES ?class { " + listed + " } ?concept a ?class . "
            "{ ?concept skos:prefLabel ?label BIND(1 AS ?preferred) } UNION "
            "{ ?concept skos:altLabel|skos:hiddenLabel ?label BIND(0 AS ?preferred) } "
            'FILTER(LANG(?label) = "nl" || LANG(?label) = "") }'
        ).rows
        wholes = engine.select("SELECT DISTINCT ?whole WHERE { ?part bk:subTeamOf ?whole }").rows
        self._wholes = {str(row[0]) for row in wholes}
        labels = {(str(iri), str(kind)): str(text) for iri, kind, text, preferred in rows if str(preferred) == "1"}
        everyday: dict[tuple[str, str], Name] = {}
        for iri, class_iri, text, preferred in rows:
            class_name = str(class_iri).removeprefix(BK)
            label = labels.get((str(iri), str(class_iri)), str(text))
            name = Name(str(iri), label, classes[str(class_iri)], label in self.lexicon.general)
            if str(preferred) == "1":
                everyday[class_name, normalise_label(name.label)] = name
            self._add(str(text), name, PREFERRED if str(preferred) == "1" else OTHER)
            if class_name in self.lexicon.heads:
                self._add_parts(str(text), name, self.lexicon.heads[class_name])
        for synonym in self.lexicon.synonyms:
            if known := everyday.get((synonym.class_name, normalise_label(synonym.label))):
                for word in synonym.words:
                    self._add(word, known, EVERYDAY)

    def _read_documents(self, engine: GraphEngine) -> None:
        rows = engine.select(
            "SELECT ?document ?id ?title ?publisher ?type ?issued WHERE { ?document a bk:Document ; "
            "dcterms:identifier ?id ; dcterms:title ?title . OPTIONAL { ?document dcterms:publisher ?publisher } "
            "OPTIONAL { ?document dcterms:type ?type } OPTIONAL { ?document dcterms:issued ?issued } } ORDER BY ?id"
        ).rows
        for row in rows:
            iri, identifier, title, publisher, kind, issued = (str(term) if term is not None else "" for term in row)
            name = Name(iri, identifier, "document")
            self._add(identifier, name, PREFERRED)
            self._add(title, name, PREFERRED)
            place = re.sub(r"-?\d{4}$", "", identifier)
            for text in (place, issued[:4], publisher, kind, *place.split("-")):
                self._add(text, name, PART)
            self._add_place(name, place.split("-"), PART)

    def _add(self, label: str, name: Name, quality: float) -> None:
        words = split(label)
        key = tuple(word.stem for word in words if not function_word(word.form)) or tuple(w.stem for w in words)
        if not key or len(key) > _LONGEST_KEY:
            return
        self.words.update(word.form for word in words)
        if name.kind in OWN_NAMES or name.kind == "team":
            self.parts.update(word.form for word in words)
        known = self.keys[key]
        known[name] = max(quality, known.get(name, 0.0))
        if len(words) == 1:
            self._forms[key].add(words[0].form)
        if len(words) > 1:
            joined = "".join(word.form for word in words)
            known = self.keys[stem(joined),]
            known[name] = max(quality, known.get(name, 0.0))
            if len(words) <= 3:
                self.words.add(joined)
        if name.kind == "profession" and quality >= OTHER and len(key) == len(words):
            self._tails[key[-1]].add((name, len(key) == 1))

    def _add_parts(self, label: str, name: Name, heads: frozenset[str]) -> None:
        """Add the names in a label without its general words: "Wijkteam Holy" is also found by "Holy"."""
        words = split(label)
        rest = [word for word in words if word.form not in heads and not function_word(word.form)]
        if not rest or len(rest) == len(words):
            return
        if name.kind == "profession" and len(rest) == 1 and f"{rest[0].form}-" in fold(label):
            self._add(rest[0].form, name, PART)
        elif name.kind == "team":
            proper = [word.form for word in rest if _named(word.form, label)]
            quality = PART - _LESS * (len(rest) - 1)
            for word in proper:
                self._add(word, name, quality)
            self._add_place(name, proper, quality)

    def _add_place(self, name: Name, places: list[str], quality: float) -> None:
        """Add the adjective of a place ("Rotterdamse"), and the other words for it that the lexicon knows."""
        for place in places:
            self._add(f"{place.removesuffix('en')}se", name, quality)
            for other in (word for word, known in self.lexicon.places.items() if known == place):
                self._add(other, name, quality)

    def _drop_parts_that_are_names(self) -> None:
        """Let a word that is a name by itself ("jeugd") not also stand for a team that has it in its name."""
        for key, known in self.keys.items():
            if any(quality > PART and name.kind in OWN_NAMES for name, quality in known.items()):
                self.keys[key] = {n: q for n, q in known.items() if q > PART or n.kind != "team"}


def _named(text: str, label: str) -> bool:
    """Tell whether a word is written with a capital in a label, as the names of places are."""
    return re.search(rf"(?<!\w){re.escape(text.capitalize())}(?!\w)", label) is not None


def _sorted(candidates: Iterator[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: (-candidate.quality, candidate.name.label, candidate.name.iri))
