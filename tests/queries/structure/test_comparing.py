"""A proposed structure beside today's, with numbers worked out by hand on the small graph.

Cells today: tuinpsycholoog {psychisch/behandelen}; dorpsverpleegkundige {psychisch/behandelen, psychisch/signaleren,
lichamelijk/verzorgen}; pleinregisseur {psychisch/signaleren}. A wish and a denial give no cell.
"""

from __future__ import annotations

import pytest

from kg.folder import OpenGraph
from queries import ask, find_question
from queries.landscape import load_landscape
from queries.structure import Comparison, compare, compare_in, read_structure, todays_structure
from queries.structure.results import Claim, CoverageChange

MERGED = """\
naam: Samen
beroepen:
  - naam: wijkzorger
    omvat: [tuinpsycholoog, dorpsverpleegkundige]
"""
SPLIT = """\
naam: Verdeeld
beroepen:
  - naam: wijkzorg
    deel:
      - van: dorpsverpleegkundige
        leefgebieden: [lichamelijke gezondheid]
        taken: [buurtronde]
  - naam: wijkbehandeling
    deel:
      - van: dorpsverpleegkundige
        leefgebieden: [{naam: psychische gezondheid, activiteit: behandelen}]
        taken: [tuingesprek]
"""
ALONE = """\
naam: Alleen nog de tuin
overige: vervallen
beroepen:
  - naam: tuinpsycholoog
    omvat: [tuinpsycholoog]
"""
MOVED = """\
naam: De regisseur voert het gesprek
beroepen:
  - naam: pleinregisseur
    soort: rol
    omvat: [pleinregisseur]
    taken: [{naam: tuingesprek, van: tuinpsycholoog}]
"""
ADDED = """\
naam: De coach denkt mee
beroepen:
  - naam: ouderencoach
    omvat: [ouderencoach]
    leefgebieden: [{naam: zingeving, activiteit: adviseren}, psychische gezondheid]
    competenties: [plannen]
"""


def compared(graph: OpenGraph, text: str) -> Comparison:
    return compare(graph.store, read_structure(text, "plan.yaml"))


def coverage(comparison: Comparison, leefgebied: str) -> CoverageChange:
    return next(change for change in comparison.coverage if change.leefgebied == leefgebied)


def test_merging_brings_coverage_together(small: OpenGraph) -> None:
    comparison = compared(small, MERGED)
    mind = coverage(comparison, "psychische gezondheid")
    assert mind.before == (
        Claim("dorpsverpleegkundige", "beroep", "claimed", 2, 0),
        Claim("pleinregisseur", "rol", "claimed", 1, 0),
        Claim("tuinpsycholoog", "beroep", "claimed", 1, 0),
    )
    assert mind.after == (
        Claim("pleinregisseur", "rol", "claimed", 1, 0),
        Claim("wijkzorger", "beroep", "claimed", 3, 0),
    )
    assert (mind.gained, mind.lost) == ((), ())


def test_a_denial_stays_a_denial_and_silence_stays_silence(small: OpenGraph) -> None:
    comparison = compared(small, MERGED)
    body = coverage(comparison, "lichamelijke gezondheid")
    assert [(claim.name, claim.answer) for claim in body.before] == [
        ("dorpsverpleegkundige", "claimed"),
        ("tuinpsycholoog", "denied"),
    ]
    assert body.after == (Claim("wijkzorger", "beroep", "both", 1, 1),)
    meaning = coverage(comparison, "zingeving")  # only wished for
    assert (meaning.before, meaning.after) == ((), ())


def test_overlap_before_and_after(small: OpenGraph) -> None:
    comparison = compared(small, MERGED)
    before, after = comparison.overlap_before, comparison.overlap_after
    assert [(pair.one, pair.other, round(pair.overlap, 3)) for pair in before.pairs] == [
        ("dorpsverpleegkundige", "pleinregisseur", 0.333),
        ("dorpsverpleegkundige", "tuinpsycholoog", 0.333),
    ]
    assert before.mean == pytest.approx(2 / 9)  # three pairs, one without overlap
    assert [(pair.one, pair.other, pair.shared) for pair in after.pairs] == [
        ("pleinregisseur", "wijkzorger", ("psychische gezondheid / signaleren",))
    ]
    assert after.mean == pytest.approx(1 / 3)
    assert (before.with_cells, after.with_cells) == (3, 2)
    assert all(len(pair.statements) == 2 for pair in before.pairs)


