"""The scan of a team on the small graph, against what was worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import ontology
from kg.errors import BeroepenkaartError, SeveralErrors
from kg.evidence import evidence_of
from kg.folder import OpenGraph
from kg.namespaces import VOCABULARY_GRAPH
from kg.store import EmbeddedStore
from queries.team import TeamScan, read_team, scan

Written = Callable[..., bytes]


def label(named: Any) -> str:
    return "" if named is None else str(named.label)


def pairs(listed: Any) -> list[tuple[str, str]]:
    return [(label(actor), label(activity)) for actor, activity in listed]


def test_coverage_and_depth(found: TeamScan) -> None:
    assert [
        (label(d.leefgebied), d.status, pairs(d.inner), pairs(d.outer), label(d.deepest), [label(actor) for actor in d.by])
        for d in found.coverage
    ] == [
        ("financiën", "not_filled_in", [], [], "", []),
        ("wonen en leefbaarheid", "not_filled_in", [], [], "", []),
        ("werk, opleiding en activiteiten", "not_filled_in", [], [], "", []),
        ("sociale relaties", "inner", [("pleinregisseur", "activeren"), ("stoepcoach", "activeren")], [], "activeren",
         ["pleinregisseur", "stoepcoach"]),
        ("lichamelijke gezondheid", "outer_only", [], [("dorpsverpleegkundige", "verzorgen")], "verzorgen",
         ["dorpsverpleegkundige"]),
        ("psychische gezondheid", "inner", [("tuinpsycholoog", "behandelen"), ("pleinregisseur", "signaleren")],
         [("dorpsverpleegkundige", "behandelen")], "behandelen", ["tuinpsycholoog", "dorpsverpleegkundige"]),
        ("zingeving", "inner", [("bodebezorger", "")], [], "", []),
    ]  # fmt: skip


def test_members(found: TeamScan) -> None:
    assert [(label(m.actor), m.actor.kind, m.shell, m.amount, len(m.leefgebieden)) for m in found.members] == [
        ("bodebezorger", "group", "binnenschil", None, 1),
        ("pleinregisseur", "role", "binnenschil", None, 2),
        ("stoepcoach", "own", "binnenschil", None, 1),
        ("tuinpsycholoog", "profession", "binnenschil", 2.0, 1),
        ("dorpsverpleegkundige", "profession", "buitenschil", 0.8, 2),
    ]
    assert found.notes == ("'stoepcoach' (rij 8): niet in de woordenlijst; telt mee als eigen begrip.",)


def test_overlap_is_shared_cells_over_all_cells_with_what_documents_say(found: TeamScan) -> None:
    assert [
        (label(o.one), label(o.other), o.value, [(label(c.leefgebied), label(c.activity)) for c in o.shared], o.together,
         [(t.kind, t.answer) for t in o.tensions])
        for o in found.overlaps
    ] == [
        ("dorpsverpleegkundige", "tuinpsycholoog", 0.5, [("psychische gezondheid", "behandelen")], 2,
         [("grijs gebied", "claimed")]),
        ("pleinregisseur", "stoepcoach", 0.5, [("sociale relaties", "activeren")], 2, []),
        ("pleinregisseur", "tuinpsycholoog", 0.0, [], 0, [("overlap", "question")]),
    ]  # fmt: skip


def test_gaps_and_who_works_there_according_to_documents(found: TeamScan, small: OpenGraph) -> None:
    assert [(label(g.leefgebied), g.kind, len(g.candidates), g.more) for g in found.gaps] == [
        ("financiën", "not_filled_in", 0, 0),
        ("wonen en leefbaarheid", "not_filled_in", 0, 0),
        ("werk, opleiding en activiteiten", "not_filled_in", 0, 0),
        ("lichamelijke gezondheid", "outer_only", 1, 0),
    ]
    (candidate,) = found.gaps[3].candidates
    assert (label(candidate.actor), candidate.answer, label(candidate.deepest), candidate.in_team, candidate.shells) == (
        "dorpsverpleegkundige", "claimed", "verzorgen", True, ("buitenschil",),
    )  # fmt: skip
    assert candidate.documents == 1
    (evidence,) = evidence_of(small, candidate.statements)[candidate.statements[0]]
    assert evidence.gloss == "De dorpsverpleegkundige verzorgt."


def test_claimed_denied_and_not_mentioned_stay_apart(found: TeamScan) -> None:
    assert [(label(h.actor), label(h.leefgebied), h.answer, label(h.deepest)) for h in found.heard] == [
        ("dorpsverpleegkundige", "lichamelijke gezondheid", "claimed", "verzorgen"),
        ("dorpsverpleegkundige", "psychische gezondheid", "claimed", "behandelen"),
        ("pleinregisseur", "psychische gezondheid", "claimed", "signaleren"),
        ("tuinpsycholoog", "lichamelijke gezondheid", "denied", "verzorgen"),
        ("tuinpsycholoog", "psychische gezondheid", "claimed", "behandelen"),
    ]


def test_what_documents_say_that_teams_miss(found: TeamScan, small: OpenGraph, written: Written, rows: Any) -> None:
    assert [(label(m.what), m.what.kind, label(m.team), m.answer, m.in_team) for m in found.missed] == [
        ("ouderencoach", "profession", "Team Noord", "claimed", False)
    ]
    with_coach = read_team(written([*rows, ("ouderencoach", "", "binnenschil")]), "team.csv")
    assert scan(small.store, with_coach).missed[0].in_team


def test_alerts_rest_on_statements(found: TeamScan, small: OpenGraph) -> None:
    assert [
        (
            label(a.member),
            label(a.about),
            a.rule,
            [label(f) for f in a.frames],
            [label(h) for h in a.holders],
            a.verdict,
        )
        for a in found.alerts
    ] == [
        ("dorpsverpleegkundige", "tuingesprek", "registratie", ["Tuinregister"], ["tuinpsycholoog"], "not_filled_in"),
        ("tuinpsycholoog", "tuingesprek", "registratie", ["Tuinregister"], ["tuinpsycholoog"], "named"),
    ]
    glosses = {item.gloss for items in evidence_of(small, found.alerts[0].statements).values() for item in items}
    assert glosses == {"Het tuingesprek vraagt een registratie.", "De tuinpsycholoog mag het tuingesprek voeren."}


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (["Tuinregister", ""], "filled_in"),
        (["geregistreerd in het Tuinregister", ""], "filled_in"),
        (["Ander register", ""], "not_filled_in"),
        (["", ""], "not_filled_in"),
        (["geen", ""], "lacking"),
        (["Tuinregister", "geen"], "partly"),
        (["Tuinregister; geen", ""], "partly"),
        (["", "Tuinregister"], "filled_in"),
    ],
)
def test_a_registration_that_was_filled_in(small: OpenGraph, written: Written, given: list[str], verdict: str) -> None:
    rows = [("dorpsverpleegkundige", "", "binnenschil", "", "", "tuingesprek", registration) for registration in given]
    (alert,) = scan(small.store, read_team(written(rows), "team.csv")).alerts
    assert alert.verdict == verdict


def test_secrecy_that_a_document_denies(found: TeamScan) -> None:
    assert [(label(c.about), label(c.frame), c.rule, c.answer, c.via) for c in found.confidentiality] == [
        ("bodebezorger", "geheimhoudingsplicht", "geheimhouding", "denied", None)
    ]


def test_documented_teams_beside_this_one(found: TeamScan) -> None:
    assert [
        (label(c.team), round(c.similarity, 3), [(label(a), here, there) for a, here, there in c.shared],
         [label(a) for a in c.only_here], [label(a) for a in c.only_there], len(c.statements))
        for c in found.comparisons
    ] == [
        ("Team Noord", 0.4,
         [("dorpsverpleegkundige", ("buitenschil",), ("buitenschil",)), ("tuinpsycholoog", ("binnenschil",), ("binnenschil",))],
         ["pleinregisseur", "bodebezorger", "stoepcoach"], [], 2),
        ("Team Zuid", 0.2, [("dorpsverpleegkundige", ("buitenschil",), ("binnenschil",))],
         ["tuinpsycholoog", "pleinregisseur", "bodebezorger", "stoepcoach"], [], 1),
        ("Team Oost", 0.0, [],
         ["dorpsverpleegkundige", "tuinpsycholoog", "pleinregisseur", "bodebezorger", "stoepcoach"], ["ouderencoach"], 0),
    ]  # fmt: skip
    assert found.nearest is found.comparisons[0]


def test_no_team_is_near_when_nobody_is_shared(small: OpenGraph, written: Written) -> None:
    alone = scan(small.store, read_team(written([("stoepcoach", "", "binnenschil")]), "team.csv"))
    assert alone.nearest is None
    assert alone.overlaps == ()
    assert alone.heard == ()
    assert alone.confidentiality == ()


def test_a_shell_left_open_is_that_of_the_other_rows(small: OpenGraph, written: Written) -> None:
    same = [("tuinpsycholoog", "", "binnenschil", "zingeving"), ("tuinpsycholoog", "", "", "financiën")]
    (member,) = scan(small.store, read_team(written(same), "team.csv")).members
    assert (member.shell, len(member.leefgebieden)) == ("binnenschil", 2)
    open_ = scan(small.store, read_team(written([("tuinpsycholoog", "", "", "zingeving")]), "team.csv"))
    assert open_.members[0].shell == ""
    assert [d.status for d in open_.coverage if d.leefgebied.label == "zingeving"] == ["shell_unknown"]
    assert [g.kind for g in open_.gaps if g.leefgebied.label == "zingeving"] == ["shell_unknown"]
    assert "Schil niet ingevuld bij tuinpsycholoog" in open_.notes[0]


def test_both_shells_are_two_members_with_their_own_amounts(small: OpenGraph, written: Written) -> None:
    rows = [("tuinpsycholoog", "1", "binnenschil", "", "", "", "", "Zon"), ("tuinpsycholoog", "2", "buitenschil"),
            ("tuinpsycholoog", "1,5", "binnenschil", "", "", "", "", "Maan"), ("tuinpsycholoog", "3", "buitenschil")]  # fmt: skip
    found = scan(small.store, read_team(written(rows), "team.csv"))
    assert [(m.shell, m.amount, m.organisations) for m in found.members] == [
        ("binnenschil", 2.5, ("Zon", "Maan")),
        ("buitenschil", 2.0, ()),
    ]
    assert "verschillende aantallen" in found.notes[0]


def test_other_labels_are_understood_and_told(small: OpenGraph, written: Written) -> None:
    rows = [("Gz psycholoog", "2 fte", "Binnenschil", "wonen", "coördineren"), ("straatcouch", "", "binnenschil")]
    found = scan(small.store, read_team(written(rows), "team.csv"))
    own = next(member for member in found.members if member.actor.kind == "own")
    known = next(member for member in found.members if member.actor.kind != "own")
    assert (label(known.actor), label(next(iter(known.cells)).leefgebied), label(next(iter(known.cells)).activity)) == (
        "GZ-psycholoog", "wonen en leefbaarheid", "regie voeren",
    )  # fmt: skip
    assert own.actor.iri == ""
    assert "'Gz psycholoog' is gelezen als 'GZ-psycholoog'." in found.notes


def test_every_mistake_is_told_at_once_in_the_order_of_the_rows(small: OpenGraph, written: Written) -> None:
    rows = [
        ("tuinpsycholoog", "veel", "binnen schil", "zingevin", "behandeln"),
        ("", "", "binnenschil", "zingeving"),
        ("a@b.nl", "", "binnenschil"),
        ("Voornaam Achternaam", "", "binnenschil", "", "", "Voornaam van Achternaam", "Voornaam Achternaam"),
    ]
    with pytest.raises(SeveralErrors) as raised:
        scan(small.store, read_team(written(rows), "team.csv"))
    told = [(error.where.split(", ", 1)[1], error.what, error.remedy) for error in raised.value.errors]
    name = "Is het een beroep of rol, schrijf het dan met kleine letters."
    assert told == [
        ("rij 2, kolom B (aantal of fte)", "'veel' is geen aantal", "Schrijf bijvoorbeeld 2 of 0,8."),
        ("rij 2, kolom C (schil)", "'binnen schil' staat niet in de lijst", "Bedoelde u 'binnenschil' of 'buitenschil'?"),
        ("rij 2, kolom D (leefgebied)", "'zingevin' staat niet in de lijst", "Bedoelde u 'zingeving'?"),
        ("rij 2, kolom E (activiteit)", "'behandeln' staat niet in de lijst", "Bedoelde u 'behandelen' of 'beoordelen'?"),
        ("rij 3, kolom A (beroep of rol)", "er staat geen beroep of rol", "Herhaal het beroep van de regel erboven, of maak de regel leeg."),
        ("rij 4, kolom A (beroep of rol)", "hier staat een e-mailadres", "Haal het weg en noem het beroep of de rol."),
        ("rij 5, kolom A (beroep of rol)", "dit lijkt op een naam van een persoon", name),
        ("rij 5, kolom F (taak)", "dit lijkt op een naam van een persoon", name),
        ("rij 5, kolom G (registratie)", "dit lijkt op een naam van een persoon", name),
    ]  # fmt: skip


@pytest.mark.parametrize("amount", ["0", "-1", "1001", "1e3", "NaN", "1,2,3", "twee"])
def test_amounts_that_are_none(small: OpenGraph, written: Written, amount: str) -> None:
    with pytest.raises(BeroepenkaartError, match="is geen aantal"):
        scan(small.store, read_team(written([("tuinpsycholoog", amount, "binnenschil")]), "team.csv"))


def test_an_activity_without_a_life_domain_is_told(small: OpenGraph, written: Written) -> None:
    found = scan(small.store, read_team(written([("tuinpsycholoog", "", "binnenschil", "", "behandelen")]), "team.csv"))
    assert found.members[0].cells == frozenset()
    assert "Activiteit zonder leefgebied in rij 2" in found.notes[0]


RULES = b"""
@prefix bk: <https://w3id.org/beroepenkaart/def#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix id: <https://w3id.org/beroepenkaart/id/> . @prefix p: <https://w3id.org/beroepenkaart/id/profession/> .
@prefix e: <http://voorbeeld.invalid/> . @prefix rule: <https://w3id.org/beroepenkaart/id/rule-kind/> .
e:one bk:subject p:jeugdprofessional ; bk:ruleKind rule:registratie ; bk:polarity <https://w3id.org/beroepenkaart/id/polarity/pos> ;
  bk:object <https://w3id.org/beroepenkaart/id/legal-frame/skj-registratie> ;
  bk:modality <https://w3id.org/beroepenkaart/id/modality/obliged> .
