"""What the words around a match make of it: denied, wished, obliged, permitted, lacking, asked, or somebody's view.

Words act within their clause. `patterns/context.toml` lists them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from loaders.suggest.grammar.verbs import task_verbs
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word
from loaders.suggest.sentences import Sentence

__all__ = ["Context", "clause_of", "context_in", "context_of", "cues", "in_passing"]

_AUXILIARIES = word_set("hulpwerkwoord") | word_set("lijdend") | word_set("voltooid")
_FINITE = _AUXILIARIES | word_set("overige_persoonsvorm")
_ORDERS = word_set("gebiedend")
_CONDITIONAL = frozenset({"als", "indien", "tenzij"})
_NO_CONDITION = frozenset({"enige", "eerste", "geen", "lid"})
"""Words with which "als" says in what capacity somebody does something."""
_FAR, _SOON, _TWICE = 20, 7, 2
_STOPS = frozenset(",;:()?.!–—")
_WHERE_NEEDED = re.compile(r"\b(?:zo|indien|waar|als dat|wanneer dat) (?:nodig|mogelijk|gewenst)\b")
"""Says when something is done, no wish that it were."""
_LATE = re.compile(
    r"\s*(?:,[^,.;:?!()–]*,|\([^()]*\)|–[^–.;:?!]*–)\s*(?:(?:ook|dus|nog|echter|beslist|zeker|juist|overigens)\s+)?"
    r"(?:niet|nooit|nauwelijks|evenmin)(?:\s+(?:meer|langer|aan|af|bij|door|in|mee|na|op|over|toe|uit|voor))?\s*(?:[.;:!?,]|$)"
)
"""A word of denial that stands by itself behind an aside: "wondzorg verleent zij, anders dan velen denken, niet"."""
_NESTED = re.compile(r",\s*(?:ook )?(?:als|indien|wanneer|hoewel|omdat|terwijl|zodra|nadat)\b[^,.;:]*,")
"""A clause within another one, whose words deny nothing there: "vraagt, als dat niet langer gaat, een indicatie aan"."""
_CITED = re.compile(r"\((?:[^()]*?)(?:19|20)\d\d[a-z]?(?:[,;:][^()]*)?\)")


@dataclass(frozen=True, slots=True)
class Context:
    """Tokens of the statement table for polarity, modality and voice; ``hedged`` marks a claim that is softened.

    ``claimed`` is false for what is said of former days, under a condition or with a denial of a denial: that says neither
    that it is so nor that it is not.
    """

    polarity: str = "pos"
    modality: str = "actual"
    voice: str = "report"
    hedged: bool = False
    claimed: bool = True


class Cues:
    """Cue words of one sort, looked for in lower-case text; most texts have none, and that is soon seen."""

    def __init__(self, given: str) -> None:
        listed = [cue.strip() for cue in given.replace("\n", " ").split(";")]
        self._pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(_cue, listed)) + r")(?!\w)")
        self._parts = tuple({max(re.split(r"[ _*]+", cue), key=len) for cue in listed})

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first cue in a text."""
        return self._pattern.search(text) if any(map(text.__contains__, self._parts)) else None

    def count(self, text: str) -> int:
        """Return how many cues a text has."""
        return len(self._pattern.findall(text)) if any(map(text.__contains__, self._parts)) else 0

    def removed(self, text: str) -> str:
        """Return a text without the cues in it."""
        return self._pattern.sub(" ", text) if any(map(text.__contains__, self._parts)) else text


@cache
def cues() -> dict[str, Cues]:
    """Return the cue words of the data file by sort."""
    table = tomllib.loads((files(__package__) / "patterns" / "context.toml").read_text(encoding="utf-8"))
    return {name: Cues(str(given)) for name, given in table.items()}


def _cue(given: str) -> str:
    return re.escape(given).replace(r"\ _\ ", r"(?:\s+\S+){0,4}?\s+").replace(r"\ ", r"\s+").replace(r"\*", r"\w*")


def clause_of(words: list[Word], first: int, last: int) -> tuple[int, int]:
    """Return the words [begin, end) of the clause around [first, last)."""
    begin, end = first, last
    while begin > 0 and not (
        words[begin - 1].text in _STOPS
        or _breaks(words, begin - 1)
        or _without(words, begin)
        or (_new_verb_phrase(words, begin - 1) and not _nobody(words[:begin]))
    ):
        begin -= 1
    while end < len(words) and not (
        words[end].text in _STOPS
        or _breaks(words, end)
        or _without(words, end)
        or words[end].text.lower() == "die"  # what follows is said of the word before
        or _new_verb_phrase(words, end)
    ):
        end += 1
    return begin, end


def _breaks(words: list[Word], position: int) -> bool:
    """Tell whether a word stands between two clauses; "als geen ander" does not."""
    if words[position].text.lower() not in _clause_words():
        return False
    return position + 1 == len(words) or words[position + 1].text.lower() != "geen"


def _without(words: list[Word], position: int) -> bool:
    """Tell whether "zonder dat" or "zonder te" opens a clause of its own with this word."""
    if position >= len(words) or words[position].text.lower() != "zonder":
        return False
    lower = [word.text.lower() for word in words[position + 1 : position + _SOON]]
    return "te" in lower or lower[:1] == ["dat"]


