"""A team filled in with the words of the small graph, as CSV and as rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import pytest

from kg.folder import OpenGraph
from queries.team import TeamScan, read_team, scan

HEADER = (
    "beroep of rol", "aantal of fte", "schil", "leefgebied", "activiteit", "taak", "registratie", "organisatie", "opmerking",
)  # fmt: skip
ROWS = (
    ("tuinpsycholoog", "2", "binnenschil", "psychische gezondheid", "behandelen", "tuingesprek", "", "", ""),
    ("dorpsverpleegkundige", "0,8", "buitenschil", "psychische gezondheid", "behandelen", "", "", "", ""),
    ("dorpsverpleegkundige", "", "buitenschil", "lichamelijke gezondheid", "verzorgen", "tuingesprek", "", "", ""),
    ("pleinregisseur", "", "binnenschil", "sociale relaties", "activeren", "", "", "", ""),
    ("pleinregisseur", "", "binnenschil", "psychische gezondheid", "signaleren", "", "", "", ""),
    ("bodebezorger", "", "binnenschil", "zingeving", "", "", "", "", ""),
    ("stoepcoach", "", "binnenschil", "sociale relaties", "activeren", "", "", "", ""),
)

Written = Callable[..., bytes]


@pytest.fixture
def written() -> Written:
    """Give a function from rows (the short ones filled up) to the bytes of a CSV file."""

    def write(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER, delimiter: str = ";") -> bytes:
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows([*row, *[""] * (len(header) - len(row))] for row in rows)
        return buffer.getvalue().encode()

    return write


@pytest.fixture
def rows() -> tuple[tuple[str, ...], ...]:
    return ROWS


@pytest.fixture
def header() -> tuple[str, ...]:
    return HEADER


@pytest.fixture
def found(small: OpenGraph, written: Written) -> TeamScan:
    """The scan of the seven rows above, on the small graph."""
    return scan(small.store, read_team(written(ROWS), "team.csv"))
