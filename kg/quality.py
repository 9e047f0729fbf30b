"""Where a reviewer should look: what the statements cover, and what is unusual in them. Nothing here is a violation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.folder import OpenGraph
from kg.labels import normalise_label

__all__ = ["Quality", "copied_runs", "quality_of", "untouched"]

LONG_PASSAGE = 400
COPIED_WORDS = 6
UNTOUCHED = 1200
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Quality:
    """Findings for a reviewer; offsets count code points, the end excluded."""

    per_document: dict[str, Counter[str]]
    """Statements by relation, of each document."""
    without_statements: tuple[str, ...]
    """Labels of concepts that no statement names, with their kind."""
    shared_labels: tuple[tuple[str, tuple[str, ...]], ...]
    """Labels that name two or more concepts, and those concepts."""
    long_passages: tuple[tuple[str, int, int], ...]
    """Document, start and end of passages of more than 400 code points."""
    copied_glosses: tuple[tuple[str, str], ...]
    """Statement and run of six or more words that its gloss shares with the document."""
    untouched: tuple[tuple[str, int, int], ...]
    """Document, start and end of stretches of 1,200 code points or more from which nothing was taken."""

    def lines(self) -> Iterator[str]:
        """Yield the findings for people, line by line."""
        for document, relations in sorted(self.per_document.items()):
            counts = ", ".join(f"{name} {count}" for name, count in sorted(relations.items()))
            yield f"Uitspraken {document}: {sum(relations.values())} ({counts})"
        yield from _listed("Begrippen zonder uitspraak", self.without_statements)
        shared = [f"{label} ({' / '.join(concepts)})" for label, concepts in self.shared_labels]
        yield from _listed("Labels van twee of meer begrippen", shared)
        places = [f"{document} {start}-{end}" for document, start, end in self.long_passages]
        yield from _listed(f"Passages langer dan {LONG_PASSAGE} tekens", places)
        yield from _listed(
            f"Omschrijvingen met {COPIED_WORDS} woorden uit het document",
            [f"{s}: {run}" for s, run in self.copied_glosses],
        )
        gaps = [f"{document} {start}-{end}" for document, start, end in self.untouched]
        yield from _listed("Stukken tekst waaruit niets is opgenomen", gaps)


def quality_of(graph: OpenGraph) -> Quality:
    """Return what a reviewer should look at in a built graph; texts are read where the user's copies are present."""
    per_document: dict[str, Counter[str]] = defaultdict(Counter)
    glosses: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = graph.store.select("""SELECT ?document ?relation ?id ?gloss WHERE {
        ?s a bk:Statement ; bk:relation/skos:notation ?relation ; dcterms:identifier ?id ;
            bk:document/dcterms:identifier ?document OPTIONAL { ?s bk:gloss ?gloss } } ORDER BY ?id""").rows
    for document, relation, statement, gloss in rows:
        per_document[str(document)][str(relation)] += 1
        glosses[str(document)].append((str(statement), str(gloss or "")))
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    rows = graph.store.select("""SELECT DISTINCT ?document ?start ?end WHERE {
        ?p a bk:Passage ; oa:hasSource/dcterms:identifier ?document ; oa:hasSelector ?selector .
            ?selector oa:start ?start ; oa:end ?end } ORDER BY ?document ?start""").rows
    for document, start, end in rows:
        spans[str(document)].append((int(str(start)), int(str(end))))
    texts = {document: graph.text(document) for document in per_document}
    return Quality(
        per_document=dict(per_document),
        without_statements=_without_statements(graph),
        shared_labels=_shared_labels(graph),
        long_passages=tuple((d, a, b) for d, found in spans.items() for a, b in found if b - a > LONG_PASSAGE),
        copied_glosses=tuple(hit for d, text in texts.items() if text for hit in copied_runs(text, glosses[d])),
        untouched=tuple((d, a, b) for d, text in texts.items() if text for a, b in untouched(len(text), spans[d])),
    )


def copied_runs(text: str, glosses: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the name of each gloss that shares six or more words in a row with a text, and the first such run."""
    words = _words(re.sub(r"(\w)-\s*\n\s*(\w)", r"\1\2", text))
    known = {tuple(words[n : n + COPIED_WORDS]) for n in range(len(words) - COPIED_WORDS + 1)}
    for name, gloss in glosses:
        mine = _words(gloss)
        runs = (tuple(mine[n : n + COPIED_WORDS]) for n in range(len(mine) - COPIED_WORDS + 1))
        hit = next((run for run in runs if run in known), None)
        if hit:
            yield name, " ".join(hit)


def untouched(size: int, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches [start, end) of 1,200 code points or more of a text of `size` that no span touches."""
    reached = 0
    for start, end in [*sorted(spans), (size, size)]:
        if start - reached >= UNTOUCHED:
            yield reached, start
        reached = max(reached, end)


def _without_statements(graph: OpenGraph) -> tuple[str, ...]:
    rows = graph.store.select("""SELECT ?label ?kind WHERE { ?c skos:prefLabel ?label ; a ?class . ?class skos:notation ?kind
        FILTER(LANG(?label) = "nl") MINUS { ?s bk:subject ?c . ?s a bk:Statement } MINUS { ?s bk:object ?c . ?s a bk:Statement }
        MINUS { ?s bk:inTeam ?c . ?s a bk:Statement } } ORDER BY ?kind ?label""").rows
    return tuple(f"{label} ({kind})" for label, kind in rows)


def _shared_labels(graph: OpenGraph) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = graph.store.select("""SELECT ?c ?label ?kind WHERE {
        ?c skos:prefLabel|skos:altLabel|skos:hiddenLabel ?label ; a ?class . ?class skos:notation ?kind
            FILTER(LANG(?label) = "nl") }""").rows
    named: dict[str, set[str]] = defaultdict(set)
    for concept, label, _ in rows:
        named[normalise_label(str(label))].add(str(concept).split("/id/", 1)[-1])
    return tuple((label, tuple(sorted(concepts))) for label, concepts in sorted(named.items()) if len(concepts) > 1)


def _listed(title: str, items: Iterable[str]) -> Iterator[str]:
    found = list(items)
    yield f"{title}: {len(found)}"
    for item in found:
        yield f"  {item}"


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
