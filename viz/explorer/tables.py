"""Tables that several views offer for download."""

from __future__ import annotations

from collections.abc import Iterable

from viz.explorer.content import Statement
from viz.explorer.context import Explorer
from viz.explorer.page import Sheet
from viz.explorer.render import Names
from viz.explorer.words import words

__all__ = ["statements_sheet"]

_COLUMNS = (
    "statement", "subject", "relation", "object", "activity", "team", "shell", "answer", "level", "voice", "gloss",
    "document", "places",
)  # fmt: skip


def statements_sheet(explorer: Explorer, language: str, name: str, statements: Iterable[Statement]) -> Sheet:
    """Return statements as a table, one a row, qualifiers in words and the places of the passages in one column."""
    w, names = words(language), Names(explorer, language)

    def label(iri: str) -> str:
        return names.text(iri) if iri else ""

    def token(kind: str, value: str) -> str:
        return names.token(kind, value) if value else ""

    rows = [
        [
            s.id, label(s.subject), names.token("relation", s.relation), label(s.object), label(s.activity), label(s.team),
            token("shell", s.shell), w(f"answer.{s.answer}"), token("level", s.level), token("voice", s.voice), s.gloss,
            s.document, "; ".join(p.fragment or f"{p.start}-{p.end}" for p in s.passages),
        ]
        for s in dict.fromkeys(statements)
    ]  # fmt: skip
    return Sheet(name, w("download.statements"), [w(f"column.{column}") for column in _COLUMNS], rows)
