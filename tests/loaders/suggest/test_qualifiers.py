"""What narrows a name down stays with it, and a level of education before a name is a statement of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.suggest import Suggestion

Propose = Callable[[str], list[Suggestion]]


def rows(found: list[Suggestion]) -> set[tuple[str, str, str]]:
    return {(i.row.relation, i.row.subject, i.row.object) for i in found if i.confidence > 0.5}


@pytest.mark.parametrize(
    ("sentence", "relation", "subject", "target"),
    [
        ("De geregistreerde jeugdconsulent stelt plannen op.", "has_task", "geregistreerde jeugdconsulent", "plannen opstellen"),
        ("De geregistreerde jeugdconsulent overlegt met de huisarts.", "cooperates_with", "geregistreerde jeugdconsulent", "huisarts"),
        ("De senior gezinscoach is gebonden aan de AVG.", "constrained_by", "senior gezinscoach", "AVG"),
        ("Plannen worden door ervaren gezinscoaches opgesteld.", "has_task", "ervaren gezinscoach", "plannen opstellen"),
        ("De mbo-opgeleide gezinscoach bezoekt ouders.", "has_task", "mbo-opgeleide gezinscoach", "ouders bezoeken"),
    ],
)  # fmt: skip
def test_an_adjective_that_narrows_stays(
    propose: Propose, sentence: str, relation: str, subject: str, target: str
) -> None:
    found = rows(propose(sentence))
    assert (relation, subject, target) in found
    assert {row for row in found if row[1] == "gezinscoach" and row[0] == relation} == set()


def test_a_level_before_the_name_tells_the_level_of_the_profession(propose: Propose) -> None:
    found = rows(propose("In het wijkteam werken twee hbo-opgeleide gezinscoaches."))
    assert found == {("education_level", "gezinscoach", "hbo"), ("member_of_team", "gezinscoach", "wijkteam")}


def test_a_level_that_is_denied_something_or_asked_about(propose: Propose) -> None:
    (level,) = [
        i.row
        for i in propose("Mbo-opgeleide gezinscoaches mogen geen diagnoses stellen.")
        if i.row.relation == "education_level"
    ]
    assert (level.polarity, level.modality) == ("pos", "actual")
    asked = propose("De vraag is of mbo-opgeleide gezinscoaches diagnoses stellen.")
    assert {i.row.modality for i in asked} == {"question"}


def test_a_usual_adjective_does_not_narrow(propose: Propose) -> None:
    assert ("has_task", "gezinscoach", "plannen opstellen") in rows(propose("De nieuwe gezinscoach stelt plannen op."))
