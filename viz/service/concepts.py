"""Concepts for the JSON API: search over all labels that forgives typing errors, one concept whole, the teams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.folder import OpenGraph
from kg.identifiers import slug
from kg.namespaces import BK, ID, SKOS
from kg.terms import Iri, Literal, n3, short
from viz.service.problems import ServiceError
from viz.service.served import Served

__all__ = ["Known", "concept", "concept_named", "known_concepts", "mention", "path_of", "search", "teams"]

_LIKENESS = 80
"""Percentage of likeness (rapidfuzz WRatio) from which a label counts as meant."""
_PLAIN = {"skos:definition", "skos:scopeNote", "rdfs:comment", "skos:editorialNote", "skos:example", "skos:notation"}


@dataclass
class Known:
    """A concept with its labels: preferred ones by language, others in a list."""

    iri: str
    preferred: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The part of the IRI after ``.../id/``: ``profession/docent``."""
        return path_of(self.iri)

    @property
    def kind(self) -> str:
        """The kind, as the IRI has it (``legal-frame``), also of a user's own concept (``own/legal-frame/...``)."""
        return self.path.removeprefix("own/").split("/", 1)[0]

    @property
    def label(self) -> str:
        """The Dutch label, or what stands in for it."""
        return self.preferred.get("nl") or next(iter(self.preferred.values()), self.path)

    def brief(self) -> dict[str, Any]:
        """Return the concept as it is mentioned."""
        return {"iri": self.iri, "path": self.path, "label": self.preferred}


def path_of(iri: str) -> str:
    """Return the part of an IRI of ours after ``.../id/``; another IRI as it is."""
    return iri.removeprefix(ID)


def known_concepts(served: Served) -> Mapping[str, Known]:
    """Return all concepts by IRI."""
    return served.kept("concepts", _read)


def _read(graph: OpenGraph) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for (iri,) in graph.store.select("SELECT ?c WHERE { ?c a skos:Concept }").rows:
        found[str(iri)] = Known(str(iri))
    rows = graph.store.select("""SELECT ?c ?property ?label WHERE {
        VALUES ?property { skos:prefLabel skos:altLabel skos:hiddenLabel } ?c ?property ?label }""").rows
    for iri, name, label in rows:
        known = found.get(str(iri))
        if known is None or not isinstance(label, Literal):
            continue
        if str(name) == f"{SKOS}prefLabel":
            known.preferred[label.language] = str(label)
        else:
            known.others.append(str(label))
    for known in found.values():
        known.preferred = dict(sorted(known.preferred.items(), key=lambda item: (item[0] != "nl", item[0])))
        known.others.sort()
    return found


def search(served: Served, arguments: Mapping[str, Any]) -> object:
    """Return the concepts whose label begins with, contains or looks like ``q``, the best first; all without it."""
    concepts = known_concepts(served)
    kinds = sorted({known.kind for known in concepts.values()})
    wanted = arguments["type"]
    if wanted and wanted not in kinds:
        raise ServiceError("parameter", f"'{wanted}' is geen soort begrip", expected=f"een van {', '.join(kinds)}")
    typed = _folded(arguments["q"])
    if arguments["q"] and not typed:
        hits: list[tuple[float, str, Known]] = []
    elif typed:
        hits = _hits(served, typed, wanted)
    else:
        hits = [(1.0, known.label, known) for known in concepts.values() if wanted in ("", known.kind)]
    hits.sort(key=lambda hit: (-hit[0], hit[2].label.casefold(), hit[2].iri))
    offset, limit = arguments["offset"], arguments["limit"]
    return {
        "total": len(hits),
        "concepts": [
            {**known.brief(), "type": known.kind, "matched": matched, "score": round(score, 2)}
            for score, matched, known in hits[offset : offset + limit]
        ],
    }


def _hits(served: Served, typed: str, kind: str) -> list[tuple[float, str, Known]]:
    """Return a score (0 to 1) and the best label of each concept of a kind (any, when empty) that may be meant."""
    from rapidfuzz import fuzz, process  # only to search

    labels = [one for one in served.kept("labels", lambda _: _folded_labels(served)) if kind in ("", one[2].kind)]
    scored = [(_score(typed, folded), label, known) for folded, label, known in labels]
    found = [one for one in scored if one[0]]
    if not found and len(typed) > 2:
        near = process.extract(
            typed, [one[0] for one in labels], scorer=fuzz.WRatio, score_cutoff=_LIKENESS, limit=None
        )
        found = [(likeness / 100 * 0.89, *labels[place][1:]) for _, likeness, place in near]
    best: dict[str, tuple[float, str, Known]] = {}
    for one in found:
        if one[2].iri not in best or one[0] > best[one[2].iri][0]:
            best[one[2].iri] = one
    return list(best.values())


def _folded_labels(served: Served) -> list[tuple[str, str, Known]]:
    """Return every label as it is searched, as it is written, and of what."""
    return [
        (_folded(label), label, known)
        for known in known_concepts(served).values()
        for label in (*known.preferred.values(), *known.others)
    ]


