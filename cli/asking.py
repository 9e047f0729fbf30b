"""Commands that ask: questions, ask, sparql, passages."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cli.options import endpoint_option, format_option, graph_option, open_graph, out_option
from cli.output import FORMS, describe, emit, render
from cli.why import why
from kg.apart import ask_apart
from kg.errors import QueryError, QuestionError
from kg.evidence import evidence_of
from kg.folder import GraphFolder, OpenGraph
from kg.terms import Solutions
from queries import Question, Table, ask, find_question, questions, resolve, to_json
from queries.header import Column

__all__ = ["ask_command", "passages_command", "questions_command", "sparql_command"]


@click.command("questions")
@format_option("table", "json")
def questions_command(form: str) -> None:
    """Toon de vragen die de graaf beantwoordt, met hun parameters.

    \b
    Voorbeeld:
      beroepenkaart questions --format json
    """
    if form == "json":
        click.echo(json.dumps([question.described() for question in questions()], ensure_ascii=False, indent=1))
        return
    for question in questions():
        click.echo(f"{question.number:>2}  {question.id}: {question.vraag}")
        for parameter in question.parameters:
            need = "nodig" if parameter.required else "mag"
            option = f"--{parameter.name.replace('_', '-')}"
            click.echo(f'      {option} ({need}): {parameter.label}, bijvoorbeeld "{parameter.example}"')


@click.command("ask", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("name", metavar="VRAAG")
@format_option(*FORMS)
@click.option(
    "--why",
    "row",
    type=int,
    is_flag=False,
    flag_value=0,
    metavar="[RIJ]",
    help="Toon waarop een rij rust, tot en met de passages; zonder nummer alle rijen (hoogstens twintig).",
)
@out_option
@endpoint_option
@graph_option
@click.pass_context
def ask_command(
    context: click.Context,
    name: str,
    form: str,
    row: int | None,
    out: Path | None,
    endpoint: str | None,
    graph: GraphFolder,
) -> None:
    """Stel een vraag uit de catalogus, met naam of nummer en haar parameters.

    \b
    Voorbeelden:
      beroepenkaart ask leefgebied --leefgebied "psychische gezondheid"
      beroepenkaart ask 10 --team "Wijkteam Vlaardingen" --format xlsx --out team.xlsx
      beroepenkaart ask grey-zones --why 3
    """
    question = find_question(name)
    values = _parameters(context.args, question)
    opened = open_graph(graph, endpoint)
    table = ask(opened.store, question, values)
    if row is not None:
        emit(why(opened, question, resolve(opened.store, question, values), table, row, form), out)
        return
    emit(render(table, form, opened), out)


@click.command("sparql")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False, metavar="[BESTAND.rq]")
@click.option("-e", "--expression", "text", help="De vraag zelf, in plaats van een bestand.")
@format_option(*FORMS)
@out_option
@endpoint_option
@graph_option
def sparql_command(
    file: Path | None, text: str | None, form: str, out: Path | None, endpoint: str | None, graph: GraphFolder
) -> None:
    """Stel een eigen SPARQL-vraag; de voorvoegsels bk, bkid, skos, prov, oa, org en dcterms zijn bekend.

    \b
    Voorbeeld:
      beroepenkaart sparql -e 'SELECT ?l WHERE { ?b a bk:Profession ; skos:prefLabel ?l }'
    """
    if (file is None) == (text is None):
        raise click.UsageError("geef een bestand óf een vraag met -e")
    query = text if text is not None else _read(file)
    opened = open_graph(graph, endpoint)
    answer = ask_apart(opened.folder / "store", query) if isinstance(opened, OpenGraph) else opened.store.run(query)
    if isinstance(answer, bool):
        plain = json.dumps({"head": {}, "boolean": answer}) if form == "json" else ("true" if answer else "false")
        emit(plain + "\n", out)
    elif isinstance(answer, Solutions):
        emit(render(Table.of("Antwoord", answer), form, opened), out)
    else:
        names = ("subject", "predicate", "object")
        table = Table("Antwoord", tuple(Column(name, name, name) for name in names), tuple(answer))
        emit(to_json(table) if form == "json" else render(table, form, opened), out)


@click.command("passages")
@click.argument("statement", metavar="UITSPRAAK")
@format_option(*FORMS)
@out_option
@graph_option
def passages_command(statement: str, form: str, out: Path | None, graph: GraphFolder) -> None:
    """Toon de passages waarop een uitspraak steunt, in de woorden van uw eigen kopie.

    \b
    Voorbeeld:
      beroepenkaart passages 0123456789abcdef
    """
    question = find_question("passages")
    opened = graph.open()
    table = ask(opened.store, question, {"statement": statement})
    if form != "table":
        emit(render(table, form, opened), out)
        return
    iri = "https://w3id.org/beroepenkaart/id/statement/" + statement.rsplit("/", 1)[-1]
    lines: list[str] = []
    for item in evidence_of(opened, [iri]).get(iri, []):
        if not lines and item.gloss:
            lines.append(item.gloss)
        lines += [f"{item.title} ({item.place})", f"    {describe(item)}"]
    emit("\n".join(lines) + "\n", out)


def _parameters(arguments: list[str], question: Question) -> dict[str, str]:
    """Return parameters from ``--name value`` and ``--name=value``; a hyphen in a name stands for an underscore."""
    values: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if not name.startswith("--") or len(name) < 3:
            raise QuestionError(
                f"'{name}' hoort nergens bij",
                where=f"vraag {question.number} ({question.id})",
                expected="--parameter waarde",
                remedy="Zet een waarde met spaties tussen aanhalingstekens.",
            )
        key = name[2:].replace("-", "_")
        if not equals:
            if not rest:
                raise QuestionError(f"bij {name} ontbreekt de waarde", expected=f'{name} "..."', remedy="Vul haar aan.")
            value = rest.pop(0)
        if key in values:
            raise QuestionError(
                f"{name} staat er twee keer", expected="elke parameter één keer", remedy="Laat er één weg."
            )
        values[key] = value
    return values


def _read(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "geen UTF-8"
        raise QueryError(
            f"het bestand kan niet worden gelezen ({reason})", where=str(file), expected="een .rq-bestand in UTF-8",
            remedy="Controleer de naam.",
        ) from error  # fmt: skip
