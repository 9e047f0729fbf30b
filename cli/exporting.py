"""Commands that take the graph away: export statements, export graph."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import endpoint_option, format_option, graph_option, open_graph, out_option
from cli.output import emit
from kg.export import GRAPH_FORMATS, graph_as, statements_csv
from kg.folder import GraphFolder

__all__ = ["export_group", "publish_command"]


@click.group("export")
def export_group() -> None:
    """Neem de graaf mee: als uitsprakentabel of als RDF."""


@export_group.command("statements")
@click.option("--format", type=click.Choice(["csv"]), default="csv", expose_value=False, help="Vorm van de uitvoer.")
@out_option
@endpoint_option
@graph_option
def statements_command(out: Path | None, endpoint: str | None, graph: GraphFolder) -> None:
    """Schrijf alle uitspraken als één tabel; inlezen met 'build --statements' geeft dezelfde graaf.

    \b
    Voorbeeld:
      beroepenkaart export statements --out uitspraken.csv
    """
    emit(statements_csv(open_graph(graph, endpoint).store), out)


@export_group.command("graph")
@format_option(*GRAPH_FORMATS)
@out_option
@endpoint_option
@graph_option
def graph_command(form: str, out: Path | None, endpoint: str | None, graph: GraphFolder) -> None:
    """Schrijf de graaf als Turtle (één graaf), N-Quads of JSON-LD (met de benoemde grafen).

    \b
    Voorbeeld:
      beroepenkaart export graph --format nq --out beroepenkaart.nq
    """
    if endpoint is None:
        emit(graph_as(graph.open().store, form), out)
        return
    from kg.download import download  # only needed for an endpoint

    emit(graph_as(download(open_graph(graph, endpoint).store), form), out)


@click.command("publish")
@click.option("--endpoint", required=True, metavar="URL", help="Adres van het SPARQL-endpoint.")
@click.option(
    "--graph-store",
    metavar="URL",
    help="Adres van de graph store (SPARQL 1.1 Graph Store Protocol), als dat een ander is dan dat van het endpoint.",
)
@graph_option
def publish_command(endpoint: str, graph_store: str | None, graph: GraphFolder) -> None:
    r"""Zet de graaf in een andere store: elke benoemde graaf vervangt daar die met dezelfde naam.

    Naam en wachtwoord komen uit BEROEPENKAART_ENDPOINT_USER en BEROEPENKAART_ENDPOINT_PASSWORD.

    \b
    Voorbeelden:
      beroepenkaart publish --endpoint http://localhost:7878/query --graph-store http://localhost:7878/store
      beroepenkaart publish --endpoint http://localhost:8890/sparql --graph-store http://localhost:8890/sparql-graph-crud-auth
    """
    from kg.remote import check_published, publish  # only needed for an endpoint

    store = graph.open().store
    graphs = {name: store.ntriples(name) for name in store.graphs()}
    publish(graph_store or endpoint, graphs)
    if graph_store:
        check_published(endpoint, graphs)
    click.echo(f"{len(graphs)} benoemde grafen gezet in {graph_store or endpoint}.")
