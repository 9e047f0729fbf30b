"""Communities on a landscape made by hand, with weights and modularity worked out on paper."""

from __future__ import annotations

import pytest

from kg.folder import OpenGraph
from queries.communities import Communities, communities_of, communities_table, find_communities
from queries.landscape import Actor, Landscape, Said

KINDS = {"a": "profession", "b": "profession", "c": "role", "d": "profession", "e": "profession", "g": "group"}


def landscape(*held: str) -> Landscape:
    """Return a landscape in which ``ab:x`` says that a and b both have competency x."""
    statements = tuple(
        Said(f"s{number}{actor}", "has_competency", actor, entry.split(":")[1], "", "pos", "actual")
        for number, entry in enumerate(held)
        for actor in entry.split(":")[0]
    )
    actors = {name: Actor(name, name, kind) for name, kind in KINDS.items()}
    return Landscape(actors, {}, tuple(actors), statements, {name: name for name in "abcdeguvwxyz"}, {}, {}, {}, ())


def members(found: Communities) -> list[str]:
    return ["".join(member.label for member in community.members) for community in found.communities]


def test_two_pairs_with_a_bridge() -> None:
    # every item is shared by two, so every weight is 1; five in all; each pair has 2 within and a degree of 5:
    # modularity = 2 * (2/5 - (5/10)^2) = 0.3
    found = communities_of(landscape("ab:x", "ab:y", "cd:z", "cd:u", "bc:w", "e:v"))
    assert members(found) == ["ab", "cd"]
    assert found.modularity == pytest.approx(0.3)
    assert [actor.label for actor in found.alone] == ["e"]
    first, second = found.communities
    assert [(shared.label, shared.holders, shared.statements) for shared in first.shared] == [
        ("x", ("a", "b"), ("s0a", "s0b")),
        ("y", ("a", "b"), ("s1a", "s1b")),
    ]
    assert [(link.to, link.weight, [shared.label for shared in link.shared]) for link in first.links] == [
        ("2", 1.0, ["w"])
    ]
    assert [link.to for link in second.links] == ["1"]


def test_what_many_share_weighs_less() -> None:
    # x is shared by four: 1/3 for each of six pairs; y by two: 1. So a-b weighs 4/3, the others 1/3.
    found = communities_of(landscape("abcd:x", "ab:y", "cd:z"))
    assert members(found) == ["ab", "cd"]
    assert found.communities[0].links[0].weight == pytest.approx(4 / 3)  # four pairs across


def test_a_group_joins_no_community_and_stands_beside_it() -> None:
    held = ("ab:x", "ab:y", "cd:z", "cd:u", "g:x", "g:z", "g:w")
    with_group = communities_of(landscape(*held))
    assert members(with_group) == members(communities_of(landscape(*held[:4]))) == ["ab", "cd"]
    assert [(link.to, [shared.label for shared in link.shared]) for link in with_group.communities[0].groups] == [
        ("g", ["x"])
    ]
    assert with_group.communities[0].groups[0].shared[0].holders == ("a", "b", "g")
    assert [actor.label for actor in with_group.alone] == []
    joined = communities_of(landscape(*held), frozenset({"profession", "role", "group"}))
    assert sum("g" in found for found in members(joined)) == 1
    assert joined.modularity is not None
    assert with_group.modularity is not None
    assert joined.modularity < with_group.modularity


def test_nothing_shared() -> None:
    found = communities_of(landscape("a:x", "b:y"))
    assert found == Communities((), found.alone, None)
    assert [actor.label for actor in found.alone] == ["a", "b"]
    assert "modulariteit" not in communities_table(found).title


def test_a_denial_and_a_lack_are_not_shared() -> None:
    one, other = (
        Said(f"s{actor}", "has_competency", actor, "x", "", polarity, modality)
        for actor, polarity, modality in (("a", "neg", "actual"), ("b", "pos", "missing"))
    )
    three = Said("sc", "has_competency", "c", "x", "", "pos", "actual")
    empty = landscape()
    found = communities_of(Landscape(empty.actors, {}, (), (one, other, three), empty.labels, {}, {}, {}, ()))
    assert found.communities == ()


def test_the_small_graph(small: OpenGraph) -> None:
    # tuinpsycholoog and dorpsverpleegkundige share a cell, two tasks and a competency; dorpsverpleegkundige and
    # pleinregisseur share a cell: five links of weight 1, and no division is better than all together (0)
    found = find_communities(small.store)
    (community,) = found.communities
    assert [member.label for member in community.members] == [
        "dorpsverpleegkundige",
        "pleinregisseur",
        "tuinpsycholoog",
    ]
    assert found.modularity == pytest.approx(0)
    assert [(shared.kind, shared.label) for shared in community.shared] == [
        ("cell", "psychische gezondheid / behandelen"),
        ("cell", "psychische gezondheid / signaleren"),
        ("competency", "luisteren"),
        ("task", "buurtronde"),
        ("task", "tuingesprek"),
    ]
    assert community.leefgebieden == (("psychische gezondheid", 3), ("lichamelijke gezondheid", 1))
    table = communities_table(found)
    assert table.values("community") == ["1"]
    assert len(table.values("evidence")[0].split()) == 10


def test_the_reports(full: OpenGraph) -> None:
    found = find_communities(full.store)
    assert {"GZ-psycholoog", "basispsycholoog"} in [{m.label for m in one.members} for one in found.communities]
    assert {member.kind for one in found.communities for member in one.members} <= {"profession", "role"}
    assert found.modularity is not None
    assert found.modularity > 0.6
