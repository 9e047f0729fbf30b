"""The workbench: every button changes the structure, every mistake is told with the text kept, and nothing else gets in."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from kg.errors import StructureError
from queries.structure import read_structure, todays_structure_in, write_structure
from viz.explorer import Explorer
from viz.explorer.proposal import pack, unpack

Get = Callable[..., httpx.Response]
PAGE = "/nl/ontwerp"


@pytest.fixture(scope="module")
def today(small_explorer: Explorer) -> str:
    return pack(write_structure(todays_structure_in(small_explorer.landscape)))


@pytest.fixture
def press(get: Get, today: str) -> Callable[..., httpx.Response]:
    """Press a button of the workbench, with fields; begins with today's structure."""

    def send(action: str, **fields: object) -> httpx.Response:
        return get(PAGE, "POST", data={"plan": today, "action": action, **fields})

    return send


def names_in(answer: httpx.Response) -> list[str]:
    """The names of the entries in the structure that a page shows."""
    packed = re.search(r'data-plan="([^"]+)"', answer.text)
    assert packed is not None, answer.text[:3000]
    return [entry.name for entry in read_structure(unpack(packed[1])).professions]


def done(answer: httpx.Response) -> str:
    found = re.search(r'id="done"[^>]*>([^<]*)', answer.text)
    return html.unescape(found[1]) if found else ""


def problems(answer: httpx.Response) -> str:
    found = re.search(r'id="problems".*?</div>', answer.text, re.DOTALL)
    return html.unescape(found[0]) if found else ""


Press = Callable[..., httpx.Response]


def test_it_begins_with_today_or_with_a_marked_computation(get: Get) -> None:
    first, computed = get(PAGE), get(f"{PAGE}?start=voorstel")
    assert "Geen verschil met vandaag." in first.text
    assert "berekend voorstel, geen advies" not in first.text
    assert "berekend voorstel, geen advies" in computed.text


def test_merge(press: Press) -> None:
    answer = press("merge", pick=["tuinpsycholoog", "dorpsverpleegkundige"], into="dorpszorger", kind="beroep")
    assert done(answer) == "Samengevoegd tot ‘dorpszorger’: tuinpsycholoog, dorpsverpleegkundige."
    assert "dorpszorger" in names_in(answer)
    assert "tuinpsycholoog" not in names_in(answer)
    assert re.search(r"/nl/uitspraak/[0-9a-f]{16}\"><span lang=\"nl\">De tuinpsycholoog", answer.text)
    one = press("merge", pick=["tuinpsycholoog"])
    assert one.status_code == 422
    assert "Kruis er ten minste twee aan" in problems(one)
    assert "tuinpsycholoog" in names_in(one)


def test_rename_and_remove(press: Press) -> None:
    assert "hovenier" in names_in(press("rename tuinpsycholoog", name="hovenier"))
    assert "Kies er een" in problems(press("rename tuinpsycholoog", name="dorpsverpleegkundige"))
    without = press("remove tuinpsycholoog")
    assert "tuinpsycholoog" not in names_in(without)
    assert 'data-actor="tuinpsycholoog"' in without.text
    assert "niemand die het mag blijft over" in without.text
    assert "'tuinpsycholog' staat niet in het voorstel" in problems(press("remove tuinpsycholog"))


def test_place(press: Press) -> None:
    answer = press("place", actor="tuinpsycholoog", to="pleinregisseur")
    assert done(answer) == "‘tuinpsycholoog’ staat nu bij ‘pleinregisseur’."
    assert "tuinpsycholoog" not in names_in(answer)
    assert "verschillende dingen" in answer.text


def test_move_and_add(press: Press) -> None:
    moved = press("move tuinpsycholoog", moved="taken\tbuurtronde\t\ttuinpsycholoog", to="pleinregisseur")
    assert done(moved) == "‘buurtronde’ verplaatst van ‘tuinpsycholoog’ naar ‘pleinregisseur’."
    assert 'id="panel"' in moved.text
    added = press("add tuinpsycholoog", list="competenties", what="plannen")
    assert "nieuw, zonder bron" in added.text
    assert "is niet bekend" in problems(press("add tuinpsycholoog", list="competenties", what="toveren"))
    assert "geen lijst" in problems(press("add tuinpsycholoog", list="__class__", what="plannen"))
    assert "niet bestaat" in problems(press("move tuinpsycholoog", moved="taken", to="pleinregisseur"))


def test_split(press: Press) -> None:
    opened = press("open tuinpsycholoog")
    items = dict(re.findall(r'name="(item-\d+)" value="([^"]+)"', opened.text))
    assert any("luisteren" in item for item in items.values())
    halves = {name.replace("item", "half"): "1" if "luisteren" in item else "2" for name, item in items.items()}
    answer = press("split tuinpsycholoog", one="luisteraar", other="behandelaar", **items, **halves)
    assert done(answer) == "‘tuinpsycholoog’ is gesplitst in ‘luisteraar’ en ‘behandelaar’."
    assert {"luisteraar", "behandelaar"} <= set(names_in(answer))
    assert "Zonder plek na splitsen" in answer.text
    all_to_one = press("split tuinpsycholoog", one="a", other="b", **items, **dict.fromkeys(halves, "1"))
    assert "een deel heeft nog niets" in problems(all_to_one)


