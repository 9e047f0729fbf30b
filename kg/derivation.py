"""Derived knowledge: run the rules to a fixpoint, count cells, and keep what each derived fact came from.

Everything lands in one named graph, apart from what documents say. A derived triple has a `bk:DerivedFact` whose
`prov:wasDerivedFrom` leads to statements, to other derived facts, or to the concept whose description states a premise.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.namespaces import DERIVED_GRAPH, ID, ORG, PROV
from kg.rules import Pattern, Rule, compile_rules
from kg.store import EmbeddedStore

__all__ = ["derive"]

_GRAPH = f"<{DERIVED_GRAPH}>"
_STATEMENT = "?statement"
_MOST_ROUNDS = 100


def derive(store: EmbeddedStore) -> None:
    """Add the derived graph to a store in memory that holds vocabulary and documents, and no derived graph yet."""
    flat = store.flattened()
    rules = compile_rules()
    _to_fixpoint(flat, rules)
    for rule in rules:
        flat.update(_provenance(rule))
    for update in (_CELLS, _COVERAGE, _MEMBERSHIPS, _RESERVATIONS, _CLAIMS, _CONTRADICTIONS, _COVERED):
        flat.update(update)
    store.copy_graph(flat, DERIVED_GRAPH)


def _to_fixpoint(flat: EmbeddedStore, rules: Iterable[Rule]) -> None:
    updates = [_insert(rule) for rule in rules]
    size = -1
    for _ in range(_MOST_ROUNDS):
        if len(flat) == size:
            return
        size = len(flat)
        for update in updates:
            flat.update(update)
    raise RuntimeError("the rules reached no fixpoint")  # pragma: no cover - rules only ever add over a finite set


def _insert(rule: Rule) -> str:
    head = _text(rule.head)
    variables = " ".join(term for term in dict.fromkeys(rule.head) if term.startswith("?"))
    body = " ".join(_text(pattern) for pattern in rule.body)
    return (
        f"INSERT {{ {head} GRAPH {_GRAPH} {{ {head} }} }} WHERE {{ "
        f"{{ SELECT DISTINCT {variables} WHERE {{ {body} }} }} MINUS {{ {head} }} }}"
    )


def _provenance(rule: Rule) -> str:
    """Return the update that links each fact the rule derived to its premises."""
    body = " ".join(_text(pattern) for pattern in rule.body)
    subject, predicate, value = rule.head
    if any(_STATEMENT in pattern for pattern in rule.body):
        sources = f"BIND({_STATEMENT} AS ?from)"
    else:
        sources = " UNION ".join(f"{{ {_source(pattern)} }}" for pattern in rule.body)
    return (
        f"INSERT {{ GRAPH {_GRAPH} {{ ?fact a bk:DerivedFact , prov:Entity ; bk:subject {subject} ; "
        f'bk:predicate {predicate} ; bk:object {value} ; bk:rule "{rule.name}" ; prov:wasDerivedFrom ?from }} }} '
        f"WHERE {{ GRAPH {_GRAPH} {{ {_text(rule.head)} }} {body} {sources} {_fact_iri(rule.head, '?fact')} }}"
    )


def _source(pattern: Pattern) -> str:
    """Return what a premise comes from: its own fact when it was derived, else the concept that states it."""
    body = _text(pattern)
    return (
        f"{{ GRAPH {_GRAPH} {{ {body} }} {_fact_iri(pattern, '?from')} }} UNION "
        f"{{ {body} MINUS {{ GRAPH {_GRAPH} {{ {body} }} }} BIND({pattern[0]} AS ?from) }}"
    )


def _fact_iri(pattern: Pattern, variable: str) -> str:
    parts = ', " ", '.join(f"STR({term})" for term in pattern)
    return f'BIND(IRI(CONCAT("{ID}derived/", SUBSTR(SHA256(CONCAT({parts})), 1, 16))) AS {variable})'


def _text(pattern: Pattern) -> str:
    return " ".join(pattern) + " ."


def _node(kind: str, *variables: str) -> str:
    parts = ', " ", '.join(f'COALESCE(STR({variable}), "")' for variable in variables)
    return f'BIND(IRI(CONCAT("{ID}{kind}/", SUBSTR(SHA256(CONCAT({parts})), 1, 16))) AS ?node)'


_POSITIVE = f"bk:polarity <{ID}polarity/pos> ; bk:modality <{ID}modality/actual>"
_NEGATIVE = f"bk:polarity <{ID}polarity/neg> ; bk:modality <{ID}modality/actual>"
_ACTIVE = f"bk:relation <{ID}relation/active-in>"
_EXPERT = f"bk:relation <{ID}relation/expertise-in>"

_CELLS = f"""
INSERT {{ GRAPH {_GRAPH} {{
  ?node a bk:Cell , prov:Entity ; bk:actor ?actor ; bk:leefgebied ?leefgebied ; bk:activity ?activity ; bk:inTeam ?team ;
    bk:statementCount ?statements ; bk:documentCount ?documents ; prov:wasDerivedFrom ?from }} }}
