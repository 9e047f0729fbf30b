"""The explorer as files: every page in both languages, with relative links, so that it opens from disk."""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SiteError
from viz.explorer.assets import own_assets
from viz.explorer.context import Explorer
from viz.explorer.download import sheet_as
from viz.explorer.links import SiteLinks, file_of
from viz.explorer.page import Target
from viz.explorer.render import render
from viz.explorer.routes import LANGUAGES, View, all_views

__all__ = ["MARK", "Written", "write_site"]

MARK = "beroepenkaart-site.json"
"""File that says that a folder is a site of ours, which a next one may replace."""
_MOST_ROWS = 2000
"""Rows beyond which the site has a table as CSV only."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the folder, the page to open first, and how much there is."""

    folder: Path
    first: Path
    pages: int
    files: int


@dataclass(frozen=True, slots=True)
class _Instance:
    view: View
    language: str
    parameters: Mapping[str, str]
    file: str


def write_site(
    explorer: Explorer, out: Path, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Written:
    """Write the whole site and put it in the place of an earlier one in one step.

    ``progress`` gets the number of pages done and in all. Raises SiteError when ``out`` holds something that is no site
    of ours, or cannot be written. On an error or interrupt the earlier site stays as it was.
    """
    with _replacing(out) as folder:
        instances = _instances(explorer)
        files = frozenset(instance.file for instance in instances)
        for number, instance in enumerate(instances):
            progress(number, len(instances))
            _write_page(explorer, instance, files, folder)
        progress(len(instances), len(instances))
        for name, content in own_assets().by_hashed_name.items():
            _write(folder / "static" / name, content)
        _write(folder / "index.html", _FORWARD.encode())
        _write(folder / MARK, json.dumps({"generation": explorer.generation, "pages": len(instances)}).encode())
        written = sum(len(names) for _, _, names in os.walk(folder))
    return Written(out, out / "index.html", len(instances), written)


_FORWARD = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Beroepenkaart</title>
<meta http-equiv="refresh" content="0; url=nl/index.html"></head>
<body><p><a href="nl/index.html">Beroepenkaart</a></p></body></html>
"""


def _instances(explorer: Explorer) -> list[_Instance]:
    return [
        _Instance(view, language, parameters, file_of(view, language, parameters))
        for view in all_views()
        for parameters in view.instances(explorer)
        for language in LANGUAGES
    ]


def _write_page(explorer: Explorer, instance: _Instance, files: frozenset[str], folder: Path) -> None:
    view = instance.view
    page = view.page(explorer, instance.language, instance.parameters)
    here = Target(view.name, instance.parameters)
    small = all(len(sheet.rows) <= _MOST_ROWS for sheet in page.sheets)
    forms = tuple(form for form in view.files if small or form == "csv")
    links = SiteLinks(instance.language, explorer.content, own_assets(), here, instance.file, files, forms)
    _write(folder / instance.file, render(explorer, page, view, links).encode())
    stem = instance.file.removesuffix(".html")
    for sheet in page.sheets:
        for form in forms:
            _write(folder / f"{stem}.{sheet.name}.{form}", sheet_as(sheet, form))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@contextmanager
def _replacing(out: Path) -> Iterator[Path]:
    """Give a new folder beside ``out`` to fill, and put it in its place when the block ends without an error."""
    if out.exists() and not _is_ours(out):
        raise SiteError(
            "hier staat iets anders dan een site van Beroepenkaart",
            where=str(out),
            expected="een lege of nieuwe map, of een eerdere site",
            remedy="Kies een andere map met --out.",
        )
    new = out.parent / f".{out.name}.{uuid.uuid4().hex}"
    old = new.with_suffix(".old")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir()
        yield new
        if out.exists():
            out.rename(old)
        try:
            new.rename(out)
        except BaseException:
            if old.exists():
                old.rename(out)
            raise
    except OSError as error:
        raise SiteError(
            f"de site kan niet worden geschreven ({error.strerror or error})",
            where=str(error.filename or out),
            expected="een map waarin u mag schrijven, met genoeg ruimte",
            remedy="Kies een andere map met --out.",
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _is_ours(out: Path) -> bool:
    return out.is_dir() and ((out / MARK).is_file() or not any(out.iterdir()))
