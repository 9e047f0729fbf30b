"""Writing results: answers for people as tables with their passages, everything else byte for byte."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BeroepenkaartError
from kg.evidence import Evidence, ReadableGraph, evidence_of, short_id
from kg.whole_files import write_whole
from queries.spreadsheet import to_xlsx
from queries.table import Table, answer_label, statements_of, to_csv, to_json, to_markdown

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["FORMS", "column_widths", "emit", "for_people", "messages", "render"]

FORMS = ("table", "csv", "json", "md", "xlsx")
"""The forms of an answer."""

_HIDDEN = {"gloss", "document", "statement_iri", "evidence"}
"""Columns that a table for people leaves to the list of passages beneath it."""
_QUOTED = 240
_MOST_PASSAGES = 60
"""Passages under an answer; whoever wants them all takes --why or another form."""
_LONGEST_WORD = 24
"""A word of up to this many letters is not broken over lines."""


def emit(text: str | bytes, out: Path | None) -> None:
    """Write to standard output, or to a file that appears whole or not at all."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    if out is None:
        if isinstance(text, bytes) and text.startswith(b"PK") and sys.stdout.isatty():
            raise BeroepenkaartError(
                "een rekenblad past niet op het scherm", expected="een bestand", remedy="Voeg --out antwoord.xlsx toe."
            )
        sys.stdout.buffer.write(data)
        return
    if not out.parent.is_dir():
        raise BeroepenkaartError(
            "de map bestaat niet", where=str(out.parent), expected="een map voor het bestand", remedy="Maak haar aan."
        )
    write_whole(out, data, mode=0o644)
    messages().print(f"Geschreven: {out}", highlight=False, markup=False)


def messages() -> Console:
    """Return the console for what is said to people: standard error, so that standard output stays clean."""
    from rich.console import Console  # slow to import: clean output for programs does without

    return Console(stderr=True, soft_wrap=True)


def render(table: Table, form: str, graph: ReadableGraph) -> str | bytes:
    """Return an answer in one of `FORMS`; rows for people are numbered, for --why."""
    if form == "xlsx":
        return to_xlsx(table)
    if form == "csv":
        return to_csv(table)
    if form == "json":
        return to_json(table)
    if form == "md":
        return to_markdown(table)
    return for_people(table, graph, numbered=True)


def for_people(table: Table, graph: ReadableGraph, *, numbered: bool = False) -> str:
    """Return a table as it is drawn on a screen, with the passages behind its rows beneath it."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table as RichTable

    cited = [statements_of(table, row) for row in table.rows]
    numbers = {
        iri: number for number, iri in enumerate(dict.fromkeys(iri for found in cited for iri in found), start=1)
    }
    shown = table.shown()
    kept = [n for n, column in enumerate(shown.columns) if not (numbers and column.name in _HIDDEN)]
    kept = [n for n in kept if any(row[n] is not None for row in shown.rows)] or kept
    cells = [[answer_label(shown.columns[number].name, row[number]) for number in kept] for row in shown.rows]
    columns = [(shown.columns[number].label, _is_number(shown, number)) for number in kept]
    if numbered:
        cells = [[str(place), *row] for place, row in enumerate(cells, start=1)]
        columns = [("rij", True), *columns]
    if numbers:
        cells = [
            [*row, " ".join(f"[{numbers[iri]}]" for iri in found)] for row, found in zip(cells, cited, strict=True)
        ]
        columns = [*columns, ("bron", True)]
    width = shutil.get_terminal_size((120, 40)).columns if sys.stdout.isatty() else 120
    widths = column_widths([[label for label, _ in columns], *cells], width - 3 * len(columns) - 1)
    drawn = RichTable(title=table.title or None, title_justify="left", title_style="bold", header_style="bold")
    for (label, right), letters in zip(columns, widths, strict=True):
        drawn.add_column(escape(label), justify="right" if right else "left", overflow="fold", width=letters)
    for row in cells:
        drawn.add_row(*map(escape, row))
    if not table.rows:
        return f"{table.title}\nGeen vindplaats in de bronnen. Dat is geen nee.\n"
    buffer = io.StringIO()
    Console(file=buffer, width=width, color_system=None).print(drawn)
    return buffer.getvalue() + (_passages(graph, numbers, numbered=numbered) if numbers else "")


def _is_number(table: Table, column: int) -> bool:
    return any(str(getattr(row[column], "datatype", "")).endswith(("integer", "decimal")) for row in table.rows)


def column_widths(rows: list[list[str]], room: int) -> list[int]:
    """Return the width of each column: words stay whole as far as there is room, the rest goes where lines are longest.

    The library would cut off a last column that does not fit, so the widths are worked out here.
    """
    columns = list(zip(*rows, strict=True))
    widths = [min(_LONGEST_WORD, max(max(map(len, text.split()), default=1) for text in texts)) for texts in columns]
    while sum(widths) > max(room, len(widths)):
        widths[widths.index(max(widths))] -= 1
    wanted = [max(map(len, texts)) for texts in columns]
    for _ in range(room - sum(widths)):
        short = [want - width for want, width in zip(wanted, widths, strict=True)]
        if max(short) <= 0:
            break
        widths[short.index(max(short))] += 1
    return widths


def _passages(graph: ReadableGraph, numbers: dict[str, int], *, numbered: bool) -> str:
    """Return the passages under an answer; statements that rest on the same words share an entry."""
    found = evidence_of(graph, numbers)
    entries: dict[tuple[str, str], list[str]] = {}
    for iri, number in numbers.items():
        for item in found.get(iri, []):
            words = describe(item, _QUOTED)
            entries.setdefault((item.place, words), []).append(f"[{number}] {short_id(iri)}")
    lines = ["", "Bronnen, met het kenmerk van elke uitspraak"]
    for (place, words), statements in list(entries.items())[:_MOST_PASSAGES]:
        lines += [f"{', '.join(statements)}: {place}", f"    {words}"]
    if len(entries) > _MOST_PASSAGES:
        rest = "--why RIJ toont die van één rij" if numbered else "--format csv noemt alle uitspraken"
        lines.append(f"Nog {len(entries) - _MOST_PASSAGES} passages; {rest}.")
    return "\n".join(lines) + "\n"


def describe(item: Evidence, most: int | None = None) -> str:
    """Return the words of a passage between quotation marks, or its gloss where there is no copy of the document."""
    if item.quotation is None:
        return item.gloss or "(geen kopie van het document; bouw met --documents MAP)"
    words = " ".join(item.quotation.split())
    return f"“{words if most is None or len(words) <= most else words[: most - 1] + '…'}”"
