"""Readers: from a file of any format to its text, with blocks and pages at exact offsets; each file in a process of its own."""

from loaders.readers.limits import Limits
from loaders.readers.reading import read_document

__all__ = ["Limits", "read_document"]
