"""The whole check of a built graph, as people run it: requirements, passages, vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import ontology
from kg.folder import OpenGraph
from kg.quality import Quality, quality_of
from kg.validation import Finding, validate
from kg.vocabulary import Vocabulary

__all__ = ["CheckReport", "check"]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; ``passed`` is False when a requirement is broken or a passage is not where it should be."""

    findings: tuple[Finding, ...]
    anchoring: dict[str, dict[str, int]]
    notes: tuple[str, ...]
    consistency: tuple[str, ...] | None = None
    counts: dict[str, int] = field(default_factory=dict)
    quality: Quality | None = None

    @property
    def passed(self) -> bool:
        """Whether nothing is violated (warnings do not count)."""
        broken = any(finding.severity == "Violation" for finding in self.findings)
        return not broken and not self.consistency

    def lines(self) -> Iterator[str]:
        """Yield the report for people, line by line."""
        violations = [finding for finding in self.findings if finding.severity == "Violation"]
        warnings = [finding for finding in self.findings if finding.severity != "Violation"]
        yield f"Eisen: {len(violations)} schending(en), {len(warnings)} waarschuwing(en)."
        for finding in violations:
            yield f"  schending: {finding}"
        for finding in warnings:
            yield f"  waarschuwing: {finding}"
        for document, found in sorted(self.anchoring.items()):
            yield f"Passages {document}: " + (", ".join(f"{count} {name}" for name, count in found.items()) or "geen")
        for note in self.notes:
            yield f"Let op: {note}"
        yield "Woordenlijst: " + ", ".join(f"{count} {name}" for name, count in self.counts.items()) + "."
        if self.quality is not None:
            yield from self.quality.lines()
        if self.consistency is not None:
            yield "Ontologie: " + (
                "consistent volgens HermiT." if not self.consistency else "; ".join(self.consistency)
            )


def check(graph: OpenGraph, *, consistency: bool = False) -> CheckReport:
    """Return the report on a graph; with `consistency` HermiT also proves the ontology consistent (needs Java)."""
    findings = validate(graph.store.ntriples())
    vocabulary = Vocabulary.load()
    problems: tuple[str, ...] | None = None
    if consistency:
        from kg.consistency import inconsistencies

        problems = tuple(inconsistencies(ontology.core(), *ontology.vocabularies().values()))
    return CheckReport(
        findings=tuple(findings),
        anchoring={document["id"]: document["anchoring"] for document in graph.manifest["documents"]},
        notes=tuple(graph.manifest["notes"]),
        consistency=problems,
        quality=quality_of(graph),
        counts={kind: count for kind in sorted(vocabulary.kinds) if (count := len(vocabulary.of_kind(kind)))},
    )