WHERE {{
  {{ SELECT ?actor ?leefgebied ?activity ?team (COUNT(DISTINCT ?s) AS ?statements) (COUNT(DISTINCT ?d) AS ?documents)
     WHERE {{ ?s {_ACTIVE} ; {_POSITIVE} ; bk:subject ?actor ; bk:object ?leefgebied ; bk:activity ?activity ;
                bk:document ?d OPTIONAL {{ ?s bk:inTeam ?team }} }}
     GROUP BY ?actor ?leefgebied ?activity ?team }}
  ?from {_ACTIVE} ; {_POSITIVE} ; bk:subject ?actor ; bk:object ?leefgebied ; bk:activity ?activity .
  OPTIONAL {{ ?from bk:inTeam ?in }}
  FILTER(COALESCE(STR(?team), "") = COALESCE(STR(?in), ""))
  {_node("cell", "?actor", "?leefgebied", "?activity", "?team")}
}}"""

_ABOUT_LEEFGEBIED = f"""
  {{ SELECT DISTINCT ?s ?actor ?leefgebied ?d ?affirms WHERE {{
    {{ ?s {_ACTIVE} ; {_POSITIVE} ; bk:subject ?actor ; bk:object ?leefgebied ; bk:document ?d BIND(1 AS ?affirms) }}
    UNION {{ ?s {_EXPERT} ; {_POSITIVE} ; bk:subject ?actor ; bk:object/bk:inLeefgebied ?leefgebied ; bk:document ?d
      BIND(1 AS ?affirms) }}
    UNION {{ ?s {_ACTIVE} ; {_NEGATIVE} ; bk:subject ?actor ; bk:object ?leefgebied ; bk:document ?d BIND(0 AS ?affirms) }}
  }} }}"""

_COVERAGE = f"""
INSERT {{ GRAPH {_GRAPH} {{
  ?node a bk:Coverage , prov:Entity ; bk:actor ?actor ; bk:leefgebied ?leefgebied ; bk:inTeam ?team ;
    bk:statementCount ?affirmed ; bk:deniedCount ?denied ; bk:documentCount ?documents ; prov:wasDerivedFrom ?from }} }}
WHERE {{
  {{ SELECT ?actor ?leefgebied ?team (SUM(?affirms) AS ?affirmed) (SUM(1 - ?affirms) AS ?denied)
            (COUNT(DISTINCT ?d) AS ?documents)
     WHERE {{ {_ABOUT_LEEFGEBIED} OPTIONAL {{ ?s bk:inTeam ?team }} }}
     GROUP BY ?actor ?leefgebied ?team }}
  {{ SELECT DISTINCT ?actor ?leefgebied (?s AS ?from) ?in WHERE {{
     {_ABOUT_LEEFGEBIED} OPTIONAL {{ ?s bk:inTeam ?in }} }} }}
  FILTER(COALESCE(STR(?team), "") = COALESCE(STR(?in), ""))
  {_node("coverage", "?actor", "?leefgebied", "?team")}
}}"""

_MEMBERSHIPS = f"""
INSERT {{ GRAPH {_GRAPH} {{
  ?node a <{ORG}Membership> , prov:Entity ; <{ORG}member> ?actor ; <{ORG}organization> ?team ; bk:shell ?shell ;
    <{PROV}wasDerivedFrom> ?s }} }}
WHERE {{
  ?s bk:relation <{ID}relation/member-of-team> ; {_POSITIVE} ; bk:subject ?actor ; bk:object ?team .
  OPTIONAL {{ ?s bk:shell ?shell }}
  {_node("membership", "?actor", "?team", "?shell")}
}}"""

_RESERVATIONS = f"""
INSERT {{ GRAPH {_GRAPH} {{
  ?node a bk:Reservation , prov:Entity ; bk:reservedTask ?task ; bk:reservingFrame ?frame ; bk:ruleKind ?kind ;
    bk:leefgebied ?leefgebied ; bk:activity ?activity ; bk:holder ?holder ; prov:wasDerivedFrom ?s , ?may }} }}
