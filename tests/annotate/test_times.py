"""Time expressions in four languages: what is found, what it hangs on, and what is no time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.annotate.time_durations import parse_duration
from marsad.annotate.times import document_date, find_times, read_time
from marsad.errors import UnknownLanguage
from marsad.mentions import TimeMention, TimePoint
from marsad.resolve.times import resolve_time
from marsad.spans import fold

LANGUAGES = ("ar", "fr", "es", "en")


def times(language: str, text: str) -> list[tuple[str, TimeMention]]:
    folded = fold(text)
    return [(folded.source(time.start, time.end), time) for time in find_times(folded, language)]


def only(language: str, text: str) -> TimeMention:
    found = times(language, text)
    assert len(found) == 1, found
    return found[0][1]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They met on 6 June 2024 in Rabat.", (2024, 6, 6)),
        ("en", "They met on June 6, 2024 in Rabat.", (2024, 6, 6)),
        ("en", "They met on the sixth of June 2024.", (2024, 6, 6)),
        ("en", "They met on 22 Nov. 2024 again.", (2024, 11, 22)),
        ("en", "He arrived 2024-06-06 by sea.", (2024, 6, 6)),
        ("fr", "Ils se sont vus le 6 juin 2024 à Rabat.", (2024, 6, 6)),
        ("fr", "Ils se sont vus le 1er mars 2024.", (2024, 3, 1)),
        ("fr", "Réunion du 26 janv. 2025 à Salé", (2025, 1, 26)),
        ("fr", "Réunion du 06/07/2024 à Salé", (2024, 7, 6)),
        ("es", "Se vieron el 6 de junio de 2024.", (2024, 6, 6)),
        ("es", "Se vieron el primero de enero de 2024.", (2024, 1, 1)),
        ("es", "Se vieron el dos de mayo de 2008.", (2008, 5, 2)),
        ("ar", "التقيا يوم 6 يونيو 2024 بالرباط", (2024, 6, 6)),
        ("ar", "التقيا في 6 حزيران/يونيو 2024", (2024, 6, 6)),
        ("ar", "التقيا في ٦ آذار (مارس) ٢٠٢٤", (2024, 3, 6)),
        ("ar", "التقيا في 6 جوان 2024", (2024, 6, 6)),
        ("ar", "التقيا في 18 يوليوز 2019", (2019, 7, 18)),
        ("ar", "التقيا في 16 جانفي 2013", (2013, 1, 16)),
        ("ar", "التقيا في 3 كانون الثاني 2024", (2024, 1, 3)),
        ("ar", "التقيا في الحادي والعشرين من غشت 2024", (2024, 8, 21)),
    ],
)
def test_full_dates(language: str, text: str, expected: tuple[int, int, int]) -> None:
    time = only(language, text)
    assert (time.first.year, time.first.month, time.first.day) == expected
    assert (time.relation, time.anchor, time.grain) == ("on", "none", "day")


def test_month_first_where_the_text_writes_so() -> None:
    found = times("en", "Seen on 06/07/2024, again on 06/25/2024.")
    assert [(time.first.month, time.first.day) for _, time in found] == [(6, 7), (6, 25)]
    assert only("en", "Seen on 06/07/2024.").first.month == 7
    folded = fold("Seen on 06/07/2024.")
    assert find_times(folded, "en", month_first=True)[0].first.month == 6


@pytest.mark.parametrize(
    ("language", "text", "year", "month"),
    [
        ("en", "in June 2024", 2024, 6),
        ("en", "In late June the army moved.", None, 6),
        ("fr", "début décembre dernier", None, 12),
        ("fr", "à la mi-mai 2020", 2020, 5),
        ("es", "a finales de mayo de 2019", 2019, 5),
        ("ar", "مطلع شهر يونيو", None, 6),
        ("ar", "مطلع تشرين الأول/أكتوبر 2023", 2023, 10),
    ],
)
def test_months(language: str, text: str, year: int | None, month: int) -> None:
    time = only(language, text)
    assert (time.first.year, time.first.month, time.first.day, time.grain) == (year, month, None, "month")
    assert time.anchor == ("none" if year else "year")


def test_years_in_a_row_of_figures() -> None:
    found = times("en", "21 cells in 2015, 19 the year after, nine in 2017 (2018: eleven).")
    assert [time.first.year for _, time in found] == [2015, None, 2017, 2018]
    assert found[1][1].anchor == "narrative"
    assert found[1][1].first.shift == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "en 2015"),
        ("es", "durante 2015"),
        ("ar", "سنة 2015"),
        ("ar", "عام 2015"),
        ("ar", "في 2015"),
        ("en", "(2015)"),
    ],
)
def test_years(language: str, text: str) -> None:
    time = only(language, text)
    assert (time.first, time.grain, time.anchor) == (TimePoint(year=2015), "year", "none")


@pytest.mark.parametrize(
    ("language", "text", "weekday", "direction"),
    [
        ("en", "on Tuesday", 1, 0),
        ("en", "last Friday", 4, -1),
        ("fr", "ce mardi", 1, 0),
        ("fr", "vendredi dernier", 4, -1),
        ("es", "este viernes", 4, 0),
        ("es", "el pasado viernes", 4, -1),
        ("ar", "الثلاثاء الماضي", 1, -1),
        ("ar", "مساء الاثنين", 0, 0),
    ],
)
def test_weekdays(language: str, text: str, weekday: int, direction: int) -> None:
    time = only(language, text)
    assert (time.first.weekday, time.first.direction, time.anchor) == (weekday, direction, "document")


def test_weekday_is_kept_beside_a_date() -> None:
    assert only("ar", "يوم الخميس 6 يونيو 2024").first == TimePoint(2024, 6, 6, 3)
    assert only("fr", "au petit jour du lundi 29 novembre").first.weekday == 0
    assert only("es", "el domingo 1 de junio").first == TimePoint(None, 6, 1, 6)


@pytest.mark.parametrize(
    ("language", "text", "unit", "shift"),
    [
        ("en", "yesterday", "day", -1),
        ("en", "two days ago", "day", -2),
        ("en", "last week", "week", -1),
        ("en", "this year", "year", 0),
        ("fr", "hier vendredi", "day", -1),
        ("fr", "il y a trois jours", "day", -3),
        ("fr", "l'an dernier", "year", -1),
        ("es", "hace dos días", "day", -2),
        ("es", "la pasada madrugada", "day", 0),
        ("es", "anoche", "day", -1),
        ("ar", "اليوم الجمعة", "day", 0),
        ("ar", "قبل يومين", "day", -2),
        ("ar", "منذ ثلاثة أيام", "day", -3),
        ("ar", "أول أمس الأحد", "day", -2),
        ("ar", "الأسبوع الماضي", "week", -1),
    ],
)
def test_relative_to_the_document(language: str, text: str, unit: str, shift: int) -> None:
    time = only(language, text)
    assert (time.first.unit, time.first.shift, time.anchor) == (unit, shift, "document")


@pytest.mark.parametrize(
    ("language", "text", "unit", "shift"),
    [
        ("en", "the same day", "day", 0),
        ("en", "three days later", "day", 3),
        ("en", "three days earlier", "day", -3),
        ("fr", "le lendemain", "day", 1),
        ("fr", "la veille", "day", -1),
        ("fr", "cette année-là", "year", 0),
        ("es", "al día siguiente", "day", 1),
        ("es", "ese mismo día", "day", 0),
        ("ar", "في اليوم نفسه", "day", 0),
        ("ar", "وفي اليوم الموالي", "day", 1),
        ("ar", "بعد ذلك بيومين", "day", 2),
    ],
)
def test_relative_to_the_story(language: str, text: str, unit: str, shift: int) -> None:
    time = only(language, text)
    assert (time.first.unit, time.first.shift, time.anchor) == (unit, shift, "narrative")


def test_that_same_thursday() -> None:
    time = times("en", "On that same Thursday two men were held.")[0][1]
    assert (time.first.weekday, time.anchor) == (3, "narrative")


@pytest.mark.parametrize(
    ("language", "text", "relation"),
    [
        ("en", "since 2015", "since"),
        ("en", "so far this year", "since"),
        ("fr", "depuis le début de l'année", "since"),
        ("es", "desde el 11 de marzo de 2004", "since"),
        ("ar", "منذ بداية السنة الجارية", "since"),
        ("ar", "منذ سنة 2015", "since"),
        ("en", "up to 6 June 2024", "until"),
        ("en", "to the end of 2023", "until"),
        ("es", "hasta el 17 de febrero", "until"),
        ("ar", "إلى متم 2023", "until"),
        ("ar", "إلى حدود 6 يونيو", "until"),
        ("fr", "avant 2015", "before"),
        ("en", "after 7 October 2023", "after"),
    ],
)
def test_open_periods(language: str, text: str, relation: str) -> None:
    assert only(language, text).relation == relation


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "between 2002 and 2018", TimePoint(2002), TimePoint(2018)),
        ("en", "from 2015 to the end of 2023", TimePoint(2015), TimePoint(2023)),
        ("en", "2015-2019:", TimePoint(2015), TimePoint(2019)),
        ("en", "3 to 9 July", TimePoint(None, 7, 3), TimePoint(None, 7, 9)),
        ("en", "June 3-9, 2024", TimePoint(2024, 6, 3), TimePoint(2024, 6, 9)),
        ("en", "between January and 6 June 2024", TimePoint(2024, 1), TimePoint(2024, 6, 6)),
        ("en", "in the first half of 2024", TimePoint(2024, 1), TimePoint(2024, 6)),
        ("fr", "du 3 au 9 juillet", TimePoint(None, 7, 3), TimePoint(None, 7, 9)),
        ("fr", "Les 30 septembre et 1er octobre 2019", TimePoint(2019, 9, 30), TimePoint(2019, 10, 1)),
        ("fr", "la nuit de mercredi à jeudi", TimePoint(weekday=2), TimePoint(weekday=3)),
        ("es", "17 y 18 de agosto de 2017", TimePoint(2017, 8, 17), TimePoint(2017, 8, 18)),
        ("es", "desde 2004 hasta 2019", TimePoint(2004), TimePoint(2019)),
        ("ar", "بين 2002 و2018", TimePoint(2002), TimePoint(2018)),
        ("ar", "من سنة 2015 إلى نهاية 2023", TimePoint(2015), TimePoint(2023)),
        ("ar", "ليلة الأربعاء الخميس", TimePoint(weekday=2), TimePoint(weekday=3)),
        ("ar", "يومي الثلاثاء والأربعاء", TimePoint(weekday=1), TimePoint(weekday=2)),
    ],
)
def test_ranges(language: str, text: str, first: TimePoint, last: TimePoint) -> None:
    time = only(language, text)
    assert (time.relation, time.first, time.last) == ("between", first, last)


def test_a_list_of_days_is_no_range() -> None:
    found = times("en", "on 3, 5 and 9 July 2024")
    assert [time.first.day for _, time in found] == [3, 5, 9]
    assert {time.first.month for _, time in found} == {7}


def test_hijri_dates_become_gregorian() -> None:
    assert only("ar", "29 رمضان 1446 هـ").first == TimePoint(2025, 3, 29)
    assert only("ar", "عام 1445 هـ").first == TimePoint(2023, 7, 19)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He may march with the second man, 38, for three years."),
        ("en", "12 years in prison; every Friday; on 20 August Street; in recent weeks"),
        ("en", "killed 2015 people and held 1,995 more"),
        ("en", "the last few months of his life"),
        ("fr", "rue du 20 août et place du 1er novembre"),
        ("fr", "la planète Mars, 38 ans, au second rang, chaque lundi"),
        ("fr", "condamné à dix ans de prison"),
        ("es", "Carlos Domingo vive en Santo Domingo, calle 9 de Julio"),
        ("es", "una multa de 2000 dirhams y tres años de cárcel"),
        ("ar", "شارع 20 غشت وسوق الأربعاء"),
        ("ar", "حكم عليه بعشر سنوات سجنا"),
    ],
)
def test_no_times(language: str, text: str) -> None:
    assert not [found for found in times(language, text) if found[0] != "الأربعاء"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "RABAT, Feb 4, 2020 (Agency) - Six people were held.", "2020-02-04"),
        ("en", "By A. Writer\nFriday, May 3, 2024 | News\n\nFive men were held.", "2024-05-03"),
        ("en", "7 Jun, 2024 @ 10:15\nFive men were held.", "2024-06-07"),
        ("fr", "ALGER, 8 novembre 2018 (APS) - Des militaires ont arrêté un homme.", "2018-11-08"),
        ("fr", "031530 MAI 2024\nUn homme a été arrêté.", "2024-05-03"),
        ("fr", "Rabat, 4 fév. (MAP) - Le Bureau a arrêté un homme.", None),
        ("es", "Damasco/Beirut. 22/06/2025. 23:47\n\nMurieron tres.", "2025-06-22"),
        ("ar", "باريس، 4 تموز/يوليو 2023 (أ ف ب)\n\nأعلنت الوزارة", "2023-07-04"),
        ("en", "On 6 June 2015 a man was held. He was tried later.", None),
    ],
)
def test_document_date(language: str, text: str, expected: str | None) -> None:
    assert document_date(find_times(fold(text), language)) == expected


def test_dateline_is_told_from_the_story() -> None:
    found = times("en", "RABAT, Feb 4 (Agency) - Six were held on 3 February.")
    assert [time.dateline for _, time in found] == [True, False]


def test_phrases_known_to_be_times() -> None:
    bare = read_time("le 27", "fr")
    assert bare is not None
    assert bare.first.day == 27
    numeric = read_time("4/22", "en", month_first=True)
    assert numeric is not None
    assert (numeric.first.month, numeric.first.day) == (4, 22)
    worded = read_time("two thousand and eighteen", "en")
    assert worded is not None
    assert worded.first.year == 2018
    assert read_time("four men", "en") is None


@pytest.mark.parametrize(
    ("language", "text", "seconds"),
    [
        ("en", "two and a half hours", 9000),
        ("en", "half an hour", 1800),
        ("fr", "trois ans et demi", 3.5 * 365 * 86400),
        ("fr", "vingt quatre heures", 86400),
        ("es", "tres días", 3 * 86400),
        ("ar", "يومين", 2 * 86400),
        ("ar", "3.5 ثانية", 3.5),
    ],
)
def test_durations(language: str, text: str, seconds: float) -> None:
    duration = parse_duration(text, language)
    assert duration is not None
    assert duration.seconds == seconds


def test_no_duration() -> None:
    assert parse_duration("four men", "en") is None


def test_unknown_language() -> None:
    with pytest.raises(UnknownLanguage):
        find_times(fold("heute"), "de")


_WORDS = """
    in on le la 6 31 2024 1445 june juin يونيو رمضان هـ last الماضي year month day jours يوم من إلى to and و
    - / , . : ( ) 31/02/2024 99/99/9999 061530 since depuis before two ago il y a q1 half of ليلة الخميس
    night tuesday à 000 99999999999999 nineteen twenty thousand 1990s ½ ² أول 🙂 e\u0301
