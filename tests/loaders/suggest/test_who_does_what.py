"""Who does what when a text goes on about somebody: pronouns, verbs that run on, objects in front, lists with a lead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.suggest import Suggestion

Propose = Callable[[str], list[Suggestion]]


def tasks(found: list[Suggestion]) -> set[tuple[str, str, str]]:
    return {
        (one.row.subject, one.row.object, one.row.polarity)
        for one in found
        if one.row.relation == "has_task" and one.pattern in {"werkwoord", "lijst"}
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "De aansturing ligt bij een teamcoach. Zij verdeelt de casussen en spreekt medewerkers aan op hun plannen.",
            {("teamcoach", "casussen verdelen", "pos"), ("teamcoach", "medewerkers op hun plannen aanspreken", "pos")},
        ),
        (
            "Veel teams werken met ervaringsdeskundigen. Zij herkennen schaamte.",
            {("ervaringsdeskundige", "schaamte herkennen", "pos")},
        ),
        (
            "De wijkverpleegkundige kent de wijk. Haar tijd gaat op aan afstemming met huisartsen. Zij beoordeelt wonden.",
            {("wijkverpleegkundige", "wonden beoordelen", "pos")},
        ),
        (
            "De gezinscoach kent de wijk. Therapie bieden zij nadrukkelijk niet.",
            {("gezinscoach", "therapie bieden", "neg")},
        ),
        (
            "De ergotherapeut kent de wijk. Preventieve huisbezoeken zou zij vaker willen afleggen.",
            {("ergotherapeut", "preventieve huisbezoeken afleggen", "pos")},
        ),
        (
            "De jongerenwerker organiseert sport voor jongeren die door anderen niet worden bereikt.",
            {("jongerenwerker", "sport voor jongeren organiseren", "pos")},
        ),
        (
            "De wijkverpleegkundige stelt vast welke zorg nodig is.",
            {("wijkverpleegkundige", "vaststellen welke zorg nodig is", "pos")},
        ),
        (
            "Om het wijkteam staan een verslavingsarts en een jurist, die op verzoek meedenken.",
            {("verslavingsarts", "op verzoek meedenken", "pos"), ("jurist", "op verzoek meedenken", "pos")},
        ),
        (
            "Er zijn een verslavingsarts en een jurist, die op verzoek langsgaan.",
            {("verslavingsarts", "op verzoek langsgaan", "pos"), ("jurist", "op verzoek langsgaan", "pos")},
        ),
        (
            "Om het wijkteam staan een verslavingsarts en een jurist, die op verzoek meedenkt.",
            {("jurist", "op verzoek meedenken", "pos")},
        ),
        (
            "De gezinscoach kent de wijk. Zij belt ouders. Met de wijkagent bezoekt zij gezinnen.",
            {("gezinscoach", "gezinnen bezoeken", "pos")},
        ),
        (
            "De gezinscoach vraagt, als thuis wonen niet langer gaat, een indicatie aan.",
            {("gezinscoach", "indicatie aanvragen", "pos")},
        ),
        (
            "Insuline toedienen mag een gezinscoach alleen na instructie.",
            {("gezinscoach", "insuline toedienen", "pos")},
        ),
        (
            "De wijkagent mag op grond van de Wvggz een verkennend onderzoek uitvoeren.",
            {("wijkagent", "verkennend onderzoek uitvoeren", "pos")},
        ),
        (
            "De ergotherapeut bezoekt mensen, en wondzorg verleent zij, anders dan velen denken, niet.",
            {("ergotherapeut", "wondzorg verlenen", "neg")},
        ),
        (
            "De opbouwwerker kent de wijk. Vrijwilligers worden door hem geworven en opgeleid.",
            {("opbouwwerker", "vrijwilligers werven", "pos"), ("opbouwwerker", "vrijwilligers opleiden", "pos")},
        ),
        (
            "Zowel de gezinscoach als de jeugdconsulent stelt gezinsplannen op.",
            {("gezinscoach", "gezinsplannen opstellen", "pos"), ("jeugdconsulent", "gezinsplannen opstellen", "pos")},
        ),
        (
            "In het team zitten een ergotherapeut en een ouderenadviseur. Beiden bezoeken alleenstaanden.",
            {
                ("ergotherapeut", "alleenstaanden bezoeken", "pos"),
                ("ouderenadviseur", "alleenstaanden bezoeken", "pos"),
            },
        ),
        (
            "De wijkverpleegkundige neemt de wondzorg op zich.",
            {("wijkverpleegkundige", "wondzorg", "pos")},
        ),
        (
            "De opbouwwerker\n\nBezoekt alleenstaanden, stelt samen met bewoners een plan op en behandelt niemand.",
            {("opbouwwerker", "alleenstaanden bezoeken", "pos"), ("opbouwwerker", "plan opstellen", "pos")},
        ),
        (
            "De wijkverpleegkundige vertelt dat zij wonden beoordeelt en de ouders op de hoogte houdt.",
            {
                ("wijkverpleegkundige", "wonden beoordelen", "pos"),
                ("wijkverpleegkundige", "ouders op de hoogte houden", "pos"),
            },
        ),
        (
            "De jongerenwerker en de ergotherapeut zijn nieuw. Laatstgenoemde beoordeelt woningen.",
            {("ergotherapeut", "woningen beoordelen", "pos")},
        ),
        (
            "De jongerenwerker en de ergotherapeut zijn nieuw. De eerste organiseert uitstapjes.",
            {("jongerenwerker", "uitstapjes organiseren", "pos")},
        ),
        (
            "Wat de gezinscoaches doen:\n- gezinsplannen opstellen\n- een inloop organiseren\n\nOok bezoeken zij crèches.",
            {
                ("gezinscoach", "gezinsplannen opstellen", "pos"),
                ("gezinscoach", "inloop organiseren", "pos"),
                ("gezinscoach", "crèches bezoeken", "pos"),
            },
        ),
        (
            "Over de ergotherapeut zijn de huisartsen tevreden. Zij beoordeelt woningen.",
            {("ergotherapeut", "woningen beoordelen", "pos")},
        ),
        (
            "De ergotherapeut werkt met huisartsen. Zij verzorgen wonden.",
            {("huisarts", "wonden verzorgen", "pos")},
        ),
        (
            "Adviseren over crèches doet de jongerenwerker niet.",
            {("jongerenwerker", "adviseren over crèches", "neg")},
        ),
        (
            "Laat nieuwe medewerkers enkelvoudige aanvragen afhandelen.",
            {("medewerker", "enkelvoudige aanvragen afhandelen", "pos")},
        ),
        (
            "De ouderenadviseur bezoekt 80-plussers en maakt hen blij met aanbod en vervoer.",
            {("ouderenadviseur", "80-plussers bezoeken", "pos")},
        ),
        (
            "In het buurthuis in de oude kern van het dorp is op alle doordeweekse dagen de jongerenwerker te vinden. Zij\n– begeleidt dagelijks jongeren\n– organiseert uitstapjes\n",
            {("jongerenwerker", "jongeren begeleiden", "pos"), ("jongerenwerker", "uitstapjes organiseren", "pos")},
        ),
        (
            "Bij zorgen is er de ergotherapeut: die beoordeelt woningen.",
            {("ergotherapeut", "woningen beoordelen", "pos")},
        ),
        (
            "De klantmanager inkomen beoordeelt aanvragen op grond van de Participatiewet.",
            {("klantmanager inkomen", "aanvragen beoordelen", "pos")},
        ),
        (
            "Het is goed dat medewerkers oudergesprekken voeren en zich aan afspraken houden.",
            {("medewerker", "oudergesprekken voeren", "pos")},
        ),
    ],
)
def test_a_text_that_goes_on_about_somebody(propose: Propose, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert tasks(propose(text)) >= expected
    assert {subject for subject, _, _ in tasks(propose(text))} == {subject for subject, _, _ in expected}


@pytest.mark.parametrize(
    "sentence",
    [
        "Een opbouwwerker was er aanvankelijk wel.",
        "Vrijwilligers worden door de schuldhulpverlener begeleid.",
        "De cliëntondersteuner maakt deel uit van het team.",
    ],
)
def test_what_is_no_task(propose: Propose, sentence: str) -> None:
    labels = {label for _, label, _ in tasks(propose(sentence))}
    assert not any(
        "wassen" in label or "welke" in label or label.startswith(("door ", "deel ", "uit ")) for label in labels
    )


def test_a_list_is_about_whom_the_sentence_before_it_names_or_means(propose: Propose) -> None:
    text = """De jongerenwerker kent de wijk. De jongerenwerker kent de buurt.

