"""The network behind the graph: what surrounds a node, the shortest way between two, and the same places each time."""

from __future__ import annotations

from viz.network import Edge, around, network_of, path_between, positions


def said(one: str, other: str, answer: str = "claimed", statement: str = "s") -> Edge:
    return Edge(one, other, "refers-to", answer, statement)


def test_statements_that_say_the_same_are_one_edge() -> None:
    network = network_of([said("a", "b", statement="1"), said("a", "b", statement="2"), said("a", "b", "denied", "3")])
    assert sorted((e["answer"], e["statements"]) for _, _, e in network.edges(data=True)) == [
        ("claimed", ["1", "2"]),
        ("denied", ["3"]),
    ]


def test_a_statement_of_a_thing_to_itself_is_no_edge() -> None:
    assert network_of([said("a", "a")]).number_of_nodes() == 0


def test_around_a_node_stand_its_neighbours_and_only_its_own_links() -> None:
    network = network_of([said("a", "b"), said("c", "a"), said("b", "c"), said("b", "d")])
    part, left = around(network, ["a"])
    assert set(part.nodes) == {"a", "b", "c"}
    assert {(one, two) for one, two in part.edges()} == {("a", "b"), ("c", "a")}
    assert left == 0


def test_beyond_the_most_the_least_connected_stay_out_and_are_counted() -> None:
    network = network_of([said("a", "b"), said("a", "c"), said("a", "d"), said("d", "e"), said("d", "f")])
    part, left = around(network, ["a"], most=2)
    assert set(part.nodes) == {"a", "d"}
    assert left == 2


def test_a_path_avoids_the_hub_where_another_is_as_short() -> None:
    hub = [said("hub", f"n{number}") for number in range(9)]
    network = network_of([said("a", "hub"), said("hub", "z"), said("a", "quiet"), said("quiet", "z"), *hub])
    assert path_between(network, "a", "z") == ["a", "quiet", "z"]


def test_no_path_and_no_such_node() -> None:
    network = network_of([said("a", "b"), said("c", "d")])
    assert path_between(network, "a", "d") == []
    assert path_between(network, "a", "nobody") == []


def test_places_are_the_same_each_time() -> None:
    network = network_of([said(f"n{n}", f"n{n * 7 % 30}") for n in range(30)])
    assert positions(network) == positions(network_of([said(f"n{n}", f"n{n * 7 % 30}") for n in reversed(range(30))]))
