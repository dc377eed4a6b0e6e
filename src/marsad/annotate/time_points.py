"""Builders of time points: from the words that a pattern matched to one point, or to the two ends of a stretch."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from hijridate import Hijri

from marsad.annotate.time_grammar import Pattern
from marsad.annotate.time_words import CODES, NAMES, TimeWords, Tokens
from marsad.mentions import TimeAnchor, TimeGrain, TimePoint, TimeRelation
from marsad.spans import Folded

__all__ = ["BUILDERS", "SKIP", "Draft", "Hit"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A point on its way to a mention.

    ``kind`` is the letter of the second level; ``sure`` is False for a year or a month that stands alone and may be
    something else.
    """

    kind: str
    first: TimePoint
    last: TimePoint | None = None
    relation: TimeRelation = "on"
    grain: TimeGrain = "day"
    anchor: TimeAnchor = "none"
    part: str | None = None
    sure: bool = True


SKIP = Draft("x", TimePoint())
"""What looks like a time and is none: "every Friday", "20 August Street", "the last few weeks"."""

_UNITS: dict[str, TimeGrain] = {
    "dunit": "day", "dayrel": "day", "wunit": "week", "weekend": "weekend", "munit": "month", "qunit": "quarter",
    "yunit": "year", "yunits": "year", "decade": "decade", "century": "century", "tod": "day", "hunit": "day",
    "narday": "day", "narweek": "week", "narmonth": "month", "naryear": "year",
}  # fmt: skip
_FORWARD = {"later", "afterlater", "after"}


@dataclass(slots=True)
class Hit:
    """A pattern that matched: its slots with their classes and values."""

    tokens: Tokens
    words: TimeWords
    folded: Folded
    pattern: Pattern
    match: re.Match[str]
    month_first: bool

    def index(self, slot: str) -> int:
        """Index of the token in a slot; -1 when the slot is empty or no slot of this pattern."""
        return self.pattern.find(self.match, slot)

    def value(self, *slots: str) -> int | None:
        """Number in the first of these slots that is filled."""
        for slot in slots:
            index = self.index(slot)
            if index >= 0:
                return int(self.tokens.values[index])
        return None

    def name(self, *slots: str) -> str | None:
        """Named value (part of day, unit of a dual) in the first of these slots that is filled."""
        for slot in slots:
            index = self.index(slot)
            if index >= 0:
                return str(self.tokens.values[index])
        return None

    def kind(self, *slots: str) -> str | None:
        """Class of the word in the first of these slots that is filled."""
        for slot in slots:
            index = self.index(slot)
            if index >= 0:
                return NAMES[self.tokens.kinds[index]]
        return None

    def unit(self, *slots: str) -> TimeGrain | None:
        """Unit of time in the first of these slots that is filled."""
        kind = self.kind(*slots)
        return _UNITS[kind] if kind is not None else None

    def around(self, offset: int) -> str:
        """Class of a token before (negative) or after the match, "nl" outside of the text."""
        index = self.match.start() + offset if offset < 0 else self.match.end() + offset
        return NAMES[self.tokens.kinds[index]] if 0 <= index < len(self.tokens.kinds) else "nl"

    def pair(self, slot: str) -> tuple[int, int]:
        """The two numbers of a day and month, or a month and year, written in digits."""
        first, second = self.tokens.values[self.index(slot)]
        return first, second

    def form(self, slot: str) -> str:
        """The folded words in a slot."""
        index = self.index(slot)
        return self.folded.text[self.tokens.starts[index] : self.tokens.ends[index]]

    @property
    def part(self) -> str | None:
        """Part of the day or stretch of the period that the words name."""
        if self.kind("p") in ("earlier", "later"):
            return self.kind("p")
        return self.name("t", "t2", "p")


_Builder = Callable[[Hit], "Draft | None"]


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
    return _dated(hit, "D", month, hit.value("d", "d2"))


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
    # "2011-12" is two years that follow each other.
    if not 1 <= month <= 12 or not 1900 <= year < 2100 or (first > 31 and month == year % 100 + 1):
        return None
    return Draft("M", TimePoint(year=year, month=month), grain="month")


def _year_month(hit: Hit) -> Draft | None:
    """2016, Nov."""
    month = hit.value("m")
    return None if month is None or hit.kind("m") == "amonth" else _dated(hit, "M", month, None)


