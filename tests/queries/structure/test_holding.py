"""What an entry holds: each item with who brings it, and what only the proposal gives."""

from __future__ import annotations

from kg.folder import OpenGraph
from queries.landscape import load_landscape
from queries.structure import holdings, read_structure

TEXT = """naam: x
beroepen:
  - naam: dorpszorger
    omvat: [tuinpsycholoog]
    competenties: [plannen]
    taken:
      - {naam: buurtronde, van: dorpsverpleegkundige}
"""


def test_items_by_list_with_their_source(small: OpenGraph) -> None:
    held = holdings(load_landscape(small.store), read_structure(TEXT), 0)
    assert [(one.key, one.item.name, one.item.source, one.answer) for one in held] == [
        ("leefgebieden", "psychische gezondheid", "tuinpsycholoog", "claimed"),
        ("competenties", "luisteren", "tuinpsycholoog", "claimed"),
        ("competenties", "plannen", "", "planned"),
        ("taken", "buurtronde", "dorpsverpleegkundige", "claimed"),
        ("taken", "buurtronde", "tuinpsycholoog", "claimed"),
        ("taken", "tuingesprek", "tuinpsycholoog", "permitted"),
    ]
    assert all(bool(one.statements) == (one.answer != "planned") for one in held)
