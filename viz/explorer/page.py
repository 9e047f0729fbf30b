"""What a view hands over: a page as plain values, the tables it offers, and what is wrong with an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.errors import BeroepenkaartError

__all__ = ["AddressError", "Attachment", "Crumb", "Page", "Sheet", "Target", "Value"]

Value = str | int | float | None
"""What stands in a cell of a table."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the explorer: the name of a view and its parameters."""

    view: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumbs; a concept by IRI or a text, and where it leads."""

    text: str
    target: Target


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to take away: exactly what the page shows. ``name`` becomes part of the file name (a-z, 0-9, hyphen)."""

    name: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True)
class Page:
    """A page before it is written as HTML.

    ``title`` is the heading, ``explanation`` one sentence under it, ``template`` a file in ``templates/`` that gets ``data``.
    """

    title: str
    explanation: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    title_language: str = ""
    """Language of the title where it is not that of the page."""
    status: int = 200
    shown: Mapping[str, str] | None = None
    """Parameters under which the same page can be asked for, where they are not those of the request (a form was sent)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a form is answered with; ``name`` as the reader's machine may keep it, ``media_type`` with its charset."""

    name: str
    media_type: str
    content: bytes


class AddressError(BeroepenkaartError):
    """An address leads nowhere (status 404) or has a parameter that the page does not know (400)."""

    def __init__(self, what: str, *, status: int = 404, near: Sequence[tuple[str, Target]] = ()) -> None:
        self.status, self.near = status, tuple(near)
        super().__init__(what, remedy="Kies een van de voorstellen, of begin bij het overzicht.")
