"""Fixtures of the explorer: the web application on the small graph, and its static site."""

from __future__ import annotations

import asyncio
import csv
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

import ontology
from kg.anchors import digest
from kg.build import build
from kg.folder import GraphFolder
from kg.model import Document, Passage
from loaders import gather
from viz.explorer import Explorer, explorer, write_site
from viz.explorer.desk import Desk
from viz.explorer.gate import Gate

Once = Callable[[str, Callable[[Path], object]], Path]
Get = Callable[..., httpx.Response]


def getter(application: Starlette) -> Get:
    """Return a function that asks an application for a path, without a server.

    It asks in a thread of its own: the browser of other tests keeps an event loop in this one.
    """

    def get(path: str, method: str = "GET", headers: dict[str, str] | None = None, **sent: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=application)
            async with httpx.AsyncClient(transport=transport, base_url="http://toets") as client:
                return await client.request(method, path, headers=headers, **sent)

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, ask()).result()

    return get


@pytest.fixture(scope="session")
def small_explorer(small_folder: GraphFolder) -> Explorer:
    return Explorer.open(small_folder)


@pytest.fixture(scope="session")
def ask() -> Callable[[Starlette, str], httpx.Response]:
    return lambda application, path: getter(application)(path)


@pytest.fixture(scope="session")
def getter_of() -> Callable[[Starlette], Get]:
    return getter


@pytest.fixture(scope="session")
def get(small_folder: GraphFolder) -> Get:
    return getter(explorer(small_folder))


@pytest.fixture(scope="session")
def small_site(small_explorer: Explorer, once: Once) -> Path:
    return once("site", lambda at: write_site(small_explorer, at))


@contextmanager
def _listening(made: Starlette, lifespan: Literal["on", "off"]) -> Iterator[str]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    running = uvicorn.Server(
        uvicorn.Config(made, log_level="warning", lifespan=lifespan, ws="none", timeout_graceful_shutdown=2)
    )
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.should_exit = True
    thread.join(20)
    listening.close()


@pytest.fixture(scope="session")
def serving() -> Callable[[Starlette, Literal["on", "off"]], AbstractContextManager[str]]:
    """Serve an application on a port of its own for as long as the context lasts; it gives the address."""
    return _listening


@pytest.fixture
def serve(small_folder: GraphFolder) -> Iterator[Callable[..., str]]:
    """A function that serves the explorer with a desk to review at, and gives its address."""
    with ExitStack() as running:

        def start(desk: Desk, gate: Gate | None = None) -> str:
            return running.enter_context(_listening(explorer(small_folder, desk=desk, gate=gate), "off"))

        yield start


@pytest.fixture(scope="session")
def server(small_folder: GraphFolder) -> Iterator[str]:
    """The address of the explorer on a port of its own."""
    with _listening(explorer(small_folder), "off") as address:
        yield address


PAYLOADS = {
    "element": "<script>window.planted=1</script>",
    "attribute": "\"'><img src=x onerror=window.planted=1>",
    "handler": "\" autofocus onfocus=window.planted=1 x=\"' onmouseover='window.planted=1",
    "island": "</script></style></title></textarea></svg><svg onload=window.planted=1>",
    "address": "javascript:window.planted=1//{{7*7}}${7*7}",
}
"""Texts that break out of a text, an attribute, a script or style element, and an address; and a template."""
_DANGEROUS = {
    "iframe",
    "object",
    "embed",
    "base",
    "applet",
    "img",
    "video",
    "audio",
    "math",
    "animate",
    "set",
    "foreignobject",
}
"""Elements that none of our pages has."""


