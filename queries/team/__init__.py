"""The team scan: a team as its manager filled it in, beside what documents say of such teams.

`read_team` turns the bytes of a file into a `TeamSheet`, `scan` compares it with a graph; neither keeps anything.
"""

from queries.team.model import TeamScan
from queries.team.reading import read_team
from queries.team.scanning import scan
from queries.team.sheet import TeamSheet

__all__ = ["TeamScan", "TeamSheet", "read_team", "scan"]
