"""The catalogue of questions as sentences with choices in them, and the answer to each as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.errors import BeroepenkaartError
from kg.terms import Iri, Literal, Term
from queries import Parameter as QuestionParameter
from queries import Question, Table, find_question, questions
from queries.table import answer_label, statements_of
from viz.explorer.choices import key_of
from viz.explorer.content import Statement
from viz.explorer.context import Explorer
from viz.explorer.page import AddressError, Crumb, Page, Sheet, Target, Value
from viz.explorer.render import Names
from viz.explorer.routes import Parameter, View
from viz.explorer.words import Words, words

_GROUPS = (
    ("coverage", (1, 2, 3, 4)), ("overlap", (5, 6, 7, 8, 9)), ("teams", (10, 11, 12, 13)),
    ("competencies", (14, 15, 16, 17)), ("law", (18, 19, 20, 21)), ("evidence", (22, 23, 24)),
)  # fmt: skip
_PICTURES = {
    "leefgebied": "leefgebieden", "matrix": "overview", "overlap": "overlap", "grey-zones": "overlap", "tensions": "tensions",
    "team": "teams", "compared": "compare", "reserved": "law", "assignments": "law", "confidentiality": "law", "frames": "law",
    "contribution": "sources",
}  # fmt: skip
"""Views that show the answer to a question as more than a table."""
_ON_PAGE = 100
_HIDDEN = ("evidence", "statement_iri", "other_statement_iri", "passage_iri", "document_iri")


@dataclass(frozen=True, slots=True)
class Shown:
    """One value of an answer as the page shows it: its text, and the concept (IRI) that it names, if any."""

    text: str
    concept: str = ""
    number: bool = False
    dutch: bool = False
    """Whether the text is Dutch whatever the language of the page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A parameter of a question with what can be chosen, as pairs of a key and a text, and what is chosen."""

    parameter: QuestionParameter
    options: tuple[tuple[str, str], ...]
    chosen: str

    def label(self, language: str) -> str:
        """What is chosen, in the language of the page."""
        return self.parameter.label if language == "nl" else self.parameter.label_en


def catalogue(explorer: Explorer, language: str, _: Mapping[str, str]) -> Page:
    """Return the questions by subject."""
    w = words(language)
    by_number = {question.number: question for question in questions()}
    groups = [(name, [by_number[number] for number in numbers]) for name, numbers in _GROUPS]
    header = [w("question.number"), w("question.question"), w("question.name")]
    rows: list[list[Value]] = [[q.number, sentence(q, language), q.id] for q in questions()]
    del explorer
    return Page(
        title=w("question.title"),
        explanation=w("question.explanation"),
        template="questions.html",
        data={"groups": groups, "sentence": sentence},
        sheets=(Sheet("vragen", w("question.title"), header, rows),),
    )


def sentence(question: Question, language: str) -> str:
    """Return the question in the language of the page."""
    return question.vraag if language == "nl" else question.question


def question_page(explorer: Explorer, language: str, parameters: Mapping[str, str]) -> Page:
    """Return a question with its choices, and its answer once everything it needs is chosen."""
    w = words(language)
    question = _known(parameters["id"], language)
    given = {p.name: parameters[p.name] for p in question.parameters if parameters.get(p.name)}
    for name in parameters.keys() - {"id", "vanaf"} - {p.name for p in question.parameters}:
        raise AddressError(
            "no_parameter",
            name=name,
            status=400,
            near=[(sentence(question, language), Target("question", {"id": question.id}))],
        )
    choices = [_choice(explorer, language, p, given.get(p.name, "")) for p in question.parameters]
    missing = [choice for choice in choices if choice.parameter.required and not choice.chosen]
    data = {
        "question": question, "choices": choices, "missing": missing, "columns": [], "rows": [], "count": 0, "first": 0,
        "on_page": _ON_PAGE, "picture": _PICTURES.get(question.id, ""), "given": given,
    }  # fmt: skip
    crumbs = (Crumb(w("question.title"), Target("questions")),)
    title = sentence(question, language)
    if missing:
        return Page(title, w("question.choose"), "question.html", data, crumbs=crumbs)
    try:
        table = explorer.answer(question.id, **{name: _value(explorer, value) for name, value in given.items()})
    except BeroepenkaartError as error:
        near = [(title, Target("question", {"id": question.id}))]
        raise AddressError("refused", near=near, deep=error) from error
    first = _first(parameters.get("vanaf", ""), len(table.rows))
    headings, rows, sheet = shown_rows(explorer, Names(explorer, language), table)
    return Page(
        title=title,
        explanation=w.count("question.answer", len(table.rows)),
        template="question.html",
        data={
            **data,
            "columns": headings,
            "rows": rows[first : first + _ON_PAGE],
            "count": len(table.rows),
            "first": first,
        },
        sheets=(replace(sheet, name=question.id, title=title),),
        crumbs=crumbs,
    )


def shown_rows(
    explorer: Explorer, names: Names, table: Table
) -> tuple[list[str], list[tuple[list[Shown], list[Statement]]], Sheet]:
    """Return the headings, the rows and the sheet of an answer, as the page of a question shows them."""
    w = words(names.language)
    columns = [n for n, c in enumerate(table.columns) if not _left_out(c.name, table)]
    headings = [_heading(table, n, names.language) for n in columns]
    rows = [
        ([_shown(explorer, names, w, table, row, n) for n in columns], _evidence(explorer, table, row))
        for row in table.rows
    ]
    listed: list[list[Value]] = [
        [*(cell.text for cell in cells), " ".join(s.id for s in statements)] for cells, statements in rows
    ]
    return headings, rows, Sheet("antwoord", table.title, [*headings, w("column.statement")], listed)


def _known(name: str, language: str) -> Question:
    try:
        return find_question(name)
    except BeroepenkaartError as error:
        near = [
            (sentence(q, language), Target("question", {"id": q.id}))
            for q in questions()
            if q.id in str(error).split("Bedoelde")[-1]
        ]
        raise AddressError("no_question", name=name, near=near[:5]) from error


def _choice(explorer: Explorer, language: str, parameter: QuestionParameter, chosen: str) -> Choice:
    names, content = Names(explorer, language), explorer.content
    if parameter.kind == "document":
        return Choice(parameter, tuple((source.id, source.title) for source in content.sources.values()), chosen)
    if parameter.kind == "statement":
        return Choice(parameter, (), chosen)
    kinds = [_kind(name) for name in parameter.classes]
    found = [concept for kind in kinds for concept in content.by_kind.get(kind, [])]
    if kinds == ["leefgebied"]:
        found = content.leefgebieden
    options = tuple((key_of(concept), names.text(concept.iri)) for concept in found)
    known = {label: key for key, label in options} | {c.label: key_of(c) for c in found}
    return Choice(parameter, options, known.get(chosen, chosen))


def _kind(class_name: str) -> str:
    return {"LegalFrame": "legal-frame"}.get(class_name, class_name.lower())


def _value(explorer: Explorer, value: str) -> str:
    """Return what the catalogue understands: the IRI for a key of ours, anything else as it is."""
    kind, _, slug = value.partition(".")
    concept = explorer.content.concept(kind, slug)
    return concept.iri if concept is not None else value


def _first(text: str, count: int) -> int:
    if not text:
        return 0
    if not text.isdecimal() or len(text) > 6 or (int(text) >= count and int(text) > 0):
        raise AddressError("no_value", value=text, name="vanaf", status=400)
    return int(text) - int(text) % _ON_PAGE


def _left_out(name: str, table: Table) -> bool:
    names = {column.name for column in table.columns}
    return name in _HIDDEN or (name.endswith("_iri") and name[:-4] in names)


def _heading(table: Table, number: int, language: str) -> str:
    column = table.columns[number]
    return column.label if language == "nl" else column.label_en


def _shown(
    explorer: Explorer, names: Names, w: Words, table: Table, row: tuple[Term | None, ...], number: int
) -> Shown:
    column, term = table.columns[number].name, row[number]
    place = {c.name: n for n, c in enumerate(table.columns)}
    companion = row[place[f"{column}_iri"]] if f"{column}_iri" in place else None
    if isinstance(companion, Iri) and companion.value in explorer.content.concepts:
        return Shown(names.text(companion.value), companion.value)
    if isinstance(term, Iri) and term.value in explorer.content.concepts:
        return Shown(names.text(term.value), term.value)
    code = f"code.{term}"
    is_number = isinstance(term, Literal) and term.datatype.endswith(("integer", "decimal"))
    text = answer_label(column, term)
    if w.language != "nl" and text != str(term) and code in w:
        return Shown(w(code), number=is_number)
    return Shown(text, number=is_number, dutch=not is_number)


def _evidence(explorer: Explorer, table: Table, row: tuple[Term | None, ...]) -> list[Statement]:
    known = explorer.content.statements
    return [known[iri] for iri in statements_of(table, row) if iri in known]


def _instances(explorer: Explorer) -> Iterable[Mapping[str, str]]:
    for question in questions():
        yield {"id": question.id}
        if any(parameter.name == "leefgebied" for parameter in question.parameters):
            for concept in explorer.content.leefgebieden:
                yield {"id": question.id, "leefgebied": key_of(concept)}


_NAMES = sorted({parameter.name for question in questions() for parameter in question.parameters})

VIEWS = (
    View("questions", {"nl": "/vragen", "en": "/questions"}, catalogue, menu=8),
    View(
        "question",
        {"nl": "/vraag/{id}", "en": "/question/{id}"},
        question_page,
        instances=_instances,
        parameters=(Parameter("vanaf"), *(Parameter(name) for name in _NAMES)),
        under="questions",
    ),
)
