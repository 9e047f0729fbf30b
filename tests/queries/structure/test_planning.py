"""A proposed structure held against the graph: what its names mean, where its items go, and what does not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import SeveralErrors, StructureError
from kg.folder import OpenGraph
from queries.landscape import load_landscape
from queries.structure import Comparison, compare, compare_in, read_structure


def compared(graph: OpenGraph, text: str) -> Comparison:
    return compare(graph.store, read_structure(text, "plan.yaml"))


def entry(lines: str) -> str:
    return f"naam: x\nberoepen:\n  - naam: wijkzorger\n{lines}"


def test_alternative_labels_and_iris_name_an_actor(full: OpenGraph) -> None:
    iri = "https://w3id.org/beroepenkaart/id/profession/basispsycholoog"
    text = f"naam: x\nberoepen:\n  - naam: psycholoog\n    omvat: [gz-psychologen, {iri}]\n"
    assert [one.name for one in compared(full, text).professions[0].made_of] == ["GZ-psycholoog", "basispsycholoog"]


def test_one_item_may_come_from_two(small: OpenGraph) -> None:
    luisteren = "{naam: luisteren, van: tuinpsycholoog}, {naam: luisteren, van: dorpsverpleegkundige}"
    comparison = compared(small, entry(f"    soort: rol\n    competenties: [{luisteren}]\n"))
    assert [(one.label, one.source, len(one.statements)) for one in comparison.additions] == [
        ("luisteren", "dorpsverpleegkundige", 1),
        ("luisteren", "tuinpsycholoog", 1),
    ]
    assert len(comparison.movements) == 2
    assert comparison.losses == ()


def test_a_move_with_an_activity_goes_before_one_of_the_whole_leefgebied(small: OpenGraph) -> None:
    lines = (
        "    leefgebieden: [{naam: psychische gezondheid, van: dorpsverpleegkundige}]\n  - naam: b\n"
        "    leefgebieden: [{naam: psychische gezondheid, activiteit: behandelen, van: dorpsverpleegkundige}]\n"
    )
    comparison = compared(small, entry(lines))
    assert [(one.name, one.deepest) for one in comparison.professions[:2]] == [
        ("wijkzorger", "signaleren"),
        ("b", "behandelen"),
    ]
    mind = next(change for change in comparison.coverage if change.leefgebied == "psychische gezondheid")
    assert mind.gained == ("b", "wijkzorger")
    assert mind.lost == ("dorpsverpleegkundige",)


UNFIT = {
    "unknown profession": (
        entry("    omvat: [tuinpsychaloog]\n"), "regel 4: 'tuinpsychaloog' is niet bekend", "Bedoelde u 'tuinpsycholoog'"
    ),
    "a team": (entry("    omvat: [Team Noord]\n"), "regel 4: 'Team Noord' is niet bekend", "'Team Noord' is een team"),
    "unknown competency": (
        entry("    omvat: [tuinpsycholoog]\n    competenties: [luistren]\n"), "regel 5: 'luistren' is niet bekend", "luisteren"
    ),
    "a task among competencies": (
        entry("    omvat: [tuinpsycholoog]\n    competenties: [buurtronde]\n"), "'buurtronde' is niet bekend", "is een taak"
    ),
    "unknown leefgebied": (entry("    leefgebieden: [zingevin]\n"), "'zingevin' is niet bekend", "zingeving"),
    "unknown activity": (
        entry("    leefgebieden: [{naam: zingeving, activiteit: advizeren}]\n"), "'advizeren' is niet bekend", "adviseren"
    ),
    "placed twice": (
        entry("    omvat: [tuinpsycholoog]\n  - naam: b\n    omvat: [tuinpsycholoog]\n"),
        "regel 6: 'tuinpsycholoog' staat al bij 'wijkzorger' (regel 3)", "verdeel het met 'deel'",
    ),
    "whole and in part": (
        entry("    omvat: [tuinpsycholoog]\n  - naam: b\n    deel: [{van: tuinpsycholoog, taken: [buurtronde]}]\n"),
        "regel 6: 'tuinpsycholoog' staat al bij 'wijkzorger'", "één plek",
    ),
    "in part and whole": (
        entry("    deel: [{van: tuinpsycholoog, taken: [buurtronde]}]\n  - naam: b\n    omvat: [tuinpsycholoog]\n"),
        "regel 6: 'tuinpsycholoog' staat al bij 'wijkzorger'", "overal als 'deel'",
    ),
    "two parts of one in one": (
        entry("    deel:\n      - {van: tuinpsycholoog, taken: [buurtronde]}\n      - {van: tuinpsycholoog, taken: [tuingesprek]}\n"),
        "regel 6: 'tuinpsycholoog' staat al bij 'wijkzorger'", "één keer",
    ),
    "a competency that its actor does not have": (
        entry("    omvat: [ouderencoach]\n    competenties: [{naam: luisteren, van: pleinregisseur}]\n"),
        "regel 5: geen document geeft 'pleinregisseur' competentie 'luisteren'", "Laat 'van' weg",
    ),
    "a competency that its actor is said to lack": (
        entry("    omvat: [ouderencoach]\n    competenties: [{naam: plannen, van: dorpsverpleegkundige}]\n"),
        "geen document geeft 'dorpsverpleegkundige' competentie 'plannen'", "Laat 'van' weg",
    ),
    "a leefgebied that its actor is denied": (
        entry("    deel: [{van: tuinpsycholoog, leefgebieden: [lichamelijke gezondheid]}]\n"),
        "geen document geeft 'tuinpsycholoog' leefgebied 'lichamelijke gezondheid'", "een leefgebied van",
    ),
    "moved from itself": (
        entry("    omvat: [tuinpsycholoog]\n    taken: [{naam: buurtronde, van: tuinpsycholoog}]\n"),
        "regel 5: 'tuinpsycholoog' hoort zelf bij 'wijkzorger'", "Laat 'van' weg",
    ),
    "moved twice": (
        entry("    taken: [{naam: buurtronde, van: tuinpsycholoog}]\n  - naam: b\n    taken: [{naam: buurtronde, van: tuinpsycholoog}]\n"),
        "regel 6: 'buurtronde' van 'tuinpsycholoog' verhuist twee keer", "één nieuwe plek",
    ),
    "moved and in a part": (
        entry("    taken: [{naam: buurtronde, van: tuinpsycholoog}]\n  - naam: b\n    deel: [{van: tuinpsycholoog, taken: [buurtronde]}]\n"),
        "'buurtronde' van 'tuinpsycholoog' hoort al bij een deel", "een plek",
    ),
    "one name twice": (
        entry("    omvat: [tuinpsycholoog]\n  - naam: Wijkzorger\n    omvat: [ouderencoach]\n"),
        "regel 5: de naam 'Wijkzorger' staat er al (regel 3)", "elke naam één keer",
    ),
    "the name of somebody else": (
        entry("    omvat: [tuinpsycholoog]\n  - naam: dorpsverpleegkundige\n    omvat: [ouderencoach]\n"),
        "regel 5: 'dorpsverpleegkundige' is al een beroep van vandaag", "een nieuwe naam",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "what", "remedy"), UNFIT.values(), ids=list(UNFIT))
def test_what_does_not_fit_the_graph_gets_a_message_with_its_line(
    small: OpenGraph, text: str, what: str, remedy: str
) -> None:
    with pytest.raises(StructureError) as caught:
        compared(small, text)
    assert str(caught.value).startswith("plan.yaml, regel ")
    assert what in str(caught.value)
    assert remedy in str(caught.value)


def test_all_that_does_not_fit_is_reported_at_once(small: OpenGraph) -> None:
    with pytest.raises(SeveralErrors) as caught:
        compared(small, entry("    omvat: [tuinpsychaloog, dorpsverpleger]\n    taken: [buurtrond]\n"))
    assert len(caught.value.errors) == 3


def test_a_label_of_two_things_asks_for_the_iri(small: OpenGraph) -> None:
    landscape = load_landscape(small.store)
    one, other = (
        iri for iri, label in landscape.names["actor"].labels.items() if label in ("tuinpsycholoog", "ouderencoach")
    )
    names = replace(landscape.names["actor"], preferred={"coach": frozenset({one, other})})
    two_coaches = replace(landscape, names={**landscape.names, "actor": names})
    with pytest.raises(StructureError, match="regel 4: 'coach' is dubbelzinnig") as caught:
        compare_in(two_coaches, read_structure(entry("    omvat: [coach]\n"), "plan.yaml"))
    assert one in str(caught.value)
    assert other in str(caught.value)
    named = compare_in(two_coaches, read_structure(entry(f"    omvat: ['{one}']\n")))
    assert named.professions[0].made_of[0].iri == one


def test_kinds_that_are_mixed_are_noted(small: OpenGraph) -> None:
    (note,) = compared(small, entry("    omvat: [tuinpsycholoog, bodebezorger]\n")).notes
    assert "groep 'bodebezorger'" in note
    assert "tuinpsycholoog" not in note
    assert compared(small, entry("    omvat: [tuinpsycholoog, dorpsverpleegkundige]\n")).notes == ()


def test_an_actor_that_no_document_mentions_is_noted(small: OpenGraph) -> None:
    (note,) = compared(small, entry("    omvat: [GZ-psycholoog]\n")).notes
    assert note == "Geen document in deze graaf zegt iets over 'GZ-psycholoog'."
