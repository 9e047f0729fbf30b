"""Commands on the structure of professions: communities, structure."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from cli.options import endpoint_option, format_option, graph_option, open_graph, out_option
from cli.output import emit, render
from kg.errors import StructureError
from kg.evidence import ReadableGraph
from kg.folder import GraphFolder
from kg.store import GraphEngine
from queries.structure import Structure

__all__ = ["communities_command", "structure_command"]

_WIDTH = 100


@click.command("communities")
@format_option("table", "csv", "json", "md")
@out_option
@endpoint_option
@graph_option
def communities_command(form: str, out: Path | None, endpoint: str | None, graph: GraphFolder) -> None:
    """Toon welke beroepen en rollen veel delen: groepjes met wat ze bindt.

    \b
    Voorbeeld:
      beroepenkaart communities --format md
    """
    from queries.communities import communities_table, find_communities  # brings a library that is slow to import

    opened = open_graph(graph, endpoint)
    emit(render(communities_table(find_communities(opened.store)), form, opened), out)


@click.command("structure")
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="[BESTAND.yaml]")
@click.option(
    "--start",
    type=click.Choice(["huidig", "voorstel"]),
    help="Schrijf een begin: de structuur van vandaag, of een berekend voorstel.",
)
@click.option("--statements", is_flag=True, help="Noem elke uitspraak die verhuist, met haar bron.")
@format_option("table", "csv", "json", "md")
@out_option
@endpoint_option
@graph_option
def structure_command(
    file: Path | None,
    start: str | None,
    statements: bool,
    form: str,
    out: Path | None,
    endpoint: str | None,
    graph: GraphFolder,
) -> None:
    """Leg een voorgestelde beroepenstructuur naast die van vandaag; docs/structuur.md beschrijft het bestand.

    \b
    Voorbeelden:
      beroepenkaart structure --start huidig --out structuur.yaml
      beroepenkaart structure structuur.yaml
    """
    if (file is None) == (start is None):
        raise click.UsageError("geef een bestand óf --start huidig of --start voorstel")
    opened = open_graph(graph, endpoint)
    if file is None:
        from queries.structure import computed_structure, todays_structure, write_structure

        begin: Callable[[GraphEngine], Structure] = todays_structure if start == "huidig" else computed_structure
        emit(write_structure(begin(opened.store)), out)
        return
    emit(_compared(_read(file), file.name, form, opened, statements=statements), out)


def _compared(data: bytes, name: str, form: str, graph: ReadableGraph, *, statements: bool) -> str:
    from queries.structure import compare, read_structure
    from queries.structure.exporting import comparison_json, comparison_table
    from queries.structure.sections import sections, summary

    comparison = compare(graph.store, read_structure(data, name))
    if form == "json":
        return comparison_json(comparison)
    if form == "csv":
        return render(comparison_table(comparison), form, graph)
    parts = [_heading(comparison.structure.name, 1, form), *(_paragraph(line, form) for line in summary(comparison))]
    for section in sections(comparison, statements=statements):
        parts.append(_heading(section.title, 2, form))
        if section.text:
            parts.append(_paragraph(section.text, form))
        if section.table:
            parts.append(render(replace(section.table, title=""), form, graph))
    return "\n".join(parts)


def _heading(title: str, level: int, form: str) -> str:
    return f"{'#' * level} {title}\n" if form == "md" else f"{title}\n{'=-'[level - 1] * len(title)}"


def _paragraph(text: str, form: str) -> str:
    return f"{text}\n" if form == "md" else textwrap.fill(text, _WIDTH)


def _read(file: Path) -> bytes:
    """Return the bytes of a file, and of one that is too large only enough to see that."""
    from queries.structure.yaml_tree import MOST_BYTES

    try:
        with file.open("rb") as handle:
            return handle.read(MOST_BYTES + 1)
    except OSError as error:
        raise StructureError(
            f"het bestand kan niet worden gelezen ({error.strerror})", where=str(file), expected="een YAML-bestand",
            remedy="Controleer de naam.",
        ) from error  # fmt: skip
