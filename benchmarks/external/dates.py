"""Dates, periods and durations against the cases of Recognizers-Text: the span is given, is the value right.

    python -m benchmarks.external.dates CASES.jsonl.gz [--half even|odd] [--peer] [--errors FILE]

The cases are short sentences of the calendar kind ("I'll be out from 4 to 22 January"). Each has a value for the case
that it speaks of the past and one for the future; a case is right when both of ours are, and half right when one is.
Where the conventions of the cases differ from those of news (the end of a period is the day after it, "two weeks ago"
is one day and not a week, "early June" is the first half of June, "next Friday" the Friday of next week), this
adapter turns our answer into theirs; it reads nothing of the words itself. ``--peer`` runs dateparser in the same way
beside it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from marsad.annotate.time_durations import parse_duration
from marsad.annotate.times import read_time
from marsad.dates import first_day, last_day
from marsad.mentions import TimeMention, TimePoint
from marsad.resolve.times import resolve_time

SPECS = ("DateParser", "DatePeriodParser", "DurationParser")
BARS = {"ar": 70, "en": 75, "fr": 80, "es": 75}
# Most cases were written for this day. What names none and has no twin that does is read on it.
REFERENCE = "2016-11-07"
_FOUR_DIGITS = re.compile(r"\d{4}")
Prefer = Literal["past", "future"]
_READINGS: tuple[Prefer, Prefer] = ("past", "future")
Value = tuple[str, ...] | None
Solver = Callable[["Case", Prefer], Value]


@dataclass(frozen=True, slots=True)
class Case:
    """One expected value: the words, the day they are said on, and what they mean in the past and in the future."""

    spec: str
    language: str
    sentence: str
    span: str
    reference: str
    given: bool
    past: Value
    future: Value


def main() -> None:
    """Print one line a language, and the same by kind of case."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("cases")
    arguments.add_argument("--half", choices=("even", "odd"), help="only the cases whose md5 is even or odd")
    arguments.add_argument("--as-given", action="store_true", help="take no day from the same case in another language")
    arguments.add_argument("--peer", action="store_true", help="run dateparser as well")
    arguments.add_argument("--errors", help="write the cases that fail to this file")
    options = arguments.parse_args()
    cases = [
        case
        for case in _cases(options.cases, twin_days=not options.as_given)
        if options.half in (None, _half(case.sentence))
    ]
    _report("marsad", cases, _marsad, options.errors)
    if options.peer:
        _report("dateparser", cases, _dateparser, None)


def _half(sentence: str) -> str:
    return "odd" if int(hashlib.md5(sentence.encode()).hexdigest(), 16) % 2 else "even"


