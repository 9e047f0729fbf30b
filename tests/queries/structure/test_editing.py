"""Edits of a proposed structure: each gives a new structure, and what it means shows in the comparison."""

from __future__ import annotations

import pytest

from kg.errors import StructureError
from kg.folder import OpenGraph
from queries.structure import (
    Item,
    Items,
    Name,
    Part,
    ProposedProfession,
    Structure,
    add,
    compare,
    merge,
    move,
    place,
    read_structure,
    remove,
    rename,
    split,
    todays_structure,
    write_structure,
)  # fmt: skip


def names(structure: Structure) -> list[str]:
    return [entry.name for entry in structure.professions]


@pytest.fixture
def today(small: OpenGraph) -> Structure:
    structure = todays_structure(small.store)
    assert names(structure) == [
        "dorpsverpleegkundige",
        "ouderencoach",
        "tuinpsycholoog",
        "pleinregisseur",
        "bodebezorger",
    ]
    return structure


def test_rename(small: OpenGraph, today: Structure) -> None:
    renamed = rename(today, "Ouderencoach", "coach")
    assert names(renamed)[1] == "coach"
    assert names(today)[1] == "ouderencoach"
    assert [move.after for move in compare(small.store, renamed).movements] == [("coach",)] * 4
    assert rename(renamed, "coach", "ouderencoach") == today
    with pytest.raises(StructureError, match="'tuinpsycholoog' staat al in het voorstel"):
        rename(today, "ouderencoach", "tuinpsycholoog")


def test_merge(small: OpenGraph, today: Structure) -> None:
    merged = merge(today, ["tuinpsycholoog", "dorpsverpleegkundige"], "wijkzorger")
    assert names(merged) == ["ouderencoach", "wijkzorger", "pleinregisseur", "bodebezorger"]
    assert merged.professions[1].covers == (Name("tuinpsycholoog"), Name("dorpsverpleegkundige"))
    assert len(compare(small.store, merged).movements) == 21
    with pytest.raises(StructureError, match="niets samen te voegen"):
        merge(today, ["tuinpsycholoog"], "wijkzorger")
    with pytest.raises(
        StructureError, match=r"'tuinpsychaloog' staat niet in het voorstel.*Bedoelde u 'tuinpsycholoog'"
    ):
        merge(today, ["tuinpsychaloog", "ouderencoach"], "wijkzorger")


def test_merge_brings_home_what_one_took_from_the_other(small: OpenGraph, today: Structure) -> None:
    moved = move(today, "taken", Item("buurtronde", source="tuinpsycholoog"), "dorpsverpleegkundige")
    merged = merge(moved, ["tuinpsycholoog", "dorpsverpleegkundige"], "wijkzorger")
    assert merged.professions[1].items == Items()
    assert compare(small.store, merged).losses == ()


def test_split(small: OpenGraph, today: Structure) -> None:
    parts = {
        "wijkzorg": Items(leefgebieden=(Item("lichamelijke gezondheid"),), taken=(Item("buurtronde"),)),
        "wijkbehandeling": Items(leefgebieden=(Item("psychische gezondheid"),)),
    }
    divided = split(today, "dorpsverpleegkundige", parts)
    assert names(divided)[:3] == ["wijkzorg", "wijkbehandeling", "ouderencoach"]
    assert divided.professions[0].parts == (Part("dorpsverpleegkundige", parts["wijkzorg"]),)
    assert "tuingesprek" in [one.label for one in compare(small.store, divided).leftovers]
    with pytest.raises(StructureError, match="meer dan één beroep van vandaag"):
        split(merge(today, ["tuinpsycholoog", "ouderencoach"], "samen"), "samen", parts)
    with pytest.raises(StructureError, match="'tuinpsycholoog' staat al"):
        split(today, "dorpsverpleegkundige", {"tuinpsycholoog": Items()})


def test_move_there_and_back(small: OpenGraph, today: Structure) -> None:
    item = Item("luisteren", source="tuinpsycholoog")
    moved = move(today, "competenties", item, "pleinregisseur")
    assert moved.professions[3].items.competenties == (item,)
    (addition,) = compare(small.store, moved).additions
    assert (addition.place, addition.source) == ("pleinregisseur", "tuinpsycholoog")
    elsewhere = move(moved, "competenties", item, "ouderencoach")
    assert [bool(entry.items.competenties) for entry in elsewhere.professions] == [False, True, False, False, False]
    assert move(elsewhere, "competenties", item, "tuinpsycholoog") == today
    with pytest.raises(StructureError, match="van wie dit komt"):
        move(today, "competenties", Item("luisteren"), "pleinregisseur")


def test_move_out_of_a_part(small: OpenGraph, today: Structure) -> None:
    parts = {"a": Items(taken=(Item("buurtronde"), Item("tuingesprek"))), "b": Items(taken=(Item("buurtronde"),))}
    moved = move(
        split(today, "tuinpsycholoog", parts), "taken", Item("buurtronde", source="tuinpsycholoog"), "ouderencoach"
    )
    assert [entry.parts for entry in moved.professions if entry.name in "ab"] == [
        (Part("tuinpsycholoog", Items(taken=(Item("tuingesprek"),))),), (),
    ]  # fmt: skip
    assert compare(small.store, remove(moved, "b")).additions[0].label == "buurtronde"


def test_add_and_remove(small: OpenGraph, today: Structure) -> None:
    added = add(today, "leefgebieden", Item("zingeving", "adviseren"), "ouderencoach")
    assert add(added, "leefgebieden", Item("zingeving", "adviseren"), "ouderencoach") == added
    assert compare(small.store, added).professions[1].planned == 1
    removed = remove(today, "bodebezorger")
    assert [loss.label for loss in compare(small.store, removed).losses] == ["post brengen"]


def test_every_edit_can_be_written_and_read(today: Structure) -> None:
    edited = add(
        merge(today, ["tuinpsycholoog", "ouderencoach"], "samen: 'een' #proef"),
        "taken",
        Item("buurtronde"),
        "pleinregisseur",
    )
    assert read_structure(write_structure(edited)) == edited


def test_place_moves_one_of_today_and_drops_what_is_empty() -> None:
    structure = Structure(
        "x",
        professions=(
            ProposedProfession("ab", covers=(Name("a"), Name("b"))),
            ProposedProfession("c", covers=(Name("c"),), items=Items(taken=(Item("ronde", source="a"),))),
        ),
    )
    there = place(structure, "a", "c")
    assert [(entry.name, [name.text for name in entry.covers]) for entry in there.professions] == [
        ("ab", ["b"]),
        ("c", ["c", "a"]),
    ]
    assert there.professions[1].items == Items()
    alone = place(structure, "a", kind="rol")
    assert alone.professions[-1] == ProposedProfession("a", "rol", covers=(Name("a"),))
    assert [entry.name for entry in place(there, "b", "c").professions] == ["c"]
    with pytest.raises(StructureError, match="staat niet in het voorstel"):
        place(structure, "a", "niets")
