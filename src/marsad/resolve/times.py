"""Times in the calendar: what the words say, the publication date and other dates of the text give ISO dates.

Nothing is guessed. A weekday needs a publication date known to the day, a date without a year one known to the month;
what hangs on another date of the text needs that date as the anchor. Without them the answer is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from marsad.dates import DateValue, first_day, is_partial_date, last_day, precision_of
from marsad.mentions import TimeMention, TimePoint, TimeRelation

__all__ = ["WeekdayCheck", "period_of", "resolve_time", "resolve_times", "weekday_check"]

Prefer = Literal["past", "future"]
_DAY = timedelta(days=1)
# A text of the evening is often filed under the day before: a yearless date one day ahead is this year's.
_CLOCK_SLACK = timedelta(days=1)
# "Hier vendredi" in a text filed a day or two late: the weekday is right, the distance is not.
_FILED_LATE = 2

# Characters between "three months before that" and the date that says it again.
_APART = 6

_Period = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WeekdayCheck:
    """A weekday and a date that stand together; 0 is Monday."""

    date: str
    stated: int
    actual: int

    @property
    def agrees(self) -> bool:
        """Whether the date falls on the weekday."""
        return self.stated == self.actual


def resolve_time(
    mention: TimeMention, published: str | None, anchor: str | None = None, *, prefer: Prefer = "past"
) -> DateValue | None:
    """The dates a mention stands for, or None when they cannot be known.

    ``published`` is the publication date and ``anchor`` the date that "the same day" refers to, both as ISO prefixes.
    News tells of the past: a weekday or a date without a year is the nearest one before, unless ``prefer`` says future.
    """
    if mention.relation in ("before", "after"):
        return None
    period = _placed(mention, published, anchor, prefer)
    if period is None:
        return None
    start, end = period
    if mention.relation == "between" and len(start) == 10 > len(end):
        end = last_day(end).isoformat()  # "between 7 October and the end of 2023"
    precision = precision_of(start) if len(start) >= len(end) else precision_of(end)
    return DateValue(start, end, precision, "stated" if mention.anchor == "none" else "relative")


def resolve_times(mentions: Sequence[TimeMention], published: str | None) -> tuple[DateValue | None, ...]:
    """The dates of all mentions of a text in order; what hangs on another date hangs on the last one before it.

    A date without a year that stands with "three months before that" and the like is placed by that distance: the
    narrative date before it says the year.
    """
    values: list[DateValue | None] = []
    anchor: str | None = None
    for index, mention in enumerate(mentions):
        value = _after_distance(mentions, values, index)
        value = value or resolve_time(mention, published, _anchor(mention, values) or anchor)
        values.append(value)
        if value is not None and value.start is not None and not mention.dateline and mention.relation != "until":
            anchor = value.start
    return tuple(values)


def _anchor(mention: TimeMention, values: Sequence[DateValue | None]) -> str | None:
    """For "that same Thursday" the last date of the text that is a Thursday."""
    weekday = mention.first.weekday
    if mention.anchor != "narrative" or weekday is None or mention.first.direction:
        return None
    days = [value.start for value in values if value is not None and value.start is not None and len(value.start) == 10]
    return next((day for day in reversed(days) if first_day(day).weekday() == weekday), None)


def _after_distance(
    mentions: Sequence[TimeMention], values: Sequence[DateValue | None], index: int
) -> DateValue | None:
    """A yearless date that explains the distance just before it ("three months before that, on 18 March")."""
    mention = mentions[index]
    if index == 0 or mention.anchor != "year":
        return None
    before, value = mentions[index - 1], values[index - 1]
    if before.anchor != "narrative" or not before.first.shift or mention.start - before.end > _APART:
        return None
    if value is None or value.start is None:
        return None
    shifted = last_day(value.start)
    near = resolve_time(mention, (shifted + timedelta(days=45)).isoformat())
    return near if near is not None and near.start is not None else None


def period_of(
    mention: TimeMention, published: str | None, anchor: str | None = None
) -> tuple[str | None, str | None, TimeRelation]:
    """Start and end of the period that a mention gives to a figure, and how it was said; an open side is None."""
    value = _placed(mention, published, anchor, "past")
    if value is None:
        return None, None, mention.relation
    start, end = value
    if mention.relation in ("since", "after"):
        return start, None, mention.relation
    if mention.relation in ("until", "before"):
        return None, end, mention.relation
    return start, end, mention.relation


def weekday_check(mention: TimeMention, published: str | None = None) -> WeekdayCheck | None:
    """The weekday and the date of a mention that states both; None when it does not, or the date cannot be known."""
    point = mention.last if mention.last is not None and mention.last.weekday is not None else mention.first
    if point.weekday is None or point.day is None or point.month is None:
        return None
    period = _resolve(point, _iso(published), None, "past")
    if period is None:
        return None
    return WeekdayCheck(period[0], point.weekday, first_day(period[0]).weekday())


def _iso(text: str | None) -> str | None:
    return text if text is not None and is_partial_date(text) else None


def _placed(mention: TimeMention, published: str | None, anchor: str | None, prefer: Prefer) -> _Period | None:
    """Start and end of a mention; None also where they would lie outside of the calendar."""
    try:
        return _ends(mention, _iso(published), _iso(anchor), prefer)
    except (OverflowError, ValueError):
        return None


def _ends(mention: TimeMention, published: str | None, anchor: str | None, prefer: Prefer) -> _Period | None:
    """Start and end of a mention; of a range the end is placed first, and the start before it."""
    told = mention.anchor == "narrative"
    base = anchor if told else published
    if mention.last is None:
        return _resolve(mention.first, base, anchor if told else None, prefer)
    if told and mention.first.year is not None:
        anchor = base = f"{mention.first.year:04d}"  # "from 7 October 2023 to 31 December of that year"
    last = _resolve(mention.last, base, anchor if told else None, prefer)
    if last is None:
        return None
    floating = mention.first.unit is None and mention.first.year is None
    first = _resolve(mention.first, last[1] if floating else base, anchor if told else None, "past")
    if first is None or first_day(first[0]) > last_day(last[1]):
        return None
    return first[0], last[1]


def _resolve(point: TimePoint, base: str | None, told: str | None, prefer: Prefer) -> _Period | None:
    """One point as the first and last ISO prefix it covers."""
    try:
        period = _resolve_point(point, base, told, prefer)
    except OverflowError:  # behind the first or last day of the calendar
        return None
    if period is None and base is not None and told is None and len(base) == len("2023-01") and _near_today(point):
        return _same(base)  # "this Tuesday" in a text of which only the month is known
    return period if period is None or all(map(is_partial_date, period)) else None


def _near_today(point: TimePoint) -> bool:
    """Whether a point is today, yesterday or a weekday next to them."""
    if point.unit == "day":
        return point.shift in (-1, 0) and point.day is None
    return point.unit is None and point.weekday is not None and point.month is None and point.day is None


def _resolve_point(point: TimePoint, base: str | None, told: str | None, prefer: Prefer) -> _Period | None:
    """The same, inside the calendar."""
    if point.nth is not None or (point.unit == "week" and point.shift is None and point.day is not None):
        return _inside(point, base, prefer)
    if point.year is not None:
        return _same(_prefix(point.year, point.month, point.day))
    if base is None:
        return None
    if point.unit is not None:
        return _shifted(point, base, told is not None, prefer)
    if point.month is not None:
        return _yearless(point, base, prefer)
    return _near(point, first_day(base), prefer) if len(base) == 10 else None


def _near(point: TimePoint, base: date, prefer: Prefer) -> _Period | None:
    """A weekday or a day of the month near a day."""
    if point.weekday is not None:
        return _weekday(point, base, prefer)
    return _month_day(point.day, base, prefer) if point.day is not None else None


def _inside(point: TimePoint, base: str | None, prefer: Prefer) -> _Period | None:
    """What is found by another date first: the week of a day, the n-th weekday of a month or week of a year."""
    if point.nth is not None:
        return _nth(point, base, prefer)
    day = _resolve(replace(point, unit=None), base, None, prefer)
    return _days(TimePoint(unit="week", shift=0), first_day(day[0]), prefer) if day is not None else None


def _nth(point: TimePoint, base: str | None, prefer: Prefer) -> _Period | None:
    """The n-th weekday of a month, or the n-th ISO week of a year."""
    nth = point.nth or 1
    whole = _resolve(replace(point, nth=None, weekday=None), base, None, prefer)
    if whole is None:
        return None
    first, last = first_day(whole[0]), last_day(whole[1])
    if point.weekday is None:
        thursday = first + timedelta(days=(3 - first.weekday()) % 7)
        if nth < 0:
            thursday, nth = last - timedelta(days=(last.weekday() - 3) % 7), 1
        monday = thursday + timedelta(weeks=nth - 1, days=-3)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    if nth < 0:
        return _same((last - timedelta(days=(last.weekday() - point.weekday) % 7)).isoformat())
    day = first + timedelta(days=(point.weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return _same(day.isoformat()) if day <= last else None


def _month_day(day: int, base: date, prefer: Prefer) -> _Period | None:
    """The nearest such day of a month."""
    months = base.year * 12 + base.month - 1
    for step in range(4):
        year, month = divmod(months + (step if prefer == "future" else -step), 12)
        iso = _prefix(year, month + 1, day)
        if is_partial_date(iso) and (iso >= base.isoformat() if prefer == "future" else iso <= base.isoformat()):
            return _same(iso)
    return None


def _same(iso: str) -> _Period | None:
    return (iso, iso) if is_partial_date(iso) else None


def _prefix(year: int, month: int | None = None, day: int | None = None) -> str:
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def _shifted(point: TimePoint, base: str, told: bool, prefer: Prefer) -> _Period | None:
    """So many days, weeks, months or years from the base, then the month, day or weekday in that unit."""
    if point.shift is None:
        # "A few days later": the same month or year when no more than that is known.
        return _same(base) if told and len(base) < 10 else None
    if point.shift == 0 and told and point.unit == "day":
        return _same(base)
    if point.unit == "year":
        return _same(_prefix(int(base[:4]) + point.shift, point.month, point.day))
    if point.unit in ("decade", "century"):
        return _long(point, int(base[:4]))
    if point.unit in ("month", "quarter"):
        return _months(point, base) if len(base) >= (10 if point.days else 7) else None
    return _days(point, first_day(base), prefer) if len(base) == 10 else None


def _days(point: TimePoint, day: date, prefer: Prefer) -> _Period | None:
    """Units that need a day to start from: days, weekends and weeks, and a weekday of a week."""
    shift = point.shift or 0
    if point.unit == "day":
        return _day(point, day)
    if point.unit == "weekend":
        return _weekend(day, shift, prefer)
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    if point.weekday is not None:
        return _same((monday + timedelta(days=point.weekday)).isoformat())
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _long(point: TimePoint, year: int) -> _Period | None:
    """Decades by their first digits, centuries likewise; "two decades ago" is a year."""
    length = 10 if point.unit == "decade" else 100
    shift = point.shift or 0
    if abs(shift) > 1:
        return _same(_prefix(year + shift * length))
    start = year // length * length + shift * length
    return _prefix(start), _prefix(start + length - 1)


def _months(point: TimePoint, base: str) -> _Period | None:
    """Months and quarters from the base, and a day in that month."""
    if point.days:
        return _summed(point, first_day(base))
    months = int(base[:4]) * 12 + int(base[5:7]) - 1
    shift = point.shift or 0
    if point.unit == "quarter":
        start = (months // 3 + shift) * 3
        return _prefix(start // 12, start % 12 + 1), _prefix((start + 2) // 12, (start + 2) % 12 + 1)
    months += shift
    return _same(_prefix(months // 12, months % 12 + 1, point.day))


def _summed(point: TimePoint, day: date) -> _Period | None:
    """Months, then days, from a day; a day that the month has not is its last ("a month and two days after 31 May")."""
    year, month = divmod(day.year * 12 + day.month - 1 + (point.shift or 0), 12)
    moved = date(year, month + 1, min(day.day, last_day(_prefix(year, month + 1)).day))
    return _same((moved + timedelta(days=point.days)).isoformat())


def _day(point: TimePoint, day: date) -> _Period | None:
    """A distance in days; a weekday named with it wins by a day or two ("hier vendredi" in a text filed on Sunday)."""
    found = day + timedelta(days=point.shift or 0)
    if point.weekday is not None and found.weekday() != point.weekday:
        earlier = found - timedelta(days=(found.weekday() - point.weekday) % 7)
        if (found - earlier).days <= _FILED_LATE:
            found = earlier
    return _same(found.isoformat())


def _weekend(day: date, shift: int, prefer: Prefer) -> _Period:
    """Saturday and Sunday; the weekend is the nearest that has begun, last weekend the one before this week's."""
    saturday = day + timedelta(days=5 - day.weekday())
    if shift == 0 and prefer == "past" and saturday > day:
        shift = -1
    saturday += timedelta(weeks=shift)
    return saturday.isoformat(), (saturday + _DAY).isoformat()