def _cases(path: str, *, twin_days: bool = True) -> Iterator[Case]:
    """The cases of a file; without ``twin_days`` those that name no day are read on the common one."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["spec"] in SPECS]
    twins = _twins(rows)
    for row in rows:
        yield from _values(row, twins if twin_days else {})


def _expectation(row: dict[str, Any]) -> tuple[str, str]:
    return row["spec"], json.dumps([result.get("Value") for result in row["results"]], sort_keys=True)


def _twins(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """The day that all cases with one expectation were written on, for those that name one.

    Most French cases are translations that lost their day; what they expect ("three weeks ago" is 2018-06-14) is still
    that of the original, so the day of the original is theirs. Only one and the same day counts.
    """
    days: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row["reference"] and row["results"]:
            days.setdefault(_expectation(row), set()).add(row["reference"][:10])
    return {expectation: found.pop() for expectation, found in days.items() if len(found) == 1}


def _values(row: dict[str, Any], twins: dict[tuple[str, str], str]) -> Iterator[Case]:
    """The results of a case that have a value; seasons have only a name."""
    for result in row["results"]:
        value = result.get("Value") or {}
        past, future = (tuple((value.get(f"{side}Resolution") or {}).values()) for side in ("Past", "Future"))
        if past or future:
            reference = (row["reference"] or twins.get(_expectation(row)) or REFERENCE)[:10]
            given = bool(row["reference"])
            yield Case(row["spec"], row["lang"], row["input"], result["Text"], reference, given, past, future)


def _report(name: str, cases: list[Case], solve: Solver, errors: str | None) -> None:
    right: Counter[tuple[str, str]] = Counter()
    one: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    failed: list[str] = []
    for case in cases:
        past, future = _guarded(solve, case, "past"), _guarded(solve, case, "future")
        sides = [_equal(past, case.past), _equal(future, case.future)]
        for group in (case.spec, "all", "given" if case.given else "not given"):
            key = case.language, group
            total[key] += 1
            right[key] += all(sides)
            one[key] += any(sides)
        if not any(sides):
            known = f"{case.language} {case.spec[:9]} | {case.span} | {case.reference}"
            failed.append(f"{known} | {case.past} {case.future} | {past} {future}")
    print(f"{name}: % right (both readings / one of the two), cases")
    for language, bar in BARS.items():
        cells = []
        for spec in ("all", *SPECS, "given", "not given"):
            key = language, spec
            if total[key]:
                both, either = (100 * hits[key] / total[key] for hits in (right, one))
                cells.append(f"{spec} {both:.0f}/{either:.0f} ({total[key]})")
        print(f"  {language}  bar {bar}  " + "  ".join(cells))
    if errors:
        with open(errors, "w", encoding="utf-8") as file:
            file.write("\n".join(failed) + "\n")


def is_right(case: Case) -> bool:
    """Whether both readings of a case are right."""
    past, future = (_guarded(_marsad, case, prefer) for prefer in _READINGS)
    return _equal(past, case.past) and _equal(future, case.future)


def _guarded(solve: Solver, case: Case, prefer: Prefer) -> Value:
    try:
        return solve(case, prefer)
    except (ValueError, OverflowError):
        return None


def _equal(ours: Value, theirs: Value) -> bool:
    if theirs and theirs[0].startswith("0001"):  # their way to say that there is no such day
        return ours is None
    return ours is not None and theirs is not None and ours == theirs


def _marsad(case: Case, prefer: Prefer) -> Value:
    if case.spec == "DurationParser":
        duration = parse_duration(case.span, case.language)
        return None if duration is None else (f"{round(duration.seconds, 2):.12g}",)
    mention = read_time(case.span, case.language, month_first=case.language == "en")
    if mention is None:
        return None
    if case.spec == "DateParser":
        return _one_day(mention, case.reference, prefer)
    if prefer == "future" and mention.grain == "decade" and mention.first.year and not _FOUR_DIGITS.search(case.span):
        return _a_century_on(mention)
    return _period(mention, case.reference, prefer)


def _a_century_on(mention: TimeMention) -> Value:
    """Their decade without a century ("the 70s") is of the last one in the past and of this one in the future."""
    year = (mention.first.year or 0) + (100 if (mention.first.year or 0) < 2000 else 0)
    return f"{year}-01-01", f"{year + 10}-01-01"


def _in_this_one(mention: TimeMention) -> TimeMention:
    """Their "this Friday" is of this week, "this March" of this year and "Friday the 15th" of this month.

    So it is for the past and for the future.
    """
    point = mention.first
    if mention.last is not None or mention.anchor == "narrative" or point.year is not None or point.unit is not None:
        return mention
    if point.weekday is not None and point.day is not None and point.month is None:
        return replace(mention, first=TimePoint(unit="month", shift=0, day=point.day))
    if mention.part != "this" or point.direction:
        return mention
    if point.weekday is not None and point.month is None:
        return replace(mention, first=TimePoint(unit="week", shift=0, weekday=point.weekday))
    return replace(mention, first=TimePoint(unit="year", shift=0, month=point.month, day=point.day))


def _one_day(mention: TimeMention, reference: str, prefer: Prefer) -> Value:
    """A day: distances of weeks, months and years are counted to the day."""
    moved = _moved(mention.first, reference) if _counted(mention) else None
    if moved is not None:
        return (moved.isoformat(),)
    value = resolve_time(_in_their_week(mention), reference, reference, prefer=prefer)
    return None if value is None or value.start is None else (first_day(value.start).isoformat(),)


def _in_their_week(mention: TimeMention) -> TimeMention:
    """Their "next Friday" is the Friday of next week, and their "last September" that of last year."""
    mention = _in_this_one(mention)
    point = mention.first
    if mention.last is not None or not point.direction or point.unit is not None or mention.anchor == "narrative":
        return mention
    if point.weekday is not None and point.month is None and point.day is None:
        return replace(mention, first=TimePoint(unit="week", shift=point.direction, weekday=point.weekday))
    if point.month is not None and point.day is None:
        return replace(mention, first=TimePoint(unit="year", shift=point.direction, month=point.month))
    return mention


def _counted(mention: TimeMention) -> bool:
    """Whether the words count units from a day ("two weeks ago", "a month later")."""
    point = mention.first
    if mention.last is not None or point.weekday is not None:
        return False
    return mention.part in ("ago", "ahead", "within") or mention.anchor == "narrative"


def _moved(point: TimePoint, reference: str) -> date | None:
    """The reference day so many units earlier or later."""
    day, shift = first_day(reference), point.shift or 0
    if point.unit in ("day", "week"):
        return day + timedelta(days=shift * (7 if point.unit == "week" else 1))
    if point.unit not in ("month", "year", "decade"):
        return None
    months = day.year * 12 + day.month - 1 + shift * {"month": 1, "year": 12, "decade": 120}[point.unit]
    moved = date(months // 12, months % 12 + 1, min(day.day, monthrange(months // 12, months % 12 + 1)[1]))
    return moved + timedelta(days=point.days)


def _period(mention: TimeMention, reference: str, prefer: Prefer) -> Value:
    """First day, and the day after the last; a range of days ends on the day that is named."""
    point = mention.first
    if mention.part in ("last_n", "ahead", "within") and point.unit == "decade":
        return _decades(reference, point.shift or 0)
    if point.unit == "weekend" and point.shift == 0:
        prefer = "future"  # their "weekend" is the one of this week
    if mention.part in ("last_n", "ahead", "within"):
        start, end = sorted((_moved(mention.first, reference) or first_day(reference), first_day(reference)))
        tomorrow = timedelta(days=mention.part == "ahead")  # their "next three days" begin after today
        return (start + tomorrow).isoformat(), (end + tomorrow).isoformat()
    value = resolve_time(_in_their_week(mention), reference, reference, prefer=prefer)
    if value is None or value.start is None or value.end is None:
        return None
    start, end = first_day(value.start), last_day(value.end) + timedelta(days=1)
    if mention.relation == "since" or mention.part == "earlier":
        end = first_day(reference)
    elif mention.part == "later":
        start = first_day(reference)
    elif mention.relation == "between" and mention.part != "hijri" and not _whole(mention):
        named = replace(mention, relation="on", first=mention.last or mention.first, last=None)
        last = resolve_time(named, reference, reference, prefer=prefer)
        end = first_day(last.start) if last is not None and last.start is not None else end
    elif mention.part == "rest":
        start, end = first_day(reference), last_day(value.end)
    elif mention.part in ("start", "mid", "end"):
        start, end = _stretch(start, end, mention.part)
    return start.isoformat(), end.isoformat()


def _decades(reference: str, count: int) -> Value:
    """Their decades, also when counted, begin with a round year: the last two before 2016 are 1990 to 2010."""
    decade = int(reference[:4]) // 10 * 10
    start, end = sorted((decade + 10 * (count > 0), decade + 10 * (count + (count > 0))))
    return f"{start}-01-01", f"{end}-01-01"


def _whole(mention: TimeMention) -> bool:
    """Whether our two points are the ends of one unit with a name: a half, a quarter, a decade."""
    first, last = mention.first, mention.last
    if mention.grain in ("quarter", "season", "decade", "century") or last is None:
        return True
    months = ((last.month or 0) - (first.month or 0)) == 5 and first.month in (1, 7)
    return months and mention.grain == "month" and first.day is None


def _stretch(start: date, end: date, part: str) -> tuple[date, date]:
    """Their stretches of a year (halves, and May to August), a month (halves, and the 10th to the 20th) and a week."""
    days = (end - start).days
    if days > 300:
        bounds = {"start": (1, 7), "mid": (5, 9), "end": (7, 13)}[part]
        first, last = (date(start.year + (month > 12), (month - 1) % 12 + 1, 1) for month in bounds)
        return first, last
    if days > 20:
        bounds = {"start": (0, 15), "mid": (9, 20), "end": (15, days)}[part]
    else:
        bounds = {"start": (0, 3), "mid": (1, 4), "end": (3, days)}[part]
    return start + timedelta(days=bounds[0]), start + timedelta(days=bounds[1])


def _dateparser(case: Case, prefer: Prefer) -> Value:
    """The peer on the same spans; it gives a day, which also stands for the start of a period."""
    import dateparser

    settings = {
        "RELATIVE_BASE": datetime.fromisoformat(case.reference),
        "PREFER_DATES_FROM": prefer,
        "DATE_ORDER": "MDY" if case.language == "en" else "DMY",
    }
    found = dateparser.parse(case.span, languages=[case.language], settings=settings)
    if found is None or case.spec == "DurationParser":
        return None
    day = found.date().isoformat()
    return (day,) if case.spec == "DateParser" else (day, "")


if __name__ == "__main__":
    main()
