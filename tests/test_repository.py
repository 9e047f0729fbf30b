"""The repository itself: no copied text, no paths of a machine, no file that has grown beyond its job."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = ("cli", "kg", "loaders", "ontology", "queries", "viz", "tests", "bench")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_run_of_words_is_copied_from_the_reports(documents: Path) -> None:
    program = documents.parent / "check" / "copied_text.py"
    if not program.is_file():
        pytest.skip("the program that finds copied text is not beside the reports")
    outcome = subprocess.run([sys.executable, program, ROOT], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout


def test_no_paths_of_a_machine_and_no_registries() -> None:
    pattern = re.compile(r"/(?:home|root|Users)/\w|--(?:extra-)?index-url|registry *= *\"?http|\"resolved\": *\"http")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in tracked()
        if path.name != "test_repository.py" and path.stat().st_size < 2_000_000
        for line in path.read_text(encoding="utf-8", errors="ignore").splitlines()
        if pattern.search(line)
    ]
    assert found == []


def test_every_module_is_readable_in_one_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked()
        if path.suffix == ".py" and (lines := path.read_text(encoding="utf-8").count("\n")) > 500
    }
    assert long == {}


def test_no_print_in_library_code() -> None:
    found = [path.name for path in tracked() if path.suffix == ".py" and path.parts[len(ROOT.parts)] in CODE[:6]
             and re.search(r"^\s*print\(", path.read_text(encoding="utf-8"), re.MULTILINE)]  # fmt: skip
    assert found == []
