"""Clauses in plain order: who acts, the finite verb, the rest. Patterns are written for this order.

"Aan sociale relaties werkt in Noord de opbouwwerker" reads as "de opbouwwerker werkt aan sociale relaties in Noord", and
"..., die in Noord werkt en ouders helpt" gives "de opbouwwerker werkt in Noord" and "de opbouwwerker helpt ouders".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.suggest.grammar.subjects import Grammar, Reading
from loaders.suggest.grammar.tags import Tags
from loaders.suggest.grammar.words import Word, stem
from loaders.suggest.model import Mention

__all__ = ["Plain", "plain_clauses"]


@dataclass(frozen=True, slots=True)
class Plain:
    """Words in plain order, the mentions among them by their places there, and the place of each word in the sentence."""

    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    places: tuple[int, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the words [first, last) of the sentence from which words [first, last) in plain order come."""
        places = self.places[first:last]
        return min(places), max(places) + 1


def plain_clauses(grammar: Grammar, mentions: Sequence[Mention]) -> list[Plain]:
    """Return the clauses of a sentence with a known subject; not one that is the whole sentence as it stands."""
    tags = grammar.tags
    found = []
    for reading in grammar.readings:
        order = _order(tags, reading)
        plain = _plain(tags, reading, mentions, order) if order else None
        if plain is not None and list(plain.places) != list(range(len(plain.places))):
            found.append(plain)
    return found


def _plain(tags: Tags, reading: Reading, mentions: Sequence[Mention], order: list[int]) -> Plain:
    """Return a clause in plain order, with a separable verb in one word: "schakelt de huisarts in" has "inschakelt"."""
    words = {at: tags.words[at] for at in order}
    if reading.finite in words:
        _, particle = tags.verb_at(reading.finite, reading.clause.places)
        if particle > reading.finite and particle in words and particle not in tags.inside:
            verb = tags.words[reading.finite]
            joined = tags.lower[particle] + verb.text.lower()
            words[reading.finite] = replace(verb, text=joined, stem=stem(joined))
            order = [at for at in order if at != particle]
    return Plain(tuple(words[at] for at in order), tuple(_kept(mentions, order)), tuple(order))


def _order(tags: Tags, reading: Reading) -> list[int]:
    """Return the places of the words of a clause in plain order; nothing where who acts is not named."""
    subject, places = reading.subject, reading.clause.places
    if subject.mention is None:
        return []
    last = max(subject.others[-1].last if subject.others else subject.mention.last, subject.end)
    name = list(range(subject.mention.first, last))
    while name and name[0] > 0 and name[0] - 1 in places and tags.before_noun(name[0] - 1):
        name.insert(0, name[0] - 1)
    verb = [reading.finite] if reading.finite in places else []
    rest = [at for at in places if at not in name and at not in verb]
    while rest and not tags.words[rest[0]].is_word:
        rest = rest[1:]
    return name + verb + rest


def _kept(mentions: Sequence[Mention], order: Sequence[int]) -> Iterator[Mention]:
    """Give the mentions whose words stand together in an order, in that order."""
    place_of = {at: number for number, at in enumerate(order)}
    kept = []
    for one in mentions:
        numbers = [place_of.get(at, -9) for at in range(one.first, one.last)]
        if numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] >= 0:
            kept.append(replace(one, first=numbers[0], last=numbers[-1] + 1))
    yield from sorted(kept, key=lambda one: (one.first, -one.last))
