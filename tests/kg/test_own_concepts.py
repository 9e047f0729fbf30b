"""Concepts of a user's own: two tables that name the same team do not count it twice in the union of their graphs."""

from __future__ import annotations

from kg.folder import OpenGraph
from queries import ask, find_question


def test_the_team_stands_once(two_tables: OpenGraph) -> None:
    graphs = two_tables.store.select('SELECT ?g WHERE { GRAPH ?g { ?team skos:prefLabel "Team Zuid"@nl } }').rows
    assert len(graphs) == 1


def test_no_row_comes_twice(two_tables: OpenGraph) -> None:
    table = ask(two_tables.store, find_question("team"), {"team": "Team Zuid"})
    assert [*zip(table.values("actor"), table.values("statements"), table.values("documents"), strict=True)] == [
        ("dorpsverpleegkundige", "2", "2")
    ]
