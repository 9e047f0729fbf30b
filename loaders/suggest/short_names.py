"""Names that a document shortens: after "ggz-instelling Duinrust" it writes "Duinrust"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.suggest.grammar.words import Word, words_of
from loaders.suggest.mentions import Lexicon
from loaders.suggest.model import Mention

__all__ = ["learn_short_names"]

_SHORTEST = 4
_NO_SHORT_NAME = ("gemeente", "afdeling", "ministerie")
"""What these are called after means something else as well: a town, a subject."""


def learn_short_names(mentions: Iterable[Sequence[Mention]], lexicon: Lexicon) -> list[str]:
    """Let the name without its sort name the same organisation or team from now on; return the new names."""
    learnt: list[str] = []
    for mention in (one for found in mentions for one in found):
        concept = mention.concepts[0]
        if not concept.own or concept.kind not in {"organisation", "team"} or concept.label in learnt:
            continue
        short = _short(concept.label)
        if short and lexicon.lookup(words_of(short)) is None:
            lexicon.add(concept, short)
            learnt.append(short)
    return learnt


def _short(label: str) -> str:
    """Return the capitalised words behind the sort in a name, or nothing."""
    sort, _, rest = label.partition(" ")
    while rest and not rest[0].isupper():
        sort, _, rest = rest.partition(" ")
    words: list[Word] = words_of(rest)
    fit = len(rest) >= _SHORTEST and all(word.text[0].isupper() for word in words if word.is_word)
    return rest if fit and not sort.startswith(_NO_SHORT_NAME) else ""
