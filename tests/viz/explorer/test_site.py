"""The static site: whole or not at all, every link leads somewhere, and nothing needs a server without saying so."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from markupsafe import escape
from playwright.sync_api import Browser

from kg.errors import SiteError
from kg.folder import OpenGraph
from viz.explorer import Explorer, write_site
from viz.explorer.assets import own_assets
from viz.explorer.download import sheet_as
from viz.explorer.links import ServerLinks
from viz.explorer.page import Sheet, Target
from viz.explorer.render import render
from viz.explorer.routes import all_views

pytestmark = pytest.mark.uncovered

LAWS = "https://wetten.overheid.nl/"
"""Where the text of an act stands: a link that a reader may follow, never something a page loads."""


def broken_links(folder: Path) -> list[str]:
    """Return the links in the pages of a site that lead to no file, or to no place in it."""
    pages = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
    ids = {path: set(re.findall(r'\sid="([^"]+)"', text)) for path, text in pages.items()}
    broken = []
    for path, text in pages.items():
        for address in re.findall(r'(?:href|src|action)="([^"]*)"', text):
            if address.startswith(LAWS):
                continue
            file, _, anchor = unquote(address).partition("#")
            target = (path.parent / file).resolve() if file else path
            if not (target in pages or target.is_file()) or (anchor and anchor not in ids[target]):
                broken.append(f"{path.relative_to(folder)}: {address}")
    return broken


def test_every_link_leads_to_a_file_and_a_place_in_it(small_site: Path) -> None:
    assert broken_links(small_site) == []


@pytest.mark.uncovered
def test_all_that_was_reviewed_has_a_page_with_its_title(reviewed: OpenGraph) -> None:
    explorer = Explorer(reviewed.in_memory())
    shown = []
    for view in all_views():
        for given in view.instances(explorer):
            page = view.page(explorer, "nl", given)
            links = ServerLinks("nl", explorer.content, own_assets(), Target(view.name, given))
            assert f"<title>{escape(page.title)}" in render(explorer, page, view, links)
            shown.append(page)
    said = explorer.graph.store.select("SELECT ?s WHERE { ?s a bk:Statement }").rows
    assert len(shown) > len(said)
    assert len({page.title for page in shown if page.template == "statement.html"}) > 0.9 * len(said)


def test_nothing_points_outside_or_to_the_root(small_site: Path) -> None:
    for path in small_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        outside = re.findall(r'(?:href|src)="((?:/|https?:|//)[^"]*)', text)
        assert all(address.startswith(LAWS) for address in outside), path
        assert not re.search(r'src="(?:/|https?:|//)', text), path
        assert not re.search(r"<form[^>]* (?:action|method)=", text), path


def test_a_table_beside_the_page_has_what_the_page_shows(small_site: Path) -> None:
    text = (small_site / "nl" / "index.matrix.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    row = next(row for row in rows if row["wie"] == "tuinpsycholoog")
    assert row["psychische gezondheid"] == "1 keer genoemd, gaat tot: behandelen"
    assert row["lichamelijke gezondheid"] == "1 keer ontkend"
    assert row["zingeving"] == "geen vindplaats"
    sheet = openpyxl.load_workbook(small_site / "nl" / "index.matrix.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == list(rows[0])
    assert sheet.max_row == len(rows) + 1


def test_text_never_becomes_a_formula() -> None:
    sheet = Sheet("t", "Titel: [x]", ["a"], [["=1+1"], ["@x"], ["-5 graden"], [3], [None]])
    assert sheet_as(sheet, "csv").decode("utf-8-sig").splitlines() == ["a", "'=1+1", "'@x", "'-5 graden", "3", '""']
    book = openpyxl.load_workbook(io.BytesIO(sheet_as(sheet, "xlsx")))
    page = book.worksheets[0]
    assert [(cell.value, cell.data_type) for (cell,) in page["A2:A5"]] == [
        ("=1+1", "s"), ("@x", "s"), ("-5 graden", "s"), (3, "n"),
    ]  # fmt: skip


def test_an_interrupt_leaves_the_site_that_was_there(
    small_explorer: Explorer, small_site: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    shutil.copytree(small_site, out)
    before = {path: path.read_bytes() for path in out.rglob("*.html")}

    def stop(done: int, _: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_site(small_explorer, out, stop)
    assert {path: path.read_bytes() for path in out.rglob("*.html")} == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_something_else_is_refused(small_explorer: Explorer, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van mij", encoding="utf-8")
    with pytest.raises(SiteError, match="iets anders dan een site"):
        write_site(small_explorer, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_it_opens_from_disk_and_a_cell_leads_to_its_evidence(browser: Browser, small_site: Path) -> None:
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(f"file://{small_site}/index.html")
    page.wait_for_url("**/nl/index.html")
    page.get_by_role("link", name="tuinpsycholoog, psychische gezondheid: 1 keer genoemd").click()
    assert "De tuinpsycholoog behandelt klachten." in page.locator("main").inner_text()
    page.locator("cite a").first.click()
    assert page.locator("h1").inner_text() == "klein.csv"
    assert page.evaluate("document.querySelector(':target') !== null")
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert heard == []
    page.close()


def test_a_page_on_disk_runs_our_files_and_nothing_that_stands_in_it(browser: Browser, small_site: Path) -> None:
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    graph = next(path for path in small_site.glob("nl/graaf--*.html") if "tuinpsycholoog" in path.name)
    page.goto(f"file://{graph}")
    page.locator("#graph canvas").wait_for()
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).borderTopWidth") == "4px"
    assert page.locator("#still").is_hidden()
    assert heard == []
    page.locator("h1").evaluate("one => one.setAttribute('onclick', 'window.hit = 1')")
    page.locator("h1").click()
    assert page.evaluate("window.hit") is None
    assert "Content Security Policy" in heard[0]
    page.close()