WHERE {{
  ?s bk:relation <{ID}relation/constrained-by> ; bk:polarity <{ID}polarity/pos> ; bk:modality ?modality ;
    bk:subject ?task ; bk:object ?frame ; bk:ruleKind ?kind .
  VALUES ?modality {{ <{ID}modality/actual> <{ID}modality/obliged> <{ID}modality/permitted> }}
  ?task a bk:Task . ?kind bk:reserves true .
  OPTIONAL {{ ?task bk:inLeefgebied ?leefgebied ; bk:taskActivity ?activity }}
  OPTIONAL {{
    ?may bk:relation <{ID}relation/has-task> ; bk:polarity <{ID}polarity/pos> ; bk:modality ?how ; bk:object ?task ;
      bk:subject ?holder .
    VALUES ?how {{ <{ID}modality/obliged> <{ID}modality/permitted> }} }}
  {_node("reservation", "?task", "?frame", "?kind")}
}}"""

_CLAIMS = f"""
INSERT {{ GRAPH {_GRAPH} {{ ?node a bk:Claim , prov:Entity ; bk:soleStatement ?alone ; bk:soleDocument ?only ;
  prov:wasDerivedFrom ?from }} }}
WHERE {{
  {{ SELECT ?relation ?one ?other ?polarity
       (COUNT(?s) AS ?statements) (MIN(?s) AS ?first) (COUNT(DISTINCT ?d) AS ?documents) (MIN(?d) AS ?document)
     WHERE {{ ?s bk:document ?d ; bk:relation ?relation ; bk:subject ?one ; bk:object ?other ; bk:polarity ?polarity }}
     GROUP BY ?relation ?one ?other ?polarity }}
  {{ SELECT ?from ?relation ?one ?other ?polarity WHERE {{
     ?from bk:document ?in ; bk:relation ?relation ; bk:subject ?one ; bk:object ?other ; bk:polarity ?polarity }} }}
  BIND(IF(?statements = 1, ?first, ?nothing) AS ?alone)
  BIND(IF(?statements > 1 && ?documents = 1, ?document, ?nothing) AS ?only)
  {_node("claim", "?relation", "?one", "?other", "?polarity")}
}}"""


def _said(statement: str, *conditions: str) -> str:
    """Return the sub-select of statements that are no mere question, with what must be the same in a contradiction."""
    return f"""{{ SELECT {statement} ?relation ?one ?other
      (COALESCE(STR(?done), "") AS ?what) (COALESCE(STR(?team), "") AS ?where) WHERE {{
        {statement} {" ; ".join(conditions)} ; bk:relation ?relation ; bk:subject ?one ; bk:object ?other ; bk:modality ?how .
        FILTER(?how != <{ID}modality/question>)
        OPTIONAL {{ {statement} bk:activity|bk:ruleKind|bk:tensionKind ?done }}
        OPTIONAL {{ {statement} bk:inTeam ?team }} }} }}"""


_POS, _NEG = f"bk:polarity <{ID}polarity/pos>", f"bk:polarity <{ID}polarity/neg>"
_INNER, _OUTER = f"bk:shell <{ID}shell/binnenschil>", f"bk:shell <{ID}shell/buitenschil>"

_CONTRADICTIONS = f"""
INSERT {{ GRAPH {_GRAPH} {{ ?node a bk:Contradiction , prov:Entity ; prov:wasDerivedFrom ?yes , ?no }} }}
WHERE {{
  {{ {_said("?no", _NEG)} {_said("?yes", _POS)} }}
  UNION
  {{ {_said("?no", _OUTER, _POS)} {_said("?yes", _INNER, _POS)} }}
  {_node("contradiction", "?yes", "?no")}
}}"""

_COVERED = f"""
INSERT {{ GRAPH {_GRAPH} {{
  ?team bk:covers ?leefgebied .
  ?node a bk:DerivedFact , prov:Entity ; bk:subject ?team ; bk:predicate bk:covers ; bk:object ?leefgebied ;
    bk:rule "inner shell covers" ; prov:wasDerivedFrom ?membership , ?coverage }} }}
WHERE {{
  {{ GRAPH {_GRAPH} {{ ?membership {_INNER} ; <{ORG}member> ?actor ; <{ORG}organization> ?team }} }}
  UNION
  {{ GRAPH {_GRAPH} {{ ?membership {_INNER} ; <{ORG}member> ?actor ; <{ORG}organization> ?part }} ?part bk:subTeamOf ?team }}
  GRAPH {_GRAPH} {{ ?coverage bk:actor ?actor ; bk:deniedCount ?denied ; bk:leefgebied ?leefgebied ; bk:statementCount ?affirmed .
    FILTER(?affirmed > 0) OPTIONAL {{ ?coverage bk:inTeam ?in }} }}
  FILTER(!BOUND(?in) || ?in = ?team || EXISTS {{ ?in bk:subTeamOf ?team }} || EXISTS {{ ?team bk:subTeamOf ?in }})
  {_fact_iri(("?team", "bk:covers", "?leefgebied"), "?node")}
}}"""
