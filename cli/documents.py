"""Commands about documents: document add, list, show, remove and check."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import format_option, library_option, workers_option
from cli.output import messages

if TYPE_CHECKING:
    from kg.model import Document, ReadDocument

__all__ = ["document_group"]

_KINDS = {
    "heading": ("kop", "koppen"),
    "paragraph": ("alinea", "alinea's"),
    "item": ("punt van een lijst", "punten van een lijst"),
    "cell": ("tabelcel", "tabelcellen"),
    "furniture": ("regel van de opmaak", "regels van de opmaak"),
}
_FORMS = {"pdf": "PDF", "docx": "Word", "html": "webpagina", "txt": "platte tekst"}
_SHOWN = 80


@click.group("document")
def document_group() -> None:
    """Rapporten: registreer een nieuw rapport en bekijk wat Beroepenkaart in een bestand leest."""


@document_group.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="Titel van het rapport.")
@click.option("--year", required=True, type=int, help="Jaar van uitgave.")
@click.option("--id", "document_id", default="", help="Kort kenmerk; anders gemaakt van titel en jaar.")
@click.option("--publisher", default="", help="Uitgever (een organisatie, geen persoon).")
@click.option("--kind", default="", help="Soort, bijvoorbeeld onderzoeksrapport of verslag.")
@click.option("--place", default="", help="Plaats waar het over gaat.")
@click.option("--uri", default="", help="Adres waar het rapport te vinden is.")
@click.option("--edition", is_flag=True, help="Registreer het ook als het sterk lijkt op een rapport dat er al is.")
@library_option
def add_command(
    file: Path,
    title: str,
    year: int,
    document_id: str,
    publisher: str,
    kind: str,
    place: str,
    uri: str,
    edition: bool,
    library: Path,
) -> None:
    """Registreer een nieuw rapport (PDF, Word, webpagina of tekst) in uw eigen bibliotheek.

    \b
    Voorbeeld:
      beroepenkaart document add dorpsteam.pdf --title "Het dorpsteam" --year 2021
    """
    from loaders import Library, known_documents, read_document
    from loaders.library import described

    document = described(
        title=title, year=year, document_id=document_id, publisher=publisher, kind=kind, place=place, uri=uri
    )
    with messages().status("lezen ..."):
        reading = read_document(file)
        added = Library(library).add(document, reading, known_documents(), edition=edition)
    click.echo(f"Geregistreerd: {added.id}")
    click.echo(_summary(reading))
    for note in reading.notes:
        click.echo(f"Let op: {note}")


@document_group.command("list")
@format_option("table", "json")
@library_option
def list_command(form: str, library: Path) -> None:
    """Toon de rapporten: die van Beroepenkaart en die in uw bibliotheek.

    \b
    Voorbeeld:
      beroepenkaart document list
    """
    from loaders import Library, known_documents

    own = Library(library).documents()
    entries = [(document, "Beroepenkaart") for document in known_documents().values()]
    entries += [(document, "eigen bibliotheek") for document in own.values()]
    if form == "json":
        click.echo(
            json.dumps([_described(document, where) for document, where in entries], ensure_ascii=False, indent=1)
        )
        return
    for document, where in entries:
        details = ", ".join(str(part) for part in (document.publisher, document.year) if part)
        click.echo(f"{document.id}: {document.title}" + (f" ({details})" if details else ""))
        click.echo(f"  {where}")


@document_group.command("show")
@click.argument("name")
@click.option("--blocks", "show_blocks", is_flag=True, help="Toon elk blok: plaats, soort en het begin van de tekst.")
@format_option("table", "json")
@library_option
def show_command(name: str, show_blocks: bool, form: str, library: Path) -> None:
    """Toon wat er in een rapport gelezen is: bladzijden, koppen, blokken. NAME is een bestand of een kenmerk.

    \b
    Voorbeeld:
      beroepenkaart document show dorpsteam.pdf --blocks
    """
    from loaders import Library, known_documents, read_document, recognise_reading
    from loaders.readers import ReadingCache

    books = Library(library)
    own = books.documents()
    cache = ReadingCache(books.cache)
    reading = books.reading(name) if name in own else read_document(Path(name), cache=cache)
    document = recognise_reading(reading, [*known_documents().values(), *own.values()])
    if form == "json":
        click.echo(json.dumps(_read(reading, document), ensure_ascii=False, indent=1))
        return
    click.echo(
        f"{reading.name}: " + (f"dit is {document.id}, {document.title}" if document else "nog niet geregistreerd")
    )
    click.echo(_summary(reading))
    for note in reading.notes:
        click.echo(f"Let op: {note}")
    for block in reading.blocks:
        words = " ".join(reading.text[block.start : block.end].split())
        if show_blocks or block.kind == "heading":
            page = f"blz. {block.page}, " if block.page else ""
            short = words if len(words) <= _SHOWN else words[: _SHOWN - 4] + " ..."
            click.echo(f"  {page}tekens {block.start}-{block.end}, {_KINDS[block.kind][0]}: {short}")


@document_group.command("remove")
@click.argument("document_id")
@library_option
def remove_command(document_id: str, library: Path) -> None:
    """Haal een rapport uit uw bibliotheek, met de tekst die daar bewaard is. Uw bestand zelf blijft staan.

    \b
    Voorbeeld:
      beroepenkaart document remove het-dorpsteam-2021
    """
    from loaders import Library

    removed = Library(library).remove(document_id)
    click.echo(f"Verwijderd: {removed.id}")


@document_group.command("check")
@click.argument("folder", type=click.Path(path_type=Path))
@workers_option
@click.option(
    "--scheduler", metavar="ADRES", help="Lees op het Dask-cluster van deze scheduler (toevoeging 'cluster')."
)
@library_option
def check_command(folder: Path, workers: int | None, scheduler: str | None, library: Path) -> int:
    """Lees alle rapporten in een map en zeg van elk wat het is. Exitstatus 1 als er een niet gelezen kan worden.

    Een tweede keer worden alleen bestanden gelezen die nieuw of veranderd zijn.

    \b
    Voorbeeld:
      beroepenkaart document check ~/rapporten --workers 2
    """
    from loaders import Library, known_documents, recognise_reading
    from loaders.readers import documents_in, executor, read_many
    from loaders.readers.access import shown

    books = Library(library)
    known = [*known_documents().values(), *books.documents().values()]
    console = messages()
    failed = 0
    with console.status("lezen ...") as status, executor(workers, scheduler) as pool:
        paths = documents_in(folder)
        outcomes = read_many(
            paths,
            pool,
            cache=books.cache.absolute(),
            progress=lambda done: status.update(f"{shown(done.path.name)} gelezen ..."),
        )
    for outcome in outcomes:
        if outcome.document is None:
            failed += 1
            click.echo(f"{shown(outcome.path.name)}: niet gelezen. {outcome.error}")
            continue
        found = recognise_reading(outcome.document, known)
        click.echo(f"{shown(outcome.path.name)}: " + (found.id if found else "nog niet geregistreerd"))
        click.echo(f"  {_summary(outcome.document)}")
    click.echo(f"{len(outcomes) - failed} gelezen, {failed} niet.")
    return 1 if failed else 0


def _summary(reading: ReadDocument) -> str:
    counts = Counter(block.kind for block in reading.blocks)
    parts = [f"{counts[kind]} {names[counts[kind] != 1]}" for kind, names in _KINDS.items() if counts[kind]]
    pages = f", {len(reading.pages)} bladzijde(n)" if reading.pages else ""
    return f"{_FORMS[reading.form]}, {len(reading.text)} tekens{pages}: {', '.join(parts)}"


def _described(document: Document, where: str) -> dict[str, object]:
    return {
        "id": document.id, "title": document.title, "publisher": document.publisher, "year": document.year,
        "kind": document.kind, "place": document.place, "uri": document.uri, "where": where,
    }  # fmt: skip


def _read(reading: ReadDocument, document: Document | None) -> dict[str, object]:
    return {
        "name": reading.name, "form": reading.form, "digest": reading.digest, "characters": len(reading.text),
        "document": document.id if document else None, "notes": reading.notes, "pages": reading.pages,
        "blocks": [
            {"kind": b.kind, "start": b.start, "end": b.end, "page": b.page, "level": b.level} for b in reading.blocks
        ],
    }  # fmt: skip
