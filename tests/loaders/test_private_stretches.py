"""Where a document names persons, found by what stands around the names. All names here are invented placeholders."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.model import Block
from loaders.privacy import REASONS, is_private, private_stretches
from loaders.readers import read_document

NAMED = {
    "e-mail": ("Mail naar j.voorbeeld@dorp.nl voor meer.", "j.voorbeeld@dorp.nl", "address"),
    "mobile": ("Bel 06-12 34 56 78 na vijven.", "06-12 34 56 78", "telephone"),
    "abroad": ("Bel +31 (0)10 123 45 67.", None, None),
    "land line": ("Bel (010) 123 45 67 of mail.", "010) 123 45 67", "telephone"),
    "initials": ("Het idee van J.P. van Voorbeeld werkte.", "J.P. van Voorbeeld", "name"),
    "titled": ("Wij spraken met mevrouw Voorbeeld over geld.", "Voorbeeld", "name"),
    "academic": ("Volgens dr. Nergens-Voorbeeld kan dat.", "Nergens-Voorbeeld", "name"),
    "quoted": ("Dat is lastig, aldus Fictie van den Voorbeeld.", "Fictie van den Voorbeeld", "name"),
    "with a function": ("Verzonnen Voorbeeld, teamleider van het dorpsteam, opent de middag.", "Verzonnen Voorbeeld", "name"),
    "in brackets": ("Er sprak Verzonnen de Naam (voorzitter van de raad).", "Verzonnen de Naam", "name"),
    "led by": ("Slotgesprek o.l.v. Fictie Voorbeeld.", "Fictie Voorbeeld", "name"),
    "byline": ("Tekst: Verzonnen Voorbeeld\nDe rest.", "Verzonnen Voorbeeld", "name"),
    "citation": ("Dat blijkt ook elders (Voorbeeld & Van Nergens, 2015).", "Voorbeeld & Van Nergens, 2015", "citation"),
    "citation in the sentence": ("Voorbeeld en Nergens (2014) schrijven dat.", "Voorbeeld en Nergens", "citation"),
    "many authors": ("Zo blijkt (zie Voorbeeld et al., 2018, p. 4).", "zie Voorbeeld et al., 2018, p. 4", "citation"),
}  # fmt: skip


@pytest.mark.parametrize("kind", NAMED)
def test_names_are_found_by_what_stands_around_them(kind: str) -> None:
    text, words, reason = NAMED[kind]
    found = [(text[stretch.start : stretch.end].strip(), stretch.reason) for stretch in private_stretches(text)]
    assert (words is None and found) or (words, reason) in found
    assert {reason for _, reason in found} <= set(REASONS)


@pytest.mark.parametrize(
    "text",
    [
        "De wijkverpleegkundige overlegt met de GZ-psycholoog en het Sociaal Wijkteam Noord.",
        "Hogeschool Voorbeelddorp (een opleiding) leidt sociaal werkers op.",
        "De Wet maatschappelijke ondersteuning (Wmo) geldt sinds 1 januari 2015.",
        "Er zijn 12 leden; 3 van hen werken er sinds 2012 (zie bijlage 2).",
        "Bezoek www.voorbeeld.nl/pagina-0612345678901234.",
        "Aldus besloot het team.",
    ],
)
def test_ordinary_sentences_stay_free(text: str) -> None:
    assert private_stretches(text) == ()


def test_a_surname_is_found_again() -> None:
    text = "Wij spraken Fictie de Voorbeeldige (lid van de raad). Later zei De Voorbeeldige dat het goed kwam."
    assert [text[s.start : s.end] for s in private_stretches(text)] == ["Fictie de Voorbeeldige", "De Voorbeeldige"]


def test_a_signature() -> None:
    text = "Tot ziens in het dorp.\n\nMet vriendelijke groet,\n\nVerzonnen Voorbeeld\nDorpsregisseur\n\n"
    found = private_stretches(text)
    assert [stretch.reason for stretch in found] == ["signature"]
    assert "Verzonnen Voorbeeld" in text[found[0].start : found[0].end]


REPORT = """1. Het dorp

De tuinpsycholoog werkt in het dorp en luistert naar iedereen die dat wil.

2. Deelnemers

Verzonnen Voorbeeld, dorpsteam
Fictie Nergens, gemeente

3. Wat nu

De pleinregisseur gaat verder met het plein en de mensen die er wonen.

Literatuur

Voorbeeld, V. Het dorp beschreven. Nergens: Uitgeverij Fictie.
"""


def test_sections_about_persons_end_at_the_next_heading(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(REPORT, encoding="utf-8")
    document = read_document(path)
    stretches = private_stretches(document.text, document.blocks)
    for words, private in (
        ("tuinpsycholoog", False), ("Verzonnen Voorbeeld", True), ("Fictie Nergens", True), ("pleinregisseur", False), ("Uitgeverij Fictie", True),
    ):  # fmt: skip
        start = document.text.index(words)
        assert is_private(stretches, start, start + len(words)) is private, words


def test_a_table_of_participants() -> None:
    cells = ["Naam", "Functie", "Fictie Voorbeeld", "tuinpsycholoog"]
    text = "\t".join(cells) + "\n\nDaarna de tuinpsycholoog."
    places = [(text.index(cell), text.index(cell) + len(cell)) for cell in cells]
    blocks = [Block("cell", *place) for place in places] + [Block("paragraph", text.index("Daarna"), len(text))]
    assert [(s.start, s.end, s.reason) for s in private_stretches(text, blocks)] == [(0, places[-1][1], "participants")]


def test_stretches_do_not_overlap_and_stand_in_order() -> None:
    text = " ".join(text for text, _, _ in NAMED.values())
    found = private_stretches(text)
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_a_long_text_takes_no_long_time() -> None:
    import time

    text = "Voorbeeld, " * 20_000 + "(" * 20_000 + "a@" * 20_000 + "Met vriendelijke groet\n" * 5_000
    started = time.monotonic()
    private_stretches(text)
    assert time.monotonic() - started < 20


def test_the_reports(documents: Path) -> None:
    """In the report with a list of participants that list is private, and no more than a tenth of each report is."""
    for path in documents.glob("*.txt"):
        document = read_document(path)
        stretches = private_stretches(document.text, document.blocks)
        assert 0 < sum(stretch.end - stretch.start for stretch in stretches) < len(document.text) / 10
    document = read_document(documents / "vlaardingen-2019.txt")
    start = document.text.index("Naam Functie Organisatie")
    assert is_private(private_stretches(document.text, document.blocks), start + 40, start + 1000)
