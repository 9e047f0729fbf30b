"""The scan: what a manager filled in, put beside what documents say."""

from __future__ import annotations

from kg.store import GraphEngine
from queries.team.coverage import coverage_of, overlaps_of
from queries.team.documents import comparisons_of, gaps_of, heard_of, missed_of, with_tensions
from queries.team.law import alerts_of, confidentiality_of
from queries.team.model import TeamScan
from queries.team.resolve import resolve
from queries.team.sheet import TeamSheet
from queries.team.words import load_words

__all__ = ["scan"]


def scan(engine: GraphEngine, sheet: TeamSheet) -> TeamScan:
    """Return the scan of a team; nothing of the sheet is written anywhere, and only IRIs of the vocabulary reach the engine.

    Raises TeamSheetError, or SeveralErrors, naming every cell of the sheet that is not right.
    """
    words = load_words(engine)
    members, notes = resolve(words, sheet)
    coverage = coverage_of(words, members)
    return TeamScan(
        source=sheet.source,
        team=sheet.team,
        place=sheet.place,
        date=sheet.date,
        members=members,
        coverage=coverage,
        heard=heard_of(engine, words, members),
        overlaps=with_tensions(engine, members, overlaps_of(words, members)),
        gaps=gaps_of(engine, words, members, coverage),
        missed=missed_of(engine, members),
        alerts=alerts_of(engine, words, members),
        confidentiality=confidentiality_of(engine, words, members),
        comparisons=comparisons_of(engine, words, members),
        notes=notes,
    )
