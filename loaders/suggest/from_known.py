"""What a sentence says when it names a task or competency of the vocabulary in other words."""

from __future__ import annotations

from collections.abc import Sequence

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import clause_of, context_of
from loaders.suggest.known import Found
from loaders.suggest.mentions import ACTORS, Mention
from loaders.suggest.predicates import PREPOSITIONS
from loaders.suggest.sentences import Sentence
from loaders.suggest.topics import SERVED, Topics

__all__ = ["from_known"]

_DOERS = ("profession", "role", "group", "team")


def from_known(sentence: Sentence, mentions: Sequence[Mention], topics: Topics, builder: Builder) -> None:
    """Add the tasks and competencies of the vocabulary that a sentence names in other words."""
    found = builder.known.in_sentence(sentence.words)
    taken: set[int] = set()
    for item in found:
        relation = {"task": "has_task", "competency": "has_competency"}.get(item.concept.kind)
        places = set(range(item.first, item.last))
        if relation is None or len(places & taken) > 0.5 * len(places):
            continue
        taken |= places
        subject, certain = _actor_before(sentence, mentions, item.first, topics)
        if subject is None:
            continue
        context = context_of(sentence, item.first, item.last)
        builder.add(
            relation,
            subject,
            item.concept,
            sentence,
            context,
            pattern="bekend-begrip",
            confidence=_nearness(item) * certain,
            why=f"De woorden van het bekende begrip '{item.concept.label}' staan bij elkaar in deze zin.",
            team=topics.team_label(mentions),
        )


def _nearness(item: Found) -> float:
    """Return how sure a known concept is: the more words it has and the nearer they stand, the surer (measured)."""
    stretch = (item.last - item.first - 1) / item.size
    step = 0 if stretch <= 1.4 else 1 if stretch <= 2.2 else 2
    return {2: (0.6, 0.45, 0.35), 3: (0.72, 0.68, 0.55)}.get(item.size, (0.9, 0.78, 0.68))[step]


def _governed(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a preposition stands before a mention, articles and adjectives between; "door" makes it the actor."""
    for place in range(mention.first - 1, max(-1, mention.first - 4), -1):
        lower = sentence.words[place].text.lower()
        if lower in PREPOSITIONS:
            return lower not in {"door", "als"}
        if lower not in {"de", "het", "een", "onze", "hun", "alle", "andere", "deze"} and not lower.endswith("e"):
            return False
    return False


def _actor_before(
    sentence: Sentence, mentions: Sequence[Mention], first: int, topics: Topics
) -> tuple[Concept | None, float]:
    """Return who the words from a place on are about: an actor in the sentence, or the team of the report."""
    for begin, end in (clause_of(sentence.words, first, first + 1), (0, len(sentence.words))):
        for mention in mentions:
            concept = mention.of_kind(ACTORS)
            if concept is None or mention.weak or concept.label in SERVED:
                continue
            if begin <= mention.first < min(end, first + 1) and not _governed(sentence, mention):
                return concept, 0.95
    named = [concept for mention in mentions if not mention.weak and (concept := mention.of_kind(_DOERS))]
    concept = next((concept for concept in named if concept.label not in SERVED), None)
    return (concept, 0.9) if concept else (topics.team or topics.default(sentence), 0.85)
