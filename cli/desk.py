"""The user's own reports and decisions, as the review page of the explorer asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock

from kg.vocabulary import Vocabulary
from loaders import Library
from loaders.review import DECISIONS, ReviewDesk, key_of
from loaders.review.model import CONTENT
from loaders.suggest import Suggestion
from viz.explorer.desk import Progress, Proposal

__all__ = ["LibraryDesk"]

_AROUND = 280
"""Code points shown before and after a passage."""
_CLOSED = ("relation", "shell", "polarity", "modality", "level", "voice")


class LibraryDesk:
    """The desk of one library; one decision at a time."""

    decisions: Sequence[str] = DECISIONS
    correctable: Sequence[str] = CONTENT

    def __init__(self, library: Library, least: float) -> None:
        self._library = library
        self._vocabulary = Vocabulary.load()
        self._desk = ReviewDesk(library, self._vocabulary, least=least)
        self._lock = Lock()
        self._known: dict[str, tuple[str, list[Suggestion]]] = {}

    @property
    def _version(self) -> str:
        """The newest change of a decisions file."""
        folder = self._library.path / "decisions"
        times = [path.stat().st_mtime_ns for path in folder.glob("*.csv")] if folder.is_dir() else []
        return f"{len(times)}-{max(times, default=0)}"

    def progress(self) -> list[Progress]:
        """Return how far each registered report is."""
        with self._lock:
            return [
                Progress(key, document.title, len(self._open(key)), len(self._desk.store.read(key)))
                for key, document in sorted(self._library.documents().items())
            ]

    def open(self, document: str) -> list[Proposal]:
        """Return what is left to decide on a report, the most certain first."""
        with self._lock:
            text = self._library.reading(document).text
            return [_proposal(item, text) for item in self._open(document)]

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """Return the closed lists: what the statement table writes, and what people read."""
        return {
            kind: [(concept.token or concept.label, concept.label) for concept in self._vocabulary.of_kind(kind)]
            for kind in _CLOSED
        }

    def decide(self, document: str, key: str, decision: str, columns: Mapping[str, str], gloss: str) -> None:
        """Keep a decision; columns that stay as proposed are no correction."""
        with self._lock:
            item = next((one for one in self._open(document) if key_of(one.row) == key), None)
            proposed = {name: str(getattr(item.row, name)) for name in CONTENT} if item else {}
            changed = {name: value for name, value in columns.items() if proposed.get(name, "") != value}
            self._desk.decide(key, decision, correction=changed if decision == "corrected" else None, gloss=gloss)
            self._known.pop(document, None)

    def _open(self, document: str) -> list[Suggestion]:
        version = self._version
        kept = self._known.get(document)
        if kept is None or kept[0] != version:
            left = self._desk.open_suggestions(document).left.suggestions
            kept = version, sorted(left, key=lambda item: (-item.confidence, item.start))
            self._known[document] = kept
        return kept[1]


def _proposal(item: Suggestion, text: str) -> Proposal:
    start, end = item.start, item.end
    return Proposal(
        key=key_of(item.row),
        columns={name: str(getattr(item.row, name)) for name in CONTENT},
        before=text[max(0, start - _AROUND) : start],
        passage=text[start:end],
        after=text[end : end + _AROUND],
        confidence=item.confidence,
        why=item.why,
    )
