"""The public IRIs as addresses of the application."""

from __future__ import annotations

from typing import Any

import pytest

import ontology
from kg.namespaces import BK, ID
from kg.store import EmbeddedStore

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "accept", "status", "location"),
    [
        ("/id/leefgebied/zingeving", "", 303, "/data/leefgebied/zingeving.ttl"),
        ("/id/leefgebied/zingeving", "text/turtle", 303, "/data/leefgebied/zingeving.ttl"),
        ("/id/leefgebied/zingeving", "application/ld+json", 303, "/data/leefgebied/zingeving.jsonld"),
        ("/id/leefgebied/zingeving", "application/rdf+xml, */*;q=0.1", 303, "/data/leefgebied/zingeving.rdf"),
        ("/id/leefgebied/zingeving", "application/json", 303, "/api/concepts/leefgebied/zingeving"),
        ("/id/leefgebied/zingeving", "text/html", 303, "/data/leefgebied/zingeving.ttl"),
        ("/id/leefgebied/zingeving", "image/png", 406, None),
        ("/id/own/profession/tuinpsycholoog", "application/json", 303, "/api/concepts/profession/tuinpsycholoog"),
        ("/id/graph/derived", "text/turtle", 303, "/data/graph/derived.ttl"),
        ("/id/leefgebied/zingevin", "", 404, None),
        ("/id/", "", 404, None),
        ("/id/leefgebied/zingeving?x=1", "", 400, None),
    ],
)
def test_things(client: Any, path: str, accept: str, status: int, location: str | None) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers.get("location")) == (status, location), answer.text
    assert answer.headers["vary"] == "Accept"


def test_things_lead_to_pages_where_there_are_pages(serve: Any, small_folder: Any) -> None:
    def page_of(_: object, iri: str) -> str | None:
        return f"/nl/{iri.removeprefix(ID)}" if "/leefgebied/" in iri else None

    with serve(small_folder, page_of=page_of) as client:
        for accept, location in (
            (BROWSER, "/nl/leefgebied/zingeving"),
            ("text/turtle", "/data/leefgebied/zingeving.ttl"),
        ):
            assert client.get("/id/leefgebied/zingeving", headers={"Accept": accept}).headers["location"] == location
        assert (
            client.get("/id/relation/active-in", headers={"Accept": "text/html"}).headers["location"]
            == "/data/relation/active-in.ttl"
        )


@pytest.mark.parametrize("kind", ["bk:Profession", "bk:Leefgebied", "bk:Statement", "bk:Passage", "bk:Document", "bk:DerivedFact",
                                  "bk:Cell", "org:Membership", "skos:ConceptScheme", "bk:Relation"])  # fmt: skip
@pytest.mark.parametrize("accept", ["text/turtle", "application/json"])
def test_everything_with_an_iri_leads_somewhere(client: Any, small: Any, kind: str, accept: str) -> None:
    rows = small.store.select(
        f"SELECT ?x {{ ?x a {kind} FILTER(STRSTARTS(STR(?x), '{ID}')) }} ORDER BY ?x LIMIT 2"
    ).rows
    assert rows
    for (iri,) in rows:
        path = str(iri).removeprefix("https://w3id.org/beroepenkaart")
        first = client.get(path, headers={"Accept": accept})
        if accept == "application/json" and kind in ("bk:Document", "bk:Passage", "skos:ConceptScheme"):
            assert first.status_code == 406, "there is no JSON of its own"
            continue
        second = client.get(first.headers["location"])
        assert second.status_code == 200, first.headers["location"]
        assert (str(iri) if accept == "application/json" else str(iri).rsplit("/", 1)[1]) in second.text


@pytest.mark.parametrize(
    ("path", "accept", "media_type"),
    [
        ("/data/leefgebied/zingeving.ttl", "", "text/turtle; charset=utf-8"),
        ("/data/leefgebied/zingeving.jsonld", "text/turtle", "application/ld+json"),
        ("/data/leefgebied/zingeving.nt", "", "application/n-triples"),
        ("/data/leefgebied/zingeving.rdf", "", "application/rdf+xml"),
        ("/data/leefgebied/zingeving", "", "text/turtle; charset=utf-8"),
        ("/data/leefgebied/zingeving", "application/n-triples", "application/n-triples"),
    ],
)
def test_data(client: Any, path: str, accept: str, media_type: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert "zingeving" in answer.text
    assert "prefLabel" in answer.text


def test_data_of_a_passage_has_its_place(client: Any, small: Any) -> None:
    iri = str(small.store.select("SELECT ?p { ?p a bk:Passage } ORDER BY ?p LIMIT 1").rows[0][0])
    text = client.get(f"/data/{iri.removeprefix(ID)}.nt").text
    assert f"<{iri}/selector>" in text
    assert "FragmentSelector" in text
    assert client.get("/data/passage/niets.ttl").status_code == 404


@pytest.mark.parametrize(
    ("path", "accept", "status", "media_type"),
    [
        ("/def", "", 200, "text/turtle; charset=utf-8"),
        ("/def", BROWSER, 200, "text/html; charset=utf-8"),
        ("/def", "application/ld+json", 200, "application/ld+json"),
        ("/def", "application/rdf+xml", 200, "application/rdf+xml"),
        ("/def", "application/n-triples", 200, "application/n-triples"),
        ("/def", "image/png", 406, "application/problem+json"),
        ("/def?format=nt", BROWSER, 200, "application/n-triples"),
        ("/def?format=csv", "", 400, "application/problem+json"),
        (f"/def/{ontology.VERSION}", "text/turtle", 200, "text/turtle; charset=utf-8"),
        ("/def/9.9.9", "", 404, "application/problem+json"),
    ],
)
def test_the_ontology(client: Any, path: str, accept: str, status: int, media_type: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (status, media_type), answer.text[:200]
    assert answer.headers["vary"] == "Accept"


def test_the_ontology_is_the_same_in_each_form(client: Any) -> None:
    def triples(content: bytes) -> int:
        store = EmbeddedStore()
        store.add_turtle("http://x/", content)
        return len(store)

    assert client.get("/def", headers={"Accept": "text/turtle"}).content == ontology.core()
    assert triples(client.get("/def?format=nt").content) == triples(ontology.core())


def test_the_page_of_the_ontology(client: Any) -> None:
    answer = client.get("/def", headers={"Accept": "text/html"})
    page = answer.text
    store = EmbeddedStore()
    store.add_turtle("http://x/", ontology.core())
    terms = [str(row[0]).removeprefix(BK) for row in store.select("SELECT DISTINCT ?t { ?t rdfs:isDefinedBy ?o }").rows]
    assert len(terms) > 60
    assert {term for term in terms if f'id="{term}"' not in page} == set(), "each term is a place on the page"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "<script" not in page


def test_the_page_in_a_browser(server: Any, browser: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 800})
        wrong: list[str] = []
        page.on("console", lambda message, wrong=wrong: wrong.append(message.text))
        page.goto(f"{server.url}/def#Profession")
        assert page.locator("#Profession:target").count() == 1
        assert wrong == []
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.close()
