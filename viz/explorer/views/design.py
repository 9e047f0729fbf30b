"""The workbench for a structure of professions: begin with today's, the computed one or a file; change it, compare it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import BeroepenkaartError
from kg.labels import normalise_label
from queries.structure import (
    Comparison,
    Structure,
    compare_in,
    computed_structure_in,
    holdings,
    read_structure,
    todays_structure_in,
    write_structure,
)
from queries.structure.exporting import comparison_table
from queries.structure.model import ITEM_KEYS, KEEP, KINDS, ProposedProfession
from queries.structure.results import Movement, ProfessionChange
from viz.explorer.context import Explorer
from viz.explorer.download import FORMS, sheet_as
from viz.explorer.forms import Form
from viz.explorer.page import AddressError, Attachment, Page, Sheet, Target
from viz.explorer.proposal import FIELDS, MOST_BYTES, Change, apply_action, messages, pack, unpack
from viz.explorer.proposal_tables import claims, comparison_sheets, verdicts, warning
from viz.explorer.routes import Parameter, View
from viz.explorer.words import words

STARTS = ("huidig", "voorstel")
_LONGEST = 6000
"""Characters of a structure in an address; longer ones are kept as a file."""


@dataclass(frozen=True, slots=True)
class Card:
    """An entry of the proposal: what it is made of (name as written, label, IRI), and the life domains (IRIs) it is in."""

    number: int
    change: ProfessionChange
    made_of: tuple[tuple[str, str, str], ...]
    note: str
    claimed: tuple[str, ...]
    planned: tuple[str, ...]


def design(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the workbench with a structure to begin with, or with the one in the address (``plan``)."""
    packed = parameters.get("plan", "")
    if not packed:
        return _page(explorer, language, Change(_start(explorer, parameters.get("start", "")), "", {}), parameters)
    text = _unpacked(language, packed)
    try:
        return _page(explorer, language, Change(read_structure(text), "", {}), parameters)
    except BeroepenkaartError as error:
        return _wrong(language, text, messages(error))


def changed(explorer: Explorer, language: str, _: Mapping[str, str], form: Form) -> Page | Attachment:
    """Return the workbench after a button: with the changed structure, or with the user's own text and what is wrong."""
    form.allow_only(*FIELDS)
    text, source = _sent(form)
    try:
        structure = read_structure(text, source)
    except BeroepenkaartError as error:
        return _wrong(language, text, messages(error))
    try:
        change = apply_action(structure, form)
        comparison = compare_in(explorer.landscape, change.structure)
    except BeroepenkaartError as error:
        return _refused(explorer, language, structure, form, error)
    match form.text("action"):
        case "save":
            return _file("structuur.yaml", "application/yaml; charset=utf-8", write_structure(change.structure))
        case "csv":
            return Attachment("vergelijking.csv", FORMS["csv"], sheet_as(_as_sheet(comparison), "csv"))
    return _page(
        explorer,
        language,
        change,
        {},
        comparison,
        sent=True,
        before=form.text("plan") if change.done else form.text("before"),
    )


def _refused(explorer: Explorer, language: str, structure: Structure, form: Form, error: BeroepenkaartError) -> Page:
    """Return the page after a button that could do nothing: the structure as it was, or the user's own text."""
    try:
        if "plan" in form.fields:
            return _page(explorer, language, Change(structure, "", {}), {}, sent=True, problems=messages(error))
    except BeroepenkaartError:
        pass  # the structure itself does not fit the graph; its text is shown with what is wrong
    text, _ = _sent(form)
    return _wrong(language, text, messages(error))


def _sent(form: Form) -> tuple[str | bytes, str]:
    """Return the structure that a form sends, and what to call it in messages: a file, else the text, else the plan."""
    if upload := form.files.get("file"):
        return upload.content, upload.name or "bestand"
    if "structure" in form.fields:
        return form.text("structure"), "voorstel"
    return unpack(form.text("plan")), "voorstel"


def _unpacked(language: str, packed: str) -> str:
    try:
        return unpack(packed)
    except BeroepenkaartError as error:
        raise AddressError("broken_plan", status=400, near=_starts(language)) from error


def _file(name: str, media_type: str, text: str) -> Attachment:
    return Attachment(name, media_type, text.encode())


def _as_sheet(comparison: Comparison) -> Sheet:
    table = comparison_table(comparison)
    rows = [["" if term is None else str(term) for term in row] for row in table.rows]
    return Sheet("vergelijking", table.title, [column.name for column in table.columns], rows)


def _start(explorer: Explorer, name: str) -> Structure:
    if name == "voorstel":
        return computed_structure_in(explorer.landscape, explorer.communities)
    return todays_structure_in(explorer.landscape)


def _starts(language: str) -> list[tuple[str, Target]]:
    return [(words(language)(f"design.start_{name}"), Target("design", {"start": name})) for name in STARTS]


