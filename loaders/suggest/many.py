"""Proposals from many files side by side, in processes or on a Dask cluster; one bad file never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from kg.errors import BeroepenkaartError, DamagedError
from kg.identifiers import slug
from kg.model import Document, ReadDocument
from kg.vocabulary import Vocabulary
from loaders.readers import executor, read_document
from loaders.readers.cache import ReadingCache
from loaders.registry import recognise_reading
from loaders.suggest.extractor import Extractor
from loaders.suggest.from_model import Asks
from loaders.suggest.kept import KeptProposals
from loaders.suggest.model import Suggestions
from loaders.suggest.segments import read_plain
from loaders.text import read_text

__all__ = ["Proposed", "processes", "suggest_many", "suggest_one"]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of one file: its reading and suggestions, or why there are none; ``unchanged`` when kept ones were used."""

    path: Path
    reading: ReadDocument | None = None
    found: Suggestions | None = None
    error: BeroepenkaartError | None = None
    unchanged: bool = False


def suggest_one(
    path: Path,
    known: Sequence[Document],
    document_id: str = "",
    model: Asks | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cache: Path | None = None,
) -> Proposed:
    """Read one file and propose statements from it: the whole work for it, in any process that can see the file.

    With a `cache` (a folder) what was read and proposed before is not done again, unless a model is asked: it may answer
    otherwise.
    """
    try:
        readings = ReadingCache(cache) if cache else None
        plain = path.suffix.lower() == ".txt"
        reading = read_plain(path.name, read_text(path)) if plain else read_document(path, cache=readings)
        recognised = None if document_id else recognise_reading(reading, known)
        name = document_id or (recognised.id if recognised else slug(path.stem))
        kept = KeptProposals(cache) if cache and model is None else None
        found = kept.find(reading, name) if kept else None
        if found is not None:
            return Proposed(path, reading, found, unchanged=True)
        found = _extractor(model).read(reading, name, progress)
        if kept:
            kept.keep(reading, name, found)
        return Proposed(path, reading, found)
    except BeroepenkaartError as error:
        return Proposed(path, error=error)


def suggest_many(
    paths: Sequence[Path],
    pool: Executor,
    known: Sequence[Document],
    model: Asks | None = None,
    cache: Path | None = None,
) -> list[Proposed]:
    """Return what became of each file, in the order given; a file that ends its process is tried once more by itself."""
    futures = [(path, pool.submit(suggest_one, path, known, "", model, cache=cache)) for path in paths]
    found: list[Proposed] = []
    for path, future in futures:
        try:
            found.append(future.result())
        except BrokenProcessPool:
            found.append(_alone(path, known, model, cache))
    return found


def processes(workers: int | None, scheduler: str | None) -> AbstractContextManager[Executor]:
    """Give what runs the work: processes on this machine, or the Dask cluster of a scheduler; raises as `executor` does."""
    if scheduler is not None:
        return executor(scheduler=scheduler)
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _alone(path: Path, known: Sequence[Document], model: Asks | None, cache: Path | None) -> Proposed:
    try:
        with processes(1, None) as pool:
            return pool.submit(suggest_one, path, known, "", model, cache=cache).result()
    except BrokenProcessPool:
        return Proposed(
            path, error=DamagedError("het lezen brak af", where=path.name, remedy="Lees dit bestand apart.")
        )


@cache
def _extractor(model: Asks | None) -> Extractor:
    """Return what reads: made once in each process, since the vocabulary takes longer than most files."""
    return Extractor(Vocabulary.load(), model=model)
