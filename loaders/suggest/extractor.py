"""From a read document to suggestions: patterns, verbs of work, lists under headings, and known concepts in other words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.model import ReadDocument
from kg.vocabulary import Concept, Vocabulary
from loaders.suggest.abbreviations import learn_abbreviations
from loaders.suggest.builder import Builder
from loaders.suggest.candidates import new_concepts
from loaders.suggest.excepted import without_excepted
from loaders.suggest.from_assignments import from_assignments
from loaders.suggest.from_fields import field_of, from_field
from loaders.suggest.from_levels import from_levels
from loaders.suggest.from_lists import from_list
from loaders.suggest.from_model import Asks, from_model
from loaders.suggest.from_pairs import Weighed, from_pairs, weigh
from loaders.suggest.from_patterns import from_match
from loaders.suggest.from_tables import from_tables
from loaders.suggest.from_tensions import from_tensions
from loaders.suggest.from_verbs import from_predicates
from loaders.suggest.grammar.plain_order import plain_clauses
from loaders.suggest.known import KnownConcepts
from loaders.suggest.matching import PatternIndex, find_matches
from loaders.suggest.mentions import Lexicon, Mention
from loaders.suggest.model import Suggestions
from loaders.suggest.pairs import Scene, scene_of
from loaders.suggest.pattern_files import Pattern, load_patterns
from loaders.suggest.privacy import is_left_out
from loaders.suggest.pronouns import with_pronouns
from loaders.suggest.qualifiers import with_qualifiers
from loaders.suggest.ranking import worth_reading
from loaders.suggest.sentences import Sentence, sentences_of
from loaders.suggest.short_names import learn_short_names
from loaders.suggest.speaker import team_that_writes
from loaders.suggest.surroundings import Surroundings
from loaders.suggest.topics import Topics
from loaders.suggest.weights import Weights, load_weights

__all__ = ["Extractor", "suggest"]


LIKELY = 0.6
"""Confidence below which a proposal is not shown unless asked for, so that its sentence is still worth reading for itself."""


@dataclass
class Extractor:
    """A vocabulary and patterns made ready once, to read many documents with; ``model`` proposes beside them.

    ``observe`` is shown every sentence with the pairs in it that were weighed: what weights are learnt from.
    """

    vocabulary: Vocabulary
    patterns: Sequence[Pattern] = field(default_factory=load_patterns)
    model: Asks | None = None
    weights: Weights = field(default_factory=load_weights)
    observe: Callable[[Sentence, list[list[Weighed]]], None] | None = None

    def __post_init__(self) -> None:
        self.known = KnownConcepts(self.vocabulary)
        self._lexicon = Lexicon(self.vocabulary)
        self._index = PatternIndex(self.patterns)

    def read(
        self,
        document: ReadDocument,
        document_id: str = "",
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> Suggestions:
        """Return what is found in a document; `document_id` goes into the rows, its name where there is none."""
        sentences = [sentence for sentence in sentences_of(document) if not is_left_out(sentence)]
        lexicon = self._lexicon.copy()
        learn_abbreviations(sentences, lexicon)
        mentions = [lexicon.find(sentence.words) for sentence in sentences]
        short = learn_short_names(mentions, lexicon)
        for number, sentence in enumerate(sentences):
            if any(name in sentence.text or name.capitalize() in sentence.text for name in short):
                mentions[number] = lexicon.find(sentence.words)
        mentions = [
            with_qualifiers(sentence.words, without_excepted(sentence.words, named))
            for sentence, named in zip(sentences, mentions, strict=True)
        ]
        fields: dict[str, Concept | None] = {}
        topics, surroundings = Topics(mentions, lexicon), Surroundings(mentions)
        mentions = [topics.with_team(sentence, named) for sentence, named in zip(sentences, mentions, strict=True)]
        we = team_that_writes(sentences, topics)
        builder = Builder(document, document_id or document.name, self.vocabulary, self.known, lexicon)
        tabled = from_tables(document, sentences, builder)
        for number, (sentence, named) in enumerate(zip(sentences, mentions, strict=True)):
            progress(number, len(sentences))
            topics.enter(sentence)
            if sentence.block in tabled:
                continue
            found = with_pronouns(sentence.words, named, topics.meant(we))
            subject = None
            if sentence.kind != "heading":
                scene = scene_of(sentence, found, topics, surroundings, builder)
                subject = self._rules(scene, found, topics, builder)
                groups = weigh(scene, builder)
                if self.observe is not None:
                    self.observe(sentence, groups)
                from_pairs(scene, groups, found, topics, builder, self.weights)
                if sentence.heading not in fields:
                    fields[sentence.heading] = field_of(sentence.heading, builder)
                field = fields[sentence.heading]
                if field is not None:
                    from_field(field, sentence, builder, topics.team_label(found))
                surroundings.leave(named)
            topics.leave(sentence, named, subject)
        progress(len(sentences), len(sentences))
        notes = from_model(self.model, sentences, mentions, topics, builder, progress) if self.model else ()
        suggestions = builder.suggestions()
        proposed = {item.start for item in suggestions if item.confidence >= LIKELY}
        fired = {number for number, sentence in enumerate(sentences) if sentence.start in proposed}
        return Suggestions(
            document_id or document.name,
            suggestions,
            new_concepts(document, sentences, mentions, self.vocabulary),
            worth_reading(document, sentences, mentions, fired),
            len(sentences),
            notes,
        )

    def _rules(self, scene: Scene, mentions: Sequence[Mention], topics: Topics, builder: Builder) -> Concept | None:
        """Add what one sentence says by lists, patterns and verbs; return who it is about."""
        sentence = scene.sentence
        if sentence.kind in {"item", "cell"} and sentence.first and from_list(scene, mentions, topics, builder):
            for match in find_matches(self._index, sentence.words, mentions):
                if match.pattern.relation == "part_of":  # "een huisarts (De Kade)"
                    from_match(match, sentence, mentions, topics, builder)
            return topics.of_heading(sentence.heading)
        for match in find_matches(self._index, sentence.words, mentions):
            from_match(match, sentence, mentions, topics, builder)
        for plain in plain_clauses(scene.grammar, mentions):
            for match in find_matches(self._index, plain.words, plain.mentions):
                from_match(match, sentence, mentions, topics, builder, plain)
        from_levels(sentence, mentions, builder, topics.team_label(mentions))
        from_tensions(scene.grammar, sentence, builder, topics.team_label(mentions))
        about = from_predicates(scene.predicates, sentence, mentions, topics, builder)
        from_assignments(scene.grammar, sentence, mentions, topics, builder)
        return about


def suggest(
    document: ReadDocument,
    vocabulary: Vocabulary,
    *,
    document_id: str = "",
    patterns: Sequence[Pattern] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Suggestions:
    """Return proposed statements of a document with their passages, and what else is worth a reviewer's time.

    Nothing is stored and no graph is touched: what is proposed becomes a statement only when a person accepts it.
    """
    return Extractor(vocabulary, load_patterns() if patterns is None else patterns).read(
        document, document_id, progress
    )
