"""What is still to be decided: suggestions without those that were decided, and with those whose passage changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.anchors import Anchoring, TextIndex, digest
from kg.model import ReadDocument
from loaders.review.model import CONTENT, KEPT, Decision, claim_of, content_of, row_of
from loaders.review.placing import Placed, overlap, place_decisions
from loaders.suggest.model import Suggestion, Suggestions
from loaders.suggest.sentences import Sentence, sentences_of

__all__ = ["Pending", "pending"]

_SAME_PLACE = 0.5
"""Share of the shorter of two stretches that lies in the other when both are the same passage."""
_SAYS = {
    "accepted": "geaccepteerd",
    "corrected": "verbeterd",
    "rejected": "afgewezen",
    "unclear": "onduidelijk gevonden",
}


@dataclass(frozen=True, slots=True)
class Pending:
    """What is left to decide about a document.

    ``left`` are the suggestions that stay in the list, ``hidden`` those that were decided, ``stale`` how many of those
    left come back because their passage changed, ``lost`` how many decisions have a passage that is gone; ``placed`` is
    everything that was decided, with its place.
    """

    left: Suggestions
    hidden: tuple[Suggestion, ...]
    stale: int
    lost: int
    placed: tuple[Placed, ...]


def pending(
    found: Suggestions, reading: ReadDocument, decisions: Iterable[Decision], *, everything: bool = False
) -> Pending:
    """Return what is left to decide of the suggestions of a reading.

    A suggestion is decided when the same claim was decided about the same words, or about a passage found exactly where
    it stands. Where a passage is only alike (stale), or reviewers disagree, the suggestion stays with a note. With
    `everything` decided ones stay too, with a note.
    """
    index = TextIndex(reading.text)
    placed = tuple(place_decisions(decisions, index))
    by_claim: dict[tuple[str, ...], list[Placed]] = {}
    for one in placed:
        for claim in one.decision.claims | {claim for vote in one.votes for claim in vote.claims}:
            by_claim.setdefault(claim, []).append(one)
    left: list[Suggestion] = []
    hidden: list[Suggestion] = []
    seen: set[str] = set()
    for item in found.suggestions:
        same, changed = _match(item, by_claim.get(claim_of(content_of(item.row)), ()))
        if same and not same.disputed:
            hidden.append(item)
            if everything:
                left.append(_noted(item, f"Eerder {_when(same.decision)}."))
        elif same:
            left.append(_noted(item, f"Beoordelaars zijn het oneens: {_votes(same.votes)}."))
        elif changed:
            seen.add(changed.decision.key)
            left.append(_noted(item, f"Eerder {_when(changed.decision)}, maar de passage is veranderd (stale)."))
        else:
            left.append(item)
    missed = [one for one in placed if one.state == "stale" and one.decision.key not in seen]
    missed = [one for one in missed if one.decision.decision in {*KEPT, "unclear"} and not _decided_again(one, placed)]
    sentences = [sentence for sentence in sentences_of(reading) if sentence.kind != "heading"] if missed else []
    back = [_again(one, sentences, reading, found.document) for one in missed]
    lost = sum(one.state == "lost" for one in placed)
    return Pending(replace(found, suggestions=(*back, *left)), tuple(hidden), len(seen) + len(back), lost, placed)


def _match(item: Suggestion, candidates: Sequence[Placed]) -> tuple[Placed | None, Placed | None]:
    """Return what was decided on these very words, and what was decided on words that stood here but changed."""
    same: Placed | None = None
    changed: Placed | None = None
    for one in candidates:
        here = overlap(one.located, item.start, item.end) >= _SAME_PLACE
        sure = one.located.anchoring in (Anchoring.EXACT, Anchoring.MOVED)
        if one.decision.anchor.digest == item.row.digest or (here and sure):
            same = same or one
        elif here:
            changed = changed or one
    return same, changed


def _decided_again(one: Placed, placed: Sequence[Placed]) -> bool:
    """Tell whether the same was decided again on the words that stand there now."""
    return any(
        other.decision.claims & one.decision.claims
        and other.state != "stale"
        and other.located.start is not None
        and overlap(one.located, other.located.start, other.located.end or 0) >= _SAME_PLACE
        for other in placed
    )


def _again(one: Placed, sentences: Sequence[Sentence], reading: ReadDocument, document_id: str) -> Suggestion:
    """Return a decision whose passage changed as a suggestion on the sentence that is there now."""
    start, end = one.located.start or 0, one.located.end or 1
    best = max(sentences, key=lambda s: min(s.end, end) - max(s.start, start), default=None)
    if best is not None and best.start < end and start < best.end:
        start, end = best.start, best.end
    words = reading.text[start:end]
    row = row_of(one.decision.stated, document_id, start, end, digest(words))
    why = f"Eerder {_when(one.decision)}, maar de passage is veranderd (stale). Klopt het nog?"
    return Suggestion(row, "eerder besluit", 1.0, why, words)


def _noted(item: Suggestion, note: str) -> Suggestion:
    return replace(item, why=f"{note} {item.why}")


def _when(decision: Decision) -> str:
    return _SAYS[decision.decision] + (f" op {decision.date}" if decision.date else "")


def _votes(votes: Iterable[Decision]) -> str:
    return ", ".join(f"{vote.reviewer or 'zonder code'} {_SAYS[vote.decision]}{_what(vote)}" for vote in votes)


def _what(vote: Decision) -> str:
    """Return what a corrected statement became, in brackets."""
    if vote.decision != "corrected":
        return ""
    changed = [
        f"{name}: {new or 'leeg'}"
        for name, old, new in zip(CONTENT, vote.proposed, vote.stated, strict=True)
        if old != new
    ]
    return f" ({', '.join(changed)})"
