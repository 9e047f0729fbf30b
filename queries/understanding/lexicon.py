"""What words mean apart from the names in the graph, and which words point to which question: read from two data files.

``words.toml`` holds words without content, everyday words for a concept and parts of names; ``cues.toml`` holds groups of
words with one meaning, and for each question the patterns that point to it. Both say in their first lines how to extend them.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from queries.understanding.words import Word, split, stem

__all__ = ["Cue", "Lexicon", "Phrases", "QuestionCues", "Synonym", "same"]

LONG = 5
"""From this many letters an inflected form counts as the word itself; short words are compared as they are."""
OUTSIDE = 0
"""Number that the data file gives to everything that the catalogue cannot answer."""


def same(one: Word, other: Word) -> bool:
    """Tell whether two words are one word, inflection aside."""
    return one.form == other.form or (min(len(one.form), len(other.form)) >= LONG and one.stem == other.stem)


class Phrases:
    """Phrases of one word or more that stand for a token, found in a text."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_form: dict[str, list[tuple[str, tuple[Word, ...]]]] = defaultdict(list)
        self._by_stem: dict[str, list[tuple[str, tuple[Word, ...]]]] = defaultdict(list)
        self.words: set[str] = set()
        self.single: set[str] = set()
        self.tokens: set[str] = set()
        for token, phrase in phrases:
            self.tokens.add(token)
            words = tuple(split(phrase))
            self.words.update(word.form for word in words)
            if len(words) == 1:
                self.single.add(words[0].form)
            self._by_form[words[0].form].append((token, words))
            if len(words[0].form) >= LONG:
                self._by_stem[words[0].stem].append((token, words))

    def find(self, text: Sequence[Word], as_written: Collection[str] = ()) -> dict[str, list[tuple[int, int]]]:
        """Return the places (start, end excluded) of each token in the words of a text.

        Words in `as_written` are no inflected form of another word ("worden" is not "woord").
        """
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, word in enumerate(text):
            candidates = self._by_form.get(word.form, [])
            if len(word.form) >= LONG and word.form not in as_written:
                candidates = [*candidates, *self._by_stem.get(word.stem, [])]
            for token, phrase in candidates:
                end = place + len(phrase)
                if (
                    (place, end) not in found[token]
                    and end <= len(text)
                    and all(same(a, b) for a, b in zip(phrase, text[place:end], strict=True))
                ):
                    found[token].append((place, end))
        return {token: places for token, places in found.items() if places}


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern and its weight: groups, words and names (with how many) that must be there, and those that must not."""

    needed: tuple[str, ...]
    names: tuple[tuple[str, int], ...]
    absent: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class QuestionCues:
    """What points to one question, its sentence, and the kinds of names that can narrow its rows."""

    number: int
    sentence: str
    narrow: tuple[str, ...]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Synonym:
    """Everyday words for the concept of a class that has a preferred label."""

    label: str
    class_name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The two data files, ready for use."""

    neutral: frozenset[str]
    neutral_stems: frozenset[str]
    polite: Phrases
    weak: frozenset[str]
    weak_stems: frozenset[str]
    weak_after: frozenset[str]
    weak_after_stems: frozenset[str]
    before_names: frozenset[str]
    named_by: frozenset[str]
    general: frozenset[str]
    heads: Mapping[str, frozenset[str]]
    synonyms: tuple[Synonym, ...]
    places: Mapping[str, str]
    elsewhere: frozenset[str]
    elsewhere_stems: frozenset[str]
    groups: Phrases
    strong: tuple[str, ...]
    general_groups: tuple[str, ...]
    questions: tuple[QuestionCues, ...]

    @classmethod
    @cache
    def load(cls) -> Lexicon:
        """Return the lexicon that comes with the product."""
        folder = files(__package__)
        words = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
        cues = tomllib.loads((folder / "cues.toml").read_text(encoding="utf-8"))
        return cls.of(words, cues)

    @classmethod
    def of(cls, words: Mapping[str, Any], cues: Mapping[str, Any]) -> Lexicon:
        """Return the lexicon in the parsed files ``words.toml`` and ``cues.toml``."""
        neutral = [word for entry in words["neutral"].split() for word in split(entry)]
        phrases = [
            (f"@{name}", phrase)
            for name, listed in [*cues["groups"].items(), *cues["outside"].items()]
            for phrase in listed
        ]
        questions = tuple(_question(entry) for entry in cues["question"])
        plain = {
            part for q in questions for cue in q.cues for part in (*cue.needed, *cue.absent) if part[0] not in "@<"
        }
        return cls(
            neutral=frozenset(word.form for word in neutral),
            neutral_stems=frozenset(word.stem for word in neutral if len(word.form) >= LONG),
            polite=Phrases(("", phrase) for phrase in words["polite"].strip().split("\n")),
            weak=frozenset(words["weak"]["labels"]),
            weak_stems=frozenset(stem(word) for word in words["weak"]["labels"]),
            weak_after=frozenset(words["weak"]["after"]),
            weak_after_stems=frozenset(stem(word) for word in words["weak"]["after"] if len(word) > LONG),
            before_names=frozenset([*words["weak"]["after"], *words["names"]["after"]]),
            named_by=frozenset(words["names"]["always_after"]),
            general=frozenset(words["general"]["labels"]),
            heads={name: frozenset(listed) for name, listed in words["heads"].items()},
            synonyms=tuple(Synonym(s["label"], s["class"], tuple(s["words"])) for s in words["synonym"]),
            places=dict(words["places"]),
            elsewhere=frozenset(words["elsewhere"].split()),
            elsewhere_stems=frozenset(stem(place) for place in words["elsewhere"].split() if len(place) > LONG),
            groups=Phrases([*phrases, *((part, part) for part in sorted(plain))]),
            general_groups=tuple(f"@{name}" for name in cues["general"]),
            strong=tuple(f"@{name}" for name in cues["strong"]),
            questions=questions,
        )

    @property
    def words(self) -> frozenset[str]:
        """Return all words of the lexicon, folded."""
        return self.neutral | self.elsewhere | self.groups.words | self.polite.words

    def is_neutral(self, word: Word) -> bool:
        """Tell whether a word carries no content."""
        return word.form in self.neutral or (len(word.form) >= LONG and word.stem in self.neutral_stems)

    def before_weak(self, word: Word) -> bool:
        """Tell whether after a word stands a name, also when it is an ordinary word ("werk")."""
        return word.form in self.weak_after or (len(word.form) > LONG and word.stem in self.weak_after_stems)

    def is_elsewhere(self, word: Word) -> bool:
        """Tell whether a word is the name of a place, known to the graph or not."""
        return word.form in self.elsewhere or (len(word.form) > LONG and word.stem in self.elsewhere_stems)

    def without_polite(self, words: Sequence[Word]) -> list[Word]:
        """Return the words without ways of asking ("I would like to know")."""
        places = {n for spans in self.polite.find(words).values() for start, end in spans for n in range(start, end)}
        return [word for number, word in enumerate(words) if number not in places]


def _question(entry: Mapping[str, Any]) -> QuestionCues:
    cues = tuple(_cue(pattern, float(weight)) for pattern, weight in entry["cues"].items())
    return QuestionCues(int(entry["number"]), entry["sentence"], tuple(entry["narrow"]), cues)


def _cue(pattern: str, weight: float) -> Cue:
    needed: list[str] = []
    absent: list[str] = []
    names: dict[str, int] = defaultdict(int)
    for part in pattern.split():
        if part.startswith("!"):
            absent.append(part[1:])
        elif named := re.fullmatch(r"<(\w+)>", part):
            names[named[1]] += 1
        else:
            needed.append(part)
    return Cue(tuple(needed), tuple(names.items()), tuple(absent), weight)
