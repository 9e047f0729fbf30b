"""Pairs that may be a statement: a concept that a sentence names, and who or what it may be said of.

Only relations for which this was found to tell something; the others are left to the patterns. A pair is only a
possibility. What speaks for it is in `pair_features`; how much that counts was learnt (`weights`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import clause_of
from loaders.suggest.grammar.predicates import Predicate, find_predicates, governed_by_preposition
from loaders.suggest.grammar.subjects import Grammar, grammar_of
from loaders.suggest.grammar.words import words_of
from loaders.suggest.hints import hinted
from loaders.suggest.lists import Frame, frame_of
from loaders.suggest.mentions import ACTORS, Mention
from loaders.suggest.sentences import Sentence
from loaders.suggest.surroundings import Actor, Surroundings
from loaders.suggest.topics import GENERAL, Topics

__all__ = ["ONLY_JUDGED", "Named", "Pair", "Scene", "groups_of", "scene_of"]

_BY_KIND = {"task": "has_task", "role": "has_task", "competency": "has_competency", "theme": "expertise_in",
            "leefgebied": "active_in", "legal_frame": "constrained_by", "education_level": "education_level"}  # fmt: skip
"""What is said of an actor when a sentence names a concept of this kind."""
ONLY_JUDGED = ("refers_to", "part_of")
"""Relations whose pairs are too seldom right to be proposed, but tell whom a rule may have meant."""
_CAN_LACK = frozenset({"competency", "concept", "facility", "profession", "role", "group", "theme"})
_MEMBERS = frozenset({"profession", "role", "group", "organisation"})
_NEAR = frozenset({"heading", "lead", "previous", "named"})
"""Ways in which an actor that is not in the sentence may be one that works with an actor in it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A concept that the words [first, last) of a sentence name.

    ``size`` is how many words its label has; ``loose`` tells that they were found by their roots, with ``stretch`` words
    of the sentence to each, the share ``exact`` of them in the form of the label, ``ordered`` as there; ``rarity`` is
    the number of labels of the vocabulary with its rarest word.
    """

    concept: Concept
    first: int
    last: int
    size: int
    weak: bool = False
    loose: bool = False
    stretch: float = 1.0
    exact: float = 1.0
    ordered: bool = True
    rarity: int = 1

    def meets(self, other: Named | Mention) -> bool:
        """Tell whether both share a word."""
        return self.first < other.last and other.first < self.last


@dataclass(frozen=True, slots=True)
class Pair:
    """A possible statement: ``item`` is the named concept, the other side an actor with its mention, if it has one.

    ``ways`` are those in which the actor came up (see `Actor`).
    """

    relation: str
    subject: Concept
    target: Concept
    item: Named
    mention: Mention | None
    ways: frozenset[str]

    @property
    def actor(self) -> Concept:
        """The side that is not the item."""
        return self.target if self.subject.iri == self.item.concept.iri else self.subject

    @property
    def meant(self) -> str:
        """The actor's IRI, or nothing for a team and its people in general."""
        return "" if self.actor.label.lower() in GENERAL else self.actor.iri


@dataclass(slots=True)
class Scene:
    """A sentence made ready: what it names, who may be meant, its verbs, and the relations that its words hint at."""

    sentence: Sentence
    named: list[Named]
    actors: list[Actor]
    said: list[Mention]
    grammar: Grammar
    predicates: list[Predicate]
    spoken: frozenset[str]
    headed: frozenset[str]
    frame: Frame | None
    surroundings: Surroundings
    clauses: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _hints: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    _governed: dict[int, bool] = field(default_factory=dict)
    _standings: dict[tuple[int, int], list[tuple[Mention, float]]] = field(default_factory=dict)

    def governed(self, mention: Mention) -> bool:
        """Tell whether a preposition governs a mention."""
        if mention.first not in self._governed:
            self._governed[mention.first] = governed_by_preposition(self.sentence.words, mention)
        return self._governed[mention.first]

    def clause(self, item: Named) -> tuple[int, int]:
        """Return the words [begin, end) of the clause around an item."""
        place = item.first, item.last
        if place not in self.clauses:
            self.clauses[place] = clause_of(self.sentence.words, *place)
        return self.clauses[place]

    def hints(self, item: Named) -> frozenset[str]:
        """Return the relations that the words of the clause around an item hint at."""
        begin, end = clause = self.clause(item)
        if clause not in self._hints:
            words = self.sentence.words[begin:end]
            text = self.sentence.text[words[0].start : words[-1].end].lower()
            self._hints[clause] = hinted((word.text.lower() for word in words), text)
        return self._hints[clause]

    def standings(self, item: Named) -> list[tuple[Mention, float]]:
        """Return the actors that the sentence names, each with how well it stands to be the subject of an item."""
        place = item.first, item.last
        if place not in self._standings:
            begin, end = self.clause(item)
            self._standings[place] = [
                (one, 1.0 + (begin <= one.first < end) + 0.5 * (one.first < item.first) + (not self.governed(one)))
                for one in self.said
            ]
        return self._standings[place]


