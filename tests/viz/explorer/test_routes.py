"""Every address answers in both languages; an address that leads nowhere says so and offers ways on."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest

from viz.explorer import Explorer
from viz.explorer.assets import own_assets
from viz.explorer.links import ServerLinks
from viz.explorer.routes import LANGUAGES, all_views, match

pytestmark = pytest.mark.uncovered

Get = Callable[..., httpx.Response]


OWN_STYLE_OR_SCRIPT = r"<style|\sstyle=|\son\w+=|<script(?![^>]*(?:src=|application/json))"


def addresses(explorer: Explorer, language: str) -> list[str]:
    """Every address of the explorer that needs no free text."""
    links = ServerLinks(language, explorer.content, own_assets(), None)
    found = [links.address(view, language, given) for view in all_views() for given in view.instances(explorer)]
    return [address for address in found if address is not None]


@pytest.mark.uncovered
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers(get: Get, small_explorer: Explorer, language: str) -> None:
    listed = addresses(small_explorer, language)
    assert len(listed) > 30
    for address in listed:
        answer = get(address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}">' in answer.text
        assert answer.text.count("<h1") == 1, address
        assert "None" not in re.findall(r'href="([^"]*)"', answer.text), address
        assert not re.search(OWN_STYLE_OR_SCRIPT, answer.text), address


def test_the_root_leads_to_dutch(get: Get) -> None:
    answer = get("/")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/nl/"


def test_names_and_paths_are_used_once() -> None:
    names = [view.name for view in all_views()]
    assert len(names) == len(set(names))
    for language in LANGUAGES:
        paths = [view.paths[language] for view in all_views()]
        assert len(paths) == len(set(paths))
        for view in all_views():
            example = view.paths[language].replace("{", "").replace("}", "")
            found = match(language, example)
            assert found is not None
            assert found[0].name == view.name


WRONG = {
    "/nl/bestaat-niet": 404,
    "/de/": 404,
    "/nl/beroep/tuinpsycholog/psychische-gezondheid": 404,
    "/nl/beroep/tuinpsycholoog/gezondheidd": 404,
    "/nl/uitspraak/0000": 404,
    "/nl/?soort=niets": 400,
    "/nl/?kleur=rood": 400,
    "/nl/?download=niets.csv": 404,
}


@pytest.mark.parametrize("address", WRONG)
def test_a_wrong_address_says_what_is_wrong_and_offers_ways_on(get: Get, address: str) -> None:
    answer = get(address)
    assert answer.status_code == WRONG[address]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'class="problem"' in answer.text
    assert 'href="/nl/"' in answer.text


def test_policy_and_other_headers(get: Get) -> None:
    for address in ("/nl/", "/nl/bestaat-niet", f"/static/{own_assets().hashed('base.css')}"):
        headers = get(address).headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_a_page_is_kept_until_the_graph_changes(get: Get) -> None:
    first = get("/nl/")
    assert get("/nl/", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert get("/nl/", headers={"If-None-Match": 'W/"oud"'}).status_code == 200
    assert get("/en/").headers["etag"] != first.headers["etag"]


def test_head_and_compression(get: Get) -> None:
    head = get("/nl/", method="HEAD")
    assert head.status_code == 200
    assert head.content == b""
    assert get("/nl/", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert get("/nl/", method="POST").status_code == 405


def test_the_landing_page_is_light(get: Get) -> None:
    page = get("/nl/")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    total = sum(int(get(path, headers={"Accept-Encoding": "gzip"}).num_bytes_downloaded) for path in ["/nl/", *files])
    assert len(files) >= 4
    assert total <= 30_000
