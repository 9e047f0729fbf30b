"""Documents are recognised by what they say, not by what their file is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.anchors import TextIndex, digest, sketch
from kg.errors import DocumentError
from kg.model import Document
from loaders.registry import find_copies, known_documents, recognise
from loaders.text import read_text

TEXT = "\n".join(
    f"Op dag {number} bezoekt de dorpsverpleegkundige huis {number * 3} aan de laan." for number in range(80)
)
KNOWN = Document("dorp-2020", "Dorp", fingerprint=digest(TEXT), length=len(TEXT), sketch=sketch(TextIndex(TEXT)))


def test_any_name_and_layout(tmp_path: Path) -> None:
    (tmp_path / "kopie (3).txt").write_text(TEXT.replace("\n", " ").replace(" huis", "\r\nhuis"), encoding="utf-8")
    copies = find_copies(tmp_path, [KNOWN])
    assert [document.id for document in copies.documents] == ["dorp-2020"]
    assert copies.notes == ()


def test_another_extraction_of_the_same_report() -> None:
    found = recognise("Koptekst pagina 1\n" + TEXT.replace("laan", "Iaan", 3), [KNOWN])
    assert found is not None
    assert found.id == "dorp-2020"


def test_an_unknown_file_is_passed_over_with_a_note(tmp_path: Path) -> None:
    (tmp_path / "ander.txt").write_text("Een verhaal over de zee en de wind. " * 30, encoding="utf-8")
    (tmp_path / "foto.png").write_bytes(b"\x89PNG")
    copies = find_copies(tmp_path, [KNOWN])
    assert copies.documents == ()
    assert [note.split(":")[0] for note in copies.notes] == ["ander.txt", "foto.png"]


def test_of_two_copies_the_faithful_one_wins(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Vooraf. " + TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    copies = find_copies(tmp_path, [KNOWN])
    assert [document.text for document in copies.documents] == [TEXT]
    assert copies.notes == ("a.txt: overgeslagen, b.txt is ook dorp-2020.",)


def test_the_folder_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="dit is geen map"):
        find_copies(tmp_path / "niets", [KNOWN])


def test_text_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes("\ufeffregel een\r\nregel twee\u2028einde".encode())
    assert read_text(path) == "regel een\r\nregel twee\u2028einde"


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"caf\xe9 in latin-1", r"geen UTF-8 \(byte 3, regel 1\)"), (b"  \n", "leeg"), (None, "kan niet worden gelezen")],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes | None, what: str) -> None:
    path = tmp_path / "fout.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DocumentError, match=what):
        read_text(path)


def test_a_file_that_is_far_too_large(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    with path.open("wb") as handle:
        handle.truncate(60 * 1024 * 1024)
    with pytest.raises(DocumentError, match="te groot"):
        read_text(path)


def test_the_reports_are_recognised(documents: Path) -> None:
    copies = find_copies(documents, known_documents().values())
    assert {document.id for document in copies.documents} == set(known_documents())
    assert all(digest(document.text) == document.fingerprint for document in copies.documents)
