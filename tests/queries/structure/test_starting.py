"""Structures to begin with: today's compares with itself without a difference, the computed one says that it is computed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kg.folder import GraphFolder, OpenGraph
from queries.structure import compare, computed_structure, read_structure, todays_structure, write_structure


def nothing_changes(graph: OpenGraph) -> None:
    text = write_structure(todays_structure(graph.store))
    structure = read_structure(text.encode())
    assert structure == todays_structure(graph.store)
    comparison = compare(graph.store, structure)
    assert not comparison.differs
    assert not any(change.changed for change in comparison.professions)
    assert all(
        change.before == change.after and not change.gained and not change.lost for change in comparison.coverage
    )
    assert comparison.overlap_before == comparison.overlap_after
    assert all(change.before == change.after and not change.new_conflicts for change in comparison.reserved)
    nothing = (
        comparison.losses,
        comparison.additions,
        comparison.movements,
        comparison.leftovers,
        comparison.unplaced,
        comparison.notes,
    )
    assert nothing == ((),) * 6


def test_today_beside_itself(small: OpenGraph) -> None:
    nothing_changes(small)


def test_today_beside_itself_on_the_reports(full: OpenGraph) -> None:
    nothing_changes(full)


def test_today_has_everyone_that_a_statement_names(small: OpenGraph) -> None:
    found = [(entry.name, entry.kind) for entry in todays_structure(small.store).professions]
    assert found == [
        ("dorpsverpleegkundige", "beroep"),
        ("ouderencoach", "beroep"),
        ("tuinpsycholoog", "beroep"),
        ("pleinregisseur", "rol"),
        ("bodebezorger", "groep"),
    ]


def test_the_computed_one_joins_professions_only_and_says_what_it_is(small: OpenGraph) -> None:
    structure = computed_structure(small.store)
    (family,) = structure.professions
    assert structure.computed
    assert structure.name.startswith("Berekend voorstel")
    assert family.kind == "familie"
    assert [name.text for name in family.covers] == ["dorpsverpleegkundige", "tuinpsycholoog"]  # and no role, no group
    assert "Rol die hierbij past: pleinregisseur." in family.note
    text = write_structure(structure)
    assert text.startswith("# BEREKEND VOORSTEL.")
    assert "\nberekend: true\n" in text
    assert read_structure(text) == structure


def test_the_computed_one_fits_the_reports(full: OpenGraph) -> None:
    structure = read_structure(write_structure(computed_structure(full.store)))
    comparison = compare(full.store, structure)
    assert {frozenset(one.name for one in change.made_of) for change in comparison.professions if change.changed} >= {
        frozenset({"GZ-psycholoog", "basispsycholoog"})
    }
    assert comparison.losses == comparison.leftovers == comparison.notes == ()
    assert comparison.movements


@pytest.mark.parametrize("start", ["huidig", "voorstel"])
def test_the_same_text_in_every_process(small_folder: GraphFolder, start: str) -> None:
    program = [sys.executable, "-c", "from cli.main import entry; entry()", "structure", "--start", start]
    found = {
        subprocess.run(
            program, capture_output=True, check=True,
            env={**os.environ, "BEROEPENKAART_GRAPH": str(small_folder.path), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(found) == 1
