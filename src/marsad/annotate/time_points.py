"""Builders of calendar points: days, months, years and stretches of them, by their own names or numbers."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from hijridate import Hijri

from marsad.annotate.time_drafts import Builder, Draft, Hit, small_number
from marsad.annotate.time_words import CODES
from marsad.mentions import TimeAnchor, TimeGrain, TimePoint

__all__ = ["CALENDAR"]

# Part of a month whose day is in no calendar; the pipeline reports it.
IMPOSSIBLE = "impossible"


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether a day can be in the calendar; without a year the leap day can."""
    if month is None or not 1 <= month <= 12:
        return month is None
    return day is None or 1 <= day <= monthrange(year or 2000, month)[1]


def _dated(hit: Hit, kind: str, month: int, day: int | None, *, sure: bool = True) -> Draft | None:
    """A day or month with what the words say of its year."""
    year = hit.value("y")
    if not _exists(year, month, day):
        return None
    point = TimePoint(year=year, month=month, day=day, weekday=hit.value("w"))
    anchor: TimeAnchor = "none"
    shift = hit.value("ra", "rb")
    told = hit.value("na", "nb", "nc")
    if year is not None:
        pass
    elif shift is not None:
        point, anchor = replace(point, unit="year", shift=shift), "document"
    elif told is not None:
        point, anchor = replace(point, unit="year", shift=told), "narrative"
    else:
        point, anchor = replace(point, direction=hit.value("rm", "rp") or 0), "year"
    grain: TimeGrain = "day" if day is not None else "month"
    return Draft(kind, point, grain=grain, anchor=anchor, part=hit.part, sure=sure)


def _day(hit: Hit) -> Draft | None:
    """6 June 2024, jeudi 6 juin, يوم الخميس 6 يونيو."""
    month = hit.value("m")
    assert month is not None
    if hit.kind("d") == "ow" and hit.kind("m") == "amonth" and hit.value("y") is None and hit.around(-1) != "the":
        return None  # "second may", "first march"
    day = hit.value("d", "d2")
    if not _exists(hit.value("y"), month, day) and _exists(None, month, None):
        whole = _dated(hit, "M", month, None)  # "31 June": the month stands, and the reader is told of the day
        return replace(whole, part=IMPOSSIBLE) if whole is not None else None
    return _dated(hit, "D", month, day)


def _dashed_day(hit: Hit) -> Draft | None:
    """13-Nov-2015, 2019-aug-1."""
    month = hit.value("m")
    return None if month is None else _dated(hit, "D", month, hit.value("d"))


def _month_day(hit: Hit) -> Draft | None:
    """June 6, 2024; without a year only where the language writes so, and not "in June 6 people"."""
    month = hit.value("m")
    assert month is not None
    if hit.value("y") is None and CODES["slash"] not in hit.match.group() and not _month_day_alone(hit):
        return None
    return _dated(hit, "D", month, hit.value("d", "d2"))


def _month_day_alone(hit: Hit) -> bool:
    if not hit.words.month_first or hit.around(0) == "counted":
        return False
    if hit.around(-1) == "in" and hit.kind("d") == "dd" and hit.index("w") < 0:
        return False
    opened = hit.around(-1) in ("on", "since", "from", "until", "the")
    return hit.kind("m") == "month" or hit.around(0) != "word" or opened


def _numeric(hit: Hit) -> Draft | None:
    """2024-06-06, 06/06/2024: day first, unless only the other order exists or the text writes the month first."""
    first, second, third, (first_length, last_length) = hit.tokens.values[hit.index("n")]
    if first_length == 4:
        orders = [(first, second, third)]
    else:
        year = third if last_length == 4 else third + (2000 if third < 70 else 1900)
        orders = [(year, second, first), (year, first, second)]
        if hit.month_first:
            orders.reverse()
    for year, month, day in orders:
        if 1 <= month <= 12 and _exists(year, month, day) and 1900 <= year < 2100:
            return Draft("D", TimePoint(year=year, month=month, day=day, weekday=hit.value("w")), part=hit.part)
    return None


