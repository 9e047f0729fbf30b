"""Who does what when a text goes on about somebody: pronouns, verbs that run on, objects in front, lists with a lead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.suggest import Suggestion

Propose = Callable[[str], list[Suggestion]]


def tasks(found: list[Suggestion]) -> set[tuple[str, str, str]]:
    return {
        (one.row.subject, one.row.object, one.row.polarity)
        for one in found
        if one.row.relation == "has_task" and one.pattern in {"werkwoord", "lijst"}
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "De aansturing ligt bij een teamcoach. Zij verdeelt de casussen en spreekt medewerkers aan op hun plannen.",
            {("teamcoach", "casussen verdelen", "pos"), ("teamcoach", "medewerkers op hun plannen aanspreken", "pos")},
        ),
        (
            "Veel teams werken met ervaringsdeskundigen. Zij herkennen schaamte.",
            {("ervaringsdeskundige", "schaamte herkennen", "pos")},
        ),
        (
            "De wijkverpleegkundige kent de wijk. Haar tijd gaat op aan afstemming met huisartsen. Zij beoordeelt wonden.",
            {("wijkverpleegkundige", "wonden beoordelen", "pos")},
        ),
        (
            "De gezinscoach kent de wijk. Therapie bieden zij nadrukkelijk niet.",
            {("gezinscoach", "therapie bieden", "neg")},
        ),
        (
            "De ergotherapeut kent de wijk. Preventieve huisbezoeken zou zij vaker willen afleggen.",
            {("ergotherapeut", "preventieve huisbezoeken afleggen", "pos")},
        ),
        (
            "De jongerenwerker organiseert sport voor jongeren die door anderen niet worden bereikt.",
            {("jongerenwerker", "sport voor jongeren organiseren", "pos")},
        ),
    ],
)
def test_a_text_that_goes_on_about_somebody(propose: Propose, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert tasks(propose(text)) >= expected
    assert {subject for subject, _, _ in tasks(propose(text))} == {subject for subject, _, _ in expected}


@pytest.mark.parametrize(
    "sentence",
    [
        "Een opbouwwerker was er aanvankelijk wel.",
        "De wijkverpleegkundige stelt vast welke zorg nodig is.",
        "Vrijwilligers worden door de schuldhulpverlener begeleid.",
        "De cliëntondersteuner maakt deel uit van het team.",
    ],
)
def test_what_is_no_task(propose: Propose, sentence: str) -> None:
    labels = {label for _, label, _ in tasks(propose(sentence))}
    assert not any(
        "wassen" in label or "welke" in label or label.startswith(("door ", "deel ", "uit ")) for label in labels
    )


def test_a_list_is_about_whom_the_sentence_before_it_names_or_means(propose: Propose) -> None:
    text = """De jongerenwerker kent de wijk. De jongerenwerker kent de buurt.

Een ergotherapeut is de praktische man. Hun taken:
- woningen aanpassen
- hulpmiddelen aanvragen
"""
    assert {subject for subject, _, _ in tasks(propose(text))} == {"ergotherapeut"}


def test_when_something_is_needed_is_no_wish(propose: Propose) -> None:
    found = propose("De gezinscoach beoordeelt de veiligheid en organiseert zo nodig huishoudelijke hulp.")
    assert {one.row.modality for one in found if one.pattern == "werkwoord"} == {"actual"}
