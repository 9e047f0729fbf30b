"""The desk that pages call: the open list, and one decision at a time by its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import TableError
from kg.vocabulary import Vocabulary
from loaders import Library
from loaders.library import described
from loaders.review import ReviewDesk, key_of
from loaders.suggest import read_plain

TEXT = "Jaarplan\n\nDe gezinscoach werkt samen met de huisarts.\n\n" + "\n\n".join(
    f"In week {number} kwamen er {number * 7} bezoekers langs de balie." for number in range(20)
)


@pytest.fixture
def desk(tmp_path: Path) -> ReviewDesk:
    library = Library(tmp_path)
    library.add(described(title="Jaarplan", year=2021, document_id="plan"), read_plain("plan.txt", TEXT), {})
    return ReviewDesk(library, Vocabulary.load())


def test_one_decision_at_a_time(desk: ReviewDesk) -> None:
    [item] = desk.open_suggestions("plan").left.suggestions
    key = key_of(item.row)
    with pytest.raises(TableError, match="onbekend besluit 'ja'"):
        desk.decide(key, "ja")
    with pytest.raises(TableError, match="is geen voorstel 'niets'"):
        desk.decide("niets", "accepted")
    made = desk.decide(key, "corrected", correction={"object": "wijkagent"}, reviewer="B1")
    assert (made.key, made.stated[3], made.reviewer) == (key, "wijkagent", "B1")
    assert desk.open_suggestions("plan").left.suggestions == ()
    assert [(one.proposed, one.open, one.corrected) for one in desk.status()] == [(1, 0, 1)]
