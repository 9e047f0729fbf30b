"""From lines to blocks: what the shape, the place and the letters of a line tell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders.readers.layout import Line, group_lines


def kinds(*lines: Line) -> list[tuple[str, str]]:
    return [(group.kind, group.words) for group in group_lines(lines)]


def on_page(*rows: tuple[float, float, float, bool, str]) -> list[Line]:
    """Lines with x, y, letter size and weight."""
    return [Line(text, page=1, x=x, y=y, size=size, bold=bold) for x, y, size, bold, text in rows]


LONG = "Dit is een gewone regel van een alinea die bijna tot aan de kantlijn loopt en dan"


def test_room_and_indents_part_paragraphs_on_a_page() -> None:
    found = kinds(*on_page(
        (60, 700, 10, False, LONG), (60, 688, 10, False, "verder gaat op de volgende regel met nog wat woorden erbij, zodat zij lang"),
        (60, 676, 10, False, "genoeg is. En dan nog een zin die tot het eind van de regel doorloopt, net als de vorige."),
        (60, 652, 10, False, "Na wat wit komt een nieuwe alinea, ook al is de vorige regel vol en lang genoeg ervoor."),
        (72, 640, 10, False, "Een inspringende regel begint er ook een, want zo doen drukkers dat al eeuwen lang hier."),
    ))  # fmt: skip
    assert [words.split()[0] for _, words in found] == ["Dit", "Na", "Een"]


def test_large_or_heavy_letters_make_a_heading_of_one_or_two_lines() -> None:
    found = kinds(*on_page(
        (60, 740, 18, False, "Wonen en leven"), (60, 719, 18, False, "in het dorp"), (60, 690, 10, True, "Een kop in vet"),
        (60, 678, 10, False, LONG), (60, 666, 10, False, "is het klaar."),
    ))  # fmt: skip
    assert found == [
        ("heading", "Wonen en leven in het dorp"), ("heading", "Een kop in vet"), ("paragraph", f"{LONG} is het klaar."),
    ]  # fmt: skip


def test_a_numbered_list_is_no_row_of_headings() -> None:
    lines = [Line("Wat wij doen:"), Line("1. luisteren"), Line("2. helpen"), Line("3. afronden"), Line(f"{LONG}.")]
    assert [kind for kind, _ in kinds(*lines)] == ["paragraph", "item", "item", "item", "paragraph"]


def test_a_line_in_a_table_of_contents_is_furniture() -> None:
    lines = [
        Line("Inhoud"),
        Line("1. Het dorp ............ 3"),
        Line("2. Het plein . . . . . . 12"),
        Line(f"{LONG} hier."),
    ]
    assert [kind for kind, _ in kinds(*lines)][1:3] == ["furniture", "furniture"]


def test_a_caption_is_no_heading() -> None:
    found = kinds(Line("De molen draait."), Line("Figuur 2: De molen"), Line(f"{LONG} is het uit."))
    assert found[1] == ("paragraph", "Figuur 2: De molen")


def test_a_table_written_out_is_no_row_of_headings() -> None:
    rows = [
        Line("Per leefgebied"),
        Line("Wonen: woonbegeleider"),
        Line("Zingeving: pastor"),
        Line(f"{LONG} is het uit."),
    ]
    assert [kind for kind, _ in kinds(*rows)] == ["heading", "paragraph", "paragraph", "paragraph"]
    assert kinds(*rows[1:])[0][0] == "paragraph"
    alone = [Line("De molen draait."), Line("Tafel een: lichaam en geest"), Line(f"{LONG} is het uit.")]
    assert kinds(*alone)[1] == ("heading", "Tafel een: lichaam en geest")


def test_a_bullet_on_a_line_of_its_own_belongs_to_the_next_line() -> None:
    assert kinds(Line("•"), Line("luisteren naar de buurt"), Line("•"), Line("koffie zetten")) == [
        ("item", "luisteren naar de buurt"), ("item", "koffie zetten"),
    ]  # fmt: skip


@given(st.lists(st.text(min_size=1, max_size=30).map(str.strip).filter(bool), max_size=12))
def test_every_line_is_in_one_block_in_order(texts: list[str]) -> None:
    lines = [Line(text) for text in texts]
    grouped = [line for group in group_lines(lines) for line in group.lines]
    assert [line for line in lines if line in grouped] == grouped
    assert all(len(line.text) == 1 for line in lines if line not in grouped), "only lone bullets are left out"
    assert all(0 <= group.marker < len(group.lines[0].text) for group in group_lines(lines))
