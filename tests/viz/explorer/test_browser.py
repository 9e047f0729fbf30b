"""The pages in a real browser: accessible in both languages and at both widths, and sortable."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from viz.explorer import Explorer
from viz.explorer.assets import own_assets
from viz.explorer.links import ServerLinks
from viz.explorer.routes import LANGUAGES, View, all_views

pytestmark = pytest.mark.uncovered


def richest(explorer: Explorer, view: View) -> Mapping[str, str] | None:
    """The instance of a view with the longest page data: the one in which most can be wrong."""
    instances = list(view.instances(explorer))
    return max(instances, key=lambda given: len(repr(view.page(explorer, "nl", given).sheets)), default=None)


SAME_PAGE = {"cell-group", "cell-team", "cell-organisation", "reviews", "review"}
"""Views whose page is made by the function of another view, or that need a desk to review at (test_review.py)."""
NEEDS_SERVER: dict[str, Mapping[str, str]] = {"search": {"q": "psycholoog"}, "sparql": {}, "ask": {}, "team-scan": {}}
"""What is asked of a view that the static site does not have."""


def test_what_is_left_out_is_tested_elsewhere(small_explorer: Explorer) -> None:
    left_out = {view.name for view in all_views() if richest(small_explorer, view) is None}
    assert left_out == SAME_PAGE | NEEDS_SERVER.keys()


@pytest.mark.parametrize("view", [v for v in all_views() if v.name not in SAME_PAGE], ids=lambda view: view.name)
def test_axe_finds_nothing(browser: Browser, server: str, small_explorer: Explorer, view: View) -> None:
    given = NEEDS_SERVER.get(view.name, richest(small_explorer, view))
    assert given is not None
    for language, width in zip(LANGUAGES, (1280, 390), strict=True):
        address = ServerLinks(language, small_explorer.content, own_assets(), None).address(view, language, given)
        if address:
            page = browser.new_page(viewport={"width": width, "height": 900})
            heard: list[str] = []
            page.on("console", lambda message, heard=heard: heard.append(message.text))
            page.goto(f"{server}{address}")
            results = Axe().run(page)
            assert results.violations_count == 0, f"{address} at {width}: {results.generate_report()}"
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, f"{address} at {width} is {wider} px too wide"
            assert heard == []
            page.close()


def test_a_page_that_is_not_there_is_accessible_too(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(f"{server}/nl/beroep/tuinpsycholog")
    assert Axe().run(page).violations_count == 0
    assert page.get_by_role("link", name="tuinpsycholoog").count() == 1
    page.close()


def test_headers_sort_by_keyboard(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(f"{server}/nl/beroepen")
    header = page.locator("#profession + .scroll th").first
    header.get_by_role("button").press("Enter")
    assert header.get_attribute("aria-sort") == "ascending"
    first = page.locator("#profession + .scroll tbody th").all_inner_texts()
    header.get_by_role("button").press("Enter")
    assert page.locator("#profession + .scroll tbody th").all_inner_texts() == first[::-1]
    page.close()
