"""Resolution: the same name means another place in another text, and a country is a country."""

from __future__ import annotations

import pytest

from marsad.annotate.places import find_places
from marsad.gazetteer import Gazetteer
from marsad.mentions import PlaceMention
from marsad.resolve.places import ResolvedPlace, contains, country_of, resolve_places, same_place
from marsad.spans import fold


def resolved(text: str, language: str, **hints: float) -> dict[str, ResolvedPlace]:
    folded = fold(text)
    found = resolve_places(find_places(folded, language), folded, language, hints)
    return {place.mention.name: place for place in found}


@pytest.mark.parametrize(
    ("language", "text", "mention", "name", "country"),
    [
        ("es", "La policía marroquí detuvo a dos hombres en Castillejos.", "Castillejos", "Fnidek", "MA"),
        ("fr", "Attentat à Tripoli, au Liban.", "Tripoli", "Tripoli", "LB"),
        ("fr", "Attentat à Tripoli, en Libye.", "Tripoli", "Tripoli", "LY"),
        ("en", "A shop was searched in Paris, Texas.", "Paris", "Paris", "US"),
        ("en", "Police in Paris arrested a man.", "Paris", "Paris", "FR"),
        ("en", "Strikes hit Gaza and Rafah.", "Gaza", "Gaza", "PS"),
        ("ar", "تفكيك خلية في المغرب، بفاس", "فاس", "Fes", "MA"),
        ("ar", "قررت المحكمة الابتدائية بتونس", "تونس", "Tunis", "TN"),
        ("ar", "أعلنت تونس الحداد", "تونس", "Tunisia", "TN"),
        ("es", "Fueron detenidos en Mali y en Niger.", "Mali", "Mali", "ML"),
    ],
)
def test_context_decides(language, text, mention, name, country):
    place = resolved(text, language)[mention].place
    assert (place.name, place.country) == (name, country)


def test_hints_count():
    text = "Six arrests were made in Valencia."
    assert resolved(text, "en", VE=3.0)["Valencia"].place.country == "VE"
    assert resolved(text, "en", ES=3.0)["Valencia"].place.country == "ES"


def test_noun_asks_for_unit_or_town():
    unit = resolved("Trois hommes de la province de Tétouan", "fr")["Tétouan"]
    town = resolved("Trois hommes de la ville de Tétouan", "fr")["Tétouan"]
    assert (unit.place.precision, town.place.precision) == ("admin2", "place")
    assert same_place(unit.row, town.row)
    assert contains(unit.row, town.row)
    assert not contains(town.row, unit.row)


def test_country_has_precision_country_and_no_building_wins():
    place = resolved("Il est rentré en Algérie.", "fr")["Algérie"].place
    assert (place.precision, place.geonames_id) == ("country", 2589581)


def test_refused_candidates_are_told():
    answer = resolved("Police in Paris, France, arrested a man.", "en")["Paris"]
    assert answer.reason
    assert len(answer.refused) > 3
    assert answer.row.id not in {refusal.row_id for refusal in answer.refused}


def test_unknown_place_keeps_only_its_name():
    folded = fold("the village of Qwxtara")
    (answer,) = resolve_places([PlaceMention(15, 22, "Qwxtara", ())], folded, "en")
    assert answer.row is None
    assert answer.place.precision == "unknown"
    assert (answer.place.geonames_id, answer.place.country, answer.place.lat) == (None, None, None)


def test_region_belongs_to_no_country():
    row = Gazetteer.load().lookup("Liptako-Gourma")[0]
    assert country_of(row) is None
    assert resolved("dans le Liptako-Gourma", "fr")["Liptako-Gourma"].place.precision == "region"


def test_in_capitals_a_name_from_a_country_not_spoken_of_is_no_place():
    text = (
        "BOGOTA, 9 JAN 90 -- THE COLOMBIAN POLICE SAID THAT ORLANDO HENAO AND A MAN NAMED TOYOTA WERE SHOT DEAD TODAY "
        "IN MEDELLIN BY UNKNOWN MEN WHO FLED IN A CAR.  THE TWO HAD LEFT A RESTAURANT IN THE CENTER OF THAT CITY.  "
        "NOBODY HAS CLAIMED RESPONSIBILITY FOR THE ATTACK SO FAR."
    )
    folded = fold(text)
    assert [p.place.name for p in resolve_places(find_places(folded, "en"), folded, "en")] == ["Bogotá", "Medellín"]
