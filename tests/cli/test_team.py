"""The command for a team: the empty form, the report in each form, the page, and what it says when something is wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kg.folder import GraphFolder
from queries.team.sheet import MOST_BYTES

Run = Any  # a function that runs the command and gives status, out and err
FORM = """naam van het team;beroep of rol;schil;leefgebied;activiteit;taak
Team Proef;tuinpsycholoog;binnenschil;psychische gezondheid;behandelen;tuingesprek
;dorpsverpleegkundige;buitenschil;lichamelijke gezondheid;verzorgen;tuingesprek
;stoepcoach;binnenschil;sociale relaties;activeren;
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "team.csv"
    path.write_text(FORM, encoding="utf-8")
    return path


def test_for_people(beroepenkaart: Run, form: Path) -> None:
    outcome = beroepenkaart("team", form)
    assert outcome.status == 0
    assert outcome.out.startswith("Teamscan: Team Proef\n")
    assert "Leefgebieden in de binnenschil: 2 van 7" in outcome.out
    assert "registratie niet" in outcome.out
    assert "De tuinpsycholoog mag het tuingesprek voeren. (klein.csv, rij 18)" in outcome.out
    assert max(map(len, outcome.out.split("\n"))) <= 120
    assert outcome.err == "Let op: 'stoepcoach' (rij 4): niet in de woordenlijst; telt mee als eigen begrip.\n"


def test_for_programs(beroepenkaart: Run, form: Path, tmp_path: Path) -> None:
    outcome = beroepenkaart("team", form, "--format", "csv")
    assert outcome.err == ""
    assert {row["part"] for row in csv.DictReader(io.StringIO(outcome.out))} >= {
        "coverage",
        "gap",
        "alert",
        "team",
        "note",
    }
    assert json.loads(beroepenkaart("team", form, "--format", "json").out)["team"] == "Team Proef"
    assert beroepenkaart("team", form, "--format", "md", "--out", tmp_path / "scan.md").out == ""
    assert beroepenkaart("team", form, "--format", "xlsx", "--out", tmp_path / "scan.xlsx").status == 0
    assert load_workbook(tmp_path / "scan.xlsx")["Dekking"]["A2"].value == "financiën"
    assert (tmp_path / "scan.md").read_text(encoding="utf-8").startswith("# Teamscan: Team Proef\n")


def test_the_page_and_what_it_comes_to(beroepenkaart: Run, form: Path, tmp_path: Path) -> None:
    outcome = beroepenkaart("team", form, "--page", tmp_path / "scan.html")
    assert outcome.status == 0
    assert outcome.out.split("\n")[0] == "Beroepen, rollen en organisaties: 2 in de binnenschil, 1 in de buitenschil"
    assert "Geschreven: " in outcome.err
    assert "<h1>Teamscan: Team Proef</h1>" in (tmp_path / "scan.html").read_text(encoding="utf-8")
    both = beroepenkaart("team", form, "--page", tmp_path / "scan.html", "--format", "json")
    assert json.loads(both.out)["source"] == "team.csv"


def test_the_form_as_workbook_and_back(beroepenkaart: Run, tmp_path: Path) -> None:
    path = tmp_path / "nieuw.xlsx"
    assert beroepenkaart("team", "--template", path).status == 0
    empty = beroepenkaart("team", path)
    assert (empty.status, "er staan geen leden in" in empty.err) == (1, True)
    book = load_workbook(path)
    for number, value in enumerate(("tuinpsycholoog", 2, "binnenschil", "zingeving", "adviseren"), start=1):
        book["Leden"].cell(9, number).value = value
    book.save(path)
    outcome = beroepenkaart("team", path, "--format", "csv")
    assert "member,zingeving,tuinpsycholoog," in outcome.out


