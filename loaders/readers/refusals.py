"""Why a file is refused: the codes that cross from the child process, and the message a person reads for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import (
    DamagedError,
    DocumentError,
    EncodingError,
    EncryptedError,
    FileAccessError,
    FormatError,
    NoTextError,
    ReadingLimitError,
)

__all__ = ["Refusal", "refusal_error"]


class Refusal(Exception):  # noqa: N818 - it is no error of the program
    """A reader refuses a file; ``code`` is a key of `MESSAGES`, ``facts`` fill in its message."""

    def __init__(self, code: str, **facts: str | int) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Message:
    """The parts of a message, with places for facts in braces."""

    kind: type[DocumentError]
    what: str
    expected: str
    remedy: str


_ANOTHER = (
    "Vraag de uitgever om een nieuwe kopie, of sla het bestand opnieuw op in het programma waarmee het gemaakt is."
)
_SPLIT = "Splits het document in delen, of sla alleen de tekst op als .txt."

MESSAGES: Mapping[str, Message] = {
    "missing": Message(
        FileAccessError, "dit bestand bestaat niet", "een bestaand bestand", "Controleer de naam en de map."
    ),
    "not-allowed": Message(
        FileAccessError, "u mag dit bestand niet lezen", "een bestand dat u mag lezen", "Pas de rechten van het bestand aan."
    ),
    "not-a-file": Message(
        FileAccessError, "dit is geen gewoon bestand maar {kind}", "een bestand met een document", "Noem het bestand zelf."
    ),
    "loop": Message(
        FileAccessError, "deze koppeling verwijst naar zichzelf", "een bestand of een koppeling daarnaar",
        "Verwijder de koppeling of laat haar naar het bestand wijzen.",
    ),
    "unreadable": Message(
        FileAccessError, "het bestand kan niet worden gelezen ({reason})", "een leesbaar bestand",
        "Kopieer het bestand naar een gewone map en probeer het opnieuw.",
    ),
    "changed": Message(
        FileAccessError, "het bestand veranderde tijdens het lezen", "een bestand dat niet meer verandert",
        "Wacht tot het kopiëren klaar is en probeer het opnieuw.",
    ),
    "unknown-format": Message(
        FormatError, "bestanden van de soort '{suffix}' worden niet gelezen", ".pdf, .docx, .html of .txt", "{hint}"
    ),
    "other-format": Message(
        FormatError, "de naam eindigt op '{suffix}', maar de inhoud is {found}", "{expected}", "{hint}"
    ),
    "other-office": Message(
        FormatError, "het bestand heet {wanted}, maar de inhoud is van {found}", "{wanted}", "{hint}"
    ),
    "damaged": Message(
        DamagedError, "het bestand is beschadigd of onvolledig ({part})", "een heel bestand van de soort {form}", _ANOTHER
    ),
    "too-deep": Message(
        DamagedError, "de inhoud is te diep genest om te lezen", "een gewoon document van de soort {form}", _ANOTHER
    ),
    "unsafe-archive": Message(
        DamagedError, "het bestand bevat een onderdeel met een onveilige naam", "onderdelen binnen het document zelf", _ANOTHER
    ),
    "entities": Message(
        DamagedError, "het bestand definieert zijn eigen tekstvervangingen (DOCTYPE)", "een document uit een tekstverwerker",
        _ANOTHER,
    ),
    "stopped": Message(
        DamagedError, "het lezen brak af", "een gewoon document van de soort {form}", _ANOTHER
    ),
    "encrypted": Message(
        EncryptedError, "het bestand is beveiligd met een wachtwoord", "een bestand zonder wachtwoord",
        "Open het met het wachtwoord en sla een kopie zonder beveiliging op.",
    ),
    "empty": Message(
        NoTextError, "het bestand is leeg", "de tekst van een document", "Controleer of u het juiste bestand hebt."
    ),
    "no-text": Message(
        NoTextError, "er staat geen tekst in dit bestand", "een document met tekst",
        "Controleer of u het juiste bestand hebt.",
    ),
    "scan": Message(
        NoTextError, "er staat geen leesbare tekst in: {pages} bladzijde(n), {letters} letters; dit lijkt een scan",
        "een PDF met tekst die u kunt selecteren",
        "Laat er eerst tekstherkenning (OCR) op los, of vraag de uitgever om het oorspronkelijke bestand.",
    ),
    "encoding": Message(
        EncodingError, "de letters in dit bestand zijn niet te herkennen (byte {byte}, regel {line})",
        "tekst in UTF-8, UTF-16 of Windows-1252", "Sla het bestand opnieuw op met codering UTF-8.",
    ),
    "binary": Message(
        EncodingError, "dit is geen tekstbestand (byte {byte} is geen teken)", "platte tekst",
        "Sla het document op als .txt of .pdf."
    ),
    "too-large": Message(
        ReadingLimitError, "het bestand is te groot ({size} MB)", "hoogstens {most} MB", _SPLIT
    ),
    "too-many-pages": Message(
        ReadingLimitError, "het document heeft te veel bladzijden ({pages})", "hoogstens {most} bladzijden", _SPLIT
    ),
    "too-much-text": Message(
        ReadingLimitError, "het document heeft te veel tekst", "hoogstens {most} tekens", _SPLIT
    ),
    "too-many-rows": Message(
        ReadingLimitError, "de tabel is te groot", "hoogstens {most} rijen", "Splits de tabel."
    ),
    "bomb": Message(
        ReadingLimitError, "het bestand zet uit tot veel meer dan een gewoon document", "een gewoon document van de soort {form}",
        "Vertrouw dit bestand niet; vraag de uitgever om een nieuwe kopie.",
    ),
    "time": Message(
        ReadingLimitError, "het lezen duurde langer dan {seconds} seconden", "een document dat binnen die tijd te lezen is",
        "Sla het op als .docx of .txt, of splits het.",
    ),
    "memory": Message(
        ReadingLimitError, "het lezen vroeg te veel geheugen", "hoogstens {most} MB", _SPLIT
    ),
}  # fmt: skip


def refusal_error(code: str, where: str, facts: Mapping[str, str | int]) -> DocumentError:
    """Return the error for a refusal; `where` is the name of the file as it can be shown."""
    message = MESSAGES[code]
    known = {"form": "", **facts}
    return message.kind(
        message.what.format_map(known),
        where=where,
        expected=message.expected.format_map(known),
        remedy=message.remedy.format_map(known),
    )
