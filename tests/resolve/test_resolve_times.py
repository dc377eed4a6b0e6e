"""Times in the calendar, and what stays open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.annotate.times import find_times
from marsad.dates import DateValue, is_partial_date
from marsad.mentions import TimeMention, TimePoint
from marsad.resolve.times import period_of, resolve_time, resolve_times, weekday_check
from marsad.spans import fold


def mention(language: str, text: str) -> TimeMention:
    found = find_times(fold(text), language)
    assert len(found) == 1, found
    return found[0]


def resolved(language: str, text: str, published: str | None, anchor: str | None = None) -> tuple[str, str] | None:
    value = resolve_time(mention(language, text), published, anchor)
    return None if value is None or value.start is None or value.end is None else (value.start, value.end)


@pytest.mark.parametrize(
    ("language", "text", "published", "start", "end"),
    [
        ("en", "6 June 2024", None, "2024-06-06", "2024-06-06"),
        ("en", "in June 2024", None, "2024-06", "2024-06"),
        ("en", "late 2015", None, "2015", "2015"),
        ("en", "on Tuesday", "2020-02-04", "2020-02-04", "2020-02-04"),
        ("en", "on Tuesday", "2020-02-03", "2020-01-28", "2020-01-28"),
        ("en", "last Friday", "2025-05-30", "2025-05-23", "2025-05-23"),
        ("en", "next Friday", "2025-05-30", "2025-06-06", "2025-06-06"),
        ("en", "on 24 May", "2025-06-02", "2025-05-24", "2025-05-24"),
        ("en", "in November", "2025-01-27", "2024-11", "2024-11"),
        ("en", "last June", "2024-06-20", "2023-06", "2023-06"),
        ("en", "in June", "2024-06", "2024-06", "2024-06"),
        ("en", "3 to 9 July", "2024-07-10", "2024-07-03", "2024-07-09"),
        ("en", "last week", "2024-06-20", "2024-06-10", "2024-06-16"),
        ("en", "over the weekend", "2024-06-20", "2024-06-15", "2024-06-16"),
        ("en", "last month", "2024-01-20", "2023-12", "2023-12"),
        ("en", "last month", "2024-01", "2023-12", "2023-12"),
        ("en", "this year", "2024", "2024", "2024"),
        ("en", "between 7 October and the end of 2023", None, "2023-10-07", "2023-12-31"),
        ("en", "in the 1990s", None, "1990", "1999"),
        ("en", "the third Wednesday of May 2024", None, "2024-05-15", "2024-05-15"),
        ("en", "the first week of 2015", None, "2014-12-29", "2015-01-04"),
        ("fr", "il y a trois jours", "2024-03-02", "2024-02-28", "2024-02-28"),
        ("fr", "le 29 février", "2023-05-01", "2020-02-29", "2020-02-29"),
        ("fr", "la nuit de mercredi à jeudi", "2024-06-21", "2024-06-19", "2024-06-20"),
        ("fr", "Jeudi de la semaine dernière", "2021-01-29", "2021-01-21", "2021-01-21"),
        ("fr", "le 11 du mois dernier", "2024-06-20", "2024-05-11", "2024-05-11"),
        ("fr", "hier vendredi", "2024-06-23", "2024-06-21", "2024-06-21"),
        ("fr", "ce mardi", "2023-01", "2023-01", "2023-01"),
        ("en", "yesterday", "2024-06", "2024-06", "2024-06"),
        ("es", "la pasada madrugada", "2014-09-26", "2014-09-26", "2014-09-26"),
        ("es", "17 y 18 de agosto", "2017-12-27", "2017-08-17", "2017-08-18"),
        ("ar", "يوم 17 سبتمبر من العام الماضي", "2025-06-03", "2024-09-17", "2024-09-17"),
        ("ar", "ليلة الأربعاء-الخميس 2 مارس", "2023-03-16", "2023-03-01", "2023-03-02"),
        ("ar", "ليلة أمس الأربعاء", "2019-10-31", "2019-10-30", "2019-10-30"),
        ("ar", "النصف الأول من السنة الجارية", "2024-07-10", "2024-01", "2024-06"),
    ],
)
def test_resolved(language: str, text: str, published: str | None, start: str, end: str) -> None:
    assert resolved(language, text, published) == (start, end)


@pytest.mark.parametrize(
    ("language", "text", "published"),
    [
        ("en", "on Tuesday", None),
        ("en", "last Tuesday week", "2024"),
        ("en", "on 24 May", None),
        ("en", "on 24 May", "2024"),
        ("en", "last month", "2024"),
        ("en", "the same day", "2024-06-20"),
        ("en", "a few days ago", "2024-06-20"),
        ("en", "before 2015", "2024-06-20"),
        ("fr", "le lendemain", "2024-06-20"),
        ("ar", "أمس", None),
        ("en", "on Tuesday", "no date"),
    ],
)
def test_never_guessed(language: str, text: str, published: str | None) -> None:
    assert resolved(language, text, published) is None


@pytest.mark.parametrize(
    ("language", "text", "anchor", "start"),
    [
        ("en", "the same day", "2024-06-06", "2024-06-06"),
        ("en", "the same day", "2018-12", "2018-12"),
        ("en", "three days earlier", "2024-06-06", "2024-06-03"),
        ("en", "in November of the same year", "2015-06-26", "2015-11"),
        ("en", "that same Thursday", "2024-06-08", "2024-06-06"),
        ("fr", "Quelques jours plus tard", "2018-12", "2018-12"),
        ("fr", "l'année suivante", "2015", "2016"),
        ("es", "al día siguiente", "2024-12-31", "2025-01-01"),
        ("ar", "وفي اليوم الموالي", "2025-06-01", "2025-06-02"),
    ],
)
def test_told_from_another_date(language: str, text: str, anchor: str, start: str) -> None:
    value = resolve_time(mention(language, text), "2030-01-01", anchor)
    assert value is not None
    assert (value.start, value.basis) == (start, "relative")


def test_precision_and_basis() -> None:
    assert resolve_time(mention("en", "6 June 2024"), None) == DateValue("2024-06-06", "2024-06-06", "day", "stated")
    assert resolve_time(mention("en", "in June"), "2024-07-01") == DateValue("2024-06", "2024-06", "month", "relative")


def test_a_text_in_order() -> None:
    text = (
        "A gunman struck on 26 June 2015. Three months before that, on 18 March, two men struck. "
        "Another in November of the same year."
    )
    times = find_times(fold(text), "en")
    values = resolve_times(times, "2019-02-09")
    assert [value.start for value in values if value is not None] == ["2015-06-26", "2015-03", "2015-03-18", "2015-11"]


def test_same_weekday_looks_back_for_its_day() -> None:
    text = "Arrêté jeudi dernier. Le 30 septembre 2019, un assaut. Le même jeudi, un autre poste a été visé."
    values = resolve_times(find_times(fold(text), "fr"), "2025-06-09")
    assert [value.start for value in values if value is not None] == ["2025-06-05", "2019-09-30", "2025-06-05"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "since 2015", ("2015", None, "since")),
        ("ar", "إلى متم 2023", (None, "2023", "until")),
        ("es", "entre 2002 y 2018", ("2002", "2018", "between")),
        ("en", "since the start of the year", ("2024", None, "since")),
        ("fr", "avant 2015", (None, "2015", "before")),
        ("en", "in 2015", ("2015", "2015", "on")),
        ("en", "over the past five years", ("2019", "2024", "between")),
        ("en", "the same day", (None, None, "on")),
    ],
)
def test_periods_of_figures(language: str, text: str, expected: tuple[str | None, str | None, str]) -> None:
    assert period_of(mention(language, text), "2024-06-20") == expected


def test_weekday_against_date() -> None:
    right = weekday_check(mention("ar", "يوم الخميس 6 يونيو 2024"))
    wrong = weekday_check(mention("en", "Friday, 6 June 2024"))
    assert right is not None
    assert right.agrees
    assert wrong is not None
    assert (wrong.stated, wrong.actual, wrong.date, wrong.agrees) == (4, 3, "2024-06-06", False)
    assert weekday_check(mention("en", "6 June 2024")) is None
    assert weekday_check(mention("en", "Thursday 6 June")) is None
    assert weekday_check(mention("en", "Thursday 6 June"), "2024-06-20") is not None


_UNITS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "season", "year", "decade", "century", None])
_POINTS = st.builds(
    TimePoint,
    year=st.one_of(st.none(), st.integers(1, 9999)),
    month=st.one_of(st.none(), st.integers(1, 12)),
    day=st.one_of(st.none(), st.integers(1, 31)),
    weekday=st.one_of(st.none(), st.integers(0, 6)),
    unit=_UNITS,
    shift=st.one_of(st.none(), st.integers(-9999, 9999)),
    direction=st.integers(-1, 1),
    nth=st.one_of(st.none(), st.integers(-1, 60)),
)
_DATES = st.one_of(st.none(), st.sampled_from(["0001-01-01", "9999-12-31", "2024-02-29", "2024-06", "2024", "x"]))

_KINDS = st.sampled_from(["none", "year", "document", "narrative"])


@given(_POINTS, st.one_of(st.none(), _POINTS), _DATES, _DATES, _KINDS)
def test_never_fails(
    first: TimePoint, last: TimePoint | None, published: str | None, anchor: str | None, kind: str
) -> None:
    time = TimeMention(0, 1, "on" if last is None else "between", first, last, anchor=kind)  # type: ignore[arg-type]
    value = resolve_time(time, published, anchor)
    if value is not None:
        assert value.start is not None and is_partial_date(value.start)
        assert value.end is not None and is_partial_date(value.end)
    weekday_check(time, published)
    period_of(time, published)
