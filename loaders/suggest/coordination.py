"""Suspended compounds: in "mbo- en hbo-professionals" the first part borrows the end of the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loaders.suggest.grammar.words import Word, words_of
from loaders.suggest.model import Mention

__all__ = ["suspended_mentions"]

_JOINS = frozenset({"en", "of", "als", "dan", "/", "en/of", "tot", "naar", ","})
_SHORTEST = 4


def suspended_mentions(words: Sequence[Word], lookup: Callable[[list[Word]], Mention | None]) -> list[Mention]:
    """Return the mentions that suspended first parts make with the end of the word after; `lookup` knows the labels.

    Every way to cut the last word is tried; where none gives a label, there is no mention.
    """
    found: list[Mention] = []
    for place in range(1, len(words) - 2):
        if (
            words[place].text not in {"-", "‐"}
            or words[place].start != words[place - 1].end
            or not words[place - 1].is_word
        ):
            continue
        after = place + 1
        while after < len(words) and (words[after].text.lower() in _JOINS or words[after].text == "-"):
            after += 1
        if after >= len(words) or after == place + 1:
            continue
        last = after + 1
        while last < len(words) and (words[last].glued or (words[last].text == "-" and last == after + 1)):
            last += 1
        first = place - 1
        while first and words[first].glued:
            first -= 1
        head = "-".join(word.text for word in words[first:place])
        endings = _endings([word.text for word in words[after:last] if word.is_word])
        mention = _borrowing(head, endings, lookup)
        if mention is not None:
            found.append(Mention(first, place + 1, mention.concepts, "compound"))
    return found


def _borrowing(head: str, endings: Sequence[str], lookup: Callable[[list[Word]], Mention | None]) -> Mention | None:
    """Return the mention that a first part makes with the longest end that gives a label.

    A name that no label has is none: "jeugd- en gezinscoach" is one profession, and no "jeugdcoach".
    """
    for ending in endings:
        mention = lookup(words_of(f"{head}-{ending}")) or lookup(words_of(head + ending))
        if mention is not None and mention.how != "name":
            return mention
    return None


def _endings(parts: Sequence[str]) -> list[str]:
    """Return the ends that the first part may borrow, the longest first."""
    if not parts:
        return []
    if len(parts) > 1:
        return ["-".join(parts[1:])]
    word = parts[0]
    return [word[cut:] for cut in range(2, len(word) - _SHORTEST + 1)]
