"""How fast the catalogued questions are, beside rdflib on the same data and query text, in the same run.

    python -m bench.questions                              the real graph, and synthetic ones of 100 k and 1 M triples
    python -m bench.questions --sizes 100000 --only 5 6    some questions on one of them
    python -m bench.questions --sizes --json               the real graph alone, for programs

Every question is asked with nothing but what it needs, and with a value that exists for each of its parameters. The
engines take turns: the store on disk as `beroepenkaart ask` opens it, the same in memory, and rdflib; the first answer of
each is dropped and medians are printed. rdflib answers in a process of its own that is stopped at the cap; then the cap is
its lower bound, also in the mean. All three must give the same rows. rdflib is left out of graphs above 300,000 triples.
Synthetic graphs (bench/landscape.py) are made once and kept beside the real one.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import queue
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.landscape import landscape
from kg.build import build
from kg.folder import GraphFolder
from kg.namespaces import PREFIXES
from kg.store import EmbeddedStore
from kg.terms import Iri
from queries import Question, bind, questions
from queries.header import Parameter

MOST_FOR_RDFLIB = 300_000
_EXAMPLES = """SELECT ?value (COUNT(?s) AS ?n) WHERE {{ ?s a bk:Statement ; ?any ?value . {{ {classes} }} }}
GROUP BY ?value ORDER BY DESC(?n) ?value LIMIT 2"""
Rows = Counter[tuple[str, ...]]


def values(store: EmbeddedStore) -> dict[str, Iri]:
    """Return, for every parameter of the catalogue, the value with the most statements (the second for another one)."""
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
            listed.append((f"{question.number} {question.id}, all", question, bind(question, everything)))
    return listed


def loose(text: str) -> str:
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
        answer = list(graph.query(query))
        took = (time.perf_counter() - start) * 1000
        outbox.put((took, [tuple(loose("" if t is None else str(t)) for t in row) for row in answer]))


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

    def ask(self, query: str) -> tuple[float, Rows | None]:
        """Return the time in milliseconds and the rows; the cap and None when it takes longer."""
        self._in.put(query)
        try:
            took, rows = self._out.get(timeout=self._cap)
        except queue.Empty:
            self.close()
            self._start()
            return self._cap * 1000, None
        return took, Counter(rows)

    def close(self) -> None:
        """Stop the process."""
        self._process.kill()
        self._process.join()


def ask_embedded(store: EmbeddedStore) -> Callable[[str], tuple[float, Rows | None]]:
    """Return what asks a store of ours: time in milliseconds, and the rows."""

    def ask(query: str) -> tuple[float, Rows | None]:
        start = time.perf_counter()
        answer = store.select(query)
        took = (time.perf_counter() - start) * 1000
        return took, Counter(tuple(loose("" if t is None else str(t)) for t in row) for row in answer.rows)

    return ask


def measure(folder: GraphFolder, given: argparse.Namespace) -> dict[str, Any]:
    """Return what was measured on one graph."""
    graph = folder.open()
    store, memory = graph.store, graph.in_memory().store
    engines = {"disk": ask_embedded(store), "memory": ask_embedded(memory)}
    listed = [case for case in cases(memory) if not given.only or case[1].number in given.only]
    with tempfile.TemporaryDirectory() as scratch:
        other = None
        if not given.no_rdflib and len(store) <= MOST_FOR_RDFLIB:
            triples = Path(scratch) / "graph.nt"
            triples.write_bytes(store.ntriples())
            other = Rdflib(triples, given.cap)
            engines["rdflib"] = other.ask
        say = Console(stderr=True)
        results = [one_case(engines, case, given.repeats) for case in track(listed, str(folder.path), console=say)]
        if other:
            other.close()
    return {"graph": str(folder.path), "triples": len(store), "load": os.getloadavg()[0], "results": results}


def one_case(engines: dict[str, Any], case: tuple[str, Question, str], repeats: int) -> dict[str, Any]:
    """Return the medians of one question, and whether all engines gave the same rows."""
    name, question, query = case
    times: dict[str, list[float]] = {engine: [] for engine in engines}
    rows: dict[str, Rows | None] = {}
    for turn in range(repeats + 1):
        for engine, ask in engines.items():
            slow = engine == "rdflib" and sum(times[engine]) > 5_000
            if slow:
                continue
            took, rows[engine] = ask(query)
            if turn or rows[engine] is None or took > 5_000:
                times[engine].append(took)
    answered = [found for found in rows.values() if found is not None]
    return {
        "question": name,
        "number": question.number,
        "rows": sum((rows["memory"] or Counter()).values()),
        **{f"{engine}_ms": statistics.median(found) for engine, found in times.items()},
        "capped": rows.get("rdflib", Counter()) is None,
        "same_rows": all(found == answered[0] for found in answered),
    }


def mean_ratio(results: list[dict[str, Any]], engine: str) -> float:
    """Return the geometric mean of how many times faster than rdflib an engine is."""
    return math.exp(statistics.fmean(math.log(one["rdflib_ms"] / one[f"{engine}_ms"]) for one in results))


def show(measured: dict[str, Any]) -> Table:
    """Return the table of one graph."""
    beside = "rdflib_ms" in measured["results"][0]
    title = f"{measured['graph']}: {measured['triples']} triples (load average {measured['load']:.1f})"
    table = Table(title=title)
    for heading in (
        "question",
        "rows",
        "disk ms",
        "memory ms",
        *(("rdflib ms", "disk x", "memory x", "same") * beside),
    ):
        table.add_column(heading, justify="left" if heading == "question" else "right")
    for one in measured["results"]:
        cells = [str(one["rows"]), f"{one['disk_ms']:.1f}", f"{one['memory_ms']:.1f}"]
        if beside:
            more = ">" * one["capped"]
            times = [one["rdflib_ms"] / one[name] for name in ("disk_ms", "memory_ms")]
            cells += [f"{more}{one['rdflib_ms']:.0f}", *(f"{more}{ratio:.0f}" for ratio in times)]
            cells.append("yes" if one["same_rows"] else "NO")
        table.add_row(one["question"], *cells)
    return table


def parse() -> argparse.Namespace:
    """Return what was asked on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--graph", type=Path, default=Path("build/graph"), help="the real graph, where there is one")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[100_000, 1_000_000], help="triples of synthetic graphs"
    )
    parser.add_argument("--repeats", type=int, default=5, help="answers that count, after a first that does not")
    parser.add_argument("--only", type=int, nargs="*", help="numbers of questions")
    parser.add_argument("--cap", type=float, default=20.0, help="seconds that rdflib gets for an answer")
    parser.add_argument("--no-rdflib", action="store_true", help="measure our own store alone")
    parser.add_argument("--json", action="store_true", help="JSON instead of tables")
    return parser.parse_args()


def main() -> None:
    """Measure, and print tables or JSON."""
    given = parse()
    folders = [GraphFolder(given.graph)] if given.graph.exists() else []
    for size in given.sizes:
        folder = GraphFolder(given.graph.parent / f"synthetic-{size}")
        if not folder.path.exists():
            build(landscape(size), folder)
        folders.append(folder)
    measured = [measure(folder, given) for folder in folders]
    if given.json:
        print(json.dumps(measured, indent=1))
        return
    console = Console()
    for one in measured:
        console.print(show(one))
        for engine in ("disk", "memory"):
            slowest = max(one["results"], key=lambda result, engine=engine: result[f"{engine}_ms"])  # type: ignore[misc]
            line = f"{engine}: slowest {slowest['question']}, {slowest[f'{engine}_ms']:.0f} ms"
            if "rdflib_ms" in slowest:
                line += f"; {mean_ratio(one['results'], engine):.0f} times faster than rdflib (geometric mean)"
            console.print(line)


if __name__ == "__main__":
    main()
