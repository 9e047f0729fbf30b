"""Labels from words of a text: short, without articles and asides, and never with a name of a person in them."""

from __future__ import annotations

import re

from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word, words_of

__all__ = ["list_parts", "phrase_label"]

_LEADING = word_set("vooraan")
_TRAILING = word_set("achteraan")
_BREAK = word_set("bijzin")
_MOST_WORDS = 9
_YEAR = re.compile(r"(?:19|20)\d\d")
"""A year with which an act is named: "Wmo 2015"."""
_VERBAL = word_set("bijzinwerkwoord")
"""Words that tell that a phrase is a clause: its label would say more than a name should."""
_JOINS = frozenset({",", "/", "en", "of", "alsmede", "evenals", "én", "noch", ";", "&"})


def phrase_label(words: list[Word], allowed_names: frozenset[str] = frozenset()) -> str:
    """Return the label that a run of words gives, or nothing when it gives none.

    Nothing comes of words with a digit, of more than nine words, and of a capitalised word that is no code and not in
    `allowed_names` (lower case): it may be a person's.
    """
    kept = [word for word in _without_brackets(words) if word.text.lower() != "te" and not _YEAR.fullmatch(word.text)]
    while kept and (kept[0].text.lower() in _LEADING or not kept[0].is_word):
        kept = kept[1:]
    while kept and (kept[-1].text.lower() in _TRAILING or not kept[-1].is_word):
        kept = kept[:-1]
    if (
        not kept
        or len(kept) > _MOST_WORDS
        or any(word.text.lower() in _VERBAL for word in kept)
        or any(not w.is_word and w.text not in {",", "'", "/"} for w in kept)
    ):
        return ""
    pieces: list[str] = []
    for number, word in enumerate(kept):
        text = word.text
        age = text.isdigit() and number + 1 < len(kept) and kept[number + 1].glued  # "80-plussers"
        if (any(character.isdigit() for character in text) and not age) or "@" in text:
            return ""
        if text[0].isupper() and not (
            text.isupper() or (re.fullmatch(r"[A-Z]+'?[a-z]{0,3}s?", text) and len(text) < 6 and text[:2].isupper())
        ):
            if text.lower() not in allowed_names and not (number == 0 and word.start == 0):
                return ""
            text = (
                text
                if text.lower() in allowed_names and not (number == 0 and word.start == 0)
                else text[0].lower() + text[1:]
            )
        pieces.append(("" if number == 0 else "-" if word.glued else " ") + text)
    label = re.sub(r"\s+([,'/])\s*", r"\1 ", "".join(pieces)).replace("' ", "'").strip(" ,'/")
    return label if sum(character.isalpha() for character in label) >= 4 else ""


def list_parts(words: list[Word], *, most: int = 12) -> list[list[Word]]:
    """Return the parts of a coordinated list ("a, b en c"), up to where the clause ends."""
    parts: list[list[Word]] = [[]]
    depth = 0
    for number, word in enumerate(words):
        lower = word.text.lower()
        if word.text == "(":
            depth += 1
        if depth:
            depth -= word.text == ")"
            continue
        if lower in {".", "!", "?", ":", ")"} or (lower in _BREAK and number):
            break
        if lower in _JOINS:
            if len(parts) >= most:
                break
            parts.append([])
            continue
        parts[-1].append(word)
    return [part for part in parts if part]


def _without_brackets(words: list[Word]) -> list[Word]:
    kept: list[Word] = []
    depth = 0
    for word in words:
        if word.text in "([":
            depth += 1
        elif word.text in ")]":
            depth = max(0, depth - 1)
        elif not depth and word.text not in {'"', "'"}:
            kept.append(word)
    return kept


def label_of(text: str) -> str:
    """Return the label of a short text.

    >>> label_of("het bewaken van de voortgang")
    'bewaken van de voortgang'
    """
    return phrase_label(words_of(text))
