"""What the report of a scan is made of: titled tables of plain text, and the words that several of them share."""

from __future__ import annotations

from dataclasses import dataclass

from queries.team.model import Cell

__all__ = ["KINDS", "Row", "Section", "cell_label", "two_decimals"]

KINDS = {
    "profession": "beroep", "role": "rol", "group": "groep", "organisation": "organisatie", "own": "niet in de woordenlijst",
    "competency": "competentie", "theme": "thema", "facility": "voorziening", "concept": "begrip", "legal_frame": "kader",
    "task": "taak", "team": "team",
}  # fmt: skip
"""What each kind of concept is called in the report."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: for each column the lines in it, the statements behind it, and how to colour the column ``marked``."""

    cells: tuple[tuple[str, ...], ...]
    statements: tuple[str, ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report; ``marked`` is the column that a row's tone is about, or -1."""

    id: str
    title: str
    explanation: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str
    marked: int = -1
    grouped: int = 0
    """Leading columns that neighbouring rows share."""
    after: str = ""


def cell_label(cell: Cell) -> str:
    """Return a life domain with its activity, as the report names them."""
    return f"{cell.leefgebied.label} / {cell.activity.label}"


def two_decimals(value: float) -> str:
    """Return a number in two decimals, with the comma of Dutch."""
    return f"{value:.2f}".replace(".", ",")
