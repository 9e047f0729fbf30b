"""Taking a whole graph from an endpoint, named graph by named graph, or not at all."""

from __future__ import annotations

from kg.errors import EndpointError
from kg.namespaces import ID
from kg.store import EmbeddedStore, GraphEngine
from kg.terms import Iri, n3

__all__ = ["download"]


def download(engine: GraphEngine) -> EmbeddedStore:
    """Return a store in memory with the named graphs of the product that an endpoint holds.

    Raises EndpointError when there are none, or when the endpoint gives fewer triples than it says it has.
    """
    found = engine.select("SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph")
    graphs = {str(name): int(str(count)) for name, count in found.rows if str(name).startswith(ID)}
    if not graphs:
        raise EndpointError(
            "hier staat geen graaf van Beroepenkaart",
            expected=f"benoemde grafen onder {ID}",
            remedy="Zet haar er met 'beroepenkaart publish'.",
        )
    store = EmbeddedStore()
    for name, count in sorted(graphs.items()):
        answer = engine.run(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {n3(Iri(name))} {{ ?s ?p ?o }} }}")
        triples = answer if isinstance(answer, list) else []
        if len(triples) != count:
            raise EndpointError(
                f"het endpoint gaf {len(triples)} van de {count} triples",
                where=name,
                expected="de hele benoemde graaf",
                remedy="Verhoog op de server het grootste aantal rijen van een antwoord.",
            )
        lines = (f"{n3(subject)} {n3(predicate)} {n3(value)} .\n" for subject, predicate, value in triples)
        store.add_turtle(name, "".join(lines).encode())
    return store
