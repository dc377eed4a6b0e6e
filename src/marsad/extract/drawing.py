"""Which of the triggers of a sentence draws a time or a place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.extract.candidate import Candidate
from marsad.extract.roles import PlaceChain, place_chains
from marsad.extract.scene import Scene, Trigger
from marsad.extract.time_ties import counts_from, dates_founding, of_plan, own_time

__all__ = ["assign_places", "assign_times", "nearest", "share_closing", "share_opening"]

_HAPPENED = ("on", "between")
# What forces do in one operation.
_DEEDS = {"violence", "arrest", "transfer", "seizure"}


def assign_times(scene: Scene, bearers: Sequence[Candidate], live: Sequence[Trigger]) -> None:
    """Give each time to what it dates; days that are counted from an event date what happened since."""
    dated = [time for time in scene.times if time.relation in _HAPPENED]
    for time in scene.times:
        if dates_founding(scene, time):
            continue
        drawing = [bearer for bearer in bearers if own_time(scene, bearer.main) in (None, time)] or list(bearers)
        counted_from = next((bearer for bearer in bearers if counts_from(scene, time, bearer.main)), None)
        if counted_from is not None:
            counted_from.after.append(time)
            drawing = [bearer for bearer in bearers if bearer.family != counted_from.family]
            if any(day is not time and day.grain == "day" for day in dated):
                continue
        elif time.relation not in _HAPPENED or time.dateline or of_plan(scene, time, live):
            continue
        drawing = _drawing(drawing, time.start, time.end)
        if drawing:
            nearest(drawing, time.start, time.end).times.append(time)


def share_opening(scene: Scene, bearers: Sequence[Candidate]) -> None:
    """A time that opens a sentence dates its arrests and transfers too: "Last year he was charged and detained"."""
    times = [time for time in scene.times if time.relation in _HAPPENED and not time.dateline]
    if not times or len(scene.gap(scene.sentence.start, times[0].start).split()) > 1:
        return
    for bearer in bearers:
        alone = not bearer.times and not bearer.main.anaphoric and not bearer.main.sense.weak
        if alone and bearer.family in ("arrest", "transfer"):
            bearer.times.append(times[0])


def share_closing(scene: Scene, bearers: Sequence[Candidate]) -> None:
    """What stands behind the second of two verbs holds for both: "killed 12 fighters and freed nine women in Borno"."""
    goes_on = False
    for first, second in reversed(list(pairwise(bearers))):
        listed, goes_on = goes_on, False
        if first.family == second.family or not {first.family, second.family} <= _DEEDS:
            continue
        gap = scene.gap(first.main.end, second.main.start)
        joint = any(cue.sense == "and" and cue.end + 1 == second.main.start for cue in scene.cues)
        listed = listed and gap.endswith(", ") and gap.count(",") == 1  # "killed one, captured two and freed nine"
        if not (listed or (joint and "," not in gap)) or any(mark in gap for mark in ";:"):
            continue
        goes_on = True
        first.places = first.places or [place for place in second.places if place.start > second.main.end]
        behind = [time for time in second.times if time.start > second.main.end]
        first.times = first.times or [time for time in behind if "," not in scene.gap(second.main.end, time.start)]


def _drawing(singles: Sequence[Candidate], start: int, end: int) -> list[Candidate]:
    """The candidates that a time or place may belong to; one that is only referred to has its own behind it."""
    singles = [s for s in singles if not (s.main.repeated or s.family == "movement") or start >= s.main.start]
    return [
        single
        for single in singles
        if not single.main.referred
        or start >= single.main.start
        or (end <= single.main.start and single.scene.distance(end, single.main.start) <= 2)  # "the 2021 bombing"
    ]


def nearest(singles: Sequence[Candidate], start: int, end: int) -> Candidate:
    """The candidate with the nearest trigger; weak triggers stand back a little for the ones that name an event.

    What stands before a comma belongs rather to what was told before it ("kidnapped in Medellin, were freed today").
    """
    if len(singles) == 1:
        return singles[0]
    before = any(single.main.end <= start and not single.main.sense.weak for single in singles)
    told = before and any(single.main.end <= start and single.main.voice == "either" for single in singles)

    def cost(single: Candidate) -> int:
        trigger = single.triggers[0]
        later = end <= trigger.start and (
            "," in single.scene.gap(end, trigger.start)
            or (told and _verb(single, end))
            or (before and _led(single, end))
        )
        return single.distance(start, end) + 2 * trigger.sense.weak + 4 * later

    return min(singles, key=cost)


def _verb(single: Candidate, end: int) -> bool:
    """Whether an auxiliary parts what stands before a trigger from it: "arrested on Monday | were remanded"."""
    start = single.triggers[0].start
    return any(end <= cue.start < start for cue in single.scene.cues_of("passive_aux", "active_aux"))


def _led(single: Candidate, end: int) -> bool:
    """Whether "and" alone leads from a position to a trigger."""
    scene, start = single.scene, single.triggers[0].start
    joint = any(cue.start >= end and not scene.gap(end, cue.start).strip() for cue in scene.cues_of("and"))
    return joint and scene.distance(end, start) <= 1


def assign_places(scene: Scene, singles: Sequence[Candidate], live: Sequence[Trigger]) -> None:
    """Give each list of places to the trigger that it stands nearest to, as its role in the sentence allows."""
    chains: list[PlaceChain] = place_chains(scene)
    for chain in chains:
        start, end = chain.places[0].start, chain.places[-1].end
        if any(single.family == "arrest" for single in singles) and of_plan(scene, chain.places[0], live):
            continue
        if chain.role in ("happened", "people", "seat", "court") and (drawing := _drawing(singles, start, end)):
            bearer = nearest(drawing, start, end)
            # A court judges where it sits; people are attacked where they live, and arrested anywhere.
            within = {"prosecution": ("happened", "court", "seat"), "violence": ("happened", "people")}
            happened = chain.role in within.get(bearer.family, ("happened",))
            if bearer.family == "prosecution" and chain.role == "happened" and _aside(scene, bearer.main, start):
                continue
            if happened or chain.role == "seat":
                (bearer.places if happened else bearer.seats).extend(chain.places)


def _aside(scene: Scene, trigger: Trigger, start: int) -> bool:
    """Whether a relative or a clause leads away from a verdict to a place: "jailed two men who met in Melilla"."""
    return any(trigger.end <= cue.start < start for cue in scene.cues_of("relative", "clause", "reference"))