def _yearless(point: TimePoint, base: str, prefer: Prefer) -> _Period | None:
    """The nearest such date before the base; strictly before for "last June", after it for "next June"."""
    if len(base) < 7 or point.month is None:
        return None
    year = int(base[:4])
    future = point.direction > 0 or (prefer == "future" and point.direction == 0)
    for candidate in (year + step for step in ((0, 1, 2, 3, 4) if future else (1, 0, -1, -2, -3, -4))):
        iso = _prefix(candidate, point.month, point.day)
        if is_partial_date(iso) and _lies(iso, base, point.direction, future=future):
            return _same(iso)
    return None


def _lies(iso: str, base: str, direction: int, *, future: bool) -> bool:
    """Whether a date lies on the wanted side of the base, compared at the precision both have."""
    size = min(len(iso), len(base))
    ours, theirs = iso[:size], base[:size]
    if future:
        return ours > theirs if direction > 0 else ours >= theirs
    if direction < 0:
        return ours < theirs or (ours == theirs and len(iso) > size)
    if ours <= theirs:
        return True
    return size == 10 and first_day(ours) - first_day(theirs) <= _CLOCK_SLACK


def _weekday(point: TimePoint, base: date, prefer: Prefer) -> _Period | None:
    """The nearest such weekday before the base or on it; a day of the month named with it must fit."""
    assert point.weekday is not None
    future = point.direction > 0 or (prefer == "future" and point.direction == 0)
    distance = (point.weekday - base.weekday()) % 7 if future else -((base.weekday() - point.weekday) % 7)
    if distance == 0 and point.direction:
        distance = 7 * point.direction
    day = base + timedelta(days=distance)
    if point.day is None:
        return _same(day.isoformat())
    for _ in range(104):
        if day.day == point.day:
            return _same(day.isoformat())
        day += timedelta(days=7 if future else -7)
    return None
