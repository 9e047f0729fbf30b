"""Statements for the JSON API: the graph, its documents, lists, and one statement with its passages and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.anchors import digest
from kg.evidence import evidence_of
from kg.identifiers import statement_iri
from kg.namespaces import BK, ID, PROV, RDF
from kg.terms import Iri, Literal, n3, short
from viz.service.concepts import concept_named, mention, path_of
from viz.service.problems import ServiceError
from viz.service.served import Served

__all__ = ["derived", "documents", "graph", "listed", "statement"]

_DEEPEST = 20
"""Steps of a derivation that are followed; rules of the ontology need three or four."""
_LINKS = ("relation", "subject", "object", "activity", "ruleKind", "tensionKind", "inTeam", "shell", "polarity",
          "modality", "level", "voice")  # fmt: skip
_FILTERS = {
    "subject": "bk:subject", "object": "bk:object", "team": "bk:inTeam", "concept": "bk:subject|bk:object|bk:inTeam",
    "document": "bk:document", "relation": "bk:relation/skos:notation", "polarity": "bk:polarity",
    "modality": "bk:modality",
}  # fmt: skip


def graph(served: Served, _: Mapping[str, Any]) -> object:
    """Return which graph is in use, and what is in it."""
    opened = served.graph()
    manifest = opened.manifest
    return {
        "generation": opened.folder.name,
        "software": manifest["software"],
        "ontology": manifest["ontology"],
        "counts": manifest["counts"],
        "named_graphs": opened.store.graphs(),
    }


def documents(served: Served, _: Mapping[str, Any]) -> object:
    """Return the documents with their bibliographic data, what they contribute, and whether the user's copy is here."""
    rows = served.store.select("""SELECT ?d ?id ?title ?issued ?publisher ?type ?source ?n WHERE {
        { SELECT ?d (COUNT(?s) AS ?n) WHERE { ?s bk:document ?d } GROUP BY ?d }
        ?d dcterms:identifier ?id ; dcterms:title ?title OPTIONAL { ?d dcterms:issued ?issued }
        OPTIONAL { ?d dcterms:publisher ?publisher } OPTIONAL { ?d dcterms:type ?type } OPTIONAL { ?d dcterms:source ?source }
        } ORDER BY ?id""").rows
    names = ("iri", "id", "title", "year", "publisher", "type", "source")
    return {
        "documents": [
            {
                **{name: None if value is None else str(value) for name, value in zip(names, row[:7], strict=True)},
                "statements": int(str(row[7])),
                "copy_present": served.text(str(row[1])) is not None,
            }
            for row in rows
        ]
    }


def listed(served: Served, arguments: Mapping[str, Any]) -> object:
    """Return the statements that meet all conditions, in the order of their identifiers, and how many there are."""
    conditions = " ".join(
        f"?s {_FILTERS[name]} {_value(served, name, value)} ." for name, value in arguments["conditions"].items()
    )
    rows = served.store.select(f"SELECT DISTINCT ?s WHERE {{ ?s a bk:Statement . {conditions} }}").rows
    found = sorted(str(row[0]) for row in rows)
    page = found[arguments["offset"] : arguments["offset"] + arguments["limit"]]
    described = _described(served, page)
    return {"total": len(found), "statements": [described[iri] for iri in page]}


def statement(served: Served, arguments: Mapping[str, Any]) -> object:
    """Return one statement, the passages it rests on (with words where the copy is here), and what is derived from it."""
    iri = statement_iri(arguments["id"])
    found = _described(served, [iri]).get(iri)
    if found is None:
        raise ServiceError(
            "not-found", f"er is geen uitspraak '{arguments['id']}' in deze graaf", remedy="Zoek met /api/statements."
        )
    evidence = [
        {
            "document": item.document,
            "title": item.title,
            "start": item.start,
            "end": item.end,
            "fragment": item.fragment or None,
            "anchoring": item.anchoring,
            "place": item.place,
            "quotation": item.quotation if item.quotation and digest(item.quotation) == item.digest else None,
        }
        for item in evidence_of(served, [iri]).get(iri, [])
    ]
    return {**found, "evidence": evidence, "derivation": _resting_on(served, iri)}