"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n"])


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=14).map(" ".join)), st.sampled_from(LANGUAGES))
def test_never_fails_and_spans_are_in_order(text: str, language: str) -> None:
    folded = fold(text)
    end = 0
    for time in find_times(folded, language):
        assert end <= time.start < time.end <= len(folded.text)
        end = time.end
    read_time(text, language)
    parse_duration(text, language)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("BOGOTA, 2 FEB 89 (EFE) -- THE POLICE REPORTED SIX ARRESTS.", 1989),
        ("SAN SALVADOR, 3 JAN 90 -- THE ARMY REPORTED AN ATTACK.", 1990),
        ("Rabat, 4 Feb. 20 (MAP) - The police reported six arrests.", 2020),
    ],
)
def test_dateline_with_a_short_year(text: str, year: int) -> None:
    (_, time) = times("en", text)[0]
    assert time.dateline
    assert time.first.year == year


def test_two_digits_behind_a_day_are_no_year_in_running_text() -> None:
    assert [time.first.year for _, time in times("en", "On 4 February 20 men were arrested in Rabat.")] == [None]


def placed(text: str, language: str, published: str = "2024-06-13") -> list[str]:
    """The dates of a text written on a Thursday."""
    values = [resolve_time(time, published) for time in find_times(fold(text), language)]
    return [value.start if value.start == value.end else f"{value.start} {value.end}" for value in values if value]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "freed two years and three months ago", ["2022-03"]),
        ("fr", "il a fui il y a un an et deux mois", ["2023-04"]),
        ("es", "llegó hace un mes y 10 días", ["2024-05-03"]),
        ("ar", "اعتقل قبل سنة وشهرين", ["2023-04"]),
        ("en", "the raid a year and a half ago", []),  # about so long: no month can be named
        ("es", "huyó hace un año y medio", []),
        ("ar", "سجن ثلاث سنوات مضت", ["2021"]),
        ("fr", "au 2e semestre 2023", ["2023-07 2023-12"]),
        ("fr", "au cours du dernier trimestre de 2019", ["2019-10 2019-12"]),
        ("en", "in the last three months of 2019", ["2019-10 2019-12"]),
        ("es", "el 1.º de mayo de 2020", ["2020-05-01"]),
        ("en", "on 13-Nov-2015 and 2016-Mar-22", ["2015-11-13", "2016-03-22"]),
        ("en", "in 2018-19", ["2018 2019"]),
        ("en", "in March of last year", ["2023-03"]),
        ("en", "the march of the widows", []),
        ("fr", "la semaine dernière entre mercredi et vendredi", ["2024-06-05 2024-06-07"]),
        ("es", "la semana pasada de martes a jueves", ["2024-06-04 2024-06-06"]),
        ("fr", "la semaine dernière, de lundi à jeudi", ["2024-06-03 2024-06-06"]),
        ("fr", "ces dix derniers jours", ["2024-06-03 2024-06-13"]),
    ],
)
def test_sums_stretches_and_days_of_a_week(language: str, text: str, expected: list[str]) -> None:
    assert placed(text, language) == expected


