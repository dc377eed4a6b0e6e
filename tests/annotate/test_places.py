"""Finding place names: what counts as one, what does not, and where it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.annotate.places import find_places
from marsad.gazetteer import Gazetteer
from marsad.spans import fold


def names(text: str, language: str, taken: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [mention.name for mention in find_places(fold(text), language, taken)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Six men were held in Tangier, Tétouan and Salé.", ["Tangier", "Tétouan", "Salé"]),
        ("en", "They crossed from Ceuta to al-Hoceima.", ["Ceuta", "al-Hoceima"]),
        ("en", "US troops left the Hague for Chad.", ["US", "the Hague", "Chad"]),
        ("fr", "Une cellule démantelée à Fès, Meknès et au Pecq, près d'Alger.", ["Fès", "Meknès", "Pecq", "Alger"]),
        ("fr", "L'attaque de Barsalogho (Burkina Faso) a fait douze morts.", ["Barsalogho", "Burkina Faso"]),
        ("es", "Detenidos en Castillejos, Alhucemas y L'Hospitalet de Llobregat.",
         ["Castillejos", "Alhucemas", "L'Hospitalet de Llobregat"]),
        ("es", "OPERACIÓN EN MELILLA Y NADOR", ["MELILLA", "NADOR"]),
        ("ar", "أوقفت الشرطة ستة أشخاص بطنجة وتطوان وسلا", ["طنجة", "تطوان", "سلا"]),
        ("ar", "وصل المشتبه بهم إلى الدار البيضاء قادمين من ليبيا", ["الدار البيضاء", "ليبيا"]),
        ("ar", "عاد للمغرب ثم سافر لمصر", ["للمغرب", "مصر"]),  # the article is inside the preposition
        ("ar", "هجوم قرب بلدة إيناتس غربي النيجر", ["إيناتس", "النيجر"]),
    ],
)  # fmt: skip
def test_places_are_found(language, text, expected):
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nancy Miller and Mr Paterson spoke to March reporters. Police said Hope was lost."),
        ("en", "Mohamed Tamanrasset was not named."),
        ("fr", "Nice surprise pour la Police. Celle de mardi a été reportée."),
        ("fr", "Jean Moulins et Sidi Lens ont parlé."),
        ("es", "Tame la palabra. Según Mercedes Molina, fue en Navidad."),
        ("ar", "قدم دعم مالي كبير في إطار السلاح والمسلات"),
        ("ar", "وكالة الأنباء تنشر صورا كبيرة عن البطولة"),
        ("ar", "قال صلاح الدين إن العمل سليم"),
    ],
)
def test_words_and_persons_are_no_places(language, text):
    assert names(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Gunmen raided the village of Qwxtara Dembo on Monday.", "Qwxtara Dembo"),
        ("fr", "dans la localité de Zqarbougou hier", "Zqarbougou"),
        ("es", "en la vereda Xquitanal del Monte", "Xquitanal del Monte"),
        ("ar", "اقتحم مسلحون قرية زقرطوشة مساء", "زقرطوشة"),
    ],
)
def test_named_unknown_places(language, text, expected):
    (mention,) = find_places(fold(text), language)
    assert (mention.name, mention.candidates) == (expected, ())


def test_taken_spans_are_left_alone():
    text = "The Rabat Court sat in Rabat."
    assert names(text, "en", ((4, 15),)) == ["Rabat"]
    assert find_places(fold(text), "en", ((4, 15),))[0].start == 23


def test_harakat_do_not_hide_a_name():
    text = "اعتقال خلية بمَدينة طَنْجَة"
    (mention,) = find_places(fold(text), "ar")
    assert mention.name == "طَنْجَة"


def test_longest_name_wins():
    row = Gazetteer.load().row(find_places(fold("in Sidi Bel Abbes"), "en")[0].candidates[0])
    assert row.name == "Sidi Bel Abbes"


@given(
    st.text(alphabet="abAB éÉ-'’.,\n بولاطنجةسلاًـ1٢😀e\u0301", max_size=80), st.sampled_from(("ar", "fr", "es", "en"))
)
def test_any_text_gives_ordered_spans(text, language):
    folded = fold(text)
    mentions = find_places(folded, language)
    for mention in mentions:
        assert folded.span(mention.start, mention.end).of(text) == mention.name
    for left, right in pairwise(mentions):
        assert left.end <= right.start


def test_capitals_hide_neither_places_nor_persons():
    text = "LIMA, 9 JAN 90 -- GENERAL FLORES SAID IN CUBA THAT THE MEN, WHO COME FROM PERU, LEFT MEDELLIN ALONE."
    assert names(text, "en") == ["LIMA", "CUBA", "PERU", "MEDELLIN"]
