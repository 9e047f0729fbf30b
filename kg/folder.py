"""The graph folder: where a built graph lives, and how a new one takes its place in one step.

    FOLDER/CURRENT              name of the generation in use; replaced in one step, so a reader sees the old or the new
    FOLDER/generations/NAME/    store/ (on-disk store), texts/ (the user's own copies), manifest.json
    FOLDER/.lock                held while one process builds

A build that is stopped or fails leaves a generation that nothing points to; the next build removes it.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.store import EmbeddedStore

__all__ = ["GraphFolder", "OpenGraph"]

_KEPT = 2
"""Generations kept: the one in use, and the one before it that a slow reader may still have open."""


@dataclass(frozen=True, slots=True)
class OpenGraph:
    """A built graph, opened for reading: its store, its manifest, and the texts of the user's copies by document id."""

    folder: Path
    store: EmbeddedStore
    manifest: dict[str, Any]

    def in_memory(self) -> OpenGraph:
        """Return the same graph with its store in memory: a second to copy, and three times faster to ask."""
        return replace(self, store=self.store.in_memory())

    def text(self, document_id: str) -> str | None:
        """Return the user's copy of a document as read, or None where the graph was built without it."""
        path = self.folder / "texts" / f"{document_id}.txt"
        return path.read_bytes().decode("utf-8") if path.is_file() else None


@dataclass(frozen=True, slots=True)
class GraphFolder:
    """A folder that holds built graphs."""

    path: Path

    def generation(self) -> str:
        """Return the name of the graph in use, which changes with every build; raise OSError when there is none."""
        return (self.path / "CURRENT").read_text(encoding="utf-8").strip()

    def open(self) -> OpenGraph:
        """Open the graph in use; raise GraphError when there is none or it is damaged."""
        try:
            name = self.generation()
            generation = self.path / "generations" / name
            manifest = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise GraphError(
                "hier staat geen graaf",
                where=str(self.path),
                expected="een map gemaakt met 'beroepenkaart build'",
                remedy="Draai 'beroepenkaart build', of noem de map met --graph of BEROEPENKAART_GRAPH.",
            ) from error
        except (OSError, ValueError) as error:
            raise GraphError(
                f"de graaf is beschadigd ({error})",
                where=str(self.path),
                expected="een map gemaakt met 'beroepenkaart build'",
                remedy="Draai 'beroepenkaart build' opnieuw.",
            ) from error
        return OpenGraph(generation, EmbeddedStore.open(generation / "store"), manifest)

    @contextmanager
    def replacing(self) -> Iterator[Path]:
        """Give a new, empty generation to fill; make it the graph in use when the block ends without an error.

        On an error or interrupt the new generation is removed and the graph in use stays. Raises GraphError when
        another process is building here, or when the folder cannot be written.
        """
        from filelock import FileLock, Timeout  # slow to import, and only needed to write

        generations = self.path / "generations"
        try:
            generations.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path / ".lock", timeout=0)
            lock.acquire()
        except Timeout as error:
            raise GraphError(
                "een andere build schrijft deze graaf",
                where=str(self.path),
                remedy="Wacht tot die klaar is, of bouw in een andere map met --graph.",
            ) from error
        except OSError as error:
            raise GraphError(
                f"in de map van de graaf kan niet worden geschreven ({error.strerror})",
                where=str(self.path),
                expected="een map waarin u mag schrijven",
                remedy="Kies een andere map met --graph.",
            ) from error
        try:
            self._remove_unused()
            target = generations / uuid.uuid4().hex
            target.mkdir()
            try:
                yield target
                self._point_to(target.name)
            except BaseException:
                shutil.rmtree(target, ignore_errors=True)
                raise
        finally:
            lock.release()

    def _point_to(self, name: str) -> None:
        pointer = self.path / f"CURRENT.{name}"
        pointer.write_text(name + "\n", encoding="utf-8")
        pointer.replace(self.path / "CURRENT")

    def _remove_unused(self) -> None:
        current = self.path / "CURRENT"
        used = current.read_text(encoding="utf-8").strip() if current.exists() else ""
        complete = [entry for entry in (self.path / "generations").iterdir() if (entry / "manifest.json").exists()]
        recent = sorted(complete, key=lambda entry: (entry / "manifest.json").stat().st_mtime)[-_KEPT + 1 :]
        kept = {used, *(entry.name for entry in recent)}
        for entry in (self.path / "generations").iterdir():
            if entry.name not in kept:
                shutil.rmtree(entry, ignore_errors=True)
        for left in self.path.glob("CURRENT.*"):
            left.unlink(missing_ok=True)
