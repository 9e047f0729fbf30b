"""Names of persons, invented, in fifteen places: none reaches a suggestion, a new concept or an explanation."""

from __future__ import annotations

import dataclasses

import pytest

from loaders.suggest import Extractor, read_plain

NAMES = ("Ottervanger", "Femke", "Bouzidi", "Samira", "Plaat", "Rengers", "Terwisscha", "Wiersinga")
PLACES = {
    "list of those present": "Aanwezig: Femke Ottervanger (voorzitter), Samira Bouzidi, Klaas Rengers\n",
    "heading of participants": "Deelnemers\n\nFemke Ottervanger, wijkverpleegkundige\nSamira Bouzidi, opbouwwerker\n",
    "table cell": "Deelnemerslijst\n\nNaam Functie Organisatie\nFemke Ottervanger wijkverpleegkundige Thuiszorg\n",
    "signature": "Met vriendelijke groet,\nSamira Bouzidi, teamleider\n",
    "e-mail": "De teamleider mailt het verslag naar femke.ottervanger@buurtteam.example.\n",
    "speaker": "Samira Bouzidi begeleidt gezinnen met schulden en overlegt met de kredietbank.\n",
    "first name": "Volgens Femke ondersteunt de opbouwwerker bewoners van mevrouw Bouzidi.\n",
    "initials": "F. van der Plaat verzorgt de scholing van wijkverpleegkundigen.\n",
    "citation": "De wijkverpleegkundige signaleert eenzaamheid (Terwisscha & Rengers, 2018).\n",
    "citation in the sentence": "Terwisscha en Rengers (2018) beschrijven hoe de opbouwwerker bewoners ondersteunt.\n",
    "reference": "Literatuur\n\nTerwisscha, J. (2018). De wijkverpleegkundige begeleidt ouderen. Uitgeverij Voorbeeld.\n",
    "title": "De wijkverpleegkundige werkt samen met mevrouw Ottervanger en meneer Rengers.\n",
    "list item": "Taken van de opbouwwerker\n\n- dossier van Femke Ottervanger bijwerken\n- bellen met Bouzidi\n",
    "heading": "Femke Ottervanger, opbouwwerker\n\nDe opbouwwerker ondersteunt bewoners.\n",
    "object": "De teamleider begeleidt Samira en beoordeelt het verslag van Wiersinga.\n",
    "name that looks like a team": "De opbouwwerker werkt in team Wiersinga samen met mevrouw S. Bouzidi.\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_no_name_comes_through(extractor: Extractor, place: str) -> None:
    found = extractor.read(read_plain("proef", PLACES[place]))
    said = [value for item in found.suggestions for value in (*dataclasses.astuple(item.row), item.why, *item.new)]
    said += [value for one in found.candidates for value in (one.label, one.nearest)]
    said += [name for tip in found.worth_reading for name in tip.names]
    leaked = {name for name in NAMES for value in said if name.lower() in str(value).lower()}
    assert leaked - ({"Wiersinga"} if place == "name that looks like a team" else set()) == set()


def test_what_is_said_beside_a_name_is_kept(extractor: Extractor) -> None:
    found = extractor.read(read_plain("proef", PLACES["citation"]))
    assert ("wijkverpleegkundige", "eenzaamheid signaleren") in {
        (i.row.subject, i.row.object) for i in found.suggestions
    }
