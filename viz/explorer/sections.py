"""Statements about a concept in sections by relation, from its own side and from the other side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from viz.explorer.content import Concept, Statement
from viz.explorer.context import Explorer
from viz.explorer.render import Names
from viz.explorer.words import words

__all__ = ["OUTWARD", "Section", "section", "sections_of"]

OUTWARD = (
    "active-in", "expertise-in", "has-competency", "has-task", "member-of-team", "part-of", "education-level",
    "constrained-by", "cooperates-with", "refers-to", "tension", "missing-in", "kind-of",
)  # fmt: skip
"""Relations in the order in which people read about a concept."""
_LEVELS = ("individueel", "collectief", "politiek-maatschappelijk")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with statements; ``show`` is the side that differs between them, ``subject`` or ``object``."""

    id: str
    title: str
    statements: tuple[Statement, ...]
    show: str
    groups: tuple[tuple[str, tuple[Statement, ...]], ...]
    """The same statements under headings of their own; one group without a heading where there is nothing to part."""
    within: str = ""
    """The concept (IRI) of the page, which a line need not name as its team."""

    def other(self, statement: Statement) -> str:
        """Return the concept (IRI) that a statement links to here."""
        return statement.subject if self.show == "subject" else statement.object


def section(
    explorer: Explorer, language: str, name: str, title: str, statements: Iterable[Statement], show: str = "object"
) -> Section:
    """Return a section with its statements in order of label, facts first."""
    names = Names(explorer, language)

    def order(statement: Statement) -> tuple[str, bool, str]:
        other = statement.subject if show == "subject" else statement.object
        return names.text(other).casefold(), statement.answer != "claimed", statement.iri

    ordered = tuple(sorted(dict.fromkeys(statements), key=order))
    return Section(name, title, ordered, show, _by_level(ordered, language, names))


def _by_level(
    statements: tuple[Statement, ...], language: str, names: Names
) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
    """Return statements by level of the competency, where any of them has one."""
    if not any(one.level for one in statements):
        return (("", statements),)
    known = [*_LEVELS, *sorted({one.level for one in statements} - {*_LEVELS, ""}), ""]
    parts = ((level, tuple(one for one in statements if one.level == level)) for level in known)
    without = words(language)("actor.no_level")
    return tuple((names.token("level", level) if level else without, found) for level, found in parts if found)


def sections_of(explorer: Explorer, language: str, concept: Concept, skip: Iterable[str] = ()) -> list[Section]:
    """Return a section for every relation in which a concept stands, outward first; none that is empty."""
    w, content, passed = words(language), explorer.content, set(skip)
    found = [
        section(explorer, language, f"uit-{name}", w(f"outward.{name}"), content.said_of(concept.iri, name))
        for name in OUTWARD
        if name not in passed
    ]
    found += [
        section(explorer, language, f"in-{name}", w(f"inward.{name}"), content.said_to(concept.iri, name), "subject")
        for name in OUTWARD
        if name not in passed
    ]
    rest = [
        s
        for s in content.about.get(concept.iri, ())
        if concept.iri not in (s.subject, s.object) and concept.iri in (s.team, s.activity)
    ]
    found.append(_context(explorer, language, rest))
    return [replace(one, within=concept.iri) for one in found if one.statements]


def _context(explorer: Explorer, language: str, statements: Iterable[Statement]) -> Section:
    """Return what is said of others within a concept (a team, an activity), under the one of whom it is said."""
    names = Names(explorer, language)
    listed = section(explorer, language, "context", words(language)("inward.context"), statements)
    subjects = sorted({one.subject for one in listed.statements}, key=lambda iri: (names.text(iri).casefold(), iri))
    groups = ((names.text(who), tuple(one for one in listed.statements if one.subject == who)) for who in subjects)
    return replace(listed, groups=tuple(groups))
