"""Statements from what a sentence names together: who is meant, how sure, and never more than the sentence says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.suggest import Extractor, Suggestion, read_plain
from loaders.suggest.from_pairs import PATTERN, Weighed
from loaders.suggest.sentences import Sentence
from loaders.suggest.weights import Weights, choose

Propose = Callable[[str], list[Suggestion]]
KNOWN = "reflecteren op het eigen handelen"


def competencies(found: list[Suggestion]) -> list[tuple[str, str, str, str]]:
    return [
        (item.row.subject, item.row.object, item.row.polarity, item.row.modality)
        for item in found
        if item.row.relation == "has_competency" and item.row.object == KNOWN
    ]


def test_a_known_competency_in_other_words_is_said_of_the_actor_of_the_sentence(propose: Propose) -> None:
    found = propose("De gezinscoach reflecteert regelmatig op haar eigen handelen.")
    assert competencies(found) == [("gezinscoach", KNOWN, "pos", "actual")]
    (item,) = [one for one in found if one.row.object == KNOWN]
    assert item.pattern == PATTERN
    assert "'gezinscoach'" in item.why
    assert f"{round(100 * item.confidence)} op de 100" in item.why


@pytest.mark.parametrize(
    ("sentence", "polarity", "modality"),
    [
        ("De gezinscoach reflecteert niet op haar eigen handelen.", "neg", "actual"),
        ("Reflecteert de gezinscoach op haar eigen handelen? Ja.", "pos", "question"),
        ("De vraag is of de gezinscoach reflecteert op haar eigen handelen.", "pos", "question"),
        ("De gezinscoach moet reflecteren op haar eigen handelen.", "pos", "desired"),
    ],
)
def test_rules_decide_what_is_denied_asked_or_wished(
    extractor: Extractor, sentence: str, polarity: str, modality: str
) -> None:
    sure = Extractor(extractor.vocabulary, weights=Weights({}, {"always": 9.0}, ((0.0, 0.0), (1.0, 1.0))))
    found = competencies(list(sure.read(read_plain("proef", sentence + "\n")).suggestions))
    assert found == [("gezinscoach", KNOWN, polarity, modality)]


def test_one_actor_is_meant_unless_they_are_named_together(extractor: Extractor) -> None:
    near = Weights({"said:nearest": 9.0}, {"always": 9.0}, ((0.0, 0.0), (1.0, 1.0)))
    reader = Extractor(extractor.vocabulary, weights=near)

    def subjects(sentence: str) -> set[str]:
        return {
            subject for subject, *_ in competencies(list(reader.read(read_plain("x", sentence + "\n")).suggestions))
        }

    assert subjects("Anders dan de huisarts ziet de gezinscoach reflecteren op het eigen handelen als taak.") == {
        "gezinscoach"
    }
    assert subjects("De huisarts en de gezinscoach reflecteren op het eigen handelen.") == {"huisarts", "gezinscoach"}


def test_without_weights_nothing_comes_of_pairs(extractor: Extractor) -> None:
    seen: list[list[Weighed]] = []

    def observe(_sentence: Sentence, groups: list[list[Weighed]]) -> None:
        seen.extend(groups)

    reader = Extractor(extractor.vocabulary, weights=Weights({}, {"always": -9.0}, ()), observe=observe)
    found = reader.read(read_plain("x", "De gezinscoach reflecteert op haar eigen handelen.\n")).suggestions
    assert [item for item in found if item.pattern == PATTERN] == []
    assert any(one.pair.target.label == KNOWN for group in seen for one in group)


def test_a_rule_that_says_the_same_stays(propose: Propose) -> None:
    found = [
        item for item in propose("De huisarts werkt samen met de wijkagent.") if item.row.relation == "cooperates_with"
    ]
    assert [(item.pattern, item.row.subject, item.row.object) for item in found] == [
        ("werkt-samen", "huisarts", "wijkagent")
    ]


def test_a_team_and_its_people_are_chosen_together(extractor: Extractor) -> None:
    assert choose([0.4, 0.35, 0.25], ["school", "", ""]) == (1, pytest.approx(0.6))
    assert choose([0.4, 0.35, 0.25], ["school", "team", "professional"]) == (0, 0.4)
    seen: dict[str, str] = {}

    def observe(_: Sentence, groups: list[list[Weighed]]) -> None:
        seen.update({one.pair.actor.label: one.pair.meant for group in groups for one in group})

    reader = Extractor(extractor.vocabulary, observe=observe)
    reader.read(read_plain("proef", "In het wijkteam reflecteert een gezinscoach op haar eigen handelen.\n"))
    assert seen["wijkteam"] == ""
    assert seen["gezinscoach"] != ""


def test_who_refers_is_left_to_the_patterns(propose: Propose) -> None:
    found = propose("De wijkverpleegkundige werkt samen met de huisarts en verwijst door naar de opbouwwerker.")
    referring = {(one.row.subject, one.row.object) for one in found if one.row.relation == "refers_to"}
    assert referring == {("wijkverpleegkundige", "opbouwwerker")}
