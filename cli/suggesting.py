"""The command that proposes statements from a report: suggest."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import out_option
from cli.output import emit, messages
from kg.errors import BeroepenkaartError

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["suggest_command"]

_LEAST = 0.7
"""Confidence from which a proposal is in the list; measured by bench/extraction.py."""


@click.command("suggest")
@click.argument("files", metavar="BESTAND...", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=_LEAST,
    show_default=True,
    help="Zekerheid vanaf welke een voorstel in de lijst komt (0 tot 1).",
)
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
@out_option
def suggest_command(
    files: tuple[Path, ...],
    least: float,
    document_id: str | None,
    model: str | None,
    allow_remote: bool,
    out: Path | None,
) -> None:
    """Stel uitspraken voor uit een of meer rapporten; niets komt in de graaf voordat iemand het accepteert.

    Met --out voorstellen.xlsx krijgt u een werkmap om in te beoordelen, met de passages uit uw eigen bestand, nieuwe begrippen en
    leestips. Met .csv (of zonder --out) een uitsprakentabel met status 'proposed'.

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
    from loaders import known_documents, read_document, read_text, recognise_reading
    from loaders.suggest import Extractor, Suggestions, read_plain
    from loaders.suggest.language_model import LanguageModel

    console = messages()
    known = known_documents()
    vocabulary = Vocabulary.load()
    asked = LanguageModel.from_environment(model, os.environ, allow_remote=allow_remote) if model else None
    extractor = Extractor(vocabulary, model=asked)
    found: list[Suggestions] = []
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True)
    with bar:
        for path in files:
            reading = read_plain(path.name, read_text(path)) if path.suffix.lower() == ".txt" else read_document(path)
            recognised = None if document_id else recognise_reading(reading, known.values())
            name = document_id or (recognised.id if recognised else slug(path.stem))
            found.append(extractor.read(reading, name, _shown(bar, path.name)))
    for path, one in zip(files, found, strict=True):
        how = "herkend als" if one.document in known and not document_id else "document"
        console.print(
            f"{path.name} ({how} {one.document}): {len(one.above(least))} voorstellen, {len(one.candidates)} nieuwe begrippen, "
            f"{len(one.worth_reading)} leestips in {one.sentences} zinnen.",
            highlight=False,
            markup=False,
        )
        for note in one.notes:
            console.print(f"  {note}", highlight=False, markup=False)
    if out and out.suffix.lower() == ".xlsx":
        from loaders.suggest.workbook import workbook_of

        emit(workbook_of(found, vocabulary, least), out)
    else:
        emit(write_rows(item.row for one in found for item in one.above(least)), out)


def _shown(bar: Progress, name: str) -> Callable[[int, int], None]:
    """Return a function that shows how far the reading of a file is."""
    task = bar.add_task(name, total=None)

    def show(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

    return show
