"""The scan as people read it: titled tables in plain Dutch, each row with the statements that it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.terms import Literal
from queries.table import answer_label
from queries.team.model import Alert, Cell, Confidentiality, DomainCoverage, Member, Missed, TeamComparison, TeamScan
from queries.team.words import Named

__all__ = ["Row", "Section", "headline", "numbered", "report", "title"]

KINDS = {
    "profession": "beroep", "role": "rol", "group": "groep", "organisation": "organisatie", "own": "niet in de woordenlijst",
    "competency": "competentie", "theme": "thema", "facility": "voorziening", "concept": "begrip", "legal_frame": "kader",
    "task": "taak", "team": "team",
}  # fmt: skip
STATUS = {
    "inner": "in de binnenschil", "outer_only": "alleen in de buitenschil", "shell_unknown": "schil niet ingevuld",
    "not_filled_in": "niet ingevuld",
}  # fmt: skip
VERDICTS = {
    "lacking": "ingevuld: geen registratie",
    "not_filled_in": "registratie niet ingevuld",
    "partly": "deels ingevuld, deels geen",
    "check": "ga na; de scan kan dit niet zien",
    "filled_in": "registratie ingevuld",
    "named": "genoemd als wie het mag",
}
_TONES = {
    "inner": "good", "outer_only": "warn", "shell_unknown": "warn", "not_filled_in": "bad", "lacking": "bad",
    "partly": "warn", "check": "plain", "filled_in": "good", "named": "good",
}  # fmt: skip
NOT_ADVICE = (
    "Dit is wat de documenten zeggen, geen juridisch advies. Een regel die geen document noemt, staat hier niet."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: for each column the lines in it, the statements behind it, and how to colour the column ``marked``."""

    cells: tuple[tuple[str, ...], ...]
    statements: tuple[str, ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report; ``marked`` is the column that a row's tone is about, or -1."""

    id: str
    title: str
    explanation: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str
    marked: int = -1
    grouped: int = 0
    """Leading columns that neighbouring rows share."""
    after: str = ""


def title(scan: TeamScan) -> str:
    """Return the heading of the report."""
    return f"Teamscan: {scan.team or 'team zonder naam'}"


def headline(scan: TeamScan) -> tuple[tuple[str, str], ...]:
    """Return the scan at a glance, as pairs of a name and a value."""
    inner = [domain for domain in scan.coverage if domain.status == "inner"]
    outer = [domain.leefgebied.label for domain in scan.coverage if domain.status == "outer_only"]
    bare = [domain.leefgebied.label for domain in scan.coverage if domain.status == "not_filled_in"]
    unknown = [domain.leefgebied.label for domain in scan.coverage if domain.status == "shell_unknown"]
    concerns = [alert for alert in scan.alerts if alert.verdict in ("lacking", "not_filled_in", "partly")]
    shells = [
        f"{count} in de {shell}" if shell else f"{count} zonder schil" for shell, count in _shell_counts(scan.members)
    ]
    nearest = scan.nearest
    pairs = [
        ("Beroepen, rollen en organisaties", ", ".join(shells)),
        ("Leefgebieden in de binnenschil", f"{len(inner)} van {len(scan.coverage)}"),
        ("Alleen in de buitenschil", "; ".join(outer) or "geen"),
        ("Niet ingevuld", "; ".join(bare) or "geen"),
        ("Registratie om na te gaan", f"{len(concerns)}" if concerns else "geen melding"),
        (
            "Lijkt het meest op",
            f"{nearest.team.label} ({len(nearest.shared)} in beide; gelijkenis {_number(nearest.similarity)})"
            if nearest
            else "geen van de beschreven teams",
        ),
    ]
    return (*pairs[:4], *[("Schil niet ingevuld", "; ".join(unknown))] * bool(unknown), *pairs[4:])


def report(scan: TeamScan) -> tuple[Section, ...]:
    """Return the parts of the report, in reading order."""
    return (
        _coverage(scan), _gaps(scan), _overlaps(scan), _alerts(scan), _confidentiality(scan), _missed_people(scan), _teams(scan),
        _members(scan), _missed_things(scan),
    )  # fmt: skip


def numbered(sections: Sequence[Section]) -> dict[str, int]:
    """Return a number for each statement, from 1, in the order in which the report names them."""
    listed = (iri for section in sections for row in section.rows for iri in row.statements)
    return {iri: number for number, iri in enumerate(dict.fromkeys(listed), start=1)}


def _coverage(scan: TeamScan) -> Section:
    rows = [
        Row(
            (
                (domain.leefgebied.label,),
                (STATUS[domain.status],),
                _who(domain.inner),
                _who(domain.outer),
                *[_who(domain.unknown)] * _any_unknown(scan.coverage),
                _deepest(domain),
            ),
            tone=_TONES[domain.status],
        )
        for domain in scan.coverage
    ]
    unknown = ("schil niet ingevuld",) * _any_unknown(scan.coverage)
    return Section(
        "dekking", "Dekking per leefgebied",
        "Wie werkt er volgens uw invulling op elk leefgebied, en hoe diep? "
        "Een leeg vak betekent: niet ingevuld. Dat is geen nee.",
        ("leefgebied", "stand", "binnenschil", "buitenschil", *unknown, "diepste activiteit"), tuple(rows), "", marked=1,
    )  # fmt: skip


def _any_unknown(coverage: Iterable[DomainCoverage]) -> int:
    return int(any(domain.unknown for domain in coverage))


def _who(listed: Iterable[tuple[Named, Named | None]]) -> tuple[str, ...]:
    return tuple(
        f"{actor.label}: {activity.label if activity else 'activiteit niet ingevuld'}" for actor, activity in listed
    )


def _deepest(domain: DomainCoverage) -> tuple[str, ...]:
    if domain.deepest is None:
        return ()
    return (f"{domain.deepest.label} (door {', '.join(actor.label for actor in domain.by)})",)


def _gaps(scan: TeamScan) -> Section:
    rows = []
    for gap in scan.gaps:
        kind = STATUS[gap.kind]
        if not gap.candidates:
            rows.append(
                Row(
                    ((gap.leefgebied.label,), (kind,), ("geen vindplaats in de documenten",), (), (), ()),
                    tone=_TONES[gap.kind],
                )
            )
        for candidate in gap.candidates:
            who = f"{candidate.actor.label} ({KINDS[candidate.actor.kind]})"
            both = (answer_label("answer", Literal("both")),) if candidate.answer == "both" else ()
            deepest = candidate.deepest.label if candidate.deepest else "activiteit niet genoemd"
            here = ", ".join(shell or "schil niet ingevuld" for shell in candidate.shells) or "niet ingevuld"
            rows.append(
                Row(
                    ((gap.leefgebied.label,), (kind,), (who, *both), (deepest,), (here,), (str(candidate.documents),)),
                    candidate.statements,
                    _TONES[gap.kind],
                )
            )
        if gap.more:
            rows.append(
                Row(((gap.leefgebied.label,), (kind,), (f"en nog {gap.more}",), (), (), ()), tone=_TONES[gap.kind])
            )
    return Section(
        "gaten", "Gaten, en wie daar volgens de documenten werkt",
        "Een gat is een leefgebied zonder iemand in de binnenschil. Ernaast staat wie de documenten op dat leefgebied noemen. "
        "Of dat in uw team past, beslist u.",
        ("leefgebied", "gat", "wie er volgens documenten werkt", "diepste activiteit", "in uw team", "documenten"),
        tuple(rows), "Elk leefgebied heeft iemand in de binnenschil.", marked=1, grouped=2,
    )  # fmt: skip


def _overlaps(scan: TeamScan) -> Section:
    rows = []
    for overlap in scan.overlaps:
        said = tuple(
            f"{tension.kind}: {answer_label('answer', Literal(tension.answer))}" for tension in overlap.tensions
        )
        rows.append(
            Row(
                (
                    (overlap.one.label,),
                    (overlap.other.label,),
                    (_number(overlap.value),) if overlap.together else (),
                    tuple(_cell(cell) for cell in overlap.shared),
                    said,
                ),
                tuple(tension.statement for tension in overlap.tensions),
            )
        )
    return Section(
        "overlap", "Overlap in het team",
        "Overlap is het aantal gedeelde cellen gedeeld door alle cellen van de twee. "
        "Een cel is een leefgebied met een activiteit. 0 is geen overlap, 1 is helemaal gelijk. "
        "Alleen beroepen en rollen tellen. "
        "De laatste kolom noemt een grijs gebied of overlap uit de documenten.",
        ("beroep of rol", "ander beroep of andere rol", "overlap", "gedeelde cellen", "documenten noemen"), tuple(rows),
        "Geen twee beroepen delen een leefgebied met dezelfde activiteit, zoals u het invulde.",
    )  # fmt: skip


def _alerts(scan: TeamScan) -> Section:
    rows = [
        Row(
            (
                (f"{alert.member.label}" + (f" ({alert.shell})" if alert.shell else ""),),
                _about(alert),
                (f"{alert.rule_label}: {', '.join(frame.label for frame in alert.frames)}",),
                (VERDICTS[alert.verdict],),
                (", ".join(holder.label for holder in alert.holders),) if alert.holders else (),
            ),
            alert.statements,
            _TONES[alert.verdict],
        )
        for alert in scan.alerts
    ]
    return Section(
        "wet", "Wet en registratie",
        f"Regels die documenten noemen bij het werk en de beroepen die u invulde. {NOT_ADVICE}",
        ("wie", "waarover", "regel en kader", "stand", "wie het mag volgens documenten"), tuple(rows),
        "Bij wat u invulde noemen de documenten geen regel die werk voorbehoudt. Dat betekent niet dat er geen regel is.",
        marked=3,
    )  # fmt: skip


def _about(alert: Alert) -> tuple[str, ...]:
    if alert.cell:
        return f"taak: {alert.about.label}", f"via {_cell(alert.cell)}"
    if alert.about.kind == "task":
        return (f"taak: {alert.about.label}", *(["de taak die u invulde is er een soort van"] if alert.via else []))
    return (f"het beroep: {alert.about.label}", *([f"{alert.member.label} is er een soort van"] if alert.via else []))


def _confidentiality(scan: TeamScan) -> Section:
    """Return one row for each statement, with all whom it is about."""
    about: dict[str, list[Confidentiality]] = defaultdict(list)
    for item in scan.confidentiality:
        about[item.statement].append(item)
    rows = [
        Row(
            (
                tuple(one.about.label + (f" (gezegd van {one.via.label})" if one.via else "") for one in items),
                (items[0].rule_label,),
                (items[0].frame.label,),
                (answer_label("answer", Literal(items[0].answer)),),
            ),
            (statement,),
        )
        for statement, items in about.items()
    ]
    return Section(
        "geheim", "Geheimhouding en toestemming",
        f"Wat documenten zeggen over zwijgen en toestemming bij de beroepen en taken die u invulde. {NOT_ADVICE}",
        ("wie of wat", "soort regel", "kader", "antwoord"), tuple(rows),
        "Over wie u invulde zeggen de documenten hier niets. Dat is geen nee.",
    )  # fmt: skip


def _missed_people(scan: TeamScan) -> Section:
    rows = [
        Row((*_missed_cells(missed), ("ingevuld" if missed.in_team else "niet ingevuld",)), (missed.statement,))
        for missed in scan.missed
        if missed.what.kind in _PEOPLE
    ]
    return Section(
        "gemist", "Wie teams volgens de documenten missen",
        "Beroepen, rollen, groepen en organisaties die in beschreven teams worden gemist of gewenst. "
        "Ga na of dat ook voor uw team geldt.",
        (*_MISSED_HEADINGS, "in uw team"), tuple(rows), "Geen document noemt een beroep, rol of groep die in een team ontbreekt.",
    )  # fmt: skip


def _missed_things(scan: TeamScan) -> Section:
    rows = [
        Row(_missed_cells(missed), (missed.statement,)) for missed in scan.missed if missed.what.kind not in _PEOPLE
    ]
    return Section(
        "gemist-overig", "Wat teams volgens de documenten nog meer missen",
        "Competenties, voorzieningen en andere zaken die in beschreven teams worden gemist of gewenst.",
        _MISSED_HEADINGS, tuple(rows), "Geen document noemt nog iets anders dat in een team ontbreekt.",
    )  # fmt: skip


_PEOPLE = {"profession", "role", "group", "organisation"}
_MISSED_HEADINGS = ("wat", "soort", "in welk team", "bedoeld als")


def _missed_cells(missed: Missed) -> tuple[tuple[str, ...], ...]:
    meant = answer_label("modality", Literal("actual" if missed.answer == "claimed" else missed.answer))
    return (missed.what.label,), (KINDS.get(missed.what.kind, missed.what.kind),), (missed.team.label,), (meant,)


def _teams(scan: TeamScan) -> Section:
    alike = [comparison for comparison in scan.comparisons if comparison.shared]
    apart = [comparison.team.label for comparison in scan.comparisons if not comparison.shared]
    rows = [
        Row(
            (
                (comparison.team.label,),
                (_number(comparison.similarity),),
                tuple(_shared(comparison)),
                tuple(actor.label for actor in comparison.only_here),
                tuple(actor.label for actor in comparison.only_there),
            ),
            comparison.statements,
        )
        for comparison in alike
    ]
    return Section(
        "teams", "Uw team naast beschreven teams",
        "Gelijkenis is het aantal beroepen, rollen en groepen in beide teams, gedeeld door alle van de twee. "
        "Wat niet genoemd is, kan er in dat team toch zijn.",
        ("team", "gelijkenis", "in beide", "alleen in uw team ingevuld", "alleen daar genoemd"), tuple(rows),
        "Geen van de beschreven teams heeft een beroep, rol of groep gemeen met uw team.",
        after=f"Met deze teams is niemand gemeen: {', '.join(apart)}." if apart and alike else "",
    )  # fmt: skip


def _shared(comparison: TeamComparison) -> Iterable[str]:
    for actor, here, there in comparison.shared:
        mine, theirs = _shells(here), _shells(there)
        yield f"{actor.label} ({mine})" if mine == theirs else f"{actor.label} (bij u {mine}, daar {theirs})"


def _shells(shells: Iterable[str]) -> str:
    return " en ".join(shell or "schil niet genoemd" for shell in shells)


def _members(scan: TeamScan) -> Section:
    total = len(scan.coverage)
    rows = []
    for member in scan.members:
        heard = [item for item in scan.heard if item.actor == member.actor]
        kind = KINDS[member.actor.kind]
        rows.append(
            Row(
                (
                    (member.actor.label, kind, *member.organisations),
                    (member.shell or "niet ingevuld",),
                    (_amount(member),),
                    (f"{len(member.leefgebieden)} van {total}",),
                    _doings(member, scan),
                    tuple(
                        f"{item.leefgebied.label}: {answer_label('answer', Literal(item.answer))}"
                        + (f", tot {item.deepest.label}" if item.deepest else "")
                        for item in heard
                    )
                    or ("geen vindplaats",),
                ),
                tuple(dict.fromkeys(iri for item in heard for iri in item.statements)),
            )
        )
    return Section(
        "leden", "Wat u invulde, en wat documenten over dezelfde beroepen zeggen",
        f"Breedte is het aantal leefgebieden, van de {total}. "
        "‘Geen vindplaats’ betekent dat geen document iets zegt. Dat is geen nee.",
        ("wie", "schil", "aantal of fte", "breedte", "ingevuld", "volgens documenten"), tuple(rows), "",
    )  # fmt: skip


def _doings(member: Member, scan: TeamScan) -> tuple[str, ...]:
    """Return what a member does, per life domain in their order, then what names no life domain."""
    place = {domain.leefgebied: number for number, domain in enumerate(scan.coverage)}
    listed = []
    for doing in sorted(
        member.doings, key=lambda d: place.get(d.leefgebied, len(place)) if d.leefgebied else len(place)
    ):
        parts = [part.label for part in (doing.leefgebied, doing.activity) if part]
        parts += [f"taak {doing.task.label}"] * bool(doing.task) if doing.task else []
        if parts:
            listed.append(" / ".join(parts))
    registrations = dict.fromkeys(name for doing in member.doings for name in doing.registrations)
    listed += [f"registratie: {', '.join(registrations)}"] * bool(registrations)
    listed += ["registratie: geen"] * any(doing.no_registration for doing in member.doings)
    return tuple(dict.fromkeys(listed)) or ("leefgebied niet ingevuld",)


def _amount(member: Member) -> str:
    return "niet ingevuld" if member.amount is None else f"{member.amount:g}".replace(".", ",")


def _cell(cell: Cell) -> str:
    return f"{cell.leefgebied.label} / {cell.activity.label}"


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _shell_counts(members: Iterable[Member]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {"binnenschil": 0, "buitenschil": 0}
    for member in members:
        counts[member.shell] = counts.get(member.shell, 0) + 1
    return list(counts.items())
