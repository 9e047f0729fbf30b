"""The whole landscape in memory: what documents say of every profession, role and group, for analyses over all of them.

Questions about one thing are SPARQL; communities and proposed structures look at all actors at once, and ask the same
statements again and again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.namespaces import BK, ID
from kg.store import GraphEngine
from queries.concepts import Names, names_of

__all__ = ["ITEM_KINDS", "Actor", "Landscape", "Reservation", "Said", "load_landscape", "strongest"]

ITEM_KINDS = {
    "active_in": "leefgebied",
    "expertise_in": "theme",
    "has_competency": "competency",
    "has_task": "task",
}
"""The relations that say what an actor does or can, and the kind of item at their other end."""
AFFIRMING = ("actual", "obliged", "permitted", "desired")
"""Modalities with which a document gives something to an actor, the strongest first (as in the question compared)."""
_ACTOR_KINDS = {
    "Profession": "profession",
    "Role": "role",
    "Group": "group",
    "Team": "team",
    "Organisation": "organisation",
}
_PLACED = frozenset({"profession", "role", "group"})
_CLASSES = {
    "actor": ("Profession", "Role", "Group"),
    "leefgebied": ("Leefgebied",),
    "theme": ("Theme",),
    "competency": ("Competency",),
    "task": ("Task", "Role"),
    "activity": ("Activity",),
}
_RELATION, _POLARITY, _MODALITY = f"{ID}relation/", f"{ID}polarity/", f"{ID}modality/"


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: its kind is profession, role, group, team or organisation."""

    iri: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, with tokens for the closed lists (``active_in``, ``pos``, ``actual``) and IRIs for concepts."""

    iri: str
    relation: str
    subject: str
    object: str
    activity: str
    polarity: str
    modality: str

    @property
    def item_kind(self) -> str:
        """Kind of item that the statement gives or denies: leefgebied, theme, competency or task; else empty."""
        return ITEM_KINDS.get(self.relation, "")

    @property
    def affirms(self) -> bool:
        """Whether the document gives the item: as a fact, a duty, a permission or a wish."""
        return self.polarity == "pos" and self.modality in AFFIRMING

    @property
    def is_fact(self) -> bool:
        """Whether it is a positive, actual statement."""
        return self.polarity == "pos" and self.modality == "actual"

    @property
    def denies(self) -> bool:
        """Whether it is a negative, actual statement."""
        return self.polarity == "neg" and self.modality == "actual"


@dataclass(frozen=True, slots=True)
class Reservation:
    """Work that a frame reserves: IRIs of the task and the frame, and the kinds of rule in words."""

    task: str
    frame: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Landscape:
    """Everything that analyses over all actors need, read once.

    ``actors`` holds professions, roles and groups by IRI, ``others`` teams and organisations; ``mentioned`` are the IRIs
    of the former that at least one statement names, by label. ``labels`` has the Dutch label of every concept and of
    every relation by its token; ``names`` what people call concepts, by kind. ``depths`` counts from 1 (noticing).
    """

    actors: Mapping[str, Actor]
    others: Mapping[str, Actor]
    mentioned: tuple[str, ...]
    statements: tuple[Said, ...]
    labels: Mapping[str, str]
    names: Mapping[str, Names]
    theme_leefgebieden: Mapping[str, frozenset[str]]
    depths: Mapping[str, int]
    reservations: tuple[Reservation, ...]

    @property
    def leefgebieden(self) -> tuple[str, ...]:
        """IRIs of the life domains, by label."""
        return tuple(sorted(self.names["leefgebied"].labels, key=self.label))

    def label(self, iri: str) -> str:
        """Return the Dutch label of a concept, or its IRI where it has none."""
        return self.labels.get(iri, iri)

    def leefgebieden_of(self, said: Said) -> frozenset[str]:
        """Return the life domains that a statement covers: the one it names, or those of its theme."""
        if said.relation == "active_in":
            return frozenset({said.object})
        if said.relation == "expertise_in":
            return self.theme_leefgebieden.get(said.object, frozenset())
        return frozenset()


def strongest(statements: Iterable[Said]) -> str:
    """Return the answer that some statements on one item give together: claimed, obliged, permitted, desired, denied.

    ``both`` is claimed and denied; empty when they neither give nor deny it.
    """
    listed = list(statements)
    denied = any(said.denies for said in listed)
    for modality in AFFIRMING:
        if any(said.polarity == "pos" and said.modality == modality for said in listed):
            if modality == "actual":
                return "both" if denied else "claimed"
            return modality
    return "denied" if denied else ""


def load_landscape(engine: GraphEngine) -> Landscape:
    """Return the landscape of a graph, embedded or remote; statements are in the order of their IRIs."""
    statements = _statements(engine)
    names = {kind: names_of(engine, classes) for kind, classes in _CLASSES.items()}
    actors = _actors(engine)
    ends = {end for said in statements for end in (said.subject, said.object)}
    reservations, frames = _reservations(engine)
    relations = _rows(engine, 'SELECT ?r ?l WHERE { ?r a bk:Relation ; skos:prefLabel ?l FILTER(LANG(?l) = "nl") }')
    labels = {iri: actor.label for iri, actor in actors.items()} | frames
    labels |= {_token(relation): label for relation, label in relations}
    for known in names.values():
        labels.update(known.labels)
    themes: dict[str, set[str]] = defaultdict(set)
    for theme, leefgebied in _rows(engine, "SELECT ?t ?l WHERE { ?t a bk:Theme ; bk:inLeefgebied ?l }"):
        themes[theme].add(leefgebied)
    depths = _rows(engine, "SELECT ?a ?d WHERE { ?a a bk:Activity ; bk:depth ?d }")
    placed = {iri: actor for iri, actor in actors.items() if actor.kind in _PLACED}
    return Landscape(
        actors=placed,
        others={iri: actor for iri, actor in actors.items() if actor.kind not in _PLACED},
        mentioned=tuple(sorted(placed.keys() & ends, key=lambda iri: (placed[iri].label.casefold(), iri))),
        statements=statements,
        labels=labels,
        names=names,
        theme_leefgebieden={theme: frozenset(found) for theme, found in themes.items()},
        depths={activity: int(depth) for activity, depth in depths},
        reservations=reservations,
    )


def _statements(engine: GraphEngine) -> tuple[Said, ...]:
    # Only statements have a polarity; starting from its two values takes a quarter less than starting from the class.
    values = " ".join(f"<{_POLARITY}{token}>" for token in ("pos", "neg"))
    rows = _rows(engine, f"""SELECT ?s ?relation ?subject ?object ?activity ?polarity ?modality WHERE {{
        VALUES ?polarity {{ {values} }} ?s bk:polarity ?polarity ; bk:relation ?relation ; bk:subject ?subject ;
          bk:object ?object ; bk:modality ?modality . OPTIONAL {{ ?s bk:activity ?activity }} }}""")  # fmt: skip
    return tuple(
        Said(
            iri,
            _token(relation),
            subject,
            target,
            activity,
            polarity.removeprefix(_POLARITY),
            modality.removeprefix(_MODALITY),
        )
        for iri, relation, subject, target, activity, polarity, modality in sorted(set(rows))
    )


def _token(relation: str) -> str:
    return relation.removeprefix(_RELATION).replace("-", "_")


def _actors(engine: GraphEngine) -> dict[str, Actor]:
    classes = " ".join(f"bk:{name}" for name in _ACTOR_KINDS)
    rows = _rows(engine, f"""SELECT ?actor ?label ?class WHERE {{ VALUES ?class {{ {classes} }} ?actor a ?class ;
        skos:prefLabel ?label FILTER(LANG(?label) = "nl") }}""")  # fmt: skip
    return {iri: Actor(iri, label, _ACTOR_KINDS[kind.removeprefix(BK)]) for iri, label, kind in sorted(rows)}


def _reservations(engine: GraphEngine) -> tuple[tuple[Reservation, ...], dict[str, str]]:
    """Return the reservations, one for each task and frame, and the labels of the frames."""
    rows = _rows(engine, """SELECT DISTINCT ?task ?frame ?label ?rule WHERE { ?reservation a bk:Reservation ;
        bk:reservedTask ?task ; bk:reservingFrame ?frame ; bk:ruleKind ?kind . ?frame skos:prefLabel ?label .
        ?kind skos:prefLabel ?rule FILTER(LANG(?label) = "nl" && LANG(?rule) = "nl") }""")  # fmt: skip
    rules: dict[tuple[str, str], list[str]] = defaultdict(list)
    for task, frame, _, rule in sorted(rows):
        rules[task, frame].append(rule)
    found = tuple(Reservation(task, frame, tuple(kinds)) for (task, frame), kinds in rules.items())
    return found, {frame: label for _, frame, label, _ in rows}


def _rows(engine: GraphEngine, query: str) -> list[tuple[str, ...]]:
    return [tuple("" if term is None else str(term) for term in row) for row in engine.select(query).rows]
