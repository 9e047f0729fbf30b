"""Evidence: the passages behind statements, with their words where the user's own copy of the document is present."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kg.namespaces import ID
from kg.store import GraphEngine
from kg.terms import Iri, Literal, n3

__all__ = ["Evidence", "ReadableGraph", "evidence_of", "short_id"]


class ReadableGraph(Protocol):
    """A graph that can be asked, and that may have the user's copies of documents."""

    @property
    def store(self) -> GraphEngine:
        """What answers queries."""
        ...

    def text(self, document_id: str) -> str | None:
        """Return the user's copy of a document, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage of one statement.

    ``start`` and ``end`` are code points in the document as read (None for a row of a table, which has a ``fragment``);
    ``quotation`` is the passage as it stands in the user's copy, or None where there is no copy.
    """

    statement: str
    document: str
    title: str
    start: int | None
    end: int | None
    fragment: str
    anchoring: str
    gloss: str
    quotation: str | None
    digest: str
    """SHA-256 of the letters of the passage, by which a copy can be held to it (`kg.anchors.digest`)."""

    @property
    def place(self) -> str:
        """Where the passage is, for people: ``vlaardingen-2019, tekens 10-20`` or ``tabel.csv, row=3``."""
        if self.fragment:
            return f"{self.title}, {self.fragment.replace('row=', 'rij ')}"
        return f"{self.document}, tekens {self.start}-{self.end}"


def evidence_of(graph: ReadableGraph, statements: Iterable[str]) -> dict[str, list[Evidence]]:
    """Return the evidence of statements by IRI, each list in the order of the document; unknown IRIs have no entry."""
    wanted = sorted(set(statements))
    found: dict[str, list[Evidence]] = defaultdict(list)
    if not wanted:
        return found
    texts: dict[str, str | None] = {}
    values = " ".join(n3(Iri(iri)) for iri in wanted)
    solutions = graph.store.select(f"""
        SELECT ?statement ?document ?title ?start ?end ?fragment ?anchoring ?gloss ?digest WHERE {{
          VALUES ?statement {{ {values} }}
          ?statement bk:evidence ?passage .
          ?passage oa:hasSource ?source ; oa:hasSelector ?selector ; bk:anchoring ?anchoring ; bk:digest ?digest .
          ?source dcterms:identifier ?document ; dcterms:title ?title .
          OPTIONAL {{ ?selector oa:start ?start }}
          OPTIONAL {{ ?selector oa:end ?end }}
          OPTIONAL {{ ?selector rdf:value ?fragment }}
          OPTIONAL {{ ?statement bk:gloss ?gloss }}
        }} ORDER BY ?statement ?document ?start ?fragment""")
    for row in solutions.rows:
        statement, document, title, start, end, fragment, anchoring, gloss, code = (
            str(t) if t is not None else "" for t in row
        )
        if document not in texts:
            texts[document] = graph.text(document)
        text = texts[document]
        placed = isinstance(row[3], Literal)
        quotation = text[int(start) : int(end)] if text is not None and placed else None
        found[statement].append(
            Evidence(
                statement, document, title, int(start) if placed else None, int(end) if placed else None,
                fragment, anchoring, gloss, quotation, code,
            )
        )  # fmt: skip
    return found


def short_id(statement: str) -> str:
    """Return the identifier that people type for a statement IRI."""
    return statement.removeprefix(f"{ID}statement/")
