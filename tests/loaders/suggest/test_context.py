"""A question, a denial or a wish is never proposed as a positive fact; a plain statement is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.suggest import Extractor, Suggestion, read_plain
from loaders.suggest.weights import Weights

pytestmark = pytest.mark.uncovered

Propose = Callable[[str], list[Suggestion]]

QUESTIONS = """
Werkt de wijkverpleegkundige samen met de huisarts?
Moet de opbouwwerker ook huisbezoeken afleggen?
Mag de thuisbegeleider medicatie aanreiken?
Wie begeleidt gezinnen met schulden, de gezinscoach of de schuldhulpverlener?
Zit de wijkagent in het wijkteam?
Kunnen vrijwilligers administratie bijhouden?
Is de gezinscoach verantwoordelijk voor de planning?
Hoe signaleert de jongerenwerker eenzaamheid?
De vraag is of de wijkverpleegkundige mantelzorgers ondersteunt.
Het team vraagt zich af of de opbouwwerker schulden signaleert.
Onderzocht moet worden of jongerenwerkers nazorg bieden.
Onduidelijk is of de ergotherapeut woningaanpassingen beoordeelt.
Of sociaal werkers indicaties afgeven, is nog niet vastgelegd.
De teamleider onderzoekt of de jeugdarts huisbezoeken aflegt.
We gaan na in hoeverre de gezinscoach crisissituaties inschat.
Het is niet duidelijk of de huisarts doorverwijst naar het wijkteam.
Heeft het wijkteam geen kennis van verslaving?
De vraag is of het wijkteam voldoende kennis heeft van schulden.
Ontbreekt in het wijkteam een wijkverpleegkundige?
Ligt de regie bij de casusregisseur?
Moet het wijkteam worden uitgebreid met een jeugdarts?
Is het beoordelen van aanvragen aan de jeugdconsulent?
Wat doet de jongerenwerker bij overlast?
Of het wijkteam schulden signaleert, weten wij niet.
Neemt de wijkverpleegkundige de wondzorg op zich?
Botsen privacy en veiligheid?
Wordt er met de politie overlegd?
Welke teams missen een ouderenwerker?
""".strip().splitlines()
DENIALS = """
De wijkagent maakt geen deel uit van het wijkteam.
De gezinscoach stelt geen diagnoses.
Vrijwilligers houden geen dossiers bij.
De opbouwwerker werkt niet samen met de kredietbank.
De mantelzorgconsulent neemt geen verzorgende taken over.
De huisarts verwijst nooit door naar het wijkteam.
De jongerenwerker is niet deskundig op het gebied van verslaving.
Vrijwilligers zijn niet gebonden aan de geheimhoudingsplicht.
In het wijkteam zit geen GZ-psycholoog.
De klantmanager wordt niet opgenomen in het wijkteam.
De gezinscoach heeft geen contact met de school.
De ouderenadviseur geeft nooit indicaties af.
De ergotherapeut is niet betrokken bij de intake.
De wijkverpleegkundige is niet verantwoordelijk voor de planning van het rooster.
De buurtcoach begeleidt geen gezinnen.
Het wijkteam bestaat niet uit vrijwilligers.
De casusregisseur voert geen keukentafelgesprekken.
De procesregisseur treedt niet op als vertrouwenspersoon.
Geen enkele wijkverpleegkundige beoordeelt woningaanpassingen.
De jeugdconsulent staat niet ingeschreven in het SKJ.
Gastvrouwen zijn geen vrijwilligers.
De schuldhulpverlener is niet in dienst van de gemeente.
De praktijkondersteuner hoort niet bij het wijkteam.
De budgetcoach onderhandelt evenmin met schuldeisers.
De teamleden werken niet volgens de beroepscode.
De vrijwilliger hoeft geen rekening te houden met de AVG.
Aan opbouwwerkers is in het wijkteam geen gebrek.
De gezinscoach mag niets uit het dossier delen.
Niemand in het wijkteam begeleidt ouderen en bezoekt crèches.
In het wijkteam wordt de wijkverpleegkundige niet gemist.
In het wijkteam ontbreken geen orthopedagogen.
Er is geen behoefte aan een jeugdarts in het wijkteam.
Jongerenwerkers vinden het niet lastig om grenzen te stellen.
Van de regisseur mag geen overtuigingskracht worden verwacht.
De regie ligt niet bij de casusregisseur.
Er is geen spanning tussen nabijheid en afstand.
Het wijkteam heeft geen kennis van verslaving nodig.
Het wijkteam heeft geen gebrek aan kennis van schulden.
Dat de gezinscoach indiceert, is niet waar.
Het is niet aan de gezinscoach om aanvragen te beoordelen.
De regie laat het wijkteam niet over aan de gezinscoach.
Wondzorg en verpleging horen niet bij het werk van de gezinscoach.
In het wijkteam zitten geen huisartsen en zijn geen wijkagenten.
De wijkagent schuift niet aan bij het wijkteam en deelt geen gegevens.
Beide functies vereisen geen SKJ-registratie.
Met de huisarts wordt door het wijkteam niet overlegd.
Kennis van schulden is in het wijkteam niet dun gezaaid.
Voeg geen jeugdarts toe aan het wijkteam.
Het klopt niet dat het wijkteam geen ouderenwerker heeft.
Het is niet waar dat het wijkteam geen kennis van schulden heeft.
De wijkagent en de huisarts werken niet samen.
De gezinscoach en de jeugdconsulent gaan niet samen op huisbezoek.
Niemand in het wijkteam heeft geen kennis van schulden.
De huisarts en het wijkteam zitten elkaar niet in de weg.
De gezinscoach botst niet met de jeugdconsulent.
""".strip().splitlines()
WISHES = """
De opbouwwerker zou huisbezoeken moeten afleggen.
De jeugdconsulent moet vertrouwen opbouwen.
De gezinscoach zou beter moeten samenwerken met de school.
Het is belangrijk dat de wijkverpleegkundige eenzaamheid signaleert.
Wij bevelen aan dat de jongerenwerker overleg voert met de school.
De teamleider wil dat de buurtcoach netwerken opbouwt.
De procesregisseur moet de samenhang bewaken.
Idealiter bezoekt de wijkverpleegkundige alle ouderen.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", QUESTIONS)
def test_a_question_is_no_fact(propose: Propose, sentence: str) -> None:
    assert [
        item.row for item in propose(sentence) if item.row.modality == "actual" and item.row.polarity == "pos"
    ] == []


