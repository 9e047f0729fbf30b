"""What the product keeps: documents, passages and statements, as frozen values.

Offsets are Unicode code points in the text of a document as read, from 0, end excluded, newlines included.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg import identifiers

__all__ = ["BLOCK_KINDS", "Anchor", "Block", "Document", "Passage", "ReadDocument", "Statement"]

BLOCK_KINDS = ("heading", "paragraph", "item", "cell", "furniture")
"""What a block can be; furniture is what a page repeats (running head, page number) or only points (table of contents)."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is remembered of a passage's text without keeping the text; `kg.anchors` says how it is made.

    ``length`` counts letters and digits; ``digest`` is their SHA-256; ``roll`` is a 64-bit rolling hash of them;
    ``before`` and ``after`` are hashes of the letters around the passage (empty at the edge of a document); ``grams``
    are ``(offset in the passage's letters, 32-bit hash)`` of a few runs of nine.
    """

    length: int
    digest: str
    roll: int
    before: str
    after: str
    grams: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report, or a user's own table (then ``text`` is empty and passages are rows).

    ``text`` is the user's own copy as read, or empty where there is none. ``sketch`` recognises the report in another
    extraction of its text. ``length`` is the length of the reference text in code points.
    """

    id: str
    title: str
    publisher: str = ""
    year: int | None = None
    kind: str = ""
    place: str = ""
    language: str = "nl"
    uri: str = ""
    fingerprint: str = ""
    length: int = 0
    sketch: tuple[int, ...] = ()
    text: str = field(default="", repr=False)
    is_table: bool = False

    @property
    def iri(self) -> str:
        """IRI of the document."""
        return identifiers.document_iri(self.id)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document as read: its words are ``text[start:end]``, without bullet.

    ``kind`` is one of `BLOCK_KINDS`; ``page`` counts from 1 (None where the format has no pages); ``level`` is the depth
    of a heading or a list item, 1 for the outermost (None where it does not show).
    """

    kind: str
    start: int
    end: int
    page: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a reader makes of a file, whatever its format.

    ``text`` is one string in reading order, the furniture of pages behind the rest; ``blocks`` are in the order of the
    text and do not overlap; ``pages[n - 1]`` is the stretch (start, end) of page n (empty where the format has no pages);
    ``digest`` is the SHA-256 of the bytes of the file; ``form`` is pdf, docx, html or txt; ``notes`` say in Dutch what a
    reader should know.
    """

    name: str
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    pages: tuple[tuple[int, int], ...] = field(repr=False)
    digest: str
    form: str = ""
    notes: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The text without the furniture behind it."""
        kept = [block.end for block in self.blocks if block.kind != "furniture"]
        return self.text[: kept[-1]] if kept else self.text


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document, or a row of a table.

    ``start`` and ``end`` are where the passage is in the text as read; ``reference`` is where the reference text has it
    (``start-end``; empty when that is the same) and belongs to the identity. A row of a table has a ``fragment``
    (RFC 7111: ``row=5``) and no offsets.
    ``anchoring`` tells how it was found: exact, moved, or cited (no copy of the document here).
    """

    document_id: str
    start: int | None
    end: int | None
    digest: str
    reference: str = ""
    fragment: str = ""
    anchoring: str = "cited"

    @property
    def iri(self) -> str:
        """IRI of the passage: the same in every copy of the document."""
        where = self.fragment or self.reference or f"{self.start}-{self.end}"
        return identifiers.passage_iri(self.document_id, self.digest, where)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one document says, with IRIs of concepts for every part that is a concept; empty string where there is none.

    ``activity`` is the IRI of an activity, a kind of rule or a kind of tension: the relation tells which.
    """

    relation: str
    subject: str
    object: str
    document_id: str
    polarity: str
    modality: str
    activity: str = ""
    team: str = ""
    shell: str = ""
    level: str = ""
    voice: str = ""
    gloss: str = ""
    passages: tuple[Passage, ...] = ()

    @property
    def id(self) -> str:
        """Identifier made of all parts but the gloss and the passages: the same content has the same identifier."""
        return identifiers.content_id(
            self.document_id, self.relation, self.subject, self.object, self.activity, self.team, self.shell,
            self.polarity, self.modality, self.level, self.voice,
        )  # fmt: skip

    @property
    def iri(self) -> str:
        """IRI of the statement."""
        return identifiers.statement_iri(self.id)
