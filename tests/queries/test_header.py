"""The header of a question is read strictly: whatever is missing, unknown or untrue is an error with its place."""

from __future__ import annotations

import pytest

from kg.errors import QuestionError
from queries.header import parse_question

GOOD = """#+ number = 99
#+ id = "proef"
#+ vraag = "Wie?"
#+ question = "Who?"
#+ view = "table"
#+ params.team = { kind = "concept", classes = ["Team"], required = false, label = "een team", label_en = "a team", example = "x" }
#+ columns.actor = { label = "actor", label_en = "actor" }
#+ columns.n = { label = "aantal", label_en = "number" }
SELECT ?actor (COUNT(?s) AS ?n) WHERE { VALUES ?_team { UNDEF } ?s bk:subject ?actor ; bk:inTeam ?_team } GROUP BY ?actor
"""


def test_a_good_header() -> None:
    question = parse_question(GOOD, "proef.rq")
    assert question.number == 99
    assert [parameter.name for parameter in question.parameters] == ["team"]
    assert [column.name for column in question.columns] == ["actor", "n"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('"Wie?"', '"Wie?'), "geen geldige TOML"),
        (('#+ view = "table"\n', ""), "mist view"),
        (("#+ id", "#+ naam = 1\n#+ id"), "kent niet naam"),
        (('view = "table"', 'view = "taart"'), "onbekende view 'taart'"),
        (('kind = "concept"', 'kind = "tekst"'), "onbekende kind 'tekst'"),
        (('classes = ["Team"], ', ""), "past niet bij zijn classes"),
        (("required = false, ", ""), "mist required"),
        (('label_en = "number" }', 'label_en = "number", kleur = "rood" }'), "kent niet kleur"),
        (("columns.n", "columns.aantal"), "niet die van de SELECT"),
        (("VALUES ?_team { UNDEF } ", ""), "gebruikt parameter 'team' niet"),
        (
            ("VALUES ?_team { UNDEF } ", "VALUES ?_team { UNDEF } VALUES ?_wie { UNDEF } "),
            "'wie' van de vraag staat niet in de kop",
        ),
    ],
)
def test_a_bad_header(change: tuple[str, str], message: str) -> None:
    text = GOOD.replace(*change)
    assert text != GOOD
    with pytest.raises(QuestionError, match=message) as caught:
        parse_question(text, "proef.rq")
    assert str(caught.value).startswith("proef.rq: ")
