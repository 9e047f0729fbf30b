"""Dutch words: cutting a text into words and punctuation, and a stem under which forms of one word meet.

The stem serves matching only: it is no lemma. Plurals, inflected adjectives, diminutives and infinitives meet
("wijkteams", "wijkteam"; "psychologen", "psycholoog"; "sociale", "sociaal"; "organiseren", "organiseer").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from loaders.suggest.grammar.word_lists import word_set

__all__ = ["STOP_WORDS", "Word", "content_stems", "stem", "words_of"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")
_IRREGULAR = {
    "leden": "lid", "lieden": "man", "heden": "heid", "kinderen": "kind", "steden": "stad", "schepen": "schip",
    "iteiten": "iteit", "ologen": "oloog", "agogen": "agoog", "kundigen": "kundig", "kundige": "kundig",
    "genoten": "genoot", "eeën": "ee", "ieën": "ie", "iën": "ie", "ën": "e", "ici": "icus", "bureaus": "bureau",
}  # fmt: skip
"""Endings whose stem no rule gives; the longest that fits is used."""
_ENDINGS = sorted(_IRREGULAR, key=len, reverse=True)
_DIMINUTIVE = re.compile(r"(?:etje|pje|kje|tje|je)s?$")
_DOUBLE_VOWEL = re.compile(r"([aeou])\1([bcdfgklmnprstvz])$")
STOP_WORDS = word_set("stopwoorden")
"""Words that carry no content of a label."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a punctuation mark at [start, end) of a text; ``glued`` says that a hyphen joins it to the word before.

    ``is_word`` tells that it is no punctuation mark; "&" is the word "en".
    """

    text: str
    start: int
    end: int
    stem: str
    glued: bool
    is_word: bool


def words_of(text: str) -> list[Word]:
    """Return the words and punctuation marks of a text; a hyphen within a word parts it and is no item of its own."""
    found: list[Word] = []
    hyphen_at = -1
    for match in _WORD.finditer(text):
        piece, start, end = match.group(), match.start(), match.end()
        if piece in "-‐‑" and start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum():
            hyphen_at = end
            continue
        is_word = piece[0].isalnum() or piece == "&"
        root = piece if not is_word else "en" if piece == "&" else stem(piece)
        found.append(Word(piece, start, end, root, hyphen_at == start, is_word))
    return found


@lru_cache(maxsize=50_000)
def content_stems(label: str) -> tuple[str, ...]:
    """Return the stems of the words of a label that carry content, in order."""
    items = [word for word in words_of(label) if word.is_word]
    kept = tuple(word.stem for word in items if word.text.lower() not in STOP_WORDS and word.text != "&")
    return kept or tuple(word.stem for word in items)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a word, lower case, without accents.

    >>> stem("wijkverpleegkundigen") == stem("wijkverpleegkundige"), stem("GZ-psychologen"), stem("taken")
    (True, 'gz-psycholog', 'tak')
    """
    lower = word.lower().replace("’", "'")
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) > len(ending) + (
            0 if ending in ("leden", "kinderen", "steden") else 1
        ):
            return _plain(_single(lower[: -len(ending)] + _IRREGULAR[ending]))
    lower = _plain(re.sub(r"'(ers?)$", r"\1", re.sub(r"'s?$", "", lower)))
    if lower.endswith(("arts", "artsen")):
        return lower.removesuffix("en")
    if len(lower) > 5 and _DIMINUTIVE.search(lower) and not lower.endswith(("rje", "ntje")):
        lower = _DIMINUTIVE.sub("", lower)
    for ending in ("en", "s", "e", "n"):
        rest = lower[: -len(ending)]
        if lower.endswith(ending) and len(rest) >= 3 and not (ending == "s" and rest[-1] in "sui"):
            if ending == "n" and rest[-1] not in "eo":
                continue
            if ending in ("en", "e") and rest[-1] == rest[-2] and rest[-1] in "bdfgklmnprst":
                rest = rest[:-1]
            if ending == "s" and rest.endswith("e"):
                rest = rest[:-1]
            rest = re.sub(r"v$", "f", rest)
            rest = re.sub(r"z$", "s", rest)
            return _single(rest)
    return _single(lower)


def _single(word: str) -> str:
    """Write the last doubled vowel once: "taak" and "taken" meet in "tak"."""
    return _DOUBLE_VOWEL.sub(r"\1\2", word)


def _plain(word: str) -> str:
    """Return a word without accents."""
    if word.isascii():
        return word
    return "".join(part for part in unicodedata.normalize("NFKD", word) if not unicodedata.combining(part))
