"""Concepts of a user's own: two tables that name the same team do not count it twice in the union of their graphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build
from kg.folder import GraphFolder, OpenGraph
from loaders import gather
from queries import ask, find_question

KLEIN = Path(__file__).parents[1] / "data" / "klein.csv"


@pytest.fixture(scope="module")
def two_tables(tmp_path_factory: pytest.TempPathFactory) -> OpenGraph:
    """The small table, and a second one that says the same of Team Zuid."""
    folder = tmp_path_factory.mktemp("twee")
    header, *lines = KLEIN.read_text(encoding="utf-8").splitlines()
    second = folder / "tweede.csv"
    second.write_text(
        "\n".join([header, *(line for line in lines if ",Team Zuid,team," in line)]) + "\n", encoding="utf-8"
    )
    graph = GraphFolder(folder / "graaf")
    build(gather(None, [KLEIN, second], reviewed=False), graph)
    return graph.open()


def test_the_team_stands_once(two_tables: OpenGraph) -> None:
    graphs = two_tables.store.select('SELECT ?g WHERE { GRAPH ?g { ?team skos:prefLabel "Team Zuid"@nl } }').rows
    assert len(graphs) == 1


def test_no_row_comes_twice(two_tables: OpenGraph) -> None:
    table = ask(two_tables.store, find_question("team"), {"team": "Team Zuid"})
    assert [*zip(table.values("actor"), table.values("statements"), table.values("documents"), strict=True)] == [
        ("dorpsverpleegkundige", "2", "2")
    ]