def test_a_form_is_never_written_over(beroepenkaart: Run, form: Path) -> None:
    outcome = beroepenkaart("team", "--template", form)
    assert outcome.status == 1
    assert "bestaat al en kan ingevuld zijn" in outcome.err
    assert form.read_text(encoding="utf-8") == FORM


def test_a_form_without_a_graph(beroepenkaart: Run, tmp_path: Path) -> None:
    outcome = beroepenkaart("team", "--template", tmp_path / "team.xlsx", "--graph", tmp_path / "geen")
    assert outcome.status == 0
    assert "er is nog geen graaf" in outcome.err
    labels = [cell.value for cell in load_workbook(tmp_path / "team.xlsx")["Lijsten"]["A"]]
    assert "maatschappelijk werker" in labels
    assert beroepenkaart("team", "--template", tmp_path / "team.csv", "--graph", tmp_path / "geen").status == 0


MISTAKES = {
    "no such file": (("niets.xlsx",), "kan niet worden gelezen", "--template"),
    "a folder": ((".",), "kan niet worden gelezen", "--template"),
    "a form of another kind": (("--template", "team.pdf"), "geen naam voor een formulier", "team.xlsx"),
    "a page in a folder that is not there": (
        ("{form}", "--page", "niet/hier.html"),
        "de map bestaat niet",
        "Maak haar aan",
    ),
    "no graph there": (("{form}", "--graph", "geen"), "hier staat geen graaf", "beroepenkaart build"),
}


@pytest.mark.parametrize(("arguments", "what", "remedy"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_gets_one_clear_message(
    beroepenkaart: Run,
    form: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: Any,
    what: str,
    remedy: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = beroepenkaart("team", *(argument.replace("{form}", str(form)) for argument in arguments))
    assert (outcome.status, outcome.out) == (1, "")
    assert what in outcome.err
    assert remedy in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("arguments", [(), ("a.csv", "--template", "b.xlsx"), ("a.csv", "--format", "pdf")])
def test_a_wrong_command_line_is_status_2(beroepenkaart: Run, arguments: tuple[str, ...]) -> None:
    assert beroepenkaart("team", *arguments).status == 2


def test_all_mistakes_with_their_places(beroepenkaart: Run, form: Path) -> None:
    form.write_text(
        FORM.replace("zijn", "").replace("binnenschil", "binne", 1).replace("verzorgen", "verzorge"), encoding="utf-8"
    )
    outcome = beroepenkaart("team", form)
    assert outcome.status == 1
    assert "team.csv, rij 2, kolom C (schil): 'binne' staat niet in de lijst" in outcome.err
    assert "team.csv, rij 3, kolom E (activiteit): 'verzorge' staat niet in de lijst" in outcome.err
    assert "Bedoelde u 'verzorgen'" in outcome.err


def test_an_enormous_file_is_not_read_to_its_end(beroepenkaart: Run, tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as handle:
        handle.truncate(MOST_BYTES * 100)
    assert "te groot" in beroepenkaart("team", path).err


def test_nothing_of_the_form_is_kept(
    beroepenkaart: Run, form: Path, tmp_path: Path, small_folder: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scan writes no file but what was asked for: not in the graph, the temporary folder, the home or the working folder."""
    here, temporary, home = tmp_path / "hier", tmp_path / "tijdelijk", tmp_path / "thuis"
    for folder in (here, temporary, home):
        folder.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    before = {path: path.stat().st_mtime_ns for path in small_folder.path.rglob("*") if path.is_file()}
    workbook = tmp_path / "nieuw.xlsx"
    assert beroepenkaart("team", "--template", workbook).status == 0
    book = load_workbook(workbook)
    book["Leden"].cell(9, 1).value = "stoepcoach"
    book.save(workbook)
    for path in (form, workbook):
        assert beroepenkaart("team", path).status == 0
    assert {path: path.stat().st_mtime_ns for path in small_folder.path.rglob("*") if path.is_file()} == before
    assert [path for folder in (here, temporary, home) for path in folder.iterdir()] == []
