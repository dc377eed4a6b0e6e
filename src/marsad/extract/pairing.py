"""How well a count fits a trigger: words between them, the side it stands on, what stands in the way."""

from __future__ import annotations

from marsad.extract.scene import Scene, Trigger
from marsad.mentions import CountMention

__all__ = ["barriers", "count_cost"]

# Commas around an aside.
_ASIDE_MARKS = 2
# Cost of a toll told far behind its noun, and characters between the words for a toll and that noun.
_TOLL = 5
_TOLL_GAP = 2


def barriers(scene: Scene, low: int, high: int) -> int:
    """What stands between two things of a sentence, in words: marks, and conjunctions that begin another statement."""
    gap = scene.text[low:high]
    turns = 0
    for cue in scene.cues:
        if low <= cue.start < high and cue.sense == "clause":
            turns += 1
    return 2 * gap.count(",") + 3 * gap.count(":") + 20 * gap.count(";") + 6 * turns


def count_cost(scene: Scene, trigger: Trigger, count: CountMention) -> int:
    """How badly a count fits a trigger: words between them, and what stands in the way; 99 means not at all."""
    if _tolls(scene, trigger, count):
        return _TOLL
    if not _fits(trigger, count):
        return 99
    if count.start <= trigger.start < count.end:
        return 0
    after = count.start > trigger.start  # a trigger may be told apart by the number that it reaches into
    low, high = (min(trigger.end, count.start), count.start) if after else (count.end, trigger.start)
    if after and trigger.voice == "active":
        low = _past_aside(scene, low, high)
    distance = scene.distance(low, high)
    cost = distance + _direction(trigger.voice, after, distance) + barriers(scene, low, high)
    cost += 8 * count.subset + 4 * count.definite + 3 * (count.unit == "bare") + 2 * (count.source == "singular")
    between = [other for other in scene.triggers if other is not trigger and low <= other.start < high]
    return cost + sum(5 if other.sense.family == trigger.sense.family else 3 for other in between)


def _past_aside(scene: Scene, low: int, high: int) -> int:
    """Where the words between a verb and its object go on behind an aside: "arrested, in a joint operation, | four"."""
    gap = scene.gap(low, high)
    last = gap.rfind(",")
    counted = any(low <= other.start < low + last for other in scene.counts if other.unit in ("person", "bare"))
    aside = gap.count(",") >= _ASIDE_MARKS and len(gap[last + 1 :].split()) <= 1 and not set(gap) & set(".;:")
    return low + last + 1 if aside and not counted else low


def _tolls(scene: Scene, trigger: Trigger, count: CountMention) -> bool:
    """Whether a count is the toll of a noun for the fallen: "the number of dead of the attack that ... rose to 46"."""
    if trigger.voice not in ("result", "noun") or trigger.sense.key is None:
        return False
    if count.start < trigger.end or count.unit not in ("person", "bare"):
        return False
    if count.noun not in (None, "neutral") or any(
        other.source != "singular" and trigger.start < other.end and other.start < count.start
        for other in scene.counts
    ):
        return False
    tolls = [cue for cue in scene.cues_of("total", "headline_total") if 0 <= trigger.start - cue.end <= _TOLL_GAP]
    tolls += [cue for cue in scene.cues_of("headline_total") if trigger.start <= cue.start < trigger.end]
    reached = any(0 <= count.start - cue.end <= 1 for cue in scene.cues_of("place_to", "reaches", "total"))
    return bool(tolls) and reached


def _fits(trigger: Trigger, count: CountMention) -> bool:
    """Whether a trigger can count such a noun at all."""
    key, noun = trigger.sense.key, count.noun
    if noun is not None and noun.startswith("result:"):
        return count.start <= trigger.start < count.end
    if trigger.voice == "result" and not count.start <= trigger.start <= count.end:
        if count.unit == "person" and 0 <= count.start - trigger.end <= 1:
            return count.source == "number"  # the Arabic construct "the bodies of seven fighters"
        return count.unit == "bare" and 0 <= trigger.start - count.end <= 1
    if count.unit not in ("person", "bare") or (trigger.sense.name == "fall" and count.unit == "bare"):
        return False
    if key in ("arrested", "charged", "convicted", "acquitted") or key is None:
        return noun not in ("force", "official", "civilian")
    return True


def _direction(voice: str, after: bool, distance: int) -> int:
    """Penalty for a count on the wrong side of its trigger."""
    if voice in ("active", "noun"):
        return 0 if after else 7
    if voice == "passive":
        return 6 if after else 0
    if voice == "either":
        return (0 if distance <= 3 else 5) if after else min(distance, 1)
    return 0
