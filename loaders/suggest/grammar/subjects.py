"""Who acts in each clause of a sentence, and which word is its finite verb.

What stands before the verb is the subject, or else the object or a circumstance with the subject behind the verb. A
clause that runs on has the subject of the one before; a relative one is said of the name before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.suggest.grammar.clauses import Clause, clauses_of
from loaders.suggest.grammar.tags import ADVERBS, PREPOSITIONS, Tags
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word
from loaders.suggest.model import PRONOUN, Mention

__all__ = ["NOBODY", "Grammar", "Reading", "Subject", "grammar_of", "named", "without_opening"]

_DETERMINERS = word_set("lidwoord")
_OTHERS = word_set("anderen")
_ANYBODY = word_set("wie_dan_ook")
_THIRD = word_set("derde_persoon") | {"deze"}
_ALSO_OTHERWISE = frozenset({"deze", "ze", "je"})
"""Pronouns that are a subject only right before the verb: "deze afspraak", "begeleidt ze"."""
_WITHIN_NAME = frozenset({"van", "uit", "bij", "in", "binnen"})
"""Prepositions by which a name goes on: "de medewerkers van het wijkteam"."""
_PLURAL = ("en", "aan", "zijn")
"""How the finite verb of a plural ends."""
_OF = frozenset({"van", "uit"})
"""Those by which it goes on behind the verb too: "melden de teams bij Veilig Thuis" says where."""
_FAR = 6
"""Words behind the verb among which the subject is looked for."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts in a clause: ``end`` is the place after the name in it, or -1 when the name stands elsewhere.

    ``implied`` tells that nobody is named and the verb opens, as in a profile: "Stelt een plan op".
    """

    mention: Mention | None = None
    others: tuple[Mention, ...] = ()
    pronoun: bool = False
    end: int = -1
    implied: bool = False

    @property
    def known(self) -> bool:
        """Whether somebody acts."""
        return self.mention is not None or self.pronoun


NOBODY = Subject()
OUTSIDER = Subject(end=0)
"""Somebody who is not spoken of: "wij", "men"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause with its subject and the places of its finite verb and of an auxiliary (-1: none)."""

    clause: Clause
    subject: Subject
    finite: int
    modal: int


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of a sentence with what they may be, and its clauses in the order in which they begin."""

    tags: Tags
    readings: list[Reading]


def grammar_of(words: Sequence[Word], mentions: Sequence[Mention]) -> Grammar:
    """Read a sentence."""
    tags = Tags(words, mentions)
    return Grammar(tags, _Reader(tags).run())


def without_opening(tags: Tags, places: Sequence[int]) -> list[int]:
    """Return the words of a clause without the signs and "en" or "maar" with which they begin."""
    kept = list(places)
    while kept and (not tags.words[kept[0]].is_word or tags.lower[kept[0]] in {"en", "maar"}):
        kept = kept[1:]
    return kept


def named(tags: Tags, places: Sequence[int], *, at_once: bool = False) -> Subject:
    """Return the first actor or pronoun among words that no preposition governs, with those in one breath with it.

    With `at_once` only adverbs, articles and adjectives may stand before it.
    """
    begin = places[0] if places else 0
    for number, place in enumerate(places):
        if tags.pronoun(place) and tags.lower[place] not in _ALSO_OTHERWISE:
            return _pronoun(tags, place)
        if (
            tags.lower[place] in {"deze", "ze"}
            and number == 0
            and place + 1 < len(tags.lower)
            and tags.finite(place + 1)
        ):
            return _pronoun(tags, place)
        one = tags.actors.get(place)
        if one is not None and not tags.governed(place, begin):
            return _in_one_breath(tags, one, places, _OF if at_once else _WITHIN_NAME)
        if at_once and not _before_name(tags, place):
            return NOBODY
    return NOBODY


def _before_name(tags: Tags, place: int) -> bool:
    """Tell whether a word may stand between verb and name: an adverb, an article, an adjective, "hbo-opgeleide"."""
    lower, inside = tags.lower[place], tags.inside.get(place)
    level = inside is not None and "education_level" in inside.kinds
    return lower in ADVERBS | _DETERMINERS or lower.endswith("e") or level


def _pronoun(tags: Tags, place: int) -> Subject:
    """Return whom a pronoun means: "wij" and "men" nobody in particular."""
    if place in tags.actors:
        return Subject(tags.actors[place], end=place + 1)
    if not _ANYBODY.isdisjoint(tags.lower[:place]):
        return OUTSIDER
    return Subject(pronoun=True, end=place + 1) if tags.lower[place] in _THIRD else OUTSIDER


