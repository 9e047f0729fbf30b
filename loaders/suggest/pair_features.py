"""What speaks for or against a pair, as named numbers from 0 to about 3; one that is not given is 0.

The names stand in ``patterns/gewichten.toml`` with what each counts for. A part after a colon narrows a feature down:
to a relation, to kinds, or to the way in which an actor came up.
"""

from __future__ import annotations

import math

from loaders.suggest.builder import Builder
from loaders.suggest.context import Context
from loaders.suggest.mentions import Mention
from loaders.suggest.pairs import Named, Pair, Scene
from loaders.suggest.topics import SERVED

__all__ = ["features_of"]

Features = dict[str, float]
_ELSE = frozenset({"tension", "missing_in", "has_competency", "has_task"})


def features_of(pair: Pair, scene: Scene, context: Context, builder: Builder) -> Features:
    """Return the features of a pair in its sentence, by name."""
    found: Features = {"always": 1.0, f"relation:{pair.relation}": 1.0}
    found[f"kinds:{pair.relation}:{pair.actor.kind}-{pair.item.concept.kind}"] = 1.0
    _of_sentence(found, scene, context)
    _of_actor(found, pair, scene)
    _of_rivals(found, pair, scene)
    _of_item(found, pair, scene)
    _of_words(found, pair, scene)
    _of_verbs(found, pair, scene)
    _of_rules(found, pair, scene, builder)
    return found


def _of_sentence(found: Features, scene: Scene, context: Context) -> None:
    sentence = scene.sentence
    words = len(sentence.words)
    length = "short" if words < 9 else "middle" if words < 25 else "long" if words < 40 else "huge"
    found[f"block:{sentence.kind}"] = found[f"length:{length}"] = 1.0
    found["question mark"] = float(sentence.is_question)
    found["under a lead"] = float(bool(sentence.lead))
    found["denied"] = float(context.polarity == "neg")
    found["softened"] = float(context.hedged)
    found[f"modality:{context.modality}"] = found[f"voice:{context.voice}"] = 1.0


def _of_actor(found: Features, pair: Pair, scene: Scene) -> None:
    mention, item, relation = pair.mention, pair.item, pair.relation
    if mention is None:
        found["implicit"] = found[f"implicit:{relation}"] = 1.0
        found["implicit:others said"] = min(3, len(scene.said)) / 3
        found["implicit:ways"] = len(pair.ways) / 5
        found.update({f"implicit by:{way}": 1.0 for way in pair.ways})
    else:
        begin, end = scene.clause(item)
        gap = _gap(mention, item)
        found["said"] = found[f"said:{relation}"] = 1.0
        found["said:pronoun"] = float(mention.points)
        found["said:everyday"] = float(mention.weak)
        found["said:same clause"] = float(begin <= mention.first < end)
        found["said:before"] = found[f"said:before:{relation}"] = float(mention.first < item.first)
        found["said:inside"] = float(mention.first >= item.first and mention.last <= item.last)
        found["said:distance"] = math.log1p(gap) / 3
        found["said:after a preposition"] = float(scene.governed(mention))
        found["said:first"] = float(bool(scene.said) and scene.said[0] is mention)
        low, high = min(mention.first, item.first), max(mention.last, item.last)
        between = sum(low < other.first < high for other in scene.said if other is not mention)
        found["said:others between"] = min(3, between) / 3
        found["said:nearest"] = float(gap <= min((_gap(other, item) for other in scene.said), default=99))
        found.update({f"said:also {way}": 1.0 for way in pair.ways if way != "said"})
    found["actor:served"] = float(pair.actor.label in SERVED)
    found["actor:share"] = scene.surroundings.share(pair.actor)
    found["actor:rare"] = float(scene.surroundings.rare(pair.actor))
    found["actor:new"] = float(pair.actor.own)


