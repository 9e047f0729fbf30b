"""Whose work something is: "de regie ligt bij de casusregisseur", "lobbyen is het werk van de teamleider"."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.suggest.builder import Builder
from loaders.suggest.context import context_of
from loaders.suggest.grammar.subjects import Grammar, Reading, named, without_opening
from loaders.suggest.grammar.tags import ADVERBS, PREPOSITIONS, Tags
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.model import ACTORS, Mention
from loaders.suggest.sentences import Sentence
from loaders.suggest.topics import SERVED, Topics

__all__ = ["from_assignments"]

_VERBS = word_set("toegewezen_werkwoord")
_WORK = word_set("toegewezen_werk")
_AT = word_set("toegewezen_bij")
_FAR = 9
_MOST = 8


def from_assignments(
    grammar: Grammar, sentence: Sentence, mentions: Sequence[Mention], topics: Topics, builder: Builder
) -> None:
    """Add what a clause says to be somebody's work, with the words before its verb as the task."""
    tags = grammar.tags
    for reading in grammar.readings:
        if reading.clause.kind != "main" or reading.finite < 0 or tags.lower[reading.finite] not in _VERBS:
            continue
        ahead = without_opening(tags, [at for at in reading.clause.places if at < reading.finite])
        while ahead and tags.lower[ahead[0]] in ADVERBS:
            ahead = ahead[1:]
        places = _whose(tags, reading)
        if not places or not _names_work(tags, ahead):
            continue
        who = named(tags, places, at_once=True)
        words = [sentence.words[at] for at in ahead if tags.lower[at] not in ADVERBS]
        target = builder.concept_for(words, ["task", "role"])
        if who.mention is None or target is None:
            continue
        context = context_of(sentence, ahead[0], places[-1] + 1)
        for mention in (who.mention, *who.others):
            concept = mention.of_kind(ACTORS)
            if concept is not None and concept.label not in SERVED:
                builder.add(
                    "has_task", concept, target, sentence, context, pattern="toegewezen", confidence=0.78,
                    why=f"De zin zegt van wie dit werk is: '{concept.label}'.", team=topics.team_label(mentions),
                )  # fmt: skip


def _names_work(tags: Tags, ahead: Sequence[int]) -> bool:
    """Tell whether the words before the verb could name a task: few, no circumstance, and nobody who acts."""
    if not 0 < len(ahead) <= _MOST or tags.lower[ahead[-1]] in _WORK or tags.lower[ahead[0]] in PREPOSITIONS | ADVERBS:
        return False
    return not any(at in tags.actors for at in ahead[:2]) and not any(tags.pronoun(at) for at in ahead)


def _whose(tags: Tags, reading: Reading) -> list[int]:
    """Return the words after "bij", "aan" or "het werk van" behind the verb, or nothing."""
    behind = [at for at in reading.clause.places if at > reading.finite]
    verb = tags.lower[reading.finite]
    for number, at in enumerate(behind):
        lower, before = tags.lower[at], tags.lower[at - 1]
        if (
            (lower == "bij" and verb in _AT)
            or (lower == "aan" and before == "voorbehouden")
            or (lower == "van" and before in _WORK)
        ):
            return behind[number + 1 : number + 1 + _FAR]
    return []
