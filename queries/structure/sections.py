"""A comparison as people read it: short sections in plain Dutch, each a sentence or a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.terms import Literal
from queries.header import Column
from queries.structure.model import KEEP
from queries.structure.results import Claim, Comparison, Overlap, ProfessionChange, ReservedChange, Verdict
from queries.table import Table

__all__ = ["Section", "sections", "summary"]

_MOST_ROWS = 15
"""Rows of a section; CSV and JSON hold all."""
_MOST_PAIRS = 5
_KIND_NAMES = {
    "leefgebied": "leefgebied", "theme": "thema", "competency": "competentie", "task": "taak", "relation": "als geheel",
}  # fmt: skip
_ANSWERS = {
    "claimed": "genoemd", "denied": "ontkend", "both": "genoemd én ontkend", "obliged": "verplicht",
    "permitted": "toegestaan", "desired": "gewenst", "planned": "gepland", "": "geen feit of wens",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the answer: what it is about, what to know when reading it, and its table (None: the text says it all)."""

    title: str
    text: str
    table: Table | None


def summary(comparison: Comparison) -> tuple[str, ...]:
    """Return the comparison in a few sentences, warnings included."""
    structure = comparison.structure
    lines = []
    if structure.computed:
        lines.append(
            "Dit is een berekend voorstel. Een programma heeft het gemaakt; niemand heeft het beoordeeld. "
            "Gebruik het als begin van een gesprek."
        )
    if structure.note:
        lines.append(structure.note)
    if not comparison.differs:
        return (*lines, "Geen verschil met vandaag.")
    changed = sum(change.changed for change in comparison.professions)
    lines.append(
        f"{_number(changed, 'beroep, rol of groep is', 'beroepen, rollen en groepen zijn')} nieuw of anders dan vandaag. "
        f"{_number(len(comparison.movements), 'uitspraak gaat', 'uitspraken gaan')} dan over een ander beroep."
    )
    lost = [
        change.leefgebied for change in comparison.coverage if _covered(change.before) and not _covered(change.after)
    ]
    if lost:
        lines.append(f"Op {_listed(lost)} is daarna niemand meer genoemd.")
    if comparison.losses:
        gone = _number(len(comparison.losses), "thema, competentie of taak", "thema’s, competenties en taken")
        lines.append(f"Wat niemand meer heeft: {gone}.")
    unheld = [change.task for change in comparison.reserved if change.status == "lost"]
    if unheld:
        lines.append(f"Voorbehouden werk zonder iemand die het mag: {_listed(unheld)}.")
    conflicts = [name for change in comparison.reserved for name in change.new_conflicts]
    if conflicts:
        lines.append(f"Doet voorbehouden werk, en geen bron zegt dat het mag: {_listed(dict.fromkeys(conflicts))}.")
    if comparison.leftovers:
        left = len({statement for leftover in comparison.leftovers for statement in leftover.statements})
        lines.append(f"{_number(left, 'uitspraak heeft', 'uitspraken hebben')} na het splitsen nog geen plek.")
    return (*lines, *(f"Let op: {note}" for note in comparison.notes))


def sections(comparison: Comparison) -> tuple[Section, ...]:
    """Return the sections that have something to say."""
    made = (
        _professions(comparison),
        _coverage(comparison),
        _overlap(comparison),
        _pairs(comparison),
        _losses(comparison),
        _additions(comparison),
        _reserved(comparison),
        _leftovers(comparison),
        _unplaced(comparison),
        _movements(comparison),
    )
    return tuple(section for section in made if section.text or section.table)


def _professions(comparison: Comparison) -> Section:
    changed = [change for change in comparison.professions if change.changed]
    same = len(comparison.professions) - len(changed)
    rows = [
        (change.name, change.kind, _origins(change), _breadth(change), change.deepest or "niet genoemd")
        for change in changed
    ]
    text = "Breedte: op hoeveel van de zeven leefgebieden iets is genoemd. Diepte: de diepste activiteit."
    if same:
        text += f" {_number(same, 'ander blijft', 'andere blijven')} zoals nu."
    columns = ("naam", "soort", "bestaat uit (breedte en diepte vandaag)", "breedte", "diepte")
    return Section("Beroepen in het voorstel", text, _table("Beroepen in het voorstel", columns, rows))