def test_breadth_and_depth(small: OpenGraph) -> None:
    merged = compared(small, MERGED).professions[0]
    assert [(one.name, one.breadth, one.deepest) for one in merged.made_of] == [
        ("tuinpsycholoog", 1, "behandelen"),
        ("dorpsverpleegkundige", 2, "behandelen"),
    ]
    assert (merged.breadth, merged.deepest, merged.changed) == (2, "behandelen", True)
    split = compared(small, SPLIT).professions
    assert [(one.name, one.breadth, one.deepest) for one in split[:2]] == [
        ("wijkzorg", 1, "verzorgen"),
        ("wijkbehandeling", 1, "behandelen"),
    ]
    assert split[0].made_of[0].split
    assert [one.changed for one in split] == [True, True, False, False, False, False]


def test_statements_that_move(small: OpenGraph) -> None:
    # tuinpsycholoog is the subject of ten statements, dorpsverpleegkundige of eleven; they are no object of the others
    merged = compared(small, MERGED).movements
    assert len(merged) == 21
    assert {move.after for move in merged} == {("wijkzorger",)}
    both = [move.before for move in merged if len(move.before) == 2]
    assert both == [("tuinpsycholoog", "dorpsverpleegkundige")] * 2  # the tension and the cooperation between them
    split = compared(small, SPLIT).movements
    assert sorted((move.relation, move.after) for move in split) == [
        ("active_in", ("wijkbehandeling",)),
        ("active_in", ("wijkzorg",)),
        ("has_task", ("wijkbehandeling",)),
        ("has_task", ("wijkzorg",)),
    ]


def test_what_no_part_takes_is_left_over(small: OpenGraph) -> None:
    left = [(one.kind, one.label, one.answer, len(one.statements)) for one in compared(small, SPLIT).leftovers]
    assert left == [
        ("competency", "luisteren", "desired", 1),
        ("competency", "plannen", "", 1),  # said to be lacking: neither given nor denied
        ("leefgebied", "psychische gezondheid", "claimed", 1),  # signaleren
        ("relation", "in of rond team", "claimed", 2),
        ("relation", "staat op spanning met", "claimed", 1),
        ("relation", "verwijst naar", "claimed", 1),
        ("relation", "werkt samen met", "claimed", 1),
        ("theme", "dorpszorgen", "claimed", 1),
    ]


def test_what_nobody_has_any_more(small: OpenGraph) -> None:
    assert compared(small, MERGED).losses == ()
    assert [(loss.kind, loss.label) for loss in compared(small, SPLIT).losses] == [("theme", "dorpszorgen")]
    lost = compared(small, ALONE).losses
    assert [(loss.kind, loss.label, loss.holders, loss.answer) for loss in lost] == [
        ("task", "post brengen", ("bodebezorger",), "both"),
        ("theme", "dorpszorgen", ("dorpsverpleegkundige",), "claimed"),
    ]
    assert all(loss.statements for loss in lost)


def test_who_is_not_placed(small: OpenGraph) -> None:
    comparison = compared(small, ALONE)
    assert [(one.name, one.kind, one.statements) for one in comparison.unplaced] == [
        ("bodebezorger", "groep", 5),
        ("dorpsverpleegkundige", "beroep", 13),
        ("ouderencoach", "beroep", 4),
        ("pleinregisseur", "rol", 5),
    ]
    assert comparison.differs
    assert coverage(comparison, "psychische gezondheid").lost == ("dorpsverpleegkundige", "pleinregisseur")
    kept = compared(small, ALONE.replace("vervallen", "blijven"))
    assert len(kept.unplaced) == 4
    assert not kept.differs


def test_reserved_work(small: OpenGraph) -> None:
    def verdicts(text: str) -> list[tuple[str, str]]:
        (change,) = compared(small, text).reserved
        assert (change.task, change.frame, change.rules) == ("tuingesprek", "Tuinregister", ("registratie",))
        assert [(one.name, one.verdict) for one in change.before] == [
            ("tuinpsycholoog", "may"),
            ("dorpsverpleegkundige", "conflict"),
        ]
        return [(one.name, one.verdict) for one in change.after]

    assert verdicts(MERGED) == [("wijkzorger", "partly")]
    (merged,) = compared(small, MERGED).reserved
    assert (merged.after[0].may, merged.after[0].unsaid) == (("tuinpsycholoog",), ("dorpsverpleegkundige",))
    assert (merged.status, merged.new_conflicts) == ("held", ())
    assert verdicts(SPLIT) == [("tuinpsycholoog", "may"), ("wijkbehandeling", "conflict")]
    assert verdicts(ALONE) == [("tuinpsycholoog", "may")]


