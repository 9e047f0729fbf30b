"""The IRIs that code names; a test holds every ``bk:`` name here against the ontology."""

from __future__ import annotations

__all__ = ["BK", "DCTERMS", "ELI", "ID", "OA", "ORG", "PREFIXES", "PROV", "RDF", "RDFS", "SKOS", "XSD"]

BK = "https://w3id.org/beroepenkaart/def#"
ID = "https://w3id.org/beroepenkaart/id/"
DCTERMS = "http://purl.org/dc/terms/"
ELI = "http://data.europa.eu/eli/ontology#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: dict[str, str] = {
    "bk": BK,
    "bkid": ID,
    "dcterms": DCTERMS,
    "eli": ELI,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": SH,
    "skos": SKOS,
    "xsd": XSD,
}
"""Prefixes known to every query and used in every export."""

VOCABULARY_GRAPH = ID + "graph/vocabulary"
"""Named graph of the ontology and its vocabularies."""
OWN_GRAPH = ID + "graph/own"
"""Named graph of the concepts that users' own tables added: each once, however many tables name it."""
DERIVED_GRAPH = ID + "graph/derived"
"""Named graph of everything that rules derive; deleting it loses nothing that a document says."""


def document_graph(document_id: str) -> str:
    """Return the IRI of the named graph that holds what one document says."""
    return f"{ID}graph/{document_id}"
