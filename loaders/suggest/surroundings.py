"""Who a sentence may be about: the actors in it, and those of heading, list, block, section and report around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.vocabulary import Concept
from loaders.suggest.mentions import ACTORS, Mention
from loaders.suggest.sentences import Sentence
from loaders.suggest.topics import SERVED, Topics

__all__ = ["Actor", "Surroundings"]


@dataclass(slots=True)
class Actor:
    """An actor that may be meant, its mention in the sentence (or None) and the ways in which it came up.

    Ways: ``said``, ``heading``, ``lead``, ``previous`` (sentence), ``block``, ``section``, and of the report the most
    frequent ``worker`` and ``team`` and the ``named`` team.
    """

    concept: Concept
    mention: Mention | None
    ways: set[str] = field(default_factory=set)


class Surroundings:
    """Keeps the latest actors of block and section while a document is read; ``share`` counts over all of it."""

    def __init__(self, mentions: Sequence[Sequence[Mention]]) -> None:
        self._actors: Counter[str] = Counter()
        self.times: Counter[str] = Counter()
        """How often each concept is named by a label, by IRI."""
        for mention in (mention for found in mentions for mention in found):
            self.times.update(concept.iri for concept in mention.concepts)
            if not mention.weak and (actor := mention.of_kind(ACTORS)):
                self._actors[actor.iri] += 1
        self._total = max(1, self._actors.total())
        self._block = -1
        self._latest: Concept | None = None
        self._heading = ""
        self._section: Counter[str] = Counter()
        self._concepts: dict[str, Concept] = {}

    def share(self, concept: Concept) -> float:
        """Return which share of the mentions of actors in the document are of this one."""
        return self._actors[concept.iri] / self._total

    def rare(self, concept: Concept) -> bool:
        """Tell whether an actor is named at most twice in the document."""
        return self._actors[concept.iri] <= 2

    def actors(self, sentence: Sentence, mentions: Sequence[Mention], topics: Topics) -> list[Actor]:
        """Return who may be meant in a sentence, each once, those that it names first."""
        if sentence.block != self._block:
            self._block, self._latest = sentence.block, None
        if sentence.heading != self._heading:
            self._heading, self._section = sentence.heading, Counter()
        found: dict[str, Actor] = {}
        for mention in mentions:
            if concept := mention.of_kind(ACTORS):
                found.setdefault(concept.iri, Actor(concept, mention)).ways.add("said")
        often = self._concepts[self._section.most_common(1)[0][0]] if self._section else None
        for way, concept in (
            ("heading", topics.of_heading(sentence.heading)),
            ("lead", topics.of_lead(sentence.lead)),
            ("previous", topics.previous),
            ("block", self._latest),
            ("section", often),
            ("worker", topics.worker),
            ("team", topics.team),
            ("named", topics.named_team),
        ):
            if concept is not None:
                found.setdefault(concept.iri, Actor(concept, None)).ways.add(way)
        return list(found.values())

    def leave(self, mentions: Sequence[Mention]) -> None:
        """Take note of the actors that a sentence names."""
        for mention in mentions:
            concept = None if mention.weak else mention.of_kind(ACTORS)
            if concept is not None and concept.label not in SERVED:
                self._latest = self._concepts[concept.iri] = concept
                self._section[concept.iri] += 1
