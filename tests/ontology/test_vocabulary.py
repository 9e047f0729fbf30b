"""The ontology and vocabularies as they are: consistent, in one form, and true to what they name."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
import rdflib

import kg.namespaces
import ontology
from kg.consistency import inconsistencies
from kg.errors import VocabularyError
from kg.namespaces import BK, ID
from kg.vocabulary import Vocabulary

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="no Java on this machine: HermiT cannot run")


@needs_java
def test_hermit_finds_the_ontology_consistent() -> None:
    assert inconsistencies(ontology.core(), *ontology.vocabularies().values()) == []


@needs_java
def test_hermit_finds_a_contradiction() -> None:
    wrong = f"<{ID}x> a <{BK}Profession> , <{BK}Leefgebied> .".encode()
    assert inconsistencies(ontology.core(), wrong) == ["de ontologie is inconsistent"]


@needs_java
def test_hermit_finds_an_unsatisfiable_class() -> None:
    wrong = (
        b"@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        + f"<{BK}Onmogelijk> a owl:Class ; rdfs:subClassOf <{BK}Profession> , <{BK}Team> .".encode()
    )
    assert inconsistencies(ontology.core(), wrong) == [f"onvervulbare klasse {BK}Onmogelijk"]


@pytest.mark.parametrize("name", sorted(ontology.vocabularies()))
def test_vocabularies_are_in_one_form(name: str) -> None:
    """Reading and writing a file changes nothing, so that a difference is always a change of content."""
    turtle = ontology.vocabularies()[name].decode()
    assert rdflib.Graph().parse(data=turtle, format="turtle").serialize(format="turtle") == turtle


def test_names_in_code_exist_in_the_ontology() -> None:
    terms = {str(s) for s in rdflib.Graph().parse(data=ontology.core(), format="turtle").subjects()}
    texts = [path.read_text(encoding="utf-8") for path in Path(kg.__file__).parent.glob("*.py")]
    used = {
        BK + name for text in texts for name in re.findall(r'BK \+ "(\w+)"|\bbk:(\w+)', text) for name in name if name
    }
    assert used - terms == set()
    assert len(used) > 30


def test_seven_leefgebieden_and_activities_by_depth() -> None:
    vocabulary = Vocabulary.load()
    assert [concept.label for concept in vocabulary.of_kind("leefgebied")] == [
        "financiën", "lichamelijke gezondheid", "psychische gezondheid", "sociale relaties",
        "werk, opleiding en activiteiten", "wonen en leefbaarheid", "zingeving",
    ]  # fmt: skip
    assert len(vocabulary.of_kind("activity")) == 15


def test_no_label_means_two_things_of_one_kind() -> None:
    vocabulary = Vocabulary.load()
    for concept in vocabulary.concepts.values():
        for label in (concept.label, *concept.alternatives):
            found = vocabulary.find(concept.kind, label)
            assert found is not None
            assert found.iri == concept.iri or label != concept.label, label


def test_a_cycle_in_the_hierarchy_is_refused() -> None:
    wrong = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <{ID}theme/a> skos:broader <{ID}theme/b> . <{ID}theme/b> skos:broader <{ID}theme/c> . <{ID}theme/c> skos:broader <{ID}theme/a> ."""
    with pytest.raises(VocabularyError, match="kring") as caught:
        Vocabulary.load({"extra.ttl": wrong.encode()})
    assert {"a", "b", "c"} <= set(caught.value.where.split(" -> "))


def test_turtle_that_is_not_well_formed_is_refused() -> None:
    with pytest.raises(VocabularyError, match=r"extra\.ttl: geen geldige Turtle"):
        Vocabulary.load({"extra.ttl": b"<a> <b> ."})


def test_acts_have_the_id_of_their_title() -> None:
    """Each BWB id against the title that the register of Dutch law gives it; a wrong id names another act."""
    titles = {
        "BWBR0034925": "Jeugdwet", "BWBR0035362": "Wet maatschappelijke ondersteuning 2015", "BWBR0015703": "Participatiewet",
        "BWBR0006251": "Wet BIG", "BWBR0040940": "Uitvoeringswet AVG", "BWBR0031331": "Wet gemeentelijke schuldhulpverlening",
    }  # fmt: skip
    names = {"Wmo": "Wet maatschappelijke ondersteuning 2015"}
    graph = rdflib.Graph().parse(data=ontology.vocabularies()["legal-frames.ttl"], format="turtle")
    found = 0
    for act, _, number in graph.triples((None, rdflib.URIRef("http://data.europa.eu/eli/ontology#id_local"), None)):
        label = next(str(o) for o in graph.objects(act, rdflib.SKOS.prefLabel) if getattr(o, "language", "") == "nl")
        assert titles[str(number)] == names.get(label, label)
        found += 1
    assert found >= 3


def test_mappings_to_esco_and_isco_are_the_checked_ones(documents: Path) -> None:
    """Each mapping, with its kind, stands in the reviewed table of mappings, and none for our labels is left out."""
    path = documents.parent / "data" / "alignments.sssom.tsv"
    if not path.is_file():
        pytest.skip("the table of checked mappings is not beside the reports")
    vocabulary = Vocabulary.load()
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")), delimiter="\t")
    checked = set()
    for row in rows:
        found = [c for kind in ("profession", "role", "group") if (c := vocabulary.find(kind, row["subject_label"]))]
        if found:
            checked.add((found[0].iri, row["predicate_id"].split(":")[1], row["object_id"]))
    graph = rdflib.Graph().parse(data=ontology.vocabularies()["alignments.ttl"], format="turtle")
    ours = {(str(s), str(p).rsplit("#", 1)[-1], str(o)) for s, p, o in graph if str(p).endswith("Match")}
    assert ours == checked
    assert len(ours) >= 30
