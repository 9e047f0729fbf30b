"""Reading many documents side by side; one that cannot be read never stops the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from kg.errors import BeroepenkaartError, DocumentError, FileAccessError
from kg.model import ReadDocument
from loaders.readers.access import shown
from loaders.readers.cache import ReadingCache
from loaders.readers.formats import EXTENSIONS
from loaders.readers.limits import Limits
from loaders.readers.reading import read_document

__all__ = ["Outcome", "documents_in", "executor", "read_many", "read_one"]

MOST_WORKERS = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its reading, or why there is none."""

    path: Path
    document: ReadDocument | None = None
    error: DocumentError | None = None


def documents_in(folder: Path) -> list[Path]:
    """Return the files of a folder whose names end as those of a document do, by name; hidden ones left out.

    Raises FileAccessError when it is no folder, or cannot be read.
    """
    try:
        entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".") and not entry.is_dir()]
    except OSError as error:
        raise FileAccessError(
            "de map kan niet worden gelezen" if folder.is_dir() else "dit is geen map",
            where=shown(folder),
            expected="een map met documenten (.pdf, .docx, .html of .txt)",
            remedy="Controleer de naam van de map, bijvoorbeeld bij --documents.",
        ) from error
    return sorted(entry for entry in entries if entry.suffix.lower() in EXTENSIONS)


def read_one(path: Path, limits: Limits | None = None, cache: Path | None = None) -> Outcome:
    """Read one file: the whole work for it, in any process or on any machine that can see the file and the cache."""
    try:
        return Outcome(path, read_document(path, limits, ReadingCache(cache) if cache else None))
    except DocumentError as error:
        return Outcome(path, error=error)


def read_many(
    paths: Sequence[Path],
    pool: Executor,
    *,
    limits: Limits | None = None,
    cache: Path | None = None,
    progress: Callable[[Outcome], None] = lambda _outcome: None,
) -> list[Outcome]:
    """Return the outcome of each file in the order given; `progress` is called with each as it comes, in that order."""
    outcomes: list[Outcome] = []
    for future in [pool.submit(read_one, path, limits, cache) for path in paths]:
        outcomes.append(future.result())
        progress(outcomes[-1])
    return outcomes


@contextmanager
def executor(workers: int | None = None, scheduler: str | None = None) -> Iterator[Executor]:
    """Give what runs the work: this machine, or the Dask cluster of a scheduler (``tcp://host:8786``).

    On this machine `workers` threads (the number of processors, at most eight) each wait for the child process that reads
    one file. Raises BeroepenkaartError when Dask is not installed or the scheduler does not answer.
    """
    if scheduler is None:
        pool = ThreadPoolExecutor(workers or min(MOST_WORKERS, os.cpu_count() or 1))
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)
        return
    try:
        distributed: Any = import_module("distributed")  # the optional extra
    except ImportError as error:
        raise BeroepenkaartError(
            "Dask is niet geïnstalleerd",
            expected="de toevoeging 'cluster'",
            remedy="Installeer 'beroepenkaart[cluster]', of laat --scheduler weg.",
        ) from error
    try:
        client = distributed.Client(scheduler, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise BeroepenkaartError(
            "de scheduler geeft geen antwoord",
            where=scheduler,
            expected="het adres van een Dask-scheduler, zoals tcp://machine:8786",
            remedy="Start hem met 'dask scheduler', of laat --scheduler weg.",
        ) from error
    with client, client.get_executor() as cluster:
        yield cluster
