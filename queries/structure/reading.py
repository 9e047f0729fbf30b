"""From the YAML file of a proposed structure to its values; every mistake is reported with its line, all at once."""

from __future__ import annotations

import unicodedata

from kg.errors import StructureError, raise_all
from queries.structure.model import (
    DROP,
    ITEM_KEYS,
    KEEP,
    KINDS,
    Item,
    Items,
    Name,
    Part,
    ProposedProfession,
    Structure,
)
from queries.structure.yaml_tree import ListNode, MapNode, Node, TextNode, read_tree

__all__ = ["read_structure"]

MOST_LETTERS = 200
"""Letters of a name; an explanation may have ten times as many."""
_TOP = ("naam", "toelichting", "berekend", "overige", "beroepen")
_ENTRY = ("naam", "soort", "toelichting", "omvat", "deel", *ITEM_KEYS)
_PART = ("van", *ITEM_KEYS)
_YES, _NO = ("true", "ja"), ("false", "nee")


def read_structure(data: bytes | str, source: str = "voorstel") -> Structure:
    """Return the structure in the text of a YAML file; `source` names the file in errors.

    Raises StructureError, or SeveralErrors with all of them: what is wrong, on which line, what was expected.
    """
    reader = _Reader(source)
    structure = reader.structure(read_tree(data, source))
    raise_all(reader.errors)
    return structure