def _score(typed: str, label: str) -> float:
    if typed not in label:
        return 0.0
    if label == typed:
        return 1.0
    if label.startswith(typed):
        return 0.97
    return 0.94 if f" {typed}" in label else 0.91


def _folded(label: str) -> str:
    """Return a label as it is searched: no capitals, accents or punctuation."""
    return slug(label).replace("-", " ") if any(character.isalnum() for character in label) else ""


def concept(served: Served, arguments: Mapping[str, Any]) -> object:
    """Return everything the graph says of one concept itself, and how many statements speak of it in which place."""
    known = concept_named(served, f"{arguments['kind']}/{arguments['slug']}")
    if known is None:
        raise _no_concept(served, arguments["kind"], arguments["slug"])
    iri = known.iri
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    links: dict[str, list[object]] = defaultdict(list)
    for name, value in served.store.select(f"SELECT ?p ?o WHERE {{ {n3(Iri(iri))} ?p ?o }} ORDER BY ?p ?o").rows:
        term = short(str(name))
        if term in _PLAIN and isinstance(value, Literal):
            texts[term.split(":")[1]][value.language].append(str(value))
        elif isinstance(value, Iri) and term != "rdf:type":
            links[term].append(mention(served, str(value)))
    return {
        **known.brief(),
        "type": arguments["kind"],
        "other_labels": known.others,
        "texts": texts,
        "links": links,
        "statements": _counts(served, iri),
    }


def concept_named(served: Served, name: str) -> Known | None:
    """Return the concept with an IRI or a ``kind/slug``, which may be a user's own."""
    known = known_concepts(served)
    path = path_of(name)
    return known.get(ID + path) or known.get(f"{ID}own/{path}")


def mention(served: Served, iri: str) -> dict[str, Any]:
    """Return how another thing is mentioned: IRI, and path and labels where the graph has them."""
    known = known_concepts(served).get(iri)
    return known.brief() if known else {"iri": iri, "path": path_of(iri) if iri.startswith(ID) else None, "label": {}}


def _counts(served: Served, iri: str) -> list[object]:
    rows = served.store.select(f"""SELECT ?place ?relation ?polarity ?modality (COUNT(DISTINCT ?s) AS ?n) WHERE {{
        VALUES (?property ?place) {{ (bk:subject "subject") (bk:object "object") (bk:inTeam "team") }}
        ?s ?property {n3(Iri(iri))} ; a bk:Statement ; bk:relation ?r ; bk:polarity ?p ; bk:modality ?m .
        ?r skos:notation ?relation BIND(STRAFTER(STR(?p), "/polarity/") AS ?polarity)
        BIND(STRAFTER(STR(?m), "/modality/") AS ?modality) }}
        GROUP BY ?place ?relation ?polarity ?modality ORDER BY ?place ?relation ?polarity ?modality""").rows
    names = ("place", "relation", "polarity", "modality")
    return [{**dict(zip(names, map(str, row[:4]), strict=True)), "count": int(str(row[4]))} for row in rows]


def _no_concept(served: Served, kind: str, name: str) -> ServiceError:
    from rapidfuzz import process  # only when something is misspelt

    known = [known.path for known in known_concepts(served).values()]
    near = [hit[0] for hit in process.extract(f"{kind}/{name}", known, limit=3, score_cutoff=70)]
    return ServiceError(
        "not-found",
        f"er is geen begrip '{kind}/{name}' in deze graaf",
        remedy=f"Bedoelde u {' of '.join(near)}?" if near else "Zoek met /api/concepts?q=...",
    )


def teams(served: Served, _: Mapping[str, Any]) -> object:
    """Return the teams, with how many actors are claimed as fact to be in each shell, and how many statements hold there."""
    rows = served.store.select(f"""SELECT ?team ?shell (COUNT(DISTINCT ?actor) AS ?n) WHERE {{
        ?m a org:Membership ; org:organization ?team ; org:member ?actor OPTIONAL {{ ?m bk:shell ?s }}
        BIND(COALESCE(STRAFTER(STR(?s), "{ID}shell/"), "") AS ?shell) }} GROUP BY ?team ?shell""").rows
    members: dict[str, dict[str, int]] = defaultdict(dict)
    for team, shell, count in rows:
        members[str(team)][str(shell)] = int(str(count))
    rows = served.store.select(
        "SELECT ?team (COUNT(?s) AS ?n) WHERE { ?s bk:inTeam ?team ; a bk:Statement } GROUP BY ?team"
    ).rows
    statements = {str(team): int(str(count)) for team, count in rows}
    rows = served.store.select(f"SELECT ?team WHERE {{ ?team a <{BK}Team> }}").rows
    found = sorted(
        (mention(served, str(row[0])) for row in rows), key=lambda team: (team["label"].get("nl", ""), team["iri"])
    )
    return {
        "teams": [
            {
                **team,
                "members": {
                    "binnenschil": members[team["iri"]].get("binnenschil", 0),
                    "buitenschil": members[team["iri"]].get("buitenschil", 0),
                    "unknown": members[team["iri"]].get("", 0),
                },
                "statements": statements.get(team["iri"], 0),
            }
            for team in found
        ]
    }
