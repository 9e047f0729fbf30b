"""What a process that answers queries can be asked to do, by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from kg.namespaces import ID
from kg.protocol import Wanted
from kg.store import EmbeddedStore
from kg.terms import Iri, n3
from queries import ask, find_question, to_csv, to_json
from viz.service import concepts, statements
from viz.service.description import description, facts_of
from viz.service.problems import ServiceError
from viz.service.served import Made, Served

__all__ = ["FOREIGN", "TASKS"]

FOREIGN = frozenset({"sparql"})
"""Tasks that carry out what a stranger wrote."""

Arguments = Mapping[str, Any]
Task = Callable[[Served, Arguments], Made]


def _sparql(served: Served, arguments: Arguments) -> Made:
    wanted = Wanted(
        results=tuple(arguments["results"]),
        graphs=tuple(arguments["graphs"]),
        default_graphs=tuple(arguments["default_graphs"]),
        named_graphs=tuple(arguments["named_graphs"]),
        most_bytes=arguments["most_bytes"],
    )
    answer = served.store.serialised(arguments["query"], wanted)
    return Made(answer.media_type, answer.content)


def _description(served: Served, arguments: Arguments) -> Made:
    endpoint, graphs = arguments["endpoint"], tuple(arguments["graphs"])
    turtle = description(endpoint, served.kept("facts", facts_of))
    if graphs[0] == "text/turtle":
        return Made("text/turtle", turtle)
    store = EmbeddedStore()
    store.add_turtle(f"{ID}graph/description", turtle)
    answer = store.serialised("CONSTRUCT WHERE { ?s ?p ?o }", Wanted(graphs=graphs))
    return Made(answer.media_type, answer.content)


def _resource(served: Served, arguments: Arguments) -> Made:
    """Give what the graph says of one IRI, with the labels of what it refers to and the selector of a passage."""
    iri = _known(served, arguments["path"])
    query = f"""CONSTRUCT {{ {iri} ?p ?o . ?o skos:prefLabel ?label . ?selector ?sp ?so }} WHERE {{
        {{ {iri} ?p ?o OPTIONAL {{ ?o skos:prefLabel ?label }} }}
        UNION {{ {iri} oa:hasSelector ?selector . ?selector ?sp ?so }} }}"""
    answer = served.store.serialised(query, Wanted(graphs=tuple(arguments["graphs"])))
    return Made(answer.media_type, answer.content)


def _exists(served: Served, arguments: Arguments) -> Made:
    _known(served, arguments["path"])
    return Made("text/plain", b"")


def _known(served: Served, path: str) -> str:
    """Return ``ID + path`` as it is written in a query; raise ServiceError when the graph says nothing of it."""
    iri = n3(Iri(ID + path))
    if not served.store.run(f"ASK {{ {{ {iri} ?p ?o }} UNION {{ GRAPH {iri} {{ ?s ?p ?o }} }} }}"):
        raise ServiceError("not-found", f"'{ID}{path}' staat niet in deze graaf", remedy="Zoek met /api/concepts?q=...")
    return iri


def _question(served: Served, arguments: Arguments) -> Made:
    question = find_question(arguments["name"])
    table = ask(served.store, question, arguments["values"])
    if arguments["form"] == "text/csv":
        return Made("text/csv", to_csv(table).encode())
    return Made("application/sparql-results+json", to_json(table).encode())


def _json(function: Callable[[Served, Arguments], object]) -> Task:
    def task(served: Served, arguments: Arguments) -> Made:
        answer = function(served, arguments)
        return Made("application/json", json.dumps(answer, ensure_ascii=False, indent=1).encode() + b"\n")

    return task


TASKS: Mapping[str, Task] = {
    "sparql": _sparql,
    "description": _description,
    "resource": _resource,
    "exists": _exists,
    "question": _question,
    "graph": _json(statements.graph),
    "documents": _json(statements.documents),
    "teams": _json(concepts.teams),
    "concepts": _json(concepts.search),
    "concept": _json(concepts.concept),
    "statements": _json(statements.listed),
    "statement": _json(statements.statement),
    "derived": _json(statements.derived),
}
"""Each takes the arguments that `viz.service.operations` or the endpoint checked, and raises BeroepenkaartError."""
