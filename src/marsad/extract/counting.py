"""Which count belongs to which trigger of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.extract.addition import across, add_by_place, add_ordinal, add_parts, joined
from marsad.extract.candidate import Candidate
from marsad.extract.pairing import count_cost
from marsad.extract.scene import Scene, Trigger
from marsad.extract.singles import by_forces, takes_another
from marsad.mentions import CountMention

__all__ = ["assign_counts"]

# Cost (words and penalties) beyond which a count no longer belongs to a trigger.
_COUNT_REACH = 16
# Words between a count and a verb that may still have it as its subject.
_NEAR_VERB = 4


def _key(scene: Scene, trigger: Trigger, count: CountMention) -> str:
    """The count that a trigger fills; one man whom forces put down is not among the victims of an attack."""
    if count.value == 1 and count.noun in (None, "neutral") and by_forces(scene, trigger):
        return "killed:theirs"
    if trigger.sense.name in ("neutralise", "eliminate") and count.value == 1 and count.noun in (None, "neutral"):
        return "killed:theirs"
    return trigger.sense.key or "arrested"


def _belongs_before(scene: Scene, index: int, trigger: Trigger) -> bool:
    """Whether a count goes on with the object of another verb: "repatriated 10 women and 25 children ... are held"."""
    if _victims(scene, scene.counts[index], trigger):
        return True
    if trigger.start > scene.counts[index].start and takes_another(scene, trigger):
        return True
    first = scene.counts[index - 1] if index else None
    if first is None or trigger.start < scene.counts[index].end or not joined(scene, first, scene.counts[index]):
        return False
    if scene.distance(scene.counts[index].end, trigger.start) <= _NEAR_VERB:
        return False
    verbs = (other for other in scene.triggers if other.sense.key and other.voice in ("active", "either"))
    return any(first.start - other.end >= 0 and scene.distance(other.end, first.start) <= 1 for other in verbs)


def _victims(scene: Scene, count: CountMention, trigger: Trigger) -> bool:
    """Whether a count is that of the victims of another verb: "who shot dead 20 people on Saturday surrendered"."""
    if trigger.sense.family == "violence" or scene.distance(count.end, trigger.start) <= _NEAR_VERB:
        return False
    verbs = (other for other in scene.triggers if other.sense.family == "violence" and other.end <= count.start)
    hit = any(verb.voice in ("active", "either") and scene.distance(verb.end, count.start) == 0 for verb in verbs)
    return hit and trigger.start >= count.end and count.noun not in ("suspect", "attacker")


def assign_counts(scene: Scene, singles: Sequence[Candidate], counted: frozenset[CountMention]) -> None:
    """Give each trigger with a count key its best count, cheapest pairs first; inside a family a count serves once."""
    pairs: list[tuple[int, int, int, Candidate]] = []
    for number, single in enumerate(singles):
        trigger = single.triggers[0]
        if trigger.sense.key is None and trigger.sense.name != "dismantle":
            continue
        for index, count in enumerate(scene.counts):
            cost = count_cost(scene, trigger, count) if count not in counted else 99
            if cost < _COUNT_REACH and not _belongs_before(scene, index, trigger):
                pairs.append((cost, index, number, single))
    fled = {index: cost for cost, index, _, single in sorted(pairs, key=lambda p: -p[0]) if single.family == "plight"}
    pairs = [p for p in pairs if p[3].family == "plight" or p[0] < fled.get(p[1], p[0] + 1)]
    used: set[tuple[int, str]] = set()
    served: dict[int, int] = {}
    for _, index, number, single in sorted(pairs, key=lambda pair: pair[:3]):
        if (index, single.family) not in used and number not in served:
            used.add((index, single.family))
            served[number] = index
    taken = {index for index, _ in used}
    for number, index in served.items():
        single = singles[number]
        count = add_ordinal(scene, add_parts(scene, index, taken))
        if single.family in ("arrest", "transfer"):
            count = add_by_place(scene, count, taken)
        single.counts.setdefault(_key(scene, single.main, count), []).append(count)
        beside = across(scene, index, taken) if single.main.sense.key == "killed" else None
        if beside is not None:
            single.counts.setdefault(_key(scene, single.main, beside), []).append(beside)
