"""Answers that are kept until the next build, so that what many people ask is computed once."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from kg.folder import GraphFolder
from viz.service.served import Made

__all__ = ["KeptAnswers"]


class KeptAnswers:
    """Answers by task and arguments, for the graph in use; at most `most` bytes, those not asked for longest go first."""

    def __init__(self, folder: GraphFolder, most: int) -> None:
        self._folder, self._left = folder, most
        self._most = most
        self._generation = ""
        self._answers: OrderedDict[str, Made] = OrderedDict()

    def key(self, task: str, arguments: Mapping[str, Any]) -> str:
        """Return the name under which an answer is kept; an answer of another graph has another one."""
        return json.dumps([self._current(), task, arguments], sort_keys=True)

    def find(self, key: str) -> Made | None:
        """Return an answer that is kept, or None."""
        made = self._answers.get(key)
        if made is not None:
            self._answers.move_to_end(key)
        return made

    def keep(self, key: str, made: Made) -> None:
        """Keep an answer, unless it would take more than an eighth of the room."""
        size = len(made.content) + len(key)
        if key in self._answers or size > self._most // 8:
            return
        self._answers[key] = made
        self._left -= size
        while self._left < 0:
            old, gone = self._answers.popitem(last=False)
            self._left += len(gone.content) + len(old)

    def _current(self) -> str:
        try:
            generation = self._folder.generation()
        except OSError:  # the pointer is gone: processes go on with the graph they have
            return self._generation
        if generation != self._generation:
            self._generation, self._left = generation, self._most
            self._answers.clear()
        return generation
