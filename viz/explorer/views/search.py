"""Search over all labels of the vocabulary, with the nearest when nothing has the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.labels import normalise_label
from viz.explorer.content import Concept
from viz.explorer.context import Explorer
from viz.explorer.page import Page, Sheet, Value
from viz.explorer.render import Names
from viz.explorer.routes import Parameter, View
from viz.explorer.words import words

_KINDS = (
    "profession", "role", "group", "team", "organisation", "leefgebied", "theme", "competency", "task", "legal-frame",
    "activity", "facility", "concept",
)  # fmt: skip
_MOST = 60
_LEAST = 5
"""Letters from which a label can be what was meant by something misspelt; shorter ones look like anything."""
_NEAR = 70
"""Likeness from 0 to 100 from which a label is offered as what was meant."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that was found, the label that matched, and how many statements name it."""

    concept: Concept
    label: str
    count: int


def search(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return the concepts whose labels hold all words of ``q``; the most used first within each kind."""
    w, names = words(language), Names(explorer, language)
    text = parameters.get("q", "").strip()[:200]
    found = _found(explorer, text)
    near = [] if found or not text else _near(explorer, text)
    hits = found or near
    groups = [(kind, [hit for hit in hits if hit.concept.kind == kind]) for kind in _KINDS]
    rows: list[list[Value]] = [
        [names.text(hit.concept.iri), w(f"kind.{_word(hit.concept.kind)}"), hit.label, hit.count] for hit in hits
    ]
    header = [w("search.name"), w("search.kind"), w("search.label"), w("search.count")]
    return Page(
        title=w("search.title_of", text=text) if text else w("search.title"),
        explanation=w.count("search.found", len(found)) if text else w("search.explanation"),
        template="search.html",
        data={"text": text, "groups": [group for group in groups if group[1]], "near": bool(near), "word": _word},
        sheets=(Sheet("zoeken", w("search.title"), header, rows),) if hits else (),
    )


def _word(kind: str) -> str:
    return kind if kind in _KINDS[:-1] else "other"


def _labels(concept: Concept) -> list[str]:
    return [*concept.labels.values(), *concept.alternatives]


def _found(explorer: Explorer, text: str) -> list[Hit]:
    wanted = normalise_label(text).split()
    if not wanted:
        return []
    hits = []
    for concept in explorer.content.concepts.values():
        if concept.kind not in _KINDS:
            continue
        matching = [label for label in _labels(concept) if all(word in normalise_label(label) for word in wanted)]
        if matching:
            hits.append(Hit(concept, min(matching, key=len), len(explorer.content.about.get(concept.iri, ()))))
    whole = normalise_label(text)
    hits.sort(key=lambda hit: (normalise_label(hit.label) != whole, -hit.count, hit.label.casefold()))
    return hits[:_MOST]


def _near(explorer: Explorer, text: str) -> list[Hit]:
    from rapidfuzz import fuzz, process  # only when nothing was found

    known = {
        (concept.iri, label): normalise_label(label)
        for concept in explorer.content.concepts.values()
        if concept.kind in _KINDS
        for label in _labels(concept)
        if len(label) >= _LEAST
    }
    near = process.extract(normalise_label(text), known, scorer=fuzz.WRatio, limit=12, score_cutoff=_NEAR)
    hits: dict[str, Hit] = {}
    for _, _, (iri, label) in near:
        concept = explorer.content.concepts[iri]
        hits.setdefault(iri, Hit(concept, label, len(explorer.content.about.get(iri, ()))))
    return list(hits.values())


VIEWS = (
    View(
        "search",
        {"nl": "/zoeken", "en": "/search"},
        search,
        instances=lambda _: (),
        parameters=(Parameter("q"),),
    ),
)
