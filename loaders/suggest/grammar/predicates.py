"""Who does what: the subject, the verb of work and its object in each clause of a sentence.

A separable verb stands in two pieces; a passive names who does it after "door"; what stands before the verb is the
subject, or else the object or a circumstance with the subject behind the verb. The label of what is done ends in the
infinitive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.suggest.grammar.clauses import Clause
from loaders.suggest.grammar.subjects import Grammar, Reading, Subject, named, without_opening
from loaders.suggest.grammar.tags import ADVERBS, PREPOSITIONS
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word
from loaders.suggest.model import Mention

__all__ = ["Predicate", "find_predicates", "governed_by_preposition", "preposition_before"]

_ABLE = word_set("kunnen")
_DECIDING = word_set("beslissend")
_ASKING = word_set("vragend")
_CONDITIONS = word_set("voorwaarde")
_DETERMINERS = word_set("lidwoord")
_BY_WHOM = frozenset({"hem", "haar", "hen"})
_IT = frozenset({"het", "dat", "die", "deze"})
_GOING = frozenset({"gaan", "gaat"})
_NEAR = 4
_FAR = 6
_MOST_VERBS = 3


def preposition_before(words: Sequence[Word], mention: Mention) -> str:
    """Return the preposition before a mention, articles and adjectives between, or nothing."""
    for place in range(mention.first - 1, max(-1, mention.first - 4), -1):
        lower = words[place].text.lower()
        if lower in PREPOSITIONS:
            return lower
        if lower not in _DETERMINERS and not lower.endswith("e"):
            return ""
    return ""


def governed_by_preposition(words: Sequence[Word], mention: Mention) -> bool:
    """Tell whether a preposition governs a mention; "door" makes it the actor."""
    return preposition_before(words, mention) not in {"", "door", "als"}


@dataclass(frozen=True, slots=True)
class Predicate:
    """An actor (a mention, or None for a pronoun or an unnamed one) and the verb with its object words.

    ``verb`` is the infinitive; ``first`` and ``last`` are the words from subject to the end of the clause. ``modal`` is the
    form of an auxiliary, empty without; ``near`` tells that subject and verb stand close together; ``others`` are named in
    one breath with the subject; ``past`` tells that it was so, ``able`` that it is something that one can, dares or learns
    to do, ``aim`` that it is what something is said to be for, ``implied`` that nobody is named. ``asks`` are the words of
    the clause that a verb like "bepaalt" decides upon ("of ...", "welke ...").
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
    past: bool = False
    able: bool = False
    aim: bool = False
    implied: bool = False
    asks: tuple[int, ...] = ()


def find_predicates(grammar: Grammar, *, implicit: bool = False) -> list[Predicate]:
    """Return the predicates of a sentence; with `implicit`, verbs without an actor before them count too."""
    return _Finder(grammar, implicit=implicit).run()


