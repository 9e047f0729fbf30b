"""Which names are offered for one that is not known."""

from __future__ import annotations

from kg.vocabulary import Vocabulary


def test_a_misspelt_name_is_met_with_the_one_meant() -> None:
    vocabulary = Vocabulary.load()
    assert vocabulary.nearest("profession", "wijkverpleegkundigen")[0] == "wijkverpleegkundige"
    assert vocabulary.nearest("leefgebied", "gezondheid psychische")[0] == "psychische gezondheid"


def test_a_name_that_shares_one_word_with_a_long_one_is_not_taken_for_it() -> None:
    label = "eenzaamheid bij ouderen signaleren"
    near = Vocabulary.load().nearest("task", label)
    assert [one for one in near if not {"eenzaamheid", "ouderen", "signaleren"} & set(one.split())] == []
    assert Vocabulary.load().nearest("task", "zzz qqq") == []
