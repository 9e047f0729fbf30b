"""The graph as a process that answers queries sees it: always the one in use, and what was computed from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.folder import GraphFolder, OpenGraph
from kg.store import EmbeddedStore

__all__ = ["Made", "Served"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made:
    """What a task gives back."""

    media_type: str
    content: bytes


class Served:
    """A graph folder whose graph in use is opened again after a build.

    ``texts`` are the user's copies by document id, for a graph that was built without them.
    """

    def __init__(self, folder: GraphFolder, texts: Mapping[str, str] | None = None) -> None:
        self._folder = GraphFolder(Path(folder.path))
        self._texts = dict(texts or {})
        self._open: OpenGraph | None = None
        self._kept: dict[str, Any] = {}

    def graph(self) -> OpenGraph:
        """Return the graph in use; raise GraphError when there is none."""
        if self._open is None or not self._is_current(self._open):
            self._open, self._kept = self._folder.open(), {}
        return self._open

    @property
    def store(self) -> EmbeddedStore:
        """What answers queries."""
        return self.graph().store

    def text(self, document_id: str) -> str | None:
        """Return the user's copy of a document, or None."""
        own = self.graph().text(document_id)
        return own if own is not None else self._texts.get(document_id)

    def kept(self, name: str, make: Callable[[OpenGraph], T]) -> T:
        """Return what `make` computes from the graph, computed once for each build."""
        graph = self.graph()
        if name not in self._kept:
            self._kept[name] = make(graph)
        value: T = self._kept[name]
        return value

    def _is_current(self, graph: OpenGraph) -> bool:
        try:
            return self._folder.generation() == graph.folder.name
        except OSError:  # the pointer is gone: the open graph is still whole
            return True
