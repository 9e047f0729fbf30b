"""At what level somebody was trained, where it stands before the name: "een mbo-opgeleide buurtwerker"."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.suggest.builder import Builder
from loaders.suggest.context import context_of, in_passing
from loaders.suggest.model import Mention
from loaders.suggest.qualifiers import level_of
from loaders.suggest.sentences import Sentence

__all__ = ["from_levels"]


def from_levels(sentence: Sentence, mentions: Sequence[Mention], builder: Builder, team: str) -> None:
    """Add the level of education that stands before the name of a profession."""
    for mention in mentions:
        concept = mention.of_kind(("profession",))
        level = builder.vocabulary.find("education_level", level_of(concept)) if concept is not None else None
        if concept is None or level is None or mention.points:
            continue
        context = context_of(sentence, mention.first, mention.last)
        if context.modality == "question":
            continue
        builder.add(
            "education_level", concept, level, sentence, in_passing(context), pattern="opgeleid", confidence=0.8, team=team,
            why=f"Het opleidingsniveau staat voor de naam: '{concept.label}'.",
        )  # fmt: skip
