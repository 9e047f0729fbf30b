"""Reviewing where others can reach the server: only with the token, only from our own pages, and not by guessing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from starlette.applications import Starlette

from kg.folder import GraphFolder
from viz.explorer import explorer
from viz.explorer.desk import Progress, Proposal
from viz.explorer.forms import FormError
from viz.explorer.gate import COOKIE, SESSION, Gate

TOKEN = "een-token-van-veel-tekens-1234"
PAGE = "/nl/beoordelen"


class OneProposal:
    """A desk with one proposal, that remembers what was decided."""

    decisions = ("accepted", "corrected", "rejected", "unclear")
    correctable = ("subject",)

    def __init__(self) -> None:
        self.decided: list[str] = []

    def progress(self) -> list[Progress]:
        return [Progress("plan", "Geheim jaarplan", 1, 0)]

    def open(self, document: str) -> list[Proposal]:
        return [Proposal("k", {"subject": "helper"}, "voor ", "passage", " na", 0.9, document)]

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        return {}

    def decide(self, document: str, key: str, decision: str, columns: Any, gloss: str) -> None:
        del document, columns, gloss
        self.decided.append(f"{key} {decision}")


class Visitor:
    """A browser without a screen: keeps cookies between requests, as long as it lives."""

    def __init__(self, application: Starlette) -> None:
        self._application, self.cookies = application, httpx.Cookies()

    def ask(self, path: str, method: str = "GET", *, base: str = "http://toets", **sent: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._application, client=("10.0.0.1", 1))
            async with httpx.AsyncClient(transport=transport, base_url=base, cookies=self.cookies) as client:
                answer = await client.request(method, path, **sent)
                self.cookies = client.cookies
                return answer

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, ask()).result()

    def sign_in(self, token: str = TOKEN, **sent: Any) -> httpx.Response:
        return self.ask(PAGE, "POST", data={"token": token}, **sent)


@pytest.fixture
def desk() -> OneProposal:
    return OneProposal()


@pytest.fixture
def visitor(small_folder: GraphFolder, desk: OneProposal) -> Visitor:
    return Visitor(explorer(small_folder, desk=desk, gate=Gate(TOKEN)))


def test_without_the_token_there_is_a_form_and_nothing_else(visitor: Visitor, desk: OneProposal) -> None:
    for path in (PAGE, f"{PAGE}/plan", f"{PAGE}/plan?voorstel=k", "/en/review/plan"):
        answer = visitor.ask(path)
        assert answer.status_code == 403
        assert 'name="token" type="password"' in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
        assert "Geheim" not in answer.text
        assert "passage</mark>" not in answer.text
    sent = visitor.ask(f"{PAGE}/plan", "POST", data={"key": "k", "decision": "accepted"})
    assert sent.status_code == 403
    assert desk.decided == []
    assert visitor.ask("/nl/beroepen").status_code == 200


def test_with_the_token_one_reviews(visitor: Visitor, desk: OneProposal) -> None:
    answer = visitor.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    cookie = answer.headers["set-cookie"]
    for part in (f"{COOKIE}=", "HttpOnly", "SameSite=strict", f"Max-Age={SESSION}", "Path=/"):
        assert part in cookie
    assert TOKEN not in cookie
    assert "Secure" not in cookie
    listed = visitor.ask(PAGE)
    assert "Geheim jaarplan" in listed.text
    assert listed.headers["cache-control"] == "no-store"
    assert listed.headers["referrer-policy"] == "same-origin"
    sent = visitor.ask(f"{PAGE}/plan", "POST", data={"key": "k", "decision": "accepted"})
    assert sent.status_code == 200
    assert desk.decided == ["k accepted"]


def test_over_https_the_cookie_never_goes_without(visitor: Visitor) -> None:
    assert "Secure" in visitor.sign_in(base="https://toets").headers["set-cookie"]


def test_signing_out_ends_the_session_itself(visitor: Visitor) -> None:
    visitor.sign_in()
    kept = dict(visitor.cookies)
    assert "Uitloggen" in visitor.ask(PAGE).text
    assert visitor.ask(f"{PAGE}?sign-out=1", "POST", data={"": ""}).status_code == 303
    visitor.cookies.update(kept)
    assert visitor.ask(PAGE).status_code == 403


def test_a_form_from_another_site_neither_signs_in_nor_decides(visitor: Visitor, desk: OneProposal) -> None:
    elsewhere = [{"Origin": "http://elders"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
    for headers in elsewhere:
        answer = visitor.sign_in(headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
        assert "andere site" in answer.text
    visitor.sign_in()
    for headers in elsewhere:
        decided = visitor.ask(f"{PAGE}/plan", "POST", data={"key": "k", "decision": "accepted"}, headers=headers)
        assert decided.status_code == 403
        assert visitor.ask(f"{PAGE}?sign-out=1", "POST", data={"": ""}, headers=headers).status_code == 403
    assert desk.decided == []
    assert visitor.ask(PAGE).status_code == 200


def test_wrong_tokens_are_refused_and_then_slowed(visitor: Visitor) -> None:
    for _ in range(5):
        answer = visitor.sign_in("een-ander-token-van-veel-tekens")
        assert answer.status_code == 403
        assert "Dit token klopt niet." in answer.text
        assert "een-ander-token" not in answer.text
    waiting = visitor.sign_in()
    assert waiting.status_code == 429
    assert 0 < int(waiting.headers["retry-after"]) <= 30
    assert "set-cookie" not in waiting.headers


def test_a_made_up_session_is_none(visitor: Visitor) -> None:
    for cookie in ("", TOKEN, "x" * 5000, "é"):
        answer = visitor.ask(PAGE, headers={"Cookie": f"{COOKIE}={cookie}".encode()})
        assert answer.status_code == 403


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def failures(gate: Gate, client: str) -> Iterator[int]:
    while True:
        with pytest.raises(FormError) as error:
            gate.sign_in("verkeerd", client)
        yield error.value.status


def test_the_pause_doubles_and_is_of_one_client(clock: Clock) -> None:
    gate = Gate(TOKEN, clock=clock)
    assert [status for _, status in zip(range(6), failures(gate, "a"), strict=False)] == [403] * 5 + [429]
    clock.now += 31
    assert [status for _, status in zip(range(2), failures(gate, "a"), strict=False)] == [403, 429]
    clock.now += 31
    with pytest.raises(FormError) as error:
        gate.sign_in(TOKEN, "a")
    assert error.value.status == 429
    assert gate.admits(gate.sign_in(TOKEN, "b"))
    clock.now += 31
    assert gate.admits(gate.sign_in(TOKEN, "a"))
    assert next(failures(gate, "a")) == 403


def test_a_session_ends_in_time(clock: Clock) -> None:
    gate = Gate(TOKEN, clock=clock)
    session = gate.sign_in(TOKEN, "a")
    clock.now += SESSION - 1
    assert gate.admits(session)
    clock.now += 2
    assert not gate.admits(session)


def test_where_others_can_come_and_there_is_no_token_the_page_says_what_to_do(small_folder: GraphFolder) -> None:
    visitor = Visitor(explorer(small_folder))
    dutch, english = visitor.ask(PAGE), visitor.ask("/en/review/plan")
    assert dutch.status_code == english.status_code == 403
    assert "beroepenkaart serve --review-token-file BESTAND" in dutch.text
    assert "Reviewing is off here" in english.text
    assert 'type="password"' not in dutch.text


def test_in_a_browser(browser: Browser, desk: OneProposal, serve: Callable[..., str]) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 900}).new_page()
    page.goto(f"{serve(desk, gate=Gate(TOKEN))}/en/review/plan")
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_label("Token").fill("verkeerd")
    page.keyboard.press("Enter")
    page.get_by_text("This token is not right.").wait_for()
    page.get_by_label("Token").fill(TOKEN)
    page.keyboard.press("Enter")
    page.get_by_text("Proposal 1 of 1.").wait_for()
    assert page.evaluate("document.cookie") == ""
    page.keyboard.press("x")
    page.get_by_role("status").wait_for()
    assert desk.decided == ["k rejected"]
    page.context.close()
