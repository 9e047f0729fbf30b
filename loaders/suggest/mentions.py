"""Mentions: where a text names a concept, found by the labels of the vocabulary, longest match first.

A word that is not in the vocabulary can still be a mention: listed names, and words whose last part tells the kind
("dorpsregisseur"). Their concepts are `own`: proposals, not in the vocabulary.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.identifiers import concept_iri
from kg.vocabulary import Concept, Vocabulary
from loaders.suggest.coordination import suspended_mentions
from loaders.suggest.grammar.verbs import task_verbs
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import STOP_WORDS, Word, words_of
from loaders.suggest.model import ACTORS, PERSONS, Mention
from loaders.suggest.names import Names, load_names
from loaders.suggest.singular import singular

__all__ = ["ACTORS", "Lexicon", "Mention", "own_concept"]

_SKIPPED_KINDS = frozenset({"relation", "rule_kind", "modality", "tension_kind", "level", "voice", "polarity", "shell"})
_ORDER = ("leefgebied", "profession", "role", "group", "team", "organisation", "legal_frame", "theme", "education_level",
          "facility", "competency", "task", "concept", "activity")  # fmt: skip
_WHOLE = frozenset({"task", "competency", "concept"})
_PARTS = frozenset({"legal_frame", "theme", "leefgebied", "education_level"})
"""Kinds whose names may stand within the names of those kinds, and then count too."""
_INSIDE = frozenset({"uit", "binnen", "vanuit"})
"""Prepositions that within a name say what "in" says: "professionals uit het wijkteam"."""
ARTICLES = frozenset({"de", "het", "een"})
_EDUCATED = ("opgeleid", "opleiding", "niveau", "diploma", "geschol", "geschool", "werk", "denk", "achtergrond")
"""What follows the hyphen after a level of education that still is one: "hbo-opgeleid"."""
_CODE_PERSON = re.compile(r"[A-Za-z]{2,5}['’]ers?")
"""Somebody of an organisation with a code for a name: "GGD'er"."""
_SORTS = frozenset({"instelling", "aanbieder", "organisatie", "stichting"})
_NO_FORM_OF = {
    "ouder": "ouderen",
    "ouders": "ouderen",
    "leven": "durf",
    "levens": "durf",
}  # "lef" is another word for it
"""Words that have the stem of a label and are no form of it."""
_COMMON = word_set("alledaags")
"""Labels that are everyday words: known to mean the concept only where a pattern asks for their kind."""


class Lexicon:
    """Labels prepared for matching."""

    def __init__(self, vocabulary: Vocabulary, names: Names | None = None) -> None:
        self.vocabulary = vocabulary
        self.names = names or load_names()
        self._keys: dict[tuple[str, ...], dict[str, Concept]] = defaultdict(dict)
        self._case: dict[tuple[str, ...], frozenset[str]] = {}
        self._any_case: set[tuple[str, ...]] = set()
        self._prefixes: set[tuple[str, ...]] = set()
        self._joined: dict[str, tuple[str, ...]] = {}
        for concept in vocabulary.concepts.values():
            if concept.kind not in _SKIPPED_KINDS:
                for label in dict.fromkeys((concept.label, *concept.alternatives)):
                    self.add(concept, label)
        for kind, label, other in self.names.same:
            known = vocabulary.find(kind, label)
            if known is not None:
                self.add(known, other)
        for kind, name in self.names.listed:
            if not self._has(kind, name):
                self.add(own_concept(kind, name), name)
            elif name.islower():  # "spv" is the SPV too
                self._any_case.add(_key(words_of(name)))
            if name.endswith("-registratie"):  # "die BIG-geregistreerd is"
                self.add(self._keys[_key(words_of(name))][kind], f"{name.removesuffix('registratie')}geregistreerd")

    def copy(self) -> Lexicon:
        """Return a lexicon to which the abbreviations of one document can be added without touching this one."""
        other = copy.copy(self)
        other._keys = defaultdict(dict, {key: dict(concepts) for key, concepts in self._keys.items()})  # noqa: SLF001 - itself
        other._case, other._any_case = dict(self._case), set(self._any_case)  # noqa: SLF001
        other._prefixes = set(self._prefixes)  # noqa: SLF001
        return other

    def add(self, concept: Concept, label: str) -> None:
        """Let a label name a concept from now on; one that is in the vocabulary stays with its concept of that kind."""
        key = _key(words_of(label))
        if not key:
            return
        old = self._keys[key].get(concept.kind)
        if old is None or (old.own and old.label.lower() != concept.label.lower()):
            self._keys[key][concept.kind] = concept
        if _short_code(label):
            self._case[key] = self._case.get(key, frozenset()) | {label}
        elif label.islower():  # a document that writes "spv" means the SPV
            self._any_case.add(key)
        self._prefixes.update(key[:length] for length in range(1, len(key) + 1))
        if len(key) > 1 and concept.kind in ACTORS | {"theme", "legal_frame"}:
            self._joined.setdefault("".join(key), key)

    def _has(self, kind: str, name: str) -> bool:
        return kind in self._keys.get(_key(words_of(name)), {})

    def find(self, words: list[Word]) -> list[Mention]:
        """Return the mentions in a sentence in order, the longest at each place.

        None overlap, but for a law, theme, leefgebied or level of education within the name of a task, competency or
        notion: "uitvoeren van de Wmo" names the act too. It follows the mention that it is within.
        """
        found: list[Mention] = []
        position = 0
        while position < len(words):
            mention = self._at(words, position)
            if mention is None:
                position += 1
                continue
            further = list(self._further_teams(words, mention))
            found += [mention, *self._within(words, mention), *further]
            position = further[-1].last if further else mention.last
        if any(word.text == "-" for word in words):
            extra = suspended_mentions(words, self.lookup)
            kept = [f for f in found if all(m.last <= f.first or f.last <= m.first or f.last > m.last for m in extra)]
            extra = [m for m in extra if all(m.last <= f.first or f.last <= m.first for f in kept)]
            found = sorted([*kept, *extra], key=lambda mention: mention.first)
        return found

    def _further_teams(self, words: list[Word], first: Mention) -> Iterator[Mention]:
        """Give the teams that share their sort with one before: "de buurtteams Noord en Zuid"."""
        concept, place = first.concepts[0], first.last
        plural = any(word.text.lower().endswith("teams") for word in words[first.first : first.last])
        sort = " ".join(word for word in concept.label.split() if word[0].islower())
        while plural and concept.kind == "team" and sort != concept.label and place + 1 < len(words):
            end = place + 1
            while end < len(words) and words[end].is_word and words[end].text[0].isupper():
                end += 1
            if words[place].text.lower() not in {"en", ","} or end == place + 1:
                return
            yield Mention(
                place + 1, end, (own_concept("team", f"{sort} {_as_written(words[place + 1 : end])}"),), "name"
            )
            place = end

    def _within(self, words: list[Word], outer: Mention) -> Iterator[Mention]:
        if outer.last - outer.first == 1 or not outer.kinds <= _WHOLE:
            return
        place = outer.first
        while place < outer.last:
            mention = self._at(words[: outer.last - (place == outer.first)], place)
            if mention is not None and mention.kinds & _PARTS and not mention.weak:
                yield mention
            place = mention.last if mention is not None else place + 1

    def lookup(self, words: list[Word]) -> Mention | None:
        """Return the mention that covers all the words, or None."""
        mention = self._at(words, 0) if words else None
        return mention if mention and mention.last == len(words) else None

    def _at(self, words: list[Word], position: int) -> Mention | None:
        word = words[position]
        if not word.is_word:
            return self._in_brackets(words, position) if word.text == "(" else None
        run = self._run(words, position)
        for length in range(len(run), 0, -1):
            part = [words[place] for place in run[:length]]
            key = _key(part)
            concepts = self._keys.get(key)
            if not concepts or not self._case_fits(key, part):
                continue
            not_meant = _NO_FORM_OF.get(words[position].text.lower()) if length == 1 else None
            concepts = {kind: concept for kind, concept in concepts.items() if concept.label != not_meant}
            if not concepts:
                continue
            last = run[length - 1] + 1
            if length == 1 and (joined := self._joined_at(words, position)) and joined.last == position + 2:
                return joined
            extended = self._name_after(words, position, last, concepts)
            if extended:
                return extended
            if length == 1 and last < len(words) and words[last].glued and not words[last].stem.startswith(_EDUCATED):
                continue  # the first part of a compound with a hyphen names something else
            ordered = tuple(sorted(concepts.values(), key=lambda c: (c.own, _ORDER.index(c.kind))))
            if length == 1 and word.stem == "werk" and word.text.lower() != "werk":
                continue  # the verb, or several works
            if length == 1 and _is_verb(word.text.lower(), ordered):
                continue
            weak = (length == 1 and (word.text if position else word.text.lower()) in _COMMON) or _bare_place(
                part, ordered[0]
            )
            how = "name" if all(concept.own for concept in ordered) else "label"
            return Mention(position, last, ordered, how, weak)
        return self._joined_at(words, position) or self._by_ending(words, position)

    def _run(self, words: list[Word], position: int) -> list[int]:
        """Return the places of the words that may begin a label, from a word on, without articles and "-" before "en"."""
        key: tuple[str, ...] = (words[position].stem,)
        run: list[int] = []
        place = position
        while key in self._prefixes:
            run.append(place)
            place += 1
            while place < len(words) and (words[place].text.lower() in ARTICLES or _suspends(words, place)):
                place += 1
            if place >= len(words) or not words[place].is_word:
                break
            key = (*key, "in" if words[place].stem in _INSIDE else words[place].stem)
        return run

    def _in_brackets(self, words: list[Word], position: int) -> Mention | None:
        """Find "(wijk)team": the bracketed part belongs to the word that follows without a space."""
        if (
            position + 3 >= len(words)
            or words[position + 2].text != ")"
            or words[position + 3].start != words[position + 2].end
        ):
            return None
        whole = (
            self.lookup(words_of(words[position + 1].text + words[position + 3].text))
            if words[position + 3].is_word
            else None
        )
        return Mention(position, position + 4, whole.concepts, "compound") if whole else None

    def _case_fits(self, key: tuple[str, ...], part: list[Word]) -> bool:
        """Short codes need a capital in the text: MEE is no "mee", and Wmo and WMO are the same act."""
        return key not in self._case or key in self._any_case or len(part) > 1 or any(c.isupper() for c in part[0].text)

    def _joined_at(self, words: list[Word], position: int) -> Mention | None:
        """Find "wijk team" or "jeugd-professional" where the label is one word, and the other way about."""
        word = words[position]
        key = self._joined.get(word.stem)
        if key:
            return Mention(position, position + 1, tuple(self._keys[key].values()), "compound")
        if position + 1 < len(words) and words[position + 1].is_word:
            pair = word.text + words[position + 1].text
            for stem_ in {word.stem + words[position + 1].stem, word.text.lower() + words[position + 1].stem}:
                concepts = self._keys.get((stem_,))
                if concepts and not concepts.keys().isdisjoint(ACTORS) and len(pair) > 7:
                    return Mention(position, position + 2, tuple(concepts.values()), "compound")
        return None

    def _by_ending(self, words: list[Word], position: int) -> Mention | None:
        first = position
        last = position + 1
        while last < len(words) and words[last].glued:
            last += 1
        whole = "".join(("-" if item.glued else "") + item.text for item in words[first:last])
        kind, ending = self.names.kind_by_ending(words[last - 1].text if last - first == 1 else whole)
        if _CODE_PERSON.fullmatch(words[last - 1].text):
            return Mention(first, last, (own_concept("profession", whole.removesuffix("s")),), "name")
        if (
            not kind
            or _in_address(words, first, last)
            or _looks_like_a_verb(words, last - 1)
            or (first and _is_capitalised(words[first], last - first))
        ):
            return None
        label = singular(whole, ending)
        return Mention(first, last, (own_concept(kind, label),), "name")

    def _name_after(self, words: list[Word], position: int, last: int, concepts: dict[str, Concept]) -> Mention | None:
        """Take a capitalised name along: "wijkteam Noord", "gemeente Noorderham"."""
        while last < len(words) and words[last].glued and words[last].stem in _SORTS:  # "ggz-instelling Duinrust"
            last += 1
        head = words[last - 1].stem
        kind = "team" if "team" in concepts and head.endswith("team") else "organisation" if head in _SORTS else ""
        begin = position if kind else last - 1
        kind = kind or next((kind for before, kind in self.names.before_name if head == before), "")
        end = last
        while kind and end < len(words) and end - last < 3 and words[end].is_word and words[end].text[0].isupper():
            end += 1
        if end == last or words[last].text.isupper():
            return None
        if words[last].text.lower() in STOP_WORDS and (end == last + 1 or words[last].text.lower() not in ARTICLES):
            return None  # "het wijkteam De Linde" has a name, "het wijkteam. De" has none
        if kind not in concepts and concepts.keys() & ACTORS:
            return None
        if kind == "team" and "organisation" in self._keys.get(_key(words[last:end]), {}):
            return None  # "schakelt het team Veilig Thuis in"
        sort = _one_of_them(words[begin:last], concepts.get("team"))
        label = f"{sort} {_as_written(words[last:end])}" if sort else _as_written(words[begin:end])
        known = self._keys.get(_key(words[begin:end]), {}) or self._keys.get(_key(words[last:end]), {})
        concept = known.get(kind) or own_concept(kind, label if label[:2].isupper() else label[0].lower() + label[1:])
        return Mention(begin, end, (concept,), "name" if concept.own else "label")


def own_concept(kind: str, label: str) -> Concept:
    """Return a concept that is not in the vocabulary."""
    return Concept(concept_iri(f"own/{kind}", label), kind, label, own=True)


def _one_of_them(words: list[Word], concept: Concept | None) -> str:
    """Return what one of several teams is called: "buurtteam" of "de buurtteams Noord en Zuid"; nothing of one."""
    if concept is None or not words[-1].text.lower().endswith("teams"):
        return ""
    same = [word.stem for word in words_of(concept.label)] == [word.stem for word in words]
    return concept.label if same else re.sub(r"ale\b", "aal", _as_written(words)[:-1].lower())  # "sociale teams"


def _as_written(words: list[Word]) -> str:
    """Return the text of words that stand together, without line ends."""
    label = words[0].text
    for before, word in pairwise(words):
        label += ("-" if word.glued else "" if word.start == before.end else " ") + word.text
    return label


def _suspends(words: list[Word], place: int) -> bool:
    """Tell whether a hyphen stands for the end of a word that follows: "jeugd- en gezinscoach"."""
    after = words[place + 1].text.lower() if place + 1 < len(words) else ""
    return words[place].text == "-" and words[place].start == words[place - 1].end and after in {"en", "of"}


def _is_verb(lower: str, concepts: Sequence[Concept]) -> bool:
    """Tell whether a word only looks like somebody's name by its stem: "schakelen" is no "schakel"."""
    verb = lower.endswith("en") and lower in task_verbs().infinitive
    return verb and all(concept.kind in PERSONS and not concept.label.lower().endswith("en") for concept in concepts)