def _origins(change: ProfessionChange) -> str:
    parts = []
    for origin in change.made_of:
        measured = f"{origin.breadth}" + (f", {origin.deepest}" if origin.deepest else "")
        parts.append(f"{'deel van ' if origin.split else ''}{origin.name} ({measured})")
    return "; ".join(parts) or "nieuw"


def _breadth(change: ProfessionChange) -> str:
    return f"{change.breadth} van 7" + (f", waarvan {change.planned} gepland" if change.planned else "")


def _coverage(comparison: Comparison) -> Section:
    rows = [
        (change.leefgebied, _claims(change.before), _claims(change.after), _listed(change.gained), _listed(change.lost))
        for change in comparison.coverage
    ]
    columns = ("leefgebied", "vandaag", "voorstel", "komt erbij", "valt weg")
    text = "Hoeveel beroepen, rollen en groepen op een leefgebied zijn genoemd. Geen vindplaats is geen nee."
    return Section("Dekking per leefgebied", text, _table("Dekking per leefgebied", columns, rows))


def _claims(claims: Sequence[Claim]) -> str:
    counts = Counter("claimed" if claim.answer == "both" else claim.answer for claim in claims)
    statements = sum(claim.claimed for claim in claims)
    denials = sum(claim.denied > 0 for claim in claims)
    parts = []
    if counts["claimed"]:
        parts.append(f"{counts['claimed']} genoemd ({_number(statements, 'uitspraak', 'uitspraken')})")
    if counts["planned"]:
        parts.append(f"{counts['planned']} gepland")
    if denials:
        parts.append(f"{denials} ontkend")
    return ", ".join(parts) or "geen vindplaats"


def _covered(claims: Iterable[Claim]) -> bool:
    return any(claim.answer != "denied" for claim in claims)


def _overlap(comparison: Comparison) -> Section:
    before, after = comparison.overlap_before, comparison.overlap_after
    rows = [
        ("met een bekende cel", str(before.with_cells), str(after.with_cells)),
        ("gemiddelde overlap van twee", _mean(before), _mean(after)),
        ("paren met overlap", str(len(before.pairs)), str(len(after.pairs))),
    ]
    text = (
        "Een cel is een leefgebied met een activiteit. Overlap van twee: gedeelde cellen gedeeld door alle cellen van "
        "beide samen (0 is niets, 1 is alles). Alleen beroepen, families en rollen met een bekende cel tellen mee."
    )
    return Section("Overlap", text, _table("Overlap", ("maat", "vandaag", "voorstel"), rows))


def _mean(overlap: Overlap) -> str:
    return "niet te berekenen" if overlap.mean is None else _decimal(overlap.mean)


def _pairs(comparison: Comparison) -> Section:
    rows = [
        (when, pair.one, pair.other, _decimal(pair.overlap), "; ".join(pair.shared))
        for when, overlap in (("vandaag", comparison.overlap_before), ("voorstel", comparison.overlap_after))
        for pair in overlap.pairs[:_MOST_PAIRS]
    ]
    columns = ("wanneer", "beroep of rol", "ander beroep of andere rol", "overlap", "gedeelde cellen")
    return Section("Sterkste overlap", "", _table("Sterkste overlap", columns, rows) if rows else None)


def _losses(comparison: Comparison) -> Section:
    rows = [
        (_KIND_NAMES[loss.kind], loss.label, _listed(loss.holders), _ANSWERS[loss.answer], _listed(loss.still))
        for loss in comparison.losses
    ]
    columns = ("soort", "wat", "wie het vandaag heeft", "antwoord", "nog wel bij team of organisatie")
    return _long("Wat niemand meer heeft", "", columns, rows)


def _additions(comparison: Comparison) -> Section:
    rows = [
        (addition.place, _KIND_NAMES[addition.kind], addition.label, addition.source or "nieuw, zonder bron")
        for addition in comparison.additions
    ]
    return _long("Toegevoegd of verplaatst", "", ("naar", "soort", "wat", "van"), rows)


