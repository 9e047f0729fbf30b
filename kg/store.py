"""The graph as something to ask: one small interface, carried by a store inside this process.

`GraphEngine` is the interface; `EmbeddedStore` holds it with pyoxigraph, in memory while building and on disk for use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.namespaces import PREFIXES
from kg.protocol import Answer, Wanted, serialised
from kg.terms import BlankNode, Iri, Literal, Solutions, Term

__all__ = ["EmbeddedStore", "GraphEngine", "Quad"]

Quad = tuple[Iri | BlankNode, Iri, Term, Iri]
"""Subject, predicate, object, named graph."""


class GraphEngine(Protocol):
    """Anything that answers SPARQL queries over the union of its named graphs."""

    def select(self, query: str) -> Solutions:
        """Return the solutions of a SELECT query; raise QueryError when it cannot be parsed or evaluated."""
        ...

    def run(self, query: str) -> Solutions | bool | list[tuple[Term, Term, Term]]:
        """Return solutions (SELECT), a boolean (ASK) or triples (CONSTRUCT, DESCRIBE); raise QueryError."""
        ...


class EmbeddedStore:
    """A pyoxigraph store; in memory, or opened read-only from a folder that `write_to` made.

    Typed literals come back in canonical form (``01`` as ``1``), so texts are kept as strings and offsets as integers.
    """

    def __init__(self, store: ox.Store | None = None) -> None:
        self._store = store if store is not None else ox.Store()

    @classmethod
    def open(cls, folder: Path) -> EmbeddedStore:
        """Open a folder for reading; any number of processes may. Raises GraphError when it is no store."""
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, ValueError) as error:
            raise GraphError(
                "de graaf kan niet worden geopend",
                where=str(folder),
                expected="een graaf gemaakt met 'beroepenkaart build'",
                remedy="Bouw hem opnieuw met 'beroepenkaart build'.",
            ) from error

    def __len__(self) -> int:
        return len(self._store)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads; those already there change nothing."""
        self._store.bulk_extend(_ox_quad(quad) for quad in quads)

    def add_turtle(self, graph: str, *documents: bytes) -> None:
        """Add Turtle documents to a named graph; their blank nodes get names that depend on the content alone."""
        triples = (triple for document in documents for triple in ox.parse(input=document, format=ox.RdfFormat.TURTLE))
        dataset = ox.Dataset(triples)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        name = ox.NamedNode(graph)
        self._store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in dataset)

    def update(self, text: str) -> None:
        """Carry out a SPARQL update; WHERE sees the default graph, which only a `flattened` store has."""
        self._store.update(text, prefixes=PREFIXES)

    def flattened(self) -> EmbeddedStore:
        """Return a store in memory with all triples, from whatever named graph, in its default graph."""
        flat = ox.Store()
        flat.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in self._store)
        return EmbeddedStore(flat)

    def in_memory(self) -> EmbeddedStore:
        """Return a store in memory with the same quads."""
        copy = ox.Store()
        copy.bulk_extend(iter(self._store))
        return EmbeddedStore(copy)

    def copy_graph(self, source: EmbeddedStore, graph: str) -> None:
        """Add all quads of one named graph of another store."""
        self._store.bulk_extend(source._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def write_to(self, folder: Path) -> None:
        """Write all quads to a new on-disk store in `folder`."""
        target = ox.Store(str(folder))
        target.bulk_extend(iter(self._store))
        target.flush()
        target.optimize()

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return sorted(str(node.value) for node in self._store.named_graphs())

    def nquads(self) -> bytes:
        """Return everything as N-Quads in UTF-8, one quad a line, sorted: the same graph gives the same bytes."""
        lines = bytes(self._store.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
        return b"".join(sorted(lines))

    def pretty(self, form: str) -> bytes:
        """Return everything as Turtle (``ttl``, one graph) or JSON-LD (``jsonld``) with prefixes, in a fixed order."""
        quads = sorted(self._store, key=lambda quad: (str(quad.graph_name), *map(str, quad.triple)))
        if form == "jsonld":
            return bytes(ox.serialize(quads, format=ox.RdfFormat.JSON_LD, prefixes=PREFIXES) or b"")
        triples = sorted({quad.triple for quad in quads}, key=lambda triple: tuple(map(str, triple)))
        return bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"")

    def ntriples(self, *graphs: str) -> bytes:
        """Return the triples of some named graphs as sorted N-Triples without doubles; of the whole store without names."""
        if not graphs:
            quads = iter(self._store)
        else:
            quads = (
                q for graph in graphs for q in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
            )
        triples = {str(quad.triple) + " .\n" for quad in quads}
        return "".join(sorted(triples)).encode()

    def select(self, query: str) -> Solutions:
        """Return the solutions of a SELECT query over the union of the named graphs."""
        answer = self.run(query)
        if not isinstance(answer, Solutions):
            raise QueryError("de vraag is geen SELECT", remedy="Gebruik SELECT, zodat het antwoord een tabel is.")
        return answer

    def run(self, query: str) -> Solutions | bool | list[tuple[Term, Term, Term]]:
        """Return solutions, a boolean or triples, over the union of the named graphs."""
        with _as_query_error(query):
            answer = self._store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
            if isinstance(answer, ox.QuerySolutions):
                variables = tuple(variable.value for variable in answer.variables)
                terms = _Terms({None: None})
                return Solutions(variables, tuple([tuple(map(terms.__getitem__, row)) for row in answer]))
            if isinstance(answer, ox.QueryBoolean):
                return bool(answer)
            return sorted(_triples(answer), key=str)

    def serialised(self, query: str, wanted: Wanted) -> Answer:
        """Return the answer as the SPARQL protocol gives it; raise QueryError, also for what may not be asked."""
        with _as_query_error(query):
            return serialised(self._store, query, wanted)


@contextmanager
def _as_query_error(query: str) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise query_syntax_error(query, str(error)) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(
            f"de vraag kan niet worden uitgevoerd: {error}", remedy="Vereenvoudig of verbeter de vraag."
        ) from error


def query_syntax_error(query: str, message: str) -> QueryError:
    """Return the error for a query that does not parse: an undeclared prefix by name, else line, column and text."""
    unknown = _undeclared_prefix(query)
    known = ", ".join(sorted(PREFIXES))
    if unknown:
        name, line, column = unknown
        return QueryError(
            f"het voorvoegsel '{name}:' is niet bekend",
            where=f"regel {line}, kolom {column}",
            expected=f"een PREFIX-regel ervoor, of een voorvoegsel dat altijd bekend is: {known}",
            remedy=f"Zet 'PREFIX {name}: <...>' boven de vraag, of verbeter de naam.",
        )
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return QueryError(f"de vraag heeft een schrijffout: {message}", remedy="Verbeter de vraag.")
    line, column, detail = int(found[1]), int(found[2]), re.sub(r"\s+", " ", found[3])
    lines = query.split("\n")
    text = lines[line - 1].strip() if line <= len(lines) else ""
    readable = detail if len(detail) < 120 and "\\u{" not in detail else ""
    readable = re.sub(r"^expected (one of )?|, \[_\]$", "", readable)
    return QueryError(
        f"de vraag heeft een schrijffout bij of vóór '{text[:80]}'",
        where=f"regel {line}, kolom {column}",
        expected=readable,
        remedy="Kijk naar haakjes, punten en aanhalingstekens vlak voor die plaats.",
    )


def _undeclared_prefix(query: str) -> tuple[str, int, int] | None:
    declared = set(PREFIXES) | set(re.findall(r"(?i)\bPREFIX\s+([\w.-]*)\s*:", query))
    blanked = re.sub(r'<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*', lambda m: " " * len(m[0]), query)
    for found in re.finditer(r"(?<![\w:?$@-])([A-Za-z][\w.-]*|):(?=[\w%\\]|\s)", blanked):
        if found[1] not in declared and found[1] != "_":
            before = blanked[: found.start()]
            return found[1], before.count("\n") + 1, found.start() - before.rfind("\n")
    return None


def _triples(answer: Iterable[ox.Triple]) -> Iterator[tuple[Term, Term, Term]]:
    for triple in answer:
        yield read_term(triple.subject), read_term(triple.predicate), read_term(triple.object)


class _Terms(dict[object, Term | None]):
    """The terms of one answer by their pyoxigraph form: the same label in a thousand rows is made once."""

    def __missing__(self, value: object) -> Term | None:
        term = self[value] = read_term(value)
        return term


def read_term(value: object) -> Term:
    """Return a pyoxigraph term as one of ours."""
    if isinstance(value, ox.NamedNode):
        return Iri(value.value)
    if isinstance(value, ox.Literal):
        return Literal(value.value, value.language or "", value.datatype.value)
    return BlankNode(str(getattr(value, "value", value)))


def _ox_term(term: Term) -> ox.NamedNode | ox.Literal | ox.BlankNode:
    if isinstance(term, Iri):
        return ox.NamedNode(term.value)
    if isinstance(term, BlankNode):
        return ox.BlankNode(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))


def _ox_quad(quad: Quad) -> ox.Quad:
    subject, predicate, value, graph = quad
    node = ox.BlankNode(subject.value) if isinstance(subject, BlankNode) else ox.NamedNode(subject.value)
    return ox.Quad(node, ox.NamedNode(predicate.value), _ox_term(value), ox.NamedNode(graph.value))