def _bare_place(part: list[Word], concept: Concept) -> bool:
    """Tell whether a town's name stands for its municipality: it seldom means that it acts."""
    return concept.label.lower().startswith("gemeente ") and part[0].stem != "gemeent"


def _key(words: list[Word]) -> tuple[str, ...]:
    stems = [word.stem for word in words if word.is_word]
    rest = [
        "in" if word.stem in _INSIDE else word.stem
        for word in words[1:]
        if word.is_word and word.text.lower() not in ARTICLES
    ]
    return (stems[0], *rest) if stems else ()


def _short_code(label: str) -> bool:
    return (len(label) <= 5 and sum(character.isupper() for character in label) >= 2) or label in {"Wmo", "Wlz", "Zvw"}


def _in_address(words: list[Word], first: int, last: int) -> bool:
    """Tell whether words are part of an address: "www.voorbeeld.nl", "post@voorbeeld.nl"."""

    def joined(one: int, sign: int, other: int) -> bool:
        return (
            words[sign].text in "./@" and words[one].end == words[sign].start and words[sign].end == words[other].start
        )

    return (first > 1 and joined(first - 2, first - 1, first)) or (
        last + 1 < len(words) and joined(last - 1, last, last + 1)
    )


def _looks_like_a_verb(words: list[Word], position: int) -> bool:
    """Tell whether "te", "om te" or "ge-" makes a verb of a word that ends like a name."""
    before = words[position - 1].text.lower() if position else ""
    return before == "te" or words[position].text.lower().endswith(("eerd", "end", "ende"))


def _is_capitalised(word: Word, parts: int) -> bool:
    """Tell whether a word looks like a proper name: a capital that is no code ("GGD-arts", "Wmo-consulent")."""
    return word.text[0].isupper() and not word.text.isupper() and not (parts > 1 and len(word.text) <= 4)
