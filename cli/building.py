"""Commands that make the graph and say how it is: build, check, info."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import graph_option, library_option, workers_option
from cli.output import messages
from kg.folder import GraphFolder

__all__ = ["build_command", "check_command", "info_command"]

_SHOWN_NOTES = 40


@click.command("build")
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    help="Map met uw kopieën van de documenten (.pdf, .docx, .html, .txt); zonder deze map noemt de graaf alleen de vindplaats.",
)
@click.option(
    "--statements",
    "tables",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    help="Eigen uitsprakentabel (CSV of XLSX); mag vaker.",
)
@click.option(
    "--only-own", is_flag=True, help="Laat de beoordeelde uitspraken van Beroepenkaart weg; alleen --statements telt."
)
@workers_option
@library_option
@graph_option
def build_command(
    documents: Path | None,
    tables: tuple[Path, ...],
    only_own: bool,
    workers: int | None,
    library: Path,
    graph: GraphFolder,
) -> None:
    """Bouw de graaf en neem hem in gebruik; lukt dat niet, dan blijft de vorige staan.

    \b
    Voorbeeld:
      beroepenkaart build --documents ~/rapporten --statements mijn-team.csv
    """
    from kg.build import build  # imported here: the commands that only read start faster without it
    from loaders import Library, gather

    console = messages()
    with console.status("documenten en uitspraken lezen ...") as status:
        given = gather(documents, tables, reviewed=not only_own, library=Library(library), workers=workers)
        result = build(given, graph, progress=lambda step: status.update(f"{step} ..."))
    for note in given.notes[:_SHOWN_NOTES]:
        console.print(f"Let op: {note}", highlight=False, markup=False)
    if len(given.notes) > _SHOWN_NOTES:
        console.print(f"... en nog {len(given.notes) - _SHOWN_NOTES}; 'beroepenkaart info' toont ze alle.")
    if result.warnings:
        console.print(f"{len(result.warnings)} waarschuwing(en); 'beroepenkaart check' toont ze.", highlight=False)
    counts = result.counts
    click.echo(
        f"Graaf in {result.folder}: {counts['documents']} documenten, {counts['statements']} uitspraken, "
        f"{counts['passages']} passages, {counts['concepts']} begrippen, {counts['triples']} triples."
    )


@click.command("check")
@click.option(
    "--consistency", is_flag=True, help="Bewijs ook met de redeneerder HermiT dat de ontologie klopt (vraagt Java)."
)
@graph_option
def check_command(consistency: bool, graph: GraphFolder) -> int:
    """Controleer de graaf: eisen (SHACL), passages en woordenlijst. Exitstatus 1 bij een schending.

    \b
    Voorbeeld:
      beroepenkaart check --graph build/graph
    """
    from kg.check import check

    opened = graph.open()
    with messages().status("controleren ..."):
        report = check(opened, consistency=consistency)
    for line in report.lines():
        click.echo(line)
    return 0 if report.passed else 1


@click.command("info")
@graph_option
def info_command(graph: GraphFolder) -> None:
    """Toon wat er in de graaf zit: documenten, aantallen, versies, eigen begrippen.

    \b
    Voorbeeld:
      beroepenkaart info
    """
    manifest = graph.open().manifest
    click.echo(f"Graaf: {graph.path}")
    click.echo(f"Beroepenkaart {manifest['software']}, ontologie {manifest['ontology']}")
    click.echo(", ".join(f"{count} {_NAMES[name]}" for name, count in manifest["counts"].items()))
    for document in manifest["documents"]:
        copy = "met eigen kopie" if document["text"] else "zonder kopie: alleen vindplaatsen"
        found = ", ".join(f"{count} {name}" for name, count in document["anchoring"].items())
        click.echo(f"- {document['id']}: {document['title']}")
        click.echo(f"  {document['statements']} uitspraken; passages: {found or 'geen'}; {copy}")
    for document_id, labels in manifest["own_concepts"].items():
        click.echo(f"Eigen begrippen in {document_id}: {', '.join(labels)}")
    for note in manifest["notes"]:
        click.echo(f"Let op: {note}")


_NAMES = {
    "documents": "documenten",
    "statements": "uitspraken",
    "passages": "passages",
    "concepts": "begrippen",
    "triples": "triples",
}