def _new_verb_phrase(words: list[Word], position: int) -> bool:
    """Tell whether "en" opens a clause with a verb of its own ("... en verwijst ...")."""
    if words[position].text.lower() not in {"en", "of"} or position + 1 >= len(words):
        return False
    after = words[position + 1].text.lower()
    verb = bool(re.search(r"[^aeiou]t$", after)) and after not in {"het", "met", "dat", "niet", "wat"}
    return verb or after in _AUXILIARIES


def _nobody(words: list[Word]) -> bool:
    """Tell whether it is said of nobody, so that every verb that follows is denied: "geen enkele ...", "niemand"."""
    lower = [word.text.lower() for word in words[-_FAR:]]
    return "niemand" in lower or any(
        one == "geen" and other in {"enkele", "enkel", "van"} for one, other in pairwise(lower)
    )


@cache
def _clause_words() -> frozenset[str]:
    return frozenset(
        [
            "maar",
            "terwijl",
            "omdat",
            "want",
            "hoewel",
            "zodat",
            "waarbij",
            "waardoor",
            "tenzij",
            "echter",
            "dus",
            "daarentegen",
            "wanneer",
            "indien",
            "als",
            "zodra",
            "mits",
            "nadat",
            "voordat",
            "zolang",
        ]
    )


def context_of(sentence: Sentence, first: int, last: int, denials: int = 0) -> Context:
    """Return the context of the words [first, last) of a sentence.

    `denials` is how many words of denial belong to what is claimed: "het team heeft geen X" claims that X is missing.
    """
    begin, end = clause_of(sentence.words, first, last)
    context = _undenied(sentence, begin, end)
    count = _denials(sentence, begin, last) - denials if denials else _denials(sentence, begin, end)
    return _denied(context, count)


def context_in(sentence: Sentence, begin: int, end: int) -> Context:
    """Return the context of a clause: the words [begin, end) of a sentence."""
    return _denied(_undenied(sentence, begin, end), _denials(sentence, begin, end))


def _undenied(sentence: Sentence, begin: int, end: int) -> Context:
    """Return the context of a clause but for what denies it."""
    words, text = sentence.words, sentence.text.lower()
    clause = text[words[begin].start : words[end - 1].end] if begin < end else text
    before = text[: words[begin].end]
    rules = cues()
    modality = _modality(sentence, text, clause, before, rules)
    former = rules["former"].search(rules["no_negation"].removed(clause)) is not None
    claimed = not former and not _conditional(words, begin, end)
    return Context("pos", modality, voice_of(sentence.text), bool(rules["hedge"].search(clause)), claimed)


def in_passing(context: Context) -> Context:
    """Return the context of what a clause says by the way: what it denies, wishes or supposes does not touch that."""
    return replace(context, polarity="pos", modality="actual", claimed=True)


def _denied(context: Context, denials: int) -> Context:
    return replace(context, polarity="neg" if denials > 0 else "pos", claimed=context.claimed and denials < _TWICE)


def _conditional(words: list[Word], begin: int, end: int) -> bool:
    """Tell whether the words [begin, end) are a clause that only says under which condition something holds."""
    lower = [word.text.lower() for word in words[max(0, begin - 1) : begin + 2]]
    opens, after = ("", "") if len(lower) < _TWICE else (lower[0], lower[1])
    if after in _NO_CONDITION:
        return False
    verbs = task_verbs()
    last = {word.text.lower() for word in words[max(begin, end - 2) : end]}
    return opens in _CONDITIONAL and any(
        one in verbs.finite or one in verbs.infinitive or one in _FINITE for one in last
    )


def _denials(sentence: Sentence, begin: int, end: int) -> int:
    """Return how often the words [begin, end) are denied, by a word among them or by the sentence as a whole."""
    words, text, rules = sentence.words, sentence.text.lower(), cues()
    clause = text[words[begin].start : words[end - 1].end] if begin < end else text
    clause = _NESTED.sub(" ", clause)
    own = rules["untrue"].removed(rules["no_negation"].removed(clause))
    count = rules["negation"].count(own) + _without(words, begin)
    count += bool(begin < end and _LATE.match(text, words[end - 1].end))
    return count + bool(rules["untrue"].search(rules["no_negation"].removed(text)))


def _modality(sentence: Sentence, text: str, clause: str, before: str, rules: dict[str, Cues]) -> str:
    if sentence.is_question or re.match(r"\W*of\b(?! het nu\b)", text) or rules["question"].search(text):
        asked = rules["question"].search(text)
        if asked is None or sentence.is_question or (asked and asked.start() <= text.find(clause) + len(clause)):
            return "question"
    if rules["view"].search(text) and not rules["desired"].search(clause):
        return "view"
    clause = _WHERE_NEEDED.sub(" ", clause)
    for name in ("missing", "permitted", "obliged", "desired"):
        if rules[name].search(clause):
            return name
    announced = rules["announce"].search(before) or sentence.words[0].text.lower() in _ORDERS
    return "desired" if announced else sentence.wanted or "actual"


@lru_cache(maxsize=100)
def voice_of(text: str) -> str:
    """Return whose words a sentence gives: of a cited study, of a respondent, or of the report."""
    if _CITED.search(text):
        return "cited_study"
    return "respondent" if cues()["respondent"].search(text.lower()) or re.search(r'"[^"]{12,}"', text) else "report"
