"""RDF terms as plain values, the same whether a graph is embedded or behind an endpoint."""

from __future__ import annotations

from dataclasses import dataclass

from kg.namespaces import PREFIXES, XSD

__all__ = ["BlankNode", "Iri", "Literal", "Solutions", "Term", "n3"]


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """An IRI."""

    value: str

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A literal; ``language`` is lower case and empty for any other datatype than rdf:langString."""

    value: str
    language: str = ""
    datatype: str = XSD + "string"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class BlankNode:
    """A node without an IRI; its name means nothing outside one answer."""

    value: str

    def __str__(self) -> str:
        return f"_:{self.value}"


Term = Iri | Literal | BlankNode


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT: variable names without question mark, and one term or None a variable in each row."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_IRI = set('<>"{}|^`\\') | {chr(code) for code in range(0x21)}


def n3(term: Term) -> str:
    r"""Return `term` as it is written in a SPARQL query; every character that could end it early is escaped.

    >>> n3(Literal('zeg "ja"', language="nl"))
    '"zeg \\"ja\\""@nl'
    """
    if isinstance(term, Iri):
        safe = "".join(f"%{ord(character):02X}" if character in _NOT_IN_IRI else character for character in term.value)
        return f"<{safe}>"
    if isinstance(term, BlankNode):
        return str(term)
    text = '"' + "".join(_ESCAPES.get(character, character) for character in term.value) + '"'
    if term.language:
        return f"{text}@{term.language}"
    return text if term.datatype == XSD + "string" else f"{text}^^{n3(Iri(term.datatype))}"


def short(iri: str) -> str:
    """Return an IRI with a known prefix where that is shorter for people: ``bk:activeIn``."""
    for prefix, namespace in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
