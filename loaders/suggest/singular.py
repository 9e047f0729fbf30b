"""Names in the singular, by the last part that tells their kind: "dorpsregisseurs", "dorpsregisseur"."""

from __future__ import annotations

import re

from loaders.suggest.grammar.words import words_of

__all__ = ["singular"]


def singular(word: str, ending: str) -> str:
    """Return a name with its last part in the singular, lower case but for codes."""
    lower = word if re.match(r"[A-Z]{2}", word) else word.lower()
    if lower.endswith(("arts", "dienst", "huis")):
        return lower
    for plural, single in _PLURALS:
        if lower.endswith(plural):
            candidate = lower[: -len(plural)] + single
            if _stem_ends(candidate, ending):
                return candidate
    return lower


_PLURALS = tuple(
    tuple(pair.split(">"))
    for pair in [
        "ologen>oloog",
        "agogen>agoog",
        "leden>lid",
        "lieden>man",
        "diensten>dienst",
        "huizen>huis",
        "scholen>school",
        "banken>bank",
        "ieën>ie",
        "agenten>agent",
        "ambtenaren>ambtenaar",
        "makelaren>makelaar",
        "krachten>kracht",
        "consulenten>consulent",
        "assistenten>assistent",
        "docenten>docent",
        "therapeuten>therapeut",
        "artsen>arts",
        "studenten>student",
        "kantoren>kantoor",
        "verpleegkundigen>verpleegkundige",
        "deskundigen>deskundige",
        "kundigen>kundige",
        "instellingen>instelling",
        "verenigingen>vereniging",
        "stoornissen>stoornis",
        "vaardigheden>vaardigheid",
        "verzorgenden>verzorgende",
        "personen>persoon",
        "consultanten>consultant",
        "'s>",
        "s>",
    ]
)
"""Endings of plurals and what stands there in the singular."""


def _stem_ends(word: str, ending: str) -> bool:
    """Tell whether the stem of a word ends in a stem."""
    return words_of(word)[-1].stem.endswith(ending)
