"""A team as two rings, who is in its inner and outer shell, with what it covers and misses; and the list of teams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.terms import Iri, n3
from viz.explorer.content import Concept, Statement
from viz.explorer.context import Explorer
from viz.explorer.page import Crumb, Page, Sheet, Target, Value
from viz.explorer.problems import not_in_graph
from viz.explorer.render import Names
from viz.explorer.rings import INNER, OUTER, SIZE, Spot, spots
from viz.explorer.routes import View
from viz.explorer.sections import section, sections_of
from viz.explorer.tables import statements_sheet
from viz.explorer.words import Words, words

_SHELLS = ("binnenschil", "buitenschil", "")
_KINDS = ("profession", "role", "group", "team", "organisation")


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in or around a team: the shell (empty where no document says which), and the statements."""

    concept: Concept
    shell: str
    statements: tuple[Statement, ...]

    @property
    def answer(self) -> str:
        """``claimed`` when a document says so as a fact, else what the first statement says."""
        answers = [statement.answer for statement in self.statements]
        return "claimed" if "claimed" in answers else answers[0]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A life domain and who in each shell is said to work in it."""

    leefgebied: Concept
    inner: tuple[Concept, ...]
    outer: tuple[Concept, ...]
    itself: bool
    """Whether a document says it of the team as a whole."""


def team_page(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the page of a team."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    team = content.concept("team", parameters["slug"])
    if team is None:
        raise not_in_graph(explorer, "team", parameters["slug"])
    members = _members(explorer, team)
    rings = {shell: [m for m in members if m.shell == shell and m.answer == "claimed"] for shell in _SHELLS[:2]}
    coverage = _coverage(explorer, team, members)
    missing = _missing(explorer, team)
    sheet = Sheet(
        "leden",
        w("team.members"),
        [w("team.who"), w("team.kind"), w("team.shell"), w("column.answer"), w("team.places")],
        [_line(names, w, member) for member in members],
    )
    domains = Sheet(
        "dekking",
        w("team.coverage"),
        [w("actor.leefgebied"), w("team.inner"), w("team.outer"), w("team.itself")],
        [_covered(names, w, row) for row in coverage],
    )
    said = [s for one in _parts(explorer, team) for s in content.about.get(one, [])]
    return Page(
        title=names.text(team.iri),
        title_language=names.language_of(team.iri),
        explanation=w("team.explanation"),
        template="team.html",
        data={
            "team": team,
            "narrower": [one for one in _parts(explorer, team) if one != team.iri],
            "members": members,
            "rings": [
                (shell, _pairs(names, rings[shell], radius))
                for shell, radius in (("binnenschil", INNER), ("buitenschil", OUTER))
            ],
            "size": SIZE,
            "radii": (INNER, OUTER),
            "coverage": coverage,
            "known": any(member.shell == "binnenschil" and member.answer == "claimed" for member in members),
            "missing": section(explorer, language, "gemist", w("team.missing"), missing, "subject"),
            "organisations": section(
                explorer, language, "organisaties", w("team.organisations"), _organisations(explorer, team)
            ),
            "sections": sections_of(explorer, language, team, skip=("member-of-team", "missing-in", "part-of")),
            "others": [other for other in content.by_kind.get("team", []) if other.iri != team.iri],
        },
        sheets=(sheet, domains, statements_sheet(explorer, language, "uitspraken", said)),
        crumbs=(Crumb(w("menu.teams"), Target("teams")),),
    )


def _pairs(names: Names, members: Sequence[Member], radius: float) -> list[tuple[Member, Spot]]:
    placed = spots([names.text(member.concept.iri) for member in members], radius)
    return list(zip(members, placed, strict=False))


def _parts(explorer: Explorer, team: Concept) -> list[str]:
    """Return the teams that a team is made of, itself first."""
    found = explorer.graph.store.select(
        f"SELECT ?part WHERE {{ ?part bk:subTeamOf+ {n3(Iri(team.iri))} }} ORDER BY ?part"
    )
    return [team.iri, *(str(row[0]) for row in found.rows)]


def _members(explorer: Explorer, team: Concept) -> list[Member]:
    """Return who is in or around a team or its parts, inner shell first, facts first."""
    content = explorer.content
    found: dict[tuple[str, str], list[Statement]] = {}
    for part in _parts(explorer, team):
        for statement in content.said_to(part, "member-of-team"):
            found.setdefault((statement.subject, statement.shell), []).append(statement)
    members = [Member(content.concepts[iri], shell, tuple(statements)) for (iri, shell), statements in found.items()]
    return sorted(
        members,
        key=lambda m: (
            _SHELLS.index(m.shell),
            m.answer != "claimed",
            _KINDS.index(m.concept.kind),
            m.concept.label.casefold(),
        ),
    )


def _coverage(explorer: Explorer, team: Concept, members: Sequence[Member]) -> list[Coverage]:
    """Return, by life domain, the members of each shell with an affirmed statement there, for this team or for every team."""
    parts = set(_parts(explorer, team))

    def covers(actor: str, leefgebied: str) -> bool:
        cell = explorer.matrix.get((actor, leefgebied))
        return cell is not None and any(
            one.statement.answer == "claimed" and one.statement.team in ("", *parts) for one in cell.said
        )

    def of(shell: str, leefgebied: Concept) -> tuple[Concept, ...]:
        inside = [m.concept for m in members if m.shell == shell and m.answer == "claimed"]
        return tuple(one for one in inside if covers(one.iri, leefgebied.iri))

    return [
        Coverage(one, of("binnenschil", one), of("buitenschil", one), any(covers(part, one.iri) for part in parts))
        for one in explorer.content.leefgebieden
    ]


def _missing(explorer: Explorer, team: Concept) -> list[Statement]:
    return [s for one in _parts(explorer, team) for s in explorer.content.said_to(one, "missing-in")]


def _organisations(explorer: Explorer, team: Concept) -> list[Statement]:
    content, parts = explorer.content, _parts(explorer, team)
    own = [s for one in parts for s in content.said_of(one, "part-of") if s.object not in parts]
    held = [s for one in parts for s in content.about.get(one, []) if s.relation == "part-of" and s.team == one]
    return [*own, *(s for s in held if s.subject not in parts)]


def _line(names: Names, text: Words, member: Member) -> list[Value]:
    shell = names.token("shell", member.shell) if member.shell else text("team.no_shell")
    places = "; ".join(
        f"{p.document} {p.fragment or f'{p.start}-{p.end}'}" for s in member.statements for p in s.passages
    )
    return [
        names.text(member.concept.iri), text(f"kind.{member.concept.kind}"), shell, text(f"answer.{member.answer}"), places,
    ]  # fmt: skip


def _covered(names: Names, text: Words, row: Coverage) -> list[Value]:
    def listed(concepts: Iterable[Concept]) -> str:
        return ", ".join(names.text(one.iri) for one in concepts) or text("frame.not_found")

    return [
        names.text(row.leefgebied.iri), listed(row.inner), listed(row.outer),
        text("answer.claimed") if row.itself else text("frame.not_found"),
    ]  # fmt: skip


def teams(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return the teams that documents describe, with how many are known in each shell."""
    w, names = words(language), Names(explorer, language)
    rows = []
    for team in explorer.content.by_kind.get("team", []):
        members = _members(explorer, team)
        counts = [sum(m.shell == shell and m.answer == "claimed" for m in members) for shell in _SHELLS]
        rows.append((team, counts, len(_missing(explorer, team)), len(explorer.content.about.get(team.iri, []))))
    rows.sort(key=lambda row: (-sum(row[1]), row[0].label.casefold()))
    header = [
        w(f"team.{name}") for name in ("name", "count_inner", "count_outer", "count_open", "count_missing", "count_all")
    ]
    table: list[list[Value]] = [[names.text(t.iri), *counts, missing, said] for t, counts, missing, said in rows]
    return Page(
        title=w("team.list_title"),
        explanation=w("team.list_explanation"),
        template="teams.html",
        data={"rows": rows},
        sheets=(Sheet("teams", w("team.list_title"), header, table),),
    )


def _instances(explorer: Explorer) -> Iterable[Mapping[str, str]]:
    return ({"slug": concept.slug} for concept in explorer.content.by_kind.get("team", []))


VIEWS = (
    View("teams", {"nl": "/teams", "en": "/teams"}, teams, menu=5),
    View(
        "team",
        {"nl": "/team/{slug}", "en": "/team/{slug}"},
        team_page,
        instances=_instances,
        shows="team",
        under="teams",
        styles=("rings.css",),
    ),
)
