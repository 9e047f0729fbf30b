"""Finding the passages of decisions, and those of a workbook, in the text of a report as it is here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.anchors import Anchoring, Letters, Located, TextIndex, digest
from loaders.review.model import Decision, settled

__all__ = ["Placed", "find_words", "overlap", "place_decisions"]


@dataclass(frozen=True, slots=True)
class Placed:
    """What was decided on one key, the votes behind it, and where its passage is now."""

    decision: Decision
    votes: tuple[Decision, ...]
    located: Located

    @property
    def disputed(self) -> bool:
        """Whether reviewers disagree and nothing has settled it yet."""
        counted = [vote for vote in self.votes if vote.final] or self.votes
        return len({vote.outcome for vote in counted}) > 1

    @property
    def state(self) -> str:
        """How it counts: ``stale`` and ``lost`` when its passage changed or went, else what was decided."""
        if self.located.anchoring in (Anchoring.STALE, Anchoring.LOST):
            return self.located.anchoring.value
        return self.decision.decision


def place_decisions(decisions: Iterable[Decision], index: TextIndex) -> list[Placed]:
    """Return what was decided about a report, key by key, with where each passage is in its text."""
    placed: list[Placed] = []
    for decision, votes in settled(decisions).values():
        located = index.find(
            decision.anchor, start=decision.start, end=decision.end, reference_length=decision.text_length
        )
        placed.append(Placed(decision, votes, located))
    return placed


def overlap(located: Located, start: int, end: int) -> float:
    """Return which share (0 to 1) of the shorter of two stretches of text lies in the other."""
    if located.start is None or located.end is None:
        return 0.0
    common = min(located.end, end) - max(located.start, start)
    return max(0.0, common / max(1, min(located.end - located.start, end - start)))


def find_words(index: TextIndex, start: int, end: int, code: str, words: str) -> tuple[int, int] | None:
    """Return where a passage of a workbook is in the text: at its offsets, or in the one place that has its letters.

    `code` is its digest, `words` is the passage as it stands in the workbook. None when it is not there, or twice.
    """
    if 0 <= start < end <= len(index.text) and digest(index.text[start:end]) == code:
        return start, end
    letters, wanted = index.letters, Letters(words).text
    first = letters.text.find(wanted) if wanted and digest(words) == code else -1
    if first < 0 or letters.text.find(wanted, first + 1) >= 0:
        return None
    return letters.source[first], letters.source[first + len(wanted) - 1] + 1
