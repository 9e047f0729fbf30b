"""An answer as a network: nodes with a kind, edges with a meaning and their evidence, and a place for each node."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, TypeAlias

import igraph
import networkx as nx

from kg.folder import OpenGraph
from kg.terms import Term
from queries import ask, find_question

__all__ = ["MOST_NODES", "Network", "kinds", "network_of_leefgebied", "positions"]

MOST_NODES = 150
"""Nodes on an opening view; beyond this no picture is legible."""

Network: TypeAlias = "nx.MultiDiGraph[str]"
"""Nodes are IRIs with ``label`` and ``kind``; edges have ``label``, ``answer`` and ``statements`` (IRIs)."""

_KINDS = {"beroep": "profession", "rol": "role", "groep": "group", "team": "team", "organisatie": "organisation"}


def network_of_leefgebied(graph: OpenGraph, leefgebied: str) -> Network:
    """Return who does what in a life domain as a network: actors, their themes, and the life domain in the middle.

    At most `MOST_NODES` nodes; when there are more, the actors with the fewest statements are left out.
    """
    question = find_question("leefgebied")
    table = ask(graph.store, question, {"leefgebied": leefgebied})
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    network: Network = nx.MultiDiGraph()
    centre = f"leefgebied:{leefgebied}"
    network.add_node(centre, label=leefgebied, kind="leefgebied")
    for row in rows:
        _add(network, row, centre)
    while network.number_of_nodes() > MOST_NODES:
        actors = [node for node, kind in kinds(network).items() if kind not in ("leefgebied", "theme")]
        network.remove_node(min(actors, key=lambda node: (network.degree(node), node)))
    return network


def kinds(network: Network) -> dict[str, str]:
    """Return the kind of each node."""
    data: Any = network.nodes(data="kind")
    return dict(data)


def _add(network: Network, row: Mapping[str, Term | None], centre: str) -> None:
    actor, statement, answer = str(row["actor_iri"]), str(row["statement_iri"]), str(row["answer"])
    network.add_node(actor, label=str(row["actor"]), kind=_KINDS.get(str(row["type"]), "group"))
    target, label = centre, str(row["activity"] or "actief")
    if row["via_iri"] is not None:
        target, label = str(row["via_iri"]), "expertise in"
        network.add_node(target, label=str(row["via"]), kind="theme")
        if not network.has_edge(target, centre):
            network.add_edge(target, centre, key="in", label="valt onder", answer="vocabulary", statements=[])
    key = f"{label}|{answer}"
    if network.has_edge(actor, target, key=key):
        network.edges[actor, target, key]["statements"].append(statement)
    else:
        network.add_edge(actor, target, key=key, label=label, answer=answer, statements=[statement])


def positions(network: Network, *, seed: int = 2019) -> dict[str, tuple[float, float]]:
    """Return a place for each node, in picture units; the same network and seed give the same places."""
    nodes = sorted(network.nodes)
    numbers = {node: number for number, node in enumerate(nodes)}
    edges = sorted({(numbers[one], numbers[two]) for one, two in network.edges() if one != two})
    start = random.Random(seed)  # noqa: S311 - a picture, not a secret
    places = [(start.random(), start.random()) for _ in nodes]
    layout = igraph.Graph(n=len(nodes), edges=edges).layout_kamada_kawai(seed=places, maxiter=50 * len(nodes))
    layout.fit_into((0, 0, 210 * len(nodes) ** 0.5, 130 * len(nodes) ** 0.5), keep_aspect_ratio=False)
    return {node: (round(place[0], 1), round(place[1], 1)) for node, place in zip(nodes, layout.coords, strict=True)}