@pytest.mark.parametrize("sentence", [*QUESTIONS, *DENIALS, *WISHES])
def test_no_weights_make_a_fact_of_it(extractor: Extractor, sentence: str) -> None:
    sure = Extractor(extractor.vocabulary, weights=Weights({}, {"always": 9.0}, ((0.0, 0.0), (1.0, 1.0))))
    found = sure.read(read_plain("proef", f"{sentence} Dat is bekend.\n")).suggestions
    assert [item.row for item in found if item.row.modality == "actual" and item.row.polarity == "pos"] == []


@pytest.mark.parametrize("sentence", DENIALS)
def test_a_denial_is_no_claim(propose: Propose, sentence: str) -> None:
    assert [item.row for item in propose(sentence) if item.row.polarity == "pos"] == []


@pytest.mark.parametrize("sentence", WISHES)
def test_a_wish_is_no_fact(propose: Propose, sentence: str) -> None:
    found = propose(sentence)
    assert found
    assert [item.row for item in found if item.row.modality == "actual"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Het is niet waar dat het wijkteam geen kennis van schulden heeft.",
        "Niemand in het wijkteam heeft geen kennis van schulden.",
        "Het is onjuist dat de gezinscoach geen aanvragen beoordeelt.",
    ],
)
def test_what_is_denied_twice_is_no_denial_either(propose: Propose, sentence: str) -> None:
    assert [item.row for item in propose(sentence) if item.row.polarity == "neg"] == []


def test_noch_noch_denies_both(propose: Propose) -> None:
    found = propose("De gezinscoach beoordeelt noch aanvragen noch indicaties.")
    assert {(i.row.subject, i.row.object, i.row.polarity) for i in found} == {
        ("gezinscoach", "aanvragen beoordelen", "neg"),
        ("gezinscoach", "indicaties beoordelen", "neg"),
    }


def test_most_denials_are_kept_as_denials(propose: Propose) -> None:
    denied = [sentence for sentence in DENIALS if any(item.row.polarity == "neg" for item in propose(sentence))]
    assert len(denied) >= 27


