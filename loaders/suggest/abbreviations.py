"""Abbreviations that a document defines, "Zorg en Veiligheid (ZV)": from there on the short form names the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.suggest.grammar.words import STOP_WORDS, words_of
from loaders.suggest.mentions import Lexicon
from loaders.suggest.sentences import Sentence

__all__ = ["definitions", "learn_abbreviations"]

_IN_BRACKETS = re.compile(r"\((hierna:? |afgekort:? |ook wel )?['\"]?([A-Za-z]{2,8})['\"]?\)")
_LETTERS = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
_MOST_SMALL = 6
"""Most letters of a short form without capitals, which must be announced: "(hierna: spv)"."""


def definitions(text: str) -> list[tuple[str, str]]:
    """Return (long form, short form) for each short form in brackets whose letters begin the words before it.

    Compounds count part by part: "schuldhulpverlening (SHV)" needs an S, an H and a V in that order.
    """
    found: list[tuple[str, str]] = []
    for match in _IN_BRACKETS.finditer(text):
        announced, short = bool(match[1]), match[2]
        if not _LETTERS.fullmatch(short) and not (announced and short.islower() and len(short) <= _MOST_SMALL):
            continue
        before = words_of(text[max(0, match.start() - 120) : match.start()])
        words = [word for word in before if word.is_word]
        for count in range(1, min(len(words), len(short) + 3) + 1):
            part = words[-count:]
            if part[0].text.lower() in STOP_WORDS:
                continue
            if _fits([word.text for word in part], short):
                long = text[max(0, match.start() - 120) :][part[0].start : part[-1].end]
                found.append((long, short))
                break
    return found


def _fits(words: list[str], short: str) -> bool:
    letters = short.lower()
    initials = "".join(word[0] for word in words if word.lower() not in STOP_WORDS).lower()
    every = "".join(word[0] for word in words).lower()
    if letters in {initials, every}:
        return True
    if len(words) == 1 or len(initials) < len(letters):
        return (
            words[0][0].lower() == letters[0]
            and _in_order("".join(words).lower(), letters)
            and len(words) >= len(letters) - 2
        )
    return False


def _in_order(text: str, letters: str) -> bool:
    position = -1
    for letter in letters:
        position = text.find(letter, position + 1)
        if position < 0:
            return False
    return True


def learn_abbreviations(sentences: Iterable[Sentence], lexicon: Lexicon) -> None:
    """Let each short form that the document defines name what its long form names."""
    for sentence in sentences:
        if "(" not in sentence.text:
            continue
        for long, short in definitions(sentence.text):
            mention = lexicon.lookup(words_of(long))
            for concept in mention.concepts if mention else ():
                lexicon.add(concept, short)
