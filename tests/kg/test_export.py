"""What is taken away is the same each time, and gives the same graph when it comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.build import build
from kg.export import GRAPH_FORMATS, graph_as, statements_csv
from kg.folder import GraphFolder, OpenGraph
from kg.statement_table import COLUMNS
from loaders import gather

pytestmark = pytest.mark.uncovered

DATA = Path(__file__).parents[1] / "data"


def rebuilt(tmp_path: Path, *tables: Path, reviewed: bool = False, documents: Path | None = None) -> OpenGraph:
    folder = GraphFolder(tmp_path / "graaf")
    build(gather(documents, tables, reviewed=reviewed), folder)
    return folder.open()


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_building_twice_gives_the_same_bytes(small: OpenGraph, tmp_path: Path, form: str) -> None:
    again = rebuilt(tmp_path, DATA / "klein.csv")
    assert graph_as(small.store, form) == graph_as(again.store, form)


def test_the_statement_table_comes_back_as_the_same_graph(small: OpenGraph, tmp_path: Path) -> None:
    path = tmp_path / "uitspraken.csv"
    path.write_text(statements_csv(small.store), encoding="utf-8")
    again = rebuilt(tmp_path, path)
    assert again.store.nquads() == small.store.nquads()
    assert statements_csv(again.store) == path.read_text(encoding="utf-8")


def test_adding_an_export_to_what_it_came_from_changes_nothing(small: OpenGraph, tmp_path: Path) -> None:
    path = tmp_path / "uitspraken.csv"
    path.write_text(statements_csv(small.store), encoding="utf-8")
    again = rebuilt(tmp_path, DATA / "klein.csv", path)
    assert again.store.nquads() == small.store.nquads()


def test_the_table_has_the_columns_of_the_exchange_format(small: OpenGraph) -> None:
    lines = statements_csv(small.store).split("\n")
    assert lines[0] == ",".join(COLUMNS)
    assert len(lines) == 35 + 2, "thirty-five accepted rows of one passage each, a header and the end"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of its own older names
@pytest.mark.parametrize("form", ["ttl", "jsonld", "nq"])
def test_other_libraries_read_it(small: OpenGraph, form: str) -> None:
    names = {"ttl": "turtle", "jsonld": "json-ld", "nq": "nquads"}
    dataset = rdflib.Dataset()
    dataset.parse(data=graph_as(small.store, form), format=names[form])
    read = {(s, p, o) for s, p, o, _ in dataset.quads()}
    triples = pyoxigraph.parse(input=small.store.nquads(), format=pyoxigraph.RdfFormat.N_QUADS)
    assert len(read) == len({(str(t.subject), str(t.predicate), str(t.object)) for t in triples})


def test_the_reviewed_statements_come_back_as_the_same_graph(tmp_path: Path) -> None:
    first = rebuilt(tmp_path / "een", reviewed=True)
    path = tmp_path / "uitspraken.csv"
    path.write_text(statements_csv(first.store), encoding="utf-8")
    only_table = rebuilt(tmp_path / "twee", path)
    assert only_table.store.nquads() == first.store.nquads()


def test_with_the_reports_too(full: OpenGraph, documents: Path, tmp_path: Path) -> None:
    path = tmp_path / "uitspraken.csv"
    path.write_text(statements_csv(full.store), encoding="utf-8")
    both = rebuilt(tmp_path / "samen", path, reviewed=True, documents=documents)
    assert both.store.nquads() == full.store.nquads()


def test_out_of_the_command(beroepenkaart: Callable[..., object], tmp_path: Path) -> None:
    target = tmp_path / "graaf.nq"
    outcome = beroepenkaart("export", "graph", "--format", "nq", "--out", target)
    assert outcome.status == 0  # type: ignore[attr-defined]
    assert target.read_bytes().startswith(b"<")