def derived(served: Served, arguments: Mapping[str, Any]) -> object:
    """Return something derived, and what it was derived from, down to the statements."""
    iri = f"{ID}{arguments['kind']}/{arguments['id']}"
    node = _node(served, iri)
    if not node["from"]:
        raise ServiceError("not-found", f"'{arguments['kind']}/{arguments['id']}' is niet iets dat is afgeleid")
    return node


def _described(served: Served, iris: list[str]) -> dict[str, dict[str, Any]]:
    """Return the parts of statements by IRI."""
    if not iris:
        return {}
    found: dict[str, dict[str, Any]] = {}
    values = " ".join(n3(Iri(iri)) for iri in iris)
    rows = served.store.select(
        f"""SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {values} }} ?s a bk:Statement ; ?p ?o }}"""
    ).rows
    for subject, name, value in rows:
        parts = found.setdefault(
            str(subject),
            {"iri": str(subject), "id": path_of(str(subject)).split("/")[1], **dict.fromkeys(_LINKS), "gloss": None},
        )
        term = str(name).removeprefix(BK)
        if term in _LINKS:
            parts[term] = mention(served, str(value))
        elif term == "document":
            parts["document"] = path_of(str(value)).split("/")[1]
        elif term == "gloss":
            parts["gloss"] = str(value)
    return found


def _resting_on(served: Served, iri: str) -> list[dict[str, Any]]:
    """Return what was derived from a statement, directly or in steps."""
    rows = served.store.select(
        f"SELECT DISTINCT ?node WHERE {{ ?node prov:wasDerivedFrom+ {n3(Iri(iri))} }} ORDER BY ?node"
    ).rows
    return [_facts(served, str(row[0])) for row in rows]


def _node(served: Served, iri: str, above: tuple[str, ...] = ()) -> dict[str, Any]:
    rows = served.store.select(
        f"SELECT DISTINCT ?from WHERE {{ {n3(Iri(iri))} prov:wasDerivedFrom ?from }} ORDER BY ?from"
    ).rows
    sources = [str(row[0]) for row in rows if str(row[0]) not in above]
    if len(above) >= _DEEPEST:
        sources = []
    statements = _described(served, [source for source in sources if source.startswith(f"{ID}statement/")])
    return {
        **_facts(served, iri),
        "from": [statements.get(source) or _node(served, source, (*above, iri)) for source in sources],
    }


def _facts(served: Served, iri: str) -> dict[str, Any]:
    """Return what a derived thing says: its class, the rule, and the parts by the name of their property."""
    parts: dict[str, Any] = {}
    types: list[str] = []
    for name, value in served.store.select(f"SELECT ?p ?o WHERE {{ {n3(Iri(iri))} ?p ?o }} ORDER BY ?p ?o").rows:
        term = str(name)
        if term == f"{RDF}type":
            types.append(short(str(value)))
        elif isinstance(value, Literal):
            if term.startswith(BK):
                parts[short(term)] = str(value)
        elif term != f"{PROV}wasDerivedFrom" and value is not None and not str(value).startswith("_:"):
            parts[short(term)] = short(str(value)) if term == f"{BK}predicate" else mention(served, str(value))
    return {
        "iri": iri,
        "path": path_of(iri),
        "types": [name for name in types if name != "prov:Entity"],
        "parts": parts,
    }


def _value(served: Served, name: str, value: str) -> str:
    """Return the value of a condition as it is written in a query; raise ServiceError when the graph does not know it."""
    if name == "relation":
        written = n3(Literal(value))
        known = served.store.run(f"ASK {{ ?r a bk:Relation ; skos:notation {written} }}")
    elif name == "document":
        written = n3(Iri(f"{ID}document/{path_of(value).removeprefix('document/')}"))
        known = served.store.run(f"ASK {{ {written} a bk:Document }}")
    else:
        kind = f"{name}/" if name in ("polarity", "modality") and "/" not in value else ""
        found = concept_named(served, kind + value)
        written, known = (n3(Iri(found.iri)), True) if found else ("", False)
    if not known:
        raise ServiceError(
            "parameter",
            f"'{value[:100]}' is niet bekend bij '{name}'",
            expected="een waarde uit deze graaf, zoals profession/docent, vlaardingen-2019, active_in, pos of actual",
            remedy="Zoek begrippen met /api/concepts?q=... en documenten met /api/documents.",
        )
    return written
