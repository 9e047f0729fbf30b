"""Readings kept by the content of the file, so that a second run reads only what changed.

FOLDER/<sha-256 of the file>-<form>-<version of the readers>.json: what the child process answered.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.whole_files import write_whole
from loaders.readers.limits import Limits

__all__ = ["READER_VERSION", "ReadingCache"]

READER_VERSION = 1
"""Goes up when the readers give another text or other blocks for the same file, so that no older reading is used."""


@dataclass(frozen=True, slots=True)
class ReadingCache:
    """A folder with readings; it holds texts of documents, so it stays on the user's own machine."""

    folder: Path

    def find(self, digest: str, form: str, limits: Limits) -> dict[str, Any] | None:
        """Return an earlier answer, or None; a refusal counts only under the same limits."""
        try:
            kept = json.loads(self._path(digest, form).read_bytes())
            answer, under = dict(kept["answer"]), kept["limits"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if "refused" in answer:
            return answer if under == limits.plain() else None
        return answer if answer.get("digest") == digest else None

    def keep(self, digest: str, form: str, limits: Limits, answer: dict[str, Any]) -> None:
        """Keep an answer; where the folder cannot be written nothing is kept, and the file is read again next time."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            data = json.dumps({"limits": limits.plain(), "answer": answer}, ensure_ascii=False).encode("utf-8")
            write_whole(self._path(digest, form), data)

    def _path(self, digest: str, form: str) -> Path:
        return self.folder / f"{digest}-{form}-{READER_VERSION}.json"
