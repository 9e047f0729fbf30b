"""The operations of the JSON API: one list, from which both the addresses and the OpenAPI document are made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kg.identifiers import ID_LENGTH
from queries import questions
from viz.service.parameters import only, single
from viz.service.problems import ServiceError

__all__ = ["OPERATIONS", "Operation", "Parameter"]

MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of the path or a field of the query string; ``default`` is None for what must be given or may stay away."""

    name: str
    place: Literal["path", "query"]
    description: str
    example: str
    kind: Literal["string", "integer"] = "string"
    required: bool = False
    default: str | int | None = None
    pattern: str = ""
    choices: tuple[str, ...] = ()
    smallest: int = 0
    largest: int = 0

    def read(self, text: str) -> str | int:
        """Return the value that a text means; raise ServiceError when it is none."""
        if self.kind == "integer":
            if not re.fullmatch(r"[0-9]{1,9}", text) or not self.smallest <= int(text) <= self.largest:
                raise self._wrong(text, f"een getal van {self.smallest} tot en met {self.largest}")
            return int(text)
        if self.choices and text not in self.choices:
            raise self._wrong(text, f"een van {', '.join(self.choices)}")
        if self.pattern and not re.fullmatch(self.pattern, text):
            raise self._wrong(text, f"iets als '{self.example}'")
        return text

    def schema(self) -> dict[str, Any]:
        """Return the parameter's JSON Schema."""
        schema: dict[str, Any] = {"type": self.kind}
        if self.kind == "integer":
            schema |= {"minimum": self.smallest, "maximum": self.largest}
        if self.default is not None and self.default != "":
            schema["default"] = self.default
        if self.choices:
            schema["enum"] = list(self.choices)
        if self.pattern:
            schema["pattern"] = f"^(?:{self.pattern})$"
        return schema

    def _wrong(self, text: str, expected: str) -> ServiceError:
        return ServiceError("parameter", f"'{text[:100]}' kan niet bij '{self.name}'", expected=expected)


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API: ``task`` is what a process does for it, ``schema`` the name of what comes back.

    ``quotes`` says that words of the user's own documents may be in the answer.
    """

    id: str
    path: str
    summary: str
    summary_en: str
    task: str
    schema: str
    parameters: tuple[Parameter, ...] = ()
    quotes: bool = False

    def read(self, parts: Mapping[str, str], given: Mapping[str, list[str]]) -> dict[str, str | int | None]:
        """Return the values of all parameters; raise ServiceError for one that is unknown, missing, double or wrong."""
        in_query = [parameter for parameter in self.parameters if parameter.place == "query"]
        only(given, [parameter.name for parameter in in_query], f"/api{self.path}")
        values: dict[str, str | int | None] = {}
        for parameter in self.parameters:
            text = parts[parameter.name] if parameter.place == "path" else single(given, parameter.name)
            if text is None:
                if parameter.required:
                    raise ServiceError(
                        "parameter",
                        f"de parameter '{parameter.name}' ontbreekt",
                        expected=f"iets als '{parameter.example}'",
                    )
                values[parameter.name] = parameter.default
            else:
                values[parameter.name] = parameter.read(text)
        return values


def _question_parameters() -> tuple[Parameter, ...]:
    """Return the parameters of all questions, each once, with an example that some question names."""
    found: dict[str, Parameter] = {}
    for question in questions():
        for one in question.parameters:
            found.setdefault(
                one.name,
                Parameter(
                    one.name,
                    "query",
                    f"{one.label}: label, IRI of kenmerk / {one.label_en}: label, IRI or identifier",
                    one.example,
                ),
            )
    return tuple(found[name] for name in sorted(found))


_LIMIT = Parameter(
    "limit",
    "query",
    "hoeveel ten hoogste / how many at most",
    "20",
    "integer",
    default=20,
    smallest=1,
    largest=MOST_ROWS,
)
_OFFSET = Parameter("offset", "query", "hoeveel overslaan / how many to skip", "0", "integer", default=0, largest=10**8)
_SLUG = r"[a-z0-9][a-z0-9-]*"
_KIND = Parameter(
    "kind", "path", "soort, zoals in de IRI / kind, as in the IRI", "leefgebied", required=True, pattern=_SLUG
)
_CONCEPT = "begrip, als soort/naam of IRI / concept, as kind/name or IRI"

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "getGraph",
        "/graph",
        "Welke graaf in gebruik is en wat erin staat",
        "Which graph is in use and what is in it",
        "graph",
        "Graph",
    ),
    Operation(
        "listQuestions", "/questions", "De vragen uit de catalogus", "The questions of the catalogue", "", "Questions"
    ),
    Operation(
        "askQuestion",
        "/questions/{id}",
        "Het antwoord op een vraag, met haar parameters",
        "The answer to a question, with its parameters",
        "question",
        "SparqlResults",
        (
            Parameter(
                "id",
                "path",
                "naam of nummer van de vraag / name or number of the question",
                "team",
                required=True,
                pattern=r"[a-z0-9-]{1,40}",
            ),
            Parameter(
                "format",
                "query",
                "vorm, in plaats van Accept / form, instead of Accept",
                "csv",
                choices=("json", "csv"),
            ),
            *_question_parameters(),
        ),
    ),
    Operation(
        "searchConcepts",
        "/concepts",
        "Begrippen zoeken op label, met suggesties bij typefouten",
        "Search concepts by label, with suggestions for typing errors",
        "concepts",
        "ConceptList",
        (
            Parameter("q", "query", "wat iemand typt / what a person types", "financien", default=""),
            Parameter(
                "type",
                "query",
                "soort begrip, zoals in de IRI / kind of concept, as in the IRI",
                "leefgebied",
                default="",
            ),
            _LIMIT,
            _OFFSET,
        ),
    ),
    Operation(
        "getConcept",
        "/concepts/{kind}/{slug}",
        "Eén begrip met labels, definities, verwijzingen en aantallen uitspraken",
        "One concept with labels, definitions, links and numbers of statements",
        "concept",
        "Concept",
        (
            _KIND,
            Parameter(
                "slug", "path", "naam, zoals in de IRI / name, as in the IRI", "financien", required=True, pattern=_SLUG
            ),
        ),
    ),
    Operation(
        "listStatements",
        "/statements",
        "Uitspraken die aan alle voorwaarden voldoen",
        "Statements that meet all conditions",
        "statements",
        "StatementList",
        (
            Parameter("subject", "query", f"onderwerp: {_CONCEPT}", "leefgebied/financien"),
            Parameter("object", "query", f"voorwerp: {_CONCEPT}", "leefgebied/financien"),
            Parameter("team", "query", f"team: {_CONCEPT}", "leefgebied/financien"),
            Parameter("concept", "query", f"onderwerp, voorwerp of team: {_CONCEPT}", "leefgebied/financien"),
            Parameter("relation", "query", "relatie / relation", "active_in"),
            Parameter(
                "polarity", "query", "bevestigend of ontkennend / affirmed or denied", "pos", choices=("pos", "neg")
            ),
            Parameter("modality", "query", "modaliteit / modality", "actual"),
            Parameter("document", "query", "kenmerk van het document / identifier of the document", "vlaardingen-2019"),
            _LIMIT,
            _OFFSET,
        ),
    ),
    Operation(
        "getStatement",
        "/statements/{id}",
        "Eén uitspraak met haar passages, en wat eruit is afgeleid",
        "One statement with its passages, and what is derived from it",
        "statement",
        "Statement",
        (
            Parameter(
                "id",
                "path",
                "kenmerk / identifier",
                "0123456789abcdef",
                required=True,
                pattern=f"[0-9a-f]{{{ID_LENGTH}}}",
            ),
        ),
        quotes=True,
    ),
    Operation(
        "getDerived",
        "/derived/{kind}/{id}",
        "Iets dat is afgeleid, met waaruit, tot en met de uitspraken",
        "Something derived, and from what, down to the statements",
        "derived",
        "Derived",
        (
            Parameter(
                "kind", "path", "soort, zoals in de IRI / kind, as in the IRI", "derived", required=True, pattern=_SLUG
            ),
            Parameter("id", "path", "kenmerk / identifier", "0123456789abcdef", required=True, pattern=_SLUG),
        ),
    ),
    Operation(
        "listDocuments",
        "/documents",
        "De documenten en wat elk bijdraagt",
        "The documents and what each contributes",
        "documents",
        "DocumentList",
    ),
    Operation(
        "listTeams",
        "/teams",
        "De teams, met hoeveel actoren in elke schil",
        "The teams, with how many actors in each shell",
        "teams",
        "TeamList",
    ),
)
