"""The commands on the structure of professions, as people use them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

Run = Any  # a function that runs the command and gives status, out and err

PLAN = """\
naam: De wijk
toelichting: Om over te praten.
beroepen:
  - naam: wijkzorger
    omvat: [tuinpsycholoog, bodebezorger]
  - naam: pleinregisseur
    soort: rol
    omvat: [pleinregisseur]
    taken: [{naam: tuingesprek, van: dorpsverpleegkundige}]
    leefgebieden: [zingeving]
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_communities(beroepenkaart: Run) -> None:
    out = beroepenkaart("communities").out
    assert "Groepjes van beroepen en rollen die veel delen (modulariteit 0,00)" in out
    assert "klein.csv, rij" in out
    (row,) = csv.DictReader(io.StringIO(beroepenkaart("communities", "--format", "csv").out))
    assert row["members"] == "dorpsverpleegkundige; pleinregisseur; tuinpsycholoog"
    assert len(row["members_iri"].split()) == 3
    assert json.loads(beroepenkaart("communities", "--format", "json").out)["results"]["bindings"]
    assert beroepenkaart("communities", "--format", "md").out.startswith("| nr | beroepen en rollen |")


def test_a_comparison_for_people(beroepenkaart: Run, plan: Path) -> None:
    outcome = beroepenkaart("structure", plan)
    assert outcome.status == 0
    assert outcome.err == ""
    for words in (
        "De wijk\n=======\nOm over te praten.",
        "3 beroepen, rollen en groepen zijn nieuw of anders dan vandaag.",
        "Let op: beroep 'wijkzorger' neemt op: groep 'bodebezorger'.",
        "Dekking per leefgebied\n----------------------",
        "geen vindplaats",
        "1 gepland",
        "nieuw, zonder bron",
        "mag het voor een deel: wel",
        "2 beroepen van vandaag staan niet in het voorstel en blijven zoals ze zijn.",
        "Met --statements staan ze er alle, met hun bron.",
    ):
        assert words in outcome.out
    assert "berekend" not in outcome.out
    assert all(len(line) <= 120 for line in outcome.out.split("\n"))


def test_what_is_lost_is_said_in_so_many_words(beroepenkaart: Run, tmp_path: Path) -> None:
    path = tmp_path / "klein.yaml"
    path.write_text(
        "naam: Klein\noverige: vervallen\nberoepen:\n  - naam: rondloper\n"
        "    deel: [{van: dorpsverpleegkundige, leefgebieden: [lichamelijke gezondheid], taken: [buurtronde, tuingesprek]}]\n",
        encoding="utf-8",
    )
    out = " ".join(beroepenkaart("structure", path).out.split())
    for words in (
        "Op psychische gezondheid is daarna niemand meer genoemd.",
        "Wat niemand meer heeft: 3 thema’s, competenties en taken.",
        "Voorbehouden werk zonder iemand die het mag: tuingesprek.",
        "Doet voorbehouden werk, en geen bron zegt dat het mag: rondloper.",
        "deel van dorpsverpleegkundige (2, behandelen)",
        "Zonder plek na splitsen",
        "2 beroepen, 1 rol en 1 groep van vandaag staan niet in het voorstel en vervallen",
        "niet te berekenen",
        "niemand die het mag blijft over",
    ):
        assert words in out


def test_every_statement_that_moves_with_its_source(beroepenkaart: Run, plan: Path) -> None:
    out = beroepenkaart("structure", plan, "--statements").out
    listed = out.split("Elke uitspraak die verhuist")[1]
    data = json.loads(beroepenkaart("structure", plan, "--format", "json").out)
    assert len(data["movements"]) == 16
    for movement in data["movements"]:
        assert movement["statement"].rsplit("/", 1)[-1] in listed
    assert listed.count("klein.csv, rij") == 16


