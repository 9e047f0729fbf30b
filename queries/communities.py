"""Communities of professions and roles that share much, by the method of Louvain on what documents give to each.

Two professions or roles are linked when they share a cell (life domain with activity), theme, competency or task that a
document gives to both. A thing shared by n of them adds 1/(n - 1) to each of their links, so that what few share weighs
more than what many share (Newman 2001, Scientific collaboration networks II). Communities are those of Louvain
(Blondel et al. 2008), which works with weights and is the same for the same seed and graph.

Groups (mbo-professional, wijkteamprofessional) are people without a profession being named. They share a little with
everyone and would glue professions together that have nothing in common, so they take no part; each is named beside the
communities with which it shares something.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.namespaces import XSD
from kg.store import GraphEngine
from kg.terms import Literal, Term
from queries.header import Column
from queries.landscape import Actor, Landscape, load_landscape
from queries.table import Table

__all__ = ["Communities", "Community", "Link", "Shared", "communities_of", "communities_table", "find_communities"]

SEED = 1
LINKED = frozenset({"profession", "role"})
KINDS = ("cell", "theme", "competency", "task")

Item = tuple[str, str, str]
"""Kind (cell, theme, competency, task), IRI of the life domain or item, and IRI of the activity of a cell."""
Given = Mapping[Item, Mapping[str, Sequence[str]]]
"""The statements that give an item, by actor."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that two or more actors share: who they are (labels), and the statements that say so."""

    kind: str
    label: str
    iri: str
    activity_iri: str
    holders: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """What ties a community to another one (``to`` is its number) or to a group (``to`` is its label)."""

    to: str
    weight: float
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Community:
    """Professions and roles that share more with each other than with the rest.

    ``leefgebieden`` counts, for each life domain, the members with a positive, actual statement, most first.
    """

    number: int
    members: tuple[Actor, ...]
    shared: tuple[Shared, ...]
    leefgebieden: tuple[tuple[str, int], ...]
    links: tuple[Link, ...]
    groups: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Communities:
    """The communities, largest first; ``alone`` share nothing with another profession or role.

    ``modularity`` (-0.5 to 1, None without links): how much more of the weight lies within communities than chance
    would put there (Newman and Girvan 2004).
    """

    communities: tuple[Community, ...]
    alone: tuple[Actor, ...]
    modularity: float | None


def find_communities(engine: GraphEngine) -> Communities:
    """Return the communities of professions and roles in a graph; the same graph gives the same communities."""
    return communities_of(load_landscape(engine))


def communities_of(landscape: Landscape, kinds: frozenset[str] = LINKED) -> Communities:
    """Return the communities among actors of some kinds; the other actors stand beside those they share something with."""
    import networkx as nx  # slow to import, and only needed here

    given = _given(landscape)
    taking_part = [actor for actor in landscape.actors.values() if actor.kind in kinds]
    places = {actor.iri: place for place, actor in enumerate(taking_part)}
    network: nx.Graph[int] = nx.Graph()
    for holders in given.values():
        known = sorted(places[actor] for actor in holders if actor in places)
        for one, other in combinations(known, 2):
            weight = network[one][other]["weight"] if network.has_edge(one, other) else 0.0
            network.add_edge(one, other, weight=weight + 1 / (len(known) - 1))
    speaking = {actor for holders in given.values() for actor in holders}
    alone = _by_label(a for a in taking_part if places[a.iri] not in network and a.iri in speaking)
    if not network:
        return Communities((), alone, None)
    parts = nx.community.louvain_communities(network, weight="weight", seed=SEED)
    modularity = float(nx.community.modularity(network, parts, weight="weight"))
    members = sorted((_by_label(taking_part[place] for place in part) for part in parts), key=_largest_first)
    beside = [actor for actor in landscape.actors.values() if actor.kind not in kinds]
    found = tuple(_community(landscape, given, number, members, beside) for number in range(1, len(members) + 1))
    return Communities(found, alone, modularity)


