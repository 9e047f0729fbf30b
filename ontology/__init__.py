"""What exists: the ontology, its vocabularies and its SHACL shapes, as Turtle files inside this package.

This package reads files and nothing more; it imports no other package of the product.
"""

from __future__ import annotations

from importlib.resources import files

__all__ = ["VERSION", "core", "shapes", "vocabularies"]

VERSION = "0.1.0"
"""Version of the ontology: the last part of its version IRI, and its ``owl:versionInfo``."""

_HERE = files(__name__)


def core() -> bytes:
    """Return the classes and properties, as Turtle in UTF-8."""
    return (_HERE / "core.ttl").read_bytes()


def vocabularies() -> dict[str, bytes]:
    """Return the SKOS vocabularies by file name (``themes.ttl``), as Turtle in UTF-8, sorted by name."""
    return _turtle("vocabulary")


def shapes() -> dict[str, bytes]:
    """Return the SHACL shapes by file name (``data.ttl``), as Turtle in UTF-8, sorted by name."""
    return _turtle("shapes")


def _turtle(folder: str) -> dict[str, bytes]:
    found = ((entry.name, entry.read_bytes()) for entry in (_HERE / folder).iterdir() if entry.name.endswith(".ttl"))
    return dict(sorted(found))
