"""Proof that the ontology is consistent: HermiT, run through owlready2 (needs a Java runtime)."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from kg.errors import BeroepenkaartError

__all__ = ["inconsistencies"]


def inconsistencies(*turtle: bytes) -> list[str]:
    """Return what is wrong with the union of some Turtle: the inconsistency, or each unsatisfiable class.

    An empty list is a proof of consistency and of a satisfiable class for every name. owlready2 reads no Turtle, so the
    union goes in as N-Triples. Raises BeroepenkaartError when there is no Java runtime.
    """
    import owlready2  # slow to import, and only needed here
    import rdflib

    if shutil.which("java") is None:
        raise BeroepenkaartError(
            "de redeneerder heeft Java nodig",
            expected="een programma 'java' op het zoekpad",
            remedy="Installeer een Java-runtime, of laat --consistency weg.",
        )
    graph = rdflib.Graph()
    for document in turtle:
        graph.parse(data=document, format="turtle")
    world = owlready2.World()
    loaded = world.get_ontology("https://w3id.org/beroepenkaart/def#")
    loaded.load(fileobj=io.BytesIO(graph.serialize(format="nt", encoding="utf-8")), only_local=True)
    with _quiet():
        try:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return ["de ontologie is inconsistent"]
    found = (cls for cls in world.inconsistent_classes() if cls is not owlready2.Nothing)
    return [f"onvervulbare klasse {cls.iri}" for cls in found]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the reasoner's progress off standard output, also what its Java process writes."""
    with Path(os.devnull).open("w", encoding="utf-8") as sink, redirect_stdout(sink):
        yield
