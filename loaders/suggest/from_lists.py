"""What an item of a list says by the heading or the sentence that announces the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import Context, context_in
from loaders.suggest.grammar.predicates import find_predicates, preposition_before
from loaders.suggest.grammar.subjects import Grammar, grammar_of
from loaders.suggest.grammar.tags import ADVERBS
from loaders.suggest.grammar.words import words_of
from loaders.suggest.lists import Frame
from loaders.suggest.mentions import Mention
from loaders.suggest.pairs import Scene
from loaders.suggest.sentences import Sentence
from loaders.suggest.task_labels import task_label
from loaders.suggest.topics import POINTING, SERVED, Topics

__all__ = ["from_list"]

_TEAM_SIDE = frozenset({"member_of_team", "missing_in"})
_ORDERS = frozenset({"laat", "voeg", "breid", "train", "haal", "geef", "versterk"})
"""Orders of which patterns know what they say."""
_ASIDES = frozenset({"die", "dat", "waar", "waarbij", "waarvoor", "waarin"})
_LISTING = frozenset({"", "door", "als", "naar", "met"})
"""Words before a name that an item lists: nothing, or what the sentence above asks for."""
_NAMED = _TEAM_SIDE | {"active_in", "cooperates_with", "constrained_by", "refers_to"}
"""Relations whose list items are names, not tasks or competencies."""


def from_list(scene: Scene, mentions: Sequence[Mention], topics: Topics, builder: Builder) -> bool:
    """Add what a list item says by the words that announce its list; tell whether there were such words."""
    sentence, frame = scene.sentence, scene.frame
    if frame is None or _is_clause(sentence, scene.grammar):
        return False
    subject = frame.subject or _meant(sentence.lead, topics) or topics.of_heading(sentence.heading)
    if subject is not None and subject.label in SERVED:
        subject = None
    certain = 0.85 if subject else 0.6
    party = topics.party(sentence) if frame.relation == "cooperates_with" else None
    subject = subject or party or topics.worker or topics.team
    if subject is None or (certain < 0.7 and frame.advice):
        return False
    context = replace(context_in(sentence, 0, _until_aside(sentence)), modality=frame.modality)
    if sentence.is_question:
        context = replace(context, modality="question")
    said = (
        f"Dit staat in een lijst onder '{frame.said[:60]}'."
        if phrase_is_safe(frame.said)
        else "Dit staat in een lijst met een kop die dit zegt."
    )
    if frame.relation in _NAMED:
        _named(frame, subject, sentence, mentions, context, certain, said, topics, builder)
        return True
    return _item_label(sentence, subject, frame.relation, context, certain, said, builder)


def _until_aside(sentence: Sentence) -> int:
    """Return where an item begins to tell more of what it names: "een inloop (waar je geen afspraak voor nodig hebt)"."""
    lower = [word.text.lower() for word in sentence.words]
    return next((at for at in range(1, len(lower)) if lower[at] in _ASIDES), len(lower))


def _is_clause(sentence: Sentence, grammar: Grammar) -> bool:
    """Tell whether an item is a sentence of its own: it says who acts, or ends as a sentence does."""
    first = grammar.readings[0] if grammar.readings else None
    if first is None or first.finite < 0:
        return False
    ends_as_one = first.finite > 0 and sentence.text.rstrip().endswith((".", "?"))
    return ends_as_one or first.subject.mention is not None or sentence.words[0].text.lower() in _ORDERS


def _meant(lead: str, topics: Topics) -> Concept | None:
    """Return who the sentence before a list names, or means with a pronoun ("Hun taken:")."""
    pointing = any(word.text.lower() in POINTING for word in words_of(lead))
    return topics.of_lead(lead) or (topics.person if pointing else None)


def _named(
    frame: Frame,
    subject: Concept,
    sentence: Sentence,
    mentions: Sequence[Mention],
    context: Context,
    certain: float,
    said: str,
    topics: Topics,
    builder: Builder,
) -> None:
    """Add the names that an item holds: as members, as what is missing, or as objects of the actor."""
    rule = builder.vocabulary.relations[frame.relation]
    team = topics.team_here([])
    for mention in _heads(sentence, mentions):
        pair = (
            (mention.of_kind(rule.subjects), team)
            if frame.relation in _TEAM_SIDE
            else (subject, mention.of_kind(rule.objects))
        )
        one, other = pair
        if one is None or other is None or (frame.relation in _TEAM_SIDE and one.kind == "team"):
            continue
        builder.add(
            frame.relation,
            one,
            other,
            sentence,
            context,
            pattern="lijst",
            confidence=certain,
            why=said,
            shell=frame.shell,
        )


def _heads(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names that an item lists, not those that tell more of one: "huisartsen van De Kade", "(gemeente)"."""
    depth, outside = 0, []
    for word in sentence.words:
        depth += (word.text == "(") - (word.text == ")")
        outside.append(depth == 0)
    found = [one for one in mentions if outside[one.first]]
    return [one for one in found if not one.first or preposition_before(sentence.words, one) in _LISTING]


def _item_label(
    sentence: Sentence, subject: Concept, relation: str, context: Context, certain: float, said: str, builder: Builder
) -> bool:
    kinds = ["competency"] if relation == "has_competency" else ["task", "role"]
    words = list(sentence.words)
    cut = next((n for n, word in enumerate(words) if word.text in {":", "(", ".", ";", "?"}), len(words))
    words = words[:cut]
    verbs = find_predicates(grammar_of(words, []), implicit=True)
    if verbs and relation == "has_task" and verbs[0].objects and verbs[0].first == 0:
        part = [words[place] for place in verbs[0].objects if words[place].text.lower() not in ADVERBS]
        target = task_label(part, verbs[0].verb, relation, builder)
    else:
        target = builder.concept_for(words[:12], kinds)
    if target is None:
        return True
    builder.add(
        relation,
        subject,
        target,
        sentence,
        context,
        pattern="lijst",
        confidence=certain * (1.0 if len(words) <= 9 else 0.75),
        why=said,
    )
    return True


def phrase_is_safe(text: str) -> bool:
    """Tell whether a heading can be named in an explanation: no capitalised word but the first."""
    return not any(word[:1].isupper() for word in text.split()[1:])
