"""Whether what a part or a move names includes a statement."""

from __future__ import annotations

from queries.landscape import Said
from queries.structure.placing import Want, takes

THEMES = {"debts": frozenset({"money", "work"})}


def said(relation: str, thing: str, activity: str = "") -> Said:
    return Said("s", relation, "someone", thing, activity, "pos", "actual")


def test_an_item_includes_what_is_said_of_it() -> None:
    assert takes([Want("task", "visit")], said("has_task", "visit"), [], THEMES)
    assert not takes([Want("task", "visit")], said("has_task", "talk"), [], THEMES)
    assert not takes([Want("competency", "visit")], said("has_task", "visit"), [], THEMES)
    assert not takes([Want("task", "team")], said("member_of_team", "team"), [], THEMES)


def test_a_leefgebied_with_an_activity_includes_only_that_activity() -> None:
    advising = Want("leefgebied", "money", "advise")
    assert takes([advising], said("active_in", "money", "advise"), [], THEMES)
    assert not takes([advising], said("active_in", "money", "treat"), [], THEMES)
    assert not takes([advising], said("active_in", "money"), [], THEMES)
    assert takes([Want("leefgebied", "money")], said("active_in", "money", "treat"), [], THEMES)


def test_a_leefgebied_includes_its_themes_unless_they_are_named() -> None:
    assert takes([Want("leefgebied", "work")], said("expertise_in", "debts"), [], THEMES)
    assert not takes([Want("leefgebied", "work")], said("expertise_in", "debts"), ["debts"], THEMES)
    assert not takes([Want("leefgebied", "health")], said("expertise_in", "debts"), [], THEMES)
    assert not takes([Want("leefgebied", "work", "advise")], said("expertise_in", "debts"), [], THEMES)
