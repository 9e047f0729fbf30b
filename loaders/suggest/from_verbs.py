"""What the verbs of work in a sentence say: who does what, with a label made of the object and the infinitive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import Context, context_of
from loaders.suggest.grammar.predicates import Predicate
from loaders.suggest.grammar.tags import PREPOSITIONS
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.model import ACTORS, PERSONS, Mention
from loaders.suggest.sentences import Sentence
from loaders.suggest.task_labels import KNOWING, MASTERING, targets_of
from loaders.suggest.topics import SERVED, Topics

__all__ = ["from_predicates"]

_QUOTED = re.compile(r"""(?<=\S)['"’”],?\s*$""")
"""The end of a quotation."""
_DESIRED = word_set("gewenst")
_MAY = frozenset(["mag", "mogen", "mocht"])


def from_predicates(
    predicates: Sequence[Predicate],
    sentence: Sentence,
    mentions: Sequence[Mention],
    topics: Topics,
    builder: Builder,
) -> Concept | None:
    """Add what the verbs of work in a sentence say; return who the sentence is about."""
    about: Concept | None = None
    said: Predicate | None = None
    team = topics.team_label(mentions)
    for found in predicates:
        meant = _spoken_of(found, said, sentence)
        predicate = replace(found, objects=meant.objects) if meant is not None else found
        said = predicate if predicate.objects else said
        subject, certain = _subject(predicate, topics, sentence)
        if subject is None or _only_says(predicate, sentence):
            continue
        about = about or subject
        context = context_of(sentence, predicate.first, predicate.last)
        context = replace(context, modality=_modality(predicate, context))
        masters = predicate.verb in MASTERING or (predicate.verb in KNOWING and subject.kind in PERSONS)
        relation = "has_competency" if masters or (predicate.able and context.polarity == "pos") else "has_task"
        others = (c for other in predicate.others if (c := other.of_kind(ACTORS)) is not None)
        subjects = [
            one for one in (subject, *others) if not _known_otherwise(one, predicate, sentence, mentions, builder)
        ]
        other = _instead(predicate, sentence, mentions) if context.polarity == "neg" else None
        for target, sure in targets_of(predicate, sentence, relation, builder):
            confidence = certain * sure * _likely(predicate, subject, target)
            if other is not None:
                builder.add(
                    relation, other, target, sentence, replace(context, polarity="pos"), pattern="werkwoord",
                    confidence=confidence, why=f"De zin zegt dat niet '{subject.label}' dit doet, maar '{other.label}'.",
                    team=team,
                )  # fmt: skip
            for one in subjects:
                builder.add(
                    relation, one, target, sentence, context, pattern="werkwoord", confidence=confidence,
                    why=f"'{one.label}' is hier het onderwerp van het werkwoord '{predicate.verb}'.", team=team,
                )  # fmt: skip
    return about


def _subject(predicate: Predicate, topics: Topics, sentence: Sentence) -> tuple[Concept | None, float]:
    """Return who acts, and how certain that is."""
    if predicate.subject is not None:
        concept = predicate.subject.of_kind(ACTORS)
        if concept is None or concept.label in SERVED:
            return None, 0
        return concept, 1.0
    if predicate.implied:  # a profile, or a list that a sentence about somebody opens
        return (topics.headed or (topics.person if sentence.kind == "item" else None)), 0.9
    if predicate.pronoun:
        return topics.person or topics.previous or topics.of_heading(sentence.heading), 0.95
    return None, 0


def _instead(predicate: Predicate, sentence: Sentence, mentions: Sequence[Mention]) -> Concept | None:
    """Return who does it instead of the subject: "niet de huisarts maar de wijkverpleegkundige beoordeelt ..."."""
    one = predicate.subject
    if one is None:
        return None
    other = next((m for m in mentions if m.first >= one.last and m.kinds & ACTORS and not m.weak), None)
    before = [word.text.lower() for word in sentence.words[max(0, one.first - 2) : one.first]]
    between = [word.text.lower() for word in sentence.words[one.last : other.first if other else one.last]]
    if "niet" not in before or "maar" not in between or not set(between) <= _BUT:
        return None
    concept = other.of_kind(ACTORS) if other is not None else None
    return concept if concept is not None and concept.label not in SERVED else None


def _spoken_of(predicate: Predicate, said: Predicate | None, sentence: Sentence) -> Predicate | None:
    """Return the verb before whose object "dat" or "het" means: "stelt een plan op, voert dat uit"; None for other objects."""
    words = [sentence.words[at].text.lower() for at in predicate.objects if sentence.words[at].is_word]
    fit = said is not None and not (predicate.passive or said.passive)
    return said if fit and predicate.verb != "doen" and len(words) == 1 and words[0] in _IT else None


def _only_says(predicate: Predicate, sentence: Sentence) -> bool:
    """Tell whether a verb right behind a quotation only tells who says it: "'...', legt de teamleider uit"."""
    return _QUOTED.search(sentence.text[: sentence.words[predicate.first].start]) is not None


def _known_otherwise(
    subject: Concept, predicate: Predicate, sentence: Sentence, mentions: Sequence[Mention], builder: Builder
) -> bool:
    """Tell whether a pattern made another relation of it: with whom, in which team, to whom ("overlegt met de huisarts")."""
    objects = [one for one in mentions if one.first in predicate.objects]
    return any(
        builder.found(relation, one, other, sentence) is not None
        for mention in objects
        for concept in mention.concepts
        if concept.label not in SERVED
        for relation in _BETWEEN
        for one, other in ((subject, concept), (concept, subject))
    )


def _likely(predicate: Predicate, subject: Concept, target: Concept) -> float:
    """Return how likely a verb with its subject and label says a task; the shares were counted in annotated texts."""
    confidence = 0.87 * _OF_KIND.get(subject.kind, 1.0) * (0.9 if subject.label in _GENERAL else 1.0)
    for against, share in (
        (target.own, 0.97),
        (not predicate.near, 0.85),
        (predicate.past, 0.5),
        (predicate.passive, 0.85),
        (predicate.aim, 0.8),
        (target.label.split()[0] in PREPOSITIONS, 0.88),
        (len(target.label.split()) > _WORDY, 0.92),
    ):
        confidence *= share if against else 1.0
    return confidence


_OF_KIND = {"organisation": 0.75, "team": 0.75, "group": 0.93}
"""Teams and organisations are often the subject of what is told, not of work."""
_BUT = frozenset({",", "maar", "de", "het", "een", "juist", "wel"})
_IT = frozenset({"dat", "het", "deze", "die", "ze"})
_BETWEEN = ("cooperates_with", "refers_to", "member_of_team", "part_of")
_WORDY = 5
_GENERAL = word_set("algemeen")


def _modality(predicate: Predicate, context: Context) -> str:
    if context.modality in {"question", "view"}:
        return context.modality
    if predicate.modal in _DESIRED:
        return "obliged" if context.modality == "obliged" else "desired"
    if predicate.modal in _MAY:
        return "permitted"
    return context.modality
