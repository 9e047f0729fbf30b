"""What is installed is whole: every data file, every package, one public list each."""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
from importlib.resources import files
from pathlib import Path

import pytest

import cli
import kg
import loaders
import ontology
import queries
import viz

PACKAGES = [cli, kg, loaders, ontology, queries, viz]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_the_tests_use_what_is_installed(package: object) -> None:
    installed = os.environ.get("BEROEPENKAART_INSTALLED")
    where = Path(str(package.__file__))  # type: ignore[attr-defined]
    assert where.is_relative_to(installed) if installed else where.exists()


def test_data_files_are_there() -> None:
    assert len(ontology.vocabularies()) >= 16
    assert len(ontology.shapes()) == 2
    assert len(list((files(queries) / "questions").iterdir())) == len(queries.questions())
    for name in ("words.toml", "cues.toml"):
        assert (files("queries.understanding") / name).is_file()
    for document in loaders.reviewed_documents():
        assert (files(loaders) / "reviewed" / document / "passages.csv").is_file()
    for name in ("templates/article.html", "static/team.css"):
        assert (files("viz.teamscan") / name).is_file()
    for name in ("ontology.html", "ontology.css"):
        assert (files("viz.service") / "templates" / name).is_file()
    assert list((files("loaders.suggest") / "patterns").iterdir())
    explorer = files(viz) / "explorer"
    for name in ("templates/base.html", "static/base.css", "static/explorer.js", "words/nl.toml", "words/en.toml"):
        assert (explorer / name).is_file()
    for package in PACKAGES:
        assert (files(package) / "py.typed").is_file()


@pytest.mark.parametrize("package", PACKAGES[1:], ids=lambda package: package.__name__)
def test_public_lists_are_sorted_and_true(package: object) -> None:
    names = package.__all__  # type: ignore[attr-defined]
    assert names == sorted(names)
    for name in names:
        assert getattr(package, name) is not None


def test_every_module_says_what_it_is_for_with_true_examples() -> None:
    for package in PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            found = importlib.import_module(module.name)
            assert found.__doc__, module.name
            assert doctest.testmod(found).failed == 0, module.name


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'niets'"):
        _ = kg.niets  # type: ignore[attr-defined]
