"""What a view hands over: a page as plain values, the tables it offers, and what is wrong with an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from kg.errors import BeroepenkaartError
from viz.explorer.words import words

__all__ = ["AddressError", "Attachment", "Crumb", "Page", "PageError", "Sheet", "Target", "Value"]

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
    explanation_language: str = ""
    """Language of the explanation where it is not that of the page."""
    status: int = 200
    shown: Mapping[str, str] | None = None
    """Parameters under which the same page can be asked for, where they are not those of the request (a form was sent)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a form is answered with; ``name`` as the reader's machine may keep it, ``media_type`` with its charset."""

    name: str
    media_type: str
    content: bytes


class PageError(BeroepenkaartError):
    """Something that a reader asked of a page cannot be done, said in the language of the page.

    ``key`` is a text in section ``wrong`` of the words, ``values`` go into it; ``deep`` is the error beneath it, whose Dutch
    message is shown as it is. ``near`` are places where the reader probably wanted to go.
    """

    heading: ClassVar[str] = "problem.wrong"

    def __init__(
        self,
        key: str,
        /,
        *,
        status: int = 400,
        near: Sequence[tuple[str, Target]] = (),
        deep: BeroepenkaartError | None = None,
        **values: object,
    ) -> None:
        self.key, self.status, self.near, self.deep, self.values = key, status, tuple(near), deep, values
        super().__init__(str(deep) if deep is not None else self.said("nl"))

    def said(self, language: str) -> str:
        """Return what is wrong in a language of the interface."""
        return words(language)(f"wrong.{self.key}", **self.values)


class AddressError(PageError):
    """An address leads nowhere (status 404) or has a parameter that the page does not know (400)."""

    def __init__(self, key: str, /, *, status: int = 404, **more: Any) -> None:
        super().__init__(key, status=status, **more)
