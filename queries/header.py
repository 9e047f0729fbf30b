"""The header of a question: TOML in ``#+`` lines above the query, read strictly.

    #+ number = 10
    #+ id = "team"
    #+ vraag = "Wie zit in de binnenschil en de buitenschil van een team?"
    #+ question = "Who is in the inner and outer shell of a team?"
    #+ view = "shells"
    #+ params.team = { kind = "concept", classes = ["Team"], required = false, label = "een team", ... }
    #+ derived = ["Membership"]
    #+ columns.actor = { label = "wie", label_en = "who" }

``derived`` (may be left out) names the kinds of derived nodes on which the rows rest, for who asks why.

A key that is missing or unknown is an error, and so is a column or parameter that the query does not have.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, dataclass
from typing import Any

from kg.errors import QuestionError
from kg.explanation import DERIVED

__all__ = ["Column", "Parameter", "Question", "parse_question"]

KINDS = ("concept", "document", "statement")
VIEWS = ("table", "matrix", "graph", "shells", "passages")
_KEYS = {"number", "id", "vraag", "question", "view", "derived", "params", "columns"}
_PARAM_KEYS = {"kind", "classes", "required", "label", "label_en", "example"}
_COLUMN_KEYS = {"label", "label_en"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question needs or takes: a concept of some classes, a document or a statement."""

    name: str
    kind: str
    classes: tuple[str, ...]
    required: bool
    label: str
    label_en: str
    example: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: the variable's name, and what it is called on screens."""

    name: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A catalogued question: the competency question it answers, its parameters, its columns and its SPARQL."""

    number: int
    id: str
    vraag: str
    question: str
    view: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    query: str
    derived: tuple[str, ...] = ()

    def described(self) -> dict[str, object]:
        """Return what the question asks, takes and gives, for programs; not its SPARQL."""
        return {
            "number": self.number,
            "id": self.id,
            "vraag": self.vraag,
            "question": self.question,
            "view": self.view,
            "parameters": [asdict(parameter) | {"classes": list(parameter.classes)} for parameter in self.parameters],
            "columns": [asdict(column) for column in self.columns],
        }


def parse_question(text: str, name: str) -> Question:
    """Return the question in the text of a ``.rq`` file; `name` stands in the errors.

    Raises QuestionError for a header that is no TOML, lacks a key, has an unknown one, or does not fit the query.
    """
    lines = [line for line in text.split("\n") if line.startswith("#+")]
    try:
        header = tomllib.loads("\n".join(line[2:].strip() for line in lines))
    except tomllib.TOMLDecodeError as error:
        raise _wrong(name, f"de kop is geen geldige TOML ({error})") from error
    _check_keys(name, "de kop", header, _KEYS, required=_KEYS - {"derived", "params"})
    if header["view"] not in VIEWS:
        raise _wrong(name, f"onbekende view '{header['view']}'", f"een van {', '.join(VIEWS)}")
    unknown = sorted(set(header.get("derived", ())) - set(DERIVED))
    if unknown:
        raise _wrong(name, f"onbekende soort in derived: {', '.join(unknown)}", f"een van {', '.join(DERIVED)}")
    question = Question(
        number=int(header["number"]),
        id=str(header["id"]),
        vraag=str(header["vraag"]),
        question=str(header["question"]),
        view=str(header["view"]),
        parameters=tuple(_parameter(name, key, value) for key, value in header.get("params", {}).items()),
        columns=tuple(_column(name, key, value) for key, value in header["columns"].items()),
        query=text,
        derived=tuple(header.get("derived", ())),
    )
    _check_against_query(name, question)
    return question


def placeholder(parameter: str) -> re.Pattern[str]:
    """Return what stands in a query where a parameter's value goes: ``VALUES ?_name { UNDEF }``, valid SPARQL itself."""
    return re.compile(r"VALUES\s+\?_" + re.escape(parameter) + r"\s*\{\s*UNDEF\s*\}")


def _parameter(name: str, key: str, value: dict[str, Any]) -> Parameter:
    _check_keys(name, f"parameter '{key}'", value, _PARAM_KEYS, required=_PARAM_KEYS - {"classes"})
    if value["kind"] not in KINDS:
        raise _wrong(name, f"onbekende kind '{value['kind']}' van parameter '{key}'", f"een van {', '.join(KINDS)}")
    if (value["kind"] == "concept") != bool(value.get("classes")):
        raise _wrong(name, f"parameter '{key}' van kind '{value['kind']}' past niet bij zijn classes")
    return Parameter(
        name=key,
        kind=str(value["kind"]),
        classes=tuple(value.get("classes", ())),
        required=bool(value["required"]),
        label=str(value["label"]),
        label_en=str(value["label_en"]),
        example=str(value["example"]),
    )


def _column(name: str, key: str, value: dict[str, Any]) -> Column:
    _check_keys(name, f"kolom '{key}'", value, _COLUMN_KEYS, required=_COLUMN_KEYS)
    return Column(key, str(value["label"]), str(value["label_en"]))


def _check_keys(name: str, what: str, given: dict[str, Any], allowed: set[str], required: set[str]) -> None:
    missing, unknown = sorted(required - set(given)), sorted(set(given) - allowed)
    if missing or unknown:
        parts = [f"mist {', '.join(missing)}"] * bool(missing) + [f"kent niet {', '.join(unknown)}"] * bool(unknown)
        raise _wrong(name, f"{what} {' en '.join(parts)}", f"de sleutels {', '.join(sorted(allowed))}")


def _check_against_query(name: str, question: Question) -> None:
    body = "\n".join(line for line in question.query.split("\n") if not line.startswith("#"))
    selected = re.search(r"\bSELECT\s+(?:DISTINCT\s+)?((?:\?\w+\s+|\([^()]*(?:\([^()]*\)[^()]*)*\)\s+)+)", body)
    plain = re.sub(r"\((?:[^()]|\([^()]*\))*\bAS\s+(\?\w+)\s*\)", r"\1 ", selected[1] if selected else "")
    projected = re.findall(r"\?(\w+)", plain)
    columns = [column.name for column in question.columns]
    if projected != columns:
        raise _wrong(name, "de kolommen in de kop zijn niet die van de SELECT", f"kolommen {', '.join(projected)}")
    for parameter in question.parameters:
        if not placeholder(parameter.name).search(body):
            raise _wrong(
                name, f"de vraag gebruikt parameter '{parameter.name}' niet", f"VALUES ?_{parameter.name} {{ UNDEF }}"
            )
    for used in set(re.findall(r"VALUES\s+\?_(\w+)\s*\{\s*UNDEF\s*\}", body)) - {p.name for p in question.parameters}:
        raise _wrong(name, f"parameter '{used}' van de vraag staat niet in de kop", f"een tabel [params.{used}]")


def _wrong(name: str, what: str, expected: str = "") -> QuestionError:
    return QuestionError(what, where=name, expected=expected, remedy="Verbeter het bestand.")
