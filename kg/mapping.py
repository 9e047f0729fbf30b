"""From documents and statements to RDF; the only place that knows how a statement is written as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Document, Passage, Statement
from kg.namespaces import BK, DCTERMS, ID, OA, OWN_GRAPH, PROV, RDF, SKOS, XSD, document_graph
from kg.store import Quad
from kg.terms import Iri, Literal, Term
from kg.vocabulary import Concept, Vocabulary

__all__ = ["document_quads", "own_concept_quads", "statement_quads"]

_ACTIVITY_PROPERTY = {"activity": "activity", "rule_kind": "ruleKind", "tension_kind": "tensionKind"}
_A = Iri(RDF + "type")
_RFC7111 = Iri("http://tools.ietf.org/rfc/rfc7111")


def document_quads(document: Document) -> Iterator[Quad]:
    """Yield what is known of a document itself: bibliographic data, never its text."""
    graph, node = Iri(document_graph(document.id)), Iri(document.iri)
    yield node, _A, Iri(BK + "Document"), graph
    yield node, _A, Iri(PROV + "Entity"), graph
    yield node, Iri(DCTERMS + "identifier"), Literal(document.id), graph
    yield node, Iri(DCTERMS + "title"), Literal(document.title, document.language), graph
    texts = {"publisher": document.publisher, "type": document.kind, "language": document.language}
    for name, text in texts.items():
        if text:
            yield node, Iri(DCTERMS + name), Literal(text), graph
    if document.year is not None:
        yield node, Iri(DCTERMS + "issued"), Literal(str(document.year), datatype=XSD + "gYear"), graph
    if document.uri:
        yield node, Iri(DCTERMS + "source"), Iri(document.uri), graph


def statement_quads(statement: Statement, vocabulary: Vocabulary) -> Iterator[Quad]:
    """Yield a statement with its qualifiers and its passages, in the named graph of its document."""
    graph, node = Iri(document_graph(statement.document_id)), Iri(statement.iri)
    rule = vocabulary.relations[statement.relation]
    activity = _ACTIVITY_PROPERTY.get(rule.activity_kind, "activity")
    yield node, _A, Iri(BK + "Statement"), graph
    yield node, _A, Iri(PROV + "Entity"), graph
    yield node, Iri(DCTERMS + "identifier"), Literal(statement.id), graph
    yield node, Iri(BK + "document"), Iri(Document(statement.document_id, "").iri), graph
    parts = {
        "relation": rule.iri, "subject": statement.subject, "object": statement.object, activity: statement.activity,
        "inTeam": statement.team, "shell": statement.shell, "polarity": statement.polarity,
        "modality": statement.modality, "level": statement.level, "voice": statement.voice,
    }  # fmt: skip
    for name, iri in parts.items():
        if iri:
            yield node, Iri(BK + name), Iri(iri), graph
    if statement.gloss:
        yield node, Iri(BK + "gloss"), Literal(statement.gloss, "nl"), graph
    for passage in statement.passages:
        yield node, Iri(BK + "evidence"), Iri(passage.iri), graph
        yield from _passage_quads(passage, graph)


def _passage_quads(passage: Passage, graph: Iri) -> Iterator[Quad]:
    node, selector = Iri(passage.iri), Iri(passage.iri + "/selector")
    yield node, _A, Iri(BK + "Passage"), graph
    yield node, _A, Iri(OA + "SpecificResource"), graph
    yield node, Iri(OA + "hasSource"), Iri(Document(passage.document_id, "").iri), graph
    yield node, Iri(OA + "hasSelector"), selector, graph
    yield node, Iri(BK + "digest"), Literal(passage.digest), graph
    yield node, Iri(BK + "anchoring"), Literal(passage.anchoring), graph
    if passage.fragment:
        yield selector, _A, Iri(OA + "FragmentSelector"), graph
        yield selector, Iri(DCTERMS + "conformsTo"), _RFC7111, graph
        yield selector, Iri(RDF + "value"), Literal(passage.fragment), graph
    else:
        yield selector, _A, Iri(OA + "TextPositionSelector"), graph
        yield selector, Iri(OA + "start"), _integer(passage.start), graph
        yield selector, Iri(OA + "end"), _integer(passage.end), graph


def own_concept_quads(concepts: Iterable[Concept], kinds: dict[str, str], document: Document) -> Iterator[Quad]:
    """Yield the concepts that a user's table added, in schemes of their own; `kinds` gives the class of a kind.

    They stand in one graph for all tables: a label that stood in two graphs would count twice in their union.
    """
    where = Iri(OWN_GRAPH)
    for concept in concepts:
        scheme = Iri(f"{ID}scheme/own-{concept.kind.replace('_', '-')}")
        node = Iri(concept.iri)
        label: Term = Literal(concept.label, "nl")
        yield scheme, _A, Iri(SKOS + "ConceptScheme"), where
        yield scheme, Iri(SKOS + "prefLabel"), Literal(f"Eigen begrippen ({concept.kind})", "nl"), where
        yield scheme, Iri(SKOS + "prefLabel"), Literal(f"Own concepts ({concept.kind})", "en"), where
        yield node, _A, Iri(SKOS + "Concept"), where
        yield node, _A, Iri(kinds[concept.kind]), where
        yield node, Iri(SKOS + "prefLabel"), label, where
        yield node, Iri(SKOS + "inScheme"), scheme, where
        yield node, Iri(PROV + "wasDerivedFrom"), Iri(document.iri), where


def _integer(value: int | None) -> Literal:
    return Literal(str(value if value is not None else 0), datatype=XSD + "integer")
