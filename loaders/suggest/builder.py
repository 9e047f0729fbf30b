"""Collecting suggestions of one document: a row of the statement table each, one for every claim and passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.anchors import digest
from kg.identifiers import content_id
from kg.labels import normalise_label
from kg.model import ReadDocument
from kg.statement_table import Row
from kg.vocabulary import Concept, Vocabulary
from loaders.suggest.context import Context
from loaders.suggest.grammar.words import Word, content_stems, words_of
from loaders.suggest.known import KnownConcepts
from loaders.suggest.mentions import Lexicon
from loaders.suggest.model import Suggestion
from loaders.suggest.phrases import phrase_label
from loaders.suggest.privacy import has_person
from loaders.suggest.qualifiers import without_level
from loaders.suggest.sentences import Sentence

__all__ = ["Builder"]


_OF_EVERY_LEVEL = frozenset({"education_level", "member_of_team", "part_of"})
"""Relations in which a level of education before a name does not tell which of them is meant."""
_OF_GRAMMAR = frozenset({"werkwoord", "toegewezen"})
_NEXT = 3
"""Characters between the end of a sentence and the beginning of the next in its block, at most."""


class Builder:
    """Keeps the best suggestion for each claim in each passage."""

    def __init__(
        self, document: ReadDocument, document_id: str, vocabulary: Vocabulary, known: KnownConcepts, lexicon: Lexicon
    ) -> None:
        self.document, self.document_id = document, document_id
        self.vocabulary, self.known, self.lexicon = vocabulary, known, lexicon
        self._found: dict[tuple[str, ...], Suggestion] = {}
        self._at: dict[int, dict[tuple[str, ...], None]] = {}
        """Keys of the claims by the place where their sentence begins, in the order in which they came."""
        self._task: tuple[Concept, Sentence] | None = None
        self._digests: dict[tuple[int, int], str] = {}
        self.names = _known_names(vocabulary, lexicon)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return the suggestions, the surest first."""
        return tuple(sorted(self._found.values(), key=lambda s: (-s.confidence, s.start, s.row.relation, s.row.object)))

    def concept_for(self, words: Sequence[Word], kinds: Sequence[str], *, name_kind: str = "") -> Concept | None:
        """Return the concept that words of the text stand for: a known one, or one of our own for a fit label."""
        listed = list(words)
        label = phrase_label(listed, self.names)
        if not label:
            return None
        known = self.known.lookup(label, kinds)
        if known:
            return known
        mention = self.lexicon.lookup(words_of(label))
        found = mention.of_kind(kinds) if mention else None
        if found and not found.own:
            return found
        kind = name_kind or kinds[0]
        return Concept(f"own:{kind}:{normalise_label(label)}", kind, label, own=True)

    def add(
        self,
        relation: str,
        subject: Concept,
        target: Concept,
        sentence: Sentence,
        context: Context,
        *,
        pattern: str,
        confidence: float,
        why: str,
        activity: str = "",
        shell: str = "",
        level: str = "",
        team: str = "",
    ) -> None:
        """Add a claim; nothing happens when its parts do not fit the relation, are the same, or name a person.

        Nor when the sentence does not claim it (see `Context`).
        """
        rule = self.vocabulary.relations[relation]
        if not context.claimed:
            return
        if relation in _OF_EVERY_LEVEL:
            subject, target = without_level(subject, self.lexicon), without_level(target, self.lexicon)
        if subject.kind not in rule.subjects or target.kind not in rule.objects:
            return
        if normalise_label(subject.label) == normalise_label(target.label) or has_person(
            subject.label + " / " + target.label
        ):
            return
        start, end = sentence.start, sentence.end
        code = self._digest(start, end)
        row = Row(
            id="",
            relation=relation,
            subject=subject.label,
            subject_type=subject.kind,
            object=target.label,
            object_type=target.kind,
            activity=activity if rule.activity_kind else "",
            team=team,
            shell=shell if relation == "member_of_team" else "",
            polarity=context.polarity,
            modality=context.modality,
            level=level if relation == "has_competency" else "",
            voice=context.voice,
            document=self.document_id,
            start=str(start),
            end=str(end),
            digest=code,
            gloss="",
            status="proposed",
        )
        row = replace(row, id=content_id(self.document_id, *row.content()))
        new = tuple(name for name, concept in (("subject", subject), ("object", target)) if concept.own)
        score = round(max(0.05, min(0.99, confidence * (0.85 if context.hedged else 1.0))), 2)
        key = _key(relation, subject, target, sentence)
        self._at.setdefault(start, {})[key] = None
        if relation == "has_task" and pattern in _OF_GRAMMAR:
            self._task = (target, sentence)
        old = self._found.get(key)
        if old is None or score > old.confidence:
            self._found[key] = Suggestion(row, pattern, score, why, self.document.text[start:end], new)

    def found(self, relation: str, subject: Concept, target: Concept, sentence: Sentence) -> Suggestion | None:
        """Return the suggestion of this claim in this sentence, or None."""
        if sentence.start not in self._at:
            return None
        return self._found.get(_key(relation, subject, target, sentence))

    def relations(self, sentence: Sentence) -> frozenset[str]:
        """Return the relations of the claims in a sentence."""
        return frozenset(key[0] for key in self._at.get(sentence.start, ()))

    def judge(
        self, relation: str, subject: Concept, target: Concept, sentence: Sentence, change: Callable[[float], float]
    ) -> bool:
        """Change the confidence of this claim in this sentence; tell whether there is one."""
        given = self.found(relation, subject, target, sentence)
        if given is not None:
            key = _key(relation, subject, target, sentence)
            self._found[key] = replace(given, confidence=round(change(given.confidence), 2))
        return given is not None

    def said_in_full(
        self, relation: str, subject: Concept, target: Concept, sentence: Sentence, polarity: str, confidence: float
    ) -> bool:
        """Tell whether a claim as sure as this says the same with more words: "plannen opstellen" where it is "plannen"."""
        words, who = set(content_stems(target.label)), normalise_label(subject.label)
        keys = [key for key in self._at.get(sentence.start, ()) if key[:2] == (relation, who)]
        said = [self._found[key] for key in keys]
        said = [one for one in said if one.row.polarity == polarity and one.confidence >= confidence]
        return any(words < set(content_stems(one.row.object)) for one in said)

    def spoken_of(self, sentence: Sentence, *, opens: bool) -> Concept | None:
        """Return the task of which "dat" speaks: of the sentence itself, or where it `opens` that, of the one right before."""
        if self._task is None:
            return None
        target, where = self._task
        before = opens and where.block == sentence.block and 0 <= sentence.start - where.end <= _NEXT
        same = not opens and where.start == sentence.start
        return Concept(target.iri, "task", target.label, own=target.own) if before or same else None

    def said(self, sentence: Sentence) -> list[Suggestion]:
        """Return the suggestions of a sentence, in the order in which they came."""
        return [self._found[key] for key in self._at.get(sentence.start, ())]

    def has_said(self, pattern: str, sentence: Sentence, targets: Sequence[str]) -> bool:
        """Tell whether a pattern already gave one of these objects in a sentence, with a subject of its own."""
        return any(item.pattern == pattern and item.row.object in targets for item in self.said(sentence))

    def _digest(self, start: int, end: int) -> str:
        if (start, end) not in self._digests:
            self._digests[start, end] = digest(self.document.text[start:end])
        return self._digests[start, end]


def _key(relation: str, subject: Concept, target: Concept, sentence: Sentence) -> tuple[str, ...]:
    return relation, normalise_label(subject.label), normalise_label(target.label), str(sentence.start)


def _known_names(vocabulary: Vocabulary, lexicon: Lexicon) -> frozenset[str]:
    """Return the words of the known names that have capitals, lower case: a label may have these capitals and no others."""
    known = [
        label
        for concept in vocabulary.concepts.values()
        if concept.kind in {"organisation", "team", "legal_frame"}
        for label in (concept.label, *concept.alternatives)
    ]
    known += [name for kind, name in lexicon.names.listed if kind in {"organisation", "legal_frame", "theme"}]
    return frozenset(
        part for label in known if label != label.lower() for part in label.lower().replace("-", " ").split()
    )
