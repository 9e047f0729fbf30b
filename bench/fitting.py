"""Learning weights, without a library: a choice within groups, a yes or no, and shares that rise.

Nothing is drawn at random and every sum runs in the order given, so the same data gives the same weights.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence

Row = list[tuple[int, float]]
Objective = Callable[[list[float]], tuple[float, list[float]]]


def choice(groups: Sequence[tuple[list[Row], list[bool]]], size: int, penalty: float) -> list[float]:
    """Return weights under which the right rows of each group score highest (conditional logistic regression).

    Groups without a right row, or without a wrong one, teach nothing and are left out.
    """
    used = [(rows, right) for rows, right in groups if any(right) and not all(right)]

    def loss(weights: list[float]) -> tuple[float, list[float]]:
        total, slope = _penalised(weights, penalty)
        for rows, right in used:
            scores = [_dot(weights, row) for row in rows]
            top = max(scores)
            powers = [math.exp(score - top) for score in scores]
            whole = sum(powers)
            good = sum(power for power, ok in zip(powers, right, strict=True) if ok)
            total -= math.log(good / whole)
            for row, power, ok in zip(rows, powers, right, strict=True):
                step = power / whole - (power / good if ok else 0.0)
                for place, value in row:
                    slope[place] += step * value
        return total, slope

    return minimise(loss, size)


def yes_or_no(rows: Sequence[Row], right: Sequence[bool], size: int, penalty: float) -> list[float]:
    """Return the weights of a logistic regression."""

    def loss(weights: list[float]) -> tuple[float, list[float]]:
        total, slope = _penalised(weights, penalty)
        for row, ok in zip(rows, right, strict=True):
            score = max(-30.0, min(30.0, _dot(weights, row)))
            probability = 1 / (1 + math.exp(-score))
            total -= math.log(probability if ok else 1 - probability)
            step = probability - ok
            for place, value in row:
                slope[place] += step * value
        return total, slope

    return minimise(loss, size)


def minimise(objective: Objective, size: int, rounds: int = 80, memory: int = 8) -> list[float]:
    """Return where an objective is least, by L-BFGS from 0 with a halving line search (Nocedal and Wright, ch. 7)."""
    place = [0.0] * size
    value, slope = objective(place)
    steps: deque[tuple[list[float], list[float], float]] = deque(maxlen=memory)
    for _ in range(rounds):
        way = _direction(slope, steps)
        falls = sum(map(_times, way, slope))
        length = 1.0 if steps else 1 / max(1.0, math.sqrt(sum(map(_times, slope, slope))))
        while True:
            there = [at + length * by for at, by in zip(place, way, strict=True)]
            least, new = objective(there)
            if least <= value + 1e-4 * length * falls or length < 1e-8:
                break
            length /= 2
        moved = [length * by for by in way]
        change = [a - b for a, b in zip(new, slope, strict=True)]
        curve = sum(map(_times, moved, change))
        done = value - least < 1e-6 * max(1.0, abs(value))
        place, value, slope = there, least, new
        if done:
            break
        if curve > 1e-12:
            steps.append((moved, change, curve))
    return place


def rising(pairs: Sequence[tuple[float, bool]], least: int) -> list[tuple[float, float]]:
    """Return (probability, least likely share that is right) for stretches of `least` pairs or more, joined until it rises."""
    ordered = sorted(pairs)
    stretches = [ordered[at : at + least] for at in range(0, len(ordered), least)]
    if len(stretches) > 1 and len(stretches[-1]) < least:
        stretches[-2:] = [stretches[-2] + stretches[-1]]
    joined: list[list[tuple[float, bool]]] = []
    for stretch in stretches:
        joined.append(stretch)
        while len(joined) > 1 and _level(joined[-2]) >= _level(joined[-1]):
            joined[-2:] = [joined[-2] + joined[-1]]
    return [(sum(p for p, _ in part) / len(part), _level(part)) for part in joined]


def _at_least(share: float, count: int, z: float = 1.64) -> float:
    """Return the lower end of Wilson's interval for a share of `count`, of 90 % for this z."""
    middle = share + z * z / (2 * count)
    return (middle - z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))) / (1 + z * z / count)


def _share(part: Sequence[tuple[float, bool]]) -> float:
    return sum(ok for _, ok in part) / len(part)


def _level(part: Sequence[tuple[float, bool]]) -> float:
    return _at_least(_share(part), len(part))


def _direction(slope: list[float], steps: deque[tuple[list[float], list[float], float]]) -> list[float]:
    way = [-one for one in slope]
    shares = []
    for moved, change, curve in reversed(steps):
        share = sum(map(_times, moved, way)) / curve
        shares.append(share)
        way = [at - share * by for at, by in zip(way, change, strict=True)]
    if steps:
        _, change, curve = steps[-1]
        scale = curve / sum(map(_times, change, change))
        way = [scale * one for one in way]
    for (moved, change, curve), share in zip(steps, reversed(shares), strict=True):
        back = sum(map(_times, change, way)) / curve
        way = [at + (share - back) * by for at, by in zip(way, moved, strict=True)]
    return way


def _penalised(weights: list[float], penalty: float) -> tuple[float, list[float]]:
    return penalty / 2 * sum(map(_times, weights, weights)), [penalty * one for one in weights]


def _dot(weights: list[float], row: Row) -> float:
    return sum(weights[place] * value for place, value in row)


def _times(one: float, other: float) -> float:
    return one * other
