"""Sentences with their place: the block they stand in, the heading above them and the words that announce their list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Block, ReadDocument
from loaders.suggest.grammar.words import Word, words_of
from loaders.suggest.normal import Attested, Running, running_text

__all__ = ["Sentence", "sentences_of"]

_END = re.compile(r"(?<=[.?!])['\")\]]*\s+(?=['\"(\[]?[A-ZÀ-Ý0-9•])")
_NO_END = re.compile(
    r"(?:\b(?:bijv|bv|o\.a|oa|e\.a|et al|etc|c\.q|m\.b\.t|t\.a\.v|d\.w\.z|d\.m\.v|m\.n|i\.p\.v|resp|mr|dr|drs|prof|nr|ca|incl|"
    r"t\.o\.v|i\.v\.m|c\.s|e\.d|a\.d\.h\.v|b\.v|z\.g|blz|p|art|ing|ir|mw|dhr|vgl)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*(?:[^\w\"'(\[]+\s*|\d{1,2}[.)]\s*|[a-z][.)]\s+)(?=\S)")
_NUMBER = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+")


@dataclass(slots=True)
class Sentence:
    """A sentence, heading or list item at [start, end) of a document, without its bullet or number.

    ``heading`` is the nearest heading above; ``lead`` the sentence that announces the list in which it stands;
    ``block`` the number of its block, ``first`` whether it opens that block; ``wanted`` the modality that what stands above
    its list gives it (a token of the statement table, or nothing).
    """

    running: Running
    kind: str
    block: int
    heading: str = ""
    lead: str = ""
    first: bool = True
    wanted: str = ""
    words: list[Word] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = words_of(self.running.text)

    @property
    def text(self) -> str:
        """The running text."""
        return self.running.text

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.running.source[0]

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.running.source[-1] + 1

    @property
    def is_question(self) -> bool:
        """Whether it ends in a question mark."""
        return self.text.rstrip("'\") ").endswith("?")


def sentences_of(document: ReadDocument) -> list[Sentence]:
    """Return the sentences of a document, furniture left out."""
    attested = Attested(document.text)
    found: list[Sentence] = []
    heading = lead = ""
    in_list = False
    for number, block in enumerate(document.blocks):
        if block.kind == "furniture":
            continue
        pieces = list(_pieces(document.text, block, attested))
        if not pieces:
            continue
        listed = block.kind == "item"
        if listed and not in_list:
            lead = (
                found[-1].text
                if found and found[-1].kind == "paragraph" and found[-1].text.endswith((":", "?"))
                else ""
            )
        in_list = listed or (in_list and block.kind == "cell")
        if not listed:
            lead = ""
        for place, piece in enumerate(pieces):
            found.append(Sentence(piece, block.kind, number, heading, lead, place == 0))
        if block.kind == "heading":
            heading = " ".join(piece.text for piece in pieces)
            heading = heading.capitalize() if heading.isupper() else heading
            in_list = False
    return found


def _pieces(text: str, block: Block, attested: Attested) -> Iterator[Running]:
    whole = running_text(text, block.start, block.end, attested)
    begin = 0
    mark = (
        _MARK.match(whole.text)
        if block.kind == "item"
        else _NUMBER.match(whole.text)
        if block.kind == "heading"
        else None
    )
    if mark:
        begin = mark.end()
    for match in _END.finditer(whole.text, begin):
        before = whole.text[begin : match.start()].rstrip("'\")] ")
        if not before or _NO_END.search(before) or re.fullmatch(r"\s*\d{1,2}\.", before):
            continue
        yield from _trimmed(whole, begin, match.end())
        begin = match.end()
    yield from _trimmed(whole, begin, len(whole.text))


def _trimmed(whole: Running, start: int, end: int) -> Iterator[Running]:
    piece = whole.text[start:end]
    first, last = start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
    if any(character.isalnum() for character in whole.text[first:last]):
        yield whole.part(first, last)
