"""A synthetic landscape of professions: as large as asked, the same for the same seed, in the product's own form.

Rows of a statement table about invented reports of municipalities and their neighbourhood teams go through the same
resolver, mapping and derivation as a real build, so that cells, coverage, memberships and reservations are there too.
No word of a real report is in it: labels come from the vocabulary or are numbered, glosses are made from labels.

    python -m bench.landscape 100000 build/synthetic-100k
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.build import BuildInput, build
from kg.folder import GraphFolder
from kg.model import Document, Passage, Statement
from kg.statement_table import Row
from kg.vocabulary import Concept, Vocabulary
from loaders.gathering import merge
from loaders.resolve import Resolver

VOCABULARY_TRIPLES = 24_000
TRIPLES_A_STATEMENT = 36.0
"""Measured on graphs that this program made: with passages, selectors and what is derived."""
STATEMENTS_A_MUNICIPALITY = 120
LENGTH = 60_000
PASSAGES = 60
"""Of a report: its length in code points, and how many passages support its statements."""

MIX = {
    "member_of_team": 17, "has_task": 19, "active_in": 16, "has_competency": 13, "expertise_in": 10, "tension": 8,
    "cooperates_with": 5, "part_of": 4, "constrained_by": 3.5, "missing_in": 2.5, "refers_to": 1.5,
    "education_level": 0.4, "kind_of": 0.1,
}  # fmt: skip
"""Percentages of the relations: those of the real graph, with more on who does what where."""
MODALITIES = {
    "has_task": {"actual": 60, "desired": 25, "permitted": 6, "question": 4, "obliged": 3, "view": 2},
    "has_competency": {"actual": 50, "desired": 38, "missing": 8, "question": 4},
    "tension": {"actual": 72, "question": 14, "view": 10, "desired": 4},
    "constrained_by": {"actual": 58, "obliged": 20, "permitted": 4, "desired": 10, "question": 8},
    "missing_in": {"actual": 55, "missing": 25, "desired": 16, "question": 4},
    "education_level": {"actual": 60, "obliged": 20, "view": 20},
}
USUAL = {"actual": 88, "desired": 7, "permitted": 2, "question": 3}
DENIED = 0.04
"""Share of the statements that deny."""
TOLD_AGAIN = 0.06
"""Share of the statements that another document says too, one in eight of those the other way round."""
RESERVED = (("specifieke jeugdhulptaak", "SKJ-registratie"),)
REGULATED = 15
"""Tasks that frames say something about, each one frame: a law does not differ from one municipality to the next."""


@dataclass
class Landscape:
    """What has been made so far, and the pools that everything is drawn from."""

    seed: int
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary.load().copy())
    documents: list[Document] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    own: dict[str, tuple[Concept, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        kinds = (
            "profession", "role", "group", "leefgebied", "theme", "competency", "task", "legal_frame", "concept",
            "facility", "organisation", "activity", "rule_kind", "education_level", "level", "voice",
        )  # fmt: skip
        self.pool = {kind: [c.token or c.label for c in self.vocabulary.of_kind(kind)] for kind in kinds}
        self.pool["leefgebied"] = [c.label for c in self.vocabulary.of_kind("leefgebied")]
        self.pool["profession"] += [f"beroep {number:02d}" for number in range(60)]
        for names in self.pool.values():
            self.chance.shuffle(names)
        first = {"profession": "GZ-psycholoog", "task": RESERVED[0][0], "legal_frame": RESERVED[0][1]}
        for kind, name in first.items():
            self.pool[kind].remove(name)
            self.pool[kind].insert(1, name)
        self.profiles = {
            name: (self._order("leefgebied"), self._order("activity"))
            for kind in ("profession", "role", "group")
            for name in self.pool[kind]
        }

    def _order(self, kind: str) -> list[str]:
        return self.chance.sample(self.pool[kind], len(self.pool[kind]))

    def zipf(self, names: Sequence[str], power: float = 0.9) -> str:
        """Draw a name: the second half as often as the first, and so on down the list."""
        weights = [1 / (rank + 1) ** power for rank in range(len(names))]
        return self.chance.choices(names, weights)[0]

    def one_of(self, shares: dict[str, float]) -> str:
        return self.chance.choices(list(shares), list(shares.values()))[0]


@dataclass
class Municipality:
    """One municipality: its reports, teams, organisations, and who is in and around the teams."""

    land: Landscape
    number: int

    def __post_init__(self) -> None:
        chance = self.land.chance
        self.documents = [
            Document(f"synthetisch-{self.number:04d}-{letter}", f"Synthetisch verslag {self.number} {letter}",
                     year=2012 + self.number % 12, length=LENGTH)
            for letter in "ab"
        ]  # fmt: skip
        self.teams = [f"wijkteam {self.number}-{place}" for place in range(1, chance.randint(2, 4) + 1)]
        if self.number == 0:
            self.teams = ["Wijkteam Vlaardingen", "Wijkteam Holy", "Wijkteam Centrum"]
        self.organisations = [f"stichting {self.number}-{place}" for place in range(1, 5)]
        self.members: dict[str, list[tuple[str, str]]] = {team: self._members() for team in self.teams}

    def _members(self) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        while len(found) < 10:
            kind = self.land.one_of({"profession": 60, "role": 22, "group": 18})
            found[self.land.zipf(self.land.pool[kind])] = kind
        return list(found.items())

    def rows(self, count: int) -> Iterator[Row]:
        """Yield rows: first who is in which team, then the mix of relations."""
        chance = self.land.chance
        for team in self.teams:
            for place, (member, kind) in enumerate(self.members[team]):
                shell = "" if chance.random() < 0.1 else ("binnenschil" if place < 6 else "buitenschil")
                yield self.row("member_of_team", member, kind, team, "team", team=team, shell=shell)
        if self.number == 0:
            yield from self.examples()
        rest = {relation: share for relation, share in MIX.items() if relation != "member_of_team"}
        for _ in range(count - 10 * len(self.teams)):
            yield self.draw(self.land.one_of(rest))

    def draw(self, relation: str) -> Row:
        """Return a row of a relation with drawn parts."""
        land, chance = self.land, self.land.chance
        team = self.land.zipf(self.teams, 0.4)
        actor, kind = self.someone(team)
        if relation in ("has_task", "active_in", "expertise_in", "has_competency") and chance.random() < 0.25:
            actor, kind = team, "team"
        where = team if chance.random() < 0.75 else ""
        domains, activities = land.profiles.get(actor, (land.pool["leefgebied"], land.pool["activity"]))
        if relation == "active_in":
            activity = land.zipf(activities) if chance.random() < 0.8 else ""
            return self.row(relation, actor, kind, land.zipf(domains), "leefgebied", team=where, activity=activity)
        simple = {"expertise_in": "theme", "has_competency": "competency", "has_task": "task",
                  "education_level": "education_level"}  # fmt: skip
        if relation in simple:
            if relation == "education_level":
                actor, kind = land.zipf(land.pool["profession"]), "profession"
            target = simple[relation]
            level = land.zipf(land.pool["level"]) if target == "competency" and chance.random() < 0.3 else ""
            return self.row(relation, actor, kind, land.zipf(land.pool[target]), target, team=where, level=level)
        return self.draw_between(relation, actor, kind, team, where)

    def draw_between(self, relation: str, actor: str, kind: str, team: str, where: str) -> Row:
        """Return a row of a relation between actors, or with a frame, a team or a tension."""
        land, chance = self.land, self.land.chance
        other, other_kind = self.someone(team, but=actor)
        organisation = chance.choice([*self.organisations, land.zipf(land.pool["organisation"])])
        if relation in ("cooperates_with", "refers_to"):
            if chance.random() < 0.3:
                other, other_kind = organisation, "organisation"
            return self.row(relation, actor, kind, other, other_kind, team=where)
        if relation == "part_of":
            who, what = (team, "team") if chance.random() < 0.4 else (actor, kind)
            return self.row(relation, who, what, organisation, "organisation", team=team)
        if relation == "constrained_by":
            what = land.one_of({kind: 50, "team": 35, "task": 15})
            number = chance.randrange(REGULATED)
            who = {kind: actor, "team": team, "task": land.pool["task"][20 + number]}[what]
            rule = land.pool["rule_kind"][number % 9] if what == "task" else land.zipf(land.pool["rule_kind"], 0.6)
            frame = land.pool["legal_frame"][number] if what == "task" else land.zipf(land.pool["legal_frame"])
            return self.row(relation, who, what, frame, "legal_frame", activity=rule, team=where)
        if relation == "missing_in":
            target = land.one_of(
                {"concept": 40, "facility": 25, "profession": 15, "competency": 10, "organisation": 10}
            )
            name = organisation if target == "organisation" else land.zipf(land.pool[target])
            return self.row(relation, name, target, team, "team", team=team)
        if relation == "kind_of":
            narrow, broad = sorted(chance.sample(range(30), 2), reverse=True)
            names = land.pool["profession"]
            return self.row(relation, names[narrow], "profession", names[broad], "profession")
        tension = land.one_of({"knelpunt": 55, "dilemma": 25, "grijs gebied": 12, "overlap": 8})
        if tension in ("grijs gebied", "overlap"):
            return self.row(relation, actor, kind, other, other_kind, activity=tension, team=where)
        two = land.zipf(land.pool["concept"])
        return self.row(relation, actor, kind, two, "concept", activity=tension, team=where)

    def someone(self, team: str, but: str = "") -> tuple[str, str]:
        return self.land.chance.choice([member for member in self.members[team] if member[0] != but])

    def row(
        self, relation: str, subject: str, kind: str, target: str, target_kind: str, *, team: str = "",
        activity: str = "", shell: str = "", level: str = "", modality: str = "", polarity: str = "",
    ) -> Row:  # fmt: skip
        land = self.land
        modality = modality or land.one_of(dict(MODALITIES.get(relation, USUAL)))
        polarity = polarity or ("neg" if modality == "actual" and land.chance.random() < DENIED else "pos")
        gloss = f"{subject[:1].upper()}{subject[1:]}: {relation.replace('_', ' ')} {target} ({polarity}, {modality})."
        return Row(
            "", relation, subject, kind, target, target_kind, activity, team, shell if polarity == "pos" else "",
            polarity, modality, level, land.zipf(land.pool["voice"]), "", "", "", "", gloss, "accepted",
        )  # fmt: skip

    def examples(self) -> Iterator[Row]:
        """Yield statements that give every question rows with the parameters that its header shows as an example."""
        one, other, team = "GZ-psycholoog", "basispsycholoog", self.teams[0]
        health, task, frame = "psychische gezondheid", *RESERVED[0]
        for who in (one, other):
            yield self.row("member_of_team", who, "profession", team, "team", team=team, shell="binnenschil", modality="actual", polarity="pos")  # fmt: skip
            for activity in ("behandelen", "adviseren"):
                yield self.row("active_in", who, "profession", health, "leefgebied", activity=activity, team=team, modality="actual", polarity="pos")  # fmt: skip
            yield self.row("expertise_in", who, "profession", "eenzaamheid", "theme", team=team, modality="actual", polarity="pos")  # fmt: skip
            yield self.row("has_competency", who, "profession", self.land.pool["competency"][0], "competency", modality="missing", polarity="pos")  # fmt: skip
        yield self.row("tension", one, "profession", other, "profession", activity="grijs gebied", team=team, modality="actual", polarity="pos")  # fmt: skip
        yield self.row("cooperates_with", one, "profession", other, "profession", team=team, modality="actual", polarity="pos")  # fmt: skip
        yield self.row("part_of", one, "profession", self.organisations[0], "organisation", team=team, modality="actual", polarity="pos")  # fmt: skip
        yield self.row("constrained_by", one, "profession", frame, "legal_frame", activity="geheimhouding", team=team, modality="actual", polarity="pos")  # fmt: skip
        yield self.row("constrained_by", task, "task", frame, "legal_frame", activity="registratie", team=team, modality="obliged", polarity="pos")  # fmt: skip
        yield self.row("has_task", one, "profession", task, "task", team=team, modality="permitted", polarity="pos")
        yield self.row("has_task", other, "profession", task, "task", team=team, modality="actual", polarity="pos")
        yield self.row("member_of_team", other, "profession", team, "team", team=team, shell="buitenschil", modality="actual", polarity="pos")  # fmt: skip


def landscape(triples: int, seed: int = 7) -> BuildInput:
    """Return what goes into a graph of about `triples` triples, derived ones included; at least some 30,000."""
    land = Landscape(seed)
    wanted = max(150, int((triples - VOCABULARY_TRIPLES) / TRIPLES_A_STATEMENT))
    number = 0
    while len(land.statements) < wanted:
        _add(land, Municipality(land, number), min(STATEMENTS_A_MUNICIPALITY, wanted - len(land.statements)))
        number += 1
    return BuildInput(land.vocabulary, land.documents, merge(land.statements), land.own)


def _add(land: Landscape, municipality: Municipality, count: int) -> None:
    land.documents.extend(municipality.documents)
    resolvers = [Resolver(land.vocabulary, document.id, allow_own=True) for document in municipality.documents]
    for row in municipality.rows(count):
        place = int(land.chance.random() < 0.4)
        land.statements.append(_statement(land, resolvers[place], row))
        if land.chance.random() < TOLD_AGAIN:
            flipped = {"pos": "neg", "neg": "pos"}[row.polarity] if land.chance.random() < 1 / 8 else row.polarity
            again = Row(**{name: getattr(row, name) for name in Row.__slots__} | {
                "polarity": flipped, "shell": row.shell if flipped == "pos" else ""})  # fmt: skip
            land.statements.append(_statement(land, resolvers[1 - place], again))
    for resolver in resolvers:
        land.own[resolver.source] = tuple(sorted(resolver.own.values(), key=lambda concept: concept.iri))


def _statement(land: Landscape, resolver: Resolver, row: Row) -> Statement:
    passages = []
    for _ in range(2 if land.chance.random() < 0.1 else 1):
        place = land.chance.randrange(PASSAGES)
        start, end = place * LENGTH // PASSAGES, place * LENGTH // PASSAGES + 60 + place * 37 % 240
        digest = hashlib.sha256(f"{resolver.source} {start}".encode()).hexdigest()
        passages.append(Passage(resolver.source, start, end, digest))
    statement = resolver.statement(row, resolver.source, tuple(passages))
    if statement is None:
        raise resolver.errors[0]
    return statement


def main() -> None:
    target, folder = int(sys.argv[1]), Path(sys.argv[2])
    result = build(landscape(target), GraphFolder(folder), progress=lambda step: print(step, flush=True))
    print(folder, result.counts)


if __name__ == "__main__":
    main()
