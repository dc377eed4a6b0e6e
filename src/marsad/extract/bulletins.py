"""Bulletins: texts that sum up the operations of some days ("bilan opérationnel du 15 au 21 décembre").

The period is told once, at the head; what follows happened in it, and persons counted without a place are totals of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.dates import DateValue, first_day, last_day
from marsad.extract.context import Context
from marsad.extract.scene import Scene
from marsad.mentions import TimeMention

__all__ = ["Bulletin", "find_balance", "find_bulletin"]

# Sentences in which a bulletin tells its period, menus and headlines included.
_HEAD = 8
# Sentences in which a yearly report says how the year went.
_REPORT_HEAD = 3
# Days that a bulletin may sum up; longer periods are those of yearly balances, which are figures.
_LONGEST = 31


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The days that a bulletin sums up, the words that say so, and the sentence they stand in."""

    period: DateValue
    mention: TimeMention
    sentence: int


def find_bulletin(context: Context) -> Bulletin | None:
    """The bulletin that a text is: a period of days in the head of a text that speaks of a balance; else None."""
    head = [scene for scene in context.scenes if scene.sentence.index <= _HEAD]
    if not any(scene.has("headline_total") for scene in head):
        return None
    for scene in head:
        for time in sorted(scene.times, key=lambda time: _to_total(scene, time)):
            of_days = time.relation == "between" and time.grain == "day"
            of_month = time.relation == "on" and time.grain == "month" and scene.has("headline_total")
            if not (of_days or of_month) or time.dateline:
                continue
            value = context.resolve(time, None)
            if value is None or not value.start or not value.end:
                continue
            if _lasts_days(value.start, value.end) or (of_month and len(value.start) == len("2018-04")):
                return Bulletin(value, time, scene.sentence.index)
    return None


def find_balance(context: Context) -> Bulletin | None:
    """The year that a list of totals sums up, told once before a colon: "in figures, 2019:"; else None."""
    for scene in context.scenes:
        years = [time for time in scene.times if time.grain == "year" and time.relation == "on" and not time.dateline]
        opens = scene.text[scene.sentence.start : scene.sentence.end].rstrip().endswith(":")
        opens = opens and not any(count.unit != "bare" for count in scene.counts)
        year = years[-1] if years and opens else _year_of_trend(scene, years)
        value = context.resolve(year, None) if year is not None else None
        if year is not None and value is not None and value.start:
            return Bulletin(value, year, scene.sentence.index)
    return None


def _year_of_trend(scene: Scene, years: Sequence[TimeMention]) -> TimeMention | None:
    """The year that a report sums up where its head tells only how it went: "deaths fell by half in 2015"."""
    if scene.sentence.index > _REPORT_HEAD or not scene.has("trend_up", "trend_down", "trend_flat"):
        return None
    plural = any(trigger.voice == "result" for trigger in scene.triggers)
    compared = [cue.end for cue in scene.cues_of("compared")]
    own = [year for year in years if not any(0 <= year.start - end <= 4 for end in compared)]
    return own[0] if plural and own and not any(count.unit == "person" for count in scene.counts) else None


def _to_total(scene: Scene, time: TimeMention) -> int:
    """Words from a time to the nearest word for a balance: the month that it sums up, not that of its edition."""
    cues = scene.cues_of("headline_total")
    return min((scene.distance(min(time.end, cue.end), max(time.start, cue.start)) for cue in cues), default=0)


def _lasts_days(start: str, end: str) -> bool:
    return len(start) == 10 == len(end) and 1 < (last_day(end) - first_day(start)).days <= _LONGEST
