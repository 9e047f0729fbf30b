"""Reading a PDF with pypdf: the words in the order of the file, with their place and letters, page by page."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, EmptyFileError, FileNotDecryptedError, LimitReachedError, PyPdfError

from loaders.readers.compose import Composer, Extracted
from loaders.readers.furniture import running_lines
from loaders.readers.layout import Group, Line, group_lines
from loaders.readers.limits import Limits
from loaders.readers.refusals import Refusal
from loaders.readers.tables_in_pages import mark_cells

__all__ = ["read_pdf"]

LEAST_LETTERS = 20
"""Letters a page, on average, under which a PDF counts as a scan."""
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_BULLET = str.maketrans({"\x7f": "•", "\xa0": " ", "\ufffe": "-", "\t": " "})
"""pypdf gives U+007F for the codes that WinAnsiEncoding maps to a bullet; U+FFFE is a hyphen at a line end."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Letters drawn in one go: where they start, in points, and their size and weight."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


def read_pdf(data: bytes, limits: Limits) -> Extracted:
    """Read a PDF. Raises Refusal when it is encrypted, broken, a scan, or too much."""
    reader = _open(data, limits)
    pages: list[list[Line]] = []
    broken: list[int] = []
    letters = 0
    for number in range(1, _page_count(reader, limits) + 1):
        try:
            lines = _page_lines(reader, number)
        except (LimitReachedError, MemoryError):
            raise
        except Exception:  # noqa: BLE001 - a damaged page raises anything; the others may be whole
            broken.append(number)
            lines = []
        letters += sum(len(line.text) for line in lines)
        if letters > limits.characters:
            raise Refusal("too-much-text", most=limits.characters)
        mark_cells(lines)
        pages.append(lines)
    if not pages or len(broken) > len(pages) / 2:
        raise Refusal("damaged", part="de bladzijden zijn niet te lezen", form="PDF")
    if letters < LEAST_LETTERS * len(pages):
        raise Refusal("scan", pages=len(pages), letters=letters)
    return _composed(pages, limits, _notes(pages, broken))


def _open(data: bytes, limits: Limits) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refusal("encrypted")
        declared = reader.root_object["/Pages"]["/Count"]  # type: ignore[index]
        if isinstance(declared, int) and declared > limits.pages:
            raise Refusal("too-many-pages", pages=int(declared), most=limits.pages)
    except (FileNotDecryptedError, DependencyError) as error:
        raise Refusal("encrypted") from error
    except EmptyFileError as error:
        raise Refusal("empty") from error
    except LimitReachedError as error:
        raise Refusal("bomb", form="PDF") from error
    except (PyPdfError, KeyError, TypeError, ValueError, AttributeError, IndexError, OSError) as error:
        raise Refusal("damaged", part="de opbouw klopt niet", form="PDF") from error
    return reader


