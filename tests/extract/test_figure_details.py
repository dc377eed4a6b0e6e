"""What stands beside a figure: a change, a denied tie, a word of size; whose figure it is."""

import pytest

from marsad import read


def figures(text, language, published="2024-02-01"):
    return read(text, language=language, published=published).figures


@pytest.mark.parametrize(
    ("language", "text", "change"),
    [
        ("es", "En 2023 hubo en España 78 detenciones por terrorismo yihadista, 31 más que el año anterior.", 31),
        ("es", "En España hubo 60 detenciones por yihadismo en 2023, 18 menos que en 2022.", -18),
        ("fr", "Au Maroc, 40 terroristes présumés ont été arrêtés en 2023, 12 de plus que l'année précédente.", 12),
        ("en", "Spain arrested 78 terrorism suspects in 2023, 31 more than in 2022.", 31),
    ],
)
def test_a_change_is_tied_to_its_figure_and_is_none_of_its_own(language, text, change):
    (figure,) = figures(text, language)
    assert figure.change == change
    assert figure.period.start == "2023"
    span = next(item for item in figure.evidence if item.field == "change")
    assert text[span.start : span.end].startswith(str(abs(change)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Depuis 2015, 83 cellules terroristes ont été démantelées au Maroc, dont 77 sans lien avec Daech."),
        ("fr", "Au Maroc, 83 cellules ont été démantelées depuis 2015, dont 77 n'ont aucun lien avec Daech."),
        ("en", "Morocco has dismantled 83 terrorist cells since 2015, of which 77 had no links to ISIS."),
        ("es", "Marruecos ha desarticulado 83 células terroristas desde 2015, 77 de ellas sin vínculos con Daesh."),
        ("ar", "فكك المغرب 83 خلية إرهابية منذ 2015، منها 77 لا صلة لها بتنظيم داعش."),
    ],
)
def test_a_denied_tie_is_no_tie(language, text):
    whole, part = figures(text, language)
    assert (part.value, part.group, part.apart_from) == (77, None, "Islamic State")
    assert part.part_of == whole.id


@pytest.mark.parametrize(
    ("language", "text", "least"),
    [
        ("en", "Morocco has broken up hundreds of terrorist cells since 2015.", 200),
        ("fr", "Des dizaines de cellules terroristes ont été démantelées au Maroc depuis 2015.", 20),
        ("es", "Marruecos ha desarticulado cientos de células terroristas desde 2002.", 200),
        ("ar", "فكك المغرب مئات الخلايا الإرهابية منذ سنة 2002.", 200),
    ],
)
def test_a_word_of_size_is_a_lower_bound(language, text, least):
    (figure,) = figures(text, language)
    assert (figure.low, figure.qualifier, figure.unit) == (least, "at_least", "cell")


def test_each_clause_has_its_own_period():
    first, second = figures(
        "De 2015 à fin 2023, le BCIJ a démantelé 91 cellules terroristes, et 5 cellules du 1er janvier au 6 juin 2024.",
        "fr",
        "2024-06-07",
    )
    assert (first.period.start, first.period.end) == ("2015", "2023")
    assert (second.period.start, second.period.end) == ("2024-01-01", "2024-06-06")


def test_the_country_of_a_figure_is_that_of_its_clause():
    found = figures("In 2022 Morocco dismantled 2 terrorist cells, while Spain arrested 46 jihadists in 2022.", "en")
    assert [(figure.value, figure.country) for figure in found] == [(2, "MA"), (46, "ES")]


def test_the_services_of_a_nation_give_its_country():
    (figure,) = figures("Les services marocains ont démantelé 215 cellules terroristes depuis 2002.", "fr")
    assert figure.country == "MA"
    (figure,) = figures("Depuis 2016, huit Français et sept Belges ont été arrêtés pour terrorisme.", "fr")[:1]
    assert figure.country is None
