"""Why a zone is grey: what question 6 says of a landscape in which every case has a cell of its own."""

from __future__ import annotations

import pytest

from kg.build import build
from kg.folder import GraphFolder
from loaders import gather
from queries import ask, find_question

HEADER = (
    "id,relation,subject,subject_type,object,object_type,activity,team,shell,polarity,modality,level,voice,"
    "document,start,end,digest,gloss,status"
)


def active(who: str, activity: str, kind: str = "profession", polarity: str = "pos", modality: str = "actual") -> str:
    return f"active_in,{who},{kind},psychische gezondheid,leefgebied,{activity},,,{polarity},{modality}"


def bound(who: str, modality: str = "actual") -> str:
    return f"constrained_by,{who},profession,Tuinwet,legal_frame,registratie,,,pos,{modality}"


ROWS = (
    # nothing separates them
    active("tuinarts", "signaleren"), active("pleinarts", "signaleren"),
    # a frame binds one of them
    active("tuinarts", "adviseren"), active("bosarts", "adviseren"), bound("bosarts"),
    # a frame binds both
    active("bosarts", "begeleiden"), active("zeearts", "begeleiden"), bound("zeearts"),
    # a wish or a question binds nobody
    active("tuinarts", "activeren"), active("dijkarts", "activeren"), bound("dijkarts", "desired"), bound("dijkarts", "question"),
    # claimed and denied
    active("tuinarts", "behandelen"), active("pleinarts", "behandelen"), active("pleinarts", "behandelen", polarity="neg"),
    # a group is neither profession nor role
    active("tuinarts", "verzorgen"), active("tuinlieden", "verzorgen", "group"),
    # work that nobody does: wished, missed, denied; a mere question says nothing
    active("tuinarts", "triage", modality="desired"), active("tuinarts", "indiceren", modality="missing"),
    active("tuinarts", "informeren", polarity="neg"), active("tuinarts", "toeleiden", modality="question"),
)  # fmt: skip


@pytest.fixture(scope="module")
def zones(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    place = tmp_path_factory.mktemp("zones")
    lines = [f"{number},{row},,report,,,,,Voorbeeld.,accepted" for number, row in enumerate(ROWS, start=1)]
    (place / "zones.csv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    build(gather(None, [place / "zones.csv"], reviewed=False), GraphFolder(place / "graaf"))
    answer = ask(GraphFolder(place / "graaf").open().store, find_question("grey-zones"), {})
    columns = [answer.values(name) for name in ("activity", "number_of_professions", "kind", "reason", "law")]
    return {activity: list(row) for activity, *row in zip(*columns, strict=True)}


@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        ("signaleren", ["2", "derived", "doubly_covered", ""]),
        ("adviseren", ["2", "derived", "bounded_by_law", "Tuinwet (bosarts)"]),
        ("begeleiden", ["2", "derived", "doubly_covered", "Tuinwet (bosarts); Tuinwet (zeearts)"]),
        ("activeren", ["2", "derived", "doubly_covered", ""]),
        ("behandelen", ["2", "derived", "contested", ""]),
        ("triage", ["0", "derived", "uncovered", ""]),
        ("indiceren", ["0", "derived", "uncovered", ""]),
        ("informeren", ["0", "derived", "uncovered", ""]),
    ],
)
def test_the_reason_of_a_zone(zones: dict[str, list[str]], activity: str, expected: list[str]) -> None:
    found = zones[activity]
    assert [*found[:3], "; ".join(sorted(found[3].split("; ")))] == expected


def test_one_profession_a_group_and_a_question_make_no_zone(zones: dict[str, list[str]]) -> None:
    assert not {"verzorgen", "toeleiden"} & zones.keys()
