"""A candidate: what one sentence tells of one event, and the counts that it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from marsad.extract.pairing import barriers
from marsad.extract.scene import PlacedMention, Scene, Trigger
from marsad.mentions import CountMention, NameMention, TermMention, TimeMention

__all__ = ["Candidate", "firm", "sided"]

# Characters behind a trigger within which "another" still belongs to its subject.
_NEAR = 20


@dataclass(slots=True)
class Candidate:
    """A draft of an event from one sentence; grows no further once it is handed to the discourse."""

    family: str
    scene: Scene
    triggers: list[Trigger]
    counts: dict[str, list[CountMention]] = field(default_factory=dict)
    times: list[TimeMention] = field(default_factory=list)
    after: list[TimeMention] = field(default_factory=list)  # days counted from the event: "a day after the attack"
    places: list[PlacedMention] = field(default_factory=list)
    seats: list[PlacedMention] = field(default_factory=list)
    names: list[NameMention] = field(default_factory=list)
    cues: list[TermMention] = field(default_factory=list)

    @property
    def main(self) -> Trigger:
        """The trigger that names the event best."""
        return max(self.triggers, key=lambda trigger: (trigger.sense.rank, -trigger.start))

    def has(self, *senses: str) -> bool:
        """Whether one of these cues stands nearest to this event."""
        return any(cue.sense in senses for cue in self.cues)

    def tells_another(self) -> bool:
        """Whether the persons counted, or the trigger, are other ones than those told of before ("other nine men")."""
        heads = [(count.start, count.end) for counts in self.counts.values() for count in counts]
        heads += [(trigger.start, trigger.start) for trigger in self.triggers]
        return self.begins_another() or any(
            start < cue.start < end or (cue.start <= start and self.scene.distance(cue.end, start) <= 1)
            for cue in self.scene.cues
            if cue.sense == "another" and not self._counts_the_rest(cue)
            for start, end in heads
        )

    def _counts_the_rest(self, cue: TermMention) -> bool:
        """Whether "other" takes up the rest of those told of: "the other six", «الستة الآخرين»."""
        scene = self.scene
        if scene.text[max(0, cue.start - 2) : cue.start] == "ال":
            return True
        rest = any(
            count.definite and abs(count.start - cue.end) <= _NEAR
            for counts in self.counts.values()
            for count in counts
        )
        return rest and any(0 <= cue.start - article.end <= 1 for article in scene.cues_of("definite"))

    def begins_another(self) -> bool:
        """Whether the whole sentence tells of something else: "In another case, ...", "Separately, ..."."""
        openers = self.scene.cues_of("another_case")
        return any(cue.start - self.scene.sentence.start <= 1 for cue in openers)

    def introduces(self) -> bool:
        """Whether a deed or a person is told of for the first time: "a bombing in Ghor", "an Illinois man was held"."""
        starts = [trigger.start for trigger in self.triggers if trigger.voice == "noun"]
        one = (count for counts in self.counts.values() for count in counts if count.source == "singular")
        starts += [count.start for count in one if not count.definite]
        articles = self.scene.cues_of("indefinite")
        return any(0 <= start - article.end <= 1 or start == article.start for article in articles for start in starts)

    def distance(self, start: int, end: int) -> int:
        """Words and marks between a range and the nearest trigger."""
        if len(self.triggers) == 1:  # most of the calls, while mentions are being handed out
            return _apart(self.scene, self.triggers[0], start, end)
        return min(_apart(self.scene, trigger, start, end) for trigger in self.triggers)


def sided(counts: Mapping[str, Sequence[CountMention]]) -> dict[str, list[CountMention]]:
    """Counts with the dead of the attackers apart from those of their victims: the two are never rivals."""
    apart: dict[str, list[CountMention]] = {}
    for key, mentions in counts.items():
        for mention in mentions:
            theirs = key == "killed" and mention.noun in ("attacker", "suspect")
            apart.setdefault("killed:theirs" if theirs else key, []).append(mention)
    return apart


def _apart(scene: Scene, trigger: Trigger, start: int, end: int) -> int:
    low, high = (trigger.end, start) if start >= trigger.end else (end, trigger.start)
    if low >= high:
        return 0
    return scene.distance(low, high) + barriers(scene, low, high)


def firm(candidate: Candidate, key: str) -> set[float]:
    """Counts that are neither parts nor taken up from before."""
    return {count.value for count in candidate.counts.get(key, ()) if not count.subset and not count.definite}
