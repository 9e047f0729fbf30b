"""Decisions on disk: whole, in their form, and safe when two processes write at once."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg.anchors import TextIndex, anchor
from kg.errors import BeroepenkaartError, TableError
from kg.vocabulary import Vocabulary
from loaders import Library
from loaders.review import Decision, DecisionStore, ReviewDesk
from loaders.review.glosses import _SENTENCES
from loaders.review.store import decision_table, read_decisions

TEXT = "\n".join(f"De huisarts werkt op dag {number} samen met de wijkagent." for number in range(80))
CONTENT = (
    "cooperates_with",
    "huisarts",
    "profession",
    "wijkagent",
    "profession",
    *("",) * 3,
    "pos",
    "actual",
    "",
    "report",
)


def decision(number: int, reviewer: str = "A", decided: str = "accepted") -> Decision:
    lines = TEXT.split("\n")
    start = sum(len(line) + 1 for line in lines[:number])
    end = start + len(lines[number])
    place = anchor(TextIndex(TEXT), start, end)
    return Decision(
        "plan", start, end, len(TEXT), place, decided, CONTENT, CONTENT, "Zij delen het werk.", reviewer, "2024-05-01"
    )


def test_what_is_written_is_read(tmp_path: Path) -> None:
    store = DecisionStore(Library(tmp_path))
    assert store.documents() == []
    assert store.record([decision(0), decision(1)]) == 2
    assert store.read("plan") == [decision(0), decision(1)]
    assert store.record([replace(decision(0), date="2024-06-01")]) == 0
    assert store.record([decision(0, decided="rejected")]) == 1
    assert [one.decision for one in store.read("plan")] == ["rejected", "accepted"]


def test_the_last_word_settles_a_disagreement(tmp_path: Path) -> None:
    store = DecisionStore(Library(tmp_path))
    store.record([decision(0)])
    store.record([decision(0, "B", "rejected")])
    assert not any(one.final for one in store.read("plan"))
    store.record([decision(0, "C", "rejected")])
    assert [(one.reviewer, one.final) for one in store.read("plan")] == [("A", False), ("B", False), ("C", True)]


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_store import decision
from loaders import Library
from loaders.review import DecisionStore
store = DecisionStore(Library(Path(sys.argv[2])))
for number in range(int(sys.argv[3]), 40, 2):
    store.record([decision(number)])
"""


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", WRITER, here, str(tmp_path)]
    writers = [subprocess.Popen([*command, first]) for first in ("0", "1")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    assert len(DecisionStore(Library(tmp_path)).read("plan")) == 40
    assert [path.name for path in (tmp_path / "decisions").iterdir()] == ["plan.csv"]


DAMAGED = {
    "no decisions": ("niets,hier\n1,2\n", "geen bestand met besluiten"),
    "a decision that does not exist": (decision_table([decision(0)]).replace(",accepted,", ",misschien,"), "misschien"),
    "a document outside its folder": (decision_table([decision(0)]).replace("plan,", "../plan,"), "geen kenmerk"),
    "an offset that is no number": (decision_table([decision(1)]).replace(f",{decision(1).start},", ",x,"), "beschadigd"),
    "a value too long": (decision_table([decision(0)]).replace("Zij delen", "z" * 600), "meer dan 500 tekens"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), DAMAGED.values(), ids=list(DAMAGED))
def test_a_damaged_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=message) as caught:
        read_decisions(path)
    assert "plan.csv" in str(caught.value)


def test_merging_needs_codes_that_differ(tmp_path: Path) -> None:
    mine, theirs = Library(tmp_path / "een"), Library(tmp_path / "twee")
    DecisionStore(mine).record([decision(0, "")])
    DecisionStore(theirs).record([decision(0, "", "rejected"), decision(1, "")])
    desk = ReviewDesk(mine, Vocabulary.load())
    with pytest.raises(TableError, match="dezelfde beoordelaar"):
        desk.merge(theirs.path)
    assert len(desk.store.all()) == 1
    merged = desk.merge(theirs.path, "B2")
    assert merged.added == 2
    assert desk.merge(theirs.path / "decisions" / "plan.csv", "B2").added == 0
    assert [(found.reviewers, found.both) for found in merged.agreements] == [(("", "B2"), 1)]


def test_what_others_decided_is_checked(tmp_path: Path) -> None:
    wrong = replace(decision(0), stated=("kent", *CONTENT[1:]))
    DecisionStore(Library(tmp_path / "twee")).record([wrong])
    desk = ReviewDesk(Library(tmp_path / "een"), Vocabulary.load())
    with pytest.raises(BeroepenkaartError, match="onbekende relatie 'kent'"):
        desk.merge(tmp_path / "twee")
    assert desk.store.all() == []


def test_every_relation_has_a_gloss() -> None:
    assert set(_SENTENCES) == set(Vocabulary.load().relations)
