"""The interactive graph: from a chosen node or question outward, never the whole; the same content as a table beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from viz.explorer.choices import chosen, key_of
from viz.explorer.content import Concept, Statement
from viz.explorer.context import Explorer
from viz.explorer.page import AddressError, Crumb, Page, Sheet, Target
from viz.explorer.picture import KINDS, Picture, outline, picture_of
from viz.explorer.render import Names
from viz.explorer.routes import Parameter, View
from viz.explorer.words import Words, words
from viz.network import Network, around, path_between

_STARTS = (
    "leefgebied",
    "profession",
    "role",
    "group",
    "team",
    "organisation",
    "theme",
    "competency",
    "task",
    "legal-frame",
)
_QUESTIONS = {
    "samenwerking": ("cooperates-with", "refers-to"),
    "teams": ("member-of-team",),
    "spanningen": ("tension",),
}
"""Questions that a graph answers whole, by the relations that it draws."""
_SUGGESTED = 6
_MOST_ADDED = 20


@dataclass(frozen=True, slots=True)
class Link:
    """A row of the table beside the picture: two concepts, what links them, whether it is claimed, and the statements."""

    one: Concept
    number: int
    other: Concept
    other_number: int
    relation: str
    answer: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a picture answers: a node to start from, the nodes added to it, a path to another one, or a question."""

    start: Concept | None = None
    goal: Concept | None = None
    question: str = ""
    added: tuple[Concept, ...] = ()
    path: tuple[str, ...] = ()
    left: int = 0
    """Neighbours that found no place."""


