"""What a sentence says by what it names: of the actors that may be meant the likeliest, with a measured confidence.

Whether it is denied, asked or wished is decided by the rules of `context`, never by weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.suggest.builder import Builder
from loaders.suggest.context import Context, clause_of, context_in
from loaders.suggest.mentions import Mention
from loaders.suggest.pair_features import features_of
from loaders.suggest.pairs import ONLY_JUDGED, Pair, Scene, groups_of
from loaders.suggest.topics import Topics
from loaders.suggest.weights import Weights, choose

__all__ = ["PATTERN", "Weighed", "from_pairs", "weigh"]

PATTERN = "samen-genoemd"
_DOUBT = 0.6
"""What is left of the confidence of a rule when the pairs say that another actor is meant."""
_NEW = 0.85
"""What is left of the confidence when a name is not in the vocabulary: few of the pairs that were measured had one."""
_LEAST = 0.25
"""Probability below which a pair is no proposal."""
_JOINS = frozenset({",", "en", "of", "de", "het", "een", "/", "-"})
_WAYS = {
    "heading": "de kop noemt", "lead": "de zin voor de lijst noemt", "previous": "de zin ervoor gaat over",
    "block": "dezelfde alinea noemt", "section": "dit deel van de tekst gaat over", "named": "het rapport gaat over",
    "team": "het rapport gaat over", "worker": "het rapport gaat over",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with its context and features."""

    pair: Pair
    context: Context
    features: dict[str, float]


def weigh(scene: Scene, builder: Builder) -> list[list[Weighed]]:
    """Return the pairs of a sentence in their groups, each with its context and features."""
    contexts: dict[tuple[int, int], Context] = {}
    return [[_weighed(pair, scene, builder, contexts) for pair in group] for group in groups_of(scene, builder)]


def _weighed(pair: Pair, scene: Scene, builder: Builder, contexts: dict[tuple[int, int], Context]) -> Weighed:
    first, last = pair.item.first, pair.item.last
    if pair.mention is not None:
        first, last = min(first, pair.mention.first), max(last, pair.mention.last)
    clause = clause_of(scene.sentence.words, first, last)
    if clause not in contexts:
        contexts[clause] = context_in(scene.sentence, *clause)
    context = contexts[clause]
    return Weighed(pair, context, features_of(pair, scene, context, builder))


def from_pairs(
    scene: Scene,
    groups: Sequence[Sequence[Weighed]],
    mentions: Sequence[Mention],
    topics: Topics,
    builder: Builder,
    weights: Weights,
) -> None:
    """Add the likeliest pair of each group, and doubt what rules said of another actor."""
    for group in groups:
        shares = weights.shares([one.features for one in group])
        best, share = choose(shares, [one.pair.meant for one in group])
        chosen = group[best]
        probability = weights.probability(chosen.features, share)
        confidence = weights.confidence(probability)
        for one in group:
            if one is chosen or _coordinated(one.pair.mention, chosen.pair.mention, scene):
                if probability >= _LEAST and one.pair.relation not in ONLY_JUDGED:
                    _add(one, confidence, scene, mentions, topics, builder)
            else:
                builder.judge(
                    one.pair.relation, one.pair.subject, one.pair.target, scene.sentence, lambda given: given * _DOUBT
                )


def _add(
    one: Weighed, confidence: float, scene: Scene, mentions: Sequence[Mention], topics: Topics, builder: Builder
) -> None:
    pair, context, frame = one.pair, one.context, scene.frame
    subject, target = pair.subject, pair.target
    if subject.own or target.own:
        confidence *= _NEW
    if builder.said_in_full(pair.relation, subject, target, scene.sentence, context.polarity, confidence):
        return
    ways = [(subject, target), (target, subject)] if pair.relation == "cooperates_with" else [(subject, target)]
    for one_side, other_side in ways:
        if builder.judge(pair.relation, one_side, other_side, scene.sentence, lambda given: max(given, confidence)):
            return  # a rule says the same, and knows more of it
    if frame is not None and frame.relation == pair.relation and context.modality == "actual":
        context = replace(context, modality=frame.modality)
    outer = "buitenschil" in scene.sentence.text.lower()
    builder.add(
        pair.relation,
        subject,
        target,
        scene.sentence,
        replace(context, hedged=False),  # the weights know it already
        pattern=PATTERN,
        confidence=confidence,
        why=_why(pair, confidence),
        shell=frame.shell if frame else "buitenschil" if outer else "",
        team=topics.team_label(mentions),
    )


def _coordinated(one: Mention | None, other: Mention | None, scene: Scene) -> bool:
    """Tell whether two actors are named in one breath: "mbo- en hbo-professionals"."""
    if one is None or other is None:
        return False
    first, second = sorted((one, other), key=lambda mention: mention.first)
    return all(word.text.lower() in _JOINS for word in scene.sentence.words[first.last : second.first])


def _why(pair: Pair, confidence: float) -> str:
    named = f"De zin noemt '{pair.item.concept.label}'"
    if pair.mention is not None:
        where = f" en '{pair.actor.label}'"
    else:
        way = next((said for name, said in _WAYS.items() if name in pair.ways), "het rapport noemt")
        where = f"; {way} '{pair.actor.label}'"
    return f"{named}{where}. Van zulke voorstellen bleken er zeker {round(100 * confidence)} op de 100 juist."
