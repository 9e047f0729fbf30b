"""Which words of a question are names, by the longest match; one list for each kind of name, so that a word may be several."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.identifiers import ID_LENGTH, statement_iri
from queries.understanding.names import PART, Candidate, Names
from queries.understanding.words import Word, function_word, stem

__all__ = ["Mention", "find_mentions", "find_statements", "without_shorter"]

_MOST_WORDS = 12
_JOINED = 3
_NEVER_ORDINARY = ("leefgebied", "profession")
_WHOLE_KINDS = ("leefgebied", "theme", "team", "profession", "frame")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a question (from `start` up to `end`) that name something of a kind; with several candidates it is unclear."""

    start: int
    end: int
    kind: str
    candidates: tuple[Candidate, ...]

    @property
    def places(self) -> frozenset[int]:
        """Return the numbers of the words."""
        return frozenset(range(self.start, self.end))

    @property
    def quality(self) -> float:
        """Return how good the words are for the best candidate."""
        return self.candidates[0].quality

    @property
    def exact(self) -> bool:
        """Tell whether a whole label or everyday word was found, not a part of a label."""
        return self.quality > PART

    @property
    def general(self) -> bool:
        """Tell whether the words name something so general that a question is about all of it ("the team")."""
        return all(candidate.name.general for candidate in self.candidates)

    def overlaps(self, other: Mention) -> bool:
        """Tell whether two mentions share words."""
        return self.start < other.end and other.start < self.end


def find_mentions(words: Sequence[Word], names: Names, known_word: Callable[[Word], bool]) -> dict[str, list[Mention]]:
    """Return the mentions of each kind, in the order of the text; those of one kind do not overlap.

    `known_word` tells of an ordinary word that it cannot be the last part of a name ("deskundige").
    """
    found: dict[str, list[Mention]] = {}
    for start in range(len(words)):
        if function_word(words[start].form):
            continue
        for end in range(min(len(words), start + _MOST_WORDS), start, -1):
            if function_word(words[end - 1].form):
                continue
            for candidate in _candidates(words[start:end], names):
                if not _ordinary(words, start, end, candidate, names):
                    _keep(found, start, end, candidate)
        if "profession" not in found or not any(m.start <= start < m.end for m in found["profession"]):
            for candidate in [] if known_word(words[start]) else names.with_tail(words[start].stem):
                _keep(found, start, start + 1, candidate)
    return {kind: _longest(mentions, names) for kind, mentions in found.items()}


def find_statements(text: str) -> tuple[list[str], str]:
    """Return the IRIs of statements that a text names by identifier or IRI, and the text without them."""
    pattern = re.compile(rf"(?:https?://\S*/statement/)?(?<![0-9a-zA-Z])([0-9a-fA-F]{{{ID_LENGTH}}})(?![0-9a-zA-Z])")
    found = [statement_iri(match[1].lower()) for match in pattern.finditer(text)]
    return list(dict.fromkeys(found)), pattern.sub(" ", text)


def without_shorter(found: dict[str, list[Mention]]) -> dict[str, list[Mention]]:
    """Return the mentions without those within a longer one of another kind ("psychische" of "psychische klachten")."""
    longer = [mention for kind in _WHOLE_KINDS for mention in found.get(kind, ())]
    return {
        kind: [m for m in mentions if kind not in _WHOLE_KINDS or not any(m.places < other.places for other in longer)]
        for kind, mentions in found.items()
    }


def _candidates(words: Sequence[Word], names: Names) -> list[Candidate]:
    found = names.find(words)
    if not found and 1 < len(words) <= _JOINED and not any(function_word(word.form) for word in words):
        joined = "".join(word.form for word in words)
        found = names.find([Word(joined, joined, stem(joined))])
    return found


def _ordinary(words: Sequence[Word], start: int, end: int, candidate: Candidate, names: Names) -> bool:
    """Tell whether words that could be a name are ordinary words here: "werk" in "welk werk", "mee" in "waar ... mee"."""
    lexicon, word = names.lexicon, words[start]
    if candidate.name.kind not in _NEVER_ORDINARY and all(other.form in lexicon.neutral for other in words[start:end]):
        return True
    if end - start > 1:
        return False
    if candidate.name.kind == "task" and word.form in lexicon.groups.words:
        return True  # "doorverwijzen" is what someone does, not a task that is named
    if word.form in lexicon.weak:
        return start == 0 or not lexicon.before_weak(words[start - 1])
    return word.stem in lexicon.weak_stems  # "werkt", "werken"


def _keep(found: dict[str, list[Mention]], start: int, end: int, candidate: Candidate) -> None:
    kind = candidate.name.kind
    mentions = found.setdefault(kind, [])
    for number, mention in enumerate(mentions):
        if (mention.start, mention.end) == (start, end):
            mentions[number] = Mention(start, end, kind, (*mention.candidates, candidate))
            return
    mentions.append(Mention(start, end, kind, (candidate,)))


def _longest(mentions: list[Mention], names: Names) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, -m.quality, m.start)):
        if not any(mention.overlaps(other) for other in kept):
            kept.append(Mention(mention.start, mention.end, mention.kind, tuple(names.best(list(mention.candidates)))))
    return sorted(kept, key=lambda mention: mention.start)
