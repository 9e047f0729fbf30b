"""Two reviewers: how far they agree, and where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from loaders.review.model import Decision

__all__ = ["Agreement", "agreement", "kappa"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two reviewers compare on what both decided.

    ``both`` counts those proposals, ``same`` those with the same decision, ``kappa`` is Cohen's (None where it does not
    exist), ``differing`` are the pairs with another decision or another corrected statement.
    """

    reviewers: tuple[str, str]
    both: int
    same: int
    kappa: float | None
    differing: tuple[tuple[Decision, Decision], ...]


def agreement(decisions: Iterable[Decision]) -> list[Agreement]:
    """Return how each pair of reviewers compares on the proposals that both decided; pairs without any are left out."""
    votes: dict[str, dict[str, Decision]] = {}
    for decision in decisions:
        votes.setdefault(decision.reviewer, {})[decision.key] = decision
    found: list[Agreement] = []
    for one, other in combinations(sorted(votes), 2):
        pairs = [(vote, votes[other][key]) for key, vote in votes[one].items() if key in votes[other]]
        if not pairs:
            continue
        labels = [(mine.decision, theirs.decision) for mine, theirs in pairs]
        differing = tuple(pair for pair in pairs if pair[0].outcome != pair[1].outcome)
        same = sum(mine == theirs for mine, theirs in labels)
        found.append(Agreement((one, other), len(pairs), same, kappa(labels), differing))
    return found


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of pairs of labels: (observed - expected) / (1 - expected).

    Observed is the share of pairs with the same label; expected is the share that two raters would have alike by chance,
    the sum over the labels of the product of the shares in which each uses it. None without pairs, and where both use one
    and the same label only (then expected is 1). Cohen, J. (1960), Educational and Psychological Measurement 20(1), 37-46.
    """
    size = len(pairs)
    if not size:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(first[label] * second[label] for label in first) / size**2
    observed = sum(one == other for one, other in pairs) / size
    return None if expected == 1 else (observed - expected) / (1 - expected)
