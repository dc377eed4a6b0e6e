"""A figure before it becomes a record, and what was done to the things it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from marsad.extract.scene import Scene, Trigger
from marsad.mentions import CountMention, NameMention, TimeMention
from marsad.ontology import Sense
from marsad.records import Period

__all__ = ["DEFAULT_ACTION", "FIGURE_UNITS", "FigureDraft", "as_part", "figure_action", "figure_trigger", "is_near"]

FIGURE_UNITS = ("cell", "person", "plot", "attack", "operation", "case", "other")
DEFAULT_ACTION = {"cell": "dismantled", "plot": "foiled"}
_PART_REACH = 3  # words between a part and the trigger that it has for itself
_ASIDE = 10  # words that a verb in a relative stands back for the one behind it
_REACH = 14  # words between a number and the trigger that says what was done


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """A figure before it becomes a record: mentions and period."""

    scene: Scene
    count: CountMention
    unit: str
    action: str
    trigger: Trigger | None
    period: Period
    times: tuple[TimeMention, ...]
    part_of: int | None = None
    relation: str | None = None
    group: NameMention | None = None
    agency: NameMention | None = None
    change: tuple[int | float, int, int] | None = None  # the signed difference and where it stands


def as_part(whole: FigureDraft, index: int, relation: str, **own: Any) -> FigureDraft:
    """A part of the draft at an index: what it does not state of its own is that of the whole, but for the change."""
    return with_own_action(replace(whole, part_of=index, relation=relation, change=None, **own))


def with_own_action(part: FigureDraft) -> FigureDraft:
    """A part of persons with what was done to them, where that stands right behind: "91 neutralised: 40 captured"."""
    if part.unit != "person":
        return part
    count, scene = part.count, part.scene
    following = min((other.start for other in scene.counts if other.start >= count.end), default=scene.sentence.end)
    for trigger in scene.triggers:
        inside = count.start <= trigger.start < count.end
        behind = count.end <= trigger.start < following and scene.distance(count.end, trigger.start) <= _PART_REACH
        told = trigger.sense.key is not None or trigger.sense.family == "movement"
        if (inside or behind) and trigger.sense.action is not None and told:
            return replace(part, action=trigger.sense.action, trigger=trigger)
    return part


def figure_trigger(scene: Scene, count: CountMention, unit: str) -> Trigger | None:
    """The nearest trigger whose action suits the unit."""
    best: tuple[int, Trigger] | None = None
    for trigger in scene.triggers:
        if trigger.sense.action is None or not _suits(unit, trigger.sense):
            continue
        inside = count.start <= trigger.start < count.end
        low, high = (trigger.end, count.start) if trigger.start < count.start else (count.end, trigger.start)
        distance = 0 if inside else scene.distance(low, high) + 2 * scene.gap(low, high).count(",")
        wrong_side = trigger.voice == "passive" if trigger.start < count.start else trigger.voice in ("active", "noun")
        distance += 0 if inside else wrong_side
        distance += _ASIDE if not inside and _describes(scene, count, trigger) else 0
        if distance <= _REACH and (best is None or distance < best[0]):
            best = (distance, trigger)
    return best[1] if best is not None else None


def _describes(scene: Scene, count: CountMention, trigger: Trigger) -> bool:
    """Whether a relative only says who is counted: "92 fighters who joined X have been arrested"."""
    if trigger.start < count.end or not any(other.start > trigger.end and other.sense.key for other in scene.triggers):
        return False
    return any(
        count.end <= cue.start and cue.end <= trigger.start and scene.distance(cue.end, trigger.start) <= 1
        and scene.distance(count.end, cue.start) <= 1
        for cue in scene.cues_of("relative")
    )  # fmt: skip


def _suits(unit: str, sense: Sense) -> bool:
    action = sense.action
    if unit == "person":
        return sense.key is not None or sense.family == "movement"
    if unit == "cell":
        return action in ("dismantled", "foiled", "other")
    if unit in ("plot", "attack"):
        return action in ("foiled", "other")
    if unit == "other" and sense.name == "operation":
        return False  # "operations in nine provinces"
    return action == "other"


def figure_action(unit: str, trigger: Trigger | None) -> str | None:
    """What was done to the things counted; None where nothing says it."""
    if unit in ("operation", "case", "attack"):
        return trigger.sense.action if trigger is not None and trigger.sense.action == "foiled" else "other"
    if unit in DEFAULT_ACTION:
        return DEFAULT_ACTION[unit] if trigger is not None else None
    return trigger.sense.action if trigger is not None else None


def is_near(earlier: Scene, later: Scene) -> bool:
    """Whether a sentence stands close enough behind another to go on its figures."""
    return 0 <= later.sentence.index - earlier.sentence.index <= 3
