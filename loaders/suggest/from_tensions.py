"""What stands in tension with what: "spanning tussen ... en ...", "... en ... zitten elkaar in de weg"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.labels import normalise_label
from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import context_of
from loaders.suggest.from_patterns import free_kinds
from loaders.suggest.grammar.subjects import Grammar, Reading, without_opening
from loaders.suggest.grammar.tags import ADVERBS, PREPOSITIONS, Tags
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word, content_stems, words_of
from loaders.suggest.phrases import phrase_label
from loaders.suggest.sentences import Sentence

__all__ = ["from_tensions"]

_KINDS = {"dilemma": word_set("spanning"), "grijs gebied": word_set("grens"), "overlap": word_set("overlap")}
_EACH_OTHER = word_set("botsend_samen")
_AT_END = word_set("botsend_slot")
_WITH = word_set("botsend_met")
_CLASHING = word_set("botsend")
_ENDS = word_set("onderschikkend") | word_set("gezegde") | {"bij", "binnen", "die", "om", "tijdens"}
_INFLECTED = ("isch", "lijk", "ig", "eel", "aal", "ief", "iek")
"""Endings of an adjective that borrows the noun of the one after it: "generalistisch en specialistisch werken"."""
_MOST = 7
_BACK = 12


def from_tensions(grammar: Grammar, sentence: Sentence, builder: Builder, team: str) -> None:
    """Add the tensions that a sentence speaks of between two notions, tasks or parties in its own words."""
    for kind, first, one, other in _found(grammar):
        sides = [
            _concept([sentence.words[at] for at in places], builder) for places in _sides(grammar.tags, one, other)
        ]
        if sides[0] is None or sides[1] is None:
            continue
        context = context_of(sentence, first, max(*one, *other) + 1, _denials(grammar.tags, first))
        if context.modality not in {"question", "view"}:  # a wish may be one of the sides
            context = replace(context, modality="actual")
        builder.add(
            "tension", sides[0], sides[1], sentence, context, pattern="spanning", confidence=0.8, activity=kind,
            why=f"De zin zegt dat er iets is tussen '{sides[0].label}' en '{sides[1].label}'.", team=team,
        )  # fmt: skip


def _found(grammar: Grammar) -> Iterator[tuple[str, int, list[int], list[int]]]:
    """Give kind, first word, and the words of both sides of each tension."""
    tags = grammar.tags
    for reading in grammar.readings:
        places = reading.clause.places
        for number, at in enumerate(places):
            kind = next((kind for kind, nouns in _KINDS.items() if tags.lower[at] in nouns), "")
            if tags.lower[at] in _CLASHING and tags.lower[at + 1 : at + 2] == ["het"]:
                kind = "knelpunt"  # "tussen ... en ... schuurt het"
            between = next((later for later in places[number + 1 : number + 6] if tags.lower[later] == "tussen"), -1)
            if kind and between < 0:  # "tussen ... en ... bestaat spanning"
                between = next((ahead for ahead in range(max(0, at - _BACK), at) if tags.lower[ahead] == "tussen"), -1)
            if kind and between >= 0:
                yield from _split(tags, kind, min(at, between), _phrase(tags, range(between + 1, len(tags.lower))))
        yield from _clashing(tags, reading)


def _clashing(tags: Tags, reading: Reading) -> Iterator[tuple[str, int, list[int], list[int]]]:
    """Give what a verb says to clash: "... en ... botsen", "... staat op gespannen voet met ..."."""
    places = reading.clause.places
    finite = next((at for at in places if tags.lower[at] in _CLASHING), reading.finite)
    if finite < 0:
        return
    text = " ".join(tags.lower[at] for at in places)
    ahead = without_opening(tags, [at for at in places if at < finite and tags.lower[at] not in ADVERBS | {"elkaar"}])
    if any(cue in text for cue in _EACH_OTHER) or text.endswith(tuple(_AT_END)):
        yield from _split(tags, "knelpunt", places[0], _phrase(tags, _before(tags, ahead)))
    met = next((at for at in places if at > finite and tags.lower[at] in {"met", "tot"}), -1)
    if met >= 0 and any(cue in text for cue in _WITH) and ahead:
        other = _phrase(tags, [at for at in places if at > met])
        one = _phrase(tags, ahead)
        if other and one:
            yield "knelpunt", ahead[0], one, other


def _before(tags: Tags, places: Sequence[int]) -> list[int]:
    """Return the words before those that say how two things clash: "op gespannen voet", "in de weg"."""
    cut = (at for at in places if tags.lower[at : at + 2] in (["op", "gespannen"], ["in", "de"], ["in", "elkaars"]))
    end = next(cut, len(tags.lower))
    return [at for at in places if at < end]


def _phrase(tags: Tags, places: Sequence[int]) -> list[int]:
    """Return the words up to a sign, a clause of its own or the finite verb that goes on with the sentence."""
    kept: list[int] = []
    for at in places:
        lower = tags.lower[at]
        relative = lower in _ENDS
        after = at + 1 if at + 1 < len(tags.lower) else at
        noun = lower.endswith("en") and (tags.lower[after] in {"en", "of"} or tags.surely_finite(after))
        goes_on = tags.surely_finite(at) and kept and tags.lower[kept[-1]] != "en" and not noun
        if not tags.words[at].is_word or relative or goes_on or (lower in ADVERBS and kept):
            break
        kept.append(at)
    return kept


def _split(tags: Tags, kind: str, first: int, places: Sequence[int]) -> Iterator[tuple[str, int, list[int], list[int]]]:
    joins = [number for number, at in enumerate(places) if tags.lower[at] in {"en", "of"}]
    if len(joins) == 1 and 0 < joins[0] < len(places) - 1:
        yield kind, first, list(places[: joins[0]]), list(places[joins[0] + 1 :])


def _sides(tags: Tags, one: list[int], other: list[int]) -> tuple[list[int], list[int]]:
    """Return both sides in full: an adjective alone borrows the noun of the other side."""
    if len(one) == 1 and len(other) > 1 and tags.lower[one[0]].removesuffix("e").endswith(_INFLECTED):
        return [*one, other[-1]], other
    return one, other


def _concept(words: list[Word], builder: Builder) -> Concept | None:
    """Return the notion as the text names it: "samenwerking" is not the task "samenwerken"."""
    label = "" if not words or words[0].text.lower() in PREPOSITIONS else phrase_label(words, builder.names)
    if not label or len(words) > _MOST:
        return None
    kinds = free_kinds("tension", builder.vocabulary.relations["tension"].subjects)
    mention = builder.lexicon.lookup(words_of(label))
    known = mention.of_kind(kinds) if mention else None
    if known is None and len(content_stems(label)) > 1:
        known = builder.known.lookup(label, kinds)
    return known or Concept(f"own:concept:{normalise_label(label)}", "concept", label, own=True)


def _denials(tags: Tags, first: int) -> int:
    """Return how many words of denial belong to the tension: "gaan niet samen"."""
    text = " ".join(tags.lower[first:])
    return int(any(cue in text for cue in _AT_END if "niet" in cue))
