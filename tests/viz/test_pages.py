"""The pages: what stands in them is data, everything works without a connection, and nobody is left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kg.build import build
from kg.folder import GraphFolder, OpenGraph
from loaders import gather
from viz import graph_page, network_of_leefgebied
from viz.network import positions

DATA = Path(__file__).parents[1] / "data"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def pages(small: OpenGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(small, tmp_path_factory.mktemp("paginas"))


def write_pages(graph: OpenGraph, folder: Path) -> Path:
    network = network_of_leefgebied(graph, "psychische gezondheid")
    (folder / "graaf.html").write_text(graph_page(graph, network, "Wie doet wat", "Uitleg."), encoding="utf-8")
    return folder


def open_quietly(page: Page, path: Path, address: str = "") -> list[str]:
    """Open a page and return every error, message and request to elsewhere."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: heard.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(f"file://{path}{address}")
    return heard


@pytest.mark.parametrize("name", ["graaf.html"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_comes_from_outside(page: Page, pages: Path, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    heard = open_quietly(page, pages / name)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert heard == []


def test_the_graph_draws_within_its_policy(page: Page, pages: Path) -> None:
    heard = open_quietly(page, pages / "graaf.html")
    page.wait_for_selector("body[data-drawn=true]", timeout=20_000)
    assert page.locator("#picture canvas").count() == 1
    assert heard == []


def test_the_table_beside_the_graph_has_the_same_content(page: Page, pages: Path, small: OpenGraph) -> None:
    network = network_of_leefgebied(small, "psychische gezondheid")
    open_quietly(page, pages / "graaf.html")
    nodes = page.eval_on_selector("#data", "element => JSON.parse(element.textContent).nodes.length")
    edges = page.eval_on_selector("#data", "element => JSON.parse(element.textContent).edges.length")
    assert nodes == page.locator('a[href^="#knoop="]').count() == network.number_of_nodes()
    assert edges == page.locator("#edges tbody tr").count() == network.number_of_edges()


def test_every_node_by_address(page: Page, pages: Path) -> None:
    open_quietly(page, pages / "graaf.html")
    for link in page.locator('a[href^="#knoop="]').all():
        link.press("Enter")
        expect(page.locator("#panel-title")).to_have_text(link.inner_text())


def test_the_graph_by_keyboard(page: Page, pages: Path) -> None:
    open_quietly(page, pages / "graaf.html")
    picture = page.locator("#picture")
    picture.focus()
    names = set(page.locator('a[href^="#knoop="]').all_inner_texts())
    reached = set()
    for _ in names:
        page.keyboard.press("ArrowRight")
        reached.add(page.locator("#status").inner_text().split(": ", 1)[1])
    assert reached == names
    page.keyboard.press("Enter")
    assert page.locator("#panel-title").inner_text() in names
    page.keyboard.press("ArrowDown")
    assert page.locator("#status").inner_text().startswith("Buur 1 van")
    page.keyboard.press("Escape")
    assert page.locator("#panel-title").inner_text() == "Kies een knoop"


def test_search_and_legend(page: Page, pages: Path) -> None:
    open_quietly(page, pages / "graaf.html")
    page.get_by_label("Zoek een knoop").fill("pleinreg")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("pleinregisseur")
    page.locator('#legend input[value="role"]').uncheck()
    expect(page.locator("#panel-title")).to_have_text("Kies een knoop")
    page.get_by_label("Zoek een knoop").fill("pleinreg")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Niets gevonden.")


PAYLOADS = [
    "<script>window.hit=1</script>",
    '"><img src=x onerror=window.hit=1>',
    "</script><script>window.hit=1</script> href",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_is_data(page: Page, tmp_path: Path, payload: str) -> None:
    """Script in labels, glosses, team names and file names is shown, never run."""
    quoted = payload.replace('"', '""')
    text = (DATA / "klein.csv").read_text(encoding="utf-8")
    text = text.replace("pleinregisseur,role", f'"regisseur {quoted}",role').replace("Team Zuid", f'"Team {quoted}"')
    text = text.replace("De tuinpsycholoog behandelt klachten.", f'"Gloss {quoted}"')
    table = tmp_path / "tabel <b>x<b>.csv"
    table.write_text(text, encoding="utf-8")
    folder = GraphFolder(tmp_path / "graaf")
    build(gather(None, [table], reviewed=False), folder)
    written = write_pages(folder.open(), tmp_path)
    for name in ("graaf.html",):
        open_quietly(page, written / name)
        page.mouse.move(300, 300)
        assert page.evaluate("window.hit") is None
        assert payload in page.content() or payload.replace("<", "&lt;").replace(">", "&gt;") in page.content().replace(
            "&quot;", '"'
        )
        assert f"regisseur {payload}" in page.locator("body").inner_text()


def test_places_are_the_same_each_time(small: OpenGraph) -> None:
    network = network_of_leefgebied(small, "psychische gezondheid")
    assert positions(network) == positions(network)
    assert positions(network) != positions(network, seed=1)


def test_a_large_network_is_cut_to_what_can_be_read(small: OpenGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viz.network.MOST_NODES", 2)
    network = network_of_leefgebied(small, "psychische gezondheid")
    assert network.number_of_nodes() == 2
    assert "leefgebied:psychische gezondheid" in network
