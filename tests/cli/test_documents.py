"""The commands about documents: what is registered, what is read in a file, and what is said when that fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

Run = Any  # a function that runs the command and gives status, out and err
TEXT = "1. Het dorp\n\n" + "\n".join(
    f"Op dag {number} bezoekt de dorpsverpleegkundige huis {number * 3} aan de laan." for number in range(60)
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "dorp.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_from_a_file_to_the_graph_and_away(beroepenkaart: Run, report: Path, tmp_path: Path) -> None:
    added = beroepenkaart(
        "document", "add", report, "--title", "Zorg in het dorp", "--year", "2021", "--publisher", "Stichting Dorp"
    )
    assert added.status == 0
    assert added.out.startswith("Geregistreerd: zorg-in-het-dorp-2021\nplatte tekst, ")
    assert (
        "zorg-in-het-dorp-2021: Zorg in het dorp (Stichting Dorp, 2021)\n  eigen bibliotheek"
        in beroepenkaart("document", "list").out
    )
    shown = beroepenkaart("document", "show", "zorg-in-het-dorp-2021").out
    assert "dorp.txt: dit is zorg-in-het-dorp-2021, Zorg in het dorp\n" in shown
    assert "tekens 0-11, kop: 1. Het dorp\n" in shown
    built = beroepenkaart("build", "--only-own", "--graph", tmp_path / "graaf")
    assert "1 documenten" in built.out
    assert beroepenkaart("document", "remove", "zorg-in-het-dorp-2021").out == "Verwijderd: zorg-in-het-dorp-2021\n"
    assert "eigen bibliotheek" not in beroepenkaart("document", "list").out


def test_the_library_may_be_named(beroepenkaart: Run, report: Path, tmp_path: Path) -> None:
    other = tmp_path / "elders"
    assert beroepenkaart("document", "add", report, "--title", "Dorp", "--year", "2021", "--library", other).status == 0
    assert (other / "documents.toml").is_file()
    assert not (tmp_path / "bibliotheek").exists()


def test_for_programs(beroepenkaart: Run, report: Path) -> None:
    read = json.loads(beroepenkaart("document", "show", report, "--format", "json").out)
    assert read["document"] is None
    assert read["blocks"][0] == {"kind": "heading", "start": 0, "end": 11, "page": None, "level": 1}
    listed = json.loads(beroepenkaart("document", "list", "--format", "json").out)
    assert {"rotterdam-2016", "zaanstad-2020"} <= {document["id"] for document in listed}


def test_every_block_of_a_file_that_is_not_registered(beroepenkaart: Run, report: Path) -> None:
    out = beroepenkaart("document", "show", report, "--blocks").out
    assert out.startswith("dorp.txt: nog niet geregistreerd\n")
    assert ", alinea: Op dag 0 bezoekt" in out


def test_a_folder_is_checked(beroepenkaart: Run, report: Path) -> None:
    (report.parent / "kapot.pdf").write_bytes(b"%PDF-1.4 kapot")
    beroepenkaart("document", "add", report, "--title", "Dorp", "--year", "2021")
    outcome = beroepenkaart("document", "check", report.parent, "--workers", "2")
    assert outcome.status == 1
    assert "dorp.txt: dorp-2021\n" in outcome.out
    assert "kapot.pdf: niet gelezen. " in outcome.out
    assert outcome.out.endswith("1 gelezen, 1 niet.\n")
    (report.parent / "kapot.pdf").unlink()
    assert beroepenkaart("document", "check", report.parent).status == 0


MISTAKES = {
    "no such file": (("add", "niets.pdf", "--title", "Dorp", "--year", "2021"), "bestaat niet", "Controleer de naam"),
    "unknown kind of file": (("add", "niets.odt", "--title", "Dorp", "--year", "2021"), "bestaat niet", "Controleer"),
    "impossible year": (("add", "dorp.txt", "--title", "Dorp", "--year", "20211"), "--year '20211'", "jaar van uitgave"),
    "not in the library": (("remove", "niets"), "'niets' staat niet in de bibliotheek", "document list"),
    "neither file nor identifier": (("show", "niets"), "bestaat niet", "Controleer de naam"),
    "no such folder": (("check", "nergens"), "dit is geen map", "Controleer de naam"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "what", "remedy"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_gets_one_clear_message(
    beroepenkaart: Run,
    report: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    what: str,
    remedy: str,
) -> None:
    monkeypatch.chdir(report.parent)
    outcome = beroepenkaart("document", *arguments)
    assert outcome.status == 1
    assert outcome.out == ""
    assert what in outcome.err
    assert remedy in outcome.err
    assert "Traceback" not in outcome.err
    assert not (report.parent / "bibliotheek").exists()


def test_help_of_every_command_has_an_example(beroepenkaart: Run) -> None:
    for command in ("add", "check", "list", "remove", "show"):
        assert f"beroepenkaart document {command}" in beroepenkaart("document", command, "--help").out
