"""Finding a passage again in another extraction of the same text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.anchors import Anchoring, Letters, TextIndex, anchor, digest, sketch, sketch_similarity
from kg.errors import AnchorError

TEXT = (
    "De wijkverpleeg-\nkundige in ons dorp merkt ‘zorgen’ vroeg op. De buurvrouw weet dat ook.\n\n"
    "• Het team overlegt elke week.\n• Het team overlegt elke week.\nDe coördinator sluit af en schrijft een kort verslag.\n"
)
SPAN = (TEXT.index("in ons dorp"), TEXT.index(" De buurvrouw"))


def found(text: str, start: int = SPAN[0], end: int = SPAN[1]) -> tuple[Anchoring, str]:
    wanted = anchor(TextIndex(TEXT), start, end)
    hit = TextIndex(text).find(wanted, start=start, end=end, reference_length=len(TEXT))
    return hit.anchoring, text[hit.start : hit.end]


def test_same_text_is_exact() -> None:
    assert found(TEXT) == (Anchoring.EXACT, TEXT[SPAN[0] : SPAN[1]])


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("preface", "Een nieuw voorwoord van de uitgever.\n" + TEXT),
        ("one line", re.sub(r"\s+", " ", TEXT)),
        ("narrow lines", re.sub(r" ", "\n", TEXT)),
        ("straight quotes", "\n" + TEXT.replace("‘", '"').replace("’", '"')),
        ("hyphens joined", TEXT.replace("-\n", "")),
        ("hyphenated anew", TEXT.replace("vroeg", "vr-\noeg")),
        ("other bullets and no accents", "x" + TEXT.replace("•", "-").replace("ö", "o")),
        ("capitals", "!!\n" + TEXT.upper()),
    ],
)
def test_moved_letter_for_letter(name: str, variant: str) -> None:
    anchoring, words = found(variant)
    assert anchoring in (Anchoring.MOVED, Anchoring.EXACT), name
    assert digest(words) == digest(TEXT[SPAN[0] : SPAN[1]])


def test_changed_words_are_stale_not_moved() -> None:
    anchoring, _ = found("Vooraf. " + TEXT.replace("vroeg op", "tijdig op"))
    assert anchoring is Anchoring.STALE


def test_another_text_is_lost() -> None:
    assert found("Een heel ander verhaal over fietsen en bruggen in de stad.")[0] is Anchoring.LOST


def test_the_same_words_twice_are_told_apart_by_their_surroundings() -> None:
    second = TEXT.rindex("Het team overlegt")
    variant = "Vooraf.\n" + TEXT
    anchoring, _ = found(variant, second, second + 28)
    wanted = anchor(TextIndex(TEXT), second, second + 28)
    hit = TextIndex(variant).find(wanted, start=second, end=second + 28, reference_length=len(TEXT))
    assert anchoring is Anchoring.MOVED
    assert hit.start == second + len("Vooraf.\n")


def test_the_same_words_twice_in_the_same_surroundings_are_stale() -> None:
    text = "regel alpha beta gamma delta. " * 6
    start = text.index("alpha", 60)
    wanted = anchor(TextIndex(text), start, start + 10)
    hit = TextIndex("Vooraf: " + text).find(wanted, start=start, end=start + 10, reference_length=len(text))
    assert hit.anchoring is Anchoring.STALE


def test_short_passages_are_found_too() -> None:
    text = "Vooraf. " + TEXT
    start = TEXT.index("dorp")
    assert found(text, start, start + 4) == (Anchoring.MOVED, "dorp")


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (5, 5), (9, 3), (0, len(TEXT) + 1)])
def test_offsets_outside_the_text(start: int, end: int) -> None:
    with pytest.raises(AnchorError, match="liggen niet in de tekst"):
        anchor(TextIndex(TEXT), start, end)


def test_passage_without_words() -> None:
    with pytest.raises(AnchorError, match="geen letter of cijfer"):
        anchor(TextIndex("a -- b"), 2, 4)


@given(st.text(max_size=60))
def test_letters_lead_back_to_their_place(text: str) -> None:
    letters = Letters(text)
    assert len(letters.text) == len(letters.source)
    assert letters.source == sorted(letters.source)
    assert Letters(letters.text).text == letters.text or not letters.text.isascii()


@given(st.text(alphabet="abc de-\n’", min_size=20, max_size=200), st.data())
def test_a_moved_hit_is_never_other_letters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text)))
    if not Letters(text[start:end]).text:
        return
    wanted = anchor(TextIndex(text), start, end)
    other = "vooraf " + text.replace("\n", " ")
    hit = TextIndex(other).find(wanted, start=start, end=end, reference_length=len(text))
    if hit.anchoring in (Anchoring.EXACT, Anchoring.MOVED):
        assert digest(other[hit.start : hit.end]) == wanted.digest


def test_sketch_recognises_the_same_text_and_no_other() -> None:
    long = " ".join(f"zin nummer {number} gaat over onderwerp {number * 7}" for number in range(200))
    same = long.upper().replace(" ", "\n")
    other = " ".join(f"heel iets anders, deel {number * 3}, over fietsen" for number in range(200))
    assert sketch_similarity(sketch(TextIndex(long)), sketch(TextIndex(same))) == 1.0
    assert sketch_similarity(sketch(TextIndex(long)), sketch(TextIndex(other))) < 0.2
