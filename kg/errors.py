"""The errors that people see.

BeroepenkaartError                 anything the product refuses, with what, where, what was expected and what to do
├── DocumentError                  a report cannot be read, or is not known
│   ├── AnchorError                a passage does not lie inside its document
│   ├── FileAccessError            a file is missing, is no file, or may not be read
│   ├── FormatError                a file is of another kind than is read, or than its name says
│   ├── DamagedError               a file is broken, or made to break its reader
│   ├── EncryptedError             a file needs a password
│   ├── NoTextError                a file is empty, or a scan without text
│   ├── EncodingError              the letters of a text file cannot be told
│   ├── ReadingLimitError          a file takes more bytes, pages, letters, time or memory than allowed
│   └── RegistrationError          a report cannot be registered as it is described
├── TableError                     a statement table is not in the form of the exchange format
│   └── TeamSheetError             a team as a manager filled it in cannot be read, or has a cell that is not right
├── VocabularyError                a concept is unknown, ambiguous or part of a cycle
├── QuestionError                  a catalogued question or its parameters are not right
├── QueryError                     a SPARQL query cannot be parsed or evaluated
│   ├── QueryRefusedError          a query asks what may not be done: call another endpoint, change the graph
│   ├── AnswerFormError            an answer cannot be given in a form that the reader takes
│   └── AnswerTooLargeError        an answer is larger than the limit
├── EndpointError                  a SPARQL endpoint gives no usable answer
├── ModelError                     a language model may not be asked, or cannot be
│   └── ModelAnswerError           one answer of a language model cannot be used; the next may be
├── GraphError                     the graph folder is missing, incomplete or in use
├── InvalidGraphError              the graph breaks a numbered requirement
├── SiteError                      the static site cannot be written where it was asked
├── ServerError                    the web application cannot start
├── StructureError                 a proposed structure of professions is not in its form, or does not fit the graph
└── SeveralErrors                  more than one of the above, kept together so that none is lost
"""

from __future__ import annotations

from collections.abc import Sequence


class BeroepenkaartError(Exception):
    """Something the product refuses.

    The message is one text, in Dutch: what is wrong, where it is (document and position, or file and line), what was expected
    there, and what to do. Each part is kept as an attribute of the same name; an absent part is left out of the text.
    """

    def __init__(self, what: str, *, where: str = "", expected: str = "", remedy: str = "") -> None:
        self.what, self.where, self.expected, self.remedy = what, where, expected, remedy
        text = f"{where}: {what}" if where else what
        if (expected or remedy) and not text.endswith((".", "!", "?", "\n")):
            text += "."
        if expected:
            text += f" Verwacht: {expected}."
        if remedy:
            text += f" {remedy}"
        super().__init__(text)


class DocumentError(BeroepenkaartError):
    """A report cannot be read, or is not known to the registry."""


class AnchorError(DocumentError):
    """A passage does not lie inside its document."""


class FileAccessError(DocumentError):
    """A file is missing, is no file, or may not be read."""


class FormatError(DocumentError):
    """A file is of another kind than is read, or of another kind than its name says."""


class DamagedError(DocumentError):
    """A file is broken, or made to break its reader."""


class EncryptedError(DocumentError):
    """A file needs a password."""


class NoTextError(DocumentError):
    """A file is empty, or a scan without text."""


class EncodingError(DocumentError):
    """The letters of a text file cannot be told."""


class ReadingLimitError(DocumentError):
    """A file takes more bytes, pages, letters, time or memory than allowed."""


class RegistrationError(DocumentError):
    """A report cannot be registered as it is described."""


class TableError(BeroepenkaartError):
    """A statement table is not in the form of the exchange format."""


class TeamSheetError(TableError):
    """A team as a manager filled it in cannot be read, or has a cell that is not right."""


class VocabularyError(BeroepenkaartError):
    """A concept is unknown, ambiguous or part of a cycle."""


class QuestionError(BeroepenkaartError):
    """A catalogued question, its header or the parameters given to it are not right."""


class QueryError(BeroepenkaartError):
    """A SPARQL query cannot be parsed or evaluated."""


class QueryRefusedError(QueryError):
    """A query asks what may not be done: call another endpoint, change the graph."""


class AnswerFormError(QueryError):
    """An answer cannot be given in a form that the reader takes."""


class AnswerTooLargeError(QueryError):
    """An answer is larger than the limit; nothing of it was given."""


class EndpointError(BeroepenkaartError):
    """A SPARQL endpoint gives no usable answer."""


class ModelError(BeroepenkaartError):
    """A language model may not be asked, or cannot be reached."""


class ModelAnswerError(ModelError):
    """One answer of a language model is late, too large or not in its form; the next may be usable."""


class GraphError(BeroepenkaartError):
    """The graph folder is missing, incomplete or in use."""


class InvalidGraphError(BeroepenkaartError):
    """The graph breaks a numbered requirement of the SHACL shapes."""


class SiteError(BeroepenkaartError):
    """The static site cannot be written where it was asked."""


class ServerError(BeroepenkaartError):
    """The web application cannot start."""


class StructureError(BeroepenkaartError):
    """A proposed structure of professions is not in the form of its file, or does not fit the graph."""


class SeveralErrors(BeroepenkaartError):  # noqa: N818 - it is several
    """Several errors found in one pass; ``errors`` holds them all, the message lists the first twenty."""

    SHOWN = 20

    def __init__(self, errors: Sequence[BeroepenkaartError]) -> None:
        self.errors = tuple(errors)
        lines = [str(error) for error in self.errors[: self.SHOWN]]
        if len(self.errors) > self.SHOWN:
            lines.append(f"... en nog {len(self.errors) - self.SHOWN}.")
        super().__init__("\n".join(lines))


def raise_all(errors: Sequence[BeroepenkaartError]) -> None:
    """Raise nothing, the one error, or all of them as `SeveralErrors`."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise SeveralErrors(errors)
