"""A proposed structure held against the graph: which concept every name means, and whether each has one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.errors import SeveralErrors, StructureError, raise_all
from kg.labels import normalise_label
from queries.landscape import Actor, Landscape, Said
from queries.structure.model import ITEM_KEYS, KEEP, Item, Items, ProposedProfession, Structure
from queries.structure.placing import ACTOR_KINDS, Place, Plan, Want, finished, takes

__all__ = ["plan_of"]

ITEM_NAMES = {"leefgebied": "leefgebied", "theme": "thema", "competency": "competentie", "task": "taak"}
_WHAT = {
    "actor": "een beroep, rol of groep",
    "leefgebied": "een leefgebied",
    "theme": "een thema",
    "competency": "een competentie",
    "task": "een taak of rol",
    "activity": "een activiteit",
    "team": "een team",
    "organisation": "een organisatie",
}


def plan_of(landscape: Landscape, structure: Structure) -> Plan:
    """Return where a proposed structure puts every actor and item.

    Raises StructureError, or SeveralErrors, for a name that the graph does not know or knows twice, an actor or item
    that is placed twice, and an item that is taken from an actor that documents do not give it to.
    """
    planner = _Planner(landscape, structure)
    for number, entry in enumerate(structure.professions):
        planner.add(number, entry)
    planner.check_names()
    raise_all(planner.errors)
    return finished(
        landscape,
        planner.places,
        planner.whole,
        {actor: tuple(parts) for actor, parts in planner.parts.items()},
        planner.moved_by_actor(),
        keep=structure.others == KEEP,
        notes=planner.notes,
    )


class _Planner:
    """Places the entries of a structure one by one, noting every mistake."""

    def __init__(self, landscape: Landscape, structure: Structure) -> None:
        self.landscape, self.structure = landscape, structure
        self.places: list[Place] = []
        self.whole: dict[str, int] = {}
        self.parts: dict[str, list[tuple[int, frozenset[Want]]]] = defaultdict(list)
        self.moved: dict[tuple[str, Want], int] = {}
        self.notes: list[str] = []
        self.errors: list[StructureError] = []
        self._said: dict[str, list[Said]] = defaultdict(list)
        for said in landscape.statements:
            self._said[said.subject].append(said)

    def add(self, number: int, entry: ProposedProfession) -> None:
        """Place what one entry takes in, whole and in part, and what is moved to it or added."""
        taken: dict[str, Actor] = {}
        for name in entry.covers:
            actor = self._actor(name.text, name.line)
            if actor and self._free(actor, name.line, parts_too=True):
                self.whole[actor.iri] = number
                taken[actor.iri] = actor
        for part in entry.parts:
            actor = self._actor(part.source, part.line)
            if actor and actor.iri in taken:
                self._wrong(part.line, f"'{actor.label}' staat al bij '{entry.name}'", "elk beroep één keer per beroep")
            elif actor and self._free(actor, part.line, parts_too=False):
                wants = frozenset(want for want, _ in self._wants(part.items, actor))
                self.parts[actor.iri].append((number, wants))
                taken[actor.iri] = actor
        planned = frozenset(self._moved_or_added(number, entry, taken))
        self.places.append(Place(entry.name, entry.kind, self._same_as(entry, taken), tuple(taken), planned))
        self._note_kinds(entry, taken)

    def check_names(self) -> None:
        """Note names that stand for two things, and items that both move and go with a part."""
        lines: dict[tuple[str, str], int] = {}
        known = {(ACTOR_KINDS[a.kind], normalise_label(a.label)): a for a in self.landscape.actors.values()}
        for place, entry in zip(self.places, self.structure.professions, strict=True):
            key = place.kind, normalise_label(place.name)
            if key in lines:
                self._wrong(
                    entry.line, f"de naam '{place.name}' staat er al (regel {lines[key]})", "elke naam één keer"
                )
            lines.setdefault(key, entry.line)
            if key in known and known[key].iri not in place.actors and known[key].iri in self.landscape.mentioned:
                what = f"'{place.name}' is al een {place.kind} van vandaag, en staat hier niet bij 'omvat'"
                self._wrong(entry.line, what, "een nieuwe naam, of dit beroep bij 'omvat'")
        for (actor, want), place_number in self.moved.items():
            for _, wants in self.parts.get(actor, ()):
                if want in wants:
                    line = self.structure.professions[place_number].line
                    what = f"'{self._label(want)}' van '{self.landscape.label(actor)}' hoort al bij een deel"
                    self._wrong(line, what, "een plek: een deel, of 'van' bij een ander beroep")

    def moved_by_actor(self) -> dict[str, list[tuple[Want, int]]]:
        """Return the items that move and where they go, by the actor that loses them; with an activity first."""
        result: dict[str, list[tuple[Want, int]]] = defaultdict(list)
        for (actor, want), place in sorted(self.moved.items(), key=lambda item: not item[0][1].activity):
            result[actor].append((want, place))
        return dict(result)

    def _free(self, actor: Actor, line: int, *, parts_too: bool) -> bool:
        """Tell whether an actor may be placed here; note where it already is when not."""
        elsewhere = [self.whole[actor.iri]] if actor.iri in self.whole else []
        elsewhere += [number for number, _ in self.parts.get(actor.iri, ())] if parts_too else []
        if elsewhere:
            other = self.structure.professions[elsewhere[0]]
            self._wrong(
                line,
                f"'{actor.label}' staat al bij '{other.name}' (regel {other.line})",
                "elk beroep van vandaag op één plek, of overal als 'deel'",
                "Haal het op één plek weg, of verdeel het met 'deel'.",
            )
        return not elsewhere

    def _moved_or_added(self, number: int, entry: ProposedProfession, taken: Mapping[str, Actor]) -> list[Want]:
        planned = []
        for key, item in entry.items:
            actor = self._actor(item.source, item.line) if item.source else None
            if item.source and actor is None:
                continue
            if actor and actor.iri in taken:
                what = f"'{actor.label}' hoort zelf bij '{entry.name}'"
                self._wrong(
                    item.line, what, "een beroep van buiten bij 'van'", "Laat 'van' weg, of zet dit onder 'deel'."
                )
                continue
            for want, _ in self._wants(Items().having(key, (item,)), actor):
                planned.append(want)
                if actor and (actor.iri, want) in self.moved:
                    what = f"'{self._label(want)}' van '{actor.label}' verhuist twee keer"
                    self._wrong(item.line, what, "één nieuwe plek")
                elif actor:
                    self.moved[actor.iri, want] = number
        return planned

    def _wants(self, items: Items, holder: Actor | None) -> list[tuple[Want, Item]]:
        """Return the items by IRI; with a holder, only those that a document gives to it."""
        found = []
        for key, item in items:
            want = self._want(ITEM_KEYS[key], item)
            if want and holder and not self._has(holder, want):
                kind, label = ITEM_NAMES[want.kind], self._label(want)
                self._wrong(
                    item.line,
                    f"geen document geeft '{holder.label}' {kind} '{label}'",
                    f"een {kind} van '{holder.label}'",
                    "Laat 'van' weg om het toe te voegen, of haal de regel weg.",
                )
            elif want:
                found.append((want, item))
        return found

    def _has(self, actor: Actor, want: Want) -> bool:
        themes = self.landscape.theme_leefgebieden
        return any(said.affirms and takes({want}, said, frozenset(), themes) for said in self._said[actor.iri])

    def _want(self, kind: str, item: Item) -> Want | None:
        iri = self._find(kind, item.name, item.line)
        activity = self._find("activity", item.activity, item.line) if item.activity else ""
        return Want(kind, iri, activity) if iri is not None and activity is not None else None

    def _actor(self, name: str, line: int) -> Actor | None:
        iri = self._find("actor", name, line)
        if iri is not None and iri not in self.landscape.mentioned:
            self.notes.append(f"Geen document in deze graaf zegt iets over '{self.landscape.label(iri)}'.")
        return self.landscape.actors[iri] if iri is not None else None

    def _find(self, kind: str, name: str, line: int) -> str | None:
        """Return the concept that a name means; note when there is none, or more than one."""
        names = self.landscape.names[kind]
        found = names.find(name)
        if len(found) == 1:
            return next(iter(found))
        what = _WHAT[kind]
        if found:
            between = " of ".join(sorted(f"'{names.labels[iri]}' ({iri})" for iri in found))
            self._wrong(line, f"'{name}' is dubbelzinnig", f"een keuze tussen {between}", "Schrijf de IRI.")
            return None
        near = names.near(name) if len(self.errors) < SeveralErrors.SHOWN else []  # searching takes time
        elsewhere = next((_WHAT[k] for k, known in self.landscape.names.items() if k != kind and known.find(name)), "")
        other = next(
            (a.kind for a in self.landscape.others.values() if normalise_label(a.label) == normalise_label(name)), ""
        )
        if elsewhere or other:
            remedy = f"'{name}' is {elsewhere or _WHAT[other]}; zet het waar dat hoort."
        else:
            remedy = f"Bedoelde u {' of '.join(repr(label) for label in near)}?" if near else "Controleer de spelling."
        self._wrong(line, f"'{name}' is niet bekend", what, remedy)
        return None

    def _same_as(self, entry: ProposedProfession, taken: Mapping[str, Actor]) -> str:
        named = normalise_label(entry.name)
        same = (
            a.iri for a in taken.values() if ACTOR_KINDS[a.kind] == entry.kind and normalise_label(a.label) == named
        )
        return next(same, "")

    def _note_kinds(self, entry: ProposedProfession, taken: Mapping[str, Actor]) -> None:
        own = "beroep" if entry.kind == "familie" else entry.kind
        strange = [f"{ACTOR_KINDS[a.kind]} '{a.label}'" for a in taken.values() if ACTOR_KINDS[a.kind] != own]
        if strange:
            self.notes.append(
                f"{entry.kind} '{entry.name}' neemt op: {', '.join(strange)}. Een beroep, een rol en een groep zijn "
                "verschillende dingen; controleer of dit de bedoeling is."
            )

    def _label(self, want: Want) -> str:
        return self.landscape.label(want.iri) + (f" / {self.landscape.label(want.activity)}" if want.activity else "")

    def _wrong(self, line: int, what: str, expected: str, remedy: str = "Verbeter het voorstel.") -> None:
        where = f"{self.structure.source}, regel {line}" if line else self.structure.source
        self.errors.append(StructureError(what, where=where, expected=expected, remedy=remedy))
