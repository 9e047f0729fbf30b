"""From the bytes of a file to a team sheet: which column is which, which rows count, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.errors import BeroepenkaartError, TeamSheetError
from kg.labels import normalise_label
from queries.team.delimited import read_delimited
from queries.team.personal import PERSONAL_HEADINGS, looks_like_name, personal
from queries.team.sheet import (
    ABOUT_SHEET,
    COLUMNS,
    EXAMPLE_MARK,
    FACTS,
    MEMBERS_SHEET,
    MOST_ABOVE,
    MOST_BYTES,
    MOST_LINES,
    MOST_ROWS,
    SheetColumn,
    SheetRow,
    TeamSheet,
    column_letter,
    place_of,
)
from queries.team.workbook import Grid, Sheets, Value, protected, read_workbook

__all__ = ["read_team"]

_MEMBERS, _ABOUT = normalise_label(MEMBERS_SHEET), normalise_label(ABOUT_SHEET)
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_FREE = {"organisation"}
"""Columns in which initials or a title before a name are no sign of a person."""


def read_team(data: bytes, name: str) -> TeamSheet:
    """Return the team in the bytes of an .xlsx or .csv file; `name` is the file's name and stands in messages.

    Raises TeamSheetError when there is no table to read: another kind of file, too large, no sheet with members, columns
    missing, no rows. What is wrong with single cells is kept in the sheet's ``mistakes``.
    """
    if len(data) > MOST_BYTES:
        raise TeamSheetError(
            "het bestand is te groot",
            where=name,
            expected=f"hoogstens {MOST_BYTES // 1024**2} MB",
            remedy="Houd alleen de regels van uw team over.",
        )
    if data.startswith(_OLD_OR_LOCKED):
        raise protected(name)
    if data.startswith(b"PK"):
        sheets = read_workbook(data, name, {_MEMBERS, _ABOUT})
        return _Reader(name, _members_grid(sheets, name), sheets.notes).sheet(sheets.grids.get(_ABOUT))
    grid, notes = read_delimited(data, name)
    return _Reader(name, grid, notes).sheet(None)


def _members_grid(sheets: Sheets, name: str) -> Grid:
    if _MEMBERS not in sheets.grids:
        there = "de bladen zijn " + ", ".join(f"'{title}'" for title in sheets.titles)
        raise TeamSheetError(
            f"er is geen blad '{MEMBERS_SHEET}'; {there[:300] if sheets.titles else 'er is geen blad te lezen'}",
            where=name,
            expected=f"een blad '{MEMBERS_SHEET}', zoals in het sjabloon",
            remedy="Hernoem het blad, of begin met 'beroepenkaart team --template team.xlsx'.",
        )
    return sheets.grids[_MEMBERS]


class _Reader:
    """Reads one grid of members; problems with single cells gather in `mistakes`."""

    def __init__(self, source: str, grid: Grid, notes: list[str]) -> None:
        self.source, self.grid, self.notes = source, grid, notes
        self.mistakes: list[BeroepenkaartError] = []
        self.facts = dict.fromkeys(FACTS, "")

    def sheet(self, about: Grid | None) -> TeamSheet:
        """Return the sheet; `about` is the grid with facts on the team as a whole, if there is one."""
        top, headings = self._header()
        places = self._places(headings, top)
        if about is not None:
            self._about(about)
        lines = [(line, values) for line, values in self.grid.lines if line > top]
        if self.grid.cut or len(lines) > MOST_ROWS:
            raise TeamSheetError(
                "het bestand heeft te veel regels",
                where=place_of(self.source, self.grid.sheet, lines[-1][0], "", "") if lines else self.source,
                expected=f"hoogstens {MOST_ROWS} ingevulde regels, binnen de eerste {MOST_LINES}",
                remedy="Houd alleen de regels van uw team over.",
            )
        rows, examples = [], 0
        for line, values in lines:
            if normalise_label(_at(values, places["actor"]).text).startswith(EXAMPLE_MARK):
                examples += 1
                continue
            self._facts_of_row(line, values, places)
            row = self._row(line, values, places)
            if row:
                rows.append(row)
        if examples:
            self.notes.append(f"{examples} voorbeeldregel{'s' if examples > 1 else ''} overgeslagen.")
        if not rows and not self.mistakes:
            raise TeamSheetError(
                "er staan geen leden in",
                where=", ".join([self.source, *[f"blad {self.grid.sheet}"] * bool(self.grid.sheet)]),
                expected="een regel voor elk beroep en elk leefgebied, onder de kopregel",
                remedy="Vul de regels in; voorbeeldregels tellen niet mee.",
            )
        letters = {name: column_letter(number) for name, number in places.items()}
        return TeamSheet(
            self.source, self.grid.sheet, letters, self.facts["team"], self.facts["place"], self.facts["date"],
            tuple(rows), tuple(self.notes), tuple(self.mistakes),
        )  # fmt: skip

    def _header(self) -> tuple[int, tuple[Value, ...]]:
        """Return the line number and the values of the header row: the first line that names the profession column."""
        names = _headings_of(COLUMNS[0])
        for line, values in self.grid.lines[:MOST_ABOVE]:
            if any(_heading(value.text) in names for value in values):
                return line, values
        first = (
            ", ".join(f"'{value.text}'" for value in self.grid.lines[0][1][:8] if value.text) if self.grid.lines else ""
        )
        raise TeamSheetError(
            "er is geen kopregel" + (f"; de eerste regel is {first[:200]}" if first else "; het is leeg"),
            where=place_of(self.source, self.grid.sheet, 1, "", ""),
            expected="een kopregel met " + ", ".join(column.heading for column in COLUMNS),
            remedy="Begin met het sjabloon: 'beroepenkaart team --template team.xlsx' of 'team.csv'.",
        )

    def _places(self, headings: Sequence[Value], top: int) -> dict[str, int]:
        """Return the number of each column, from 0; raise for columns that are missing or double."""
        known = {heading: column.name for column in COLUMNS for heading in _headings_of(column)}
        if not self.grid.sheet:
            known |= {_heading(text): fact for fact, (heading, others) in FACTS.items()
                      for text in (heading, *others) if _heading(text) not in PERSONAL_HEADINGS}  # fmt: skip
        places: dict[str, int] = {}
        double, unread = [], []
        for number, value in enumerate(headings):
            heading = _heading(value.text)
            name = known.get(heading)
            if name in places:
                double.append(value.text)
            elif name:
                places[name] = number
            elif heading:
                unread.append(value.text)
                self._refuse_personal(heading, number, top)
        missing = [column.heading for column in COLUMNS if column.required and column.name not in places]
        if missing or double:
            parts = [f"ontbreekt: {', '.join(missing)}"] * bool(missing) + [f"dubbel: {', '.join(double)}"] * bool(
                double
            )
            raise TeamSheetError(
                f"de kolommen kloppen niet; {'; '.join(parts)}",
                where=place_of(self.source, self.grid.sheet, top, "", ""),
                expected=", ".join(column.heading for column in COLUMNS),
                remedy="Geef elke kolom één keer de naam uit het sjabloon.",
            )
        if unread:
            self.notes.append(f"Niet gelezen kolommen: {', '.join(unread)}.")
        return places

    def _refuse_personal(self, heading: str, number: int, top: int) -> None:
        """Keep a mistake when a column for data on persons is filled in."""
        filled = [line for line, values in self.grid.lines if line > top and _at(values, number).text]
        if heading in PERSONAL_HEADINGS and filled:
            self.mistakes.append(
                TeamSheetError(
                    f"de kolom '{heading}' is voor gegevens van personen",
                    where=place_of(self.source, self.grid.sheet, filled[0], column_letter(number), heading),
                    expected="alleen beroepen en rollen",
                    remedy="Haal deze kolom weg. De scan gaat over beroepen, niet over personen.",
                )
            )

    def _row(self, line: int, values: Sequence[Value], places: dict[str, int]) -> SheetRow | None:
        texts: dict[str, str] = {}
        before = len(self.mistakes)
        for column in COLUMNS:
            number = places.get(column.name)
            if number is None:
                texts[column.name] = ""
                continue
            texts[column.name] = self._text(line, number, column, _at(values, number))
        if len(self.mistakes) > before or not any(texts.values()):
            return None
        texts.pop("remark")
        return SheetRow(line, **texts)

    def _text(self, line: int, number: int, column: SheetColumn, value: Value) -> str:
        where = place_of(self.source, self.grid.sheet, line, column_letter(number), column.heading)
        problem = _problem(value, column.most, free=column.name in _FREE)
        if problem:
            what, expected, remedy = problem
            self.mistakes.append(TeamSheetError(what, where=where, expected=expected, remedy=remedy))
            return ""
        if column.name == "remark" and looks_like_name(value.text):
            self.notes.append(
                f"{where}: dit lijkt op een naam van een persoon. De scan leest deze kolom niet; haal de naam weg."
            )
        return value.text

    def _about(self, grid: Grid) -> None:
        """Read the facts on the team from lines of a heading and a value."""
        known = {_heading(text): fact for fact, (heading, others) in FACTS.items() for text in (heading, *others)}
        for line, values in grid.lines[:MOST_ROWS]:
            fact = known.get(_heading(values[0].text)) if values else None
            if fact and len(values) > 1:
                self._fact(fact, values[1], place_of(self.source, grid.sheet, line, "B", FACTS[fact][0]))

    def _facts_of_row(self, line: int, values: Sequence[Value], places: dict[str, int]) -> None:
        for fact in FACTS:
            if fact in places:
                letter = column_letter(places[fact])
                self._fact(fact, _at(values, places[fact]), place_of(self.source, "", line, letter, FACTS[fact][0]))

    def _fact(self, fact: str, value: Value, where: str) -> None:
        problem = _problem(value, COLUMNS[0].most, free=True)
        earlier = self.facts[fact]
        if not problem and earlier and value.text and value.text != earlier:
            problem = "hier staat iets anders dan eerder in het bestand", "één team in een bestand", "Maak ze gelijk."
        if problem:
            what, expected, remedy = problem
            self.mistakes.append(TeamSheetError(what, where=where, expected=expected, remedy=remedy))
        elif value.text:
            self.facts[fact] = value.text


def _problem(value: Value, most: int, *, free: bool) -> tuple[str, str, str] | None:
    """Return what is wrong with a cell, what was expected and what to do; the cell's own words are not repeated."""
    if value.formula:
        return (
            "de cel bevat een formule; die wordt niet uitgerekend", "tekst of een getal",
            "Plak de uitkomst als waarde.",
        )  # fmt: skip
    if len(value.text) > most:
        return f"de cel heeft {len(value.text)} tekens", f"hoogstens {most}", "Maak de tekst korter."
    found = personal(value.text, may_be_organisation=free)
    if found:
        return (
            f"hier staat {found}", "alleen beroepen en rollen, geen gegevens van personen",
            "Haal het weg en noem het beroep of de rol.",
        )  # fmt: skip
    return None


def _at(values: Sequence[Value], number: int) -> Value:
    return values[number] if number < len(values) else Value("")


def _heading(text: str) -> str:
    """Return a heading as it is compared: without case, underscores, or what stands between brackets."""
    return normalise_label(re.sub(r"\(.*?\)|\*", " ", text).replace("_", " "))


def _headings_of(column: SheetColumn) -> set[str]:
    return {_heading(text) for text in (column.heading, *column.others)}
