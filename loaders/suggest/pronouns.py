"""Whom "zij", "hij", "haar" and "hun" mean: the person who acted last, in this sentence or before it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.vocabulary import Concept
from loaders.suggest.grammar.predicates import governed_by_preposition, preposition_before
from loaders.suggest.grammar.tags import PREPOSITIONS
from loaders.suggest.grammar.verbs import task_verbs
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word
from loaders.suggest.model import ACTORS, PERSONS, POSSESSIVE, PRONOUN, Mention
from loaders.suggest.topics import SERVED, Meant

__all__ = ["with_pronouns"]

_LAST_NAMED = frozenset({"deze", "die"})
_SUBJECTS = word_set("derde_persoon")
_POSSESSIVES = word_set("bezittelijk")
_PLURAL_FORMS = word_set("meervoudsvorm")
_SINGULAR_FORMS = word_set("enkelvoudsvorm")
_FINITE = word_set("lijdend") | word_set("hulpwerkwoord") | word_set("voltooid")
_ANYBODY = word_set("wie_dan_ook") | {"wie"}
_ANY_WORKER = word_set("iemand_in_het_algemeen")
_WE = frozenset({"wij", "we"})
_OPENING, _TWO = 3, 2
_FUNCTIONS = word_set("functie")
_LATTER = word_set("laatstgenoemd")
_FORMER = word_set("eerstgenoemd")


def with_pronouns(words: Sequence[Word], mentions: Sequence[Mention], meant: Meant) -> list[Mention]:
    """Return the mentions of a sentence with those of pronouns, in order."""
    found = [_shown(words, one, meant.person) for one in mentions]
    found += _both(words, mentions, meant.pair) or _one_of_them(words, meant.latest, meant.pair)
    taken = {place for one in found for place in range(one.first, one.last)}
    if meant.previous is not None and meant.previous.kind == "team" and _team_acts(words):
        found.append(Mention(0, 1, (meant.previous,), PRONOUN))
    for place, word in enumerate(words):
        lower = word.text.lower()
        if lower in _ANYBODY:  # "iedereen ... dat hij": nobody who was named before
            break
        if place in taken:
            continue
        concept, how = _meant_at(words, place, found, meant)
        if concept is not None:
            found.append(Mention(place, place + 1, (concept,), how))
    return sorted(found, key=lambda one: (one.first, -one.last))


def _meant_at(words: Sequence[Word], place: int, found: Sequence[Mention], meant: Meant) -> tuple[Concept | None, str]:
    """Return whom a word means, and how: as a pronoun or as a possessive."""
    lower = words[place].text.lower()
    if meant.we is not None and (lower in _WE or (lower == "ik" and meant.we.kind in PERSONS)):
        return meant.we, PRONOUN
    if _shows(words, place):
        before = (c for one in reversed(found) if one.last <= place and not one.weak and (c := one.of_kind(PERSONS)))
        return next(before, meant.latest) if place else meant.latest, PRONOUN
    if lower in _SUBJECTS:
        return _before(words, found, place) or _of_number(words, place, meant), PRONOUN
    if lower in _POSSESSIVES and _owns(words, place):
        return _before(words, found, place) or meant.person, POSSESSIVE
    return None, ""


def _of_number(words: Sequence[Word], place: int, meant: Meant) -> Concept | None:
    """Return the person who fits the number of the verb: "de huisartsen prijzen de ergotherapeut. Zij beoordeelt ..."."""
    after = words[place + 1].text.lower() if place + 1 < len(words) else ""
    before = words[place - 1].text.lower() if place else ""
    verbs = task_verbs()
    known = (one for one in (after, before) if one in _FINITE or one in verbs.finite or one in verbs.infinitive)
    verb = next(known, "")
    plural = verb.endswith("en") or verb in _PLURAL_FORMS
    singular = bool(verb) and (words[place].text.lower() == "hij" or verb.endswith("t") or verb in _SINGULAR_FORMS)
    if meant.person is None or meant.is_plural is None or not (plural or singular) or plural == meant.is_plural:
        return meant.person
    return (meant.plural if plural else meant.singular) or meant.person


def _both(words: Sequence[Word], mentions: Sequence[Mention], pair: tuple[Concept, ...]) -> list[Mention]:
    """Return "beiden" and "beide functies" as one mention of the two who were named last."""
    for place, word in enumerate(words):
        lower = word.text.lower()
        after = words[place + 1].text.lower() if place + 1 < len(words) else ""
        last = place + 1 if lower == "beiden" else place + 2 if lower == "beide" and after in _FUNCTIONS else 0
        if not last or (place and words[place - 1].is_word and words[place - 1].text != "en"):
            continue
        named = {c.iri: c for m in mentions if m.last <= place and not m.weak and (c := m.of_kind(PERSONS))}
        meant = tuple(named.values()) if len(named) == _TWO else pair
        if meant:
            return [Mention(place, last, meant, PRONOUN)]
    return []


def _one_of_them(words: Sequence[Word], latest: Concept | None, pair: tuple[Concept, ...]) -> list[Mention]:
    """Return "laatstgenoemde" and "de eersten" at the beginning as a mention of one of the two who were named last."""
    lower = [word.text.lower() for word in words[:3]]
    last = 2 if lower[:1] == ["de"] else 1
    name = lower[last - 1] if len(lower) > last else ""
    meant = latest if name in _LATTER else pair[0] if name in _FORMER and pair else None
    after = lower[last] if len(lower) > last else ""
    follows = after in _FINITE or after in task_verbs().finite
    return [Mention(0, last, (meant,), PRONOUN)] if meant is not None and follows else []


def _shown(words: Sequence[Word], mention: Mention, person: Concept | None) -> Mention:
    """Return "deze professional" as a mention of the person who acted before it."""
    general = any(concept.label in _ANY_WORKER for concept in mention.concepts)
    if person is None or not general or not mention.first or words[mention.first - 1].text.lower() != "deze":
        return mention
    return Mention(mention.first, mention.last, (person,), PRONOUN)


def _owns(words: Sequence[Word], place: int) -> bool:
    """Tell whether "haar" or "hun" stands before a noun, as far as the word after it shows."""
    if place + 1 >= len(words) or not words[place + 1].is_word:
        return False
    after = words[place + 1].text.lower()
    return after not in PREPOSITIONS | _FINITE and after not in {"de", "het", "een", "niet", "en", "dat", "die"}


def _shows(words: Sequence[Word], place: int) -> bool:
    """Tell whether "deze" or "die" opens a sentence or what follows a colon, and stands for a person: a finite verb follows."""
    opens = not place or words[place - 1].text in {":", ";"}
    if not opens or place + 1 == len(words) or words[place].text.lower() not in _LAST_NAMED:
        return False
    after = words[place + 1].text.lower()
    return after in _FINITE or after in task_verbs().finite


def _team_acts(words: Sequence[Word]) -> bool:
    """Tell whether "het" opens a sentence with a verb of work behind it: "Het biedt lichte hulp"."""
    if len(words) == 1 or words[0].text.lower() != "het":
        return False
    after = words[1].text.lower()
    return after.endswith("t") and (after in task_verbs().finite or after in {"bestaat", "telt", "heeft"})


def _before(words: Sequence[Word], mentions: Sequence[Mention], place: int) -> Concept | None:
    """Return the person who acts in the words before a pronoun, the last of them."""
    everyone = [one for one in mentions if one.last <= place and one.kinds & ACTORS and not one.weak]
    before = [one for one in everyone if one.kinds & PERSONS]
    before = [one for one in before if (concept := one.of_kind(ACTORS)) and concept.label not in SERVED]
    acting = [one for one in before if not governed_by_preposition(words, one)]
    verb = words[place - 1].text.lower() if place else ""
    inverted = verb in _FINITE or verb in task_verbs().finite  # "met de huisarts vormt zij ...": somebody else
    close = [] if inverted else [one for one in before if one.last >= place - 1]  # "vraagt van alle artsen dat zij ..."
    opening = [  # "Van de gezinswerkers wordt gevraagd dat zij ...", not "Samen met de corporatie organiseert zij ..."
        one for one in everyone if one.first <= _OPENING and preposition_before(words, one) != "met"
    ]
    chosen = close[-1] if close else acting[-1] if acting else opening[0] if opening else None
    return chosen.of_kind(ACTORS) if chosen else None