@given(st.integers(1, 9), st.integers(1, 11), st.sampled_from(["2024-06-13", "2020-02-29", "2017-01-31"]))
def test_a_sum_of_years_and_months_is_counted_in_months(years: int, months: int, published: str) -> None:
    (found,) = placed(f"il y a {years} ans et {months} mois", "fr", published)
    year, month = divmod(int(published[:4]) * 12 + int(published[5:7]) - 1 - 12 * years - months, 12)
    assert found == f"{year}-{month + 1:02d}"


@given(st.integers(1, 30), st.integers(1, 27))
def test_a_sum_with_days_is_a_day(months: int, days: int) -> None:
    (found,) = placed(f"{months} months and {days} days ago", "en")
    (same,) = placed(f"{months} months and {days + 1} days ago", "en")
    assert date.fromisoformat(found) - date.fromisoformat(same) == timedelta(days=1)


@pytest.mark.parametrize(
    ("language", "phrase", "expected"),
    [
        ("en", "week 10", ("2024-03-04", "2024-03-10")),
        ("fr", "la semaine du 18", ("2024-05-13", "2024-05-19")),
        ("en", "second Sunday", ("2024-06-09", "2024-06-09")),
        ("es", "22-4", ("2024-04-22", "2024-04-22")),
        ("fr", "22.04", ("2024-04-22", "2024-04-22")),
        ("ar", "الأسابيع الثلاثة القادمة", ("2024-07-01", "2024-07-07")),
        ("ar", "يومين من الآن", ("2024-06-15", "2024-06-15")),
    ],
)
def test_phrases_that_are_times_where_one_is_expected(language: str, phrase: str, expected: tuple[str, str]) -> None:
    mention = read_time(phrase, language)
    assert mention is not None
    value = resolve_time(mention, "2024-06-13")
    assert value is not None
    assert (value.start, value.end) == expected
