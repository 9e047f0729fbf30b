"""Who does what: finds, for the verbs of work in a sentence, the actor before or behind them and the words between.

Dutch puts the verb second in a main clause and last in a clause that depends on another; a separable verb stands in two
pieces; a passive names who does it after "door". The label of what is done ends in the infinitive.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.suggest.mentions import ACTORS, Mention
from loaders.suggest.verbs import Verbs, task_verbs
from loaders.suggest.word_lists import word_set
from loaders.suggest.words import Word

__all__ = ["Predicate", "before", "find_predicates", "governed_by_preposition"]

MODALS = word_set("hulpwerkwoord")
PASSIVE = word_set("lijdend")
PREPOSITIONS = word_set("voorzetsel")
PRONOUNS = frozenset(["zij", "hij", "ze", "deze", "men"])
BREAKS = word_set("zinsdeelgrens")
_CONDITIONS = word_set("voorwaarde")
_STOPS = frozenset(".;:?!()")
_AFTER_PARTICLE = word_set("na_partikel")
"""Words before which the particle of a separable verb stands at the end of its part of the sentence."""
_ADVERBS = word_set("bijwoord")


def before(words: Sequence[Word], mention: Mention) -> str:
    """Return the preposition before a mention, articles and adjectives between, or nothing."""
    for place in range(mention.first - 1, max(-1, mention.first - 4), -1):
        lower = words[place].text.lower()
        if lower in PREPOSITIONS:
            return lower
        if lower not in {"de", "het", "een", "onze", "hun", "alle", "andere", "deze"} and not lower.endswith("e"):
            return ""
    return ""


def governed_by_preposition(words: Sequence[Word], mention: Mention) -> bool:
    """Tell whether a preposition governs a mention; "door" makes it the actor."""
    return before(words, mention) not in {"", "door", "als"}


@dataclass(frozen=True, slots=True)
class Predicate:
    """An actor (a mention, or None for a pronoun or an unnamed one) and the verb with its object words.

    ``verb`` is the infinitive; ``first`` and ``last`` are the words from subject to the end of the clause.
    ``modal`` is the form of an auxiliary, empty without; ``near`` tells that subject and verb stand close together.
    """

    subject: Mention | None
    pronoun: bool
    verb: str
    objects: tuple[int, ...]
    first: int
    last: int
    modal: str = ""
    passive: bool = False
    near: bool = True
    others: tuple[Mention, ...] = ()


def find_predicates(words: Sequence[Word], mentions: Sequence[Mention], *, implicit: bool = False) -> list[Predicate]:
    """Return the predicates of a sentence; with `implicit`, verbs without an actor before them count too."""
    return _Finder(words, mentions, implicit=implicit).run()


class _Finder:
    def __init__(self, words: Sequence[Word], mentions: Sequence[Mention], *, implicit: bool) -> None:
        self.words, self.implicit = words, implicit
        self.lower = [word.text.lower() for word in words]
        self.verbs: Verbs = task_verbs()
        self.actors = {m.first: m for m in mentions if m.kinds & ACTORS and not m.weak}
        self.mention_at = {place: m for m in mentions for place in range(m.first, m.last)}
        self.last_subject: Mention | None = None
        self.last_pronoun = False

    def run(self) -> list[Predicate]:
        found: list[Predicate] = []
        begin = 0
        for begin, end in self._clauses():
            found.extend(self._clause(begin, end))
        return found

    def _clauses(self) -> list[tuple[int, int]]:
        """Return the clauses as [begin, end): cut at stops, commas before a verb phrase, breaking words, "en" with a verb."""
        cuts = [0]
        depth = 0
        for place, lower in enumerate(self.lower):
            depth += (lower == "(") - (lower == ")")
            if (
                lower in _STOPS
                or (lower in BREAKS and place and not (lower == "als" and self._noun_after(place)))
                or (lower in {",", "en", "of"} and self._verb_follows(place + 1))
            ):
                cuts.append(place)
        cuts.append(len(self.words))
        return [(a, b) for a, b in itertools.pairwise(cuts) if b > a]

    def _noun_after(self, place: int) -> bool:
        following = self.actors.get(place + 1)
        return (
            following is not None
            and following.last < len(self.lower)
            and self.lower[following.last] in {",", ".", "en"}
        )

    def _verb_follows(self, place: int) -> bool:
        """Tell whether a finite verb stands right there, or after an actor or an adverb."""
        if place >= len(self.lower):
            return False
        for step in range(3):
            at = place + step
            if at >= len(self.lower) or not self.words[at].is_word:
                return False
            if self._is_finite(at) and not self._is_noun(at):
                return True
            if at in self.actors:
                after = self.actors[at].last
                return after < len(self.lower) and (
                    self.lower[after] in MODALS | PASSIVE or self._is_finite(after) or self._plural_at(after)
                )
            if self.lower[at] not in {"de", "het", "een", "ook", "zo", "nodig", "daarnaast", "zij", "hij", "ze"}:
                return False
        return False

    def _is_noun(self, place: int) -> bool:
        before = self.lower[place - 1] if place else ""
        return before in {
            "de",
            "het",
            "een",
            "hun",
            "zijn",
            "haar",
            "geen",
            "van",
            "deze",
            "dit",
            "elke",
            "goede",
            "te",
        } or (
            place in self.mention_at
            and self.mention_at[place].kinds != {"activity"}
            and not (self.mention_at[place].kinds & {"task", "competency"})
        )

    def _is_finite(self, place: int) -> bool:
        lower = self.lower[place]
        return lower in self.verbs.finite and lower not in self.verbs.infinitive

    def _plural_at(self, place: int) -> bool:
        return self.lower[place] in self.verbs.infinitive or self.lower[place] in self.verbs.finite

    def _clause(self, begin: int, end: int) -> list[Predicate]:
        if any(self.lower[place] in _CONDITIONS for place in range(begin, min(end, begin + 2))):
            return []
        subject, others, after = self._subject(begin, end)
        pronoun = False
        if subject is not None and subject.first > begin and self._is_object(subject, begin):
            subject, others, after = None, (), begin
        if subject is None:
            pronoun = any(self.lower[place] in PRONOUNS for place in range(begin, min(end, begin + 4)))
            if pronoun and self.last_subject is not None:
                subject, pronoun, after = self.last_subject, False, begin
                pronoun = False
            if subject is None and self._inherits(begin) and not pronoun:
                subject, pronoun = self.last_subject, self.last_pronoun
                after = begin
        modal = next((at for at in range(begin, end) if self.lower[at] in MODALS and self.lower[at - 1] != "te"), -1)
        passive = next((place for place in range(begin, end) if self.lower[place] in PASSIVE), -1)
        found = self._passive(begin, end, passive) if passive >= 0 else []
        if not found and (subject or pronoun or self.implicit):
            found = self._active(begin, end, subject, others, after, modal, pronoun=pronoun)
        if subject or pronoun:
            self.last_subject, self.last_pronoun = subject, pronoun
        return found

    def _is_object(self, mention: Mention, begin: int) -> bool:
        """Tell whether an actor is not who acts: the clause runs on with a verb ("en adviseert ..."), or a pronoun acts."""
        runs_on = self.lower[begin] in {"en", ",", "maar"} and (self.last_pronoun or self.last_subject is not None)
        verb_first = begin + 1 < len(self.lower) and self._is_finite(begin + 1) and not self._is_noun(begin + 1)
        return (runs_on and verb_first) or any(
            self.lower[place] in {"zij", "hij", "ze"} for place in range(begin, mention.first)
        )

    def _inherits(self, begin: int) -> bool:
        """Tell whether a clause runs on from the one before: "... en verwijst", "..., die ..."."""
        if begin >= len(self.lower):
            return False
        if self.lower[begin] == "die":  # said of the word right before it
            return self.last_subject is not None and begin - self.last_subject.last in {0, 1}
        return self.lower[begin] in {"en", ",", "maar", "of"}

    def _subject(self, begin: int, end: int) -> tuple[Mention | None, tuple[Mention, ...], int]:
        """Return the first actor of the clause that no preposition governs, those coordinated with it, and where they end."""
        for place in range(begin, end):
            mention = self.actors.get(place)
            if mention is None or self._governed(place, begin):
                continue
            others: list[Mention] = []
            last = mention.last
            while last + 1 < end and self.lower[last] in {",", "en", "of"}:
                following = last + 1 + (self.lower[last + 1] in {"de", "het", "een", "ook"})
                other = self.actors.get(following)
                if other is None:
                    break
                others.append(other)
                last = other.last
            return mention, tuple(others), last
        return None, (), begin

    def _governed(self, place: int, begin: int) -> bool:
        """Tell whether a preposition governs the actor at a word: it stands before it, articles and adjectives between."""
        at = place - 1
        while at >= begin and place - at <= 4:
            lower = self.lower[at]
            if lower in PREPOSITIONS:
                return lower != "als" or at != begin
            if lower not in {
                "de",
                "het",
                "een",
                "onze",
                "hun",
                "alle",
                "andere",
                "deze",
                "elk",
                "elke",
                "geen",
            } and not lower.endswith("e"):
                return False
            at -= 1
        return False

    def _active(
        self,
        begin: int,
        end: int,
        subject: Mention | None,
        others: tuple[Mention, ...],
        after: int,
        modal: int,
        *,
        pronoun: bool,
    ) -> list[Predicate]:
        start = subject.first if subject and begin <= subject.first < end else begin
        if modal >= 0:
            with_modal = self._with_modal(begin, end, subject, others, modal, pronoun=pronoun)
            if with_modal or self.lower[modal] not in self.verbs.finite | self.verbs.infinitive:
                return with_modal
        verbs = [place for place in range(begin, end) if self._verb_here(place, after, subject)]
        found: list[Predicate] = []
        for number, place in enumerate(verbs[:2]):
            limit = verbs[number + 1] - 1 if number + 1 < len(verbs) and verbs[number + 1] - place > 1 else end
            name, particle_at = self._name(place, end)
            if not name:
                continue
            objects = [at for at in range(place + 1, limit) if at != particle_at]
            if number + 1 < len(verbs) and verbs[number + 1] - place == 2:  # "adviseert en ondersteunt mantelzorgers"
                objects = list(range(verbs[number + 1] + 1, end))
            if subject and subject.first > place:
                objects = [at for at in objects if at >= (others[-1] if others else subject).last]
            if not self._says_something(objects) and subject and after <= place and begin <= subject.first:
                objects = list(range(after, place))  # a clause with its verb at the end
            if start_of_object := self._before_verb(begin, place, objects):
                objects = list(range(start_of_object - 1, place))
            near = (
                not subject
                or not (begin <= subject.first < end)
                or min(abs(place - after), abs(subject.first - place)) <= 4
            )
            found.append(
                Predicate(subject, pronoun, name, tuple(objects), min(start, place), end, "", near=near, others=others)
            )
        return found

    def _says_something(self, places: Sequence[int]) -> bool:
        return any(
            self.words[at].is_word and self.lower[at] not in _ADVERBS | PRONOUNS | BREAKS | {"en", "of"}
            for at in places
        )

    def _before_verb(self, begin: int, verb: int, objects: Sequence[int]) -> int:
        """Return where an object begins that stands before the verb, counted from 1; 0 when there is none.

        "Therapie bieden zij nadrukkelijk niet": behind the verb stand who acts and adverbs only.
        """
        behind = [at for at in objects if self.words[at].is_word and self.lower[at] not in _ADVERBS | PRONOUNS]
        behind = [at for at in behind if not (at in self.mention_at and self.mention_at[at].kinds & ACTORS)]
        while begin < verb and (not self.words[begin].is_word or self.lower[begin] in {"en", "maar"}):
            begin += 1
        whole = range(begin, verb)
        if behind or not whole or self.lower[begin] in PREPOSITIONS | _ADVERBS | BREAKS | PRONOUNS:
            return 0
        return 0 if any(at in self.actors for at in whole) else begin + 1

    def _verb_here(self, place: int, after: int, subject: Mention | None) -> bool:
        lower = self.lower[place]
        if self._is_noun(place) or (lower not in self.verbs.finite and lower not in self.verbs.infinitive):
            return False
        if lower in self.verbs.infinitive:
            before = self.lower[place - 1] if place else ""
            if before in {"te", "het", "van", "in", "op", "voor", "bij", "tot"}:
                return False
            return subject is None or after <= place  # a plural: "opbouwwerkers ondersteunen ..."
        return True

    def _name(self, place: int, end: int) -> tuple[str, int]:
        """Return the infinitive of the verb at a word, with its particle further on, and where that is (-1: nowhere)."""
        names = self.verbs.finite.get(self.lower[place], frozenset()) | self.verbs.infinitive.get(
            self.lower[place], frozenset()
        )
        for at in range(end - 1, place, -1):
            for particle, plain in sorted(names):
                if (
                    particle
                    and self.lower[at] == particle
                    and self.lower[at : at + 2] != ["samen", "met"]
                    and (at + 1 >= len(self.lower) or at + 1 >= end or self.lower[at + 1] in _AFTER_PARTICLE)
                ):
                    return particle + plain, at
        plain_names = sorted(plain for particle, plain in names if not particle)
        return (plain_names[0] if plain_names else "", -1)

    def _with_modal(
        self, begin: int, end: int, subject: Mention | None, others: tuple[Mention, ...], modal: int, *, pronoun: bool
    ) -> list[Predicate]:
        found: list[Predicate] = []
        inside = subject is not None and begin <= subject.first < end
        low = modal + 1
        if inside and subject is not None and subject.first > modal:
            low = (others[-1] if others else subject).last
        verbs = [at for at in range(low, end) if (self.lower[at] in self.verbs.infinitive and not self._is_noun(at))
                 or (at > low and self.lower[at] in self.verbs.infinitive and self.lower[at - 1] == "te")]  # fmt: skip
        previous = low
        if not verbs and inside and subject is not None and subject.last <= modal:  # "dat zij ... bewaken moet"
            verbs = [at for at in range(subject.last, modal) if self.lower[at] in self.verbs.infinitive]
            previous = subject.last
        for at in verbs[:3]:
            if self.lower[at] in MODALS:
                continue
            name = min(plain for _, plain in self.verbs.infinitive[self.lower[at]])
            particle = next(
                (
                    p
                    for p in range(at - 1, previous - 1, -1)
                    if self.lower[p] in self.verbs.particles and self.lower[p + 1] == "te"
                ),
                -1,
            )
            if particle >= 0:
                name = self.lower[particle] + name
            objects = [o for o in range(previous, at) if o != particle and self.lower[o] not in MODALS | {"te"}]
            empty = not self._says_something(objects)
            if empty and inside and subject is not None and subject.last < modal:
                objects, empty = list(range(subject.last, modal)), False
            if empty and begin < (subject.first if inside and subject else modal):
                objects = list(range(begin, modal if not inside or subject is None else min(modal, subject.first)))
            first = subject.first if inside and subject else begin
            found.append(
                Predicate(
                    subject, pronoun, name, tuple(objects), min(first, modal), end, self.lower[modal], others=others
                )
            )
            previous = at + 1
        return found

    def _passive(self, begin: int, end: int, passive: int) -> list[Predicate]:
        door = next((at for at in range(begin, end) if self.lower[at] == "door"), -1)
        if door < 0:
            return []
        agent = next((self.actors[at] for at in range(door + 1, min(door + 5, end)) if at in self.actors), None)
        verb = next((at for at in range(passive, end) if self.lower[at] in self.verbs.participle), -1)
        if agent is None or verb < 0:
            return []
        name = min(plain for _, plain in self.verbs.participle[self.lower[verb]])
        objects = tuple(range(begin, passive)) or tuple(range(passive + 1, min(door, verb)))
        return [Predicate(agent, pronoun=False, verb=name, objects=objects, first=begin, last=end, passive=True)]
