"""The Accept header, as RFC 9110 reads it."""

from __future__ import annotations

import pytest

from viz.service.negotiation import accepted, prefers_html

OFFERS = ("application/sparql-results+json", "text/csv", "text/turtle")
JSON, CSV, TURTLE = OFFERS


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", [JSON, CSV, TURTLE]),
        ("*/*", [JSON, CSV, TURTLE]),
        ("text/csv", [CSV]),
        ("TEXT/CSV", [CSV]),
        ("text/*", [CSV, TURTLE]),
        ("text/*;q=0.5, text/turtle", [TURTLE, CSV]),
        ("text/csv;q=0.3, application/sparql-results+json;q=0.4", [JSON, CSV]),
        ("*/*, text/csv;q=0", [JSON, TURTLE]),
        ("*/*;q=0.1, text/csv", [CSV, JSON, TURTLE]),
        ("text/csv; charset=utf-8; q=0.5, text/turtle;q=0.6", [TURTLE, CSV]),
        ("image/png", []),
        ("text/csv;q=2", []),
        ("text/csv;q=-1", []),
        ("text/csv;q=zeer", []),
        ("csv", []),
        (",,;;=,/", []),
        ("text/csv;q=0.0001", []),
        ("text/csv, text/csv;q=0", [CSV]),
    ],
)
def test_what_is_taken(accept: str, expected: list[str]) -> None:
    assert accepted(accept, OFFERS) == expected


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [(BROWSER, True), ("text/html", True), ("*/*", False), ("", False), ("text/turtle, text/html;q=0.9", False)],
)
def test_who_wants_a_page(accept: str, expected: bool) -> None:
    assert prefers_html(accept, (TURTLE,)) is expected
