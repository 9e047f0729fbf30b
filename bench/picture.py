"""How long a reader waits for the first picture of a graph: our page beside that of pyvis by itself, in the same run.

    python -m bench.picture [--graph build/graph] [--nodes 500] [--repeats 5]

Both show the same nodes (those of the graph with the most links) and the same links between them, each in a new browser
context with nothing kept, by turns. What is measured is the time from the start of the navigation to the first frame that
shows the picture: our page brings it drawn (SVG), and puts the canvas that can be walked in the same place when that is
ready (`canvas`); the page of pyvis has a canvas only. A canvas counts from the first frame in which it is not blank: a
script of the bench looks, in every animation frame, at a copy of each canvas of 64 by 64 points. For our page it includes what the server does: choosing places, writing the page, compressing it. The page of pyvis
(`Network().generate_html()`, physics and all else as pyvis has it) is made beforehand and only served; its vis-network
is the one that the package brings (`cdn_resources="in_line"`), and what it still asks from elsewhere is not found at once.
`html`, `answered` and `settled` say where the time goes: when the page had arrived, when it was read, and our own mark.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network as PyvisNetwork
from rich.console import Console
from rich.table import Table
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from kg.folder import GraphFolder
from viz.explorer import explorer
from viz.explorer.assets import own_assets
from viz.explorer.links import ServerLinks
from viz.explorer.page import Target
from viz.explorer.render import render
from viz.explorer.routes import view_named
from viz.explorer.views.graph import Asked, drawing
from viz.network import Network

AIM = 0.7
MOST = 300
"""Seconds that a page gets."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
LOOK = """
window.seen = 0;
window.first = 0;
const small = document.createElement("canvas"); small.width = small.height = 64;
const pen = small.getContext("2d", { willReadFrequently: true });
function look() {
  const still = document.querySelector("svg#still line");
  if (!window.first && still && still.getBoundingClientRect().width + still.getBoundingClientRect().height > 0) {
    window.first = 1;  // it is laid out, so this frame shows it
    requestAnimationFrame((now) => { window.first = now; });
  }
  for (const canvas of document.querySelectorAll("canvas")) {
    if (!canvas.width || !canvas.height) continue;
    pen.clearRect(0, 0, 64, 64);
    pen.drawImage(canvas, 0, 0, 64, 64);
    if (pen.getImageData(0, 0, 64, 64).data.some((value, n) => n % 4 === 3 && value > 0)) { window.seen = performance.now(); return; }
  }
  requestAnimationFrame(look);
}
requestAnimationFrame(look);
"""
WHEN = """() => {
  const [page] = performance.getEntriesByType("navigation");
  return { first: Math.min(window.first || window.seen, window.seen), seen: window.seen, html: page.responseEnd, answered: page.domInteractive,
           settled: performance.getEntriesByName("graph-drawn")[0]?.startTime ?? 0 };
}"""


def main() -> None:
    options = arguments()
    folder = GraphFolder(Path(options.graph))
    ours = explorer(folder)
    part = largest(ours, options.nodes)
    ours.router.routes.insert(0, Route("/nl/toets", lambda request: our_page(ours, part, request)))
    theirs_html = pyvis_page(ours, part)
    theirs = Starlette(routes=[Route("/", lambda _: HTMLResponse(theirs_html))])
    addresses = {"ours": f"{serve(ours)}/nl/toets", "pyvis": serve(theirs)}
    times: dict[str, list[dict[str, float]]] = {name: [] for name in addresses}
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        wait(browser, addresses["ours"])  # reads the graph
        for number in range(options.repeats):
            for name, address in addresses.items():
                if name == "ours" or number < options.pyvis_repeats:
                    times[name].append(wait(browser, address))
        browser.close()
    report(part, times)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The first picture of a graph.")
    parser.add_argument("--graph", default="build/graph")
    parser.add_argument("--nodes", type=int, default=500)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--pyvis-repeats", type=int, default=5)
    return parser.parse_args()


def largest(application: Starlette, nodes: int) -> Network:
    """Return the part of the graph with so many nodes, those with the most links."""
    whole = application.state.graph.explorer().network
    order = sorted(whole.nodes, key=lambda node: (-whole.degree(node), node))
    return whole.subgraph(order[:nodes]).copy()


def our_page(application: Starlette, part: Network, request: Request) -> HTMLResponse:
    del request
    opened = application.state.graph.explorer()
    page = drawing(opened, "nl", part, Asked(question="samenwerking"))
    links = ServerLinks("nl", opened.content, own_assets(), Target("graph", {"vraag": "samenwerking"}))
    return HTMLResponse(render(opened, page, view_named("graph"), links))


def pyvis_page(application: Starlette, part: Network) -> str:
    content = application.state.graph.explorer().content
    model = PyvisNetwork(cdn_resources="in_line")
    for node in part.nodes:
        model.add_node(node, label=content.concepts[node].label)
    for one, two in part.edges():
        model.add_edge(one, two)
    return model.generate_html()


def serve(application: Starlette) -> str:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", lifespan="off", ws="none"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


def wait(browser: Browser, address: str) -> dict[str, float]:
    """Return the milliseconds after which things happened on a page (`MOST` when nothing was drawn), and how often it asked something from elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda asked: outside.append(asked.url) if not asked.url.startswith(address[:17]) else None)
    page.add_init_script(LOOK)
    page.goto(address, wait_until="commit")
    end = time.monotonic() + MOST
    while not page.evaluate("window.seen") and time.monotonic() < end:
        page.wait_for_timeout(100)
    page.wait_for_timeout(200)
    found = page.evaluate(WHEN)
    context.close()
    late = MOST * 1000.0
    return {**found, "first": found["first"] or late, "seen": found["seen"] or late, "outside": len(outside)}


def report(part: Network, times: dict[str, list[dict[str, float]]]) -> None:
    table = Table(
        title=f"First picture of {part.number_of_nodes()} nodes and {part.number_of_edges()} links, in seconds"
    )
    for column in (
        "page",
        "times",
        "least",
        "median",
        "most",
        "canvas",
        "html",
        "answered",
        "settled",
        "asked outside",
    ):
        table.add_column(column, justify="left" if column == "page" else "right")
    medians = {}
    for name, found in times.items():
        if not found:
            continue
        seen = [one["first"] / 1000 for one in found]
        medians[name] = statistics.median(seen)
        parts = [statistics.median(one[key] for one in found) / 1000 for key in ("seen", "html", "answered", "settled")]
        figures = [f"{value:.2f}" for value in (min(seen), medians[name], max(seen), *parts)]
        table.add_row(name, str(len(seen)), *figures, str(int(max(one["outside"] for one in found))))
    console = Console()
    console.print(table)
    verdict = "within" if medians["ours"] <= AIM else "NOT within"
    if "pyvis" in medians:
        console.print(f"pyvis / ours: {medians['pyvis'] / medians['ours']:.0f} times")
    console.print(f"ours is {verdict} {AIM} s")


if __name__ == "__main__":
    main()
