"""Addresses: absolute paths for the server, relative files for the static site, so that one template serves both."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from viz.explorer.assets import Assets
from viz.explorer.content import Content
from viz.explorer.page import Target
from viz.explorer.routes import View, path_of, view_named, view_showing

__all__ = ["Links", "ServerLinks", "SiteLinks", "file_of"]

_MOST_BYTES = 180
"""Bytes of the name of a file in the static site, before its endings."""


@dataclass(frozen=True)
class Links(ABC):
    """Makes the addresses on one page; a method answers None where the place does not exist in this form of the explorer."""

    language: str
    content: Content
    assets: Assets
    here: Target | None

    live = True
    """Whether a server answers: forms, downloads on request, free parameters."""

    @abstractmethod
    def address(self, view: View, language: str, parameters: Mapping[str, str]) -> str | None:
        """Return the address of a page."""

    @abstractmethod
    def asset(self, name: str) -> str:
        """Return the address of a style or script in ``static/``."""

    @abstractmethod
    def download(self, sheet: str, form: str) -> str | None:
        """Return the address of a table of this page as ``csv`` or ``xlsx``."""

    def to(self, name: str, anchor: str = "", /, **parameters: str) -> str | None:
        """Return the address of a view by name, with a place in it when ``anchor`` is given."""
        view = view_named(name)
        found = self.address(view, self.language, parameters) if view is not None else None
        return f"{found}#{anchor}" if found and anchor else found

    def target(self, target: Target) -> str | None:
        """Return the address of a target."""
        return self.to(target.view, **target.parameters)

    def concept(self, iri: str) -> str | None:
        """Return the address of the page of a concept."""
        concept = self.content.concepts.get(iri)
        if concept is None:
            return None
        view = view_showing(concept.kind)
        if view is None:
            return self.to("concept", kind=concept.kind, slug=concept.slug)
        return self.address(view, self.language, {"slug": concept.slug})

    def cell(self, actor: str, leefgebied: str) -> str | None:
        """Return the address of what is said of an actor in a life domain (IRIs)."""
        one, other = self.content.concepts[actor], self.content.concepts[leefgebied]
        return self.to(f"cell-{one.kind}", slug=one.slug, leefgebied=other.slug)

    def statement(self, iri: str) -> str | None:
        """Return the address of a statement."""
        return self.to("statement", id=self.content.statements[iri].id)

    def passage(self, document: str, statement: str, number: int = 1) -> str | None:
        """Return the address of the text of a document, at one of the passages of a statement (identifier)."""
        return self.to("source", f"s-{statement}" + (f"-{number}" if number > 1 else ""), slug=document)

    def switch(self, language: str) -> str | None:
        """Return this page in another language, with its state."""
        view = view_named(self.here.view) if self.here is not None else view_named("overview")
        return self.address(view, language, self.here.parameters if self.here else {}) if view else None


@dataclass(frozen=True)
class ServerLinks(Links):
    """Addresses as paths from the root of the server."""

    def address(self, view: View, language: str, parameters: Mapping[str, str]) -> str | None:
        """Return the absolute path with its query."""
        safe = {name: quote(value, safe="") for name, value in parameters.items()}
        path, left = path_of(view, language, safe)
        query = {name: parameters[name] for name in left}
        return f"/{language}{path}" + (f"?{urlencode(query)}" if query else "")

    def asset(self, name: str) -> str:
        """Return the path of the file under its name with its digest."""
        return f"/static/{self.assets.hashed(name)}"

    def download(self, sheet: str, form: str) -> str | None:
        """Return this page with the parameter that asks for a file."""
        if self.here is None or (view := view_named(self.here.view)) is None:
            return None
        here = self.address(view, self.language, self.here.parameters) or ""
        return f"{here}{'&' if '?' in here else '?'}download={sheet}.{form}"


@dataclass(frozen=True)
class SiteLinks(Links):
    """Addresses of files, relative to the page they stand on; ``files`` are all pages that the site has."""

    file: str
    files: frozenset[str]
    forms: tuple[str, ...]

    live = False

    def address(self, view: View, language: str, parameters: Mapping[str, str]) -> str | None:
        """Return the relative path of the file, None where the site has no such page."""
        file = file_of(view, language, parameters)
        return self._relative(file) if file in self.files else None

    def asset(self, name: str) -> str:
        """Return the relative path of the file under its name with its digest."""
        return self._relative(f"static/{self.assets.hashed(name)}")

    def download(self, sheet: str, form: str) -> str | None:
        """Return the relative path of the file beside this page."""
        if form not in self.forms:
            return None
        return self._relative(f"{self.file.removesuffix('.html')}.{sheet}.{form}")

    def _relative(self, file: str) -> str:
        return "../" * self.file.count("/") + quote(file)


def file_of(view: View, language: str, parameters: Mapping[str, str]) -> str:
    """Return the file of a page in the static site: ``nl/beroep/wijkverpleegkundige.html``, ``nl/index--soort-alle.html``."""
    path, query = path_of(view, language, parameters)
    stem = (path.strip("/") or "index") + "".join(f"--{name}-{value}" for name, value in query.items())
    return f"{language}/{'/'.join(_fitting(part) for part in stem.split('/'))}.html"


def _fitting(name: str) -> str:
    """Return a name that file systems take, which is 255 bytes with endings; a longer one ends in a digest of the whole."""
    whole = name.encode()
    if len(whole) <= _MOST_BYTES:
        return name
    return f"{whole[: _MOST_BYTES - 17].decode(errors='ignore')}-{hashlib.sha256(whole).hexdigest()[:16]}"
