"""The reference sets: the reviewed statements of the reports, and texts of our own with their statements."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from agreement import Claim

from kg.vocabulary import Vocabulary

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "tests" / "data" / "extraction"
FOLDS = 4


def invented(path: Path) -> tuple[str, list[Claim]]:
    """Return a text and its statements; a name that the vocabulary knows stands for all names of that concept there."""
    vocabulary = _vocabulary()
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    text, claims = table["text"], []
    for line in table["statements"].strip().splitlines():
        relation, subject, target, sense, quote = (part.strip() for part in line.split("|"))
        polarity, modality = sense.split()
        found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
        assert found, quote
        rule = vocabulary.relations[relation]
        names = _names(subject, rule.subjects, vocabulary), _names(target, rule.objects, vocabulary)
        claims.append(Claim(relation, *names, polarity, (found.span(),), modality))
    return text, claims


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary.load()


def _names(given: str, kinds: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    names = given.split("/")
    known = [
        concept for name in names for kind in sorted(kinds) if (concept := vocabulary.find(kind, name)) is not None
    ]
    return tuple(dict.fromkeys([*names, *(other for one in known for other in (one.label, *one.alternatives))]))


def folds() -> dict[Path, str]:
    """Return the invented texts, each with the name of its fold: they are measured with weights learnt from the others.

    A text keeps its fold when others are added: that goes by its name.
    """
    return {
        path: f"texts-{sha256(path.name.encode()).digest()[0] % FOLDS + 1}" for path in sorted(TEXTS.glob("*.toml"))
    }


def reviewed(document: str, vocabulary: Vocabulary) -> list[Claim]:
    claims = []
    path = ROOT / "loaders" / "reviewed" / document / "statements.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["status"] != "accepted":
                continue
            names = []
            for place in ("subject", "object"):
                concept = vocabulary.find(row[f"{place}_type"], row[place])
                names.append((concept.label, *concept.alternatives) if concept else (row[place],))
            spans = tuple(tuple(map(int, key.split("-"))) for key in row["passages"].split())
            claims.append(Claim(row["relation"], names[0], names[1], row["polarity"], spans, row["modality"]))
    return claims