def test_json_is_complete(beroepenkaart: Run, plan: Path) -> None:
    data = json.loads(beroepenkaart("structure", plan, "--format", "json").out)
    assert data["structure"] == {
        "name": "De wijk",
        "note": "Om over te praten.",
        "computed": False,
        "others": "blijven",
    }
    assert set(data) == {
        "structure", "differs", "professions", "coverage", "overlap_before", "overlap_after", "losses", "additions", "reserved",
        "movements", "leftovers", "unplaced", "notes",
    }  # fmt: skip
    assert len(data["coverage"]) == 7
    assert data["reserved"][0]["new_conflicts"] == ["pleinregisseur"]


def test_csv_and_spreadsheet_hold_everything_in_one_table(beroepenkaart: Run, plan: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(beroepenkaart("structure", plan, "--format", "csv").out)))
    assert {row["section"] for row in rows} == {
        "structure", "professions", "coverage", "overlap", "additions", "reserved", "unplaced", "movements",
    }  # fmt: skip
    mean = next(row for row in rows if row["measure"] == "mean")
    assert (mean["before"], mean["after"]) == ("0.222222", "0.222222")
    target = tmp_path / "plan.xlsx"
    assert beroepenkaart("structure", plan, "--format", "xlsx", "--out", target).status == 0
    assert target.read_bytes().startswith(b"PK")


def test_markdown_has_headings_and_shows_no_markup_of_others(beroepenkaart: Run, plan: Path) -> None:
    plan.write_text(PLAN.replace("naam: De wijk", "naam: <b>De wijk</b>"), encoding="utf-8")
    out = beroepenkaart("structure", plan, "--format", "md", "--statements").out
    assert out.startswith("# &lt;b>De wijk&lt;/b>\n")
    assert "\n## Voorbehouden werk\n" in out
    assert "<b>" not in out


def test_today_beside_itself(beroepenkaart: Run, tmp_path: Path) -> None:
    path = tmp_path / "vandaag.yaml"
    assert beroepenkaart("structure", "--start", "huidig", "--out", path).status == 0
    assert "Geen verschil met vandaag." in beroepenkaart("structure", path).out
    assert json.loads(beroepenkaart("structure", path, "--format", "json").out)["differs"] is False


def test_a_computed_proposal_says_so_everywhere(beroepenkaart: Run, tmp_path: Path) -> None:
    path = tmp_path / "voorstel.yaml"
    text = beroepenkaart("structure", "--start", "voorstel").out
    assert text.startswith("# BEREKEND VOORSTEL.")
    path.write_text(text, encoding="utf-8")
    assert "Dit is een berekend voorstel." in beroepenkaart("structure", path).out
    assert json.loads(beroepenkaart("structure", path, "--format", "json").out)["structure"]["computed"] is True
    assert (
        "structure,Berekend voorstel: families van beroepen,,,computed"
        in beroepenkaart("structure", path, "--format", "csv").out
    )


def test_mistakes(beroepenkaart: Run, plan: Path, tmp_path: Path) -> None:
    plan.write_text(PLAN.replace("bodebezorger", "bodebezorgr"), encoding="utf-8")
    outcome = beroepenkaart("structure", plan)
    assert (outcome.status, outcome.out) == (1, "")
    assert "Fout: plan.yaml, regel 5: 'bodebezorgr' is niet bekend." in outcome.err
    assert "Bedoelde u 'bodebezorger'" in outcome.err
    large = tmp_path / "groot.yaml"
    large.write_bytes(b"# " + b"x" * 5_000_000)
    assert "groot.yaml: het bestand is te groot" in beroepenkaart("structure", large).err
    for path in (tmp_path / "niets.yaml", tmp_path):
        outcome = beroepenkaart("structure", path)
        assert outcome.status == 1
        assert "kan niet worden gelezen" in outcome.err
    for arguments in ((), (plan, "--start", "huidig"), ("--start", "morgen")):
        assert beroepenkaart("structure", *arguments).status == 2


def test_help(beroepenkaart: Run) -> None:
    for command in ("communities", "structure"):
        out = beroepenkaart(command, "--help").out
        assert "Voorbeeld" in out
        assert f"beroepenkaart {command}" in out
