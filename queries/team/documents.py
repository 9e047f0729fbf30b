"""What the graph says beside a team: who covers a life domain, what teams are said to miss, and who sits in documented teams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.labels import normalise_label
from kg.namespaces import ID
from kg.store import GraphEngine
from kg.terms import Iri, Term, n3
from queries.team.coverage import deepest
from queries.team.model import Candidate, DomainCoverage, Gap, Heard, Member, Missed, Overlap, TeamComparison, Tension
from queries.team.words import Named, Words

__all__ = ["answer_of", "comparisons_of", "gaps_of", "heard_of", "missed_of", "with_tensions"]

MOST_CANDIDATES = 8
"""Candidates listed for a gap; the rest is counted."""
_POS, _ACTUAL = n3(Iri(f"{ID}polarity/pos")), n3(Iri(f"{ID}modality/actual"))
_COVERING = ("profession", "role", "group")
_KIND_ORDER = {kind: number for number, kind in enumerate(("profession", "role", "group", "organisation", "own"))}
CODES = """BIND(STRAFTER(STR(?polarity_iri), "/polarity/") AS ?polarity)
          BIND(STRAFTER(STR(?modality_iri), "/modality/") AS ?modality)"""
"""What makes the codes of polarity and modality of their IRIs."""
_GREY = " ".join(n3(Iri(f"{ID}tension-kind/{name}")) for name in ("grijs-gebied", "overlap"))
_HEARD = "SELECT ?actor ?leefgebied ?affirmed ?denied ?document ?statement ?activity WHERE"
_COVERAGE = """
  ?coverage a bk:Coverage ; bk:actor ?actor ; bk:leefgebied ?leefgebied ; bk:statementCount ?affirmed ; bk:deniedCount ?denied ;
    prov:wasDerivedFrom ?statement . ?statement bk:document ?document .
  OPTIONAL { ?statement bk:activity ?activity }"""


def answer_of(polarity: str, modality: str) -> str:
    """Return claimed, denied, or the modality of what is no fact."""
    if modality != "actual":
        return modality
    return "claimed" if polarity == "pos" else "denied"


def iris(items: Iterable[Named]) -> str:
    """Return the IRIs of concepts as they stand in a VALUES clause; own concepts have none and are left out."""
    return " ".join(n3(Iri(iri)) for iri in sorted({item.iri for item in items if item.iri}))


def heard_of(engine: GraphEngine, words: Words, members: Sequence[Member]) -> tuple[Heard, ...]:
    """Return what documents say of the members in each life domain; pairs that no document names are absent."""
    listed = iris(member.actor for member in members)
    if not listed:
        return ()
    rows = engine.select(f"{_HEARD} {{ VALUES ?actor {{ {listed} }} {_COVERAGE} }}").rows
    found = [_heard(words, actor, leefgebied, group) for (actor, leefgebied), group in _by_pair(rows).items()]
    place = words.order.get
    return tuple(sorted(found, key=lambda h: (normalise_label(h.actor.label), place(h.leefgebied.iri, 0), h.actor.iri)))


def gaps_of(
    engine: GraphEngine, words: Words, members: Sequence[Member], coverage: Sequence[DomainCoverage]
) -> tuple[Gap, ...]:
    """Return the life domains without anyone in the inner shell, each with those whom documents name there.

    Candidates are professions, roles and groups, in that order; then by number of statements.
    """
    bare = [domain for domain in coverage if domain.status != "inner"]
    if not bare:
        return ()
    values = iris(domain.leefgebied for domain in bare)
    rows = engine.select(f"{_HEARD} {{ VALUES ?leefgebied {{ {values} }} {_COVERAGE} }}").rows
    candidates: dict[str, list[Candidate]] = defaultdict(list)
    for (actor, leefgebied), group in _by_pair(rows).items():
        concept = words.concepts.get(actor)
        if concept is None or concept.kind not in _COVERING:
            continue
        heard = _heard(words, actor, leefgebied, group)
        if heard.answer in ("claimed", "both"):
            documents = len({str(row[4]) for row in group})
            shells = dict.fromkeys(member.shell for member in members if member.actor.iri == actor)
            candidates[leefgebied].append(
                Candidate(
                    concept, heard.answer, heard.deepest, bool(shells), tuple(shells), documents, heard.statements
                )
            )
    gaps = []
    for domain in bare:
        listed = sorted(candidates[domain.leefgebied.iri], key=lambda c: (
            _KIND_ORDER[c.actor.kind], -len(c.statements), normalise_label(c.actor.label)))  # fmt: skip
        more = max(0, len(listed) - MOST_CANDIDATES)
        gaps.append(Gap(domain.leefgebied, domain.status, tuple(listed[:MOST_CANDIDATES]), more))
    return tuple(gaps)


def _by_pair(rows: Iterable[tuple[Term | None, ...]]) -> dict[tuple[str, str], list[tuple[Term | None, ...]]]:
    pairs: dict[tuple[str, str], list[tuple[Term | None, ...]]] = defaultdict(list)
    for row in rows:
        pairs[str(row[0]), str(row[1])].append(row)
    return pairs


def _heard(words: Words, actor: str, leefgebied: str, group: Sequence[tuple[Term | None, ...]]) -> Heard:
    """Return what rows of one actor in one life domain say; coverage of all teams and of none counts together."""
    affirmed = any(int(str(row[2])) > 0 for row in group)
    denied = any(int(str(row[3])) > 0 for row in group)
    answer = ("both" if denied else "claimed") if affirmed else "denied"
    activities = [words.concepts[str(row[6])] for row in group if row[6] is not None and str(row[6]) in words.concepts]
    statements = tuple(sorted({str(row[5]) for row in group}))
    return Heard(words.concepts[actor], words.concepts[leefgebied], answer, deepest(words, activities), statements)


def missed_of(engine: GraphEngine, members: Sequence[Member]) -> tuple[Missed, ...]:
    """Return what documents say that teams miss (question 8), who could be a member first; questions are left out."""
    here = {member.actor.iri for member in members if member.actor.iri}
    rows = engine.select(
        f"""SELECT ?what ?label ?kind ?team ?team_label ?modality ?statement WHERE {{
          {{ SELECT ?statement ?what ?team ?modality WHERE {{
            ?statement bk:relation {n3(Iri(f"{ID}relation/missing-in"))} ; bk:polarity {_POS} ;
              bk:subject ?what ; bk:object ?team ; bk:modality ?modality_iri . ?team a bk:Team .
            BIND(STRAFTER(STR(?modality_iri), "/modality/") AS ?modality) FILTER(?modality != "question") }} }}
          ?what a ?class . ?class rdfs:isDefinedBy ?ontology ; skos:notation ?kind .
          ?what skos:prefLabel ?label . ?team skos:prefLabel ?team_label .
          FILTER(LANG(?label) = "nl" && LANG(?team_label) = "nl") }}"""
    ).rows
    found = [
        Missed(
            Named(str(label), str(what), str(kind)), Named(str(team_label), str(team), "team"),
            answer_of("pos", str(modality)), str(what) in here, str(statement),
        )
        for what, label, kind, team, team_label, modality, statement in rows
    ]  # fmt: skip
    last = len(_KIND_ORDER)
    return tuple(
        sorted(
            found,
            key=lambda m: (
                _KIND_ORDER.get(m.what.kind, last),
                m.what.kind,
                normalise_label(m.what.label),
                normalise_label(m.team.label),
                m.statement,
            ),
        )
    )


def with_tensions(engine: GraphEngine, members: Sequence[Member], overlaps: Sequence[Overlap]) -> tuple[Overlap, ...]:
    """Return the overlaps with what documents say of each pair, and pairs that only a document names (overlap 0).

    A grey zone or overlap counts; so does one that a document only asks about, with that answer.
    """
    actors = {member.actor.iri: member.actor for member in members if member.actor.iri}
    listed = iris(actors.values())
    if not listed:
        return tuple(overlaps)
    rows = engine.select(
        f"""SELECT ?one ?other ?kind ?polarity ?modality ?statement WHERE {{
          VALUES ?one {{ {listed} }} VALUES ?kind_iri {{ {_GREY} }}
          ?statement bk:subject ?one ; bk:tensionKind ?kind_iri ; bk:object ?other ;
            bk:polarity ?polarity_iri ; bk:modality ?modality_iri .
          {CODES} ?kind_iri skos:prefLabel ?kind . FILTER(LANG(?kind) = "nl") }} ORDER BY ?statement"""
    ).rows
    tensions: dict[frozenset[str], list[Tension]] = defaultdict(list)
    for one, other, kind, polarity, modality, statement in rows:
        if str(other) in actors and str(one) != str(other):
            answer = answer_of(str(polarity), str(modality))
            tensions[frozenset((str(one), str(other)))].append(Tension(str(kind), answer, str(statement)))
    completed = [
        replace(overlap, tensions=tuple(tensions.pop(frozenset((overlap.one.iri, overlap.other.iri)), ())))
        for overlap in overlaps
    ]
    for pair, found in tensions.items():
        one_iri, other_iri = sorted(pair, key=lambda iri: normalise_label(actors[iri].label))
        completed.append(Overlap(actors[one_iri], actors[other_iri], 0.0, (), 0, tuple(found)))
    return tuple(completed)


def comparisons_of(engine: GraphEngine, words: Words, members: Sequence[Member]) -> tuple[TeamComparison, ...]:
    """Return each documented team with known members beside this one, the most alike first; parts of a team count too."""
    rows = engine.select(
        """SELECT DISTINCT ?team ?label ?actor ?shell ?statement WHERE {
          ?membership a org:Membership ; org:member ?actor ; org:organization/bk:subTeamOf? ?team ;
            prov:wasDerivedFrom ?statement .
          ?team skos:prefLabel ?label . FILTER(LANG(?label) = "nl")
          OPTIONAL { ?membership bk:shell ?shell_iri BIND(STRAFTER(STR(?shell_iri), "/shell/") AS ?shell) } }"""
    ).rows
    teams: dict[Named, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    evidence: dict[tuple[Named, str], list[str]] = defaultdict(list)
    for team, label, actor, shell, statement in rows:
        concept = words.concepts.get(str(actor))
        if concept and concept.kind in _COVERING:
            named = Named(str(label), str(team), "team")
            teams[named][concept.iri][str(shell or "")] = None
            evidence[named, concept.iri].append(str(statement))
    here: dict[Named, dict[str, None]] = defaultdict(dict)
    for member in members:
        if member.actor.kind != "organisation":
            here[member.actor][member.shell] = None
    compared = [_compare(words, team, there, here, evidence) for team, there in teams.items()]
    return tuple(sorted(compared, key=lambda c: (-c.similarity, -len(c.shared), normalise_label(c.team.label))))


def _compare(
    words: Words,
    team: Named,
    there: Mapping[str, Mapping[str, None]],
    here: Mapping[Named, Mapping[str, None]],
    evidence: Mapping[tuple[Named, str], list[str]],
) -> TeamComparison:
    shared = [actor for actor in here if actor.iri in there]
    only_there = [words.concepts[iri] for iri in there if iri not in {actor.iri for actor in here}]
    together = len(here) + len(only_there)
    return TeamComparison(
        team,
        len(shared) / together if together else 0.0,
        tuple((actor, tuple(sorted(here[actor])), tuple(sorted(there[actor.iri]))) for actor in _ordered(shared)),
        tuple(_ordered(actor for actor in here if actor.iri not in there)),
        tuple(_ordered(only_there)),
        tuple(dict.fromkeys(sorted(iri for actor in shared for iri in evidence[team, actor.iri]))),
    )


def _ordered(actors: Iterable[Named]) -> list[Named]:
    return sorted(actors, key=lambda actor: (_KIND_ORDER.get(actor.kind, 9), normalise_label(actor.label)))
