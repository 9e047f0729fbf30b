"""Words broken at the end of a line come together again, and every letter knows its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.readers.joining import Joiner

TEXT = """De onder-
steuning van mbo-
professionals en van mbo-
en hbo-opgeleiden. Een achter-de-
voordeurteam, het Wmo-
loket en de GZ-
psycholoog; de wijk-
teams van Noord-
Holland. Zie www.voorbeeld.nl/een-
pagina voor meer."""


def test_each_hyphen_is_decided_by_its_word() -> None:
    assert Joiner(TEXT).join(0, len(TEXT)).text == (
        "De ondersteuning van mbo-professionals en van mbo- en hbo-opgeleiden. Een achter-de-voordeurteam, het Wmo-loket "
        "en de GZ-psycholoog; de wijkteams van Noord-Holland. Zie www.voorbeeld.nl/een-pagina voor meer."
    )


@pytest.mark.parametrize(
    ("elsewhere", "joined"), [("Het buurt-huis is open.", "buurt-huis"), ("Het buurthuis is open.", "buurthuis")]
)
def test_what_the_document_writes_elsewhere_wins(elsewhere: str, joined: str) -> None:
    text = f"{elsewhere} Wij gaan naar het buurt-\nhuis."
    assert Joiner(text).join(text.index("Wij"), len(text)).text == f"Wij gaan naar het {joined}."


def test_soft_hyphens_ligatures_and_white_space() -> None:
    text = "De o\ufb03ciële ver\u00ad\nslag\u00adlegging\u00a0is\t af"
    assert Joiner(text).join(0, len(text)).text == "De officiële verslaglegging is af"


def test_a_span_of_the_joined_words_leads_back_to_the_document() -> None:
    joined = Joiner(TEXT).join(0, len(TEXT))
    start = joined.text.index("ondersteuning")
    first, last = joined.span(start, start + len("ondersteuning"))
    assert TEXT[first:last] == "onder-\nsteuning"


@given(st.text(alphabet="ab -\n\t\u00ad\ufb01éB.", max_size=80), st.data())
def test_every_letter_comes_from_its_own_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    joined = Joiner(text).join(start, end)
    assert len(joined.text) == len(joined.source)
    assert list(joined.source) == sorted(joined.source)
    assert all(start <= place < end for place in joined.source)
    for letter, place in zip(joined.text, joined.source, strict=True):
        assert letter in (text[place], " ", "-", "f", "i")
    assert "  " not in joined.text
    assert joined.text == joined.text.strip()
