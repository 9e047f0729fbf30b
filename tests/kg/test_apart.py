"""A query of a user's own: an engine that gives up takes nobody with it, and everything else is as without a process of its own."""

from __future__ import annotations

import pytest

from kg.apart import ask_apart
from kg.errors import QueryError
from kg.folder import OpenGraph

MIXED = "SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o LIMIT 2"


def test_a_sort_that_ends_the_engine_is_said(reviewed: OpenGraph, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(QueryError, match=r"ORDER BY STR\(\?x\)"):
        ask_apart(reviewed.folder / "store", MIXED)
    assert capfd.readouterr().err == ""


def test_brackets_that_end_the_engine_are_said(small: OpenGraph) -> None:
    deep = 20_000
    with pytest.raises(QueryError, match="nest minder diep"):
        ask_apart(small.folder / "store", "ASK " + "{" * deep + "?s ?p ?o" + "}" * deep)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?l WHERE { ?r a bk:Role ; skos:prefLabel ?l } ORDER BY ?l",
        "SELECT ?l WHERE { ?r a bk:Role ; skos:prefLabel ?l }",
        "ASK { { SELECT ?r WHERE { ?r a bk:Role } ORDER BY ?r } }",
    ],
)
def test_the_answer_is_that_of_the_store(small: OpenGraph, query: str) -> None:
    assert ask_apart(small.folder / "store", query) == small.store.run(query)


def test_a_mistake_comes_back_whole(small: OpenGraph) -> None:
    with pytest.raises(QueryError, match=r"regel 1") as caught:
        ask_apart(small.folder / "store", "SELECT ?s WHERE { ?s a ?c ORDER BY ?s")
    assert caught.value.remedy
