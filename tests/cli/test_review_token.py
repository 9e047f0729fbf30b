"""The token for reviewers comes from a file or the environment, and one that protects nothing is refused."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from cli.review_token import VARIABLE, read_token
from kg.errors import ServerError
from kg.folder import GraphFolder

TOKEN = "een-token-van-veel-tekens-1234"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "token.txt"
    path.write_text(f"{TOKEN}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_from_a_file_or_else_the_environment(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert read_token(None) is None
    assert read_token(file) == TOKEN
    monkeypatch.setenv(VARIABLE, f" {TOKEN[::-1]} ")
    assert read_token(file) == TOKEN
    assert VARIABLE not in os.environ
    monkeypatch.setenv(VARIABLE, TOKEN[::-1])
    assert read_token(None) == TOKEN[::-1]
    assert VARIABLE not in os.environ


@pytest.mark.parametrize("text", ["", "kort", "een token van veel losse woorden", f"{TOKEN}\n{TOKEN}", "a" * 501])
def test_a_token_that_protects_nothing(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ServerError, match="geen bruikbaar token") as error:
        read_token(file)
    assert "secrets.token_urlsafe" in str(error.value)
    assert not text.strip() or text.strip() not in str(error.value)


def test_a_file_that_others_can_read(file: Path) -> None:
    file.chmod(0o644)
    with pytest.raises(ServerError, match="chmod 600"):
        read_token(file)


def test_no_file(beroepenkaart: Callable[..., Any], tmp_path: Path) -> None:
    outcome = beroepenkaart("serve", "--review-token-file", tmp_path / "niets.txt")
    assert outcome.status == 1
    assert "--review-token-file" in outcome.err
    assert "Traceback" not in outcome.err


def test_on_the_command_line_there_is_no_token(beroepenkaart: Callable[..., Any]) -> None:
    assert beroepenkaart("serve", "--review-token", TOKEN).status == 2


@pytest.mark.parametrize("given", [True, False])
def test_serving_where_others_can_come(small_folder: GraphFolder, file: Path, tmp_path: Path, *, given: bool) -> None:
    program = [sys.executable, "-c", "from cli.main import entry; entry()", "serve", "--host", "0.0.0.0", "--port", "0"]  # noqa: S104 - what is tested
    options = ["--graph", str(small_folder.path), "--library", str(tmp_path / "bibliotheek")]
    token = ["--review-token-file", str(file)] if given else []
    with subprocess.Popen([*program, *options, *token], stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        port = next(found[1] for line in process.stderr if (found := re.search(r"http://0\.0\.0\.0:(\d+)/", line)))
        address = f"http://127.0.0.1:{port}/nl/beoordelen"
        try:
            page = httpx.get(address, timeout=60)
            assert page.status_code == 403
            assert ('type="password"' in page.text) is given
            assert ("--review-token-file" in page.text) is not given
            with httpx.Client(timeout=60) as reviewer:
                answer = reviewer.post(address, data={"token": TOKEN})
                assert answer.status_code == (303 if given else 405)
                assert reviewer.get(address).status_code == (200 if given else 403)
        finally:
            process.send_signal(signal.SIGINT)
            said = process.stderr.read()
    assert ("Beoordelen kan met het token" if given else "Beoordelen staat uit") in re.sub(r"\s+", " ", said)
    assert TOKEN not in said
