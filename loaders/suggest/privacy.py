"""Keeping persons out: parts of a document that list people are passed over, and labels with a name are refused.

This is a guard by construction: own labels admit no capitalised word that is not known (`phrases`), and what stands
here is left unread. Names cannot be detected well enough to rely on that alone.
"""

from __future__ import annotations

import re

from loaders.suggest.sentences import Sentence

__all__ = ["has_person", "is_left_out"]

_HEADING = re.compile(
    r"\b(?:aanwezig(?:en)?|afwezig(?:en)?|deelnemers?(?:lijst)?|deelnemerslijst|colofon|dankwoord|geïnterviewden|auteurs?|"
    r"over de auteurs?|literatuur(?:lijst)?|bronnen|referenties|bibliografie|contact(?:gegevens|personen|persoon)?|"
    r"ondertekening|met dank aan|begeleidingscommissie|verzendlijst|genodigden)\b",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"^\s*(?:aanwezig(?:en)?|afwezig|afgemeld|notulen|notulist|contactpersoon|contact|auteurs?|opgesteld door|namens|"
    r"ondertekend|c\.c\.|cc|datum|isbn|verslag door|met vriendelijke groet)\s*:?\s*[^.]{0,20}[:(,]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://|www\.|\b0\d{1,3}[ -]?\d{6,8}\b|\b06[ -]?\d{8}\b")
_NAME = re.compile(
    r"\b(?:[Mm]evrouw|[Mm]eneer|[Dd]e heer|[Mm]w\.|[Dd]hr\.|[Dd]r\.|[Dd]rs\.|[Pp]rof\.)\s+(?:[A-Z]\.?\s*)*[A-Z]\w+|"
    r"\b(?:[A-Z]\.){1,4}\s*(?:(?:van|de|den|der|ter|ten|het|'t)\s+){0,3}[A-Z][a-z]+|"
    r"\b[A-Z][a-zë]+ (?:(?:van|de|den|der|ter|ten|el|'t)\s+){1,3}[A-Z][a-z]+"
)
_REFERENCE = re.compile(r"^[A-Z][\w'-]+,\s+(?:[A-Z]\.\s*)+.*\((?:19|20)\d\d[a-z]?\)")


def is_left_out(sentence: Sentence) -> bool:
    """Tell whether a sentence stands where people are listed, or is an address, a signature or a reference."""
    return bool(
        (_HEADING.search(sentence.heading) and len(sentence.heading) < 60)
        or _LINE.match(sentence.text)
        or _ADDRESS.search(sentence.text)
        or _REFERENCE.match(sentence.text)
        or (sentence.kind == "heading" and _HEADING.fullmatch(sentence.text.strip(" .:")))
    )  # fmt: skip


def has_person(label: str) -> bool:
    """Tell whether a label looks like it holds a person's name."""
    return bool(_NAME.search(label) or _ADDRESS.search(label))
