"""From files to statements: the user's copies of documents, the reviewed statements, and a user's own tables."""

from loaders.gather import gather
from loaders.registry import find_copies, known_documents, recognise
from loaders.reviewed import read_reviewed, reviewed_documents
from loaders.tables import read_table
from loaders.text import read_text

__all__ = [
    "find_copies",
    "gather",
    "known_documents",
    "read_reviewed",
    "read_table",
    "read_text",
    "recognise",
    "reviewed_documents",
]
