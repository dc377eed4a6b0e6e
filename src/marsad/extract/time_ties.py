"""What ties a time of a sentence to one of its triggers, or to none."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.extract.scene import PlacedMention, Scene, Trigger
from marsad.mentions import TimeMention

__all__ = ["counts_from", "dates_founding", "of_plan", "own_time"]

# Words between what is planned and its day; words of a deed's name behind its date, and cues that are no part of it.
_PLAN = 2
# The name of a court stands between a hearing that is to come and its day.
_COURT = 6
# Words between a war that broke out and its day.
_UNREST = 4
# Words between "two days after" and the event from which the days are counted.
_FROM = 3
# Words of the clause behind "comes two days after" up to what it tells.
_CLAUSE = 12
_UNITS = ("day", "week", "month", "year")
_NAME = 5
_LOOSE = ("function", "definite", "indefinite", "clause", "active_aux", "passive_aux")


def of_plan(scene: Scene, told: TimeMention | PlacedMention, live: Sequence[Trigger]) -> bool:
    """Whether a time or place stands right behind what is yet to come: "he will be sentenced in June in Leeds"."""
    before = next((trigger for trigger in reversed(scene.triggers) if trigger.start <= told.start), None)
    if before is None or not before.planned:
        return False
    reach = _COURT if before.sense.family == "prosecution" and "," not in scene.gap(before.end, told.start) else _PLAN
    if before.end <= told.start and scene.distance(before.end, told.start) > reach:
        return False
    ahead = [cue.end for cue in scene.cues_of("future") if cue.end <= before.start]
    if not any(scene.distance(end, before.start) <= 1 for end in ahead):
        return False
    return not any(trigger.start >= told.end and scene.distance(told.end, trigger.start) <= _PLAN for trigger in live)


def own_time(scene: Scene, trigger: Trigger) -> TimeMention | None:
    """The time that stands before a noun of violence as its attribute: "for the March 2020 attack"."""
    if trigger.sense.family != "violence" or trigger.voice not in ("noun", "result"):
        return None
    start = trigger.start
    return next((time for time in reversed(scene.times) if time.end < start and _names(scene, time.end, start)), None)


def _names(scene: Scene, low: int, high: int) -> bool:
    """Whether only the name of a deed stands between its date and its noun: "the 2016 Brussels airport bombings"."""
    if scene.gap(low, high) in (" ", "'s "):
        return True
    told = any(low <= trigger.start < high for trigger in scene.triggers)
    joints = {cue.start for cue in scene.cues_of("and")}
    loose = any(low <= cue.start < high and cue.sense in _LOOSE and cue.start not in joints for cue in scene.cues)
    marked = any(mark in scene.gap(low, high) for mark in ',;:.()"')
    return not (told or loose or marked) and scene.distance(low, high) <= _NAME


def dates_founding(scene: Scene, time: TimeMention) -> bool:
    """Whether a time dates the founding of a service or the outbreak of a war: "set up in 2015, it has ..."."""
    begun = any(
        cue.end <= time.start
        and scene.distance(cue.end, time.start) <= _UNREST
        and "," not in scene.gap(cue.end, time.start)
        for cue in scene.cues_of("unrest")
    )
    founded = any(
        cue.end <= time.start and scene.distance(cue.end, time.start) <= 1 for cue in scene.cues_of("founding")
    )
    return begun or founded


def counts_from(scene: Scene, time: TimeMention, trigger: Trigger) -> bool:
    """Whether days are counted from what stands behind them: "two days after an attack", "au lendemain d'un attentat".

    They date what happened since, not the attack.
    """
    shift = time.first.shift if time.anchor == "narrative" and time.first.unit in _UNITS else None
    if not shift or shift < 0 or trigger.start < time.end:
        return False
    if any(0 <= time.start - cue.end <= 1 for cue in scene.cues_of("comes_after")):
        return scene.distance(time.end, trigger.start) <= _CLAUSE
    if trigger.voice not in ("noun", "result") and time.first.unit == "day":
        return False
    return scene.distance(time.end, trigger.start) <= _FROM and "," not in scene.gap(time.end, trigger.start)
