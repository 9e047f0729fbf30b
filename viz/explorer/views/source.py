"""The documents, and the text of one with the passages that statements rest on, where the user's copy is present."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from viz.explorer.content import Passage, Source, Statement
from viz.explorer.context import Explorer
from viz.explorer.marked_text import Paragraph, mark, reflow
from viz.explorer.page import AddressError, Crumb, Page, Sheet, Target, Value
from viz.explorer.routes import View
from viz.explorer.tables import statements_sheet
from viz.explorer.words import words


@dataclass(frozen=True, slots=True)
class Note:
    """A passage with its number on the page, what rests on it, and the anchors that lead to it."""

    number: int
    passage: Passage
    statements: tuple[Statement, ...]
    anchors: tuple[str, ...]


def sources(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return the list of documents, with how much each contributes."""
    w, content = words(language), explorer.content
    rows = [(source, *_counts(content.of_document(source.id))) for source in content.sources.values()]
    header = [w(f"sources.{name}") for name in ("document", "publisher", "year", "statements", "passages")]
    table: list[list[Value]] = [[source.title, source.publisher, source.issued, *counts] for source, *counts in rows]
    return Page(
        title=w("sources.title"),
        explanation=w("sources.explanation"),
        template="sources.html",
        data={"rows": rows},
        sheets=(Sheet("bronnen", w("sources.title"), header, table),),
    )


def source_page(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return a document: its text with marked passages, or without a copy its passages with citation and gloss."""
    w, content = words(language), explorer.content
    source = content.sources.get(parameters["slug"])
    if source is None:
        near = [(one.title, Target("source", {"slug": one.id})) for one in content.sources.values()]
        raise AddressError("no_document", id=parameters["slug"], near=near)
    said = content.of_document(source.id)
    notes = _notes(source, said)
    return Page(
        title=source.title,
        title_language="nl" if language != "nl" else "",
        explanation=w("source.explanation"),
        template="source.html",
        data={"source": source, "notes": notes, "paragraphs": _text(explorer, source, notes), "said": said},
        sheets=(statements_sheet(explorer, language, "uitspraken", said),),
        crumbs=(Crumb(w("menu.sources"), Target("sources")),),
    )


def _counts(statements: list[Statement]) -> tuple[int, int]:
    return len(statements), len({passage.iri for statement in statements for passage in statement.passages})


def _notes(source: Source, said: list[Statement]) -> list[Note]:
    """Return the passages of a document in the order of its text; one passage may carry several statements."""
    passages: dict[str, Passage] = {}
    statements: dict[str, list[Statement]] = {}
    anchors: dict[str, list[str]] = {}
    for statement in said:
        own = [passage for passage in statement.passages if passage.document == source.id]
        for number, passage in enumerate(own, start=1):
            passages[passage.iri] = passage
            statements.setdefault(passage.iri, []).append(statement)
            anchors.setdefault(passage.iri, []).append(f"s-{statement.id}" + (f"-{number}" if number > 1 else ""))
    ordered = sorted(passages.values(), key=lambda one: (one.start or 0, one.end or 0, len(one.fragment), one.fragment))
    return [
        Note(number, passage, tuple(statements[passage.iri]), tuple(anchors[passage.iri]))
        for number, passage in enumerate(ordered, start=1)
    ]


def _text(explorer: Explorer, source: Source, notes: list[Note]) -> list[Paragraph]:
    """Return the text in paragraphs with marked passages; empty without a copy. Only passages that fit are marked."""
    text = explorer.text(source.id)
    if text is None:
        return []
    spans = {
        note.number: (note.passage.start, note.passage.end)
        for note in notes
        if note.passage.start is not None
        and note.passage.end is not None
        and explorer.quotation(note.passage) is not None
    }
    return mark(reflow(text), spans)


def _instances(explorer: Explorer) -> Iterable[Mapping[str, str]]:
    return ({"slug": source} for source in explorer.content.sources)


VIEWS = (
    View("sources", {"nl": "/bronnen", "en": "/sources"}, sources, menu=7),
    View(
        "source",
        {"nl": "/bron/{slug}", "en": "/source/{slug}"},
        source_page,
        instances=_instances,
        under="sources",
        styles=("source.css",),
    ),
)
