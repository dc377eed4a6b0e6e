"""The period of a figure: since, until, between, a year; open ones run to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.extract.context import Context
from marsad.extract.figure_details import own_times
from marsad.extract.figure_drafts import FigureDraft
from marsad.extract.scene import Scene
from marsad.mentions import CountMention, TimeMention
from marsad.records import Period

__all__ = ["figure_period", "forget_assumed_period"]

_DATED = 3  # words between a founding and its year
# Words between a count and the year behind it that is its own.
_OWNED = 2
_MANIFOLD = ("cell", "plot", "attack", "operation", "case")
_COARSE = ("year", "decade", "century", "quarter", "season")


def figure_period(
    context: Context, scene: Scene, count: CountMention, times: Sequence[TimeMention], anchor: str | None
) -> tuple[Period | None, tuple[TimeMention, ...]]:
    """Period that the sentence gives to a count: since, until, between, a year; open ones run to date.

    Times with another count of the unit between are that count's, unless the clause of this one gives no period.
    """
    own = own_times(scene, count, times)
    if 0 < len(own) < len(times):
        period, used = _period(context, scene, count, own, anchor)
        if period is not None and used:
            return period, used
    return _period(context, scene, count, times, anchor)


def forget_assumed_period(context: Context, draft: FigureDraft) -> FigureDraft:
    """The draft without the bounds that only the assumed publication date of its text gave."""
    anchors = (None, *_known_dates(context))
    kept: list[TimeMention] = []
    bounds: set[str | None] = set()
    for time in draft.times:
        values = [value for value in (context.resolve(time, anchor) for anchor in anchors) if value is not None]
        told = {bound for value in values for bound in (value.start, value.end)} & {
            draft.period.start,
            draft.period.end,
        }
        if told - {None}:
            kept.append(time)
            bounds |= told
    if len(kept) == len(draft.times):
        return draft
    period = draft.period
    if period.start not in bounds:
        period = replace(period, start=None, start_basis=None)
    if period.end is not None and period.end not in bounds:
        period = replace(period, end=None, end_basis=None)
    return replace(draft, period=period, times=tuple(kept))


def _known_dates(context: Context) -> list[str]:
    """The dates that the text states itself, in its order."""
    values = (context.resolve(time, None) for scene in context.scenes for time in scene.times)
    return list(dict.fromkeys(value.start for value in values if value is not None and value.start))


def _period(  # noqa: PLR0912 - one branch a kind of bound, in the order in which they win
    context: Context, scene: Scene, count: CountMention, times: Sequence[TimeMention], anchor: str | None
) -> tuple[Period | None, tuple[TimeMention, ...]]:
    start = end = None
    start_basis = end_basis = None
    used: list[TimeMention] = []
    times = [time for time in times if not _of_another(scene, time, count, times)]
    grains = _grains(scene, count, times)
    ordered = sorted(times, key=lambda time: scene.distance(time.start, count.start))
    for time in ordered:
        value = None if _bounds_superlative(scene, time) else context.resolve(time, anchor)
        if value is None or value.start is None:
            continue
        if time.relation == "between" and start is None and end is None:
            start, end, start_basis, end_basis = value.start, value.end, "stated", "stated"
        elif (time.relation == "since" or _since_event(scene, time)) and start is None:
            start, start_basis = value.start, "stated"
        elif end is None and (time.relation == "until" or _ends(scene, time, started=start is not None)):
            end, end_basis = value.end, "stated"
        elif time.relation == "on" and time.grain in grains and start is None and end is None and end_basis is None:
            start, end, start_basis, end_basis = value.start, value.end, "stated", "stated"
            if _runs_still(context, time, value.start):
                end, end_basis = None, "to_date"
        else:
            continue
        used.append(time)
    until = next((time for time in used if time.relation == "until"), None)
    if start is None and end is not None and until is not None and _tells_year(scene, times, until):
        start, start_basis = end[:4], "stated"
    for basis in ("founding", "appointment"):
        if _bears_on(scene, basis, count):
            start_basis = basis
            year = _year_of(scene, basis, times) if start is None else None
            value = context.resolve(year, anchor) if year is not None else None
            if year is not None and value is not None:
                start = value.start
                used.append(year)
            if start is not None and end == start:
                end, end_basis = None, None
    told = _told_on(context, times, count) if end is None and start is not None else None
    if told is not None and told[1] > (start or ""):
        end, end_basis = told[1], "stated"
        used.append(told[0])
    if end is None and (start_basis is not None or scene.has("to_date")):
        end_basis = "to_date"
    if start_basis is None and end_basis is None:
        return None, ()
    return Period(start, end, start_basis, end_basis), tuple(used)  # type: ignore[arg-type]


def _told_on(context: Context, times: Sequence[TimeMention], count: CountMention) -> tuple[TimeMention, str] | None:
    """The month or day of an earlier year on which a total was told: "in May 2023 he put at 90 the cells"."""
    published = context.document.published.value
    for time in times:
        if published is None or time.relation != "on" or time.grain not in ("day", "month") or time.end > count.start:
            continue
        value = context.resolve(time, None)
        if value is not None and value.end is not None and value.end[:4] < published[:4]:
            return time, value.end
    return None


def _runs_still(context: Context, time: TimeMention, start: str) -> bool:
    """Whether a year is the one in which the text appears, and not over: "this year"."""
    published = context.document.published.value
    this = time.grain == "year" and time.first.unit == "year" and time.first.shift == 0
    return this and published is not None and published[:4] == start and published[5:7] not in ("", "12")


def _grains(scene: Scene, count: CountMention, times: Sequence[TimeMention]) -> tuple[str, ...]:
    """The times that are periods of a count: attacks and cells have totals of a month too, where no year is told.

    Not so what one operation broke up: that is the event of the month.
    """
    once = count.unit != "operation" and any(trigger.sense.name == "operation" for trigger in scene.triggers)
    monthly = count.unit in _MANIFOLD and count.value > 1 and not once and all(t.grain not in _COARSE for t in times)
    return (*_COARSE, "month") if monthly else _COARSE


def _ends(scene: Scene, time: TimeMention, *, started: bool) -> bool:
    """Whether a time is the end of a year, up to which a total since a founding runs."""
    last = time.relation == "on" and time.part == "end" and time.grain in (*_COARSE, "month")
    return last and (started or scene.has("founding", "appointment"))


def _of_another(scene: Scene, time: TimeMention, count: CountMention, times: Sequence[TimeMention]) -> bool:
    """Whether a year stands right behind another count, and this one has a year before it: "in 2023 six, 5 in 2022"."""
    if time.relation != "on" or time.grain != "year" or time.start < count.end:
        return False
    owner = max((other for other in scene.counts if other.end <= time.start), key=lambda other: other.end, default=None)
    own = any(other.grain == "year" and other.relation == "on" and other.end <= count.start for other in times)
    return own and owner is not None and owner is not count and scene.distance(owner.end, time.start) <= _OWNED


def _since_event(scene: Scene, time: TimeMention) -> bool:
    """Whether a time dates an event from which the period runs: "since the attacks of 2004"."""
    if time.relation != "on":
        return False
    for cue in scene.cues_of("since"):
        named = any(cue.end <= trigger.start < time.start for trigger in scene.triggers)
        if cue.end <= time.start and named and scene.distance(cue.end, time.start) <= 6:
            return True
    return False


def _tells_year(scene: Scene, times: Sequence[TimeMention], until: TimeMention) -> bool:
    """Whether a bound tells which year is counted: it says none ("up to 17 December"), or "this year" stands beside."""
    return until.anchor == "year" or any(
        time.grain == "year"
        and time.first.unit == "year"
        and time.first.shift == 0
        and min(scene.distance(time.end, until.start), scene.distance(until.end, time.start)) <= 3
        for time in times
    )


def _bounds_superlative(scene: Scene, time: TimeMention) -> bool:
    """Whether a time only bounds a comparison: "the worst attack since two assaults on 30 September"."""
    since = [cue for cue in scene.cues_of("since") if cue.start <= time.start + 5]
    starts = [cue.start for cue in since if scene.distance(cue.end, time.start) <= _DATED + 3] if since else []
    best = [cue for cue in scene.cues_of("superlative") for start in starts if cue.end <= start]
    return any(scene.distance(cue.end, start) <= _DATED for cue in best for start in starts if cue.end <= start)


def _year_of(scene: Scene, basis: str, times: Sequence[TimeMention]) -> TimeMention | None:
    """The time that dates a founding: "since it was set up in 2015", beside another bound."""
    for cue in scene.cues_of(basis):
        for time in times:
            if time.relation == "on" and time.start >= cue.end and scene.distance(cue.end, time.start) <= _DATED:
                return time
    return None


def _bears_on(scene: Scene, sense: str, count: CountMention) -> bool:
    """Whether a cue of a period belongs to this count: no other count of its unit stands nearer to it."""
    same = [other for other in scene.counts if other.unit == count.unit and (other is count or not other.subset)]
    for cue in scene.cues_of(sense):
        nearest = min(same, key=lambda other: scene.distance(cue.start, other.start), default=count)
        if nearest is count:
            return True
    return False
