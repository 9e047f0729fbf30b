"""What the spreadsheet to review in looks like to who writes and who reads it: its sheets, choices and columns."""

from __future__ import annotations

from kg.statement_table import COLUMNS

__all__ = ["DECISIONS", "PROPOSED", "SEPARATOR", "SHEETS"]

SHEETS = ("voorstellen", "nieuwe begrippen", "leestips", "lijsten")
DECISIONS = ("accepteren", "verbeteren", "afwijzen", "onduidelijk")
PROPOSED = COLUMNS[1:13]
"""The columns whose values the column ``voorstel`` keeps, so that a correction leaves what was proposed to be seen."""
SEPARATOR = " | "
