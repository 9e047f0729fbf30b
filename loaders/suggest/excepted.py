"""Who a sentence leaves out of what it says: "behalve de huisarts", "op de wijkagent en de boa na"."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word
from loaders.suggest.model import Mention

__all__ = ["without_excepted"]

_BEFORE = ("behalve", "uitgezonderd", "met uitzondering van", "in plaats van")
_AFTER = "uitgezonderd"
_ALSO = frozenset({"ook", "eveneens", "tevens"})
"""With one of these words "behalve" adds: "behalve de huisarts zit ook de wijkagent in het team"."""
_BETWEEN = word_set("lidwoord") | word_set("voorzetsel")
_STOPS = frozenset({"", ".", ",", ";", ":"})
_JOINS = frozenset({",", "en", "of"})


def without_excepted(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a sentence but for those of which it says that they are left out."""
    lower = [word.text.lower() for word in words]
    if "behalve" in lower and not _ALSO.isdisjoint(lower):
        return list(mentions)
    text = " ".join(lower)
    if not (any(cue in text for cue in _BEFORE) or "na" in lower):
        return list(mentions)
    kept: list[Mention] = []
    left_out: Mention | None = None
    for one in mentions:
        joined = left_out is not None and _only(lower[left_out.last : one.first], _JOINS | _BETWEEN, least=1)
        if joined or _said_before(lower, one) or _said_behind(lower, one, mentions):
            left_out = one
        else:
            kept.append(one)
    return kept


def _said_before(lower: Sequence[str], one: Mention) -> bool:
    begin = one.first
    while begin and lower[begin - 1] in _BETWEEN and not " ".join(lower[:begin]).endswith(_BEFORE):
        begin -= 1
    return " ".join(lower[:begin]).endswith(_BEFORE)


def _said_behind(lower: Sequence[str], one: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether it is one of those before "na" with "op" before them, or stands right before "uitgezonderd"."""
    if lower[one.last : one.last + 1] == [_AFTER]:
        return True
    inside = {place for mention in mentions for place in range(mention.first, mention.last)}
    free = _JOINS | _BETWEEN - {"op", "na"}
    begin, end = one.first, one.last
    while begin and (begin - 1 in inside or lower[begin - 1] in free):
        begin -= 1
    while end < len(lower) and (end in inside or lower[end] in free):
        end += 1
    around = lower[begin - 1 : begin] == ["op"] and lower[end : end + 1] == ["na"]
    return around and (begin == 1 or "".join(lower[end + 1 : end + 2]) in _STOPS)


def _only(between: Sequence[str], allowed: frozenset[str], *, least: int) -> bool:
    return len(between) >= least and all(word in allowed for word in between)
