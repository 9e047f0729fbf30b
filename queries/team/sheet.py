"""The form of a team sheet: its columns, its limits, and a filled-in one as frozen values.

Lines count from 1 as in a spreadsheet, the header row included. A remark is never kept: nothing reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import BeroepenkaartError, TeamSheetError

__all__ = [
    "ABOUT_SHEET",
    "COLUMNS",
    "EXAMPLE_MARK",
    "FACTS",
    "LISTS_SHEET",
    "MEMBERS_SHEET",
    "SheetColumn",
    "SheetRow",
    "TeamSheet",
    "cell_text",
    "column_letter",
]

ABOUT_SHEET, MEMBERS_SHEET, LISTS_SHEET = "Team", "Leden", "Lijsten"
EXAMPLE_MARK = "voorbeeld:"
"""A row whose profession starts with this is an example and is not counted."""

MOST_BYTES = 5 * 1024 * 1024
"""Bytes of a file as it lies on disk."""
MOST_ROWS = 2_000
"""Filled-in rows."""
MOST_ABOVE = 10
"""Lines among which the header row must be."""
MOST_LINES = 20_000
"""Lines that are looked at, empty ones included."""
MOST_COLUMNS = 40
"""Columns that are looked at."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its name in code, its heading, other headings that mean the same, and what to say of it."""

    name: str
    heading: str
    others: tuple[str, ...]
    required: bool
    width: int
    hint: str
    most: int = 150
    """Characters in a cell."""


COLUMNS = (
    SheetColumn("actor", "beroep of rol", ("beroep", "rol", "beroep/rol", "functie"), required=True, width=34,
                hint="Kies uit de lijst of typ zelf. Nooit een naam van een persoon."),
    SheetColumn("count", "aantal of fte", ("aantal", "fte", "aantal/fte"), required=False, width=13,
                hint="Bijvoorbeeld 2 of 0,8. Vul het één keer in, op de eerste regel van dit beroep.", most=20),
    SheetColumn("shell", "schil", ("binnen of buiten", "binnenschil/buitenschil"), required=True, width=14,
                hint="binnenschil: in het team. buitenschil: om het team heen."),
    SheetColumn("leefgebied", "leefgebied", ("leefgebieden",), required=True, width=32,
                hint="Eén leefgebied per regel. Gebruik meer regels voor meer leefgebieden."),
    SheetColumn("activity", "activiteit", ("activiteiten",), required=True, width=20,
                hint="Wat doet dit beroep op dit leefgebied? De lijst loopt van licht naar diep."),
    SheetColumn("task", "taak", ("taken",), required=False, width=34,
                hint="Mag leeg blijven. De lijst noemt taken waarover documenten een regel noemen."),
    SheetColumn("registration", "registratie", ("registraties", "register"), required=False, width=16,
                hint="Bijvoorbeeld SKJ of BIG. Schrijf 'geen' als u weet dat er geen is. Geen nummers."),
    SheetColumn("organisation", "organisatie", ("werkgever", "moederorganisatie"), required=False, width=26,
                hint="Mag leeg blijven. De organisatie waar dit beroep in dienst is."),
    SheetColumn("remark", "opmerking", ("opmerkingen", "toelichting"), required=False, width=40,
                hint="Voor uzelf. De scan gebruikt deze kolom niet. Geen namen van personen.", most=1000),
)  # fmt: skip
"""The columns of the sheet with members, in order."""

FACTS = {
    "team": ("naam van het team", ("team", "teamnaam", "naam team", "naam")),
    "place": ("gemeente", ("plaats",)),
    "date": ("ingevuld op", ("datum", "peildatum")),
}
"""What is asked about the team as a whole: heading, and other headings. In a CSV file these are columns of each row."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One filled-in row, every value stripped text, empty where nothing was filled in."""

    line: int
    actor: str
    count: str
    shell: str
    leefgebied: str
    activity: str
    task: str
    registration: str
    organisation: str


@dataclass(frozen=True, slots=True)
class TeamSheet:
    """A team as filled in, before its words are looked up.

    ``letters`` gives the letter of each column by name; ``notes`` are remarks in Dutch; ``mistakes`` are kept so that all
    that is wrong can be told at once: whoever looks up the words raises them with its own.
    """

    source: str
    sheet: str
    letters: Mapping[str, str]
    team: str
    place: str
    date: str
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()
    mistakes: tuple[BeroepenkaartError, ...] = ()

    def mistake(self, line: int, column: str, what: str, expected: str, remedy: str) -> TeamSheetError:
        """Return the error for one cell: file, sheet, row and column, what was expected and what to do."""
        headings = {item.name: item.heading for item in COLUMNS}
        return TeamSheetError(
            what,
            where=place_of(self.source, self.sheet, line, self.letters.get(column, ""), headings.get(column, column)),
            expected=expected,
            remedy=remedy,
        )


def place_of(source: str, sheet: str, line: int, letter: str, heading: str) -> str:
    """Return where a cell is, for people: ``team.xlsx, blad Leden, rij 4, kolom C (schil)``."""
    parts = [source] + [f"blad {sheet}"] * bool(sheet) + [f"rij {line}"]
    if letter:
        parts.append(f"kolom {letter} ({heading})" if heading else f"kolom {letter}")
    return ", ".join(parts)


def column_letter(number: int) -> str:
    """Return the letter of a column, counted from 0: ``A``, ``Z``, ``AA``."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_text(value: str) -> str:
    """Return a cell's text as it is compared: composed, one space between words, no control characters, dashes empty.

    >>> cell_text(" wijk\\u200bverpleegkundige ")
    'wijkverpleegkundige'
    """
    text = unicodedata.normalize("NFC", value)
    text = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    text = re.sub(r"\s+", " ", text).strip()
    return "" if text.casefold() in ("-", "–", "—", "n.v.t.", "nvt") else text