def _nth_weekday(hit: Hit) -> Draft | None:
    """The third Wednesday of May, of last month."""
    nth = -1 if hit.kind("o") == "last" else hit.value("o")
    month, shift = hit.value("m"), hit.value("r", "rb")
    if nth is None or nth > 5:
        return None
    if month is None:
        point = TimePoint(unit="month", shift=shift, weekday=hit.value("w"), nth=nth)
        return Draft("R", point, anchor="document")
    draft = _dated(hit, "D", month, None)
    return replace(draft, first=replace(draft.first, nth=nth), grain="day") if draft is not None else None


def _nth_week(hit: Hit) -> Draft | None:
    """The first week of 2015, counted as in ISO 8601."""
    nth = -1 if hit.kind("o") == "last" else hit.value("o")
    year, shift = hit.value("y"), hit.value("ra", "rb")
    if nth is None or nth > 53:
        return None
    point = TimePoint(year=year, unit="year" if year is None else None, shift=shift, nth=nth)
    return Draft("R", point, grain="week", anchor="none" if year is not None else "document")


def _century(hit: Hit) -> Draft | None:
    """The 15th century."""
    order = hit.value("o")
    if order is None or not 10 <= order <= 21:
        return None
    year = (order - 1) * 100
    return Draft("H", TimePoint(year=year), TimePoint(year=year + 99), "between", "century")


def _ahead(hit: Hit) -> Draft | None:
    """In the next three months, dans trois jours."""
    unit, count = hit.unit("u"), _count(hit, "n")
    if unit is None or not count or count > 999:
        return None
    return Draft("R", TimePoint(unit=unit, shift=count), grain=unit, anchor="document", part="ahead")


def _day_alone(hit: Hit) -> Draft | None:
    """Le 27: the nearest such day."""
    return Draft("W", TimePoint(day=hit.value("d"), weekday=hit.value("w")), anchor="document")


def _numeric_day(hit: Hit) -> Draft | None:
    """22/04 without a year."""
    first, second = hit.pair("n")
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
    if year is None and shift is None and told is None:
        return None
    anchor: TimeAnchor = "none" if year is not None else "document" if shift is not None else "narrative"
    moved = None if year is not None else shift if shift is not None else told
    base = TimePoint(year=year, unit=None if moved is None else "year", shift=moved)
    return Draft("H", replace(base, month=first), replace(base, month=last), "between", grain, anchor, hit.part)


def _stretch(hit: Hit) -> Draft | None:
    """The first half of 2024."""
    half = hit.value("o")
    return _owned(hit, 6 * half - 5, 6 * half) if half in (1, 2) else None


def _quarter(hit: Hit) -> Draft | None:
    """The third quarter of last year."""
    quarter = hit.value("o")
    return _owned(hit, 3 * quarter - 2, 3 * quarter, "quarter") if quarter in (1, 2, 3, 4) else None


def _first_months(hit: Hit) -> Draft | None:
    """The first six months of 2024."""
    count = _count(hit, "n", "n2", "n3", "n4")
    order = hit.value("o", "o2", "o3", "o4")
    return _owned(hit, 1, count) if order == 1 and count is not None and 1 <= count <= 12 else None


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


def _month(hit: Hit) -> Draft | None:
    """June 2024, last June, مطلع شهر يونيو; a bare month is told from a name by what stands before it."""
    month = hit.value("m")
    assert month is not None
    draft = _dated(hit, "M", month, None)
    if draft is None:
        return None
    if hit.index("rn") >= 0 and draft.anchor == "year":
        return replace(draft, first=replace(draft.first, unit="year", shift=0), anchor="narrative")
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


def _count(hit: Hit, *slots: str) -> int | None:
    """A small number in digits or words; "twenty-two" is two words."""
    tens, units = hit.value("n0"), hit.value(*slots)
    if hit.kind(*slots) == "a":
        units = 1
    return units if tens is None or units is None else tens + units


def _last_n(hit: Hit) -> Draft | None:
    """Over the past five years: from then to now."""
    dual = hit.name("n5")
    unit, count = _dual(dual) if dual else (hit.unit("u", "u2", "u3", "u4"), _count(hit, "n", "n2", "n3", "n4"))
    if unit is None or count is None:
        return None
    first, last = (TimePoint(unit=unit, shift=shift) for shift in (-count, 0))
    return Draft("R", first, last, "between", unit, "document", "last_n")


