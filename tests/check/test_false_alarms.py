"""What looks like a contradiction and is none: other dates, other bodies, parts of a total, other starts."""

import pytest

from tests.check.archive_cases import archive_of


def conflicts(*texts):
    return [finding.sentences["en"] for finding in archive_of(*texts).conflicts]


def test_a_count_since_the_appointment_of_one_person_is_no_count_since_that_of_another():
    assert not conflicts(
        {"text": "Depuis sa nomination en 2015, le patron de la sûreté a vu démanteler 95 cellules au Maroc.",
         "published": "2024-06-07"},
        {"text": "Depuis la nomination de son directeur, 14 cellules terroristes ont été démantelées au Maroc.",
         "published": "2024-06-07"},
    )  # fmt: skip


def test_the_count_of_one_year_is_no_measure_for_a_count_of_several():
    assert not conflicts(
        {"text": "In 2022, two terrorist cells were dismantled in Morocco.", "published": "2023-01-10"},
        {"text": "Since 2022 more than 40 terrorist cells have been dismantled in Morocco.", "published": "2025-02-24"},
    )


def test_a_police_force_has_fewer_arrests_than_all_forces_together():
    assert not conflicts(
        {"text": "Las fuerzas de seguridad han detenido en España a 100 presuntos yihadistas entre el 1 de enero y el "
         "17 de diciembre de 2025.", "published": "2025-12-28"},
        {"text": "La Policía Nacional detuvo en España a 65 presuntos yihadistas en 2025.", "published": "2026-01-08"},
    )  # fmt: skip


def test_but_a_part_cannot_be_larger_than_the_whole():
    assert conflicts(
        {"text": "La Policía Nacional ha detenido en España a 300 presuntos yihadistas desde 2015.",
         "published": "2020-01-10"},
        {"text": "Desde 2015 han sido detenidos en España 210 presuntos yihadistas.", "published": "2021-01-10"},
    )  # fmt: skip


def test_arrests_abroad_beside_those_at_home_are_another_count():
    assert not conflicts(
        {"text": "Desde 2004 han sido detenidos en España 687 presuntos yihadistas, y otros 65 fueron capturados en "
         "otros países.", "published": "2017-03-10"},
        {"text": "Desde 2004 han sido detenidos en España 1.216 presuntos yihadistas, más otros 158 fuera del país.",
         "published": "2025-12-28"},
    )  # fmt: skip


def test_a_part_of_the_plots_is_no_rival_of_all_plots():
    assert not conflicts(
        {"text": "بين عامي 2002 و2015 تمكنت الأجهزة المغربية من إحباط 276 مخططا إرهابيا و7 مخططات لاحتجاز رهائن.",
         "published": "2015-03-25"},
        {"text": "Between 2002 and 2018 Morocco's security services thwarted 361 terrorist plots.",
         "published": "2020-02-04"},
    )  # fmt: skip


def test_a_total_may_grow_faster_than_before():
    assert not conflicts(
        {"text": "Desde 2004 se han llevado a cabo en España 217 operaciones contra el terrorismo yihadista.",
         "published": "2017-03-10"},
        {"text": "Desde 2004 se han llevado a cabo en España 512 operaciones contra el terrorismo yihadista.",
         "published": "2025-12-28"},
    )  # fmt: skip


def test_the_operations_of_a_province_are_no_update_of_those_of_the_country():
    held = archive_of(
        {"text": "Hasta el 12 de diciembre hubo en España 14 operaciones contra el terrorismo yihadista en 2025.",
         "published": "2025-12-12"},
        {"text": "En 2025 se llevaron a cabo en España 64 operaciones contra el terrorismo yihadista.",
         "published": "2026-01-10"},
    )  # fmt: skip
    assert [finding.kind for finding in held.across if finding.kind == "update"] == []


CHAIN = (
    {"text": "De 2015 à fin 2023, le BCIJ a démantelé 91 cellules terroristes au Maroc.", "published": "2024-01-25"},
    {"text": "Le BCIJ a démantelé 5 cellules terroristes au Maroc depuis le début de 2024.", "published": "2024-06-07"},
    {"text": "The BCIJ has dismantled 5 terrorist cells in Morocco since January 2024.", "published": "2024-06-07"},
    {"text": "Desde 2015 han sido desarticuladas en Marruecos 95 células terroristas.", "published": "2024-06-08"},
)


def test_one_chain_is_one_question_however_many_texts_give_its_links():
    held = archive_of(*CHAIN)
    (finding,) = [finding for finding in held.across if finding.kind == "chain"]
    assert (finding.verdict, finding.difference, len(finding.compared)) == ("conflicts", 1, 4)


def test_a_sum_that_does_not_fit_leaves_the_rivals_of_its_total_to_be_told():
    texts = [{"text": f"Entre 2015 et 2017, {n} personnes ont été arrêtées au Maroc pour terrorisme.", "published": day}
             for n, day in ((739, "2018-01-20"), (772, "2018-02-01"))]  # fmt: skip
    years = "Au Maroc, 275 personnes ont été arrêtées pour terrorisme en 2015, 276 en 2016 et 186 en 2017."
    held = archive_of(*texts, {"text": years, "published": "2018-01-10"})
    assert sorted((f.kind, f.difference) for f in held.across) == [("rival", 33), ("sum", 2)]


def test_a_document_without_outlet_is_named_by_its_site_or_its_id_and_never_by_a_path():
    held = archive_of(*(text | {"source": None} for text in CHAIN))
    (finding,) = [finding for finding in held.across if finding.kind == "chain"]
    assert "d-" in finding.sentences["en"] and "/" not in finding.sentences["en"]


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr"])
def test_sentences_name_the_country_and_group_equal_values(language):
    (finding,) = [finding for finding in archive_of(*CHAIN).across if finding.kind == "chain"]
    countries = {"ar": "المغرب", "en": "Morocco", "es": "Marruecos", "fr": "Maroc"}
    assert countries[language] in finding.sentences[language]
