"""What each feature of a pair counts for: learnt from reviewed statements, kept as a table of numbers, read here.

A pair is judged in two steps. Of the pairs in a group (the same concept, in the same sentence, of several actors) one is
chosen by its score, a sum of features times the weights `who`; pairs that mean the same join theirs. What was chosen is
a statement with the probability that the logistic function gives of a sum with the weights `whether`, which is turned
into a confidence by the share that proved right in what had no part in the learning. `bench/training.py`
makes the table.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

__all__ = ["Weights", "choose", "load_weights", "read_weights"]

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by feature, and ``steps``: from a probability on, the share of pairs that proved right, rising."""

    who: Mapping[str, float]
    whether: Mapping[str, float]
    steps: tuple[tuple[float, float], ...]
    learnt_from: tuple[str, ...] = ()

    def shares(self, group: Sequence[Features]) -> list[float]:
        """Return for each pair of a group how much of the choice falls to it; they add up to 1."""
        if len(group) == 1:
            return [1.0]
        scores = [_sum(self.who, pair) for pair in group]
        powers = [math.exp(score - max(scores)) for score in scores]
        return [power / sum(powers) for power in powers]

    def probability(self, pair: Features, share: float) -> float:
        """Return the probability that the chosen pair of a group is a statement."""
        score = _sum(self.whether, with_share(pair, share))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def confidence(self, probability: float) -> float:
        """Return the share that proved right among pairs of about this probability."""
        place = bisect_right(self.steps, (probability, math.inf)) - 1
        if place < 0:
            return 0.0
        if place + 1 == len(self.steps):
            return self.steps[-1][1]
        (low, one), (high, other) = self.steps[place], self.steps[place + 1]
        return one + (other - one) * (probability - low) / (high - low)


def choose(shares: Sequence[float], meant: Sequence[str]) -> tuple[int, float]:
    """Return the place of the likeliest pair among those of whom is likeliest meant, and the share of all of these.

    >>> choose([0.4, 0.3, 0.3], ["school", "team", "team"])
    (1, 0.6)
    """
    total: dict[str, float] = defaultdict(float)
    for share, who in zip(shares, meant, strict=True):
        total[who] += share
    likeliest = max(total, key=total.__getitem__)
    best = max((place for place, who in enumerate(meant) if who == likeliest), key=shares.__getitem__)
    return best, total[likeliest]


def with_share(pair: Features, share: float) -> dict[str, float]:
    """Return the features of a chosen pair, those of the choice among them."""
    return {**pair, "choice:share": share, "choice:log share": math.log(max(share, 1e-9))}


def _sum(weights: Mapping[str, float], features: Features) -> float:
    return sum([weights[name] * value for name, value in features.items() if value and name in weights])


def read_weights(text: str) -> Weights:
    """Read a table of weights in TOML."""
    table = tomllib.loads(text)
    given = table["weights"]
    return Weights(
        {name: float(pair[0]) for name, pair in given.items() if pair[0]},
        {name: float(pair[1]) for name, pair in given.items() if pair[1]},
        tuple((float(low), float(share)) for low, share in table["confidence"]["steps"]),
        tuple(table["made"]["learnt_from"]),
    )


@cache
def load_weights(path: Path | None = None) -> Weights:
    """Return the weights of ``patterns/gewichten.toml``, or of another file."""
    source = files(__package__) / "patterns" / "gewichten.toml" if path is None else path
    return read_weights(source.read_text(encoding="utf-8"))
