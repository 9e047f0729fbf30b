"""Finding a pattern in a sentence: which mentions or words fill its places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word
from loaders.suggest.model import ACTORS, Mention
from loaders.suggest.pattern_files import Gap, Literal, Part, Pattern, Slot

__all__ = ["Filled", "Match", "PatternIndex", "find_matches"]

_SKIPPED = word_set("voor_naam")
_PRONOUNS = word_set("derde_persoon")
_SEPARATORS = frozenset({",", "/", "en", "of", "alsmede", "evenals", "én", "noch", "&", "(", "-"})
_STOP = frozenset(".;:?!()")
_FREE_END = frozenset(".;?!")


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a place: a mention, or words [first, last) of the text."""

    first: int
    last: int
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found at the words [first, last) of a sentence; ``denials`` of them deny, as the pattern asks."""

    pattern: Pattern
    first: int
    last: int
    subjects: tuple[Filled, ...]
    objects: tuple[Filled, ...]
    denials: int = 0


class _Reader:
    def __init__(self, words: Sequence[Word], mentions: Sequence[Mention]) -> None:
        self.words = words
        self.lower = [word.text.lower() for word in words]
        self.starting: dict[int, Mention] = {}
        for mention in mentions:
            if not (mention.weak and mention.kinds & ACTORS):
                self.starting.setdefault(mention.first, mention)
        self._kinds = {concept.kind for mention in self.starting.values() for concept in mention.concepts}
        self._pronoun = not _PRONOUNS.isdisjoint(self.lower)
        self.inside = {place for m in mentions for place in range(m.first + 1, m.last)}

    def may_fill(self, way: Sequence[Part]) -> bool:
        """Tell whether the sentence names something for every place of a way to write a pattern."""
        return all(
            part.free or not self._kinds.isdisjoint(part.kinds) or (part.name == "subject" and self._pronoun)
            for part in way
            if isinstance(part, Slot)
        )

    def run(self, parts: Sequence[Part], position: int) -> Iterator[tuple[int, dict[str, tuple[Filled, ...]]]]:
        """Yield the end and the filled places for each way in which the parts fit from a word on."""
        if not parts:
            yield position, {}
            return
        part, rest = parts[0], parts[1:]
        if isinstance(part, Gap):
            yield from self._gap(part, rest, position)
        elif isinstance(part, Slot):
            for filled, end in self._slot(part, position):
                for last, others in self.run(rest, end):
                    yield last, {part.name: filled, **others}
        elif isinstance(part, Literal):
            if position < len(self.words) and self._is(part, position):
                yield from self.run(rest, position + 1)
            if part.optional:
                yield from self.run(rest, position)
        elif position == 0:
            yield from self.run(rest, position)

    def _is(self, part: Literal, position: int) -> bool:
        return self.words[position].stem in part.stems or self.lower[position] in part.forms

    def _gap(
        self, part: Gap, rest: Sequence[Part], position: int
    ) -> Iterator[tuple[int, dict[str, tuple[Filled, ...]]]]:
        for end in range(position, min(len(self.words), position + part.most) + 1):
            if end > position:
                word = self.words[end - 1].text
                if (word in _STOP and not (part.commas and word in "()")) or (word == "," and not part.commas):
                    return
            yield from self.run(rest, end)

    def _slot(self, slot: Slot, position: int) -> Iterator[tuple[tuple[Filled, ...], int]]:
        if slot.free:
            end = position
            while end < len(self.words) and self.words[end].text not in _FREE_END:
                end += 1
            if end > position:
                yield (Filled(position, end),), end
            return
        pronoun = position < len(self.words) and self.lower[position] in _PRONOUNS
        if slot.name == "subject" and pronoun and position not in self.starting:
            yield (Filled(position, position + 1),), position + 1
            return
        first = self._mention(slot, position)
        if first is None:
            return
        found = [first]
        if slot.many:
            while (following := self._next_in_list(slot, found[-1].last)) is not None:
                found.append(following)
        yield tuple(found), found[-1].last
        if len(found) > 1:
            yield (found[0],), found[0].last

    def _mention(self, slot: Slot, position: int) -> Filled | None:
        """Return the mention of the wanted kind at a word, or after articles and adjectives from there on."""
        for place in range(position, min(position + 5, len(self.words))):
            mention = self.starting.get(place)
            if mention and mention.points and (slot.name == "object" or "facility" in slot.kinds):
                return None
            if mention and mention.of_kind(slot.kinds):
                return Filled(place, mention.last, mention)
            if place in self.inside or not (self.lower[place] in _SKIPPED or self._is_adjective(place)):
                return None
        return None

    def _is_adjective(self, place: int) -> bool:
        lower = self.lower[place]
        return (len(lower) > 4 and lower.endswith("e") and lower.isalpha()) or lower.isdigit() or lower == "'"

    def _next_in_list(self, slot: Slot, position: int) -> Filled | None:
        place, seen = position, False
        depth_open = False
        while place < len(self.words) and (
            self.lower[place] in _SEPARATORS or (seen and self.lower[place] in {"ook", "maar", "een", "de", "het", "als"})
            or (depth_open and self.lower[place] == ")")
            or (not seen and self.lower[place] in {"maar", "ook", "zoals"})
        ):  # fmt: skip
            if self.lower[place] == "(":
                return None
            seen = seen or self.lower[place] in _SEPARATORS
            place += 1
        return self._mention(slot, place) if seen else None


class PatternIndex:
    """Patterns by the words that they need, so that a sentence meets only those that can fit it."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self.needed: list[list[list[frozenset[str]]]] = []
        self.by_word: dict[str, list[tuple[int, int]]] = {}
        for number, pattern in enumerate(self.patterns):
            ways = [
                [p.stems | p.forms for p in way if isinstance(p, Literal) and not p.optional] for way in pattern.ways
            ]
            self.needed.append(ways)
            for place, needed in enumerate(ways):
                for word in min(
                    (n for n in needed if n.isdisjoint(_EVERYWHERE)), key=len, default=min(needed, key=len)
                ):
                    self.by_word.setdefault(word, []).append((number, place))

    def possible(self, present: set[str]) -> dict[int, list[int]]:
        """Return the patterns, and the ways of each, whose every needed word is among those of a sentence."""
        found: dict[int, set[int]] = {}
        for word in present:
            for number, place in self.by_word.get(word, ()):
                if all(not needed.isdisjoint(present) for needed in self.needed[number][place]):
                    found.setdefault(number, set()).add(place)
        return {number: sorted(found[number]) for number in sorted(found)}