def _dual(name: str) -> tuple[TimeGrain | None, int]:
    """Unit and number of an Arabic dual ("يومين": two days)."""
    units: dict[str, TimeGrain] = {"day": "day", "week": "week", "month": "month", "year": "year", "decade": "decade"}
    return units.get(name), 2


def _skip(hit: Hit) -> Draft | None:
    """What must not be read as a time."""
    del hit
    return SKIP


def _vague(hit: Hit) -> Draft | None:
    """A few days ago, some days later: a distance that the text leaves open; recent weeks are no date."""
    following = hit.match.group()
    forward, back = CODES["later"] in following, CODES["ago"] in following
    if not (forward or back or CODES["earlier"] in following):
        return SKIP
    unit = next(_UNITS[NAMES[code]] for code in following if NAMES[code] in _UNITS)
    return Draft("R", TimePoint(unit=unit), grain=unit, anchor="document" if back else "narrative")


def _relative_unit(hit: Hit) -> Draft | None:
    """Last week, this year, late last month; a plural ("last weeks") says nothing."""
    unit = hit.unit("u", "u2")
    if unit is None or hit.value("u", "u2") == 2:
        return SKIP
    # "آخر يوم": the word for the end of a period is here the one for "last".
    shift = -1 if hit.kind("r", "r2") == "part" else hit.value("r", "r2")
    return Draft("R", TimePoint(unit=unit, shift=shift), grain=unit, anchor="document", part=hit.part)


def _ago(hit: Hit) -> Draft | None:
    """Two days ago, il y a un an, قبل يومين."""
    dual = hit.name("n3")
    if dual:
        unit, count = _dual(dual)
    elif hit.index("u4") >= 0:
        if hit.words.language != "ar" or hit.value("u4") == 2:
            return None  # "hace años": no number, no date
        unit, count = hit.unit("u4"), 1
    else:
        unit, count = hit.unit("u", "u2"), _count(hit, "n") or 0
    if unit is None or not count or count > 999:
        return None
    return Draft("R", TimePoint(unit=unit, shift=-count), grain=unit, anchor="document", part="ago")


def _later(hit: Hit) -> Draft | None:
    """Three days later, a year earlier, بعد ثلاثة أيام: from another date of the text."""
    if hit.index("u2") >= 0:
        unit = hit.unit("u2")
        return None if unit is None else Draft("R", TimePoint(unit=unit), grain=unit, anchor="narrative")
    before = hit.index("q3") >= 0 and hit.kind("q3") == "afterlater"
    if before and hit.words.language != "ar":
        return None  # "after three days of talks"
    dual = hit.name("n3", "n6")
    if hit.index("u6") >= 0:
        return _after_one(hit)
    unit, count = _dual(dual) if dual else (hit.unit("u", "u4", "u5"), _count(hit, "n", "n4", "n5"))
    if unit is None or not count or count > 999:
        return None
    sign = 1 if hit.kind("q", "q3", "q6") in _FORWARD else -1
    return Draft("R", TimePoint(unit=unit, shift=sign * count), grain=unit, anchor="narrative")


def _after_one(hit: Hit) -> Draft | None:
    """بعد أسبوع: the unit alone is one of it."""
    unit = hit.unit("u6")
    if unit is None or hit.value("u6") == 2:
        return None
    return Draft("R", TimePoint(unit=unit, shift=1), grain=unit, anchor="narrative")


def _narrative(hit: Hit) -> Draft | None:
    """The same day, the following year, the day before."""
    kind = hit.kind("u", "u2", "u3", "u4")
    unit = hit.unit("u", "u2", "u3", "u4")
    order = hit.kind("r3")
    shift = hit.value("r", "r2", "r4") if order is None else 1 if order == "afterlater" else -1
    if unit is None or (kind == "hunit" and shift != 0):
        return None
    part = hit.name("u", "u2", "u4") if kind == "tod" else None
    return Draft("R", TimePoint(unit=unit, shift=shift), grain=unit, anchor="narrative", part=part)


def _narrative_word(hit: Hit) -> Draft | None:
    """Le lendemain, la veille, cette année-là."""
    unit = hit.unit("u")
    if unit is None:
        return None
    return Draft("R", TimePoint(unit=unit, shift=hit.value("u")), grain=unit, anchor="narrative")


def _weekday_number(hit: Hit) -> Draft | None:
    """Mardi 6: the nearest such day before."""
    return Draft("W", TimePoint(weekday=hit.value("w"), day=hit.value("d")), anchor="document")


