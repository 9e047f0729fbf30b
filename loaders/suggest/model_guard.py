"""The guard before what a language model proposes: only what stands in the text passes, and our own rules read its context.

The passage must stand in the paragraph letter for letter (white space apart); it is widened to its whole sentence, so
that no "niet" or question mark falls off. Subject and object must stand in that sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.labels import normalise_label
from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import Context, context_of
from loaders.suggest.grammar.words import Word, content_stems, words_of
from loaders.suggest.known import root, roots_of
from loaders.suggest.mentions import ARTICLES, Mention
from loaders.suggest.sentences import Sentence
from loaders.suggest.topics import Topics

__all__ = ["CONFIDENCE", "Guard", "Paragraph", "spaced"]

CONFIDENCE = 0.75
"""Modest: above the default of the list, below what a sure pattern gives."""
_FIELDS = ("relation", "subject", "subject_type", "object", "object_type", "passage")
_LONGEST = 2000
_LEAST_WORDS = 3
_CODE = 4
"""Letters up to which a word in capitals is a code ("GGD") and not a name in capitals."""
_IN_OTHER_WORDS = ("task", "competency")

NO_FORM = "niet in de gevraagde vorm"
NO_PASSAGE = "passage staat niet in de alinea"
NO_NAMES = "onderwerp of voorwerp staat niet in de zin"
NOT_LISTED = "relatie, soort of kenmerk staat niet in de lijst"
DISAGREES = "spreekt de zin of een patroon tegen"
NOT_ADDED = "past niet bij de relatie, of noemt een persoon"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences of one block that go to the model together, each with its mentions."""

    sentences: tuple[tuple[Sentence, Sequence[Mention]], ...]

    @property
    def text(self) -> str:
        """The sentences as they are sent."""
        return " ".join(spaced(sentence.text) for sentence, _ in self.sentences)

    def holding(self, passage: str) -> list[tuple[Sentence, Sequence[Mention]]]:
        """Return the sentences in which a passage stands letter for letter, none when it does not."""
        wanted = spaced(passage)
        match = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", self.text) if wanted else None
        found, begin = [], 0
        for item in self.sentences if match else ():
            end = begin + len(spaced(item[0].text))
            if match and match.start() < end and begin < match.end():
                found.append(item)
            begin = end + 1
        return found


