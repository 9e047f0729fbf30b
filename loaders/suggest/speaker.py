"""Who writes: in a document of a team itself "wij" means the team, and in its profile of a profession "ik" means that one."""

from __future__ import annotations

from collections.abc import Sequence

from kg.vocabulary import Concept
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.sentences import Sentence
from loaders.suggest.topics import Topics

__all__ = ["team_that_writes"]

_WE = word_set("wij")
_STUDY = word_set("onderzoek")
_LEAST = 8
"""How often a team says "wij" in a document of its own, at least."""
_SHARE = 0.15
"""The share of the sentences in which it does."""


def team_that_writes(sentences: Sequence[Sentence], topics: Topics) -> Concept | None:
    """Return the team whose own document this is, or None.

    A study, an advice or a paper of a sector speaks of "wij" too, and means who wrote it.
    """
    speaking = 0
    for sentence in sentences:
        lower = {word.text.lower() for word in sentence.words}
        if lower & _STUDY:
            return None
        speaking += not lower.isdisjoint(_WE)
    often = speaking >= max(_LEAST, _SHARE * len(sentences))
    return topics.named_team if often else None
