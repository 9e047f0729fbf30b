"""The empty form: a workbook with an explanation, facts on the team, members with drop-downs, and the lists behind them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, cast

from kg.store import GraphEngine
from queries.team.sheet import ABOUT_SHEET, COLUMNS, EXAMPLE_MARK, FACTS, LISTS_SHEET, MEMBERS_SHEET, cell_text
from queries.team.words import Words, load_words

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["template_csv", "template_xlsx"]

_LAST = 500
"""Row to which the drop-downs reach."""
_EXAMPLES = (
    ("maatschappelijk werker", "2", "binnenschil", "financiën", "begeleiden", "", "geen", "", "eerste regel: met het aantal"),
    ("maatschappelijk werker", "", "binnenschil", "sociale relaties", "begeleiden", "", "", "", "ander leefgebied"),
    ("wijkverpleegkundige", "0,8", "buitenschil", "lichamelijke gezondheid", "verzorgen", "", "BIG", "thuiszorg", ""),
)  # fmt: skip
_REGISTERS = ("SKJ", "BIG", "geen")
_DARK, _LIGHT, _GREY = "154273", "EEF2F6", "6B6F73"
_STEPS = (
    "Met dit bestand beschrijft u uw wijkteam. De teamscan laat dan zien wie wat doet en waar een gat zit. "  # noqa: ISC004
    "Ook ziet u wat rapporten over zulke teams zeggen, en op welk beschreven team uw team lijkt.",
    f"1. Vul op het blad ‘{ABOUT_SHEET}’ de naam van het team en de gemeente in.",
    f"2. Vul op het blad ‘{MEMBERS_SHEET}’ op elke regel één beroep of rol in, met één leefgebied en één activiteit.",
    "3. Werkt een beroep op meer leefgebieden? Gebruik dan meer regels. Herhaal het beroep op elke regel.",
    "4. Kies uit de lijst als dat kan. Staat een beroep of taak niet in de lijst? Typ het dan zelf, met kleine letters.",
    "5. Laat leeg wat u niet weet. Leeg betekent ‘niet ingevuld’. Het betekent niet ‘nee’.",
    f"6. De grijze regels met ‘{EXAMPLE_MARK}’ zijn een voorbeeld. Ze tellen niet mee. U mag ze weghalen.",
    "7. Bewaar het bestand. Maak dan de scan: beroepenkaart team BESTAND.xlsx --page scan.html",
)
_PRIVACY = (
    "Schrijf nergens een naam van een persoon. Ook geen e-mailadres, telefoonnummer of registratienummer. Noem alleen "
    "beroepen en rollen. De scan bewaart niets van dit bestand."
)
_TERMS = (
    ("binnenschil", "De mensen die in het team werken."),
    ("buitenschil", "De mensen om het team heen die vaak met het team samenwerken."),
    ("leefgebied", "Een van de zeven gebieden van het leven waarop iemand hulp kan vragen."),
    ("activiteit", "Wat een beroep op een leefgebied doet."),
    ("registratie", "Een register waarin iemand voor het werk moet staan, zoals SKJ of BIG."),
)


def template_csv() -> str:
    """Return the form as CSV: semicolons and a byte order mark, which Dutch spreadsheets open as columns."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([heading for heading, _ in FACTS.values()] + [column.heading for column in COLUMNS])
    for actor, *rest in _EXAMPLES:
        writer.writerow([""] * len(FACTS) + [f"{EXAMPLE_MARK} {actor}", *rest])
    return "\ufeff" + buffer.getvalue()


def template_xlsx(engine: GraphEngine) -> bytes:
    """Return the form as a workbook; its drop-downs hold the labels of the graph, activities from light to deep."""
    from openpyxl import Workbook  # slow to import, and only needed here

    workbook = Workbook()
    explanation = workbook.active
    workbook.remove(explanation) if explanation is not None else None
    words = load_words(engine)
    _explain(workbook.create_sheet("Uitleg"), _activities(engine, words))
    _about(workbook.create_sheet(ABOUT_SHEET))
    members = workbook.create_sheet(MEMBERS_SHEET)
    _members(members, _lists(workbook, words, _bound_tasks(engine)))
    workbook.properties.creator = workbook.properties.title = "Beroepenkaart teamscan"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _activities(engine: GraphEngine, words: Words) -> list[tuple[str, str]]:
    """Return the activities from light to deep, each with its plain explanation."""
    rows = engine.select(
        "SELECT ?a ?text WHERE { ?a bk:depth ?depth ; rdfs:comment ?text FILTER(LANG(?text) = 'nl') }"
    ).rows
    texts = {str(activity): str(text) for activity, text in rows}
    return [(activity.label, texts.get(activity.iri, "")) for activity in words.of_kind("activity")]


def _bound_tasks(engine: GraphEngine) -> list[str]:
    """Return the tasks for which a document names a rule, by label: only for those can the scan find one."""
    rows = engine.select(
        """SELECT DISTINCT ?label WHERE {
          ?statement bk:ruleKind ?kind ; bk:subject ?task . ?task a bk:Task ; skos:prefLabel ?label .
          FILTER(LANG(?label) = "nl") } ORDER BY ?label"""
    ).rows
    return [str(row[0]) for row in rows]


