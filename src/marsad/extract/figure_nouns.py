"""What a bare number counts: the noun behind "the total", the noun before what rose or fell to it."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.extract.scene import Scene
from marsad.mentions import CountMention

__all__ = ["Told", "moved_to", "told_noun"]

# Words between "the total number of" and its noun.
_OF = 2
# Words between what rises, the verb of rising and the number that it reaches.
_TREND = 6


@dataclass(frozen=True, slots=True)
class Told:
    """The unit that a noun gives to a number, and what was done to those counted."""

    unit: str
    action: str


def told_noun(scene: Scene, count: CountMention) -> Told | None:
    """What a bare number counts by a noun that stands apart from it; None where no such noun is told."""
    if count.unit != "bare":
        return None
    return moved_to(scene, count) or _total_of(scene, count)


def _total_of(scene: Scene, count: CountMention) -> Told | None:
    """The noun right behind a word for a total: "total deaths in the attacks: 1,081", "the number of injured"."""
    for cue in reversed([cue for cue in scene.cues_of("total") if cue.end <= count.start]):
        nouns = [term for term in scene.terms if term.start >= cue.end and scene.distance(cue.end, term.start) <= _OF]
        noun = next((term for term in nouns if term.category in ("unit", "person", "trigger")), None)
        if noun is None:
            continue
        if noun.category == "unit":
            return Told(noun.sense, "other") if noun.sense in ("attack", "operation", "case", "other") else None
        behind = (trigger for trigger in scene.triggers if noun.start <= trigger.start < count.start)
        trigger = next((trigger for trigger in behind if trigger.sense.action is not None), None)
        if trigger is not None and trigger.sense.key is not None and trigger.sense.action is not None:
            return Told("person", trigger.sense.action)
    return None


def moved_to(scene: Scene, count: CountMention) -> Told | None:
    """What rose or fell to a number: "deaths from terrorism rose by a fifth to 8,352"."""
    if count.unit != "bare":
        return None
    led = any(0 <= count.start - cue.end <= 1 for cue in scene.cues_of("place_to", "reaches"))
    trends = [cue for cue in scene.cues_of("trend_up", "trend_down") if cue.end <= count.start]
    if not led or not trends or scene.distance(trends[-1].end, count.start) > _TREND:
        return None
    nouns = [term for term in scene.terms if term.end <= trends[-1].start and term.category in ("unit", "trigger")]
    if not nouns or scene.distance(nouns[-1].end, trends[-1].start) > _TREND:
        return None
    trigger = next((trigger for trigger in scene.triggers if trigger.start == nouns[-1].start), None)
    if nouns[-1].category == "unit":
        return Told(nouns[-1].sense, "other")
    if nouns[-1].form == "result" and trigger is not None and trigger.sense.action is not None:
        return Told("person", trigger.sense.action)
    return None
