"""`beroepenkaart suggest`: from a file to a table or workbook of proposals."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cli.options import LEAST_CONFIDENCE
from kg.statement_table import COLUMNS
from loaders.suggest.extractor import LIKELY

Run = Callable[..., Any]
TEXT = "Jaarplan\n\nDe gezinscoach werkt samen met de huisarts. De gezinscoach stelt geen diagnoses.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "jaarplan.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_table_goes_to_the_screen(beroepenkaart: Run, report: Path) -> None:
    outcome = beroepenkaart("suggest", report)
    assert outcome.status == 0
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert tuple(rows[0]) == COLUMNS
    assert [(r["relation"], r["subject"], r["object"], r["polarity"], r["status"], r["document"]) for r in rows] == [
        ("cooperates_with", "gezinscoach", "huisarts", "pos", "proposed", "jaarplan"),
        ("has_task", "gezinscoach", "diagnoses stellen", "neg", "proposed", "jaarplan"),
    ]
    assert "2 voorstellen" in outcome.err


def test_the_workbook_holds_the_passages(beroepenkaart: Run, report: Path, tmp_path: Path) -> None:
    outcome = beroepenkaart("suggest", report, "--document", "eigen-plan", "--out", tmp_path / "uit.xlsx")
    assert outcome.status == 0
    sheet = openpyxl.load_workbook(tmp_path / "uit.xlsx")["voorstellen"]
    header = [cell.value for cell in sheet[1]]
    first = dict(zip(header, [cell.value for cell in sheet[2]], strict=True))
    assert first["document"] == "eigen-plan"
    assert first["passage"] == "De gezinscoach werkt samen met de huisarts."


def test_confidence_decides_what_is_shown(beroepenkaart: Run, report: Path) -> None:
    assert len(beroepenkaart("suggest", report, "--min-confidence", "0.99").out.splitlines()) == 1


def test_proposals_do_not_enter_the_graph(beroepenkaart: Run, report: Path, tmp_path: Path) -> None:
    beroepenkaart("suggest", report, "--out", tmp_path / "uit.csv")
    built = beroepenkaart("build", "--statements", tmp_path / "uit.csv", "--only-own", "--graph", tmp_path / "graaf")
    assert "status proposed niet opgenomen" in built.err
    assert "0 uitspraken" in built.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["suggest", "bestaat-niet.txt"], "bestaat niet"),
        (["suggest", "{report}", "--out", "uit.docx"], "onbekende vorm"),
        (["suggest", "{report}", "{report}", "--document", "x"], "past bij één bestand"),
        (["suggest", "{report}", "--min-confidence", "2"], "onjuiste waarde"),
        (["suggest"], "ontbreekt"),
    ],
)
def test_refusals(beroepenkaart: Run, report: Path, arguments: list[str], message: str) -> None:
    outcome = beroepenkaart(*(argument.replace("{report}", str(report)) for argument in arguments))
    assert outcome.status in {1, 2}
    assert message in outcome.err


def test_a_known_report_is_recognised(beroepenkaart: Run, documents: Path) -> None:
    outcome = beroepenkaart("suggest", documents / "rotterdam-2016.txt")
    assert "herkend als rotterdam-2016" in outcome.err


def test_stopping_leaves_nothing(
    beroepenkaart: Run, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("loaders.suggest.Extractor.read", stop)
    assert beroepenkaart("suggest", report, "--out", tmp_path / "uit.csv").status == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == ["jaarplan.txt"]


def test_a_sentence_whose_proposals_are_not_shown_is_worth_reading() -> None:
    assert LIKELY == LEAST_CONFIDENCE
