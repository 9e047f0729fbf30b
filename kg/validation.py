"""Checking a graph against the numbered requirements: SHACL, run by rudof one requirement at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

import ontology
from kg.errors import BeroepenkaartError
from kg.namespaces import DCTERMS, SH
from kg.terms import short

__all__ = ["Finding", "Requirement", "requirements", "validate"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A requirement that is broken: its number, the message in Dutch and English, and the node where it is broken."""

    requirement: str
    severity: str
    message: str
    message_en: str
    node: str

    def __str__(self) -> str:
        return f"{self.message} [{self.node}]"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A numbered shape: its message in Dutch and English, its severity, and its triples with every shape named."""

    number: str
    message: str
    message_en: str
    severity: str
    triples: tuple[ox.Triple, ...]


@cache
def requirements() -> tuple[Requirement, ...]:
    """Return the requirements by number: ``D..`` on data, ``O..`` on the ontology and its vocabularies."""
    triples = [t for turtle in ontology.shapes().values() for t in ox.parse(input=turtle, format=ox.RdfFormat.TURTLE)]
    by_subject: dict[object, list[ox.Quad]] = {}
    for triple in triples:
        by_subject.setdefault(triple.subject, []).append(triple)
    numbered = [t for t in triples if t.predicate.value == DCTERMS + "identifier" and isinstance(t.object, ox.Literal)]
    found = [_requirement(t.subject, t.object.value, by_subject) for t in numbered]
    return tuple(sorted(found, key=lambda requirement: requirement.number))


def validate(ntriples: bytes, *, only: str = "") -> list[Finding]:
    """Return what breaks the requirements in some triples, sorted; an empty list means that all are met.

    `ntriples` is N-Triples in UTF-8 and must hold the ontology and vocabularies beside the data. `only` limits the check
    to the requirements whose number starts with it (``D``). Severity is ``Violation`` or ``Warning``. Raises
    BeroepenkaartError when the shapes cannot be run.
    """
    import pyrudof  # slow to import, and only needed here

    wanted = {item.number: item for item in requirements() if item.number.startswith(only)}
    triples = {triple for item in wanted.values() for triple in item.triples}
    shapes = ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b""
    session = pyrudof.Rudof(pyrudof.RudofConfig())
    try:
        session.read_data(ntriples.decode(), format=pyrudof.RDFFormat.NTriples)
        session.read_shacl(bytes(shapes).decode(), format=pyrudof.ShaclFormat.Turtle)
        entries = session.validate_shacl().violations
    except pyrudof.RudofError as error:
        raise BeroepenkaartError(f"de eisen kunnen niet worden gecontroleerd: {error}", where="SHACL") from error
    return sorted({_finding(entry, wanted) for entry in entries})


def _finding(entry: object, wanted: dict[str, Requirement]) -> Finding:
    requirement = wanted[str(getattr(entry, "source_shape", "")).rsplit("#", 1)[-1].split(".")[0]]
    by_query = str(getattr(entry, "constraint_component", "")).endswith("SPARQLConstraintComponent")
    value, focus = str(getattr(entry, "value", "") or ""), str(getattr(entry, "focus_node", ""))
    node = value if by_query and value.startswith("http") else focus
    return Finding(requirement.number, requirement.severity, requirement.message, requirement.message_en, short(node))


def _requirement(shape: object, number: str, by_subject: dict[object, list[ox.Quad]]) -> Requirement:
    messages: dict[str, str] = {}
    severity = "Violation"
    for triple in by_subject[shape]:
        if triple.predicate.value == SH + "message" and isinstance(triple.object, ox.Literal):
            messages[triple.object.language or ""] = triple.object.value
        elif triple.predicate.value == SH + "severity":
            severity = str(getattr(triple.object, "value", "")).removeprefix(SH)
    names: dict[object, ox.NamedNode] = {}
    own = tuple(_named(shape, str(getattr(shape, "value", "")), by_subject, names))
    return Requirement(number, messages["nl"], messages["en"], severity, own)


def _named(
    node: object, base: str, by_subject: dict[object, list[ox.Quad]], names: dict[object, ox.NamedNode]
) -> Iterable[ox.Triple]:
    """Yield the triples of a shape and of what hangs under it; a property shape without a name gets ``<shape>.<n>``.

    Findings name the shape that was broken, so each property shape must lead back to its numbered requirement.
    """
    for triple in by_subject.get(node, []):
        target = triple.object
        if triple.predicate.value == SH + "property" and isinstance(target, ox.BlankNode):
            target = names.setdefault(target, ox.NamedNode(f"{base}.{len(names) + 1}"))
        subject = names.get(triple.subject, triple.subject)
        yield ox.Triple(subject, triple.predicate, target)
        if isinstance(triple.object, ox.BlankNode) or triple.predicate.value == SH + "prefixes":
            yield from _named(triple.object, base, by_subject, names)
