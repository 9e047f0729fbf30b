"""Learns what each feature of a pair counts for, from the reviewed statements and the reports they are about.

    python bench/training.py --documents DIR [--keep]

Writes `loaders/suggest/patterns/gewichten.toml` (all reports) and `bench/weights/DOCUMENT.toml` (all but that one), by
which bench/extraction.py measures each report with weights that never saw it. Without --keep it only says how well they do.
A pair is right when a reviewed statement agrees with it (agreement.py) and has a passage in that very sentence. Each
report is read twice: with the whole vocabulary, and without the concepts that only its own statements use, as a report
that nobody has seen would be. The confidence is the least share that is likely (lower end of Wilson's 90 % interval)
among pairs of that probability in reports that were left out of the learning.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agreement import Claim, agrees
from fitting import Row, choice, rising, yes_or_no
from mentions import without
from reference import ROOT, reviewed

from kg.vocabulary import Vocabulary
from loaders.reviewed import reviewed_documents
from loaders.suggest import Extractor, read_plain
from loaders.suggest.from_pairs import Weighed
from loaders.suggest.sentences import Sentence
from loaders.suggest.weights import Weights, choose, with_share

WEIGHTS = ROOT / "loaders" / "suggest" / "patterns" / "gewichten.toml"
LEFT_OUT = ROOT / "bench" / "weights"
EMPTY = Weights({}, {}, ())
WHO, WHETHER = 10.0, 10.0
"""Penalties on large weights (half the sum of squares times this)."""
STRETCH = 60
"""Pairs behind each step of the confidence."""
SMALL = 0.02


@dataclass(frozen=True, slots=True)
class Example:
    """A pair: features, who is meant, whether it is right in its sentence, and whether the benchmark would call it right."""

    features: Mapping[str, float]
    meant: str
    here: bool
    agreed: bool


Group = list[Example]


def examples(vocabulary: Vocabulary, name: str, text: str, claims: Sequence[Claim]) -> list[Group]:
    """Return the groups of pairs of a text, told right or wrong by the claims."""
    groups: list[Group] = []

    def observe(sentence: Sentence, weighed: list[list[Weighed]]) -> None:
        groups.extend([_example(one, sentence, claims) for one in group] for group in weighed)

    Extractor(vocabulary, weights=EMPTY, observe=observe).read(read_plain(name, text), name)
    return groups


def _example(one: Weighed, sentence: Sentence, claims: Sequence[Claim]) -> Example:
    pair, span = one.pair, (sentence.start, sentence.end)
    agreeing = [
        claim
        for claim in claims
        if agrees(claim, pair.relation, pair.subject.label, pair.target.label, one.context.polarity, span)
    ]
    here = any(span[0] < end and span[1] > start for claim in agreeing for start, end in claim.spans)
    features = {name: value for name, value in one.features.items() if value}
    return Example(features, pair.meant, here, bool(agreeing))


def learn(groups: Sequence[Group]) -> Weights:
    """Return weights without a confidence."""
    names = sorted({name for group in groups for one in group for name in one.features})
    number = {
        name: place for place, name in enumerate(names) if not name.startswith("kinds:")
    }  # who depends on the report
    rows = [([_row(one.features, number) for one in group], [one.here for one in group]) for group in groups]
    found = choice(rows, len(names), WHO)
    who = {name: round(found[place], 3) for name, place in number.items()}
    chosen = list(chosen_of(groups, Weights(who, {}, ())))
    names += ["choice:log share", "choice:share"]
    number = {name: place for place, name in enumerate(names)}
    rows_chosen = [_row(features, number) for _, features in chosen]
    weights = yes_or_no(rows_chosen, [one.here for one, _ in chosen], len(names), WHETHER)
    return Weights(who, {name: round(weight, 3) for name, weight in zip(names, weights, strict=True)}, ())


def chosen_of(groups: Iterable[Group], weights: Weights) -> Iterator[tuple[Example, Mapping[str, float]]]:
    """Give the chosen pair of each group, with its features and those of the choice."""
    for group in groups:
        shares = weights.shares([one.features for one in group])
        best, share = choose(shares, [one.meant for one in group])
        yield group[best], with_share(group[best].features, share)


def judged(groups: Iterable[Group], weights: Weights) -> list[tuple[float, bool]]:
    """Return the probability of each chosen pair and whether the benchmark would call it right."""
    return [
        (weights.probability(features, features["choice:share"]), one.agreed)
        for one, features in chosen_of(groups, weights)
    ]


def _row(features: Mapping[str, float], number: Mapping[str, int]) -> Row:
    return sorted((number[name], value) for name, value in features.items() if name in number)


def table(
    weights: Weights, steps: Sequence[tuple[float, float]], groups: Sequence[Group], documents: Sequence[str]
) -> str:
    """Return weights and confidence as the file that the product reads."""
    pairs = [one for group in groups for one in group]
    listed = ", ".join(f'"{name}"' for name in documents)
    names = sorted(
        name
        for name in {*weights.who, *weights.whether}
        if max(abs(weights.who.get(name, 0.0)), abs(weights.whether.get(name, 0.0))) >= SMALL
    )
    lines = [
        "# What each feature of a pair counts for. Made by bench/training.py from the reviewed statements: change nothing by hand.",
        "# A weight pair is [who is meant, whether it is a statement]; a step of the confidence is [from this probability on, this",
        "# share at the least proved right in documents that had no part in the learning].",
        "",
        "[made]",
        f"documents = [{listed}]",
        f"pairs = {len(pairs)}",
        f"groups = {len(groups)}",
        f"right = {sum(one.here for one in pairs)}",
        "",
        "[confidence]",
        "steps = [" + ", ".join(f"[{low:.3f}, {share:.3f}]" for low, share in steps) + "]",
        "",
        "[weights]",
        *(f'"{name}" = [{weights.who.get(name, 0.0):g}, {weights.whether.get(name, 0.0):g}]' for name in names),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True, help="folder with the reports")
    parser.add_argument("--keep", action="store_true", help="write the weights")
    args = parser.parse_args()
    vocabulary = Vocabulary.load()
    documents = sorted(reviewed_documents())
    whole: dict[str, list[Group]] = {}
    unseen: dict[str, list[Group]] = {}
    for document in documents:
        text = (args.documents / f"{document}.txt").read_bytes().decode("utf-8")
        claims = reviewed(document, vocabulary)
        whole[document] = examples(vocabulary, document, text, claims)
        unseen[document] = examples(without(vocabulary, document), document, text, claims)
    made = {document: learn(_groups(whole, unseen, document)) for document in documents}
    scores = {document: judged(whole[document], made[document]) for document in documents}
    for document in documents:
        print(f"{document:32} left out: {shown(scores[document])}", flush=True)
    print(f"{'All':32} left out: {shown([one for document in documents for one in scores[document]])}")
    final = learn(_groups(whole, unseen))
    print(f"{'All':32} in sample: {shown([one for d in documents for one in judged(whole[d], final)])}")
    if not args.keep:
        return
    LEFT_OUT.mkdir(exist_ok=True)
    for document in documents:  # it has no part in its own confidence either: of the others, each is left out in turn
        others = [other for other in documents if other != document]
        inner = {other: learn(_groups(whole, unseen, document, other)) for other in others}
        steps = rising([one for other in others for one in judged(whole[other] + unseen[other], inner[other])], STRETCH)
        text = table(made[document], steps, _groups(whole, unseen, document), others)
        (LEFT_OUT / f"{document}.toml").write_text(text, encoding="utf-8")
    steps = rising([one for d in documents for one in judged(whole[d] + unseen[d], made[d])], STRETCH)
    WEIGHTS.write_text(table(final, steps, _groups(whole, unseen), documents), encoding="utf-8")


def _groups(whole: Mapping[str, list[Group]], unseen: Mapping[str, list[Group]], *left_out: str) -> list[Group]:
    """Return the groups of both readings of all documents but some."""
    return [group for document in whole if document not in left_out for group in whole[document] + unseen[document]]


def shown(found: Sequence[tuple[float, bool]]) -> str:
    parts = []
    for least in (0.7, 0.6, 0.5, 0.4, 0.3):
        kept = [right for probability, right in found if probability >= least]
        parts.append(f"from {least} {len(kept):5} right {sum(kept) / max(1, len(kept)):.3f}")
    return "; ".join(parts)


if __name__ == "__main__":
    main()
