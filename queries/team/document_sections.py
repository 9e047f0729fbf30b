"""The parts of the report that are about what documents say: rules, secrecy, what teams miss, and teams like this one.

Rules and secrecy are those for what was filled in; of what teams miss everything is told, also what was not filled in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.terms import Literal
from queries.table import answer_label
from queries.team.model import Alert, Confidentiality, Missed, TeamComparison, TeamScan
from queries.team.sections import KINDS, Row, Section, cell_label, two_decimals

__all__ = [
    "alerts_section",
    "confidentiality_section",
    "missed_people_section",
    "missed_things_section",
    "teams_section",
]

_VERDICTS = {
    "lacking": "ingevuld: geen registratie",
    "not_filled_in": "registratie niet ingevuld",
    "partly": "deels ingevuld, deels geen",
    "check": "ga na; de scan kan dit niet zien",
    "filled_in": "registratie ingevuld",
    "named": "genoemd als wie het mag",
}
_TONES = {
    "lacking": "bad", "not_filled_in": "bad", "partly": "warn", "check": "plain", "filled_in": "good", "named": "good",
}  # fmt: skip
_NOT_ADVICE = (
    "Dit is wat de documenten zeggen, geen juridisch advies. Een regel die geen document noemt, staat hier niet."
)
_PEOPLE = {"profession", "role", "group", "organisation"}
_MISSED_HEADINGS = ("wat", "soort", "in welk team", "bedoeld als")


def alerts_section(scan: TeamScan) -> Section:
    """Return the rules that documents name for the work and the professions of the team."""
    rows = [
        Row(
            (
                (f"{alert.member.label}" + (f" ({alert.shell})" if alert.shell else ""),),
                _about(alert),
                (f"{alert.rule_label}: {', '.join(frame.label for frame in alert.frames)}",),
                (_VERDICTS[alert.verdict],),
                (", ".join(holder.label for holder in alert.holders),) if alert.holders else (),
            ),
            alert.statements,
            _TONES[alert.verdict],
        )
        for alert in scan.alerts
    ]
    return Section(
        "wet", "Wet en registratie",
        f"Regels die documenten noemen bij het werk en de beroepen die u invulde. {_NOT_ADVICE}",
        ("wie", "waarover", "regel en kader", "stand", "wie het mag volgens documenten"), tuple(rows),
        "Bij wat u invulde noemen de documenten geen regel die werk voorbehoudt. Dat betekent niet dat er geen regel is.",
        marked=3,
    )  # fmt: skip


def _about(alert: Alert) -> tuple[str, ...]:
    if alert.cell:
        return f"taak: {alert.about.label}", f"via {cell_label(alert.cell)}"
    if alert.about.kind == "task":
        return (f"taak: {alert.about.label}", *(["de taak die u invulde is er een soort van"] if alert.via else []))
    return (f"het beroep: {alert.about.label}", *([f"{alert.member.label} is er een soort van"] if alert.via else []))


def confidentiality_section(scan: TeamScan) -> Section:
    """Return what documents say of secrecy and consent: one row a statement, with all whom it is about."""
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
        f"Wat documenten zeggen over zwijgen en toestemming bij de beroepen en taken die u invulde. {_NOT_ADVICE}",
        ("wie of wat", "soort regel", "kader", "antwoord"), tuple(rows),
        "Over wie u invulde zeggen de documenten hier niets. Dat is geen nee.",
    )  # fmt: skip


def missed_people_section(scan: TeamScan) -> Section:
    """Return the professions, roles, groups and organisations that documents find lacking in teams."""
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


def missed_things_section(scan: TeamScan) -> Section:
    """Return what else documents find lacking in teams."""
    rows = [
        Row(_missed_cells(missed), (missed.statement,)) for missed in scan.missed if missed.what.kind not in _PEOPLE
    ]
    return Section(
        "gemist-overig", "Wat teams volgens de documenten nog meer missen",
        "Competenties, voorzieningen en andere zaken die in beschreven teams worden gemist of gewenst.",
        _MISSED_HEADINGS, tuple(rows), "Geen document noemt nog iets anders dat in een team ontbreekt.",
    )  # fmt: skip


def _missed_cells(missed: Missed) -> tuple[tuple[str, ...], ...]:
    meant = answer_label("modality", Literal("actual" if missed.answer == "claimed" else missed.answer))
    return (missed.what.label,), (KINDS.get(missed.what.kind, missed.what.kind),), (missed.team.label,), (meant,)


def teams_section(scan: TeamScan) -> Section:
    """Return the described teams that share an actor with this one, and name those that share none."""
    alike = [comparison for comparison in scan.comparisons if comparison.shared]
    apart = [comparison.team.label for comparison in scan.comparisons if not comparison.shared]
    rows = [
        Row(
            (
                (comparison.team.label,),
                (two_decimals(comparison.similarity),),
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
