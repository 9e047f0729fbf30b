"""Reading back the workbook that `suggest` wrote and a person filled in: rows with a decision, everything checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import TableError
from kg.labels import normalise_label
from kg.statement_table import COLUMNS, Row
from loaders.readers.access import open_source, shown
from loaders.readers.child import run_reader
from loaders.readers.formats import check_content
from loaders.readers.limits import Limits
from loaders.readers.refusals import Refusal, refusal_error
from loaders.review.model import DECISIONS, row_of
from loaders.suggest.workbook_form import DECISIONS as CHOICES
from loaders.suggest.workbook_form import PROPOSED, SEPARATOR, SHEETS

__all__ = ["Filled", "FilledRow", "read_filled"]

SHEET = SHEETS[0]
_NEEDED = ("besluit", "passage", "nieuw", "voorstel", *COLUMNS)
_CHOSEN = dict(zip(CHOICES, DECISIONS, strict=True))


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row on which a person decided: the row as it stands, what was proposed, and the words of the passage.

    ``new`` names the columns whose label a person means as a concept of their own.
    """

    row: Row
    proposed: Row
    decision: str
    passage: str
    new: frozenset[str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled in workbook: its decided rows, how many are still open, and what is wrong with the others."""

    name: str
    rows: tuple[FilledRow, ...]
    open: int
    errors: tuple[TableError, ...]


def read_filled(path: Path) -> Filled:
    """Read a workbook of proposals; it is opened in a process of its own, within limits, and no formula of it runs.

    Raises TableError when it is not a workbook that ``suggest`` wrote. Mistakes in rows are gathered in ``errors``.
    """
    try:
        sheets = _sheets(path)
    except Refusal as refusal:
        error = refusal_error(refusal.code, shown(path), refusal.facts)
        raise TableError(error.what, where=error.where, expected=error.expected, remedy=error.remedy) from refusal
    name = shown(path.name)
    rows = next((rows for title, rows in sheets if title == SHEET), None)
    if not rows:
        raise TableError(
            f"het blad '{SHEET}' ontbreekt of is leeg", where=name,
            expected="een werkmap gemaakt met 'beroepenkaart suggest RAPPORT --out voorstellen.xlsx'",
            remedy="Geef het blad zijn naam terug, of maak de werkmap opnieuw.",
        )  # fmt: skip
    missing = [column for column in _NEEDED if column not in rows[0]]
    double = sorted({column for column in rows[0] if column and rows[0].count(column) > 1})
    if missing or double:
        wrong = [f"ontbrekend: {', '.join(missing)}"] * bool(missing) + [f"dubbel: {', '.join(double)}"] * bool(double)
        raise TableError(
            f"de kolommen kloppen niet; {'; '.join(wrong)}", where=f"{name}, blad {SHEET}, regel 1",
            expected="de kolommen die 'beroepenkaart suggest' schrijft", remedy="Zet de kopregel terug.",
        )  # fmt: skip
    return _filled(name, rows)


def _sheets(path: Path) -> list[tuple[str, list[list[str]]]]:
    """Return the sheets of a workbook with their rows; raise Refusal when it cannot be read."""
    limits = Limits()
    with open_source(path, limits) as source:
        check_content("xlsx", path.suffix, source.head)
        answer = run_reader("xlsx", source, limits)
    if "refused" in answer:
        raise Refusal(answer["refused"], **answer["facts"])
    return [(title, rows) for title, rows in answer["rows"]]


def _filled(name: str, rows: Sequence[Sequence[str]]) -> Filled:
    header, found, errors, undecided = list(rows[0]), [], [], 0
    for line, values in enumerate(rows[1:], start=2):
        cells = dict(zip(header, [*values, *[""] * (len(header) - len(values))], strict=False))
        if not any(cells.values()):
            continue
        chosen = normalise_label(cells["besluit"])
        if not chosen:
            undecided += 1
            continue
        where = f"{name}, blad {SHEET}, regel {line}"
        decision = _CHOSEN.get(chosen) or (chosen if chosen in DECISIONS else "")
        if not decision:
            errors.append(
                TableError(
                    f"onbekend besluit '{shown(cells['besluit'][:40])}' in kolom 'besluit'",
                    where=where,
                    expected=f"een van {', '.join(CHOICES)}, of leeg",
                    remedy="Kies een waarde uit de lijst.",
                )
            )
            continue
        proposed = _proposed(cells)
        if proposed is None:
            errors.append(
                TableError(
                    "'id', 'document', 'start', 'end', 'digest' of 'voorstel' is veranderd",
                    where=where,
                    expected="wat 'beroepenkaart suggest' daar schreef",
                    remedy="Zet deze kolommen terug; verbeter alleen wat de uitspraak zegt.",
                )
            )
            continue
        row = Row(**{column: cells[column] for column in COLUMNS}, line=line)
        new = frozenset(normalise_label(part) for part in cells["nieuw"].split(",") if part.strip())
        found.append(FilledRow(row, proposed, decision, cells["passage"], new))
    return Filled(name, tuple(found), undecided, tuple(errors))


def _proposed(cells: dict[str, str]) -> Row | None:
    """Return the row as it was proposed, or None when the cells that say so do not belong together."""
    values = [part.strip() for part in cells["voorstel"].split(SEPARATOR.strip())]  # white space may have been trimmed
    if len(values) != len(PROPOSED):
        return None
    try:
        start, end = int(cells["start"]), int(cells["end"])
    except ValueError:
        return None
    row = row_of(values, cells["document"], start, end, cells["digest"])
    return row if row.id == cells["id"] and 0 <= start < end else None