def _stamp(hit: Hit) -> Draft | None:
    """031530 MAI 2024: day, hour and minute in one number."""
    stamp = hit.name("g") or ""
    month, year = hit.value("m"), hit.value("y")
    day, hour, minute = int(stamp[:2]), int(stamp[2:4]), int(stamp[4:])
    if month is None or not (_exists(year, month, day) and hour < 24 and minute < 60):
        return None
    return Draft("D", TimePoint(year=year, month=month, day=day))


def _gregorian(day: date, weekday: int | None = None) -> TimePoint:
    return TimePoint(year=day.year, month=day.month, day=day.day, weekday=weekday)


def _hijri(hit: Hit) -> Draft | None:
    """15 رمضان 1445: converted by the Umm al-Qura calendar; a month becomes its first and last day."""
    year, month, day = hit.value("y"), hit.value("m"), hit.value("d")
    assert year is not None and month is not None
    try:
        first = Hijri(year, month, day or 1)
        if day is not None:
            return Draft("D", _gregorian(first.to_gregorian(), hit.value("w")), part="hijri")
        last = Hijri(year, month, first.month_length())
    except (ValueError, OverflowError):
        return None
    return _hijri_stretch(first, last)


def _hijri_stretch(first: Hijri, last: Hijri) -> Draft:
    points = (_gregorian(first.to_gregorian()), _gregorian(last.to_gregorian()))
    return Draft("H", points[0], points[1], relation="between", part="hijri")


def _hijri_year(hit: Hit) -> Draft | None:
    """عام 1445 هـ."""
    year = hit.value("y")
    if year is None or (hit.index("u") < 0 and hit.words.language != "ar"):
        return None
    try:
        first, month = Hijri(year, 1, 1), Hijri(year, 12, 1)
        return _hijri_stretch(first, Hijri(year, 12, month.month_length()))
    except (ValueError, OverflowError):
        return None


def _numeric_month(hit: Hit) -> Draft | None:
    """06/2024, 2024-06."""
    first, second = hit.pair("n") if hit.index("n") >= 0 else (hit.value("d") or 0, hit.value("y") or 0)
    year, month = (first, second) if first > 31 else (second, first)
    if first > 31 and second == (first + 1) % 100 and 1900 <= year < 2099:  # "2011-12": years that follow each other
        return Draft("H", TimePoint(year=year), TimePoint(year=year + 1), "between", "year")
    if not 1 <= month <= 12 or not 1900 <= year < 2100:
        return None
    return Draft("M", TimePoint(year=year, month=month), grain="month")


def _year_month(hit: Hit) -> Draft | None:
    """2016, Nov."""
    month = hit.value("m")
    return None if month is None or hit.kind("m") == "amonth" else _dated(hit, "M", month, None)


def _nth_weekday(hit: Hit) -> Draft | None:
    """The third Wednesday of May, of last month; alone, of this month."""
    nth = -1 if hit.kind("o") == "last" else hit.value("o")
    month, shift = hit.value("m"), hit.value("r", "rb")
    if nth is None or nth > 5:
        return None
    if month is None:
        point = TimePoint(unit="month", shift=shift or 0, weekday=hit.value("w"), nth=nth)
        return Draft("R", point, anchor="document")
    draft = _dated(hit, "D", month, None)
    return replace(draft, first=replace(draft.first, nth=nth), grain="day") if draft is not None else None


def _nth_week(hit: Hit) -> Draft | None:
    """The first week of 2015, counted as in ISO 8601; week 31 is one of this year."""
    nth = -1 if hit.kind("o") == "last" else hit.value("o")
    year, shift = hit.value("y"), hit.value("ra", "rb")
    if nth is None or nth > 53 or nth == 0:
        return None
    point = TimePoint(year=year, nth=nth) if year is not None else TimePoint(unit="year", shift=shift or 0, nth=nth)
    return Draft("R", point, grain="week", anchor="none" if year is not None else "document")


