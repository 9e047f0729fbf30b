"""What is wrong is said in the language of the page; what comes from deeper down is Dutch and marked so."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest

from viz.explorer.words import words

Get = Callable[..., httpx.Response]

ASKED = {
    "/not-there": (404, "The address /en/not-there does not exist."),
    "/profession/tuinpsycholog": (404, "&#39;tuinpsycholog&#39; is not in this graph."),
    "/?soort=niets": (400, "&#39;niets&#39; is no value of &#39;soort&#39;."),
    "/?kleur=rood": (400, "This page has no parameter &#39;kleur&#39;."),
    "/?download=niets.csv": (404, "This page has no table &#39;niets.csv&#39;."),
    "/graph?vraag=niets": (400, "&#39;niets&#39; is no value of &#39;vraag&#39;."),
    "/compare?a=niets": (404, "&#39;niets&#39; is not in this graph."),
    "/question/niets": (404, "There is no question &#39;niets&#39;."),
    "/statement/0000": (404, "Statement &#39;0000&#39; is not in this graph."),
    "/source/niets": (404, "Document &#39;niets&#39; is not in this graph."),
    "/design?plan=niets": (400, "The proposal in this address is not whole."),
    f"/own-question?q={'a' * 600}": (400, "The question is longer than 500 characters."),
}


@pytest.mark.parametrize("address", ASKED, ids=lambda address: address[:30])
def test_english_pages_say_it_in_english(get: Get, address: str) -> None:
    status, said = ASKED[address]
    english, dutch = get(f"/en{address}"), get(f"/en{address}".replace("/en/", "/nl/", 1))
    assert english.status_code == status
    assert said in english.text
    assert said not in dutch.text
    assert words("en")("problem.near") in english.text or "<ul" in english.text


def shown(answer: httpx.Response) -> str:
    found = re.search(r'<div class="problem".*?</div>', answer.text, re.DOTALL)
    assert found is not None
    return found[0]


def test_a_message_from_deeper_down_is_dutch_and_marked_so(get: Get) -> None:
    answer = get("/en/question/team?team=Team+Nergens")
    assert answer.status_code == 404
    assert "This cannot be done. The message below, in Dutch, says why." in shown(answer)
    assert re.search(r'<p lang="nl">[^<]*Team Nergens', shown(answer))
    assert "This cannot" not in shown(get("/nl/vraag/team?team=Team+Nergens"))


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"data": {"kleur": "rood"}}, 400, "This page has no field &#39;kleur&#39;."),
        ({"data": {}, "headers": {"Origin": "http://elders"}}, 403, "This form comes from another site."),
        ({"content": b"{}", "headers": {"Content-Type": "application/json"}}, 415, "This is not a form."),
        ({"data": {"structure": "a" * 300_000}}, 413, "What you send is too large: at most 256 kB."),
    ],
    ids=("field", "origin", "type", "size"),
)
def test_forms_that_are_not_taken(get: Get, sent: dict[str, object], status: int, said: str) -> None:
    answer = get("/en/design", "POST", **sent)
    assert answer.status_code == status
    assert said in answer.text
    assert "Back to the form" in answer.text
    assert "This was not accepted" in answer.text


def test_mistakes_in_a_file_have_an_english_heading(get: Get) -> None:
    none = get("/en/team-scan", "POST", data={"action": "scan"})
    assert '<p class="problem" role="alert">Choose a filled-in form first.</p>' in none.text
    bad = get("/en/team-scan", "POST", data={"action": "scan"}, files={"team": ("team.csv", b"kleur;maat\nrood;3\n")})
    assert bad.status_code == 400
    assert "The message below is in Dutch." in shown(bad)
    assert '<li lang="nl">' in shown(bad)
    structure = get("/en/design", "POST", data={"structure": "naam: [", "action": "show"})
    assert "This is not right yet" in structure.text
    assert "The message below is in Dutch." in structure.text


def test_how_a_question_was_understood_is_marked_dutch(get: Get) -> None:
    answer = get("/en/own-question?q=Wie+werkt+er+aan+psychische+gezondheid%3F")
    assert '<p class="lead" lang="nl">' in answer.text


def test_pages_without_a_form_say_so_in_their_language(get: Get) -> None:
    assert get("/en/professions", "POST", data={}).text == "This page takes no form."
    assert get("/nl/beroepen", "POST", data={}).text == "Deze pagina neemt geen formulier aan."
