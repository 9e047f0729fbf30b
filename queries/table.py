"""The answer to a question as a table, and the forms in which programs and people take it away."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass

from kg.namespaces import ID
from kg.terms import BlankNode, Iri, Solutions, Term, short
from queries.header import Column

__all__ = ["Table", "answer_label", "statements_of", "to_csv", "to_json", "to_markdown"]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their meaning, and one term or None a column in each row."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    @classmethod
    def of(cls, title: str, solutions: Solutions) -> Table:
        """Return the table of an arbitrary query: variables are their own meaning."""
        return cls(title, tuple(Column(name, name, name) for name in solutions.variables), solutions.rows)

    def values(self, column: str) -> list[str]:
        """Return the texts of one column, empty where there is no value."""
        place = [item.name for item in self.columns].index(column)
        return [_text(row[place]) for row in self.rows]

    def records(self) -> list[dict[str, str]]:
        """Return the rows as texts by column, empty where there is no value."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, map(_text, row), strict=True)) for row in self.rows]

    def shown(self) -> Table:
        """Return the table for people: IRI columns that stand beside their label left out, codes in words."""
        names = {column.name for column in self.columns}
        kept = [n for n, c in enumerate(self.columns) if not _only_for_programs(c.name, names)]
        columns = tuple(self.columns[number] for number in kept)
        return Table(self.title, columns, tuple(tuple(row[number] for number in kept) for row in self.rows))


def _only_for_programs(name: str, names: set[str]) -> bool:
    """Tell whether a column holds an IRI that people do not read: its label stands beside it, or its gloss does."""
    return name == "other_statement_iri" or (name.endswith("_iri") and name[:-4] in names)


_WORDS = {
    "claimed": "genoemd", "denied": "ontkend", "desired": "gewenst", "missing": "gemist", "obliged": "verplicht",
    "permitted": "toegestaan", "view": "mening", "question": "alleen gevraagd", "both": "genoemd én ontkend",
    "documented": "in bron genoemd", "derived": "afgeleid", "uncovered": "niet gedekt", "said_missing": "gemist volgens bron",
    "breadth": "breedte", "depth": "diepte", "leefgebied": "leefgebied", "theme": "thema", "activity": "activiteit",
    "exact": "exact gevonden", "moved": "verplaatst gevonden", "cited": "alleen verwijzing", "actual": "feit",
}  # fmt: skip
_STATEMENT = f"{ID}statement/"
_CODED = {"answer", "profession_answer", "other_answer", "kind", "aspect", "anchoring", "modality"}
_WORDS_OF = {
    "tie": {"team": "van het team", "member": "in of rond het team", "actor": "via een beroep, rol of groep"},
    "verdict": {"may": "mag het", "may_not": "mag het niet", "conflict": "doet het, bevoegdheid niet genoemd"},
    "held_by": {"both": "beide", "profession": "alleen het ene", "other": "alleen het andere"},
    "reason": {
        "contested": "omstreden",
        "bounded_by_law": "begrensd door een kader",
        "doubly_covered": "dubbel bezet",
        "uncovered": "door niemand bezet",
    },
    "kind": {
        "polarity": "bevestigd en ontkend",
        "shell": "in beide schillen",
        "competency": "competentie",
        "task": "taak",
    },
}


def answer_label(column: str, term: Term | None) -> str:
    """Return a value as people read it: codes in Dutch words, statements by identifier, numbers with a comma."""
    text = _text(term)
    if column == "evidence" or text.startswith(_STATEMENT):
        return text.replace(_STATEMENT, "")
    if isinstance(term, Iri):
        return short(text)
    if text in _WORDS_OF.get(column, {}):
        return _WORDS_OF[column][text]
    if column in _CODED:
        return _WORDS.get(text, text)
    if term is not None and not isinstance(term, BlankNode) and term.datatype.endswith(("#decimal", "#double")):
        return f"{float(text):.2f}".replace(".", ",")
    return text


def statements_of(table: Table, row: tuple[Term | None, ...]) -> list[str]:
    """Return the statements that a row rests on: those in ``evidence`` and the one in ``statement_iri``."""
    values = dict(zip((column.name for column in table.columns), row, strict=True))
    listed = [*_text(values.get("evidence")).split(), _text(values.get("statement_iri"))]
    return [iri for iri in dict.fromkeys(listed) if iri]


def to_csv(table: Table) -> str:
    """Return the table as CSV (RFC 4180) with variable names as header and ``\\n`` line ends."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_text(term) for term in row] for row in table.rows)
    return buffer.getvalue()


def to_json(table: Table) -> str:
    """Return the table as SPARQL 1.1 query results in JSON."""
    names = [column.name for column in table.columns]
    bindings = [
        {name: _json(term) for name, term in zip(names, row, strict=True) if term is not None} for row in table.rows
    ]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1) + "\n"


def to_markdown(table: Table) -> str:
    """Return the table as people read it, as a Markdown table."""
    shown = table.shown()
    lines = [
        "| " + " | ".join(_cell(column.label) for column in shown.columns) + " |",
        "|" + " --- |" * len(shown.columns),
    ]
    for row in shown.rows:
        cells = (_cell(answer_label(c.name, term)) for c, term in zip(shown.columns, row, strict=True))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def _text(term: Term | None) -> str:
    return "" if term is None else str(term)


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    plain = term.datatype.endswith("#string")
    return {"type": "literal", "value": term.value} | ({} if plain else {"datatype": term.datatype})
