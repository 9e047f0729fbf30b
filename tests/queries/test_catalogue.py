"""A parameter in a query: a term where its variable stood, never text; conditions on an open one fall away."""

from __future__ import annotations

from kg.terms import Iri
from queries import bind
from queries.header import Column, Parameter, Question

QUERY = """SELECT ?s WHERE { VALUES ?_team { UNDEF } VALUES ?_other_team { UNDEF }
  ?s ?p ?_other_team OPTIONAL { ?s <urn:in> ?in } FILTER(!BOUND(?_team) || ?in = ?_team) }"""


def question() -> Question:
    parameters = tuple(
        Parameter(name, "concept", ("Team",), required=False, label="", label_en="", example="")
        for name in ("team", "other_team")
    )
    return Question(1, "x", "", "", "table", parameters, (Column("s", "", ""),), QUERY)


def test_a_term_takes_the_place_of_the_variable() -> None:
    bound = bind(question(), {"team": Iri("urn:noord")})
    assert "FILTER(!true || ?in = <urn:noord>)" in bound
    assert "?s ?p ?_other_team" in bound, "a parameter whose name begins the same is another one"
    assert "UNDEF" not in bound


def test_what_is_left_open_stays_a_variable() -> None:
    assert "FILTER(!false || ?in = ?_team)" in bind(question(), {})


def test_a_value_cannot_leave_its_brackets() -> None:
    bound = bind(question(), {"other_team": Iri("urn:a> } DROP ALL # \\g<0>")})
    assert r"?s ?p <urn:a%3E%20%7D%20DROP%20ALL%20#%20%5Cg%3C0%3E>" in bound
