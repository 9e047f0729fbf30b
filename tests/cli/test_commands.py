"""The command line as people use it: what it prints, where, and what it says when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.folder import GraphFolder
from viz.explorer.routes import all_views

Run = Any  # a function that runs the command and gives status, out and err
DATA = Path(__file__).parents[1] / "data"


def test_an_answer_for_people_has_passages_beneath(beroepenkaart: Run) -> None:
    outcome = beroepenkaart("ask", "leefgebied", "--leefgebied", "psychische gezondheid")
    assert outcome.status == 0
    assert "tuinpsycholoog" in outcome.out
    assert "genoemd" in outcome.out
    assert "De tuinpsycholoog behandelt klachten." in outcome.out
    assert "klein.csv, rij 6" in outcome.out
    assert outcome.err == ""


def test_no_column_is_cut_off(beroepenkaart: Run) -> None:
    for question in ("grey-zones", "overlap", "tensions"):
        drawn = [line for line in beroepenkaart("ask", question).out.split("\n") if line[:1] in set("┃│")]
        assert {len(line) for line in drawn} <= set(range(121))
        assert any(line.rstrip(" ┃").endswith("bron") for line in drawn[:4])


def test_a_denial_is_shown_as_a_denial(beroepenkaart: Run) -> None:
    outcome = beroepenkaart("ask", "1", "--leefgebied", "lichamelijke gezondheid")
    line = next(line for line in outcome.out.split("\n") if "tuinpsycholoog" in line)
    assert "ontkend" in line


def test_no_rows_is_not_a_no(beroepenkaart: Run) -> None:
    outcome = beroepenkaart("ask", "1", "--leefgebied=wonen en leefbaarheid")
    assert outcome.status == 0
    assert "Geen vindplaats" in outcome.out
    assert "Dat is geen nee" in outcome.out


def test_csv_and_json_are_clean(beroepenkaart: Run) -> None:
    table = list(csv.DictReader(io.StringIO(beroepenkaart("ask", "team", "--format", "csv").out)))
    assert {"actor", "actor_iri", "shell", "answer"} <= set(table[0])
    answer = json.loads(beroepenkaart("ask", "team", "--format", "json").out)
    assert len(answer["results"]["bindings"]) == len(table) == 6
    assert answer["results"]["bindings"][0]["actor_iri"]["type"] == "uri"


def test_markdown(beroepenkaart: Run) -> None:
    lines = beroepenkaart("ask", "overlap", "--format", "md").out.split("\n")
    assert lines[0].startswith("| beroep of rol | ander beroep of andere rol | overlap |")
    assert "| 0,33 |" in lines[2]


def test_out_writes_a_file_and_says_so_on_standard_error(beroepenkaart: Run, tmp_path: Path) -> None:
    target = tmp_path / "antwoord.csv"
    outcome = beroepenkaart("ask", "team", "--format", "csv", "--out", target)
    assert outcome.out == ""
    assert "Geschreven" in outcome.err
    assert target.read_text(encoding="utf-8").startswith("actor,actor_iri")


def test_questions_for_programs(beroepenkaart: Run) -> None:
    listed = json.loads(beroepenkaart("questions", "--format", "json").out)
    assert {1, 2, 3, 5, 6, 8, 10, 18, 22} <= {question["number"] for question in listed}
    first = next(question for question in listed if question["number"] == 1)
    assert first["parameters"][0]["name"] == "leefgebied"
    assert first["parameters"][0]["required"] is True


def test_sparql_with_known_prefixes(beroepenkaart: Run, tmp_path: Path) -> None:
    query = 'SELECT ?label WHERE { ?role a bk:Role ; skos:prefLabel ?label FILTER(?label = "pleinregisseur"@nl) }'
    assert "pleinregisseur" in beroepenkaart("sparql", "-e", query).out
    path = tmp_path / "vraag.rq"
    path.write_text(query, encoding="utf-8")
    assert beroepenkaart("sparql", path, "--format", "csv").out == "label\npleinregisseur\n"


def test_sparql_ask_and_construct(beroepenkaart: Run) -> None:
    assert beroepenkaart("sparql", "-e", "ASK { ?s a bk:Statement }").out == "true\n"
    triples = beroepenkaart(
        "sparql", "-e", "CONSTRUCT { ?s a ?c } WHERE { ?s a bk:Role ; a ?c }", "--format", "csv"
    ).out
    assert triples.startswith("subject,predicate,object\n")


def test_passages_of_a_statement(beroepenkaart: Run) -> None:
    rows = list(
        csv.DictReader(io.StringIO(beroepenkaart("ask", "1", "--leefgebied", "zingeving", "--format", "csv").out))
    )
    statement = rows[0]["statement_iri"]
    for name in (statement, statement.rsplit("/", 1)[-1]):
        outcome = beroepenkaart("passages", name)
        assert outcome.status == 0
        assert "klein.csv, rij 12" in outcome.out
    assert json.loads(beroepenkaart("passages", statement, "--format", "json").out)["results"]["bindings"]


def test_info_and_check(beroepenkaart: Run) -> None:
    info = beroepenkaart("info").out
    assert "35 uitspraken" in info
    assert "tabel-klein" in info
    assert "Eigen begrippen in tabel-klein" in info
    check = beroepenkaart("check")
    assert check.status == 0
    assert "0 schending(en)" in check.out


def test_help_of_every_command_has_an_example(beroepenkaart: Run) -> None:
    for command in (
        "ask",
        "build",
        "check",
        "info",
        "passages",
        "questions",
        "serve",
        "site",
        "sparql",
        "suggest",
        "vraag",
    ):
        outcome = beroepenkaart(command, "--help")
        assert outcome.status == 0
        assert "Voorbeeld" in outcome.out
        assert f"beroepenkaart {command}" in outcome.out


MISTAKES = {
    "unknown question": (("ask", "leefgebid"), "er is geen vraag 'leefgebid'", "Bedoelde u leefgebied?"),
    "missing parameter": (("ask", "1"), "de parameter 'leefgebied' ontbreekt", "--leefgebied"),
    "misspelt parameter": (
        ("ask", "1", "--leefgebeid", "zingeving"), "kent geen parameter 'leefgebeid'", "Bedoelde u --leefgebied?",
    ),
    "misspelt value": (("ask", "1", "--leefgebied", "zingevin"), "'zingevin' is niet bekend", "zingeving"),
    "parameter without value": (("ask", "10", "--team"), "ontbreekt de waarde", "Vul haar aan"),
    "parameter twice": (("ask", "10", "--team", "a", "--team", "b"), "staat er twee keer", "Laat er één weg"),
    "loose word": (("ask", "10", "Noord"), "'Noord' hoort nergens bij", "aanhalingstekens"),
    "no such statement": (("passages", "0" * 16), "staat niet in deze graaf", "info"),
    "no statement at all": (("passages", "xyz"), "geen kenmerk van een uitspraak", "statement_iri"),
    "query with a syntax error": (("sparql", "-e", "SELECT ?s WHERE { ?s a ?o"), "schrijffout", "regel 1"),
    "query with an unknown prefix": (("sparql", "-e", "SELECT ?s WHERE { ?s zz:a ?o }"), "'zz:' is niet bekend", "PREFIX zz:"),
    "query file that is not there": (("sparql", "niets.rq"), "kan niet worden gelezen", "Controleer de naam"),
    "no such document folder": (("build", "--documents", "/bestaat/niet"), "dit is geen map", "--documents"),
    "no such table": (("build", "--statements", "niets.csv"), "bestaat niet", "Controleer"),
    "out in a folder that is not there": (("ask", "10", "--out", "niet/hier.csv"), "de map bestaat niet", "Maak haar aan"),
    "no graph there": (("info", "--graph", "/tmp/bestaat-niet-hier"), "hier staat geen graaf", "beroepenkaart build"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "what", "remedy"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_gets_one_clear_message(
    beroepenkaart: Run, arguments: tuple[str, ...], what: str, remedy: str
) -> None:
    outcome = beroepenkaart(*arguments)
    assert outcome.status == 1
    assert outcome.out == ""
    assert what in outcome.err
    assert remedy in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    "arguments", [("foo",), ("ask",), ("build", "--documenten", "x"), ("ask", "1", "--format", "pdf")]
)
def test_a_wrong_command_line_is_status_2(beroepenkaart: Run, arguments: tuple[str, ...]) -> None:
    outcome = beroepenkaart(*arguments)
    assert outcome.status == 2
    assert outcome.err.startswith("Fout: ")
    assert "--help" in outcome.err


def test_a_bad_table_leaves_the_previous_graph(beroepenkaart: Run, tmp_path: Path) -> None:
    graph = tmp_path / "graaf"
    assert beroepenkaart("build", "--only-own", "--statements", DATA / "klein.csv", "--graph", graph).status == 0
    before = beroepenkaart("export", "graph", "--format", "nq", "--graph", graph).out
    bad = tmp_path / "fout.csv"
    bad.write_text((DATA / "klein.csv").read_text(encoding="utf-8").replace("has_task", "heeft_taak"), encoding="utf-8")
    outcome = beroepenkaart("build", "--only-own", "--statements", bad, "--graph", graph)
    assert outcome.status == 1
    assert "fout.csv, regel 18" in outcome.err
    assert beroepenkaart("export", "graph", "--format", "nq", "--graph", graph).out == before


def test_a_label_that_two_things_share_is_ambiguous(beroepenkaart: Run, tmp_path: Path) -> None:
    table = tmp_path / "dubbel.csv"
    text = (DATA / "klein.csv").read_text(encoding="utf-8")
    table.write_text(text.replace("pleinregisseur,role", "tuinpsycholoog,role"), encoding="utf-8")
    graph = tmp_path / "graaf"
    assert beroepenkaart("build", "--only-own", "--statements", table, "--graph", graph).status == 0
    outcome = beroepenkaart("ask", "profile", "--profession", "tuinpsycholoog", "--graph", graph)
    assert outcome.status == 1
    assert "dubbelzinnig" in outcome.err
    assert "own/role/tuinpsycholoog" in outcome.err
    assert "own/profession/tuinpsycholoog" in outcome.err


def test_names_with_brackets_are_printed_as_they_are(beroepenkaart: Run, tmp_path: Path) -> None:
    table = tmp_path / "haken.csv"
    text = (DATA / "klein.csv").read_text(encoding="utf-8")
    table.write_text(text.replace("pleinregisseur", "[bold]regisseur[/bold]"), encoding="utf-8")
    graph = tmp_path / "graaf"
    assert beroepenkaart("build", "--only-own", "--statements", table, "--graph", graph).status == 0
    assert "[bold]regisseur[/bold]" in beroepenkaart("ask", "overlap", "--graph", graph).out


def test_an_interrupt_is_said_and_leaves_the_previous_graph(
    beroepenkaart: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = tmp_path / "graaf"
    assert beroepenkaart("build", "--only-own", "--statements", DATA / "klein.csv", "--graph", graph).status == 0

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.build.validate", interrupted)
    outcome = beroepenkaart("build", "--only-own", "--statements", DATA / "klein.csv", "--graph", graph)
    assert outcome.status == 130
    assert "Afgebroken" in outcome.err
    assert beroepenkaart("info", "--graph", graph).status == 0
    assert len(list((graph / "generations").iterdir())) == 1


def test_a_graph_that_breaks_a_requirement_is_not_put_in_use(beroepenkaart: Run, tmp_path: Path) -> None:
    table = tmp_path / "lang.csv"
    text = (DATA / "klein.csv").read_text(encoding="utf-8")
    table.write_text(text.replace("De tuinpsycholoog behandelt klachten.", "woord " * 60), encoding="utf-8")
    outcome = beroepenkaart("build", "--only-own", "--statements", table, "--graph", tmp_path / "graaf")
    assert outcome.status == 1
    assert "D15: " in outcome.err
    assert beroepenkaart("info", "--graph", tmp_path / "graaf").status == 1


def test_the_site_is_written_and_only_replaces_a_site(
    beroepenkaart: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [view for view in all_views() if view.name in {"overview", "profession"}]  # the rest takes half a minute
    monkeypatch.setattr("viz.explorer.site.all_views", lambda: some)
    outcome = beroepenkaart("site", "--out", tmp_path / "site")
    assert outcome.status == 0, outcome.err
    assert "index.html in een browser" in outcome.out
    assert {"index.html", "nl", "en", "static"} <= {path.name for path in (tmp_path / "site").iterdir()}
    other = tmp_path / "eigen"
    other.mkdir()
    (other / "brief.txt").write_text("van mij", encoding="utf-8")
    refused = beroepenkaart("site", "--out", other)
    assert refused.status == 1
    assert "hier staat iets anders dan een site" in refused.err
    assert (other / "brief.txt").read_text(encoding="utf-8") == "van mij"


def test_questions_for_people(beroepenkaart: Run) -> None:
    out = beroepenkaart("questions").out
    assert " 1  leefgebied: " in out
    assert '--leefgebied (nodig): een leefgebied, bijvoorbeeld "psychische gezondheid"' in out


def test_a_reader_that_stops_early_is_no_error(small_folder: GraphFolder) -> None:
    program = [sys.executable, "-c", "from cli.main import entry; entry()", "export", "graph", "--format", "nq"]
    environment = {**os.environ, "BEROEPENKAART_GRAPH": str(small_folder.path)}
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_why_leads_from_a_row_to_the_passage(beroepenkaart: Run) -> None:
    outcome = beroepenkaart("ask", "grey-zones", "--why", "3")
    assert outcome.status == 0
    assert "cel: dorpsverpleegkundige, psychische gezondheid / signaleren" in outcome.out
    assert "uitspraak" in outcome.out
    assert "klein.csv, rij 8" in outcome.out


def test_why_without_a_number_explains_every_row_and_as_json_too(beroepenkaart: Run) -> None:
    assert beroepenkaart("ask", "team", "--why").out.count("\nRij ") == 5
    answer = json.loads(beroepenkaart("ask", "team", "--format", "json", "--why", "2").out)
    assert answer[0]["row"] == 2
    assert answer[0]["why"][0]["kind"] == "Membership"
    assert answer[0]["why"][0]["sources"][0]["passages"][0]["fragment"] == "row=2"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--why", "99"], "er is geen rij 99"),
        (["--why", "1", "--format", "csv"], "--why kent geen vorm csv"),
    ],
)
def test_why_that_cannot_be(beroepenkaart: Run, arguments: list[str], message: str) -> None:
    outcome = beroepenkaart("ask", "team", *arguments)
    assert outcome.status == 1
    assert message in outcome.err


def test_a_spreadsheet_goes_to_a_file(beroepenkaart: Run, tmp_path: Path) -> None:
    target = tmp_path / "team.xlsx"
    assert beroepenkaart("ask", "team", "--format", "xlsx", "--out", target).status == 0
    assert target.read_bytes().startswith(b"PK")
