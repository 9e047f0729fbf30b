"""Passages worth reading though nothing was proposed: they name actors and content, or have words that often say something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import ReadDocument
from loaders.suggest.mentions import ACTORS, Mention
from loaders.suggest.model import WorthReading
from loaders.suggest.sentences import Sentence

__all__ = ["worth_reading"]

_MOST = 100
_CUE = re.compile(
    r"\b(?:taak|taken|rol|rollen|verantwoordelijk\w*|competent\w+|vaardig\w+|expertise|kennis|deskundig\w*|samenwerk\w*|overleg\w*|verwij\w+|"
    r"knelpunt\w*|dilemma\w*|spanning\w*|overlap\w*|grens|grenzen|ontbre\w+|gemis\w*|tekort\w*|wet|bevoegd\w*|mag|mogen|verplicht\w*|registratie|"
    r"privacy|mandaat|team\w*|regie|signaler\w+|begeleid\w*|behandel\w*|onderste\w+)\b",
    re.IGNORECASE,
)


def worth_reading(
    document: ReadDocument, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]], fired: set[int]
) -> tuple[WorthReading, ...]:
    """Return the sentences in which no pattern fired, the most promising first."""
    found: list[WorthReading] = []
    for number, (sentence, named) in enumerate(zip(sentences, mentions, strict=True)):
        if number in fired or sentence.kind == "heading" or len(sentence.words) < 5:
            continue
        actors = {m.concepts[0].label for m in named if m.kinds & ACTORS}
        content = {m.concepts[0].label for m in named if not m.kinds & ACTORS and not m.weak}
        cue = len({hit.lower() for hit in _CUE.findall(sentence.text)})
        score = 2 * min(2, len(actors)) + 1.5 * min(3, len(content)) + min(3, cue) + (sentence.kind == "item")
        score /= 1 + max(0, len(sentence.words) - 40) / 40
        if (actors and (content or cue)) or cue >= 2:
            names = tuple(sorted(actors | content))
            found.append(
                WorthReading(
                    sentence.start, sentence.end, round(score, 2), names, document.text[sentence.start : sentence.end]
                )
            )
    return tuple(sorted(found, key=lambda item: (-item.score, item.start))[:_MOST])
