"""What a pattern found in a sentence says: its mentions and words as concepts, with the context of the clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import Context, context_of, in_passing
from loaders.suggest.grammar.plain_order import Plain
from loaders.suggest.grammar.predicates import governed_by_preposition, preposition_before
from loaders.suggest.grammar.tags import PREPOSITIONS
from loaders.suggest.grammar.words import Word
from loaders.suggest.matching import Filled, Match
from loaders.suggest.model import ACTORS, PRONOUN, Mention
from loaders.suggest.phrases import list_parts
from loaders.suggest.sentences import Sentence
from loaders.suggest.topics import SERVED, Topics

__all__ = ["free_kinds", "from_match"]

_NO_COMPETENCY = frozenset({"legal_frame", "education_level"})
_KNOWING = frozenset({"kennis", "verstand", "expertise"})
_INSIDE = frozenset({"in", "binnen", "bij"})
_NOT_OF_SERVED = frozenset({"missing_in", "refers_to", "expertise_in", "member_of_team"})
_OF_A_TEAM = frozenset({"cooperates_with", "refers_to"})
"""Relations that a report mostly tells of the team where it does not say of whom."""
_FREE_KIND = {"has_task": "task", "has_competency": "competency", "tension": "concept", "missing_in": "concept"}


def from_match(
    match: Match,
    sentence: Sentence,
    mentions: Sequence[Mention],
    topics: Topics,
    builder: Builder,
    plain: Plain | None = None,
) -> None:
    """Add the statements of a pattern that was found, in the sentence or in a clause of it in plain order."""
    pattern = match.pattern
    if plain is None and _is_within(match, sentence, mentions):
        return
    words = plain.words if plain else sentence.words
    found = replace(match, last=_end(match))
    span = _acted(found, plain) if plain else (found.first, found.last)
    context = _fixed(context_of(sentence, *span, match.denials), pattern.modality)
    if pattern.aside and context.modality != "question":
        context = in_passing(context)
    if context.polarity == "neg" and pattern.modality == "missing":
        return  # "vindt het niet lastig om" says only that nothing is lacking
    subjects, objects, inferred = _sides(match, words, sentence, mentions, topics, builder)
    for subject in subjects:
        for target in objects:
            if _is_no_claim(pattern.relation, subject, target):
                continue
            lacks = pattern.relation == "expertise_in" and subject.kind == "team" and _lacks(context)
            confidence = (
                pattern.confidence
                * (0.72 if inferred else 1.0)
                * (0.95 if target.own and target.kind in _FREE_KIND.values() else 1.0)
                * (0.8 if context.modality == "missing" and pattern.relation == "expertise_in" and not lacks else 1.0)
            )
            builder.add(
                "missing_in" if lacks else pattern.relation,
                target if lacks else subject,
                subject if lacks else target,
                sentence,
                replace(context, polarity="pos", modality="actual") if lacks else context,
                pattern=pattern.id, confidence=confidence, why=_why_match(pattern.id, words, match),
                activity=pattern.activity, shell=pattern.shell, team=topics.team_label(mentions),
            )  # fmt: skip


def _sides(
    match: Match,
    words: Sequence[Word],
    sentence: Sentence,
    mentions: Sequence[Mention],
    topics: Topics,
    builder: Builder,
) -> tuple[list[Concept], list[Concept], bool]:
    """Return the subjects and objects that a match names or means, and whether one side had to be inferred."""
    pattern = match.pattern
    topic = topics.previous or topics.of_heading(sentence.heading)
    subjects = _concepts(match.subjects, words, pattern.relation, "subject", builder, topic)
    objects = _concepts(match.objects, words, pattern.relation, "object", builder, topic)
    if not match.objects and pattern.relation == "tension":
        return subjects[:1], subjects[1:2], False
    inferred = False
    if not match.subjects:
        if builder.has_said(pattern.id, sentence, [target.label for target in objects]):
            return [], [], False
        default = (
            _party(match, sentence, mentions, topics) if pattern.relation in _OF_A_TEAM else topics.default(sentence)
        )
        subjects, inferred = [default] if default else [], True
    if not match.objects and pattern.relation in {"member_of_team", "missing_in"}:
        team = topics.team_here(mentions)
        objects, inferred = [team] if team else [], True
    return subjects, objects, inferred


def _party(match: Match, sentence: Sentence, mentions: Sequence[Mention], topics: Topics) -> Concept | None:
    """Return who works with others where a pattern does not say: who acts before it in the sentence, else the team."""
    acting = [
        concept
        for one in mentions
        if one.last <= match.first and not one.weak and not governed_by_preposition(sentence.words, one)
        and (concept := one.of_kind(ACTORS)) is not None and concept.label not in SERVED
    ]  # fmt: skip
    return acting[-1] if acting else topics.party(sentence)


def _is_no_claim(relation: str, subject: Concept, target: Concept) -> bool:
    """Tell whether two names make no statement of a relation: somebody and himself, a role as a sort, whom one helps."""
    if subject.iri == target.iri:
        return True
    if relation in _NOT_OF_SERVED and subject.label in SERVED:
        return True
    if relation == "kind_of":
        return target.kind == "role" or target.label in SERVED
    return relation == "cooperates_with" and target.label in SERVED


def _end(match: Match) -> int:
    """Return where the words end that decide on denial and modality: of a free object only the first counts."""
    free = [one.first + 1 for one in match.objects if one.mention is None]
    return min([match.last, *free])


def _lacks(context: Context) -> bool:
    """Tell whether something is said not to be there; who asks or wishes it says no such thing."""
    return (context.modality, context.polarity) in {("missing", "pos"), ("actual", "neg")}


def _acted(match: Match, plain: Plain) -> tuple[int, int]:
    """Return the words of the sentence in which a pattern was found, who acts left out when named further on."""
    first = match.subjects[-1].last if match.subjects and match.subjects[0].first == match.first else match.first
    return plain.span(first if first < match.last else match.first, match.last)


def _is_within(match: Match, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Tell whether the subject of a pattern only tells more of somebody before it: "de arts van de kliniek zit in ..."."""
    first = match.subjects[0].mention if match.subjects else None
    if first is None or not governed_by_preposition(sentence.words, first):
        return False
    inside = first.kinds & {"organisation"} and preposition_before(sentence.words, first) in _INSIDE
    if inside or match.pattern.relation == "missing_in":
        return not _asked_for(match, sentence, first)
    if _asked_for(match, sentence, first):
        return False  # the pattern asks for that preposition
    return any(one.last < first.first and one.kinds & ACTORS and not one.weak for one in mentions)


