"""Official figures: totals over several events, with their period, subject, subset and breakdown."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.dates import first_day, last_day
from marsad.extract.bulletins import Bulletin, find_balance, find_bulletin
from marsad.extract.context import Context
from marsad.extract.figure_bulletins import balance_total, bulletin_total, holds
from marsad.extract.figure_details import attach_change, find_changes, rough_counts, with_rough
from marsad.extract.figure_drafts import (
    DEFAULT_ACTION,
    FIGURE_UNITS,
    FigureDraft,
    as_part,
    figure_action,
    figure_trigger,
)
from marsad.extract.figure_nouns import moved_to
from marsad.extract.figure_periods import figure_period
from marsad.extract.figure_subjects import figure_agency, figure_group
from marsad.extract.figure_years import lone_year, year_pairs, year_part
from marsad.extract.hearsay import find_hearsay
from marsad.extract.scene import Scene, Trigger
from marsad.extract.series import (
    carried_from,
    compared_with,
    continue_series,
    covers,
    find_anew,
    find_whole_behind,
    summands,
)
from marsad.mentions import CountMention, TimeMention
from marsad.records import Period

__all__ = ["FigureDraft", "find_figures"]

_WEEKS = 15  # days up to which a period may be that of one event
_TOLL = 5  # dead from which a number since a day is a total, not the toll of that day
_MANY = 100  # things counted from which a part without its whole is a total of its own
_MOVED = 20  # persons from which those who joined or returned are a total, not a group of travellers


def find_figures(context: Context) -> list[FigureDraft]:
    """All figures of a document in order; ``part_of`` is an index into the list."""
    drafts: list[FigureDraft] = []
    anchor: str | None = None
    summed = (find_bulletin(context), find_balance(context))
    for scene in context.scenes:
        _scene_figures(context, scene, drafts, anchor, *summed)
        for time in scene.times:
            value = context.resolve(time, anchor) if time.relation == "on" and not time.dateline else None
            anchor = value.start if value is not None and value.start is not None else anchor
    return drafts


def _scene_figures(
    context: Context,
    scene: Scene,
    drafts: list[FigureDraft],
    anchor: str | None,
    bulletin: Bulletin | None,
    balance: Bulletin | None,
) -> None:
    changes = find_changes(scene)
    pairs = year_pairs(scene, changes)
    listed = len(pairs) >= 2
    whole: int | None = None
    head: int | None = None
    parts: set[int] = set()
    alleged = [(hearsay.start, hearsay.end) for hearsay in find_hearsay(scene)]
    for count in with_rough(scene.counts, rough_counts(scene)):
        if count.source == "singular" or any(start <= count.start < end for start, end in alleged):
            continue
        if count.start in changes:
            attach_change(context, scene, changes[count.start], drafts)
            continue
        if whole is not None and count.start in parts:
            total = drafts[whole]
            drafts.append(as_part(total, whole, "breakdown", count=count, trigger=None, group=None))
            continue
        pair = pairs.get(count.start) if listed else None
        if pair is not None:
            part = year_part(context, scene, count, pair, drafts, whole)
            if part is not None:
                drafts.append(part)
            continue
        lone = lone_year(context, scene, count, pairs, drafts)
        if lone is not None:
            drafts.append(lone)
            continue
        again = find_anew(scene, count, drafts)
        if again is not None:
            head = again
            continue
        whole_behind = find_whole_behind(scene, count, drafts)
        part = continue_series(scene, count, drafts, head if whole_behind is None else whole_behind)
        if part is not None:
            drafts.append(part)
            continue
        previous = drafts[-1] if drafts and _goes_on(drafts[-1].scene, scene, count) else None
        subset = _subset(context, scene, count, drafts, previous)
        draft = subset or _total(context, scene, count, pairs if listed else {}, drafts, anchor)
        draft = draft or _summed_up(scene, count, bulletin, balance)
        if draft is not None:
            drafts.append(draft)
            if draft.relation is None:
                whole = len(drafts) - 1
                parts = set() if listed else summands(scene, count, changes)


def _summed_up(
    scene: Scene, count: CountMention, bulletin: Bulletin | None, balance: Bulletin | None
) -> FigureDraft | None:
    """A total whose period the head of the text tells: the days of a bulletin, the year of a list."""
    agency = figure_agency(scene, count)
    draft = bulletin_total(scene, count, bulletin, agency) if bulletin is not None else None
    return draft or (balance_total(scene, count, balance, agency) if balance is not None else None)


def _goes_on(earlier: Scene, scene: Scene, count: CountMention) -> bool:
    """Whether a count shares the period of a figure: in its sentence, or in the next one for operations."""
    if earlier is scene:
        return True
    following = scene.sentence.index - earlier.sentence.index == 1
    return (
        following and count.unit in ("operation", "plot", "attack") and count.source != "singular" and count.value > 1
    )


def _subset(
    context: Context, scene: Scene, count: CountMention, drafts: list[FigureDraft], previous: FigureDraft | None
) -> FigureDraft | None:
    """A part of the figure before it: "62 of them tied to ISIS", "dont 85 liées à Daech"."""
    if previous is None or count.unit not in (previous.unit, "bare"):
        return None
    index = len(drafts) - 1
    while drafts[index].part_of is not None:
        index = drafts[index].part_of or 0
    # "including 14 women and 34 minors": the second part is one of the whole, not of the first.
    whole = drafts[index] if count.subset and count.source == "number" else previous
    if count.value >= whole.count.value:
        return None
    follower = scene.cues_of("subset")
    after = any(0 <= cue.start - count.end <= 2 for cue in follower)
    group = next(
        (
            n
            for n in scene.names
            if n.kind == "group" and n.start >= count.end and scene.distance(count.end, n.start) <= 7
        ),
        None,
    )
    near = scene.distance(previous.count.end, count.start) <= 8
    if not (count.subset or after or (near and group is not None and count.unit == "bare")):
        return None
    head = drafts[index]
    period, times = _own_period(context, scene, count, head)
    return as_part(head, index, "subset", scene=scene, count=count, group=group, period=period, times=times)


def _own_period(
    context: Context, scene: Scene, count: CountMention, head: FigureDraft
) -> tuple[Period, tuple[TimeMention, ...]]:
    """The period behind a part ("210 since 2002, 86 of them between 2015 and 2021"), else that of its whole."""
    following = next((other.start for other in scene.counts if other.start >= count.end), scene.sentence.end)
    behind = [time for time in scene.times if count.end <= time.start < following]
    period, times = figure_period(context, scene, count, behind, head.period.end) if behind else (None, ())
    if period is None or period.start is None or not times or not covers(head.period, period):
        return head.period, head.times
    return period, times


def _total(
    context: Context,
    scene: Scene,
    count: CountMention,
    pairs: dict[int, TimeMention],
    drafts: Sequence[FigureDraft],
    anchor: str | None,
) -> FigureDraft | None:
    previous = drafts[-1] if drafts and _goes_on(drafts[-1].scene, scene, count) else None
    unit = _total_unit(scene, count)
    many = count.value >= _MANY  # "the 2019 figure includes 436 arrests"
    if unit not in FIGURE_UNITS or (count.definite and previous is None) or (count.subset and not many):
        return None
    if count.value == 1 and (previous is None or unit in ("attack", "operation")):
        return None  # "an attack", "a joint investigation", "one of the operations": a single event is no total
    trigger = figure_trigger(scene, count, unit)
    action = _action(scene, unit, trigger, previous)
    if action is None:
        return None
    used = {id(time) for time in pairs.values()}
    if previous is not None and previous.scene is scene and previous.period.end is not None:
        anchor = previous.period.end  # "78 in 2023, against 46 the year before"
    period, times = figure_period(context, scene, count, [time for time in scene.times if id(time) not in used], anchor)
    if period is None and previous is not None and (previous.relation is None or unit != "person"):
        period, times = previous.period, previous.times
    if previous is not None and previous.scene is scene and period is not None and period.start_basis is None:
        period, times = (previous.period, previous.times) if period.end == previous.period.end else (period, times)
    after = compared_with(scene, count, period, drafts) if period is not None else None
    if after is not None and times and all(time.start > count.end for time in times):
        period, times = after.period, after.times
    total = scene.has("total")
    carried = carried_from(scene, count, trigger, drafts) if period is None else None
    if carried is not None:
        period, times = carried.period, carried.times
    if period is None and _have_moved(count, trigger):
        period = Period(end_basis="to_date")
    if period is None:
        if not total or unit == "person":
            return None
        period = Period(end_basis="to_date")
    goes_on = carried is not None or (previous is not None and previous.scene is scene)
    once = trigger is not None and _happened_once(scene, trigger, times)
    once = once or (not total and _of_that_day(count, action, period))
    if unit == "person" and not goes_on and (once or not _is_total(scene, count, period, total)):
        return None
    agency, group = figure_agency(scene, count), figure_group(scene, count)
    return FigureDraft(scene, count, unit, action, trigger, period, times, agency=agency, group=group)


def _of_one_attack(scene: Scene, count: CountMention) -> bool:
    """Whether a toll so far is that of one attack: "the attack has left 31 dead so far"."""
    tolls = any(trigger.sense.key in ("killed", "injured") and trigger.end >= count.start for trigger in scene.triggers)
    return tolls and any(
        trigger.voice == "noun" and trigger.sense.family == "violence" and trigger.end <= count.start
        for trigger in scene.triggers
    )


def _happened_once(scene: Scene, trigger: Trigger, times: Sequence[TimeMention]) -> bool:
    """Whether a day nearer to the verb says when: "brought home on Tuesday a woman held since 2019" is no total."""
    if trigger.sense.family == "prosecution" and any(name.kind == "court" for name in scene.names):
        # The verdict of one court: a year behind it is that of the crime.
        return all(time.relation == "on" and time.start > trigger.end for time in times)
    days = [t for t in scene.times if t.relation == "on" and t.grain == "day" and not t.dateline and t not in times]
    since = [t for t in times if t.relation == "since"]
    return bool(days and since) and (
        min(scene.distance(trigger.end, day.start) for day in days)
        < min(scene.distance(trigger.end, time.start) for time in since)
    )


def _action(scene: Scene, unit: str, trigger: Trigger | None, previous: FigureDraft | None) -> str | None:
    """What was done to the things counted, by their own words or those of the figure that they go on."""
    action = figure_action(unit, trigger)
    if action is None and previous is not None and previous.scene is scene and previous.unit == unit:
        return previous.action  # "dismantled 21 cells in 2015 and 19 in 2016, or 40 cells in two years"
    if action is None and scene.has("founding", "appointment"):
        return DEFAULT_ACTION.get(unit)  # "49 cells since the office was set up"
    return action


def _of_that_day(count: CountMention, action: str, period: Period) -> bool:
    """Whether the dead since a day are those of its attack: "since the attack of 16 October, which killed two"."""
    since_day = period.end is None and period.start is not None and len(period.start) == len("2023-10-16")
    return since_day and action in ("killed", "injured") and count.value < _TOLL


def _have_moved(count: CountMention, trigger: Trigger | None) -> bool:
    """Whether those who joined or came back are counted: "130 have joined the camps" is a total to date."""
    return trigger is not None and trigger.sense.family == "movement" and count.value >= _MOVED


def _total_unit(scene: Scene, count: CountMention) -> str:
    """Unit of a count; a bare number behind a word for a toll counts persons ("the toll of dead exceeds 400")."""
    moved = moved_to(scene, count)
    if moved is not None:
        return moved.unit
    if count.unit == "bare" and (told := _told_unit(scene, count)) is not None:
        return told
    tolls = scene.cues_of("headline_total") if count.unit == "bare" else []
    counted = any(trigger.sense.key is not None and trigger.end <= count.start for trigger in scene.triggers)
    return "person" if counted and any(cue.end <= count.start for cue in tolls) else count.unit


def _told_unit(scene: Scene, count: CountMention) -> str | None:
    """What a bare number counts: the noun of "the number of cells reached 100", the persons of "131 were held"."""
    for trigger in scene.triggers:
        if trigger.voice in ("passive", "either") and trigger.sense.key and trigger.start >= count.end:
            return "person" if scene.distance(count.end, trigger.start) <= 2 else None
    behind = next((term for term in scene.terms if term.start >= count.end), None)
    articles = [cue for cue in scene.cues_of("definite", "article") if 0 <= cue.start - count.end <= 1]
    if behind is not None and any(0 <= behind.start - cue.end <= 1 for cue in articles):
        if behind.category == "unit":
            return behind.sense  # "put at 90 the cells broken up"
        return "person" if behind.category == "person" or behind.form == "result" else None
    before = [cue for cue in scene.cues if cue.sense == "total" and cue.end <= count.start]
    if len(before) < 2 or scene.distance(before[-1].end, count.start) > 2:
        return None
    nouns = [term for term in scene.terms if before[0].end <= term.start < count.start]
    told = next((term for term in nouns if term.category in ("unit", "person", "trigger")), None)
    if told is None:
        return None
    return told.sense if told.category == "unit" else "person"


def _is_total(scene: Scene, count: CountMention, period: Period, total: bool) -> bool:
    """A count of persons is a total when the period is open or long, and no single place and day tell an event."""
    single = any(holds(scene, place, count) for place in scene.places)
    led_to = any(trigger.sense.name == "operation" for trigger in scene.triggers)
    one = _of_one_attack(scene, count) or (not total and (single or led_to) and count.value < _MOVED)
    if period == Period(end_basis="to_date") and one:
        return False  # "so far, the operation has led to four arrests in Granada and Madrid"
    if period.start_basis in ("founding", "appointment") or period.end_basis == "to_date" or total:
        return True
    if period.start != period.end and _night(period):
        return False
    if period.start != period.end and not (single and _short(period)):
        return True
    return not single and count.value >= 5


def _night(period: Period) -> bool:
    """Whether a period is a night or two days: the toll of one event."""
    if period.start is None or period.end is None or min(len(period.start), len(period.end)) < 10:
        return False
    return (last_day(period.end) - first_day(period.start)).days <= 1


def _short(period: Period) -> bool:
    """Whether a period is one of days: what is told of one place in a week is an event."""
    if period.start is None or period.end is None or min(len(period.start), len(period.end)) < 10:
        return False
    return (last_day(period.end) - first_day(period.start)).days <= _WEEKS