def _in_one_breath(tags: Tags, one: Mention, places: Sequence[int], goes_on: frozenset[str]) -> Subject:
    others = [replace(one, concepts=(more,)) for more in one.concepts[1:]] if one.how == PRONOUN else []  # "beiden"
    last, limit = one.last, places[-1] + 1
    joins = {",", "en", "of", "noch", *({"als"} if "zowel" in tags.lower[max(0, one.first - 3) : one.first] else ())}
    while last + 1 < limit and tags.lower[last] in joins:
        step = 1 + (tags.lower[last] == "," and tags.lower[last + 1] == "en")
        step += tags.lower[min(last + step, limit - 1)] in _DETERMINERS | {"ook"}
        other = tags.actors.get(last + step)
        if other is None:
            break
        others.append(other)
        last = other.last
    while last + 1 < limit and tags.lower[last] in goes_on:
        inside = next((m for m in (tags.inside.get(at) for at in range(last + 1, min(last + 4, limit))) if m), None)
        if inside is None or inside.first > last + 2:
            break
        last = inside.last
    return Subject(one, tuple(others), end=last)


class _Reader:
    def __init__(self, tags: Tags) -> None:
        self.tags, self.lower = tags, tags.lower
        self.read: dict[Clause, Reading] = {}

    def run(self) -> list[Reading]:
        for clause in clauses_of(self.tags):
            finite, modal = self._finite(clause)
            self.read[clause] = Reading(clause, self._subject(clause, finite), finite, modal)
        return list(self.read.values())

    def _finite(self, clause: Clause) -> tuple[int, int]:
        """Return the places of the finite verb and of the auxiliary of a clause, -1 for none."""
        places, before = clause.places, clause.before
        modal = next((place for place in places if self.tags.modal(place)), -1)
        helped = clause.runs_on and before in self.read and self.read[before].modal >= 0
        if modal >= 0 and not (helped and self.tags.plural(modal)):
            return modal, modal
        sure = [place for place in places if self.tags.surely_finite(place)]
        maybe = [place for place in places if self.tags.plural(place) and not self._after_te(place)]
        if not sure and helped and before is not None:
            return -1, self.read[before].modal  # "kan adviseren en activiteiten organiseren"
        if clause.kind != "main":
            return max([*sure[-1:], *([] if sure else maybe[-1:])], default=-1), -1
        if maybe and (not sure or self._opens_with(maybe[0], clause)):
            return maybe[0], -1
        return (sure[0] if sure else -1), -1

    def _after_te(self, place: int) -> bool:
        return place > 0 and self.lower[place - 1] in {"te", "het"}

    def _opens_with(self, verb: int, clause: Clause) -> bool:
        """Tell whether a plural verb stands where the finite verb of a main clause does: after a name or a pronoun."""
        at = clause.places.index(verb)
        if at == 0:
            return clause.runs_on
        before = clause.places[at - 1]
        return self.tags.pronoun(before) or any(one.last == before + 1 for one in self.tags.actors.values())

    def _subject(self, clause: Clause, finite: int) -> Subject:
        if clause.runs_on:
            own = self._of_running_on(clause, finite)
            return own if own is not NOBODY else self._inherited(clause.before)
        if clause.kind == "aim":
            own = self._asked(clause.before)
            return own if own.known else self._inherited(clause.before)
        return self._of_dependent(clause) if clause.kind != "main" else self._of_main(clause, finite)

    def _of_running_on(self, clause: Clause, finite: int) -> Subject:
        """Return who is named anew in a clause that runs on: before the verb, or behind it after a word like "dan"."""
        if not self._verb_opens(clause):
            own = named(self.tags, clause.places)
            between = [at for at in clause.places if own.end <= at < finite]
            informed = [self.lower[at] for at in between] == ["op", "de", "hoogte"]
            acts = self.tags.says_something(between) and not informed
            return own if clause.kind == "main" or acts else NOBODY
        behind = [place for place in clause.places if place > finite >= 0]
        if self.lower[clause.places[0]] in ADVERBS:
            return named(self.tags, behind[:_FAR], at_once=True)
        return _pronoun(self.tags, behind[0]) if behind and self.tags.pronoun(behind[0]) else NOBODY

    def _verb_opens(self, clause: Clause) -> bool:
        first = next((place for place in clause.places if self.lower[place] not in ADVERBS), -1)
        return first >= 0 and self.tags.finite(first)

    def _inherited(self, before: Clause | None) -> Subject:
        read = self.read.get(before) if before is not None else None
        return replace(read.subject, end=-1) if read else NOBODY

    def _asked(self, before: Clause | None) -> Subject:
        """Return the actor behind the verb that is to do what an aim says: "verplicht de consulent om ... te melden"."""
        read = self.read.get(before) if before is not None else None
        if before is None or read is None or read.finite < 0:
            return NOBODY
        behind = [place for place in before.places if place >= max(read.finite + 1, read.subject.end)]
        asked = named(self.tags, behind, at_once=True)
        return replace(asked, end=-1) if asked.mention is not None else NOBODY

    def _of_main(self, clause: Clause, finite: int) -> Subject:
        ahead = [place for place in clause.places if place < finite or finite < 0]
        behind = [place for place in clause.places if place > finite >= 0]
        ahead = without_opening(self.tags, ahead)
        if finite < 0 and ahead and self.tags.infinitive(ahead[-1]):  # "zo nodig de huisarts inschakelen"
            return NOBODY
        after = next((place for place in behind[:2] if self.tags.pronoun(place)), -1)
        if after >= 0 and self.lower[after] not in _ALSO_OTHERWISE:
            return _pronoun(self.tags, after)
        if ahead and self.lower[ahead[0]] in _OTHERS:
            return OUTSIDER  # "Collega's omschrijven de mbo'ers als ..."
        told = self._told(ahead, behind, finite)
        if told is not None:
            return told
        first = named(self.tags, ahead) if ahead and self._nominal(ahead[0]) else NOBODY
        if first is not NOBODY or after >= 0:
            return first if first is not NOBODY else _pronoun(self.tags, after)
        return self._behind(clause, finite, ahead, behind)

    def _behind(self, clause: Clause, finite: int, ahead: Sequence[int], behind: Sequence[int]) -> Subject:
        """Return the actor behind the verb of a main clause; the one of the heading where the verb opens a profile."""
        second = named(self.tags, behind[:_FAR], at_once=True)
        infinitive = bool(ahead) and self.tags.infinitive(ahead[-1])  # "Een woning beoordelen kan de ergotherapeut"
        if second.known and (not ahead or infinitive or self.lower[ahead[0]] not in _DETERMINERS):
            return second
        if not ahead and self._opens_profile(finite, behind):
            return Subject(pronoun=True, end=finite, implied=True)
        opens_with_circumstance = bool(ahead) and self.lower[ahead[0]] in PREPOSITIONS | ADVERBS
        return named(self.tags, clause.places) if opens_with_circumstance else NOBODY

    def _told(self, ahead: Sequence[int], behind: Sequence[int], finite: int) -> Subject | None:
        """Return who is to do something by an order, None where there is none.

        "Laat de coördinator intervisie begeleiden" names who; "geef medewerkers ruimte" is said to whoever is told to.
        """
        if finite < 0:
            return None
        if self.lower[finite] in {"laat", "laten"}:
            return named(self.tags, behind[:_FAR], at_once=True)
        asked = self.tags.words[-1].text == "?"
        return OUTSIDER if not ahead and self.lower[finite] in self.tags.verbs.root and not asked else None

    def _opens_profile(self, finite: int, behind: Sequence[int]) -> bool:
        """Tell whether a sentence begins with the verb of somebody whom the heading names, and asks or supposes nothing."""
        if finite < 0 or any(self.tags.words[at].is_word for at in range(finite)) or not behind:
            return False
        supposes = any(before == "," and lower == "dan" for before, lower in pairwise(self.lower))
        refers = self.lower[behind[0]] in {"dat", "dit", "het", "er"} or self.lower[behind[0]] in _ANYBODY
        singular = self.lower[finite].endswith("t") or self.tags.modal(finite)
        return singular and not (supposes or refers or self.tags.words[-1].text == "?")

    def _nominal(self, place: int) -> bool:
        return self.lower[place] not in PREPOSITIONS or self.lower[place] == "als"

    def _of_dependent(self, clause: Clause) -> Subject:
        if clause.kind == "relative" and self.lower[clause.opener] == "dat":  # also "blijkt dat teams ..."
            first = clause.places[0] if clause.places else -1
            if first >= 0 and self.lower[first] in {"zij", "ze", "hij"}:
                return _pronoun(self.tags, first)
            own = named(self.tags, clause.places[:_FAR], at_once=True)
            return own if own is not NOBODY else self._antecedent(clause)
        if clause.kind == "relative":
            pronoun = next((place for place in clause.places[:2] if self.tags.pronoun(place)), -1)
            return _pronoun(self.tags, pronoun) if pronoun >= 0 else self._antecedent(clause)
        return named(self.tags, clause.places)

    def _antecedent(self, clause: Clause) -> Subject:
        """Return the actors of which a relative clause is said: named right before it, of a list all when the verb is plural."""
        at = clause.opener - 1
        while at >= 0 and (not self.tags.words[at].is_word or self.lower[at] in self.tags.verbs.particles):
            at -= 1
        ending = {one.last: one for one in self.tags.actors.values()}
        if at + 1 not in ending:
            return NOBODY
        one, others = ending[at + 1], []
        finite, _ = self._finite(clause)
        first = one.first
        while finite >= 0 and self.lower[finite].endswith(_PLURAL):
            while first and self.lower[first - 1] in _DETERMINERS:
                first -= 1
            before = ending.get(first - 1) if first and self.lower[first - 1] in {"en", ","} else None
            if before is None:
                break
            others.append(before)
            first = before.first
        return Subject(one, tuple(others))
