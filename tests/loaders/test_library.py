"""A user's own reports: registered once, kept on the user's own machine, and recognised in another format."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BeroepenkaartError, RegistrationError, SeveralErrors
from kg.model import Document, ReadDocument
from loaders import gather, read_document
from loaders.library import Library, described
from loaders.registry import find_copies, known_documents

TEXT = "\n".join(
    f"Op dag {number} bezoekt de dorpsverpleegkundige huis {number * 3} aan de laan." for number in range(80)
)
OTHER = "\n".join(
    f"In week {number} repareert de molenaar zijn wiek voor de {number + 1}e keer met hout en lijm."
    for number in range(80)
)


def reading(tmp_path: Path, text: str = TEXT) -> ReadDocument:
    path = tmp_path / "rapport.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "bibliotheek")


def test_a_library_that_is_not_there_is_empty(library: Library) -> None:
    assert library.documents() == {}
    assert not library.path.exists()


def test_what_is_registered_comes_back(library: Library, tmp_path: Path) -> None:
    document = described(
        title='Zorg in het "dorp": verslag', year=2021, publisher="Stichting Voorbeeld", kind="verslag"
    )
    added = library.add(document, reading(tmp_path), known_documents())
    assert added.id == "zorg-in-het-dorp-verslag-2021"
    assert library.documents() == {added.id: added}
    assert added.text == TEXT
    assert library.reading(added.id) == reading(tmp_path)


def test_it_is_recognised_in_another_layout_and_goes_into_the_graph(library: Library, tmp_path: Path) -> None:
    added = library.add(described(title="Dorp", year=2021), reading(tmp_path), known_documents())
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "anders.txt").write_text(TEXT.replace("\n", " "), encoding="utf-8")
    assert [d.id for d in find_copies(folder, library.documents().values()).documents] == [added.id]
    given = gather(folder, reviewed=False, library=library)
    assert [(d.id, d.text) for d in given.documents] == [(added.id, TEXT)], (
        "the text that was registered is the reference"
    )


def test_the_same_report_twice(library: Library, tmp_path: Path) -> None:
    library.add(described(title="Dorp", year=2021), reading(tmp_path), known_documents())
    with pytest.raises(RegistrationError, match="het kenmerk 'dorp-2021' bestaat al"):
        library.add(described(title="Dorp", year=2021), reading(tmp_path, OTHER), known_documents())
    with pytest.raises(RegistrationError, match="dit is hetzelfde rapport als 'dorp-2021'"):
        library.add(
            described(title="Anders", year=2022), reading(tmp_path, TEXT.replace("\n", "  ")), known_documents()
        )
    assert list(library.documents()) == ["dorp-2021"]


def test_another_edition_must_be_said(library: Library, tmp_path: Path) -> None:
    library.add(described(title="Dorp", year=2021), reading(tmp_path), known_documents())
    second = reading(tmp_path, "Vooraf: dit is de tweede uitgave.\n" + TEXT)
    with pytest.raises(RegistrationError, match=r"lijkt voor \d+% op 'dorp-2021'.*--edition"):
        library.add(described(title="Dorp", year=2022), second, known_documents())
    library.add(described(title="Dorp", year=2022), second, known_documents(), edition=True)
    assert list(library.documents()) == ["dorp-2021", "dorp-2022"]


def test_a_report_of_the_product_is_not_registered_again(library: Library, documents: Path) -> None:
    with pytest.raises(RegistrationError, match="dit is hetzelfde rapport als 'rotterdam-2016'"):
        library.add(
            described(title="x-y", year=2016), read_document(documents / "rotterdam-2016.txt"), known_documents()
        )


def test_removing(library: Library, tmp_path: Path) -> None:
    added = library.add(described(title="Dorp", year=2021), reading(tmp_path), known_documents())
    assert library.remove(added.id).title == "Dorp"
    assert library.documents() == {}
    assert not any(path.suffix == ".json" for path in library.path.rglob("*"))
    with pytest.raises(RegistrationError, match="staat niet in de bibliotheek"):
        library.remove(added.id)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"title": "x"}, "--title 'x' is niet bruikbaar"),
        ({"title": "a\x1b[31mb"}, r"--title 'a\\x1b\[31mb' is niet bruikbaar"),
        ({"year": 1492}, "--year '1492' is niet bruikbaar"),
        ({"year": 3000}, "--year '3000' is niet bruikbaar"),
        ({"document_id": "Hoofdletters"}, "--id 'Hoofdletters' is niet bruikbaar"),
        ({"document_id": "../buiten"}, "--id '../buiten' is niet bruikbaar"),
        ({"document_id": "tabel-x"}, "--id 'tabel-x' is niet bruikbaar"),
        ({"uri": "javascript:x"}, "--uri 'javascript:x' is niet bruikbaar"),
    ],
)
def test_a_description_that_is_not_usable(wrong: dict[str, object], what: str) -> None:
    with pytest.raises(RegistrationError, match=what):
        described(**{"title": "Dorp", "year": 2021, **wrong})


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(SeveralErrors) as caught:
        described(title="", year=1, document_id="?")
    assert len(caught.value.errors) == 3


def test_a_long_title_gives_a_short_identifier() -> None:
    title = "De toegevoegde waarde van samenwerking tussen professionals en vrijwilligers in kleine dorpen"
    assert described(title=title, year=2021).id == "de-toegevoegde-waarde-van-samenwerking-2021"


@pytest.mark.parametrize(
    ("name", "content"),
    [("documents.toml", "[dorp\n"), ("documents.toml", "dorp = 3\n"), ("documents.toml", '[dorp]\nyear = "x"\n')],
)
def test_a_registry_that_was_damaged(library: Library, name: str, content: str) -> None:
    library.path.mkdir()
    (library.path / name).write_text(content, encoding="utf-8")
    with pytest.raises(RegistrationError, match="is niet te lezen"):
        library.documents()


def test_a_kept_text_that_was_damaged(library: Library, tmp_path: Path) -> None:
    added = library.add(described(title="Dorp", year=2021), reading(tmp_path), known_documents())
    (library.path / "readings" / f"{added.id}.json").write_text("{", encoding="utf-8")
    with pytest.raises(RegistrationError, match=r"beschadigd.*document remove dorp-2021"):
        library.documents()


def test_a_library_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map", encoding="utf-8")
    with pytest.raises(RegistrationError, match="kan niet worden geschreven"):
        Library(tmp_path / "bestand").add(described(title="Dorp", year=2021), reading(tmp_path), known_documents())


def test_an_add_that_fails_leaves_the_library_as_it_was(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(described(title="Dorp", year=2021), reading(tmp_path), known_documents())
    before = (library.path / "documents.toml").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("loaders.library.write_whole", full)
    with pytest.raises(BeroepenkaartError):
        library.add(described(title="Molen", year=2021), reading(tmp_path, OTHER), known_documents())
    assert (library.path / "documents.toml").read_bytes() == before
    assert list(library.documents()) == ["dorp-2021"]


def test_without_the_products_reports_the_own_ones_stay_apart(library: Library, tmp_path: Path) -> None:
    added = library.add(described(title="Dorp", year=2021), reading(tmp_path), {"ander": Document("ander", "Ander")})
    assert added.fingerprint
    assert added.length == len(TEXT)
