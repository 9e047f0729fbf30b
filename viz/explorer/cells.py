"""The matrix behind several pages: what is said of an actor in a life domain, directly or through a theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from viz.explorer.content import Content, Statement

__all__ = ["Cell", "Matrix", "Said", "breadth", "deepest", "matrix_of"]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that counts in a cell; ``via`` is the theme through which it does, empty when it says so itself."""

    statement: Statement
    via: str


@dataclass(slots=True)
class Cell:
    """What is said of one actor in one life domain (both IRIs)."""

    actor: str
    leefgebied: str
    said: list[Said] = field(default_factory=list)
    deepest: str = ""
    """The deepest activity that is affirmed as a fact (IRI), or empty."""

    def count(self, answer: str) -> int:
        """Return the number of statements with an answer; ``other`` counts wishes, questions and opinions."""
        if answer == "other":
            return sum(one.statement.answer not in ("claimed", "denied") for one in self.said)
        return sum(one.statement.answer == answer for one in self.said)

    @property
    def claimed(self) -> int:
        """How many statements affirm it as a fact."""
        return self.count("claimed")

    @property
    def denied(self) -> int:
        """How many statements deny it."""
        return self.count("denied")

    @property
    def other(self) -> int:
        """How many statements wish it, ask it or hold it as an opinion."""
        return self.count("other")


Matrix = Mapping[tuple[str, str], Cell]
"""Cells by actor and life domain; a pair without a cell is not mentioned in any document."""


def matrix_of(content: Content) -> Matrix:
    """Return all cells: active-in statements, and expertise in a theme of the life domain."""
    cells: dict[tuple[str, str], Cell] = {}
    for statement in content.statements.values():
        if statement.relation == "active-in":
            _add(cells, statement, statement.object, "")
        elif statement.relation == "expertise-in" and statement.object in content.concepts:
            for leefgebied in content.concepts[statement.object].leefgebieden:
                _add(cells, statement, leefgebied, statement.object)
    for cell in cells.values():
        done = [one.statement.activity for one in cell.said if one.statement.answer == "claimed"]
        cell.deepest = deepest(content, done)
    return cells


def _add(cells: dict[tuple[str, str], Cell], statement: Statement, leefgebied: str, via: str) -> None:
    key = (statement.subject, leefgebied)
    cells.setdefault(key, Cell(*key)).said.append(Said(statement, via))


def deepest(content: Content, activities: list[str]) -> str:
    """Return the activity (IRI) with the deepest involvement, or an empty text."""
    known = [content.concepts[iri] for iri in activities if iri in content.concepts and content.concepts[iri].depth]
    return max(known, key=lambda concept: concept.depth).iri if known else ""


def breadth(content: Content, matrix: Matrix, actor: str) -> int:
    """Return in how many of the seven life domains something is affirmed of an actor."""
    cells = [matrix.get((actor, leefgebied.iri)) for leefgebied in content.leefgebieden]
    return sum(1 for cell in cells if cell is not None and cell.claimed)
