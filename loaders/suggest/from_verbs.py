"""What the verbs of work in a sentence say: who does what, with a label made of the object and the infinitive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import Context, context_of
from loaders.suggest.grammar.predicates import Predicate
from loaders.suggest.grammar.tags import ADVERBS, PREPOSITIONS
from loaders.suggest.grammar.verbs import task_verbs
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word
from loaders.suggest.mentions import ACTORS, Mention
from loaders.suggest.phrases import list_parts, phrase_label
from loaders.suggest.sentences import Sentence
from loaders.suggest.topics import SERVED, Topics

__all__ = ["from_predicates", "task_label"]

_QUOTED = re.compile(r"""['"’”],?\s*$""")
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
        masters = predicate.verb in _MASTERING or (predicate.verb in _KNOWING and subject.kind in _PERSONS)
        relation = "has_competency" if masters or (predicate.able and context.polarity == "pos") else "has_task"
        others = (c for other in predicate.others if (c := other.of_kind(ACTORS)) is not None)
        subjects = [
            one for one in (subject, *others) if not _known_otherwise(one, predicate, sentence, mentions, builder)
        ]
        for target, sure in _targets(predicate, sentence, relation, builder):
            confidence = certain * sure * _likely(predicate, subject, target)
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


def _spoken_of(predicate: Predicate, said: Predicate | None, sentence: Sentence) -> Predicate | None:
    """Return the verb before whose object "dat" or "het" means: "stelt een plan op, voert dat uit"; None for other objects."""
    words = [sentence.words[at].text.lower() for at in predicate.objects if sentence.words[at].is_word]
    fit = said is not None and not (predicate.passive or said.passive)
    return said if fit and len(words) == 1 and words[0] in _IT else None


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


def _targets(
    predicate: Predicate, sentence: Sentence, relation: str, builder: Builder
) -> Iterator[tuple[Concept, float]]:
    """Give the tasks or competencies that a verb with its objects names, each with how sure its label is."""
    verbs = task_verbs()
    words = [sentence.words[place] for place in predicate.objects]
    fixed = _decided(predicate, sentence) if predicate.asks else _taken_on(predicate, words, builder)
    if fixed is not None:
        yield fixed, 0.9 if predicate.asks else 1.0
    if fixed is not None or predicate.asks:
        return
    said = {word.text.lower() for word in words}
    if said & verbs.not_done or predicate.verb in verbs.no_task or ("zich" in said and predicate.verb in verbs.light):
        return
    if "elkaar" in said and predicate.others:  # "mbo'ers en hbo'ers vullen elkaar aan"
        return
    for number, listed in enumerate(_object_parts(_without_circumstance(_without_whom(_before_ground(words))))):
        part = [word for word in listed if word.text.lower() not in ADVERBS]
        content = [word for word in part if word.is_word and word.text.lower() not in verbs.empty]
        if (not content and (predicate.verb in verbs.light or number)) or _is_no_object(part, number, predicate.verb):
            continue
        if predicate.verb in _KNOWING and (relation != "has_competency" or _no_knowledge(part, builder)):
            continue
        if predicate.verb in _MASTERING:
            target = builder.concept_for(part, ["competency"])
        else:
            target = task_label(part if content else [], predicate.verb, relation, builder)
        if target is not None:
            yield target, 1.0 if content else 0.85


def _no_knowledge(part: list[Word], builder: Builder) -> bool:
    """Tell whether it says nothing of what somebody is able to do to know this: "drie functies", "de wijkagent"."""
    mention = builder.lexicon.lookup([word for word in part if word.text.lower() not in _OPENS_OBJECT])
    somebody = mention is not None and bool(mention.kinds & (ACTORS | {"legal_frame"}))
    return not part or part[0].text.lower() in _NUMBERS or somebody


def _before_ground(words: list[Word]) -> list[Word]:
    """Leave out the words that say on what ground something is done: "op grond van de Jeugdwet (een onderzoek)"."""
    lower = [word.text.lower() for word in words]
    cut = next((at for at in range(len(lower)) if tuple(lower[at : at + 3]) in _GROUNDS), len(words))
    again = (at for at in range(cut + 5, len(lower)) if lower[at] in _OPENS_OBJECT)
    return words[:cut] if cut else words[next(again, len(words)) :]


def _is_no_object(part: list[Word], number: int, verb: str) -> bool:
    """Tell whether words say when, of what or how something is done, and not what: "(neemt het) van het team (over)"."""
    if not part:
        return False
    first = part[0].text.lower()
    circumstance = first == "van" or (first in PREPOSITIONS and (number > 0 or verb in _NOTHING))
    excepted = part[-1].text.lower() == "na"  # "op de wijkagent na"
    return circumstance or excepted or first in _NO_OBJECT or any(word.text.lower() in _VERBAL for word in part)


def _decided(predicate: Predicate, sentence: Sentence) -> Concept | None:
    """Return the task of deciding on something: "bepalen of specialistische hulp wordt ingezet"."""
    words = [sentence.words[place] for place in predicate.asks]
    if len(words) > _MOST_DECIDED or any(not word.is_word or word.text[0].isupper() for word in words):
        return None
    text = f"{predicate.verb} {' '.join(('-' if word.glued else '') + word.text for word in words)}".replace(" -", "-")
    return Concept(f"own:task:{text}", "task", text, own=True)


def _taken_on(predicate: Predicate, words: list[Word], builder: Builder) -> Concept | None:
    """Return what somebody takes on with "neemt ... op zich" or "neemt ... voor zijn rekening", or None."""
    lower = [word.text.lower() for word in words]
    if predicate.verb == "nemen":
        for ending in _TAKING_ON:
            if len(lower) > len(ending) and lower[-len(ending) :] == ending:
                return builder.concept_for(words[: -len(ending)], ["task", "role"])
    return None


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


def _without_whom(words: list[Word]) -> list[Word]:
    """Leave out a preposition with a pronoun that opens the object: "(oefenen) met hen lastige gesprekken"."""
    lower = [word.text.lower() for word in words[:2]]
    return words[2:] if len(lower) == 2 and lower[0] in PREPOSITIONS and lower[1] in _WHOM else words


def _without_circumstance(words: list[Word]) -> list[Word]:
    """Leave out what a preposition opens before the object itself: "(met de inwoner) een plan"."""
    while words and words[0].text.lower() in ADVERBS:
        words = words[1:]
    lower = [word.text.lower() for word in words]
    if not lower or lower[0] not in PREPOSITIONS:
        return words
    goes_on = PREPOSITIONS | _OPENS_OBJECT | {"en", "of"}
    found = [at for at in range(2, len(lower)) if lower[at] in _OPENS_OBJECT and lower[at - 1] not in goes_on]
    return words[found[0] :] if found else words


_IT = frozenset({"dat", "het", "deze", "die", "ze"})
_OPENS_OBJECT = frozenset({"een", "de", "het", "hun", "haar", "geen"})
_WHOM = frozenset({"hen", "haar", "hem", "elkaar", "hun", "ons", "mij", "u", "jou"})
_BETWEEN = ("cooperates_with", "refers_to", "member_of_team", "part_of")
_WORDY = 5
_FEW = 7
_NOTHING = frozenset({"doen", "verrichten"})
_NO_OBJECT = frozenset(
    {
        "hetzelfde",
        "welke",
        "wat",
        "of",
        "hoe",
        "wie",
        "waar",
        "wanneer",
        "aldus",
        "door",
        "sinds",
        "tijdens",
        "vanaf",
        "gedurende",
    }
)
"""Words with which something else begins than what is done: a question, the one who does it, or when."""
_MOST_DECIDED = 10
_MASTERING = frozenset({"beheersen"})
_KNOWING = frozenset({"kennen"})
_PERSONS = frozenset({"profession", "role", "group"})
_NUMBERS = frozenset({"een", "één", "twee", "drie", "vier", "vijf", "geen", "veel", "weinig", "elkaar", "elkaars"})
"""Verbs that say what somebody is able to do, and no task."""
_GROUNDS = {
    tuple(given.split())
    for given in ("op grond van", "op basis van", "naar eigen zeggen", "in opdracht van", "anders dan de")
}
"""Words with which a ground or an aside begins, no part of what is done."""
_TAKING_ON = [["op"], *(["voor", whose, "rekening"] for whose in ("haar", "hun", "zijn"))]
"""How "neemt ... op (zich)" and "neemt ... voor zijn rekening" end, without the adverb."""
_VERBAL = word_set("persoonsvorm")
_GENERAL = word_set("algemeen")


def _object_parts(words: list[Word]) -> list[list[Word]]:
    """Return the words of each object: one when they are few, else each part of a list by itself."""
    parts = list_parts(words)
    if not parts:
        return [[]]
    whole = words[: words.index(parts[-1][-1]) + 1]
    few = sum(word.is_word for word in whole) <= _FEW and not any(w.text in {",", "(", "/", "noch"} for w in whole)
    return [whole] if few else parts


def _modality(predicate: Predicate, context: Context) -> str:
    if context.modality in {"question", "view"}:
        return context.modality
    if predicate.modal in _DESIRED:
        return "obliged" if context.modality == "obliged" else "desired"
    if predicate.modal in _MAY:
        return "permitted"
    return context.modality


def _short_label(words: list[Word], builder: Builder) -> str:
    """Return the label of an object; of one that is too long, as far as before one of its last prepositions."""
    label = phrase_label(words, builder.names) if words else ""
    cuts = [at for at, word in enumerate(words) if at > 1 and word.text.lower() in PREPOSITIONS]
    while words and not label and cuts:
        label = phrase_label(words[: cuts.pop()], builder.names)
    return label


def task_label(words: list[Word], verb: str, relation: str, builder: Builder) -> Concept | None:
    """Return the task that an infinitive with its object names: "begeleidingsplan bijhouden"."""
    label = _short_label(words, builder)
    if words and not label:
        return None
    kinds = ["competency"] if relation == "has_competency" else ["task", "role"]
    text = label if label and verb in _NOTHING else f"{label} {verb}".strip()
    known = builder.known.lookup(text, kinds)
    if known:
        return known
    return Concept(f"own:{kinds[0]}:{text}", kinds[0], text, own=True)
