"""The same script in a real browser: it stands there as text, it does not run, and the browser never had to stop it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette

from cli.desk import LibraryDesk
from cli.main import run
from kg.folder import GraphFolder
from loaders import Library
from viz.web import application

pytestmark = pytest.mark.uncovered

WATCH = "addEventListener('securitypolicyviolation', (event) => { (window.stopped ??= []).push(event.violatedDirective); }, true);"


@pytest.fixture(scope="module")
def planted_server(
    planted_folder: GraphFolder,
    payloads: list[str],
    tmp_path_factory: pytest.TempPathFactory,
    serving: Callable[[Starlette, Literal["on", "off"]], AbstractContextManager[str]],
) -> Iterator[str]:
    """The whole application on the planted graph, with a planted report to review."""
    folder = tmp_path_factory.mktemp("plan")
    report = folder / "plan.txt"
    sentences = [
        f"Een wijkverpleegkundige werkt samen met de huisarts, aldus {payload} voor allen." for payload in payloads
    ]
    report.write_text("Jaarplan\n\n" + "\n\n".join(sentences) + "\n", encoding="utf-8")
    library = folder / "bibliotheek"
    added = ["document", "add", str(report), "--title", " ".join(payloads), "--year", "2025", "--id", "plan-2026"]
    assert run([*added, "--library", str(library)]) == 0
    made = application(planted_folder, hosts=("*",), desk=LibraryDesk(Library(library), 0.3))
    with serving(made, "on") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must end without a script that ran or was stopped, an error, or a request to elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    heard: list[str] = []
    opened.add_init_script(WATCH)
    opened.on("pageerror", lambda error: heard.append(str(error)))
    opened.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    opened.on(
        "console",
        lambda message: heard.append(message.text) if "the server responded with" not in message.text else None,
    )
    opened.on(
        "request",
        lambda asked: (
            heard.append(asked.url) if not asked.url.startswith(("http://127.0.0.1", "file:", "blob:")) else None
        ),
    )
    opened.on("request", lambda asked: heard.append(asked.url) if asked.url.endswith("/x") else None)
    yield opened
    unharmed(opened)
    assert heard == []
    context.close()


def unharmed(page: Page) -> None:
    page.wait_for_timeout(50)
    assert page.evaluate("window.planted") is None
    assert page.evaluate("window.stopped") is None
    assert page.locator("img, iframe, object, embed, [onload], [onerror], [onfocus], [onmouseover]").count() == 0
    assert page.locator("a[href^='javascript:' i]").count() == 0


def shows(page: Page, payloads: list[str], part: str = "main") -> None:
    """Check that every payload stands there letter for letter, in the text of an element or in a field."""
    text = page.locator(part).first.evaluate(
        "one => [one.textContent, ...[...one.querySelectorAll('input, textarea')].map(field => field.value)].join(' ')"
    )
    flat = " ".join(text.split())
    for payload in payloads:
        assert " ".join(payload.split()) in flat, f"{payload} is not shown at {page.url}"


@pytest.mark.parametrize(
    "address",
    ["/nl/begrip/legal-frame/geplant", "/en/concept/legal-frame/geplant", "/nl/wet", "/nl/bronnen", "/nl/bron/plan-2025",
     "/en/source/plan-2025", "/nl/overlap", "/nl/spanningen", "/nl/vraag/team", "/nl/beoordelen", "/nl/", "/nl/teams"],
)  # fmt: skip
def test_pages_of_a_planted_graph(page: Page, planted_server: str, payloads: list[str], address: str) -> None:
    page.goto(planted_server + address)
    shows(page, payloads)
    for summary in page.locator("main summary").all()[:3]:
        summary.click()
    page.mouse.move(300, 300)


def test_a_team_in_rings(page: Page, planted_server: str, payloads: list[str]) -> None:
    page.goto(f"{planted_server}/nl/teams")
    page.get_by_role("link", name=payloads[0]).first.click()
    assert page.locator("main svg").count() > 0
    shows(page, payloads, "h1")


def test_a_graph_its_panel_and_its_picture(
    page: Page, planted_server: str, payloads: list[str], tmp_path: Path
) -> None:
    page.goto(f"{planted_server}/nl/graaf?van=profession.dorpsverpleegkundige")
    page.locator("#graph canvas").wait_for()
    shows(page, payloads, "#nodes")
    page.locator("#nodes a", has_text=payloads[0]).first.click()
    page.wait_for_function("document.getElementById('panel-title').textContent.includes('window.planted')")
    shows(page, payloads, "#panel-title")
    for summary in page.locator("#panel-details summary").all()[:3]:
        summary.click()
    page.locator("#find-text").fill(payloads[1])
    page.keyboard.press("Enter")
    box = page.locator("#graph").bounding_box()
    assert box is not None
    for step in range(12):  # vis-network shows a title under the mouse
        page.mouse.move(box["x"] + box["width"] * step / 12, box["y"] + box["height"] * step / 12)
    with page.expect_download() as caught:
        page.locator("#svg").click()
    file = tmp_path / "graaf.svg"
    caught.value.save_as(file)
    elements = list(ET.parse(file).getroot().iter())  # noqa: S314 - a file of our own
    assert {element.tag.rpartition("}")[2] for element in elements} <= {
        "svg",
        "line",
        "g",
        "circle",
        "polygon",
        "text",
        "title",
    }
    assert not any(name.startswith("on") or "href" in name for element in elements for name in element.attrib)
    assert any(payloads[0] in (element.text or "") for element in elements)
    page.goto(f"file://{file}")


def test_what_is_asked(page: Page, planted_server: str, payload: str) -> None:
    text = quote(payload, safe="")
    for address in (f"/nl/zoeken?q={text}", f"/en/own-question?q={text}", f"/nl/sparql?query={text}", f"/en/compare?a={text}&b=x",
                    f"/nl/graaf?van={text}", f"/nl/?soort={text}", f"/en/?{text}=1"):  # fmt: skip
        page.goto(planted_server + address)
        shows(page, [payload])
        unharmed(page)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_results_of_a_query(page: Page, planted_server: str, payloads: list[str], language: str) -> None:
    literals = " ".join(json.dumps(text) for text in payloads)
    iris = " ".join(f"<{iri}>" for iri in ("javascript:window.planted=1", "data:text/html,%3Cscript%3Ewindow.planted=1%3C/script%3E",
                                           "https://w3id.org/beroepenkaart/id/../../javascript:window.planted=1"))  # fmt: skip
    query = f"SELECT ?x ('<img src=x onerror=window.planted=1>' AS ?y) WHERE {{ VALUES ?x {{ {literals} {iris} }} }}"
    page.goto(f"{planted_server}/{language}/sparql")
    page.locator("#query").fill(query)
    page.locator("#run").click()
    page.locator("#answer table").wait_for()
    shows(page, [*payloads, "<img src=x onerror=window.planted=1>", "javascript:window.planted=1"], "#answer")
    for link in page.locator("#answer a").all():
        assert (link.evaluate("one => one.protocol + one.host")) == page.evaluate("location.protocol + location.host")
    page.locator("#query").fill("SELECT <script>window.planted=1</script> WHERE")
    page.locator("#run").click()
    page.locator("#answer .wrong").wait_for()
    said = page.locator("#answer .wrong").inner_text()
    assert ("The query cannot be parsed" in said) is (language == "en")
    assert page.locator("#answer .wrong [lang=nl]").count() == 1
    page.locator("#query").fill("CONSTRUCT { <x:a> <x:b> '</pre><svg onload=window.planted=1>' } WHERE {}")
    page.locator("#run").click()
    page.locator("#answer pre").wait_for()
    shows(page, ["</pre><svg onload=window.planted=1>"], "#answer")
    if language == "nl":
        page.locator("#share").click()
        assert "query=" in page.url


def test_results_are_never_a_page(page: Page, planted_server: str) -> None:
    """A link to the endpoint or the API with script in it is no page that a browser runs."""
    text = quote("<script>window.planted=1</script>", safe="")
    for address in (f"/sparql?query=SELECT%20('{text}'%20AS%20%3Fx)%20%7B%7D&format=json", f"/sparql?query={text}", f"/sparql?{text}=1",
                    f"/api/questions/{text}", f"/api/concepts?q={text}", f"/api/{text}", f"/id/{text}", f"/data/{text}.ttl"):  # fmt: skip
        answer = page.request.get(planted_server + address)
        assert answer.headers["x-content-type-options"] == "nosniff"
        if answer.headers["content-type"].startswith("text/html"):
            page.goto(planted_server + address)
            unharmed(page)
        else:
            assert (
                "script-src 'self'" in answer.headers["content-security-policy"]
                or "default-src 'none'" in answer.headers["content-security-policy"]
            )


def test_uploads(page: Page, planted_server: str, payload: str) -> None:
    cell = '"' + payload.replace('"', '""') + '"'
    form = (
        f"team;beroep of rol;schil;leefgebied;activiteit;taak\n{cell};{cell};binnenschil;zingeving;adviseren;{cell}\n"
    )
    page.goto(f"{planted_server}/nl/team-scan")
    name = f"{payload.replace('/', '')}.csv"
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": form.encode()})
    page.locator("button[value=scan]").click()
    page.locator("article.team").wait_for()
    shows(page, [payload])
    unharmed(page)
    wrong = form.replace("binnenschil", cell)
    page.goto(f"{planted_server}/en/team-scan")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": wrong.encode()})
    page.locator("button[value=scan]").click()
    page.locator("[role=alert]").wait_for()
    shows(page, [payload])
    unharmed(page)
    quoted = payload.replace("'", "''")
    plan = f"naam: '{quoted}'\ntoelichting: '{quoted}'\nberoepen:\n  - naam: '{quoted}'\n    omvat: [dorpsverpleegkundige]\n"
    page.goto(f"{planted_server}/nl/ontwerp")
    page.locator(".as-text").evaluate("one => { one.open = true; }")
    page.locator("#structure-text").fill(plan)
    page.locator(".as-text button").click()
    page.locator("#bench[aria-busy]").wait_for(state="detached")
    page.locator("#bench", has_text=payload[:20]).wait_for()
    shows(page, [payload])
    page.locator("button[value^='open ']").first.click()
    page.locator("#panel").wait_for()
    shows(page, [payload])


def test_reviewing(page: Page, planted_server: str, payloads: list[str]) -> None:
    page.goto(f"{planted_server}/nl/beoordelen/plan-2026")
    page.locator("#review-form").wait_for()
    assert "window.planted=1" in page.locator(".around").inner_text()
    page.locator("input[name=subject]").fill(payloads[1])
    page.locator("button[value=corrected]").click()
    page.locator("[role=alert]").wait_for()
    assert "<img src=x onerror=window.planted=1>" in page.locator("[role=alert]").inner_text()
    assert page.locator("input[name=subject]").input_value() == payloads[1]


def test_the_site_from_disk(page: Page, planted_site: Path, payloads: list[str]) -> None:
    """No server stops anything there."""
    site = planted_site
    paths = [path for path in sorted(site.rglob("*.html")) if "planted" in path.read_text(encoding="utf-8")]
    assert len(paths) > 100
    folders = {path.parent.name: path for path in paths}
    for path in [*folders.values(), *paths[::150]]:
        page.goto(f"file://{path}")
        assert page.evaluate("window.planted") is None, path
        assert page.locator("a[href^='javascript:' i]").count() == 0
    page.goto(f"file://{site}/nl/bron/plan-2025.html")
    shows(page, payloads)
