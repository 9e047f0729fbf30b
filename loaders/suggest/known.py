"""Known concepts in other words: a label of several words counts when all of them stand near each other in a sentence.

Order and form may differ: "stelt samen met het gezin een plan op" names the task "plan opstellen met het gezin".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.vocabulary import Concept, Vocabulary
from loaders.suggest.grammar.verbs import task_verbs
from loaders.suggest.grammar.words import Word, content_stems, words_of

__all__ = ["Found", "KnownConcepts", "roots_of"]

_KINDS = ("task", "competency", "concept", "theme", "facility", "legal_frame", "role")
_ROOT, _LONG = 7, 12


@lru_cache(maxsize=50_000)
def root(stem: str) -> str:
    """Return the beginning of a stem, in which nouns and verbs of one family meet ("signaleert", "signalering").

    A long word is a compound, and ends in what it is: "bewonersinitiatief" is no "bewoner".
    """
    stem = stem.removesuffix("heid").removesuffix("lijk") if len(stem) > _LONG else stem
    if stem.startswith("ge") and stem.endswith(("d", "t", "en")) and len(stem) > 7:
        stem = stem[2:]
    stem = stem.removesuffix("ing") if len(stem) > 6 else stem
    stem = (
        stem.removesuffix("t").removesuffix("eer")
        if stem.endswith("eert")
        else stem.removesuffix("er")
        if len(stem) > 7
        else stem
    )
    return stem[:_ROOT] if len(stem) <= _LONG else f"{stem[:_ROOT]}~{stem[-4:]}"


def roots_of(words: Sequence[Word]) -> list[frozenset[str]]:
    """Return for each word of a sentence the roots it stands for; a separable verb also as one word."""
    verbs = task_verbs()
    present = {word.text.lower() for word in words}
    found: list[frozenset[str]] = []
    for word in words:
        lower = word.text.lower()
        roots = {root(word.stem)} if word.is_word else set()
        names = verbs.finite.get(lower, frozenset()) | verbs.participle.get(lower, frozenset())
        for particle, plain in names:
            if not particle or particle in present:
                roots.add(root(content_stems(particle + plain)[0]))
        found.append(frozenset(roots))
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """A concept that the words [first, last) of a sentence name; ``size`` is how many words of content its label has.

    ``exact`` is the share of them that have the label's own stem, ``ordered`` tells that they stand in its order, and
    ``rarity`` how many labels of the vocabulary have its rarest word.
    """

    concept: Concept
    first: int
    last: int
    size: int
    exact: float
    ordered: bool
    rarity: int


class KnownConcepts:
    """The labels of the vocabulary by their roots."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._labels: list[tuple[tuple[str, ...], Concept]] = []
        self._stems: list[frozenset[str]] = []
        self._by_root: dict[str, list[int]] = defaultdict(list)
        seen: set[tuple[tuple[str, ...], str]] = set()
        for concept in vocabulary.concepts.values():
            if concept.kind not in _KINDS or concept.own:
                continue
            for label in dict.fromkeys((concept.label, *concept.alternatives)):
                stems = content_stems(label)
                roots = tuple(dict.fromkeys(root(stem) for stem in stems))
                if (roots, concept.iri) not in seen:
                    seen.add((roots, concept.iri))
                    self._labels.append((roots, concept))
                    self._stems.append(frozenset(stems))
        for number, (roots, _) in enumerate(self._labels):
            for one in roots:
                self._by_root[one].append(number)
        self._by_rarest: dict[str, list[int]] = defaultdict(list)
        for number, (roots, _) in enumerate(self._labels):
            if len(roots) > 1:
                self._by_rarest[min(roots, key=lambda one: (len(self._by_root[one]), one))].append(number)

    def in_sentence(self, words: Sequence[Word]) -> list[Found]:
        """Return the concepts of two or more words that a sentence names, the longest first for each place."""
        roots = roots_of(words)
        places: dict[str, list[int]] = defaultdict(list)
        for position, group in enumerate(roots):
            for one in group:
                places[one].append(position)
        best: dict[str, Found] = {}
        for one in places:
            for number in self._by_rarest.get(one, ()):
                wanted, concept = self._labels[number]
                if not all(other in places for other in wanted):
                    continue
                first, last = _window([places[other] for other in wanted])
                if last - first > 2.5 * len(wanted) + 6:
                    continue
                old = best.get(concept.iri)
                if old is None or len(wanted) > old.size:
                    here = [next(at for at in places[other] if first <= at <= last) for other in wanted]
                    exact = sum(words[at].stem in self._stems[number] for at in here) / len(here)
                    best[concept.iri] = Found(
                        concept, first, last + 1, len(wanted), exact, here == sorted(here), len(self._by_root[one])
                    )
        return sorted(best.values(), key=lambda found: (-found.size, found.first, found.concept.label))

    def lookup(self, words: Sequence[Word] | str, kinds: Iterable[str]) -> Concept | None:
        """Return the concept of one of the kinds whose label has the words of a phrase, or nearly all, and no others."""
        items = words_of(words) if isinstance(words, str) else list(words)
        text = " ".join(item.text for item in items if item.is_word)
        mine = {root(stem) for stem in content_stems(text)}
        allowed = set(kinds)
        scores: dict[int, int] = defaultdict(int)
        for one in mine:
            for number in self._by_root.get(one, ()):
                scores[number] += 1
        best: tuple[float, Concept] | None = None
        for number, count in scores.items():
            wanted, concept = self._labels[number]
            if concept.kind not in allowed or count < len(wanted) or (len(wanted) == 1 and len(mine) > 1):
                continue
            if len(mine) == 1 and text.endswith("heid") != concept.label.endswith("heid"):
                continue  # "vertrouwelijkheid" is no "vertrouwen"
            alike = count / (len(wanted) + len(mine) - count)
            if alike >= 0.65 and (best is None or alike > best[0]):
                best = (alike, concept)
        return best[1] if best else None


def _window(places: list[list[int]]) -> tuple[int, int]:
    """Return the shortest stretch that has a place of each group."""
    best = (0, 10**6)
    for start in (place for group in places for place in group):
        ends = []
        for group in places:
            after = [place for place in group if place >= start]
            if not after:
                break
            ends.append(after[0])
        else:
            if max(ends) - start < best[1] - best[0]:
                best = (start, max(ends))
    return best
