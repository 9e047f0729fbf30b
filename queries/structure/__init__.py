"""The structure workbench: a proposed structure of professions read, written, edited and compared with today's."""

from queries.structure.comparing import compare, compare_in
from queries.structure.editing import add, merge, move, place, remove, rename, split
from queries.structure.holding import Held, holdings
from queries.structure.model import Item, Items, Name, Part, ProposedProfession, Structure
from queries.structure.reading import read_structure
from queries.structure.results import Comparison
from queries.structure.starting import computed_structure, computed_structure_in, todays_structure, todays_structure_in
from queries.structure.writing import write_structure

__all__ = [
    "Comparison",
    "Held",
    "Item",
    "Items",
    "Name",
    "Part",
    "ProposedProfession",
    "Structure",
    "add",
    "compare",
    "compare_in",
    "computed_structure",
    "computed_structure_in",
    "holdings",
    "merge",
    "move",
    "place",
    "read_structure",
    "remove",
    "rename",
    "split",
    "todays_structure",
    "todays_structure_in",
    "write_structure",
]
