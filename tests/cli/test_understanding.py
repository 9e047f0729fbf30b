"""The command that takes a question in ordinary Dutch: what it says, what it writes, and that doubt is an answer too."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

Run = Any  # a function that runs the command and gives status, out and err


def test_an_answer_starts_with_how_the_question_was_understood(beroepenkaart: Run) -> None:
    outcome = beroepenkaart("vraag", "Wie zit er in de binnenschil van Team Noord?")
    assert outcome.status == 0
    first = outcome.out.split("\n")[0]
    assert first.startswith("U vraagt wie er in de binnenschil en de buitenschil zit van Team Noord")
    assert first.endswith("(vraag 10).")
    assert "tuinpsycholoog" in outcome.out
    assert "dorpsverpleegkundige" not in outcome.out
    assert outcome.err == ""


def test_loose_words_are_one_question(beroepenkaart: Run) -> None:
    outcome = beroepenkaart("vraag", "profiel", "van", "de", "tuinpsycholoog", "--format", "json")
    assert json.loads(outcome.out)["number"] == 3


def test_json_for_programs(beroepenkaart: Run) -> None:
    outcome = beroepenkaart("vraag", "Wat doet de tuinpsycholoog in Team Noord?", "--format", "json")
    answer = json.loads(outcome.out)
    assert (answer["number"], answer["id"]) == (3, "profile")
    assert answer["parameters"]["profession"]["label"] == "tuinpsycholoog"
    assert answer["parameters"]["team"]["iri"].endswith("/own/team/team-noord")
    assert 0.5 < answer["confidence"] <= 1
    assert answer["understood"].startswith("U vraagt wat het profiel is van tuinpsycholoog")
    assert {row["aspect"] for row in answer["rows"]} == {"breadth", "depth", "leefgebied", "activity"}
    assert all(isinstance(value, str) for row in answer["rows"] for value in row.values())


def test_the_rows_are_those_of_the_catalogued_question(beroepenkaart: Run) -> None:
    understood = json.loads(beroepenkaart("vraag", "Wat doet de tuinpsycholoog?", "--format", "json").out)
    asked = beroepenkaart("ask", "profile", "--profession", "tuinpsycholoog", "--format", "csv").out
    assert understood["rows"] == list(csv.DictReader(io.StringIO(asked)))


def test_csv_is_clean_and_the_sentence_stands_on_standard_error(beroepenkaart: Run, tmp_path: Path) -> None:
    outcome = beroepenkaart("vraag", "Wie zit er in Team Noord?", "--format", "csv")
    assert outcome.out.startswith("actor,actor_iri,")
    assert "U vraagt wie er" in outcome.err
    target = tmp_path / "antwoord.csv"
    outcome = beroepenkaart("vraag", "Wie zit er in Team Noord?", "--format", "csv", "--out", target)
    assert outcome.out == ""
    assert target.read_text(encoding="utf-8").startswith("actor,actor_iri,")


def test_markdown(beroepenkaart: Run) -> None:
    lines = beroepenkaart("vraag", "Wie zit er in Team Noord?", "--format", "md").out.split("\n")
    assert lines[0].startswith("U vraagt wie er")
    assert lines[2].startswith("| wie | soort | schil |")


def test_what_no_row_names_is_said_with_another_way(beroepenkaart: Run) -> None:
    outcome = beroepenkaart("vraag", "Wie doet iets met zingeving in de buitenschil van Team Zuid?")
    assert "dat is geen nee" in outcome.out
    assert "pleinregisseur" in outcome.out
    assert 'beroepenkaart ask team --team "Team Zuid"' in outcome.out


def test_doubt_gives_choices_that_can_be_asked(beroepenkaart: Run) -> None:
    outcome = beroepenkaart("vraag", "team noord")
    assert outcome.status == 0
    assert "Het is niet zeker wat u bedoelt" in outcome.out
    assert 'beroepenkaart ask team --team "Team Noord"' in outcome.out
    answer = json.loads(beroepenkaart("vraag", "team noord", "--format", "json").out)
    assert (answer["number"], answer["id"], answer["rows"]) == (None, None, [])
    assert 2 <= len(answer["alternatives"]) <= 3
    assert set(answer["alternatives"][0]) == {"number", "id", "parameters", "confidence", "vraag"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wat doet een astronaut?", "kent ‘astronaut’ niet"),
        ("Wat verdient een tuinpsycholoog?", "geen antwoord"),
        ("", "Er staat geen vraag"),
        ("schulden " * 20_000, "hooguit 500 tekens"),
    ],
)
def test_what_is_not_understood_is_no_error(beroepenkaart: Run, text: str, said: str) -> None:
    outcome = beroepenkaart("vraag", text)
    assert outcome.status == 0
    assert said in outcome.out
    assert "'beroepenkaart questions' toont ze alle." in outcome.out
    answer = json.loads(beroepenkaart("vraag", text, "--format", "json").out)
    assert (answer["number"], answer["alternatives"], answer["rows"]) == (None, [], [])
    assert beroepenkaart("vraag", text, "--format", "csv").out == ""


def test_without_a_question_the_command_line_is_wrong(beroepenkaart: Run) -> None:
    assert beroepenkaart("vraag").status == 2
