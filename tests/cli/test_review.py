"""`beroepenkaart review`: from proposals through a filled in workbook to statements in the graph, and back out again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
Changes = dict[str, dict[str, str]]
LINES = (
    "De gezinscoach werkt samen met de huisarts.",
    "De gezinscoach heeft kennis van schulden.",
    "De wijkverpleegkundige werkt samen met de opbouwwerker.",
    "De maatschappelijk werker verwijst door naar de wijkagent.",
)
REST = "\n\n".join(
    f"In week {number} kwamen er {number * 7} bezoekers langs de balie in de hal." for number in range(20)
)
TEXT = "Jaarplan\n\n" + "\n\n".join(LINES) + "\n\n" + REST + "\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "jaarplan.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def workbook(beroepenkaart: Run, report: Path, tmp_path: Path) -> Path:
    """The workbook of a report that is registered as plan."""
    assert beroepenkaart("document", "add", report, "--title", "Jaarplan", "--year", "2021", "--id", "plan").status == 0
    path = tmp_path / "voorstellen.xlsx"
    assert beroepenkaart("suggest", report, "--out", path).status == 0
    return path


def fill(path: Path, changes: Changes) -> None:
    """Fill in columns of the rows whose object is a key of `changes`, as a person does."""
    book = openpyxl.load_workbook(path)
    sheet = book["voorstellen"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(line, columns["object"]).value: line for line in range(2, sheet.max_row + 1)}
    for target, values in changes.items():
        for column, value in values.items():
            sheet.cell(rows[target], columns[column]).value = value
    book.save(path)


def proposals(beroepenkaart: Run, report: Path, *options: str) -> set[tuple[str, str]]:
    out = beroepenkaart("suggest", report, *options).out
    return {(row["subject"], row["object"]) for row in csv.DictReader(io.StringIO(out))}


def stated(beroepenkaart: Run, graph: Path) -> list[dict[str, str]]:
    out = beroepenkaart("export", "statements", "--graph", graph).out
    return list(csv.DictReader(io.StringIO(out)))


DECIDED: Changes = {
    "huisarts": {"besluit": "accepteren"},
    "schulden": {"besluit": "afwijzen"},
    "opbouwwerker": {"besluit": "verbeteren", "object": "wijkagent", "gloss": "Zij weten elkaar in de wijk te vinden."},
}


def test_from_proposal_to_answer(beroepenkaart: Run, report: Path, workbook: Path, tmp_path: Path) -> None:
    assert proposals(beroepenkaart, report) >= {
        ("gezinscoach", "huisarts"),
        ("gezinscoach", "schulden"),
        ("wijkverpleegkundige", "opbouwwerker"),
    }
    fill(workbook, {**DECIDED, "schulden": {"besluit": "onduidelijk"}})
    outcome = beroepenkaart("review", workbook, "--reviewer", "B1")
    assert outcome.err == ""
    assert outcome.out.startswith("Opgenomen: 3 besluiten (1 geaccepteerd, 1 verbeterd, 0 afgewezen, 1 onduidelijk)")
    graph = tmp_path / "graaf"
    assert beroepenkaart("build", "--only-own", "--graph", graph).status == 0
    rows = stated(beroepenkaart, graph)
    assert {(row["subject"], row["relation"], row["object"], row["status"]) for row in rows} == {
        ("gezinscoach", "cooperates_with", "huisarts", "accepted"),
        ("wijkverpleegkundige", "cooperates_with", "wijkagent", "accepted"),
    }
    assert {row["gloss"] for row in rows} == {
        "Gezinscoach werkt samen met huisarts.",
        "Zij weten elkaar in de wijk te vinden.",
    }
    answer = beroepenkaart("ask", "13", "--graph", graph).out
    assert "“De gezinscoach werkt samen met de huisarts.”" in answer
    assert "schulden" not in answer


def test_only_what_was_accepted_or_corrected_enters(beroepenkaart: Run, workbook: Path, tmp_path: Path) -> None:
    fill(workbook, {"huisarts": {"besluit": "afwijzen"}, "opbouwwerker": {"besluit": "onduidelijk"}})
    beroepenkaart("review", workbook)
    beroepenkaart("build", "--only-own", "--graph", tmp_path / "graaf")
    assert stated(beroepenkaart, tmp_path / "graaf") == []


def test_what_was_decided_is_not_proposed_again(beroepenkaart: Run, report: Path, workbook: Path) -> None:
    before = proposals(beroepenkaart, report)
    fill(workbook, DECIDED)
    beroepenkaart("review", workbook)
    decided = {
        ("gezinscoach", "huisarts"),
        ("gezinscoach", "schulden"),
        ("wijkverpleegkundige", "opbouwwerker"),
    }
    assert proposals(beroepenkaart, report) == before - decided
    assert proposals(beroepenkaart, report, "--all") == before
    assert "3 al beoordeeld" in beroepenkaart("suggest", report).err
    again = beroepenkaart("review", workbook)
    assert "waarvan 0 nieuw of anders" in again.out


def test_nothing_of_the_report_is_kept(beroepenkaart: Run, workbook: Path, tmp_path: Path) -> None:
    fill(workbook, DECIDED)
    beroepenkaart("review", workbook)
    kept = (tmp_path / "bibliotheek" / "decisions" / "plan.csv").read_text(encoding="utf-8")
    assert "gezinscoach" in kept
    assert not any(line in kept for line in LINES)


def test_another_extraction_keeps_the_decisions(
    beroepenkaart: Run, report: Path, workbook: Path, tmp_path: Path
) -> None:
    before = proposals(beroepenkaart, report)
    fill(workbook, DECIDED)
    beroepenkaart("review", workbook)
    wrapped = tmp_path / "anders.txt"
    text = TEXT.replace("samen met", "samen\nmet").replace("Jaarplan\n\n", "Jaarplan\n\nEen woord vooraf.\n\n")
    wrapped.write_text(text, encoding="utf-8")
    left = proposals(beroepenkaart, wrapped)
    assert ("gezinscoach", "huisarts") not in left
    assert len(left) == len(before) - 3
    beroepenkaart("document", "remove", "plan")
    beroepenkaart("document", "add", wrapped, "--title", "Jaarplan", "--year", "2021", "--id", "plan")
    beroepenkaart("build", "--only-own", "--graph", tmp_path / "graaf")
    rows = stated(beroepenkaart, tmp_path / "graaf")
    assert {text[int(row["start"]) : int(row["end"])] for row in rows} == {
        "De gezinscoach werkt samen\nmet de huisarts",
        "De wijkverpleegkundige werkt samen\nmet de opbouwwerker",
    }


def test_a_changed_passage_comes_back(beroepenkaart: Run, workbook: Path, tmp_path: Path) -> None:
    fill(workbook, DECIDED)
    beroepenkaart("review", workbook)
    changed = tmp_path / "herzien.txt"
    changed.write_text(TEXT.replace("met de huisarts", "met alle artsen en de huisarts", 1), encoding="utf-8")
    beroepenkaart("document", "remove", "plan")
    beroepenkaart("document", "add", changed, "--title", "Jaarplan", "--year", "2021", "--id", "plan")
    assert "1 met een veranderde passage (stale)" in beroepenkaart("review", "--status").out
    built = beroepenkaart("build", "--only-own", "--graph", tmp_path / "graaf")
    assert "1 geaccepteerde uitspraak(en) weggelaten" in built.err
    assert len(stated(beroepenkaart, tmp_path / "graaf")) == 1
    assert "stale" in beroepenkaart("review", workbook).out  # the old workbook no longer fits
    again = tmp_path / "opnieuw.xlsx"
    assert "1 terug omdat hun passage is veranderd" in beroepenkaart("suggest", changed, "--out", again).err
    sheet = openpyxl.load_workbook(again)["voorstellen"]
    reasons = [cell.value for row in sheet.iter_rows(min_row=2) for cell in row if "stale" in str(cell.value)]
    assert len(reasons) == 1
    fill(again, {"huisarts": {"besluit": "accepteren"}})
    assert "1 geaccepteerd" in beroepenkaart("review", again).out
    assert "0 met een veranderde passage" in beroepenkaart("review", "--status").out
    beroepenkaart("build", "--only-own", "--graph", tmp_path / "graaf")
    assert len(stated(beroepenkaart, tmp_path / "graaf")) == 2


def test_how_far_it_is(beroepenkaart: Run, report: Path, workbook: Path) -> None:
    total = len(proposals(beroepenkaart, report))
    assert f"plan: {total} voorstellen, {total} open; 0 geaccepteerd" in beroepenkaart("review", "--status").out
    fill(workbook, DECIDED)
    beroepenkaart("review", workbook)
    assert beroepenkaart("review", "--status").out == (
        f"plan: {total} voorstellen, {total - 3} open; 1 geaccepteerd, 1 verbeterd, 1 afgewezen, 0 onduidelijk, "
        "0 met een veranderde passage (stale).\n"
    )


def test_two_reviewers(beroepenkaart: Run, report: Path, workbook: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander"
    beroepenkaart(
        "document", "add", report, "--title", "Jaarplan", "--year", "2021", "--id", "plan", "--library", other
    )
    fill(workbook, DECIDED)
    beroepenkaart("review", workbook, "--reviewer", "B1")
    fill(workbook, {"schulden": {"besluit": "accepteren"}})
    beroepenkaart("review", workbook, "--reviewer", "B2", "--library", other)
    merged = beroepenkaart("review", "--merge", other)
    # two of three alike: observed 2/3; B1 uses accept, correct, reject once each, B2 accept twice and correct once:
    # expected (1*2 + 1*1 + 1*0) / 9 = 1/3; kappa (2/3 - 1/3) / (1 - 1/3) = 0.50
    assert "B1 en B2: 3 allebei beoordeeld, 2 met hetzelfde besluit; kappa van Cohen 0.50." in merged.out
    assert "B1 afgewezen (gezinscoach, expertise_in, schulden); B2 geaccepteerd" in merged.out
    assert "1 onduidelijk (waarvan 1 door onenigheid)" in beroepenkaart("review", "--status").out
    beroepenkaart("build", "--only-own", "--graph", tmp_path / "graaf")
    assert "schulden" not in {row["object"] for row in stated(beroepenkaart, tmp_path / "graaf")}
    settle = tmp_path / "oneens.xlsx"
    beroepenkaart("suggest", report, "--out", settle)
    fill(settle, {"schulden": {"besluit": "accepteren"}})
    beroepenkaart("review", settle, "--reviewer", "samen")
    beroepenkaart("build", "--only-own", "--graph", tmp_path / "graaf")
    assert "schulden" in {row["object"] for row in stated(beroepenkaart, tmp_path / "graaf")}
    assert "0 onduidelijk" in beroepenkaart("review", "--status").out


def test_all_mistakes_at_once_and_nothing_kept(beroepenkaart: Run, workbook: Path, tmp_path: Path) -> None:
    fill(
        workbook,
        {
            "huisarts": {"besluit": "akkoord"},
            "schulden": {"besluit": "verbeteren", "polarity": "soms"},
            "opbouwwerker": {"besluit": "verbeteren", "object": "wijkagnt"},
        },
    )
    outcome = beroepenkaart("review", workbook)
    assert outcome.status == 1
    assert outcome.out == ""
    assert "blad voorstellen, regel" in outcome.err
    for part in ("'akkoord' in kolom 'besluit'", "'wijkagnt' (object)", "wijkagent", "'soms' in kolom 'polarity'"):
        assert part in outcome.err
    assert not (tmp_path / "bibliotheek" / "decisions").exists()


MISTAKES: dict[str, tuple[Changes, str]] = {
    "accepted and changed": ({"huisarts": {"besluit": "accepteren", "object": "wijkagent"}}, "object is veranderd"),
    "corrected, yet the same": ({"huisarts": {"besluit": "verbeteren"}}, "niet veranderd"),
    "another place": ({"huisarts": {"besluit": "accepteren", "start": "drie"}}, "'voorstel' is veranderd"),
    "a relation that does not exist": (
        {"huisarts": {"besluit": "verbeteren", "relation": "werkt"}},
        "onbekende relatie 'werkt'",
    ),
    "a gloss in the words of the report": (
        {"opbouwwerker": {"besluit": "accepteren", "gloss": f"{LINES[2]} {LINES[3]}"}},
        "8 of meer woorden",
    ),
    "a gloss with an address": (
        {"huisarts": {"besluit": "accepteren", "gloss": "Mail naar a.b@voorbeeld.nl"}},
        "een persoon",
    ),
    "an unknown report": ({"huisarts": {"besluit": "accepteren", "document": "niets"}}, "'voorstel' is veranderd"),
}


@pytest.mark.parametrize(("changes", "message"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_in_a_row(beroepenkaart: Run, workbook: Path, changes: Changes, message: str) -> None:
    fill(workbook, changes)
    outcome = beroepenkaart("review", workbook)
    assert (outcome.status, outcome.out) == (1, "")
    assert message in outcome.err


def test_a_new_concept_is_said_to_be_new(beroepenkaart: Run, workbook: Path, tmp_path: Path) -> None:
    fill(workbook, {"huisarts": {"besluit": "verbeteren", "object": "praatpaalmaker", "nieuw": "object"}})
    assert beroepenkaart("review", workbook).status == 0
    built = beroepenkaart("build", "--only-own", "--graph", tmp_path / "graaf")
    assert "'praatpaalmaker' (profession) is een eigen begrip" in built.err


def test_files_that_are_no_such_workbook(beroepenkaart: Run, report: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander.xlsx"
    openpyxl.Workbook().save(other)
    broken = tmp_path / "kapot.xlsx"
    broken.write_bytes(other.read_bytes()[:700])
    for path, message in (
        (other, "het blad 'voorstellen' ontbreekt"),
        (broken, "beschadigd"),
        (report, "een werkblad"),
    ):
        outcome = beroepenkaart("review", path)
        assert (outcome.status, outcome.out) == (1, "")
        assert message in outcome.err
        assert "Traceback" not in outcome.err


def test_a_report_that_is_not_registered(beroepenkaart: Run, report: Path, tmp_path: Path) -> None:
    path = tmp_path / "voorstellen.xlsx"
    beroepenkaart("suggest", report, "--out", path)
    fill(path, {"huisarts": {"besluit": "accepteren"}})
    outcome = beroepenkaart("review", path)
    assert outcome.status == 1
    assert "de tekst van 'jaarplan' is hier niet" in outcome.err
    assert "document add" in outcome.err


def test_one_thing_at_a_time(beroepenkaart: Run, workbook: Path) -> None:
    assert "niet precies één ding" in beroepenkaart("review").err
    assert "niet precies één ding" in beroepenkaart("review", workbook, "--status").err
