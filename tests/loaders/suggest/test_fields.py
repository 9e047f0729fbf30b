"""Whoever does something in a section about a leefgebied is active on it."""

from __future__ import annotations

from collections.abc import Callable

from loaders.suggest import Suggestion

Propose = Callable[[str], list[Suggestion]]
SECTION = "De jongerenwerker begeleidt jongeren. De gezinscoach geeft geen adviezen. Ook de spv zou dat willen."


def active(found: list[Suggestion]) -> set[tuple[str, str]]:
    return {(i.row.subject, i.row.object) for i in found if i.pattern == "deel-over-leefgebied"}


def test_a_section_about_a_leefgebied(propose: Propose) -> None:
    found = propose(f"3.2 Psychische gezondheid\n\n{SECTION}")
    assert active(found) == {("jongerenwerker", "psychische gezondheid")}


def test_somebody_whom_no_list_knows_is_marked_as_new(propose: Propose) -> None:
    found = propose("3.2 Psychische gezondheid\n\nDe klankbordbegeleider begeleidt jongeren.")
    assert {i.new for i in found if i.pattern == "deel-over-leefgebied"} == {("subject",)}


def test_a_section_about_something_else(propose: Propose) -> None:
    assert active(propose(f"Het werk in de wijk\n\n{SECTION}")) == set()


def test_a_table_written_out(propose: Propose) -> None:
    found = {
        (i.row.subject, i.row.object)
        for i in propose(
            "Financiën: maatschappelijk werker en gezinscoach\nZingeving: ouderenadviseur en jongerenwerker\n"
        )
        if i.pattern == "actief-op"
    }
    assert found == {
        ("maatschappelijk werker", "financiën"),
        ("gezinscoach", "financiën"),
        ("ouderenadviseur", "zingeving"),
        ("jongerenwerker", "zingeving"),
    }
