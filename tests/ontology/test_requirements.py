"""Each numbered requirement: the ontology and the small graph meet it, and a graph that breaks it is told so by number."""

from __future__ import annotations

import re

import pyshacl
import pytest
import rdflib

import ontology
from kg.folder import OpenGraph
from kg.namespaces import BK, ID
from kg.store import EmbeddedStore
from kg.terms import short
from kg.validation import validate

pytestmark = pytest.mark.uncovered

ANY = f"{{ SELECT ?s WHERE {{ ?s a bk:Statement ; bk:relation <{ID}relation/active-in> }} ORDER BY ?s LIMIT 1 }}"


def drop(path: str) -> str:
    return f"DELETE {{ ?s {path} ?o }} WHERE {{ {ANY} ?s {path} ?o }}"


def add(triples: str) -> str:
    return f"INSERT {{ {triples} }} WHERE {{ {ANY} }}"


CONCEPT = f"<{ID}activity/behandelen>"
BREAKS = {
    "O01": "DELETE { ?o owl:versionInfo ?v } WHERE { ?o owl:versionInfo ?v }",
    "O02": 'DELETE { bk:Actor rdfs:label "actor"@en } WHERE { }',
    "O03": "DELETE { bk:Actor skos:definition ?d } WHERE { bk:Actor skos:definition ?d }",
    "O04": f"INSERT DATA {{ <{BK}een_klasse> a owl:Class }}",
    "O05": f"INSERT DATA {{ <{BK}Een-eigenschap> a owl:ObjectProperty }}",
    "O06": "DELETE { bk:Actor rdfs:isDefinedBy ?o } WHERE { bk:Actor rdfs:isDefinedBy ?o }",
    "O07": f"DELETE WHERE {{ <{ID}scheme/schillen> skos:prefLabel ?l }}",
    "O08": f"DELETE WHERE {{ {CONCEPT} skos:prefLabel ?l }}",
    "O09": f"DELETE WHERE {{ {CONCEPT} skos:definition ?d }}",
    "O10": f"INSERT DATA {{ {CONCEPT} skos:inScheme <{ID}scheme/schillen> }}",
    "O11": f'INSERT DATA {{ {CONCEPT} skos:definition "geen zin"@nl }}',
    "O12": f'INSERT DATA {{ {CONCEPT} skos:prefLabel "adviseren"@nl }}',
    "O13": f"DELETE WHERE {{ <{ID}leefgebied/zingeving> skos:inScheme ?s }}",
    "O14": f"DELETE WHERE {{ {CONCEPT} bk:depth ?d }}",
    "O15": f"DELETE WHERE {{ <{ID}relation/active-in> bk:shortcut ?d }}",
    "O16": f'INSERT DATA {{ <{ID}theme/x> a bk:Theme , skos:Concept ; skos:inScheme <{ID}scheme/themas> ; skos:prefLabel "x"@nl }}',
    "O17": f'INSERT DATA {{ {CONCEPT} skos:altLabel "behandelen"@nl }}',
    "O18": f"DELETE WHERE {{ {CONCEPT} rdfs:comment ?c }}",
    "D01": drop("bk:relation"),
    "D02": drop("bk:subject"),
    "D03": drop("bk:object"),
    "D04": drop("bk:evidence"),
    "D05": add(f"?s bk:polarity <{ID}polarity/neg> , <{ID}polarity/pos>"),
    "D06": drop("bk:modality"),
    "D07": add(f"?s bk:shell <{ID}shell/binnenschil>"),
    "D08": add(f"?s bk:activity <{ID}activity/triage> , <{ID}activity/signaleren>"),
    "D09": add(f"?s bk:ruleKind <{ID}rule-kind/plicht>"),
    "D10": "DELETE { ?s bk:tensionKind ?k } WHERE { ?s bk:tensionKind ?k }",
    "D11": add(f"?s bk:level <{ID}level/collectief>"),
    "D12": add(f"?s bk:subject <{ID}leefgebied/zingeving>"),
    "D13": add(f"?s bk:object {CONCEPT}"),
    "D14": add(f"?s bk:voice <{ID}voice/report> , <{ID}voice/respondent>"),
    "D15": add('?s bk:gloss "één"@nl , "twee"@nl'),
    "D16": drop("bk:document"),
    "D17": "DELETE { ?p oa:hasSource ?d } INSERT { ?p oa:hasSource <http://e/ander> } WHERE { ?p oa:hasSource ?d }",
    "D18": 'DELETE { ?p bk:digest ?d } INSERT { ?p bk:digest "kort" } WHERE { ?p bk:digest ?d }',
    "D19": "INSERT DATA { <http://e/sel> a oa:TextPositionSelector ; oa:start 9 ; oa:end 4 }",
    "D20": 'DELETE { ?f rdf:value ?v } INSERT { ?f rdf:value "regel 5" } WHERE { ?f a oa:FragmentSelector ; rdf:value ?v }',
    "D21": "DELETE { ?d dcterms:title ?t } WHERE { ?d a bk:Document ; dcterms:title ?t }",
    "D22": "DELETE { ?f prov:wasDerivedFrom ?x } WHERE { ?f a bk:Cell ; prov:wasDerivedFrom ?x }",
}


