"""Typing errors: the known word that an unknown one was meant to be, or its parts when it is a compound of known words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from queries.understanding.words import Word, stem

__all__ = ["Speller"]

_MOST_CORRECTIONS = 12
"""A text with more unknown words than this is no question of ours; the rest of its words stays as it is."""
_INFLECTIONS = ("ste", "st", "ende", "end", "te", "ten", "de", "den")
_SOUNDS = (
    ("ch", "g"), ("ce", "se"), ("ci", "si"), ("c", "k"), ("ph", "f"), ("x", "ks"), ("th", "t"), ("dt", "t"),
    ("qu", "kw"), ("au", "ou"), ("ij", "ei"), ("y", "i"), ("v", "f"), ("z", "s"), ("d", "t"),
)  # fmt: skip
"""What is written, and how it sounds; in this order."""
_LINKS = ("s", "en", "e", "n")
_SHORTEST, _TWO_ERRORS, _OTHER_LETTER = 5, 10, 7
"""Letters from which one error is mended, from which two are, and from which a letter may have been another one."""


class Speller:
    """Mends words against the words of the lexicon and of the names in a graph."""

    def __init__(self, known: Iterable[str], fronts: Iterable[str], tails: Iterable[str]) -> None:
        """Take the known words, the stems that may begin a compound, and the words that may end one."""
        self._forms = sorted(set(known))
        self._known = frozenset(self._forms)
        self._by_sound = {_sound(form): form for form in reversed(self._forms) if len(form) > _SHORTEST}
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for form in self._forms:
            if len(form) >= _SHORTEST:
                self._by_letter[form[0]].append(form)
        self._stems = frozenset(stem(form) for form in self._forms if len(form) >= _SHORTEST)
        self._fronts = frozenset(fronts)
        self._tails = frozenset(tails)

    def knows(self, form: str) -> bool:
        """Tell whether a folded word, inflection aside, is known."""
        return form in self._known or (len(form) >= _SHORTEST and stem(form) in self._stems)

    def mend(self, words: list[Word]) -> list[Word]:
        """Return the words with typing errors mended, and unknown compounds of known words parted; the rest stays as it is."""
        mended: list[Word] = []
        tries = 0
        for word in words:
            if self.knows(word.form) or word.form.isdigit() or tries >= _MOST_CORRECTIONS:
                mended.append(word)
                continue
            tries += 1
            slip = self._slip(word.form)
            parts = [] if slip else self.parts(word)
            near = slip or (None if parts else self._nearest(word))
            mended += parts or [Word(word.text, near, stem(near)) if near else word]
        return mended

    def _nearest(self, word: Word) -> str | None:
        if len(word.form) < _SHORTEST:
            return None
        if bare := re.fullmatch(r"ge(\w{3,}?)(?:[dt]e?|en)", word.form):  # a participle: "geleverd" of "leveren"
            verbs = (bare[1] + "en", bare[1], bare[1] + bare[1][-1] + "en")
            if known := next((verb for verb in verbs if self.knows(verb)), None):
                return known
        for ending in _INFLECTIONS:  # "sterkst" of "sterk"
            base = word.form.removesuffix(ending)
            if base != word.form and len(base) > 3 and (base in self._known or base + base[-1] in self._known):
                return base if base in self._known else base + base[-1]
        if sounding := self._by_sound.get(_sound(word.form)):
            return sounding
        errors = 2 if len(word.form) >= _TWO_ERRORS else 1
        likely = self._near(word.form, errors)
        if not likely:  # an inflected form of which only the stem is near a known one
            endings = (word.form + "en", word.form + "t", word.form[:-1], word.form[:-2])
            hits = [hit for form in endings for hit in self._near(form, 1) if not _oddness(form, hit[1])]
            likely = [hit for hit in hits if len(hit[1]) > _OTHER_LETTER]
        return min(likely, key=lambda hit: (hit[0], _oddness(word.form, hit[1]), hit[1]))[1] if likely else None

    def _slip(self, form: str) -> str | None:
        """Return the long word of which two letters are swapped or one is left out: more likely than a compound."""
        if len(form) < _OTHER_LETTER:
            return None
        return min((near for _, near in self._near(form, 1) if not _oddness(form, near)), default=None)

    def _near(self, form: str, errors: int) -> list[tuple[int, str]]:
        from rapidfuzz import process  # only when something is misspelt
        from rapidfuzz.distance import OSA

        known = [*self._by_letter[form[0]], *(self._by_letter[form[1]] if form[1] != form[0] else ())]
        hits = process.extract(form, known, scorer=OSA.distance, score_cutoff=errors, limit=8)
        return [(int(distance), str(near)) for near, distance, _ in hits if _likely(form, str(near), int(distance))]

    def parts(self, word: Word) -> list[Word]:
        """Return the two known words of which a word is a compound, or nothing."""
        for end in range(len(word.form) - 4, 2, -1):
            front, tail = word.form[:end], word.form[end:]
            if tail not in self._tails:
                continue
            for link in (*_LINKS, ""):
                base = front.removesuffix(link) if link else front
                if base != front[: len(front) - len(link)] or len(base) < 3:
                    continue
                if stem(base) in self._fronts:
                    return [Word(word.text, base, stem(base)), Word(word.text, tail, stem(tail))]
        return []


def _sound(form: str) -> str:
    """Return how a Dutch word sounds, roughly, so that "psygisch" is found for "psychisch"."""
    sound = form
    for written, heard in _SOUNDS:
        sound = sound.replace(written, heard)
    return re.sub(r"(.)\1", r"\1", sound)


def _oddness(typed: str, known: str) -> int:
    """Return how odd an error is: letters swapped or left out first, then one too many, then another letter."""
    if len(typed) == len(known):
        return 0 if sorted(typed) == sorted(known) else 2
    return 0 if len(typed) < len(known) else 1


def _likely(typed: str, known: str, distance: int) -> bool:
    """Tell whether an error explains the difference: in short words not another letter, and the first two letters stay."""
    if typed[0] != known[0] and typed[:2] != known[1::-1]:
        return False
    if len(typed) != len(known) or sorted(typed) == sorted(known):
        return True
    return distance == 1 and len(typed) >= _OTHER_LETTER