def _page_count(reader: PdfReader, limits: Limits) -> int:
    try:
        count = len(reader.pages)
    except LimitReachedError as error:
        raise Refusal("bomb", form="PDF") from error
    except (PyPdfError, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Refusal("damaged", part="de lijst van bladzijden klopt niet", form="PDF") from error
    if count > limits.pages:
        raise Refusal("too-many-pages", pages=count, most=limits.pages)
    return count


def _page_lines(reader: PdfReader, number: int) -> list[Line]:
    """Return the lines of a page (counted from 1) in the order of the file; raises LimitReachedError for a bomb."""
    pieces: list[_Piece] = []

    def keep(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        if text:
            pieces.append(_piece(text, cm, tm, font, size))

    page = reader.pages[number - 1]
    whole = page.extract_text(visitor_text=keep).translate(_BULLET)
    if "".join(piece.text for piece in pieces) != whole:  # then the places cannot be trusted
        return [Line(text, page=number) for line in whole.split("\n") if (text := line.strip())]
    lines: list[Line] = []
    current: list[_Piece] = []
    for piece in pieces:
        parts = piece.text.split("\n")
        for place, part in enumerate(parts):
            if place:
                lines += _lines_of(current, number)
                current = []
            if part.strip() or current:
                current.append(_Piece(part, piece.x, piece.y, piece.size, piece.bold))
    lines += _lines_of(current, number)
    return _with_bullets(lines)


def _piece(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> _Piece:
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    up = math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
    name = str(font.get("/BaseFont", "")).lower() if hasattr(font, "get") else ""
    return _Piece(text.translate(_BULLET), x, y, round(abs(size * up), 2), any(word in name for word in _BOLD))


def _lines_of(pieces: list[_Piece], page: int) -> list[Line]:
    """Return pieces on one line as a line, or as several where a wide gap parts them (cells of a table)."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        if runs and piece.x > _right(runs[-1][-1]) + 2 * max(piece.size, 1):
            runs.append([piece])
        elif runs:
            runs[-1].append(piece)
        else:
            runs = [[piece]]
    lines: list[Line] = []
    for run in runs:
        text = "".join(piece.text for piece in run).strip()
        if text:
            first = next(piece for piece in run if piece.text.strip())
            longest = max(run, key=lambda piece: len(piece.text))
            bold = all(piece.bold for piece in run if piece.text.strip())
            lines.append(Line(text, page=page, x=first.x, y=first.y, size=longest.size, bold=bold))
    return lines


def _right(piece: _Piece) -> float:
    """Return about where a piece ends: half its letter size for each letter."""
    return piece.x + 0.55 * piece.size * len(piece.text)


def _with_bullets(lines: list[Line]) -> list[Line]:
    """Return the lines with a bullet that stands alone put before the line beside it."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        beside = last is not None and len(last.text) == 1 and not last.text.isalnum() and _level(last, line)
        if last is not None and beside:
            last.text = f"{last.text} {line.text}"
            last.x, last.y, last.size, last.bold = line.x, line.y, line.size, line.bold
        else:
            joined.append(line)
    return joined


def _level(one: Line, other: Line) -> bool:
    if one.y is None or other.y is None or one.x is None or other.x is None:
        return False
    return abs(one.y - other.y) < 0.5 * max(one.size or 0, other.size or 0) and one.x < other.x


def _notes(pages: list[list[Line]], broken: list[int]) -> list[str]:
    notes = []
    if broken:
        notes.append(f"Bladzijde {', '.join(map(str, broken))}: beschadigd, niet gelezen.")
    bare = [number for number, lines in enumerate(pages, start=1) if not lines and number not in broken]
    if bare:
        listed = ", ".join(map(str, bare[:10])) + (" ..." if len(bare) > 10 else "")
        notes.append(f"Bladzijde {listed}: geen tekst (leeg, of een afbeelding).")
    return notes


def _composed(pages: list[list[Line]], limits: Limits, notes: list[str]) -> Extracted:
    running = running_lines(pages)
    body = [
        line
        for lines, found in zip(pages, running, strict=True)
        for index, line in enumerate(lines)
        if index not in found
    ]
    composer = Composer(limits)
    before: Group | None = None
    for group in group_lines(body):
        add_group(composer, group, before)
        before = group
    for lines, found in zip(pages, running, strict=True):
        for index in sorted(found):
            composer.add("furniture", [(lines[index].text, lines[index].page)], moved=True)
    return composer.extracted(len(pages), notes)


def add_group(composer: Composer, group: Group, before: Group | None) -> None:
    """Add the lines of a group to a text that is being made, a bullet or number before it."""
    first = group.lines[0]
    prefix = first.text[: group.marker]
    lines = [(first.text[group.marker :], first.page), *((line.text, line.page) for line in group.lines[1:])]
    same = before is not None and before.kind == group.kind and group.kind in ("item", "cell")
    beside = same and group.kind == "cell" and before is not None and _level(before.lines[0], first)
    between = "\t" if beside else "\n" if same else "\n\n"
    composer.add(group.kind, lines, level=group.level, prefix=prefix, between=between)
