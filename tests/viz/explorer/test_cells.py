"""The matrix says what the catalogue says."""

from __future__ import annotations

from viz.explorer import Explorer
from viz.explorer.cells import breadth, matrix_of


def test_cells_agree_with_the_question_about_a_leefgebied(small_explorer: Explorer) -> None:
    content, matrix = small_explorer.content, matrix_of(small_explorer.content)
    for leefgebied in content.leefgebieden:
        asked = {
            (row["actor_iri"], row["statement_iri"], row["answer"])
            for row in small_explorer.rows("leefgebied", leefgebied=leefgebied.label)
        }
        shown = {
            (cell.actor, one.statement.iri, one.statement.answer)
            for cell in matrix.values()
            if cell.leefgebied == leefgebied.iri
            for one in cell.said
        }
        assert shown == asked


def test_claimed_denied_and_wished_are_counted_apart(small_explorer: Explorer) -> None:
    content, matrix = small_explorer.content, small_explorer.matrix
    found = {(content.concepts[a].label, content.concepts[b].label): cell for (a, b), cell in matrix.items()}
    psycholoog = found["tuinpsycholoog", "psychische gezondheid"]
    assert (psycholoog.claimed, psycholoog.denied, psycholoog.other) == (1, 0, 0)
    assert content.concepts[psycholoog.deepest].label == "behandelen"
    ontkend = found["tuinpsycholoog", "lichamelijke gezondheid"]
    assert (ontkend.claimed, ontkend.denied, ontkend.other, ontkend.deepest) == (0, 1, 0, "")
    gewenst = found["pleinregisseur", "zingeving"]
    assert (gewenst.claimed, gewenst.denied, gewenst.other) == (0, 0, 1)
    assert ("tuinpsycholoog", "zingeving") not in found


def test_breadth_counts_what_is_affirmed(small_explorer: Explorer) -> None:
    content = small_explorer.content
    iris = {concept.label: concept.iri for concept in content.concepts.values()}
    assert breadth(content, small_explorer.matrix, iris["tuinpsycholoog"]) == 1
    assert breadth(content, small_explorer.matrix, iris["dorpsverpleegkundige"]) == 2
