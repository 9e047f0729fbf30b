"""The same report in four formats gives the same blocks, each at its exact place."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

from kg.errors import DocumentError
from kg.model import BLOCK_KINDS, ReadDocument
from loaders.readers import read_document
from loaders.readers.joining import Joiner

Make = Callable[..., bytes]


def blocks_of(document: ReadDocument, *, furniture: bool = False) -> list[tuple[str, str]]:
    joiner = Joiner(document.text)
    kept = [block for block in document.blocks if furniture or block.kind != "furniture"]
    return [(block.kind, joiner.join(block.start, block.end).text) for block in kept]


def read(tmp_path: Path, name: str, data: bytes) -> ReadDocument:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path)


def test_same_blocks_in_every_format(report_file: Path, report_blocks: list[tuple[str, str]]) -> None:
    assert blocks_of(read_document(report_file)) == report_blocks


def test_blocks_stand_in_order_and_apart(report_file: Path) -> None:
    document = read_document(report_file)
    assert {block.kind for block in document.blocks} <= set(BLOCK_KINDS)
    assert all(before.end <= block.start for before, block in pairwise(document.blocks))
    for block in document.blocks:
        words = document.text[block.start : block.end]
        assert words == words.strip() != ""


def test_the_text_between_blocks_is_only_bullets_and_white_space(report_file: Path) -> None:
    document = read_document(report_file)
    reached, between = 0, ""
    for block in document.blocks:
        between += document.text[reached : block.start]
        reached = block.end
    assert set(between) <= set(" \n\t•")


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_headings_have_their_level(tmp_path: Path, made: Make, form: str) -> None:
    document = read(tmp_path, f"r.{form}", made(form))
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 2, 2, 2]


def test_a_numbered_heading_in_plain_text_has_the_level_of_its_number(tmp_path: Path) -> None:
    text = "1. Inleiding\nHet dorp ligt aan het water en heeft een haven.\n\n1.1 De haven\nIn de haven liggen zeven boten en een vlot.\n"
    document = read(tmp_path, "r.txt", text.encode())
    assert [(b.kind, b.level) for b in document.blocks] == [
        ("heading", 1),
        ("paragraph", None),
        ("heading", 2),
        ("paragraph", None),
    ]


def test_pages_of_a_pdf(tmp_path: Path, made: Make) -> None:
    document = read(tmp_path, "r.pdf", made("pdf"))
    assert len(document.pages) == 4
    assert all(start <= end for start, end in document.pages)
    for block in document.blocks:
        if block.kind != "furniture":
            start, end = document.pages[(block.page or 0) - 1]
            assert start <= block.start < end


def test_running_heads_and_page_numbers_stand_behind_the_text(tmp_path: Path, made: Make) -> None:
    document = read(tmp_path, "r.pdf", made("pdf"))
    furniture = [words for kind, words in blocks_of(document, furniture=True) if kind == "furniture"]
    assert furniture == [words for page in range(1, 5) for words in ("Verslag dorpsteam", f"Pagina {page}")]
    first = next(block for block in document.blocks if block.kind == "furniture")
    assert document.text[: first.start].count("Verslag dorpsteam") == 0


def test_word_leaves_out_its_running_head_and_reads_what_was_inserted(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Kop van elke bladzijde"
    paragraph = document.add_paragraph("De tuinpsycholoog ")
    for tag, text_tag, words in (("w:ins", "w:t", "luistert goed"), ("w:del", "w:delText", "praat veel")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    content.append(document.add_paragraph("In een invulvak.")._p)
    control.append(content)
    document.element.body.insert(1, control)
    buffer = io.BytesIO()
    document.save(buffer)
    assert blocks_of(read(tmp_path, "r.docx", buffer.getvalue())) == [
        ("paragraph", "De tuinpsycholoog luistert goed"),
        ("paragraph", "In een invulvak."),
    ]


def test_a_merged_cell_of_word_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for number, cell in enumerate(table._cells):
        cell.text = f"cel {number}"
    table.cell(0, 0).merge(table.cell(1, 0))
    buffer = io.BytesIO()
    document.save(buffer)
    assert blocks_of(read(tmp_path, "r.docx", buffer.getvalue())) == [
        ("cell", "cel 0 cel 2"),
        ("cell", "cel 1"),
        ("cell", "cel 3"),
    ]


def test_a_web_page_without_its_menu_tooltips_and_hidden_words(tmp_path: Path) -> None:
    page = """<!DOCTYPE html><html><head><title>x</title></head><body><nav><a href="/">Home</a></nav><main><h1>De melkfabriek</h1>
    <p>Hier geldt de <abbr>Wmo<span role="tooltip">Wet maatschappelijke ondersteuning</span></abbr> voor iedereen in het dorp.</p>
    <p hidden>Dit ziet niemand.</p><li>Een los punt zonder lijst eromheen, dat toch gelezen wordt.</li>
    <ul><li>Buiten<ul><li>Binnen</li></ul></li></ul></main><footer>Volg ons</footer></body></html>"""
    document = read(tmp_path, "r.html", page.encode())
    assert blocks_of(document) == [
        ("heading", "De melkfabriek"),
        ("paragraph", "Hier geldt de Wmo voor iedereen in het dorp."),
        ("paragraph", "Een los punt zonder lijst eromheen, dat toch gelezen wordt."),
        ("item", "Buiten"),
        ("item", "Binnen"),
    ]
    assert [block.level for block in document.blocks if block.kind == "item"] == [1, 2]


def test_a_web_page_in_the_encoding_that_it_names(tmp_path: Path) -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>De coördinator belt de cliënt over één “vraag”.</p></body></html>'
    document = read(tmp_path, "r.html", page.encode("cp1252"))
    assert document.text == "De coördinator belt de cliënt over één “vraag”."


def test_a_damaged_page_is_said_and_the_others_are_read(tmp_path: Path, made: Make) -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DecodedStreamObject, NameObject

    writer = PdfWriter(PdfReader(io.BytesIO(made("pdf"))))
    broken = DecodedStreamObject()
    broken.set_data(b"BT /F1 12 Tf (open")
    writer.pages[1][NameObject("/Contents")] = writer._add_object(broken)
    buffer = io.BytesIO()
    writer.write(buffer)
    document = read(tmp_path, "r.pdf", buffer.getvalue())
    assert len(document.pages) == 4
    assert any(note.startswith("Bladzijde 2:") for note in document.notes)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="bestaat niet"):
        read_document(tmp_path / "niets.pdf")
