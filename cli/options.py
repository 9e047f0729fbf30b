"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.evidence import ReadableGraph
from kg.folder import GraphFolder

__all__ = [
    "LEAST_CONFIDENCE",
    "confidence_option",
    "endpoint_option",
    "format_option",
    "graph_option",
    "library_option",
    "open_graph",
    "out_option",
    "workers_option",
]

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_GRAPH = Path("build") / "graph"
DEFAULT_LIBRARY = Path("build") / "library"
LEAST_CONFIDENCE = 0.6
"""Confidence from which a proposal is in the list; measured by bench/extraction.py."""


def graph_option(function: F) -> F:
    """Add ``--graph DIR``: else the environment variable BEROEPENKAART_GRAPH, else ``build/graph``."""
    return click.option(
        "--graph",
        type=click.Path(path_type=Path, file_okay=True),
        envvar="BEROEPENKAART_GRAPH",
        default=DEFAULT_GRAPH,
        show_default=True,
        help="Map van de graaf (of omgevingsvariabele BEROEPENKAART_GRAPH).",
        callback=lambda _context, _option, value: GraphFolder(value),
    )(function)


def library_option(function: F) -> F:
    """Add ``--library DIR``: else the environment variable BEROEPENKAART_LIBRARY, else ``build/library``."""
    return click.option(
        "--library",
        type=click.Path(path_type=Path, file_okay=True),
        envvar="BEROEPENKAART_LIBRARY",
        default=DEFAULT_LIBRARY,
        show_default=True,
        help="Map met uw eigen rapporten (of omgevingsvariabele BEROEPENKAART_LIBRARY).",
    )(function)


def confidence_option(function: F) -> F:
    """Add ``--min-confidence NUMBER``: the confidence from which a proposal is in the list."""
    return click.option(
        "--min-confidence",
        "least",
        type=click.FloatRange(0, 1),
        default=LEAST_CONFIDENCE,
        show_default=True,
        help="Zekerheid vanaf welke een voorstel in de lijst komt (0 tot 1).",
    )(function)


def workers_option(function: F) -> F:
    """Add ``--workers N``: how many files are read at once."""
    return click.option(
        "--workers",
        type=click.IntRange(1, 64),
        metavar="AANTAL",
        help="Hoeveel bestanden tegelijk gelezen worden; anders zoveel als er processoren zijn.",
    )(function)


def format_option(*forms: str) -> Callable[[F], F]:
    """Add ``--format`` with the first form as default."""

    def decorate(function: F) -> F:
        return click.option(
            "--format",
            "form",
            type=click.Choice(forms),
            default=forms[0],
            show_default=True,
            help="Vorm van de uitvoer.",
        )(function)

    return decorate


def endpoint_option(function: F) -> F:
    """Add ``--endpoint URL``: ask a SPARQL endpoint instead of the graph in the folder."""
    return click.option(
        "--endpoint", metavar="URL", help="Vraag dit SPARQL-endpoint in plaats van de map van de graaf."
    )(function)


def open_graph(folder: GraphFolder, endpoint: str | None) -> ReadableGraph:
    """Return the graph behind an endpoint when one is given, else the one in the folder."""
    if endpoint is None:
        return folder.open()
    from kg.remote import RemoteGraph, RemoteStore  # only needed for an endpoint

    return RemoteGraph(RemoteStore(endpoint))


def out_option(function: F) -> F:
    """Add ``--out FILE``: write there instead of to standard output."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Schrijf naar dit bestand in plaats van het scherm.",
    )(function)