_EVERYWHERE = word_set("overal")


def find_matches(patterns: PatternIndex, words: Sequence[Word], mentions: Sequence[Mention]) -> list[Match]:
    """Return every place where a pattern fits a sentence, one match for each pattern and object."""
    reader = _Reader(words, mentions)
    present = {word.stem for word in words} | set(reader.lower)
    found: list[Match] = []
    for number, places in patterns.possible(present).items():
        pattern = patterns.patterns[number]
        taken: set[tuple[tuple[int, int], ...]] = set()
        for place in places:
            for match in _matches(pattern, pattern.ways[place], reader):
                key = tuple((filled.first, filled.last) for filled in (*match.subjects, *match.objects))
                if key not in taken:
                    taken.add(key)
                    found.append(match)
    return found


def _matches(pattern: Pattern, way: Sequence[Part], reader: _Reader) -> Iterator[Match]:
    """Yield the first match from each word on."""
    if not reader.may_fill(way):
        return
    denials = sum(isinstance(part, Literal) and part.denies for part in way)
    for start in range(len(reader.words)):
        if start and not reader.words[start].is_word and not isinstance(way[0], Literal):
            continue
        for end, filled in reader.run(way, start):
            if not any(word in reader.lower[max(0, start - 1) : end] for word in pattern.unless):
                yield Match(pattern, start, end, filled.get("subject", ()), filled.get("object", ()), denials)
                break