def graph(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the picture around ``van`` (and ``erbij``), of the path from it to ``naar``, or of a question."""
    w = words(language)
    start = _concept(explorer, parameters, "van")
    goal = _concept(explorer, parameters, "naar")
    question = parameters.get("vraag", "")
    if question and question not in _QUESTIONS:
        near = [(w(f"graph.question_{name}"), Target("graph", {"vraag": name})) for name in _QUESTIONS]
        raise AddressError("no_value", value=question, name="vraag", status=400, near=near)
    if start is None and not question:
        data = _data(explorer, language, Asked(goal=goal))
        return Page(w("graph.title"), w("graph.explanation"), "graph.html", data)
    whole = explorer.network
    added = tuple(_added(explorer, parameters.get("erbij", "")))
    path = path_between(whole, start.iri, goal.iri) if start and goal else []
    if question:
        part, left = _of_question(explorer, question)
    else:
        starts = path or [*_beginning(explorer, start), *(one.iri for one in added)] if start else []
        part, left = around(whole, starts) if not path else (_path_only(whole, path), 0)
    if start and start.iri not in part:
        part.add_node(start.iri)
    return drawing(explorer, language, part, Asked(start, goal, question, added, tuple(path), left))


def drawing(explorer: Explorer, language: str, part: Network, asked: Asked) -> Page:
    """Return the page with the picture of a part of the network, and the same nodes and links beneath it."""
    w, names, content = words(language), Names(explorer, language), explorer.content
    first = [asked.start.iri, *(one.iri for one in asked.added)] if asked.start else []
    drawn = picture_of(part, names.text, lambda iri: content.concepts[iri].kind, first=first, path=asked.path)
    rows = _links(explorer, part, drawn)
    counts = Counter(mark.kind for mark in drawn.marks)
    title = _title(w, names, asked)
    return Page(
        title=title,
        explanation=w("graph.explanation_of", nodes=len(drawn.marks), links=len(rows)),
        template="graph.html",
        data={
            **_data(explorer, language, asked),
            "picture": drawn,
            "links_of": rows,
            "legend": [(kind, counts[kind]) for kind in KINDS if counts[kind]],
            "texts": {
                name: w(f"graph.{name}")
                for name in ("choose_node", "neighbours", "node_of", "neighbour_of", "nothing", "hidden")
            },
        },
        sheets=(
            Sheet(
                "verbanden",
                title,
                [w("column.subject"), w("column.relation"), w("column.object"), w("column.answer"), w("column.statement")],
                [
                    [
                        names.text(row.one.iri), _relation(names, w, row.relation), names.text(row.other.iri),
                        w(f"graph.{row.answer}") if row.answer == "vocabulary" else w(f"answer.{row.answer}"),
                        " ".join(s.id for s in row.statements),
                    ]
                    for row in rows
                ],
            ),
        ),
        crumbs=(Crumb(w("menu.graph"), Target("graph")),),
    )  # fmt: skip


def _data(explorer: Explorer, language: str, asked: Asked) -> dict[str, Any]:
    content = explorer.content
    return {
        "start": asked.start, "goal": asked.goal, "question": asked.question, "questions": tuple(_QUESTIONS), "key_of": key_of,
        "suggested": _suggested(explorer), "starts": _starts(explorer, language),
        "picture": None, "links_of": [], "outline": outline, "left": asked.left, "legend": [], "kinds": KINDS,
        "path": [content.concepts[iri] for iri in asked.path], "no_path": asked.goal is not None and not asked.path,
        "added": ",".join(key_of(one) for one in asked.added),
    }  # fmt: skip


def _starts(explorer: Explorer, language: str) -> list[str]:
    """Return what can be typed to start from: labels, and a key where one label means two concepts."""
    names, found = Names(explorer, language), [c for kind in _STARTS for c in explorer.content.by_kind.get(kind, [])]
    counts = Counter(names.text(one.iri).casefold() for one in found)
    return sorted(names.text(one.iri) if counts[names.text(one.iri).casefold()] == 1 else key_of(one) for one in found)


def _title(text: Words, names: Names, asked: Asked) -> str:
    if asked.question:
        return text(f"graph.question_{asked.question}")
    start, goal = asked.start, asked.goal
    if start is not None and goal is not None:
        return text("graph.title_path", one=names.text(start.iri), other=names.text(goal.iri))
    return text("graph.title_around", node=names.text(start.iri) if start else "")


def _relation(names: Names, w: Words, relation: str) -> str:
    return w("graph.falls_under") if relation == "in" else names.token("relation", relation)


def _concept(explorer: Explorer, parameters: Mapping[str, str], name: str) -> Concept | None:
    return chosen(explorer, parameters[name], _STARTS, "graph", name) if parameters.get(name) else None


def _added(explorer: Explorer, keys: str) -> list[Concept]:
    wanted = [key for key in keys.split(",") if key][:_MOST_ADDED]
    return [chosen(explorer, key, _STARTS, "graph", "van") for key in wanted]


def _of_question(explorer: Explorer, question: str) -> tuple[Network, int]:
    """Return the network of one kind of relation; beyond 150 nodes those with the fewest links are left out."""
    whole: Any = explorer.network  # the stubs of networkx know no edges with keys here
    edges = [edge[:3] for edge in whole.edges(keys=True, data="relation") if edge[3] in _QUESTIONS[question]]
    network = whole.edge_subgraph(edges).copy()
    order = sorted(network.nodes, key=lambda node: (-network.degree(node), node))
    part, _ = around(network.subgraph(order[:150]).copy(), order[:150])
    return part, max(0, len(order) - 150)


def _beginning(explorer: Explorer, start: Concept) -> list[str]:
    """Return what is opened first: the node itself, and of a life domain its themes, through which most people work in it."""
    themes = explorer.content.by_kind.get("theme", []) if start.kind == "leefgebied" else []
    return [start.iri, *(theme.iri for theme in themes if start.iri in theme.leefgebieden)]


def _path_only(whole: Network, path: list[str]) -> Network:
    part, _ = around(whole, path, most=len(path))
    return part


def _links(explorer: Explorer, network: Network, drawn: Picture) -> list[Link]:
    content = explorer.content
    numbers = {mark.iri: mark.number for mark in drawn.marks}
    found = [
        Link(
            content.concepts[one], numbers[one], content.concepts[two], numbers[two], str(edge["relation"]),
            str(edge["answer"]), tuple(content.statements[iri] for iri in edge["statements"]),
        )
        for one, two, edge in network.edges(data=True)
    ]  # fmt: skip
    return sorted(found, key=lambda row: (row.number, row.relation, row.other_number, row.answer))


def _suggested(explorer: Explorer) -> list[Concept]:
    """Return nodes worth starting from: of each of some kinds the ones with the most statements."""
    content = explorer.content
    found: list[Concept] = []
    for kind, most in (("leefgebied", 2), ("profession", 2), ("team", 1), ("theme", 1)):
        listed = sorted(content.by_kind.get(kind, []), key=lambda c: (-len(content.about.get(c.iri, ())), c.iri))
        found += listed[:most]
    return found[:_SUGGESTED]


def _instances(explorer: Explorer) -> Iterable[Mapping[str, str]]:
    yield {}
    for question in _QUESTIONS:
        yield {"vraag": question}
    for kind in ("leefgebied", "profession", "team"):
        for concept in explorer.content.by_kind.get(kind, []):
            yield {"van": key_of(concept)}


VIEWS = (
    View(
        "graph",
        {"nl": "/graaf", "en": "/graph"},
        graph,
        instances=_instances,
        parameters=(Parameter("van"), Parameter("naar"), Parameter("erbij"), Parameter("vraag")),
        menu=9,
        styles=("graph.css",),
        scripts=("graph.js",),
    ),
)
