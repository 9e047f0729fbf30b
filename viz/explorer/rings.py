"""Places on two rings: who is in the inner shell of a team and who in the outer, for a picture without scripts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["INNER", "OUTER", "SIZE", "Spot", "spots"]

INNER, OUTER = 145.0, 405.0
"""Radius of the two rings, in picture units."""
SIZE = 640.0
"""Half the width of the picture; its middle is (0, 0)."""
_GAP = 13.0
_LONGEST = 21
_ROOM = 24.0
"""Least distance between two labels along the ring, in picture units."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one member stands: its mark, and its label, turned so that it can be read from left to right.

    ``x`` and ``y`` are picture units from the middle, ``turn`` degrees clockwise, ``anchor`` the end of the text at the mark.
    """

    number: int
    x: float
    y: float
    label_x: float
    turn: float
    anchor: str
    text: str
    ring: float


def spots(labels: Sequence[str], radius: float) -> list[Spot]:
    """Return a place on a ring for each label, as many as fit; the table beside the picture has them all."""
    most = max(1, int(2 * math.pi * radius / _ROOM))
    shown = labels[:most]
    found = []
    for number, label in enumerate(shown):
        angle = 360 * number / len(shown) - 90
        left = 90 < angle % 360 < 270
        x, y = radius * math.cos(math.radians(angle)), radius * math.sin(math.radians(angle))
        found.append(
            Spot(
                number=number,
                x=round(x, 1),
                y=round(y, 1),
                label_x=round(-(radius + _GAP) if left else radius + _GAP, 1),
                turn=round(angle + 180 if left else angle, 1),
                anchor="end" if left else "start",
                text=label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…",
                ring=radius,
            )
        )
    return found
