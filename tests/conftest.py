"""Fixtures: a small graph of invented statements, the command line, and the user's documents where they are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import run
from kg.build import build
from kg.folder import GraphFolder, OpenGraph
from loaders import gather

DATA = Path(__file__).parent / "data"
DOCUMENTS = os.environ.get("BEROEPENKAART_DOCUMENTS", "") and str(Path(os.environ["BEROEPENKAART_DOCUMENTS"]).resolve())


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    folder = GraphFolder(tmp_path_factory.mktemp("klein"))
    build(gather(None, [DATA / "klein.csv"], reviewed=False), folder)
    return folder


@pytest.fixture(scope="session")
def small(small_folder: GraphFolder) -> OpenGraph:
    return small_folder.open()


@pytest.fixture
def beroepenkaart(
    capsysbinary: pytest.CaptureFixture[bytes],
    small_folder: GraphFolder,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Callable[..., Outcome]:
    """Run the command on the small graph and an empty library, and give status, output and messages."""
    monkeypatch.setenv("BEROEPENKAART_GRAPH", str(small_folder.path))
    monkeypatch.setenv("BEROEPENKAART_LIBRARY", str(tmp_path / "bibliotheek"))

    def call(*arguments: str | Path) -> Outcome:
        capsysbinary.readouterr()
        status = run([str(argument) for argument in arguments])
        captured = capsysbinary.readouterr()
        return Outcome(status, captured.out.decode(), captured.err.decode())

    return call


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder with the reports; `make test DOCUMENTS=folder` gives it."""
    if not DOCUMENTS:
        pytest.skip("no reports on this machine (make test DOCUMENTS=folder)")
    return Path(DOCUMENTS)


@pytest.fixture(scope="session")
def full_folder(tmp_path_factory: pytest.TempPathFactory, documents: Path) -> GraphFolder:
    """The graph of the reviewed statements, built with the reports."""
    folder = GraphFolder(tmp_path_factory.mktemp("vol"))
    build(gather(documents), folder)
    return folder


@pytest.fixture(scope="session")
def full(full_folder: GraphFolder) -> OpenGraph:
    return full_folder.open()


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> OpenGraph:
    """The graph of the reviewed statements without the reports: all names and statements, no passages in words."""
    folder = GraphFolder(tmp_path_factory.mktemp("beoordeeld"))
    build(gather(None), folder)
    return folder.open()


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium on this machine")
    return found
