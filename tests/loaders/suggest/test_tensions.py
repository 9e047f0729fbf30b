"""What stands in tension with what, in the words of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.suggest import Suggestion

Propose = Callable[[str], list[Suggestion]]


def tensions(found: list[Suggestion]) -> set[tuple[str, ...]]:
    return {
        (i.row.subject, i.row.object, i.row.activity, i.row.polarity, i.row.modality)
        for i in found
        if i.row.relation == "tension"
    }


@pytest.mark.parametrize(
    ("sentence", "one", "other", "kind"),
    [
        ("De spanning tussen generalistisch en specialistisch werken is niet verdwenen.", "generalistisch werken", "specialistisch werken", "dilemma"),
        ("Er blijft spanning bestaan tussen vertrouwelijkheid en veiligheid.", "vertrouwelijkheid", "veiligheid", "dilemma"),
        ("Tussen snel werken en vakinhoudelijke diepgang bestaat nu eenmaal spanning.", "snel werken", "vakinhoudelijke diepgang", "dilemma"),
        ("De grens tussen preventieve zorg en lichte hulp is op papier scherper.", "preventieve zorg", "lichte hulp", "grijs gebied"),
        ("Sommige taken en privacy gaan niet samen.", "sommige taken", "privacy", "knelpunt"),
        ("De spanning tussen vertrouwelijkheid en veiligheid laat zich niet wegregelen.", "vertrouwelijkheid", "veiligheid", "dilemma"),
        ("Privacy en veiligheid gaan niet altijd samen.", "privacy", "veiligheid", "knelpunt"),
        ("De coördinator vreest dat snelheid en zorgvuldigheid elkaar bijten.", "snelheid", "zorgvuldigheid", "knelpunt"),
        ("De rol van handhaver staat op gespannen voet met de rol van vertrouwenspersoon.", "rol van handhaver", "rol van vertrouwenspersoon", "knelpunt"),
        ("De wens van inwoners botst met de regels van de gemeente.", "wens van inwoners", "regels van de gemeente", "knelpunt"),
    ],
)  # fmt: skip
def test_a_tension_has_two_sides(propose: Propose, sentence: str, one: str, other: str, kind: str) -> None:
    assert (one, other, kind, "pos", "actual") in tensions(propose(sentence))


def test_who_denies_or_asks_claims_none(propose: Propose) -> None:
    assert tensions(propose("Er is geen spanning tussen snelheid en zorgvuldigheid.")) == {
        ("snelheid", "zorgvuldigheid", "dilemma", "neg", "actual")
    }
    (asked,) = tensions(propose("Is er een dilemma tussen snelheid en zorgvuldigheid? Dat is bekend."))
    assert asked[-1] == "question"


@pytest.mark.parametrize(
    "sentence",
    ["Tussen de middag eten de wijkagent en de huisarts samen.", "De spanning tussen de draden loopt op.", "De weg en het plein liggen elkaar nabij."],
)  # fmt: skip
def test_other_words_between_two_make_none(propose: Propose, sentence: str) -> None:
    assert tensions(propose(sentence)) == set()
