"""The grammar of a sentence: its clauses, who acts in each, what they do, and the plain order that patterns see."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.vocabulary import Vocabulary
from loaders.suggest.grammar.plain_order import plain_clauses
from loaders.suggest.grammar.predicates import find_predicates
from loaders.suggest.grammar.subjects import Grammar, grammar_of
from loaders.suggest.grammar.words import words_of
from loaders.suggest.mentions import Lexicon

Read = Callable[[str], Grammar]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(Vocabulary.load())


@pytest.fixture
def read(lexicon: Lexicon) -> Read:
    def grammar(sentence: str) -> Grammar:
        words = words_of(sentence)
        return grammar_of(words, lexicon.find(words))

    return grammar


def clauses(grammar: Grammar) -> list[str]:
    """Return the words of each clause, its signs left out."""
    words = grammar.tags.words
    return [" ".join(words[at].text for at in one.clause.places if words[at].is_word) for one in grammar.readings]


def done(grammar: Grammar) -> list[tuple[str, str, str]]:
    """Return (who, infinitive, words of the object) of each predicate."""
    words = grammar.tags.words
    return [
        (
            one.subject.concepts[0].label if one.subject else "zij" if one.pronoun else "",
            one.verb,
            " ".join(words[at].text for at in one.objects if words[at].is_word),
        )
        for one in find_predicates(grammar)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("De wijkagent bewaakt de rust en helpt bewoners.", ["De wijkagent bewaakt de rust", "helpt bewoners"]),
        (
            "De wijkagent, die de straat kent en kinderen aanspreekt, werkt met het wijkteam.",
            ["De wijkagent werkt met het wijkteam", "de straat kent", "kinderen aanspreekt"],
        ),
        (
            "De wijkagent toetst of het geldt en legt het besluit vast.",
            ["De wijkagent toetst", "het geldt", "legt het besluit vast"],
        ),
        (
            "Zij voert het gesprek, al noemen we dat anders.",
            ["Zij voert het gesprek", "noemen we dat anders"],
        ),
        ("De wijkagent, de huisarts en de school overleggen.", ["De wijkagent de huisarts en de school overleggen"]),
        ("Het team kent de zorg voor ouderen.", ["Het team kent de zorg voor ouderen"]),
    ],
)
def test_clauses(read: Read, sentence: str, expected: list[str]) -> None:
    assert clauses(read(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Therapie biedt de gezinscoach niet.", [("gezinscoach", "bieden", "Therapie")]),
        ("In Noord ondersteunt de gezinscoach ouders.", [("gezinscoach", "ondersteunen", "ouders")]),
        ("De aanpak ondersteunt de gezinscoach.", []),
        (
            "De wijkagent en de gezinscoach kunnen bewoners ondersteunen en activiteiten organiseren.",
            [("wijkagent", "ondersteunen", "bewoners"), ("wijkagent", "organiseren", "activiteiten")],
        ),
        ("De wet verplicht de gezinscoach om gevaar te melden.", [("gezinscoach", "melden", "gevaar")]),
        (
            "Uit het verslag blijkt dat gezinscoaches plannen opstellen en ouders adviseren.",
            [("gezinscoach", "opstellen", "plannen"), ("gezinscoach", "adviseren", "ouders")],
        ),
        ("Handelingen mogen alleen door de huisarts worden uitgevoerd.", [("huisarts", "uitvoeren", "Handelingen")]),
        (
            "Het team leunt op vrijwilligers, die door de gezinscoach worden begeleid.",
            [("gezinscoach", "begeleiden", "vrijwilligers")],
        ),
        ("Daarna wordt het plan vastgesteld.", []),
        ("De gezinscoach adviseert en begeleidt ouders.", [("gezinscoach", "adviseren", "ouders"), ("gezinscoach", "begeleiden", "ouders")]),
        ("De gezinscoach mag schulden helpen ordenen.", [("gezinscoach", "ordenen", "schulden")]),
        ("Geef de gezinscoach ruimte.", []),
        ("Laat de gezinscoach intervisie begeleiden.", [("gezinscoach", "begeleiden", "intervisie")]),
        ("Wij adviseren de gezinscoach over de planning.", []),
        ("De gezinscoach stelt in haar verslag dat het beter kan.", []),
        ("De gezinscoach schakelt de huisarts in.", [("gezinscoach", "inschakelen", "de huisarts")]),
        ("Twee van de gezinscoaches organiseren een inloop.", [("gezinscoach", "organiseren", "een inloop")]),
        ("Met de gezinscoaches organiseren scholen een inloop.", [("school", "organiseren", "een inloop")]),
    ],
)  # fmt: skip
def test_who_does_what(read: Read, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert done(read(sentence)) == expected


def test_past_and_aims_are_known_as_such(read: Read) -> None:
    (past,) = find_predicates(read("De gezinscoach organiseerde een inloop."))
    assert past.past
    *_, aim = find_predicates(read("De gezinscoach belt de huisarts om de zorg te regelen."))
    assert (aim.verb, aim.aim) == ("regelen", True)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Aan sociale relaties werkt in Noord de opbouwwerker.",
            ["de opbouwwerker werkt Aan sociale relaties in Noord"],
        ),
        (
            "De opbouwwerker, die in Noord werkt, schakelt zo nodig de huisarts in.",
            ["De opbouwwerker inschakelt zo nodig de huisarts", "opbouwwerker werkt in Noord"],
        ),
        ("De opbouwwerker werkt in Noord.", []),
    ],
)
def test_plain_order(read: Read, lexicon: Lexicon, sentence: str, expected: list[str]) -> None:
    found = plain_clauses(read(sentence), lexicon.find(words_of(sentence)))
    assert [" ".join(word.text for word in plain.words if word.text != ",") for plain in found] == expected


def test_plain_order_knows_its_places(read: Read, lexicon: Lexicon) -> None:
    sentence = "In Noord werkt de opbouwwerker."
    (plain,) = plain_clauses(read(sentence), lexicon.find(words_of(sentence)))
    assert [words_of(sentence)[at] for at in plain.places] == list(plain.words)
    (opbouwwerker,) = plain.mentions
    assert plain.words[opbouwwerker.first].text == "opbouwwerker"
    assert plain.span(0, 2) == (3, 5)