def test_undo_and_address_lead_back(get: Get, press: Press, today: str) -> None:
    answer = press("remove tuinpsycholoog")
    assert f'id="undo"><input type="hidden" name="plan" value="{today}"' in answer.text
    address = re.search(r'id="share" href="([^"]+)"', answer.text)
    assert address is not None
    again = get(html.unescape(address[1]))
    assert names_in(again) == names_in(answer)
    download = re.search(r'href="([^"]+download=dekking\.csv)"', answer.text)
    assert download is not None
    assert "tuinpsycholoog" in get(html.unescape(download[1])).text
    for wrong in ("plan=niets", f"plan={today[:-9]}"):
        assert get(f"{PAGE}?{wrong}").status_code == 400


def test_an_address_unfolds_to_a_limit(today: str) -> None:
    with pytest.raises(StructureError, match="niet heel"):
        unpack(pack("a" * 300_000))
    assert unpack(today).startswith("#")


def test_save_and_open_again(get: Get, press: Press) -> None:
    saved = press("save")
    assert saved.headers["content-disposition"] == 'attachment; filename="structuur.yaml"'
    opened = get(PAGE, "POST", data={"action": "show"}, files={"file": ("eigen.yaml", saved.content)})
    assert opened.status_code == 200
    assert "tuinpsycholoog" in names_in(opened)
    assert press("csv").text.startswith(("onderdeel", "\ufeffonderdeel", "section", "\ufeffsection"))


MISTAKES = {
    "naam: x\nberoepen:\n  - naam: y\n    omvat: [tuinpsycholog]\n": ("regel 4", "Bedoelde u 'tuinpsycholoog'"),
    "naam: x\nkleur: rood\nberoepen:\n  - naam: y\n    omvat: [tuinpsycholoog]\n": ("regel 2", "'kleur'"),
    "naam: [\n": ("regel", "geen geldige YAML"),
    "": ("voorstel", "leeg"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_and_the_text_is_kept(get: Get, text: str) -> None:
    answer = get(PAGE, "POST", data={"structure": text, "action": "show"})
    assert answer.status_code == 422
    for part in MISTAKES[text]:
        assert part in problems(answer)
    kept = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", answer.text, re.DOTALL)
    assert kept is not None
    assert html.unescape(kept[1]).strip() == text.strip()


def test_what_the_server_does_not_take(get: Get, today: str) -> None:
    sent = {"plan": today, "action": "show"}
    for headers, status in (
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://elders"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Origin": "http://toets"}, 200),
    ):
        assert get(PAGE, "POST", headers=headers, data=sent).status_code == status, headers
    assert get(PAGE, "POST", content=b"{}", headers={"Content-Type": "application/json"}).status_code == 415
    assert get(PAGE, "POST", data={**sent, "kleur": "rood"}).status_code == 400
    large = get(PAGE, "POST", data={"structure": "a" * 300_000})
    assert large.status_code == 413
    assert "256 kB" in large.text
    boundary = {"Content-Type": "multipart/form-data; boundary=x"}
    assert get(PAGE, "POST", content=b"--x\r\nonzin", headers=boundary).status_code in (400, 422)
    assert get(PAGE).headers["referrer-policy"] == "same-origin"
    assert get("/nl/beroepen", "POST", data=sent).status_code == 405


def test_by_keyboard_with_announcement_and_undo(browser: Browser, server: str) -> None:
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(f"{server}{PAGE}")
    page.get_by_role("button", name="Wijzig tuinpsycholoog").press("Enter")
    page.locator("#panel").wait_for()
    assert page.evaluate("document.activeElement.id") == "panel-title"
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Haal weg tuinpsycholoog").press("Enter")
    page.locator("#done").wait_for()
    page.wait_for_function("document.getElementById('announce').textContent.includes('weggehaald')")
    assert "wat niemand meer heeft: " in page.locator("#announce").inner_text()
    assert page.locator(".card[data-entry=tuinpsycholoog]").count() == 0
    page.get_by_role("button", name="Ongedaan maken").press("Enter")
    page.locator(".card[data-entry=tuinpsycholoog]").wait_for()
    assert page.locator("#undo").count() == 0
    assert heard == []
    page.close()


def test_a_drag_does_what_the_button_does(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    page.goto(f"{server}{PAGE}")
    page.locator(".chip[data-actor=tuinpsycholoog]").drag_to(page.locator(".card[data-entry=dorpsverpleegkundige]"))
    page.locator("#done").wait_for()
    assert page.locator("#done").inner_text() == "‘tuinpsycholoog’ staat nu bij ‘dorpsverpleegkundige’."
    page.close()


def test_without_script_the_buttons_work(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}{PAGE}")
    page.get_by_label("samenvoegen tuinpsycholoog").check()
    page.get_by_label("samenvoegen dorpsverpleegkundige").check()
    page.get_by_label("Nieuwe naam").fill("dorpszorger")
    page.get_by_role("button", name="Voeg samen").click()
    assert page.locator("#done").inner_text().startswith("Samengevoegd tot ‘dorpszorger’")
    context.close()


@pytest.mark.xdist_group("site")
def test_the_site_shows_it_and_says_what_needs_a_server(small_site: Path) -> None:
    for file in ("ontwerp.html", "ontwerp--start-voorstel.html"):
        text = (small_site / "nl" / file).read_text(encoding="utf-8")
        assert "Dit werkt alleen met ‘beroepenkaart serve’." in text
        assert "<form" not in text
        assert "Dekking per leefgebied" in text


def test_communities_name_what_binds_them(get: Get, small_explorer: Explorer) -> None:
    page = get("/nl/verwante-beroepen")
    first = small_explorer.communities.communities[0]
    for actor in first.members:
        assert actor.label in page.text
    assert first.shared[0].label.split(" / ")[0] in page.text
    assert "/nl/verwante-beroepen" in get("/nl/overlap").text
