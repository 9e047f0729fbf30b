"""Stretches of a document in which persons are named, so that no label, gloss or suggestion is ever taken from them.

Found by what stands around a name, never by a list of names: sections about people (participants, colophon, thanks, sources),
tables of participants, signatures, addresses, telephone numbers, titles and initials, citations, and who is quoted. A rule
finds most names and never all, so this is a guard beside the first one: only what the vocabulary knows becomes a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Block

__all__ = ["PrivateStretch", "is_private", "private_stretches"]


@dataclass(frozen=True, slots=True, order=True)
class PrivateStretch:
    """Code points [start, end) of a text that name persons, and why: a key of `REASONS`."""

    start: int
    end: int
    reason: str


REASONS = {
    "section": "een deel over personen, zoals deelnemers, colofon of literatuur",
    "participants": "een lijst van deelnemers",
    "signature": "een ondertekening",
    "address": "een e-mailadres",
    "telephone": "een telefoonnummer",
    "citation": "namen van auteurs bij een bron",
    "name": "een naam van een persoon",
}

_SECTION = re.compile(
    r"(?:\W|\d)*(?:bijlage\s*\w*\W*)?(?:lijst\s+van\s+|overzicht\s+(?:van\s+)?|de\s+|onze\s+)?"
    r"(?:deelnemers(?:lijst)?|aanwezig(?:en)?|afwezig(?:en)?|presentielijst|wie\s+(?:zijn|waren)\s+(?:er\s+)?aanwezig|colofon"
    r"|dankwoord|met\s+dank\s+aan|contact(?:gegevens|personen|persoon)?|over\s+de\s+auteurs?|auteurs?|redactie|projectgroep"
    r"|klankbordgroep|begeleidingscommissie|geïnterviewden|gesprekspartners|literatuur(?:lijst)?|bronnen|referenties"
    r"|geraadpleegde\s+(?:literatuur|bronnen)|bronvermelding|ondertekening)\b[^.]{0,30}",
    re.IGNORECASE,
)
_TABLE_HEAD = re.compile(
    r"^[ \t]*naam\b[^\n]{0,80}\b(?:functie|organisatie|rol|werkgever)\b", re.IGNORECASE | re.MULTILINE
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}\s?@\s?[\w-]{1,64}(?:\.[\w-]{1,64})+")
_TELEPHONE = re.compile(r"(?<![\w/.-])(?:\+31|0031|0)(?:[\s().-]{0,3}\d){9}(?![\w/])")
_CLOSING = re.compile(
    r"^[ \t]*(?:met\s+(?:vriendelijke|hartelijke|collegiale)\s+groet(?:en)?|hoogachtend|groet(?:en)?"
    r"|namens\s+(?:het|de)\b[^\n]{0,60})\s*,?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ORGANISATIONS = frozenset({
    "Centrum", "Gemeente", "Hogeschool", "Kenniscentrum", "Kennisplatform", "Ministerie", "Provincie", "Sociaal", "Sociale",
    "Stichting", "Universiteit", "Vereniging", "Werkplaats", "Wijkteam",
})  # fmt: skip
"""Words at an end of a name that tell that it is an organisation's."""
_AFTER_CLOSING = 4
"""Lines under a closing that belong to the signature."""
_LONGEST_SIGNATURE = 400
_PARTICLE = r"(?:(?:van|de|den|der|het|ter|ten|te|in|'t|’t|op|el|al|von|le|la)\s+){0,3}"
_NAME = rf"(?:{_PARTICLE}[A-ZÀ-Þ][\w’'-]{{1,30}})"
_INITIALS = r"(?:(?:[A-Z]|Th|Ch|Ph|IJ)\.[ \t]?){1,5}"
_FULL = rf"(?:{_INITIALS}\s*)?{_NAME}(?:\s+{_NAME}){{0,3}}"
_TITLED = re.compile(
    rf"\b(?:[Mm]evrouw|[Mm]w\.?|[Mm]evr\.?|[Dd]e\s+heer|[Mm]eneer|[Dd]hr\.?|[Dd]rs?\.|[Ii]r\.|[Mm]r\.|[Pp]rof\.|[Ii]ng\.)\s*"
    rf"(?:(?:dr|drs|ir|mr|ing|prof)\.\s*){{0,3}}({_FULL})"
)
_WITH_INITIALS = re.compile(rf"(?<![\w.]){_INITIALS}\s*{_NAME}")
_SPEAKER = re.compile(
    rf"\b(?:[Aa]ldus|[Vv]olgens|zegt|zei|vertelt|vindt|stelt|schetst|wijst|legt|benadrukt|vraagt|antwoordt|besluit|concludeert)\s+"
    rf"({_NAME}\s+{_NAME}(?:\s+{_NAME})?)"
)
_FUNCTION = (
    r"(?:lector|directeur|manager|teamleider|coördinator|projectleider|onderzoeker|docent|hoogleraar|bestuurder|wethouder"
    r"|voorzitter|adviseur|beleids\w+|\w+werker|\w+regisseur|\w+psycholoog)"
)
_INTRODUCED = re.compile(
    rf"(?:^|(?<=[.!?]\s))[ \t]*({_NAME}\s+{_NAME}(?:\s+{_NAME})?)(?=,\s+(?:[a-zà-þ]+\s+){{0,3}}?{_FUNCTION}\b)",
    re.MULTILINE,
)
_LABELLED = re.compile(
    r"^[ \t]*(?:auteurs?|tekst|redactie|samenstelling|contactpersoon|verslag(?:legging)?|notulist|voorzitter|gespreksleider|"
    r"interview(?:er)?|foto(?:’s|'s|grafie)?|vormgeving|eindredactie)\s*:\s*((?-i:[A-ZÀ-Þ])[^\n]+)",
    re.IGNORECASE | re.MULTILINE,
)
_TWO_OR_MORE = rf"{_NAME}(?:[ \t]+{_NAME}){{1,3}}"
_LED = re.compile(
    rf"\b(?:o\.?l\.?v\.?|onder\s+leiding\s+van|geschreven\s+door|een\s+bijdrage\s+van)\s+({_TWO_OR_MORE})"
)
_WITH_FUNCTION = re.compile(rf"({_TWO_OR_MORE})\s*(?=\([a-zà-þ])")
_AUTHORS = rf"{_NAME}(?:(?:,\s*|\s*&\s*|\s+en\s+|\s*,\s*&\s*){_NAME}){{0,5}}(?:\s+et\s+al\.?|\s+e\.a\.|\s+c\.s\.)?"
_YEAR = r"(?:19|20)\d\d[a-z]?"
_IN_BRACKETS = re.compile(rf"\(([^()]{{2,200}}?,?\s*{_YEAR}[^()]{{0,40}})\)")
_CITED = re.compile(rf"{_AUTHORS},?\s+{_YEAR}")
_BEFORE_YEAR = re.compile(rf"({_AUTHORS})\s*\(\s*{_YEAR}")


