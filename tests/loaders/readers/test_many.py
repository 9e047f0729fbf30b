"""A folder is read side by side; one bad file never stops the rest, and a second run reads only what changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import BeroepenkaartError, DamagedError, FileAccessError
from loaders.readers import Limits, Outcome, ReadingCache, documents_in, executor, read_document, read_many
from loaders.readers import reading as reading_module

Make = Callable[..., bytes]


@pytest.fixture
def folder(tmp_path: Path, made: Make) -> Path:
    inside = tmp_path / "rapporten"
    inside.mkdir()
    for form in ("docx", "html", "pdf", "txt"):
        (inside / f"goed.{form}").write_bytes(made(form))
    (inside / "kapot.pdf").write_bytes(b"%PDF-1.4 kapot")
    (inside / "notities.odt").write_bytes(b"PK")
    (inside / ".verborgen.txt").write_bytes(b"niet voor ons")
    (inside / "map.txt").mkdir()
    return inside


def test_documents_of_a_folder(folder: Path) -> None:
    assert [path.name for path in documents_in(folder)] == [
        "goed.docx",
        "goed.html",
        "goed.pdf",
        "goed.txt",
        "kapot.pdf",
    ]
    with pytest.raises(FileAccessError, match="dit is geen map"):
        documents_in(folder / "goed.pdf")


@pytest.mark.parametrize("workers", [1, 3])
def test_one_bad_file_never_stops_the_rest(folder: Path, workers: int) -> None:
    seen: list[Outcome] = []
    with executor(workers) as pool:
        outcomes = read_many(documents_in(folder), pool, progress=seen.append)
    assert seen == outcomes
    assert [outcome.path.name for outcome in outcomes if outcome.document] == [
        "goed.docx",
        "goed.html",
        "goed.pdf",
        "goed.txt",
    ]
    assert [type(outcome.error) for outcome in outcomes if outcome.error] == [DamagedError]


def test_a_second_run_reads_only_what_changed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[str] = []
    real = reading_module.run_reader

    def counted(form: str, *rest: object) -> object:
        run.append(form)
        return real(form, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading_module, "run_reader", counted)
    paths, cache = documents_in(folder), tmp_path / "bewaard"
    with executor(2) as pool:
        first = read_many(paths, pool, cache=cache)
        assert len(run) == 5
        second = read_many(paths, pool, cache=cache)
        assert len(run) == 5, "also the damaged file is not read again"
        (folder / "goed.txt").write_text("Een heel nieuw verhaal over het dorp.", encoding="utf-8")
        (folder / "goed.pdf").rename(folder / "hernoemd.pdf")
        third = read_many(documents_in(folder), pool, cache=cache)
    assert run[5:] == ["txt"]
    assert [outcome.document for outcome in first] == [outcome.document for outcome in second]
    assert str(first[-1].error) == str(second[-1].error)
    assert [outcome.document.name for outcome in third if outcome.document] == [
        "goed.docx",
        "goed.html",
        "goed.txt",
        "hernoemd.pdf",
    ]


def test_a_kept_reading_that_is_damaged_is_made_anew(folder: Path, tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "bewaard")
    before = read_document(folder / "goed.txt", cache=cache)
    kept = next((tmp_path / "bewaard").iterdir())
    kept.write_bytes(kept.read_bytes()[:100])
    assert read_document(folder / "goed.txt", cache=cache) == before


def test_a_refusal_counts_only_under_the_same_limits(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "bewaard")
    path = tmp_path / "t.txt"
    path.write_text("woord " * 40, encoding="utf-8")
    with pytest.raises(BeroepenkaartError, match="te veel tekst"):
        read_document(path, Limits(characters=100), cache)
    assert read_document(path, Limits(), cache).text == "woord " * 40


def test_a_folder_for_readings_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map", encoding="utf-8")
    cache = ReadingCache(tmp_path / "bestand")
    assert read_document(folder / "goed.txt", cache=cache).blocks


def test_the_same_on_a_cluster_of_two_workers(folder: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
        executor(scheduler=cluster.scheduler_address) as pool,
    ):
        there = read_many(documents_in(folder), pool)
    with executor(1) as pool:
        here = read_many(documents_in(folder), pool)
    assert [outcome.document for outcome in there] == [outcome.document for outcome in here]
    assert [str(outcome.error) for outcome in there] == [str(outcome.error) for outcome in here]


def test_a_scheduler_that_does_not_answer() -> None:
    pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    with pytest.raises(BeroepenkaartError, match="de scheduler geeft geen antwoord"), executor(scheduler="geen-adres"):
        pass


def test_a_child_that_was_stopped_from_outside_is_not_remembered(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = ReadingCache(tmp_path / "bewaard")
    with monkeypatch.context() as patched:
        patched.setattr("loaders.readers.child.sys.executable", "/bin/false")
        with pytest.raises(DamagedError, match="het lezen brak af"):
            read_document(folder / "goed.txt", cache=cache)
    assert read_document(folder / "goed.txt", cache=cache).blocks