class _Reader:
    """Turns nodes into values; a wrong one is noted and read as empty, so that reading goes on.

    A key with nothing after it counts as a key that is not there.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.errors: list[StructureError] = []

    def structure(self, node: Node) -> Structure:
        entries = self._map(node, "het bestand", _TOP, needed=("naam", "beroepen"))
        listed = self._list(entries["beroepen"], "beroepen") if "beroepen" in entries else ()
        if "beroepen" in entries and isinstance(entries["beroepen"], ListNode) and not listed:
            self._wrong(entries["beroepen"], "de lijst 'beroepen' is leeg", "ten minste één beroep")
        return Structure(
            name=self._text(entries, "naam"),
            note=self._text(entries, "toelichting", MOST_LETTERS * 10),
            computed=self._choice(entries, "berekend", (*_YES, *_NO), _NO[0]) in _YES,
            others=self._choice(entries, "overige", (KEEP, DROP), KEEP),
            professions=tuple(self._profession(item) for item in listed),
            source=self.source,
        )

    def _profession(self, node: Node) -> ProposedProfession:
        noted = len(self.errors)
        entries = self._map(node, "een beroep", _ENTRY, needed=("naam",))
        covered = [self._name(item, "omvat") for item in self._list(entries.get("omvat"), "omvat")]
        if len(self.errors) == noted and not any(_filled(entries, key) for key in ("omvat", "deel", *ITEM_KEYS)):
            self._wrong(
                node,
                "dit beroep is leeg",
                f"'omvat', 'deel' of een van {', '.join(ITEM_KEYS)}",
                "Zeg waaruit het bestaat.",
            )
        return ProposedProfession(
            name=self._text(entries, "naam"),
            kind=self._choice(entries, "soort", KINDS, KINDS[0]),
            note=self._text(entries, "toelichting", MOST_LETTERS * 10),
            covers=tuple(name for name in covered if name.text),
            parts=tuple(self._part(item) for item in self._list(entries.get("deel"), "deel")),
            items=self._items(entries, may_move=True),
            line=node.line,
        )

    def _part(self, node: Node) -> Part:
        entries = self._map(node, "een deel", _PART, needed=("van",))
        if "van" in entries and not any(_filled(entries, key) for key in ITEM_KEYS):
            self._wrong(node, "dit deel noemt niets", f"een van {', '.join(ITEM_KEYS)}", "Zeg wat er meegaat.")
        return Part(self._text(entries, "van"), self._items(entries, may_move=False), node.line)

    def _items(self, entries: dict[str, Node], *, may_move: bool) -> Items:
        result = Items()
        for key in ITEM_KEYS:
            found = [self._item(node, key, may_move=may_move) for node in self._list(entries.get(key), key)]
            result = result.having(key, tuple(item for item in found if item.name))
        return result

    def _item(self, node: Node, key: str, *, may_move: bool) -> Item:
        if isinstance(node, MapNode):
            allowed = ("naam", *(("van",) if may_move else ()), *(("activiteit",) if key == "leefgebieden" else ()))
            entries = self._map(node, f"een regel van '{key}'", allowed, needed=("naam",))
            return Item(
                self._text(entries, "naam"), self._text(entries, "activiteit"), self._text(entries, "van"), node.line
            )
        return Item(self._name(node, key).text, line=node.line)

    def _map(self, node: Node, what: str, allowed: tuple[str, ...], needed: tuple[str, ...]) -> dict[str, Node]:
        if not isinstance(node, MapNode):
            self._wrong(node, f"{what} is hier {_kind(node)}", f"een blok met de sleutels {', '.join(allowed)}")
            return {}
        from rapidfuzz import process  # only a few keys; the import is shared with the messages on names

        entries = {key: value for key, _, value in node.entries if key in allowed and value != TextNode("", value.line)}
        for key, line, _ in node.entries:
            if key not in allowed:
                near = process.extractOne(key, allowed, score_cutoff=60)
                remedy = f"Bedoelde u '{near[0]}'?" if near else "Haal deze regel weg."
                self._wrong(TextNode("", line), f"onbekende sleutel '{key}'", f"een van {', '.join(allowed)}", remedy)
        for key in needed:
            if key not in entries:
                self._wrong(node, f"{what} mist de sleutel '{key}'", f"'{key}: ...'", "Voeg hem toe.")
        return entries

    def _list(self, node: Node | None, key: str) -> tuple[Node, ...]:
        if node is None:
            return ()
        if not isinstance(node, ListNode):
            self._wrong(node, f"'{key}' is hier {_kind(node)}", "een lijst: elke regel begint met '- '")
            return ()
        return node.items

    def _name(self, node: Node, key: str) -> Name:
        text = self._checked(node, f"een regel van '{key}'", MOST_LETTERS)
        return Name(text, node.line)

    def _text(self, entries: dict[str, Node], key: str, most: int = MOST_LETTERS) -> str:
        return self._checked(entries[key], f"'{key}'", most) if key in entries else ""

    def _checked(self, node: Node, what: str, most: int) -> str:
        if not isinstance(node, TextNode):
            self._wrong(node, f"{what} is hier {_kind(node)}", "een tekst")
            return ""
        text = unicodedata.normalize("NFC", " ".join(node.text.split()))
        if not text:
            self._wrong(node, f"{what} is leeg", "een tekst")
        if len(text) > most:
            self._wrong(node, f"{what} is te lang ({len(text)} tekens)", f"ten hoogste {most} tekens")
        if any(unicodedata.category(character) == "Cc" for character in text):
            self._wrong(node, f"{what} heeft een onzichtbaar stuurteken", "een gewone tekst")
        return text[:most]

    def _choice(self, entries: dict[str, Node], key: str, allowed: tuple[str, ...], default: str) -> str:
        if key not in entries:
            return default
        text = self._text(entries, key).casefold()
        if text and text not in allowed:
            self._wrong(entries[key], f"'{key}' is hier '{text}'", f"een van {', '.join(allowed)}")
        return text if text in allowed else default

    def _wrong(self, node: Node, what: str, expected: str, remedy: str = "Verbeter deze regel.") -> None:
        where = f"{self.source}, regel {node.line}"
        self.errors.append(StructureError(what, where=where, expected=expected, remedy=remedy))


def _filled(entries: dict[str, Node], key: str) -> bool:
    """Tell whether something stands under a key; what is wrong there has its own message."""
    node = entries.get(key)
    return node is not None and not (isinstance(node, ListNode) and not node.items)


def _kind(node: Node) -> str:
    if isinstance(node, ListNode):
        return "een lijst"
    return "een blok met sleutels" if isinstance(node, MapNode) else "een tekst"