@pytest.mark.parametrize(
    ("sentence", "relation", "subject", "target", "modality", "polarity", "voice"),
    [
        ("De wijkverpleegkundige werkt samen met de huisarts.", "cooperates_with", "wijkverpleegkundige", "huisarts", "actual", "pos", "report"),
        ("De verpleegkundige mag medicatie toedienen.", "has_task", "verpleegkundige", "medicatie toedienen", "permitted", "pos", "report"),
        ("Jongerenwerkers vinden het lastig om grenzen te stellen.", "has_competency", "jongerenwerker", "grenzen stellen", "missing", "pos", "respondent"),
        ("Sommigen zeggen: de ergotherapeut beoordeelt woningaanpassingen.", "has_task", "ergotherapeut", "woningaanpassingen beoordelen", "view", "pos", "respondent"),
        ("Het wijkteam mag op grond van de Jeugdwet geen dossiers delen.", "constrained_by", "wijkteam", "Jeugdwet", "permitted", "pos", "report"),
        ("Het wijkteam heeft geen ouderenwerker.", "missing_in", "ouderenwerker", "wijkteam", "actual", "pos", "report"),
        ("Het wijkteam heeft geen kennis van schulden.", "missing_in", "schulden", "wijkteam", "actual", "pos", "report"),
        ("Privacy en veiligheid kunnen niet samengaan.", "tension", "privacy", "veiligheid", "actual", "pos", "report"),
        ("De gezinscoach werkt niet alleen samen met de school.", "cooperates_with", "gezinscoach", "school", "actual", "pos", "report"),
        ("Vrijwilligers tekenen een geheimhoudingsverklaring en mogen geen dossiers inzien.", "constrained_by", "vrijwilliger", "geheimhoudingsverklaring", "actual", "pos", "report"),
        ("De gezinscoach stelt geen diagnoses en bezoekt crèches.", "has_task", "gezinscoach", "crèches bezoeken", "actual", "pos", "report"),
        ("Geen enkele gezinscoach stelt diagnoses en bezoekt crèches.", "has_task", "gezinscoach", "crèches bezoeken", "actual", "neg", "report"),
        ("Zonder toestemming van de inwoner mag de gezinscoach niets delen.", "constrained_by", "gezinscoach", "toestemming van de inwoner", "obliged", "pos", "report"),
        ("De gezinscoach begeleidt ouders (Zandstra, 2016).", "has_task", "gezinscoach", "ouders begeleiden", "actual", "pos", "cited_study"),
        ("De gezinscoach bezoekt ouders, maar stelt geen diagnoses.", "has_task", "gezinscoach", "ouders bezoeken", "actual", "pos", "report"),
        ("De gezinscoach bezoekt ouders, maar stelt geen diagnoses.", "has_task", "gezinscoach", "diagnoses stellen", "actual", "neg", "report"),
    ],
)  # fmt: skip
def test_what_a_sentence_claims(
    propose: Propose, sentence: str, relation: str, subject: str, target: str, modality: str, polarity: str, voice: str
) -> None:
    rows = {
        (i.row.relation, i.row.subject, i.row.object, i.row.modality, i.row.polarity, i.row.voice)
        for i in propose(sentence)
    }
    assert (relation, subject, target, modality, polarity, voice) in rows


def test_a_list_under_a_heading(propose: Propose) -> None:
    text = "Competenties van de wijkverpleegkundige\n\n- goed kunnen luisteren\n- omgaan met agressie\n\nEten en drinken\n\n- koffie\n- thee"
    listed = [item for item in propose(text) if item.pattern == "lijst"]
    found = {(i.row.relation, i.row.subject, i.row.object, i.row.modality) for i in listed}
    assert found == {
        ("has_competency", "wijkverpleegkundige", "goed kunnen luisteren", "desired"),
        ("has_competency", "wijkverpleegkundige", "omgaan met agressie", "desired"),
    }


def test_what_is_recommended_is_wished_in_every_sentence_of_an_item(propose: Propose) -> None:
    item = "- De gezinscoach werkt samen met de school. De wijkverpleegkundige overlegt met de huisarts.\n"
    for heading, modality in (("Aanbevelingen", "desired"), ("Taken", "actual")):
        found = {
            (i.row.subject, i.row.modality)
            for i in propose(f"{heading}\n\n{item}")
            if i.row.relation == "cooperates_with"
        }
        assert found == {("gezinscoach", modality), ("wijkverpleegkundige", modality)}


def test_a_list_of_the_outer_ring(propose: Propose) -> None:
    text = "In de buitenschil van het wijkteam Heuvelrug zitten:\n\n- huisarts\n- wijkagent\n"
    found = {(i.row.relation, i.row.subject, i.row.object, i.row.shell) for i in propose(text) if i.pattern == "lijst"}
    assert found == {
        ("member_of_team", "huisarts", "wijkteam Heuvelrug", "buitenschil"),
        ("member_of_team", "wijkagent", "wijkteam Heuvelrug", "buitenschil"),
    }


def test_what_narrows_a_name_down_stays(propose: Propose) -> None:
    found = {item.row.subject for item in propose("Een geregistreerde jeugdconsulent werkt samen met de huisarts.")}
    assert "geregistreerde jeugdconsulent" in found
    assert "jeugdconsulent" not in found
