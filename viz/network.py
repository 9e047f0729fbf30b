"""Statements as a network: concepts as nodes, what documents say of them as edges, and a place for each node."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import igraph
import networkx as nx

__all__ = ["MOST_NODES", "Edge", "Network", "around", "network_of", "path_between", "positions"]

MOST_NODES = 150
"""Nodes on an opening view; beyond this no picture is legible."""

Network: TypeAlias = "nx.MultiDiGraph[str]"
"""Nodes are IRIs; edges have ``relation``, ``answer`` and ``statements`` (IRIs; none where the vocabulary says it)."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One link: between two concepts (IRIs), what it says, whether it is claimed, denied or no fact, and by which statement."""

    subject: str
    object: str
    relation: str
    answer: str
    statement: str = ""


def network_of(edges: Iterable[Edge]) -> Network:
    """Return the network of links; statements that say the same are one edge."""
    network: Network = nx.MultiDiGraph()
    for edge in edges:
        if edge.subject == edge.object:
            continue
        key = f"{edge.relation}|{edge.answer}"
        if not network.has_edge(edge.subject, edge.object, key=key):
            network.add_edge(
                edge.subject, edge.object, key=key, relation=edge.relation, answer=edge.answer, statements=[]
            )
        if edge.statement:
            network.edges[edge.subject, edge.object, key]["statements"].append(edge.statement)
    return network


def around(network: Network, starts: Iterable[str], *, most: int = MOST_NODES) -> tuple[Network, int]:
    """Return the part of a network with some nodes and their neighbours, and how many neighbours found no place.

    Neighbours with the most links to the starting nodes come first, then those with the most links at all.
    """
    chosen = [node for node in dict.fromkeys(starts) if node in network][:most]
    links: dict[str, int] = {}
    for node in chosen:
        for other in set(nx.all_neighbors(network, node)):
            links[other] = (
                links.get(other, 0) + network.number_of_edges(node, other) + network.number_of_edges(other, node)
            )
    beside = sorted(set(links) - set(chosen), key=lambda node: (-links[node], -network.degree(node), node))
    shown = [*chosen, *beside[: most - len(chosen)]]
    part: Any = network.subgraph(shown).copy()
    # between two neighbours only the links to a starting node are drawn: the picture answers what surrounds those
    kept = set(chosen)
    part.remove_edges_from([(a, b, k) for a, b, k in part.edges(keys=True) if a not in kept and b not in kept])
    return part, max(0, len(beside) - (most - len(chosen)))


def path_between(network: Network, one: str, other: str) -> list[str]:
    """Return the nodes of a shortest path between two nodes, whatever the direction of the links; empty without one.

    Of paths with the same length the one is taken whose nodes have the fewest links: a path through a hub explains least.
    """
    if one not in network or other not in network:
        return []
    plain: nx.Graph[str] = nx.Graph(network.to_undirected(as_view=True))
    try:
        paths = nx.all_shortest_paths(plain, one, other)
        found = [path for _, path in zip(range(200), paths, strict=False)]
    except nx.NetworkXNoPath:
        return []
    return min(found, key=lambda path: (sum(plain.degree(node) for node in path), path))


def positions(network: Network, *, seed: int = 2019) -> dict[str, tuple[float, float]]:
    """Return a place for each node, in picture units; the same network and seed give the same places."""
    nodes = sorted(network.nodes)
    numbers = {node: number for number, node in enumerate(nodes)}
    edges = sorted({(numbers[one], numbers[two]) for one, two in network.edges() if one != two})
    return dict(zip(nodes, _places(len(nodes), tuple(edges), seed), strict=True))


@lru_cache(maxsize=128)
def _places(count: int, edges: tuple[tuple[int, int], ...], seed: int) -> tuple[tuple[float, float], ...]:
    """Return the places of so many nodes with links between their numbers; the last ones that were asked are kept."""
    start = random.Random(seed)  # noqa: S311 - a picture, not a secret
    places = [(start.random(), start.random()) for _ in range(count)]
    graph = igraph.Graph(n=count, edges=edges)
    if count <= _FEW:
        layout = graph.layout_kamada_kawai(seed=places, maxiter=50 * count)
    else:
        random.seed(seed)
        layout = graph.layout_fruchterman_reingold(seed=places, niter=100, grid="nogrid")
    layout.fit_into((0, 0, 210 * count**0.5, 130 * count**0.5), keep_aspect_ratio=False)
    return tuple((round(x, 1), round(y, 1)) for x, y in layout.coords)


_FEW = 200
"""Nodes up to which the better, slower layout is used."""
