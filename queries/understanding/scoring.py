"""How well each catalogued question fits a text: which cues it has, which names fill its parameters, what stays unexplained."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from queries.catalogue import questions
from queries.header import Question
from queries.understanding.lexicon import OUTSIDE, Cue, Lexicon, QuestionCues
from queries.understanding.mentions import Mention
from queries.understanding.names import PREFERRED
from queries.understanding.text import Text
from queries.understanding.words import function_word

__all__ = ["Reading", "outside_score", "read_as"]

FILLED, NARROWED = 0.5, 0.2
"""What a name is worth that fills a parameter, or narrows the rows."""
UNUSED_NAME, OTHER_CUE, STRONG_CUE, UNKNOWN, UNKNOWN_NAME = 4.0, 0.8, 3.0, 2.0, 4.0
"""What it costs when a name has no place in the question, a word points elsewhere (strongly: by itself), is
unknown, or is unknown where a name stands."""
MISSING = 1.0
_PARAMETER_KINDS = ("leefgebied", "theme", "team", "profession", "frame", "statement")
_DETAIL_KINDS = {"activity"}
"""Kinds of which only the preferred label narrows: their other labels are ordinary words."""


@dataclass(slots=True)
class Reading:
    """A text read as one question."""

    question: Question
    cues: QuestionCues
    filled: dict[str, Mention] = field(default_factory=dict)
    narrowed: list[Mention] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    unexplained: list[int] = field(default_factory=list)
    unknown_name: bool = False
    score: float = 0.0

    @property
    def order(self) -> tuple[float, int]:
        """Return by what readings are ordered: the best score first, then the lowest number."""
        return (-self.score, self.question.number)

    @property
    def complete(self) -> bool:
        """Tell whether the question can be asked: nothing missing, nothing that may be two things, no name or place left over."""
        return not (self.missing or self.unclear or self.unknown_name)


def _kind_of(parameter: str) -> str:
    """Return the kind of name that fills a parameter."""
    return {"other": "profession", "other_team": "team"}.get(parameter, parameter)


def read_as(text: Text, cues: QuestionCues, lexicon: Lexicon) -> Reading:
    """Return a text read as one catalogued question, with its score."""
    question = next(question for question in questions() if question.number == cues.number)
    reading = Reading(question, cues)
    support, explained = _support(text, cues)
    _fill(reading, text, explained)
    _narrow(reading, text, explained)
    used = frozenset(n for mention in (*reading.filled.values(), *reading.narrowed) for n in mention.places)
    costs = _costs(reading, text, lexicon, explained | used)
    reading.score = (
        support + FILLED * len(reading.filled) + NARROWED * len(reading.narrowed)
        - MISSING * (len(reading.missing) + len(reading.unclear)) - costs
    )  # fmt: skip
    return reading


def outside_score(text: Text, lexicon: Lexicon) -> float:
    """Return how strongly a text points to what the catalogue cannot answer."""
    named = [m.places for kind in _PARAMETER_KINDS for m in text.mentions.get(kind, ()) if m.exact]
    outside = next(cues for cues in lexicon.questions if cues.number == OUTSIDE)
    return sum(
        cue.weight
        for cue in outside.cues
        if _holds(text, cue) and all(not any(text.places(part) <= places for places in named) for part in cue.needed)
    )


def _support(text: Text, cues: QuestionCues) -> tuple[float, frozenset[int]]:
    """Return the weight of the cues in a text, and the numbers of the words that they explain."""
    weight, explained = 0.0, frozenset[int]()
    for cue in cues.cues:
        if _holds(text, cue):
            weight += cue.weight
            if cue.weight > 0:
                explained |= frozenset(n for part in cue.needed for n in text.places(part))
    return weight, explained


def _holds(text: Text, cue: Cue) -> bool:
    if not all(text.groups.get(part) for part in cue.needed):
        return False
    if any(_names(text, kind) < number for kind, number in cue.names):
        return False
    return not any(_names(text, part[1:-1]) if part.startswith("<") else text.groups.get(part) for part in cue.absent)


def _names(text: Text, kind: str) -> int:
    return sum(mention.kind == "statement" or not mention.general for mention in text.mentions.get(kind, ()))


def _fill(reading: Reading, text: Text, explained: frozenset[int]) -> None:
    kinds = {_kind_of(parameter.name) for parameter in reading.question.parameters}
    required = {_kind_of(parameter.name) for parameter in reading.question.parameters if parameter.required}
    mentions = [mention for kind in kinds for mention in text.mentions.get(kind, ())]
    free: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, _rank(m, text), -m.quality)):
        if any(mention.overlaps(other) for other in free):
            continue
        optional = mention.kind not in required
        spoken_for = mention.kind == "profession" and mention.places <= explained
        if optional and (spoken_for or mention.general):
            continue
        if optional and len(mention.candidates) > 1 and mention.places <= text.general:
            continue
        free.append(mention)
    free.sort(key=lambda mention: (mention.general, len(mention.candidates) > 1, mention.start))
    for parameter in reading.question.parameters:
        found = next((mention for mention in free if mention.kind == _kind_of(parameter.name)), None)
        if found is None:
            if parameter.required:
                reading.missing.append(parameter.name)
            continue
        free.remove(found)
        reading.filled[parameter.name] = found
        if len(found.candidates) > 1:
            reading.unclear.append(parameter.name)
    _in_order(reading)


def _in_order(reading: Reading) -> None:
    """Put the two names of a comparison in the order of the text."""
    for one, other in (("profession", "other"), ("team", "other_team")):
        if one in reading.filled and other in reading.filled:
            pair = sorted((reading.filled[one], reading.filled[other]), key=lambda mention: mention.start)
            reading.filled[one], reading.filled[other] = pair


def _rank(mention: Mention, text: Text) -> int:
    """Return which kind goes first where the same words are two things: a place near "report" is a document, else a team."""
    if mention.kind == "document":
        return 0 if mention.exact or text.groups.get("@bron") or text.groups.get("volgens") else 2
    return 1 if mention.kind != "theme" else 0


def _narrow(reading: Reading, text: Text, explained: frozenset[int]) -> None:
    taken = list(reading.filled.values())
    shells = text.mentions.get("shell", ())
    for kind in reading.cues.narrow:
        for mention in text.mentions.get(kind, ()):
            if any(mention.overlaps(other) for other in taken) or not _narrows(mention, text, shells, explained):
                continue
            reading.narrowed.append(mention)
            taken.append(mention)


def _narrows(mention: Mention, text: Text, shells: Sequence[Mention], explained: frozenset[int]) -> bool:
    if mention.kind == "shell":
        return len(
            {candidate.name.iri for shell in shells for candidate in shell.candidates}
        ) == 1 and not text.groups.get("niet")
    if len(mention.candidates) > 1:
        return False
    if mention.kind == "document":
        return mention.exact or bool(text.groups.get("@bron") or text.groups.get("volgens"))
    if mention.kind in _DETAIL_KINDS and mention.quality < PREFERRED:
        return False
    return mention.exact and not mention.places <= explained


def _costs(reading: Reading, text: Text, lexicon: Lexicon, explained: frozenset[int]) -> float:
    costs = 0.0
    for kind in _PARAMETER_KINDS:
        for mention in text.mentions.get(kind, ()):
            words = mention.places - explained
            ordinary = len(mention.places) == 1 and all(
                n in text.general or lexicon.is_neutral(text.words[n]) for n in words
            )
            if words and not mention.general and not ordinary:
                explained |= mention.places
                costs += UNUSED_NAME
                reading.unknown_name |= any(lexicon.is_elsewhere(text.words[n]) for n in words)
                reading.unexplained += sorted(words)
    for span in sorted({span for group in lexicon.strong for span in text.groups.get(group, ())}):
        if explained.isdisjoint(range(*span)) and not _named_by(text, span[0], lexicon):
            explained |= frozenset(range(*span))
            costs += STRONG_CUE
            reading.unexplained += range(*span)
    for number, word in enumerate(text.words):
        silent = number in text.general or lexicon.is_neutral(word) or function_word(word.form)
        if number in explained or (silent and number not in text.unknown):
            continue
        reading.unexplained.append(number)
        if number not in text.unknown and not _named_by(text, number, lexicon):
            costs += OTHER_CUE
        elif _in_place_of_name(text, number, lexicon):
            costs += UNKNOWN_NAME
            reading.unknown_name = True
        else:
            costs += UNKNOWN
    return costs


def _named_by(text: Text, number: int, lexicon: Lexicon) -> bool:
    """Tell whether a word stands after one that a name always follows ("leefgebied sport")."""
    return number > 0 and text.words[number - 1].form in lexicon.named_by


def _in_place_of_name(text: Text, number: int, lexicon: Lexicon) -> bool:
    """Tell whether an unknown word stands where a name stands: after an article, preposition or "team", and is no adjective."""
    word = text.words[number]
    if lexicon.is_elsewhere(word):
        return True
    before = text.words[number - 1] if number else None
    if before is None or not (function_word(before.form) or before.form in lexicon.before_names):
        return False
    after = text.words[number + 1] if number + 1 < len(text.words) else None
    adjective = _ADJECTIVE.search(word.form) and after is not None and not lexicon.is_neutral(after)
    return not adjective or number + 1 in text.unknown


_ADJECTIVE = re.compile(r"(?:ige|lijke|ische|ele|ende|bare|zame|loze|volle|achtige|ste|[rnkgt]de|te)$")
