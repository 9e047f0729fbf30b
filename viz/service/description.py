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

__all__ = ["description", "facts_of"]

_PREFIXES = """@prefix dcterms: <http://purl.org/dc/terms/> .
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


def description(endpoint: str, facts: str) -> bytes:
    """Return the description of the endpoint at an address, as Turtle; `facts` are those of `facts_of` the graph."""
    address = n3(Iri(endpoint))
    formats = " , ".join(f"formats:{_FORMATS[media_type]}" for media_type in (*RESULT_FORMS, *GRAPH_FORMS))
    return f"""@prefix : {address[:-1]}#> .
{_PREFIXES}
:service a sd:Service ; sd:endpoint {address} ; sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat {formats} ;
  sd:defaultDataset :dataset .
:dataset void:sparqlEndpoint {address} .
{facts}
""".encode()


def facts_of(graph: OpenGraph) -> str:
    """Return what there is to say of the data, in the names of `description`."""
    return "\n".join(_facts(graph.store))


def _facts(store: EmbeddedStore) -> Iterator[str]:
    yield ":dataset a sd:Dataset , void:Dataset ; sd:defaultGraph :union ;"
    yield '  dcterms:title "Beroepenkaart"@nl , "Professions map"@en ;'
    yield '  dcterms:description "Uitspraken over beroepen, rollen en teams in het sociaal domein, elk met de bronpassage."@nl ,'
    yield '    "Statements about professions, roles and teams in the social domain, each with its source passage."@en ;'
    for (known,) in store.select(f"SELECT ?l WHERE {{ <{BK.rstrip('#')}> dcterms:license ?l }}").rows:
        yield f"  dcterms:license {n3(known)} ;" if known is not None else ""
    for (example,) in store.select("SELECT ?c WHERE { ?c a bk:Leefgebied } ORDER BY ?c LIMIT 1").rows:
        yield f"  void:exampleResource {n3(example)} ;" if example is not None else ""
    yield f'  void:uriSpace "{ID}" ; void:vocabulary <{BK.rstrip("#")}> , <http://www.w3.org/2004/02/skos/core> ,'
    yield "    <http://www.w3.org/ns/prov> , <http://www.w3.org/ns/oa> , <http://www.w3.org/ns/org> ."
    yield from _statistics(store)
    rows = store.select("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g").rows
    for number, (name, count) in enumerate(rows):
        yield f":dataset sd:namedGraph :named-{number} ."
        yield f":named-{number} a sd:NamedGraph ; sd:name {n3(Iri(str(name)))} ; sd:graph :graph-{number} ."
        yield f":graph-{number} a sd:Graph , void:Dataset ; void:triples {count} ."


def _statistics(store: EmbeddedStore) -> Iterator[str]:
    """Yield VoID statistics of the union of all graphs, with a partition for each class and each property."""
    triples, subjects, objects, properties = (
        store.select("""SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
        (COUNT(DISTINCT ?o) AS ?objects) (COUNT(DISTINCT ?p) AS ?properties) WHERE { ?s ?p ?o }""").rows[0]
    )
    entities = store.select(f"""SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s a ?class
        FILTER(STRSTARTS(STR(?s), {n3(Literal(ID))})) }}""").rows[0][0]
    classes = store.select("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c ORDER BY ?c").rows
    yield f":union a sd:Graph , void:Dataset ; void:triples {triples} ; void:entities {entities} ;"
    yield f"  void:classes {len(classes)} ; void:properties {properties} ;"
    yield f"  void:distinctSubjects {subjects} ; void:distinctObjects {objects} ."
    for number, (name, count) in enumerate(classes):
        yield f":union void:classPartition :class-{number} ."
        yield f":class-{number} void:class {n3(Iri(str(name)))} ; void:entities {count} ."
    rows = store.select("SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p").rows
    for number, (name, count) in enumerate(rows):
        yield f":union void:propertyPartition :property-{number} ."
        yield f":property-{number} void:property {n3(Iri(str(name)))} ; void:triples {count} ."
