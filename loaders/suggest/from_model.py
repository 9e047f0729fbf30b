"""What a language model proposes, paragraph by paragraph; whatever goes wrong, the other suggestions stay.

Headings, lists of people, addresses and sentences with a person's name are not sent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, Protocol

from kg.errors import ModelAnswerError, ModelError
from loaders.suggest.builder import Builder
from loaders.suggest.mentions import Mention
from loaders.suggest.model_guard import Guard, Paragraph
from loaders.suggest.model_prompt import instruction, question
from loaders.suggest.privacy import has_person
from loaders.suggest.sentences import Sentence
from loaders.suggest.topics import Topics

__all__ = ["Asks", "from_model"]

_MOST_LETTERS = 4000
_LEAST_WORDS = 4
_MOST_PROPOSALS = 40
_MOST_FAILURES = 3
"""Unusable answers in a row after which the model is not asked again for this document."""
_TO_A_MODEL = re.compile(
    r"\b(?:negeer|vergeet|ignore|disregard|forget)\b.{0,40}\b(?:instructies?|opdracht(?:en)?|regels|instructions?|prompts?)\b|"
    r"\b(?:systeemprompt|system prompt|als taalmodel|as an ai|<\|im_start\|>)",
    re.IGNORECASE,
)


class Asks(Protocol):
    """What can be asked: a model with a name."""

    @property
    def name(self) -> str:
        """The name of the model."""

    def __hash__(self) -> int:
        """Models that are alike share what is made ready for them."""

    def ask(self, system: str, user: str) -> list[Any]:
        """Return the list in its answer; raise ModelAnswerError or ModelError."""


def from_model(
    model: Asks,
    sentences: Sequence[Sentence],
    mentions: Sequence[Sequence[Mention]],
    topics: Topics,
    builder: Builder,
    progress: Callable[[int, int], None],
) -> tuple[str, ...]:
    """Add what a model proposes and passes the guard; return notes in Dutch on what was left out and what went wrong."""
    plain = frozenset(re.findall(r"(?<!\w)[^\W\d_A-Z]+(?!\w)", builder.document.text))
    guard = Guard(model.name, builder, topics, plain)
    system = instruction(builder.vocabulary)
    paragraphs = list(_paragraphs(sentences, mentions))
    kept = [paragraph for paragraph in paragraphs if not _TO_A_MODEL.search(paragraph.text)]
    left_out: Counter[str] = Counter()
    notes: list[str] = []
    failures, added = 0, 0
    for number, paragraph in enumerate(kept):
        progress(number, len(kept))
        try:
            proposals = model.ask(system, question(paragraph.text))
        except ModelAnswerError as error:
            failures += 1
            notes.append(f"Taalmodel, alinea {number + 1}: {error}")
            if failures < _MOST_FAILURES:
                continue
            notes.append(f"Het taalmodel wordt na {failures} mislukte antwoorden niet meer gevraagd.")
            break
        except ModelError as error:
            notes.append(f"Taalmodel: {error}")
            break
        failures = 0
        for proposal in proposals[:_MOST_PROPOSALS]:
            reason = guard.add(proposal, paragraph)
            left_out[reason] += bool(reason)
            added += not reason
        left_out["te veel voorstellen bij één alinea"] += max(0, len(proposals) - _MOST_PROPOSALS)
    progress(len(kept), len(kept))
    notes += _counted(added, left_out, len(paragraphs) - len(kept))
    if len(notes) > 1 and not added:
        notes.append("De voorstellen van de patronen staan wel in de lijst.")
    return tuple(notes)


def _counted(added: int, left_out: Counter[str], addressed: int) -> Iterator[str]:
    reasons = "; ".join(f"{count} keer: {reason}" for reason, count in left_out.most_common() if count)
    why = f" ({reasons})" if reasons else ""
    yield f"Voorstellen van het taalmodel: in de lijst {added}, afgevallen {left_out.total()}{why}."
    if addressed:
        yield f"Taalmodel: {addressed} keer een alinea overgeslagen die zich tot een taalmodel richt."


def _paragraphs(sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> Iterator[Paragraph]:
    """Give the sentences of each block together, a long block in parts."""
    pairs = zip(sentences, mentions, strict=True)
    for _, group in groupby(pairs, key=lambda pair: pair[0].block):
        part: list[tuple[Sentence, Sequence[Mention]]] = []
        size = 0
        for sentence, found in group:
            if sentence.kind == "heading" or has_person(sentence.text) or len(sentence.text) > _MOST_LETTERS:
                continue
            if part and size + len(sentence.text) > _MOST_LETTERS:
                yield Paragraph(tuple(part))
                part, size = [], 0
            part.append((sentence, found))
            size += len(sentence.text)
        if sum(len(sentence.words) for sentence, _ in part) >= _LEAST_WORDS:
            yield Paragraph(tuple(part))
