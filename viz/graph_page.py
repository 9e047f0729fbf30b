"""An interactive graph as one file: pyvis holds the model, our own template draws it, a table has the same content."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from markupsafe import Markup
from pyvis.network import Network as PyvisNetwork

from kg.evidence import evidence_of, short_id
from kg.folder import OpenGraph
from kg.terms import Literal
from queries.table import answer_label
from viz.network import Network, kinds, positions
from viz.page import render_page

__all__ = ["graph_page"]

MOST_LABELS = 40
_LETTER, _LINE = 8.0, 22.0
"""Width of a letter and height of a line of a label, in picture units."""
KINDS = {
    "leefgebied": ("leefgebied", "star", "#7a3e00"),
    "theme": ("thema", "diamond", "#00635d"),
    "profession": ("beroep", "dot", "#154273"),
    "role": ("rol", "triangle", "#5b2d82"),
    "group": ("groep", "square", "#6b5900"),
    "team": ("team", "hexagon", "#8a1538"),
    "organisation": ("organisatie", "triangleDown", "#4a4a4a"),
}
"""For each kind of node: its name, shape and colour; shape and name carry the meaning, colour helps."""
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}, "font": {"size": 0}},
    "interaction": {"hover": True, "keyboard": False, "multiselect": False},
}


def graph_page(graph: OpenGraph, network: Network, title: str, explanation: str) -> str:
    """Return a self-contained page with the network as a picture and as a table.

    Every node can be reached by keyboard and has an address (``#knoop=<number>``); details and evidence open beside the
    picture. At most forty labels are drawn, those of the best connected nodes.
    """
    model = _model(network)
    numbers = {
        node: number for number, node in enumerate(sorted(network.nodes, key=lambda n: _label(network, n)), start=1)
    }
    data = {
        "nodes": [{**node, "id": numbers[node["id"]]} for node in model.nodes],
        "edges": [{**edge, "from": numbers[edge["from"]], "to": numbers[edge["to"]]} for edge in model.edges],
        "options": _OPTIONS,
    }
    found = evidence_of(graph, [iri for *_, edge in network.edges(data=True) for iri in edge["statements"]])
    edges = [
        {
            "from": _label(network, one),
            "from_number": numbers[one],
            "to": _label(network, two),
            "to_number": numbers[two],
            "label": edge["label"],
            "answer": answer_label("answer", Literal(edge["answer"]))
            if edge["answer"] != "vocabulary"
            else "woordenlijst",
            "evidence": [(short_id(iri), item) for iri in edge["statements"] for item in found.get(iri, [])],
        }
        for one, two, edge in sorted(network.edges(data=True), key=lambda e: (_label(network, e[0]), e[2]["label"]))
    ]
    kinds_of = kinds(network)
    legend = [
        {"id": kind, "name": name, "shape": shape, "colour": colour, "count": count}
        for kind, (name, shape, colour) in KINDS.items()
        if (count := sum(1 for is_kind in kinds_of.values() if is_kind == kind))
    ]
    nodes = [
        {"number": numbers[node], "label": _label(network, node), "kind": KINDS[network.nodes[node]["kind"]][0]}
        for node in sorted(numbers, key=lambda n: numbers[n])
    ]
    text = (
        json.dumps(data, ensure_ascii=False)
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
    return render_page(
        "graph.html",
        scripts=(_library(), (files("viz") / "static" / "graph.js").read_text(encoding="utf-8")),
        title=title,
        explanation=explanation,
        data=Markup(text),  # noqa: S704 - JSON with every "<" escaped, in a script element that is not run
        nodes=nodes,
        edges=edges,
        kinds=legend,
    )


def _model(network: Network) -> PyvisNetwork:
    """Return the network as pyvis keeps it: nodes and edges as vis-network reads them, with fixed places."""
    model = PyvisNetwork(directed=True, cdn_resources="in_line")
    places = positions(network)
    named = _named(network, places)
    for node, kind in kinds(network).items():
        _, shape, colour = KINDS[kind]
        model.add_node(
            node,
            label=_label(network, node) if node in named else " ",
            x=places[node][0],
            y=places[node][1],
            shape=shape,
            color=colour,
            size=22 if kind == "leefgebied" else 14,
            font={"size": 15, "strokeWidth": 4, "strokeColor": "#ffffff", "color": "#1b1b1b"},
            kind=kind,
        )
    for one, two, edge in network.edges(data=True):
        denied = edge["answer"] == "denied"
        model.add_edge(
            one, two, label=edge["label"], color="#b00020" if denied else "#767676", dashes=edge["answer"] != "claimed"
        )
    for item in model.nodes:
        item.pop("title", None)
    return model


def _named(network: Network, places: dict[str, tuple[float, float]]) -> set[str]:
    """Return the nodes whose label is drawn: the best connected first, none over another label, forty at most."""
    boxes: dict[str, tuple[float, float, float]] = {}
    for node in sorted(network.nodes, key=lambda node: (-network.degree(node), node)):
        x, y, half = *places[node], _LETTER * len(_label(network, node)) / 2
        free = all(
            abs(x - other_x) > half + other_half or abs(y - other_y) > _LINE
            for other_x, other_y, other_half in boxes.values()
        )
        if free and len(boxes) < MOST_LABELS:
            boxes[node] = (x, y, half)
    return set(boxes)


def _label(network: Network, node: str) -> str:
    return str(network.nodes[node]["label"])


@cache
def _library() -> str:
    """Return vis-network as the installed pyvis package brings it, safe to stand inside a script element."""
    script = (files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")
    script = "\n".join(line for line in script.split("\n") if not line.startswith("//# sourceMappingURL"))
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
