"""The scan in the forms that people and programs take away: CSV, JSON, Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from kg.evidence import Evidence, short_id
from queries.team.model import TeamScan
from queries.team.report import headline, numbered, report, title
from queries.team.sections import Section
from queries.team.words import Named

__all__ = ["CSV_COLUMNS", "neutral", "source_lines", "to_csv", "to_json", "to_markdown"]

CSV_COLUMNS = (
    "part", "leefgebied", "actor", "actor_iri", "other", "other_iri", "shell", "result", "value", "detail", "evidence",
)  # fmt: skip
"""Columns of the CSV form: one row a finding; ``part`` says what kind, ``evidence`` holds IRIs of statements."""


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: one that starts like one gets an apostrophe before it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def to_csv(scan: TeamScan) -> str:
    """Return the scan as CSV (RFC 4180) with ``\\n`` line ends, safe to open in a spreadsheet."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows([neutral(row.get(column, "")) for column in CSV_COLUMNS] for row in _rows(scan))
    return buffer.getvalue()


def _rows(scan: TeamScan) -> Iterator[dict[str, str]]:
    for member in scan.members:
        amount = "" if member.amount is None else f"{member.amount:g}"
        for doing in member.doings:
            yield {
                "part": "member", "shell": member.shell, **_actor(member.actor), **_domain(doing.leefgebied), "value": amount,
                "result": doing.activity.label if doing.activity else "", "detail": doing.task.label if doing.task else "",
            }  # fmt: skip
    for item in scan.heard:
        yield {
            "part": "documents", **_actor(item.actor), **_domain(item.leefgebied), "result": item.answer,
            "detail": item.deepest.label if item.deepest else "", "evidence": " ".join(item.statements),
        }  # fmt: skip
    for domain in scan.coverage:
        yield {
            "part": "coverage", **_domain(domain.leefgebied), "result": domain.status,
            "detail": domain.deepest.label if domain.deepest else "", "actor": "; ".join(actor.label for actor in domain.by),
        }  # fmt: skip
    for gap in scan.gaps:
        yield {
            "part": "gap",
            **_domain(gap.leefgebied),
            "result": gap.kind,
            "value": str(len(gap.candidates) + gap.more),
        }
        for candidate in gap.candidates:
            yield {
                "part": "candidate", **_domain(gap.leefgebied), **_actor(candidate.actor), "result": candidate.answer,
                "shell": "; ".join(candidate.shells), "value": str(candidate.documents),
                "detail": candidate.deepest.label if candidate.deepest else "", "evidence": " ".join(candidate.statements),
            }  # fmt: skip
    for overlap in scan.overlaps:
        yield {
            "part": "overlap", **_actor(overlap.one), **_other(overlap.other), "value": f"{overlap.value:.4f}",
            "result": f"{len(overlap.shared)}/{overlap.together}",
            "detail": "; ".join(f"{cell.leefgebied.label} / {cell.activity.label}" for cell in overlap.shared),
        }  # fmt: skip
        for tension in overlap.tensions:
            yield {
                "part": "tension", **_actor(overlap.one), **_other(overlap.other), "result": tension.answer,
                "detail": tension.kind, "evidence": tension.statement,
            }  # fmt: skip
    yield from _rows_of_documents(scan)


def _rows_of_documents(scan: TeamScan) -> Iterator[dict[str, str]]:
    for alert in scan.alerts:
        yield {
            "part": "alert", **_actor(alert.member), **_other(alert.about), "shell": alert.shell, "result": alert.verdict,
            "value": alert.rule, "detail": "; ".join(frame.label for frame in alert.frames),
            "evidence": " ".join(alert.statements),
        }  # fmt: skip
    for item in scan.confidentiality:
        yield {
            "part": "confidentiality", **_actor(item.about), **_other(item.frame), "result": item.answer, "value": item.rule,
            "detail": item.via.label if item.via else "", "evidence": item.statement,
        }  # fmt: skip
    for missed in scan.missed:
        yield {
            "part": "missed", **_actor(missed.what), **_other(missed.team), "result": missed.answer,
            "value": "filled_in" if missed.in_team else "", "evidence": missed.statement,
        }  # fmt: skip
    for comparison in scan.comparisons:
        yield {
            "part": "team", **_other(comparison.team), "value": f"{comparison.similarity:.4f}",
            "evidence": " ".join(comparison.statements),
        }  # fmt: skip
        for actor, here, there in comparison.shared:
            shells = {"shell": "; ".join(here), "detail": "; ".join(there)}
            yield {"part": "team_actor", **_actor(actor), **_other(comparison.team), "result": "both", **shells}
        for result, actors in (("only_here", comparison.only_here), ("only_there", comparison.only_there)):
            for actor in actors:
                yield {"part": "team_actor", **_actor(actor), **_other(comparison.team), "result": result}
    for note in scan.notes:
        yield {"part": "note", "detail": note}