def _asked_for(match: Match, sentence: Sentence, first: Mention) -> bool:
    """Tell whether a pattern itself asks for the preposition before its subject: "gebrek aan ..."."""
    return any(word.text.lower() in PREPOSITIONS for word in sentence.words[match.first : first.first])


def _fixed(context: Context, modality: str) -> Context:
    """Give what a pattern says its modality, but where it is only asked, or a view or a wish that it is so."""
    kept = {"question", "view", "desired"} if modality == "actual" else {"question"}
    return replace(context, modality=modality) if modality and context.modality not in kept else context


def _concepts(
    filled: Iterable[Filled], words: Sequence[Word], relation: str, place: str, builder: Builder, topic: Concept | None
) -> list[Concept]:
    rule = builder.vocabulary.relations[relation]
    kinds = rule.subjects if place == "subject" else rule.objects
    found: list[Concept] = []
    for one in filled:
        if one.mention is not None:
            found += _named(one.mention, kinds)
        elif place == "subject" and one.last - one.first == 1:  # a pronoun
            found += [topic] if topic is not None else []
        else:
            found += _free(words[one.first : one.last], relation, kinds, builder)
    return found


def _named(mention: Mention, kinds: frozenset[str]) -> list[Concept]:
    """Return what a mention names of the kinds that fit; "beiden" means two."""
    if mention.how == PRONOUN:
        return [meant for meant in mention.concepts if meant.kind in kinds]
    concept = mention.of_kind(kinds)
    return [concept] if concept is not None else []


def _free(words: Sequence[Word], relation: str, kinds: frozenset[str], builder: Builder) -> Iterator[Concept]:
    """Give what words of the text name as a list; a law or a level of education is no competency."""
    known = False
    for part in list_parts(list(words)):
        if known:
            break  # of "kennis van dementie en palliatieve zorg" the second is a theme
        known = relation == "has_competency" and any(word.text.lower() in _KNOWING for word in part)
        if part[0].text.lower() in PREPOSITIONS and relation != "has_task":
            continue
        named = builder.lexicon.lookup(part)
        if relation == "has_competency" and named is not None and named.kinds & _NO_COMPETENCY:
            continue
        concept = builder.concept_for(part, free_kinds(relation, kinds))
        if concept is not None:
            yield concept


def free_kinds(relation: str, kinds: frozenset[str]) -> list[str]:
    """Return the kinds that words of a text may be as a side of a relation, the likeliest first."""
    first = _FREE_KIND.get(relation, "concept")
    if relation == "has_competency":
        return ["competency"]
    if relation == "has_task":
        return ["task", "role"]
    return [first, *sorted(kinds - {first})]


def _why_match(name: str, words: Sequence[Word], match: Match) -> str:
    between = sum(word.is_word for word in words[match.first : match.last])
    return f"Het patroon '{name}' past op {between} woorden van deze zin."
