"""Lists under a heading or an announcing sentence: the heading gives relation and actor, each item an object."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.vocabulary import Concept
from loaders.suggest.grammar.words import words_of
from loaders.suggest.mentions import ACTORS, Lexicon
from loaders.suggest.sentences import Sentence

__all__ = ["Frame", "frame_of"]


@cache
def _cues() -> tuple[tuple[str, str, str, re.Pattern[str]], ...]:
    """Return (relation, modality, shell, words) of ``patterns/lijsten.toml``."""
    table = tomllib.loads((files(__package__) / "patterns" / "lijsten.toml").read_text(encoding="utf-8"))
    return tuple(
        (
            entry["relation"],
            entry.get("modality", "actual"),
            entry.get("shell", ""),
            re.compile("|".join(entry["words"])),
        )
        for entry in table["list"]
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """What a list says: relation, modality, shell, actor (None when it is not said) and the words that said so.

    ``advice`` tells that it is advice to whom it concerns.
    """

    relation: str
    modality: str
    shell: str
    subject: Concept | None
    said: str
    advice: bool = False


def frame_of(sentence: Sentence, lexicon: Lexicon) -> Frame | None:
    """Return the frame of a list item, from the sentence before the list or else the heading above it."""
    for said in (sentence.lead, sentence.heading):
        lower = said.lower()
        for relation, modality, shell, cue in _cues():
            if said and cue.search(lower) and not re.search(r"\b(?:geen|niet)\b", lower):
                actors = [mention for mention in lexicon.find(words_of(said)) if mention.kinds & ACTORS]
                subject = next((m.of_kind(ACTORS) for m in reversed(actors) if not _speaks(said, m.first)), None)
                return Frame(relation, modality, shell, subject, said, "aanbeveling" in lower)
    return None


def _speaks(said: str, first: int) -> bool:
    """Tell whether the actor at a word is the one who speaks: "respondenten noemen", "volgens de teamleider"."""
    words = [word.text.lower() for word in words_of(said)]
    after = words[first + 1 : first + 3]
    return (
        any(word in {"noemen", "noemt", "vinden", "geven", "geeft"} for word in after)
        or "volgens" in words[max(0, first - 2) : first]
    )
