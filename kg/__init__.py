"""The core: what a statement is, how its passage is found, how the graph is built, checked, kept and asked.

The names below are loaded when they are first used, so that a command that only reads starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build import BuildInput, BuildResult, build
    from kg.errors import BeroepenkaartError
    from kg.evidence import Evidence, evidence_of
    from kg.folder import GraphFolder, OpenGraph
    from kg.model import Anchor, Block, Document, Passage, ReadDocument, Statement
    from kg.vocabulary import Concept, Vocabulary

__all__ = [
    "Anchor",
    "BeroepenkaartError",
    "Block",
    "BuildInput",
    "BuildResult",
    "Concept",
    "Document",
    "Evidence",
    "GraphFolder",
    "OpenGraph",
    "Passage",
    "ReadDocument",
    "Statement",
    "Vocabulary",
    "build",
    "evidence_of",
]

_HOMES = {
    "Anchor": "model",
    "BeroepenkaartError": "errors",
    "Block": "model",
    "BuildInput": "build",
    "BuildResult": "build",
    "Concept": "vocabulary",
    "Document": "model",
    "Evidence": "evidence",
    "GraphFolder": "folder",
    "OpenGraph": "folder",
    "Passage": "model",
    "ReadDocument": "model",
    "Statement": "model",
    "Vocabulary": "vocabulary",
    "build": "build",
    "evidence_of": "evidence",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    return getattr(import_module(f"kg.{_HOMES[name]}"), name)
