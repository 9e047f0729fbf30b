"""Files made to break a reader: each gives its own kind of error with a remedy, in time, and writes nothing."""

from __future__ import annotations

import http.server
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

import loaders
from kg.errors import (
    DamagedError,
    DocumentError,
    EncodingError,
    EncryptedError,
    FileAccessError,
    FormatError,
    NoTextError,
    ReadingLimitError,
)
from kg.vocabulary import Vocabulary
from loaders.readers import Limits, read_document
from loaders.readers.refusals import Refusal
from loaders.readers.sheet import read_sheet
from loaders.tables import read_table

_SPEC = spec_from_file_location("hostile", Path(__file__).with_name("hostile.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
hostile = module_from_spec(_SPEC)
_SPEC.loader.exec_module(hostile)

Make = Callable[..., bytes]
LIMITS = Limits(seconds=20)
IN_TIME = 30
"""Seconds within which each answer comes, on a busy machine."""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(inside: str) -> str:
    return f"<w:document {W}><w:body>{inside}</w:body></w:document>"


def part(made: Make, name: str, content: bytes) -> bytes:
    return bytes(hostile.with_parts(made("docx"), {name: content}))


SPACES = b"<a>" + b" " * 20_000_000 + b"</a>"
DEEP_WORD = body(
    "<w:sdt><w:sdtContent>" * 2_000 + "<w:p><w:r><w:t>diep</w:t></w:r></w:p>" + "</w:sdtContent></w:sdt>" * 2_000
)
EXTERNAL = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + body(
    "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
)

REFUSED: dict[str, tuple[str, Callable[[Make], bytes], type[DocumentError], str]] = {
    "encrypted PDF": ("a.pdf", lambda _: hostile.encrypted_pdf("geheim"), EncryptedError, "beveiligd met een wachtwoord"),
    "truncated PDF": ("a.pdf", lambda _: hostile.pdf(6)[:6000], DamagedError, "beschadigd of onvolledig"),
    "PDF with nothing in it": ("a.pdf", lambda _: b"%PDF-1.7\n" + b"niets " * 200, DamagedError, "beschadigd of onvolledig"),
    "empty file": ("a.pdf", lambda _: b"", NoTextError, "het bestand is leeg"),
    "scan": ("a.pdf", lambda _: hostile.scan(), NoTextError, r"lijkt een scan.*OCR"),
    "20,000 pages": ("a.pdf", lambda _: hostile.many_pages(20_000, 20_000), ReadingLimitError, r"te veel bladzijden \(20000\)"),
    "20,000 pages that say three": ("a.pdf", lambda _: hostile.many_pages(20_000, 3), ReadingLimitError, "te veel bladzijden"),
    "a page that says a billion": ("a.pdf", lambda _: hostile.many_pages(1, 10**9), ReadingLimitError, "te veel bladzijden"),
    "page tree in a circle": ("a.pdf", lambda _: hostile.page_tree_loop(), DamagedError, "lijst van bladzijden"),
    "stream bomb": ("a.pdf", lambda _: hostile.stream_bomb(), ReadingLimitError, "zet uit tot veel meer"),
    "stream bomb in a stream": ("a.pdf", lambda _: hostile.stream_bomb(twice=True), ReadingLimitError, "zet uit tot veel meer"),
    "200,000 brackets": ("a.pdf", lambda _: hostile.nested_objects(), DamagedError, "beschadigd|te diep genest"),
    "Word bomb": ("a.docx", lambda m: part(m, "word/document.xml", SPACES), ReadingLimitError, "zet uit tot veel meer"),
    "Word bomb beside the text": ("a.docx", lambda m: part(m, "word/x.bin", SPACES), ReadingLimitError, "zet uit tot veel meer"),
    "entities that multiply": ("a.docx", lambda m: part(m, "word/document.xml", hostile.laughs(body(""))), DamagedError, "DOCTYPE"),
    "entity from a file": ("a.docx", lambda m: part(m, "word/document.xml", EXTERNAL.encode()), DamagedError, "DOCTYPE"),
    "entity in UTF-16": ("a.docx", lambda m: part(m, "word/styles.xml", EXTERNAL.encode("utf-16")), DamagedError, "DOCTYPE"),
    "part outside the archive": ("a.docx", lambda m: part(m, "../../buiten.txt", b"x"), DamagedError, "onveilige naam"),
    "truncated Word": ("a.docx", lambda m: m("docx")[:9000], DamagedError, "de zip-inhoud klopt niet"),
    "Word nested too deep": ("a.docx", lambda m: part(m, "word/document.xml", DEEP_WORD.encode()), DamagedError, "te diep genest"),
    "Word without sense": ("a.docx", lambda m: part(m, "word/document.xml", b"<x/>"), DamagedError, "beschadigd|brak af"),
    "encrypted Word": ("a.docx", lambda _: hostile.ole(encrypted=True), EncryptedError, "beveiligd met een wachtwoord"),
    "old Word": ("a.docx", lambda _: hostile.ole(encrypted=False), FormatError, "oud Office-programma.*nieuwe vorm"),
    "spreadsheet called Word": ("a.docx", lambda _: hostile.xlsx([[1]]), FormatError, "inhoud is van Excel.*eindigt op .xlsx"),
    "program called Word": ("a.docx", lambda _: b"MZ" + bytes(500), FormatError, "een programma.*Open dit bestand niet"),
    "picture called PDF": ("a.pdf", lambda _: hostile.png(), FormatError, r"een afbeelding \(PNG\)"),
    "PDF called text": ("a.txt", lambda _: hostile.pdf(), FormatError, "inhoud is een PDF.*eindigt op .pdf"),
    "web page called text": ("a.txt", lambda m: m("html"), FormatError, "inhoud is een webpagina.*eindigt op .html"),
    "text called PDF": ("a.pdf", lambda _: b"gewone tekst " * 50, FormatError, "maar de inhoud is platte tekst"),
    "unknown ending": ("a.odt", lambda _: b"PK\x03\x04", FormatError, "sla het op als .docx"),
    "200,000 elements deep": ("a.html", lambda _: b"<html><body>" + b"<div>" * 200_000 + b"x", DocumentError, "te diep|geen tekst"),
    "text in two encodings": ("a.txt", lambda _: "coördinator".encode() + b" caf\xe9", EncodingError, "niet te herkennen"),
    "bytes that are no text": ("a.txt", lambda _: bytes(range(256)) * 20, EncodingError, "geen tekstbestand"),
    "too much text": ("a.txt", lambda _: b"a " * 6_000_000, ReadingLimitError, "te veel tekst"),
    "too many bytes": ("a.txt", lambda _: b"a" * 53_000_000, ReadingLimitError, r"te groot \(51 MB\)"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in which reading leaves nothing behind."""
    inside = tmp_path / "map"
    inside.mkdir()
    yield inside
    assert len(list(inside.iterdir())) <= 1


def refused(path: Path, limits: Limits = LIMITS) -> DocumentError:
    started = time.monotonic()
    with pytest.raises(DocumentError) as caught:
        read_document(path, limits)
    assert time.monotonic() - started < IN_TIME
    return caught.value


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_a_remedy(folder: Path, made: Make, name: str) -> None:
    file, make, kind, what = REFUSED[name]
    path = folder / file
    path.write_bytes(make(made))
    error = refused(path)
    assert type(error) is kind or kind is DocumentError
    assert re.search(what, str(error))
    assert error.where == str(path)
    assert error.expected
    assert error.remedy


def test_a_reader_that_takes_too_long_is_stopped(folder: Path) -> None:
    path = folder / "traag.pdf"
    path.write_bytes(hostile.slow_page())
    started = time.monotonic()
    error = refused(path, Limits(seconds=3))
    assert time.monotonic() - started < 10
    assert isinstance(error, ReadingLimitError)
    assert "langer dan 3 seconden" in str(error)


def test_a_reader_that_asks_too_much_memory_is_stopped(folder: Path) -> None:
    path = folder / "groot.txt"
    path.write_bytes(b"woord " * 1_500_000)
    error = refused(path, Limits(memory=60 * 1024 * 1024))
    assert isinstance(error, ReadingLimitError)
    assert "te veel geheugen. Verwacht: hoogstens 60 MB" in str(error)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("PDF without a password to open", lambda _: hostile.encrypted_pdf("")),
        (
            "PDF that refers back to its own table",
            lambda _: hostile.xref_loop().replace(b"Hallo wereld", b"Hallo wereld" * 5),
        ),
        (
            "entities in a web page",
            lambda _: hostile.laughs("<html><body><p>Een gewone zin over het dorp. &l9;</p></body></html>"),
        ),
    ],
)
def test_files_that_look_worse_than_they_are(
    folder: Path, made: Make, name: str, make: Callable[[Make], bytes]
) -> None:
    path = folder / ("a.html" if "web" in name else "a.pdf")
    path.write_bytes(make(made))
    assert len(read_document(path, LIMITS).text) < 5000


def test_nothing_is_fetched_from_elsewhere(folder: Path, made: Make) -> None:
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{kinds}/attachedTemplate" Target="{address}/t.dotm" TargetMode="External"/>'
            f'<Relationship Id="rId2" Type="{kinds}/image" Target="{address}/i.png" TargetMode="External"/></Relationships>'
        )
        word = folder / "a.docx"
        word.write_bytes(part(made, "word/_rels/settings.xml.rels", relations.encode()))
        assert read_document(word, LIMITS).text.startswith("Het dorpsteam")
        word.unlink()
        page = folder / "a.html"
        page.write_bytes(
            made("html").replace(
                b"<main>", f'<main><img src="{address}/i"><iframe src="{address}/f"></iframe>'.encode()
            )
        )
        assert read_document(page, LIMITS).text.startswith("Het dorpsteam")
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


def test_a_folder_a_pipe_and_a_device(tmp_path: Path) -> None:
    (tmp_path / "map.txt").mkdir()
    os.mkfifo(tmp_path / "pijp.txt")
    (tmp_path / "nul.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.txt"))
        for name, kind in (
            ("map.txt", "een map"),
            ("pijp.txt", "een pijp"),
            ("nul.txt", "een apparaat"),
            ("s.txt", "een socket"),
        ):
            error = refused(tmp_path / name)
            assert isinstance(error, FileAccessError)
            assert f"geen gewoon bestand maar {kind}" in str(error)


def test_a_link_to_itself_and_a_name_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert "verwijst naar zichzelf" in str(refused(tmp_path / "a.txt"))
    assert "bestaat niet" in str(refused(tmp_path / "a\0b.txt"))
    assert isinstance(refused(tmp_path / ("x" * 300 + ".txt")), FileAccessError)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no such users")
def test_a_file_that_one_may_not_read(folder: Path) -> None:
    path = folder / "dicht.txt"
    path.write_text("tekst")
    path.chmod(0)
    superuser = os.geteuid() == 0
    if superuser:  # who may read everything, so someone else tries
        os.seteuid(65534)
    try:
        error = refused(path)
    finally:
        if superuser:
            os.seteuid(0)
    path.chmod(0o600)
    assert "u mag dit bestand niet lezen" in str(error)


def test_a_name_with_codes_for_the_terminal_is_shown_harmlessly(folder: Path) -> None:
    path = folder / "rood\x1b[31m\nrapport\udcff.pdf"
    path.write_bytes(b"geen PDF")
    message = str(refused(path))
    assert r"rood\x1b[31m\nrapport\udcff.pdf" in message
    assert message.isprintable()


TABLES: dict[str, tuple[str, Callable[[Any], bytes], str]] = {
    "bomb": ("t.xlsx", lambda h: h.with_parts(h.xlsx([["a"]]), {"xl/worksheets/sheet1.xml": SPACES}), "zet uit tot veel meer"),
    "entities": ("t.xlsx", lambda h: h.with_parts(h.xlsx([["a"]]), {"xl/workbook.xml": h.laughs("<workbook/>")}), "DOCTYPE"),
    "truncated": ("t.xlsx", lambda h: h.xlsx([["a"]])[:2000], "de zip-inhoud klopt niet"),
    "Word called Excel": ("t.xlsx", lambda h: h.with_parts(h.xlsx([["a"]]), {}).replace(b"xl/workbook.xml", b"xl/workboek.xml"), "ontbreekt|klopt niet"),
    "picture": ("t.xlsx", lambda h: h.png(), "een afbeelding"),
    "line of 100 MB": ("t.csv", lambda _: b"a" * 100_000_000, r"te groot \(96 MB\)"),
    "line of 1 MB": ("t.csv", lambda _: b"a" * 1_000_000, "de CSV klopt niet"),
    "not the columns": ("t.xlsx", lambda h: h.xlsx([["a", "b"], [1, 2]]), "ontbrekend: 'id'"),
    "nothing": ("t.xlsx", lambda h: h.xlsx([]), "ontbrekend: 'id'"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_hostile_table_is_refused(folder: Path, name: str) -> None:
    from kg.errors import BeroepenkaartError

    file, make, what = TABLES[name]
    path = folder / file
    path.write_bytes(make(hostile))
    started = time.monotonic()
    with pytest.raises(BeroepenkaartError, match=what):
        read_table(path, Vocabulary.load().copy(), {})
    assert time.monotonic() - started < IN_TIME


def test_a_spreadsheet_with_too_many_rows() -> None:
    with pytest.raises(Refusal, match="too-many-rows"):
        read_sheet(hostile.xlsx([["a"]] * 12), Limits(rows=10))


FORBIDDEN = {
    "write a file": "open('nieuw.txt', 'w')",
    "make a file": "os.open('nieuw.txt', os.O_CREAT | os.O_WRONLY)",
    "remove a file": "os.remove('oud.txt')",
    "make a folder": "os.mkdir('map')",
    "start a program": "subprocess.run(['true'])",
    "call the network": "socket.create_connection(('127.0.0.1', 9))",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_process_that_reads_may_do_nothing_else(tmp_path: Path, what: str) -> None:
    (tmp_path / "oud.txt").write_text("blijft", encoding="utf-8")
    program = (
        "import os, socket, subprocess; from loaders.readers.extract import _restrict; from loaders.readers import Limits\n"
        f"_restrict(Limits())\ntry:\n    {FORBIDDEN[what]}\nexcept PermissionError:\n    os._exit(7)"
    )
    here = str(Path(loaders.__file__).parents[1])
    ran = subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": here},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 7, ran.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["oud.txt"]
