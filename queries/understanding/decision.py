"""The decision: one question with its parameters where the text leaves no doubt, else the nearest ones to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from queries.understanding.meaning import Alternative, Meaning, Understanding
from queries.understanding.mentions import Mention
from queries.understanding.names import Candidate
from queries.understanding.scoring import Reading
from queries.understanding.sentences import choice, filled_in, quoted
from queries.understanding.text import Text
from queries.understanding.words import split

__all__ = ["decide", "nothing"]

ENOUGH, AHEAD = 2.5, 0.75
"""The least score of an answer, and by how much it must lead the next question."""
_SHOWN, _WORTH_SHOWING, _BESIDE = 3, 0.4, 1.0
"""How many alternatives there are at most, and the least score of one: instead of an answer, and beside an answer."""
_SURE, _UNSURE = 0.99, 0.49


def decide(readings: Sequence[Reading], outside: float, text: Text) -> Understanding:
    """Return the decision between the readings of a text, the best first; `outside` speaks against them all."""
    best = readings[0]
    score, lead = best.score - outside, best.score - max(readings[1].score, 0.0)
    if best.complete and not text.unknown_statement and score >= ENOUGH and lead >= AHEAD:
        others = [reading for reading in readings[1:] if reading.score >= _BESIDE or _same_shell(reading, best)]
        confidence = 0.55 + 0.06 * min(score - ENOUGH, 4.0) + 0.08 * min(lead - AHEAD, 3.0)
        return Understanding(
            number=best.question.number,
            id=best.question.id,
            parameters=_parameters(best, text),
            confidence=round(min(_SURE, confidence), 2),
            understood=_understood(best, text),
            alternatives=tuple(found for reading in others[: _SHOWN - 1] for found in _alternatives(reading, text)[:1]),
            narrowed=tuple(_narrowed(best, text)),
        )
    near = [reading for reading in readings if reading.score >= _WORTH_SHOWING] if outside < ENOUGH else []
    shown = [found for reading in near for found in _alternatives(reading, text)][:_SHOWN]
    confidence = shown[0].confidence if shown else 0.0
    return Understanding(None, None, {}, confidence, _doubt(best, outside, text, nearest=bool(shown)), tuple(shown))


def nothing(why: str) -> Understanding:
    """Return that nothing is understood, and why."""
    return Understanding(None, None, {}, 0.0, why)


def _same_shell(reading: Reading, best: Reading) -> bool:
    """Tell whether a reading says of a shell what the best one may have no rows for."""
    shells = [mention for mention in best.narrowed if mention.kind == "shell"]
    return reading.complete and any(mention in reading.narrowed for mention in shells)


def _parameters(reading: Reading, text: Text) -> dict[str, Meaning]:
    filled = {parameter.name: reading.filled.get(parameter.name) for parameter in reading.question.parameters}
    return {name: _meaning(mention, mention.candidates[0], text) for name, mention in filled.items() if mention}


def _narrowed(reading: Reading, text: Text) -> list[Meaning]:
    return [_meaning(mention, mention.candidates[0], text) for mention in reading.narrowed]


def _meaning(mention: Mention, candidate: Candidate, text: Text) -> Meaning:
    typed = _typed(mention, text)
    of_label = {word.stem for word in split(typed)} <= {word.stem for word in split(candidate.name.label)}
    return Meaning(candidate.name.label, candidate.name.iri, candidate.name.kind, "" if of_label else typed)


def _typed(mention: Mention, text: Text) -> str:
    return " ".join(dict.fromkeys(word.text for word in text.words[mention.start : mention.end]))


def _alternatives(reading: Reading, text: Text) -> list[Alternative]:
    """Return a reading to choose, or one for each thing that a name may be."""
    options = [mention.candidates[:_SHOWN] for mention in reading.filled.values()]
    labels = {parameter.name: parameter.label for parameter in reading.question.parameters}
    confidence = round(max(0.05, min(_UNSURE, reading.score / 12)), 2)
    found = []
    for chosen in list(product(*options))[:_SHOWN]:
        meanings = {
            name: _meaning(mention, candidate, text)
            for (name, mention), candidate in zip(reading.filled.items(), chosen, strict=True)
        }
        values = {name: labels[name] for name in reading.missing} | {name: m.label for name, m in meanings.items()}
        vraag = f"Vraagt u {filled_in(reading.cues.sentence, values)}?"
        number, name = reading.question.number, reading.question.id
        found.append(Alternative(number, name, meanings, confidence, vraag, tuple(reading.missing)))
    return found


def _understood(reading: Reading, text: Text) -> str:
    meanings, narrowed = _parameters(reading, text), _narrowed(reading, text)
    sentence = "U vraagt " + filled_in(reading.cues.sentence, {name: m.label for name, m in meanings.items()})
    if shells := [meaning.label for meaning in narrowed if meaning.kind == "shell"]:
        sentence += f"; alleen wie in de {shells[0]} staat"
    if others := [meaning.label for meaning in narrowed if meaning.kind != "shell"]:
        sentence += f"; alleen wat gaat over {quoted(dict.fromkeys(others))}"
    read = dict.fromkeys(f"‘{m.words}’ is gelezen als {m.label}" for m in (*meanings.values(), *narrowed) if m.words)
    return f"{sentence} (vraag {reading.question.number}{''.join(f'; {item}' for item in read)})."


def _doubt(best: Reading, outside: float, text: Text, *, nearest: bool) -> str:
    """Return why nothing is answered, in a sentence that leads to the alternatives where there are any."""
    if not nearest or outside >= ENOUGH:
        why = _why_not(best, text) if outside < ENOUGH else ""
        return why or "Op deze vraag heeft de catalogus geen antwoord."
    return f"{_why_not(best, text) or _what_is_unclear(best, text)} Het dichtst in de buurt komt:"


def _why_not(best: Reading, text: Text) -> str:
    if text.unknown_statement:
        return "De uitspraak die u noemt, staat niet in deze graaf."
    unknown = dict.fromkeys(text.words[number].text for number in best.unexplained if number in text.unknown)
    return f"De graaf kent {quoted(unknown)} niet, en zonder dat woord wordt het een andere vraag." if unknown else ""


def _what_is_unclear(best: Reading, text: Text) -> str:
    if best.unclear:
        mention = best.filled[best.unclear[0]]
        labels = [candidate.name.label for candidate in mention.candidates]
        return f"‘{_typed(mention, text)}’ kan {choice(labels[:4])} zijn."
    if best.missing:
        label = next(p.label for p in best.question.parameters if p.name == best.missing[0])
        return f"In uw vraag ontbreekt {label}."
    return "Het is niet zeker wat u bedoelt."
