"""Writing results: answers for people as tables with their passages, everything else byte for byte."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table as RichTable

from kg.evidence import Evidence, evidence_of, short_id
from kg.folder import OpenGraph
from queries.table import Table, answer_label, to_csv, to_json, to_markdown

__all__ = ["emit", "messages", "render"]

_HIDDEN = {"gloss", "document", "statement_iri"}
"""Columns that a table for people leaves to the list of passages beneath it."""
_QUOTED = 240


def emit(text: str | bytes, out: Path | None) -> None:
    """Write to standard output, or to a file that appears whole or not at all."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    if out is None:
        sys.stdout.buffer.write(data)
        return
    with tempfile.NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as handle:
        handle.write(data)
    os.chmod(handle.name, 0o644)
    os.replace(handle.name, out)
    messages().print(f"Geschreven: {escape(str(out))}", highlight=False)


def messages() -> Console:
    """Return the console for what is said to people: standard error, so that standard output stays clean."""
    return Console(stderr=True, soft_wrap=True)


def render(table: Table, form: str, graph: OpenGraph) -> str:
    """Return an answer in one of the forms table, csv, json, md."""
    if form == "csv":
        return to_csv(table)
    if form == "json":
        return to_json(table)
    if form == "md":
        return to_markdown(table)
    return _for_people(table, graph)


def _for_people(table: Table, graph: OpenGraph) -> str:
    names = [column.name for column in table.columns]
    cited = names.index("statement_iri") if "statement_iri" in names else None
    statements = [str(row[cited]) for row in table.rows if row[cited]] if cited is not None else []
    numbers = {iri: number for number, iri in enumerate(dict.fromkeys(statements), start=1)}
    shown = table.shown()
    kept = [n for n, column in enumerate(shown.columns) if not (numbers and column.name in _HIDDEN)]
    kept = [n for n in kept if any(row[n] is not None for row in shown.rows)] or kept
    drawn = RichTable(title=table.title, title_justify="left", title_style="bold", header_style="bold")
    for number in kept:
        right = any(str(getattr(row[number], "datatype", "")).endswith(("integer", "decimal")) for row in shown.rows)
        drawn.add_column(escape(shown.columns[number].label), justify="right" if right else "left", overflow="fold")
    if numbers:
        drawn.add_column("bron", justify="right", no_wrap=True)
    for row, whole in zip(shown.rows, table.rows, strict=True):
        cells = [escape(answer_label(shown.columns[number].name, row[number])) for number in kept]
        if cited is not None and numbers:
            cells.append(escape(f"[{numbers[str(whole[cited])]}]") if whole[cited] else "")
        drawn.add_row(*cells)
    width = shutil.get_terminal_size((120, 40)).columns if sys.stdout.isatty() else 120
    if not table.rows:
        return f"{table.title}\nGeen vindplaats in de bronnen. Dat is geen nee.\n"
    buffer = io.StringIO()
    Console(file=buffer, width=width, color_system=None).print(drawn)
    return buffer.getvalue() + (_passages(graph, numbers) if numbers else "")


def _passages(graph: OpenGraph, numbers: dict[str, int]) -> str:
    found = evidence_of(graph, numbers)
    lines = ["", "Bronnen"]
    for iri, number in numbers.items():
        for item in found.get(iri, []):
            lines.append(f"[{number}] {item.place} (uitspraak {short_id(iri)})")
            lines.append(f"    {describe(item, _QUOTED)}")
    return "\n".join(lines) + "\n"


def describe(item: Evidence, most: int | None = None) -> str:
    """Return the words of a passage between quotation marks, or its gloss where there is no copy of the document."""
    if item.quotation is None:
        return item.gloss or "(geen kopie van het document; bouw met --documents MAP)"
    words = " ".join(item.quotation.split())
    return f"“{words if most is None or len(words) <= most else words[: most - 1] + '…'}”"
