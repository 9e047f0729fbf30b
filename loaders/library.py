"""The user's own library: the reports that a user registered, on the user's own machine and never in the package.

LIBRARY/documents.toml      the registry, in the form of ``reviewed/documents.toml``
LIBRARY/readings/ID.json    the text of each report as it was read, with its blocks and pages
LIBRARY/decisions/ID.csv    what reviewers decided about each report, without its text (`loaders.review.store`)
LIBRARY/cache/              readings of other files by content, so that they need no second reading; may be thrown away
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.anchors import TextIndex
from kg.errors import BeroepenkaartError, RegistrationError, raise_all
from kg.identifiers import slug
from kg.model import Document, ReadDocument
from kg.whole_files import write_whole
from loaders.readers.access import shown
from loaders.readers.reading import reading_of
from loaders.readers.refusals import Refusal
from loaders.registry import SAME_REPORT, document_of, likeness, register_entry

__all__ = ["Library", "described"]

EARLIEST = 1900
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_ID = 64
_FIELDS = ("title", "publisher", "year", "kind", "place", "uri")


@dataclass(frozen=True, slots=True)
class Library:
    """A folder with the user's own reports; one that is not there yet is empty."""

    path: Path

    @property
    def cache(self) -> Path:
        """Where readings of files are kept by content."""
        return self.path / "cache"

    def documents(self) -> dict[str, Document]:
        """Return the registered reports by identifier, with their text; raises RegistrationError when damaged."""
        return {key: replace(document, text=self.reading(key).text) for key, document in self._entries().items()}

    def reading(self, document_id: str) -> ReadDocument:
        """Return a report as it was read when it was registered; raises RegistrationError when there is none."""
        path = self._reading_path(document_id)
        try:
            kept = json.loads(path.read_bytes())
            return reading_of(kept, str(kept["name"]), str(kept["form"]))
        except FileNotFoundError as error:
            raise self._missing(document_id) from error
        except (OSError, ValueError, KeyError, TypeError, Refusal) as error:
            raise RegistrationError(
                "de bewaarde tekst is beschadigd",
                where=shown(path),
                remedy=f"Draai 'beroepenkaart document remove {document_id}' en voeg het rapport opnieuw toe.",
            ) from error

    def add(
        self, document: Document, reading: ReadDocument, known: Mapping[str, Document], *, edition: bool = False
    ) -> Document:
        """Register a report that was read, and keep its text here.

        `known` are the documents of the product. Raises RegistrationError when the identifier is taken, or when the same
        report is known already; with `edition` a report that is only much alike is registered all the same.
        """
        with self.writing():
            entries = self._entries()
            raise_all(_clashes(document, reading.body, {**known, **entries}, edition=edition))
            entry = {**_entry(document), **register_entry(reading.body), "length": len(reading.text)}
            made = document_of(document.id, entry)
            (self.path / "readings").mkdir(exist_ok=True)
            write_whole(self._reading_path(made.id), json.dumps(_plain(reading), ensure_ascii=False).encode())
            self._write_registry({**entries, made.id: made})
        return replace(made, text=reading.text)

    def remove(self, document_id: str) -> Document:
        """Take a report out of the registry and throw its text away; raises RegistrationError when it is not there."""
        if document_id not in self._entries():
            raise self._missing(document_id)
        with self.writing():
            entries = self._entries()
            removed = entries.pop(document_id)
            self._write_registry(entries)
            self._reading_path(document_id).unlink(missing_ok=True)
        return removed

    def _missing(self, document_id: str) -> RegistrationError:
        return RegistrationError(
            f"het rapport '{shown(document_id)}' staat niet in de bibliotheek",
            where=shown(self.path),
            expected=", ".join(self._entries()) or "een geregistreerd rapport",
            remedy="'beroepenkaart document list' toont wat er is.",
        )

    def _entries(self) -> dict[str, Document]:
        path = self.path / "documents.toml"
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            return {key: document_of(key, entry) for key, entry in sorted(table.items())}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise RegistrationError(
                f"het register van de bibliotheek is niet te lezen ({error})",
                where=shown(path),
                expected="het bestand dat 'beroepenkaart document add' schrijft",
                remedy="Herstel die regel, of zet een oudere kopie terug.",
            ) from error

    def _reading_path(self, document_id: str) -> Path:
        return self.path / "readings" / f"{slug(document_id)}.json"

    def _write_registry(self, entries: Mapping[str, Document]) -> None:
        lines = ["# De rapporten die u zelf hebt geregistreerd, herkend aan hun inhoud."]
        for key, document in sorted(entries.items()):
            lines += ["", f"[{json.dumps(key)}]"]
            lines += [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in _entry(document).items()]
            lines.append(f'fingerprint = "{document.fingerprint}"')
            lines.append(f"length = {document.length}")
            lines.append(f'sketch = "{" ".join(f"{value:08x}" for value in document.sketch)}"')
        write_whole(self.path / "documents.toml", "\n".join([*lines, ""]).encode())

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the library for writing; raises RegistrationError when another process does, or when it may not be written."""
        from filelock import FileLock, Timeout  # slow to import, and only needed to write

        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path / ".lock", timeout=10):
                yield
        except Timeout as error:
            raise RegistrationError(
                "een ander proces schrijft in de bibliotheek", where=shown(self.path), remedy="Probeer het zo opnieuw."
            ) from error
        except OSError as error:
            raise RegistrationError(
                f"in de bibliotheek kan niet worden geschreven ({error.strerror})",
                where=shown(self.path),
                expected="een map waarin u mag schrijven",
                remedy="Kies een andere map met --library of BEROEPENKAART_LIBRARY.",
            ) from error


def described(
    *, title: str, year: int, document_id: str = "", publisher: str = "", kind: str = "", place: str = "", uri: str = ""
) -> Document:
    """Return the description of a report, checked; without `document_id` it is made of title and year.

    Raises RegistrationError, or SeveralErrors with everything that is wrong.
    """
    title, publisher, kind, place, uri = (" ".join(value.split()) for value in (title, publisher, kind, place, uri))
    document_id = document_id or f"{_short(slug(title))}-{year}"
    errors: list[BeroepenkaartError] = []
    if not 2 <= len(title) <= 300:
        errors.append(_wrong("title", shown(title[:40]), "2 tot 300 tekens", "Neem de titel over van het titelblad."))
    latest = datetime.now(tz=UTC).year + 1
    if not EARLIEST <= year <= latest:
        errors.append(_wrong("year", year, f"een jaar van {EARLIEST} tot {latest}", "Vul het jaar van uitgave in."))
    if not _ID.fullmatch(document_id) or len(document_id) > _MOST_ID or document_id.startswith("tabel-"):
        expected = (
            f"kleine letters en cijfers met streepjes ertussen, hoogstens {_MOST_ID}, niet beginnend met 'tabel-'"
        )
        errors.append(_wrong("id", shown(document_id), expected, f"Bijvoorbeeld '{_short(slug(title))}-{year}'."))
    if uri and not re.fullmatch(r"https?://\S{3,300}", uri):
        errors.append(
            _wrong("uri", shown(uri), "een adres dat begint met https://", "Neem het adres over van de website.")
        )
    for name, value in (("publisher", publisher), ("kind", kind), ("place", place), ("title", title)):
        if len(value) > 300 or not value.isprintable():
            errors.append(
                _wrong(name, shown(value[:40]), "gewone tekst, hoogstens 300 tekens", "Verkort of verbeter haar.")
            )
    raise_all(errors)
    return Document(document_id, title, publisher, year, kind, place, uri=uri)


def _wrong(name: str, value: object, expected: str, remedy: str) -> RegistrationError:
    return RegistrationError(f"--{name} '{value}' is niet bruikbaar", expected=expected, remedy=remedy)


def _short(name: str) -> str:
    return name if len(name) <= 40 else name[:40].rsplit("-", 1)[0]


def _clashes(
    document: Document, text: str, known: Mapping[str, Document], *, edition: bool
) -> list[BeroepenkaartError]:
    if document.id in known:
        return [
            RegistrationError(
                f"het kenmerk '{document.id}' bestaat al: {known[document.id].title}",
                expected="een kenmerk dat nog vrij is",
                remedy="Kies een ander kenmerk met --id.",
            )
        ]
    same = register_entry(text)["fingerprint"]
    scores = likeness(TextIndex(text), known.values())
    score, best = max(scores, key=lambda pair: pair[0], default=(0.0, None))
    identical = next((other for other in known.values() if other.fingerprint == same), None)
    twin = identical or (best if best is not None and score >= SAME_REPORT else None)
    if twin is None or (edition and identical is None):
        return []
    alike = "is hetzelfde rapport" if identical else f"lijkt voor {score:.0%} op"
    what = (
        f"dit {alike} als '{twin.id}': {twin.title}" if identical else f"dit rapport {alike} '{twin.id}': {twin.title}"
    )
    remedy = (
        "Het is al geregistreerd; leg het bestand in de map van 'build --documents'."
        if identical
        else "Is het een andere uitgave, voeg dan --edition toe; anders hoeft u niets te doen."
    )
    return [RegistrationError(what, expected="een rapport dat nog niet bekend is", remedy=remedy)]


def _entry(document: Document) -> dict[str, str | int]:
    values = {name: getattr(document, name) for name in _FIELDS}
    return {name: value for name, value in values.items() if value}


def _plain(reading: ReadDocument) -> dict[str, Any]:
    blocks = [(block.kind, block.start, block.end, block.page, block.level) for block in reading.blocks]
    return {
        "name": reading.name, "form": reading.form, "digest": reading.digest, "text": reading.text, "blocks": blocks,
        "pages": reading.pages, "notes": reading.notes,
    }  # fmt: skip
