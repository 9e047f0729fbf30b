"""The JSON API: the OpenAPI document is what happens, and each operation says what the graph says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.evidence import evidence_of
from kg.folder import GraphFolder, OpenGraph
from kg.namespaces import ID
from queries import ask, find_question, questions, to_csv, to_json
from viz.service.operations import OPERATIONS

DATA = Path(__file__).parents[2] / "data"
TEAM = f"{ID}own/team/team-noord"


@pytest.fixture(scope="module")
def document(client: Any) -> dict[str, Any]:
    return client.get("/api/openapi.json").json()  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def known(client: Any, small: OpenGraph) -> dict[tuple[str, str], str]:
    """Values for parameters whose example cannot be in every graph, by operation and parameter."""
    statement = client.get("/api/statements", params={"relation": "active_in", "limit": 1}).json()["statements"][0][
        "id"
    ]
    fact = str(small.store.select("SELECT ?f WHERE { ?f a bk:DerivedFact } ORDER BY ?f LIMIT 1").rows[0][0])
    return {
        ("getStatement", "id"): statement,
        ("getDerived", "id"): fact.rsplit("/", 1)[1],
        ("listStatements", "document"): client.get("/api/documents").json()["documents"][0]["id"],
    }


def mistakes(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "$") -> list[str]:
    """What is wrong with a value by a JSON Schema, for the words that the document uses."""
    known = {
        "$ref",
        "allOf",
        "oneOf",
        "type",
        "required",
        "properties",
        "additionalProperties",
        "items",
        "enum",
        "description",
    }
    assert set(schema) <= known, f"{at}: the test does not know {set(schema) - known}"
    if "$ref" in schema:
        return mistakes(value, whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], whole, at)
    found = [wrong for part in schema.get("allOf", []) for wrong in mistakes(value, part, whole, at)]
    if "oneOf" in schema and all(mistakes(value, part, whole, at) for part in schema["oneOf"]):
        found.append(f"{at}: {value!r} is none of the choices")
    types = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "boolean": bool,
        "number": (int, float),
        "null": type(None),
    }
    wanted = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
    if wanted and not any(isinstance(value, types[name]) for name in wanted):
        return [*found, f"{at}: {value!r} is no {wanted}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is not in {schema['enum']}")
    if isinstance(value, dict):
        found += [f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value]
        for name, part in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
            found += mistakes(part, inner, whole, f"{at}.{name}") if inner is not None else []
    if isinstance(value, list) and "items" in schema:
        found += [
            wrong for n, part in enumerate(value) for wrong in mistakes(part, schema["items"], whole, f"{at}[{n}]")
        ]
    return found


def test_the_document_is_whole(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    listed = {one["get"]["operationId"]: path for path, one in document["paths"].items()}
    assert listed == {operation.id: operation.path for operation in OPERATIONS}
    assert document["servers"] == [{"url": "http://localhost/api"}]
    text = str(document)
    for name in document["components"]["schemas"]:
        assert f"#/components/schemas/{name}'" in text, f"{name} is used nowhere"
    for path, one in document["paths"].items():
        in_path = {parameter["name"] for parameter in one["get"]["parameters"] if parameter["in"] == "path"}
        assert all(f"{{{name}}}" in path for name in in_path)
        assert path.count("{") == len(in_path)


@pytest.mark.parametrize("operation", [operation.id for operation in OPERATIONS])
def test_each_operation_does_what_the_document_says(
    client: Any, document: dict[str, Any], known: dict[tuple[str, str], str], operation: str
) -> None:
    path, described = next(
        (path, one["get"]) for path, one in document["paths"].items() if one["get"]["operationId"] == operation
    )
    parameters = {p["name"]: (p, known.get((operation, p["name"]), p["example"])) for p in described["parameters"]}
    for name, (parameter, value) in parameters.items():
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", str(value))
    content = described["responses"]["200"]["content"]
    for media_type, declared in content.items():
        answer = client.get(f"/api{path}", headers={"Accept": media_type})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].split(";")[0] == media_type
        if "json" in media_type:
            assert mistakes(answer.json(), declared["schema"], document) == []
    in_query = {name: value for name, (parameter, value) in parameters.items() if parameter["in"] == "query"}
    for name, value in in_query.items():
        answer = client.get(f"/api{path}", params={name: value})
        if operation == "askQuestion" and name not in ("team", "format"):
            assert answer.status_code == 400, "the question about a team takes no other parameter"
        else:
            assert answer.status_code == 200, answer.text
        assert client.get(f"/api{path}", params=[(name, value), (name, value)]).status_code == 400
    refused = client.get(f"/api{path}", params={"onbekend": "1"})
    assert refused.status_code == 400
    assert "kent geen parameter 'onbekend'" in refused.json()["detail"]
    assert mistakes(refused.json(), {"$ref": "#/components/schemas/Problem"}, document) == []
    assert client.get(f"/api{path}", headers={"Accept": "image/png"}).status_code == 406
    assert client.request("POST", f"/api{path}").status_code == 405


def words(text: str) -> list[str]:
    """A text whatever the order within its lines: names that are joined in one value come in no fixed order."""
    return [" ".join(sorted(re.findall(r"[^\s\",;]+", line))) for line in text.splitlines()]


@pytest.mark.parametrize("question", [question.id for question in questions()])
def test_every_question_gives_the_rows_of_the_catalogue(client: Any, small: OpenGraph, question: str) -> None:
    found = find_question(question)
    needed = {p.name for p in found.parameters if p.required}
    values = {"statement": "", "profession": "tuinpsycholoog", "other": "dorpsverpleegkundige", "team": "Team Noord",
              "other_team": "Team Zuid", "leefgebied": "psychische gezondheid"}  # fmt: skip
    values["statement"] = client.get("/api/statements").json()["statements"][0]["id"]
    given = {name: values[name] for name in needed}
    table = ask(small.store, found, given)
    for name in (question, str(found.number)):
        answer = client.get(f"/api/questions/{name}", params=given)
        assert answer.status_code == 200, answer.text
        assert words(answer.text) == words(to_json(table))
    assert words(client.get(f"/api/questions/{question}", params={**given, "format": "csv"}).text) == words(
        to_csv(table)
    )
    accepted = client.get(f"/api/questions/{question}", params=given, headers={"Accept": "text/csv"})
    assert words(accepted.text) == words(to_csv(table))


def test_the_catalogue(client: Any) -> None:
    listed = client.get("/api/questions").json()["questions"]
    assert [one["number"] for one in listed] == [question.number for question in questions()]
    assert listed[9]["parameters"][0]["name"] == "team"
    assert {
        "name": "actor_iri",
        "label": listed[9]["columns"][1]["label"],
        "label_en": listed[9]["columns"][1]["label_en"],
    } in listed[9]["columns"]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/questions/99", 404, "er is geen vraag '99'"),
        ("/questions/team?team=Team+Noorden", 400, "is niet bekend bij 'team'"),
        ("/questions/team?leefgebied=zingeving", 400, "kent geen parameter 'leefgebied'"),
        ("/questions/compared?profession=tuinpsycholoog", 400, "de parameter 'other' ontbreekt"),
        ("/questions/passages?statement=niets", 400, "geen kenmerk van een uitspraak"),
        ("/concepts?type=beroep", 400, "'beroep' is geen soort begrip"),
        ("/concepts?limit=0", 400, "een getal van 1 tot en met 500"),
        ("/concepts?qq=x", 400, "Bedoelde u 'q'?"),
        ("/concepts/profession/tuinpsycholog", 404, "Bedoelde u own/profession/tuinpsycholoog"),
        ("/statements?relation=active_inn", 400, "'active_inn' is niet bekend bij 'relation'"),
        ("/statements?polarity=nee", 400, "een van pos, neg"),
        ("/statements?document=niets", 400, "'niets' is niet bekend bij 'document'"),
        ("/statements/0123456789abcdef", 404, "er is geen uitspraak '0123456789abcdef'"),
        ("/statements/xyz", 400, "iets als '0123456789abcdef'"),
        ("/derived/leefgebied/financien", 404, "niet iets dat is afgeleid"),
        ("/niets", 404, "/api/niets bestaat niet"),
    ],
)
def test_what_is_asked_wrongly(client: Any, path: str, status: int, says: str) -> None:
    answer = client.get(f"/api{path}")
    assert answer.status_code == status, answer.text
    assert says.lower() in answer.json()["detail"].lower()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tuinpsycholoog", "own/profession/tuinpsycholoog"),
        ("TUINPSYCH", "own/profession/tuinpsycholoog"),
        ("tuinpsygoloog", "own/profession/tuinpsycholoog"),
        ("financien", "leefgebied/financien"),
        ("financiën", "leefgebied/financien"),
        ("finansien", "leefgebied/financien"),
        ("leefbaarheid", "leefgebied/wonen-en-leefbaarheid"),
        ("meaning of life", "leefgebied/zingeving"),
    ],
)
def test_search_forgives(client: Any, typed: str, first: str) -> None:
    found = client.get("/api/concepts", params={"q": typed}).json()["concepts"]
    assert found[0]["path"] == first, found[:3]


def test_search_says_when_there_is_nothing_and_goes_on_by_page(client: Any) -> None:
    for typed in ("qqqqqqqq", "???", "<&>"):
        assert client.get("/api/concepts", params={"q": typed}).json()["concepts"] == [], typed
    whole = client.get("/api/concepts", params={"type": "leefgebied"}).json()
    assert whole["total"] == len(whole["concepts"]) == 7
    pages = [
        client.get("/api/concepts", params={"type": "leefgebied", "limit": 3, "offset": n}).json() for n in (0, 3, 6, 9)
    ]
    assert [one for page in pages for one in page["concepts"]] == whole["concepts"]
    assert [page["total"] for page in pages] == [7, 7, 7, 7]


def test_one_concept(client: Any) -> None:
    found = client.get("/api/concepts/profession/tuinpsycholoog").json()
    assert found["iri"] == f"{ID}own/profession/tuinpsycholoog"
    counts = {
        (one["place"], one["relation"], one["polarity"], one["modality"]): one["count"] for one in found["statements"]
    }
    assert counts["subject", "active_in", "neg", "actual"] >= 1, "a denial is counted as a denial"
    domain = client.get("/api/concepts/leefgebied/zingeving").json()
    assert domain["label"] == {"nl": "zingeving", "en": domain["label"]["en"]}
    assert domain["texts"]["definition"]["nl"]
    assert domain["texts"]["definition"]["en"]


def test_statements_by_condition(client: Any) -> None:
    path = "profession/tuinpsycholoog"
    everything = client.get("/api/statements", params={"limit": 500}).json()
    assert everything["total"] == len(everything["statements"]) == 35
    mine = client.get("/api/statements", params={"subject": path, "relation": "active_in", "limit": 500}).json()[
        "statements"
    ]
    expected = [one for one in everything["statements"]
                if one["subject"]["path"] == f"own/{path}" and one["relation"]["path"] == "relation/active-in"]  # fmt: skip
    assert mine == expected
    assert {one["polarity"]["path"] for one in mine} == {"polarity/pos", "polarity/neg"}
    denied = client.get("/api/statements", params={"subject": path, "polarity": "neg"}).json()["statements"]
    assert denied
    assert all(one["polarity"]["path"] == "polarity/neg" for one in denied)
    by_iri = client.get("/api/statements", params={"subject": f"{ID}own/{path}", "relation": "active_in"}).json()[
        "statements"
    ]
    assert by_iri == mine


def test_one_statement_with_its_evidence_and_what_follows(client: Any, small: OpenGraph) -> None:
    params = {"subject": "profession/tuinpsycholoog", "relation": "active_in", "polarity": "pos"}
    brief = client.get("/api/statements", params=params).json()["statements"][0]
    whole = client.get(f"/api/statements/{brief['id']}").json()
    assert {name: whole[name] for name in brief} == brief
    expected = evidence_of(small, [brief["iri"]])[brief["iri"]]
    assert [(one["document"], one["fragment"]) for one in whole["evidence"]] == [
        (e.document, e.fragment) for e in expected
    ]
    types = {name for one in whole["derivation"] for name in one["types"]}
    assert {"bk:DerivedFact", "bk:Cell", "bk:Coverage"} <= types
    for one in whole["derivation"]:
        back = client.get(f"/api/derived/{one['path']}").json()
        assert brief["id"] in str(back["from"]), "what is derived leads back to the statement"
    denied = client.get("/api/statements", params={**params, "polarity": "neg"}).json()["statements"][0]
    assert not any(
        "bk:activeIn" in str(one["parts"]) for one in client.get(f"/api/statements/{denied['id']}").json()["derivation"]
    )


def test_the_words_of_the_users_copy_are_not_for_other_sites(client: Any, known: dict[tuple[str, str], str]) -> None:
    path = f"/api/statements/{known['getStatement', 'id']}"
    answer = client.get(path, headers={"Origin": "https://elders.example"})
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert client.get("/api/teams").headers["access-control-allow-origin"] == "*"


def test_quotations_are_there_with_the_copy_and_only_then(
    serve: Callable[..., Any], full_folder: GraphFolder, full: OpenGraph
) -> None:
    with serve(full_folder) as client:
        brief = client.get("/api/statements", params={"document": "vlaardingen-2019", "limit": 1}).json()["statements"][
            0
        ]
        evidence = client.get(f"/api/statements/{brief['id']}").json()["evidence"][0]
        text = full.text("vlaardingen-2019") or ""
        assert evidence["quotation"] == text[evidence["start"] : evidence["end"]]
        assert client.get("/api/documents").json()["documents"][0]["copy_present"] is True


def test_quotations_from_a_copy_that_is_given_at_the_start(
    serve: Callable[..., Any], documents: Path, tmp_path: Path
) -> None:
    from kg.build import build
    from loaders import gather

    folder = GraphFolder(tmp_path)
    build(gather(None), folder)
    text = (documents / "vlaardingen-2019.txt").read_bytes().decode()
    for texts, present in (
        ({}, False),
        ({"vlaardingen-2019": text}, True),
        ({"vlaardingen-2019": "Iets anders. " * 9000}, False),
    ):
        with serve(folder, texts=texts) as client:
            brief = client.get("/api/statements", params={"document": "vlaardingen-2019", "limit": 1}).json()[
                "statements"
            ][0]
            evidence = client.get(f"/api/statements/{brief['id']}").json()["evidence"][0]
            assert (evidence["quotation"] is not None) is present


def test_documents_teams_and_graph(client: Any, small: OpenGraph) -> None:
    documents = client.get("/api/documents").json()["documents"]
    assert [(one["statements"], one["copy_present"]) for one in documents] == [(35, False)]
    teams = {one["label"]["nl"]: one for one in client.get("/api/teams").json()["teams"]}
    assert teams["Team Noord"]["iri"] == TEAM
    assert teams["Team Noord"]["members"] == {"binnenschil": 1, "buitenschil": 1, "unknown": 0}
    assert client.get("/api/graph").json()["counts"] == small.manifest["counts"]