e:two bk:subject p:jeugdprofessional ; bk:ruleKind rule:registratie ; bk:polarity <https://w3id.org/beroepenkaart/id/polarity/neg> ;
  bk:object <https://w3id.org/beroepenkaart/id/legal-frame/avg> ;
  bk:modality <https://w3id.org/beroepenkaart/id/modality/actual> .
e:three bk:subject p:jeugdprofessional ; bk:ruleKind rule:geheimhouding ; bk:polarity <https://w3id.org/beroepenkaart/id/polarity/pos> ;
  bk:object <https://w3id.org/beroepenkaart/id/legal-frame/beroepsgeheim> ;
  bk:modality <https://w3id.org/beroepenkaart/id/modality/desired> .
e:reservation a bk:Reservation ; bk:reservedTask <https://w3id.org/beroepenkaart/id/task/hulp-in-de-huishouding> ;
  bk:reservingFrame <https://w3id.org/beroepenkaart/id/legal-frame/wmo> ; bk:ruleKind rule:verbod ; prov:wasDerivedFrom e:four ;
  bk:leefgebied <https://w3id.org/beroepenkaart/id/leefgebied/zingeving> ;
  bk:activity <https://w3id.org/beroepenkaart/id/activity/adviseren> .
"""


@pytest.fixture(scope="module")
def rules() -> EmbeddedStore:
    """The vocabulary with three rules: for a broader profession, one that is denied, and one for a cell."""
    store = EmbeddedStore()
    store.add_turtle(VOCABULARY_GRAPH, ontology.core(), *ontology.vocabularies().values())
    store.add_turtle("http://voorbeeld.invalid/graaf", RULES)
    return store


def test_a_rule_for_a_broader_profession_counts_and_says_so(rules: EmbeddedStore, written: Written) -> None:
    found = scan(rules, read_team(written([("jeugdhulpverlener", "", "binnenschil", "", "", "", "SKJ")]), "team.csv"))
    assert [(label(a.member), label(a.about), label(a.via), a.rule, a.verdict, a.statements) for a in found.alerts] == [
        ("jeugdhulpverlener", "jeugdprofessional", "jeugdprofessional", "registratie", "filled_in",
         ("http://voorbeeld.invalid/one",))
    ]  # fmt: skip
    assert [(label(c.about), label(c.via), c.answer) for c in found.confidentiality] == [
        ("jeugdhulpverlener", "jeugdprofessional", "desired")
    ]


def test_a_reserved_cell_is_found_without_the_task(rules: EmbeddedStore, written: Written) -> None:
    rows = [
        ("huisarts", "", "binnenschil", "zingeving", "adviseren"),
        ("huisarts", "", "binnenschil", "zingeving", "signaleren"),
    ]
    (alert,) = scan(rules, read_team(written(rows), "team.csv")).alerts
    assert alert.cell is not None
    assert (label(alert.about), label(alert.cell.activity), alert.verdict) == (
        "hulp in de huishouding",
        "adviseren",
        "check",
    )


def test_on_the_graph_of_the_reports(full: OpenGraph, written: Written) -> None:
    """Figures of the reviewed statements: one team with the professions that a report names."""
    rows = [
        ("jeugdprofessional", "", "binnenschil", "sociale relaties", "begeleiden", "specifieke jeugdhulptaak", "geen"),
        ("GZ-psycholoog", "", "buitenschil", "psychische gezondheid", "behandelen"),
        ("vrijwilliger", "", "binnenschil", "zingeving", "signaleren"),
    ]
    found = scan(full.store, read_team(written(rows), "team.csv"))
    assert found.nearest is not None
    assert ("jeugdprofessional", "specifieke jeugdhulptaak", "lacking") in [
        (label(a.member), label(a.about), a.verdict) for a in found.alerts
    ]
    assert {(label(c.about), c.answer) for c in found.confidentiality} >= {
        ("vrijwilliger", "denied"),
        ("vrijwilliger", "question"),
    }
    psychic = next(gap for gap in found.gaps if gap.leefgebied.label == "psychische gezondheid")
    assert psychic.kind == "outer_only"
    assert "basispsycholoog" in [label(candidate.actor) for candidate in psychic.candidates]
    evidence = evidence_of(full, found.statements())
    assert set(evidence) == set(found.statements())
    assert all(item.quotation for items in evidence.values() for item in items)