def _explain(sheet: Worksheet, activities: list[tuple[str, str]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 76
    line = 1
    _put(sheet, line, 1, "Teamscan").font = Font(size=18, bold=True, color=_DARK)
    for text in (*_STEPS, _PRIVACY):
        line += 1
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=2)
        cell = _put(sheet, line, 1, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[line].height = 18 * (1 + len(text) // 100)
        if text == _PRIVACY:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FDF0D5")
    for title, pairs in (("Woorden", _TERMS), ("Activiteiten, van licht naar diep", activities)):
        line += 2
        _put(sheet, line, 1, title).font = Font(size=13, bold=True, color=_DARK)
        for term, meaning in pairs:
            line += 1
            _put(sheet, line, 1, term).font = Font(bold=True)
            _put(sheet, line, 2, meaning).alignment = Alignment(wrap_text=True, vertical="top")
            sheet.cell(line, 1).alignment = Alignment(vertical="top")
            sheet.row_dimensions[line].height = 18 * (1 + len(meaning) // 84)
    line += 2
    _put(sheet, line, 1, "Voorbeeld van een regel").font = Font(size=13, bold=True, color=_DARK)
    for column, value in zip(COLUMNS, _EXAMPLES[2], strict=True):
        line += 1
        _put(sheet, line, 1, column.heading).font = Font(bold=True)
        _put(sheet, line, 2, value)
    sheet.sheet_view.showGridLines = False
    _print_setup(sheet, landscape=False)


def _about(sheet: Worksheet) -> None:
    from openpyxl.styles import Font, PatternFill

    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 50
    for line, (heading, _) in enumerate(FACTS.values(), start=1):
        cell = _put(sheet, line, 1, heading)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_LIGHT)
    _print_setup(sheet, landscape=False)


def _lists(workbook: Workbook, words: Words, tasks: list[str]) -> dict[str, str]:
    """Write the hidden sheet with lists; return the range of each by column name."""
    from openpyxl.utils import get_column_letter

    lists = {
        "actor": [c.label for kind in ("profession", "role", "group", "organisation") for c in words.of_kind(kind)],
        "shell": [concept.label for concept in words.of_kind("shell")],
        "leefgebied": [concept.label for concept in words.of_kind("leefgebied")],
        "activity": [concept.label for concept in words.of_kind("activity")],
        "task": tasks,
        "registration": list(_REGISTERS),
        "organisation": [concept.label for concept in words.of_kind("organisation")],
    }
    sheet = workbook.create_sheet(LISTS_SHEET)
    sheet.sheet_state = "hidden"
    ranges = {}
    for number, (name, labels) in enumerate(lists.items(), start=1):
        _put(sheet, 1, number, next(column.heading for column in COLUMNS if column.name == name))
        unique = list(dict.fromkeys(labels))
        for line, label in enumerate(unique, start=2):
            _put(sheet, line, number, label)
        if unique:
            letter = get_column_letter(number)
            ranges[name] = f"{LISTS_SHEET}!${letter}$2:${letter}${len(unique) + 1}"
    return ranges


def _members(sheet: Worksheet, ranges: dict[str, str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(COLUMNS, start=1):
        cell = _put(sheet, 1, number, column.heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=_DARK)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        _validate(
            sheet, get_column_letter(number), column.name, column.heading, column.hint, ranges.get(column.name, "")
        )
    for line, (actor, *rest) in enumerate(_EXAMPLES, start=2):
        for number, value in enumerate([f"{EXAMPLE_MARK} {actor}", *rest], start=1):
            cell = _put(sheet, line, number, value)
            cell.font, cell.fill = Font(italic=True, color=_GREY), PatternFill("solid", fgColor="F3F3F3")
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{_LAST}"
    sheet.print_title_rows = "1:1"
    _print_setup(sheet, landscape=True)


def _validate(sheet: Worksheet, letter: str, name: str, heading: str, hint: str, source: str) -> None:
    """Give a column its drop-down and its hint; only closed lists refuse another value."""
    from openpyxl.worksheet.datavalidation import DataValidation

    closed = name in ("shell", "leefgebied", "activity")
    rule = DataValidation(type="list" if source else None, formula1=source or None, allow_blank=True)
    rule.showErrorMessage = closed
    rule.errorTitle, rule.error = "Kies uit de lijst", f"Kies bij ‘{heading}’ een waarde uit de lijst."
    rule.showInputMessage = True
    rule.promptTitle, rule.prompt = heading, hint
    rule.add(f"{letter}2:{letter}{_LAST}")
    sheet.add_data_validation(rule)


def _print_setup(sheet: Worksheet, *, landscape: bool) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "&A, pagina &P van &N"


def _put(sheet: Worksheet, line: int, column: int, text: str) -> Cell:
    """Write a text that stays text, also when it begins as a formula would."""
    cell = cast("Cell", sheet.cell(line, column))
    cell.value = cell_text(text)
    if cell.value and str(cell.value)[0] in "=+-@":
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell
