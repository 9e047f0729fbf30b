"""Styles and scripts of the explorer, each under a name with a digest of its content, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

__all__ = ["Assets", "own_assets"]

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class Assets:
    """Files by name."""

    content: dict[str, bytes]

    def hashed(self, name: str) -> str:
        """Return ``base.css`` as ``base.0a1b2c3d.css``; raise KeyError for a file that is not there."""
        return self._hashed[name]

    @cached_property
    def by_hashed_name(self) -> dict[str, bytes]:
        """Return the files by their name with digest."""
        return {self.hashed(name): content for name, content in self.content.items()}

    @cached_property
    def _hashed(self) -> dict[str, str]:
        parts = {name: name.rpartition(".") for name in self.content}
        return {
            name: f"{stem}.{hashlib.sha256(self.content[name]).hexdigest()[:8]}.{ending}"
            for name, (stem, _, ending) in parts.items()
        }

    @property
    def version(self) -> str:
        """A digest of all files, templates and words: it changes when pages may look different for the same graph."""
        return _version()


@cache
def own_assets() -> Assets:
    """Return the files in ``static/``, the style of a team scan, and the library that draws graphs."""
    folder = files("viz.explorer") / "static"
    own = {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.name.rpartition(".")[2] in TYPES}
    scan = (files("viz") / "teamscan" / "static" / "team.css").read_bytes()
    return Assets({**own, "team.css": scan, "vis-network.js": _library()})


def _library() -> bytes:
    """Return vis-network as the installed pyvis package brings it."""
    script = (files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")
    return "\n".join(line for line in script.split("\n") if not line.startswith("//# sourceMappingURL")).encode()


@cache
def _version() -> str:
    total = hashlib.sha256()
    for folder in ("static", "templates", "words"):
        for entry in sorted((files("viz.explorer") / folder).iterdir(), key=lambda entry: entry.name):
            total.update(entry.read_bytes())
    return total.hexdigest()[:12]
