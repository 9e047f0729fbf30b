"""Commands on the structure of professions: communities, structure."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from cli.options import endpoint_option, format_option, graph_option, open_graph, out_option
from cli.output import FORMS, describe, emit, for_people, render
from kg.errors import StructureError
from kg.evidence import ReadableGraph, evidence_of, short_id
from kg.folder import GraphFolder
from kg.store import GraphEngine
from queries import to_markdown
from queries.structure import Comparison, Structure

__all__ = ["communities_command", "structure_command"]

_WIDTH = 100
_QUOTED = 240


@click.command("communities")
@format_option(*FORMS)
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
    table = communities_table(find_communities(opened.store))
    emit(for_people(table, opened) if form == "table" else render(table, form, opened), out)


@click.command("structure")
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="[BESTAND.yaml]")
@click.option(
    "--start",
    type=click.Choice(["huidig", "voorstel"]),
    help="Schrijf een begin: de structuur van vandaag, of een berekend voorstel.",
)
@click.option("--statements", is_flag=True, help="Noem elke uitspraak die verhuist, met haar bron.")
@format_option(*FORMS)
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


def _compared(data: bytes, name: str, form: str, graph: ReadableGraph, *, statements: bool) -> str | bytes:
    from queries.structure import compare, read_structure
    from queries.structure.exporting import comparison_json, comparison_table
    from queries.structure.sections import sections, summary

    comparison = compare(graph.store, read_structure(data, name))
    if form == "json":
        return comparison_json(comparison)
    if form in ("csv", "xlsx"):
        return render(comparison_table(comparison), form, graph)
    parts = [_heading(comparison.structure.name, 1, form), *(_paragraph(line, form) for line in summary(comparison))]
    for section in sections(comparison):
        parts.append(_heading(section.title, 2, form))
        if section.text:
            parts.append(_paragraph(section.text, form))
        if section.table and form == "md":
            parts.append(to_markdown(section.table))
        elif section.table:
            parts.append(for_people(replace(section.table, title=""), graph).rstrip("\n"))
    if statements and comparison.movements:
        parts.append(_heading("Elke uitspraak die verhuist, met haar bron", 2, form))
        parts += _movements(comparison, form, graph)
    return "\n".join(parts).rstrip("\n") + "\n"


def _movements(comparison: Comparison, form: str, graph: ReadableGraph) -> Iterator[str]:
    """Yield every statement that would move: from whom to whom, and its passages."""
    found = evidence_of(graph, [movement.statement for movement in comparison.movements])
    for movement in comparison.movements:
        evidence = found.get(movement.statement, [])
        title = f"{short_id(movement.statement)}: {', '.join(movement.before)} → {', '.join(movement.after)}"
        if form == "md":
            yield f"- {title}" + "".join(f"\n  - {item.place}: {describe(item, _QUOTED)}" for item in evidence)
        else:
            yield title + "".join(f"\n    {item.place}: {describe(item, _QUOTED)}" for item in evidence)


def _heading(title: str, level: int, form: str) -> str:
    if form == "md":
        return f"{'#' * level} {_plain(title)}\n"
    return f"{chr(10) if level > 1 else ''}{title}\n{'=-'[level - 1] * len(title)}"


def _paragraph(text: str, form: str) -> str:
    return f"{_plain(text)}\n" if form == "md" else textwrap.fill(text, _WIDTH, break_on_hyphens=False)


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it is, with no markup of its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


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
