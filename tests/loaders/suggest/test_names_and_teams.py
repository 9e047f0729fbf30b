"""Short names, tables written out, and who works with others where a sentence does not say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.suggest import Suggestion

Propose = Callable[[str], list[Suggestion]]
TEAM = "Buurtteam Zilverkade bestaat sinds 2019. Stichting Oeverzorg levert de mensen. "


def found(suggestions: list[Suggestion], relation: str) -> set[tuple[str, str]]:
    return {(i.row.subject, i.row.object) for i in suggestions if i.row.relation == relation and i.confidence > 0.5}


def test_a_name_without_its_sort(propose: Propose) -> None:
    told = propose(f"{TEAM}In Zilverkade werkt een ergotherapeut. De jurist van Oeverzorg belt elke week.")
    assert ("ergotherapeut", "buurtteam Zilverkade") in found(told, "member_of_team")
    assert ("jurist", "stichting Oeverzorg") in found(told, "part_of")


def test_a_town_is_no_short_name_of_its_municipality(propose: Propose) -> None:
    told = propose("De gemeente Zilverkade betaalt. In Zilverkade werkt een ergotherapeut van Zilverkade.")
    assert found(told, "part_of") == set()


def test_a_table_of_teams_written_out(propose: Propose) -> None:
    told = propose(f"{TEAM}\n\nZilverkade: ergotherapeut, jongerenwerker en huisarts")
    assert found(told, "member_of_team") == {
        (who, "buurtteam Zilverkade") for who in ("ergotherapeut", "jongerenwerker", "huisarts")
    }


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Met de politie wordt elke maand overlegd.", "cooperates_with", ("buurtteam Zilverkade", "politie")),
        ("De gezinscoach helpt ouders, dikwijls samen met de jeugdarts.", "cooperates_with", ("gezinscoach", "jeugdarts")),
    ],
)  # fmt: skip
def test_who_works_with_others(propose: Propose, text: str, relation: str, expected: tuple[str, str]) -> None:
    told = found(propose(f"{TEAM}Buurtteam Zilverkade groeit. {text}"), relation)
    assert expected in told


def test_what_is_said_in_passing_is_not_denied(propose: Propose) -> None:
    (one,) = [
        i for i in propose("De jurist van de gemeente is geen lid van het wijkteam.") if i.row.relation == "part_of"
    ]
    assert (one.row.subject, one.row.object, one.row.polarity) == ("jurist", "gemeente", "pos")


def test_people_who_are_served_are_not_missing(propose: Propose) -> None:
    assert found(propose("Aan vertrouwen van inwoners ontbreekt het in het wijkteam niet."), "missing_in") == set()


OURS = " ".join(["Wij leren elke dag van elkaar."] * 8)


def test_in_its_own_document_a_team_is_we_and_a_profession_i(propose: Propose) -> None:
    told = propose(
        f"{TEAM}Buurtteam Zilverkade groeit. {OURS} Wij organiseren inloopmiddagen.\n\n3. Ergotherapeut\n\nIk beoordeel woningen. Wij bezoeken ouderen."
    )
    assert {("buurtteam Zilverkade", "inloopmiddagen organiseren"), ("ergotherapeut", "ouderen bezoeken")} <= found(
        told, "has_task"
    )


@pytest.mark.parametrize("told", ["De respondenten vertelden veel.", "De brancheorganisatie ziet kansen."])
def test_in_a_study_or_advice_we_are_who_wrote_it(propose: Propose, told: str) -> None:
    tasks = found(propose(f"{TEAM}{OURS} {told} Wij organiseren inloopmiddagen."), "has_task")
    assert tasks == {("stichting Oeverzorg", "mensen leveren")}


def test_a_team_without_a_name_is_not_who_writes(propose: Propose) -> None:
    tasks = found(propose(f"Het wijkteam groeit. {OURS} Wij organiseren inloopmiddagen."), "has_task")
    assert ("wijkteam", "inloopmiddagen organiseren") not in tasks


PROFILE = "De ambulant begeleider bezoekt cliënten. Een ambulant begeleider kookt. De ambulant begeleider luistert. "


def test_a_profession_by_its_last_word(propose: Propose) -> None:
    told = propose(f"{PROFILE}De begeleider schrijft rapporten.")
    assert ("ambulant begeleider", "rapporten schrijven") in found(told, "has_task")


def test_a_last_word_that_several_professions_share_names_none_of_them(propose: Propose) -> None:
    told = propose(
        f"{PROFILE}De persoonlijk begeleider eet mee. De persoonlijk begeleider zingt. De begeleider schrijft rapporten."
    )
    assert {who for who, what in found(told, "has_task") if what == "rapporten schrijven"} == set()


def test_the_one_team_with_a_name_stands_for_the_team(propose: Propose) -> None:
    told = propose(
        f"{TEAM}Buurtteam Zilverkade groeit. In het team werkt een ergotherapeut. Dit buurtteam werkt samen met de "
        "politie. Een team als dit overlegt met de kerk."
    )
    assert found(told, "member_of_team") == {("ergotherapeut", "buurtteam Zilverkade")}
    assert found(told, "cooperates_with") == {("buurtteam Zilverkade", "politie"), ("team", "kerk")}


def test_of_two_teams_neither_stands_for_the_team(propose: Propose) -> None:
    two = "Wijkteam Noord werkt hard. Wijkteam Zuid ook. Wijkteam Noord en wijkteam Zuid groeien. "
    told = propose(f"{two}In het team werkt een ergotherapeut.")
    assert found(told, "member_of_team") == {("ergotherapeut", "team")}


def test_a_heading_before_a_line_that_begins_with_a_short_word(propose: Propose) -> None:
    told = propose(
        "De kinderarts belt.\nBij de jongerenwerkers\n's Middags werkt iedereen. Hij begeleidt jongeren naar school.\n"
    )
    assert {who for who, _ in found(told, "has_task")} <= {"jongerenwerker"}


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Gezinscoaches worden geleverd door de thuiszorg.", "part_of", ("gezinscoach", "thuiszorg")),
        ("De gezinscoach is bij de gemeente in dienst.", "part_of", ("gezinscoach", "gemeente")),
        ("Het wijkteam beschikt niet over een jurist.", "missing_in", ("jurist", "wijkteam")),
        (
            "Voor een regeling wordt de inwoner overgedragen aan de kredietbank.",
            "refers_to",
            ("wijkteam", "Kredietbank"),
        ),
    ],
)
def test_who_comes_from_where(propose: Propose, text: str, relation: str, expected: tuple[str, str]) -> None:
    told = propose(f"Het wijkteam helpt inwoners. Het wijkteam luistert. {text}")
    assert expected in found(told, relation)


def test_a_team_that_the_vocabulary_has_does_not_stand_for_the_team(propose: Propose) -> None:
    known = "Sociaal Team Hardinxveld-Giessendam"
    told = propose(f"{known} bestaat. {known} groeit. In het team werkt een ergotherapeut.")
    assert found(told, "member_of_team") == {("ergotherapeut", "team")}


@pytest.mark.parametrize(
    "text",
    [
        "Het wijkteam werkt samen met een afdeling van de gemeente.",
        "De gezinscoach coördineert de hulp die wordt geleverd door de thuiszorg.",
    ],
)
def test_who_only_meets_an_organisation_does_not_belong_to_it(propose: Propose, text: str) -> None:
    assert found(propose(text), "part_of") == set()
