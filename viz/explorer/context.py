"""What a page function gets to work with: the content of one graph, answers of the catalogue, the user's own copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from threading import Lock

from kg.anchors import digest
from kg.folder import GraphFolder, OpenGraph
from queries import Table, ask, find_question
from queries.communities import Communities, communities_of
from queries.landscape import Landscape, load_landscape
from queries.understanding import Answer, Understander, Understanding, answer
from viz.explorer.cells import Matrix, matrix_of
from viz.explorer.content import Content, Passage, read_content
from viz.explorer.derived import Derived, read_derived
from viz.explorer.desk import Desk
from viz.network import Edge, Network, network_of

__all__ = ["Explorer", "Rows"]

Rows = tuple[dict[str, str], ...]
"""Rows of an answer, texts by column name; empty where there is no value."""


class Explorer:
    """One generation of a graph, with what pages ask of it kept for the next page.

    ``texts`` are the user's copies by document id, used where the graph was built without them; a passage is quoted
    from them only where its letters are the ones that the graph knows. ``desk`` is where proposals are reviewed, None where
    nobody may.
    """

    def __init__(self, graph: OpenGraph, texts: Mapping[str, str] | None = None, desk: Desk | None = None) -> None:
        self.graph = graph
        self.desk = desk
        self.generation = graph.folder.name
        self._given = dict(texts or {})
        self._texts: dict[str, str | None] = {}
        self._answers: dict[tuple[str, tuple[tuple[str, str], ...]], Table] = {}
        self._lock = Lock()

    @classmethod
    def open(cls, folder: GraphFolder, texts: Mapping[str, str] | None = None, desk: Desk | None = None) -> Explorer:
        """Open the graph in use; raise GraphError where there is none."""
        return cls(folder.open().in_memory(), texts, desk)

    @cached_property
    def content(self) -> Content:
        """Everything the graph says."""
        return read_content(self.graph)

    @cached_property
    def matrix(self) -> Matrix:
        """What is said of each actor in each life domain."""
        return matrix_of(self.content)

    @cached_property
    def derived(self) -> Derived:
        """What rules derive from statements."""
        return read_derived(self.graph.store)

    @cached_property
    def network(self) -> Network:
        """Everything that is said, and that themes belong to life domains, as one network."""
        return network_of(_edges(self.content))

    @cached_property
    def landscape(self) -> Landscape:
        """What documents say of all professions, roles and groups, for analyses over all of them."""
        return load_landscape(self.graph.store)

    @cached_property
    def communities(self) -> Communities:
        """Professions and roles that share much."""
        return communities_of(self.landscape)

    def answer(self, question: str, **values: str) -> Table:
        """Return the answer to a question of the catalogue; raise QuestionError for values that mean nothing."""
        key = (question, tuple(sorted(values.items())))
        with self._lock:
            found = self._answers.get(key)
        if found is None:
            found = ask(self.graph.store, find_question(question), values)
            with self._lock:
                self._answers[key] = found
        return found

    def rows(self, question: str, **values: str) -> Rows:
        """Return the same answer as texts by column name."""
        table = self.answer(question, **values)
        names = [column.name for column in table.columns]
        return tuple(
            {name: "" if term is None else str(term) for name, term in zip(names, row, strict=True)}
            for row in table.rows
        )

    @cached_property
    def understander(self) -> Understander:
        """What understands questions in ordinary Dutch, with the labels of this graph."""
        return Understander(self.graph.store)

    def answered(self, understood: Understanding) -> Answer | None:
        """Return the answer to an understood question, or None where it was not understood."""
        return answer(self.graph.store, understood)

    def text(self, document: str) -> str | None:
        """Return the user's copy of a document, or None."""
        if document not in self._texts:
            self._texts[document] = self.graph.text(document) or self._given.get(document)
        return self._texts[document]

    def quotation(self, passage: Passage) -> str | None:
        """Return a passage as it stands in the user's copy; None without a copy or where the copy differs there."""
        text = self.text(passage.document)
        if text is None or passage.start is None or passage.end is None:
            return None
        found = text[passage.start : passage.end]
        return found if passage.anchoring != "cited" or digest(found) == passage.digest else None


def _edges(content: Content) -> Iterator[Edge]:
    for s in content.statements.values():
        if s.subject in content.concepts and s.object in content.concepts:
            yield Edge(s.subject, s.object, s.relation, s.answer, s.iri)
    for theme in content.by_kind.get("theme", []):
        for leefgebied in theme.leefgebieden:
            yield Edge(theme.iri, leefgebied, "in", "vocabulary")
