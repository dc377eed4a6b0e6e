"""Numbers: phrases as the press writes them, in four languages."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.annotate.numbers import find_numbers
from marsad.errors import UnknownLanguage
from marsad.spans import fold


def values(text, language):
    return [mention.value for mention in find_numbers(fold(text), language)]


def read(text, language):
    """The words, the value and the qualifier or kind where it is not the plain one."""
    folded = fold(text)
    found = []
    for mention in find_numbers(folded, language):
        marks = [mark for mark in (mention.qualifier, mention.kind) if mark not in ("exact", "cardinal")]
        found.append((folded.source(mention.start, mention.end), mention.value, *marks))
    return found


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "1,216 arrests and 2.5 million displaced", [1216, 2_500_000]),
        ("en", "a hundred and twenty men, two thousand and five women", [120, 2005]),
        ("en", "twenty-one raids, forty two homes", [21, 42]),
        ("en", "two dozen gunmen and half a million dollars", [24, 500_000]),
        ("en", "two and a half million people", [2_500_000]),
        ("en", "twenty-five hundred troops", [2500]),
        ("fr", "2.000 morts, 1 234 blessés, 3 500 détenus", [2000, 1234, 3500]),
        ("fr", "soixante-dix-sept, soixante et onze, quatre-vingt-quinze, nonante-deux", [77, 71, 95, 92]),
        ("fr", "mille neuf cent quatre-vingt-dix-neuf", [1999]),
        ("fr", "vingt et un blessés, deux cent mille déplacés", [21, 200_000]),
        ("fr", "trois tués et cinq blessés", [3, 5]),
        ("es", "1.216 detenidos, 2,5 millones de euros", [1216, 2_500_000]),
        ("es", "veintiuno, treinta y una, doscientas cincuenta, mil quinientos veintitrés", [21, 31, 250, 1523]),
        ("es", "medio millón de personas y tres mil millones", [500_000, 3_000_000_000]),
        ("ar", "خمسة عشر رجلا وخمس عشرة امرأة", [15, 15]),
        ("ar", "اثنا عشر شخصا، اثني عشر عنصرا، إحدى عشرة خلية", [12, 12, 11]),
        ("ar", "واحد وعشرون قتيلا وثلاثة وثلاثين جريحا", [21, 33]),
        ("ar", "مئة وخمسة وعشرون، مائتين، مئتان، ثلاثمائة، ست مئة", [125, 200, 200, 300, 600]),
        ("ar", "45 ألفا، ثلاثة آلاف، ألفا مقاتل، ألفان، مليونين", [45_000, 3000, 2000, 2000, 2_000_000]),
        ("ar", "ألف ومئتان، خمسة عشر ألفا، مليون ونصف", [1200, 15_000, 1_500_000]),
        ("ar", "٤٥ قتيلا و١٢ جريحا و 7 مفقودين", [45, 12, 7]),
        ("ar", "واحد و عشرون", [21]),
        ("ar", "1.350 شخصا", [1350]),
    ],
)
def test_values(language, text, expected):
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بخمسة أشخاص", ("خمسة", 5)),
        ("والأربعة", ("الأربعة", 4)),
        ("المتهمين الأربعة والعشرين", ("الأربعة والعشرين", 24)),
        ("لعشرين رهينة", ("عشرين", 20)),
        ("الـ19", ("19", 19)),
    ],
)
def test_clitics_stay_outside_but_the_article_inside(text, expected):
    assert read(text, "ar") == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "scores of people, dozens of homes, hundreds, several, the quarter"),
        ("fr", "des dizaines de morts, des centaines, placé en quarantaine, des millions"),
        ("es", "decenas de muertos, centenares, la media luna"),
        ("ar", "عشرات القتلى ومئات الجرحى وآلاف النازحين يوم الاثنين، لست أدري، بضعة أشخاص"),
    ],
)
def test_no_number_without_a_number(language, text):
    assert [m for m in find_numbers(fold(text), language) if m.kind == "cardinal"] == []


def test_dead_in_arabic_is_not_two_hundred():
    assert values("عثر عليهم ميتين", "ar") == []
    assert values("تحرير مئتين", "ar") == [200]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "at least 14", [("at least 14", 14, "at_least")]),
        ("en", "at least some 40 men", [("at least some 40", 40, "at_least")]),
        ("en", "14 people were killed at least", [("14", 14, "at_least")]),
        ("en", "a dozen soldiers", [("a dozen", 12, "about")]),
        ("en", "no more than 20", [("no more than 20", 20, "at_most")]),
        ("en", "police handed over 5 suspects", [("handed over 5", 5)]),
        ("en", "nearly two million", [("nearly two million", 2_000_000, "about")]),
        ("fr", "plus d'une centaine", [("plus d'une centaine", 100, "at_least")]),
        ("fr", "au moins une trentaine", [("au moins une trentaine", 30, "at_least")]),
        ("fr", "une vingtaine d'hommes", [("une vingtaine", 20, "about")]),
        ("fr", "près de 40, quelque 50", [("près de 40", 40, "about"), ("quelque 50", 50, "about")]),
        ("fr", "cinq morts au moins", [("cinq", 5, "at_least")]),
        ("fr", "cinq morts, au moins huit blessés", [("cinq", 5), ("au moins huit", 8, "at_least")]),
        ("es", "supera los 400", [("supera los 400", 400, "at_least")]),
        ("es", "unos 40 y una veintena", [("unos 40", 40, "about"), ("una veintena", 20, "about")]),
        ("es", "media docena", [("media docena", 6, "about")]),
        ("ar", "ما لا يقل عن 15 شخصا", [("ما لا يقل عن 15", 15, "at_least")]),
        ("ar", "29 جنديا على الأقل", [("29", 29, "at_least")]),
        ("ar", "وبحوالي ثلاثين", [("حوالي ثلاثين", 30, "about")]),
        ("ar", "بنحو ثلاثين", [("نحو ثلاثين", 30, "about")]),
        ("ar", "أكثر من سبعين", [("أكثر من سبعين", 70, "at_least")]),
    ],
)
def test_qualifiers(language, text, expected):
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "bounds"),
    [
        ("en", "10 to 15 fighters", [(10, 15)]),
        ("en", "10-15 fighters", [(10, 15)]),
        ("en", "two or three men", [(2, 3)]),
        ("en", "rose from 46 to 78", [(46, 46), (78, 78)]),
        ("en", "won 2-1 after 3-3", [(2, 2), (1, 1), (3, 3), (3, 3)]),
        ("fr", "entre 10 et 15 blessés", [(10, 15)]),
        ("fr", "est passé de 46 à 78", [(46, 46), (78, 78)]),
        ("es", "entre los 18 y los 59 heridos", [(18, 59)]),
        ("ar", "من 10 إلى 15 شخصا", [(10, 15)]),
        ("ar", "بين ثلاثة وخمسة أشخاص", [(3, 5)]),
        ("ar", "ارتفع من 46 إلى 78", [(46, 46), (78, 78)]),
    ],
)
def test_ranges(language, text, bounds):
    assert [(m.low, m.high) for m in find_numbers(fold(text), language)] == bounds


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "aged 26, 29, 31 and 35", ["age"] * 4),
        ("en", "between the ages of 18 and 59", ["age"]),
        ("en", "a 38-year-old man jailed for six years", ["age", "duration"]),
        ("en", "Major Moiz Abbas Shah, 37, led", ["age"]),
        ("en", "the women, who are between 23 and 40, were held", ["age"]),
        ("en", "on June 6, 2024 at 13:07", ["other", "year", "other", "other"]),
        ("en", "in November five soldiers died", ["cardinal"]),
        ("en", "court no. 5, article 218, law 03-03", ["article", "article", "article", "other"]),
        ("en", "28 percent, $2 million, 100 kilometres", ["percent", "other", "other"]),
        ("en", "AK-47 rifles, a G5 gun, 7.62 mm, 9/11", ["other"] * 4),
        ("en", "21 in 2015, 19 in 2016", ["cardinal", "year", "cardinal", "year"]),
        ("en", "three in five of the men", ["fraction"]),
        ("en", "the twenty-first raid, a third suspect, a third of them", ["ordinal", "ordinal", "fraction"]),
        ("en", "one in Madrid", ["one"]),
        ("en", "more at https://example.org/a1/2024", []),
        ("fr", "âgés de 26, 29, 31 et 35 ans", ["age"] * 4),
        ("fr", "un homme de 38 ans", ["one", "age"]),
        ("fr", "condamné à une peine de 20 ans de prison", ["one", "duration"]),
        ("fr", "condamnés à 3, 5 et 10 ans", ["duration"] * 3),
        ("fr", "le 12 sept. 2024, les 21 et 22 mars, le 1er juin", ["other", "year", "other", "other", "other"]),
        ("fr", "la loi n° 03-03, article 218-4", ["article", "other", "article", "article"]),
        ("fr", "à 10h30, vers 4 heures du matin", ["other", "other", "other"]),
        ("es", "de 38 años, pena de 20 años, 193 años de cárcel", ["age", "duration", "duration"]),
        ("es", "el 3 de mayo de 2024", ["other", "year"]),
        ("es", "2015 detenidos", ["cardinal"]),
        ("es", "los años 80", ["other"]),
        ("ar", "تتراوح أعمارهم بين 22 و46 سنة", ["age"]),
        ("ar", "في الثانية والثلاثين من عمره", ["age"]),
        ("ar", "بعشرين سنة سجنا، سنتين حبسا", ["duration", "duration"]),
        ("ar", "بين عامي 2002 و2015 من تفكيك 132 خلية", ["year", "year", "cardinal"]),
        ("ar", "2720 شخصا سنة 2015", ["cardinal", "year"]),
        ("ar", "المادة 218، رقم 5، عشرون بالمائة", ["article", "article", "percent"]),
        ("ar", "الخلية الثالثة والحادية عشرة", ["ordinal", "ordinal"]),
    ],
)
def test_kinds(language, text, kinds):
    assert [m.kind for m in find_numbers(fold(text), language)] == kinds


def test_units_belong_to_the_span_and_not_to_the_number():
    folded = fold("une peine de deux ans et demi")
    mention = find_numbers(folded, "fr")[-1]
    assert (mention.value, mention.kind) == (2.5, "duration")
    assert folded.source(mention.start, mention.end) == "deux ans et demi"
    assert folded.source(mention.number_start, mention.number_end) == "deux"


def test_folded_marks_and_thin_spaces():
    assert values("1\u202f234\u202f567 personnes", "en") == [1_234_567]
    assert values("قُتِلَ خَمْسَةُ أَشْخَاص", "ar") == [5]


def test_decimals_without_a_whole():
    assert values(".45 calibre", "en") == [0.45]
    assert values(".0,0", "ar") == [0]


def test_unknown_language():
    with pytest.raises(UnknownLanguage):
        find_numbers(fold("3"), "de")


# fmt: off
_PIECES = st.sampled_from([
    "one", "two", "hundred", "and", "half", "a", "third", "thousand", "million", "vingt", "et", "un", "quatre", "cents",
    "dix", "une vingtaine",
    "de", "à", "10", "15", "2.5", "1,216", "½", "7/8", "1/0", "-", ".", ",", "(", ")", "%", "e10",
    "^9", "2024", "الأربعة", "وعشرين", "مئة", "ألفا", "بالمائة", "نحو", "من",
    "إلى", "ثلاثة", "واحد", "treinta", "y", "dos",
    "mil", "millones", "ans", "years", "سنة", "june", "no.", "n°", "13:07", "99999999999999999999", "AK-47", "\n",
    "\u200f", "\u0301", "😀", "minus", "in", "point", "third of", "trillionths", "ثلث", "ونصف", "avos", "0",
])
# fmt: on
_TEXTS = st.one_of(st.text(), st.lists(_PIECES).map(" ".join), st.lists(_PIECES).map("".join))


@settings(max_examples=400, deadline=None)
@given(_TEXTS, st.sampled_from(["ar", "en", "es", "fr"]))
def test_any_text(text, language):
    folded = fold(text)
    mentions = find_numbers(folded, language)
    end = 0
    for mention in mentions:
        assert end <= mention.start <= mention.number_start < mention.number_end <= mention.end <= len(folded.text)
        assert mention.low <= mention.value <= mention.high
        end = mention.end
    assert find_numbers(folded, language) == mentions


def test_many_numbers_take_linear_time():
    started = time.process_time()
    assert len(find_numbers(fold("12 men, " * 10_000), "en")) == 10_000
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("language", "text", "bounds"),
    [
        ("en", "10 to 15 thousand fighters", (10_000, 15_000)),
        ("fr", "cinq à six mille hommes", (5000, 6000)),
        ("fr", "deux à trois millions d'habitants", (2_000_000, 3_000_000)),
        ("es", "entre 5 y 6 mil hombres", (5000, 6000)),
        ("ar", "ما بين 5 و6 آلاف مقاتل", (5000, 6000)),
        ("fr", "entre 500 et mille manifestants", (500, 1000)),
        ("es", "5 o 6 mil soldados", (5000, 6000)),
        ("en", "one or two thousand men", (1000, 2000)),
    ],
)
def test_a_scale_behind_a_range_counts_both_ends(language: str, text: str, bounds: tuple[int, int]) -> None:
    (number,) = find_numbers(fold(text), language)
    assert (number.low, number.high) == bounds


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ar", "3 آلاف و200 مقاتل", 3200),
        ("ar", "مليون و300 ألف لاجئ", 1_300_000),
        ("es", "3 millones 200 mil personas", 3_200_000),
        ("fr", "2 millions 500 000 habitants", 2_500_000),
        ("en", "3 hundred and 21 homes", 321),
        ("fr", "deux millions 300 mille habitants", 2_300_000),
    ],
)
def test_digits_go_on_behind_a_scale(language: str, text: str, value: int) -> None:
    assert values(text, language) == [value]


@given(st.sampled_from(["ألف", "مليون"]), st.integers(1, 999))
def test_digits_behind_a_scale_add_up(scale: str, rest: int) -> None:
    assert values(f"{scale} و{rest} شخص", "ar") == [{"ألف": 1000, "مليون": 10**6}[scale] + rest]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "une bonne trentaine de blessés", [30]),
        ("fr", "une petite dizaine d'hommes", [10]),
        ("es", "una buena veintena de vecinos", [20]),
        ("es", "millón y medio de refugiados", [1_500_000]),
        ("es", "miles de refugiados", []),
        ("en", "a couple of hundred villagers", [200]),
        ("en", "one point five million people", [1_500_000]),
        ("en", "a limit of .08 percent", [0.08]),
        ("en", "3 thousand killed and 21 hurt", [3000, 21]),
    ],
)
def test_words_between_a_number_and_what_it_multiplies(language: str, text: str, expected: list[float]) -> None:
    assert values(text, language) == expected
