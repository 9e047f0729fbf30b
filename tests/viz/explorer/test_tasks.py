"""Twelve things people come for, each done in at most three interactions in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.uncovered

MOST = 3


class Visitor:
    """Someone who opens the start page; what they do is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.done = page, 0

    def follow(self, name: str, within: str = "body") -> None:
        """Follow the first link that begins with a name."""
        self.done += 1
        self.page.locator(within).get_by_role("link", name=name).first.click()

    def open(self, name: str, within: str = "main") -> None:
        """Open a part that can be folded out."""
        self.done += 1
        self.page.locator(f"{within} summary", has_text=name).first.click()

    def type(self, label: str, text: str) -> None:
        """Type a text and press Enter."""
        self.done += 1
        self.page.get_by_label(label).first.fill(text)
        self.page.get_by_label(label).first.press("Enter")

    def reads(self, text: str) -> None:
        """See a text on the page."""
        self.page.locator("main").get_by_text(text).first.wait_for(state="visible")


def who_works_on_mental_health(visitor: Visitor) -> None:
    visitor.follow("tuinpsycholoog, psychische gezondheid", "main")
    visitor.reads("De tuinpsycholoog behandelt klachten.")


def what_a_profession_does(visitor: Visitor) -> None:
    visitor.follow("dorpsverpleegkundige", "main")
    visitor.reads("buurtronde")


def who_is_in_the_outer_shell(visitor: Visitor) -> None:
    visitor.follow("Team", "nav.menu")
    visitor.follow("Team Noord", "main")
    visitor.reads("buitenschil")


def what_a_team_misses(visitor: Visitor) -> None:
    visitor.follow("Team", "nav.menu")
    visitor.follow("Team Noord", "main")
    visitor.reads("ouderencoach")


def where_it_is_grey_and_why(visitor: Visitor) -> None:
    visitor.follow("Overlap", "nav.menu")
    visitor.open("Waar staat dat?")
    visitor.reads("De pleinregisseur en de ouderencoach doen deels hetzelfde.")


def whether_it_is_one_profession_or_two(visitor: Visitor) -> None:
    visitor.follow("Overlap", "nav.menu")
    visitor.follow("Vergelijk", "article")
    visitor.reads("Alleen")


def who_may_do_reserved_work(visitor: Visitor) -> None:
    visitor.follow("Wet", "nav.menu")
    visitor.reads("doet het, bevoegdheid niet genoemd")


def what_stands_where_literally(visitor: Visitor) -> None:
    visitor.follow("tuinpsycholoog, psychische gezondheid", "main")
    visitor.follow("klein.csv", "main")
    visitor.reads("De tuinpsycholoog behandelt klachten.")


def an_answer_from_the_catalogue(visitor: Visitor) -> None:
    visitor.follow("Vragen", "nav.menu")
    visitor.follow("Waar spreken documenten", "main")
    visitor.reads("bevestigd en ontkend")


def an_answer_to_ones_own_words(visitor: Visitor) -> None:
    visitor.follow("Vragen", "nav.menu")
    visitor.follow("Stel een vraag in eigen woorden", "main")
    visitor.type("Uw vraag", "Wie zit er in de binnenschil van Team Noord?")
    visitor.reads("tuinpsycholoog")


def what_surrounds_a_concept(visitor: Visitor) -> None:
    visitor.follow("Graaf", "nav.menu")
    visitor.follow("Wie zit in welk team?", "main")
    visitor.reads("Verbanden")


def a_concept_by_part_of_its_name(visitor: Visitor) -> None:
    visitor.type("Zoek een beroep", "regisseur")
    visitor.follow("pleinregisseur", "main")
    visitor.reads("overlap")


TASKS = [
    who_works_on_mental_health, what_a_profession_does, who_is_in_the_outer_shell, what_a_team_misses,
    where_it_is_grey_and_why, whether_it_is_one_profession_or_two, who_may_do_reserved_work, what_stands_where_literally,
    an_answer_from_the_catalogue, an_answer_to_ones_own_words, what_surrounds_a_concept, a_concept_by_part_of_its_name,
]  # fmt: skip


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.__name__)
def test_in_at_most_three_interactions(browser: Browser, server: str, task: Callable[[Visitor], None]) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    page.goto(f"{server}/nl/")
    visitor = Visitor(page)
    task(visitor)
    assert 0 < visitor.done <= MOST
    page.close()


def test_the_graph_by_keyboard_and_its_table(browser: Browser, server: str) -> None:
    """Arrow keys reach every node; the panel shows what the table says; the address leads back to the node."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{server}/nl/graaf?van=profession.dorpsverpleegkundige")
    listed = page.locator("#nodes a").all_inner_texts()
    graph = page.locator("#graph")
    graph.focus()
    reached = set()
    for _ in listed:
        graph.press("ArrowRight")
        reached.add(page.locator("#panel-status").inner_text().split(": ", 1)[1])
    assert reached == set(listed)
    graph.press("Enter")
    name = page.locator("#panel-title").inner_text()
    rows = page.locator("#links tbody tr", has_text=name).count()
    assert page.locator("#panel-details article").count() == rows > 0
    address = page.url
    assert "#knoop=" in address
    page.goto("about:blank")
    page.goto(address)
    assert page.locator("#panel-title").inner_text() == name
    graph.press("Escape")
    assert page.locator("#panel-title").inner_text() == "Kies een knoop"
    page.close()


def test_the_legend_hides_in_graph_and_table_alike(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{server}/nl/graaf?van=profession.dorpsverpleegkundige")
    before = page.locator("#nodes li:visible").count()
    page.locator("#legend input[value=role]").uncheck()
    assert page.locator("#nodes li:visible").count() < before
    assert page.locator("#links tbody tr:visible", has_text="pleinregisseur").count() == 0
    page.close()
