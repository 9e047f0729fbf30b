"""One extractor for all tests of suggestions, and a short way to read a few sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.vocabulary import Vocabulary
from loaders.suggest import Extractor, Suggestion, read_plain
from loaders.suggest.mentions import Lexicon


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(Vocabulary.load())


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon(Vocabulary.load())


@pytest.fixture
def propose(extractor: Extractor) -> Callable[[str], list[Suggestion]]:
    """Read a text and give everything that is proposed, whatever its confidence."""
    return lambda text: list(extractor.read(read_plain("proef", text + "\n")).suggestions)
