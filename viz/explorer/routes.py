"""The addresses of the explorer: every module in ``views/`` says which pages it makes and where they stand."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol

from viz.explorer import views
from viz.explorer.context import Explorer
from viz.explorer.forms import Form
from viz.explorer.page import AddressError, Attachment, Page, Target

__all__ = [
    "LANGUAGES",
    "FormFunction",
    "PageFunction",
    "Parameter",
    "View",
    "all_views",
    "check_query",
    "match",
    "path_of",
    "view_named",
]

LANGUAGES = ("nl", "en")


class PageFunction(Protocol):
    """Make a page of a graph in a language; raise AddressError when the parameters name nothing."""

    def __call__(self, explorer: Explorer, language: str, parameters: Mapping[str, str], /) -> Page:
        """Return the page."""
        ...


class FormFunction(Protocol):
    """Answer a form that was sent to a page: with a page, or with a file; nothing is kept on the server."""

    def __call__(
        self, explorer: Explorer, language: str, parameters: Mapping[str, str], form: Form, /
    ) -> Page | Attachment:
        """Return the answer."""
        ...


def _single(_: Explorer) -> Iterable[Mapping[str, str]]:
    return ({},)


@dataclass(frozen=True)
class Parameter:
    """A query parameter; without ``choices`` any text goes and the view checks it."""

    name: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class View:
    """A kind of page.

    ``paths`` are by language, below ``/nl`` and ``/en``, with ``{slug}`` for a part of the path. ``instances`` gives the
    parameters of every page that the static site writes; none for a view that needs a server. ``shows`` is the kind of concept
    (``legal-frame``) whose own page this is. ``menu`` is the place in the header, 0 for none; ``under`` names the view whose
    item in the header is marked. ``styles`` and ``scripts`` are files in ``static/``.
    """

    name: str
    paths: Mapping[str, str]
    page: PageFunction
    instances: Callable[[Explorer], Iterable[Mapping[str, str]]] = _single
    parameters: tuple[Parameter, ...] = ()
    shows: str = ""
    menu: int = 0
    under: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    files: tuple[str, ...] = ("csv", "xlsx")
    """Forms in which the static site writes the tables of this view beside the page."""
    form: FormFunction | None = None
    """Answers a form that is sent to the same address (POST), with fields and files."""
    largest: int = 256 * 1024
    """Bytes of a form, files included."""
    guarded: bool = False
    """Only for reviewers: where the server has a gate, for who is signed in."""

    def pattern(self, language: str) -> re.Pattern[str]:
        """Return the pattern of the path below the language."""
        parts = re.split(r"\{(\w+)\}", self.paths[language])
        text = "".join(re.escape(part) if n % 2 == 0 else f"(?P<{part}>[^/]+)" for n, part in enumerate(parts))
        return re.compile(text)


@cache
def all_views() -> tuple[View, ...]:
    """Return the views of all modules in ``views/``: each has a ``VIEWS`` tuple."""
    names = sorted(module.name for module in pkgutil.iter_modules(views.__path__))
    return tuple(view for name in names for view in import_module(f"{views.__name__}.{name}").VIEWS)


@cache
def view_named(name: str) -> View | None:
    """Return the view with a name, or None."""
    return next((view for view in all_views() if view.name == name), None)


@cache
def view_showing(kind: str) -> View | None:
    """Return the view that is the page of a kind of concept, or None."""
    return next((view for view in all_views() if view.shows == kind), None)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], View], ...]:
    return tuple((view.pattern(language), view) for view in all_views())


def match(language: str, path: str) -> tuple[View, dict[str, str]] | None:
    """Return the view and path parameters of a path below the language, or None."""
    for pattern, view in _patterns(language):
        if found := pattern.fullmatch(path):
            return view, found.groupdict()
    return None


@cache
def _names_in(template: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\{(\w+)\}", template))


def path_of(view: View, language: str, parameters: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return the path below the language, and the parameters that go into the query."""
    template = view.paths[language]
    names = _names_in(template)
    path = template.format_map({name: parameters[name] for name in names})
    return path, {name: value for name, value in sorted(parameters.items()) if name not in names and value}


def check_query(view: View, query: Mapping[str, str]) -> None:
    """Raise AddressError (400) for a parameter that the view does not know, or a value it cannot have."""
    known = {parameter.name: parameter for parameter in view.parameters}
    for name, value in query.items():
        if name not in known:
            raise AddressError("no_parameter", name=name, status=400, near=_plain(view))
        choices = known[name].choices
        if choices and value not in choices:
            near = [(f"{name}={choice}", Target(view.name, {name: choice})) for choice in choices]
            raise AddressError("no_value", value=value, name=name, status=400, near=near if not _in_path(view) else ())


def _plain(view: View) -> list[tuple[str, Target]]:
    return [] if _in_path(view) else [(view.name, Target(view.name))]


def _in_path(view: View) -> bool:
    return "{" in view.paths["nl"]
