"""Script planted in everything that people write or ask is text on every page, and never something that runs."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest

from kg.folder import GraphFolder
from viz.explorer import Explorer, explorer
from viz.explorer.assets import own_assets
from viz.explorer.desk import Progress, Proposal
from viz.explorer.download import sheet_as
from viz.explorer.links import ServerLinks
from viz.explorer.proposal import pack
from viz.explorer.routes import LANGUAGES, View, all_views

Get = Callable[..., httpx.Response]
Harmless = Callable[..., str]


pytestmark = pytest.mark.uncovered


@pytest.mark.parametrize(
    "html",
    [
        "<p><script>1</script>", '<script src="//x/a.js">', "<a href='java\nscript:1'>", '<p onclick="1">', "<img src=x>",
        '<svg><a xlink:href="javascript:1">', '<form action="javascript:1">', '<script type="application/json" id="a" src="x">',
    ],
)  # fmt: skip
def test_the_check_finds_what_could_run(harmless: Harmless, html: str) -> None:
    with pytest.raises(AssertionError):
        harmless(html)
    with pytest.raises(AssertionError, match="not on the page"):
        harmless("<p>iets", "iets anders")
    assert harmless('<p title="&quot;a">&lt;b', '"a') == '<b "a'


@pytest.fixture(scope="module")
def planted(planted_folder: GraphFolder) -> Explorer:
    return Explorer.open(planted_folder)


def pages(planted: Explorer, view: View) -> Iterator[Mapping[str, str]]:
    """The pages of a view that are about something planted, and a few others."""
    slugs = {concept.slug for concept in planted.content.concepts.values() if "planted" in concept.label}
    slugs |= set(planted.content.sources)
    slugs |= {one.id for one in list(planted.content.statements.values())[:8]}
    every = list(view.instances(planted))
    yield from every if len(every) <= 7 else every[:2]
    yield from (given for given in every if slugs & {part for v in given.values() for part in (v, v.partition(".")[2])})


PLANTED_VIEWS = (
    "cell-role", "compare", "concept", "design", "graph", "law", "leefgebied", "overlap", "overview",
    "professions", "question", "role", "source", "sources", "statement", "team", "teams", "tensions",
)  # fmt: skip


def test_every_page_of_a_planted_graph(
    planted: Explorer,
    getter_of: Callable[..., Get],
    planted_folder: GraphFolder,
    harmless: Harmless,
    payloads: list[str],
) -> None:
    """Labels, other names, definitions, notes, glosses, teams, titles, publishers, the text of a report, graphs, the workbench."""
    get = getter_of(explorer(planted_folder))
    shown: dict[str, str] = defaultdict(str)
    for view in all_views():
        for given in pages(planted, view):
            for language in LANGUAGES:
                address = ServerLinks(language, planted.content, own_assets(), None).address(view, language, given)
                answer = get(address)
                assert answer.status_code == 200, address
                try:
                    shown[view.name] += harmless(answer.text)
                except AssertionError as error:
                    pytest.fail(f"{address}: {error}")
    for name in PLANTED_VIEWS:
        for payload in payloads:
            assert payload in shown[name], f"{name} does not show {payload}"
    assert "49" not in re.findall(r"\d+", shown["concept"].replace("{{7*7}}${7*7}", ""))


def test_the_text_of_a_report_is_marked_letter_for_letter(
    getter_of: Callable[..., Get], planted_folder: GraphFolder, harmless: Harmless, payload: str
) -> None:
    answer = getter_of(explorer(planted_folder))("/nl/bron/plan-2025")
    marked = [harmless(part) for part in re.findall(r"<mark [^>]*>(.*?)</mark>", answer.text, re.DOTALL)]
    assert " ".join(payload.split()) in marked


ASKED = {
    "search": "/nl/zoeken?q={}",
    "question in own words": "/nl/eigen-vraag?q={}",
    "question in own words, English": "/en/own-question?q={}",
    "choice of a question": "/nl/vraag/leefgebied?leefgebied={}",
    "statement of a question": "/nl/vraag/passages?statement={}",
    "document of a question": "/nl/vraag/contribution?document={}",
    "place in an answer": "/nl/vraag/leefgebied?leefgebied=leefgebied.zingeving&vanaf={}",
    "comparison": "/nl/vergelijk?a={}&b=role.x",
    "comparison, English": "/en/compare?a=profession.tuinpsycholoog&b={}",
    "comparison of teams": "/nl/vergelijk-teams?a={}",
    "start of a graph": "/nl/graaf?van={}",
    "goal of a graph": "/nl/graaf?van=profession.tuinpsycholoog&naar={}",
    "addition to a graph": "/nl/graaf?van=profession.tuinpsycholoog&erbij={}",
    "question of a graph": "/nl/graaf?vraag={}",
    "query in the editor": "/nl/sparql?query={}",
    "structure in an address": "/nl/ontwerp?plan={}",
    "start of a structure": "/nl/ontwerp?start={}",
    "kind of tension": "/en/tensions?soort={}",
    "name of a parameter": "/nl/?{}=1",
    "value of a parameter": "/en/?soort={}",
    "name of a download": "/nl/?download={}",
    "page": "/nl/{}",
    "language": "/{}/",
    "concept": "/nl/beroep/{}",
    "kind of concept": "/nl/begrip/{}/x",
    "cell": "/nl/beroep/tuinpsycholoog/{}",
    "statement": "/nl/uitspraak/{}",
    "source": "/en/source/{}",
    "question": "/en/question/{}",
    "report to review": "/nl/beoordelen/{}",
    "asset": "/static/{}",
}
NOT_SHOWN = {"structure in an address", "asset", "statement"}
"""What is answered without what was given, or with the beginning of it."""


@pytest.mark.parametrize("place", ASKED)
def test_what_is_asked_in_an_address(
    get: Get, harmless: Harmless, payloads: list[str], quoted: Callable[[str], str], place: str
) -> None:
    for payload in payloads:
        answer = get(ASKED[place].format(quoted(payload)))
        assert answer.status_code < 500
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        if answer.headers["content-type"].startswith("text/html"):
            echoed = place not in NOT_SHOWN and answer.status_code != 405 and "beoordelen" not in ASKED[place]
            shown = harmless(answer.text)
            if echoed and "/" not in payload:
                assert " ".join(payload.split()) in shown, f"{payload} at {place}"
        else:
            assert answer.headers["content-type"].startswith("text/plain")


def team_form(payload: str) -> bytes:
    cell = '"' + payload.replace('"', '""') + '"'
    head = f"team;gemeente;ingevuld op;beroep of rol;schil;leefgebied;activiteit;taak;registratie;organisatie;{cell}\n"
    return f"{head}{cell};{cell};{cell};{cell};binnenschil;zingeving;adviseren;{cell};{cell};{cell};x\n".encode()


def structure(payload: str) -> str:
    name = payload.replace("'", "''")
    return f"naam: '{name}'\ntoelichting: '{name}'\nberoepen:\n  - naam: '{name}'\n    toelichting: '{name}'\n    omvat: [tuinpsycholoog]\n"


FORMS: Mapping[str, Callable[[str], tuple[str, dict[str, Any]]]] = {
    "cells of a team and the name of its file": lambda text: (
        "/nl/team-scan", {"data": {"action": "scan"}, "files": {"team": (f"{text}.csv", team_form(text))}},
    ),
    "wrong cells of a team": lambda text: (
        "/en/team-scan",
        {"data": {"action": "scan"}, "files": {"team": ("t.csv", team_form(text).replace(b"binnenschil", team_form(text).split(b";")[10]))}},
    ),
    "file that is no team": lambda text: (
        "/nl/team-scan", {"data": {"action": "scan"}, "files": {"team": (f"{text}.exe", text.encode())}},
    ),
    "names in a structure": lambda text: ("/nl/ontwerp", {"data": {"structure": structure(text), "action": "show"}}),
    "file with a structure": lambda text: (
        "/en/design", {"data": {"action": "show"}, "files": {"file": (f"{text}.yaml", structure(text).encode())}},
    ),
    "wrong structure": lambda text: ("/nl/ontwerp", {"data": {"structure": f"{text}: [", "action": "show"}}),
    "unknown name in a structure": lambda text: (
        "/en/design", {"data": {"structure": structure(text).replace("[tuinpsycholoog]", "['" + text.replace("'", "''") + "']"), "action": "show"}},
    ),
    "new name": lambda text: ("/nl/ontwerp", {"data": {"plan": pack(structure("een")), "action": "rename een", "name": text}}),
    "name in a button": lambda text: ("/nl/ontwerp", {"data": {"plan": pack(structure("een")), "action": f"remove {text}"}}),
    "what is added": lambda text: (
        "/en/design", {"data": {"plan": pack(structure("een")), "action": "add een", "list": "taken", "what": text}},
    ),
    "panel that is open": lambda text: (
        "/nl/ontwerp", {"data": {"plan": pack(structure(text)), "action": f"open {text}"}},
    ),
    "name of a field": lambda text: ("/nl/ontwerp", {"data": {text: "1"}}),
}  # fmt: skip


@pytest.mark.parametrize("place", FORMS)
def test_what_is_sent_in_a_form(get: Get, harmless: Harmless, payloads: list[str], place: str) -> None:
    for payload in payloads:
        address, sent = FORMS[place](payload)
        answer = get(address, "POST", **sent)
        assert answer.status_code in (200, 400, 422)
        harmless(answer.text, "" if "file that is no" in place else payload[:20])


class PlantedDesk:
    """A desk whose every text is one payload."""

    decisions = ("accepted", "corrected", "rejected", "unclear")
    correctable = ("subject", "relation")

    def __init__(self, payload: str) -> None:
        self._text = payload

    def progress(self) -> list[Progress]:
        return [Progress("plan", self._text, 1, 0), Progress(self._text, "", 1, 0)]

    def open(self, document: str) -> list[Proposal]:
        text = self._text
        columns = {"subject": text, "relation": text}
        return [Proposal(f"{number}{text}", columns, text, text, text, 0.9, f"{document}{text}") for number in (1, 2)]

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        return {"relation": [("x", self._text)]}

    def decide(self, document: str, key: str, decision: str, columns: Any, gloss: str) -> None:
        from kg.errors import TableError

        raise TableError(f"{columns['subject']} {gloss}", where=document, expected=key, remedy=decision)


def test_the_review_page(
    small_folder: GraphFolder,
    getter_of: Callable[..., Get],
    harmless: Harmless,
    quoted: Callable[[str], str],
    payload: str,
) -> None:
    get = getter_of(explorer(small_folder, desk=PlantedDesk(payload)))
    harmless(get("/nl/beoordelen").text, payload)
    assert harmless(get("/en/review/plan").text, payload).count(" ".join(payload.split())) >= 8
    harmless(get(f"/nl/beoordelen/plan?voorstel={quoted(payload)}").text, payload)
    sent = {"key": payload, "next": payload, "decision": payload, "gloss": payload, "subject": payload}
    refused = get("/nl/beoordelen/plan", "POST", data=sent)
    assert refused.status_code == 400
    harmless(refused.text, payload)


def test_downloads_hold_no_formula(planted: Explorer) -> None:
    found = 0
    for view in all_views():
        for given in list(pages(planted, view))[:4]:
            for sheet in view.page(planted, "nl", given).sheets:
                for row in csv.reader(io.StringIO(sheet_as(sheet, "csv").decode("utf-8-sig"))):
                    for cell in row:
                        assert not re.match(r"[=+@\t\r]|-(?!$)", cell), cell
                        found += cell.startswith("'=1+1")
                for cells in openpyxl.load_workbook(io.BytesIO(sheet_as(sheet, "xlsx"))).active.iter_rows():
                    assert all(cell.data_type != "f" for cell in cells)
                    found += sum(str(cell.value).startswith("=1+1") for cell in cells)
    assert found > 20


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_the_table_of_the_workbench_holds_no_formula(get: Get, start: str) -> None:
    plan = pack(structure(f"{start}HYPERLINK(1)"))
    text = get("/nl/ontwerp", "POST", data={"plan": plan, "action": "csv"}).content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{start}HYPERLINK(1)" in cells
    assert not any(cell.startswith(start) and not cell[1:].isdecimal() and len(cell) > 1 for cell in cells)


def test_the_static_site(planted_site: Path, harmless: Harmless) -> None:
    files = [path for path in planted_site.rglob("*") if path.is_file()]
    assert all(re.fullmatch(r"[a-z0-9._-]+", part) for path in files for part in path.relative_to(planted_site).parts)
    texts = {path: path.read_text(encoding="utf-8") for path in files if path.suffix == ".html"}
    planted_pages = [path for path, text in texts.items() if "planted" in text]
    assert len(planted_pages) > 100
    for path in planted_pages[::5]:
        harmless(texts[path])
        assert "script-src 'self'" in texts[path].replace("&#39;", "'")
