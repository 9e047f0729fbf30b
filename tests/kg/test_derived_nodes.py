"""What is derived beside the rules: claims, contradictions and covered life domains, each with what it came from."""

from __future__ import annotations

from kg.folder import OpenGraph
from kg.namespaces import DERIVED_GRAPH


def rows(graph: OpenGraph, query: str) -> set[tuple[str, ...]]:
    return {tuple("" if term is None else str(term) for term in row) for row in graph.store.select(query).rows}


def test_a_claim_gathers_the_statements_that_say_the_same(small: OpenGraph) -> None:
    found = rows(
        small,
        """SELECT ?claim (COUNT(?s) AS ?n) WHERE { ?claim a bk:Claim ; prov:wasDerivedFrom ?s .
        ?s bk:subject/skos:prefLabel "ouderencoach"@nl ; bk:relation <https://w3id.org/beroepenkaart/id/relation/member-of-team> }
        GROUP BY ?claim""",
    )
    assert {count for _, count in found} == {"2"}, "both shells: one claim of membership"
    assert len(found) == 1


def test_a_claim_names_its_only_statement_or_its_only_document(small: OpenGraph) -> None:
    alone = rows(small, "SELECT ?s WHERE { ?claim bk:soleStatement ?s ; prov:wasDerivedFrom ?s }")
    repeated = rows(
        small,
        """SELECT ?one ?id WHERE { ?claim bk:soleDocument/dcterms:identifier ?id ; prov:wasDerivedFrom/bk:subject ?s .
        ?s skos:prefLabel ?one }""",
    )
    assert repeated == {
        ("ouderencoach", "tabel-klein"),  # in both shells of Team Oost
        ("dorpsverpleegkundige", "tabel-klein"),  # treats and notices, both in psychische gezondheid
    }
    statements = rows(small, "SELECT ?s WHERE { ?s a bk:Statement }")
    assert len(alone) == len(statements) - 4
    assert rows(small, "SELECT ?c WHERE { ?c bk:soleStatement ?s ; bk:soleDocument ?d }") == set()


def test_a_claim_of_two_documents_has_neither(two_tables: OpenGraph) -> None:
    claims = rows(
        two_tables,
        """SELECT DISTINCT ?c WHERE { ?c a bk:Claim ; prov:wasDerivedFrom ?one , ?other .
        ?one bk:document ?d . ?other bk:document ?e FILTER(?d != ?e) }""",
    )
    assert len(claims) == 1
    ((claim,),) = claims
    assert rows(two_tables, f"SELECT ?x WHERE {{ <{claim}> bk:soleStatement|bk:soleDocument ?x }}") == set()


def test_affirmed_and_denied_are_two_claims_and_one_contradiction(small: OpenGraph) -> None:
    claims = rows(
        small,
        """SELECT ?claim ?polarity WHERE { ?claim a bk:Claim ; prov:wasDerivedFrom ?s .
        ?s bk:object/skos:prefLabel "post brengen"@nl ; bk:polarity/skos:notation ?polarity }""",
    )
    assert sorted(polarity for _, polarity in claims) == ["neg", "pos"]
    sides = rows(
        small,
        """SELECT ?c ?side WHERE { ?c a bk:Contradiction ; prov:wasDerivedFrom ?s . ?s bk:object/skos:prefLabel ?side
        FILTER(LANG(?side) = "nl") }""",
    )
    assert {side for _, side in sides} == {"post brengen", "Team Oost"}
    assert len({contradiction for contradiction, _ in sides}) == 2


def test_a_team_covers_what_its_inner_shell_does_there_or_in_general(small: OpenGraph) -> None:
    found = rows(
        small,
        """SELECT ?team ?leefgebied WHERE { ?t bk:covers ?l ; skos:prefLabel ?team . ?l skos:prefLabel ?leefgebied
        FILTER(LANG(?leefgebied) = "nl") }""",
    )
    assert found == {
        ("Team Noord", "psychische gezondheid"),  # the tuinpsycholoog treats there
        ("Team Zuid", "psychische gezondheid"),  # the dorpsverpleegkundige notices, in any team
        ("Team Zuid", "lichamelijke gezondheid"),  # and cares, in this team; not in Noord, in whose outer shell she is
    }


def test_each_derived_node_names_what_it_came_from(small: OpenGraph) -> None:
    nodes = "SELECT ?n WHERE { VALUES ?class { bk:Claim bk:Contradiction bk:Cell bk:Coverage bk:Reservation bk:DerivedFact } ?n a ?class"
    assert rows(small, nodes + " }")
    assert rows(small, nodes + " MINUS { ?n prov:wasDerivedFrom ?from } }") == set()
    covered = (
        "SELECT ?t ?l WHERE { ?t bk:covers ?l MINUS { ?f bk:subject ?t ; bk:predicate bk:covers ; bk:object ?l } }"
    )
    assert rows(small, covered) == set()


def test_nothing_derived_stands_outside_its_graph(small: OpenGraph) -> None:
    outside = f"SELECT ?c WHERE {{ GRAPH ?g {{ ?c a bk:Claim }} FILTER(?g != <{DERIVED_GRAPH}>) }}"
    assert rows(small, outside) == set()