@dataclass(frozen=True, slots=True)
class _Place:
    concept: Concept
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Guard:
    """Checks proposals of a model and adds those that pass to a builder; ``plain`` are the lower-case words of the document."""

    model: str
    builder: Builder
    topics: Topics
    plain: frozenset[str]

    def add(self, given: object, paragraph: Paragraph) -> str:
        """Add a proposal and return nothing, or return in Dutch why it does not pass."""
        if not isinstance(given, dict) or not all(isinstance(given.get(name), str) for name in _FIELDS):
            return NO_FORM
        proposal = {str(name): spaced(value) for name, value in given.items() if isinstance(value, str)}
        if any(len(value) > _LONGEST for value in proposal.values()):
            return NO_FORM
        qualifiers = self._listed(proposal)
        if qualifiers is None:
            return NOT_LISTED
        sentences = paragraph.holding(proposal["passage"])
        if not sentences or len(words_of(proposal["passage"])) < _LEAST_WORDS:
            return NO_PASSAGE
        for sentence, mentions in sentences:
            subject = self._place(proposal, "subject", sentence, mentions)
            target = self._place(proposal, "object", sentence, mentions)
            if subject and target:
                return self._claim(proposal, qualifiers, subject, target, sentence, mentions)
        return NO_NAMES

    def _listed(self, proposal: dict[str, str]) -> dict[str, str] | None:
        """Return the qualifiers as the statement table writes them, or None when something is not in its closed list."""
        vocabulary = self.builder.vocabulary
        rule = vocabulary.relations.get(proposal["relation"])
        if rule is None or proposal.get("polarity", "pos") not in ("pos", "neg", ""):
            return None
        lists = {
            "activity": rule.activity_kind,
            "level": "level" if proposal["relation"] == "has_competency" else "",
            "shell": "shell" if proposal["relation"] == "member_of_team" else "",
        }
        found: dict[str, str] = {}
        for name, kind in lists.items():
            value = proposal.get(name, "")
            concept = vocabulary.find(kind, value) if kind and value else None
            if value and concept is None:
                return None
            found[name] = (concept.token or concept.label) if concept else ""
        return found

    def _claim(
        self,
        proposal: dict[str, str],
        qualifiers: dict[str, str],
        subject: _Place,
        target: _Place,
        sentence: Sentence,
        mentions: Sequence[Mention],
    ) -> str:
        relation = proposal["relation"]
        acts = self.builder.vocabulary.relations[relation].activity_kind == "activity"
        for value in (qualifiers["shell"], qualifiers["activity"] if acts else ""):
            if value and not _stands(value, sentence):
                return NO_NAMES
        context = _context(sentence, subject, target)
        old = self.builder.found(relation, subject.concept, target.concept, sentence)
        if (proposal.get("polarity") == "neg") != (context.polarity == "neg") and context.modality != "question":
            return DISAGREES
        if old and (old.row.polarity, old.row.modality) != (context.polarity, context.modality):
            return DISAGREES
        self.builder.add(
            relation,
            subject.concept,
            target.concept,
            sentence,
            context,
            pattern=f"model:{self.model}",
            confidence=CONFIDENCE,
            why="Voorgesteld door een taalmodel; de passage, het onderwerp en het voorwerp staan in het document.",
            team=self.topics.team_label(mentions),
            **qualifiers,
        )
        return "" if self.builder.found(relation, subject.concept, target.concept, sentence) else NOT_ADDED

    def _place(
        self, proposal: dict[str, str], part: str, sentence: Sentence, mentions: Sequence[Mention]
    ) -> _Place | None:
        """Return the concept that a name of the model means in a sentence, and where it stands there."""
        rule = self.builder.vocabulary.relations[proposal["relation"]]
        allowed = rule.subjects if part == "subject" else rule.objects
        typed = proposal[f"{part}_type"] if proposal[f"{part}_type"] in allowed else ""
        kinds = [*([typed] if typed else []), *sorted(allowed - {typed})]
        name = words_of(proposal[part])
        label, stems = normalise_label(proposal[part]), _stems(name)
        if not stems:
            return None
        for mention in mentions:
            covers = _stems(sentence.words[mention.first : mention.last]) == stems
            for kind in kinds:
                concept = mention.of_kind([kind])
                if concept and (covers or label in _labels(concept)):
                    return _Place(concept, mention.first, mention.last)
        for item in self.builder.known.in_sentence(sentence.words):
            if item.concept.kind in kinds and label in _labels(item.concept):
                return _Place(item.concept, item.first, item.last)
        return self._own(name, stems, typed, sentence) if typed else None

    def _own(self, name: list[Word], stems: tuple[str, ...], kind: str, sentence: Sentence) -> _Place | None:
        """Return a concept for words of the sentence that name none that is known, unless they may be a person's name."""
        words = sentence.words
        size = len(stems)
        for first in range(len(words) - size + 1):
            run = words[first : first + size]
            if tuple(word.stem for word in run) == stems:
                concept = None if self._may_be_name(run, sentence) else self.builder.concept_for(run, [kind])
                return _Place(concept, first, first + size) if concept else None
        if kind not in _IN_OTHER_WORDS or any(word.text != word.text.lower() for word in name):
            return None
        wanted = {root(stem) for stem in content_stems(" ".join(word.text for word in name))}
        places = [place for place, roots in enumerate(roots_of(words)) if roots & wanted]
        run = [words[place] for place in places]
        if not _stands(" ".join(word.text for word in name), sentence) or self._may_be_name(run, sentence):
            return None
        concept = self.builder.concept_for(name, [kind])
        return _Place(concept, places[0], places[-1] + 1) if concept else None

    def _may_be_name(self, run: Sequence[Word], sentence: Sentence) -> bool:
        """Tell whether words have a capital that no known name, code or beginning of a sentence explains."""
        if sentence.text.isupper():
            return True
        for word in run:
            lower = word.text.lower()
            if word.text == lower or lower in self.builder.names or (word.text.isupper() and len(word.text) <= _CODE):
                continue
            if word.start != 0 or lower not in self.plain:
                return True
        return False


def spaced(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())


def _context(sentence: Sentence, subject: _Place, target: _Place) -> Context:
    return context_of(sentence, min(subject.first, target.first), max(subject.last, target.last))


def _stems(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.stem for word in words if word.is_word and word.text.lower() not in ARTICLES)


def _labels(concept: Concept) -> set[str]:
    return {normalise_label(label) for label in (concept.label, *concept.alternatives)}


def _stands(label: str, sentence: Sentence) -> bool:
    """Tell whether all words of a label stand in a sentence, in whatever form and order."""
    there = frozenset().union(*roots_of(sentence.words))
    return all(root(stem) in there for stem in content_stems(label))
