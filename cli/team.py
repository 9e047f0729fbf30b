"""The command that scans a team: from a filled-in form to a report, and the empty form."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from cli.options import endpoint_option, format_option, graph_option, open_graph, out_option
from cli.output import FORMS, column_widths, emit, messages
from kg.errors import GraphError, TeamSheetError
from kg.evidence import Evidence, ReadableGraph, evidence_of
from kg.folder import GraphFolder
from kg.namespaces import VOCABULARY_GRAPH
from kg.store import GraphEngine
from queries.team import TeamScan, read_team, scan
from queries.team.forms import source_lines, to_csv, to_json, to_markdown
from queries.team.report import headline, numbered, report, title
from queries.team.sections import Section
from queries.team.sheet import MOST_BYTES

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["team_command"]


@click.command("team")
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="[BESTAND]")
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Schrijf een leeg formulier (.xlsx of .csv) met uitleg en keuzelijsten.",
)
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Schrijf de scan als pagina (.html) om te lezen en af te drukken.",
)
@format_option(*FORMS)
@out_option
@endpoint_option
@graph_option
@click.pass_context
def team_command(
    context: click.Context, file: Path | None, template: Path | None, page: Path | None, form: str, out: Path | None,
    endpoint: str | None, graph: GraphFolder,
) -> None:  # fmt: skip
    """Leg uw eigen team naast wat documenten zeggen: dekking, gaten, overlap, registraties, beschreven teams.

    Vul het formulier in met beroepen en rollen, nooit met namen van personen. Van het bestand wordt niets bewaard.

    \b
    Voorbeelden:
      beroepenkaart team --template team.xlsx
      beroepenkaart team team.xlsx --page scan.html
      beroepenkaart team team.xlsx --format csv --out scan.csv
    """
    if (file is None) == (template is None):
        raise click.UsageError("geef een ingevuld bestand, of --template met de naam van een nieuw formulier")
    if template is not None:
        _write_template(template, graph, endpoint)
        return
    if file is None:  # pragma: no cover - the two lines above leave no such case
        return
    sheet = read_team(_read(file), file.name)
    opened = open_graph(graph, endpoint)
    found = scan(opened.store, sheet)
    if page is not None:
        from viz.teamscan import team_page  # slow to import, and only needed for a page

        emit(team_page(opened, found), page)
        if out is None and context.get_parameter_source("form") == ParameterSource.DEFAULT:
            emit("".join(f"{name}: {value}\n" for name, value in headline(found)), None)
            return
    for note in found.notes if form == "table" else ():
        messages().print(f"Let op: {note}", highlight=False, markup=False)
    emit(_rendered(found, form, opened), out)


def _read(file: Path) -> bytes:
    """Return the bytes of a file that is not larger than a form can be."""
    try:
        with file.open("rb") as handle:
            return handle.read(MOST_BYTES + 1)
    except OSError as error:
        raise TeamSheetError(
            f"het bestand kan niet worden gelezen ({error.strerror})",
            where=str(file),
            expected="een ingevuld formulier (.xlsx of .csv)",
            remedy="Controleer de naam, of begin met 'beroepenkaart team --template team.xlsx'.",
        ) from error


def _write_template(template: Path, graph: GraphFolder, endpoint: str | None) -> None:
    """Write the empty form; one that may be filled in already is never replaced."""
    from queries.team.template import template_csv, template_xlsx  # openpyxl is slow to import

    if template.suffix.lower() not in (".xlsx", ".csv"):
        raise TeamSheetError(
            "dit is geen naam voor een formulier", where=str(template), expected="een naam op .xlsx of .csv",
            remedy="Bijvoorbeeld: beroepenkaart team --template team.xlsx",
        )  # fmt: skip
    if template.exists():
        raise TeamSheetError(
            "dit bestand bestaat al en kan ingevuld zijn", where=str(template), expected="een nieuwe naam",
            remedy="Kies een andere naam, of haal het bestand eerst zelf weg.",
        )  # fmt: skip
    if template.suffix.lower() == ".csv":
        emit(template_csv(), template)
    else:
        emit(template_xlsx(_words_of(graph, endpoint)), template)


def _words_of(graph: GraphFolder, endpoint: str | None) -> GraphEngine:
    """Return the graph that the drop-downs come from; without one, the vocabulary of the product itself."""
    try:
        return open_graph(graph, endpoint).store
    except GraphError:
        import ontology
        from kg.store import EmbeddedStore

        store = EmbeddedStore()
        store.add_turtle(VOCABULARY_GRAPH, ontology.core(), *ontology.vocabularies().values())
        note = "Let op: er is nog geen graaf; de keuzelijsten komen uit de woordenlijst van Beroepenkaart."
        messages().print(note, highlight=False, markup=False)
        return store


def _rendered(found: TeamScan, form: str, graph: ReadableGraph) -> str | bytes:
    if form == "csv":
        return to_csv(found)
    evidence = evidence_of(graph, found.statements())
    if form == "xlsx":
        from queries.team.spreadsheet import to_xlsx  # openpyxl is slow to import

        return to_xlsx(found, evidence)
    if form == "json":
        return to_json(found, evidence)
    return to_markdown(found, evidence) if form == "md" else _for_people(found, evidence)


def _for_people(found: TeamScan, evidence: Mapping[str, Sequence[Evidence]]) -> str:
    """Return the report as text: a drawn table for each part, and the numbered sources."""
    from rich.console import Console
    from rich.markup import escape

    sections = report(found)
    numbers = numbered(sections)
    width = shutil.get_terminal_size((120, 40)).columns if sys.stdout.isatty() else 120
    buffer = io.StringIO()
    console = Console(file=buffer, width=width, color_system=None, highlight=False)
    console.print(escape(title(found)))
    for name, value in headline(found):
        console.print(escape(f"{name}: {value}"))
    for section in sections:
        console.print(escape(f"\n{section.title}\n{section.explanation}"))
        if not section.rows:
            console.print(escape(section.empty))
            continue
        console.print(_drawn(section, numbers, width))
        if section.after:
            console.print(escape(section.after))
    if numbers:
        console.print("\nBronnen")
        for number, text in source_lines(numbers, evidence):
            console.print(escape(f"[{number}] {text}"))
    return buffer.getvalue()


def _drawn(section: Section, numbers: Mapping[str, int], width: int) -> Table:
    """Return a part as a drawn table; a column is wide enough for its words where there is room, and shared cells stand once."""
    from rich.markup import escape
    from rich.table import Table

    headings = (*section.headings, *["bron"] * any(row.statements for row in section.rows))
    lines, before = [], None
    for row in section.rows:
        shared = row.cells[: section.grouped]
        leading = [""] * len(shared) if shared == before else ["\n".join(cell) for cell in shared]
        before = shared
        marks = [" ".join(f"[{numbers[iri]}]" for iri in row.statements)] * (len(headings) - len(section.headings))
        lines.append([*leading, *("\n".join(cell) for cell in row.cells[section.grouped :]), *marks])
    widths = column_widths([list(headings), *lines], width - 3 * len(headings) - 1)
    drawn = Table(header_style="bold", show_lines=any("\n" in text for line in lines for text in line))
    for heading, wide in zip(headings, widths, strict=True):
        drawn.add_column(escape(heading), overflow="fold", width=wide)
    for line in lines:
        drawn.add_row(*map(escape, line))
    return drawn
