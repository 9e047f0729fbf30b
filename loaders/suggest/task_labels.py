"""What a verb with its objects says is done: the labels of tasks and competencies, made of the object and the infinitive."""

from __future__ import annotations

from collections.abc import Iterator

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.grammar.predicates import Predicate
from loaders.suggest.grammar.tags import ADVERBS, PREPOSITIONS
from loaders.suggest.grammar.verbs import task_verbs
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word
from loaders.suggest.model import ACTORS
from loaders.suggest.phrases import list_parts, phrase_label
from loaders.suggest.sentences import Sentence

__all__ = ["KNOWING", "MASTERING", "targets_of", "task_label"]

_OPENS_OBJECT = frozenset({"een", "de", "het", "hun", "haar", "geen"})
_WHOM = frozenset({"hen", "haar", "hem", "elkaar", "hun", "ons", "mij", "u", "jou"})
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
MASTERING = frozenset({"beheersen"})
KNOWING = frozenset({"kennen"})
_STEPS = frozenset({"stappen", "van", "stap"})
_ABIDING = frozenset({"tekenen", "ondertekenen", "volgen", "onderschrijven", "naleven", "hanteren", "bezitten"})
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


def targets_of(
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
    if _is_no_work(predicate, {word.text.lower() for word in words}):
        return
    for number, listed in enumerate(_object_parts(_without_circumstance(_without_whom(_before_ground(words))))):
        part = [word for word in listed if word.text.lower() not in ADVERBS]
        content = [word for word in part if word.is_word and word.text.lower() not in verbs.empty]
        if (not content and (predicate.verb in verbs.light or number)) or _is_no_object(part, number, predicate.verb):
            continue
        if _says_something_else(part, predicate.verb, relation, builder):
            continue
        if predicate.verb in MASTERING:
            target = builder.concept_for(part, ["competency"])
        else:
            target = task_label(part if content else [], predicate.verb, relation, builder)
        if target is not None:
            yield target, 1.0 if content else 0.85


def _is_no_work(predicate: Predicate, said: set[str]) -> bool:
    """Tell whether a verb with these words says no work: "maakt deel uit van", "richt zich op", "vullen elkaar aan"."""
    verbs = task_verbs()
    itself = ("zich" in said and predicate.verb in verbs.light) or ("elkaar" in said and bool(predicate.others))
    return bool(said & verbs.not_done) or predicate.verb in verbs.no_task or itself


def _says_something_else(part: list[Word], verb: str, relation: str, builder: Builder) -> bool:
    """Tell whether it says no task or competency: by what somebody is bound, whom he knows."""
    if verb in _ABIDING:
        words = [word for word in part if word.text.lower() not in _OPENS_OBJECT | _STEPS]
        mention = builder.lexicon.lookup(words) if words else None
        return mention is not None and "legal_frame" in mention.kinds
    return verb in KNOWING and (relation != "has_competency" or _no_knowledge(part, builder))


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


def _object_parts(words: list[Word]) -> list[list[Word]]:
    """Return the words of each object: one when they are few, else each part of a list by itself."""
    parts = list_parts(words)
    if not parts:
        return [[]]
    whole = words[: words.index(parts[-1][-1]) + 1]
    few = sum(word.is_word for word in whole) <= _FEW and not any(w.text in {",", "(", "/", "noch"} for w in whole)
    return [whole] if few else parts


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
