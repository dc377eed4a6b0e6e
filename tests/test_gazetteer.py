"""The packaged gazetteer: what the sources gave must still be found under every spelling of the press."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from marsad.errors import BadData
from marsad.gazetteer import Gazetteer, distance_km
from marsad.gazetteer.context import countries_named
from marsad.gazetteer.keys import name_key, searchable
from marsad.gazetteer.layout import COLUMNS, read_sections, write_sections
from marsad.spans import fold

HAND = Path(__file__).parent.parent / "src" / "marsad" / "data" / "gazetteer" / "hand"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "country", "geonames_id"),
    [
        ("Salé", "MA", 2537763),
        ("Tangier", "MA", 2530335),
        ("Tétouan", "MA", 2528910),
        ("Alicante", "ES", 2521978),
        ("Fnidek", "MA", 2548818),
        ("Ibiza", "ES", 2516479),
    ],
)
def test_main_names_lead_to_geonames_ids(gazetteer, name, country, geonames_id):
    assert gazetteer.main(name, country).geonames_id == geonames_id


@pytest.mark.parametrize(
    ("spellings", "name", "country"),
    [
        ("سلا|Salé|Sale|SALÉ", "Salé", "MA"),
        ("طنجة|Tanger|Tánger|Tangier", "Tangier", "MA"),
        ("تطوان|Tetuán|Tétouan|TETUAN", "Tétouan", "MA"),
        ("الفنيدق|Castillejos|Fnideq|Fnidek", "Fnidek", "MA"),
        ("الحسيمة|Alhucemas|Al-Hoceima|Al Hoceïma", "Al Hoceïma", "MA"),
        ("تينزاواتين|Tin Zaouatine|Tinzaouaten", "Tinzaouaten", "DZ"),
        ("بنقردان|Ben Guerdane|Ben Gardane", "Ben Gardane", "TN"),
        ("تمبكتو|Tombouctou|Tombuctú|Timbuktu", "Timbuktu", "ML"),
        ("دير الزور|Deir ez-Zor|Deir Ezzor", "Deir ez-Zor", "SY"),
        ("أنتويرب|Anvers|Amberes|Antwerp", "Antwerp", "BE"),
        ("المثلث الحدودي|Liptako-Gourma|trois frontières", "Liptako-Gourma", ""),
        ("الساحل الأفريقي|Sahel", "Sahel", ""),
    ],
)
def test_press_spellings_meet_in_one_place(gazetteer, spellings, name, country):
    for spelling in spellings.split("|"):
        assert (name, country) in {(row.name, row.country) for row in gazetteer.lookup(spelling)}, spelling


@pytest.mark.parametrize(
    "code", re.findall(r"\w+", "MA DZ TN LY MR ML NE BF ES FR BE US GB SY IQ YE SO EG AF PK CD")
)
def test_countries_have_names_in_four_languages(gazetteer, code):
    row = gazetteer.country(code)
    assert row.is_country
    for language in ("ar", "fr", "es", "en"):
        assert row in gazetteer.lookup(gazetteer.name(row, language))


def test_units_contain_their_towns(gazetteer):
    sale = gazetteer.main("Salé", "MA")
    assert gazetteer.row(sale.admin1).name == "Rabat-Salé-Kénitra"
    assert gazetteer.row(sale.admin2).code == "MA.04.441"


def test_rows_name_source_and_licence(gazetteer):
    for row_id in range(0, len(gazetteer), 9973):
        row = gazetteer.row(row_id)
        assert row.source
        assert row.licence in ("CC BY 4.0", "CC0 1.0", "Apache-2.0")
        assert row.geonames_id is None or row.geonames_id > 0


def test_contested_territory_keeps_its_code_and_takes_a_label(gazetteer):
    assert gazetteer.main("Laayoune").country == "EH"
    assert gazetteer.country_label("EH", "en") == "Western Sahara"
    assert gazetteer.country_label("EH", "en", {"EH": {"en": "as the user says"}}) == "as the user says"
    assert gazetteer.country_label("FR", "es") == "Francia"


def test_longest_key_comes_first(gazetteer):
    text = searchable(fold("San Martín de la Vega").text)
    assert text[: gazetteer.matches(text, 0)[0][0]] == "san martin de la vega"


def test_distance(gazetteer):
    tangier, tetouan = gazetteer.main("Tangier", "MA"), gazetteer.main("Tétouan", "MA")
    assert 40 < distance_km(tangier, tetouan) < 50
    assert distance_km(tangier, gazetteer.main("Sidi Moumen", "MA")) is None


def test_keys_see_through_spelling():
    assert name_key("Saint-Denis") == name_key("SAINT DENIS")
    assert name_key("الدار  البيضاء") == name_key("الدار البيضاء")
    assert len(searchable("a-b\nc")) == 5


def test_countries_named_by_people_and_adjective():
    found = countries_named(fold("La policía marroquí y la Guardia Civil española; والمغربية وللجزائر").text)
    assert found["MA"] == 2
    assert found["ES"] == 1
    assert found["DZ"] == 1


def test_file_round_trip(tmp_path):
    path = tmp_path / "places.bin"
    sections = {name: bytes([1, 0, 0, 0]) for name in COLUMNS}
    write_sections(path, {"note": "é"}, sections)
    meta, columns = read_sections(path)
    assert meta["note"] == "é"
    assert {name: bytes(column) for name, column in columns.items()} == sections


@pytest.mark.parametrize("content", [None, b"something else entirely"])
def test_missing_or_foreign_file_says_what_to_do(tmp_path, content):
    path = tmp_path / "places.bin"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadData, match="build_gazetteer"):
        read_sections(path)


@pytest.mark.parametrize("path", sorted(HAND.glob("*.yaml")), ids=lambda path: path.name)
def test_hand_list_is_in_the_file(gazetteer, path):
    """Every reviewed name is found, so the built file is not older than the list."""
    content = yaml.safe_load(path.read_text("utf-8"))
    for section in ("names", "units"):
        for country, entries in content.get(section, {}).items():
            for name, listed in (entries or {}).items():
                for spelling in filter(None, map(str.strip, (listed or "").split(","))):
                    assert any(row.country == country for row in gazetteer.lookup(spelling)), (name, spelling)


def test_hand_places_have_sane_coordinates():
    for path in HAND.glob("*.yaml"):
        for rows in yaml.safe_load(path.read_text("utf-8")).get("places", {}).values():
            for name, facts in rows.items():
                feature, lat, lon, _unit = facts.split("|")[0].split()
                assert re.fullmatch(r"[A-Z0-9.]+", feature), name
                assert (lat == "-") == (lon == "-")
                assert lat == "-" or (-60 < float(lat) < 75 and -180 <= float(lon) <= 180), name
