"""YAML read safely into texts, lists and maps that know their line.

Values are never converted (``nee`` and ``2019`` are texts), nothing in the file can name a type, and aliases are refused,
since a few lines of them unfold to gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from kg.errors import StructureError

__all__ = ["MOST_BYTES", "ListNode", "MapNode", "Node", "TextNode", "read_tree"]

MOST_BYTES = 500_000
"""Size of a file: today's structure of 141 professions, roles and groups takes 11,000."""
MOST_NODES = 50_000
MOST_DEPTH = 10
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The reader of libyaml where PyYAML has it: ten times as fast, with the same events."""


@dataclass(frozen=True, slots=True)
class TextNode:
    """A text, stripped; empty where the file has nothing after a colon."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class MapNode:
    """A map: key, line of the key, value; in the order of the file."""

    entries: tuple[tuple[str, int, Node], ...]
    line: int


Node = TextNode | ListNode | MapNode


def read_tree(data: bytes | str, source: str) -> Node:
    """Return the one document in a YAML text; `source` stands in the errors.

    Raises StructureError for a text that is too large, not UTF-8, empty, no YAML, or that has aliases, tags, a key twice
    or more than one document.
    """
    text = _decoded(data, source)
    try:
        return _Builder(source).document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(text, error, source) from error
    except yaml.YAMLError as error:
        raise StructureError(
            "het bestand bevat een teken dat niet in een tekst hoort",
            where=source,
            expected="gewone tekst in UTF-8",
            remedy="Sla het bestand opnieuw op met een tekstverwerker voor platte tekst.",
        ) from error


def _syntax_error(text: str, error: yaml.MarkedYAMLError, source: str) -> StructureError:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    tab = "\t" in "".join(text.split("\n")[line : line + 1])[: column + 1]
    return StructureError(
        "hier staat een tab" if tab else "dit is geen geldige YAML",
        where=f"{source}, regel {line + 1}, kolom {column + 1}",
        expected="inspringen met spaties" if tab else "'sleutel: waarde', of '- ' voor een regel van een lijst",
        remedy="Kijk naar inspringing, dubbele punten en aanhalingstekens op en vlak voor deze plaats.",
    )


def _decoded(data: bytes | str, source: str) -> str:
    if len(data) > MOST_BYTES:
        raise StructureError(
            "het bestand is te groot",
            where=source,
            expected=f"ten hoogste {MOST_BYTES // 1000} kB",
            remedy="Controleer of dit het goede bestand is.",
        )
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise StructureError(
            "het bestand is geen UTF-8",
            where=f"{source}, regel {line}",
            expected="een tekstbestand in UTF-8",
            remedy="Kies bij opslaan als codering UTF-8.",
        ) from error


class _Builder:
    """Builds the tree from the events of the YAML parser, with limits, without following anything."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.nodes = 0

    def document(self, events: Iterator[Any]) -> Node:
        result: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if result is not None:
                    raise self._error(event, "hier begint een tweede voorstel", "één voorstel per bestand")
                following = next(events)
                if isinstance(following, yaml.ScalarEvent) and not following.value:
                    break
                result = self._node(following, events, 1)
        if result is None:
            raise StructureError(
                "het bestand is leeg",
                where=self.source,
                expected="een voorstel met 'naam' en 'beroepen'",
                remedy="'beroepenkaart structure --start huidig --out FILE.yaml' schrijft een begin.",
            )
        return result

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._error(event, "een verwijzing (& of *) mag hier niet", "de waarde zelf, voluit")
        if getattr(event, "tag", None):
            raise self._error(event, "een soortaanduiding (!) mag hier niet", "een gewone tekst, lijst of blok")
        if depth > MOST_DEPTH or self.nodes > MOST_NODES:
            what = "te diep genest" if depth > MOST_DEPTH else "te veel onderdelen"
            raise self._error(event, what, f"ten hoogste {MOST_DEPTH} niveaus en {MOST_NODES} onderdelen")
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            return TextNode(event.value.strip(), line)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            for following in events:
                if isinstance(following, yaml.SequenceEndEvent):
                    break
                items.append(self._node(following, events, depth + 1))
            return ListNode(tuple(items), line)
        return self._map(events, depth, line)

    def _map(self, events: Iterator[Any], depth: int, line: int) -> MapNode:
        entries: dict[str, tuple[str, int, Node]] = {}
        for following in events:
            if isinstance(following, yaml.MappingEndEvent):
                break
            key = self._node(following, events, depth + 1)
            if not isinstance(key, TextNode):
                raise self._error(following, "een sleutel is een lijst of blok", "een woord als sleutel")
            if key.text in entries:
                first = entries[key.text][1]
                raise self._error(
                    following, f"de sleutel '{key.text}' staat er al (regel {first})", "elke sleutel één keer"
                )
            entries[key.text] = key.text, key.line, self._node(next(events), events, depth + 1)
        return MapNode(tuple(entries.values()), line)

    def _error(self, event: Any, what: str, expected: str) -> StructureError:
        where = f"{self.source}, regel {event.start_mark.line + 1}"
        return StructureError(what, where=where, expected=expected, remedy="Verbeter deze regel.")
