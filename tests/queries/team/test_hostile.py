"""Files that mean harm, or are broken: a clear refusal, soon, with nothing calculated, opened or written."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kg.errors import TeamSheetError
from queries.team import read_team

Written = Callable[..., bytes]
SOON = 20.0
"""Seconds; on an idle machine each of these takes less than one."""


@pytest.fixture
def form(header: Any, rows: Any) -> bytes:
    book = Workbook()
    book.active.title = "Leden"
    for row in (header, *rows):
        book.active.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(form: bytes, parts: dict[str, bytes | None]) -> bytes:
    """Return a workbook with parts added, replaced or (None) left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


def part(form: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        return archive.read(name)


def refusal(data: bytes, name: str = "team.xlsx") -> str:
    started = time.monotonic()
    with pytest.raises(TeamSheetError) as raised:
        read_team(data, name)
    assert time.monotonic() - started < SOON
    return str(raised.value)


SHEET = "xl/worksheets/sheet1.xml"


def test_a_zip_bomb(form: bytes) -> None:
    bomb = changed(form, {"xl/media/image1.png": bytes(64 * 1024 * 1024)})
    assert len(bomb) < 200_000
    assert "uitgepakt veel te groot" in refusal(bomb)


def test_a_bomb_of_many_parts(form: bytes) -> None:
    assert "veel te groot" in refusal(changed(form, {f"xl/x{number}.xml": b"<x/>" for number in range(400)}))


def test_a_part_that_lies_about_its_size(form: bytes) -> None:
    data = bytearray(changed(form, {"xl/zeros.xml": bytes(3_000_000)}))
    real, claimed = (3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    while (place := data.find(real)) >= 0:
        data[place : place + 4] = claimed
    assert "beschadigd" in refusal(bytes(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_multiply(form: bytes, encoding: str) -> None:
    text = part(form, SHEET).decode().split("?>")[-1]
    entities = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert "horen" in refusal(changed(form, {SHEET: (entities + text).encode(encoding)}))


def test_a_truncated_workbook(form: bytes) -> None:
    assert "beschadigd" in refusal(form[: len(form) // 2])


def test_a_workbook_without_its_sheet(form: bytes) -> None:
    assert "er is geen blad te lezen" in refusal(changed(form, {SHEET: None}))


def test_xml_that_does_not_close(form: bytes) -> None:
    assert "beschadigd" in refusal(changed(form, {SHEET: part(form, SHEET)[:-60]}))


def test_another_archive() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "geen Excel-werkmap" in refusal(buffer.getvalue())


def test_a_password_or_an_old_workbook() -> None:
    assert "wachtwoord" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_an_encrypted_archive(form: bytes) -> None:
    data = bytearray(form)
    place = -1
    while (place := data.find(b"PK\x01\x02", place + 1)) >= 0:
        data[place + 8] |= 1
    assert "wachtwoord" in refusal(bytes(data))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n\x00\x01", "beroep of rol;schil".encode("utf-16"), bytes(100)])
def test_bytes_that_are_no_text(data: bytes) -> None:
    assert "geen CSV-bestand" in refusal(data, "team.csv")


def test_quotation_marks_that_do_not_close() -> None:
    assert "de CSV klopt niet" in refusal(b'beroep of rol;schil;leefgebied;activiteit\n"x;y;z;w\n', "team.csv")


def test_a_cell_beyond_what_the_csv_reader_takes() -> None:
    data = b"beroep of rol;schil;leefgebied;activiteit\n" + b"x" * 200_000 + b";y;z;w\n"
    assert "de CSV klopt niet" in refusal(data, "team.csv")


def test_a_hundred_thousand_rows(form: bytes) -> None:
    line = b"tuinpsycholoog;;binnenschil;;\n"
    assert "te veel regels" in refusal(
        b"beroep of rol;aantal;schil;leefgebied;activiteit\n" + line * 100_000, "team.csv"
    )
    many = b'<row><c t="inlineStr"><is><t>tuinpsycholoog</t></is></c></row>' * 100_000 + b"</sheetData>"
    assert "te veel regels" in refusal(changed(form, {SHEET: part(form, SHEET).replace(b"</sheetData>", many)}))


def test_a_sheet_that_claims_to_be_enormous(form: bytes) -> None:
    text = part(form, SHEET).decode()
    start, end = text.index("<dimension"), text.index("/>", text.index("<dimension")) + 2
    wide = text[:start] + '<dimension ref="A1:XFD1048576"/>' + text[end:]
    started = time.monotonic()
    assert len(read_team(changed(form, {SHEET: wide.encode()}), "team.xlsx").rows) == 7
    assert time.monotonic() - started < SOON


def test_a_cell_on_the_last_line_of_a_sheet(form: bytes) -> None:
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    assert "te veel regels" in refusal(changed(form, {SHEET: part(form, SHEET).replace(b"</sheetData>", far)}))


def test_formulas_are_reported_and_not_calculated(header: Any) -> None:
    book = Workbook()
    book.active.title = "Leden"
    book.active.append(list(header))
    book.active.append(["tuinpsycholoog", "=1+1", "binnenschil", "='[ander.xlsx]Blad1'!$A$1"])
    book.active["F2"] = '=HYPERLINK("http://voorbeeld.invalid","klik")'
    buffer = io.BytesIO()
    book.save(buffer)
    links = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>", "xl/vbaProject.bin": b"x"}
    sheet = read_team(changed(buffer.getvalue(), links), "team.xlsx")
    assert sheet.rows == ()
    assert [mistake.where for mistake in sheet.mistakes] == [
        "team.xlsx, blad Leden, rij 2, kolom B (aantal of fte)",
        "team.xlsx, blad Leden, rij 2, kolom D (leefgebied)",
        "team.xlsx, blad Leden, rij 2, kolom F (taak)",
    ]
    assert all("formule" in mistake.what for mistake in sheet.mistakes)
    assert "verwijst naar andere bestanden" in sheet.notes[0]
    assert "macro" in sheet.notes[1]


def test_an_error_value_is_reported(form: bytes) -> None:
    book = load_workbook(io.BytesIO(form))
    book["Leden"]["D2"] = "#REF!"
    book["Leden"]["D2"].data_type = "e"
    buffer = io.BytesIO()
    book.save(buffer)
    assert [mistake.where for mistake in read_team(buffer.getvalue(), "t.xlsx").mistakes] == [
        "t.xlsx, blad Leden, rij 2, kolom D (leefgebied)"
    ]


def test_a_formula_in_a_csv_is_reported(written: Written) -> None:
    sheet = read_team(written([("=cmd|' /C calc'!A0", "", "binnenschil"), ("+1", "", "binnenschil")]), "team.csv")
    assert [mistake.where for mistake in sheet.mistakes] == ["team.csv, rij 2, kolom A (beroep of rol)"]
    assert "cmd" not in str(sheet.mistakes[0])
    assert [row.actor for row in sheet.rows] == ["+1"]


def test_control_characters_do_not_reach_a_terminal(written: Written) -> None:
    sheet = read_team(written([("\x1b[31mtuin\u200bpsycholoog\x07", "", "binnenschil")]), "team.csv")
    assert sheet.rows[0].actor == "[31mtuinpsycholoog"
