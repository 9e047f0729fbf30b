"""Taking a whole graph from an endpoint."""

from __future__ import annotations

from typing import Any

import pytest

from kg.download import download
from kg.errors import EndpointError
from kg.folder import OpenGraph
from kg.store import EmbeddedStore
from kg.terms import Solutions


def test_the_copy_has_the_same_quads(small: OpenGraph) -> None:
    assert download(small.store).nquads() == small.store.nquads()


def test_an_endpoint_without_our_graphs() -> None:
    with pytest.raises(EndpointError, match="geen graaf van Beroepenkaart"):
        download(EmbeddedStore())


def test_an_endpoint_that_gives_less_than_it_has(small: OpenGraph) -> None:
    class Capped:
        """A server that silently caps its answers, as some do."""

        def select(self, query: str) -> Solutions:
            return small.store.select(query)

        def run(self, query: str) -> Any:
            answer = small.store.run(query)
            return answer[:100] if isinstance(answer, list) else answer

    with pytest.raises(EndpointError, match=r"gaf 100 van de \d+ triples"):
        download(Capped())
