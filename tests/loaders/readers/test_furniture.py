"""What pages repeat is told from what they say."""

from __future__ import annotations

import pytest

from loaders.readers.furniture import running_lines
from loaders.readers.layout import Line


def furniture(*pages: str) -> list[list[str]]:
    """The running lines of pages, whose lines are parted by slashes."""
    lines = [
        [Line(text.strip(), page=number) for text in page.split("/")] for number, page in enumerate(pages, start=1)
    ]
    return [
        [page[index].text for index in sorted(found)] for page, found in zip(lines, running_lines(lines), strict=True)
    ]


def body(number: int) -> str:
    words = ("appel", "boom", "citroen", "deur", "eend", "fiets", "geit", "huis")[number]
    return " / ".join(f"{words} {part} staat hier" for part in ("een", "twee", "drie", "vier", "vijf", "zes", "zeven"))


def test_a_head_and_a_page_number_on_every_page() -> None:
    pages = [f"Het dorpsverslag / {body(number)} / {number + 7}" for number in range(4)]
    assert furniture(*pages) == [["Het dorpsverslag", str(number + 7)] for number in range(4)]


@pytest.mark.parametrize("number", ["Pagina {}", "- {} -", "blz. {}", "{} van 9", "{} | Het dorp", "Het dorp {}"])
def test_the_ways_to_number_a_page(number: str) -> None:
    pages = [f"{body(page)} / {number.format(page + 1)}" for page in range(4)]
    assert furniture(*pages) == [[number.format(page + 1)] for page in range(4)]


def test_heads_that_alternate_or_name_the_chapter() -> None:
    alternate = [f"{'Links' if page % 2 else 'Rechts'} / {body(page)}" for page in range(4)]
    assert furniture(*alternate) == [["Rechts"], ["Links"], ["Rechts"], ["Links"]]
    chapters = [f"{'Over wonen' if page < 4 else 'Over werk'} / {body(page)}" for page in range(8)]
    assert [found[0] for found in furniture(*chapters)] == ["Over wonen"] * 4 + ["Over werk"] * 4


def test_a_number_on_one_page_only_when_it_says_so() -> None:
    assert furniture(body(0) + " / Pagina 1 van 1") == [["Pagina 1 van 1"]]
    assert furniture(body(0) + " / 1") == [[]]


def test_sentences_that_only_differ_in_a_number_stay() -> None:
    pages = [" / ".join(f"Op dag {page * 9 + line} komt de bakker langs" for line in range(9)) for page in range(4)]
    assert furniture(*pages) == [[], [], [], []]


def test_the_place_on_the_page_counts_not_the_order_in_the_file() -> None:
    pages = []
    for number in range(3):
        lines = [
            Line(f"{word} {number} loopt voorbij", page=number + 1, x=60, y=700 - 20 * row)
            for row, word in enumerate("abcdefgh")
        ]
        lines.insert(4, Line("Het dorpsverslag", page=number + 1, x=60, y=800))
        pages.append(lines)
    assert running_lines(pages) == [{4}, {4}, {4}]


def test_no_pages_and_empty_pages() -> None:
    assert running_lines([]) == []
    assert running_lines([[], [Line("een woord", page=2)], []]) == [set(), set(), set()]
