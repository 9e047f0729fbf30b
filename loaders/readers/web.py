"""Reading a web page with trafilatura, which leaves out menus, cookie bars and footers and keeps headings, lists and tables."""

from __future__ import annotations

import re
from typing import Any

import trafilatura
from lxml import etree, html

from loaders.readers.compose import Composer, Extracted
from loaders.readers.encoding import decode
from loaders.readers.limits import Limits
from loaders.readers.refusals import Refusal

__all__ = ["read_web"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_NOT_SHOWN = (
    "//*[@role='tooltip' or @hidden or @aria-hidden='true' or contains(concat(' ', normalize-space(@class), ' '), ' tooltip ')]"
    " | //abbr/span | //dfn/span"
)
"""Explanations that show on hover, which would run into the word that they explain, and what is not shown at all."""
_BLOCKS = frozenset({"p", "head", "list", "item", "table", "row", "cell", "quote", "code", "div"})
_SPACES = re.compile(r"[^\S\n]+")


def read_web(data: bytes, limits: Limits) -> Extracted:
    """Read a web page. Raises Refusal when it is broken, without text, nested too deep, or too much."""
    text, notes = _decoded(data)
    if not text.strip():
        raise Refusal("empty")
    content = _content(text)
    composer = Composer(limits)
    if content is not None:
        _Walk(composer).children(content)
    found = composer.extracted(0, notes)
    if not found.text.strip():
        raise Refusal("no-text")
    return found


def _decoded(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a page in the encoding that it names, or else the one that can be told from it."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = named[1].decode("ascii", "replace").lower()
        name = "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name  # as browsers do
        try:
            return data.decode(name), []
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data)


def _content(text: str) -> Any:
    """Return the main content of a page in trafilatura's own simple XML, or None when it finds none."""
    try:
        page = html.document_fromstring(_DECLARATION.sub("", text, count=1))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        deep = "depth" in str(error).lower()
        raise Refusal("too-deep" if deep else "no-text", part="de opbouw klopt niet") from error
    for hidden in page.xpath(_NOT_SHOWN):
        if hidden.tag not in ("html", "body") and hidden.getparent() is not None:
            hidden.drop_tree()
    for item in page.xpath("//li[not(parent::ul or parent::ol or parent::menu)]"):
        item.tag = "p"  # without a list around it, trafilatura leaves it out
    found = trafilatura.extract(
        page, output_format="xml", favor_recall=True, include_comments=False, include_tables=True, deduplicate=False
    )
    if not found:
        return None
    return etree.fromstring(found.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True)).find(
        "main"
    )


class _Walk:
    """Adds the blocks of trafilatura's XML to a text in order."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._before = ""

    def children(self, parent: Any, depth: int = 1) -> None:
        """Add what stands in an element: its own words as a paragraph, and its blocks."""
        loose = parent.text or ""
        for child in parent:
            if child.tag in _BLOCKS:
                self._words("paragraph", loose)
                self._block(child, depth)
                loose = child.tail or ""
            else:
                loose += _inline(child) + (child.tail or "")
        self._words("paragraph", loose)

    def _block(self, element: Any, depth: int) -> None:
        if element.tag == "head":
            level = str(element.get("rend", "")).removeprefix("h")
            self._words("heading", _inline(element), level=int(level) if level.isdigit() else None)
        elif element.tag == "list":
            for item in element:
                self._item(item, depth)
        elif element.tag == "table":
            for row in element.iter("row"):
                self._row(row)
        elif any(child.tag in _BLOCKS for child in element):
            self.children(element, depth)
        else:
            self._words("paragraph", _inline(element))

    def _item(self, item: Any, depth: int) -> None:
        own, inner = item.text or "", []
        for child in item:
            if child.tag in ("list", "table"):
                inner.append(child)
            else:
                own += _inline(child) + (child.tail or "")
        self._words("item", own, level=depth)
        for child in inner:
            self._block(child, depth + 1)
            self._words("paragraph", child.tail or "")

    def _row(self, row: Any) -> None:
        between = "\n" if self._before == "cell" else "\n\n"
        for cell in row.iter("cell"):
            if self._words("cell", _inline(cell), between=between):
                between = "\t"

    def _words(self, kind: str, words: str, *, level: int | None = None, between: str | None = None) -> bool:
        lines = [line.strip() for line in _SPACES.sub(" ", words).split("\n")]
        lines = [line for line in lines if line]
        if not lines:
            return False
        if between is None:
            between = "\n" if kind == self._before == "item" else "\n\n"
        prefix = "• " if kind == "item" else ""
        self._composer.add(kind, [(line, None) for line in lines], level=level, prefix=prefix, between=between)
        self._before = kind
        return True


def _inline(element: Any) -> str:
    """Return the words in an element on one line, a line break where the page has one."""
    parts = [element.text or ""]
    for child in element:
        parts.append(
            "\n" if child.tag == "lb" else " " + _inline(child) + " " if child.tag in _BLOCKS else _inline(child)
        )
        parts.append(child.tail or "")
    return "".join(parts)