def _given(landscape: Landscape) -> Given:
    """Return who is given each cell, theme, competency and task, in fixed order; a cell takes a fact (domain: cells)."""
    given: dict[Item, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for said in landscape.statements:
        if said.subject not in landscape.actors:
            continue
        if said.item_kind == "leefgebied":
            if said.is_fact and said.activity:
                given["cell", said.object, said.activity][said.subject].append(said.iri)
        elif said.item_kind and said.affirms:
            given[said.item_kind, said.object, ""][said.subject].append(said.iri)
    return dict(sorted(given.items()))


def _by_label(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(sorted(actors, key=lambda actor: (actor.label.casefold(), actor.iri)))


def _largest_first(members: tuple[Actor, ...]) -> tuple[int, str]:
    return -len(members), members[0].label.casefold()


def _community(
    landscape: Landscape, given: Given, number: int, communities: Sequence[tuple[Actor, ...]], beside: Sequence[Actor]
) -> Community:
    members = communities[number - 1]
    own = {actor.iri for actor in members}
    everyone = {actor.iri for community in communities for actor in community}
    links = [
        _link(landscape, given, str(other), own, {actor.iri for actor in theirs}, everyone)
        for other, theirs in enumerate(communities, start=1)
        if other != number
    ]
    groups = [
        _link(landscape, given, actor.label, own, {actor.iri}, everyone | {actor.iri}) for actor in _by_label(beside)
    ]
    within = (
        _shared(landscape, item, {actor: said for actor, said in holders.items() if actor in own})
        for item, holders in given.items()
        if sum(actor in own for actor in holders) > 1
    )
    return Community(
        number=number,
        members=members,
        shared=_strongest_first(within),
        leefgebieden=_leefgebieden(landscape, own),
        links=tuple(sorted(filter(_shares, links), key=_heaviest_first)),
        groups=tuple(sorted(filter(_shares, groups), key=_heaviest_first)),
    )


def _shares(link: Link) -> bool:
    return bool(link.shared)


def _heaviest_first(link: Link) -> tuple[float, str]:
    return -round(link.weight, 9), link.to


def _link(landscape: Landscape, given: Given, to: str, ours: set[str], theirs: set[str], everyone: set[str]) -> Link:
    weight, shared = 0.0, []
    for item, holders in given.items():
        known = {actor: said for actor, said in holders.items() if actor in ours | theirs}
        pairs = len(known.keys() & ours) * len(known.keys() & theirs)
        if pairs:
            weight += pairs / (len(holders.keys() & everyone) - 1)
            shared.append(_shared(landscape, item, known))
    return Link(to, weight, _strongest_first(shared))


def _shared(landscape: Landscape, item: Item, holders: Mapping[str, Sequence[str]]) -> Shared:
    kind, iri, activity = item
    name = landscape.label(iri) + (f" / {landscape.label(activity)}" if activity else "")
    labels = tuple(sorted(landscape.label(actor) for actor in holders))
    return Shared(kind, name, iri, activity, labels, tuple(sorted(s for said in holders.values() for s in said)))


def _strongest_first(shared: Iterable[Shared]) -> tuple[Shared, ...]:
    return tuple(sorted(shared, key=lambda one: (-len(one.holders), KINDS.index(one.kind), one.label)))


def _leefgebieden(landscape: Landscape, members: set[str]) -> tuple[tuple[str, int], ...]:
    covered = {
        (said.subject, leefgebied)
        for said in landscape.statements
        if said.subject in members and said.is_fact
        for leefgebied in landscape.leefgebieden_of(said)
    }
    counts = Counter(landscape.label(leefgebied) for _, leefgebied in covered)
    return tuple(sorted(counts.items(), key=lambda count: (-count[1], count[0])))


_COLUMNS = (
    ("community", "nr", "no"),
    ("members", "beroepen en rollen", "professions and roles"),
    ("members_iri", "IRI’s van de beroepen en rollen", "IRIs of the professions and roles"),
    ("leefgebieden", "leefgebieden", "life domains"),
    ("shared", "wat ze bindt", "what they share"),
    ("links", "band met een ander groepje", "ties to another community"),
    ("groups", "deelt ook met", "also shares with"),
    ("evidence", "bewijs", "evidence"),
)


def communities_table(found: Communities) -> Table:
    """Return the communities as a table, one a row; the last row, without a number, names those that share nothing."""
    rows: list[tuple[Term | None, ...]] = []
    for one in found.communities:
        cited = dict.fromkeys(iri for shared in one.shared for iri in shared.statements)
        texts = (
            "; ".join(member.label for member in one.members),
            " ".join(member.iri for member in one.members),
            "; ".join(f"{label} ({count})" for label, count in one.leefgebieden),
            "; ".join(f"{shared.label} ({', '.join(shared.holders)})" for shared in one.shared),
            "; ".join(f"{link.to}: {', '.join(shared.label for shared in link.shared)}" for link in one.links),
            "; ".join(f"{link.to}: {', '.join(shared.label for shared in link.shared)}" for link in one.groups),
            " ".join(cited),
        )
        number = Literal(str(one.number), datatype=XSD + "integer")
        rows.append((number, *(Literal(text) if text else None for text in texts)))
    if found.alone:
        labels, iris = zip(*((actor.label, actor.iri) for actor in found.alone), strict=True)
        nothing = Literal("deelt niets met een ander beroep of een andere rol")
        rows.append((None, Literal("; ".join(labels)), Literal(" ".join(iris)), None, nothing, None, None, None))
    score = "" if found.modularity is None else f" (modulariteit {found.modularity:.2f})".replace(".", ",")
    title = f"Groepjes van beroepen en rollen die veel delen{score}"
    return Table(title, tuple(Column(*column) for column in _COLUMNS), tuple(rows))
