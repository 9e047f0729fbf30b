"""What narrows a name down stays with it: a "geregistreerde jeugdconsulent" is not every one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.vocabulary import Concept
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word, words_of
from loaders.suggest.mentions import Lexicon
from loaders.suggest.model import PERSONS, Mention

__all__ = ["level_of", "with_qualifiers", "without_level"]

_NARROWING = word_set("nauwer")
_LEVEL = re.compile(r"(mbo|hbo|wo)-(?:opgeleide|geschoolde) (.+)")


def with_qualifiers(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, those of people with the adjective right before them that narrows them down."""
    return [_with_adjective(words, one) for one in mentions if not _before_people(words, one, mentions)]


def level_of(concept: Concept) -> str:
    """Return the level of education that a name begins with ("mbo-opgeleide buurtwerker": mbo), or nothing."""
    found = _LEVEL.fullmatch(concept.label)
    return found[1] if found else ""


def without_level(concept: Concept, lexicon: Lexicon) -> Concept:
    """Return whom a name with a level of education before it means: of "hbo-opgeleide gezinscoach" the gezinscoach."""
    found = _LEVEL.fullmatch(concept.label)
    mention = lexicon.lookup(words_of(found[2])) if found else None
    return (mention.of_kind((concept.kind,)) if mention else None) or concept


def _before_people(words: Sequence[Word], mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether a level of education only narrows down the name behind it."""
    behind = next((one for one in mentions if one.first in {mention.last, mention.last + 1}), None)
    return (
        "education_level" in mention.kinds
        and behind is not None
        and bool(behind.kinds & PERSONS)
        and words[behind.first - 1].glued
        and words[behind.first - 1].text.lower() in _NARROWING
    )


def _with_adjective(words: Sequence[Word], mention: Mention) -> Mention:
    first = mention.first - 1
    if first < 0 or words[first].text.lower() not in _NARROWING or not mention.kinds & PERSONS:
        return mention
    prefix = words[first].text.lower()
    if first and words[first].glued:  # "hbo-opgeleide"
        first -= 1
        prefix = f"{words[first].text.lower()}-{prefix}"
    named = [word.stem for word in words[mention.first : mention.last] if word.is_word]
    return replace(
        mention, first=first, concepts=tuple(_narrowed(concept, prefix, named) for concept in mention.concepts)
    )


def _narrowed(concept: Concept, prefix: str, named: Sequence[str]) -> Concept:
    """Return a concept of our own for a name with its adjective, in the words of the text as far as a label has them."""
    labels = (concept.label, *concept.alternatives)
    said = next((label for label in labels if [word.stem for word in words_of(label)] == named), concept.label)
    label = f"{prefix} {said}"
    return Concept(f"own:{concept.kind}:{label}", concept.kind, label, own=True) if concept.kind in PERSONS else concept