@lru_cache(maxsize=1000)
def _hinted_above(text: str) -> frozenset[str]:
    return hinted((word.text for word in words_of(text)), text)


def scene_of(
    sentence: Sentence, mentions: Sequence[Mention], topics: Topics, surroundings: Surroundings, builder: Builder
) -> Scene:
    """Make a sentence ready; what stands above its list gives it a modality."""
    above = f"{sentence.heading} {sentence.lead}".lower()
    frame = frame_of(sentence, builder.lexicon) if sentence.kind in {"item", "cell"} else None
    if frame is not None and frame.modality != "missing":
        sentence.wanted = frame.modality
    grammar = grammar_of(sentence.words, mentions)
    return Scene(
        sentence,
        _named(sentence, [one for one in mentions if not one.points], builder),
        surroundings.actors(sentence, mentions, topics),
        [mention for mention in mentions if not mention.weak and mention.kinds & ACTORS],
        grammar,
        find_predicates(grammar),
        hinted((word.text.lower() for word in sentence.words), sentence.text.lower()),
        _hinted_above(above),
        frame,
        surroundings,
    )


def _named(sentence: Sentence, mentions: Sequence[Mention], builder: Builder) -> list[Named]:
    found = [Named(c, m.first, m.last, m.last - m.first, m.weak) for m in mentions for c in m.concepts]
    seen = {one.concept.iri for one in found}
    for item in builder.known.in_sentence(sentence.words):
        if item.concept.iri not in seen:
            stretch = (item.last - item.first - 1) / item.size
            found.append(
                Named(item.concept, item.first, item.last, item.size, loose=True, stretch=stretch,
                      exact=item.exact, ordered=item.ordered, rarity=item.rarity)
            )  # fmt: skip
    return found


def groups_of(scene: Scene, builder: Builder) -> list[list[Pair]]:
    """Return the pairs of a sentence in groups of which at most one is right, but for coordinated actors."""
    groups: dict[tuple[str, ...], list[Pair]] = {}
    for pair in _pairs(scene, builder):
        groups.setdefault((pair.relation, *_rivals(pair)), []).append(pair)
    return list(groups.values())


def _rivals(pair: Pair) -> tuple[str, ...]:
    """Return what a pair has in common with those that would say the same of another."""
    return (pair.subject.iri if pair.relation in {"member_of_team", "missing_in"} else pair.item.concept.iri,)


def _pairs(scene: Scene, builder: Builder) -> Iterator[Pair]:
    for item in scene.named:
        for relation in _said_of_actors(item, scene, builder):
            rule = builder.vocabulary.relations[relation]
            if item.concept.kind in rule.objects:
                for actor in scene.actors:
                    if actor.concept.kind in rule.subjects and _may_be(actor, item, relation):
                        yield Pair(relation, actor.concept, item.concept, item, actor.mention, frozenset(actor.ways))
        yield from _of_teams(item, scene)


def _said_of_actors(item: Named, scene: Scene, builder: Builder) -> list[str]:
    kind = item.concept.kind
    found = [_BY_KIND[kind]] if kind in _BY_KIND else []
    if kind in ACTORS and "cooperates_with" in scene.spoken:
        found.append("cooperates_with")
    if kind == "team" and "member_of_team" in scene.spoken:
        found.append("member_of_team")
    if kind in ACTORS:
        found += [relation for relation in ONLY_JUDGED if relation in builder.relations(scene.sentence)]
    return found


def _of_teams(item: Named, scene: Scene) -> Iterator[Pair]:
    """Give who may be in a team that the sentence leaves unnamed, and what a team may lack."""
    hinted = scene.spoken | scene.headed | ({scene.frame.relation} if scene.frame else set())
    teams = [actor for actor in scene.actors if actor.concept.kind == "team" and not item.weak]
    for relation, able in (("member_of_team", _MEMBERS), ("missing_in", _CAN_LACK)):
        if relation in hinted and item.concept.kind in able:
            for team in teams:
                far = team.mention is None and bool(team.ways & {"team", "named"})
                if far or relation == "missing_in":
                    yield Pair(relation, item.concept, team.concept, item, team.mention, frozenset(team.ways))


def _may_be(actor: Actor, item: Named, relation: str) -> bool:
    """Tell whether an actor can be the subject of what is said with an item: another, and near enough."""
    if actor.concept.iri == item.concept.iri:
        return False
    if actor.mention is None:
        return item.concept.kind not in ACTORS or relation == "has_task" or bool(actor.ways & _NEAR)
    if relation == "cooperates_with" and actor.mention.first > item.first:
        return False  # it holds both ways: once is enough
    return item.loose or relation == "has_competency" or not item.meets(actor.mention)