def _century(hit: Hit) -> Draft | None:
    """The 15th century."""
    order = hit.value("o")
    if order is None or not 10 <= order <= 21:
        return None
    year = (order - 1) * 100
    return Draft("H", TimePoint(year=year), TimePoint(year=year + 99), "between", "century")


def _day_and_month(hit: Hit) -> tuple[int, int] | None:
    """Two small numbers with a slash, a dash or a dot between them."""
    if hit.index("n") >= 0:
        return hit.pair("n")
    if hit.index("d") >= 0:
        return hit.value("d") or 0, hit.value("e") or 0
    first, dot, second = hit.form("f").partition(".")
    return (int(first), int(second)) if dot and len(first) <= 2 and len(second) <= 2 else None


def _numeric_day(hit: Hit) -> Draft | None:
    """22/04, 22-4 or 22.04 without a year."""
    pair = _day_and_month(hit)
    if pair is None:
        return None
    first, second = pair
    orders = [(second, first), (first, second)]
    if hit.month_first:
        orders.reverse()
    for month, day in orders:
        if 1 <= month <= 12 and day >= 1 and _exists(hit.value("y"), month, day):
            anchor: TimeAnchor = "year" if hit.value("y") is None else "none"
            return Draft("D", TimePoint(year=hit.value("y"), month=month, day=day), anchor=anchor)
    return None


def _month_day_words(hit: Hit) -> Draft | None:
    """Mai vingt et un."""
    month, day = hit.value("m"), hit.value("d")
    return None if month is None or day is None or day > 31 else _dated(hit, "D", month, day)


def _day_of_month(hit: Hit) -> Draft | None:
    """Le 5 du mois dernier."""
    shift, told = hit.value("r", "rb"), hit.value("na", "nb")
    moved = shift if shift is not None else told
    point = TimePoint(day=hit.value("d"), unit="month", shift=moved, weekday=hit.value("w"))
    return Draft("D", point, anchor="document" if shift is not None else "narrative")


def _week_of(hit: Hit) -> Draft | None:
    """The first week of June 2024: as vague as the month it lies in."""
    part = "end" if hit.kind("o") == "last" else "start" if hit.value("o") == 1 else None
    month = hit.value("m")
    if month is None:
        return Draft("Y", TimePoint(year=hit.value("y2")), grain="year", part=part)
    draft = _dated(hit, "M", month, None)
    return replace(draft, part=part) if draft is not None else None


def _owned(hit: Hit, first: int, last: int, grain: TimeGrain = "month") -> Draft | None:
    """Months of the year that the words name."""
    year, shift, told = hit.value("y"), hit.value("ra", "rb"), hit.value("na", "nb")
    if hit.index("yt") >= 0:
        shift = 0  # "the first quarter of the year"
    if year is None and shift is None and told is None:
        return None
    anchor: TimeAnchor = "none" if year is not None else "document" if shift is not None else "narrative"
    moved = None if year is not None else shift if shift is not None else told
    base = TimePoint(year=year, unit=None if moved is None else "year", shift=moved)
    return Draft("H", replace(base, month=first), replace(base, month=last), "between", grain, anchor, hit.part)


def _stretch(hit: Hit) -> Draft | None:
    """The first half of 2024."""
    half = 2 if hit.kind("o") == "last" else hit.value("o", "o2")
    return _owned(hit, 6 * half - 5, 6 * half) if half in (1, 2) else None


def _quarter(hit: Hit) -> Draft | None:
    """The third quarter of last year."""
    quarter = 4 if hit.kind("o") == "last" else hit.value("o", "o2")
    return _owned(hit, 3 * quarter - 2, 3 * quarter, "quarter") if quarter in (1, 2, 3, 4) else None


def _first_months(hit: Hit) -> Draft | None:
    """The first six months of 2024, the last three months of 2019."""
    count = small_number(hit, "n", "n2", "n3", "n4")
    if count is None or not 1 <= count <= 12:
        return None
    if hit.kind("o", "o2", "o3", "o4") in ("last", "lastpl"):
        return _owned(hit, 13 - count, 12) if hit.value("y") is not None else None
    return _owned(hit, 1, count) if hit.value("o", "o2", "o3", "o4") == 1 else None


