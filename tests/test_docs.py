"""The documentation is true: every command, question and term stands in it, and what it shows is what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

import ontology
from cli.main import main
from cli.reference import ontology_page, questions_page
from queries import questions

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
needs_repository = pytest.mark.skipif(
    not README.exists(), reason="the documentation is in the repository, not in the wheel"
)


@needs_repository
def test_generated_pages_are_up_to_date() -> None:
    assert (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8") == ontology_page(), "run 'make docs'"
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == questions_page(), "run 'make docs'"


def test_pages_name_every_term_and_question() -> None:
    terms = set(re.findall(r"^bk:(\w+) a owl:", ontology.core().decode(), re.MULTILINE))
    page = ontology_page()
    assert {term for term in terms if f"`bk:{term}`" not in page} == set()
    assert all(f"## {question.number}. " in questions_page() for question in questions())


@needs_repository
def test_every_command_is_described() -> None:
    text = README.read_text(encoding="utf-8") + (ROOT / "docs" / "gebruik.md").read_text(encoding="utf-8")
    assert {name for name in main.commands if f"beroepenkaart {name}" not in text} == set()


@needs_repository
def test_every_dependency_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    names = [
        re.split(r"[\[<>=]", entry)[0]
        for entry in project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    ]
    assert {name for name in names if name not in text} == set()


@needs_repository
def test_the_tour_shows_what_happens(beroepenkaart: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tour = re.search(r"<!-- tour -->\n```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert tour is not None
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BEROEPENKAART_GRAPH")
    steps = re.split(r"^\$ ", tour[1], flags=re.MULTILINE)[1:]
    assert len(steps) >= 4
    for step in steps:
        command, _, expected = step.partition("\n")
        outcome = beroepenkaart(*shlex.split(command)[1:])
        assert outcome.out + outcome.err == expected, command
