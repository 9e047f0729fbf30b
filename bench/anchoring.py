"""How well reviewed passages are found again in a PDF, a Word document or a web page of the same report.

    python bench/anchoring.py DOCUMENTS        (a folder with the reports as text)

Of each report PDFs are made: one and two columns, plain and with words broken at line ends, each with a running head and a
page number, so that no line ends where it ended. Two libraries read them: pypdf through our own reader, and pdfminer.six, whose
text goes in as a text file. What is made is thrown away. Per layout and reader are counted: *exact* (letter for letter, and
of equal passages the right one), *stale* (a person decides), *lost*, and *wrong* (found, but not there).
"""

from __future__ import annotations

import html
import io
import itertools
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import docx
from pdfminer.high_level import extract_text
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from kg.anchors import Anchoring, TextIndex
from kg.model import Anchor, Document, ReadDocument
from loaders.readers import read_document
from loaders.readers.joining import Joiner
from loaders.registry import SAME_REPORT, known_documents, likeness, recognise
from loaders.reviewed import read_anchors

TARGET = 0.98
FONT, SIZE, LEADING = "Helvetica", 10, 12.5
VOWELS = set("aeiouyáéëïóöü")
Passages = dict[str, tuple[int, int, Anchor]]


@dataclass
class Tally:
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    likeness: float = 1.0


def pieces(report: ReadDocument) -> list[tuple[str, str]]:
    """Kind and words of each block of a report, bullet or number included, on one line."""
    joiner, reached, found = Joiner(report.text), 0, []
    for block in report.blocks:
        found.append((block.kind, joiner.join(reached, block.end).text.strip()))
        reached = block.end
    return found


def broken(word: str, room: float) -> int:
    """Where a word can be broken so that its head and a hyphen fit in `room` points; 0 when it cannot."""
    letters = word.rstrip(".,;:)’")
    if not letters.isalpha():
        return 0
    for place in range(len(letters) - 3, 2, -1):
        at_syllable = letters[place - 1] in VOWELS and letters[place] not in VOWELS and letters[place + 1] in VOWELS
        if at_syllable and stringWidth(word[:place] + "-", FONT, SIZE) <= room:
            return place
    return 0


def wrapped(words: list[str], width: float, *, hyphens: bool) -> Iterator[str]:
    line: list[str] = []
    todo = list(reversed(words))
    while todo:
        word = todo.pop()
        room = width - stringWidth(" ".join([*line, ""]), FONT, SIZE)
        if stringWidth(word, FONT, SIZE) <= room or not line:
            line.append(word)
            continue
        place = broken(word, room) if hyphens else 0
        if place:
            line.append(word[:place] + "-")
            todo.append(word[place:])
        else:
            todo.append(word)
        yield " ".join(line)
        line = []
    if line:
        yield " ".join(line)


def as_pdf(report: list[tuple[str, str]], title: str, *, columns: int, hyphens: bool) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    width = (A4[0] - 120 - 20 * (columns - 1)) / columns
    column, y, page = 0, 760.0, 1

    def furniture() -> None:
        canvas.setFont(FONT, 8)
        canvas.drawString(60, 800, title[:60] if page % 2 else "Kennisplatform")
        canvas.drawCentredString(A4[0] / 2, 30, f"Pagina {page}")

    furniture()
    for kind, words in report:
        indent = 14 if kind == "item" else 0
        for line in wrapped(words.split(), width - indent, hyphens=hyphens):
            if y < 70:
                column, y = column + 1, 760.0
                if column == columns:
                    canvas.showPage()
                    column, page = 0, page + 1
                    furniture()
            canvas.setFont(f"{FONT}-Bold" if kind == "heading" else FONT, 12 if kind == "heading" else SIZE)
            canvas.drawString(60 + column * (width + 20) + indent, y, line)
            y -= LEADING
        y -= 6
    canvas.save()
    return buffer.getvalue()


def as_docx(report: list[tuple[str, str]]) -> bytes:
    document = docx.Document()
    for kind, words in report:
        if kind == "heading":
            document.add_heading(words, 1)
        else:
            document.add_paragraph(words, style="List Bullet" if kind == "item" else None)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_html(report: list[tuple[str, str]]) -> bytes:
    tags = {"heading": "h2", "item": "li"}
    body = ""
    for is_list, group in itertools.groupby(report, lambda piece: piece[0] == "item"):
        inside = "".join(f"<{tags.get(k, 'p')}>{html.escape(words)}</{tags.get(k, 'p')}>" for k, words in group)
        body += f"<ul>{inside}</ul>" if is_list else inside
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/nieuws'>Nieuws</a></li></ul></nav>"
    footer = "<footer><p>Deze site gebruikt cookies.</p></footer>"
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{menu}<main>{body}</main>{footer}</body></html>".encode()


