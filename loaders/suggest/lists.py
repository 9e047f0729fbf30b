"""Lists under a heading or an announcing sentence: the heading gives relation and actor, each item an object."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.vocabulary import Concept
from loaders.suggest.mentions import ACTORS, Lexicon
from loaders.suggest.sentences import Sentence
from loaders.suggest.words import words_of

__all__ = ["Frame", "frame_of"]

_CUES = (
    ("has_competency", "missing", r"(?:ontbrekende|gemiste|nog te ontwikkelen) (?:competenties|vaardigheden)"),
    ("has_competency", "desired", r"competentie|vaardighe|eisen aan|functie-eisen|verwachten|moet(?:en)? kunnen|profiel van|eigenschappen|kwaliteiten|kennis en kunde|wat (?:moet|moeten) .* kunnen|wat vraagt"),
    ("missing_in", "actual", r"ontbreekt|gemist|gemis\b|tekort aan|wat missen"),
    ("has_task", "question", r"nog te bespreken|open vragen|vragen voor"),
    ("has_task", "desired", r"aanbeveling|aandachtspunten voor|wat moet"),
    ("has_task", "actual", r"\btaken\b|\btaak\b|werkzaamheden|verantwoordelijkheden|afspraken|(?:deze|de) (?:medewerker|functionaris) ?:|doet het volgende|rollen\b"),
    ("active_in", "actual", r"leefgebieden"),
    ("member_of_team", "binnenschil", r"binnenschil|samenstelling|teamleden|leden van het|(?:bestaat|bestaan) uit|in het (?:\w+)?team zitten|zitten in het"),
    ("member_of_team", "buitenschil", r"buitenschil|in de schil|rondom het (?:\w+)?team"),
    ("cooperates_with", "actual", r"samenwerkingspartners|ketenpartners|werkt? samen met|werken samen met|netwerkpartners|partners van"),
    ("constrained_by", "actual", r"wettelijke kaders|wetten en regels|wet- en regelgeving|beroepscodes"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """What a list says: a relation, its modality and shell, the actor (None when it is not said), the words
    that said so, and whether they are advice to whom it concerns."""

    relation: str
    modality: str
    shell: str
    subject: Concept | None
    said: str
    advice: bool = False


def frame_of(sentence: Sentence, lexicon: Lexicon) -> Frame | None:
    """Return the frame of a list item, from the sentence before the list or else the heading above it."""
    for said in (sentence.lead, sentence.heading):
        lower = said.lower()
        for relation, detail, cue in _CUES:
            if said and re.search(cue, lower) and not re.search(r"\b(?:geen|niet)\b", lower):
                actors = [mention for mention in lexicon.find(words_of(said)) if mention.kinds & ACTORS]
                subject = next((m.of_kind(ACTORS) for m in reversed(actors) if not _speaks(said, m.first)), None)
                shell = detail if detail.endswith("schil") else ""
                return Frame(relation, "actual" if shell else detail, shell, subject, said, "aanbeveling" in lower)
        if said == sentence.lead and said:
            continue
    return None


def _speaks(said: str, first: int) -> bool:
    """Tell whether the actor at a word is the one who speaks: "respondenten noemen", "volgens de teamleider"."""
    words = [word.text.lower() for word in words_of(said)]
    after = words[first + 1 : first + 3]
    return any(word in {"noemen", "noemt", "vinden", "geven", "geeft"} for word in after) or "volgens" in words[max(0, first - 2) : first]