@pytest.fixture(params=PAYLOADS.values(), ids=PAYLOADS.keys())
def payload(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def payloads() -> list[str]:
    return list(PAYLOADS.values())


@pytest.fixture(scope="session")
def quoted() -> Callable[[str], str]:
    """How a text stands in an address."""
    return lambda text: quote(text, safe="")


class _Elements(HTMLParser):
    """What a page is made of: what could run, the texts that it shows, the values of its attributes, its data for scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.texts: list[str] = []
        self.values: list[str] = []
        self.data: list[str] = []
        self._script: bool = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.values += given.values()
        is_data = tag == "script" and given == {"type": "application/json", "id": given.get("id", "")}
        is_ours = tag == "script" and re.fullmatch(r"(?:\.\./)*/?static/[a-z-]+\.[0-9a-f]{8}\.js", given.get("src", ""))
        if (
            tag in _DANGEROUS
            or (tag == "script" and not is_data and not is_ours)
            or (tag == "meta" and given.get("http-equiv", "Content-Security-Policy") != "Content-Security-Policy")
        ):
            self.runs.append(self.get_starttag_text() or tag)
        for name, value in given.items():
            address = re.sub(r"[\s\x00-\x20]", "", value).lower()
            if name.startswith("on") or name in ("style", "srcdoc", "autofocus", "formaction", "ping"):
                self.runs.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "xlink:href", "data") and re.match(
                r"(javascript|data|vbscript|//)", address
            ):
                self.runs.append(f"{tag} {name}={value}")
        self._script = tag == "script"

    def handle_data(self, data: str) -> None:
        (self.data if self._script else self.texts).append(data)

    def handle_endtag(self, _tag: str) -> None:
        self._script = False


@pytest.fixture(scope="session")
def harmless() -> Callable[..., str]:
    """A function that fails for a page in which something planted could run, or where a text is not as it was given; gives the texts."""

    def check(html: str, shown: str = "") -> str:
        page = _Elements()
        page.feed(html)
        page.close()
        assert page.runs == []
        for island in page.data:
            json.loads(island)
        text = " ".join(" ".join(["".join(page.texts), *page.values]).split())
        assert " ".join(shown.split()) in text, f"{shown} is not on the page"
        return text

    return check


PLANTED_REPORT = "plan-2025"


@pytest.fixture(scope="session")
def planted_folder(once: Once) -> GraphFolder:
    """A graph in which everything that people write has the payloads: of the vocabulary, of a table, of a report."""
    return GraphFolder(once("geplant", _plant) / "graaf")


def _plant(folder: Path) -> None:
    texts = list(PAYLOADS.values())
    every = " ".join(texts)
    quoted = json.dumps(every)
    concept = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix bk: <https://w3id.org/beroepenkaart/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/beroepenkaart/id/legal-frame/geplant> a skos:Concept, bk:LegalFrame ;
  skos:prefLabel {quoted}@nl, {json.dumps(f"{every} in English")}@en ; skos:altLabel {json.dumps(f"{every} ook")}@nl ;
  skos:definition {quoted}@nl, {quoted}@en ; skos:scopeNote {quoted}@nl ; rdfs:comment {quoted}@nl ;
  rdfs:seeAlso <javascript:window.planted=1//https://wetten.overheid.nl/> ;
  skos:inScheme <https://w3id.org/beroepenkaart/id/scheme/kaders> ;
  skos:topConceptOf <https://w3id.org/beroepenkaart/id/scheme/kaders> .
"""
    vocabularies = {**ontology.vocabularies(), "zz-planted.ttl": concept.encode()}
    table = folder / f"tabel {PAYLOADS['handler'].replace('/', '')} <img src=x>.csv"
    with (Path(__file__).parents[2] / "data" / "klein.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    planted = {
        "pleinregisseur": f"regisseur {every}", "Team Noord": f"Team {every}", "dorpszorgen": f"zorgen {every}",
        "Stichting Zon": f"=1+1 {every}", "luisteren": f"@luisteren {every}", "buurtronde": f"ronde {every}",
    }  # fmt: skip
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows[0])
        for number, row in enumerate(rows[1:]):
            changed = [planted.get(cell, cell) for cell in row]
            gloss = rows[0].index("gloss")
            writer.writerow([*changed[:gloss], f"=1+1 {texts[number % len(texts)]} {number}", *changed[gloss + 1 :]])
    report = "\n\n".join([f"Voor {every} na.", *(f"Alinea {name} {text} einde." for name, text in PAYLOADS.items())])
    spans = [(report.index(text), report.index(text) + len(text)) for text in PAYLOADS.values()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ontology, "vocabularies", lambda: vocabularies)
        given = gather(None, [table], reviewed=False)
        passages = tuple(
            Passage(PLANTED_REPORT, start, end, digest(report[start:end]), anchoring="exact") for start, end in spans
        )
        document = Document(PLANTED_REPORT, every, publisher=every, year=2025, kind=every, place=every, text=report)
        said = [replace(one, document_id=PLANTED_REPORT, passages=passages) for one in given.statements[:3]]
        given = replace(given, documents=[*given.documents, document], statements=[*given.statements, *said])
        build(given, GraphFolder(folder / "graaf"))


@pytest.fixture(scope="session")
def planted_site(planted_folder: GraphFolder, once: Once) -> Path:
    return once("geplante-site", lambda at: write_site(Explorer.open(planted_folder), at))
