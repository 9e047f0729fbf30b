"""The catalogue: every question with a number, asked by name with values that are checked before they are used."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from kg.errors import BeroepenkaartError, QuestionError, raise_all
from kg.identifiers import ID_LENGTH, document_iri, statement_iri
from kg.namespaces import ID
from kg.store import GraphEngine
from kg.terms import Iri, n3
from queries.analysis import with_brokers
from queries.concepts import find_concept
from queries.header import Parameter, Question, parse_question, placeholder
from queries.table import Table

_ANALYSES: dict[str, Callable[[Table], Table]] = {"cooperation": with_brokers}
"""Questions whose rows a graph analysis completes."""

__all__ = ["ask", "bind", "find_question", "questions"]


@cache
def questions() -> tuple[Question, ...]:
    """Return all questions, by number."""
    folder = files(__package__) / "questions"
    entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".rq")), key=lambda entry: entry.name)
    found = [parse_question(entry.read_text(encoding="utf-8"), entry.name) for entry in entries]
    return tuple(sorted(found, key=lambda question: question.number))


def find_question(name: str) -> Question:
    """Return the question with an identifier or number; raise QuestionError, with the nearest ones, when there is none."""
    for question in questions():
        if name in (question.id, str(question.number)):
            return question
    from rapidfuzz import process  # only when something is misspelt

    ids = [question.id for question in questions()]
    near = [hit[0] for hit in process.extract(name, ids, limit=3, score_cutoff=50)]
    raise QuestionError(
        f"er is geen vraag '{name}'",
        expected=f"een nummer of naam: {', '.join(f'{q.number} ({q.id})' for q in questions())}",
        remedy=f"Bedoelde u {' of '.join(near)}?" if near else "'beroepenkaart questions' toont ze alle.",
    )


def ask(engine: GraphEngine, question: Question, values: Mapping[str, str]) -> Table:
    """Return the answer to a question; `values` are labels, IRIs or identifiers by parameter name.

    Raises QuestionError for an unknown or missing parameter or a value that names nothing, or several things.
    """
    solutions = engine.select(bind(question, resolve(engine, question, values)))
    table = Table(question.vraag, question.columns, solutions.rows)
    return _ANALYSES[question.id](table) if question.id in _ANALYSES else table


def bind(question: Question, terms: Mapping[str, Iri]) -> str:
    """Return the query with terms, never text, in the places of its parameters; a parameter left out stays open.

    A term is written where the variable stood, and ``BOUND(?_name)`` becomes what it is: engines look up a constant, where
    they would join a table of one row, and conditions on a parameter that is open fall away.
    """
    query = question.query
    for parameter in question.parameters:
        name, term = parameter.name, terms.get(parameter.name)
        query = placeholder(name).sub("", query)
        query = re.sub(rf"\bBOUND\(\s*\?_{name}\s*\)", "false" if term is None else "true", query)
        if term is not None:
            written = n3(term)
            query = re.sub(rf"\?_{name}\b", lambda _, written=written: written, query)  # type: ignore[misc]
    return query


def resolve(engine: GraphEngine, question: Question, values: Mapping[str, str]) -> dict[str, Iri]:
    """Return the term that each value means; all problems are reported together."""
    known = {parameter.name: parameter for parameter in question.parameters}
    errors: list[BeroepenkaartError] = [_unknown(name, question) for name in values if name not in known]
    missing = [p for p in question.parameters if p.required and not values.get(p.name)]
    errors.extend(_missing(parameter, question) for parameter in missing)
    terms: dict[str, Iri] = {}
    for name, value in values.items():
        if name in known and value:
            try:
                terms[name] = _term(engine, known[name], value)
            except BeroepenkaartError as error:
                errors.append(error)
    raise_all(errors)
    return terms


def _missing(parameter: Parameter, question: Question) -> QuestionError:
    return QuestionError(
        f"de parameter '{parameter.name}' ontbreekt",
        where=f"vraag {question.number} ({question.id})",
        expected=f'{parameter.label}, bijvoorbeeld "{parameter.example}"',
        remedy=f"Voeg --{parameter.name.replace('_', '-')} toe.",
    )


def _unknown(name: str, question: Question) -> QuestionError:
    from rapidfuzz import process  # only when something is misspelt

    names = [parameter.name for parameter in question.parameters]
    near = [hit[0] for hit in process.extract(name, names, limit=1, score_cutoff=50)]
    return QuestionError(
        f"deze vraag kent geen parameter '{name}'",
        where=f"vraag {question.number} ({question.id})",
        expected=", ".join(f"--{known.replace('_', '-')}" for known in names) or "geen parameters",
        remedy=f"Bedoelde u --{near[0].replace('_', '-')}?" if near else "Laat hem weg.",
    )


def _term(engine: GraphEngine, parameter: Parameter, value: str) -> Iri:
    if parameter.kind == "concept":
        return find_concept(engine, parameter.name, parameter.classes, value)
    if parameter.kind == "document":
        iri = value if value.startswith(ID) else document_iri(value)
        return _existing(engine, iri, parameter, "bk:Document")
    plain = re.fullmatch(rf"(?:{re.escape(ID)}statement/)?([0-9a-f]{{{ID_LENGTH}}})", value)
    if not plain:
        raise QuestionError(
            f"'{value}' is geen kenmerk van een uitspraak",
            expected=f"{ID_LENGTH} cijfers en letters a-f, of de IRI van een uitspraak",
            remedy="De kolom statement_iri van een antwoord geeft ze.",
        )
    return _existing(engine, statement_iri(plain[1]), parameter, "bk:Statement")


def _existing(engine: GraphEngine, iri: str, parameter: Parameter, class_name: str) -> Iri:
    term = Iri(iri)
    if not engine.run(f"ASK {{ {n3(term)} a {class_name} }}"):
        raise QuestionError(
            f"'{iri.rsplit('/', 1)[-1]}' staat niet in deze graaf",
            expected=f'{parameter.label}, bijvoorbeeld "{parameter.example}"',
            remedy="'beroepenkaart info' toont wat er in de graaf staat.",
        )
    return term
