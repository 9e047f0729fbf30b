"""Which form a client takes: the Accept header (RFC 9110, section 12.5.1) and the short names of forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from viz.service.problems import ServiceError

__all__ = ["ALIASES", "GRAPH_NAMES", "RESULT_NAMES", "accepted", "by_name", "prefers_html"]

ALIASES: Mapping[str, str] = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
}
"""Media types that clients ask for, and the form they then get."""
RESULT_NAMES: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""Values of ``format`` for SELECT and ASK."""
GRAPH_NAMES: Mapping[str, str] = {
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "json-ld": "application/ld+json",
    "ntriples": "application/n-triples",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "rdf+xml": "application/rdf+xml",
    "json": "application/ld+json",
    "xml": "application/rdf+xml",
}
"""Values of ``format`` for CONSTRUCT and DESCRIBE; a short name that fits both kinds is in both lists."""


@dataclass(frozen=True, slots=True)
class _Range:
    type: str
    subtype: str
    quality: float

    def fit(self, media_type: str) -> int:
        """Return how precisely the range names a media type: 0 (not at all) to 3."""
        kind, _, rest = media_type.partition("/")
        if (self.type, self.subtype) == (kind, rest):
            return 3
        if (self.type, self.subtype) == (kind, "*"):
            return 2
        return int((self.type, self.subtype) == ("*", "*"))


def accepted(accept: str, offers: Iterable[str]) -> list[str]:
    """Return the offers that an Accept header takes, the best first; what is equally good stays in order.

    No header takes everything. A range that is not well-formed counts for nothing; the most precise range decides.
    """
    ranges = list(_ranges(accept)) if accept.strip() else [_Range("*", "*", 1.0)]
    found: list[tuple[float, str]] = []
    for offer in offers:
        fits = [(one.fit(offer), one.quality) for one in ranges if one.fit(offer)]
        quality = max(fits)[1] if fits else 0.0
        if quality > 0:
            found.append((quality, offer))
    return [offer for _, offer in sorted(found, key=lambda item: -item[0])]


def prefers_html(accept: str, others: Sequence[str]) -> bool:
    """Tell whether a client asks for a page by name, and takes none of the other forms more gladly."""
    if not any(one.fit("text/html") == 3 for one in _ranges(accept)):
        return False
    return accepted(accept, ("text/html", *others))[:1] == ["text/html"]


def by_name(name: str, names: Mapping[str, str]) -> list[str]:
    """Return the form with a short name or media type, none when there is no such form of this kind."""
    wanted = name.strip().lower()
    return [names[wanted]] if wanted in names else [media for media in dict.fromkeys(names.values()) if media == wanted]


def known_name(name: str, *lists: Mapping[str, str]) -> str:
    """Return a short name of a form; raise ServiceError when no list has it."""
    if any(by_name(name, names) for names in lists):
        return name
    known = sorted({known for names in lists for known in names})
    raise ServiceError("parameter", f"de vorm '{name[:60]}' is er niet", expected=f"een van {', '.join(known)}")


def _ranges(accept: str) -> Iterable[_Range]:
    for part in accept.split(","):
        found = re.fullmatch(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*((?:;[^;]*)*)", part)
        if not found:
            continue
        given = re.search(r";\s*q\s*=\s*([^;\s]+)", found[3], re.IGNORECASE)
        if given and not re.fullmatch(r"0(\.\d{0,3})?|1(\.0{0,3})?", given[1]):
            continue
        yield _Range(found[1].lower(), found[2].lower(), float(given[1]) if given else 1.0)
