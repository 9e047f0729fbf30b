"""The decision: one question with its parameters when the text leaves no doubt, else the nearest ones to choose from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from kg.store import GraphEngine
from kg.terms import Iri, n3
from queries.understanding.lexicon import OUTSIDE, Lexicon
from queries.understanding.mentions import Mention, find_mentions, find_statements, without_shorter
from queries.understanding.names import Candidate, Name, Names
from queries.understanding.scoring import Reading, Text, outside_score, read_as
from queries.understanding.sentences import choice, filled_in, quoted
from queries.understanding.spelling import Speller
from queries.understanding.words import Word, fold, split, stem

__all__ = ["MOST_CHARACTERS", "Alternative", "Meaning", "Understander", "Understanding", "understand"]

MOST_CHARACTERS = 500
"""A longer text is no question; it is refused unread."""
ENOUGH, AHEAD = 2.5, 0.75
"""The least score of an answer, and by how much it must lead the next question."""
_SHOWN, _WORTH_SHOWING = 3, 1.0


@dataclass(frozen=True, slots=True)
class Meaning:
    """A concept, document or statement as the value of a parameter: a label and an IRI, both of which `ask` takes."""

    label: str
    iri: str
    kind: str
    words: str = ""
    """The words of the text, where they are not the label."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A question that may be meant, with what fills its parameters; `vraag` is it in a Dutch sentence."""

    number: int
    id: str
    parameters: dict[str, Meaning]
    confidence: float
    vraag: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a text is understood; `number` is None where that is not sure, and then `alternatives` are what comes nearest.

    `confidence` lies between 0 and 1, and above 0.5 only where there is a number. `understood` says it in one Dutch sentence.
    `narrowed` are names by which the rows are to be narrowed: no parameter of the question takes them.
    """

    number: int | None
    id: str | None
    parameters: dict[str, Meaning]
    confidence: float
    understood: str
    alternatives: tuple[Alternative, ...] = ()
    narrowed: tuple[Meaning, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """Return the parameters as `queries.ask` takes them."""
        return {name: meaning.iri for name, meaning in self.parameters.items()}


@dataclass
class Understander:
    """Understands questions over one graph; the names in the graph are read once, so keep it as long as the graph."""

    engine: GraphEngine
    lexicon: Lexicon = field(default_factory=Lexicon.load)

    def __post_init__(self) -> None:
        self._names = Names(self.engine, self.lexicon)
        fronts = {key[0] for key, known in self._names.keys.items() if len(key) == 1 and any(n.kind in _FRONTS for n in known)}
        fronts |= {stem(word) for word in self.lexicon.groups.words if len(word) >= 5}
        tails = {word for word in (*self.lexicon.groups.words, *self.lexicon.neutral) if len(word) >= 4}
        actors = {word for word in tails if any(n.kind == "profession" for n in self._names.keys.get((stem(word),), {}))}
        whole = {key[0] for key in self._names.keys if len(key) == 1} | {stem(word) for word in self.lexicon.words}
        self._whole = frozenset(whole | {stem(word) for word in self._names.parts})
        self._speller = Speller(self._names.words | self.lexicon.words, fronts, tails - actors)

    def understand(self, text: str) -> Understanding:
        """Return how a text of up to `MOST_CHARACTERS` characters is understood."""
        if len(text) > MOST_CHARACTERS:
            return _nothing(
                f"Uw tekst is te lang ({len(text)} tekens): een vraag heeft hooguit {MOST_CHARACTERS} tekens. Stel haar korter."
            )
        taken = self._take_apart(text)
        if not taken.words and not taken.mentions:
            return _nothing("Er staat geen vraag.")
        readings = [read_as(taken, cues, self.lexicon, self._speller) for cues in self.lexicon.questions if cues.number != OUTSIDE]
        readings.sort(key=lambda reading: (-reading.score, reading.question.number))
        return _decide(readings, outside_score(taken, self.lexicon), taken)

    def _take_apart(self, text: str) -> Text:
        statements, rest = find_statements(text)
        words = self.lexicon.without_polite(self._speller.mend(split(self._whole_words(rest))))
        mentions = self._mentions(words)
        parted = self._parted(words, mentions)
        if len(parted) > len(words):
            words, mentions = parted, self._mentions(parted)
        known = [iri for iri in statements if self.engine.run(f"ASK {{ {n3(Iri(iri))} a bk:Statement }}")]
        if known:
            names = [Name(iri, iri.rsplit("/", 1)[-1], "statement") for iri in known]
            mentions["statement"] = [Mention(0, 0, "statement", (Candidate(name, 1.0),)) for name in names]
        unknown = {n for n, word in enumerate(words) if n not in _named(mentions) and not self._ordinary(word)}
        if len(known) < len(statements):
            unknown.add(len(words))
            words.append(Word("", "", ""))
        groups = self.lexicon.groups.find(words, self.lexicon.neutral)
        if whole := [(m.start, m.end) for m in mentions.get("document", ()) if m.exact]:  # "Rotterdam 2016" says that it is a report
            groups["@bron"] = [*groups.get("@bron", []), *whole]
        return Text(words, groups, mentions, frozenset(unknown))

    def _mentions(self, words: list[Word]) -> dict[str, list[Mention]]:
        found = find_mentions(words, self._names, lambda word: word.form in self.lexicon.groups.words or self.lexicon.is_neutral(word))
        return {kind: self._without_general(listed) for kind, listed in without_shorter(found).items()}

    def _parted(self, words: list[Word], mentions: dict[str, list[Mention]]) -> list[Word]:
        """Return the words with those parted that are known only from within some label ("samenwerkingsnetwerk")."""
        named = _named(mentions)
        parted: list[Word] = []
        for number, word in enumerate(words):
            parts = [] if number in named or self._ordinary(word) or self.lexicon.is_elsewhere(word) else self._speller.parts(word)
            parted += parts or [word]
        return parted

    def _ordinary(self, word: Word) -> bool:
        """Tell whether a word is known by itself, not only as a part of labels; a place or year is not."""
        if self.lexicon.is_elsewhere(word) or re.fullmatch(r"(?:19|20)\d\d", word.form):
            return False
        return word.stem in self._whole or word.form.isdigit()

    def _without_general(self, mentions: list[Mention]) -> list[Mention]:
        """Leave out "team" where there is a "Wijkteam Holy"."""
        return [mention for mention in mentions if not mention.general] or mentions

    def _whole_words(self, text: str) -> str:
        """Return a text with the words that a hyphen cuts short written out ("mbo- en hbo-professionals")."""

        def whole(found: re.Match[str]) -> str:
            left, middle, right = found[1], found[2], found[3]
            if "-" in right:
                return f"{left}-{right.rsplit('-', 1)[1]}{middle}{right}"
            for end in range(2, len(right) - 2):
                if self._speller.knows_form(left + right[end:]):
                    return left + right[end:] + middle + right
            return f"{left}{middle}{right}"

        return re.sub(r"\b(\w{2,})-(\s+(?:en|of|naar|tot|versus|vs|tegenover|met|&)\s+)([\w-]{4,})", whole, fold(text))


def _named(mentions: dict[str, list[Mention]]) -> frozenset[int]:
    return frozenset(n for listed in mentions.values() for mention in listed for n in mention.places)


def _decide(readings: Sequence[Reading], outside: float, text: Text) -> Understanding:
    best = readings[0]
    rest = [reading for reading in readings[1:] if reading.score >= _WORTH_SHOWING]
    lead = best.score - max(readings[1].score, 0.0)
    if best.complete and best.score - outside >= ENOUGH and lead >= AHEAD:
        confidence = min(0.99, 0.55 + 0.06 * min(best.score - outside - ENOUGH, 4.0) + 0.08 * min(lead - AHEAD, 3.0))
        return Understanding(
            number=best.question.number,
            id=best.question.id,
            parameters=_parameters(best, text),
            confidence=round(confidence, 2),
            understood=_understood(best, text),
            alternatives=tuple(a for reading in rest[: _SHOWN - 1] for a in _alternatives(reading, text)[:1]),
            narrowed=tuple(_meaning(mention, mention.candidates[0], text) for mention in best.narrowed),
        )
    shown = [] if best.score < _WORTH_SHOWING else [a for reading in (best, *rest) for a in _alternatives(reading, text)]
    return Understanding(
        number=None,
        id=None,
        parameters={},
        confidence=min(0.49, shown[0].confidence if shown else 0.0),
        understood=_doubt(best, outside, text, bool(shown)),
        alternatives=tuple(shown[:_SHOWN]),
    )


def _parameters(reading: Reading, text: Text) -> dict[str, Meaning]:
    return {
        parameter.name: _meaning(reading.filled[parameter.name], reading.filled[parameter.name].candidates[0], text)
        for parameter in reading.question.parameters
        if parameter.name in reading.filled
    }


def _meaning(mention: Mention, candidate: Candidate, text: Text) -> Meaning:
    typed = " ".join(word.text for word in text.words[mention.start : mention.end])
    differs = [word.stem for word in split(typed)] != [word.stem for word in split(candidate.name.label)]
    return Meaning(candidate.name.label, candidate.name.iri, candidate.name.kind, typed if differs else "")


def _alternatives(reading: Reading, text: Text) -> list[Alternative]:
    """Return a reading to choose, or one for each thing that a name may be."""
    names = list(reading.filled)
    options = [reading.filled[name].candidates[:_SHOWN] for name in names]
    found = []
    for chosen in list(product(*options))[:_SHOWN]:
        meanings = {name: _meaning(reading.filled[name], candidate, text) for name, candidate in zip(names, chosen, strict=True)}
        vraag = filled_in(reading.cues.sentence, {name: meaning.label for name, meaning in meanings.items()})
        confidence = round(max(0.05, min(0.49, reading.score / 12)), 2)
        found.append(
            Alternative(
                reading.question.number, reading.question.id, meanings, confidence, f"{vraag[0].upper()}{vraag[1:]}?", tuple(reading.missing)
            )
        )
    return found


def _understood(reading: Reading, text: Text) -> str:
    meanings = _parameters(reading, text)
    narrowed = [_meaning(mention, mention.candidates[0], text) for mention in reading.narrowed]
    sentence = "U vraagt " + filled_in(reading.cues.sentence, {name: m.label for name, m in meanings.items()})
    if narrowed:
        sentence += f"; daarvan alleen wat {quoted(dict.fromkeys(m.label for m in narrowed))} noemt"
    read = [f"‘{m.words}’ als {m.label}" for m in (*meanings.values(), *narrowed) if m.words]
    if read:
        sentence += f" (gelezen: {', '.join(dict.fromkeys(read))})"
    return f"{sentence} (vraag {reading.question.number})."


def _doubt(best: Reading, outside: float, text: Text, options: bool) -> str:
    nearest = " Het dichtst in de buurt komt:" if options else ""
    unknown = [text.words[n].text for n in best.unexplained if n in text.unknown and text.words[n].text]
    if unknown and best.score + 4 >= ENOUGH:
        return f"Ik ken {quoted(dict.fromkeys(unknown))} niet: de graaf heeft geen begrip met die naam.{nearest}"
    if outside >= ENOUGH or not options:
        return f"Op deze vraag heeft de catalogus geen antwoord.{nearest}"
    if best.unclear:
        names = [c.name.label for c in best.filled[best.unclear[0]].candidates]
        mention = best.filled[best.unclear[0]]
        typed = " ".join(word.text for word in text.words[mention.start : mention.end])
        return f"‘{typed}’ kan {choice(names[:4])} zijn. Kies wat u bedoelt:"
    if best.missing:
        wanted = next(p.label for p in best.question.parameters if p.name == best.missing[0])
        return f"Uw vraag noemt niet {wanted.replace('een ', 'welk ', 1)} u bedoelt.{nearest}"
    return f"Ik weet niet zeker wat u bedoelt.{nearest}"


def _nothing(why: str) -> Understanding:
    return Understanding(None, None, {}, 0.0, why)


_FRONTS = ("leefgebied", "theme", "team", "profession", "frame")


def understand(engine: GraphEngine, text: str) -> Understanding:
    """Return how a text is understood over a graph; who asks more than once keeps an `Understander`."""
    return Understander(engine).understand(text)
