"""Proposals from a folder of reports: the same in processes and on a cluster, whatever one bad file does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loaders.readers import documents_in
from loaders.suggest.many import Proposed, processes, suggest_many, suggest_one

TEXT = "Jaarplan\n\nDe gezinscoach werkt samen met de huisarts. De gezinscoach stelt geen diagnoses.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "rapporten"
    place.mkdir()
    (place / "een.txt").write_text(TEXT, encoding="utf-8")
    (place / "kapot.pdf").write_bytes(b"%PDF-1.7\nkapot")
    (place / "twee.txt").write_text(TEXT.replace("huisarts", "wijkverpleegkundige"), encoding="utf-8")
    return place


def told(outcomes: list[Proposed]) -> list[tuple[str, list[str], str]]:
    return [
        (one.path.name, [item.row.id for item in one.found.above(0.7)] if one.found else [], str(one.error or ""))
        for one in outcomes
    ]


def test_processes_give_what_one_gives(folder: Path) -> None:
    paths = documents_in(folder)
    here = told([suggest_one(path, ()) for path in paths])
    with processes(2, None) as pool:
        assert told(suggest_many(paths, pool, ())) == here
    assert [(name, len(rows), bool(error)) for name, rows, error in here] == [
        ("een.txt", 2, False),
        ("kapot.pdf", 0, True),
        ("twee.txt", 2, False),
    ]


def test_a_cluster_of_two_workers_gives_the_same(folder: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    paths = documents_in(folder)
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
        processes(None, cluster.scheduler_address) as pool,
    ):
        there = told(suggest_many(paths, pool, ()))
    assert there == told([suggest_one(path, ()) for path in paths])


def test_the_command_reads_a_folder(beroepenkaart: Callable[..., Any], folder: Path) -> None:
    outcome = beroepenkaart("suggest", folder, "--workers", "2")
    assert outcome.status == 1
    assert "kapot.pdf: niet gelezen" in outcome.err
    assert outcome.out.count("cooperates_with") == 2


def test_a_second_run_only_does_what_changed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "bewaard"
    paths = documents_in(folder)
    first = [suggest_one(path, (), cache=cache) for path in paths]
    (folder / "twee.txt").write_text(TEXT.replace("huisarts", "wijkagent"), encoding="utf-8")
    again = [suggest_one(path, (), cache=cache) for path in paths]
    assert [(item.path.name, item.unchanged) for item in again if item.found] == [
        ("een.txt", True),
        ("twee.txt", False),
    ]
    assert told(again)[0] == told(first)[0]
    assert again[0].found == first[0].found
    monkeypatch.setattr("loaders.suggest.kept._product", lambda: "een andere versie")
    assert not suggest_one(paths[0], (), cache=cache).unchanged


def test_a_kept_result_that_is_damaged_is_made_anew(folder: Path, tmp_path: Path) -> None:
    path = folder / "een.txt"
    first = suggest_one(path, (), cache=tmp_path)
    (kept,) = tmp_path.glob("suggest-*.json")
    for damage in ("", "{}", "[]", '{"document": 1, "suggestions": [{}]}'):
        kept.write_text(damage, encoding="utf-8")
        again = suggest_one(path, (), cache=tmp_path)
        assert (again.found, again.unchanged) == (first.found, False)
    assert suggest_one(path, (), cache=tmp_path).unchanged
