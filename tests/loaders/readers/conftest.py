"""One invented report in four formats, made when a test asks for it."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, ListFlowable, PageTemplate, Paragraph, Spacer, Table

Piece = tuple[str, int | None, str | list[list[str]]]

_SENTENCES = (
    "De tuinpsycholoog luistert naar bewoners die het moeilijk hebben met de drukte op het plein.",
    "De pleinregisseur spreekt elke week met de bakker, de school en de vrijwilligers van het buurthuis.",
    "Samen kijken zij welke hulp al dichtbij is en wat er daarna nog nodig blijkt.",
    "Wie een vraag heeft over geld, gaat naar het spreekuur in de oude melkfabriek.",
    "Het dorpsteam houdt de lijnen kort en de koffie warm, ook als het buiten regent.",
)


def _paragraph(number: int, sentences: int = 4) -> str:
    return " ".join(_SENTENCES[(number + step) % len(_SENTENCES)] for step in range(sentences))


REPORT: list[Piece] = [
    ("heading", 1, "Het dorpsteam van Voorbeelddorp"),
    ("paragraph", None, _paragraph(0)),
    ("heading", 2, "1. Wie werken er in het team"),
    ("paragraph", None, _paragraph(1, 5)),
    ("paragraph", None, _paragraph(3, 3)),
    ("item", 1, "De tuinpsycholoog behandelt lichte klachten en vraagt door als iemand stilvalt."),
    ("item", 1, "De pleinregisseur regelt."),
    ("item", 1, f"De stoeptegelconsulent adviseert over de straat, maar verzorgt niemand. {_SENTENCES[2]}"),
    ("paragraph", None, "Daarna volgt het overzicht. " + _paragraph(2)),
    ("heading", 2, "2. Taken en teams"),
    ("table", None, [["Beroep", "Taak", "Team"], ["tuinpsycholoog", "luisteren", "Noord"], ["pleinregisseur", "overleg voeren", "Zuid"]]),
    ("paragraph", None, _paragraph(4, 5)),
    ("heading", 2, "3. Wat het team mist"),
    ("paragraph", None, _paragraph(2, 5)),
    ("paragraph", None, "Tot slot: niemand weet alles. " + _paragraph(0, 5)),
]  # fmt: skip


def expected(report: list[Piece]) -> list[tuple[str, str]]:
    """Kind and words of each block, the cells of a table one by one."""
    found: list[tuple[str, str]] = []
    for kind, _, content in report:
        if isinstance(content, str):
            found.append((kind, content))
        else:
            found += [("cell", cell) for row in content for cell in row]
    return found


def as_txt(report: list[Piece]) -> bytes:
    parts: list[str] = []
    for kind, _, content in report:
        if not isinstance(content, str):
            parts.append("\n" + "\n".join("\t".join(row) for row in content) + "\n")
        elif kind == "item":
            parts.append("• " + "\n  ".join(_wrapped(content, 70)))
        else:
            parts.append("\n" + "\n".join(_wrapped(content, 72)) + "\n")
    return "\n".join(parts).encode()


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def as_docx(report: list[Piece]) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Verslag dorpsteam"
    for kind, level, content in report:
        if not isinstance(content, str):
            table = document.add_table(rows=0, cols=len(content[0]))
            for row in content:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        elif kind == "heading":
            document.add_heading(content, level or 1)
        else:
            document.add_paragraph(content, style="List Bullet" if kind == "item" else None)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_html(report: list[Piece]) -> bytes:
    parts: list[str] = []
    for kind, level, content in report:
        if not isinstance(content, str):
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in content)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        elif kind == "item":
            parts.append(f"<ul><li>{html.escape(content)}</li></ul>")
        else:
            tag = f"h{level}" if kind == "heading" else "p"
            parts.append(f"<{tag}>{html.escape(content)}</{tag}>")
    body = "\n".join(parts).replace("</ul>\n<ul>", "")
    return f"""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Dorpsteam</title><style>p {{ color: red }}</style></head>
<body><div class="cookie-banner"><p>Deze site gebruikt cookies.</p></div><nav><ul><li><a href="/">Home</a></li><li><a href="/n">Nieuws</a></li></ul></nav>
<main><article>{body}</article></main><footer><p>Volg ons op alle kanalen.</p></footer><script>let a = 1;</script></body></html>""".encode()


def as_pdf(report: list[Piece], columns: int = 1) -> bytes:
    styles = getSampleStyleSheet()
    story: list[object] = []
    items: list[Paragraph] = []
    for kind, level, content in [*report, ("end", None, "")]:
        if kind != "item" and items:
            story.append(ListFlowable(items, bulletType="bullet", start="•"))
            items = []
        if not isinstance(content, str):
            story.append(Table(content, colWidths=[90 if columns == 1 else 75] * 3, hAlign="LEFT"))
        elif kind == "item":
            items.append(Paragraph(html.escape(content), styles["BodyText"]))
        elif kind == "heading":
            story.append(Paragraph(html.escape(content), styles[f"Heading{level}"]))
        elif kind == "paragraph":
            story.append(Paragraph(html.escape(content), styles["BodyText"]))
            story.append(Spacer(1, 4))

    def furniture(canvas: object, document: object) -> None:
        canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
        canvas.drawString(60, 800, "Verslag dorpsteam")  # type: ignore[attr-defined]
        canvas.drawString(280, 30, f"Pagina {document.page}")  # type: ignore[attr-defined]

    width = 440 if columns == 1 else 215
    frames = [Frame(60 + number * 230, 560, width, 220, id=f"k{number}") for number in range(columns)]
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4, pageTemplates=[PageTemplate(frames=frames, onPage=furniture)])
    document.build(story)
    return buffer.getvalue()


MAKERS: dict[str, Callable[[list[Piece]], bytes]] = {
    "txt": as_txt,
    "docx": as_docx,
    "html": as_html,
    "pdf": as_pdf,
    "two-columns.pdf": lambda report: as_pdf(report, 2),
}


@pytest.fixture(params=MAKERS)
def report_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The invented report as a file: the test runs for each format."""
    path = tmp_path / f"dorpsteam.{request.param}"
    path.write_bytes(MAKERS[request.param](REPORT))
    return path


@pytest.fixture(scope="session")
def report_blocks() -> list[tuple[str, str]]:
    return expected(REPORT)


@pytest.fixture(scope="session")
def made() -> Callable[..., bytes]:
    """Make the report, or another list of pieces, in a format."""

    def make(form: str, report: list[Piece] | None = None) -> bytes:
        return MAKERS[form](REPORT if report is None else report)

    return make
