"""What a pattern found in a sentence says: its mentions and words as concepts, with the context of the clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import Context, context_of
from loaders.suggest.matching import Filled, Match
from loaders.suggest.mentions import ACTORS, Mention
from loaders.suggest.phrases import list_parts
from loaders.suggest.plain_order import Plain
from loaders.suggest.predicates import governed_by_preposition
from loaders.suggest.sentences import Sentence
from loaders.suggest.tags import PREPOSITIONS
from loaders.suggest.topics import SERVED, Topics
from loaders.suggest.word_lists import word_set
from loaders.suggest.words import Word

__all__ = ["from_match", "qualified"]

_FREE_KIND = {"has_task": "task", "has_competency": "competency", "tension": "concept", "missing_in": "concept"}


def from_match(
    match: Match,
    sentence: Sentence,
    mentions: Sequence[Mention],
    topics: Topics,
    builder: Builder,
    plain: Plain | None = None,
) -> None:
    """Add the statements of a pattern that was found, in the sentence or in a clause of it in plain order."""
    pattern = match.pattern
    words = plain.words if plain else sentence.words
    found = replace(match, last=_end(match))
    context = context_of(sentence, *(_acted(found, plain) if plain else (found.first, found.last)))
    context = _fixed(context, pattern.polarity, pattern.modality)
    topic = topics.previous or topics.of_heading(sentence.heading)
    doers = match.subjects if plain else [_running_on(one, sentence, mentions) for one in match.subjects]
    subjects = _concepts(doers, words, pattern.relation, "subject", builder, topic)
    objects = _concepts(match.objects, words, pattern.relation, "object", builder, topic)
    if not match.objects and pattern.relation == "tension":
        subjects, objects = subjects[:1], subjects[1:2]
    inferred = False
    if not match.subjects:
        if builder.has_said(pattern.id, sentence, [target.label for target in objects]):
            return
        default = topics.default(sentence)
        subjects, inferred = [default] if default else [], True
    if not match.objects and pattern.relation in {"member_of_team", "missing_in"}:
        team = topics.team_here(mentions)
        objects, inferred = [team] if team else [], True
    for subject in subjects:
        for target in objects:
            if subject.iri == target.iri or (pattern.relation == "kind_of" and _no_sort(target)):
                continue
            if pattern.relation == "cooperates_with" and target.label in SERVED:  # work with whom one helps
                continue
            if pattern.relation == "expertise_in" and subject.kind == "team" and _lacks(context):
                builder.add(
                    "missing_in", target, subject, sentence, replace(context, polarity="pos", modality="actual"),
                    pattern=pattern.id, confidence=pattern.confidence, why=_why_match(pattern.id, words, match),
                    team=topics.team_label(mentions),
                )  # fmt: skip
                continue
            confidence = (
                pattern.confidence
                * (0.72 if inferred else 1.0)
                * (0.95 if target.own and target.kind in _FREE_KIND.values() else 1.0)
            )
            confidence *= 0.8 if context.modality == "missing" and pattern.relation == "expertise_in" else 1.0
            builder.add(
                pattern.relation, subject, target, sentence, context, pattern=pattern.id, confidence=confidence,
                why=_why_match(pattern.id, words, match), activity=pattern.activity, shell=pattern.shell, level=pattern.level,
                team=topics.team_label(mentions),
            )  # fmt: skip


def _end(match: Match) -> int:
    """Return where the words end that decide on denial and modality: of a free object only the first counts."""
    free = [one.first + 1 for one in match.objects if one.mention is None]
    return min([match.last, *free])


def _no_sort(target: Concept) -> bool:
    """Tell whether being one says what somebody does, or for whom, and not of what sort the profession is."""
    return target.kind == "role" or target.label in SERVED


def _lacks(context: Context) -> bool:
    """Tell whether something is said not to be there."""
    return context.polarity == "neg" or context.modality == "missing"


def _acted(match: Match, plain: Plain) -> tuple[int, int]:
    """Return the words of the sentence in which a pattern was found, who acts left out when named further on."""
    first = match.subjects[-1].last if match.subjects and match.subjects[0].first == match.first else match.first
    return plain.span(first if first < match.last else match.first, match.last)


def _running_on(filled: Filled, sentence: Sentence, mentions: Sequence[Mention]) -> Filled:
    """Give the subject of the first verb where a second one follows: "werkt samen met de huisarts en verwijst ..."."""
    mention, words = filled.mention, sentence.words
    if mention is None or mention.last >= len(words) or words[mention.last].text.lower() not in {"en", "maar"}:
        return filled
    if not governed_by_preposition(words, mention):
        return filled
    before = [
        one
        for one in mentions
        if one.last <= mention.first and one.kinds & ACTORS and not one.weak and not governed_by_preposition(words, one)
    ]
    return replace(filled, mention=before[-1], first=before[-1].first, last=before[-1].last) if before else filled


def _fixed(context: Context, polarity: str, modality: str) -> Context:
    if context.modality == "question":
        return context
    if modality and not (modality == "actual" and context.modality in {"view", "desired"}):
        context = replace(context, modality=modality)
    return replace(context, polarity=polarity) if polarity else context


def _concepts(
    filled: Iterable[Filled], words: Sequence[Word], relation: str, place: str, builder: Builder, topic: Concept | None
) -> list[Concept]:
    rule = builder.vocabulary.relations[relation]
    kinds = rule.subjects if place == "subject" else rule.objects
    found: list[Concept] = []
    for one in filled:
        if one.mention is not None:
            concept = one.mention.of_kind(kinds)
            if concept is not None:
                found.append(qualified(concept, one.first, words))
            continue
        if place == "subject" and one.last - one.first == 1:  # a pronoun
            if topic is not None:
                found.append(topic)
            continue
        wanted = _free_kinds(relation, kinds)
        for part in list_parts(list(words[one.first : one.last])):
            if part[0].text.lower() in PREPOSITIONS and relation != "has_task":
                continue
            concept = builder.concept_for(part, wanted)
            if concept is not None:
                found.append(concept)
    return found


def _free_kinds(relation: str, kinds: frozenset[str]) -> list[str]:
    first = _FREE_KIND.get(relation, "concept")
    if relation == "has_competency":
        return ["competency"]
    if relation == "has_task":
        return ["task", "role"]
    return [first, *sorted(kinds - {first})]


def qualified(concept: Concept, first: int, words: Sequence[Word]) -> Concept:
    """Keep what narrows a name down: "geregistreerde jeugdconsulent" is not every one of them."""
    before = words[first - 1] if first else None
    if before and before.text.lower() in _NARROWING and concept.kind in {"profession", "role", "group"}:
        prefix = before.text.lower()
        if first > 1 and before.glued:
            prefix = f"{words[first - 2].text}-{prefix}"
        return Concept(
            f"own:{concept.kind}:{prefix} {concept.label}", concept.kind, f"{prefix} {concept.label}", own=True
        )
    return concept


_NARROWING = word_set("nauwer")


def _why_match(name: str, words: Sequence[Word], match: Match) -> str:
    between = sum(word.is_word for word in words[match.first : match.last])
    return f"Het patroon '{name}' past op {between} woorden van deze zin."
