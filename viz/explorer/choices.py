"""Actors, teams and other concepts in addresses and in lists to choose from: ``profession.gz-psycholoog``."""

from __future__ import annotations

from collections.abc import Sequence

from viz.explorer.content import Concept
from viz.explorer.context import Explorer
from viz.explorer.page import AddressError, Target

__all__ = ["chosen", "key_of"]


def key_of(concept: Concept) -> str:
    """Return what stands in an address for a concept: its kind and its name."""
    return f"{concept.kind}.{concept.slug}"


def chosen(explorer: Explorer, key: str, kinds: Sequence[str], view: str, parameter: str) -> Concept:
    """Return the concept that a key or a label names; raise AddressError (404) with the nearest where there is none."""
    kind, _, slug = key.partition(".")
    if kind in kinds and (found := explorer.content.concept(kind, slug)):
        return found
    known = [concept for kind in kinds for concept in explorer.content.by_kind.get(kind, [])]
    for concept in known:
        if key.casefold() in (label.casefold() for label in (*concept.labels.values(), *concept.alternatives)):
            return concept
    from rapidfuzz import process  # only when something is misspelt

    near = process.extract(key, {concept.iri: concept.label for concept in known}, limit=5, score_cutoff=60)
    raise AddressError(
        "no_concept",
        name=key,
        near=[(label, Target(view, {parameter: key_of(explorer.content.concepts[iri])})) for label, _, iri in near],
    )
