"""A gloss for a statement whose reviewer wrote none: one Dutch line made of labels, never of the words of a report."""

from __future__ import annotations

from kg.model import Statement
from kg.vocabulary import Vocabulary

__all__ = ["MOST_LETTERS", "made_gloss"]

MOST_LETTERS = 200
"""What requirement D15 allows."""
_SENTENCES = {
    "member_of_team": ("{s} hoort bij {o}", "{s} hoort niet bij {o}"),
    "active_in": ("{s} is actief op het leefgebied {o}", "{s} is niet actief op het leefgebied {o}"),
    "expertise_in": ("{s} heeft deskundigheid over {o}", "{s} heeft geen deskundigheid over {o}"),
    "has_competency": ("Bij {s} hoort de competentie {o}", "Bij {s} hoort niet de competentie {o}"),
    "has_task": ("Bij {s} hoort als taak of rol: {o}", "Bij {s} hoort niet als taak of rol: {o}"),
    "constrained_by": ("Voor {s} geldt {o}", "Voor {s} geldt {o} niet"),
    "education_level": ("Bij {s} hoort het opleidingsniveau {o}", "Bij {s} hoort niet het opleidingsniveau {o}"),
    "cooperates_with": ("{s} werkt samen met {o}", "{s} werkt niet samen met {o}"),
    "refers_to": ("{s} verwijst naar {o}", "{s} verwijst niet naar {o}"),
    "part_of": ("{s} is onderdeel van {o}", "{s} is geen onderdeel van {o}"),
    "missing_in": ("In {o} ontbreekt {s}", "In {o} ontbreekt {s} niet"),
    "tension": ("Tussen {s} en {o} is spanning", "Tussen {s} en {o} is geen spanning"),
    "kind_of": ("{s} is een soort {o}", "{s} is geen soort {o}"),
}
_MODALITIES = {
    "actual": "", "desired": "Gewenst: ", "missing": "Gemist: ", "obliged": "Verplicht: ", "permitted": "Toegestaan: ",
    "view": "Mening: ", "question": "Gevraagd: ",
}  # fmt: skip


def made_gloss(statement: Statement, vocabulary: Vocabulary) -> str:
    """Return a sentence of at most `MOST_LETTERS` that says what a statement says, with its qualifiers."""

    def label(iri: str) -> str:
        return vocabulary.concepts[iri].label if iri else ""

    positive, negative = _SENTENCES[statement.relation]
    denied = vocabulary.concepts[statement.polarity] == vocabulary.find("polarity", "neg")
    said = (negative if denied else positive).format(s=label(statement.subject), o=label(statement.object))
    parts = [label(iri) for iri in (statement.activity, statement.shell, statement.level) if iri]
    parts += [f"in {label(statement.team)}"] if statement.team and statement.team != statement.object else []
    before = _MODALITIES[vocabulary.concepts[statement.modality].token]
    said = before + (said if before else said[0].upper() + said[1:]) + (f" ({', '.join(parts)})" if parts else "") + "."
    return said if len(said) <= MOST_LETTERS else said[: MOST_LETTERS - 1] + "…"
