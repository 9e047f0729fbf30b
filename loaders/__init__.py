"""From files to statements: the user's copies of documents, the reviewed statements, and a user's own tables.

The names below are loaded when they are first used, so that the process that reads one file starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loaders.gathering import gather
    from loaders.library import Library
    from loaders.readers import Limits, read_document
    from loaders.registry import find_copies, known_documents, recognise, recognise_reading
    from loaders.reviewed import read_reviewed, reviewed_documents
    from loaders.tables import read_table
    from loaders.text import read_text

__all__ = [
    "Library",
    "Limits",
    "find_copies",
    "gather",
    "known_documents",
    "read_document",
    "read_reviewed",
    "read_table",
    "read_text",
    "recognise",
    "recognise_reading",
    "reviewed_documents",
]

_HOMES = {
    "Library": "library",
    "Limits": "readers",
    "find_copies": "registry",
    "gather": "gathering",
    "known_documents": "registry",
    "read_document": "readers",
    "read_reviewed": "reviewed",
    "read_table": "tables",
    "read_text": "text",
    "recognise": "registry",
    "recognise_reading": "registry",
    "reviewed_documents": "reviewed",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'loaders' has no attribute '{name}'")
    return getattr(import_module(f"loaders.{_HOMES[name]}"), name)
