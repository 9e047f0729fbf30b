"""What each view says of the small graph, checked against what was worked out by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from viz.explorer import Explorer
from viz.explorer.assets import own_assets
from viz.explorer.links import ServerLinks
from viz.explorer.page import AddressError, Page
from viz.explorer.render import render
from viz.explorer.rings import spots
from viz.explorer.routes import view_named


def page(explorer: Explorer, name: str, **parameters: str) -> Page:
    view = view_named(name)
    assert view is not None
    return view.page(explorer, "nl", parameters)


def table(made: Page, name: str) -> list[list[Any]]:
    return [list(row) for sheet in made.sheets if sheet.name == name for row in sheet.rows]


def test_a_team_has_its_members_by_shell_and_a_denial_is_shown_as_one(small_explorer: Explorer) -> None:
    made = page(small_explorer, "team", slug="team-noord")
    assert [row[:4] for row in table(made, "leden")] == [
        ["tuinpsycholoog", "beroep", "binnenschil", "genoemd"],
        ["dorpsverpleegkundige", "beroep", "buitenschil", "genoemd"],
        ["bodebezorger", "groep", "schil niet genoemd", "ontkend"],
    ]
    assert [[member.concept.label for member, _ in placed] for _, placed in made.data["rings"]] == [
        ["tuinpsycholoog"],
        ["dorpsverpleegkundige"],
    ]


def test_a_team_covers_what_its_members_do_there_or_anywhere(small_explorer: Explorer) -> None:
    rows = {row[0]: row[1:] for row in table(page(small_explorer, "team", slug="team-noord"), "dekking")}
    assert rows["psychische gezondheid"] == ["tuinpsycholoog", "dorpsverpleegkundige", "geen vindplaats"]
    # care of the dorpsverpleegkundige is in Team Zuid, and the tuinpsycholoog is denied it here
    assert rows["lichamelijke gezondheid"] == ["geen vindplaats"] * 3


def test_what_is_said_within_a_team_stands_under_whom_it_is_said_of(small_explorer: Explorer) -> None:
    made = page(small_explorer, "team", slug="team-noord")
    context = next(section for section in made.data["sections"] if section.id == "context")
    labels = {concept.iri: concept.label for concept in small_explorer.content.concepts.values()}
    assert [(name, [labels[one.object] for one in said]) for name, said in context.groups] == [
        ("dorpsverpleegkundige", ["psychische gezondheid", "tuingesprek"]),
        (
            "tuinpsycholoog",
            ["dorpsverpleegkundige", "lichamelijke gezondheid", "Praktijk Maan", "psychische gezondheid"],
        ),
    ]
    links = ServerLinks("nl", small_explorer.content, own_assets(), None)
    shown = render(small_explorer, made, view_named("team"), links)
    lines = shown[shown.index(f'id="{context.id}"') :]
    assert "tuingesprek" in lines
    assert '"qualifier">in ' not in lines


def test_a_graph_is_drawn_before_the_scripts_that_make_it_a_canvas(small_explorer: Explorer) -> None:
    given = {"van": "profession.tuinpsycholoog"}
    made = page(small_explorer, "graph", **given)
    links = ServerLinks("nl", small_explorer.content, own_assets(), None)
    shown = render(small_explorer, made, view_named("graph"), links)
    assert (
        0
        < shown.index('<svg id="still"')
        < shown.index("</svg>", shown.index('id="still"'))
        < shown.index("vis-network")
    )


def test_labels_on_a_ring_read_from_left_to_right() -> None:
    placed = spots([f"lid {number}" for number in range(8)], 100)
    assert all(-90 <= ((spot.turn + 180) % 360) - 180 <= 90 for spot in placed)
    assert {spot.anchor for spot in placed} == {"start", "end"}
    assert len(spots([str(number) for number in range(500)], 100)) < 500


def test_two_professions_compared(small_explorer: Explorer) -> None:
    pair = {"a": "profession.tuinpsycholoog", "b": "profession.dorpsverpleegkundige"}
    made = page(small_explorer, "compare", **pair)
    assert [row[:4] for row in table(made, "vergelijking")] == [
        ["leefgebied", "psychische gezondheid", "genoemd", "genoemd"],
        ["leefgebied", "lichamelijke gezondheid", "ontkend", "genoemd"],
        ["thema", "dorpszorgen", "geen vindplaats", "genoemd"],
        ["competentie", "luisteren", "genoemd", "gewenst"],
        ["taak", "buurtronde", "genoemd", "genoemd"],
        ["taak", "tuingesprek", "toegestaan", "genoemd"],
    ]
    assert made.data["shared"]["overlap"].startswith("0.333")


def test_a_label_does_for_a_key_and_a_wrong_one_is_met_with_the_nearest(small_explorer: Explorer) -> None:
    by_label = page(small_explorer, "compare", a="Tuinpsycholoog", b="profession.dorpsverpleegkundige")
    assert by_label.title == "tuinpsycholoog en dorpsverpleegkundige vergeleken"
    with pytest.raises(AddressError) as error:
        page(small_explorer, "compare", a="tuinpsycholog", b="x")
    assert [text for text, _ in error.value.near][:1] == ["tuinpsycholoog"]


def test_two_teams_compared(small_explorer: Explorer) -> None:
    made = page(small_explorer, "compare-teams", a="team.team-noord", b="team.team-zuid")
    assert {side: [row[0].label for row in rows] for side, rows in made.data["sides"].items()} == {
        "one": ["tuinpsycholoog"],
        "both": ["dorpsverpleegkundige"],
        "other": [],
    }


def test_grey_zones_named_and_derived_are_kept_apart(small_explorer: Explorer) -> None:
    zones = dict(page(small_explorer, "overlap").data["zones"])
    named = [({c.label for c in zone.who}, zone.reason) for zone in zones["documented"]]
    assert ({"pleinregisseur", "ouderencoach"}, "contested") in named
    assert ({"tuinpsycholoog", "dorpsverpleegkundige"}, "contested") in named
    assert [({c.label for c in z.who}, z.reason) for z in zones["derived"]] == [
        ({"dorpsverpleegkundige", "pleinregisseur"}, "doubly_covered"),
        (set(), "uncovered"),
    ]


def test_who_may_do_reserved_work(small_explorer: Explorer) -> None:
    assert table(page(small_explorer, "law"), "wie-mag") == [
        ["dorpsverpleegkundige", "tuingesprek", "Tuinregister", "doet het, bevoegdheid niet genoemd"],
        ["tuinpsycholoog", "tuingesprek", "Tuinregister", "mag het"],
    ]


def test_tensions_of_one_kind(small_explorer: Explorer) -> None:
    everything = page(small_explorer, "tensions")
    assert len(everything.data["shown"]) == 3
    assert len(page(small_explorer, "tensions", soort="overlap").data["shown"]) == 2
    with pytest.raises(AddressError):
        page(small_explorer, "tensions", soort="ruzie")


def test_a_question_with_its_answer_and_the_evidence_beside_it(small_explorer: Explorer) -> None:
    made = page(small_explorer, "question", id="leefgebied", leefgebied="leefgebied.psychische-gezondheid")
    assert made.data["count"] == 4
    assert all(statements for _, statements in made.data["rows"])
    (sheet,) = made.sheets
    assert sheet.header[0] == "wie"
    assert {row[0] for row in sheet.rows} == {"tuinpsycholoog", "dorpsverpleegkundige", "pleinregisseur"}


def test_a_question_that_still_needs_something_says_so(small_explorer: Explorer) -> None:
    assert page(small_explorer, "question", id="compared").data["missing"]


@pytest.mark.parametrize(
    "given", [{"id": "bestaat-niet"}, {"id": "team", "kleur": "rood"}, {"id": "team", "team": "Team Nergens"}, {"id": "team", "vanaf": "x"}]
)  # fmt: skip
def test_a_question_that_cannot_be_asked(small_explorer: Explorer, given: Mapping[str, str]) -> None:
    with pytest.raises(AddressError):
        page(small_explorer, "question", **given)


def test_search_finds_every_label_and_offers_the_nearest(small_explorer: Explorer) -> None:
    found = page(small_explorer, "search", q="dorps")
    assert [row[0] for row in table(found, "zoeken")][:2] == ["dorpsverpleegkundige", "dorpszorgen"]
    near = page(small_explorer, "search", q="tuinpsygoloog")
    assert near.data["near"]
    assert table(near, "zoeken")[0][0] == "tuinpsycholoog"
    assert page(small_explorer, "search", q="xqzwv").sheets == ()


def test_the_graph_and_its_table_hold_the_same(small_explorer: Explorer) -> None:
    made = page(small_explorer, "graph", van="profession.dorpsverpleegkundige")
    drawn = made.data["picture"]
    nodes = {mark.number: mark.label for mark in drawn.marks}
    edges = sorted((nodes[edge["from"]], nodes[edge["to"]]) for edge in drawn.data["edges"])
    assert edges == sorted((row[0], row[2]) for row in table(made, "verbanden"))
    assert {node["id"] for node in drawn.data["nodes"]} == nodes.keys()
    assert "title" not in {key for node in drawn.data["nodes"] for key in node}


def test_a_path_in_the_graph(small_explorer: Explorer) -> None:
    made = page(small_explorer, "graph", van="profession.tuinpsycholoog", naar="organisation.stichting-zon")
    labels = [concept.label for concept in made.data["path"]]
    assert labels[0] == "tuinpsycholoog"
    assert labels[-1] == "Stichting Zon"
    assert "Team Noord" in labels


def test_at_most_forty_labels_and_none_over_another(small_explorer: Explorer) -> None:
    drawn = page(small_explorer, "graph", vraag="spanningen").data["picture"]
    named = [mark for mark in drawn.marks if mark.named]
    assert 0 < len(named) <= 40
    for one in named:
        for other in named:
            apart = abs(one.x - other.x) > 4 * (len(one.label) + len(other.label)) or abs(one.y - other.y) > 22
            assert one is other or apart


def test_the_editor_knows_the_vocabulary_and_keeps_the_query_of_the_address(small_explorer: Explorer) -> None:
    made = page(small_explorer, "sparql", query="ASK { ?s ?p ?o }")
    assert made.data["query"] == "ASK { ?s ?p ?o }"
    assert ["bk:Profession", "beroep"] in made.data["completions"]["terms"]
    with pytest.raises(AddressError):
        page(small_explorer, "sparql", query="x" * 30_000)


def test_every_example_of_the_editor_is_a_query(small_explorer: Explorer) -> None:
    for name, text in page(small_explorer, "sparql").data["examples"]:
        small_explorer.graph.store.select(text)
        assert re.fullmatch(r"[a-z]+", name)