def test_a_permission_does_not_move_with_the_task(small: OpenGraph) -> None:
    (change,) = compared(small, MOVED).reserved
    assert [(one.name, one.verdict) for one in change.after] == [
        ("dorpsverpleegkundige", "conflict"),
        ("pleinregisseur", "conflict"),
    ]
    assert (change.status, change.new_conflicts) == ("lost", ("pleinregisseur",))
    (addition,) = compared(small, MOVED).additions
    assert (addition.place, addition.label, addition.source, len(addition.statements)) == (
        "pleinregisseur", "tuingesprek", "tuinpsycholoog", 1,
    )  # fmt: skip


def test_what_is_added_is_planned_and_not_claimed(small: OpenGraph) -> None:
    comparison = compared(small, ADDED)
    meaning = coverage(comparison, "zingeving")
    assert meaning.after == (Claim("ouderencoach", "beroep", "planned", 0, 0),)
    assert meaning.gained == ("ouderencoach",)
    coach = comparison.professions[0]
    assert (coach.breadth, coach.planned, coach.deepest) == (2, 2, "adviseren")
    assert comparison.overlap_after.with_cells == 4  # zingeving/adviseren; a life domain without activity is no cell
    assert [(one.kind, one.label, one.source) for one in comparison.additions] == [
        ("competency", "plannen", ""),
        ("leefgebied", "psychische gezondheid", ""),
        ("leefgebied", "zingeving / adviseren", ""),
    ]
    assert comparison.movements == ()


def test_a_theme_goes_with_its_leefgebied_unless_it_is_named(full: OpenGraph) -> None:
    text = "naam: x\nberoepen:\n  - naam: verbinder\n    deel: [{van: sociaal-cultureel werker, leefgebieden: [sociale relaties]}]\n"
    assert compared(full, text).professions[0].breadth == 2  # the theme samenlevingsopbouw lies under two of them
    text += "  - naam: bouwer\n    deel: [{van: sociaal-cultureel werker, themas: [samenlevingsopbouw]}]\n"
    assert [one.breadth for one in compared(full, text).professions[:2]] == [0, 2]


def test_a_team_may_still_have_what_nobody_has(full: OpenGraph) -> None:
    text = "naam: x\noverige: vervallen\nberoepen:\n  - naam: huisarts\n    omvat: [huisarts]\n"
    losses = compared(full, text).losses
    assert {loss.label: loss.still for loss in losses}["eenzaamheid"] == ()
    assert any("wijkteam" in loss.still for loss in losses)
    assert all(loss.holders for loss in losses)


def agrees_with_the_questions(graph: OpenGraph) -> None:
    comparison = compare(graph.store, todays_structure(graph.store))
    matrix = ask(graph.store, find_question("matrix"), {})
    columns = ("leefgebied", "profession", "type", "answer", "statements", "denials")
    ours = sorted(
        (change.leefgebied, claim.name, claim.kind, claim.answer, str(claim.claimed), str(claim.denied))
        for change in comparison.coverage
        for claim in change.before
    )
    assert ours == sorted(zip(*map(matrix.values, columns), strict=True))
    overlap = ask(graph.store, find_question("overlap"), {})
    columns = ("profession", "other", "overlap")
    asked = {
        (frozenset(ends), round(float(value), 6)) for *ends, value in zip(*map(overlap.values, columns), strict=True)
    }
    assert {(frozenset((p.one, p.other)), round(p.overlap, 6)) for p in comparison.overlap_before.pairs} == asked
    verdicts = ask(graph.store, find_question("assignments"), {})
    columns = ("task", "actor", "verdict")
    assert {(change.task, one.name, one.verdict) for change in comparison.reserved for one in change.before} == set(
        zip(*map(verdicts.values, columns), strict=True)
    )


def test_today_is_what_the_questions_say(small: OpenGraph) -> None:
    agrees_with_the_questions(small)


def test_today_is_what_the_questions_say_of_the_reports(full: OpenGraph) -> None:
    agrees_with_the_questions(full)


def test_fast_on_the_real_graph(full: OpenGraph) -> None:
    import time

    structure = todays_structure(full.store)
    landscape = load_landscape(full.store)
    started = time.process_time()
    compare_in(landscape, structure)
    assert time.process_time() - started < 1  # measured 0.06 s; reading the graph takes 0.3 s
