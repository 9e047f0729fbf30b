"""From a report to proposed statements: mentions, patterns, lists and context. Nothing here touches a graph."""

from loaders.suggest.extractor import Extractor, suggest
from loaders.suggest.model import Candidate, Suggestion, Suggestions, WorthReading
from loaders.suggest.segments import read_plain

__all__ = ["Candidate", "Extractor", "Suggestion", "Suggestions", "WorthReading", "read_plain", "suggest"]
