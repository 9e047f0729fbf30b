"""What the service refuses, and how it says so: one list of kinds, each with its status and its name in two languages.

An answer that is no answer has the form of RFC 9457 (``application/problem+json``), or is plain text for who asks for text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import (
    AnswerFormError,
    AnswerTooLargeError,
    BeroepenkaartError,
    GraphError,
    QueryError,
    QueryRefusedError,
)

__all__ = ["KINDS", "Kind", "ServiceError", "from_head", "kind_of", "to_head"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: HTTP status, and what it is called in Dutch and English."""

    status: int
    title: str
    title_en: str


KINDS: Mapping[str, Kind] = {
    "bad-request": Kind(400, "Het verzoek klopt niet", "The request is not well-formed"),
    "parameter": Kind(400, "Een parameter klopt niet", "A parameter is unknown, missing or has a wrong value"),
    "query": Kind(400, "De vraag klopt niet", "The query cannot be parsed or evaluated"),
    "refused": Kind(403, "Dat wordt hier niet gedaan", "The query asks for something this service never does"),
    "read-only": Kind(403, "Hier kunt u alleen lezen", "This service is read-only"),
    "not-found": Kind(404, "Niet gevonden", "Not found"),
    "method": Kind(405, "Deze methode wordt hier niet gebruikt", "This method is not allowed here"),
    "not-acceptable": Kind(406, "De gevraagde vorm is er niet", "None of the accepted forms is available"),
    "slow-request": Kind(408, "Het verzoek kwam te langzaam binnen", "The request arrived too slowly"),
    "too-long": Kind(413, "Het verzoek is te lang", "The request is too long"),
    "media-type": Kind(415, "Deze soort inhoud wordt niet gelezen", "This type of content is not read here"),
    "wrong-host": Kind(421, "Deze naam hoort niet bij deze server", "This host name does not belong to this server"),
    "time-limit": Kind(422, "De vraag duurt te lang", "The query takes longer than the time limit"),
    "memory-limit": Kind(422, "De vraag vraagt te veel geheugen", "The query needs more memory than the limit"),
    "too-large": Kind(422, "Het antwoord is te groot", "The answer is larger than the limit; nothing of it was given"),
    "too-deep": Kind(422, "De vraag is te diep genest", "The query is nested too deeply"),
    "internal": Kind(500, "Er ging hier iets mis", "Something went wrong on this side"),
    "busy": Kind(503, "Het is te druk", "Too busy; try again later"),
    "no-graph": Kind(503, "Er is geen graaf", "There is no graph to ask at the moment"),
}
_TYPE = "https://w3id.org/beroepenkaart/problem/"


class ServiceError(BeroepenkaartError):
    """A request that is not carried out: its kind, a key of `KINDS`, beside the message for people.

    ``retry_after`` is in seconds, 0 where asking again does not help.
    """

    def __init__(
        self, kind: str, what: str, *, where: str = "", expected: str = "", remedy: str = "", retry_after: int = 0
    ) -> None:
        self.kind, self.retry_after = kind, retry_after
        super().__init__(what, where=where, expected=expected, remedy=remedy)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return KINDS[self.kind].status

    def as_json(self) -> bytes:
        """Return the problem in the form of RFC 9457; a mistake in a query also has ``line`` and ``column``."""
        kind = KINDS[self.kind]
        problem: dict[str, Any] = {
            "type": _TYPE + self.kind,
            "title": kind.title,
            "title_en": kind.title_en,
            "status": kind.status,
            "detail": str(self)[:1].upper() + str(self)[1:],
        }
        if place := re.fullmatch(r"regel (\d+), kolom (\d+)", self.where):
            problem |= {"line": int(place[1]), "column": int(place[2])}
        return json.dumps(problem, ensure_ascii=False, indent=1).encode() + b"\n"

    def as_text(self) -> bytes:
        """Return the problem as text: Dutch, and a line of English."""
        place = re.fullmatch(r"regel (\d+), kolom (\d+)", self.where)
        at = f" at line {place[1]}, column {place[2]}" if place else ""
        return f"{KINDS[self.kind].title}: {self}\n{KINDS[self.kind].title_en}{at}.\n".encode()


def kind_of(error: BaseException) -> str:
    """Return the kind of problem that an error is."""
    if isinstance(error, ServiceError):
        return error.kind
    kinds: tuple[tuple[type[BaseException], str], ...] = (
        (QueryRefusedError, "refused"),
        (AnswerFormError, "not-acceptable"),
        (AnswerTooLargeError, "too-large"),
        (QueryError, "query"),
        (GraphError, "no-graph"),
        (BeroepenkaartError, "parameter"),
        (MemoryError, "memory-limit"),
        (RecursionError, "too-deep"),
    )
    return next((kind for known, kind in kinds if isinstance(error, known)), "internal")


def to_head(error: BaseException) -> dict[str, Any]:
    """Return an error as the head of a message between processes."""
    if isinstance(error, BeroepenkaartError):
        parts = {name: _without_options(getattr(error, name, "")) for name in ("what", "where", "expected", "remedy")}
        if not parts["what"]:  # several errors together
            parts["what"] = _without_options(str(error))
        return {"problem": kind_of(error), **parts}
    return {"problem": kind_of(error), "what": KINDS[kind_of(error)].title.lower(), "report": repr(error)[:2000]}


def from_head(head: Mapping[str, Any]) -> ServiceError:
    """Return the error in the head of a message."""
    return ServiceError(
        str(head["problem"]),
        str(head["what"]),
        where=str(head.get("where", "")),
        expected=str(head.get("expected", "")),
        remedy=str(head.get("remedy", "")),
    )


def _without_options(text: str) -> str:
    """Return a message of the command line as one of the service: ``--other-team`` is the parameter ``other_team`` here."""
    return re.sub(r"--([a-z][a-z-]*)", lambda found: f"'{found[1].replace('-', '_')}'", text)
