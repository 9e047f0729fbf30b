"""Why an answer holds: the way from what was derived down to statements, their passages and the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.evidence import Evidence, ReadableGraph, evidence_of, short_id
from kg.namespaces import BK, ID, ORG, PROV, RDF
from kg.store import GraphEngine
from kg.terms import Iri, Literal, n3

__all__ = ["DERIVED", "Step", "explain"]

DERIVED = {
    "Cell": f"{BK}Cell",
    "Coverage": f"{BK}Coverage",
    "Membership": f"{ORG}Membership",
    "Reservation": f"{BK}Reservation",
    "DerivedFact": f"{BK}DerivedFact",
}
"""The kinds of derived nodes by the name that a question's header uses."""
_STATEMENT = f"{ID}statement/"
_MOST_STEPS = 8
"""Steps from an answer down to statements; the longest chain of rules is far shorter."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that an answer rests on.

    ``kind`` is a name of `DERIVED`, ``statement`` or ``concept``; ``text`` says it in Dutch; ``rule`` names the rule by
    which it was derived; ``sources`` are what it came from; ``evidence`` the passages of a statement.
    """

    iri: str
    kind: str
    text: str
    rule: str = ""
    sources: tuple[Step, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def explain(
    graph: ReadableGraph, statements: Sequence[str], about: Iterable[str], kinds: Sequence[str] = ()
) -> tuple[Step, ...]:
    """Return what an answer rests on: derived nodes of some kinds above its statements, or the statements themselves.

    `statements` are the IRIs of the statements behind the answer, `about` those of the things it is about (a node is
    chosen that is about most of them), `kinds` names of `DERIVED`.
    """
    parents = _derived_from(graph.store, statements)
    wanted = {DERIVED[kind] for kind in kinds}
    nodes = _describe(graph.store, {node for found in parents.values() for node in found} | set(parents))
    tops: list[str] = []
    things = set(about)
    for statement in statements:
        above = [node for node in _above(statement, parents) if nodes[node].type in wanted and not nodes[node].is_class]
        scores = {node: len(nodes[node].things & things) for node in above}
        best = max(scores.values(), default=0)
        chosen = [node for node, score in scores.items() if score == best and score > 0]
        tops += chosen or [statement]
    behind = _premises(graph.store, {node for node in tops if not node.startswith(_STATEMENT)})
    texts = _describe(graph.store, set(behind) | {one for found in behind.values() for one in found} | set(statements))
    passages = evidence_of(graph, [iri for iri in texts if iri.startswith(_STATEMENT)])
    return tuple(_step(node, behind, texts, passages, _MOST_STEPS) for node in dict.fromkeys(tops))


@dataclass(frozen=True, slots=True)
class _Node:
    type: str
    text: str
    rule: str
    things: frozenset[str]

    @property
    def is_class(self) -> bool:
        """Whether it says no more than of which class a thing is, which explains no answer."""
        return f"{RDF}type" in self.things


def _step(
    iri: str, behind: dict[str, list[str]], nodes: dict[str, _Node], passages: dict[str, list[Evidence]], left: int
) -> Step:
    node = nodes[iri]
    kind = next((name for name, type_iri in DERIVED.items() if type_iri == node.type), "concept")
    if iri.startswith(_STATEMENT):
        found = tuple(passages.get(iri, ()))
        gloss = next((item.gloss for item in found if item.gloss), "")
        return Step(iri, "statement", gloss or node.text or short_id(iri), evidence=found)
    step = Step(iri, kind, node.text, node.rule)
    if left == 0:
        return step
    sources = (_step(source, behind, nodes, passages, left - 1) for source in behind.get(iri, ()))
    return replace(step, sources=tuple(sources))


def _derived_from(engine: GraphEngine, statements: Iterable[str]) -> dict[str, set[str]]:
    """Return, for statements and for what was derived from them, the nodes that were derived from each."""
    parents: dict[str, set[str]] = {}
    wave = set(statements)
    while wave:
        values = " ".join(n3(Iri(iri)) for iri in sorted(wave))
        parents |= {iri: set() for iri in wave}
        solutions = engine.select(
            f"SELECT ?from ?node WHERE {{ VALUES ?from {{ {values} }} ?node <{PROV}wasDerivedFrom> ?from }}"
        )
        for source, node in solutions.rows:
            parents[str(source)].add(str(node))
        wave = {node for found in parents.values() for node in found} - parents.keys()
    return parents


def _above(statement: str, parents: dict[str, set[str]]) -> list[str]:
    seen: dict[str, None] = {}
    wave = [statement]
    while wave:
        wave = [node for one in wave for node in sorted(parents.get(one, ())) if node not in seen]
        seen |= dict.fromkeys(wave)
    return list(seen)


def _premises(engine: GraphEngine, tops: set[str]) -> dict[str, list[str]]:
    """Return what each chosen node came from, down to statements; also the vocabulary and facts beside them."""
    behind: dict[str, list[str]] = {}
    wave = tops
    while wave:
        values = " ".join(n3(Iri(iri)) for iri in sorted(wave))
        behind |= {iri: [] for iri in wave}
        solutions = engine.select(
            f"SELECT DISTINCT ?node ?from WHERE {{ VALUES ?node {{ {values} }} ?node <{PROV}wasDerivedFrom> ?from }} "
            "ORDER BY ?node ?from"
        )
        for node, source in solutions.rows:
            behind[str(node)].append(str(source))
        wave = {
            source for found in behind.values() for source in found if not source.startswith(_STATEMENT)
        } - behind.keys()
    return behind


def _describe(engine: GraphEngine, iris: set[str]) -> dict[str, _Node]:
    """Return type, Dutch text and rule of each node."""
    if not iris:
        return {}
    values = " ".join(n3(Iri(iri)) for iri in sorted(iris))
    solutions = engine.select(f"""
        SELECT ?node ?type ?property ?value ?label WHERE {{
          VALUES ?node {{ {values} }}
          {{ ?node a ?type . VALUES ?type {{ {" ".join(n3(Iri(iri)) for iri in DERIVED.values())} }}
            VALUES ?property {{ {" ".join(n3(Iri(iri)) for iri in _PARTS)} }}
            ?node ?property ?value .
            OPTIONAL {{ ?value skos:prefLabel|rdfs:label ?label FILTER(LANG(?label) = "nl") }} }}
          UNION {{ ?node skos:prefLabel ?label FILTER(LANG(?label) = "nl") }} }}
        ORDER BY ?node ?property ?value""")
    types: dict[str, str] = {}
    parts: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    labels: dict[str, str] = {}
    for node, type_iri, prop, value, label in solutions.rows:
        if prop is None:
            labels[str(node)] = str(label)
            continue
        types[str(node)] = str(type_iri)
        text = str(label) if label is not None else str(value).rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        parts[str(node)][str(prop)].append((str(value), str(value) if isinstance(value, Literal) else text))
    described = {}
    for iri in iris:
        of = parts.get(iri, {})
        named = {prop: " en ".join(dict.fromkeys(text for _, text in values)) for prop, values in of.items()}
        described[iri] = _Node(
            types.get(iri, ""),
            _sentence(types.get(iri, ""), named) if iri in types else f"woordenlijst: {labels.get(iri, iri)}",
            named.get(f"{BK}rule", ""),
            frozenset(value for values in of.values() for value, _ in values),
        )
    return described


_PARTS = [
    *(
        f"{BK}{name}"
        for name in ("actor", "leefgebied", "activity", "inTeam", "shell", "reservedTask", "reservingFrame")
    ),
    *(f"{BK}{name}" for name in ("holder", "subject", "predicate", "object", "rule")),
    f"{ORG}member",
    f"{ORG}organization",
]


def _sentence(type_iri: str, part: dict[str, str]) -> str:
    def of(name: str, before: str = "") -> str:
        text = part.get(f"{BK}{name}", "")
        return before + text if text else ""

    if type_iri == DERIVED["Cell"]:
        return f"cel: {of('actor')}, {of('leefgebied')} / {of('activity')}{of('inTeam', ', in ')}"
    if type_iri == DERIVED["Coverage"]:
        return f"dekking: {of('actor')} op {of('leefgebied')}{of('inTeam', ', in ')}"
    if type_iri == DERIVED["Membership"]:
        team, member = part.get(f"{ORG}organization", ""), part.get(f"{ORG}member", "")
        return f"lidmaatschap: {member} bij {team}{of('shell', ', ')}"
    if type_iri == DERIVED["Reservation"]:
        return f"voorbehoud: {of('reservedTask')}, door {of('reservingFrame')}{of('holder', '; bevoegd: ')}"
    return f"afgeleid feit: {of('subject')} – {of('predicate')} – {of('object')}"
