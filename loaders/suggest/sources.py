"""The four ways in which a sentence gives suggestions: a pattern, a verb of work, a list, a known concept in other words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import Context, clause_of, context_of
from loaders.suggest.known import Found
from loaders.suggest.lists import frame_of
from loaders.suggest.matching import Filled, Match
from loaders.suggest.mentions import ACTORS, Mention
from loaders.suggest.phrases import list_parts, phrase_label
from loaders.suggest.predicates import PREPOSITIONS, Predicate, find_predicates
from loaders.suggest.sentences import Sentence
from loaders.suggest.topics import SERVED, Topics
from loaders.suggest.verbs import task_verbs
from loaders.suggest.words import Word

__all__ = ["from_known", "from_list", "from_match", "from_predicates"]

_FREE_KIND = {"has_task": "task", "has_competency": "competency", "tension": "concept", "missing_in": "concept"}
_DESIRED = frozenset("moet moeten zou zouden dient dienen zal zullen wil willen".split())
_ABLE = frozenset("kan kunnen kon konden durft durven leert leren weet weten kunt".split())
_MAY = frozenset("mag mogen mocht".split())


def from_match(match: Match, sentence: Sentence, mentions: Sequence[Mention], topics: Topics, builder: Builder) -> None:
    """Add the statements of a pattern that was found."""
    pattern = match.pattern
    context = context_of(sentence, match.first, match.last)
    context = _fixed(context, pattern.polarity, pattern.modality)
    topic = topics.previous or topics.of_heading(sentence.heading)
    subjects = _concepts(match.subjects, sentence, pattern.relation, "subject", builder, topic)
    objects = _concepts(match.objects, sentence, pattern.relation, "object", builder, topic)
    if not match.objects and pattern.relation == "tension":
        subjects, objects = subjects[:1], subjects[1:2]
    inferred = False
    if not match.subjects:
        if builder.has_said(pattern.id, sentence, [target.label for target in objects]):
            return
        default = topics.default(sentence)
        subjects, inferred = [default] if default else [], True
    if not match.objects and pattern.relation in {"member_of_team", "missing_in"}:
        team = _team_here(mentions, topics)
        objects, inferred = [team] if team else [], True
    for subject in subjects:
        for target in objects:
            if subject.iri == target.iri:
                continue
            confidence = pattern.confidence * (0.72 if inferred else 1.0) * (0.95 if target.own and target.kind in _FREE_KIND.values() else 1.0)
            confidence *= 0.8 if context.modality == "missing" and pattern.relation == "expertise_in" else 1.0
            builder.add(
                pattern.relation, subject, target, sentence, context, pattern=pattern.id, confidence=confidence,
                why=_why_match(pattern.id, sentence, match), activity=pattern.activity, shell=pattern.shell, level=pattern.level,
                team=_team_name(mentions, topics),
            )  # fmt: skip


def _fixed(context: Context, polarity: str, modality: str) -> Context:
    if context.modality == "question":
        return context
    if modality and not (modality == "actual" and context.modality in {"view", "desired"}):
        context = replace(context, modality=modality)
    return replace(context, polarity=polarity) if polarity else context


def _concepts(filled: Iterable[Filled], sentence: Sentence, relation: str, place: str, builder: Builder, topic: Concept | None) -> list[Concept]:
    rule = builder.vocabulary.relations[relation]
    kinds = rule.subjects if place == "subject" else rule.objects
    found: list[Concept] = []
    for one in filled:
        if one.mention is not None:
            concept = one.mention.of_kind(kinds)
            if concept is not None:
                found.append(_qualified(concept, one, sentence))
            continue
        if place == "subject" and one.last - one.first == 1:  # a pronoun
            if topic is not None:
                found.append(topic)
            continue
        wanted = _free_kinds(relation, kinds)
        for part in list_parts(list(sentence.words[one.first : one.last])):
            if part[0].text.lower() in PREPOSITIONS and relation != "has_task":
                continue
            concept = builder.concept_for(part, wanted)
            if concept is not None:
                found.append(concept)
    return found


def _free_kinds(relation: str, kinds: frozenset[str]) -> list[str]:
    first = _FREE_KIND.get(relation, "concept")
    if relation == "has_competency":
        return ["competency"]
    if relation == "has_task":
        return ["task", "role"]
    return [first, *sorted(kinds - {first})]


def _qualified(concept: Concept, filled: Filled, sentence: Sentence) -> Concept:
    """Keep what narrows a name down: "geregistreerde jeugdconsulent" is not every one of them."""
    before = sentence.words[filled.first - 1] if filled.first else None
    if before and before.text.lower() in _NARROWING and concept.kind in {"profession", "role", "group"}:
        prefix = before.text.lower()
        if filled.first > 1 and before.glued:
            prefix = f"{sentence.words[filled.first - 2].text}-{prefix}"
        return Concept(f"own:{concept.kind}:{prefix} {concept.label}", concept.kind, f"{prefix} {concept.label}", own=True)
    return concept


_NARROWING = frozenset(
    "geregistreerde gespecialiseerde gecertificeerde beginnende startende ervaren bevoegde gekwalificeerde opgeleide getrainde onafhankelijke "
    "onafhankelijk vrijgevestigde gepensioneerde".split()
)


def _team_here(mentions: Sequence[Mention], topics: Topics) -> Concept | None:
    named = next((m.of_kind(("team",)) for m in mentions if m.of_kind(("team",))), None)
    return named or topics.team


def _team_name(mentions: Sequence[Mention], topics: Topics) -> str:
    for mention in mentions:
        team = mention.of_kind(("team",))
        if team and any(character.isupper() for character in team.label):
            return team.label
    return topics.named_team.label if topics.named_team else ""


def _why_match(name: str, sentence: Sentence, match: Match) -> str:
    words = sentence.words[match.first : match.last]
    between = sum(word.is_word for word in words)
    return f"Het patroon '{name}' past op {between} woorden van deze zin."


def from_predicates(sentence: Sentence, mentions: Sequence[Mention], topics: Topics, builder: Builder) -> Concept | None:
    """Add what the verbs of work in a sentence say; return who the sentence is about."""
    about: Concept | None = None
    for predicate in find_predicates(sentence.words, mentions):
        subject, certain = _subject(predicate, topics, sentence)
        if subject is None:
            continue
        about = about or subject
        words = [sentence.words[place] for place in predicate.objects]
        _add_tasks(predicate, subject, certain, words, sentence, topics, builder, mentions)
    return about


def _subject(predicate: Predicate, topics: Topics, sentence: Sentence) -> tuple[Concept | None, float]:
    if predicate.subject is not None:
        concept = predicate.subject.of_kind(ACTORS)
        if concept is None or concept.label in SERVED:
            return None, 0
        return concept, 1.0
    if predicate.pronoun:
        return topics.previous or topics.of_heading(sentence.heading), 0.85
    return None, 0


def _add_tasks(
    predicate: Predicate, subject: Concept, certain: float, words: list[Word], sentence: Sentence, topics: Topics, builder: Builder,
    mentions: Sequence[Mention],
) -> None:  # fmt: skip
    verbs = task_verbs()
    context = context_of(sentence, predicate.first, predicate.last)
    context = replace(context, modality=_modality(predicate, context))
    relation = "has_competency" if predicate.modal in _ABLE and context.polarity == "pos" else "has_task"
    part = _object_words(words)
    part = [word for word in part if word.text.lower() not in _ADVERBS]
    content = [word for word in part if word.is_word and word.text.lower() not in verbs.empty]
    if not content and predicate.verb in verbs.light:
        return
    target = _task_label(part if content else [], predicate.verb, relation, builder)
    if target is None:
        return
    if any(word.text.lower() in _VERBAL for word in part):
        return
    confidence = 0.85 * certain * (1.0 if predicate.near else 0.8) * (0.75 if not content else 1.0) * (1.0 if not target.own else 0.97)
    confidence *= 0.9 if predicate.verb in verbs.light else 1.0
    confidence *= (0.9 if len(sentence.words) > 35 else 1.0) * (0.85 if len(target.label.split()) > 5 else 1.0)
    confidence *= 0.8 if subject.kind == "organisation" or subject.label in _GENERAL else 0.9 if subject.kind in {"team", "group"} else 1.0
    subjects = [subject, *(c for other in predicate.others if (c := other.of_kind(ACTORS)) is not None)]
    for one in subjects:
        builder.add(
            relation, one, target, sentence, context, pattern="werkwoord", confidence=confidence,
            why=f"'{one.label}' is hier het onderwerp van het werkwoord '{predicate.verb}'.", team=_team_name(mentions, topics),
        )  # fmt: skip


_NOTHING = frozenset({"doen", "verrichten"})
_VERBAL = frozenset("is zijn was waren heeft hebben wordt worden blijkt vindt vinden doet gaat komt staat".split())
_GENERAL = frozenset("professional;sociaal werker;hulpverlener;organisatie;gemeente;wijkteamprofessional;team;medewerker;burger".split(";"))


def _object_words(words: list[Word]) -> list[Word]:
    """Return the words of the object: all of them when they are few, else those before the first comma or "en"."""
    parts = list_parts(words)
    if not parts:
        return []
    whole = words[: words.index(parts[-1][-1]) + 1]
    if len(parts) > 1 and sum(word.is_word for word in whole) <= 7 and not any(w.text in {",", "(", "/"} for w in whole):
        return whole
    return parts[0]


_ADVERBS = frozenset(
    "niet geen ook nog wel vooral soms vaak altijd graag zelf daarbij hierbij dan dus zo zelden nooit steeds meer weer al eens ze zij hij er verder samen "
    "beter meestal nauwelijks mee daarmee hiermee elkaar zich uren eerder zo_nodig eigenlijk bijvoorbeeld hen hem haar".split()
)


def _modality(predicate: Predicate, context: Context) -> str:
    if context.modality in {"question", "view"}:
        return context.modality
    if predicate.modal in _DESIRED:
        return "obliged" if context.modality == "obliged" else "desired"
    if predicate.modal in _MAY:
        return "permitted"
    return context.modality


def _task_label(words: list[Word], verb: str, relation: str, builder: Builder) -> Concept | None:
    """Return the task that an infinitive with its object names: "begeleidingsplan bijhouden"."""
    label = phrase_label(words, builder._names()) if words else ""
    if words and not label:
        return None
    kinds = ["competency"] if relation == "has_competency" else ["task", "role"]
    text = label if label and verb in _NOTHING else f"{label} {verb}".strip()
    known = builder.known.lookup(text, kinds)
    if known:
        return known
    return Concept(f"own:{kinds[0]}:{text}", kinds[0], text, own=True)


def from_list(sentence: Sentence, mentions: Sequence[Mention], topics: Topics, builder: Builder) -> bool:
    """Add what a list item says by the words that announce its list; tell whether there were such words."""
    frame = frame_of(sentence, builder.lexicon)
    if frame is None:
        return False
    subject = frame.subject or topics.of_heading(sentence.heading)
    if subject is not None and subject.label in SERVED:
        subject = None
    certain = 0.85 if subject else 0.6
    subject = subject or topics.worker or topics.team
    if subject is None or (certain < 0.7 and frame.advice):
        return False
    context = replace(context_of(sentence, 0, len(sentence.words)), modality=frame.modality)
    if sentence.is_question:
        context = replace(context, modality="question")
    said = f"Dit staat in een lijst onder '{frame.said[:60]}'." if phrase_is_safe(frame.said) else "Dit staat in een lijst met een kop die dit zegt."
    rule = builder.vocabulary.relations[frame.relation]
    actors = [concept for m in mentions if (concept := m.of_kind(rule.objects)) is not None]
    if frame.relation in {"member_of_team", "missing_in"}:
        team = _team_here([], topics)
        for mention in mentions:
            concept = mention.of_kind(rule.subjects)
            if concept is not None and team is not None and concept.kind != "team":
                builder.add(frame.relation, concept, team, sentence, context, pattern="lijst", confidence=certain, why=said, shell=frame.shell)
        return True
    if frame.relation in {"active_in", "cooperates_with", "constrained_by"}:
        for concept in actors:
            builder.add(frame.relation, subject, concept, sentence, context, pattern="lijst", confidence=certain, why=said)
        return True
    if find_predicates(sentence.words, mentions) and any(m.kinds & ACTORS for m in mentions[:1]) and frame.relation == "has_task":
        return False
    return _item_label(sentence, subject, frame.relation, context, certain, said, builder)


def _item_label(
    sentence: Sentence, subject: Concept, relation: str, context: Context, certain: float, said: str, builder: Builder
) -> bool:
    kinds = ["competency"] if relation == "has_competency" else ["task", "role"]
    words = list(sentence.words)
    cut = next((n for n, word in enumerate(words) if word.text in {":", "(", ".", ";", "?"}), len(words))
    words = words[:cut]
    verbs = find_predicates(words, [], implicit=True)
    if verbs and relation == "has_task" and verbs[0].objects and verbs[0].first == 0:
        part = [words[place] for place in verbs[0].objects if words[place].text.lower() not in _ADVERBS]
        target = _task_label(part, verbs[0].verb, relation, builder)
    else:
        target = builder.concept_for(words[:12], kinds)
    if target is None:
        return True
    builder.add(relation, subject, target, sentence, context, pattern="lijst", confidence=certain * (1.0 if len(words) <= 9 else 0.75), why=said)
    return True


def phrase_is_safe(text: str) -> bool:
    """Tell whether a heading can be named in an explanation: no capitalised word but the first."""
    return not any(word[:1].isupper() for word in text.split()[1:])


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
            relation, subject, item.concept, sentence, context, pattern="bekend-begrip", confidence=_nearness(item) * certain,
            why=f"De woorden van het bekende begrip '{item.concept.label}' staan bij elkaar in deze zin.", team=_team_name(mentions, topics),
        )  # fmt: skip


def _nearness(item: Found) -> float:
    """Return how sure a known concept is: the more words it has and the nearer they stand, the surer (measured)."""
    stretch = (item.last - item.first - 1) / item.size
    step = 0 if stretch <= 1.4 else 1 if stretch <= 2.2 else 2
    if item.share < 1:
        return (0.45, 0.2, 0.2)[step]
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


def _actor_before(sentence: Sentence, mentions: Sequence[Mention], first: int, topics: Topics) -> tuple[Concept | None, float]:
    """Return who the words from a place on are about: the last actor before it in the sentence, or the topic."""
    for clause_begin, clause_end in (clause_of(sentence.words, first, first + 1), (0, len(sentence.words))):
        for mention in mentions:
            concept = mention.of_kind(ACTORS)
            if concept and not mention.weak and clause_begin <= mention.first < min(clause_end, first + 1) and concept.label not in SERVED \
                    and not _governed(sentence, mention):  # fmt: skip
                return concept, 0.95
    return topics.default(sentence), 0.8 if topics.previous else 0.75
