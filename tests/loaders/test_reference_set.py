"""The export against a reference set of one report: at least 95 of 100 of its statements are found again."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.export import statements_csv
from kg.folder import OpenGraph


def test_recall_on_the_reference_set(full: OpenGraph, documents: Path, tmp_path: Path) -> None:
    folder = documents.parent / "gold"
    if not (folder / "score.py").is_file():
        pytest.skip("the reference set is not beside the reports")
    export = tmp_path / "uitspraken.csv"
    export.write_text(statements_csv(full.store), encoding="utf-8")
    sets = sorted(folder.glob("*.gold.jsonl"))
    outcome = subprocess.run(
        [sys.executable, folder / "score.py", export, *sets, "--documents", documents],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"recall strict ([\d.]+)", outcome.stdout.splitlines()[-1])
    assert found is not None
    assert float(found[1]) >= 0.95, outcome.stdout
