"""A comparison of a proposed structure with today as the tables that a page shows and offers to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from queries.structure import Comparison
from queries.structure.results import Claim, ProfessionChange, ReservedChange, Verdict
from viz.explorer.context import Explorer
from viz.explorer.page import Sheet, Value
from viz.explorer.render import Names
from viz.explorer.words import Words, words

__all__ = ["claims", "comparison_sheets", "origins", "verdicts", "warning"]


def comparison_sheets(explorer: Explorer, language: str, comparison: Comparison) -> tuple[Sheet, ...]:
    """Return every table of a comparison, also those without rows; names of a proposal stay as they were written."""
    w, names = words(language), Names(explorer, language)
    known = explorer.content.statements

    def ids(statements: Sequence[str]) -> str:
        return " ".join(known[iri].id for iri in statements if iri in known)

    def sheet(name: str, columns: str, rows: list[list[Value]]) -> Sheet:
        return Sheet(name, w(f"design.table_{name}"), [w(f"design.{column}") for column in columns.split()], rows)

    overlaps = [("today", comparison.overlap_before), ("proposal", comparison.overlap_after)]
    return (
        sheet(
            "beroepen",
            "name kind made_of breadth deepest changed",
            [
                [
                    c.name, w(f"design.kind_{c.kind}"), origins(w, c), c.breadth, c.deepest,
                    w(f"design.{'yes' if c.changed else 'no'}"),
                ]
                for c in comparison.professions
            ],
        ),
        sheet(
            "dekking",
            "leefgebied today proposal gained lost",
            [
                [names.text(c.iri), claims(w, c.before), claims(w, c.after), "; ".join(c.gained), "; ".join(c.lost)]
                for c in comparison.coverage
            ],
        ),
        sheet(
            "overlap",
            "when one other overlap cells statement",
            [
                [w(f"design.{when}"), p.one, p.other, round(p.overlap, 4), "; ".join(p.shared), ids(p.statements)]
                for when, overlap in overlaps
                for p in overlap.pairs
            ],
        ),
        sheet(
            "niemand-meer",
            "sort what holders answer still statement",
            [
                [
                    w(f"design.sort_{x.kind}"), names.text(x.iri), "; ".join(x.holders), answer(w, x.answer),
                    "; ".join(x.still), ids(x.statements),
                ]
                for x in comparison.losses
            ],
        ),
        sheet(
            "voorbehouden",
            "task frame today proposal attention",
            [
                [names.text(r.task_iri), names.text(r.frame_iri), verdicts(w, r.before), verdicts(w, r.after), warning(w, r)]
                for r in comparison.reserved
            ],
        ),
        sheet(
            "toegevoegd",
            "to sort what source statement",
            [
                [a.place, w(f"design.sort_{a.kind}"), a.label, a.source or w("design.no_source"), ids(a.statements)]
                for a in comparison.additions
            ],
        ),
        sheet(
            "zonder-plek",
            "source sort what answer statement",
            [
                [x.actor, w(f"design.sort_{x.kind}"), x.label, answer(w, x.answer), ids(x.statements)]
                for x in comparison.leftovers
            ],
        ),
        sheet(
            "niet-genoemd",
            "name kind statements",
            [[u.name, w(f"design.kind_{u.kind}"), u.statements] for u in comparison.unplaced],
        ),
        sheet(
            "verhuizen",
            "statement source to gloss",
            [
                [known[m.statement].id, "; ".join(m.before), "; ".join(m.after), known[m.statement].gloss]
                for m in comparison.movements
                if m.statement in known
            ],
        ),
    )  # fmt: skip


def answer(w: Words, token: str) -> str:
    """Return an answer of a comparison in words."""
    return w(f"design.answer_{token or 'none'}")


def origins(w: Words, change: ProfessionChange) -> str:
    """Return what an entry is made of, as a text."""
    parts = [f"{w('design.part_of') + ' ' if one.split else ''}{one.name}" for one in change.made_of]
    return "; ".join(parts) or w("design.new")


def claims(w: Words, found: Sequence[Claim]) -> str:
    """Return how many are named, planned and denied in a life domain; not mentioned is not a no."""
    counts = Counter("claimed" if claim.answer == "both" else claim.answer for claim in found)
    denied = sum(claim.denied > 0 for claim in found)
    parts = [w(f"design.count_{kind}", n=counts[kind]) for kind in ("claimed", "planned") if counts[kind]]
    if denied:
        parts.append(w("design.count_denied", n=denied))
    return ", ".join(parts) or w("frame.not_found")


def verdicts(w: Words, found: Sequence[Verdict]) -> str:
    """Return who may do reserved work, and who does it without a source that says so."""
    return "; ".join(_verdict(w, one) for one in found) or w("design.nobody_named")


def _verdict(w: Words, one: Verdict) -> str:
    text = w(f"design.verdict_{one.verdict}", name=one.name)
    if one.verdict == "partly":
        text += f" ({w('design.may_of', names=', '.join(one.may))}"
        text += f"; {w('design.unsaid_of', names=', '.join(one.unsaid))})" if one.unsaid else ")"
    if one.denied and one.verdict != "may_not":
        text += f" ({w('design.denied_of', names=', '.join(one.denied))})"
    return text


def warning(w: Words, change: ReservedChange) -> str:
    """Return what to look at in a row of reserved work, or an empty text."""
    parts = [w(f"design.status_{change.status}")] if change.status in ("lost", "unsaid") else []
    if change.new_conflicts:
        parts.append(w("design.new_conflicts", names=", ".join(change.new_conflicts)))
    return "; ".join(parts)
