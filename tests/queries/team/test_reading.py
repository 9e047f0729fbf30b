"""A filled-in form is read whatever way a spreadsheet writes it, and every mistake is told with its place."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from kg.errors import TeamSheetError
from queries.team import TeamSheet, read_team
from queries.team.sheet import MOST_BYTES, MOST_ROWS

Written = Callable[..., bytes]


def workbook(rows: list[list[Any]], *, sheet: str = "Leden", about: dict[str, Any] | None = None) -> bytes:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    if about is not None:
        facts = book.create_sheet("Team")
        for pair in about.items():
            facts.append(pair)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def mistakes(sheet: TeamSheet) -> list[str]:
    return [str(mistake) for mistake in sheet.mistakes]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_csv_with_any_separator(written: Written, rows: Any, delimiter: str, start: bytes) -> None:
    sheet = read_team(start + written(rows, delimiter=delimiter), "team.csv")
    assert [row.actor for row in sheet.rows] == [row[0] for row in rows]
    assert sheet.rows[1].count == "0,8"
    assert sheet.rows[1].line == 3
    assert sheet.notes == ()


def test_excel_tells_the_separator_in_a_first_line(written: Written, rows: Any) -> None:
    assert len(read_team(b"sep=;\r\n" + written(rows), "team.csv").rows) == 7


def test_old_windows_letters_are_read_with_a_warning(written: Written) -> None:
    data = written([("cliëntbegeleider", "", "binnenschil", "financiën")]).decode().encode("cp1252")
    sheet = read_team(data, "team.csv")
    assert sheet.rows[0].actor == "cliëntbegeleider"
    assert "Windows-1252" in sheet.notes[0]


def test_headings_without_case_in_any_order_with_remarks(written: Written) -> None:
    header = ("SCHIL", " Beroep_of_Rol (kies) ", "Leefgebieden", "Activiteit*", "fte", "Kleur")
    sheet = read_team(
        written([("binnenschil", "tuinpsycholoog", "zingeving", "adviseren", "1", "rood")], header), "t.csv"
    )
    row = sheet.rows[0]
    assert (row.shell, row.actor, row.leefgebied, row.activity, row.count) == (
        "binnenschil", "tuinpsycholoog", "zingeving", "adviseren", "1",
    )  # fmt: skip
    assert sheet.letters["actor"] == "B"
    assert sheet.notes == ("Niet gelezen kolommen: Kleur.",)


def test_a_workbook_with_facts_on_the_team(header: Any, rows: Any) -> None:
    data = workbook(
        [list(header), [], *map(list, rows)], about={"Naam van het team": "Team Proef", "Gemeente": "Proefstad"}
    )
    sheet = read_team(data, "team.xlsx")
    assert (sheet.team, sheet.place, sheet.date, sheet.sheet) == ("Team Proef", "Proefstad", "", "Leden")
    assert [row.line for row in sheet.rows] == [3, 4, 5, 6, 7, 8, 9]


def test_numbers_and_dates_of_a_workbook(header: Any) -> None:
    import datetime as dt

    cells = [["tuinpsycholoog", 2.0, "binnenschil"], ["tuinpsycholoog", 0.8, "binnenschil"],
             ["tuinpsycholoog", dt.datetime(2026, 2, 1), "binnenschil"]]  # noqa: DTZ001  # fmt: skip
    sheet = read_team(workbook([list(header), *cells]), "team.xlsx")
    assert [row.count for row in sheet.rows] == ["2", "0.8", "2026-02-01"]


def test_facts_in_columns_of_a_csv(written: Written, header: Any) -> None:
    wide = ("naam van het team", "gemeente", *header)
    rows = [
        ("Team Proef", "Proefstad", "tuinpsycholoog", "", "binnenschil"),
        ("", "", "bodebezorger", "", "binnenschil"),
    ]
    sheet = read_team(written(rows, wide), "team.csv")
    assert (sheet.team, sheet.place, len(sheet.rows)) == ("Team Proef", "Proefstad", 2)
    other = read_team(written([*rows, ("Team Anders", "", "bodebezorger", "", "binnenschil")], wide), "team.csv")
    assert "team.csv, rij 4, kolom A (naam van het team): hier staat iets anders" in mistakes(other)[0]


def test_examples_are_skipped(written: Written, rows: Any) -> None:
    sheet = read_team(written([("Voorbeeld: tuinpsycholoog", "1", "binnenschil"), *rows]), "team.csv")
    assert len(sheet.rows) == 7
    assert sheet.notes == ("1 voorbeeldregel overgeslagen.",)


def test_a_dash_is_an_empty_cell(written: Written) -> None:
    sheet = read_team(written([("tuinpsycholoog", "-", "binnenschil", "–", "n.v.t.")]), "team.csv")
    assert (sheet.rows[0].count, sheet.rows[0].leefgebied, sheet.rows[0].activity) == ("", "", "")


@pytest.mark.parametrize(
    ("data", "what", "expected"),
    [
        (b"", "er is geen kopregel; het is leeg", "beroep of rol"),
        (b"a;b;c\n1;2;3\n", "er is geen kopregel; de eerste regel is 'a', 'b', 'c'", "beroep of rol"),
        (b"beroep of rol;schil\nx;y\n", "ontbreekt: leefgebied, activiteit", "beroep of rol"),
        (b"beroep;rol;schil;leefgebied;activiteit\n", "dubbel: rol", "beroep of rol"),
        (b"beroep of rol;schil;leefgebied;activiteit\n;;;\n", "er staan geen leden in", "onder de kopregel"),
        (
            b"beroep of rol;schil;leefgebied;activiteit\nvoorbeeld: x;;;\n",
            "er staan geen leden in",
            "onder de kopregel",
        ),
    ],
)
def test_a_table_that_is_not_there(data: bytes, what: str, expected: str) -> None:
    with pytest.raises(TeamSheetError) as raised:
        read_team(data, "team.csv")
    assert what in str(raised.value)
    assert expected in raised.value.expected
    assert "team.csv" in raised.value.where


def test_another_sheet(header: Any) -> None:
    with pytest.raises(TeamSheetError, match=r"er is geen blad 'Leden'; de bladen zijn 'Blad1'"):
        read_team(workbook([list(header)], sheet="Blad1"), "team.xlsx")
    assert read_team(workbook([list(header), ["tuinpsycholoog"]], sheet="LEDEN"), "team.xlsx").rows


def test_too_many_rows(written: Written) -> None:
    row = ("tuinpsycholoog", "", "binnenschil")
    assert len(read_team(written([row] * MOST_ROWS), "team.csv").rows) == MOST_ROWS
    with pytest.raises(TeamSheetError, match="te veel regels"):
        read_team(written([row] * (MOST_ROWS + 1)), "team.csv")


def test_too_many_bytes() -> None:
    with pytest.raises(TeamSheetError, match="te groot"):
        read_team(b"x" * (MOST_BYTES + 1), "team.csv")


def test_a_long_cell_is_a_mistake(written: Written) -> None:
    sheet = read_team(written([("x" * 151, "", "binnenschil")]), "team.csv")
    assert mistakes(sheet) == [
        "team.csv, rij 2, kolom A (beroep of rol): de cel heeft 151 tekens. Verwacht: hoogstens 150. Maak de tekst korter."
    ]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (0, "a.b@voorbeeld.nl"),
        (5, "mevrouw Voorbeeld"),
        (6, "BIG 12345678901"),
        (7, "06-12345678"),
        (8, "bel A. de Voorbeeld"),
    ],
)
def test_a_person_is_refused_and_not_repeated(written: Written, header: Any, column: int, text: str) -> None:
    row = ["tuinpsycholoog", "", "binnenschil", "", "", "", "", "", ""]
    row[column] = text
    found = mistakes(read_team(written([row]), "team.csv"))
    assert len(found) == 1
    assert f"({header[column]}): hier staat een" in found[0]
    assert text not in found[0]


def test_a_name_in_a_remark_is_warned_of_and_remarks_are_not_kept(written: Written) -> None:
    row = ("tuinpsycholoog", "", "binnenschil", "", "", "", "", "", "Voornaam de Achternaam")
    sheet = read_team(written([row]), "team.csv")
    assert sheet.mistakes == ()
    assert "rij 2, kolom I (opmerking): dit lijkt op een naam" in sheet.notes[0]
    assert "Achternaam" not in repr(sheet)


def test_a_column_for_persons_is_refused_when_filled_in(written: Written, header: Any) -> None:
    wide = (*header, "Naam")
    empty = read_team(written([("tuinpsycholoog", "", "binnenschil")], wide), "team.csv")
    assert empty.mistakes == ()
    filled = read_team(written([("tuinpsycholoog", *[""] * 8, "Iemand")], wide), "team.csv")
    assert "rij 2, kolom J (naam): de kolom 'naam' is voor gegevens van personen" in mistakes(filled)[0]
    assert "Iemand" not in mistakes(filled)[0]


def test_a_header_that_comes_too_late_is_not_looked_for() -> None:
    with pytest.raises(TeamSheetError, match="geen kopregel"):
        read_team(b"uitleg\n" * 10 + b"beroep of rol;schil;leefgebied;activiteit\n", "team.csv")
    late = b"uitleg\n" * 9 + b"beroep of rol;schil;leefgebied;activiteit\ntuinpsycholoog;;;\n"
    assert read_team(late, "team.csv").rows[0].line == 11
