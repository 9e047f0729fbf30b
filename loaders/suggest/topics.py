"""Who a text is about where it does not say: the actor of the heading, of the sentence before, of the whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.vocabulary import Concept
from loaders.suggest.grammar.predicates import governed_by_preposition, preposition_before
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import words_of
from loaders.suggest.mentions import Lexicon, Mention
from loaders.suggest.model import ACTORS, PERSONS
from loaders.suggest.sentences import Sentence

__all__ = ["GENERAL", "POINTING", "SERVED", "Meant", "Topics"]

POINTING = word_set("derde_persoon") | word_set("bezittelijk")
"""Words that show that a sentence goes on about the person of the sentence before."""
_POINTED = frozenset({"het", "dit", "ons"})
_TWO = 2
GENERAL = word_set("wijkteam")
"""A neighbourhood team and its people in general: a report uses these names for each other."""
SERVED = word_set("geholpen")
"""Actors who are mostly helped or asked in reports: who they are in a sentence is no guess for the next."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom pronouns in a sentence may mean by what stands before it.

    ``person`` acted, ``latest`` was named last ("deze"), ``previous`` is whom or what the sentence before is about: "het" at
    the beginning means a team. ``pair`` are the two whom "beiden" means, ``we`` who writes: whom "wij" means, and "ik"
    where that is a person. ``is_plural`` tells whether the person was named in the plural (None: unknown), and ``singular``
    and ``plural`` who else was named so in the sentence before.
    """

    person: Concept | None = None
    latest: Concept | None = None
    previous: Concept | None = None
    pair: tuple[Concept, ...] = ()
    we: Concept | None = None
    is_plural: bool | None = None
    singular: Concept | None = None
    plural: Concept | None = None


def _is_bare(sentence: Sentence, mention: Mention, named: str) -> bool:
    """Tell whether a mention is "het team" or the sort of a team with a name: "dit wijkteam" of "wijkteam Noord"."""
    words = [word.text.lower() for word in sentence.words[max(0, mention.first - 1) : mention.last]]
    pointed = mention.first > 0 and words[0] in _POINTED
    label = mention.concepts[0].label.lower()
    return (
        pointed
        and "team" in mention.kinds
        and (words[1:] == ["team"] or (words[1:] == [label] and named.startswith(f"{label} ")))
    )


class Topics:
    """Keeps count while a document is read from its beginning to its end."""

    def __init__(self, mentions: Sequence[Sequence[Mention]], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._headings: dict[str, Concept | None] = {}
        self._leads: dict[str, Concept | None] = {}
        workers: Counter[str] = Counter()
        teams: Counter[str] = Counter()
        by_iri: dict[str, Concept] = {}
        for found in mentions:
            for mention in found:
                concept = mention.of_kind(PERSONS | {"team"})
                if concept is None:
                    continue
                by_iri[concept.iri] = concept
                if concept.kind == "team":
                    teams[concept.iri] += 1
                elif concept.label not in SERVED:
                    workers[concept.iri] += 1
        self.worker = by_iri[workers.most_common(1)[0][0]] if workers else None
        self.team = by_iri[teams.most_common(1)[0][0]] if teams else None
        self.named_team = self._named(teams, by_iri)
        self._stands_in = self.named_team if self.named_team is not None and self.named_team.own else None
        self.team = self._stands_in or self.team
        self.previous: Concept | None = None
        self.person: Concept | None = None
        self.latest: Concept | None = None
        self.pair: tuple[Concept, ...] = ()
        """The two people whom "beiden" means: the last two that were named, in one sentence or in two after each other."""
        self._before: list[Concept] = []
        self._numbers: dict[str, bool] = {}
        """Whether each person was named in the plural the last time."""
        self._headed: Concept | None = None
        self._block_heading = ""

    @staticmethod
    def _named(teams: Counter[str], by_iri: dict[str, Concept]) -> Concept | None:
        named = [
            iri for iri, count in teams.most_common() if any(c.isupper() for c in by_iri[iri].label) and count >= 2
        ]
        return by_iri[named[0]] if len(named) == 1 else None

    def with_team(self, sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
        """Return the mentions with "het team" as the one team that the document names, where it names one.

        Not as one that the vocabulary has: what was said of "het team" there was reviewed and is called so.
        """
        team = self._stands_in
        if team is None:
            return list(mentions)
        return [
            replace(one, concepts=(team,)) if _is_bare(sentence, one, team.label.lower()) else one for one in mentions
        ]

    def enter(self, sentence: Sentence) -> None:
        """Take note of where a sentence stands; a new heading ends what pronouns may mean."""
        if sentence.heading != self._block_heading:
            self._block_heading = sentence.heading
            self.previous = self.person = self.latest = None
            self.pair, self._before = (), []
            headed = self.of_heading(sentence.heading)
            self._headed = (
                headed if headed is not None and headed.kind in PERSONS and headed.label not in SERVED else None
            )
            self.person = self._headed

    def leave(self, sentence: Sentence, mentions: Sequence[Mention], subject: Concept | None) -> None:
        """Take note of who a sentence was about: not somebody with whom, of whom or for whom something is."""
        if subject is None:
            named = [m for m in mentions if m.kinds & ACTORS and not m.weak]
            free = [m for m in named if not governed_by_preposition(sentence.words, m)]
            first = next(iter(free), None if self.previous is not None else next(iter(named), None))
            subject = first.of_kind(ACTORS) if first else None
        if subject is not None and subject.label not in SERVED:
            self.previous = subject
        self._leave_person(sentence, mentions, subject)
        self._leave_pair(mentions)
        for mention in mentions:
            concept = None if mention.weak else mention.of_kind(PERSONS)
            if concept is not None:
                last = sentence.words[mention.last - 1].text.lower()
                same = concept.label.lower().endswith(last)
                before = [word.text.lower() for word in sentence.words[max(0, mention.first - 3) : mention.first]]
                one = before[-3:-1] in (["een", "van"], ["één", "van"])  # "een van de jongerenwerkers"
                self._numbers[concept.iri] = not (same or one) and last.endswith(("en", "s"))

    def meant(self, we: Concept | None = None) -> Meant:
        """Return whom the pronouns of the sentence that comes now may mean; `we` is the team whose own document it is."""
        numbers = {one.iri: self._numbers.get(one.iri) for one in self._before}
        person = self.person
        return Meant(
            person, self.latest, self.previous, self.pair, we and (self._headed or we),
            None if person is None or person is self._headed else self._numbers.get(person.iri),
            next((one for one in self._before if numbers[one.iri] is False), None),
            next((one for one in self._before if numbers[one.iri]), None),
        )  # fmt: skip

    def _leave_pair(self, mentions: Sequence[Mention]) -> None:
        """Take note of whom "beiden" in the next sentence means: two people, no fewer and no more."""
        people = {c.iri: c for m in mentions if not m.weak and (c := m.of_kind(PERSONS)) and c.label not in SERVED}
        named = list(people.values())
        both = named if len(named) > 1 else list({c.iri: c for c in (*self._before, *named)}.values())
        self.pair = tuple(both) if len(both) == _TWO else ()
        self._before = named

    def _leave_person(self, sentence: Sentence, mentions: Sequence[Mention], subject: Concept | None) -> None:
        """Take note of whom "zij" or "hij" in the next sentence means."""
        if sentence.kind == "item":  # after a list "zij" means whom the sentence before it names
            self.person = self.of_lead(sentence.lead) or self.person
            return
        words = sentence.words
        named = [m for m in mentions if m.kinds & PERSONS and not m.weak and m.concepts[0].label not in SERVED]
        actors = [m for m in mentions if m.kinds & ACTORS and not m.weak]
        pointing = any(word.text.lower() in POINTING for word in words)
        if len(actors) == 1 and not pointing and (alone := actors[0].of_kind(("organisation", "team"))) is not None:
            self.person = alone  # "Met de corporatie gaat het stroever. Zij ..."
        acting = [
            m for m in named if not governed_by_preposition(words, m) or preposition_before(words, m) in {"bij", "door"}
        ]
        self.latest = named[-1].of_kind(PERSONS) if named else self.latest
        if self._headed is not None:  # a section about one profession: "zij" goes on to mean it
            self.person = self._headed
        elif subject is not None and subject.kind in PERSONS and subject.label not in SERVED:
            self.person = subject
        elif acting:
            self.person = acting[0].of_kind(PERSONS)
        elif named and not pointing and (self.person is None or preposition_before(words, named[0]) != "van"):
            self.person = named[0].of_kind(PERSONS)

    @property
    def headed(self) -> Concept | None:
        """The person whom the heading names, or None."""
        return self._headed

    def of_heading(self, heading: str) -> Concept | None:
        """Return the actor that a heading names, or None."""
        if heading not in self._headings:
            found = [m for m in self._lexicon.find(words_of(heading)) if m.kinds & ACTORS] if heading else []
            self._headings[heading] = found[-1].of_kind(ACTORS) if len(found) == 1 else None
        return self._headings[heading]

    def of_lead(self, lead: str) -> Concept | None:
        """Return the actor that the sentence before a list names first, or None."""
        if lead not in self._leads:
            found = [m for m in self._lexicon.find(words_of(lead)) if m.kinds & ACTORS and not m.weak] if lead else []
            self._leads[lead] = found[0].of_kind(ACTORS) if found else None
        return self._leads[lead]

    def default(self, sentence: Sentence) -> Concept | None:
        """Return who a sentence without an actor is most likely about."""
        if sentence.kind in {"item", "cell"}:
            return self.of_lead(sentence.lead) or self.of_heading(sentence.heading) or self.team or self.worker
        return self.of_heading(sentence.heading) or self.previous or self.worker or self.team

    def party(self, sentence: Sentence) -> Concept | None:
        """Return who works with others where a sentence does not say: whom the section is about, else the team."""
        return self._headed or self.named_team or self.team or self.default(sentence)

    def team_here(self, mentions: Sequence[Mention]) -> Concept | None:
        """Return the team that a sentence names first, or the one that the document is most about."""
        return next((team for mention in mentions if (team := mention.of_kind(("team",)))), self.team)

    def team_label(self, mentions: Sequence[Mention]) -> str:
        """Return the label of the team with a name of its own in whose context a sentence stands, or nothing."""
        for mention in mentions:
            team = mention.of_kind(("team",))
            if team and any(character.isupper() for character in team.label):
                return team.label
        return self.named_team.label if self.named_team else ""
