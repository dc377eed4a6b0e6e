"""Lists that tell a deed once and go on without its verb: "16 were flown home in July; on 20 October 55 others"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.extract.scene import Scene, Trigger
from marsad.mentions import CountMention

__all__ = ["repeat_triggers"]

_HAPPENED = ("on", "between")
_MARKS = (";", ",", "،", "؛")


def repeat_triggers(scene: Scene, live: Sequence[Trigger]) -> list[Trigger]:
    """The triggers of a sentence, with one more for each member of a list that has a count and a day of its own.

    Behind a semicolon a count and a day are enough; behind a comma or "and" it needs a place as well.
    """
    if len(scene.times) < 2 or len(scene.counts) < 2:
        return list(live)
    found = list(live)
    for index, count in enumerate(scene.counts):
        last = next((trigger for trigger in reversed(found) if trigger.end <= count.start), None)
        if last is None or last.sense.key is None or last.anaphoric or last.referred:
            continue
        low, high = _bounds(scene, index)
        if not _member(scene, count, low, high, after=last.end):
            continue
        if any(low <= trigger.start < high for trigger in scene.triggers):
            continue
        found.append(replace(last, start=low, end=count.end, repeated=True))
    return sorted(found, key=lambda trigger: trigger.start)


def _bounds(scene: Scene, index: int) -> tuple[int, int]:
    """Where a member of a list begins and ends: at semicolons, else at its count and the next one behind a comma."""
    count = scene.counts[index]
    before = scene.text.rfind(";", scene.sentence.start, count.start)
    behind = scene.text.find(";", count.end, scene.sentence.end)
    low = _opening(scene, count)
    if before >= 0:
        low = before + 1 + len(scene.text[before + 1 :]) - len(scene.text[before + 1 :].lstrip())
    openings = (_opening(scene, other) for other in scene.counts[index + 1 :])
    following = (start for start in openings if _marked(scene, start) and _dated(scene, count.end, start))
    return low, min(behind if behind >= 0 else scene.sentence.end, next(following, scene.sentence.end))


def _member(scene: Scene, count: CountMention, low: int, high: int, *, after: int) -> bool:
    if count.unit not in ("person", "bare") or count.subset or count.definite or count.source == "singular":
        return False
    earlier = any(after <= other.start < count.start and other.end <= low for other in scene.counts)
    if ";" in scene.gap(after, count.start):
        first = not any(low <= other.start < count.start for other in scene.counts)
        return first and _dated(scene, low, high)
    placed = any(count.end <= place.start < high for place in scene.places)
    return (earlier or _counted_before(scene, count)) and _marked(scene, low) and placed and _dated(scene, low, high)


def _counted_before(scene: Scene, count: CountMention) -> bool:
    return any(other.end <= count.start and other.unit in ("person", "bare") for other in scene.counts)


def _dated(scene: Scene, low: int, high: int) -> bool:
    return any(low <= time.start < high and time.relation in _HAPPENED and not time.dateline for time in scene.times)


def _opening(scene: Scene, count: CountMention) -> int:
    """Where the member of a count begins: at the count, or at the day before it that a comma or "and" leads to."""
    days = (time for time in scene.times if time.end <= count.start and not scene.distance(time.end, count.start))
    return next((time.start for time in days if _marked(scene, time.start)), count.start)


def _marked(scene: Scene, start: int) -> bool:
    """Whether a comma or "and" leads to a position."""
    gap = scene.gap(scene.sentence.start, start).rstrip()
    return gap.endswith(_MARKS) or any(cue.sense == "and" and scene.gap(cue.end, start) == " " for cue in scene.cues)
