"""Which of several claims of one sentence is kept."""

from __future__ import annotations

import pytest

from kg.vocabulary import Concept
from loaders.suggest import Extractor, read_plain
from loaders.suggest.builder import Builder
from loaders.suggest.context import Context
from loaders.suggest.mentions import Lexicon
from loaders.suggest.sentences import sentences_of

WHO = Concept("own:profession:gezinscoach", "profession", "gezinscoach", own=True)


def task(label: str) -> Concept:
    return Concept(f"own:task:{label}", "task", label, own=True)


@pytest.mark.parametrize(
    ("polarity", "confidence", "label", "is_said"),
    [
        ("pos", 0.8, "plannen", True),
        ("pos", 0.9, "plannen", False),
        ("neg", 0.8, "plannen", False),
        ("pos", 0.8, "rooster plannen", False),
        ("pos", 0.8, "plannen opstellen", False),
    ],
)
def test_a_short_claim_gives_way_to_a_longer_one_as_sure(
    extractor: Extractor, lexicon: Lexicon, polarity: str, confidence: float, label: str, *, is_said: bool
) -> None:
    document = read_plain("proef", "De gezinscoach is van de plannen.\n")
    (sentence,) = sentences_of(document)
    builder = Builder(document, "proef", extractor.vocabulary, extractor.known, lexicon)
    longer = task("plannen opstellen")
    builder.add("has_task", WHO, longer, sentence, Context(), pattern="p", confidence=0.85, why="")
    assert builder.said_in_full("has_task", WHO, task(label), sentence, polarity, confidence) is is_said
