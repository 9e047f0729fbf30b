"""The reference sets: the reviewed statements of the reports, and texts of our own with their statements."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

from agreement import Claim

from kg.vocabulary import Vocabulary

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "tests" / "data" / "extraction"
FOLDS = 4


def invented(path: Path) -> tuple[str, list[Claim]]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    text, claims = table["text"], []
    for line in table["statements"].strip().splitlines():
        relation, subject, target, sense, quote = (part.strip() for part in line.split("|"))
        polarity, modality = sense.split()
        found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
        assert found, quote
        claims.append(
            Claim(relation, tuple(subject.split("/")), tuple(target.split("/")), polarity, (found.span(),), modality)
        )
    return text, claims


def folds() -> dict[Path, str]:
    """Return the invented texts, each with the name of its fold: they are measured with weights learnt from the others."""
    return {path: f"texts-{number % FOLDS + 1}" for number, path in enumerate(sorted(TEXTS.glob("*.toml")))}


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
