"""From filled-in words to concepts: who is a member, what each does, and every word that is not right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.errors import BeroepenkaartError, raise_all
from kg.labels import normalise_label
from queries.team.model import Doing, Member
from queries.team.personal import looks_like_name
from queries.team.sheet import SheetRow, TeamSheet
from queries.team.words import ACTOR_KINDS, Named, Words

__all__ = ["NO_REGISTRATION", "resolve"]

NO_REGISTRATION = frozenset({"geen", "nee", "niet", "geen registratie", "niet geregistreerd"})
_MOST_AMOUNT = 1000
_MOST_NAMED = 12
"""Labels that a message lists in full."""


def resolve(words: Words, sheet: TeamSheet) -> tuple[tuple[Member, ...], tuple[str, ...]]:
    """Return the members of a team sheet, by shell and label, and notes.

    A profession that the vocabulary lacks becomes a concept of its own, with a note. Raises TeamSheetError, or
    SeveralErrors in the order of the rows, for the sheet's own mistakes and for words of the closed lists that are not
    there, rows without a profession, labels with two meanings, amounts that are no number, and what looks like a person.
    """
    resolver = _Resolver(words, sheet)
    read = [resolver.row(row) for row in sheet.rows]
    raise_all(sorted([*sheet.mistakes, *resolver.mistakes], key=_line))
    return _members([row for row in read if row], resolver), (*sheet.notes, *resolver.notes())


class _Row:
    """A row with concepts in the place of words."""

    def __init__(self, actor: Named, shell: str, amount: float | None, organisation: str, doing: Doing) -> None:
        self.actor, self.shell, self.amount, self.organisation, self.doing = actor, shell, amount, organisation, doing


class _Resolver:
    def __init__(self, words: Words, sheet: TeamSheet) -> None:
        self.words, self.sheet = words, sheet
        self.mistakes: list[BeroepenkaartError] = []
        self.unknown: dict[str, list[int]] = defaultdict(list)
        self.tasks: dict[str, None] = {}
        self.read_as: dict[tuple[str, str], None] = {}
        self.loose: list[int] = []
        self.without_shell: dict[str, None] = {}
        self.amounts: dict[str, None] = {}

    def row(self, row: SheetRow) -> _Row | None:
        before = len(self.mistakes)
        actor = self._actor(row)
        shell = self._closed(row, "shell", row.shell)
        leefgebied = self._closed(row, "leefgebied", row.leefgebied)
        activity = self._closed(row, "activity", row.activity)
        task = self._task(row)
        amount = self._amount(row)
        registrations, none = self._registrations(row)
        if activity and not leefgebied and not row.leefgebied:
            self.loose.append(row.line)
        if actor is None or len(self.mistakes) > before:
            return None
        doing = Doing(row.line, leefgebied, activity, task, registrations, none)
        return _Row(actor, shell.label if shell else "", amount, row.organisation, doing)

    def notes(self) -> list[str]:
        """Return what a reader should know of how words were read."""
        notes = []
        for label, lines in self.unknown.items():
            near = self.words.near(ACTOR_KINDS, label, most=2, least=80)
            hint = f" Bedoelde u {' of '.join(near)}?" if near else ""
            name = (
                " Is dit een naam van een persoon, haal hem dan weg."
                if label[:1].isupper() and " " not in label
                else ""
            )
            where = f"rij {', '.join(map(str, lines[:5]))}" + (" en verder" if len(lines) > 5 else "")
            notes.append(f"'{label}' ({where}): niet in de woordenlijst; telt mee als eigen begrip.{hint}{name}")
        notes += [f"'{text}' is gelezen als '{label}'." for text, label in self.read_as]
        if self.tasks:
            listed = ", ".join(f"'{task}'" for task in self.tasks)
            notes.append(f"Taken die niet in de woordenlijst staan: {listed}. Daarvoor is geen regel gezocht.")
        if self.loose:
            notes.append(
                f"Activiteit zonder leefgebied in rij {', '.join(map(str, self.loose))}: telt niet mee voor dekking en overlap."
            )
        if self.without_shell:
            notes.append(f"Schil niet ingevuld bij {', '.join(self.without_shell)}: telt niet als binnenschil.")
        if self.amounts:
            notes.append(
                f"Bij {', '.join(self.amounts)} staan op verschillende regels verschillende aantallen; het eerste telt."
            )
        return notes

    def _actor(self, row: SheetRow) -> Named | None:
        if not row.actor:
            self._mistake(
                row, "actor", "er staat geen beroep of rol", "een beroep of rol op elke regel",
                "Herhaal het beroep van de regel erboven, of maak de regel leeg.",
            )  # fmt: skip
            return None
        found = self.words.find(ACTOR_KINDS, row.actor)
        if len(found) > 1:
            between = " of ".join(sorted(f"'{concept.label}'" for concept in found))
            self._mistake(
                row, "actor", f"'{row.actor}' is dubbelzinnig", f"een keuze tussen {between}", "Schrijf het hele label."
            )
            return None
        if found:
            if normalise_label(found[0].label) != normalise_label(row.actor):
                self.read_as[row.actor, found[0].label] = None
            return found[0]
        if self._refused_as_name(row, "actor", row.actor):
            return None
        label = next(
            (known for known in self.unknown if normalise_label(known) == normalise_label(row.actor)), row.actor
        )
        self.unknown[label].append(row.line)
        return Named(label)

    def _closed(self, row: SheetRow, column: str, text: str) -> Named | None:
        """Return the concept of a closed list that a cell names; a word that is not on the list is a mistake."""
        if not text:
            return None
        found = self.words.find((column,), text)
        if len(found) == 1:
            return found[0]
        labels = [concept.label for concept in self.words.of_kind(column)]
        near = self.words.near((column,), text)
        what = f"'{text}' is dubbelzinnig" if found else f"'{text}' staat niet in de lijst"
        expected = "een van " + ", ".join(labels) if len(labels) <= _MOST_NAMED else "een waarde uit de keuzelijst"
        remedy = f"Bedoelde u {' of '.join(repr(label) for label in near)}?" if near else "Kies uit de keuzelijst."
        self._mistake(row, column, what, expected, remedy)
        return None

    def _task(self, row: SheetRow) -> Named | None:
        if not row.task:
            return None
        found = self.words.find(("task",), row.task)
        if found:
            return found[0]
        if not self._refused_as_name(row, "task", row.task):
            self.tasks[row.task] = None
        return Named(row.task)

    def _registrations(self, row: SheetRow) -> tuple[tuple[str, ...], bool]:
        """Return the registrations of a cell (``SKJ; BIG``), and whether it says that there is none."""
        parts = [part.strip() for part in re.split(r"[;,/+]| en ", row.registration) if part.strip()]
        given = [part for part in parts if normalise_label(part) not in NO_REGISTRATION]
        for part in given:
            if not self.words.find(("legal_frame",), part):
                self._refused_as_name(row, "registration", part)
        return tuple(given), len(given) < len(parts)

    def _amount(self, row: SheetRow) -> float | None:
        if not row.count:
            return None
        found = re.fullmatch(r"(\d{1,4}(?:[.,]\d{1,3})?)\s*(?:fte|personen|mensen|x)?", row.count.casefold())
        amount = float(found[1].replace(",", ".")) if found else 0.0
        if not 0 < amount <= _MOST_AMOUNT:
            self._mistake(
                row, "count", f"'{row.count}' is geen aantal", f"een getal boven 0, hoogstens {_MOST_AMOUNT}",
                "Schrijf bijvoorbeeld 2 of 0,8.",
            )  # fmt: skip
            return None
        return amount

    def _refused_as_name(self, row: SheetRow, column: str, text: str) -> bool:
        if not looks_like_name(text):
            return False
        self._mistake(
            row, column, "dit lijkt op een naam van een persoon", "een beroep, rol of taak; geen gegevens van personen",
            "Is het een beroep of rol, schrijf het dan met kleine letters.",
        )  # fmt: skip
        return True

    def _mistake(self, row: SheetRow, column: str, what: str, expected: str, remedy: str) -> None:
        self.mistakes.append(self.sheet.mistake(row.line, column, what, expected, remedy))


def _members(rows: Sequence[_Row], resolver: _Resolver) -> tuple[Member, ...]:
    shells: dict[Named, dict[str, None]] = defaultdict(dict)
    for row in rows:
        if row.shell:
            shells[row.actor][row.shell] = None
    grouped: dict[tuple[Named, str], list[_Row]] = defaultdict(list)
    for row in rows:
        known = list(shells[row.actor])
        shell = row.shell or (known[0] if len(known) == 1 else "")
        if not shell:
            resolver.without_shell[row.actor.label] = None
        grouped[row.actor, shell].append(row)
    members = [_member(actor, shell, found, resolver) for (actor, shell), found in grouped.items()]
    return tuple(sorted(members, key=lambda m: (m.shell or "~", normalise_label(m.actor.label), m.actor.iri)))


def _member(actor: Named, shell: str, rows: Sequence[_Row], resolver: _Resolver) -> Member:
    """Return one member; the amount is what each organisation filled in first, added up."""
    amounts: dict[str, float] = {}
    for row in rows:
        if row.amount is not None and amounts.setdefault(normalise_label(row.organisation), row.amount) != row.amount:
            resolver.amounts[actor.label] = None
    organisations = dict.fromkeys(row.organisation for row in rows if row.organisation)
    total = round(sum(amounts.values()), 3) if amounts else None
    member = Member(actor, shell, total, tuple(organisations), tuple(row.doing for row in rows))
    given = [name for doing in member.doings for name in doing.registrations]
    none = any(doing.no_registration for doing in member.doings)
    if not given and not none:
        return member
    # A registration is a trait of the member: a row that leaves it open has what the other rows say.
    filled = tuple(dict.fromkeys(given))
    doings = tuple(
        doing if doing.registrations or doing.no_registration
        else replace(doing, registrations=filled, no_registration=none)
        for doing in member.doings
    )  # fmt: skip
    return replace(member, doings=doings)


def _line(error: BeroepenkaartError) -> tuple[int, str]:
    found = re.search(r"rij (\d+)(?:, kolom (\w+))?", error.where)
    return (int(found[1]), f"{found[2] or '':>3}") if found else (0, "")
