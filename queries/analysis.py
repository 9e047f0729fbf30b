"""Graph analysis of answers, where SPARQL is the wrong tool: who brokers between others."""

from __future__ import annotations

from dataclasses import replace

from kg.terms import Literal, Term
from queries.table import Table

__all__ = ["with_brokers"]

_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"


def with_brokers(table: Table) -> Table:
    """Return the answer on cooperation with the betweenness of each actor in the column ``broker``.

    Betweenness is the share (0 to 1) of shortest paths between two others that run through the actor, in the undirected
    network of the rows that are claimed as fact (Freeman 1977).
    """
    import networkx as nx  # slow to import, and only needed here

    place = {column.name: number for number, column in enumerate(table.columns)}
    network: nx.Graph[str] = nx.Graph()
    for row in table.rows:
        if str(row[place["answer"]]) == "claimed":
            network.add_edge(str(row[place["actor_iri"]]), str(row[place["other_iri"]]))
    scores = nx.betweenness_centrality(network)
    rows: list[tuple[Term | None, ...]] = []
    for row in table.rows:
        score = scores.get(str(row[place["actor_iri"]]), 0.0)
        filled = list(row)
        filled[place["broker"]] = Literal(f"{score:.6f}".rstrip("0").rstrip(".") or "0", datatype=_DECIMAL)
        rows.append(tuple(filled))
    return replace(table, rows=tuple(rows))
