"""Any SPARQL endpoint: the same rows as the embedded store, on two servers that have nothing in common."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.download import download
from kg.errors import EndpointError
from kg.export import statements_csv
from kg.folder import OpenGraph
from kg.namespaces import ID
from kg.remote import RemoteStore
from kg.terms import Term
from queries import ask, find_question, questions, understand
from queries.landscape import load_landscape

QUESTIONS = Path(__file__).parents[1] / "data" / "questions"
KNOWN = {
    "leefgebied": "psychische gezondheid", "team": "Team Noord", "other_team": "Team Zuid", "theme": "dorpszorgen",
    "profession": "dorpsverpleegkundige", "other": "tuinpsycholoog", "task": "tuingesprek", "frame": "Tuinregister",
    "document": "tabel-klein", "statement": "{5}",
}  # fmt: skip
"""A value that the small graph has, for every parameter of the catalogue."""
PARTS = "Wijkteam Vlaardingen"
"""A team with parts, so that what a query says of parts is tried too."""


def cases() -> Iterator[Any]:
    """Yield the cases with rows worked out by hand, and each question with nothing but what it needs and with all."""
    for path in sorted(QUESTIONS.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(data["cases"]):
            yield pytest.param(data["question"], case["parameters"], id=f"{path.stem}-{number}")
    for question in questions():
        names = [parameter.name for parameter in question.parameters]
        needed = [parameter.name for parameter in question.parameters if parameter.required]
        yield pytest.param(question.id, {name: KNOWN[name] for name in needed}, id=f"{question.number}-needed")
        yield pytest.param(question.id, {name: KNOWN[name] for name in names}, id=f"{question.number}-all")
        if "team" in names:
            chosen = {name: KNOWN[name] for name in needed} | {"team": PARTS}
            yield pytest.param(question.id, chosen, id=f"{question.number}-parts")


@pytest.mark.parametrize(("name", "parameters"), list(cases()))
def test_every_question_gives_the_same_rows(
    small: OpenGraph, server: Any, name: str, parameters: dict[str, str]
) -> None:
    values = {key: statement(small, value) for key, value in parameters.items()}
    ours, theirs = (
        sorted([list(map(plain, row)) for row in ask(engine, find_question(name), values).rows])
        for engine in (small.store, RemoteStore(server.query))
    )
    assert ours == theirs


def plain(term: Term | None) -> str:
    """A value as text: joined names come in no fixed order, and a number is the same in any datatype."""
    text = "" if term is None else str(term)
    try:
        return f"{float(text):.9f}"
    except ValueError:
        return " ".join(sorted(text.replace(";", ",").replace(", ", ",").replace(",", " ").split(" ")))


def statement(graph: OpenGraph, value: str) -> str:
    """Replace ``{5}`` by the identifier of the statement in row 5 of klein.csv."""
    if not value.startswith("{"):
        return value
    row = int(value.strip("{}")) + 1
    found = graph.store.select(
        f'SELECT ?id WHERE {{ ?s bk:evidence/oa:hasSelector/rdf:value "row={row}" ; dcterms:identifier ?id }}'
    )
    return str(found.rows[0][0])


@pytest.mark.parametrize("text", ["Wie zit er in Team Noord?", "Wat doet de tuinpsygoloog?", "Wat doet een astronaut?"])
def test_ordinary_dutch_is_understood_the_same(small: OpenGraph, server: Any, text: str) -> None:
    assert understand(RemoteStore(server.query), text) == understand(small.store, text)


def test_the_landscape_is_the_same_behind_an_endpoint(small: OpenGraph, server: Any) -> None:
    assert load_landscape(RemoteStore(server.query)) == load_landscape(small.store)


def test_export_ask_and_construct(small: OpenGraph, server: Any) -> None:
    remote = RemoteStore(server.query)
    assert statements_csv(remote) == statements_csv(small.store)
    assert remote.run("ASK { ?s a bk:Statement }") is True
    assert remote.run("ASK { ?s a bk:Nothing }") is False
    query = "CONSTRUCT { ?s a ?c } WHERE { ?s a bk:Role ; a ?c }"
    assert set(remote.run(query)) == set(small.store.run(query))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "before",
    [
        "# a task\n# another task\n",
        "PREFIX ask: <https://example.org/select#>\n#describe\n",
    ],
)
def test_words_before_the_query_do_not_decide_what_it_is(server: Any, before: str) -> None:
    far = RemoteStore(server.query)
    assert far.select(f"{before}SELECT ?s WHERE {{ ?s a bk:Statement }} LIMIT 1").rows
    assert far.run(f"{before}ask {{ ?s a bk:Statement }}") is True


def test_the_command_asks_an_endpoint(beroepenkaart: Any, server: Any) -> None:
    here = beroepenkaart("ask", "1", "--leefgebied", "zingeving")
    there = beroepenkaart("ask", "1", "--leefgebied", "zingeving", "--endpoint", server.query, "--graph", "nergens")
    assert there.status == 0
    assert there.out == here.out


def test_publishing_again_changes_nothing(
    beroepenkaart: Any, server: Any, small: OpenGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in server.login.items():
        monkeypatch.setenv(name, value)
    outcome = beroepenkaart("publish", "--endpoint", server.query, "--graph-store", server.store)
    assert outcome.out == f"{len(small.store.graphs())} benoemde grafen gezet in {server.store}.\n"
    counts = f'SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{ID}")) }}'
    ours, theirs = (engine.select(counts).rows[0][0] for engine in (small.store, RemoteStore(server.query)))
    assert str(ours) == str(theirs)


def test_a_graph_store_can_be_the_endpoint_itself(beroepenkaart: Any, oxigraph: Any) -> None:
    assert "benoemde grafen gezet" in beroepenkaart("publish", "--endpoint", oxigraph.store).out


def test_an_endpoint_of_another_store_is_found_out(beroepenkaart: Any, oxigraph: Any, serving: Any) -> None:
    empty = b'{"head": {"vars": ["graph", "triples"]}, "results": {"bindings": []}}'
    other = serving(lambda _: (200, {"Content-Type": "application/sparql-results+json"}, empty))
    outcome = beroepenkaart("publish", "--endpoint", other, "--graph-store", oxigraph.store)
    assert outcome.status == 1
    assert "het endpoint heeft 0 van de" in outcome.err
    assert "van dezelfde store" in outcome.err


def test_a_query_that_the_endpoint_refuses(server: Any) -> None:
    with pytest.raises(EndpointError, match="weigert de vraag") as caught:
        RemoteStore(server.query).select("SELECT ?s WHERE { ?s a ?o")
    assert "b'" not in str(caught.value), "what the server says, not how Python writes bytes"


def test_a_login_is_needed(beroepenkaart: Any, virtuoso: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("ask", "24", "--endpoint", virtuoso.guarded)
    published = ("publish", "--endpoint", virtuoso.query, "--graph-store", virtuoso.store)
    for command in (asked, published):
        outcome = beroepenkaart(*command)
        assert outcome.status == 1
        assert "vraagt om aanmelden (status 401). Zet BEROEPENKAART_ENDPOINT_USER" in outcome.err
    monkeypatch.setenv("BEROEPENKAART_ENDPOINT_USER", virtuoso.user)
    monkeypatch.setenv("BEROEPENKAART_ENDPOINT_PASSWORD", "fout")
    for command in (asked, published):
        assert "naam en wachtwoord worden niet aanvaard (status 401)" in beroepenkaart(*command).err
    monkeypatch.setenv("BEROEPENKAART_ENDPOINT_PASSWORD", virtuoso.password)
    assert beroepenkaart(*asked).out == beroepenkaart("ask", "24").out


def test_an_answer_that_the_server_cuts_off_is_no_answer(virtuoso: Any) -> None:
    everything = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
    with pytest.raises(EndpointError, match="niet meer dan 10000 rijen"):
        RemoteStore(virtuoso.query).select(everything)
    with pytest.raises(EndpointError, match=r"niet meer dan 10000|van de .* triples"):
        download(RemoteStore(virtuoso.query))