def _is_name(hit: Hit) -> bool:
    """Whether a weekday is the name of a person ("Carlos Domingo"): Spanish writes weekdays small."""
    alone = hit.around(-1) == "word" and hit.match.end() - hit.match.start() == 1
    return alone and hit.form("w") == "domingo" and hit.folded.is_capital(hit.tokens.starts[hit.index("w")])


def _weekday(hit: Hit) -> Draft | None:
    """On Tuesday, vendredi dernier, that same Thursday, jeudi de la semaine dernière."""
    weekday = hit.value("w")
    if _is_name(hit):
        return None
    week, told = hit.value("ru", "rv"), hit.value("rn", "rn2")
    if week is not None:
        return Draft("W", TimePoint(weekday=weekday, unit="week", shift=week), anchor="document", part=hit.part)
    if told is not None:
        return Draft("W", TimePoint(weekday=weekday, direction=told), anchor="narrative", part=hit.part)
    return Draft("W", TimePoint(weekday=weekday, direction=hit.value("r", "r2") or 0), anchor="document", part=hit.part)


_NAMED_DAYS = {"tonight": (0, "night"), "lastnight": (-1, "night"), "overnight": (0, "overnight")}


def _today(hit: Hit) -> Draft | None:
    """Hier soir, اليوم الجمعة; a named night is the day on which it began."""
    name = hit.name("dr") or "0"
    shift, part = _NAMED_DAYS[name] if name in _NAMED_DAYS else (int(name), hit.part)
    if part == "overnight":
        night = TimePoint(unit="day", shift=-1)
        return Draft("R", night, TimePoint(unit="day", shift=0), "between", "day", "document", "night")
    return Draft("R", TimePoint(unit="day", shift=shift, weekday=hit.value("w")), anchor="document", part=part)


def _tomorrow(hit: Hit) -> Draft | None:
    """Mañana, which with an article is the morning."""
    if hit.form("t") != "manana" or hit.around(-1) in ("the", "this", "from", "last", "same", "on", "beforelater"):
        return None
    return Draft("R", TimePoint(unit="day", shift=1), anchor="document")


def _this_hour(hit: Hit) -> Draft | None:
    """Ce matin, la pasada madrugada, la nuit dernière: only evenings and nights lie on the day before."""
    part, last = hit.name("t", "t2"), hit.kind("r", "r2") == "last"
    shift = -1 if last and part in ("evening", "night", "afternoon") else 0
    return Draft("R", TimePoint(unit="day", shift=shift), anchor="document", part=part)


def _part_of_unit(hit: Hit) -> Draft | None:
    """The start of the year: of the current one."""
    unit = hit.unit("u")
    if unit is None or hit.value("u") == 2:
        return None
    return Draft("R", TimePoint(unit=unit, shift=0), grain=unit, anchor="document", part=hit.part)


def _so_far(hit: Hit) -> Draft | None:
    """So far this year: since its start."""
    unit: TimeGrain = "month" if hit.name("s") == "month" else "year"
    return Draft("R", TimePoint(unit=unit, shift=0), relation="since", grain=unit, anchor="document", part="so_far")


def _weekend(hit: Hit) -> Draft | None:
    """Over the weekend: the nearest one before."""
    del hit
    return Draft("R", TimePoint(unit="weekend", shift=0), grain="weekend", anchor="document")




BUILDERS: dict[str, _Builder] = {
    "skip": _skip, "day": _day, "worded_day": _day, "month_day": _month_day, "numeric": _numeric, "stamp": _stamp,
    "hijri": _hijri, "hijri_year": _hijri_year, "day_of_month": _day_of_month, "week_of": _week_of,
    "stretch": _stretch, "quarter": _quarter, "first_months": _first_months, "season": _season, "month": _month,
    "year": _year, "decade": _decade, "last_n": _last_n, "vague": _vague, "relative_unit": _relative_unit, "ago": _ago,
    "later": _later, "narrative": _narrative, "narrative_word": _narrative_word, "weekday_number": _weekday_number,
    "weekday": _weekday, "today": _today, "this_hour": _this_hour, "part_of_unit": _part_of_unit, "so_far": _so_far,
    "weekend": _weekend, "numeric_month": _numeric_month, "year_month": _year_month, "nth_weekday": _nth_weekday,
    "nth_week": _nth_week, "century": _century, "ahead": _ahead, "day_alone": _day_alone,
    "numeric_day": _numeric_day, "month_day_words": _month_day_words, "tomorrow": _tomorrow,
}  # fmt: skip
