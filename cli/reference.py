"""The generated pages of the documentation: the ontology and the questions, written from their own sources.

`python -m cli.reference docs` writes ``docs/ontology.md`` and ``docs/questions.md``; a test holds them to the sources.
"""

from __future__ import annotations

import sys
from pathlib import Path

import ontology
from kg.namespaces import BK, PREFIXES, VOCABULARY_GRAPH
from kg.store import EmbeddedStore
from kg.terms import short
from queries import Question, questions

__all__ = ["ontology_page", "questions_page"]

_KINDS = (("owl:Class", "Klassen"), ("owl:ObjectProperty", "Eigenschappen tussen dingen"),
          ("owl:DatatypeProperty", "Eigenschappen met een waarde"), ("owl:AnnotationProperty", "Aantekeningen"))  # fmt: skip


def ontology_page() -> str:
    """Return the reference of the ontology as Markdown: every term with its labels, definitions, domain and range."""
    store = EmbeddedStore()
    store.add_turtle(VOCABULARY_GRAPH, ontology.core(), *ontology.vocabularies().values())
    lines = [
        "# De ontologie", "",
        f"Versie {ontology.VERSION}, naamruimte `{BK}` (voorvoegsel `bk`). Deze pagina wordt gemaakt uit `ontology/core.ttl`",
        "met `make docs`.", "", "Altijd bekende voorvoegsels: " + ", ".join(f"`{name}:`" for name in sorted(PREFIXES)) + ".", "",
    ]  # fmt: skip
    for kind, title in _KINDS:
        lines += [f"## {title}", "", "| term | Nederlands | English | van | naar |", "| --- | --- | --- | --- | --- |"]
        rows = store.select(f"""SELECT ?term ?nl ?en ?dnl ?den ?domain ?range WHERE {{ ?term a {kind} ; rdfs:isDefinedBy ?o ;
            rdfs:label ?nl , ?en ; skos:definition ?dnl , ?den .
            FILTER(LANG(?nl) = "nl" && LANG(?en) = "en" && LANG(?dnl) = "nl" && LANG(?den) = "en")
            OPTIONAL {{ ?term rdfs:domain ?domain }} OPTIONAL {{ ?term rdfs:range ?range }} }} ORDER BY ?term""").rows
        for row in rows:
            term, nl, en, dnl, den, domain, target = (str(value) if value is not None else "" for value in row)
            ends = " | ".join(f"`{short(end)}`" if end else "" for end in (domain, target))
            lines.append(f"| `{short(term)}` | **{nl}**: {dnl} | **{en}**: {den} | {ends} |")
        lines.append("")
    lines += ["## Begrippenschema's", "", "| schema | aantal begrippen |", "| --- | --- |"]
    rows = store.select("""SELECT ?label (COUNT(?c) AS ?n) WHERE { ?c skos:inScheme ?s . ?s skos:prefLabel ?label
        FILTER(LANG(?label) = "nl") } GROUP BY ?label ORDER BY ?label""").rows
    lines += [f"| {label} | {count} |" for label, count in rows]
    return "\n".join([*lines, ""])


def questions_page() -> str:
    """Return the catalogue of questions as Markdown: parameters, columns and the remarks of each."""
    lines = ["# De vragen", "", "Deze pagina wordt gemaakt uit `queries/questions/` met `make docs`.", ""]
    for question in questions():
        lines += [f"## {question.number}. {question.vraag}", "", f"*{question.question}*", ""]
        lines += [f"`{_example(question)}`", ""]
        lines += ["Parameters: " + ("; ".join(_parameters(question)) or "geen") + ".", ""]
        lines += [
            "Kolommen: " + ", ".join(f"`{column.name}` ({column.label})" for column in question.columns) + ".",
            "",
        ]
        remarks = [line[2:] for line in question.query.split("\n") if line.startswith("# ")]
        lines += [*remarks, ""] if remarks else []
    return "\n".join(lines)


def _parameters(question: Question) -> list[str]:
    return [
        f"`--{parameter.name.replace('_', '-')}` ({'nodig' if parameter.required else 'mag'}): {parameter.label}"
        for parameter in question.parameters
    ]


def _example(question: Question) -> str:
    given = [p for p in question.parameters if p.required] or list(question.parameters[:1])
    options = " ".join(f'--{p.name.replace("_", "-")} "{p.example}"' for p in given)
    return f"beroepenkaart ask {question.id} {options}".strip()


if __name__ == "__main__":  # pragma: no cover - two lines that only write
    folder = Path(sys.argv[1])
    (folder / "ontology.md").write_text(ontology_page(), encoding="utf-8")
    (folder / "questions.md").write_text(questions_page(), encoding="utf-8")
