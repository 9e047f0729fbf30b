"""What documents say of rules for the work that a team filled in: reserved work, and secrecy and consent.

It repeats what documents say and compares it with the sheet; it is no legal advice, and a rule that no document names is
not looked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.labels import normalise_label
from kg.namespaces import ID
from kg.store import GraphEngine
from kg.terms import Iri, n3
from queries.team.documents import CODES, answer_of, iris
from queries.team.model import Alert, Cell, Confidentiality, Doing, Member
from queries.team.words import Named, Words

__all__ = ["alerts_of", "confidentiality_of"]

_REGISTRATION = "registratie"
_POS = n3(Iri(f"{ID}polarity/pos"))
_BINDING = " ".join(n3(Iri(f"{ID}modality/{name}")) for name in ("actual", "obliged", "permitted"))
"""Modalities of a statement that states a rule, as in the derivation of reservations."""
_SECRECY = " ".join(n3(Iri(f"{ID}rule-kind/{name}")) for name in ("geheimhouding", "toestemming"))
_ORDER = {"lacking": 0, "not_filled_in": 1, "partly": 2, "check": 3, "filled_in": 4, "named": 5}


@dataclass(slots=True)
class _Rule:
    """Rules of one kind for one task or actor, as documents state them."""

    about: Named
    kind: str
    label: str
    cells: set[tuple[str, str]] = field(default_factory=set)
    frames: dict[Named, None] = field(default_factory=dict)
    holders: dict[Named, None] = field(default_factory=dict)
    statements: dict[str, None] = field(default_factory=dict)


def alerts_of(engine: GraphEngine, words: Words, members: Sequence[Member]) -> tuple[Alert, ...]:
    """Return the rules that documents name for the tasks, cells and actors of a team, what may be wrong first.

    A rule for a broader concept of the vocabulary counts for the narrower one too, and says so (``via``).
    """
    broader = _broader(engine, words, [*_actors(members), *_tasks(members)])
    by_task, by_actor = (
        _task_rules(engine, words),
        _actor_rules(engine, words, _with_broader(_actors(members), broader)),
    )
    found: dict[tuple[Named, str, Named, str], Alert] = {}
    for member in members:
        me = {member.actor.iri, *(concept.iri for concept in broader.get(member.actor.iri, ()))}
        for about, rules in _rules_of_work(member, by_task, broader):
            doings, cell, via, rule = about
            alert = _alert(words, member, me, rules, doings, cell, via)
            found.setdefault((member.actor, member.shell, rule.about, rule.kind), alert)
        for concept in (member.actor, *broader.get(member.actor.iri, ())):
            for rule in by_actor.get(concept.iri, ()):
                via = concept if concept != member.actor else None
                alert = _alert(words, member, me, rule, member.doings, None, via)
                found.setdefault((member.actor, member.shell, rule.about, rule.kind), alert)
    return tuple(
        sorted(
            found.values(),
            key=lambda a: (_ORDER[a.verdict], normalise_label(a.member.label), a.shell, a.about.label, a.rule),
        )
    )


def _rules_of_work(
    member: Member, by_task: Mapping[str, list[_Rule]], broader: Mapping[str, tuple[Named, ...]]
) -> Iterable[tuple[tuple[tuple[Doing, ...], Cell | None, Named | None, _Rule], _Rule]]:
    """Yield the rules for what a member does: by the task it names, or by the cell that a reserved task concerns."""
    for task in dict.fromkeys(doing.task for doing in member.doings if doing.task and doing.task.iri):
        doings = tuple(doing for doing in member.doings if doing.task == task)
        nearer: set[tuple[str, Named]] = set()
        for concept in (task, *broader.get(task.iri, ())):
            for rule in by_task.get(concept.iri, ()):
                same = {(rule.kind, frame) for frame in rule.frames}
                if not same <= nearer:  # the broader task adds nothing when the task itself has this rule
                    yield (doings, None, concept if concept != task else None, rule), rule
                nearer |= same
    for rule in {id(rule): rule for rules in by_task.values() for rule in rules}.values():
        for cell in sorted(member.cells):
            if (cell.leefgebied.iri, cell.activity.iri) in rule.cells:
                doings = tuple(
                    d for d in member.doings if (d.leefgebied, d.activity) == (cell.leefgebied, cell.activity)
                )
                yield (doings, cell, None, rule), rule


def _alert(
    words: Words,
    member: Member,
    me: set[str],
    rule: _Rule,
    doings: Sequence[Doing],
    cell: Cell | None,
    via: Named | None,
) -> Alert:
    holders = tuple(sorted(rule.holders))
    frames = tuple(sorted(rule.frames))
    verdict = "named" if any(holder.iri in me for holder in holders) else _verdict(words, rule.kind, frames, doings)
    return Alert(
        member.actor, member.shell, rule.about, cell, via, rule.kind, rule.label, frames, holders, verdict,
        tuple(sorted(rule.statements)),
    )  # fmt: skip


def _verdict(words: Words, kind: str, frames: Sequence[Named], doings: Sequence[Doing]) -> str:
    """Return what the sheet says about a rule; of rules other than registration it says nothing."""
    if kind != _REGISTRATION:
        return "check"
    fits = any(_fits(words, given, frame) for doing in doings for given in doing.registrations for frame in frames)
    none = any(doing.no_registration for doing in doings)
    if fits:
        return "partly" if none else "filled_in"
    return "lacking" if none else "not_filled_in"


def _fits(words: Words, given: str, frame: Named) -> bool:
    """Tell whether a filled-in registration names a frame: by one of its labels, or as a whole word of it (``SKJ``)."""
    if frame in words.find(("legal_frame",), given):
        return True
    mine, theirs = _tokens(given), _tokens(frame.label)
    return bool(mine) and mine <= theirs


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"\w+", normalise_label(text))) - {"registratie", "register", "geregistreerd", "in", "het"}


def _task_rules(engine: GraphEngine, words: Words) -> dict[str, list[_Rule]]:
    """Return the reservations in the graph by IRI of the task."""
    rows = engine.select(
        """SELECT ?task ?kind_iri ?kind ?frame ?leefgebied ?activity ?holder ?statement WHERE {
          ?reservation a bk:Reservation ; bk:reservedTask ?task ; bk:reservingFrame ?frame ; bk:ruleKind ?kind_iri ;
            prov:wasDerivedFrom ?statement .
          ?kind_iri skos:prefLabel ?kind . FILTER(LANG(?kind) = "nl")
          OPTIONAL { ?reservation bk:leefgebied ?leefgebied ; bk:activity ?activity }
          OPTIONAL { ?reservation bk:holder ?holder } } ORDER BY ?task ?kind ?statement"""
    ).rows
    rules: dict[tuple[str, str], _Rule] = {}
    for task, kind_iri, kind, frame, leefgebied, activity, holder, statement in rows:
        about = words.concepts.get(str(task))
        if about is None:
            continue
        rule = rules.setdefault((about.iri, str(kind_iri)), _Rule(about, _token(kind_iri), str(kind)))
        rule.frames[words.concepts[str(frame)]] = None
        rule.statements[str(statement)] = None
        if leefgebied is not None and activity is not None:
            rule.cells.add((str(leefgebied), str(activity)))
        if holder is not None and str(holder) in words.concepts:
            rule.holders[words.concepts[str(holder)]] = None
    return _by_subject(rules.values())


def _actor_rules(engine: GraphEngine, words: Words, actors: Iterable[Named]) -> dict[str, list[_Rule]]:
    """Return the rules that reserve work and bind an actor itself, by IRI of the actor."""
    listed = iris(actors)
    if not listed:
        return {}
    rows = engine.select(
        f"""SELECT ?actor ?kind_iri ?kind ?frame ?statement WHERE {{
          VALUES ?actor {{ {listed} }} VALUES ?modality {{ {_BINDING} }}
          ?statement bk:subject ?actor ; bk:ruleKind ?kind_iri ; bk:object ?frame ; bk:polarity {_POS} ; bk:modality ?modality .
          ?kind_iri bk:reserves true ; skos:prefLabel ?kind . FILTER(LANG(?kind) = "nl") }} ORDER BY ?actor ?kind ?statement"""
    ).rows
    rules: dict[tuple[str, str], _Rule] = {}
    for actor, kind_iri, kind, frame, statement in rows:
        about = words.concepts[str(actor)]
        rule = rules.setdefault((about.iri, str(kind_iri)), _Rule(about, _token(kind_iri), str(kind)))
        rule.frames[words.concepts[str(frame)]] = None
        rule.statements[str(statement)] = None
    return _by_subject(rules.values())


def _by_subject(rules: Iterable[_Rule]) -> dict[str, list[_Rule]]:
    found: dict[str, list[_Rule]] = defaultdict(list)
    for rule in rules:
        found[rule.about.iri].append(rule)
    return found


def confidentiality_of(engine: GraphEngine, words: Words, members: Sequence[Member]) -> tuple[Confidentiality, ...]:
    """Return what documents say of secrecy and consent (question 20) for the members and their tasks."""
    subjects = [*_actors(members), *_tasks(members)]
    broader = _broader(engine, words, subjects)
    listed = iris(_with_broader(subjects, broader))
    if not listed:
        return ()
    rows = engine.select(
        f"""SELECT ?subject ?frame ?kind_iri ?kind ?polarity ?modality ?statement WHERE {{
          VALUES ?subject {{ {listed} }} VALUES ?kind_iri {{ {_SECRECY} }}
          ?statement bk:subject ?subject ; bk:ruleKind ?kind_iri ; bk:object ?frame ;
            bk:polarity ?polarity_iri ; bk:modality ?modality_iri .
          {CODES}
          ?kind_iri skos:prefLabel ?kind . FILTER(LANG(?kind) = "nl") }} ORDER BY ?subject ?statement"""
    ).rows
    found = []
    for subject, frame, kind_iri, kind, polarity, modality, statement in rows:
        for about in dict.fromkeys(subjects):
            names = (about, *broader.get(about.iri, ()))
            concept = next((name for name in names if name.iri == str(subject)), None)
            if concept:
                found.append(
                    Confidentiality(
                        about, concept if concept != about else None, words.concepts[str(frame)], _token(kind_iri), str(kind),
                        answer_of(str(polarity), str(modality)), str(statement),
                    )
                )  # fmt: skip
    return tuple(
        sorted(found, key=lambda c: (normalise_label(c.about.label), c.rule, c.via is not None, c.answer, c.statement))
    )


def _broader(engine: GraphEngine, words: Words, concepts: Iterable[Named]) -> dict[str, tuple[Named, ...]]:
    """Return the broader concepts of the vocabulary, at any distance, by IRI of the narrower one."""
    listed = iris(concepts)
    if not listed:
        return {}
    pattern = f"VALUES ?narrow {{ {listed} }} ?narrow skos:broader+ ?broad"
    rows = engine.select(f"SELECT DISTINCT ?narrow ?broad WHERE {{ {pattern} }} ORDER BY ?narrow ?broad").rows
    found: dict[str, list[Named]] = defaultdict(list)
    for narrow, broad in rows:
        if str(broad) in words.concepts:
            found[str(narrow)].append(words.concepts[str(broad)])
    return {iri: tuple(listed) for iri, listed in found.items()}


def _with_broader(concepts: Iterable[Named], broader: Mapping[str, tuple[Named, ...]]) -> list[Named]:
    return [name for concept in concepts for name in (concept, *broader.get(concept.iri, ()))]


def _actors(members: Sequence[Member]) -> list[Named]:
    return list(dict.fromkeys(member.actor for member in members if member.actor.iri))


def _tasks(members: Sequence[Member]) -> list[Named]:
    return list(dict.fromkeys(d.task for member in members for d in member.doings if d.task and d.task.iri))


def _token(iri: object) -> str:
    return str(iri).rsplit("/", 1)[-1]
