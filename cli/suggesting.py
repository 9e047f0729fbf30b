"""The command that proposes statements from a report: suggest."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import confidence_option, library_option, out_option, workers_option
from cli.output import emit, messages
from kg.errors import BeroepenkaartError

if TYPE_CHECKING:
    from rich.progress import Progress

    from loaders.review.pending import Pending

__all__ = ["suggest_command"]


@click.command("suggest")
@click.argument("files", metavar="BESTAND|MAP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@confidence_option
@click.option(
    "--document",
    "document_id",
    metavar="KENMERK",
    help="Kenmerk van het document; anders wordt het aan zijn inhoud herkend, of krijgt het de naam van het bestand.",
)
@click.option(
    "--model",
    metavar="NAAM",
    help="Vraag ook een taalmodel om voorstellen, op het adres in BEROEPENKAART_MODEL_URL. Standaard uit.",
)
@click.option(
    "--allow-remote",
    is_flag=True,
    help="Het taalmodel mag op een andere machine draaien; de tekst van het document verlaat dan deze machine.",
)
@workers_option
@click.option(
    "--scheduler", metavar="ADRES", help="Lees op het Dask-cluster van deze scheduler (toevoeging 'cluster')."
)
@click.option("--all", "everything", is_flag=True, help="Toon ook wat al is beoordeeld.")
@library_option
@out_option
def suggest_command(
    files: tuple[Path, ...],
    least: float,
    document_id: str | None,
    model: str | None,
    allow_remote: bool,
    workers: int | None,
    scheduler: str | None,
    everything: bool,
    library: Path,
    out: Path | None,
) -> int:
    """Stel uitspraken voor uit een of meer rapporten; niets komt in de graaf voordat iemand het accepteert.

    Met --out voorstellen.xlsx krijgt u een werkmap om in te beoordelen, met de passages uit uw eigen bestand, nieuwe begrippen
    en leestips. Met .csv (of zonder --out) een uitsprakentabel met status 'proposed'.
    Van een map wordt elk rapport gelezen. Een bestand dat niet gelezen kan worden houdt de andere niet op; exitstatus dan 1.
    Wat al is gelezen en niet is veranderd, wordt niet opnieuw gedaan.
    Wat al is beoordeeld blijft weg, behalve met --all; een passage die sindsdien is veranderd komt terug.

    \b
    Voorbeeld:
      beroepenkaart suggest rapport.txt --out voorstellen.xlsx
    """
    files = _files(files, document_id)
    if model and scheduler:
        raise BeroepenkaartError(
            "--model gaat niet samen met --scheduler",
            remedy="Laat een van beide weg; een taalmodel vraagt u op deze machine.",
        )
    if out and out.suffix.lower() not in {".csv", ".xlsx"}:
        raise BeroepenkaartError(
            f"onbekende vorm '{out.suffix}'", where=str(out), expected=".xlsx of .csv", remedy="Kies een van beide."
        )
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # slow to import

    from kg.statement_table import write_rows
    from loaders import Library, known_documents
    from loaders.review import DecisionStore
    from loaders.review.pending import pending
    from loaders.suggest.language_model import LanguageModel
    from loaders.suggest.many import processes, suggest_many, suggest_one

    console = messages()
    books = Library(library)
    known = {**known_documents(), **books.documents()}
    store = DecisionStore(books)
    asked = LanguageModel.from_environment(model, os.environ, allow_remote=allow_remote) if model else None
    documents = tuple(known.values())
    cache = books.cache.absolute()
    found: list[Pending] = []
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True)
    with bar:
        if scheduler or (len(files) > 1 and workers != 1):
            bar.add_task(f"{len(files)} bestanden", total=None)
            with processes(workers, scheduler) as pool:
                outcomes = suggest_many(files, pool, documents, asked, cache)
        else:
            outcomes = [
                suggest_one(path, documents, document_id or "", asked, _shown(bar, path.name), cache) for path in files
            ]
    if len(files) == 1 and outcomes[0].error:
        raise outcomes[0].error
    read_files = [(outcome.path, outcome.unchanged) for outcome in outcomes if outcome.found]
    for outcome in outcomes:
        if outcome.found and outcome.reading:
            read = replace(outcome.found, suggestions=outcome.found.above(least))
            found.append(pending(read, outcome.reading, store.read(read.document), everything=everything))
        else:
            console.print(f"{outcome.path.name}: niet gelezen. {outcome.error}", highlight=False, markup=False)
    for (path, unchanged), (one, given) in zip(read_files, ((given.left, given) for given in found), strict=True):
        how = "herkend als" if one.document in known and not document_id else "document"
        again = ", niet veranderd" if unchanged else ""
        console.print(
            f"{path.name} ({how} {one.document}{again}): {len(one.suggestions)} voorstellen, "
            f"{len(one.candidates)} nieuwe begrippen, "
            f"{len(one.worth_reading)} leestips in {one.sentences} zinnen.{_decided(given)}",
            highlight=False,
            markup=False,
        )
        for note in one.notes:
            console.print(f"  {note}", highlight=False, markup=False)
    if out and out.suffix.lower() == ".xlsx":
        from kg.vocabulary import Vocabulary
        from loaders.suggest.workbook import workbook_of

        emit(workbook_of([given.left for given in found], Vocabulary.load()), out)
    else:
        emit(write_rows(item.row for given in found for item in given.left.suggestions), out)
    return 0 if len(read_files) == len(files) else 1


def _files(given: tuple[Path, ...], document_id: str | None) -> tuple[Path, ...]:
    """Return the files to read, those of a folder in its place."""
    from loaders.readers import documents_in

    files = tuple(path for one in given for path in (documents_in(one) if one.is_dir() else [one]))
    if not files:
        raise BeroepenkaartError(
            "in deze map staat geen rapport",
            where=str(given[0]),
            expected="bestanden .pdf, .docx, .html of .txt",
            remedy="Noem een andere map of een bestand.",
        )
    if document_id and len(files) > 1:
        raise BeroepenkaartError(
            "--document past bij één bestand", expected="één bestand", remedy="Laat --document weg of noem één bestand."
        )
    return files


def _decided(given: Pending) -> str:
    """Return a sentence on what was decided before, or nothing."""
    parts = [
        f"{len(given.hidden)} al beoordeeld" if given.hidden else "",
        f"{given.stale} terug omdat hun passage is veranderd (stale)" if given.stale else "",
        f"{given.lost} besluiten over passages die hier niet meer staan" if given.lost else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f" Eerder: {said}." if said else ""


def _shown(bar: Progress, name: str) -> Callable[[int, int], None]:
    """Return a function that shows how far the reading of a file is."""
    task = bar.add_task(name, total=None)

    def show(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

    return show
