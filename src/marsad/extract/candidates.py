"""Event candidates: what one sentence (or one part of it) tells of one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from marsad.extract.scene import PlacedMention, Scene, Trigger
from marsad.mentions import CountMention, NameMention, TermMention, TimeMention

__all__ = ["Candidate", "find_candidates"]

# Word distance beyond which a count no longer belongs to a trigger.
_COUNT_REACH = 16
_HAPPENED = ("on", "between")


@dataclass(slots=True)
class Candidate:
    """A draft of an event from one clause; grows no further once it is handed to the discourse."""

    family: str
    scene: Scene
    start: int
    end: int
    triggers: list[Trigger]
    counts: dict[str, list[CountMention]] = field(default_factory=dict)
    times: list[TimeMention] = field(default_factory=list)
    places: list[PlacedMention] = field(default_factory=list)
    names: list[NameMention] = field(default_factory=list)
    cues: list[TermMention] = field(default_factory=list)

    @property
    def main(self) -> Trigger:
        """The trigger that names the event best."""
        return max(self.triggers, key=lambda trigger: (trigger.sense.rank, -trigger.start))

    def has(self, *senses: str) -> bool:
        """Whether one of these cues stands in the clause."""
        return any(cue.sense in senses for cue in self.cues)


def find_candidates(scene: Scene, counted: frozenset[CountMention], told: frozenset[int]) -> list[Candidate]:
    """The candidates of a sentence, in order of their first trigger; triggers and counts of figures are left out."""
    found: list[Candidate] = []
    for start, end in _segments(scene):
        live = [t for t in scene.triggers if start <= t.start < end and not t.planned and not t.negated]
        live = [trigger for trigger in live if trigger.start not in told]
        for family in dict.fromkeys(trigger.sense.family for trigger in live):
            triggers = [trigger for trigger in live if trigger.sense.family == family]
            found.append(Candidate(family, scene, start, end, triggers))
    _assign_counts(scene, found, counted)
    _assign(scene, found, [t for t in scene.times if t.relation in _HAPPENED], "times")
    _assign(scene, found, scene.places, "places")
    for candidate in found:
        candidate.names = [name for name in scene.names if candidate.start <= name.start < candidate.end]
        candidate.cues = [cue for cue in scene.cues if candidate.start <= cue.start < candidate.end]
    return sorted(found, key=lambda candidate: candidate.triggers[0].start)


def _segments(scene: Scene) -> list[tuple[int, int]]:
    """Parts of a sentence between semicolons that have a trigger; the others go with the part before."""
    text, sentence = scene.text, scene.sentence
    bounds = [sentence.start]
    position = text.find(";", sentence.start, sentence.end)
    while position >= 0:
        if any(position < trigger.start for trigger in scene.triggers):
            bounds.append(position + 1)
        position = text.find(";", position + 1, sentence.end)
    bounds.append(sentence.end)
    return list(zip(bounds, bounds[1:], strict=False))


def _assign_counts(scene: Scene, candidates: Sequence[Candidate], counted: frozenset[CountMention]) -> None:
    """Give each trigger with a count key its best count, cheapest pairs first; a count serves one key only."""
    pairs: list[tuple[int, int, int, Candidate, Trigger, CountMention]] = []
    for candidate in candidates:
        for trigger in candidate.triggers:
            if trigger.sense.key is None and trigger.sense.name != "dismantle":
                continue
            for index, count in enumerate(scene.counts):
                if candidate.start <= count.start < candidate.end and count not in counted:
                    cost = _cost(scene, trigger, count)
                    if cost < _COUNT_REACH:
                        pairs.append((cost, count.start, index, candidate, trigger, count))
    used: set[int] = set()
    served: set[int] = set()
    for _, _, index, candidate, trigger, count in sorted(pairs, key=lambda pair: pair[:3]):
        if index in used or trigger.start in served:
            continue
        used.add(index)
        served.add(trigger.start)
        candidate.counts.setdefault(trigger.sense.key or "arrested", []).append(count)


def _cost(scene: Scene, trigger: Trigger, count: CountMention) -> int:
    """How badly a count fits a trigger: words between them, and what stands in the way; 99 means not at all."""
    if not _fits(trigger, count):
        return 99
    if count.start <= trigger.start < count.end:
        return 0
    after = count.start >= trigger.end
    low, high = (trigger.end, count.start) if after else (count.end, trigger.start)
    cost = scene.distance(low, high) + _direction(trigger.voice, after, scene.distance(low, high))
    cost += 2 * scene.gap(low, high).count(",") + 8 * count.subset + 4 * count.definite
    cost += 3 * (count.unit == "bare") + 2 * (count.source == "singular")
    cost += 5 * sum(1 for other in scene.triggers if other is not trigger and low <= other.start < high)
    return cost


def _fits(trigger: Trigger, count: CountMention) -> bool:
    key, noun = trigger.sense.key, count.noun
    if count.noun is not None and count.noun.startswith("result:"):
        return count.start <= trigger.start < count.end
    if trigger.voice == "result" and not count.start <= trigger.start <= count.end:
        return count.unit == "bare" and 0 <= trigger.start - count.end <= 1
    if count.unit not in ("person", "bare"):
        return False
    if key in ("arrested", "charged", "convicted", "acquitted", "transferred") or key is None:
        return noun not in ("force", "official", "civilian") or key == "transferred"
    return True


def _direction(voice: str, after: bool, distance: int) -> int:
    """Penalty for a count on the wrong side of its trigger."""
    if voice in ("active", "noun"):
        return 0 if after else 7
    if voice == "passive":
        return 6 if after else 0
    if voice == "either":
        return (0 if distance <= 3 else 5) if after else 1
    return 0


def _assign(
    scene: Scene, candidates: Sequence[Candidate], mentions: Iterable[TimeMention | PlacedMention], attribute: str
) -> None:
    """Give each time or place to the candidate with the nearest trigger in its part of the sentence."""
    for mention in mentions:
        near = min(
            (candidate for candidate in candidates),
            key=lambda candidate: min(_apart(scene, trigger, mention, candidate) for trigger in candidate.triggers),
            default=None,
        )
        if near is not None:
            getattr(near, attribute).append(mention)


def _apart(scene: Scene, trigger: Trigger, mention: TimeMention | PlacedMention, candidate: Candidate) -> int:
    inside = candidate.start <= mention.start < candidate.end
    low, high = (trigger.end, mention.start) if mention.start >= trigger.end else (mention.end, trigger.start)
    return scene.distance(low, high) + 2 * scene.gap(low, high).count(",") + (0 if inside else 30)
