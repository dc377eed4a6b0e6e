"""Checks of single statements: count against list, date against weekday, stated growth, event in a partial figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from marsad.check.sentences import finding, phrases
from marsad.dates import first_day, last_day
from marsad.mentions import Annotations, NumberMention
from marsad.records import EventReport, Evidence, Figure, Finding

__all__ = ["check_growth", "check_lists", "check_overlaps", "check_weekdays"]


def _evidence(annotations: Annotations, field: str, start: int, end: int) -> Evidence:
    span = annotations.folded.span(start, end)
    return Evidence(field, span.start, span.end, span.of(annotations.folded.original))


def check_weekdays(events: Sequence[EventReport], annotations: Annotations) -> Iterator[Finding]:
    """A date written with its weekday: the calendar decides. One finding for each date of an event."""
    names = phrases()["weekdays"]
    for time in annotations.times:
        point = time.first
        if point.weekday is None or None in (point.year, point.month, point.day):
            continue
        span = annotations.folded.span(time.start, time.end)
        owner = next(
            (e for e in events for item in e.evidence if item.field == "date" and item.start == span.start), None
        )
        if owner is None:
            continue
        date = f"{point.year:04d}-{point.month:02d}-{point.day:02d}"
        actual = first_day(date).weekday()
        agrees = actual == point.weekday
        details = {
            "date": date,
            "actual": {language: names[language][actual] for language in names},
            "stated": {language: names[language][point.weekday] for language in names},
        }
        yield finding(
            "weekday", "agrees" if agrees else "conflicts", [owner], details=details,
            explanations=() if agrees else ("typo",), evidence=[_evidence(annotations, "date", time.start, time.end)],
        )  # fmt: skip


def check_lists(events: Sequence[EventReport], annotations: Annotations) -> Iterator[Finding]:
    """A count followed by a list of ages: "three brothers aged 26, 29, 31 and 35" counts three and lists four."""
    starts = [number.start for number in annotations.numbers]
    for count in annotations.counts:
        if count.unit != "person" or count.value < 2:
            continue
        ages: list[NumberMention] = []
        position = count.end
        for number in islice(annotations.numbers, bisect_left(starts, count.end), None):
            gap = annotations.text[position : number.start].split()
            if "." in annotations.folded.text[position : number.start]:
                break
            if number.kind != "age" or number.low != number.high or len(gap) > (6 if not ages else 2):
                break
            ages.append(number)
            position = number.end
        owner = _owner(events, annotations, count.start, position) if len(ages) > 1 else None
        if owner is None:
            continue
        listed = len(ages)
        verdict = "agrees" if listed == count.value else "conflicts"
        details = {"count": count.value, "listed": listed, "items": ", ".join(str(age.value) for age in ages)}
        yield finding(
            "list", verdict, [owner], difference=abs(listed - count.value), details=details,
            explanations=() if verdict == "agrees" else ("scope", "typo"),
            evidence=[
                _evidence(annotations, "count", count.start, count.end),
                _evidence(annotations, "list", ages[0].start, ages[-1].end),
            ],
        )  # fmt: skip


def _owner(events: Sequence[EventReport], annotations: Annotations, start: int, end: int) -> EventReport | None:
    """The event whose words lie nearest to a range."""
    span = annotations.folded.span(start, end)
    return min(events, key=lambda event: min(abs(item.start - span.start) for item in event.evidence), default=None)


def check_growth(figures: Sequence[Figure]) -> Iterator[Finding]:
    """The stated difference against the real one: "46 in 2022, 78 in 2023, 31 more than the year before"."""
    for later in figures:
        earlier = _year_before(later, figures) if later.change is not None else None
        if later.change is None or earlier is None:
            continue
        actual = later.value - earlier.value
        difference = abs(actual - later.change)
        details = {"earlier": earlier.value, "later": later.value, "actual": actual, "stated": later.change}
        yield finding(
            "growth", "agrees" if difference == 0 else "conflicts", [earlier, later], difference=difference,
            explanations=() if difference == 0 else ("typo", "true_conflict"), details=details,
            evidence=[
                earlier.evidence[0], later.evidence[0],
                *(item for item in later.evidence if item.field == "change"),
            ],
        )  # fmt: skip


def _year_before(later: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The figure of the same quantity for the year before that of another."""
    year = later.period.start
    for earlier in figures:
        same = (earlier.unit, earlier.action, earlier.group, earlier.agency, earlier.qualifier)
        if year and same == (later.unit, later.action, later.group, later.agency, later.qualifier):
            start = earlier.period.start
            if start == earlier.period.end and start == f"{int(year[:4]) - 1:04d}":
                return earlier
    return None


def check_overlaps(events: Sequence[EventReport], figures: Sequence[Figure]) -> Iterator[Finding]:
    """A dismantling dated inside the period of a partial figure may be one of those counted; no link is made."""
    for figure in figures:
        period = figure.period
        if figure.unit != "cell" or figure.part_of is not None or period.start is None or period.end is None:
            continue
        if (last_day(period.end) - first_day(period.start)).days > 370:
            continue
        for event in events:
            inside = event.type == "arrest" and event.date.precision == "day" and event.country == figure.country
            day = event.date.start
            if inside and day and first_day(period.start) <= first_day(day) <= last_day(period.end):
                details = {"date": day, "value": figure.value, "until": period.end}
                yield finding("overlap", "cannot_tell", [event, figure], explanations=("scope",), details=details)
