"""Names that the vocabulary lacks: how often they occur, what kind they seem, and which known label is nearest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.model import ReadDocument
from kg.vocabulary import Vocabulary
from loaders.suggest.mentions import Mention
from loaders.suggest.model import Candidate
from loaders.suggest.privacy import has_person
from loaders.suggest.sentences import Sentence

__all__ = ["new_concepts"]

_MOST = 200


def new_concepts(
    document: ReadDocument, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]], vocabulary: Vocabulary
) -> tuple[Candidate, ...]:
    """Return the names that are not in the vocabulary, the most frequent first, each with its first place."""
    del document
    counts: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], tuple[int, int]] = {}
    for sentence, found in zip(sentences, mentions, strict=True):
        for mention in found:
            concept = mention.concepts[0]
            if mention.how != "name" or has_person(concept.label):
                continue
            key = (concept.kind, concept.label)
            counts[key] += 1
            begin, end = sentence.words[mention.first].start, sentence.words[mention.last - 1].end
            places.setdefault(key, sentence.running.span(begin, end))
    return tuple(
        Candidate(label, kind, count, next(iter(vocabulary.nearest(kind, label, 1)), ""), *places[kind, label])
        for (kind, label), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    )
