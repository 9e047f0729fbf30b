"""The matrix of professions and life domains as one file: a real table whose cells lead to their passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.evidence import Evidence, evidence_of, short_id
from kg.folder import OpenGraph
from kg.terms import Literal
from queries import ask, find_question
from queries.table import answer_label
from viz.page import render_page

__all__ = ["matrix_page"]

_GROUPS = (
    ("beroep", "Beroepen"),
    ("rol", "Rollen"),
    ("groep", "Groepen"),
    ("team", "Teams"),
    ("organisatie", "Organisaties"),
)
_MOST_TINT = 5


@dataclass
class _Said:
    """One statement in a cell."""

    statement: str
    answer: str
    activity: str
    depth: int
    team: str
    shell: str
    via: str


@dataclass
class _Cell:
    """What is said of one actor in one life domain."""

    anchor: str
    actor: str
    leefgebied: str
    said: list[_Said] = field(default_factory=list)
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)

    def count(self, *answers: str) -> int:
        return len({one.statement for one in self.said if one.answer in answers})

    @property
    def claimed(self) -> int:
        return self.count("claimed")

    @property
    def denied(self) -> int:
        return self.count("denied")

    @property
    def other(self) -> int:
        return len({one.statement for one in self.said}) - self.claimed - self.denied

    @property
    def tint(self) -> int:
        return min(self.claimed, _MOST_TINT)

    @property
    def activities(self) -> list[str]:
        """Activities that are affirmed, the deepest first."""
        found = {one.activity: one.depth for one in self.said if one.answer == "claimed" and one.activity}
        return sorted(found, key=lambda name: -found[name])

    @property
    def spoken(self) -> str:
        """The cell in words, for who does not see it."""
        parts = [f"{self.claimed} keer genoemd"] * bool(self.claimed) + [f"{self.denied} keer ontkend"] * bool(
            self.denied
        )
        parts += [f"{self.other} keer als wens, vraag of mening"] * bool(self.other)
        return f"{self.actor}, {self.leefgebied}: {', '.join(parts)}"


def matrix_page(graph: OpenGraph) -> str:
    """Return a self-contained page: actors by life domain, each cell a link to what is said and where."""
    domains = _leefgebieden(graph)
    cells: dict[tuple[str, str], _Cell] = {}
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    depths = _depths(graph)
    for number, leefgebied in enumerate(domains, start=1):
        table = ask(graph.store, find_question("leefgebied"), {"leefgebied": leefgebied})
        names = [column.name for column in table.columns]
        for values in table.rows:
            row = {name: "" if term is None else str(term) for name, term in zip(names, values, strict=True)}
            rows[row["type"]][row["actor_iri"]] = row["actor"]
            key = (row["actor_iri"], leefgebied)
            anchor = f"cel-{number}-{row['actor_iri'].rsplit('/', 1)[-1]}-{row['type']}"
            cell = cells.setdefault(key, _Cell(anchor, row["actor"], leefgebied))
            depth = depths.get(row["activity"], 0)
            cell.said.append(
                _Said(
                    row["statement_iri"], row["answer"], row["activity"], depth, row["team"], row["shell"], row["via"]
                )
            )
    found = evidence_of(graph, {one.statement for cell in cells.values() for one in cell.said})
    groups: list[dict[str, Any]] = [
        {
            "name": name,
            "rows": [(iri, label) for iri, label in sorted(rows[kind].items(), key=lambda item: item[1].lower())],
        }
        for kind, name in _GROUPS
        if rows.get(kind)
    ]
    return render_page(
        "matrix.html",
        title="Wie werkt op welk leefgebied?",
        domains=domains,
        groups=groups,
        cells=cells,
        evidence=found,
        listed=list(_in_order(groups, domains, cells)),
        answer=lambda token: answer_label("answer", Literal(token)),
        short_id=short_id,
        documents=graph.manifest["documents"],
    )


def _in_order(
    groups: Iterable[dict[str, Any]], domains: list[str], cells: dict[tuple[str, str], _Cell]
) -> Iterable[_Cell]:
    for group in groups:
        for iri, _ in group["rows"]:
            for leefgebied in domains:
                if (iri, leefgebied) in cells:
                    yield cells[iri, leefgebied]


def _leefgebieden(graph: OpenGraph) -> list[str]:
    """Return the seven life domains in the order of their notations."""
    solutions = graph.store.select(
        'SELECT ?label WHERE { ?l a bk:Leefgebied ; skos:prefLabel ?label ; skos:notation ?n FILTER(LANG(?label) = "nl") } '
        "ORDER BY ?n"
    )
    return [str(row[0]) for row in solutions.rows]


def _depths(graph: OpenGraph) -> dict[str, int]:
    solutions = graph.store.select(
        'SELECT ?label ?depth WHERE { ?a bk:depth ?depth ; skos:prefLabel ?label FILTER(LANG(?label) = "nl") }'
    )
    return {str(label): int(str(depth)) for label, depth in solutions.rows}
