"""The clauses of a sentence: cut at signs, conjunctions and relatives; what has no verb belongs to its neighbour.

Dutch puts the verb second in a main clause and last in one that depends on another; after a clause in between the main
clause goes on with its verb. "En" between two verbs makes two clauses of which the second runs on without a subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.suggest.grammar.tags import ADVERBS, Tags
from loaders.suggest.grammar.word_lists import word_set

__all__ = ["Clause", "clauses_of"]

_HARD = frozenset(".;:?!")
_JOINING = frozenset({",", "en", "of", "maar", "alsook", "én", "&", "–", "dus", "want"})
_SUBORDINATING = word_set("onderschikkend")
_RELATIVE = frozenset({"die", "dat"})
_ALSO_BEFORE_NOUNS = frozenset({"als", "zoals", "welke", "wie"})
"""Words that open a clause only when a finite verb follows."""
_FAR = 6
"""Words before "als" among which "zowel" may stand."""
_SAYS_OF_THAT = word_set("toegewezen_werkwoord") | word_set("overgelaten") | {"doet", "doen"}
_SKIPPED = frozenset({"ook", "zo", "nodig", "daarnaast", "eventueel", "anderzijds"})


@dataclass(eq=False, slots=True)
class Clause:
    """Words of a sentence with one finite verb, or what is left over without one.

    ``kind`` is ``main``, ``sub``, ``relative`` or ``aim`` ("om ... te"); ``places`` are its words in order, not always next
    to each other; ``opener`` is the place of the word or sign before it (-1: none). ``before`` is the clause from which it
    depends, or from which it ``runs_on`` without naming its subject again.
    """

    kind: str
    opener: int
    places: list[int] = field(default_factory=list)
    before: Clause | None = None
    runs_on: bool = False


def clauses_of(tags: Tags) -> list[Clause]:
    """Return the clauses of a sentence in the order in which they begin."""
    return _Cutter(tags).run()


class _Cutter:
    def __init__(self, tags: Tags) -> None:
        self.tags = tags
        self.found: list[Clause] = []
        self.current = self._new("main", -1)
        self.outside: Clause | None = None

    def run(self) -> list[Clause]:
        for opener, begin, end in self._pieces():
            self._place(opener, begin, end)
        return [clause for clause in self.found if clause.places]

    def _new(self, kind: str, opener: int, before: Clause | None = None, *, runs_on: bool = False) -> Clause:
        self.current = Clause(kind, opener, [], before, runs_on)
        self.found.append(self.current)
        return self.current

    def _pieces(self) -> Iterator[tuple[int, int, int]]:
        """Give (place of the opening word or sign or -1, begin, end); a conjunction after a comma opens as one with it."""
        opener, begin = -1, 0
        for place, lower in enumerate(self.tags.lower):
            if not self._opens(place, lower):
                continue
            if begin < place or opener < 0:
                yield opener, begin, place
            opener, begin = place, place + 1
        yield opener, begin, len(self.tags.lower)

    def _opens(self, place: int, lower: str) -> bool:
        if lower in _HARD or lower in _JOINING or lower in {"(", ")", "om"}:
            return True
        if lower in _RELATIVE:
            return place > 0 and not self._shown(place)
        if lower == "al":
            return place > 0 and place + 1 < len(self.tags.lower) and self.tags.finite(place + 1)
        if lower == "als" and "zowel" in self.tags.lower[max(0, place - _FAR) : place]:
            return False
        if lower in _ALSO_BEFORE_NOUNS:
            return any(self.tags.surely_finite(at) for at in range(place + 1, self._next(place)))
        return lower in _SUBORDINATING

    def _shown(self, place: int) -> bool:
        """Tell whether "die" or "dat" points at something ("Dat doet zij", "in die gevallen") and opens no clause."""
        before = self.tags.lower[place - 1]
        after = self.tags.lower[place + 1] if place + 1 < len(self.tags.lower) else ""
        at_start = before in _HARD and bool(after) and self.tags.finite(place + 1)
        if before == "," and self.tags.lower[place] == "dat" and after in _SAYS_OF_THAT:
            return True  # "..., dat is aan de jeugdconsulent"
        return at_start or not self._has_verb(range(place + 1, self._next(place)))

    def _next(self, place: int) -> int:
        """Return where the piece that begins after a place ends, at the latest."""
        after = range(place + 1, len(self.tags.lower))
        ends = _HARD | {",", "(", ")"}
        return next((at for at in after if self.tags.lower[at] in ends), len(self.tags.lower))

    def _has_verb(self, places: range | list[int]) -> bool:
        return any(self.tags.finite(place) for place in places)

    def _verb_first(self, begin: int, end: int) -> bool:
        while begin < end and self.tags.lower[begin] in ADVERBS | _SKIPPED:
            begin += 1
        return begin < end and self.tags.finite(begin)

    def _verb_last(self, begin: int, end: int) -> bool:
        """Tell whether at most a participle stands after the last verb, or what a preposition governs."""
        verbs = [place for place in range(begin, end) if self.tags.finite(place)]
        return bool(verbs) and (verbs[-1] >= end - 2 or self.tags.governed(verbs[-1] + 2, verbs[-1]))

    def _place(self, opener: int, begin: int, end: int) -> None:
        lower = self.tags.lower[opener] if opener >= 0 else ""
        if lower in _HARD:
            self._new("main", opener)
        elif lower == "(":
            self.outside = self.current
            self._new("main", opener, self.current)
        elif lower == ")" and self.outside is not None:
            self.current, self.outside = self.outside, None
        elif lower in _RELATIVE:
            self._new("relative", opener, self._main())
        elif lower in _SUBORDINATING or lower == "al" or (lower == "of" and self._asks(begin, end)):
            self._new("sub", opener, self._main())
        elif lower == "om" and any(self.tags.lower[at] == "te" for at in range(begin, self._next(opener))):
            self._new("aim", opener, self.current)
        elif lower == "om":
            self.current.places.append(opener)
        elif lower in _JOINING:
            self._join(opener, lower, begin, end)
        self.current.places.extend(range(begin, end))

    def _asks(self, begin: int, end: int) -> bool:
        """Tell whether "of" opens a clause with its verb at the end, right after a verb: "toetst of ..."."""
        after_verb = begin > 1 and self.tags.finite(begin - 2)
        return after_verb and self._verb_last(begin, end) and not self._verb_first(begin, end)

    def _main(self) -> Clause:
        """Return the clause from which a new dependent one hangs."""
        current = self.current
        while current.kind != "main" and current.before is not None:
            current = current.before
        return current

    def _join(self, opener: int, lower: str, begin: int, end: int) -> None:
        """Let a piece after a comma or "en" go on with the current clause, go back to the main one, or begin another."""
        current, has_verb = self.current, self._has_verb(range(begin, end))
        first = self._verb_first(begin, end)
        if current.kind != "main" and lower == "," and (first or not has_verb) and self._has_verb(current.places):
            main = self._main()
            if first and self._has_verb(main.places):
                self._new("main", opener, main, runs_on=True)
            else:
                self.current = main
                main.places.append(opener)
        elif not has_verb or not self._has_verb(current.places) or self._second_participle(lower, begin, end):
            current.places.append(opener)
        elif current.kind == "main":
            self._new("main", opener, current, runs_on=first or self._infinitive_only(begin, end))
        elif self._verb_last(begin, end):
            self._new(current.kind, opener, current, runs_on=True)
        elif first:  # "toetst of ... is voldaan en legt het besluit vast"
            self._new("main", opener, self._main(), runs_on=True)
        else:
            self._new("main", opener, self._main())

    def _second_participle(self, lower: str, begin: int, end: int) -> bool:
        """Tell whether a piece after "en" only adds a participle to a passive: "worden geworven en begeleid"."""
        tags, last = self.tags, self.current.places[-1]
        passive = any(tags.passive(at) for at in self.current.places) and tags.lower[last] in tags.verbs.participle
        return lower in {"en", "of"} and passive and end - begin <= 1 and tags.lower[begin] in tags.verbs.participle

    def _infinitive_only(self, begin: int, end: int) -> bool:
        """Tell whether the only verb of a piece is an infinitive at its end: "... en activiteiten organiseren"."""
        return not any(self.tags.surely_finite(place) for place in range(begin, end)) and self._verb_last(begin, end)
