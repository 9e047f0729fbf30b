"""What a sentence denies, asks or wishes is no fact in whatever way it says so; what it says plainly is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.suggest import Suggestion

pytestmark = pytest.mark.uncovered

Propose = Callable[[str], list[Suggestion]]
CLAIMS = Path(__file__).parents[2] / "data" / "claims"


def lines(name: str) -> list[str]:
    return (CLAIMS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def facts(found: list[Suggestion]) -> list[tuple[str, ...]]:
    return [
        (i.row.relation, i.row.subject, i.row.object)
        for i in found
        if i.row.polarity == "pos" and i.row.modality == "actual"
    ]


@pytest.mark.parametrize("sentence", [*lines("denials"), *lines("denials-twice")])
def test_a_denial_in_many_ways(propose: Propose, sentence: str) -> None:
    assert [item.row for item in propose(sentence) if item.row.polarity == "pos"] == []


@pytest.mark.parametrize("sentence", [*lines("questions"), *lines("wishes")])
def test_a_question_or_a_wish_in_many_ways(propose: Propose, sentence: str) -> None:
    assert facts(propose(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "relation", "subject", "target"),
    [
        ("Als geen ander heeft de jongerenwerker verstand van schooluitval.", "expertise_in", "jongerenwerker", "schooluitval"),
        ("Geen week gaat voorbij of de schuldhulpverlener overlegt met de woningcorporatie.", "cooperates_with", "schuldhulpverlener", "woningcorporatie"),
        ("Niemand twijfelt eraan dat de gezinscoach huisbezoeken aflegt.", "has_task", "gezinscoach", "huisbezoeken afleggen"),
        ("Of het nu om schulden of om rouw gaat, de maatschappelijk werker voert het eerste gesprek.", "has_task", "maatschappelijk werker", "eerste gesprek voeren"),
        ("De gezinscoach sluit een dossier af zonder dat de jeugdarts meekijkt.", "has_task", "gezinscoach", "dossier afsluiten"),
        ("Het wijkteam werkt beter samen met de huisartsen dan voorheen.", "cooperates_with", "wijkteam", "huisarts"),
        ("De vrijwilligers gaan mee naar instanties en helpen bewoners.", "has_task", "vrijwilliger", "bewoners helpen"),
        ("Niet voor iedereen is duidelijk waar de gezinscoach ophoudt en de wijkagent begint.", "tension", "gezinscoach", "wijkagent"),
        ("Niet de huisarts maar de wijkverpleegkundige beoordeelt wonden.", "has_task", "wijkverpleegkundige", "wonden beoordelen"),
        ("De gezinscoach bezoekt ouders, maar de wijkagent doet dat, zo blijkt, niet.", "has_task", "gezinscoach", "ouders bezoeken"),
        ("'De gezinscoach bezoekt ouders', zegt de teamleider.", "has_task", "gezinscoach", "ouders bezoeken"),
        ("De teamleider zegt dat ook nu. 'De gezinscoach bezoekt ouders.'", "has_task", "gezinscoach", "ouders bezoeken"),
        ("Als de jurist van de gemeente belt, helpt de gezinscoach.", "part_of", "jurist", "gemeente"),
        ("Behalve de huisarts zit ook de wijkagent in het wijkteam.", "member_of_team", "huisarts", "wijkteam"),
        ("Alle teamleden zijn in dienst van de welzijnsorganisatie, de wijkagent uitgezonderd.", "part_of", "teamlid", "welzijnsorganisatie"),
        ("In plaats van naar het wijkteam verwijst de huisarts naar Veilig Thuis.", "refers_to", "huisarts", "Veilig Thuis"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_denial(
    propose: Propose, sentence: str, relation: str, subject: str, target: str
) -> None:
    assert (relation, subject, target) in facts(propose(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Alle teamleden zijn in dienst van de gemeente, de wijkagent uitgezonderd.",
        "De teamleden werken samen met de politie, behalve de wijkagent en de boa.",
        "Op de wijkagent en de boa na werken zij samen met de politie.",
        "Met uitzondering van de wijkagent zijn zij in dienst van de gemeente.",
    ],
)
def test_who_is_left_out_has_nothing_said_of(propose: Propose, sentence: str) -> None:
    assert not {"wijkagent", "boa"} & {
        name for item in propose(sentence) for name in (item.row.subject, item.row.object)
    }
