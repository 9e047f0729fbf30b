"""What looks like a person in a cell: a team sheet is about professions, so a name, address or number is refused."""

from __future__ import annotations

import re

__all__ = ["PERSONAL_HEADINGS", "looks_like_name", "personal"]

_OTHER = "\u0100-\u024f"
"""Letters of other European languages, large and small mixed."""
_CAPITAL, _SMALL = f"A-ZÀ-ÖØ-Þ{_OTHER}", f"a-zß-öø-ÿ{_OTHER}"
_WORD = rf"[{_CAPITAL}][{_SMALL}]+(?:-[{_CAPITAL}][{_SMALL}]+)?"
_PREFIX = r"(?:van|von|de|den|der|het|in|op|ten|ter|te|la|el|['’]t)\s+"
_MAYBE_PREFIX, _WITH_PREFIX = f"(?:{_PREFIX}){{0,3}}", f"(?:{_PREFIX}){{1,3}}"

_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?[1-9](?:[\s-]?\d){8}(?!\d)")
_NUMBER = re.compile(r"(?<!\d)\d{8,11}(?!\d)")
_NAME = rf"\s+(?:[{_CAPITAL}]\.\s*)*{_MAYBE_PREFIX}{_WORD}"
_ADDRESSED = re.compile(rf"\b(?:(?:[Dd]hr|[Mm]w|[Mm]evr)\b\.?|(?:[Mm]evrouw|[Mm]eneer|[Dd]e heer)\b){_NAME}")
_TITLED = re.compile(rf"\b(?:[Dd]rs|[Ii]r|[Mm]r|[Dd]r|[Pp]rof)\b\.?{_NAME}")
_INITIALS = re.compile(rf"(?<![\w.])(?:[{_CAPITAL}]\.\s?){{1,4}}{_MAYBE_PREFIX}{_WORD}")
_FULL = re.compile(rf"\b{_WORD}\s+{_WITH_PREFIX}{_WORD}")
_PAIR = re.compile(rf"{_WORD}\s+{_WORD}")

PERSONAL_HEADINGS = frozenset({
    "naam", "voornaam", "achternaam", "roepnaam", "voorletters", "initialen", "e-mail", "email", "e-mailadres", "mail",
    "telefoon", "telefoonnummer", "mobiel", "bsn", "geboortedatum", "adres", "medewerkernummer", "personeelsnummer",
    "big-nummer", "skj-nummer",
})  # fmt: skip
"""Headings of columns that hold data on persons; the heading ``naam`` on the sheet about the team is another matter."""


def personal(text: str, *, may_be_organisation: bool = False) -> str:
    """Return what in `text` surely points at one person, in Dutch, or an empty string.

    Looks for an e-mail address, a telephone number, a number of eight to eleven digits (citizen and registration numbers), a
    form of address with a name, and an academic title or initials with a name; the last two are left to organisations, which
    may be called so.
    """
    if _MAIL.search(text):
        return "een e-mailadres"
    if _PHONE.search(text):
        return "een telefoonnummer"
    if _NUMBER.search(text):
        return "een nummer van een persoon"
    named = _ADDRESSED.search(text) or (not may_be_organisation and (_TITLED.search(text) or _INITIALS.search(text)))
    if named:
        return "een naam van een persoon"
    return ""


def looks_like_name(text: str) -> bool:
    """Tell whether `text` is written as a first and last name; so are some job titles (``Casemanager Dementie``)."""
    return bool(_FULL.search(text) or _PAIR.fullmatch(text))
