"""Numbers with a year of their own: yearly lists and the parts that they are of a total."""

from __future__ import annotations

from collections.abc import Container, Sequence

from marsad.extract.context import Context
from marsad.extract.figure_drafts import FIGURE_UNITS, FigureDraft, figure_action, figure_trigger, is_near
from marsad.extract.figure_nouns import told_noun
from marsad.extract.figure_subjects import figure_agency
from marsad.extract.scene import Scene
from marsad.extract.series import covers, series_head
from marsad.mentions import CountMention, TimeMention
from marsad.records import Period

__all__ = ["lone_year", "year_pairs", "year_part"]


def year_pairs(scene: Scene, changes: Container[int] = ()) -> dict[int, TimeMention]:
    """Counts that stand beside a year of their own: "21 in 2015, 19 the year after, nine in 2017"; by start.

    ``changes`` are the starts of counts that are differences ("31 more than the year before").
    """
    pairs: dict[int, TimeMention] = {}
    used: set[int] = set()
    for index, count in enumerate(scene.counts):
        if count.start in changes:
            continue
        following = scene.counts[index + 1].start if index + 1 < len(scene.counts) else scene.sentence.end
        for time in scene.times:
            if time.grain != "year" or time.relation != "on" or time.last is not None or time.start in used:
                continue
            if count.end <= time.start < following and _close(scene, count.end, time.start):
                pairs[count.start] = time
                used.add(time.start)
                break
    if len(pairs) < 2:
        first = _year_first_pairs(scene)
        return first if len(first) > len(pairs) else pairs
    return pairs


def _year_first_pairs(scene: Scene) -> dict[int, TimeMention]:
    """The other order: "2015: 21, 2016: 19", "en 2015, 21 cellules"."""
    pairs: dict[int, TimeMention] = {}
    for time in scene.times:
        if time.grain != "year" or time.relation != "on" or time.last is not None:
            continue
        count = next((count for count in scene.counts if count.start >= time.end), None)
        if count is not None and count.start not in pairs and _close(scene, time.end, count.start):
            pairs[count.start] = time
    return pairs


def _close(scene: Scene, low: int, high: int) -> bool:
    gap = scene.gap(low, high)
    return len(gap.split()) <= 3 and not any(mark in gap for mark in ".;\n")


def year_part(
    context: Context, scene: Scene, count: CountMention, time: TimeMention, drafts: list[FigureDraft], whole: int | None
) -> FigureDraft | None:
    """A part of a yearly list; its whole is the total before it in the sentence or in the sentence before."""
    if whole is None:
        whole = series_head(scene, count, drafts)
    value = context.resolve(time, _last_year(drafts))
    if value is None or value.start is None:
        return None
    head = drafts[whole] if whole is not None else None
    told = told_noun(scene, count)
    if told is not None and told.unit == "other":
        return None  # "the number of countries hit fell to 41 in 2023"
    if told is not None and head is not None and (told.unit, told.action) != (head.unit, head.action):
        head = whole = None  # "the total deaths: 1,081 in 2015" are no part of the attacks counted before
    unit = count.unit if count.unit in FIGURE_UNITS else head.unit if head is not None else _listed_unit(scene, count)
    unit = unit if told is None else told.unit
    if unit is None:
        return None
    trigger = figure_trigger(scene, count, unit)
    if told is not None:
        action: str | None = told.action
    else:
        action = head.action if head is not None and head.unit == unit else figure_action(unit, trigger)
    if action is None and drafts and drafts[-1].scene is scene and drafts[-1].unit == unit:
        action = drafts[-1].action  # far from the verb, in one list with the year before
    if action is None:
        return None
    period = Period(value.start, value.end, "stated", "stated")
    belongs = head is not None and head.unit == unit and head.period != period and covers(head.period, period)
    return FigureDraft(
        scene, count, unit, action, trigger, period, (time,),
        part_of=whole if belongs else None,
        relation="breakdown" if belongs else None,
        agency=head.agency if belongs and head is not None else figure_agency(scene, count),
    )  # fmt: skip


def _listed_unit(scene: Scene, count: CountMention) -> str | None:
    """What the bare numbers of a list count, by the noun before it: "the detained were 46 in 2022 and 78 in 2023"."""
    before = [term for term in scene.terms if term.end <= count.start]
    for term in reversed(before):
        if term.category == "unit" and term.sense in FIGURE_UNITS:
            return term.sense
        if term.category == "trigger" and (term.form == "result" or term.sense == "arrest"):
            return "person"
        if term.category == "person" and term.form == "plural":
            return "person"
    return None


def lone_year(
    context: Context, scene: Scene, count: CountMention, pairs: dict[int, TimeMention], drafts: list[FigureDraft]
) -> FigureDraft | None:
    """A bare number with a year that goes on a series told before: "46 for the whole of 2022", "121 in 2023"."""
    time = pairs.get(count.start)
    if time is None or not drafts or not is_near(drafts[-1].scene, scene):
        return None
    if count.subset:
        return None  # "created in 2015, of them 41": a part of the total before
    if count.unit != "bare" and (count.unit != drafts[-1].unit or scene.triggers):
        return None
    told = told_noun(scene, count)
    if told is not None and told.unit != drafts[-1].unit:
        return None
    value = context.resolve(time, _last_year(drafts))
    if value is None or value.start is None:
        return None
    index = series_head(scene, count, drafts)
    head = drafts[-1] if index is None else drafts[index]
    period = Period(value.start, value.end, "stated", "stated")
    trigger = figure_trigger(scene, count, head.unit)
    own = trigger is not None and trigger.sense.key is not None and trigger.sense.action is not None
    action = trigger.sense.action if own and trigger is not None else head.action  # "in 2018 the dead numbered 13"
    covered = covers(head.period, period) and head.count.value > count.value and action == head.action
    part = index if index is not None and covered else None
    return FigureDraft(
        scene, count, head.unit, action or head.action, None, period, (time,),
        part_of=part, relation=None if part is None else "subset", agency=head.agency,
    )  # fmt: skip


def _last_year(drafts: Sequence[FigureDraft]) -> str | None:
    return drafts[-1].period.end if drafts else None
