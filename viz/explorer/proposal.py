"""A proposed structure on its way between browser and server: in an address, in a form, and changed by a button."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.errors import BeroepenkaartError, SeveralErrors, StructureError
from queries.structure import (
    Item,
    Items,
    Structure,
    add,
    merge,
    move,
    place,
    read_structure,
    remove,
    rename,
    split,
    write_structure,
)
from viz.explorer.forms import Form

__all__ = ["FIELDS", "MOST_BYTES", "Change", "apply_action", "messages", "pack", "unpack"]

MOST_BYTES = 256 * 1024
"""Bytes of a structure as text."""
FIELDS = (
    "plan", "before", "structure", "file", "action", "pick", "into", "kind", "name", "one", "other", "actor", "to",
    "moved", "list", "what", r"item-\d{1,3}", r"half-\d{1,3}",
)  # fmt: skip
"""Patterns of the fields that the forms of the workbench send."""
_SEPARATOR = "\t"


@dataclass(frozen=True, slots=True)
class Change:
    """What a button did: the structure, the key of the sentence that says so with its values, and the entry to keep open.

    ``text`` is the structure as YAML where it was written already.
    """

    structure: Structure
    done: str
    values: Mapping[str, str]
    opened: str = ""
    text: str = ""


def pack(text: str) -> str:
    """Return the YAML of a structure as a short text that may stand in an address."""
    packed = zlib.compress(text.encode(), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def unpack(packed: str) -> str:
    """Return the YAML in such a text; raise StructureError where it is cut off, altered or too large."""
    reader = zlib.decompressobj()
    try:
        raw = base64.urlsafe_b64decode(packed.encode("ascii") + b"=" * (-len(packed) % 4))
        text = reader.decompress(raw, MOST_BYTES + 1)
        if len(text) <= MOST_BYTES and reader.eof and not reader.unused_data:
            return text.decode()
    except (zlib.error, binascii.Error, UnicodeError, ValueError):
        pass
    raise StructureError(
        "Het voorstel in dit adres is niet heel",
        expected="het hele adres, zoals het is gekopieerd",
        remedy="Kopieer het adres opnieuw, of open het bestand.",
    )


def messages(error: BeroepenkaartError) -> tuple[str, ...]:
    """Return the messages of an error, one for each mistake."""
    return tuple(str(one) for one in (error.errors if isinstance(error, SeveralErrors) else (error,)))


def apply_action(structure: Structure, form: Form) -> Change:
    """Return what the pressed button makes of a structure; raise StructureError where it cannot be done.

    The value of a button is a verb, and after a space the name of the entry that it is about.
    """
    verb, _, name = form.text("action").partition(" ")
    known: dict[str, Callable[[Structure, str, Form], Change]] = {
        "add": _add, "merge": _merge, "move": _move, "place": _place, "remove": _remove, "rename": _rename, "split": _split,
    }  # fmt: skip
    if verb not in known:
        return Change(structure, "", {}, name if verb == "open" else "")
    change = known[verb](structure, name, form)
    text = write_structure(change.structure)
    checked = read_structure(text)  # what a button makes must be a file that can be opened again
    return Change(checked, change.done, change.values, change.opened, text)


def _needed(form: Form, field: str, what: str) -> str:
    text = " ".join(form.text(field).split())
    if not text:
        raise StructureError(f"{what} ontbreekt", remedy="Vul het in, of kies er een.")
    return text


def _merge(structure: Structure, _: str, form: Form) -> Change:
    names = form.all("pick")
    if len(names) < 2:
        raise StructureError("er valt niets samen te voegen", remedy="Kruis er ten minste twee aan.")
    into = " ".join(form.text("into").split()) or " en ".join(names)[:200]
    kind = form.text("kind") or "beroep"
    return Change(merge(structure, names, into, kind), "merge", {"names": ", ".join(names), "into": into})


def _rename(structure: Structure, name: str, form: Form) -> Change:
    new = _needed(form, "name", "de nieuwe naam")
    return Change(rename(structure, name, new), "rename", {"name": name, "new": new}, new)


def _remove(structure: Structure, name: str, _: Form) -> Change:
    return Change(remove(structure, name), "remove", {"name": name})


def _place(structure: Structure, _: str, form: Form) -> Change:
    actor = _needed(form, "actor", "wie u verplaatst")
    to = form.text("to")
    changed = place(structure, actor, to, form.text("kind") or "beroep")
    return Change(changed, "place", {"actor": actor, "to": to or actor})


def _move(structure: Structure, name: str, form: Form) -> Change:
    _needed(form, "moved", "wat u verplaatst")
    key, item = _item(form.text("moved"))
    to = _needed(form, "to", "waar het heen gaat")
    return Change(move(structure, key, item, to), "move", {"what": item.name, "name": name, "to": to}, name)


def _add(structure: Structure, name: str, form: Form) -> Change:
    what, key = _needed(form, "what", "wat u toevoegt"), form.text("list")
    if key not in Items.__dataclass_fields__:
        raise StructureError(f"'{key}' is geen lijst van een beroep", remedy="Kies een van de lijsten.")
    return Change(add(structure, key, Item(what), name), "add", {"what": what, "name": name}, name)


def _split(structure: Structure, name: str, form: Form) -> Change:
    one, other = _needed(form, "one", "de naam van het ene deel"), _needed(form, "other", "de naam van het andere deel")
    halves = {"1": Items(), "2": Items()}
    for field in form.fields:
        if field.startswith("item-"):
            key, item = _item(form.text(field))
            for half in form.text(field.replace("item-", "half-")):
                if half in halves:
                    joined = Items().having(key, (Item(item.name, item.activity),))
                    halves[half] = halves[half].joined(joined)
    if one.casefold() == other.casefold():
        raise StructureError("beide delen heten hetzelfde", remedy="Geef elk deel een eigen naam.")
    if Items() in halves.values():
        raise StructureError("een deel heeft nog niets", remedy="Kies bij elk deel ten minste één ding.")
    changed = split(structure, name, {one: halves["1"], other: halves["2"]})
    return Change(changed, "split", {"name": name, "one": one, "other": other})


def _item(text: str) -> tuple[str, Item]:
    """Return the list and the item that a field names: list, name, activity and source with tabs between."""
    key, *rest = text.split(_SEPARATOR)
    if key not in Items.__dataclass_fields__ or len(rest) != 3:
        raise StructureError("het formulier noemt iets dat niet bestaat", remedy="Laad de pagina opnieuw.")
    return key, Item(rest[0], rest[1], rest[2])
