"""Why an answer holds: from what was derived down to the statements."""

from __future__ import annotations

from kg.explanation import Step, explain
from kg.folder import OpenGraph
from kg.terms import Iri
from queries import ask, find_question, resolve
from queries.table import statements_of


def steps(graph: OpenGraph, question: str, row: int, **parameters: str) -> tuple[Step, ...]:
    found = find_question(question)
    table = ask(graph.store, found, parameters)
    values = table.rows[row]
    asked = resolve(graph.store, found, parameters).values()
    about = [term.value for term in (*values, *asked) if isinstance(term, Iri)]
    return explain(graph, statements_of(table, values), about, found.derived)


def outline(step: Step) -> list[object]:
    return [step.text, [outline(source) for source in step.sources]]


def test_a_grey_zone_rests_on_cells_and_each_cell_on_its_statement(small: OpenGraph) -> None:
    zone = steps(small, "grey-zones", 2)
    assert sorted(outline(step) for step in zone) == [
        [
            "cel: dorpsverpleegkundige, psychische gezondheid / signaleren",
            [["De dorpsverpleegkundige merkt zorgen op.", []]],
        ],
        [
            "cel: pleinregisseur, psychische gezondheid / signaleren, in Team Zuid",
            [["De pleinregisseur merkt zorgen op.", []]],
        ],
    ]
    (statement,) = zone[0].sources
    assert [item.fragment for item in statement.evidence] in (["row=8"], ["row=11"])


def test_a_membership_names_its_shell(small: OpenGraph) -> None:
    found = steps(small, "team", 1, team="Team Noord")
    assert [outline(step) for step in found] == [
        ["lidmaatschap: tuinpsycholoog bij Team Noord, binnenschil", [["De tuinpsycholoog zit in Team Noord.", []]]]
    ]


def test_a_denial_is_no_membership_so_the_statement_itself_is_the_reason(small: OpenGraph) -> None:
    (found,) = steps(small, "team", 0, team="Team Noord")
    assert (found.kind, found.text) == ("statement", "De bodebezorger hoort niet bij Team Noord.")


def test_the_nearest_profession_rests_on_facts_with_their_rule(small: OpenGraph) -> None:
    found = steps(small, "nearest", 0, profession="pleinregisseur")
    assert {(step.kind, step.rule) for step in found} == {("DerivedFact", "statement activeIn")}
    assert all(source.kind == "statement" for step in found for source in step.sources)


def test_without_statements_there_is_nothing_to_explain(small: OpenGraph) -> None:
    assert explain(small, [], [], ["Cell"]) == ()
