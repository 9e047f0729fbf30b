"""The words of a question: as typed, folded for comparison, and as a stem that inflected forms share."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Word", "fold", "function_word", "split", "stem"]

_FUNCTION_WORDS = frozenset(
    (
        "de",
        "het",
        "een",
        "van",
        "in",
        "te",
        "voor",
        "met",
        "en",
        "of",
        "op",
        "aan",
        "der",
        "den",
        "des",
        "dat",
        "die",
        "deze",
        "dit",
        "om",
        "bij",
        "uit",
        "naar",
        "tot",
        "ten",
        "ter",
        "onder",
    )
)
_PLAIN = str.maketrans({**dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("‐‑‒–—", "-")})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ONE = re.compile(r"\b(?:é[ée]|eé)n\b", re.IGNORECASE)
_ENDINGS = (("heden", "heid"), ("iteiten", "iteit"), ("leden", "lid"))
_PLURAL_S = re.compile(r"(?:[bcdfghklmnprt]|ie|eu|a|o)s$")
_ENDING_T = re.compile(r"[^aeiouy]t$")
_DOUBLE = re.compile(r"([a-z])\1")
_HARD = {"v": "f", "z": "s"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question: as typed, folded (no capitals or accents), and its stem."""

    text: str
    form: str
    stem: str


def fold(text: str) -> str:
    """Return `text` without capitals and accents, with plain quotes and hyphens; "één" is the number 1.

    >>> fold("Cliënt")
    'client'
    """
    if text.isascii():
        return text.casefold()
    text = _ONE.sub("1", unicodedata.normalize("NFC", text))
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.casefold().translate(_PLAIN)


def split(text: str) -> list[Word]:
    """Return the words of a text in order; a hyphen or slash parts words, an apostrophe does not."""
    found = []
    for match in _WORD.finditer(fold(text)):
        form = match[0].removesuffix("'s").replace("'", "")
        found.append(Word(match[0], form, stem(form)))
    return found


def function_word(form: str) -> bool:
    """Tell whether a folded word only ties names together ("Wijkteam van Rotterdam")."""
    return form in _FUNCTION_WORDS


@lru_cache(maxsize=20_000)
def stem(form: str) -> str:
    """Return what the inflected forms of a folded Dutch word share: no plural, -e or -t, single letters for double ones.

    It is a key for comparison, not a word.

    >>> stem("taken") == stem("taak") and stem("psychologen") == stem("psycholoog") and stem("werkt") == stem("werken")
    True
    """
    word = form
    for ending, singular in _ENDINGS:
        if word.endswith(ending):
            word = word[: -len(ending)] + singular
            break
    else:
        if len(word) > 4 and word.endswith("en"):
            word = word[:-2]
        elif len(word) > 4 and _PLURAL_S.search(word):
            word = word[:-1]
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and _ENDING_T.search(word):
        word = word[:-1]
    word = _DOUBLE.sub(r"\1", word)
    return f"{word[:-1]}{_HARD[word[-1]]}" if word[-1:] in _HARD else word
