"""Reviewing in the explorer: from a report in the library to decisions, by form and by key; hidden where nobody may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from cli.desk import LibraryDesk
from cli.main import run
from kg.folder import GraphFolder
from loaders import Library
from viz.explorer import Explorer
from viz.explorer.forms import Form
from viz.explorer.page import AddressError
from viz.explorer.routes import view_named

REPORT = """Jaarplan Wijkteam Rivierwijk

Het team
In het wijkteam werken een maatschappelijk werker, een wijkverpleegkundige en een opbouwwerker.
De huisartsenpraktijk werkt samen met het wijkteam. Mail <script>window.hit=1</script> niet.
"""


@pytest.fixture
def desk(tmp_path: Path) -> LibraryDesk:
    report = tmp_path / "jaarplan.txt"
    report.write_text(REPORT, encoding="utf-8")
    library = tmp_path / "bibliotheek"
    added = ["document", "add", str(report), "--title", "Jaarplan", "--year", "2025", "--id", "jaarplan-2025"]
    assert run([*added, "--library", str(library)]) == 0
    return LibraryDesk(Library(library), 0.4)


@pytest.fixture
def opened(small_folder: GraphFolder, desk: LibraryDesk) -> Explorer:
    return Explorer.open(small_folder, desk=desk)


def form(explorer: Explorer, **fields: str) -> Any:
    view = view_named("review")
    assert view is not None
    assert view.form is not None
    sent = Form({name: [value] for name, value in fields.items()})
    return view.form(explorer, "nl", {"slug": "jaarplan-2025"}, sent)


def test_a_decision_is_kept_and_the_next_proposal_shown(opened: Explorer, desk: LibraryDesk) -> None:
    first, second, *_ = proposals = desk.open("jaarplan-2025")
    made = form(opened, key=first.key, next=second.key, decision="accepted", gloss="", **first.columns)
    assert made.status == 200
    assert made.data["proposal"].key == second.key
    assert [one.key for one in desk.open("jaarplan-2025")] == [one.key for one in proposals[1:]]
    (progress,) = desk.progress()
    assert (progress.open, progress.decided) == (len(proposals) - 1, 1)


def test_a_correction_that_is_wrong_is_named_and_nothing_is_kept(opened: Explorer, desk: LibraryDesk) -> None:
    first = desk.open("jaarplan-2025")[0]
    made = form(opened, key=first.key, decision="corrected", gloss="", **{**first.columns, "relation": "doet_iets"})
    assert made.status == 400
    assert "doet_iets" in made.data["mistakes"][0]
    assert made.data["columns"]["relation"] == "doet_iets"
    assert desk.progress()[0].decided == 0


def test_where_nobody_may_review_there_is_no_page(small_explorer: Explorer) -> None:
    view = view_named("reviews")
    assert view is not None
    with pytest.raises(AddressError, match="--review-token-file"):
        view.page(small_explorer, "nl", {})


def test_by_key_in_a_browser(browser: Browser, desk: LibraryDesk, serve: Callable[..., str]) -> None:
    left = len(desk.open("jaarplan-2025"))
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(f"{serve(desk)}/nl/beoordelen/jaarplan-2025")
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("x")
    page.get_by_role("status").wait_for()
    assert len(desk.open("jaarplan-2025")) == left - 1
    page.close()
