"""The statement table: the one exchange format, UTF-8 CSV with a header row (RFC 4180).

A statement with several passages has several rows with one id. Offsets count code points from 0, end excluded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from kg.errors import BeroepenkaartError, TableError, raise_all

__all__ = ["COLUMNS", "STATUSES", "Row", "parse_rows", "read_rows", "rows_of", "write_rows"]

STATUSES = ("accepted", "proposed", "rejected")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as written, every value stripped text; ``line`` is its line in the file, counted from 1."""

    id: str
    relation: str
    subject: str
    subject_type: str
    object: str
    object_type: str
    activity: str
    team: str
    shell: str
    polarity: str
    modality: str
    level: str
    voice: str
    document: str
    start: str
    end: str
    digest: str
    gloss: str
    status: str
    line: int = 0

    def content(self) -> tuple[str, ...]:
        """Return what rows of one statement share: everything but the passage and the line."""
        return (
            self.relation, self.subject, self.subject_type, self.object, self.object_type, self.activity, self.team,
            self.shell, self.polarity, self.modality, self.level, self.voice, self.gloss, self.status,
        )  # fmt: skip


COLUMNS = tuple(item.name for item in fields(Row) if item.name != "line")
"""Columns of the table, in order."""


def read_rows(path: Path) -> list[Row]:
    """Read a statement table.

    Raises TableError naming the file and line when it cannot be read as UTF-8, when columns are missing, double or
    unknown, or when a row has another number of values than the header; all such rows are reported together.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TableError(
            f"de tabel kan niet worden gelezen ({error.strerror})",
            where=str(path),
            expected="een CSV-bestand",
            remedy="Controleer de naam en de rechten.",
        ) from error
    except UnicodeDecodeError as error:
        raise TableError(
            f"de tabel is geen UTF-8 (byte {error.start})",
            where=str(path),
            expected="CSV in UTF-8",
            remedy="Sla haar in Excel op als 'CSV UTF-8'.",
        ) from error
    return parse_rows(text, path.name)


def parse_rows(text: str, name: str) -> list[Row]:
    """Read a statement table from text; `name` stands in the errors. Raises as `read_rows` does."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    return rows_of(((reader.line_num, values) for values in reader), name)


def rows_of(records: Iterable[tuple[int, Sequence[str]]], name: str) -> list[Row]:
    """Read a statement table from records (line, values), the header first; `name` stands in the errors.

    Raises as `read_rows` does.
    """
    rows: list[Row] = []
    errors: list[BeroepenkaartError] = []
    remaining, line = iter(records), 1
    try:
        header = [column.strip() for column in next(remaining, (1, []))[1]]
        _check_header(header, name)
        for line, values in remaining:
            if not any(value.strip() for value in values):
                continue
            if len(values) != len(header):
                errors.append(
                    TableError(
                        f"de rij heeft {len(values)} waarden",
                        where=f"{name}, regel {line}",
                        expected=f"{len(header)}, zoals de kopregel",
                        remedy="Zet waarden met een komma of regeleinde tussen dubbele aanhalingstekens.",
                    )
                )
                continue
            cells = {column: value.strip() for column, value in zip(header, values, strict=True)}
            rows.append(Row(**cells, line=line))
    except csv.Error as error:
        errors.append(
            TableError(
                f"de CSV klopt niet ({error})",
                where=f"{name}, na regel {line}",
                expected="waarden met komma's ertussen, en aanhalingstekens binnen een waarde verdubbeld",
                remedy="Verbeter die regel.",
            )
        )
    raise_all(errors)
    return rows


def write_rows(rows: Iterable[Row]) -> str:
    """Return the rows as CSV text with a header row and ``\\n`` line ends, in the order given."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_values(rows))
    return buffer.getvalue()


def _values(rows: Iterable[Row]) -> Iterator[list[str]]:
    for row in rows:
        yield [getattr(row, column) for column in COLUMNS]


def _delimiter(text: str) -> str:
    """Return the separator of the header row: a comma, or the semicolon that Dutch spreadsheets write."""
    header = text.split("\n", 1)[0]
    return ";" if header.count(";") > header.count(",") else ","


def _check_header(header: list[str], name: str) -> None:
    problems = []
    missing = [column for column in COLUMNS if column not in header]
    unknown = [column or "(leeg)" for column in header if column not in COLUMNS]
    double = sorted({column for column in header if header.count(column) > 1 and column in COLUMNS})
    if missing:
        problems.append("ontbrekend: " + ", ".join(f"'{column}'" for column in missing))
    if unknown:
        problems.append("onbekend: " + ", ".join(f"'{column}'" for column in unknown))
    if double:
        problems.append("dubbel: " + ", ".join(f"'{column}'" for column in double))
    if problems:
        raise TableError(
            "de kolommen zijn niet die van de uitsprakentabel; " + "; ".join(problems),
            where=f"{name}, regel 1",
            expected=",".join(COLUMNS),
            remedy="Voeg kolommen toe, hernoem ze of haal ze weg; 'beroepenkaart export statements' geeft een voorbeeld.",
        )
