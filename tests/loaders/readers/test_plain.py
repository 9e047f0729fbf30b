"""Plain text is kept as it is; only the running heads between form feeds move."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DocumentError, EncodingError
from kg.model import ReadDocument
from loaders.readers import read_document
from loaders.text import read_text


def read(tmp_path: Path, data: bytes) -> ReadDocument:
    path = tmp_path / "t.txt"
    path.write_bytes(data)
    return read_document(path)


def test_text_is_read_as_it_is(tmp_path: Path) -> None:
    document = read(tmp_path, "\ufeffregel een\r\nregel twee\u2028einde\t\n".encode())
    assert document.text == "regel een\r\nregel twee\u2028einde\t\n"
    assert read_text(tmp_path / "t.txt") == document.text
    assert document.pages == ()


def test_control_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    document = read(tmp_path, b"Een woord \x1b[31m in het rood en verder gewone woorden.")
    assert document.text == "Een woord \ufffd[31m in het rood en verder gewone woorden."


def test_a_letter_that_a_tool_could_not_read_takes_its_room_and_may_be_a_bullet(tmp_path: Path) -> None:
    text = (
        "Wat er nodig is:\n(cid:127) luisteren naar de buurt\n(cid:127) koffie voor iedereen\n(cid:127) een warme jas\n"
    )
    document = read(tmp_path, text.encode())
    items = [(b.start, document.text[b.start : b.end]) for b in document.blocks if b.kind == "item"]
    assert items[0] == (text.index("luisteren"), "luisteren naar de buurt")
    assert len(items) == 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_other_encodings_are_told_and_said(tmp_path: Path, encoding: str) -> None:
    words = "De coördinator belt de cliënt over ‘één’ vraag. " * 5
    document = read(tmp_path, words.encode(encoding))
    assert document.text == words
    assert len(document.notes) == 1


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("coördinator".encode() + b" caf\xe9 en verder", r"niet te herkennen \(byte 16, regel 1\)"),
        (b"een \x81 byte die nergens voor staat", "niet te herkennen"),
        (b"\xff\xfea\x00b", "niet te herkennen"),
        (b"PK\x00\x01\x02" * 50, "geen tekstbestand"),
    ],
)
def test_letters_that_cannot_be_told(tmp_path: Path, data: bytes, what: str) -> None:
    with pytest.raises(EncodingError, match=what):
        read(tmp_path, data)


def test_pages_between_form_feeds(tmp_path: Path) -> None:
    document = read(tmp_path, b"Eerste bladzijde met een zin.\n\fTweede bladzijde met een andere zin.\n\f")
    assert [document.text[start:end].strip() for start, end in document.pages] == [
        "Eerste bladzijde met een zin.",
        "Tweede bladzijde met een andere zin.",
    ]
    assert [block.page for block in document.blocks] == [1, 2]


def test_a_passage_that_runs_over_a_page_has_no_page_number_in_it(tmp_path: Path) -> None:
    pages = [
        f"Verslag van het dorp\n\nDe {word} boot vaart uit en komt\n\n{number}\n"
        for number, word in enumerate("abc", start=1)
    ]
    document = read(tmp_path, "\f".join(pages).encode())
    body = document.text.split("De c boot")[0]
    assert "Verslag" not in body
    assert not any(character.isdigit() for character in body)
    furniture = [document.text[b.start : b.end] for b in document.blocks if b.kind == "furniture"]
    assert furniture == ["Verslag van het dorp", "1", "Verslag van het dorp", "2", "Verslag van het dorp", "3"]
    assert sorted(document.text) == sorted("\f".join(pages) + "\n" * 6), "nothing is lost"


def test_bullets_are_learned(tmp_path: Path) -> None:
    text = "Wat er nodig is:\n¤ luisteren naar de buurt\n¤ koffie voor iedereen\n¤ een warme jas\n"
    document = read(tmp_path, text.encode())
    items = [document.text[b.start : b.end] for b in document.blocks if b.kind == "item"]
    assert items == ["luisteren naar de buurt", "koffie voor iedereen", "een warme jas"]


def test_a_table_with_tabs(tmp_path: Path) -> None:
    document = read(tmp_path, b"Dit is een gewone zin over het dorp.\n\nBeroep\tTaak\ntuinman\tharken\n")
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "cell"] == [
        "Beroep",
        "Taak",
        "tuinman",
        "harken",
    ]


@pytest.mark.parametrize(("content", "what"), [(b"  \n", "leeg"), (None, "bestaat niet")])
def test_files_without_text(tmp_path: Path, content: bytes | None, what: str) -> None:
    path = tmp_path / "fout.txt"
    if content is not None:
        path.write_bytes(content)
    for reader in (read_text, read_document):
        with pytest.raises(DocumentError, match=what):
            reader(path)


def test_a_file_that_is_far_too_large(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    with path.open("wb") as handle:
        handle.truncate(60 * 1024 * 1024)
    for reader in (read_text, read_document):
        with pytest.raises(DocumentError, match=r"te groot \(60 MB\)"):
            reader(path)