def private_stretches(text: str, blocks: Iterable[Block] = ()) -> tuple[PrivateStretch, ...]:
    """Return the stretches of a text that name persons, in order, those that overlap as one.

    With `blocks`, sections are bounded by the next heading of the same level or a higher one; without, only what a
    stretch of text shows by itself is found.
    """
    found = [*_in_text(text), *_sections(text, [block for block in blocks if block.kind != "furniture"])]
    merged: list[PrivateStretch] = []
    for stretch in sorted(found):
        if merged and stretch.start < merged[-1].end:
            last = merged.pop()
            stretch = PrivateStretch(last.start, max(last.end, stretch.end), last.reason)  # noqa: PLW2901 - they become one
        merged.append(stretch)
    return tuple(merged)


def is_private(stretches: Iterable[PrivateStretch], start: int, end: int) -> bool:
    """Tell whether a stretch [start, end) of the text touches one that names persons."""
    return any(stretch.start < end and start < stretch.end for stretch in stretches)


def _in_text(text: str) -> Iterator[PrivateStretch]:
    for pattern, reason in ((_ADDRESS, "address"), (_TELEPHONE, "telephone"), (_WITH_INITIALS, "name")):
        yield from (PrivateStretch(found.start(), found.end(), reason) for found in pattern.finditer(text))
    surnames: set[str] = set()
    for pattern in (_TITLED, _SPEAKER, _INTRODUCED, _LED, _WITH_FUNCTION):
        for found in pattern.finditer(text):
            words = found[1].split()
            if not _ORGANISATIONS & {words[0], words[-1]}:
                yield PrivateStretch(found.start(1), found.end(1), "name")
                surnames.add(words[-1])
    yield from _again(text, surnames)
    for pattern, reason in ((_LABELLED, "name"), (_BEFORE_YEAR, "citation")):
        yield from (PrivateStretch(found.start(1), found.end(1), reason) for found in pattern.finditer(text))
    for bracket in _IN_BRACKETS.finditer(text):
        if _CITED.search(bracket[1]):
            yield PrivateStretch(bracket.start(1), bracket.end(1), "citation")
    for closing in _CLOSING.finditer(text):
        under = text[closing.end() : closing.end() + _LONGEST_SIGNATURE]
        lines = [line for line in re.finditer(r"[^\n]+", under) if line[0].strip()][:_AFTER_CLOSING]
        if lines:
            yield PrivateStretch(closing.end(), closing.end() + lines[-1].end(), "signature")


def _again(text: str, surnames: Iterable[str]) -> Iterator[PrivateStretch]:
    """Yield where the surnames of people who were named in full come back."""
    known = "|".join(re.escape(name) for name in sorted(surnames) if len(name) >= 4)
    if known:
        particle = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en)\s+){0,3}"
        for found in re.finditer(rf"\b{particle}(?:{known})\b", text):
            yield PrivateStretch(found.start(), found.end(), "name")


def _sections(text: str, blocks: list[Block]) -> Iterator[PrivateStretch]:
    """Yield the sections about persons, and tables and lists of participants to the next heading."""
    for place, block in enumerate(blocks):
        words = " ".join(text[block.start : block.end].split())
        if block.kind == "heading" and _SECTION.fullmatch(words):
            yield PrivateStretch(block.end, _section_end(text, blocks, place), "section")
        elif block.kind == "cell" and words.lower() in ("naam", "deelnemer", "naam deelnemer"):
            yield PrivateStretch(block.start, _table_end(blocks, place), "participants")
        elif block.kind != "heading" and _TABLE_HEAD.match(text[block.start : block.end]):
            yield PrivateStretch(block.start, _section_end(text, blocks, place), "participants")


def _section_end(text: str, blocks: list[Block], place: int) -> int:
    level = blocks[place].level
    for block in blocks[place + 1 :]:
        if block.kind == "heading" and (level is None or block.level is None or block.level <= level):
            return block.start
    return blocks[-1].end if blocks else len(text)


def _table_end(blocks: list[Block], place: int) -> int:
    end = blocks[place].end
    for block in blocks[place + 1 :]:
        if block.kind != "cell":
            break
        end = block.end
    return end
