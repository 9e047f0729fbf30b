"""How well mentions are found in the reports, against the reviewed statements and against mentions judged by hand.

Recall: of every name (actor, theme, leefgebied, legal frame or level of education) that a reviewed statement has and that
its passage writes out (some label stands in the passage, give or take an ending: rapidfuzz partial ratio of 88 or more),
the share whose concept the matcher finds in that passage. "Left out": the same with a vocabulary from which the concepts
that only this document uses are gone; then a name with the right kind on the right words counts too, since the product
proposes it as a new concept, and the share found by concept alone is given beside it.
Precision: the share of right ones among mentions that were drawn at random from the reports and judged in their sentence
(bench/mentions.csv: places and concepts, no words).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz

from kg.vocabulary import Vocabulary
from loaders.reviewed import reviewed_documents
from loaders.suggest import read_plain
from loaders.suggest.abbreviations import learn_abbreviations
from loaders.suggest.mentions import Lexicon
from loaders.suggest.model import ACTORS
from loaders.suggest.sentences import sentences_of

NAMES = ACTORS | {"theme", "leefgebied", "legal_frame", "education_level"}
CLOSED = {"leefgebied", "education_level", "activity"}
"""Kinds whose concepts are the product's own and came from no report: the seven leefgebieden, mbo, hbo, wo and the activities."""
ROOT = Path(__file__).parents[1]
JUDGED = Path(__file__).with_name("mentions.csv")


def found_in(text: str, vocabulary: Vocabulary) -> list[tuple[int, int, tuple[tuple[str, str], ...]]]:
    """Return (start, end, ((kind, label), ...)) of the mentions of names in a text."""
    lexicon = Lexicon(vocabulary)
    sentences = sentences_of(read_plain("report", text))
    learn_abbreviations(sentences, lexicon)
    places = []
    for sentence in sentences:
        for mention in lexicon.find(sentence.words):
            named = tuple((c.kind, c.label) for c in mention.concepts if c.kind in NAMES)
            if named and not mention.weak:
                begin, end = sentence.words[mention.first].start, sentence.words[mention.last - 1].end
                places.append((*sentence.running.span(begin, end), named))
    return places


def statements(document: str) -> list[dict[str, str]]:
    path = ROOT / "loaders" / "reviewed" / document / "statements.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if row["status"] == "accepted"]


def names_in(document: str, text: str, vocabulary: Vocabulary) -> set[tuple[int, int, str, str]]:
    """Return (start, end, kind, label) of the names that reviewed statements have and their passages write out."""
    wanted = set()
    for row in statements(document):
        for place in ("subject", "object"):
            concept = vocabulary.find(row[f"{place}_type"], row[place])
            if concept is None or concept.kind not in NAMES:
                continue
            for key in row["passages"].split():
                start, end = map(int, key.split("-"))
                passage = " ".join(text[start:end].replace("-\n", "").split()).lower()
                labels = [label.lower() for label in (concept.label, *concept.alternatives) if len(label) >= 3]
                if any(len(label) <= len(passage) and fuzz.partial_ratio(label, passage) >= 88 for label in labels):
                    wanted.add((start, end, concept.kind, concept.label))
    return wanted


def without(vocabulary: Vocabulary, document: str) -> Vocabulary:
    """Return the vocabulary without the concepts that only this document's statements use, closed lists aside."""
    users: dict[tuple[str, str], set[str]] = defaultdict(set)
    for other in reviewed_documents():
        for row in statements(other):
            for place in ("subject", "object"):
                concept = vocabulary.find(row[f"{place}_type"], row[place])
                if concept:
                    users[concept.kind, concept.label].add(other)
    gone = {key for key, documents in users.items() if documents == {document} and key[0] not in CLOSED}
    kept = {iri: c for iri, c in vocabulary.concepts.items() if (c.kind, c.label) not in gone}
    return replace(vocabulary, concepts=kept)


def alike(kind: str, other: str) -> bool:
    return other in ACTORS if kind in ACTORS else kind == other


def show(name: str, names: int, hits: int, left: int, kinds: int) -> None:
    known = f"{name} names {names:4} recall {hits / names:.3f}"
    print(f"{known}   left out: by concept {left / names:.3f}, with new names {kinds / names:.3f}")


def measure(documents: Path) -> None:
    vocabulary = Vocabulary.load()
    total = [0, 0, 0, 0]
    mentions: dict[str, dict[tuple[int, int], set[str]]] = {}
    for document in reviewed_documents():
        text = (documents / f"{document}.txt").read_bytes().decode("utf-8")
        wanted = names_in(document, text, vocabulary)
        full, less = found_in(text, vocabulary), found_in(text, without(vocabulary, document))
        mentions[document] = {(a, b): {label for _, label in named} for a, b, named in full}
        hits, left, kinds = 0, 0, 0
        for start, end, kind, label in wanted:
            here = [(a, b, named) for a, b, named in full if a < end and b > start and (kind, label) in named]
            there = [(a, b, named) for a, b, named in less if a < end and b > start]
            same = any((kind, label) in named for _, _, named in there)
            spans = {(a, b) for a, b, _ in here}
            new = any((a, b) in spans and any(alike(kind, other) for other, _ in named) for a, b, named in there)
            hits, left, kinds = hits + bool(here), left + same, kinds + (same or new)
        total = [one + other for one, other in zip(total, (len(wanted), hits, left, kinds), strict=True)]
        show(f"{document:32}", len(wanted), hits, left, kinds)
    show("Mentions", *total)
    if JUDGED.exists():
        with JUDGED.open(encoding="utf-8", newline="") as handle:
            judged = list(csv.DictReader(handle))
        again = []
        for row in judged:
            place = int(row["start"]), int(row["end"])
            if row["concept"] in mentions[row["document"]].get(place, set()):
                again.append(row)
        right = sum(row["right"] == "1" for row in again)
        share = right / max(1, len(again))
        print(
            f"Mentions precision {share:.3f} of {len(again)} judged ones that are still found ({len(judged)} judged)\n"
        )
