"""No text of a document and no name of a person in the graph: every literal has a source that allows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ontology
from kg.folder import OpenGraph
from kg.namespaces import BK, DCTERMS, RDF
from kg.store import EmbeddedStore
from kg.terms import Literal
from loaders.registry import known_documents

ORDINARY = {
    "Actiz",
    "Advies",
    "Ambacht",
    "Beleidsadviseur",
    "Beleidsmedewerker",
    "Bureaudienst",
    "Centrum",
    "Directeur",
    "Enver",
    "Financier",
    "Gedragsdeskundige",
    "Gemeente",
    "Gespreksleider",
    "Holy",
    "Jeugdbescherming",
    "Kinderen",
    "Lucertus",
    "Manager",
    "Mee",
    "Medewerker",
    "Ministerie",
    "Minters",
    "Nederland",
    "Pameijer",
    "Partner",
    "Professionalisering",
    "Programmamanagem",
    "Projectleider",
    "Registerplein",
    "Secretaris",
    "Senior",
    "Sociaal",
    "Stafmedewerker",
    "Teamleider",
    "Vlaardingen",
    "Volwassen",
    "Werk",
    "West",
    "Wijkteam",
}
"""Capitalised words in the list of participants that name functions, organisations and places, not persons."""
TABLE = re.compile(r"Naam\s+Functie\s+Organisatie")


def literals(graph: OpenGraph) -> set[tuple[str, str]]:
    rows = graph.store.select("SELECT DISTINCT ?p ?o WHERE { ?s ?p ?o FILTER(isLITERAL(?o)) }").rows
    return {(str(p), str(o)) for p, o in rows if isinstance(o, Literal)}


def test_every_literal_has_an_allowed_source(full: OpenGraph) -> None:
    vocabulary = EmbeddedStore()
    vocabulary.add_turtle("http://e/g", ontology.core(), *ontology.vocabularies().values())
    allowed = {
        str(row[0]) for row in vocabulary.select("SELECT DISTINCT ?o WHERE { ?s ?p ?o FILTER(isLITERAL(?o)) }").rows
    }
    for document in known_documents().values():
        allowed |= {
            document.id,
            document.title,
            document.publisher,
            document.kind,
            document.language,
            str(document.year),
        }
    own_words = {BK + "gloss"}
    machine_made = {BK + "digest", BK + "anchoring", BK + "rule", DCTERMS + "identifier", RDF + "value"}
    strange = {
        (predicate, value)
        for predicate, value in literals(full)
        if value not in allowed
        and predicate not in own_words | machine_made
        and not re.fullmatch(r"\d+|true|false", value)
    }
    assert strange == set()


def test_glosses_share_no_six_words_with_their_document(full: OpenGraph) -> None:
    from kg.quality import quality_of

    assert quality_of(full).copied_glosses == ()


def test_no_participant_is_named(full: OpenGraph, documents: Path) -> None:
    """The names in the list of participants of one report, taken from the user's copy, occur in no literal."""
    text = (documents / "vlaardingen-2019.txt").read_text(encoding="utf-8")
    found = TABLE.search(text)
    if found is None:
        pytest.skip("the list of participants is not in this copy")
    names = set(re.findall(r"\b[A-Z][a-z]{2,}\b", text[found.end() :])) - ORDINARY
    assert len(names) >= 40
    words = {word for _, value in literals(full) for word in re.findall(r"\w+", value)}
    assert names & words == set()
