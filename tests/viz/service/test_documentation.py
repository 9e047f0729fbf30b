"""What the documentation says of the service is what happens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from viz.service.negotiation import GRAPH_NAMES, RESULT_NAMES
from viz.service.operations import OPERATIONS
from viz.service.pool import Limits

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "docs" / "gebruik.md"
pytestmark = pytest.mark.skipif(not GUIDE.exists(), reason="the documentation is in the repository, not in the wheel")


def test_the_examples_work(client: Any) -> None:
    examples = re.findall(
        r"^    curl '([^']+)'(?: --data-urlencode 'query=([^']+)')?$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(examples) == 3
    for address, query in examples:
        path = address.removeprefix("http://localhost:8019")
        answer = client.request("POST", path, data={"query": query}) if query else client.get(path)
        assert answer.status_code == 200, answer.text
        assert len(answer.content) > 20


def test_the_limits_and_forms_are_as_said() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    limits = Limits()
    for said in (
        f"| {limits.timeout:g} seconden | 422 |", f"| {limits.memory // 2**20} MB | 422 |", f"| {limits.answer // 2**20} MB | 422 |",
        f"| {limits.query // 2**10} kB | 413 |", f"na {limits.patience:g} seconden wachten",
    ):  # fmt: skip
        assert said in text
    for name in ("json", "xml", "csv", "tsv"):
        assert name in RESULT_NAMES
        assert f"`{name}`" in text
    for name in ("turtle", "jsonld", "nt", "rdf"):
        assert name in GRAPH_NAMES
        assert f"`{name}`" in text


def test_addresses_that_are_named_exist() -> None:
    named = set(re.findall(r"/api(/[a-z]+(?:/\{\w+\})*)", GUIDE.read_text(encoding="utf-8")))
    assert named <= {operation.path for operation in OPERATIONS} | {"/openapi"}
