"""The command that writes pages to look at."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import graph_option
from cli.output import emit
from kg.folder import GraphFolder

__all__ = ["pages_command"]


@click.command("pages")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("build/pages"), show_default=True,
              help="Map voor de pagina's.")  # fmt: skip
@click.option("--leefgebied", default="psychische gezondheid", show_default=True, help="Leefgebied van de graaf.")
@graph_option
def pages_command(out: Path, leefgebied: str, graph: GraphFolder) -> None:
    """Schrijf twee pagina's die u in een browser opent: de matrix en een interactieve graaf.

    \b
    Voorbeeld:
      beroepenkaart pages --leefgebied zingeving
    """
    from viz.graph_page import graph_page
    from viz.matrix_page import matrix_page
    from viz.network import network_of_leefgebied

    opened = graph.open()
    out.mkdir(parents=True, exist_ok=True)
    network = network_of_leefgebied(opened, leefgebied)
    explanation = (
        f"Wie doet wat op het leefgebied {leefgebied}? Een lijn loopt van een beroep, rol, groep of team naar het "
        "leefgebied, of naar een thema dat eronder valt. Kies een knoop om te lezen wat de documenten zeggen."
    )
    emit(matrix_page(opened), out / "matrix.html")
    emit(graph_page(opened, network, f"Wie doet wat: {leefgebied}", explanation), out / "graaf.html")