class _Finder:
    def __init__(self, grammar: Grammar, *, implicit: bool) -> None:
        self.tags, self.readings, self.implicit = grammar.tags, grammar.readings, implicit
        self.lower, self.verbs = self.tags.lower, self.tags.verbs

    def run(self) -> list[Predicate]:
        found = [(reading.clause, self._clause(reading)) for reading in self.readings]
        for (_, one), (following, _) in pairwise(found):
            if one and self._tells(one[-1], following):
                one.pop()
        for (_, one), (following, others) in pairwise(found):
            joined = following.runs_on and self.lower[following.opener] in {"en", "of"}
            if one and others and joined and not (one[-1].modal or self._has_object(one[-1])):
                one[-1] = replace(one[-1], objects=others[0].objects)  # "adviseert en ondersteunt mantelzorgers"
        for (_, one), (following, _) in pairwise(found):
            if one and one[-1].verb in _DECIDING and not self.tags.says_something(one[-1].objects):
                one[-1] = replace(one[-1], asks=self._asked(following))
        return [predicate for _, predicates in found for predicate in predicates]

    def _has_object(self, predicate: Predicate) -> bool:
        """Tell whether a verb has an object of its own, be it "het"."""
        pointing = any(self.lower[at] in _IT for at in predicate.objects)
        return pointing or self.tags.says_something(predicate.objects)

    def _asked(self, following: Clause) -> tuple[int, ...]:
        """Return the words of a clause that says what is decided upon, with "of" or "welke" before it; nothing for another."""
        opens = following.opener >= 0 and self.lower[following.opener] in _ASKING
        return (following.opener, *following.places) if opens else ()

    def _tells(self, predicate: Predicate, following: Clause) -> bool:
        """Tell whether a verb only says that something is so: "zij stellen in hun rapport dat ..."."""
        that = following.opener >= 0 and self.lower[following.opener] == "dat" and not predicate.modal
        objects = predicate.objects
        return that and (not self.tags.says_something(objects) or self.lower[objects[0]] in PREPOSITIONS)

    def _clause(self, reading: Reading) -> list[Predicate]:
        clause, subject, finite, modal = reading.clause, reading.subject, reading.finite, reading.modal
        places = clause.places
        if clause.opener >= 0 and self.lower[clause.opener] in _CONDITIONS:
            return []
        if any(self.lower[place] in _CONDITIONS for place in places[:1]):
            return []
        passive = self._passive(reading)
        if passive is not None:
            return passive
        if not (subject.known or self.implicit):
            return []
        if modal < 0 and finite >= 0 and (self.tags.perfect(finite) or self.tags.passive(finite)):
            return []
        return list(self._active(clause, subject, finite, modal))

    def _active(self, clause: Clause, subject: Subject, finite: int, modal: int) -> Iterator[Predicate]:
        inside = clause.places[0] <= modal <= clause.places[-1]
        verbs = self._lexical(clause, finite, modal if inside else -1)
        previous = -1
        for number, verb in enumerate(verbs[:_MOST_VERBS]):
            name, particle = self.tags.verb_at(verb, clause.places)
            if not name:
                continue
            objects = self._objects(clause, subject, finite, verb, particle, previous, verbs[number + 1 :])
            objects = self._until_gap(clause, objects)
            while objects and (not self.tags.words[objects[-1]].is_word or self.lower[objects[-1]] in ADVERBS):
                objects.pop()
            begin = min(self._from(clause, subject), *(objects or [verb]), verb)
            last = max(*(objects or [verb]), verb) + 1
            end = max([place for place in clause.places if place < last], default=last - 1) + 1
            near = (
                subject.mention is None
                or subject.end < 0
                or min(abs(verb - subject.end), abs(subject.mention.first - verb)) <= _NEAR
            )
            yield Predicate(
                subject.mention, subject.pronoun, name, tuple(objects), begin, max(end, last),
                self._helped(modal, name, inside=inside), near=near, others=subject.others,
                past=finite >= 0 and self.lower[finite] in self.verbs.past,
                aim=clause.kind == "aim", implied=subject.implied,
                able=any(self.lower[at] in _ABLE for at in clause.places) or (modal >= 0 and self.lower[modal] in _ABLE),
            )  # fmt: skip
            previous = verb

    def _helped(self, modal: int, verb: str, *, inside: bool) -> str:
        """Return the auxiliary of a verb, or nothing; "gaat" helps only the verbs of its own clause ("gaat mee en helpt")."""
        lower = self.lower[modal] if modal >= 0 else ""
        return "" if lower in _GOING and (not inside or verb.endswith("gaan")) else lower

    def _until_gap(self, clause: Clause, objects: list[int]) -> list[int]:
        """Return the words of an object up to where another clause stands in between: "bewoners (die ...), zoals"."""
        inside = set(clause.places)
        for number, (one, other) in enumerate(pairwise(objects)):
            if any(at not in inside and self.tags.words[at].is_word for at in range(one + 1, other)):
                return objects[: number + 1]
        return objects

    def _from(self, clause: Clause, subject: Subject) -> int:
        """Return where the words begin in which "niet" or "moet" is said of a verb."""
        if subject.mention is not None and subject.end >= 0 and subject.mention.first in clause.places:
            return subject.mention.first
        return clause.places[0]

    def _lexical(self, clause: Clause, finite: int, modal: int) -> list[int]:
        """Return the places of the verbs of work: the finite one, or the infinitives that go with an auxiliary or "te"."""
        if modal >= 0 or finite < 0:
            kept = [at for at in clause.places if self.tags.infinitive(at) and not self.tags.modal(at)]
            kept = [at for at in kept if not (self.tags.helping(at) and at + 1 in kept)]
            if kept or modal < 0:
                return kept
        with_te = [at for at in clause.places if at and self.lower[at - 1] == "te" and self.tags.infinitive(at)]
        if with_te and self.tags.helping(finite):  # "helpt hen structuur aan te brengen"
            return with_te
        lower = self.lower[finite]
        if lower in self.verbs.finite or lower in self.verbs.infinitive:
            return [finite]
        return []

    def _objects(
        self,
        clause: Clause,
        subject: Subject,
        finite: int,
        verb: int,
        particle: int,
        previous: int,
        later: Sequence[int],
    ) -> list[int]:
        """Return the words that say what is done: those between subject and verb or behind the verb, or else in front."""
        if clause.kind == "main" and verb < finite < subject.end:  # "insuline toedienen mag de begeleider"
            return self._object_in([at for at in clause.places if at < verb])
        limit = later[0] if later else len(self.lower)
        low = max(previous, subject.end - 1 if subject.end > 0 and not self._ahead(subject, finite, clause) else -1)
        if clause.kind == "main" and finite >= 0:
            low = max(low, finite)
        used = {finite, verb, particle, *self._helpers(clause, verb)}
        kept = [at for at in clause.places if low < at and at not in used and self._usable(at)]
        kept = [at for at in kept if at < verb] if previous >= 0 or later else kept
        if later and not self.tags.says_something(kept):
            kept = []
        kept = [at for at in kept if at < limit]
        if self.tags.says_something(kept) and self.lower[kept[0]] not in PREPOSITIONS:
            return kept
        return [*self._in_front(clause, subject, finite if finite >= 0 else verb, used), *kept]

    def _in_front(self, clause: Clause, subject: Subject, verb: int, used: set[int]) -> list[int]:
        """Return the words of an object that stands before the verb: "Therapie bieden zij nadrukkelijk niet"."""
        if subject.end < 0 or (subject.mention is not None and subject.mention.first < verb):
            return []
        return self._object_in([at for at in clause.places if at < verb and at not in used])

    def _object_in(self, ahead: Sequence[int]) -> list[int]:
        """Return the words before a verb as its object, or nothing when they open with a circumstance or who acts."""
        ahead = without_opening(self.tags, ahead)
        while ahead and self.lower[ahead[0]] in ADVERBS:
            ahead = ahead[1:]
        if not ahead or self.lower[ahead[0]] in PREPOSITIONS or self.tags.pronoun(ahead[0]):
            return []
        found = [at for at in ahead if self._usable(at)]
        return found if self.tags.says_something(found) else []

    def _helpers(self, clause: Clause, verb: int) -> list[int]:
        """Return the infinitives right before a verb, which help it: "helpen ordenen"."""
        found = []
        while self.tags.infinitive(verb) and verb - 1 in clause.places and self.tags.helping(verb - 1):
            verb -= 1
            found.append(verb)
        return found

    def _ahead(self, subject: Subject, finite: int, clause: Clause) -> bool:
        """Tell whether the subject stands before the finite verb of a main clause, so that its end does not matter."""
        return clause.kind == "main" and 0 <= subject.end - 1 < finite

    def _usable(self, place: int) -> bool:
        lower = self.lower[place]
        return lower != "te" and not (self.tags.modal(place) or self.tags.passive(place) or self.tags.pronoun(place))

    def _passive(self, reading: Reading) -> list[Predicate] | None:
        """Return what a passive says that somebody does, nothing where it does not say who; None where there is none."""
        places, modal = reading.clause.places, reading.modal
        auxiliary = next((at for at in places if self.tags.passive(at)), -1)
        verbs = [at for at in places if self.lower[at] in self.verbs.participle and not self.tags.noun(at)]
        if auxiliary < 0 or not verbs:
            return None
        verbs = [at for at in verbs if at == verbs[0] or self.lower[at - 1] in {",", "en", "of"}]
        door = next((at for at in places if self.lower[at] == "door"), -1)
        behind = [at for at in places if at > door >= 0]
        agent = named(self.tags, behind[:_FAR], at_once=True)
        pronoun = bool(behind) and self.lower[behind[0]] in _BY_WHOM
        if agent.mention is None and not pronoun:
            return []
        objects = tuple(self._undergoing(reading, auxiliary, door, verbs[0]))
        return [
            Predicate(
                agent.mention, pronoun=pronoun, verb=min(plain for _, plain in self.verbs.participle[self.lower[verb]]),
                objects=objects, first=places[0], last=places[-1] + 1, modal=self.lower[modal] if modal >= 0 else "",
                passive=True, others=agent.others,
            )
            for verb in verbs
        ]  # fmt: skip

    def _undergoing(self, reading: Reading, auxiliary: int, door: int, verb: int) -> list[int]:
        """Return the words for that to which something is done: before the auxiliary, behind it, or said of a name."""
        subject, places = reading.subject, reading.clause.places
        if reading.clause.kind == "relative":
            return list(range(subject.mention.first, subject.mention.last)) if subject.mention else []
        finite = min(at for at in (reading.finite, auxiliary) if at >= 0)
        ahead = [at for at in places if at < finite]
        objects = self._object_in(ahead)
        if objects:
            return objects
        stop = min(at for at in (door if door > finite else verb, verb) if at > finite) if verb > finite else door
        behind = [at for at in places if finite < at < stop and self._usable(at)]
        if not self.tags.says_something(behind) and subject.mention is not None:  # "... en wordt aangestuurd door"
            return list(range(subject.mention.first, subject.mention.last))
        return behind
