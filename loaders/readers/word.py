"""Reading a Word document with python-docx: its own structure tells what is a heading, a list item or a cell.

The body is walked as XML, since content controls, inserted (tracked) words and hyperlinks are text as well; deleted words,
field codes, comments and the running heads of pages are not. Nothing outside the file is fetched.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from loaders.readers.archive import check_archive
from loaders.readers.compose import Composer, Extracted
from loaders.readers.limits import Limits
from loaders.readers.refusals import Refusal

__all__ = ["read_word"]

MAIN_PART = "word/document.xml"
_HEADING = re.compile(r"(?:heading|kop)\s*(\d)", re.IGNORECASE)
_LIST = re.compile(r"list|lijst|opsomming", re.IGNORECASE)
_CONTENTS = re.compile(r"toc|inhopg", re.IGNORECASE)
_TYPED_BULLET = re.compile(r"(?:[•▪●○–*\uf0b7\uf0a7-]|\d{1,2}[.)])(?:\s+|\t)")
_NOT_TEXT = ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr", "w:commentReference", "w:txbxContent")
_SKIPPED = frozenset(map(qn, _NOT_TEXT)) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
}
_PARAGRAPH, _TABLE, _ROW, _CELL = (qn(name) for name in ("w:p", "w:tbl", "w:tr", "w:tc"))
_PAGE_BREAK = qn("w:lastRenderedPageBreak")


def read_word(data: bytes, limits: Limits) -> Extracted:
    """Read a Word document. Raises Refusal when it is encrypted, broken, unsafe, without text, or too much."""
    check_archive(data, MAIN_PART, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error).lower()
        raise Refusal("too-deep" if deep else "damaged", part="de opbouw klopt niet") from error
    except (KeyError, ValueError, AttributeError, TypeError, OSError) as error:
        raise Refusal("damaged", part="de opbouw klopt niet") from error
    reader = _Reader(Composer(limits), _Styles(document))
    reader.walk(body)
    found = reader.composer.extracted(reader.page if reader.paged else 0)
    if not found.text.strip():
        raise Refusal("no-text")
    return found


class _Styles:
    """What paragraph styles are for, by identifier; a style follows the one that it is based on."""

    def __init__(self, document: Any) -> None:
        self._elements = {style.style_id: style.element for style in document.styles if style.element is not None}

    def chain(self, paragraph: Any) -> Iterator[Any]:
        """Yield the properties of a paragraph and of its styles, nearest first."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None:
            yield properties
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        name = style.get(qn("w:val")) if style is not None else None
        for _ in range(10):
            element = self._elements.get(name)
            if element is None:
                return
            yield element
            based = element.find(qn("w:basedOn"))
            name = based.get(qn("w:val")) if based is not None else None

    def names(self, paragraph: Any) -> list[str]:
        """Return the names of the styles of a paragraph, nearest first."""
        names = (element.find(qn("w:name")) for element in self.chain(paragraph))
        return [str(name.get(qn("w:val"))) for name in names if name is not None]


class _Reader:
    """Walks the body in order; ``page`` counts the page breaks that Word left where it last drew the document."""

    def __init__(self, composer: Composer, styles: _Styles) -> None:
        self.composer, self.styles = composer, styles
        self.page, self.paged = 1, False
        self._before = ""

    def walk(self, parent: Any) -> None:
        """Read everything inside an element, in order."""
        for child in parent:
            if child.tag == _PARAGRAPH:
                self._paragraph(child)
            elif child.tag == _TABLE:
                self._table(child)
            elif child.tag not in _SKIPPED and len(child):  # a content control or the like
                self.walk(child)

    def _paragraph(self, paragraph: Any) -> None:
        page, text = self.page, self._text(paragraph)
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(above.tag in _SKIPPED and above is not box for above in box.iterancestors()):
                self.walk(box)
        words = text.strip()
        if not words:
            return
        kind, level = self._kind(paragraph, words)
        typed = _TYPED_BULLET.match(words) if kind == "item" else None
        words = words[typed.end() :] if typed else words
        same = kind == self._before == "item"
        prefix = (typed[0] if typed else "• ") if kind == "item" else ""
        self.composer.add(
            kind, [(words, page if self.paged else None)], level=level, prefix=prefix, between="\n" if same else "\n\n"
        )
        self._before = kind

    def _kind(self, paragraph: Any, words: str) -> tuple[str, int | None]:  # noqa: PLR0911 - one a kind of evidence
        names = self.styles.names(paragraph)
        if any(_CONTENTS.match(name) for name in names[:1]):
            return "furniture", None
        for name in names:
            if heading := _HEADING.match(name):
                return "heading", int(heading[1])
            if name.lower() in ("title", "titel"):
                return "heading", 1
        for properties in self.styles.chain(paragraph):
            outline = properties.find(f".//{qn('w:outlineLvl')}")
            if outline is not None and str(outline.get(qn("w:val"), "9")) in "012345678":
                return "heading", int(outline.get(qn("w:val"))) + 1
            numbered = properties.find(f".//{qn('w:numPr')}")
            if numbered is not None:
                depth = numbered.find(qn("w:ilvl"))
                return "item", 1 + int(depth.get(qn("w:val"), "0") if depth is not None else 0)
        if any(_LIST.match(name) and "paragraph" not in name.lower() for name in names):
            return "item", 1
        return ("item", 1) if _TYPED_BULLET.match(words) else ("paragraph", None)

    def _table(self, table: Any) -> None:
        rows = [row for row in table.iter(_ROW) if _nearest(row, _TABLE) is table]
        columns = max(
            (sum(1 for cell in row.iter(_CELL) if _nearest(cell, _TABLE) is table) for row in rows), default=0
        )
        for row in rows:
            cells = [cell for cell in row.iter(_CELL) if _nearest(cell, _TABLE) is table]
            first = True
            for cell in cells:
                if columns == 1 or cell.find(_TABLE) is not None:  # a frame around ordinary text, or a table in a table
                    self.walk(cell)
                    continue
                merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merged is not None and merged.get(qn("w:val")) != "restart":
                    continue
                first = self._cell(cell, first=first)

    def _cell(self, cell: Any, *, first: bool) -> bool:
        page = self.page
        paragraphs = [self._text(paragraph) for paragraph in cell.iter(_PARAGRAPH)]
        lines = [(line.strip(), page if self.paged else None) for text in paragraphs for line in text.split("\n")]
        lines = [line for line in lines if line[0]]
        if not lines:
            return first
        between = "\t" if not first else "\n" if self._before == "cell" else "\n\n"
        self.composer.add("cell", lines, between=between)
        self._before = "cell"
        return False

    def _text(self, paragraph: Any) -> str:
        parts: list[str] = []
        todo = [iter(paragraph)]
        while todo:  # not recursive: hostile files nest
            element = next(todo[-1], None)
            if element is None:
                todo.pop()
            elif element.tag == qn("w:t"):
                parts.append(element.text or "")
            elif element.tag in _CHARACTERS:
                parts.append(_CHARACTERS[element.tag])
            elif element.tag == _PAGE_BREAK:
                self.page, self.paged = self.page + 1, True
            elif element.tag not in _SKIPPED and isinstance(element.tag, str):
                todo.append(iter(element))
        return "".join(parts)


def _nearest(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)