def numbers() -> set[str]:
    return {
        number
        for shapes in ontology.shapes().values()
        for number in re.findall(r'dcterms:identifier "(\w+)"', shapes.decode())
    }


def test_the_ontology_alone_meets_all_requirements() -> None:
    store = EmbeddedStore()
    store.add_turtle("http://e/g", ontology.core(), *ontology.vocabularies().values())
    assert [str(finding) for finding in validate(store.ntriples()) if finding.severity == "Violation"] == []


def test_the_small_graph_meets_all_requirements(small: OpenGraph) -> None:
    assert [str(finding) for finding in validate(small.store.ntriples()) if finding.severity == "Violation"] == []


def test_every_requirement_is_tested() -> None:
    assert set(BREAKS) == numbers()


@pytest.mark.parametrize("number", sorted(BREAKS))
def test_breaking_a_requirement_is_reported_by_number(small: OpenGraph, number: str) -> None:
    broken = small.store.flattened()
    before = len(broken)
    broken.update(BREAKS[number])
    assert len(broken) != before or "INSERT {" in BREAKS[number], "the update changes something"
    findings = validate(broken.ntriples())
    assert number in {finding.requirement for finding in findings}
    found = next(finding for finding in findings if finding.requirement == number)
    assert found.message.startswith(f"{number}: ")
    assert found.message_en.startswith(f"{number}: ")


@pytest.mark.parametrize("number", [number for number in sorted(BREAKS) if number.startswith("D")])
def test_pyshacl_finds_the_same(small: OpenGraph, number: str) -> None:
    """A second engine is the judge of ours, on the data requirements and a graph without the large vocabularies."""
    broken = without_vocabulary(small.store.flattened())
    broken.update(BREAKS[number])
    ours = {finding.node for finding in validate(broken.ntriples(), only="D") if finding.requirement == number}
    shapes = rdflib.Graph()
    for turtle in ontology.shapes().values():
        shapes.parse(data=turtle, format="turtle")
    for shape, _, name in list(shapes.triples((None, rdflib.DCTERMS.identifier, None))):
        if str(name) != number:
            shapes.remove((shape, None, None))
    data = rdflib.Graph().parse(data=broken.ntriples(), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert not conforms
    assert isinstance(report, rdflib.Graph)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    theirs = {short(str(report.value(r, sh.focusNode))) for r in report.subjects(rdflib.RDF.type, sh.ValidationResult)}
    values = {short(str(report.value(r, sh.value))) for r in report.subjects(rdflib.RDF.type, sh.ValidationResult)}
    assert ours in (theirs, values)


def without_vocabulary(store: EmbeddedStore) -> EmbeddedStore:
    for kind in (
        "Task",
        "Competency",
        "Notion",
        "Theme",
        "LegalFrame",
        "Facility",
        "Organisation",
        "Team",
        "Group",
        "Role",
    ):
        store.update(f"DELETE {{ ?c ?p ?o }} WHERE {{ ?c a bk:{kind} ; ?p ?o FILTER(!CONTAINS(STR(?c), '/own/')) }}")
    return store
