"""The command that takes in what people decided about proposals: review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import confidence_option, library_option, workers_option
from cli.output import messages
from kg.errors import BeroepenkaartError

if TYPE_CHECKING:
    from loaders.review import Agreement, Decision, ReviewDesk

__all__ = ["review_command"]

_NAMES = {"accepted": "geaccepteerd", "corrected": "verbeterd", "rejected": "afgewezen", "unclear": "onduidelijk"}
_SHOWN = 40


@click.command("review")
@click.argument("file", metavar="[WERKMAP]", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--status", is_flag=True, help="Toon per rapport wat open staat en wat er is besloten.")
@click.option(
    "--merge",
    "other",
    metavar="BIBLIOTHEEK",
    type=click.Path(path_type=Path),
    help="Voeg de besluiten van een andere bibliotheek toe, of van één bestand uit haar map 'decisions'.",
)
@click.option(
    "--reviewer",
    metavar="CODE",
    default="",
    help="Korte code van wie besloot (bij --merge: van de ander). Geen naam nodig.",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    help="Map met uw kopieën van rapporten die niet in uw bibliotheek staan.",
)
@confidence_option
@workers_option
@library_option
def review_command(
    file: Path | None,
    status: bool,
    other: Path | None,
    reviewer: str,
    documents: Path | None,
    least: float,
    workers: int | None,
    library: Path,
) -> None:
    """Neem de besluiten uit een ingevulde werkmap op; 'build' neemt daarna op wat is geaccepteerd of verbeterd.

    De besluiten komen in uw bibliotheek, zonder tekst uit het rapport. Is er iets mis met een rij, dan wordt niets opgenomen.

    \b
    Voorbeelden:
      beroepenkaart suggest rapport.pdf --out voorstellen.xlsx
      beroepenkaart review voorstellen.xlsx --reviewer B1
      beroepenkaart review --status
      beroepenkaart review --merge ~/bibliotheek-van-b2
    """
    if sum((file is not None, status, other is not None)) != 1:
        raise BeroepenkaartError(
            "er is niet precies één ding gevraagd", expected="een werkmap, --status of --merge",
            remedy="Bijvoorbeeld 'beroepenkaart review --status'.",
        )  # fmt: skip
    from kg.vocabulary import Vocabulary  # slow to import
    from loaders import Library, find_copies, known_documents
    from loaders.review import ReviewDesk
    from loaders.review.desk import texts_of

    books = Library(library)
    with messages().status("lezen ..."):
        copies = (
            find_copies(documents, known_documents().values(), workers=workers, cache=books.cache).documents
            if documents
            else ()
        )
        desk = ReviewDesk(books, Vocabulary.load(), texts_of(copies), least)
    if file is not None:
        _take(desk, file, reviewer)
    elif other is not None:
        _merge(desk, other, reviewer)
    else:
        _status(desk)


def _take(desk: ReviewDesk, file: Path, reviewer: str) -> None:
    taken = desk.take(file, reviewer)
    counts = ", ".join(f"{count} {_NAMES[name]}" for name, count in taken.decisions.items())
    click.echo(
        f"Opgenomen: {sum(taken.decisions.values())} besluiten ({counts}), waarvan {taken.changed} nieuw of anders."
    )
    click.echo(f"Rijen zonder besluit: {taken.open}. Niet opgenomen omdat de passage is veranderd: {len(taken.stale)}.")
    for line in taken.stale:
        click.echo(f"Let op: {line}")


def _merge(desk: ReviewDesk, other: Path, reviewer: str) -> None:
    merged = desk.merge(other, reviewer)
    click.echo(f"Toegevoegd: {merged.added} besluiten.")
    for agreement in merged.agreements:
        _agreement(agreement)
    if not merged.agreements:
        click.echo("Er is niets dat twee beoordelaars allebei hebben beoordeeld.")


def _agreement(found: Agreement) -> None:
    one, other = (code or "zonder code" for code in found.reviewers)
    value = (
        "niet te berekenen (beiden gebruiken één en hetzelfde besluit)" if found.kappa is None else f"{found.kappa:.2f}"
    )
    click.echo(
        f"{one} en {other}: {found.both} allebei beoordeeld, {found.same} met hetzelfde besluit; kappa van Cohen {value}."
    )
    for mine, theirs in found.differing[:_SHOWN]:
        click.echo(f"  {mine.document} {mine.start}-{mine.end}: {one} {_said(mine)}; {other} {_said(theirs)}")
    if len(found.differing) > _SHOWN:
        click.echo(f"  ... en nog {len(found.differing) - _SHOWN}.")
    if found.differing:
        click.echo("  Wat zij anders besloten telt als onduidelijk tot iemand het opnieuw beoordeelt.")


def _said(decision: Decision) -> str:
    relation, subject, _, target = decision.stated[:4]
    return f"{_NAMES[decision.decision]} ({subject}, {relation}, {target})"


def _status(desk: ReviewDesk) -> None:
    with messages().status("voorstellen tellen ..."):
        found = desk.status()
    for one in found:
        unread = "voorstellen onbekend, de tekst staat niet in uw bibliotheek"
        counted = unread if one.proposed is None else f"{one.proposed} voorstellen, {one.open} open"
        disputed = f" (waarvan {one.disputed} door onenigheid)" if one.disputed else ""
        click.echo(
            f"{one.document}: {counted}; {one.accepted} geaccepteerd, {one.corrected} verbeterd, {one.rejected} afgewezen, "
            f"{one.unclear} onduidelijk{disputed}, {one.stale} met een veranderde passage (stale)."
        )
    if not found:
        click.echo("Er is nog geen rapport geregistreerd en niets beoordeeld.")
