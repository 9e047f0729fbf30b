"""Passages in a text: nested, overlapping and over paragraphs, without losing or doubling a letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viz.explorer.marked_text import mark, reflow


def test_nested_and_overlapping_passages() -> None:
    (paragraph,) = mark("abcdefgh", {1: (0, 5), 2: (1, 3), 3: (4, 7)})
    assert [(piece.text, piece.inside, piece.starts) for piece in paragraph] == [
        ("a", (1,), (1,)),
        ("bc", (1, 2), (2,)),
        ("d", (1,), ()),
        ("e", (1, 3), (3,)),
        ("fg", (3,), ()),
        ("h", (), ()),
    ]


def test_a_passage_over_two_paragraphs_starts_once() -> None:
    first, second = mark("een\n\ntwee", {1: (1, 8)})
    assert [piece.starts for piece in (*first, *second)] == [(), (1,), (), ()]
    assert second[0].inside == (1,)


@given(st.text(alphabet="ab \n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_the_pieces_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    spans = {n: (min(a, b, len(text)), min(max(a, b), len(text))) for n, (a, b) in enumerate(places)}
    paragraphs = mark(text, spans)
    assert "".join(piece.text for paragraph in paragraphs for piece in paragraph) == text
    for number, (start, end) in spans.items():
        inside = "".join(piece.text for paragraph in paragraphs for piece in paragraph if number in piece.inside)
        assert inside == text[start:end]


def test_lines_broken_for_a_page_go_on_and_offsets_stay() -> None:
    long = "Deze regel is lang genoeg om door te lopen op de volgende regel"
    text = f"Kop\n{long}\nvan de tekst.\n- punt\n{long}\n- punt"
    assert reflow(text) == f"Kop\n{long} van de tekst.\n- punt\n{long}\n- punt"
    assert len(reflow(text)) == len(text)