Een ergotherapeut is de praktische man. Hun taken:
- woningen aanpassen
- hulpmiddelen aanvragen
"""
    assert {subject for subject, _, _ in tasks(propose(text))} == {"ergotherapeut"}


def test_when_something_is_needed_is_no_wish(propose: Propose) -> None:
    found = propose("De gezinscoach beoordeelt de veiligheid en organiseert zo nodig huishoudelijke hulp.")
    assert {one.row.modality for one in found if one.pattern == "werkwoord"} == {"actual"}


@pytest.mark.parametrize(
    ("text", "subject", "task"),
    [
        ("De huisarts kent een ergotherapeut. Deze beoordeelt woningen.", "ergotherapeut", "woningen beoordelen"),
        ("De huisarts kent een ergotherapeut. Die beoordeelt woningen.", "ergotherapeut", "woningen beoordelen"),
        ("Het wijkteam kent de wijk. Het organiseert een inloop.", "wijkteam", "inloop organiseren"),
        ("Van de gezinscoach wordt gevraagd dat zij ouders adviseert.", "gezinscoach", "ouders adviseren"),
        ("Dit vraagt van alle opbouwwerkers dat zij buren verbinden.", "opbouwwerker", "buren verbinden"),
        ("Met de kredietbank gaat het goed. Zij beoordeelt aanvragen.", "Kredietbank", "aanvragen beoordelen"),
        (
            "De ergotherapeut\n\nDe huisarts kent de ergotherapeut. Deze professional beoordeelt woningen.",
            "ergotherapeut",
            "woningen beoordelen",
        ),
    ],
)
def test_whom_a_pronoun_means(propose: Propose, text: str, subject: str, task: str) -> None:
    found = {
        (one.row.subject, one.row.object)
        for one in propose(text)
        if one.pattern == "werkwoord" and one.row.relation in {"has_task", "has_competency"}
    }
    assert found == {(subject, task)}


@pytest.mark.parametrize(
    "text",
    [
        "De gezinscoach kent de wijk. Iedereen weet dat hij vragen verheldert.",
        "De gezinscoach kent de wijk. Wij organiseren een inloop.",
        "Collega's omschrijven de gezinscoach als praktisch.",
        "Zorg voor de gezinscoach.",
    ],
)
def test_who_is_not_meant(propose: Propose, text: str) -> None:
    assert tasks(propose(text)) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("De regie over het plan ligt bij de gezinscoach.", {("gezinscoach", "regie over het plan", "pos")}),
        ("Schulden regelen is niet het werk van de gezinscoach.", {("gezinscoach", "schulden regelen", "neg")}),
        ("Behandelen is voorbehouden aan de psychiater.", {("psychiater", "behandelen", "pos")}),
        (
            "De ouderenadviseur mag geen beschikking afgeven. Dat is aan de gezinscoach.",
            {("gezinscoach", "beschikking afgeven", "pos")},
        ),
        (
            "Wonden beoordelen doet de gezinscoach niet; dat laat ze over aan de huisarts.",
            {("huisarts", "wonden beoordelen", "pos")},
        ),
        (
            "Het aanvragen van een lening laat de gezinscoach over aan de huisarts.",
            {("huisarts", "aanvragen van een lening", "pos"), ("gezinscoach", "aanvragen van een lening", "neg")},
        ),
        (
            "Nazorg, advies en toezicht zijn niet de taak van de gezinscoach.",
            {("gezinscoach", label, "neg") for label in ("nazorg", "advies", "toezicht")},
        ),
        ("De ergotherapeut bezoekt ouderen. Dat is bekend. Dat is aan de gezinscoach.", set()),
        ("De ergotherapeut bezoekt ouderen. Een ander onderzoek is er niet, dat is aan de gezinscoach.", set()),
        (
            "Onderzoek naar onveiligheid doet de ergotherapeut niet, dat is aan de gezinscoach.",
            {("gezinscoach", "onderzoek naar onveiligheid", "pos")},
        ),
        ("Dat is aan de gezinscoach.", set()),
        ("Die taak ligt bij de gezinscoach.", set()),
        ("De gezinscoach is bij de huisarts.", set()),
    ],
)
def test_whose_work_something_is(propose: Propose, sentence: str, expected: set[tuple[str, str, str]]) -> None:
    found = {
        (one.row.subject, one.row.object, one.row.polarity) for one in propose(sentence) if one.pattern == "toegewezen"
    }
    assert found == expected


def test_a_pattern_fits_a_clause_whatever_its_order(propose: Propose) -> None:
    text = "Het team kent de opbouwwerker, die met de politie overlegt en bij gevaar de huisarts inschakelt."
    found = {
        (one.row.relation, one.row.subject, one.row.object) for one in propose(text) if one.pattern != "samen-genoemd"
    }
    assert found >= {
        ("cooperates_with", "opbouwwerker", "politie"),
        ("refers_to", "opbouwwerker", "huisarts"),
    }


def test_who_tells_more_of_another_does_not_act(propose: Propose) -> None:
    found = {
        one.row.subject
        for one in propose("De praktijkondersteuner van de huisarts maakt deel uit van het wijkteam.")
        if one.row.relation == "member_of_team" and one.pattern == "lid-van-team"
    }
    assert found == {"praktijkondersteuner"}


def test_help_is_no_cooperation(propose: Propose) -> None:
    found = propose("De gezinscoach maakt samen met de inwoner een plan en werkt samen met de huisarts.")
    assert {
        one.row.object for one in found if one.row.relation == "cooperates_with" and one.pattern != "samen-genoemd"
    } == {"huisarts"}


def test_items_that_are_sentences_are_read_as_such(propose: Propose) -> None:
    text = """Wat in het wijkteam ontbreekt:

