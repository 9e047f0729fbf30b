"""Learns what each feature of a pair counts for, from the reports with their reviewed statements and the annotated texts.

    python bench/training.py --documents DIR [--keep]

Writes `loaders/suggest/patterns/gewichten.toml` (from all of them) and `bench/weights/NAME.toml` (from all but one report,
or all but one fold of the invented texts), by which bench/extraction.py measures each with weights that never saw it.
Without --keep it only says how well they do. It takes some eight minutes.
A pair is right when a statement agrees with it (agreement.py) and has a passage in that very sentence. Each report is
read twice: with the whole vocabulary, and without the concepts that only its own statements use, as a report that nobody
has seen would be. The confidence is the least share that is likely (lower end of Wilson's 90 % interval) among pairs of
that probability in what was left out of the learning.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from agreement import Claim, agrees
from fitting import Row, choice, rising, yes_or_no
from mentions import without
from reference import ROOT, folds, invented, reviewed
from rich.progress import track

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


@dataclass(frozen=True, slots=True)
class Unit:
    """What is left out as one: pairs as read with all that is known, and of a report as if nobody had seen it."""

    seen: list[Group]
    unknown: list[Group]

    @property
    def all(self) -> list[Group]:
        """Both readings."""
        return self.seen + self.unknown


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
    weights: Weights, steps: Sequence[tuple[float, float]], groups: Sequence[Group], names_of: Sequence[str]
) -> str:
    """Return weights and confidence as the file that the product reads."""
    pairs = [one for group in groups for one in group]
    listed = ", ".join(f'"{name}"' for name in names_of)
    names = sorted(
        name
        for name in {*weights.who, *weights.whether}
        if max(abs(weights.who.get(name, 0.0)), abs(weights.whether.get(name, 0.0))) >= SMALL
    )
    lines = [
        "# What each feature of a pair counts for. Made by bench/training.py from annotated reports and texts: change nothing by hand.",
        "# A weight pair is [who is meant, whether it is a statement]; a step of the confidence is [from this probability on, this",
        "# share at the least proved right in what had no part in the learning].",
        "",
        "[made]",
        f"learnt_from = [{listed}]",
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
    units = {**_reports(args.documents), **_texts()}
    without_one = {name: learn(_all_but(units, name)) for name in track(units, "Learning without one")}
    scores = {name: judged(units[name].seen, without_one[name]) for name in units}
    for name, found in scores.items():
        print(f"{name:32} left out: {shown(found)}", flush=True)
    print(f"{'All':32} left out: {shown([one for found in scores.values() for one in found])}")
    final = learn(_all_but(units))
    print(f"{'All':32} in sample: {shown([one for unit in units.values() for one in judged(unit.seen, final)])}")
    if not args.keep:
        return
    without_two = {pair: learn(_all_but(units, *pair)) for pair in track(list(combinations(units, 2)), "Without two")}
    LEFT_OUT.mkdir(exist_ok=True)
    for name in units:  # it has no part in its own confidence either: of the others, each is left out in turn
        pairs = [pair for pair in without_two if name in pair]
        others = {next(one for one in pair if one != name): without_two[pair] for pair in pairs}
        steps = rising([one for other, weights in others.items() for one in judged(units[other].all, weights)], STRETCH)
        text = table(without_one[name], steps, _all_but(units, name), [*others])
        (LEFT_OUT / f"{name}.toml").write_text(text, encoding="utf-8")
    steps = rising([one for name, unit in units.items() for one in judged(unit.all, without_one[name])], STRETCH)
    WEIGHTS.write_text(table(final, steps, _all_but(units), [*units]), encoding="utf-8")


def _reports(folder: Path) -> dict[str, Unit]:
    """Return the reports, each read with the whole vocabulary and without the concepts that only it uses."""
    vocabulary, units = Vocabulary.load(), {}
    for document in track(sorted(reviewed_documents()), "Reading the reports"):
        text = (folder / f"{document}.txt").read_bytes().decode("utf-8")
        claims = reviewed(document, vocabulary)
        units[document] = Unit(
            examples(vocabulary, document, text, claims),
            examples(without(vocabulary, document), document, text, claims),
        )
    return units


def _texts() -> dict[str, Unit]:
    """Return the invented texts in folds."""
    vocabulary = Vocabulary.load()
    units: dict[str, Unit] = {}
    for path, fold in folds().items():
        text, claims = invented(path)
        units.setdefault(fold, Unit([], [])).seen.extend(examples(vocabulary, path.stem, text, claims))
    return units


def _all_but(units: Mapping[str, Unit], *left_out: str) -> list[Group]:
    return [group for name, unit in units.items() if name not in left_out for group in unit.all]


def shown(found: Sequence[tuple[float, bool]]) -> str:
    parts = []
    for least in (0.7, 0.6, 0.5, 0.4, 0.3):
        kept = [right for probability, right in found if probability >= least]
        parts.append(f"from {least} {len(kept):5} right {sum(kept) / max(1, len(kept)):.3f}")
    return "; ".join(parts)


if __name__ == "__main__":
    main()
