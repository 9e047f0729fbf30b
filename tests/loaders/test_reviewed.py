"""The reviewed statements: they fit the vocabulary, and every passage is where it should be."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kg.anchors import digest
from kg.vocabulary import Vocabulary
from loaders.registry import find_copies, known_documents
from loaders.reviewed import read_reviewed, reviewed_documents

IDS = reviewed_documents()


def test_there_are_reviewed_documents() -> None:
    assert "vlaardingen-2019" in IDS
    assert set(IDS) <= set(known_documents())


@pytest.mark.parametrize("document_id", IDS)
def test_without_a_copy_every_passage_is_cited(document_id: str) -> None:
    reviewed = read_reviewed(known_documents()[document_id], Vocabulary.load())
    assert reviewed.left_out == ()
    assert {passage.anchoring for passage in reviewed.passages} == {"cited"}
    assert len({statement.id for statement in reviewed.statements}) == len(reviewed.statements)


@pytest.mark.parametrize("document_id", IDS)
def test_every_passage_is_exact_in_the_reference_text(document_id: str, documents: Path) -> None:
    copies = {d.id: d for d in find_copies(documents, known_documents().values()).documents}
    reviewed = read_reviewed(copies[document_id], Vocabulary.load())
    assert {passage.anchoring for passage in reviewed.passages} == {"exact"}
    assert reviewed.left_out == ()
    text = copies[document_id].text
    assert all(digest(text[p.start : p.end]) == p.digest for p in reviewed.passages)


def rewrapped(text: str) -> str:
    """Another extraction of the same text: other line width, hyphens resolved, other quotes, spaces and bullets."""
    joined = re.sub(r"(\w)-\s*\n\s*(\w)", r"\1\2", text)
    words = joined.replace("•", "–").replace("‘", "'").replace("’", "'").replace('"', "”").split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 47:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "Voorblad van deze uitgave\n\n" + "\n".join([*lines, line])


@pytest.mark.parametrize("document_id", IDS)
def test_every_passage_is_found_in_another_extraction(document_id: str, documents: Path) -> None:
    copies = {d.id: d for d in find_copies(documents, known_documents().values()).documents}
    variant = replace(copies[document_id], text=rewrapped(copies[document_id].text))
    reviewed = read_reviewed(variant, Vocabulary.load())
    assert reviewed.left_out == ()
    assert {passage.anchoring for passage in reviewed.passages} <= {"moved", "exact"}
    assert all(digest(variant.text[p.start : p.end]) == p.digest for p in reviewed.passages)


def test_a_passage_that_is_gone_takes_its_statement_along(documents: Path) -> None:
    copies = {d.id: d for d in find_copies(documents, known_documents().values()).documents}
    whole = read_reviewed(copies["vlaardingen-2019"], Vocabulary.load())
    text = copies["vlaardingen-2019"].text
    cut = replace(copies["vlaardingen-2019"], text=text[: len(text) // 2])
    half = read_reviewed(cut, Vocabulary.load())
    assert 0 < len(half.statements) < len(whole.statements)
    assert any("lost" in note for note in half.left_out)
    assert any("haar passage is niet zeker gevonden" in note for note in half.left_out)


def test_a_passage_that_was_rewritten_is_stale_and_left_out(documents: Path) -> None:
    copies = {d.id: d for d in find_copies(documents, known_documents().values()).documents}
    document = copies["rotterdam-2016"]
    whole = read_reviewed(document, Vocabulary.load())
    longest = max(whole.passages, key=lambda p: (p.end or 0) - (p.start or 0))
    middle = ((longest.start or 0) + (longest.end or 0)) // 2
    changed = replace(document, text="Vooraf. " + document.text[:middle] + " zeer " + document.text[middle:])
    found = read_reviewed(changed, Vocabulary.load())
    key = f"{longest.start}-{longest.end}"
    assert any(f"passage {key} lijkt op" in note and "(stale)" in note for note in found.left_out)
    assert longest.iri not in {passage.iri for passage in found.passages}