- een jeugdarts;
- De gezinscoach werkt alleen.
"""
    found = propose(text)
    assert {one.row.subject for one in found if one.row.relation == "missing_in" and one.pattern == "lijst"} == {
        "jeugdarts"
    }


@pytest.mark.parametrize(
    ("text", "relation", "subject", "target"),
    [
        ("De gezinscoach kent de wijk. Schulden regelen is niet haar werk.", "has_task", "gezinscoach", "schulden regelen"),
        ("Een woning beoordelen kan de ergotherapeut ook.", "has_competency", "ergotherapeut", "woning beoordelen"),
        ("Het werk van de gezinscoach bestaat uit bemoeizorg.", "has_task", "gezinscoach", "bemoeizorg"),
        ("Vermoedens van geweld melden de wijkteams bij Veilig Thuis.", "refers_to", "wijkteam", "Veilig Thuis"),
        ("Bij nood roept de gezinscoach de crisisdienst in.", "refers_to", "gezinscoach", "crisisdienst"),
        ("Burenruzies geeft de gezinscoach uit handen aan buurtbemiddeling.", "refers_to", "gezinscoach", "buurtbemiddeling"),
        ("De gezinscoach werkt zij aan zij met de wijkagent.", "cooperates_with", "gezinscoach", "wijkagent"),
        ("De gezinscoach kent het zorglandschap goed.", "has_competency", "gezinscoach", "zorglandschap kennen"),
        ("Het wijkteam is een afdeling van de gemeente.", "part_of", "wijkteam", "gemeente"),
        ("De Wkkgz verlangt van zorgaanbieders dat zij incidenten melden.", "constrained_by", "zorgaanbieder", "Wkkgz"),
    ],
)  # fmt: skip
def test_what_else_a_verb_says(propose: Propose, text: str, relation: str, subject: str, target: str) -> None:
    assert (relation, subject, target) in {(i.row.relation, i.row.subject, i.row.object) for i in propose(text)}


def test_who_knows_somebody_has_no_competency(propose: Propose) -> None:
    found = propose("De gezinscoach kent de wijkagent. Het wijkteam kent drie functies.")
    assert [i.row for i in found if i.row.relation == "has_competency" and i.pattern == "werkwoord"] == []


def test_a_list_of_names_after_a_comma_is_no_employer(propose: Propose) -> None:
    found = propose("De gezinscoach stemt af met de huisarts, de thuiszorg en de woningcorporatie.")
    assert [i.row for i in found if i.row.relation == "part_of"] == []


@pytest.mark.parametrize(
    "text",
    ["Vrijwilligers tekenen een geheimhoudingsverklaring.", "De gezinscoach volgt de stappen van de meldcode."],
)
def test_what_binds_somebody_is_no_task(propose: Propose, text: str) -> None:
    found = propose(text)
    assert [i.row for i in found if i.row.relation == "has_task"] == []
    assert {i.row.relation for i in found} == {"constrained_by"}


def test_whose_work_within_the_sentence(propose: Propose) -> None:
    found = propose("De wijkagent belt. De gezinscoach denkt mee; behandelen is niet haar taak.")
    assert {(i.row.subject, i.row.polarity) for i in found if i.pattern == "toegewezen"} == {("gezinscoach", "neg")}


def test_who_speaks_does_not_do_what_the_verb_of_saying_says(propose: Propose) -> None:
    assert tasks(propose("'De zorgverzekeraar betaalt niets', legt de teamleider uit.")) == set()
    assert tasks(propose("De teamleider legt de regels uit.")) == {("teamleider", "regels uitleggen", "pos")}
