"""The command that answers a question in ordinary Dutch: vraag."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cli.options import endpoint_option, format_option, graph_option, open_graph, out_option
from cli.output import FORMS, emit, messages, render
from kg.folder import GraphFolder
from queries import Alternative, Answer, Meaning, Understanding, answer, questions, understand

__all__ = ["vraag_command"]

_EXAMPLES = (1, 3, 10, 15)
"""Questions of the catalogue that are shown as examples where nothing was understood."""


@click.command("vraag")
@click.argument("words", metavar="ZIN", nargs=-1, required=True)
@format_option(*FORMS)
@out_option
@endpoint_option
@graph_option
def vraag_command(
    words: tuple[str, ...], form: str, out: Path | None, endpoint: str | None, graph: GraphFolder
) -> None:
    """Stel een vraag in gewoon Nederlands; bij twijfel krijgt u de vragen die er het dichtst bij komen.

    \b
    Voorbeelden:
      beroepenkaart vraag "Wie doet er iets met schulden in Vlaardingen?"
      beroepenkaart vraag "Wat is het verschil tussen mbo'ers en hbo'ers?" --format md
    """
    opened = open_graph(graph, endpoint)
    understanding = understand(opened.store, " ".join(words))
    found = answer(opened.store, understanding)
    if form == "json":
        emit(_as_json(understanding, found), out)
        return
    said = [understanding.understood]
    if found and found.remark:
        said += [found.remark, *(["Zie ook:", *_choices(understanding)] if understanding.alternatives else [])]
    elif not found:
        said += _choices(understanding)
    rows = render(found.table, form, opened) if found else ""
    if isinstance(rows, str) and form in ("table", "md"):
        emit("\n".join([*said, "", ""]) + rows if rows else "\n".join([*said, ""]), out)
        return
    messages().print("\n".join(said), highlight=False, markup=False)
    emit(rows, out)


def _choices(understanding: Understanding) -> list[str]:
    """Return what to choose from: the nearest questions, else examples."""
    if understanding.alternatives:
        return [line for alternative in understanding.alternatives for line in _choice(alternative)]
    examples = [question.vraag for question in questions() if question.number in _EXAMPLES]
    return ["Vragen die wel kunnen:", *(f"- {vraag}" for vraag in examples), "'beroepenkaart questions' toont ze alle."]


def _choice(alternative: Alternative) -> list[str]:
    options = [f'--{name.replace("_", "-")} "{meaning.label}"' for name, meaning in alternative.parameters.items()]
    options += [f"--{name.replace('_', '-')} ..." for name in alternative.missing]
    return [f"- {alternative.vraag}", f"    beroepenkaart ask {' '.join([alternative.id, *options])}"]


def _as_json(understanding: Understanding, found: Answer | None) -> str:
    shown = {
        "number": understanding.number,
        "id": understanding.id,
        "parameters": _parameters(understanding.parameters),
        "confidence": understanding.confidence,
        "understood": " ".join([understanding.understood, *([found.remark] if found and found.remark else [])]),
        "narrowed": [{"label": meaning.label, "iri": meaning.iri} for meaning in understanding.narrowed],
        "alternatives": [
            {
                "number": alternative.number,
                "id": alternative.id,
                "parameters": _parameters(alternative.parameters),
                "confidence": alternative.confidence,
                "vraag": alternative.vraag,
            }
            for alternative in understanding.alternatives
        ],
        "rows": found.table.records() if found else [],
    }
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def _parameters(meanings: dict[str, Meaning]) -> dict[str, dict[str, str]]:
    return {name: {"label": meaning.label, "iri": meaning.iri} for name, meaning in meanings.items()}
