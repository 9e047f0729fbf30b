"""A question taken apart: words with typing errors mended, names, groups of words that mean the same, and what is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.store import GraphEngine
from kg.terms import Iri, n3
from queries.understanding.lexicon import LONG, Lexicon
from queries.understanding.mentions import Mention, find_mentions, find_statements, without_shorter
from queries.understanding.names import OWN_NAMES, Candidate, Name, Names
from queries.understanding.spelling import Speller
from queries.understanding.words import Word, fold, split, stem

__all__ = ["Text", "TextReader"]

_TAIL = 4
"""Letters from which a word may be the last part of a compound."""
_CUT_SHORT = re.compile(r"\b(\w{2,})-(\s+(?:en|of|naar|tot|versus|vs|tegenover|met|&)\s+)([\w-]{4,})")


@dataclass(frozen=True, slots=True)
class Text:
    """A question taken apart; words are numbered from 0, places are (start, end excluded).

    `general` are words that say little ("who", "works", "team"), `unknown` those that nothing explains;
    `unknown_statement` tells that a statement is named that is not in the graph.
    """

    words: Sequence[Word]
    groups: Mapping[str, Sequence[tuple[int, int]]]
    mentions: Mapping[str, Sequence[Mention]]
    general: frozenset[int]
    unknown: frozenset[int]
    unknown_statement: bool

    def places(self, group: str) -> frozenset[int]:
        """Return the numbers of the words of a group."""
        return _within(self.groups.get(group, ()))


class TextReader:
    """Takes questions apart by a lexicon and the names in a graph; made once for a graph."""

    def __init__(self, engine: GraphEngine, lexicon: Lexicon) -> None:
        self._engine = engine
        self._lexicon = lexicon
        self._names = Names(engine, lexicon)
        single = {key[0]: known for key, known in self._names.keys.items() if len(key) == 1}
        words = {stem(word) for word in (*lexicon.neutral, *lexicon.groups.single, *self._names.parts)}
        self._whole = frozenset(words.union(single))
        fronts = {key for key, known in single.items() if any(name.kind in (*OWN_NAMES, "team") for name in known)}
        fronts |= {stem(word) for word in lexicon.groups.single if len(word) >= LONG}
        tails = {word for word in (*lexicon.groups.single, *lexicon.neutral) if len(word) >= _TAIL}
        actors = {word for word in tails if any(name.kind == "profession" for name in single.get(stem(word), ()))}
        self._speller = Speller(self._names.words | lexicon.words, fronts, tails - actors)

    def read(self, text: str) -> Text:
        """Return a text taken apart."""
        statements, rest = find_statements(text)
        words = self._lexicon.without_polite(self._speller.mend(split(self._written_out(rest))))
        mentions = self._mentions(words)
        parted = self._parted(words, mentions)
        if len(parted) > len(words):
            words, mentions = parted, self._mentions(parted)
        known = [iri for iri in statements if self._engine.run(f"ASK {{ {n3(Iri(iri))} a bk:Statement }}")]
        if known:
            names = [Name(iri, iri.rsplit("/", 1)[-1], "statement") for iri in known]
            mentions["statement"] = [Mention(0, 0, "statement", (Candidate(name, 1.0),)) for name in names]
        groups = self._outside_names(self._lexicon.groups.find(words, self._lexicon.neutral), mentions)
        known_places = _named(mentions).union(*(_within(spans) for spans in groups.values()))
        unknown = frozenset(n for n, word in enumerate(words) if n not in known_places and not self._ordinary(word))
        if whole := [(m.start, m.end) for m in mentions.get("document", ()) if m.exact]:
            groups["@bron"] = [*groups.get("@bron", []), *whole]  # "Rotterdam 2016" says by itself that it is a report
        general = frozenset(n for name in self._lexicon.general_groups for n in _within(groups.get(name, ())))
        return Text(words, groups, mentions, general, unknown, len(known) < len(statements))

    def _outside_names(
        self, groups: Mapping[str, list[tuple[int, int]]], mentions: Mapping[str, Sequence[Mention]]
    ) -> dict[str, list[tuple[int, int]]]:
        """Return the groups without words that belong to a longer name ("onderwijs" in "beleidsmedewerker onderwijs")."""
        kinds = (*OWN_NAMES, "team")
        named = [m.places for kind in kinds for m in mentions.get(kind, ()) if m.exact and len(m.places) > 1]
        found = {
            name: spans
            if name in self._lexicon.general_groups
            else [span for span in spans if not any(places.issuperset(range(*span)) for places in named)]
            for name, spans in groups.items()
        }
        return {name: spans for name, spans in found.items() if spans}

    def _mentions(self, words: list[Word]) -> dict[str, list[Mention]]:
        found = without_shorter(find_mentions(words, self._names, self._in_lexicon))
        return {kind: [m for m in listed if not m.general] or listed for kind, listed in found.items()}

    def _in_lexicon(self, word: Word) -> bool:
        return word.form in self._lexicon.groups.words or self._lexicon.is_neutral(word)

    def _parted(self, words: list[Word], mentions: dict[str, list[Mention]]) -> list[Word]:
        """Return the words with those parted that are known only from within some label ("samenwerkingsnetwerk")."""
        named = _named(mentions)
        parted: list[Word] = []
        for number, word in enumerate(words):
            whole = number in named or self._ordinary(word) or self._lexicon.is_elsewhere(word)
            parted += [word] if whole else self._speller.parts(word) or [word]
        return parted

    def _ordinary(self, word: Word) -> bool:
        """Tell whether a word is known by itself, not only as a part of labels; a place or year is not."""
        if self._lexicon.is_elsewhere(word) or re.fullmatch(r"(?:19|20)\d\d", word.form):
            return False
        return word.stem in self._whole or word.form.isdigit()

    def _written_out(self, text: str) -> str:
        """Return a text with the words that a hyphen cuts short written out ("mbo- en hbo-professionals")."""

        def whole(found: re.Match[str]) -> str:
            left, middle, right = found[1], found[2], found[3]
            if "-" in right:
                return f"{left}-{right.rsplit('-', 1)[1]}{middle}{right}"
            ends = (right[end:] for end in range(2, len(right) - 2))
            return left + next((end for end in ends if self._speller.knows(left + end)), "") + middle + right

        return _CUT_SHORT.sub(whole, fold(text))


def _within(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(number for start, end in spans for number in range(start, end))


def _named(mentions: Mapping[str, Sequence[Mention]]) -> frozenset[int]:
    return frozenset(n for listed in mentions.values() for mention in listed for n in mention.places)
