"""How well extraction does: mentions and suggestions, on the reports (where present) and on invented texts.

    python bench/extraction.py [--documents DIR] [--min-confidence X] [--wrong N] [--missed N] [--only NAME]

Suggestions: right when a reviewed statement agrees (see agreement.py); a reviewed statement is found when a suggestion
agrees with it. Precision is over suggestions, recall over statements.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import time
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from agreement import Claim, agrees

from kg.vocabulary import Vocabulary
from loaders.reviewed import reviewed_documents
from loaders.suggest import Extractor, Suggestion, read_plain

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "tests" / "data" / "extraction"


def invented(path: Path) -> tuple[str, list[Claim]]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    text, claims = table["text"], []
    for line in table["statements"].strip().splitlines():
        relation, subject, target, sense, quote = (part.strip() for part in line.split("|"))
        polarity, modality = sense.split()
        found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
        assert found, quote
        claims.append(Claim(relation, tuple(subject.split("/")), tuple(target.split("/")), polarity, (found.span(),), modality))
    return text, claims


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


def compare(found: list[Suggestion], claims: list[Claim]) -> tuple[list[bool], list[bool]]:
    """Return which suggestions are right and which claims are found."""
    right = [False] * len(found)
    hit = [False] * len(claims)
    for number, item in enumerate(found):
        row = item.row
        for place, claim in enumerate(claims):
            if agrees(claim, row.relation, row.subject, row.object, row.polarity, (item.start, item.end)):
                right[number] = hit[place] = True
    return right, hit


def report(name: str, found: list[Suggestion], claims: list[Claim], args: argparse.Namespace, by: dict[str, Counter[str]]) -> tuple[int, int, int, int]:
    right, hit = compare(found, claims)
    share = sum(right) / max(1, len(right))
    print(f"{name:32} proposed {len(found):5} precision {share:.3f}   statements {len(claims):4} recall {sum(hit) / max(1, len(hit)):.3f}")
    for item, ok in zip(found, right, strict=True):
        by[item.pattern]["right" if ok else "wrong"] += 1
        by["~" + item.row.relation]["right" if ok else "wrong"] += 1
    for claim, ok in zip(claims, hit, strict=True):
        by["~" + claim.relation]["found" if ok else "missed"] += 1
    wrong = [item for item, ok in zip(found, right, strict=True) if not ok]
    missed = [claim for claim, ok in zip(claims, hit, strict=True) if not ok]
    random.seed(args.seed)
    for item in random.sample(wrong, min(args.wrong, len(wrong))):
        row = item.row
        print("   wrong", item.confidence, item.pattern, "|", row.relation, "|", row.subject, "|", row.object, "|", row.polarity, row.modality, "«", " ".join(item.passage.split())[:170])
    for claim in random.sample(missed, min(args.missed, len(missed))):
        print("   missed", claim.relation, "|", claim.subjects[0], "|", claim.objects[0], "|", claim.polarity, claim.modality)
    return len(found), sum(right), len(claims), sum(hit)


def total(label: str, parts: list[tuple[int, int, int, int]]) -> None:
    proposed, right, claims, hit = (sum(part[n] for part in parts) for n in range(4))
    print(f"{label}: proposed {proposed}, precision {right / max(1, proposed):.3f}, recall {hit / max(1, claims):.3f} of {claims}\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--min-confidence", type=float, default=None)
    parser.add_argument("--wrong", type=int, default=0)
    parser.add_argument("--missed", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--patterns", action="store_true")
    args = parser.parse_args()
    vocabulary = Vocabulary.load()
    extractor = Extractor(vocabulary)
    by: dict[str, Counter[str]] = defaultdict(Counter)
    threshold = args.min_confidence if args.min_confidence is not None else 0.0
    if args.documents:
        parts = []
        for document in reviewed_documents():
            if args.only in document:
                text = (args.documents / f"{document}.txt").read_bytes().decode("utf-8")
                found = list(extractor.read(read_plain(document, text), document).above(threshold))
                parts.append(report(document, found, reviewed(document, vocabulary), args, by))
        total("Reports", parts)
    if not args.documents or not args.only:
        parts = []
        for path in sorted(TEXTS.glob("*.toml")):
            text, claims = invented(path)
            found = list(extractor.read(read_plain(path.stem, text)).above(threshold))
            parts.append(report(path.stem, found, claims, args, by))
        total("Invented texts", parts)
    if args.patterns:
        for name, counts in sorted(by.items()):
            n = counts["right"] + counts["wrong"]
            print(f"{name:28} {counts['right']:4}/{n:<4} {counts['right'] / max(1, n):.2f}   found {counts['found']} missed {counts['missed']}")
    long = "De wijkverpleegkundige werkt samen met de huisarts en begeleidt ouderen met dementie. " * 3500
    begin = time.process_time()
    extractor.read(read_plain("lang", long))
    print(f"{len(long) / 1000:.0f} kB in {time.process_time() - begin:.1f} s")


if __name__ == "__main__":
    main()