def _actor(named: Named) -> dict[str, str]:
    return {"actor": named.label, "actor_iri": named.iri}


def _other(named: Named) -> dict[str, str]:
    return {"other": named.label, "other_iri": named.iri}


def _domain(named: Named | None) -> dict[str, str]:
    return {"leefgebied": named.label if named else ""}


def to_json(scan: TeamScan, evidence: Mapping[str, Sequence[Evidence]]) -> str:
    """Return everything in the scan as JSON, with the evidence by IRI of the statement."""
    nearest = scan.nearest
    content = asdict(scan) | {
        "nearest": asdict(nearest.team) if nearest else None,
        "evidence": {
            iri: [
                {
                    "document": item.document,
                    "title": item.title,
                    "place": item.place,
                    "gloss": item.gloss,
                    "quotation": item.quotation,
                }
                for item in evidence.get(iri, ())
            ]
            for iri in scan.statements()
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def to_markdown(scan: TeamScan, evidence: Mapping[str, Sequence[Evidence]]) -> str:
    """Return the report as Markdown: a table for each part, and the numbered sources beneath."""
    sections = report(scan)
    numbers = numbered(sections)
    lines = [f"# {_plain(title(scan))}", ""]
    lines += [f"{_plain(', '.join(filter(None, (scan.place, scan.date))))}", ""] if scan.place or scan.date else []
    lines += [f"- {name}: {_plain(value)}" for name, value in headline(scan)]
    for section in sections:
        lines += ["", f"## {section.title}", "", section.explanation, "", *_table(section, numbers)]
        lines += ["", _plain(section.after)] if section.after else []
    if scan.notes:
        lines += ["", "## Let op", "", *(f"- {_plain(note)}" for note in scan.notes)]
    if numbers:
        lines += ["", "## Bronnen", ""]
        lines += [f"{number}. {_plain(text)}" for number, text in source_lines(numbers, evidence)]
    return "\n".join(lines) + "\n"


def _table(section: Section, numbers: Mapping[str, int]) -> list[str]:
    if not section.rows:
        return [section.empty]
    sourced = any(row.statements for row in section.rows)
    headings = (*section.headings, *["bron"] * sourced)
    lines = ["| " + " | ".join(headings) + " |", "|" + " --- |" * len(headings)]
    for row in section.rows:
        cells = [_plain("; ".join(cell)) for cell in row.cells]
        cells += [_marks(row.statements, numbers)] * sourced
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _marks(statements: Iterable[str], numbers: Mapping[str, int]) -> str:
    return " ".join(f"[{numbers[iri]}]" for iri in statements)


def source_lines(numbers: Mapping[str, int], evidence: Mapping[str, Sequence[Evidence]]) -> Iterator[tuple[int, str]]:
    """Yield for each statement its number and its evidence in one line: gloss, quotation where there is a copy, place."""
    for iri, number in numbers.items():
        items = evidence.get(iri, ())
        gloss = next((item.gloss for item in items if item.gloss), "")
        quotes = [
            f"“{' '.join(item.quotation.split())}” ({item.place})" if item.quotation is not None else f"({item.place})"
            for item in items
        ]
        yield number, " ".join([gloss, *quotes, f"uitspraak {short_id(iri)}"]).strip()


def _plain(text: str) -> str:
    """Return text from people or documents as it stands in Markdown: nothing in it is markup."""
    escaped = re.sub(r"([\\`|\[\]*_])", r"\\\1", text)
    return escaped.replace("<", "&lt;").replace("\n", " ")
