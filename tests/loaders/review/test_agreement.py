"""Cohen's kappa, checked by hand, and what counts as agreeing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.anchors import TextIndex, anchor
from loaders.review import Decision, agreement, kappa, settle
from loaders.review.model import claim_of

TEXT = "De huisarts werkt samen met de wijkagent. De gezinscoach kent de wijk."
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
VOTE = Decision(
    "plan", 0, 41, len(TEXT), anchor(TextIndex(TEXT), 0, 41), "accepted", CONTENT, CONTENT, "", "A", "2024-05-01"
)


def test_kappa_by_hand() -> None:
    # 50 proposals: both yes 20, both no 15, only A yes 5, only B yes 10.
    # observed (20 + 15) / 50 = 0.70; A says yes 25 and no 25, B yes 30 and no 20;
    # expected (25 * 30 + 25 * 20) / 2500 = 0.50; kappa (0.70 - 0.50) / (1 - 0.50) = 0.40
    pairs = [("ja", "ja")] * 20 + [("nee", "nee")] * 15 + [("ja", "nee")] * 5 + [("nee", "ja")] * 10
    assert kappa(pairs) == pytest.approx(0.40)


def test_kappa_at_its_edges() -> None:
    assert kappa([("ja", "ja"), ("nee", "nee")]) == pytest.approx(1.0)
    assert kappa([("ja", "nee"), ("nee", "ja")]) == pytest.approx(-1.0)
    assert kappa([("ja", "ja"), ("ja", "ja")]) is None
    assert kappa([]) is None


def test_reviewers_agree_or_it_is_unclear() -> None:
    other = replace(VOTE, reviewer="B")
    assert settle([VOTE, other]).decision == "accepted"
    against = replace(other, decision="rejected")
    assert settle([VOTE, against]).decision == "unclear"
    assert settle([VOTE, against, replace(VOTE, reviewer="C", final=True)]).decision == "accepted"


def test_two_corrections_may_differ() -> None:
    one = replace(VOTE, decision="corrected", stated=(*CONTENT[:3], "huisarts", *CONTENT[4:]))
    other = replace(VOTE, reviewer="B", decision="corrected", stated=(*CONTENT[:3], "opbouwwerker", *CONTENT[4:]))
    [found] = agreement([one, other])
    assert (found.both, found.same, found.kappa) == (1, 1, None)
    assert found.differing == ((one, other),)
    assert settle([one, other]).decision == "unclear"


def test_a_claim_is_the_same_in_other_capitals_but_not_when_denied() -> None:
    assert claim_of(CONTENT) == claim_of(("cooperates_with", "Huisarts", "role", *CONTENT[3:]))
    assert claim_of(CONTENT) != claim_of((*CONTENT[:8], "neg", *CONTENT[9:]))
