"""Fixtures: a small graph of invented statements, the command line, and the user's documents where they are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import coverage
import pytest
from filelock import FileLock

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


Once = Callable[[str, Callable[[Path], object]], Path]


@contextmanager
def untraced() -> Iterator[None]:
    """Leave what runs within out of the coverage: tracing makes it two to three times slower."""
    measured = coverage.Coverage.current()
    if measured is None:
        yield
        return
    measured.stop()
    try:
        yield
    finally:
        measured.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Leave tests marked `uncovered` out of the coverage."""
    if not item.get_closest_marker("uncovered"):
        return (yield)
    with untraced():
        return (yield)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Return a function that makes a folder, by name, once for all workers of this run, and gives its path.

    The making is not traced: tests of the same code on small examples are.
    """
    root = tmp_path_factory.getbasetemp()
    root = root if worker_id == "master" else root.parent

    def made(name: str, make: Callable[[Path], object]) -> Path:
        with FileLock(root / f"{name}.lock"):
            if not (root / f"{name}.made").exists():
                (root / name).mkdir()
                with untraced():
                    make(root / name)
                (root / f"{name}.made").touch()
        return root / name

    return made


@pytest.fixture(scope="session")
def small_folder(once: Once) -> GraphFolder:
    path = once("klein", lambda at: build(gather(None, [DATA / "klein.csv"], reviewed=False), GraphFolder(at)))
    return GraphFolder(path)


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
def full_folder(once: Once, documents: Path) -> GraphFolder:
    """The graph of the reviewed statements, built with the reports."""
    return GraphFolder(once("vol", lambda at: build(gather(documents), GraphFolder(at))))


@pytest.fixture(scope="session")
def full(full_folder: GraphFolder) -> OpenGraph:
    return full_folder.open()


@pytest.fixture(scope="session")
def reviewed(once: Once) -> OpenGraph:
    """The graph of the reviewed statements without the reports: all names and statements, no passages in words."""
    return GraphFolder(once("beoordeeld", lambda at: build(gather(None), GraphFolder(at)))).open()


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium on this machine")
    return found
