"""A new graph takes the place of the old one in one step, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.folder import GraphFolder
from kg.store import EmbeddedStore


def fill(folder: GraphFolder, label: str) -> None:
    with folder.replacing() as target:
        store = EmbeddedStore()
        store.add_turtle("http://e/g", f'<http://e/a> <http://e/is> "{label}" .'.encode())
        store.write_to(target / "store")
        (target / "manifest.json").write_text("{}", encoding="utf-8")


def label(folder: GraphFolder) -> str:
    return str(folder.open().store.select("SELECT ?o WHERE { ?s <http://e/is> ?o }").rows[0][0])


def test_the_new_graph_replaces_the_old(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path / "graaf")
    fill(folder, "een")
    reader = folder.open()
    fill(folder, "twee")
    assert label(folder) == "twee"
    assert len(reader.store.select("SELECT ?o WHERE { ?s ?p ?o }").rows) == 1, "a reader of the old graph reads on"


def test_an_error_leaves_the_old_graph(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    fill(folder, "een")
    with pytest.raises(RuntimeError), folder.replacing() as target:
        (target / "half").write_text("half", encoding="utf-8")
        raise RuntimeError
    assert label(folder) == "een"
    assert len(list((tmp_path / "generations").iterdir())) == 1


def test_an_interrupt_leaves_the_old_graph(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    fill(folder, "een")
    with pytest.raises(KeyboardInterrupt), folder.replacing():
        raise KeyboardInterrupt
    assert label(folder) == "een"


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process with a signal")
def test_a_killed_build_leaves_the_old_graph_and_no_lock(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    fill(folder, "een")
    program = (
        "import sys, time; from pathlib import Path; from kg.folder import GraphFolder\n"
        "with GraphFolder(Path(sys.argv[1])).replacing() as target:\n"
        "    (target / 'half').write_text('half'); print('bezig', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "bezig\n"
        with pytest.raises(GraphError, match="andere build"), folder.replacing():
            pass
        os.kill(process.pid, signal.SIGKILL)
    assert label(folder) == "een"
    fill(folder, "twee")
    assert label(folder) == "twee"
    assert not list((tmp_path / "generations").glob("*/half")), "the next build removes what was left"


def test_old_generations_are_removed(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    for number in range(5):
        fill(folder, str(number))
        time.sleep(0.01)
    assert label(folder) == "4"
    assert len(list((tmp_path / "generations").iterdir())) <= 3


def test_no_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="hier staat geen graaf"):
        GraphFolder(tmp_path).open()


def test_damaged_graph(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    fill(folder, "een")
    generation = next((tmp_path / "generations").iterdir())
    (generation / "manifest.json").write_text("{half", encoding="utf-8")
    with pytest.raises(GraphError, match="beschadigd"):
        folder.open()


def test_store_that_is_gone(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    fill(folder, "een")
    generation = next((tmp_path / "generations").iterdir())
    (generation / "store" / "CURRENT").unlink()
    with pytest.raises(GraphError, match="kan niet worden geopend"):
        folder.open()


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    with pytest.raises(GraphError, match="niet worden geschreven"), GraphFolder(tmp_path / "bestand").replacing():
        pass
