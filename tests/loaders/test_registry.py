"""Documents are recognised by what they say, not by what their file is called."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from kg.anchors import TextIndex, digest, sketch
from kg.errors import DocumentError
from kg.model import Document
from kg.vocabulary import Vocabulary
from loaders.registry import find_copies, known_documents, recognise
from loaders.reviewed import read_reviewed

TEXT = "\n".join(
    f"Op dag {number} bezoekt de dorpsverpleegkundige huis {number * 3} aan de laan." for number in range(80)
)


def as_pdf(text: str = TEXT) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number, line in enumerate(text.split("\n")):
        if number % 30 == 0:
            if number:
                canvas.showPage()
            canvas.drawString(60, 800, "Dorp 2020")
            canvas.drawString(300, 30, str(number // 30 + 1))
        canvas.drawString(60, 760 - 20 * (number % 30), line)
    canvas.save()
    return buffer.getvalue()


def as_docx(text: str = TEXT) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_html(text: str = TEXT) -> bytes:
    return (
        "<html><body><main>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</main></body></html>"
    ).encode()


MAKERS = {"pdf": as_pdf, "docx": as_docx, "html": as_html}
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
    assert "alleen .pdf, .docx, .html en .txt worden gelezen" in "".join(copies.notes)
    assert sorted(note.split(":")[0] for note in copies.notes) == ["ander.txt", "foto.png"]


def test_of_two_copies_the_faithful_one_wins(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Vooraf. " + TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    copies = find_copies(tmp_path, [KNOWN])
    assert [document.text for document in copies.documents] == [TEXT]
    assert copies.notes == ("a.txt: overgeslagen, b.txt is ook dorp-2020.",)


def test_the_folder_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="dit is geen map"):
        find_copies(tmp_path / "niets", [KNOWN])


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_the_same_report_in_another_format(tmp_path: Path, form: str) -> None:
    (tmp_path / f"rapport.{form}").write_bytes(MAKERS[form]())
    copies = find_copies(tmp_path, [KNOWN])
    assert [document.id for document in copies.documents] == ["dorp-2020"]
    assert copies.documents[0].text.startswith("Op dag 0 bezoekt")
    assert copies.notes == ()


def test_the_faithful_copy_wins_whatever_its_format(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(as_docx("Vooraf. " + TEXT))
    (tmp_path / "b.pdf").write_bytes(as_pdf())
    copies = find_copies(tmp_path, [KNOWN])
    assert copies.notes == ("a.docx: overgeslagen, b.pdf is ook dorp-2020.",)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 kapot")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.docx").write_bytes(b"")
    copies = find_copies(tmp_path, [KNOWN], workers=2)
    assert [document.id for document in copies.documents] == ["dorp-2020"]
    assert [note.split(",")[0] for note in copies.notes] == ["a.pdf: overgeslagen", "c.docx: overgeslagen"]
    assert "Vraag de uitgever om een nieuwe kopie" in copies.notes[0]


def test_the_reports_are_recognised(documents: Path) -> None:
    copies = find_copies(documents, known_documents().values())
    assert {document.id for document in copies.documents} == set(known_documents())
    assert all(digest(document.text) == document.fingerprint for document in copies.documents)


def test_every_reviewed_passage_stands_in_the_report_as_a_word_document(documents: Path, tmp_path: Path) -> None:
    text = (documents / "rotterdam-2016.txt").read_text(encoding="utf-8")
    (tmp_path / "rapport.docx").write_bytes(as_docx(text))
    found = find_copies(tmp_path, known_documents().values()).documents[0]
    reviewed = read_reviewed(found, Vocabulary.load())
    assert found.id == "rotterdam-2016"
    assert reviewed.left_out == ()
    assert all(digest(found.text[p.start : p.end]) == p.digest for p in reviewed.passages)
