"""Structures to begin with: today's as it is, and one computed from what professions share."""

from __future__ import annotations

from collections.abc import Iterable

from kg.store import GraphEngine
from queries.communities import Communities, Community, communities_of
from queries.landscape import Landscape, load_landscape
from queries.structure.model import DROP, KEEP, Name, ProposedProfession, Structure
from queries.structure.placing import ACTOR_KINDS

__all__ = ["computed_structure", "computed_structure_in", "todays_structure", "todays_structure_in"]


def todays_structure(engine: GraphEngine) -> Structure:
    """Return every profession, role and group that a statement names, each as it is: professions, then roles, groups."""
    return todays_structure_in(load_landscape(engine))


def todays_structure_in(landscape: Landscape) -> Structure:
    """Return the same from a landscape that was read before."""
    entries = [
        ProposedProfession(
            landscape.actors[iri].label, ACTOR_KINDS[landscape.actors[iri].kind], covers=_named(landscape, [iri])
        )
        for iri in landscape.mentioned
    ]
    order = list(ACTOR_KINDS.values())
    entries.sort(key=lambda entry: order.index(entry.kind))
    return Structure(
        name="De structuur van vandaag",
        note="Elk beroep, elke rol en elke groep die de documenten noemen, zoals ze zijn. Wat u weghaalt, vervalt.",
        others=DROP,
        professions=tuple(entries),
    )


def computed_structure(engine: GraphEngine) -> Structure:
    """Return a structure in which the professions of each community form one family, marked as computed.

    Roles and groups stay as they are: a role is taken up by people of any profession, and a group names none. A
    community with fewer than two professions gives no family.
    """
    landscape = load_landscape(engine)
    return computed_structure_in(landscape, communities_of(landscape))


def computed_structure_in(landscape: Landscape, found: Communities) -> Structure:
    """Return the same from a landscape and its communities."""
    families = [family for community in found.communities if (family := _family(landscape, community))]
    score = "" if found.modularity is None else f" Modulariteit {found.modularity:.2f}".replace(".", ",") + "."
    return Structure(
        name="Berekend voorstel: families van beroepen",
        note=(
            "Berekend uit wat documenten aan beroepen en rollen geven: gedeelde cellen, thema's, competenties en taken "
            f"(methode van Louvain).{score}"
        ),
        computed=True,
        others=KEEP,
        professions=tuple(families),
    )


def _family(landscape: Landscape, community: Community) -> ProposedProfession | None:
    professions = [member for member in community.members if member.kind == "profession"]
    if len(professions) < 2:
        return None
    roles = [member.label for member in community.members if member.kind != "profession"]
    shared = "; ".join(f"{one.label} ({', '.join(one.holders)})" for one in community.shared)
    near = f" Rol die hierbij past: {', '.join(roles)}." if roles else ""
    return ProposedProfession(
        name=f"familie {community.number}: {community.shared[0].label}",
        kind="familie",
        note=f"Berekend. Gedeeld: {shared}.{near}",
        covers=_named(landscape, (member.iri for member in professions)),
    )


def _named(landscape: Landscape, actors: Iterable[str]) -> tuple[Name, ...]:
    """Return what to write for actors: the label where it means one thing, else the IRI."""
    names = landscape.names["actor"]
    labels = ((iri, landscape.label(iri)) for iri in actors)
    return tuple(Name(label if names.find(label) == {iri} else iri) for iri, label in labels)