def _of_rivals(found: Features, pair: Pair, scene: Scene) -> None:
    """Compare the actor with the others that the sentence names."""
    if not scene.said:
        return
    item, mention = pair.item, pair.mention
    standings = scene.standings(item)
    mine = next((standing for one, standing in standings if one is mention), 0.0)
    others = [
        (one, standing)
        for one, standing in standings
        if one is not mention and not item.meets(one) and all(c.label not in SERVED for c in one.concepts)
    ]
    found["rival:better"] = float(any(standing > mine for _, standing in others))
    found["rival:as good"] = float(any(standing == mine for _, standing in others))
    if mention is None and others:
        begin, end = scene.clause(item)
        before = [one for one, _ in others if one.first < item.first]
        found["rival:same clause"] = float(any(begin <= one.first < end for one, _ in others))
        found["rival:before"] = float(bool(before))
        found["rival:subject before"] = float(any(not scene.governed(one) for one in before))


def _of_item(found: Features, pair: Pair, scene: Scene) -> None:
    item, concept = pair.item, pair.item.concept
    found[f"item:size:{min(5, item.size)}"] = found[f"item:size:{pair.relation}:{min(4, item.size)}"] = 1.0
    found["item:loose"] = float(item.loose)
    found["item:new"] = float(concept.own)
    found["item:everyday"] = float(item.weak)
    found["item:stretch"] = min(3.0, item.stretch)
    found["item:place"] = item.first / max(1, len(scene.sentence.words))
    if item.loose:
        begin, end = scene.clause(item)
        places = range(item.first, item.last)
        found["item:stretch of two"] = min(3.0, item.stretch) if item.size == 2 else 0.0
        found["item:exact"] = item.exact
        found["item:exact, two words"] = float(item.exact == 1 and item.size <= 2)
        found["item:exact and close"] = float(item.exact == 1 and item.stretch <= 1.5)
        found["item:ordered"] = float(item.ordered)
        found["item:rare word"] = 1 / item.rarity
        found["item:over punctuation"] = float(any(scene.sentence.words[at].text in ",;:()" for at in places))
        found["item:over clauses"] = float(not (begin <= item.first and item.last <= end))
    else:
        found["item:often"] = math.log1p(scene.surroundings.times[concept.iri])
    alike = [other for other in scene.named if other is not item and other.concept.kind == concept.kind]
    found["item:within a longer one"] = float(any(one.size > item.size and item.meets(one) for one in alike))
    found["item:company"] = min(5, len(alike)) / 5


def _of_words(found: Features, pair: Pair, scene: Scene) -> None:
    """Say whether words that hint at the relation stand in the clause, the sentence, or above the list."""
    relation = pair.relation
    found[f"hint:clause:{relation}"] = float(relation in scene.hints(pair.item))
    found[f"hint:sentence:{relation}"] = float(relation in scene.spoken)
    found[f"hint:above:{relation}"] = float(relation in scene.headed)
    found.update({f"hint:other:{other}": 1.0 for other in scene.spoken & _ELSE if other != relation})
    if scene.frame is not None:
        same = float(scene.frame.relation == relation)
        found["list"] = 1.0
        found["list:same relation"] = found[f"list:same relation:{relation}"] = same
        found["list:its actor"] = float(scene.frame.subject is not None and scene.frame.subject.iri == pair.actor.iri)


def _of_verbs(found: Features, pair: Pair, scene: Scene) -> None:
    """Say whether the actor is the subject of a verb of work, and the item in its object."""
    item = pair.item
    for predicate in scene.predicates:
        covers = any(item.first <= place < item.last for place in predicate.objects)
        doers = [one for one in (predicate.subject, *predicate.others) if one is not None]
        mine = any(concept.iri == pair.actor.iri for one in doers for concept in one.concepts)
        if covers and mine:
            found["verb:subject and object"] = 1.0
        elif covers and predicate.subject is not None:
            found["verb:of another"] = 1.0
        elif mine:
            found["verb:subject"] = 1.0
        if covers and predicate.modal:
            found["verb:modal"] = 1.0
        if covers and predicate.subject is not None and predicate.subject is not pair.mention:
            found["rival:verb"] = 1.0


def _of_rules(found: Features, pair: Pair, scene: Scene, builder: Builder) -> None:
    given = builder.found(pair.relation, pair.subject, pair.target, scene.sentence)
    if given is not None:
        found["rule"] = found[f"rule:{given.pattern}"] = 1.0
        found["rule:confidence"] = given.confidence


def _gap(mention: Mention, item: Named) -> int:
    return max(0, item.first - mention.last, mention.first - item.last)
