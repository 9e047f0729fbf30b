"""What the verbs of work in a sentence say: who does what, with a label made of the object and the infinitive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import Context, context_of
from loaders.suggest.mentions import ACTORS, Mention
from loaders.suggest.phrases import list_parts, phrase_label
from loaders.suggest.predicates import PREPOSITIONS, Predicate
from loaders.suggest.sentences import Sentence
from loaders.suggest.topics import SERVED, Topics
from loaders.suggest.verbs import task_verbs
from loaders.suggest.word_lists import word_set
from loaders.suggest.words import Word

__all__ = ["ADVERBS", "from_predicates", "task_label"]

_DESIRED = word_set("gewenst")
_ABLE = word_set("kunnen")
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
    for predicate in predicates:
        subject, certain = _subject(predicate, topics, sentence)
        if subject is None:
            continue
        about = about or subject
        words = [sentence.words[place] for place in predicate.objects]
        _add_tasks(predicate, subject, certain, words, sentence, topics, builder, mentions)
    return about


def _subject(predicate: Predicate, topics: Topics, sentence: Sentence) -> tuple[Concept | None, float]:
    if predicate.subject is not None:
        concept = predicate.subject.of_kind(ACTORS)
        if concept is None or concept.label in SERVED:
            return None, 0
        return concept, 1.0
    if predicate.pronoun:
        return topics.person or topics.previous or topics.of_heading(sentence.heading), 0.95
    return None, 0


def _add_tasks(
    predicate: Predicate,
    subject: Concept,
    certain: float,
    words: list[Word],
    sentence: Sentence,
    topics: Topics,
    builder: Builder,
    mentions: Sequence[Mention],
) -> None:
    verbs = task_verbs()
    context = context_of(sentence, predicate.first, predicate.last)
    context = replace(context, modality=_modality(predicate, context))
    relation = "has_competency" if predicate.modal in _ABLE and context.polarity == "pos" else "has_task"
    part = _object_words(_without_whom(words))
    part = [word for word in part if word.text.lower() not in ADVERBS]
    content = [word for word in part if word.is_word and word.text.lower() not in verbs.empty]
    if not content and predicate.verb in verbs.light:
        return
    said = [word.text.lower() for word in sentence.words[predicate.first : predicate.last]]
    if (part and part[0].text.lower() in _NO_OBJECT) or ("deel" in said and "uit" in said):
        return  # "maakt deel uit van": who belongs to whom, which the patterns know
    target = task_label(part if content else [], predicate.verb, relation, builder)
    if target is None:
        return
    if any(word.text.lower() in _VERBAL for word in part):
        return
    confidence = (
        0.85
        * certain
        * (1.0 if predicate.near else 0.8)
        * (0.75 if not content else 1.0)
        * (1.0 if not target.own else 0.97)
    )
    confidence *= 0.9 if predicate.verb in verbs.light else 1.0
    confidence *= (0.9 if len(sentence.words) > 35 else 1.0) * (0.85 if len(target.label.split()) > 5 else 1.0)
    confidence *= (
        0.8
        if subject.kind == "organisation" or subject.label in _GENERAL
        else 0.9
        if subject.kind in {"team", "group"}
        else 1.0
    )
    subjects = [subject, *(c for other in predicate.others if (c := other.of_kind(ACTORS)) is not None)]
    for one in subjects:
        builder.add(
            relation, one, target, sentence, context, pattern="werkwoord", confidence=confidence,
            why=f"'{one.label}' is hier het onderwerp van het werkwoord '{predicate.verb}'.", team=topics.team_label(mentions),
        )  # fmt: skip


def _without_whom(words: list[Word]) -> list[Word]:
    """Leave out a preposition with a pronoun that opens the object: "(oefenen) met hen lastige gesprekken"."""
    lower = [word.text.lower() for word in words[:2]]
    return words[2:] if len(lower) == 2 and lower[0] in PREPOSITIONS and lower[1] in _WHOM else words


_WHOM = frozenset({"hen", "haar", "hem", "elkaar", "hun", "ons", "mij", "u", "jou"})
_NOTHING = frozenset({"doen", "verrichten"})
_NO_OBJECT = frozenset(
    {"welke", "wat", "of", "hoe", "wie", "waar", "wanneer", "door", "sinds", "tijdens", "vanaf", "gedurende"}
)
"""Words with which something else begins than what is done: a question, the one who does it, or when."""
_VERBAL = word_set("persoonsvorm")
_GENERAL = word_set("algemeen")


def _object_words(words: list[Word]) -> list[Word]:
    """Return the words of the object: all of them when they are few, else those before the first comma or "en"."""
    parts = list_parts(words)
    if not parts:
        return []
    whole = words[: words.index(parts[-1][-1]) + 1]
    if (
        len(parts) > 1
        and sum(word.is_word for word in whole) <= 7
        and not any(w.text in {",", "(", "/"} for w in whole)
    ):
        return whole
    return parts[0]


ADVERBS = word_set("bijwoord")


def _modality(predicate: Predicate, context: Context) -> str:
    if context.modality in {"question", "view"}:
        return context.modality
    if predicate.modal in _DESIRED:
        return "obliged" if context.modality == "obliged" else "desired"
    if predicate.modal in _MAY:
        return "permitted"
    return context.modality


def task_label(words: list[Word], verb: str, relation: str, builder: Builder) -> Concept | None:
    """Return the task that an infinitive with its object names: "begeleidingsplan bijhouden"."""
    label = phrase_label(words, builder.names) if words else ""
    if words and not label:
        return None
    kinds = ["competency"] if relation == "has_competency" else ["task", "role"]
    text = label if label and verb in _NOTHING else f"{label} {verb}".strip()
    known = builder.known.lookup(text, kinds)
    if known:
        return known
    return Concept(f"own:{kinds[0]}:{text}", kinds[0], text, own=True)
