"""Names that a document shortens: "ggz-instelling Duinrust" to "Duinrust", "ambulant begeleider" to "begeleider"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word, stem, words_of
from loaders.suggest.mentions import Lexicon
from loaders.suggest.model import Mention

__all__ = ["learn_short_names"]

_SHORTEST = 4
_HEADS = word_set("kaal_beroep")
_OFTEN, _MOSTLY = 3, 0.75
"""How often a document names a profession, and in how many of the cases of that sort, before the bare word means it."""
_NO_SHORT_NAME = ("gemeente", "afdeling", "ministerie")
"""What these are called after means something else as well: a town, a subject."""


def learn_short_names(mentions: Iterable[Sequence[Mention]], lexicon: Lexicon) -> list[str]:
    """Let the name without its sort name the same organisation or team from now on; return the new names."""
    given = list(mentions)
    learnt: list[str] = _learn_heads(given, lexicon)
    towns = {label.removeprefix("gemeente ") for label in _labels(given) if label.startswith("gemeente ")}
    for mention in (one for found in given for one in found):
        concept = mention.concepts[0]
        if not concept.own or concept.kind not in {"organisation", "team"} or concept.label in learnt:
            continue
        short = _short(concept.label)
        town = concept.kind == "organisation" and short in towns
        if short and not town and lexicon.lookup(words_of(short)) is None:
            lexicon.add(concept, short)
            learnt.append(short)
    return learnt


def _labels(mentions: Iterable[Sequence[Mention]]) -> Iterator[str]:
    return (one.concepts[0].label for found in mentions for one in found)


def _learn_heads(mentions: Iterable[Sequence[Mention]], lexicon: Lexicon) -> list[str]:
    """Let "begeleider" name the one profession of that sort of which a document mostly speaks."""
    named: dict[str, Counter[str]] = {head: Counter() for head in sorted(_HEADS)}
    concepts = {}
    for mention in (one for found in mentions for one in found):
        concept = mention.concepts[0]
        head = stem(concept.label.lower()) if concept.kind == "profession" else ""
        for wanted, counted in named.items():
            if head.endswith(stem(wanted)) and head != stem(wanted):
                counted[concept.iri] += 1
                concepts[concept.iri] = concept
    learnt = []
    for head, counted in named.items():
        if not counted or lexicon.lookup(words_of(head)) is not None:
            continue
        iri, times = counted.most_common(1)[0]
        if times >= _OFTEN and times >= _MOSTLY * counted.total():
            lexicon.add(concepts[iri], head)
            learnt.append(head)
    return learnt


def _short(label: str) -> str:
    """Return the capitalised words behind the sort in a name, or nothing."""
    sort, _, rest = label.partition(" ")
    while rest and not rest[0].isupper():
        sort, _, rest = rest.partition(" ")
    words: list[Word] = words_of(rest)
    fit = len(rest) >= _SHORTEST and all(word.text[0].isupper() for word in words if word.is_word)
    return rest if fit and not sort.startswith(_NO_SHORT_NAME) else ""
