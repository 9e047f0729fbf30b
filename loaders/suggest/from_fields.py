"""On which leefgebied somebody works: what he is said to do in a section about a leefgebied he does there."""

from __future__ import annotations

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import Context
from loaders.suggest.grammar.words import words_of
from loaders.suggest.sentences import Sentence

__all__ = ["field_of", "from_field"]

_SHARE = 0.85
"""How sure it is that somebody works on a leefgebied when it is sure that he does the work that its section tells of."""
_TELLING = ("has_task", "expertise_in")


def field_of(heading: str, builder: Builder) -> Concept | None:
    """Return the leefgebied that a heading names, and nothing but that: "Psychische gezondheid", not "Het werk in de wijk"."""
    words = [word for word in words_of(heading) if word.is_word and not word.text.isdigit()]
    mention = builder.lexicon.lookup(words)
    return mention.of_kind(("leefgebied",)) if mention is not None else None


def from_field(field: Concept, sentence: Sentence, builder: Builder, team: str) -> None:
    """Add for every task or theme that a sentence of such a section says of somebody that he is active there."""
    for one in builder.said(sentence):
        row = one.row
        if row.relation not in _TELLING or row.polarity != "pos" or row.modality != "actual":
            continue
        actor = Concept(
            f"said:{row.subject_type}:{row.subject}", row.subject_type, row.subject, own="subject" in one.new
        )
        builder.add(
            "active_in", actor, field, sentence, Context(voice=row.voice), pattern="deel-over-leefgebied",
            confidence=one.confidence * _SHARE, team=team,
            why=f"Dit deel van de tekst gaat over '{field.label}', en '{actor.label}' doet hier iets.",
        )  # fmt: skip
