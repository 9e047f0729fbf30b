"""A profession, role or group: everything the documents say of it, in fixed sections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from viz.explorer.cells import breadth, deepest
from viz.explorer.content import Concept
from viz.explorer.context import Explorer
from viz.explorer.page import Crumb, Page, Sheet, Target
from viz.explorer.problems import not_in_graph
from viz.explorer.render import Names
from viz.explorer.routes import View
from viz.explorer.sections import Section, section
from viz.explorer.tables import statements_sheet
from viz.explorer.views.overview import in_words
from viz.explorer.words import words

_PATHS = {"profession": ("beroep", "profession"), "role": ("rol", "role"), "group": ("groep", "group")}
_MOST_OVERLAP = 5
_FIXED = (
    ("themas", "expertise-in"), ("competenties", "has-competency"), ("taken", "has-task"), ("teams", "member-of-team"),
    ("organisaties", "part-of"), ("opleiding", "education-level"), ("wet", "constrained-by"),
)  # fmt: skip
_BOTH_WAYS = (
    ("spanning", "tension", ("tension",)),
    ("samenwerking", "cooperation", ("cooperates-with", "refers-to")),
    ("overig", "rest", ("missing-in", "kind-of")),
)


def actor_page(kind: str, explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the page of an actor; a section without statements stays, and says that nothing was found."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    actor = content.concept(kind, parameters["slug"])
    if actor is None:
        raise not_in_graph(explorer, kind, parameters["slug"])
    domains = [(domain, explorer.matrix.get((actor.iri, domain.iri))) for domain in content.leefgebieden]
    done = [cell.deepest for _, cell in domains if cell is not None]
    said = content.about.get(actor.iri, [])
    fields = Sheet(
        "leefgebieden",
        w("actor.leefgebieden"),
        [w("actor.leefgebied"), w("actor.found")],
        [[names.text(d.iri), in_words(cell, w, names) if cell else w("frame.not_found")] for d, cell in domains],
    )
    return Page(
        title=names.text(actor.iri),
        title_language=names.language_of(actor.iri),
        explanation=w(f"actor.explanation_{kind}"),
        template="actor.html",
        data={
            "actor": actor,
            "narrower": _narrower(explorer, actor),
            "domains": [(domain, cell, in_words(cell, w, names) if cell else "") for domain, cell in domains],
            "breadth": breadth(content, explorer.matrix, actor.iri),
            "depth": deepest(content, done),
            "sections": _sections(explorer, language, actor),
            "overlap": _overlap(explorer, actor) if kind != "group" else None,
        },
        sheets=(fields, statements_sheet(explorer, language, "uitspraken", said)),
        crumbs=(Crumb(w("menu.professions"), Target("professions")),),
    )


def _narrower(explorer: Explorer, actor: Concept) -> list[str]:
    return [one.iri for one in explorer.content.by_kind.get(actor.kind, []) if actor.iri in one.broader]


def _sections(explorer: Explorer, language: str, actor: Concept) -> list[Section]:
    w, content = words(language), explorer.content
    found = [
        section(explorer, language, name, w(f"outward.{relation}"), content.said_of(actor.iri, relation))
        for name, relation in _FIXED
    ]
    for name, key, relations in _BOTH_WAYS:
        out = section(explorer, language, name, w(f"actor.{key}"), content.said_of(actor.iri, *relations))
        back = section(
            explorer, language, f"{name}-van", w(f"actor.{key}_from"), content.said_to(actor.iri, *relations), "subject"
        )
        found += [out, back] if back.statements else [out]
    return found


def _overlap(explorer: Explorer, actor: Concept) -> list[dict[str, str]]:
    """Return the actors that share most cells, the strongest first; shared cells as in the catalogue."""
    found = []
    for row in explorer.rows("overlap"):
        sides = (row["profession_iri"], row["other_iri"])
        if actor.iri in sides:
            found.append({**row, "with": sides[1] if sides[0] == actor.iri else sides[0]})
    return sorted(found, key=lambda row: -float(row["overlap"]))[:_MOST_OVERLAP]


def _instances(kind: str, explorer: Explorer) -> Iterable[Mapping[str, str]]:
    return ({"slug": concept.slug} for concept in explorer.content.by_kind.get(kind, []))


VIEWS = tuple(
    View(
        kind,
        {"nl": f"/{dutch}/{{slug}}", "en": f"/{english}/{{slug}}"},
        partial(actor_page, kind),
        instances=partial(_instances, kind),
        shows=kind,
        under="professions",
    )
    for kind, (dutch, english) in _PATHS.items()
)
