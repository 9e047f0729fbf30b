"""Every pattern finds its own examples, and nothing in the sentences it must leave alone."""

from __future__ import annotations

import pytest

from kg.errors import BeroepenkaartError
from kg.vocabulary import Vocabulary
from loaders.suggest import Extractor, read_plain
from loaders.suggest.pattern_files import Pattern, load_patterns, read_patterns

pytestmark = pytest.mark.uncovered

PATTERNS = load_patterns()
GOOD = """
[[pattern]]
id = "proef"
relation = "cooperates_with"
match = "{subject:actor} ~fluisteren met {object:actor}"
yes = ["De huisarts fluistert met de wijkagent. => huisarts > wijkagent"]
no = ["De huisarts zwijgt."]
"""


def found_by(pattern: Pattern, sentence: str, extractor: Extractor) -> set[tuple[str, str]]:
    read = extractor.read(read_plain("voorbeeld", sentence + "\n"))
    return {(item.row.subject, item.row.object) for item in read.suggestions if item.pattern == pattern.id}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_examples(pattern: Pattern, vocabulary: Vocabulary) -> None:
    assert pattern.yes
    assert pattern.no
    extractor = Extractor(vocabulary, [pattern])
    for example in pattern.yes:
        assert found_by(pattern, example.sentence, extractor) == set(example.expected), example.sentence
    for sentence in pattern.no:
        assert found_by(pattern, sentence, extractor) == set(), sentence


def test_every_relation_has_a_pattern(vocabulary: Vocabulary) -> None:
    assert {pattern.relation for pattern in PATTERNS} == set(vocabulary.relations)
    assert len({pattern.id for pattern in PATTERNS}) == len(PATTERNS)


def test_an_analyst_adds_a_pattern(vocabulary: Vocabulary) -> None:
    (pattern,) = read_patterns(GOOD, "eigen.toml")
    extractor = Extractor(vocabulary, [pattern])
    assert found_by(pattern, "De huisarts fluisterde met de wijkagent.", extractor) == {("huisarts", "wijkagent")}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('match = "{subject:actor}"', "match = {"),
        ("{object:actor}", "{object:vogel}"),
        ("~fluisteren", "~fluisteren|zwijgen"),
        ('no = ["De huisarts zwijgt."]', ""),
        ('id = "proef"', 'id = "proef"\nkleur = "rood"'),
    ],
)
def test_a_wrong_pattern_is_named(wrong: str, message: str) -> None:
    text = GOOD.replace(
        'match = "{subject:actor} ~fluisteren met {object:actor}"', 'match = "{subject:actor} {object:actor}"'
    )
    broken = GOOD.replace(wrong, message) if wrong in GOOD else text.replace("match =", "match = [")
    with pytest.raises(BeroepenkaartError, match=r"eigen\.toml"):
        read_patterns(broken, "eigen.toml")
