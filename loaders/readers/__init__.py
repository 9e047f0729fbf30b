"""Readers: from a file of any format to its text, with blocks and pages at exact offsets; each file in a process of its own."""

from loaders.readers.cache import ReadingCache
from loaders.readers.limits import Limits
from loaders.readers.many import Outcome, documents_in, executor, read_many, read_one
from loaders.readers.reading import read_document

__all__ = ["Limits", "Outcome", "ReadingCache", "documents_in", "executor", "read_document", "read_many", "read_one"]
