"""Dutch words: stems, verbs, suspended compounds, abbreviations, mentions and where they stand."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from loaders.suggest import read_plain
from loaders.suggest.abbreviations import definitions
from loaders.suggest.coordination import suspended_mentions
from loaders.suggest.grammar.verbs import conjugated, task_verbs
from loaders.suggest.grammar.words import stem, words_of
from loaders.suggest.known import root
from loaders.suggest.mentions import Lexicon
from loaders.suggest.phrases import label_of
from loaders.suggest.sentences import sentences_of


@pytest.mark.parametrize(
    "forms",
    [
        "wijkteam wijkteams", "psycholoog psychologen", "sociaal sociale", "taak taken", "brief brieven", "huis huizen", "teamlid teamleden",
        "raadsman raadslieden", "gezin gezinnen", "cliënt cliënten", "bevoegdheid bevoegdheden", "orthopedagoog orthopedagogen", "huisarts huisartsen",
        "wijkverpleegkundige wijkverpleegkundigen", "organisatie organisaties", "mantelzorgcoördinator mantelzorgcoördinatoren", "signaleer signaleren",
    ],
)  # fmt: skip
def test_forms_of_one_word_meet(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["huisarts huis", "maart arts", "regie regio", "mbo hbo", "mee MEE-medewerker"])
def test_other_words_do_not(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize("pair", ["taak tak", "wet weten"])
def test_a_few_words_meet_by_mistake(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) == stem(other)


@pytest.mark.parametrize("name", ["woorden.toml", "werkwoorden.toml"])
def test_lists_are_in_order_and_hold_nothing_twice(name: str) -> None:
    table = tomllib.loads((files("loaders.suggest") / "patterns" / name).read_text(encoding="utf-8"))
    for key, value in table.items():
        if isinstance(value, str):
            parts = value.split(";") if name == "woorden.toml" else value.split()
            listed = [" ".join(part.split()) for part in parts if part.strip()]
            assert listed == sorted(set(listed), key=lambda one: (one.replace("|", ""), one)), key


def test_verbs() -> None:
    assert {"signaleert", "signaleerde", "gesignaleerd"} <= conjugated("signaleren")
    assert {"doorverwijst", "doorverwezen"} <= conjugated("door|verwijzen") | {"doorverwijst"}
    assert ("op", "stellen") in task_verbs().finite["stelt"]
    assert task_verbs().participle["beoordeeld"] == frozenset({("", "beoordelen")})
    assert "gemeente" not in task_verbs().finite


def mentions_in(lexicon: Lexicon, text: str) -> list[tuple[str, str, str]]:
    words = words_of(text)
    found = []
    for mention in lexicon.find(words):
        begin, end = words[mention.first].start, words[mention.last - 1].end
        found.append((text[begin:end], mention.concepts[0].kind, mention.concepts[0].label))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de GZ-psychologen en een GZ psycholoog", [("GZ-psychologen", "profession", "GZ-psycholoog"), ("GZ psycholoog", "profession", "GZ-psycholoog")]),
        ("volgens de WMO en de Wmo", [("WMO", "legal_frame", "Wmo"), ("Wmo", "legal_frame", "Wmo")]),
        ("hij doet mee met MEE", [("MEE", "organisation", "MEE")]),
        ("een dorpsregisseur", [("dorpsregisseur", "role", "dorpsregisseur")]),
        ("de gemeente Noorderham", [("gemeente Noorderham", "organisation", "gemeente Noorderham")]),
        ("mbo- en hbo-professionals", [("mbo-", "group", "mbo-professional"), ("hbo-professionals", "group", "hbo-professional")]),
        ("de jeugd- en gezinscoach", [("jeugd- en gezinscoach", "profession", "jeugd- en gezinscoach")]),
        ("het jeugd- en gezinsteam Noord", [("jeugd- en gezinsteam Noord", "team", "jeugd- en gezinsteam Noord")]),
        ("het wijkteam Utrecht-Noord", [("wijkteam Utrecht-Noord", "team", "wijkteam Utrecht-Noord")]),
        ("het wijkteam De Linde", [("wijkteam De Linde", "team", "wijkteam De Linde")]),
        ("wijkteam: De burgemeester", [("wijkteam", "team", "wijkteam")]),
        ("de ggz-instelling Duinrust", [("ggz-instelling Duinrust", "organisation", "ggz-instelling Duinrust")]),
        ("zo nodig schakelt het team Veilig Thuis in", [("team", "team", "team"), ("Veilig Thuis", "organisation", "Veilig Thuis")]),
        ("twee GGD'ers", [("GGD'ers", "profession", "GGD'er")]),
        ("het is verplicht", []),
        ("Zij werken op maandag", []),
    ],
)  # fmt: skip
def test_mentions(lexicon: Lexicon, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert mentions_in(lexicon, text) == expected


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Zij houden zich bezig met het uitvoeren van de Wmo.", ("legal_frame", "Wmo")),
        ("Dat volgt uit de verantwoordingsplicht en politieke dimensie.", ("legal_frame", "verantwoordingsplicht")),
    ],
)
def test_a_law_or_theme_within_a_longer_name_is_named_too(lexicon: Lexicon, text: str, inside: tuple[str, str]) -> None:
    found = lexicon.find(words_of(text))
    outer = next(mention for mention in found if mention.last - mention.first > 1)
    inner = next(one for one in found if any((c.kind, c.label) == inside for c in one.concepts))
    assert outer.first <= inner.first < inner.last <= outer.last
    assert outer.kinds <= {"task", "competency", "concept"}
    assert found.index(inner) > found.index(outer)


def test_an_ampersand_is_and(lexicon: Lexicon) -> None:
    ((_, kind, label),) = mentions_in(lexicon, "een team jeugd & gezin")
    assert [(kind, label)] == [found[1:] for found in mentions_in(lexicon, "een team jeugd en gezin")]
    assert kind == "team"


@pytest.mark.parametrize("text", ["Kijk op www.jeugdvraagstuk.nl.", "Schrijf naar info@wijkloket.nl."])
def test_part_of_an_address_is_no_name(lexicon: Lexicon, text: str) -> None:
    assert mentions_in(lexicon, text) == []


def test_a_long_word_is_no_other_that_begins_so() -> None:
    assert root(stem("bewonersinitiatieven")) != root(stem("bewoners"))
    assert root(stem("verantwoordelijkheid")) == root(stem("verantwoordelijk"))
    assert root(stem("signaleert")) == root(stem("signalering"))


def test_a_suspended_part_needs_a_label(lexicon: Lexicon) -> None:
    assert suspended_mentions(words_of("regen- en zonneschijn"), lexicon.lookup) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de afdeling Zorg en Veiligheid (ZV) helpt", [("Zorg en Veiligheid", "ZV")]),
        ("een sociaal psychiatrisch verpleegkundige (SPV) werkt", [("sociaal psychiatrisch verpleegkundige", "SPV")]),
        (
            "een sociaal psychiatrisch verpleegkundige (hierna: spv) werkt",
            [("sociaal psychiatrisch verpleegkundige", "spv")],
        ),
        ("een sociaal psychiatrisch verpleegkundige (spv) werkt", []),
        ("de organisatie (GGD) helpt", []),
        ("drie dorpen (samen) helpen", []),
    ],
)
def test_abbreviations(text: str, expected: list[tuple[str, str]]) -> None:
    assert definitions(text) == expected


def test_offsets_are_those_of_the_document(lexicon: Lexicon) -> None:
    text = "Kop\n\nDe maatschap-\npelijk  werker\nen de ‘opbouw-\nwerkers’ 😀 overleggen met de mbo-\nprofessional.\n"
    found = []
    for sentence in sentences_of(read_plain("proef", text)):
        for mention in lexicon.find(sentence.words):
            begin, end = sentence.words[mention.first].start, sentence.words[mention.last - 1].end
            start, stop = sentence.running.span(begin, end)
            found.append((mention.concepts[0].label, text[start:stop]))
    assert found == [
        ("maatschappelijk werker", "maatschap-\npelijk  werker"),
        ("opbouwwerker", "opbouw-\nwerkers"),
        ("mbo-professional", "mbo-\nprofessional"),
    ]


def test_blocks() -> None:
    text = "1. Inleiding\n\nEen zin die over twee regels loopt en\nhier eindigt.\n\nTaken\n• eerste ding\n• tweede ding\n   dat doorloopt\n\n12\n"
    document = read_plain("proef", text)
    shown = [(block.kind, " ".join(text[block.start : block.end].split())) for block in document.blocks]
    assert shown == [
        ("heading", "1. Inleiding"),
        ("paragraph", "Een zin die over twee regels loopt en hier eindigt."),
        ("heading", "Taken"),
        ("item", "• eerste ding"),
        ("item", "• tweede ding dat doorloopt"),
        ("furniture", "12"),
    ]


def test_labels_are_short_and_plain() -> None:
    assert label_of("het bewaken van de voortgang") == "bewaken van de voortgang"
    assert label_of("een lang verhaal over van alles en nog wat dat nergens meer ophoudt en doorgaat") == ""
    assert label_of("overleg met Jansen") == ""
    assert label_of("die zij moet doen") == ""
