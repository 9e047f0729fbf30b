"""How fast the catalogued questions are, beside rdflib on the same data and query text, in the same run.

    python bench/questions.py build/graph                      the graph that `make run` built
    python bench/questions.py build/synthetic-100k --rdflib    a synthetic one (bench/landscape.py), with rdflib

Every question is asked without its optional parameters and with the first value that exists for each of them. The engines
take turns, the first call of each is dropped, medians are printed. rdflib answers in a process of its own that is stopped
at the cap; then the cap is its lower bound. The rows of both engines must be the same.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from kg.folder import GraphFolder
from kg.namespaces import PREFIXES
from kg.store import EmbeddedStore
from kg.terms import Iri
from queries import Question, bind, questions
from queries.header import Parameter

_EXAMPLES = """SELECT ?value (COUNT(?s) AS ?n) WHERE {{ ?s a bk:Statement ; ?any ?value . {{ {classes} }} }}
GROUP BY ?value ORDER BY DESC(?n) ?value LIMIT 2"""


def values(store: EmbeddedStore) -> dict[str, Iri]:
    """Return a value that has statements for every parameter of the catalogue."""
    found: dict[str, Iri] = {}
    parameters = {p.name: p for question in questions() for p in question.parameters}
    for name, parameter in parameters.items():
        rows = store.select(_query(parameter)).rows
        if rows:
            found[name] = rows[min(len(rows) - 1, 1 if name.startswith("other") else 0)][0]  # type: ignore[assignment]
    return found


def _query(parameter: Parameter) -> str:
    if parameter.kind == "statement":
        return "SELECT ?s WHERE { ?s a bk:Statement } ORDER BY ?s LIMIT 1"
    if parameter.kind == "document":
        return "SELECT ?d (COUNT(?s) AS ?n) WHERE { ?s bk:document ?d } GROUP BY ?d ORDER BY DESC(?n) ?d LIMIT 1"
    classes = " UNION ".join(f"{{ ?value a bk:{name} }}" for name in parameter.classes)
    return _EXAMPLES.format(classes=classes)


def cases(store: EmbeddedStore) -> list[tuple[str, Question, str]]:
    """Return name, question and query text of everything that is asked."""
    known = values(store)
    listed = []
    for question in questions():
        needed = {p.name: known[p.name] for p in question.parameters if p.required}
        everything = {p.name: known[p.name] for p in question.parameters if p.name in known}
        listed.append((f"{question.number} {question.id}", question, bind(question, needed)))
        if everything != needed:
            listed.append((f"{question.number} {question.id}, gekozen", question, bind(question, everything)))
    return listed


def embedded(store: EmbeddedStore, query: str, repeats: int) -> tuple[float, Counter[Any]]:
    """Return the median time in milliseconds and the rows."""
    times, rows = [], Counter[Any]()
    for number in range(repeats + 1):
        start = time.perf_counter()
        answer = store.select(query)
        if number:
            times.append((time.perf_counter() - start) * 1000)
        rows = Counter(tuple(_loose(str(t) if t is not None else "") for t in row) for row in answer.rows)
    return statistics.median(times), rows


def _loose(text: str) -> str:
    """Return a value without the order of a list, which no engine promises, and without trailing digits of a decimal."""
    for separator in ("; ", ", ", " "):
        if separator in text:
            return separator.join(sorted(text.split(separator)))
    try:
        return f"{float(text):.6f}" if "." in text else text
    except ValueError:
        return text


def _rdflib(path: str, inbox: Any, outbox: Any) -> None:
    """Answer queries with rdflib until there are none; runs in a process of its own."""
    from rdflib import Graph

    graph = Graph()
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    graph.parse(path, format="nt")
    outbox.put(len(graph))
    while (query := inbox.get()) is not None:
        start = time.perf_counter()
        rows = [tuple(_loose(str(t) if t is not None else "") for t in row) for row in graph.query(query)]
        outbox.put(((time.perf_counter() - start) * 1000, rows))


class Rdflib:
    """rdflib on the same triples, in a process that is replaced when it does not answer in time."""

    def __init__(self, triples: Path, cap: float) -> None:
        self._triples, self._cap = triples, cap
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._in, self._out = context.Queue(), context.Queue()
        self._process = context.Process(target=_rdflib, args=(str(self._triples), self._in, self._out), daemon=True)
        self._process.start()
        self._out.get()

    def ask(self, query: str) -> tuple[float, Counter[Any] | None]:
        """Return the time in milliseconds and the rows; the cap and None when it takes longer."""
        import queue

        self._in.put(query)
        try:
            took, rows = self._out.get(timeout=self._cap)
        except queue.Empty:
            self._process.kill()
            self._process.join()
            self._start()
            return self._cap * 1000, None
        return took, Counter(rows)


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("graph", type=Path)
    parser.add_argument("--rdflib", action="store_true", help="beside rdflib on the same triples and query text")
    parser.add_argument("--memory", action="store_true", help="the store in memory instead of on disk")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--cap", type=float, default=20.0, help="seconds that rdflib gets a question")
    parser.add_argument("--only", type=int, nargs="*", help="numbers of questions")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    store = GraphFolder(given.graph).open().store
    scratch = given.graph / "bench.nt"
    if given.rdflib:
        scratch.write_bytes(store.ntriples())
    other = Rdflib(scratch, given.cap) if given.rdflib else None
    size = len(store)
    if given.memory:
        store = store.flattened()
    listed = [case for case in cases(store) if not given.only or case[1].number in given.only]
    results = []
    for name, _, query in track(listed, description="vragen", console=Console(stderr=True), transient=True):
        mine, rows = embedded(store, query, given.repeats)
        theirs, same = (None, None)
        if other is not None:
            theirs, rows_there = other.ask(query)
            same = None if rows_there is None else rows_there == rows
        results.append({"question": name, "rows": rows.total(), "ms": mine, "rdflib_ms": theirs, "same_rows": same})
    scratch.unlink(missing_ok=True)
    if given.json:
        print(json.dumps({"triples": size, "results": results}, indent=1))
        return
    table = Table(title=f"{given.graph}: {size} triples, median of {given.repeats}")
    for heading in ("question", "rows", "embedded ms", "rdflib ms", "ratio", "same rows"):
        table.add_column(heading, justify="left" if heading == "question" else "right")
    for one in results:
        theirs = one["rdflib_ms"]
        capped = ">" if one["same_rows"] is None and theirs is not None else ""
        table.add_row(
            str(one["question"]), str(one["rows"]), f"{one['ms']:.1f}", f"{capped}{theirs:.0f}" if theirs else "",
            f"{capped}{theirs / one['ms']:.0f}" if theirs else "", {True: "yes", False: "NO", None: ""}[one["same_rows"]],
        )  # fmt: skip
    console = Console()
    console.print(table)
    console.print(f"slowest embedded: {max(one['ms'] for one in results):.0f} ms")
    ratios = [one["rdflib_ms"] / one["ms"] for one in results if one["rdflib_ms"]]
    if ratios:
        console.print(f"geometric mean of the ratios: {math.exp(statistics.fmean(map(math.log, ratios))):.0f}")


if __name__ == "__main__":
    main()
