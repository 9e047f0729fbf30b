"""Review: what people decide about proposed statements, kept in the user's own library without a word of the reports."""

from loaders.review.agreement import Agreement, agreement, kappa
from loaders.review.desk import ReviewDesk, Status
from loaders.review.filled_workbook import read_filled
from loaders.review.model import DECISIONS, Decision, key_of, settle
from loaders.review.store import DecisionStore

__all__ = [
    "DECISIONS",
    "Agreement",
    "Decision",
    "DecisionStore",
    "ReviewDesk",
    "Status",
    "agreement",
    "kappa",
    "key_of",
    "read_filled",
    "settle",
]
