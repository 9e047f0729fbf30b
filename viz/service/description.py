"""The description of the service and its data, computed from the graph: SPARQL Service Description and VoID.

What W3C asks of them: https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.folder import OpenGraph
from kg.namespaces import BK, ID
from kg.protocol import GRAPH_FORMS, RESULT_FORMS
from kg.store import EmbeddedStore
from kg.terms import Iri, Literal, n3

__all__ = ["description"]

_PREFIXES = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix formats: <http://www.w3.org/ns/formats/> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_FORMATS = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/ld+json": "JSON-LD",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
}
"""Names of W3C (https://www.w3.org/ns/formats/) by media type."""


def description(graph: OpenGraph, endpoint: str) -> bytes:
    """Return the description of the endpoint at an address, as Turtle."""
    return "\n".join(line for line in _lines(graph.store, endpoint) if line).encode() + b"\n"


def _lines(store: EmbeddedStore, endpoint: str) -> Iterator[str]:
    formats = " , ".join(f"formats:{_FORMATS[media_type]}" for media_type in (*RESULT_FORMS, *GRAPH_FORMS))
    here, dataset, merged = f"<{endpoint}#service>", f"<{endpoint}#dataset>", f"<{endpoint}#union>"
    yield _PREFIXES
    yield f"{here} a sd:Service ; sd:endpoint <{endpoint}> ; sd:supportedLanguage sd:SPARQL11Query ;"
    yield f"  sd:resultFormat {formats} ; sd:feature sd:UnionDefaultGraph ; sd:defaultDataset {dataset} ."
    yield f"{dataset} a sd:Dataset , void:Dataset ; sd:defaultGraph {merged} ; void:sparqlEndpoint <{endpoint}> ;"
    yield '  dcterms:title "Beroepenkaart"@nl , "Professions map"@en ;'
    yield '  dcterms:description "Uitspraken over beroepen, rollen en teams in het sociaal domein, elk met de bronpassage."@nl ,'
    yield '    "Statements about professions, roles and teams in the social domain, each with its source passage."@en ;'
    yield f"  dcterms:license {_license(store)} ;" if _license(store) else ""
    yield f'  void:uriSpace "{ID}" ; void:vocabulary <{BK.rstrip("#")}> , <http://www.w3.org/2004/02/skos/core> ,'
    yield "    <http://www.w3.org/ns/prov> , <http://www.w3.org/ns/oa> , <http://www.w3.org/ns/org> ;"
    yield f"  void:exampleResource {_example(store)} ."
    yield from _statistics(store, f"{endpoint}#union", "a sd:Graph , void:Dataset")
    for row in store.select("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g").rows:
        name = str(row[0])
        node = f"<{endpoint}#graph-{name.rsplit('/', 1)[-1]}>"
        yield f"{dataset} sd:namedGraph {node} ."
        yield f"{node} a sd:NamedGraph ; sd:name {n3(Iri(name))} ; sd:graph {node[:-1]}-content> ."
        yield f"{node[:-1]}-content> a sd:Graph , void:Dataset ; void:triples {row[1]} ."


def _statistics(store: EmbeddedStore, node: str, kind: str) -> Iterator[str]:
    """Yield VoID statistics of the union of all graphs, with a partition for each class and each property."""
    triples, subjects, objects, properties = (
        store.select("""SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
        (COUNT(DISTINCT ?o) AS ?objects) (COUNT(DISTINCT ?p) AS ?properties) WHERE { ?s ?p ?o }""").rows[0]
    )
    entities = store.select(f"""SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s a ?class
        FILTER(STRSTARTS(STR(?s), {n3(Literal(ID))})) }}""").rows[0][0]
    classes = store.select("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c ORDER BY ?c").rows
    yield f"<{node}> {kind} ; void:triples {triples} ; void:entities {entities} ; void:classes {len(classes)} ;"
    yield f"  void:properties {properties} ; void:distinctSubjects {subjects} ; void:distinctObjects {objects} ."
    for number, (name, count) in enumerate(classes):
        part = f"<{node}-class-{number}>"
        yield f"<{node}> void:classPartition {part} . {part} void:class {n3(Iri(str(name)))} ; void:entities {count} ."
    rows = store.select("SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p").rows
    for number, (name, count) in enumerate(rows):
        part = f"<{node}-property-{number}>"
        yield f"<{node}> void:propertyPartition {part} . {part} void:property {n3(Iri(str(name)))} ; void:triples {count} ."


def _license(store: EmbeddedStore) -> str:
    rows = store.select(f"SELECT ?l WHERE {{ <{BK.rstrip('#')}> dcterms:license ?l }}").rows
    return n3(rows[0][0]) if rows and rows[0][0] is not None else ""


def _example(store: EmbeddedStore) -> str:
    rows = store.select("SELECT ?c WHERE { ?c a bk:Leefgebied } ORDER BY ?c LIMIT 1").rows
    return n3(rows[0][0]) if rows and rows[0][0] is not None else f"<{BK.rstrip('#')}>"
