"""What people and programs take away: neutral in a spreadsheet, plain in Markdown, whole in JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from openpyxl import load_workbook

from kg.evidence import evidence_of
from kg.folder import OpenGraph
from queries.team import TeamScan, read_team, scan
from queries.team.forms import CSV_COLUMNS, neutral, to_csv, to_json, to_markdown
from queries.team.report import headline, numbered, report
from queries.team.spreadsheet import to_xlsx

Written = Callable[..., bytes]


def test_the_csv_has_a_row_a_finding(found: TeamScan) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(found))))
    assert tuple(rows[0]) == CSV_COLUMNS
    counts = {part: sum(row["part"] == part for row in rows) for part in dict.fromkeys(row["part"] for row in rows)}
    assert counts == {
        "member": 7, "documents": 5, "coverage": 7, "gap": 4, "candidate": 1, "overlap": 3, "tension": 2, "alert": 2,
        "confidentiality": 1, "missed": 1, "team": 3, "team_actor": 16, "note": 1,
    }  # fmt: skip
    alert = next(row for row in rows if row["part"] == "alert")
    assert (alert["actor"], alert["other"], alert["result"], alert["value"]) == (
        "dorpsverpleegkundige", "tuingesprek", "not_filled_in", "registratie",
    )  # fmt: skip
    assert len(alert["evidence"].split()) == 2


def test_no_cell_of_the_csv_is_a_formula(small: OpenGraph, written: Written) -> None:
    rows = [("@SUM(1+1)*cmd", "", "binnenschil", "", "", "+taak", "", "", ""), ("-2+3", "", "binnenschil")]
    text = to_csv(scan(small.store, read_team(written(rows), "team.csv")))
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'@SUM(1+1)*cmd" in cells
    assert "'+taak" in cells
    assert "'-2+3" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_the_workbook_holds_the_report_and_no_formula(small: OpenGraph, written: Written) -> None:
    rows = [
        ("@SUM(1+1)*cmd", "", "binnenschil", "", "", "+taak"),
        ("dorpsverpleegkundige", "", "", "", "", "tuingesprek"),
    ]
    found = scan(small.store, read_team(written(rows), "=team.csv"))
    book = load_workbook(io.BytesIO(to_xlsx(found, evidence_of(small, found.statements()))))
    sections = report(found)
    assert book.sheetnames == ["Overzicht", *(section.id.capitalize() for section in sections), "Bronnen"]
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert "=team.csv" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    for section in sections:
        assert book[section.id.capitalize()].max_row >= len(section.rows) + 2
    assert book["Bronnen"].max_row - 1 == len(found.statements())
    assert "Het tuingesprek vraagt een registratie." in [row[1].value for row in book["Bronnen"]]


def test_neutral_leaves_other_text_alone() -> None:
    assert [neutral(text) for text in ("wijkteam", "1-2", "", "=1", "\tx")] == ["wijkteam", "1-2", "", "'=1", "'\tx"]


def test_the_json_holds_everything_with_its_evidence(found: TeamScan, small: OpenGraph) -> None:
    content = json.loads(to_json(found, evidence_of(small, found.statements())))
    assert content["nearest"] == {"label": "Team Noord", "iri": content["nearest"]["iri"], "kind": "team"}
    assert [domain["status"] for domain in content["coverage"]].count("not_filled_in") == 3
    named = {iri for alert in content["alerts"] for iri in alert["statements"]}
    assert named <= set(content["evidence"])
    assert all(items for items in content["evidence"].values())
    assert {item["place"] for iri in named for item in content["evidence"][iri]} == {
        "klein.csv, rij 17",
        "klein.csv, rij 18",
    }


def test_the_markdown_leads_to_sources(found: TeamScan, small: OpenGraph) -> None:
    text = to_markdown(found, evidence_of(small, found.statements()))
    assert "# Teamscan: team zonder naam" in text
    line = next(
        line for line in text.split("\n") if line.startswith("| dorpsverpleegkundige (buitenschil) | taak: tuingesprek")
    )
    assert "registratie niet ingevuld" in line
    number = numbered(report(found))[found.alerts[0].statements[0]]
    assert f"[{number}]" in line
    assert f"\n{number}. " in text
    assert "geen juridisch advies" in text


def test_markup_in_cells_is_text_in_markdown(small: OpenGraph, written: Written) -> None:
    rows = [("<img src=x> [klik](http://voorbeeld.invalid) `a` | b", "", "binnenschil")]
    found = scan(small.store, read_team(written(rows), "team.csv"))
    text = to_markdown(found, {})
    assert "<img" not in text
    assert r"\[klik\](http" in text
    assert r"\| b" in text


def test_the_report_names_each_statement_once_and_all_of_them(found: TeamScan) -> None:
    numbers = numbered(report(found))
    assert set(numbers) == set(found.statements())
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))


def test_silence_is_not_no(found: TeamScan) -> None:
    sections = {section.id: section for section in report(found)}
    text = json.dumps([[row.cells for row in section.rows] for section in sections.values()], ensure_ascii=False)
    assert "geen vindplaats" in text
    assert "ontkend" in text
    assert "niet ingevuld" in text
    assert '"nee"' not in text


def test_the_headline(found: TeamScan) -> None:
    assert headline(found) == (
        ("Beroepen, rollen en organisaties", "4 in de binnenschil, 1 in de buitenschil"),
        ("Leefgebieden in de binnenschil", "3 van 7"),
        ("Alleen in de buitenschil", "lichamelijke gezondheid"),
        ("Niet ingevuld", "financiën; wonen en leefbaarheid; werk, opleiding en activiteiten"),
        ("Registratie om na te gaan", "1"),
        ("Lijkt het meest op", "Team Noord (2 in beide; gelijkenis 0,40)"),
    )


def test_every_row_fits_its_headings(found: TeamScan, small: OpenGraph, written: Written, rows: Any) -> None:
    odd = scan(small.store, read_team(written([*rows, ("nieuw", "", "", "financiën")]), "team.csv"))
    for section in (*report(found), *report(odd)):
        assert {len(row.cells) for row in section.rows} <= {len(section.headings)}, section.id