def _reserved(comparison: Comparison) -> Section:
    rows = [
        (change.task, change.frame, _verdicts(change.before), _verdicts(change.after), _warning(change))
        for change in comparison.reserved
    ]
    text = "Werk dat een wet of register voorbehoudt. Wie het mag, staat hier alleen als een bron het zegt."
    columns = ("taak", "kader", "vandaag", "voorstel", "let op")
    return _long("Voorbehouden werk", text if rows else "", columns, rows)


def _verdicts(verdicts: Sequence[Verdict]) -> str:
    return "; ".join(_verdict(verdict) for verdict in verdicts) or "niemand genoemd"


def _verdict(verdict: Verdict) -> str:
    words = {
        "may": "mag het",
        "partly": f"mag het voor een deel: wel {_listed(verdict.may)}, van {_listed(verdict.unsaid)} zegt geen bron het",
        "conflict": "doet het, geen bron zegt dat het mag",
        "may_not": "mag het niet",
    }
    if verdict.verdict == "partly" and not verdict.unsaid:
        words["partly"] = f"mag het voor een deel: wel {_listed(verdict.may)}"
    denied = f" (ontkend van {_listed(verdict.denied)})" if verdict.denied and verdict.verdict != "may_not" else ""
    return f"{verdict.name} {words[verdict.verdict]}{denied}"


def _warning(change: ReservedChange) -> str:
    parts = []
    if change.status == "lost":
        parts.append("niemand die het mag blijft over")
    elif change.status == "unsaid":
        parts.append("ook vandaag zegt geen bron wie het mag")
    if change.new_conflicts:
        parts.append(f"nieuw: {_listed(change.new_conflicts)} zonder genoemde bevoegdheid")
    return "; ".join(parts)


def _leftovers(comparison: Comparison) -> Section:
    rows = [
        (
            leftover.actor,
            _KIND_NAMES[leftover.kind],
            leftover.label,
            _ANSWERS[leftover.answer],
            str(len(leftover.statements)),
        )
        for leftover in comparison.leftovers
    ]
    text = "Dit hoort bij een gesplitst beroep en staat bij geen deel. 'Als geheel': kies zelf bij welk deel het hoort."
    columns = ("van", "soort", "wat", "antwoord", "uitspraken")
    return _long("Zonder plek na splitsen", text if rows else "", columns, rows)


def _unplaced(comparison: Comparison) -> Section:
    title, unplaced = "Niet in het voorstel", comparison.unplaced
    if not unplaced:
        return Section(title, "", None)
    kinds = Counter(one.kind for one in unplaced)
    counted = _and([
        _number(kinds[kind], kind, plural)
        for kind, plural in (("beroep", "beroepen"), ("rol", "rollen"), ("groep", "groepen"))
        if kinds[kind]
    ])  # fmt: skip
    if comparison.structure.others == KEEP:
        return Section(title, f"{counted} van vandaag staan niet in het voorstel en blijven zoals ze zijn.", None)
    text = f"{counted} van vandaag staan niet in het voorstel en vervallen, met wat erover is gezegd."
    ordered = sorted(unplaced, key=lambda one: (-one.statements, one.name.casefold()))
    rows = [(one.name, one.kind, str(one.statements)) for one in ordered]
    return _long(title, text, ("naam", "soort", "uitspraken"), rows)


def _movements(comparison: Comparison) -> Section:
    counts = Counter((_listed(move.before), _listed(move.after)) for move in comparison.movements)
    rows = [
        (was, now, str(count)) for (was, now), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    text = "Met --statements staan ze er alle, met hun bron." if rows else ""
    return _long("Uitspraken die verhuizen", text, ("van", "naar", "uitspraken"), rows)


def _long(title: str, text: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Section:
    """Return a section with at most so many rows, and a word on the rest."""
    if len(rows) > _MOST_ROWS:
        text = f"{text} De eerste {_MOST_ROWS} van {len(rows)}; --format csv geeft ze alle.".strip()
    return Section(title, text, _table(title, columns, rows[:_MOST_ROWS]) if rows else None)


def _table(title: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    named = tuple(Column(f"column_{number}", label, label) for number, label in enumerate(columns))
    return Table(title, named, tuple(tuple(Literal(text) for text in row) for row in rows))


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _and(parts: Sequence[str]) -> str:
    return " en ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
