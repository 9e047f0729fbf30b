"""The web application follows the graph folder, quotes only what it is sure of, and lets other routes in."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from kg.build import build
from kg.errors import GraphError
from kg.folder import GraphFolder
from loaders import find_copies, gather, known_documents
from viz.explorer import Explorer, explorer

DATA = Path(__file__).parents[2] / "data"


Ask = Callable[[Starlette, str], httpx.Response]


def test_a_new_build_is_shown_without_a_restart(tmp_path: Path, ask: Ask) -> None:
    folder, table = GraphFolder(tmp_path / "graaf"), tmp_path / "klein.csv"
    table.write_text((DATA / "klein.csv").read_text(encoding="utf-8"), encoding="utf-8")
    build(gather(None, [table], reviewed=False), folder)
    application = explorer(folder)
    first = ask(application, "/nl/beroepen")
    assert "vijverpsycholoog" not in first.text
    table.write_text(table.read_text(encoding="utf-8").replace("tuinpsycholoog", "vijverpsycholoog"), encoding="utf-8")
    build(gather(None, [table], reviewed=False), folder)
    second = ask(application, "/nl/beroepen")
    assert "vijverpsycholoog" in second.text
    assert first.headers["etag"] != second.headers["etag"]


def test_a_damaged_new_graph_leaves_the_one_before_it(tmp_path: Path, ask: Ask) -> None:
    folder = GraphFolder(tmp_path / "graaf")
    build(gather(None, [DATA / "klein.csv"], reviewed=False), folder)
    application = explorer(folder)
    (folder.path / "CURRENT").write_text("bestaat-niet\n", encoding="utf-8")
    assert ask(application, "/nl/").status_code == 200
    with pytest.raises(GraphError):
        explorer(folder)


def test_other_routes_come_before_the_pages(small_folder: GraphFolder, ask: Ask) -> None:
    application = explorer(small_folder, mounts=[Route("/api/telling", lambda _: PlainTextResponse("36"))])
    assert ask(application, "/api/telling").text == "36"
    assert "default-src 'none'" in ask(application, "/api/telling").headers["content-security-policy"]
    assert ask(application, "/nl/").status_code == 200


def test_a_copy_is_quoted_only_where_its_letters_fit(tmp_path: Path, documents: Path) -> None:
    """A graph built without copies quotes a given copy where the digest agrees, and else names the place only."""
    folder = GraphFolder(tmp_path / "graaf")
    build(gather(None), folder)
    copies = {copy.id: copy.text or "" for copy in find_copies(documents, known_documents().values()).documents}
    given = Explorer.open(folder, copies)
    shifted = Explorer.open(folder, {name: f"Voorblad {text}" for name, text in copies.items()})
    passages = [passage for said in given.content.statements.values() for passage in said.passages]
    assert all(given.quotation(passage) for passage in passages)
    assert not any(shifted.quotation(passage) for passage in passages)


def test_serve_says_where_it_stands_and_stops_quietly(small_folder: GraphFolder) -> None:
    program = [sys.executable, "-c", "from cli.main import entry; entry()"]
    arguments = ["serve", "--port", "0", "--graph", str(small_folder.path)]
    with subprocess.Popen([*program, *arguments], stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "http://" in line)
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address is not None
        assert httpx.get(f"{address[0]}nl/", timeout=60).status_code == 200
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(20) == 0
    assert "Gestopt." in rest
    assert "Traceback" not in rest


def test_a_port_in_use_is_a_clear_message(small_folder: GraphFolder) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        outcome = subprocess.run(
            [sys.executable, "-c", "from cli.main import entry; entry()", "serve", "--port", port, "--graph", str(small_folder.path)],
            capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
        )  # fmt: skip
    assert outcome.returncode == 1
    assert f"poort {port} is al in gebruik" in outcome.stderr
    assert "--port" in outcome.stderr


def test_the_explorer_opens_only_a_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="hier staat geen graaf"):
        Explorer.open(GraphFolder(tmp_path))
