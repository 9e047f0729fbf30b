"""The command that proposes statements from a report: suggest."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import confidence_option, library_option, out_option
from cli.output import emit, messages
from kg.errors import BeroepenkaartError

if TYPE_CHECKING:
    from rich.progress import Progress

    from loaders.review.pending import Pending

__all__ = ["suggest_command"]


@click.command("suggest")
@click.argument("files", metavar="BESTAND...", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
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
@click.option("--all", "everything", is_flag=True, help="Toon ook wat al is beoordeeld.")
@library_option
@out_option
def suggest_command(
    files: tuple[Path, ...],
    least: float,
    document_id: str | None,
    model: str | None,
    allow_remote: bool,
    everything: bool,
    library: Path,
    out: Path | None,
) -> None:
    """Stel uitspraken voor uit een of meer rapporten; niets komt in de graaf voordat iemand het accepteert.

    Met --out voorstellen.xlsx krijgt u een werkmap om in te beoordelen, met de passages uit uw eigen bestand, nieuwe begrippen
    en leestips. Met .csv (of zonder --out) een uitsprakentabel met status 'proposed'.
    Wat al is beoordeeld blijft weg, behalve met --all; een passage die sindsdien is veranderd komt terug.

    \b
    Voorbeeld:
      beroepenkaart suggest rapport.txt --out voorstellen.xlsx
    """
    if document_id and len(files) > 1:
        raise BeroepenkaartError(
            "--document past bij één bestand", expected="één bestand", remedy="Laat --document weg of noem één bestand."
        )
    if out and out.suffix.lower() not in {".csv", ".xlsx"}:
        raise BeroepenkaartError(
            f"onbekende vorm '{out.suffix}'", where=str(out), expected=".xlsx of .csv", remedy="Kies een van beide."
        )
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # slow to import

    from kg.identifiers import slug
    from kg.statement_table import write_rows
    from kg.vocabulary import Vocabulary
    from loaders import Library, known_documents, read_document, read_text, recognise_reading
    from loaders.review import DecisionStore
    from loaders.review.pending import pending
    from loaders.suggest import Extractor, read_plain
    from loaders.suggest.language_model import LanguageModel

    console = messages()
    books = Library(library)
    known = {**known_documents(), **books.documents()}
    store = DecisionStore(books)
    vocabulary = Vocabulary.load()
    asked = LanguageModel.from_environment(model, os.environ, allow_remote=allow_remote) if model else None
    extractor = Extractor(vocabulary, model=asked)
    found: list[Pending] = []
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True)
    with bar:
        for path in files:
            reading = read_plain(path.name, read_text(path)) if path.suffix.lower() == ".txt" else read_document(path)
            recognised = None if document_id else recognise_reading(reading, known.values())
            name = document_id or (recognised.id if recognised else slug(path.stem))
            read = extractor.read(reading, name, _shown(bar, path.name))
            read = replace(read, suggestions=read.above(least))
            found.append(pending(read, reading, store.read(name), everything=everything))
    for path, (one, given) in zip(files, ((given.left, given) for given in found), strict=True):
        how = "herkend als" if one.document in known and not document_id else "document"
        console.print(
            f"{path.name} ({how} {one.document}): {len(one.suggestions)} voorstellen, {len(one.candidates)} nieuwe begrippen, "
            f"{len(one.worth_reading)} leestips in {one.sentences} zinnen.{_decided(given)}",
            highlight=False,
            markup=False,
        )
        for note in one.notes:
            console.print(f"  {note}", highlight=False, markup=False)
    if out and out.suffix.lower() == ".xlsx":
        from loaders.suggest.workbook import workbook_of

        emit(workbook_of([given.left for given in found], vocabulary), out)
    else:
        emit(write_rows(item.row for given in found for item in given.left.suggestions), out)


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
