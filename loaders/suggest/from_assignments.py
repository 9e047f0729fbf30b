"""Whose work something is: "de regie ligt bij de casusregisseur", "lobbyen is het werk van de teamleider".

"Dat is aan de jeugdconsulent" says it of the work that was spoken of last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import context_of
from loaders.suggest.grammar.subjects import Grammar, Reading, named, without_opening
from loaders.suggest.grammar.tags import ADVERBS, PREPOSITIONS, Tags
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.model import ACTORS, POSSESSIVE, Mention
from loaders.suggest.phrases import list_parts
from loaders.suggest.sentences import Sentence
from loaders.suggest.topics import SERVED, Topics

__all__ = ["from_assignments"]

_VERBS = word_set("toegewezen_werkwoord")
_WORK = word_set("toegewezen_werk")
_AT = word_set("toegewezen_bij")
_LEFT = word_set("overgelaten")
_WHOM = word_set("voorwerp")
_THEIRS = word_set("bezittelijk") | {"zijn"}
_SPOKEN_OF = frozenset({"dat", "dit", "die", "deze"})
_FAR = 9
_MOST = 8
_FEW = 3


def from_assignments(
    grammar: Grammar, sentence: Sentence, mentions: Sequence[Mention], topics: Topics, builder: Builder
) -> None:
    """Add what a clause says to be somebody's work, with the words before its verb as the task."""
    tags = grammar.tags
    for reading in grammar.readings:
        if reading.clause.kind != "main" or reading.finite < 0:
            continue
        ahead = without_opening(tags, [at for at in reading.clause.places if at < reading.finite])
        while ahead and tags.lower[ahead[0]] in ADVERBS:
            ahead = ahead[1:]
        places = _whose(tags, reading)
        if not places:
            continue
        people = _people(tags, places, mentions, topics)
        targets = list(_targets(tags, ahead, sentence, builder)) if people else []
        context = context_of(sentence, (ahead or [reading.finite])[0], places[-1] + 1)
        who_leaves = _who_leaves(tags, reading, topics) if context.polarity == "pos" else None
        for target in targets:
            if who_leaves is None:
                break
            builder.add(
                "has_task", who_leaves, target, sentence, replace(context, polarity="neg"), pattern="toegewezen",
                confidence=0.75, why=f"'{who_leaves.label}' laat dit werk hier aan een ander over.",
                team=topics.team_label(mentions),
            )  # fmt: skip
        for concept in people:
            for target in targets:
                builder.add(
                    "has_task", concept, target, sentence, context, pattern="toegewezen", confidence=0.78,
                    why=f"De zin zegt van wie dit werk is: '{concept.label}'.", team=topics.team_label(mentions),
                )  # fmt: skip


def _who_leaves(tags: Tags, reading: Reading, topics: Topics) -> Concept | None:
    """Return who leaves work to another: "behandeling laat de gezinscoach over aan de ggz"; None where nobody does."""
    if tags.lower[reading.finite] not in _LEFT:
        return None
    if reading.subject.mention is not None:
        concept = reading.subject.mention.of_kind(ACTORS)
        return concept if concept is not None and concept.label not in SERVED else None
    return topics.person if reading.subject.pronoun else None


def _people(tags: Tags, places: Sequence[int], mentions: Sequence[Mention], topics: Topics) -> list[Concept]:
    """Return whose work it is: who is named there, or whom "hem" or "haar" means."""
    if tags.lower[places[0]] in _THEIRS:
        own = next((one for one in mentions if one.first == places[0] and one.how == POSSESSIVE), None)
        concept = own.of_kind(ACTORS) if own is not None else topics.person
        return [concept] if concept is not None else []
    if tags.lower[places[0]] in _WHOM:
        return [topics.person] if topics.person is not None else []
    who = named(tags, places, at_once=True)
    found = [one.of_kind(ACTORS) for one in (who.mention, *who.others) if one is not None]
    return [concept for concept in found if concept is not None and concept.label not in SERVED]


def _targets(tags: Tags, ahead: Sequence[int], sentence: Sentence, builder: Builder) -> Iterator[Concept]:
    """Give the tasks that the words before the verb name, or for "dat" the one that was spoken of last."""
    if ahead and tags.lower[ahead[0]] in _SPOKEN_OF and all(tags.lower[at] in _SPOKEN_OF | {"laatste"} for at in ahead):
        spoken_of = builder.spoken_of(sentence, opens=ahead[0] == 0)
        if spoken_of is not None:
            yield spoken_of
        return
    if not _names_work(tags, ahead):
        return
    words = [sentence.words[at] for at in ahead if tags.lower[at] not in ADVERBS]
    for part in list_parts(words) if any(word.text == "," for word in words) else [words]:
        target = builder.concept_for(part, ["task", "role"])
        if target is not None:
            yield target


def _names_work(tags: Tags, ahead: Sequence[int]) -> bool:
    """Tell whether the words before the verb could name a task: few, no circumstance, and nobody who acts."""
    if not 0 < len(ahead) <= _MOST or tags.lower[ahead[-1]] in _WORK or tags.lower[ahead[0]] in PREPOSITIONS | ADVERBS:
        return False
    return not any(at in tags.actors for at in ahead[:2]) and not any(tags.pronoun(at) for at in ahead)


def _whose(tags: Tags, reading: Reading) -> list[int]:
    """Return the words after "bij", "aan" or "het werk van" behind the verb, or "haar (werk)", or nothing."""
    behind = [at for at in reading.clause.places if at > reading.finite]
    verb = tags.lower[reading.finite]
    for number, at in enumerate(behind):
        lower, before = tags.lower[at], tags.lower[at - 1]
        is_aan = at - reading.finite <= _FEW and all(tags.lower[one] in ADVERBS for one in behind[:number])
        theirs = lower in _THEIRS and any(after in _WORK for after in tags.lower[at + 1 : at + 3])
        if theirs and verb in _VERBS:
            return behind[number : number + 1]
        if (verb in _VERBS and (
            (lower == "bij" and verb in _AT)
            or (lower == "aan" and (before == "voorbehouden" or is_aan))
            or (lower == "van" and before in _WORK)
        )) or (verb in _LEFT and lower == "aan" and before == "over"):  # fmt: skip
            return behind[number + 1 : number + 1 + _FAR]
    return []
