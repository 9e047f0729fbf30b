"""A query that somebody wrote, asked in a process of its own: the engine ends its whole process on some sorts."""

from __future__ import annotations

import os
import re
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from kg.errors import QueryError
from kg.store import EmbeddedStore
from kg.terms import Solutions, Term

__all__ = ["ask_apart"]

Answer = Solutions | bool | list[tuple[Term, Term, Term]]


def ask_apart(store: Path, query: str) -> Answer:
    """Return what the store in a folder answers; raise QueryError, also where the engine gives up without a word.

    Without ORDER BY it is asked here and now: nothing else is known to end the process, and a new one takes a third of a second.
    """
    if not re.search(r"\border\s+by\b", query, re.IGNORECASE):
        return EmbeddedStore.open(store).run(query)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_be_silent) as processes:
        try:
            answer = processes.submit(_answer, store, query).result()
        except BrokenProcessPool as error:
            raise QueryError(
                "de zoekmachine loopt op deze vraag vast",
                expected="een ORDER BY op een kolom met waarden van één soort",
                remedy="Schrijf ORDER BY STR(?x).",
            ) from error
    if isinstance(answer, QueryError):
        raise answer
    return answer


def _answer(store: Path, query: str) -> Answer | QueryError:
    try:
        return EmbeddedStore.open(store).run(query)
    except QueryError as error:
        return error


def _be_silent() -> None:
    """Let the engine say nothing on its way out: the one who asked says it better."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
