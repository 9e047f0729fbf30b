"""Reading relation patterns: TOML files that an analyst can extend, each pattern with its own example sentences.

A pattern is a row of parts with spaces between:

``word``         the word or another form of it; ``a|b`` one of several; ``word?`` may be absent
``~werken``      any form of a verb; ``~uit|voeren`` of a separable one written as one word
``..`` ``...``   up to five words of the same clause; up to twelve words, commas too
``^`` ``,`` ``:``  the start of the sentence; punctuation as it stands (also ``(`` and ``)``)
``{subject:actor}`` ``{object:theme+}``  a mention of a kind; with ``+`` a list of them
``{object:competency*}``  words of the text, up to the end of the clause, as a list of that kind
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import BeroepenkaartError
from loaders.suggest.grammar.verbs import conjugated
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import stem

__all__ = ["KINDS", "Example", "Gap", "Literal", "Pattern", "Slot", "load_patterns", "read_patterns"]

KINDS = {
    "actor": ("profession", "role", "group", "team", "organisation"),
    "person": ("profession", "role", "group"),
    "team": ("team",),
    "party": ("team", "organisation"),
    "organisation": ("organisation",),
    "leefgebied": ("leefgebied",),
    "theme": ("theme",),
    "field": ("leefgebied", "theme"),
    "law": ("legal_frame",),
    "level": ("education_level",),
    "task": ("task", "role"),
    "role": ("role",),
    "competency": ("competency",),
    "concept": (
        "concept",
        "task",
        "theme",
        "competency",
        "role",
        "profession",
        "group",
        "organisation",
        "team",
        "legal_frame",
    ),
    "facility": ("facility", "profession", "role", "organisation", "group", "theme"),
}
"""Names of slots, and the kinds of the statement table that each admits, the likeliest first."""
_FIELDS = {
    "id",
    "relation",
    "match",
    "confidence",
    "activity",
    "shell",
    "modality",
    "aside",
    "yes",
    "no",
    "unless",
}
_DENYING = word_set("ontkennend")
_PARTICLES = word_set("partikel")
_SLOT = re.compile(r"\{(subject|object):(\w+)([+*]?)\}$")
_PUNCTUATION = {",", ":", "(", ")", ";", "'", "–", "-"}


@dataclass(frozen=True, slots=True)
class Literal:
    """Words: one of the stems, or one of the full forms; or a punctuation mark."""

    stems: frozenset[str]
    forms: frozenset[str]
    optional: bool = False

    @property
    def denies(self) -> bool:
        """Whether it is a word that denies: "geen", "niet"."""
        return not self.optional and not self.forms.isdisjoint(_DENYING)


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``most`` words; ``commas`` tells whether they may run over a comma."""

    most: int
    commas: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for the subject or the object; ``many`` for a list, ``free`` for words of the text."""

    name: str
    kinds: tuple[str, ...]
    many: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """The start of the sentence."""


Part = Literal | Gap | Slot | Start


@dataclass(frozen=True, slots=True)
class Example:
    """An example sentence, and the statements expected of it as (subject, object)."""

    sentence: str
    expected: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A relation pattern.

    ``modality`` holds for whatever it finds but a question; ``aside`` tells that it is said in passing ("de jurist van de
    gemeente"), so that what the sentence denies or wishes does not touch it; ``unless`` names words that may not stand in
    it. A word of denial in a way to write it belongs to what it says ("heeft geen ..."): only another one denies that.
    """

    id: str
    relation: str
    ways: tuple[tuple[Part, ...], ...]
    confidence: float
    yes: tuple[Example, ...]
    no: tuple[str, ...]
    activity: str = ""
    shell: str = ""
    modality: str = ""
    aside: bool = False
    unless: tuple[str, ...] = ()


@cache
def load_patterns() -> tuple[Pattern, ...]:
    """Return the patterns of all files in ``patterns/`` that hold relations, by file and place."""
    found: list[Pattern] = []
    for entry in sorted((files(__package__) / "patterns").iterdir(), key=lambda item: item.name):
        if entry.name.startswith("relatie-") and entry.name.endswith(".toml"):
            found.extend(read_patterns(entry.read_text(encoding="utf-8"), entry.name))
    return tuple(found)


