"""Learning weights: the same data gives the same weights, right pairs win, and the stored weights say what they are made of."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from kg.vocabulary import Vocabulary
from loaders.reviewed import reviewed_documents
from loaders.suggest.weights import load_weights, read_weights

BENCH = Path(__file__).parents[2] / "bench"
TEXTS = Path(__file__).parents[1] / "data" / "extraction"
TEXT = """Taken

De wijkverpleegkundige helpt de huisarts bij vroegsignalering.
De huisarts verwijst naar de opbouwwerker, die aan vroegsignalering doet.
De gezinscoach is goed in reflecteren op het eigen handelen.
De teamleider kent de wijk.
"""


@pytest.fixture
def training(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("training")


@pytest.fixture
def fitting(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("fitting")


def test_yes_or_no_tells_what_speaks_for_it(fitting: ModuleType) -> None:
    rows = [[(0, 1.0), (1, 1.0)], [(0, 1.0)], [(0, 1.0), (1, 1.0)], [(0, 1.0)]]
    always, telling = fitting.yes_or_no(rows, [True, False, True, False], 2, 0.1)
    assert telling > 1
    assert always < 0
    assert fitting.yes_or_no(rows, [True, False, True, False], 2, 0.1) == [always, telling]


def test_a_choice_learns_only_where_there_is_one(fitting: ModuleType) -> None:
    near, far = [(0, 1.0)], [(1, 1.0)]
    assert fitting.choice([([near], [True]), ([near, far], [False, False])], 2, 1.0) == [0.0, 0.0]
    first, second = fitting.choice([([near, far], [True, False])] * 3, 2, 1.0)
    assert first > 0 > second


def test_the_confidence_rises(fitting: ModuleType) -> None:
    judged = [(place / 100, place % 10 < place // 10) for place in range(100)]
    steps = fitting.rising(judged, 20)
    assert steps == sorted(steps)
    assert [share for _, share in steps] == sorted({share for _, share in steps})
    assert all(share < 1 for _, share in steps)


def test_the_same_text_gives_the_same_weights(training: ModuleType) -> None:
    vocabulary = Vocabulary.load()
    start = TEXT.index("De gezinscoach")
    claim = training.Claim(
        "has_competency",
        ("gezinscoach",),
        ("reflecteren op het eigen handelen",),
        "pos",
        ((start, start + 40),),
    )
    groups = training.examples(vocabulary, "proef", TEXT, [claim])
    right = [one for group in groups for one in group if one.here]
    assert len(right) == 1
    assert right[0].features["said"] == 1
    first, second = training.learn(groups), training.learn(training.examples(vocabulary, "proef", TEXT, [claim]))
    assert first == second
    text = training.table(first, [(0.1, 0.2), (0.5, 0.8)], groups, ["proef"])
    again = read_weights(text)
    assert again.learnt_from == ("proef",)
    assert again.confidence(0.3) == pytest.approx(0.5)
    assert (again.confidence(0.0), again.confidence(0.9)) == (0.0, 0.8)
    assert "gezinscoach" not in text


def test_the_stored_weights_say_what_they_were_made_of(training: ModuleType) -> None:
    everything = sorted({*reviewed_documents(), *training.folds().values()})
    assert sorted(load_weights().learnt_from) == everything
    for name in everything:
        kept = load_weights(training.LEFT_OUT / f"{name}.toml")
        assert sorted(kept.learnt_from) == [other for other in everything if other != name]
    made = tomllib.loads(training.WEIGHTS.read_text(encoding="utf-8"))["made"]
    assert 0 < made["right"] < made["pairs"]
    assert made["groups"] < made["pairs"]


def test_every_text_is_in_one_fold(training: ModuleType) -> None:
    folds = training.folds()
    assert {path.name for path in folds} == {path.name for path in TEXTS.glob("*.toml")}
    assert len(set(folds.values())) > 1
