"""The file of a proposed structure: a good one gives its values, a bad one a message with the line."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BeroepenkaartError, SeveralErrors, StructureError
from kg.folder import OpenGraph
from queries.structure import (
    Item,
    Items,
    Name,
    Part,
    ProposedProfession,
    Structure,
    compare,
    read_structure,
    write_structure,
)

GOOD = """\
naam: Twee beroepen   # een opmerking
toelichting: |
  Een proef
  op twee regels.
berekend: nee
beroepen:
  - naam: wijkzorger
    omvat: [tuinpsycholoog, dorpsverpleegkundige]
    competenties:
      - plannen
      - {naam: luisteren, van: pleinregisseur}
  - naam: pleinwerker
    soort: rol
    deel:
      - van: ouderencoach
        leefgebieden:
          - {naam: zingeving, activiteit: adviseren}
          - werk, opleiding en activiteiten
"""


def test_a_good_file() -> None:
    assert read_structure(GOOD) == Structure(
        name="Twee beroepen",
        note="Een proef op twee regels.",
        computed=False,
        others="blijven",
        professions=(
            ProposedProfession(
                name="wijkzorger",
                covers=(Name("tuinpsycholoog"), Name("dorpsverpleegkundige")),
                items=Items(competenties=(Item("plannen"), Item("luisteren", source="pleinregisseur"))),
            ),
            ProposedProfession(
                name="pleinwerker",
                kind="rol",
                parts=(
                    Part(
                        "ouderencoach",
                        Items(leefgebieden=(Item("zingeving", "adviseren"), Item("werk, opleiding en activiteiten"))),
                    ),
                ),
            ),
        ),
    )


def test_lines_are_remembered_for_messages() -> None:
    structure = read_structure(GOOD)
    assert [entry.line for entry in structure.professions] == [7, 12]
    assert [item.line for _, item in structure.professions[0].items] == [10, 11]


def test_what_is_written_is_read_back() -> None:
    structure = read_structure(GOOD)
    assert read_structure(write_structure(structure)) == structure


def test_words_are_never_taken_for_something_else() -> None:
    structure = read_structure("naam: 2019\nberoepen:\n  - naam: nee\n    omvat: [null, 1.50, 2020-01-01, ja]\n")
    assert structure.name == "2019"
    assert structure.professions[0].name == "nee"
    assert [name.text for name in structure.professions[0].covers] == ["null", "1.50", "2020-01-01", "ja"]


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_structure(GOOD.encode("utf-8-sig")) == read_structure(GOOD)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
ENTRY = "naam: x\nberoepen:\n  - naam: a\n    omvat: [b]\n"
BAD = {
    "empty": ("", "het bestand is leeg", "--start huidig"),
    "only a comment": ("# niets\n", "het bestand is leeg", "--start huidig"),
    "not UTF-8": (b"naam: x\nberoepen:\n  - naam: caf\xe9\n", "regel 3: het bestand is geen UTF-8", "UTF-8"),
    "half a character": ("naam: x\n# \ud800\n", "regel 2: het bestand is geen UTF-8", "UTF-8"),
    "UTF-16": ("naam: x".encode("utf-16"), "het bestand is geen UTF-8", "UTF-8"),
    "5 MB": ("# " + "x" * 5_000_000 + "\n" + ENTRY, "het bestand is te groot", "ten hoogste 500 kB"),
    "an alias": ("naam: &n x\nberoepen:\n  - naam: *n\n", "regel 1: een verwijzing (& of *) mag hier niet", "voluit"),
    "a bomb of aliases": (BOMB, "regel 1: een verwijzing (& of *) mag hier niet", "voluit"),
    "a type": ("naam: !!python/object/apply:os.system [ls]\n", "regel 1: een soortaanduiding (!) mag hier niet", "tekst"),
    "too deep": ("naam: " + "[" * 5000 + "\n", "te diep genest", "ten hoogste 10 niveaus"),
    "too many": ("a: [" + "x, " * 60_000 + "]\n", "te veel onderdelen", "50000"),
    "a control character": ("naam: x\x00y\n", "een teken dat niet in een tekst hoort", "UTF-8"),
    "an escape code": ('naam: "x\\e[31m"\nberoepen: [{naam: a, omvat: [b]}]\n', "regel 1: 'naam' heeft een onzichtbaar", "gewone tekst"),
    "a tab": ("naam: x\nberoepen:\n\t- naam: a\n", "regel 3, kolom 1: hier staat een tab", "spaties"),
    "no YAML": ("naam: x\nberoepen: [a\n", "dit is geen geldige YAML", "inspringing"),
    "two documents": (ENTRY + "---\n" + ENTRY, "regel 5: hier begint een tweede voorstel", "één voorstel per bestand"),
    "a key twice": ("naam: x\nnaam: y\nberoepen: []\n", "regel 2: de sleutel 'naam' staat er al (regel 1)", "één keer"),
    "a list for the file": ("- naam: x\n", "regel 1: het bestand is hier een lijst", "naam, toelichting"),
    "a text for the file": ("zomaar een tekst\n", "regel 1: het bestand is hier een tekst", "een blok met de sleutels"),
    "unknown key": (ENTRY.replace("omvat", "omvatt"), "regel 4: onbekende sleutel 'omvatt'", "Bedoelde u 'omvat'?"),
    "unknown key like nothing": ("kleur: rood\n" + ENTRY, "regel 1: onbekende sleutel 'kleur'", "Haal deze regel weg"),
    "no name": ("beroepen:\n  - naam: a\n    omvat: [b]\n", "regel 1: het bestand mist de sleutel 'naam'", "'naam: ...'"),
    "no professions": ("naam: x\n", "het bestand mist de sleutel 'beroepen'", "Voeg hem toe"),
    "an empty list": ("naam: x\nberoepen: []\n", "regel 2: de lijst 'beroepen' is leeg", "ten minste één beroep"),
    "a map where a list is expected": ("naam: x\nberoepen:\n  a: b\n", "regel 3: 'beroepen' is hier een blok", "een lijst"),
    "a list where a map is expected": ("naam: x\nberoepen:\n  - - a\n", "regel 3: een beroep is hier een lijst", "een blok"),
    "a list where a text is expected": (ENTRY.replace("naam: a", "naam: [a]"), "regel 3: 'naam' is hier een lijst", "een tekst"),
    "a text where a list is expected": (ENTRY.replace("[b]", "b"), "regel 4: 'omvat' is hier een tekst", "'- '"),
    "an empty profession": ("naam: x\nberoepen:\n  - naam: a\n", "regel 3: dit beroep is leeg", "'omvat', 'deel'"),
    "an empty part": (ENTRY.replace("omvat: [b]", "deel: [{van: b}]"), "regel 4: dit deel noemt niets", "leefgebieden"),
    "a part of nobody": (ENTRY.replace("omvat: [b]", "deel: [{taken: [t]}]"), "regel 4: een deel mist de sleutel 'van'", "'van: ...'"),
    "from, in a part": (
        ENTRY.replace("omvat: [b]", "deel: [{van: b, taken: [{naam: t, van: c}]}]"), "onbekende sleutel 'van'", "een van naam"
    ),
    "an activity of a task": (
        ENTRY + "    taken: [{naam: t, activiteit: adviseren}]\n", "regel 5: onbekende sleutel 'activiteit'", "een van naam, van"
    ),
    "an unknown kind": (ENTRY + "    soort: baan\n", "regel 5: 'soort' is hier 'baan'", "beroep, familie, rol, groep"),
    "computed or not": ("berekend: misschien\n" + ENTRY, "regel 1: 'berekend' is hier 'misschien'", "true, ja, false, nee"),
    "the others": ("overige: weg\n" + ENTRY, "regel 1: 'overige' is hier 'weg'", "blijven, vervallen"),
    "a very long name": (ENTRY.replace("naam: a", "naam: " + "a" * 201), "te lang (201 tekens)", "ten hoogste 200"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "what", "expected"), BAD.values(), ids=list(BAD))
def test_a_bad_file_gets_a_message_with_its_line(data: bytes | str, what: str, expected: str) -> None:
    started = time.monotonic()
    with pytest.raises(StructureError) as caught:
        read_structure(data, "plan.yaml")
    assert str(caught.value).startswith("plan.yaml")
    assert what in str(caught.value)
    assert expected in str(caught.value)
    assert time.monotonic() - started < 5


def test_all_mistakes_are_reported_at_once() -> None:
    text = "naam: x\nkleur: rood\nberoepen:\n  - naam: a\n  - omvat: [b]\n  - naam: c\n    omvat: d\n"
    with pytest.raises(SeveralErrors) as caught:
        read_structure(text, "plan.yaml")
    lines = [error.where for error in caught.value.errors]
    assert lines == ["plan.yaml, regel 2", "plan.yaml, regel 4", "plan.yaml, regel 5", "plan.yaml, regel 7"]


def test_a_file_cut_off_anywhere_is_read_or_refused() -> None:
    for cut in range(len(GOOD)):
        with suppress(BeroepenkaartError):
            assert read_structure(GOOD[:cut]).professions


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200), st.text("naoberpm:-[]{}&*!?|>#'\" \n\t", max_size=120))
)
def test_no_file_gives_a_traceback(data: bytes | str) -> None:
    for text in (data, GOOD[:150] + data if isinstance(data, str) else GOOD[:150].encode() + data):
        with suppress(BeroepenkaartError):
            assert read_structure(text).name


@pytest.fixture
def page() -> str:
    path = Path(__file__).parents[3] / "docs" / "structuur.md"
    if not path.is_file():
        pytest.skip("the documentation is in the repository, not in the wheel")
    return path.read_text(encoding="utf-8")


def example(page: str) -> str:
    return page.partition("```yaml\n")[2].partition("```")[0]


def test_every_key_is_described(page: str) -> None:
    keys = {
        "naam", "soort", "toelichting", "berekend", "overige", "beroepen", "omvat", "deel", "van", "activiteit",
        "leefgebieden", "themas", "competenties", "taken",
    }  # fmt: skip
    assert {key for key in keys if f"`{key}`" not in page} == set()


def test_the_example_of_the_description_can_be_read(page: str) -> None:
    structure = read_structure(example(page))
    assert [entry.name for entry in structure.professions] == ["wijkpsycholoog", "buurtverbinder", "zorgverbinder"]
    assert structure.professions[1].parts
    assert any(item.source for _, item in structure.professions[2].items)


def test_the_example_of_the_description_fits_the_reports(page: str, full: OpenGraph) -> None:
    comparison = compare(full.store, read_structure(example(page)))
    assert comparison.differs
    assert comparison.leftovers
