"""The compiled rules derive what OWL RL derives, and keep where each fact came from."""

from __future__ import annotations

import owlrl
import pytest
import rdflib

import ontology
from kg import rules
from kg.build import assemble
from kg.derivation import derive
from kg.errors import VocabularyError
from kg.namespaces import BK, DERIVED_GRAPH, ID, RDF, SKOS
from kg.store import EmbeddedStore

PROBED = [
    "activeIn", "expertiseIn", "memberOf", "cooperatesWith", "inTensionWith", "kindOf", "subTeamOf", "inLeefgebied",
]  # fmt: skip

ASSERTED = f"""
@prefix bk: <{BK}> . @prefix skos: <{SKOS}> . @prefix x: <{ID}x/> .
x:kern a bk:Team ; bk:subTeamOf x:wijk . x:wijk a bk:Team ; bk:subTeamOf x:stad . x:stad a bk:Team .
x:anna a bk:Profession ; bk:memberOf x:kern ; bk:expertiseIn x:rood ; bk:cooperatesWith x:bode ; bk:kindOf x:werker .
x:werker a bk:Profession ; bk:kindOf x:mens . x:mens a bk:Group . x:bode a bk:Role ; bk:inTensionWith x:anna .
x:rood a bk:Theme ; skos:broader x:schulden . x:schulden a bk:Theme ; skos:broader x:geld .
x:geld a bk:Theme ; bk:inLeefgebied x:financien . x:financien a bk:Leefgebied .
"""


def test_same_answers_as_owlrl() -> None:
    store = EmbeddedStore()
    store.add_turtle(ID + "graph/vocabulary", ontology.core())
    store.add_turtle(ID + "graph/x", ASSERTED.encode())
    derive(store)
    graph = rdflib.Graph()
    graph.parse(data=ontology.core(), format="turtle")
    graph.parse(data=ASSERTED, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    probes = [BK + name for name in PROBED] + [SKOS + "broaderTransitive"]
    for probe in probes:
        ours = {(str(s), str(o)) for s, o in store.select(f"SELECT ?s ?o WHERE {{ ?s <{probe}> ?o }}").rows}
        theirs = {(str(s), str(o)) for s, o in graph.subject_objects(rdflib.URIRef(probe))}
        assert ours == theirs, probe
        assert ours, f"{probe} is not exercised"
    actors = f"SELECT ?s WHERE {{ ?s <{RDF}type> <{BK}Actor> }}"
    assert {str(row[0]) for row in store.select(actors).rows} == {
        str(s) for s in graph.subjects(rdflib.RDF.type, rdflib.URIRef(BK + "Actor"))
    }


def test_every_derived_triple_names_what_it_came_from() -> None:
    store = EmbeddedStore()
    store.add_turtle(ID + "graph/vocabulary", ontology.core())
    store.add_turtle(ID + "graph/x", ASSERTED.encode())
    derive(store)
    triples = store.select(f"""SELECT ?s ?p ?o WHERE {{ GRAPH <{DERIVED_GRAPH}> {{ ?s ?p ?o .
        FILTER(!STRSTARTS(STR(?s), "{ID}derived/")) }} }}""").rows
    facts = store.select("""SELECT ?s ?p ?o WHERE {
        ?f a bk:DerivedFact ; bk:subject ?s ; bk:predicate ?p ; bk:object ?o ; prov:wasDerivedFrom ?from ; bk:rule ?r }""").rows
    assert set(triples) == set(facts)
    assert triples


def test_the_chain_of_a_derived_fact_can_be_followed() -> None:
    store = EmbeddedStore()
    store.add_turtle(ID + "graph/vocabulary", ontology.core())
    store.add_turtle(ID + "graph/x", ASSERTED.encode())
    derive(store)
    found = store.select(f"""SELECT DISTINCT ?end WHERE {{
        ?f bk:subject <{ID}x/anna> ; bk:predicate bk:activeIn ; bk:object <{ID}x/financien> ; prov:wasDerivedFrom+ ?end
        MINUS {{ ?end a bk:DerivedFact }} }}""")
    assert {str(row[0]).removeprefix(ID) for row in found.rows} == {"x/anna", "x/rood", "x/schulden", "x/geld"}


def test_an_axiom_without_a_rule_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    extra = ontology.core() + b"\nbk:activeIn a owl:InverseFunctionalProperty .\n"
    monkeypatch.setattr(ontology, "core", lambda: extra)
    with pytest.raises(VocabularyError, match="InverseFunctionalProperty"):
        rules.compile_rules()


def test_only_positive_actual_statements_give_shortcuts(small: object) -> None:
    store = small.store  # type: ignore[attr-defined]
    rows = store.select(
        "SELECT ?a ?l WHERE { ?s bk:activeIn ?o . ?s skos:prefLabel ?a . ?o skos:prefLabel ?l FILTER(LANG(?l)='nl') }"
    )
    assert {(str(actor), str(domain)) for actor, domain in rows.rows} == {
        ("tuinpsycholoog", "psychische gezondheid"),
        ("dorpsverpleegkundige", "psychische gezondheid"),
        ("dorpsverpleegkundige", "lichamelijke gezondheid"),
        ("pleinregisseur", "psychische gezondheid"),
    }


def test_cells_are_counted_by_team(small: object) -> None:
    store = small.store  # type: ignore[attr-defined]
    rows = store.select("""SELECT ?a ?l ?v ?t ?n WHERE { ?c a bk:Cell ; bk:actor/skos:prefLabel ?a ; bk:leefgebied/skos:prefLabel ?l ;
        bk:activity/skos:notation ?v ; bk:statementCount ?n OPTIONAL { ?c bk:inTeam/skos:prefLabel ?t } FILTER(LANG(?l) = "nl") }""").rows
    assert {tuple("" if term is None else str(term) for term in row) for row in rows} == {
        ("tuinpsycholoog", "psychische gezondheid", "behandelen", "Team Noord", "1"),
        ("dorpsverpleegkundige", "psychische gezondheid", "behandelen", "Team Noord", "1"),
        ("dorpsverpleegkundige", "psychische gezondheid", "signaleren", "", "1"),
        ("dorpsverpleegkundige", "lichamelijke gezondheid", "verzorgen", "Team Zuid", "1"),
        ("pleinregisseur", "psychische gezondheid", "signaleren", "Team Zuid", "1"),
    }


def test_documents_hold_nothing_derived() -> None:
    from loaders import gather

    store = assemble(gather())
    derived = store.select(f"SELECT ?s WHERE {{ GRAPH <{DERIVED_GRAPH}> {{ ?s ?p ?o }} }} LIMIT 1")
    assert derived.rows == ()
