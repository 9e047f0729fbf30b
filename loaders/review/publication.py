"""From decisions to statements for a build: only what was accepted or corrected, placed in the user's copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.anchors import Anchoring, TextIndex
from kg.errors import raise_all
from kg.model import Document, Passage, Statement
from kg.vocabulary import Concept, Vocabulary
from loaders.library import Library
from loaders.resolve import Resolver
from loaders.review.glosses import made_gloss
from loaders.review.model import KEPT, row_of
from loaders.review.placing import Placed, place_decisions
from loaders.review.store import DecisionStore

__all__ = ["Published", "read_decided"]


@dataclass(frozen=True, slots=True)
class Published:
    """The statements that reviewers accepted, the concepts of their own among them, and what was left out and why."""

    statements: tuple[Statement, ...]
    own: tuple[Concept, ...]
    notes: tuple[str, ...]


def read_decided(
    library: Library, vocabulary: Vocabulary, documents: Mapping[str, Document], passages: Iterable[Passage] = ()
) -> Published:
    """Return the statements that were accepted or corrected in a library; `vocabulary` gains its own concepts.

    `documents` are the known ones, with text where there is a copy; `passages` are those already placed, so that the same
    words are the same passage. A decision whose passage changed, or whose report is not here, is left out with a note.
    Raises TableError, or SeveralErrors, when a file is damaged or a decision no longer fits the vocabulary.
    """
    store = DecisionStore(library)
    known = {(p.document_id, p.digest, p.start): p for p in passages}
    statements: list[Statement] = []
    notes: list[str] = []
    resolver = Resolver(vocabulary, "", allow_own=True)
    for document_id in store.documents():
        decisions = store.read(document_id)
        document = documents.get(document_id)
        if document is None or not document.text:
            if any(decision.decision in KEPT for decision in decisions):
                notes.append(
                    f"{document_id}: er is geen kopie van dit rapport, dus wat erover is geaccepteerd is weggelaten; "
                    "noem de map met uw kopie (--documents) of registreer het (document add)."
                )
            continue
        resolver.source = f"besluiten over {document_id}"
        left_out = 0
        for line, placed in enumerate(place_decisions(decisions, TextIndex(document.text)), start=1):
            if placed.state in KEPT:
                statement = _statement(placed, line, document, resolver, known)
                if statement:
                    statements.append(statement)
            elif placed.decision.decision in KEPT:
                left_out += 1
        if left_out:
            notes.append(
                f"{document_id}: {left_out} geaccepteerde uitspraak(en) weggelaten, hun passage is veranderd (stale); "
                "'beroepenkaart suggest' legt ze opnieuw voor."
            )
    raise_all(resolver.errors)
    own = tuple(sorted(resolver.own.values(), key=lambda concept: concept.iri))
    return Published(tuple(statements), own, (*notes, *resolver.notes))


def _statement(
    placed: Placed,
    line: int,
    document: Document,
    resolver: Resolver,
    known: Mapping[tuple[str, str, int | None], Passage],
) -> Statement | None:
    decision, located = placed.decision, placed.located
    start, end = located.start or 0, located.end or 0
    code = decision.anchor.digest
    anchoring = "exact" if located.anchoring is Anchoring.EXACT else "moved"
    passage = known.get((document.id, code, start)) or Passage(
        document.id, start, end, code, reference=f"{decision.start}-{decision.end}", anchoring=anchoring
    )
    row = row_of(decision.stated, document.id, start, end, code, gloss=decision.gloss, status="accepted")
    statement = resolver.statement(replace(row, line=line), document.id, (passage,))
    if statement and not statement.gloss:
        statement = replace(statement, gloss=made_gloss(statement, resolver.vocabulary))
    return statement
