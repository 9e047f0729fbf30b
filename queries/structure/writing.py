"""A structure as the YAML file that people edit; reading it back gives the same structure."""

from __future__ import annotations

from typing import Any

import yaml

from queries.structure.model import ITEM_KEYS, KEEP, KINDS, Item, Items, ProposedProfession, Structure

__all__ = ["write_structure"]

_WIDTH = 110
_COMPUTED = (
    "BEREKEND VOORSTEL. Een programma heeft dit gemaakt uit wat beroepen volgens de documenten delen.",
    "Niemand heeft het beoordeeld. Verander het, en zet 'berekend' op false als het uw eigen voorstel is.",
)
_HELP = (
    "Bekijk het verschil met vandaag: beroepenkaart structure DIT-BESTAND.yaml",
    "Wat u mag veranderen staat in docs/structuur.md.",
)


def write_structure(structure: Structure) -> str:
    """Return a structure as YAML with a few lines of explanation above it; the same structure gives the same text."""
    comments = [f"# {line}" for line in ((*_COMPUTED, *_HELP) if structure.computed else _HELP)]
    data: dict[str, Any] = {"naam": structure.name}
    if structure.note:
        data["toelichting"] = structure.note
    data |= {"berekend": structure.computed, "overige": structure.others or KEEP}
    data["beroepen"] = [_profession(entry) for entry in structure.professions]
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return "\n".join(comments) + "\n" + text


def _profession(entry: ProposedProfession) -> dict[str, Any]:
    data: dict[str, Any] = {"naam": entry.name}
    if entry.kind != KINDS[0]:
        data["soort"] = entry.kind
    if entry.note:
        data["toelichting"] = entry.note
    if entry.covers:
        data["omvat"] = [name.text for name in entry.covers]
    if entry.parts:
        data["deel"] = [{"van": part.source} | _items(part.items) for part in entry.parts]
    return data | _items(entry.items)


def _items(items: Items) -> dict[str, Any]:
    return {key: [_item(item) for item in items.of(key)] for key in ITEM_KEYS if items.of(key)}


def _item(item: Item) -> str | dict[str, str]:
    if not item.activity and not item.source:
        return item.name
    parts = {"naam": item.name, "activiteit": item.activity, "van": item.source}
    return {key: value for key, value in parts.items() if value}
