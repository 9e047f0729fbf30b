"""The page of a team scan: readable by all, printable on A4, and whatever stands in a cell is text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from kg.folder import OpenGraph
from queries.team import TeamScan, read_team, scan
from viz.teamscan import article, team_page

FORM = """naam van het team;gemeente;beroep of rol;aantal of fte;schil;leefgebied;activiteit;taak;registratie;organisatie
Team Proef;Proefstad;tuinpsycholoog;2;binnenschil;psychische gezondheid;behandelen;tuingesprek;;
;;dorpsverpleegkundige;0,8;buitenschil;psychische gezondheid;behandelen;;;
;;dorpsverpleegkundige;;buitenschil;lichamelijke gezondheid;verzorgen;tuingesprek;;Zon
;;bodebezorger;;binnenschil;zingeving;;;;
;;stoepcoach;;;sociale relaties;activeren;;;
"""
PAYLOADS = [
    "<script>window.hit=1</script>",
    '"><img src=x onerror=window.hit=1>',
    "</style></title><svg onload=window.hit=1>",
]


@pytest.fixture(scope="module")
def found(small: OpenGraph) -> TeamScan:
    return scan(small.store, read_team(FORM.encode(), "team.csv"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


def shown(page: Page, folder: Path, text: str) -> list[str]:
    """Open the page from disk and return every error, message and request to elsewhere."""
    path = folder / "scan.html"
    path.write_text(text, encoding="utf-8")
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: heard.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(f"file://{path}")
    return heard


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_it_fits(
    page: Page, tmp_path: Path, small: OpenGraph, found: TeamScan, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    heard = shown(page, tmp_path, team_page(small, found))
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert heard == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_reference_leads_to_a_source(page: Page, tmp_path: Path, small: OpenGraph, found: TeamScan) -> None:
    shown(page, tmp_path, team_page(small, found))
    targets = page.locator('main a[href^="#"]').evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(targets) > 10
    assert all(page.locator(f"[id='{target[1:]}']").count() == 1 for target in targets)
    row = page.get_by_role("row", name="dorpsverpleegkundige (buitenschil) taak: tuingesprek")
    assert "registratie niet ingevuld" in row.inner_text()
    read = []
    for link in row.get_by_role("link").all():
        link.click()
        read.append(page.locator("li:target p").first.inner_text())
    assert sorted(read) == ["De tuinpsycholoog mag het tuingesprek voeren.", "Het tuingesprek vraagt een registratie."]


def test_it_prints_on_a4(page: Page, tmp_path: Path, small: OpenGraph, found: TeamScan) -> None:
    shown(page, tmp_path, team_page(small, found))
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert {(round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) for sheet in reader.pages} == {
        (595, 842)
    }
    text = re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in reader.pages))
    for words in (
        "Teamscan: Team Proef",
        "Dekking per leefgebied",
        "alleen in de buitenschil",
        "Wet en registratie",
        "Bronnen",
    ):
        assert words in text
    assert len(reader.pages) <= 6


def test_nothing_is_left_out_of_the_page(small: OpenGraph, found: TeamScan) -> None:
    text = team_page(small, found)
    for words in ("Proefstad", "stoepcoach", "niet in de woordenlijst", "schil niet ingevuld", "grijs gebied: genoemd",
                  "ouderencoach", "ontkend", "geen juridisch advies", "Met deze teams is niemand gemeen: Team Oost."):  # fmt: skip
        assert words in text, words


def test_the_article_stands_in_another_page(small: OpenGraph, found: TeamScan) -> None:
    part = article(small, found)
    assert part.startswith('<article class="team">')
    assert part.count("<h1>") == 1
    assert str(part) in team_page(small, found)


def test_quotations_come_from_the_users_own_copy(full: OpenGraph) -> None:
    form = "beroep of rol;schil;leefgebied;activiteit\nGZ-psycholoog;buitenschil;psychische gezondheid;behandelen\n"
    found = scan(full.store, read_team(form.encode(), "team.csv"))
    assert "<blockquote" in team_page(full, found)
    assert "<blockquote" not in team_page(replace(full, folder=full.folder / "nergens"), found)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_is_data(page: Page, tmp_path: Path, small: OpenGraph, payload: str) -> None:
    """Script in every free cell, in the facts on the team and in the file's name is shown, never run."""
    cell = '"' + payload.replace('"', '""') + '"'
    form = (
        f"team;gemeente;ingevuld op;beroep of rol;schil;leefgebied;activiteit;taak;registratie;organisatie;{cell}\n"
        f"{cell};{cell};{cell};{cell};binnenschil;zingeving;adviseren;{cell};{cell};{cell};x\n"
    )
    text = team_page(small, scan(small.store, read_team(form.encode(), f"{payload}.csv")))
    assert payload not in text
    heard = shown(page, tmp_path, text)
    page.mouse.move(300, 300)
    assert page.evaluate("window.hit") is None
    assert heard == []
    body = page.locator("body").inner_text()
    assert body.count(payload) >= 7
    assert page.title().startswith("Teamscan: ")
