"""The frame of every page: one template environment that escapes, one style sheet, nothing loaded from outside."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

__all__ = ["render_page"]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("viz"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def render_page(template: str, *, scripts: tuple[str, ...] = (), **values: object) -> str:
    """Return a self-contained HTML page; `scripts` are the texts of scripts that stand in it.

    The page's own Content-Security-Policy admits exactly these scripts and the style sheet, by their hashes, and no
    connection to anywhere; every value is escaped by the template.
    """
    style = (files("viz") / "static" / "page.css").read_text(encoding="utf-8")
    hashes = " ".join(_hash(script) for script in scripts) or "'none'"
    policy = (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {hashes}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704 - our own file
            scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own files and the library's
            policy=policy,
            **values,
        )
    )


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
