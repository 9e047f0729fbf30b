"""The core: what a statement is, how its passage is found, how the graph is built, checked, kept and asked."""

from kg.build import BuildInput, BuildResult, build
from kg.errors import BeroepenkaartError
from kg.evidence import Evidence, evidence_of
from kg.folder import GraphFolder, OpenGraph
from kg.model import Anchor, Document, Passage, Statement
from kg.vocabulary import Concept, Vocabulary

__all__ = [
    "Anchor",
    "BeroepenkaartError",
    "BuildInput",
    "BuildResult",
    "Concept",
    "Document",
    "Evidence",
    "GraphFolder",
    "OpenGraph",
    "Passage",
    "Statement",
    "Vocabulary",
    "build",
    "evidence_of",
]
