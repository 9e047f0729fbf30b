"""When a proposed statement is the same as an annotated one: the rules by which the reference sets are scored.

Relations that say nearly the same count as equal, labels agree when one holds the words of the other, and the words
for a member of a neighbourhood team in general are one; the passages overlap or lie within 300 characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

SAME = (
    {"has_task", "has_competency"},
    {"cooperates_with", "member_of_team", "refers_to"},
    {"active_in", "expertise_in"},
    {"missing_in", "has_competency"},
)
EITHER_WAY = ("tension", "cooperates_with", "constrained_by")
GENERIC = frozenset(
    [
        "wijkteam",
        "wijkteamprofessional",
        "wijkteammedewerker",
        "wijkteamwerker",
        "wijkwerker",
        "professional",
        "sociaal professional",
        "sociale professional",
        "teamlid",
        "professional in het wijkteam",
        "sociaal team",
        "sociaal wijkteam",
        "wijkteammedewerkers",
        "sociaal werker",
        "regisseur",
        "professional in wijkteam",
        "integraal werkende professional",
        "team",
    ]
)
LEVELS = {"mbo", "hbo", "wo"}
NEAR = 300


@dataclass(frozen=True)
class Claim:
    relation: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    polarity: str
    spans: tuple[tuple[int, int], ...]
    modality: str = "actual"


def norm(label: str) -> str:
    text = unicodedata.normalize("NFKD", label or "").encode("ascii", "ignore").decode().lower()
    out = []
    for token in re.sub(r"[^a-z0-9]+", " ", text).split():
        if token.endswith(("ingen", "eren", "heden")) and len(token) > 7:
            out.append(token)
        elif token.endswith("en") and len(token) > 5:
            out.append(token[:-2])
        elif token.endswith("s") and len(token) > 4:
            out.append(token[:-1])
        else:
            out.append(token)
    return " ".join(out)


def alike(names: tuple[str, ...], label: str) -> bool:
    other = norm(label)
    if not other:
        return False
    for name in names:
        one = norm(name)
        if (
            one
            and (set(one.split()) & LEVELS) == (set(other.split()) & LEVELS)
            and (one == other or fuzz.token_set_ratio(one, other) >= 86)
        ):
            return True
    return label.strip().lower() in GENERIC and any(name.strip().lower() in GENERIC for name in names)


def agrees(claim: Claim, relation: str, subject: str, target: str, polarity: str, span: tuple[int, int]) -> bool:
    start, end = span
    here = any(not (start > b + NEAR or end < a - NEAR) for a, b in claim.spans)
    if not here and relation != claim.relation:
        return False
    if polarity[:3] != claim.polarity[:3]:
        return False
    if relation != claim.relation and not any({relation, claim.relation} <= same for same in SAME):
        return False
    if alike(claim.subjects, subject) and alike(claim.objects, target):
        return True
    back = claim.relation in EITHER_WAY or "missing_in" in (relation, claim.relation)
    return back and alike(claim.subjects, target) and alike(claim.objects, subject)
