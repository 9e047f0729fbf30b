"""What tables say, in every form in which a document may have them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from loaders.readers import read_document
from loaders.suggest import Extractor, Suggestion

Propose = Callable[[str], list[Suggestion]]
INTRO = (
    "Wijkteam Noord en wijkteam Zuid bestaan drie jaar. Stichting Oeverzorg betaalt wijkteam Noord en wijkteam Zuid."
)
ROWS = [
    ["Functie", "Niveau", "Werkgever", "Noord", "Zuid"],
    ["Gezinscoach", "hbo", "Stichting Oeverzorg", "ja", "nee"],
    ["Wijkverpleegkundigen", "hbo", "Stichting Oeverzorg", "2", "1"],
]
SAID = {
    ("education_level", "gezinscoach", "hbo", "pos"),
    ("part_of", "gezinscoach", "stichting Oeverzorg", "pos"),
    ("member_of_team", "gezinscoach", "wijkteam Noord", "pos"),
    ("member_of_team", "gezinscoach", "wijkteam Zuid", "neg"),
    ("education_level", "wijkverpleegkundige", "hbo", "pos"),
    ("part_of", "wijkverpleegkundige", "stichting Oeverzorg", "pos"),
    ("member_of_team", "wijkverpleegkundige", "wijkteam Noord", "pos"),
    ("member_of_team", "wijkverpleegkundige", "wijkteam Zuid", "pos"),
}


def said(found: list[Suggestion]) -> set[tuple[str, ...]]:
    return {(i.row.relation, i.row.subject, i.row.object, i.row.polarity) for i in found if i.pattern == "tabel"}


def table(rows: list[list[str]], between: str) -> str:
    return "\n".join(between.join(row) for row in rows)


def in_spaces(rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) + 3 for column in range(len(rows[0]))]
    lines = ("".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


@pytest.mark.parametrize(
    "written", [table(ROWS, "\t"), table(ROWS, " | "), in_spaces(ROWS)], ids=["tabs", "bars", "spaces"]
)
def test_a_table_in_plain_text(propose: Propose, written: str) -> None:
    assert said(propose(f"{INTRO}\n\n{written}\n\nDaarna gaat de tekst verder.")) == SAID


def test_a_row_is_the_passage(propose: Propose) -> None:
    found = propose(f"{INTRO}\n\n{in_spaces(ROWS)}\n")
    assert {i.passage.split()[0] for i in found if i.pattern == "tabel"} == {"Gezinscoach", "Wijkverpleegkundigen"}


@pytest.mark.parametrize("form", ["docx", "html"])
def test_a_table_in_a_document(tmp_path: Path, extractor: Extractor, form: str) -> None:
    path = tmp_path / f"rapport.{form}"
    if form == "docx":
        document = docx.Document()
        document.add_paragraph(INTRO)
        made = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
        for row, words in zip(made.rows, ROWS, strict=True):
            for cell, text in zip(row.cells, words, strict=True):
                cell.text = text
        stream = io.BytesIO()
        document.save(stream)
        path.write_bytes(stream.getvalue())
    else:
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
        path.write_text(
            f"<html><body><article><p>{INTRO}</p><table>{rows}</table><p>{INTRO}</p></article></body></html>"
        )
    assert said(list(extractor.read(read_document(path)).suggestions)) == SAID


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [["Beroep", "Taken"], ["Gezinscoach", "gezinnen begeleiden, plannen schrijven"], ["Wijkagent", "toezicht houden"]],
            {("has_task", "gezinscoach", "gezinnen begeleiden", "pos"), ("has_task", "gezinscoach", "plannen schrijven", "pos"),
             ("has_task", "wijkagent", "toezicht houden", "pos")},
        ),
        (
            [["Leefgebied", "Gezinscoach", "Wijkagent"], ["Financiën", "x", ""], ["Psychische gezondheid", "x", "x"]],
            {("active_in", "gezinscoach", "financiën", "pos"), ("active_in", "gezinscoach", "psychische gezondheid", "pos"),
             ("active_in", "wijkagent", "psychische gezondheid", "pos")},
        ),
        (
            [["Leefgebied", "Wie"], ["Financiën", "gezinscoach en wijkagent"], ["Zingeving", "ouderenadviseur"]],
            {("active_in", "gezinscoach", "financiën", "pos"), ("active_in", "wijkagent", "financiën", "pos"),
             ("active_in", "ouderenadviseur", "zingeving", "pos")},
        ),
        (
            [["Taak", "Gezinscoach", "Wijkagent"], ["Huisbezoeken afleggen", "ja", "nee"], ["Toezicht houden", "nee", "ja"]],
            {("has_task", "gezinscoach", "huisbezoeken afleggen", "pos"), ("has_task", "wijkagent", "huisbezoeken afleggen", "neg"),
             ("has_task", "gezinscoach", "toezicht houden", "neg"), ("has_task", "wijkagent", "toezicht houden", "pos")},
        ),
    ],
    ids=["tasks", "marks", "people", "tasks-by-people"],
)  # fmt: skip
def test_other_tables(propose: Propose, rows: list[list[str]], expected: set[tuple[str, ...]]) -> None:
    found = {row for row in said(propose(table(rows, "\t") + "\n")) if row[2] != "huisbezoek"}
    assert found == expected


@pytest.mark.parametrize(
    "rows",
    [
        [["Jaar", "Noord", "Zuid"], ["2021", "12", "14"], ["2022", "13", "15"]],
        [["Functie", "Uren", "Kosten"], ["Gezinscoach", "36", "80.000"], ["Wijkagent", "32", "70.000"]],
    ],
    ids=["years", "costs"],
)
def test_figures_say_nothing_of_somebody(propose: Propose, rows: list[list[str]]) -> None:
    assert said(propose(f"{INTRO}\n\n{table(rows, chr(9))}\n")) == set()


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Naam", "Functie", "Organisatie"],
            ["A. de Vries", "gezinscoach", "gemeente"],
            ["B. Bakker", "wijkagent", "politie"],
        ],
        [["Functie", "Organisatie"], ["Gezinscoach", "gemeente"], ["Wijkagent", "politie"]],
    ],
    ids=["names", "functions"],
)
def test_a_list_of_people_stays_unread(propose: Propose, rows: list[list[str]]) -> None:
    assert said(propose(f"Deelnemers\n\n{table(rows, chr(9))}\n")) == set()
    assert (said(propose(f"Bezetting\n\n{table(rows, chr(9))}\n")) != set()) == (rows[0][0] == "Functie")


def test_two_columns_of_running_text_are_no_table(propose: Propose) -> None:
    left = "De gezinscoach begeleidt de gezinnen"
    right = "De wijkagent houdt toezicht in de wijk"
    text = "\n".join(f"{left} {n}      {right} {n}" for n in range(4))
    assert said(propose(text)) == set()
