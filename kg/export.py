"""Taking the graph away: the statement table, and RDF; the same graph gives the same bytes."""

from __future__ import annotations

from kg.statement_table import Row, write_rows
from kg.store import EmbeddedStore, GraphEngine

__all__ = ["GRAPH_FORMATS", "graph_as", "statements_csv"]

GRAPH_FORMATS = ("ttl", "nq", "jsonld")

_QUERY = """
SELECT ?id ?relation ?subject ?subject_type ?object ?object_type ?activity ?team ?shell ?polarity ?modality ?level ?voice
       ?document ?title ?start ?end ?fragment ?digest ?gloss
WHERE {
  ?s a bk:Statement ; dcterms:identifier ?id ; bk:relation/skos:notation ?relation ; bk:subject ?sub ; bk:object ?obj ;
    bk:polarity/skos:notation ?polarity ; bk:modality/skos:notation ?modality ; bk:document ?doc ; bk:evidence ?passage .
  ?sub skos:prefLabel ?subject ; a/skos:notation ?subject_type .
  ?obj skos:prefLabel ?object ; a/skos:notation ?object_type .
  FILTER(LANG(?subject) = "nl" && LANG(?object) = "nl")
  ?doc dcterms:identifier ?document ; dcterms:title ?title .
  ?passage bk:digest ?digest ; oa:hasSelector ?selector .
  OPTIONAL { ?selector oa:start ?start ; oa:end ?end }
  OPTIONAL { ?selector rdf:value ?fragment }
  OPTIONAL { ?s bk:activity|bk:ruleKind|bk:tensionKind ?what . ?what skos:notation ?activity }
  OPTIONAL { ?s bk:inTeam/skos:prefLabel ?team FILTER(LANG(?team) = "nl") }
  OPTIONAL { ?s bk:shell/skos:notation ?shell }
  OPTIONAL { ?s bk:level/skos:notation ?level }
  OPTIONAL { ?s bk:voice/skos:notation ?voice }
  OPTIONAL { ?s bk:gloss ?gloss }
}"""


def statements_csv(engine: GraphEngine) -> str:
    """Return all statements as the statement table, by document and place; reading it back gives the same graph."""
    solutions = engine.select(_QUERY)
    rows = []
    for values in solutions.rows:
        cells = {
            name: "" if term is None else str(term) for name, term in zip(solutions.variables, values, strict=True)
        }
        title, fragment = cells.pop("title"), cells.pop("fragment")
        if fragment:
            cells["document"] = f"{title}#{fragment}"
        rows.append(Row(**cells, status="accepted", line=0))
    rows.sort(
        key=lambda row: (row.document.split("#")[0], int(row.start or 0), int(row.end or 0), row.document, row.id)
    )
    return write_rows(rows)


def graph_as(store: EmbeddedStore, form: str) -> bytes:
    """Return the whole graph as ``ttl`` (one graph), ``nq`` or ``jsonld`` (named graphs kept), in UTF-8."""
    if form == "nq":
        return store.nquads()
    return store.pretty(form)