def variants(report: ReadDocument, title: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name of each layout and reader, and the file to read for it."""
    parts = [(kind, words.replace("\uf0b7", "•").replace("\u2003", " ")) for kind, words in pieces(report)]
    for columns in (1, 2):
        for hyphens in (False, True):
            name = f"pdf, {columns} column{'s' * (columns - 1)}{', hyphens' * hyphens}"
            path = folder / f"{columns}{hyphens}.pdf"
            path.write_bytes(as_pdf(parts, title, columns=columns, hyphens=hyphens))
            yield f"{name}: pypdf", path
            text = path.with_suffix(".txt")
            text.write_text(extract_text(str(path)), encoding="utf-8")
            yield f"{name}: pdfminer.six", text
    for name, data in (("docx", as_docx(parts)), ("html", as_html(parts))):
        path = folder / f"rapport.{name}"
        path.write_bytes(data)
        yield name, path


def outcome(reference: TextIndex, index: TextIndex, start: int, end: int, wanted: Anchor) -> str:
    """Tell how a passage was found: exact, stale, lost or wrong. Of equal passages the same one in order is right."""
    found = index.find(wanted, start=start, end=end, reference_length=len(reference.text))
    if found.start is None or found.end is None or found.anchoring in (Anchoring.STALE, Anchoring.LOST):
        return found.anchoring.value
    first, last = reference.letters_between(start, end)
    letters = reference.letters.text[first:last]
    here, there = index.letters_between(found.start, found.end)
    if index.letters.text[here:there] != letters:
        return "wrong"
    rank = reference.letters.text.count(letters, 0, first + len(letters) - 1)
    return "exact" if index.letters.text.count(letters, 0, here + len(letters) - 1) == rank else "wrong"


def measure(folder: Path) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    known = known_documents()
    for path in sorted(folder.glob("*.txt")):
        report = read_document(path)
        document = recognise(report.text, known.values())
        if document is None:
            continue
        passages = read_anchors(files("loaders") / "reviewed" / document.id / "passages.csv")
        reference = TextIndex(report.text)
        with tempfile.TemporaryDirectory() as temporary:
            for name, made in variants(report, document.title, Path(temporary)):
                measure_one(tallies.setdefault(name, Tally()), made, document, reference, passages)
    return tallies


def measure_one(tally: Tally, path: Path, document: Document, reference: TextIndex, passages: Passages) -> None:
    started = time.perf_counter()
    text = read_document(path).text
    tally.seconds += time.perf_counter() - started
    index = TextIndex(text)
    tally.likeness = min(tally.likeness, likeness(index, [document])[0][0])
    tally.counts.update(outcome(reference, index, *passage) for passage in passages.values())


def others(folder: Path) -> float:
    """The greatest likeness of a report to another one."""
    known = known_documents()
    scores = []
    for path in folder.glob("*.txt"):
        text = read_document(path).text
        mine = recognise(text, known.values())
        scores += [score for score, other in likeness(TextIndex(text), known.values()) if mine and other.id != mine.id]
    return max(scores)


def main() -> int:
    folder = Path(sys.argv[1])
    tallies = measure(folder)
    print(
        f"{'layout and reader':42} {'passages':>8} {'exact':>7} {'stale':>6} {'lost':>5} {'wrong':>6} {'likeness':>9} {'s':>6}"
    )
    for name, tally in tallies.items():
        total = tally.counts.total()
        stale, lost, wrong = (tally.counts[kind] for kind in ("stale", "lost", "wrong"))
        print(f"{name:42} {total:8} {tally.counts['exact'] / total:7.1%} {stale:6} {lost:5} {wrong:6}", end="")
        print(f" {tally.likeness:9.2f} {tally.seconds:6.1f}")
    print(f"greatest likeness of two different reports: {others(folder):.2f}; the same from {SAME_REPORT}")
    failed = [n for n, t in tallies.items() if t.counts["wrong"] or t.counts["exact"] < TARGET * t.counts.total()]
    print(f"target: {TARGET:.0%} exact, 0 wrong: " + ("met" if not failed else "missed in " + "; ".join(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
