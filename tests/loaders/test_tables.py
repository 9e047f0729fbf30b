"""A user's own table: what goes in, and each kind of mistake with its place and remedy."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kg.errors import BeroepenkaartError, SeveralErrors, TableError
from kg.model import Document
from kg.statement_table import COLUMNS
from kg.vocabulary import Vocabulary
from loaders import gather
from loaders.tables import OwnTable, read_table

HEADER = ",".join(COLUMNS)
GOOD = {
    "id": "1", "relation": "active_in", "subject": "tuinpsycholoog", "subject_type": "profession",
    "object": "psychische gezondheid", "object_type": "leefgebied", "activity": "behandelen", "gloss": "Behandelt.",
    "status": "accepted",
}  # fmt: skip
REPORT = Document("rapport", "Een rapport", text="Het team van Anders doet veel. De tuinman luistert.", length=51)
CITED = {**GOOD, "document": "rapport", "start": "0", "end": "30"}


def row(**changes: str) -> str:
    cells = {**GOOD, **changes}
    return ",".join(f'"{cells.get(column, "")}"' for column in COLUMNS)


def read(tmp_path: Path, *rows: str, header: str = HEADER) -> OwnTable:
    path = tmp_path / "mijn.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return read_table(path, Vocabulary.load().copy(), {"rapport": REPORT})


def test_a_row_without_a_document_cites_itself(tmp_path: Path) -> None:
    table = read(tmp_path, row(), row(id="2", activity="signaleren"))
    assert [s.passages[0].fragment for s in table.statements] == ["row=2", "row=3"]
    assert table.documents[0].title == "mijn.csv"
    assert [concept.label for concept in table.own] == ["tuinpsycholoog"]
    assert "'tuinpsycholoog' (profession) is een eigen begrip" in table.notes[0]


def test_a_row_may_cite_a_known_document(tmp_path: Path) -> None:
    table = read(tmp_path, row(**CITED))
    passage = table.statements[0].passages[0]
    assert (passage.start, passage.end, passage.anchoring) == (0, 30, "exact")


def test_several_rows_with_one_id_are_one_statement_with_several_passages(tmp_path: Path) -> None:
    path = tmp_path / "mijn.csv"
    path.write_text("\n".join([HEADER, row(), row()]) + "\n", encoding="utf-8")
    given = gather(None, [path], reviewed=False)
    assert len(given.statements) == 1
    assert [passage.fragment for passage in given.statements[0].passages] == ["row=2", "row=3"]


def test_proposed_and_rejected_rows_stay_out(tmp_path: Path) -> None:
    table = read(tmp_path, row(status="proposed"), row(id="2", status="rejected"), row(id="3", status=""))
    assert len(table.statements) == 1
    assert "1 rij(en) met status proposed niet opgenomen" in " ".join(table.notes)


def test_alternative_labels_and_spelling_variants_are_understood(tmp_path: Path) -> None:
    table = read(tmp_path, row(object="Leefgebied  Psychische gezondheid", activity="behandeling"))
    assert table.statements[0].object.endswith("/leefgebied/psychische-gezondheid")
    assert table.statements[0].activity.endswith("/activity/behandelen")


def test_semicolons_as_spreadsheets_write_them(tmp_path: Path) -> None:
    table = read(tmp_path, row().replace('","', '";"'), header=HEADER.replace(",", ";"))
    assert len(table.statements) == 1


def test_a_digest_of_other_words_is_stale_and_left_out(tmp_path: Path) -> None:
    table = read(tmp_path, row(**CITED, digest="0" * 64))
    assert not table.statements
    assert "stale" in table.notes[0]


BAD = {
    "unknown relation": ({"relation": "actief_in"}, "onbekende relatie 'actief_in'", "Bedoelde u active_in"),
    "unknown type": ({"subject_type": "beroepje"}, "onbekende soort 'beroepje'", "profession"),
    "type that the relation forbids": ({"subject_type": "theme"}, "laat geen subject van de soort 'theme' toe", "profession"),
    "object that the relation forbids": ({"object_type": "task"}, "laat geen object van de soort 'task' toe", "leefgebied"),
    "empty subject": ({"subject": ""}, "de kolom 'subject' is leeg", "label"),
    "unknown leefgebied": ({"object": "geestelijke gezondheit"}, "staat niet als leefgebied", "Bedoelde u"),
    "unknown activity": ({"activity": "behandeln"}, "onbekende waarde 'behandeln'", "Bedoelde u behandelen"),
    "unknown polarity": ({"polarity": "plus"}, "onbekende waarde 'plus' in kolom 'polarity'", "neg, pos"),
    "unknown modality": ({"modality": "maybe"}, "onbekende waarde 'maybe' in kolom 'modality'", "actual"),
    "unknown status": ({"status": "ok"}, "onbekende status 'ok'", "accepted"),
    "shell without membership": ({"shell": "binnenschil"}, "heeft geen schil", "Maak 'shell' leeg"),
    "level without competency": ({"level": "collectief"}, "heeft geen niveau", "Maak 'level' leeg"),
    "tension without kind": (
        {"relation": "tension", "object": "bode", "object_type": "role", "activity": ""}, "de spanning heeft geen soort", "soort",
    ),
    "activity where there is none": (
        {"relation": "cooperates_with", "object": "bode", "object_type": "role"}, "heeft geen activity", "Maak 'activity' leeg",
    ),
    "unknown document": ({**CITED, "document": "rapporten"}, "onbekend document 'rapporten'", "rapport"),
    "offset outside the document": ({**CITED, "end": "999"}, "de passage 0-999 ligt buiten rapport", "<= 51"),
    "negative offset": ({**CITED, "start": "-3"}, "de passage -3-30 ligt buiten rapport", "vanaf 0"),
    "offset that is no number": ({**CITED, "start": "begin"}, "start 'begin'", "geheel getal"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "what", "remedy"), BAD.values(), ids=list(BAD))
def test_a_mistake_has_place_and_remedy(tmp_path: Path, changes: dict[str, str], what: str, remedy: str) -> None:
    with pytest.raises(BeroepenkaartError) as caught:
        read(tmp_path, row(), row(**{**changes, "id": "2"}))
    message = str(caught.value)
    assert "mijn.csv, regel 3" in message
    assert what in message
    assert remedy in message
    assert "regel 2:" not in message, "the good row is not blamed"


def test_the_same_id_with_another_statement(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="id '1' staat al op regel 2"):
        read(tmp_path, row(), row(activity="signaleren"))


def test_all_mistakes_come_together_in_the_order_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(SeveralErrors) as caught:
        read(tmp_path, row(relation="x"), row(id="2", modality="y"), row(**{**CITED, "id": "3", "end": "999"}))
    assert [error.where for error in caught.value.errors] == [f"mijn.csv, regel {line}" for line in (2, 3, 4)]


def test_a_missing_column(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"regel 1: .*ontbrekend: 'gloss'"):
        read(tmp_path, row(), header=HEADER.replace(",gloss", ",glos"))


def test_a_row_with_too_few_values(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="regel 2: de rij heeft 3 waarden"):
        read(tmp_path, "1,active_in,x")


def test_a_table_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "oud.csv"
    path.write_bytes(HEADER.encode() + b"\n1,active_in,co\xf6rdinator,profession\n")
    with pytest.raises(TableError, match=r"geen UTF-8 \(byte \d+\)"):
        read_table(path, Vocabulary.load().copy(), {})


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="bestaat niet"):
        read_table(tmp_path / "niets.csv", Vocabulary.load().copy(), {})


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="CSV klopt niet"):
        read(tmp_path, '"1,active_in')


def spreadsheet(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"blad {number}")
        for values in rows:
            sheet.append(values)
    book.save(path)
    return path


def test_a_spreadsheet_reads_as_the_same_table(tmp_path: Path) -> None:
    cells = [{**CITED, "start": 0, "end": 30.0}, {**GOOD, "id": 2, "activity": "signaleren"}]
    rows = [list(COLUMNS), *([row.get(column) for column in COLUMNS] for row in cells)]
    path = spreadsheet(tmp_path / "mijn.xlsx", [["Uitleg"], ["Vul het volgende blad in."]], rows)
    table = read_table(path, Vocabulary.load().copy(), {"rapport": REPORT})
    same = read(tmp_path, row(**CITED), row(id="2", activity="signaleren"))
    assert [statement.relation for statement in table.statements] == ["active_in", "active_in"]
    assert [s.subject for s in table.statements] == [s.subject for s in same.statements]
    assert (table.statements[0].passages[0].start, table.statements[0].passages[0].end) == (0, 30)
    assert table.statements[1].passages[0].fragment == "row=3"


def test_a_mistake_in_a_spreadsheet_names_its_row(tmp_path: Path) -> None:
    rows = [list(COLUMNS), [{**GOOD, "relation": "doet_iets"}.get(column) for column in COLUMNS]]
    with pytest.raises(TableError, match=r"mijn\.xlsx, regel 2: onbekende relatie 'doet_iets'"):
        read_table(spreadsheet(tmp_path / "mijn.xlsx", rows), Vocabulary.load().copy(), {})