def _season(hit: Hit) -> Draft | None:
    """Summer 2016, last spring: meteorological seasons; winter lies in two years and is left at its year."""
    season, year = hit.value("s"), hit.value("y")
    shift = hit.value("r", "r2", "ra", "rb")
    if season is None or (year is None and shift is None):
        return None
    if season == 4:
        return Draft("Y", TimePoint(year=year), grain="season", part="winter") if year is not None else None
    if year is not None:
        months = [TimePoint(year=year, month=3 * season + offset) for offset in (0, 2)]
        return Draft("H", months[0], months[1], "between", "season")
    yearly = hit.value("ra", "rb") is not None
    base = TimePoint(unit="year", shift=shift) if yearly else TimePoint(direction=shift or 0)
    first, last = (replace(base, month=3 * season + offset) for offset in (0, 2))
    return Draft("H", first, last, "between", "season", "document" if yearly else "year")


def _goes_on(hit: Hit) -> bool:
    """Whether a day follows "of" and its month, as in English: "the attacks of September 11, 2001"."""
    first = hit.match.group()[0]
    return hit.words.month_first and first in (CODES["of"], CODES["from"]) and hit.around(0) in ("dd", "od")


def _month(hit: Hit) -> Draft | None:
    """June 2024, last June, مطلع شهر يونيو; a bare month is told from a name by what stands before it."""
    month = hit.value("m")
    assert month is not None
    draft = _dated(hit, "M", month, None)
    if draft is None or _goes_on(hit):
        return None
    if hit.index("rn") >= 0 and draft.anchor == "year":
        return replace(draft, first=replace(draft.first, unit="year", shift=0), anchor="narrative")
    if hit.kind("rp") == "this" and draft.anchor == "year" and draft.part is None:
        return replace(draft, part="this")
    fixed = draft.anchor != "year" or draft.first.direction or draft.part or hit.match.end() - hit.match.start() > 2
    prefixed = CODES["munit"] in hit.match.group()
    before = hit.around(-2) if hit.around(-1) == "the" else hit.around(-1)
    if fixed or prefixed or before in _MONTH_OPENERS:
        return draft
    return replace(draft, sure=False)


_MONTH_OPENERS = {"in", "since", "sinceago", "until", "between", "last", "this", "within"}


def _year(hit: Hit) -> Draft | None:
    """In 2015, سنة 2015, late 2015; les années 1990 are a decade."""
    year = hit.value("y")
    assert year is not None
    if hit.kind("u") == "yunits" and year % 10 == 0 and hit.around(0) not in ("and", "dash", "to"):
        return _decade(hit)
    sure = hit.index("u") >= 0 or hit.part is not None
    return Draft("Y", TimePoint(year=year), grain="year", part=hit.part, sure=sure)


def _decade(hit: Hit) -> Draft | None:
    """The 1990s."""
    year = hit.value("y")
    if year is not None and 40 <= year < 100:
        year += 1900  # "les années 90"; in smaller numbers a century more would be as likely
    if year is None or year % 10 or year < 1900:
        return None
    return Draft("H", TimePoint(year=year), TimePoint(year=year + 9), "between", "decade", part=hit.part)


CALENDAR: dict[str, Builder] = {
    "day": _day, "worded_day": _day, "month_day": _month_day, "numeric": _numeric, "stamp": _stamp, "hijri": _hijri,
    "hijri_year": _hijri_year, "day_of_month": _day_of_month, "week_of": _week_of, "stretch": _stretch, "quarter":
    _quarter, "first_months": _first_months, "season": _season, "month": _month, "year": _year, "decade": _decade,
    "numeric_month": _numeric_month, "year_month": _year_month, "nth_weekday": _nth_weekday, "nth_week": _nth_week,
    "dashed_day": _dashed_day, "century": _century, "numeric_day": _numeric_day, "month_day_words": _month_day_words,
}  # fmt: skip
