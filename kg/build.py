"""Building: from documents and statements to a checked graph in its folder, in one step or not at all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import ontology
from kg.derivation import derive
from kg.errors import InvalidGraphError
from kg.folder import GraphFolder
from kg.mapping import document_quads, own_concept_quads, statement_quads
from kg.model import Document, Statement
from kg.namespaces import DERIVED_GRAPH, VOCABULARY_GRAPH
from kg.store import EmbeddedStore
from kg.validation import Finding, validate
from kg.vocabulary import Concept, Vocabulary

__all__ = ["BuildInput", "BuildResult", "assemble", "build"]

Progress = Callable[[str], None]
"""Called with the name of each step as it starts."""


@dataclass(frozen=True, slots=True)
class BuildInput:
    """Everything that goes into a graph. ``own`` gives, by document id, the concepts that a user's table added."""

    vocabulary: Vocabulary
    documents: Sequence[Document]
    statements: Sequence[Statement]
    own: dict[str, tuple[Concept, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What was built: counts for people, and warnings (never violations: those stop a build)."""

    folder: Path
    counts: dict[str, int]
    warnings: tuple[Finding, ...]


def assemble(given: BuildInput) -> EmbeddedStore:
    """Return a store in memory with vocabulary, documents and statements in their named graphs, nothing derived."""
    store = EmbeddedStore()
    store.add_turtle(VOCABULARY_GRAPH, ontology.core(), *ontology.vocabularies().values())
    for document in given.documents:
        store.add(document_quads(document))
        own = given.own.get(document.id, ())
        store.add(own_concept_quads(own, given.vocabulary.kinds, document))
    for statement in given.statements:
        store.add(statement_quads(statement, given.vocabulary))
    return store


def build(given: BuildInput, folder: GraphFolder, *, progress: Progress = lambda _step: None) -> BuildResult:
    """Build the graph, check it and put it in use.

    Raises InvalidGraphError when a requirement is broken and GraphError when the folder cannot be written; then, and
    when interrupted, the graph that was in use before stays in use.
    """
    with folder.replacing() as target:
        progress("graaf samenstellen")
        store = assemble(given)
        progress("afleiden")
        derive(store)
        progress("controleren")
        findings = validate(store.ntriples(*_checked_graphs(store)), only="D")
        violations = [finding for finding in findings if finding.severity == "Violation"]
        if violations:
            raise InvalidGraphError(
                f"de graaf voldoet niet aan {len(violations)} eis(en):\n" + "\n".join(map(str, violations[:20])),
                remedy="\nVerbeter de genoemde uitspraken of begrippen; de vorige graaf is ongemoeid.",
            )
        progress("wegschrijven")
        store.write_to(target / "store")
        _write_texts(given.documents, target / "texts")
        counts = _counts(given, store)
        manifest = {
            "software": _version(),
            "ontology": ontology.VERSION,
            "counts": counts,
            "documents": [_described(document, given.statements) for document in given.documents],
            "own_concepts": {key: [concept.label for concept in value] for key, value in sorted(given.own.items())},
            "notes": list(given.notes),
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (target / "manifest.json").write_text(text + "\n", encoding="utf-8")
    return BuildResult(folder.path, counts, tuple(f for f in findings if f.severity != "Violation"))


def _checked_graphs(store: EmbeddedStore) -> list[str]:
    """Return the graphs that a build checks: all but the derived one, which our own rules write and tests check."""
    return [graph for graph in store.graphs() if graph != DERIVED_GRAPH]


def _write_texts(documents: Iterable[Document], folder: Path) -> None:
    folder.mkdir()
    for document in documents:
        if document.text:
            (folder / f"{document.id}.txt").write_bytes(document.text.encode("utf-8"))


def _counts(given: BuildInput, store: EmbeddedStore) -> dict[str, int]:
    passages = {passage.iri for statement in given.statements for passage in statement.passages}
    return {
        "documents": len(given.documents),
        "statements": len(given.statements),
        "passages": len(passages),
        "concepts": len(given.vocabulary.concepts),
        "triples": len(store),
    }


def _described(document: Document, statements: Iterable[Statement]) -> dict[str, object]:
    mine = [statement for statement in statements if statement.document_id == document.id]
    found = Counter(passage.anchoring for statement in mine for passage in statement.passages)
    return {
        "id": document.id,
        "title": document.title,
        "statements": len(mine),
        "text": bool(document.text),
        "anchoring": dict(sorted(found.items())),
    }


def _version() -> str:
    from importlib.metadata import version  # slow to import, and only needed here

    return version("beroepenkaart")
