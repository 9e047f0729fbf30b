"""How well extraction does: mentions and suggestions, on the reports (where present) and on invented texts.

    python bench/extraction.py [--documents DIR] [--min-confidence X ...] [--wrong N] [--missed N]

Suggestions: right when a reviewed statement agrees (see agreement.py); a reviewed statement is found when a suggestion
agrees with it. Precision is over suggestions, recall over statements. The main figure reads each report with weights learnt
from the other reports and the invented texts (bench/training.py writes them); beside it stand the same without the concepts
that only that report uses, as for a report that nobody has seen, and in sample. The invented texts are read with weights
learnt from the reports and the texts of other folds; patterns and grammar were made with these texts at hand, though.
"""

from __future__ import annotations

import argparse
import random
import time
import tomllib
from collections import Counter
from pathlib import Path

from agreement import Claim, agrees
from mentions import measure, without
from reference import ROOT, TEXTS, folds, invented, reviewed

from kg.vocabulary import Vocabulary
from loaders.reviewed import reviewed_documents
from loaders.suggest import Extractor, Suggestion, Suggestions, read_plain
from loaders.suggest.weights import load_weights

LEFT_OUT = ROOT / "bench" / "weights"
SETTINGS = (
    ("Reports, each with weights learnt without it", True, False),
    ("Reports, the same without the concepts that only that report uses", False, False),
    ("Reports, in sample (weights learnt from these very reports)", True, True),
)
"""Name, whether the vocabulary has the report's own concepts, whether the weights were learnt from it too."""


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


def report(name: str, found: list[Suggestion], claims: list[Claim], args: argparse.Namespace) -> Counter[str]:
    """Print one line, and on request what is wrong and missed; return the counts."""
    right, hit = compare(found, claims)
    counts = Counter(proposed=len(right), right=sum(right), claims=len(hit), found=sum(hit))
    print(f"{name:32} {shown(counts)}")
    wrong = [item for item, ok in zip(found, right, strict=True) if not ok]
    missed = [claim for claim, ok in zip(claims, hit, strict=True) if not ok]
    random.seed(args.seed)
    for item in random.sample(wrong, min(args.wrong, len(wrong))):
        row, words = item.row, " ".join(item.passage.split())[:170]
        what = f"{row.relation} | {row.subject} | {row.object} | {row.polarity} {row.modality}"
        print(f"   wrong {item.confidence} {item.pattern} | {what} | {words}")
    for claim in random.sample(missed, min(args.missed, len(missed))):
        print(
            f"   missed {claim.relation} | {claim.subjects[0]} | {claim.objects[0]} | {claim.polarity} {claim.modality}"
        )
    return counts


def shown(counts: Counter[str]) -> str:
    precision = counts["right"] / max(1, counts["proposed"])
    recall = counts["found"] / max(1, counts["claims"])
    return f"proposed {counts['proposed']:5}, precision {precision:.3f}; statements {counts['claims']:5}, recall {recall:.3f}"


def speed(extractor: Extractor) -> None:
    """Print the processor time that 300,000 characters of mixed text take."""
    mixed = "".join(tomllib.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(TEXTS.glob("*.toml")))
    text = (mixed * (300_000 // len(mixed) + 1))[:300_000]
    begin = time.process_time()
    extractor.read(read_plain("lang", text))
    print(f"Speed: 300 kB in {time.process_time() - begin:.1f} s of processor time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, help="folder with the reports; without it only the invented texts")
    parser.add_argument("--min-confidence", type=float, nargs="*", default=[0.7, 0.0])
    parser.add_argument("--wrong", type=int, default=0, help="show so many wrong suggestions of each text")
    parser.add_argument("--missed", type=int, default=0, help="show so many missed statements of each text")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    vocabulary = Vocabulary.load()
    extractor = Extractor(vocabulary)
    if args.documents:
        measure(args.documents)
        for label, own_words, own_weights in SETTINGS:
            reports = []
            for document in reviewed_documents():
                text = (args.documents / f"{document}.txt").read_bytes().decode("utf-8")
                reader = Extractor(
                    vocabulary if own_words else without(vocabulary, document),
                    weights=load_weights() if own_weights else load_weights(LEFT_OUT / f"{document}.toml"),
                )
                found = reader.read(read_plain(document, text), document)
                reports.append((document, found, reviewed(document, vocabulary)))
            table(label, reports, args)
    texts = []
    for path, fold in folds().items():
        text, claims = invented(path)
        reader = Extractor(vocabulary, weights=load_weights(LEFT_OUT / f"{fold}.toml"))
        texts.append((path.stem, reader.read(read_plain(path.stem, text)), claims))
    table("Invented texts, with weights learnt from the reports and the other texts", texts, args)
    speed(extractor)


def table(label: str, read: list[tuple[str, Suggestions, list[Claim]]], args: argparse.Namespace) -> None:
    for least in args.min_confidence:
        counts: Counter[str] = Counter()
        for name, found, claims in read:
            counts += report(name, list(found.above(least)), claims, args)
        print(f"{label}, from confidence {least}: {shown(counts)}\n")


if __name__ == "__main__":
    main()
