"""What points at a person is recognised; names of professions, teams and organisations are left alone."""

from __future__ import annotations

import pytest

from queries.team.personal import looks_like_name, personal


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a.b@voorbeeld.nl", "een e-mailadres"),
        ("06-12345678", "een telefoonnummer"),
        ("+31 6 1234 5678", "een telefoonnummer"),
        ("SKJ 123456789", "een nummer van een persoon"),
        ("mevrouw Voorbeeld", "een naam van een persoon"),
        ("dhr. van der Voorbeeld", "een naam van een persoon"),
        ("drs. Voorbeeld", "een naam van een persoon"),
        ("A. de Voorbeeld", "een naam van een persoon"),
        ("A.B. Voorbeeld-Test", "een naam van een persoon"),
    ],
)
def test_a_person_is_recognised(text: str, what: str) -> None:
    assert personal(text) == what


@pytest.mark.parametrize(
    "text",
    ["wijkverpleegkundige", "GZ-psycholoog", "Wmo-consulent", "sociaal werker B", "2 x per week", "m.b.o. student", "0,8", "2026-11-22"],
)  # fmt: skip
def test_a_profession_is_no_person(text: str) -> None:
    assert personal(text) == ""
    assert not looks_like_name(text)


def test_an_organisation_may_be_called_after_a_person() -> None:
    assert personal("Dr. Voorbeeld Kliniek", may_be_organisation=True) == ""
    assert personal("J.C. Voorbeeldstichting", may_be_organisation=True) == ""
    assert personal("mevrouw Voorbeeld", may_be_organisation=True) == "een naam van een persoon"
    assert personal("info@voorbeeld.nl", may_be_organisation=True) == "een e-mailadres"


@pytest.mark.parametrize(
    "text", ["Voornaam Achternaam", "Voornaam de Achternaam", "Ína van den Berg-Test", "Casemanager Dementie"]
)
def test_two_capitalised_words_look_like_a_name(text: str) -> None:
    assert looks_like_name(text)


@pytest.mark.parametrize("text", ["casemanager dementie", "Straatcoach", "GGZ Noord", "werkt ook in Wijkteam Noord"])
def test_other_words_do_not(text: str) -> None:
    assert not looks_like_name(text)
