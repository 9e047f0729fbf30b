"""Readers that ask a real server as fast as it answers: errors, requests a second, and the times in which answers came.

    python bench/load.py [--graph build/graph] [--readers 50] [--seconds 60] [--workers 2] [--slow 0]

The server runs in a process of its own on loopback. The readers are threads of a second process that takes its share of
the same processors, so the figures say what the two together do on this machine. `--slow` adds clients that send nothing but
queries without end.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

PROGRAM = """
import sys, uvicorn
from pathlib import Path
from kg.folder import GraphFolder
from viz.service import Service
from viz.service.pool import Limits
service = Service(GraphFolder(Path(sys.argv[1])), limits=Limits(workers=int(sys.argv[3])))
uvicorn.run(service.application(), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", proxy_headers=True)
"""
SPARQL = {
    "sparql: professions": "SELECT ?p ?l { ?p a bk:Profession ; skos:prefLabel ?l }",
    "sparql: who is active": "SELECT ?a ?d { ?c a bk:Cell ; bk:actor ?a ; bk:leefgebied ?d }",
    "sparql: describe": "DESCRIBE <https://w3id.org/beroepenkaart/id/leefgebied/financien>",
    "sparql: count by relation": "SELECT ?r (COUNT(?s) AS ?n) { ?s bk:relation ?r } GROUP BY ?r",
}
PATHS = {
    **{name: "/sparql?query=" + quote(query) for name, query in SPARQL.items()},
    "api: question leefgebied": "/api/questions/leefgebied?leefgebied=zingeving",
    "api: question team": "/api/questions/team",
    "api: search": "/api/concepts?q=schuldhulpverlning",
    "api: concept": "/api/concepts/leefgebied/financien",
    "api: statements": "/api/statements?relation=active_in",
    "api: teams": "/api/teams",
    "id": "/id/leefgebied/financien",
    "data": "/data/leefgebied/financien.ttl",
    "def": "/def",
}
SLOW = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")


def main() -> None:
    options = arguments()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *filter(None, sys.path)])}
    command = [sys.executable, "-c", PROGRAM, options.graph, str(port), str(options.workers)]
    with subprocess.Popen(command, env=environment) as server:
        try:
            wait_for(port)
            report(*crowd(port, options), options)
        finally:
            server.terminate()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Load on the endpoint and the API.")
    parser.add_argument("--graph", default="build/graph")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--slow", type=int, default=0)
    return parser.parse_args()


def crowd(port: int, options: argparse.Namespace) -> tuple[dict[str, list[float]], Counter[str], Counter[int]]:
    times: dict[str, list[float]] = defaultdict(list)
    errors: Counter[str] = Counter()
    slow: Counter[int] = Counter()
    lock = threading.Lock()
    end = time.monotonic() + options.seconds
    names = list(PATHS)

    def read(number: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        turn = number
        while time.monotonic() < end:
            name = names[turn % len(names)]
            turn += 1
            begin = time.monotonic()
            status = ask(connection, PATHS[name], f"10.0.0.{number}")
            with lock:
                times[name].append(time.monotonic() - begin)
                if status not in (200, 303):
                    errors[f"{name}: {status}"] += 1

    def starve(number: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < end:
            status = ask(connection, SLOW, f"10.0.1.{number}")
            with lock:
                slow[status] += 1

    threads = [threading.Thread(target=read, args=(n,)) for n in range(options.readers)]
    threads += [threading.Thread(target=starve, args=(n,)) for n in range(options.slow)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, errors, slow


def ask(connection: HTTPConnection, path: str, address: str) -> int:
    connection.request("GET", path, headers={"X-Forwarded-For": address})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def report(
    times: dict[str, list[float]], errors: Counter[str], slow: Counter[int], options: argparse.Namespace
) -> None:
    every = [one for found in times.values() for one in found]
    print(f"{options.readers} readers, {options.slow} slow clients, {options.workers} workers, {options.seconds:g} s")
    print(
        f"{len(every)} answers, {len(every) / options.seconds:.0f} a second, {sum(errors.values())} errors {dict(errors) or ''}"
    )
    print("slow clients got", dict(slow)) if slow else None
    print(f"{'ms':30}{'p50':>8}{'p95':>8}{'p99':>8}{'most':>8}{'number':>8}")
    for name, found in [("all", every), *times.items()]:
        cuts = statistics.quantiles(found, n=100)
        values = (cuts[49], cuts[94], cuts[98], max(found))
        print(f"{name:30}" + "".join(f"{value * 1000:8.0f}" for value in values) + f"{len(found):8}")


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