def read_patterns(text: str, name: str) -> list[Pattern]:
    """Read a pattern file; raise BeroepenkaartError, naming file and pattern, when one is not right."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BeroepenkaartError(f"geen geldige TOML ({error})", where=name, remedy="Verbeter het bestand.") from error
    return [_pattern(entry, name) for entry in table.get("pattern", [])]


def _pattern(entry: dict[str, object], name: str) -> Pattern:
    where = f"{name}, patroon '{entry.get('id', '?')}'"
    unknown = sorted(set(entry) - _FIELDS)
    missing = sorted({"id", "relation", "match", "yes", "no"} - set(entry))
    if unknown or missing:
        what = f"onbekend: {', '.join(unknown)}" if unknown else f"ontbrekend: {', '.join(missing)}"
        raise BeroepenkaartError(
            what, where=where, expected=f"de velden {', '.join(sorted(_FIELDS))}", remedy="Verbeter het patroon."
        )
    ways = entry["match"] if isinstance(entry["match"], list) else [entry["match"]]
    yes, no = entry["yes"], entry["no"]
    assert isinstance(yes, list)  # noqa: S101 - the tests of the data show it
    assert isinstance(no, list)  # noqa: S101
    text = {key: str(entry.get(key, "")) for key in ("activity", "shell", "modality")}
    return Pattern(
        id=str(entry["id"]),
        relation=str(entry["relation"]),
        ways=tuple(_parts(str(way), where) for way in ways),
        confidence=float(str(entry.get("confidence", 0.8))),
        yes=tuple(_example(str(one)) for one in yes),
        no=tuple(str(one) for one in no),
        aside=bool(entry.get("aside", False)),
        unless=tuple(str(entry.get("unless", "")).split()),
        **text,
    )


def _example(line: str) -> Example:
    """Read ``sentence => subject > object; subject > object``."""
    sentence, _, outcome = line.partition(" => ")
    pairs = (pair.split(" > ") for pair in outcome.split("; ") if pair)
    return Example(sentence, tuple((one.strip(), other.strip()) for one, other in pairs))


def _parts(way: str, where: str) -> tuple[Part, ...]:
    return tuple(_part(word, where) for word in way.split())


def _part(word: str, where: str) -> Part:
    if word == "^":
        return Start()
    if word in {"..", "..."}:
        return Gap(5 if word == ".." else 12, word == "...")
    if word in _PUNCTUATION:
        return Literal(frozenset(), frozenset({word}))
    if word.startswith("{"):
        slot = _SLOT.match(word)
        if not slot or slot[2] not in KINDS:
            raise BeroepenkaartError(
                f"onbekend vak {word}",
                where=where,
                expected=f"{{subject:SOORT}} of {{object:SOORT}}, soort een van {', '.join(KINDS)}",
                remedy="Verbeter het vak.",
            )
        return Slot(slot[1], KINDS[slot[2]], many=slot[3] == "+", free=slot[3] == "*")
    optional, word = word.endswith("?"), word.rstrip("?")
    if word.startswith("~"):
        _must_be_one_verb(word[1:], where)
        return Literal(frozenset(), conjugated(word[1:]), optional)
    choices = word.split("|")
    return Literal(frozenset(stem(choice) for choice in choices), frozenset(choices), optional)


def _must_be_one_verb(verb: str, where: str) -> None:
    """Raise when a bar in a verb parts no particle from it: such a verb would never be found."""
    particle = verb.rpartition("|")[0]
    if particle and particle not in _PARTICLES:
        raise BeroepenkaartError(
            f"'~{verb}' is geen werkwoord: '{particle}' kan er niet los voor staan",
            where=where,
            expected="~werken, of ~uit|voeren voor een scheidbaar werkwoord",
            remedy="Schrijf voor elk werkwoord een eigen regel in match, of noem de vormen zonder ~.",
        )