def _page(
    explorer: Explorer,
    language: str,
    change: Change,
    parameters: Mapping[str, str],
    comparison: Comparison | None = None,
    *,
    sent: bool = False,
    before: str = "",
    problems: Sequence[str] = (),
) -> Page:
    w, structure = words(language), change.structure
    found = comparison or compare_in(explorer.landscape, structure)
    text = change.text or write_structure(structure)
    packed = pack(text)
    fits = len(packed) <= _LONGEST
    cards = _cards(structure, found)
    number = next((c.number for c in cards if normalise_label(c.change.name) == normalise_label(change.opened)), -1)
    data = {
        **_empty(language, text),
        "structure": structure,
        "comparison": found,
        "start": parameters.get("start", STARTS[0]) if not parameters.get("plan") and not sent else "",
        "plan": packed,
        "before": before,
        "address": {"plan": packed} if fits else None,
        "changed": [card for card in cards if card.change.changed],
        "same": [(kind, [c for c in cards if c.change.kind == kind and not c.change.changed]) for kind in KINDS],
        "cards": cards,
        "opened": cards[number] if number >= 0 else None,
        "held": holdings(explorer.landscape, structure, number) if number >= 0 else (),
        "done": w(f"design.done_{change.done}", **change.values) if change.done else "",
        "problems": problems,
        "claims": lambda claimed: claims(w, claimed),
        "verdicts": lambda said: verdicts(w, said),
        "warning": lambda row: warning(w, row),
        "kept": [change for change in found.professions[len(cards) :] if change.changed],
        "unplaced": [(_written(explorer, one.name, one.iri), one) for one in found.unplaced],
        "keep": structure.others == KEEP,
        "movements": _grouped(found.movements),
        "leefgebieden": {row.iri: row for row in found.coverage},
    }  # fmt: skip
    shown = ({"plan": packed} if fits else {}) if sent else None
    sheets = comparison_sheets(explorer, language, found) if fits or not sent else ()
    return Page(
        title=w("design.title"),
        explanation=w("design.explanation"),
        template="design.html",
        data=data,
        sheets=tuple(sheet for sheet in sheets if sheet.rows),
        shown=shown,
        status=422 if problems else 200,
    )


def _written(explorer: Explorer, label: str, iri: str) -> str:
    """Return what to write for an actor: the label where it means one thing, else the IRI."""
    return label if explorer.landscape.names["actor"].find(label) == {iri} else iri


def _empty(language: str, text: str) -> dict[str, Any]:
    return {"text": text, "structure": None, "problems": (), "starts": _starts(language), "start": "", "lists": ITEM_KEYS,
            "kinds": KINDS, "most": MOST_BYTES // 1024}  # fmt: skip


def _wrong(language: str, text: str | bytes, problems: Sequence[str]) -> Page:
    """Return the page for a structure that cannot be used: the messages, and the text as the user wrote it."""
    w = words(language)
    kept = text if isinstance(text, str) else text.decode(errors="replace")
    data = {**_empty(language, kept), "problems": problems, "comparison": None, "done": ""}
    return Page(w("design.title"), w("design.explanation"), "design.html", data, status=422, shown={})


def _cards(structure: Structure, comparison: Comparison) -> list[Card]:
    """Return the entries of the structure; those that a proposal leaves as they are come after them in a comparison."""
    claimed: dict[tuple[str, str], list[str]] = defaultdict(list)
    planned: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in comparison.coverage:
        for claim in row.after:
            if claim.answer in ("claimed", "both"):
                claimed[claim.name, claim.kind].append(row.iri)
            elif claim.answer == "planned":
                planned[claim.name, claim.kind].append(row.iri)
    return [
        Card(
            number, change, _made_of(entry, change), entry.note,
            tuple(claimed[change.name, change.kind]), tuple(planned[change.name, change.kind]),
        )
        for number, (entry, change) in enumerate(zip(structure.professions, comparison.professions, strict=False))
    ]  # fmt: skip


def _made_of(entry: ProposedProfession, change: ProfessionChange) -> tuple[tuple[str, str, str], ...]:
    written = [*(name.text for name in entry.covers), *(part.source for part in entry.parts)]
    return tuple((text, one.name, one.iri) for text, one in zip(written, change.made_of, strict=True))


def _grouped(movements: Iterable[Movement]) -> list[tuple[tuple[str, ...], tuple[str, ...], list[Movement]]]:
    """Return the statements that move by where they come from and go to, the largest group first."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Movement]] = defaultdict(list)
    for movement in movements:
        groups[movement.before, movement.after].append(movement)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return [(was, now, found) for (was, now), found in ordered]


def _instances(_: Explorer) -> Iterable[Mapping[str, str]]:
    return ({}, {"start": "voorstel"})


VIEWS = (
    View(
        "design",
        {"nl": "/ontwerp", "en": "/design"},
        design,
        instances=_instances,
        parameters=(Parameter("start", STARTS), Parameter("plan")),
        menu=10,
        styles=("design.css",),
        scripts=("design.js",),
        form=changed,
        largest=MOST_BYTES,
    ),
)
