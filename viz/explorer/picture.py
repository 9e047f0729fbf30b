"""A network as an interactive picture: pyvis holds the model that vis-network draws, and the same as a still SVG."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pyvis.network import Network as PyvisNetwork

from viz.network import Network, positions

__all__ = ["KINDS", "MOST_LABELS", "Mark", "Picture", "outline", "picture_of"]

MOST_LABELS = 40
_LETTER, _LINE = 8.0, 22.0
"""Width of a letter and height of a line of a label, in picture units."""
_EDGE = {"claimed": "#7d8a8f", "vocabulary": "#7d8a8f", "denied": "#97261b"}
KINDS: Mapping[str, tuple[str, str]] = {
    "leefgebied": ("star", "#7a3e00"),
    "theme": ("diamond", "#00635d"),
    "profession": ("dot", "#0f4c5c"),
    "role": ("triangle", "#56407a"),
    "group": ("square", "#6b5900"),
    "team": ("hexagon", "#8a1538"),
    "organisation": ("triangleDown", "#4a4a4a"),
    "competency": ("square", "#2f5d1f"),
    "task": ("box", "#38517a"),
    "legal-frame": ("diamond", "#97261b"),
    "other": ("dot", "#6d6d6d"),
}
"""For each kind of node its shape and colour; the shape and the legend carry the meaning, colour helps."""
_CORNERS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "triangle": ((0, -1), (1, 0.8), (-1, 0.8)),
    "triangleDown": ((0, 1), (1, -0.8), (-1, -0.8)),
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "box": ((-1, -0.7), (1, -0.7), (1, 0.7), (-1, 0.7)),
    "diamond": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
    "hexagon": ((-0.5, -0.9), (0.5, -0.9), (1, 0), (0.5, 0.9), (-0.5, 0.9), (-1, 0)),
    "star": (
        (0, -1.2), (0.3, -0.4), (1.1, -0.4), (0.5, 0.15), (0.7, 1), (0, 0.5), (-0.7, 1), (-0.5, 0.15), (-1.1, -0.4), (-0.3, -0.4),
    ),
}  # fmt: skip
"""Corners of each shape around its middle, for a radius of 1."""
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}, "font": {"size": 0}},
    "interaction": {"hover": True, "keyboard": False, "multiselect": False, "tooltipDelay": 200},
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A node as it is drawn: number on the page, place in picture units, kind, and its label when there is room for it."""

    number: int
    iri: str
    label: str
    kind: str
    x: float
    y: float
    named: bool
    on_path: bool


@dataclass(frozen=True)
class Picture:
    """The picture: marks, lines between them by number, what vis-network is given, and the bounds of the drawing."""

    marks: tuple[Mark, ...]
    lines: tuple[tuple[int, int, str, bool], ...]
    data: Mapping[str, Any]
    box: tuple[float, float, float, float]


def outline(shape: str, x: float, y: float, radius: float) -> str:
    """Return the corners of a shape as an SVG polygon has them, in picture units."""
    return "".join(f"{round(x + dx * radius, 1)},{round(y + dy * radius, 1)} " for dx, dy in _CORNERS[shape])


def picture_of(
    network: Network,
    label: Callable[[str], str],
    kind: Callable[[str], str],
    *,
    first: Collection[str] = (),
    path: Collection[str] = (),
) -> Picture:
    """Return the picture of a network, at most forty labels drawn: of `first`, then of the best connected nodes.

    The nodes of `path` and the links between them are drawn heavier.
    """
    places = positions(network)
    order = sorted(network.nodes, key=lambda node: (label(node).casefold(), node))
    numbers = {node: number for number, node in enumerate(order, start=1)}
    named = _named(network, places, label, (*path, *first))
    shown = {node: kind(node) if kind(node) in KINDS else "other" for node in network.nodes}
    marks = tuple(
        Mark(numbers[node], node, label(node), shown[node], *places[node], node in named, node in path)
        for node in order
    )
    steps = set(zip(list(path), list(path)[1:], strict=False))
    lines = tuple(
        (numbers[a], numbers[b], str(edge["answer"]), (a, b) in steps or (b, a) in steps)
        for a, b, edge in network.edges(data=True)
    )
    xs, ys = [mark.x for mark in marks] or [0.0], [mark.y for mark in marks] or [0.0]
    box = (min(xs) - 110, min(ys) - 50, max(xs) - min(xs) + 220, max(ys) - min(ys) + 100)
    return Picture(marks, lines, {"options": OPTIONS, **_model(marks, network, numbers, steps)}, box)


def _model(
    marks: tuple[Mark, ...], network: Network, numbers: Mapping[str, int], steps: Collection[tuple[str, str]]
) -> dict[str, Any]:
    """Return nodes and edges as pyvis keeps them, with fixed places; no HTML goes along, only plain text."""
    model = PyvisNetwork(directed=True, cdn_resources="in_line")
    for mark in marks:
        shape, colour = KINDS[mark.kind]
        model.add_node(
            mark.number,
            label=mark.label if mark.named else " ",
            x=mark.x,
            y=mark.y,
            shape="square" if shape == "box" else shape,
            color=colour,
            size=24 if mark.on_path else 20 if mark.kind == "leefgebied" else 13,
            borderWidth=4 if mark.on_path else 1,
            font={"size": 15, "strokeWidth": 4, "strokeColor": "#ffffff", "color": "#1c2427"},
            kind=mark.kind,
        )
    for one, two, edge in network.edges(data=True):
        on_path = (one, two) in steps or (two, one) in steps
        model.add_edge(
            numbers[one],
            numbers[two],
            color=_EDGE.get(str(edge["answer"]), "#b07b12"),
            dashes=edge["answer"] not in ("claimed", "vocabulary"),
            width=5 if on_path else 1,
        )
    for node in model.nodes:
        node.pop("title", None)
    return {"nodes": model.nodes, "edges": model.edges}


def _named(
    network: Network, places: Mapping[str, tuple[float, float]], label: Callable[[str], str], first: Collection[str]
) -> set[str]:
    """Return the nodes whose label is drawn: the wanted ones, then the best connected, none over another label."""
    boxes: dict[str, tuple[float, float, float]] = {}
    wanted = set(first)
    for node in sorted(network.nodes, key=lambda node: (node not in wanted, -network.degree(node), node)):
        x, y, half = *places[node], _LETTER * len(label(node)) / 2
        free = all(
            abs(x - other_x) > half + other_half or abs(y - other_y) > _LINE
            for other_x, other_y, other_half in boxes.values()
        )
        if free and len(boxes) < MOST_LABELS:
            boxes[node] = (x, y, half)
    return set(boxes)
