"""Identifiers made from content: the same parts always give the same IRI, so loading twice changes nothing."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kg.namespaces import ID

__all__ = ["concept_iri", "content_id", "document_iri", "passage_iri", "slug", "statement_iri"]

ID_LENGTH = 16
"""Hexadecimal digits kept of a SHA-256: 64 bits; a clash among a million statements has odds of 1 in 40 million."""


def slug(label: str) -> str:
    """Return `label` as the last part of an IRI: lower case, ASCII letters and digits, words joined by one hyphen.

    >>> slug("Werk, opleiding en activiteiten")
    'werk-opleiding-en-activiteiten'
    >>> slug("cliëntondersteuner")
    'clientondersteuner'
    """
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or content_id(label)


def content_id(*parts: str) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of `parts`; where one part ends and the next begins matters."""
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:ID_LENGTH]


def concept_iri(kind: str, label: str) -> str:
    """Return the IRI of a concept: kind ``legal_frame`` and a label give ``.../id/legal-frame/<slug>``."""
    return f"{ID}{kind.replace('_', '-')}/{slug(label)}"


def document_iri(document_id: str) -> str:
    """Return the IRI of a document."""
    return f"{ID}document/{document_id}"


def passage_iri(document_id: str, digest: str, place: str) -> str:
    """Return the IRI of a passage, made of its document, its digest and where the reference text has it."""
    return f"{ID}passage/{content_id(document_id, digest, place)}"


def statement_iri(statement_id: str) -> str:
    """Return the IRI of a statement."""
    return f"{ID}statement/{statement_id}"
