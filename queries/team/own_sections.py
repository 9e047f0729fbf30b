"""The parts of the report that are about the team as filled in: coverage, gaps, overlaps and members.

Beside each stands what documents say of the same life domain, pair or actor.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.terms import Literal
from queries.table import answer_label
from queries.team.model import DomainCoverage, Member, TeamScan
from queries.team.sections import KINDS, Row, Section, cell_label, two_decimals
from queries.team.words import Named

__all__ = ["coverage_section", "gaps_section", "members_section", "overlaps_section"]

_STATUS = {
    "inner": "in de binnenschil", "outer_only": "alleen in de buitenschil", "shell_unknown": "schil niet ingevuld",
    "not_filled_in": "niet ingevuld",
}  # fmt: skip
_TONES = {"inner": "good", "outer_only": "warn", "shell_unknown": "warn", "not_filled_in": "bad"}


def coverage_section(scan: TeamScan) -> Section:
    """Return who works in each life domain according to the form, and how deep."""
    rows = [
        Row(
            (
                (domain.leefgebied.label,),
                (_STATUS[domain.status],),
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


def gaps_section(scan: TeamScan) -> Section:
    """Return the life domains without anyone in the inner shell, each with whom documents name there."""
    rows = []
    for gap in scan.gaps:
        kind = _STATUS[gap.kind]
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


def overlaps_section(scan: TeamScan) -> Section:
    """Return the pairs that share cells, with the grey zones that documents name between them."""
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
                    (two_decimals(overlap.value),) if overlap.together else (),
                    tuple(cell_label(cell) for cell in overlap.shared),
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


def members_section(scan: TeamScan) -> Section:
    """Return each member as filled in, beside what documents say of the same actor."""
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
