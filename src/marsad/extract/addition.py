"""Explicit parts of one count are added: "16 mothers and 35 children" are 51 persons (coding manual, "Counts")."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from marsad.extract.scene import Scene
from marsad.mentions import CountMention

__all__ = ["across", "add_by_place", "add_ordinal", "add_parts", "add_verdicts", "joined"]

# Persons of these classes stand on the same side; fighters are never added to their victims.
_SIDES = {"suspect": "armed", "attacker": "armed", "force": "other", "civilian": "other", "official": "other"}
# Words between a count and the place where it was made.
_TO_PLACE = 3
_CLITIC_AND = "و"  # the Arabic conjunction, written on to the word that follows


def add_parts(scene: Scene, index: int, taken: Set[int]) -> CountMention:
    """The count of that index with the parts that follow it, joined by "and" and counted for nothing else."""
    reached = index
    while index and index - 1 not in taken and joined(scene, scene.counts[index - 1], scene.counts[index]):
        index -= 1  # "20 soldiers and a civilian, killed on Tuesday": the list before its verb
    total = scene.counts[index]
    for position in range(index + 1, len(scene.counts)):
        part = scene.counts[position]
        if (position in taken and position != reached) or not joined(scene, total, part):
            break
        total = replace(
            total, end=part.end, value=total.value + part.value, low=total.low + part.low, high=total.high + part.high
        )
    return total


def add_by_place(scene: Scene, count: CountMention, taken: Set[int]) -> CountMention:
    """The count with what is told of further places: "three people in Rabat and five in Fez" are eight."""
    total = count
    if count.unit != "person" or count.subset or count.definite or not _placed(scene, count):
        return count
    for index, part in enumerate(scene.counts):
        if part.start < total.end or part.subset or part.definite:
            continue
        if index in taken:
            break
        gap = scene.gap(total.end, part.start)
        alike = part.unit == "bare" or (part.unit == "person" and part.noun in (count.noun, None))
        told = any(total.end <= trigger.start < part.start for trigger in scene.triggers)
        if not alike or told or ";" in gap or not _placed(scene, part) or not _listed(scene, part):
            break
        total = replace(
            total, end=part.end, value=total.value + part.value, low=total.low + part.low, high=total.high + part.high
        )
    return total


def _placed(scene: Scene, count: CountMention) -> bool:
    """Whether a place stands right behind a count: "five in Fez"."""
    behind = next((place for place in scene.places if place.start >= count.end), None)
    if behind is None or scene.distance(count.end, behind.start) > _TO_PLACE:
        return False
    if "," in scene.gap(count.end, behind.start):
        return False
    return any(cue.sense == "place_in" and count.end <= cue.start < behind.start for cue in scene.cues)


def _listed(scene: Scene, part: CountMention) -> bool:
    """Whether "and" or a comma leads to a count."""
    gap = scene.gap(scene.sentence.start, part.start).rstrip()
    if gap.endswith((",", "،", _CLITIC_AND)):
        return True
    return any(cue.sense == "and" and scene.gap(cue.end, part.start) == " " for cue in scene.cues)


def add_ordinal(scene: Scene, count: CountMention) -> CountMention:
    """The count with the one more that an ordinal tells: "three suspects in Riyadh and a fourth in Abha" are four."""
    if count.unit != "person" or count.value < 1 or count.subset:
        return count
    for number in scene.numbers:
        if number.kind == "ordinal" and number.start >= count.end and number.value == count.value + 1:
            indefinite = any(cue.sense in ("another", "indefinite") and cue.start == number.start for cue in scene.cues)
            if any(count.end <= t.start < number.start and t.sense.key is not None for t in scene.triggers):
                continue  # "two were killed and a third was wounded": the third is not one more of them
            if indefinite and ";" not in scene.gap(count.end, number.start):
                return replace(count, value=number.value, low=number.value, high=number.value)
    return count


def across(scene: Scene, index: int, taken: Set[int]) -> CountMention | None:
    """The dead of the other side in one breath: "two soldiers and six jihadists were killed" tells of both."""
    for low, high in ((index - 1, index), (index, index + 1)):
        other = low if low != index else high
        if low < 0 or high >= len(scene.counts) or other in taken:
            continue
        one, two = scene.counts[low], scene.counts[high]
        sides = {_SIDES.get(count.noun or "") for count in (one, two)}
        numbered = one.unit == two.unit == "person" and not (one.subset or two.subset or one.definite or two.definite)
        if numbered and sides == {"armed", "other"} and _linked(scene, one, two):
            return scene.counts[other]
    return None


def _linked(scene: Scene, one: CountMention, two: CountMention) -> bool:
    gap = scene.gap(one.end, two.start).strip()
    if gap == _CLITIC_AND:
        return True
    within = [cue for cue in scene.cues if one.end <= cue.start and cue.end <= two.start]
    joints = [cue for cue in within if cue.sense == "and" and not scene.gap(one.end, cue.start).strip()]
    # "d'un Espagnol et de cinq Marocains": what joins a number to its noun may be said again.
    ends = {cue.end for cue in joints} | {
        cue.end for cue in within for joint in joints if cue.sense == "measure" and cue.start - joint.end == 1
    }
    return any(not scene.gap(end, two.start).strip(" '") for end in ends)


def joined(scene: Scene, total: CountMention, part: CountMention) -> bool:
    """Whether two counts of one side are told in one breath: "16 mothers and 35 children"."""
    if total.unit != "person" or part.unit != "person" or part.subset or total.definite or part.definite:
        return False
    if total.noun is None or part.noun is None or "result:" in total.noun + part.noun:
        return False
    sides = {_SIDES[noun] for noun in (total.noun, part.noun) if noun in _SIDES}
    return len(sides) <= 1 and _linked(scene, total, part)


def add_verdicts(counts: Sequence[CountMention], total_first: bool) -> list[CountMention]:
    """The convicted of one verdict: what comes after a total ("convicted eleven") is part of it, else they add up."""
    own = [count for count in counts if not count.subset and not count.definite]
    rest = sum(count.value for count in own[1:])
    if len(own) < 2 or total_first or own[0].value == rest or any(count.value == own[0].value for count in own[1:]):
        return [*own[:1], *(count for count in counts if count not in own)] if own else list(counts)
    low, high = sum(count.low for count in own), sum(count.high for count in own)
    return [replace(own[0], end=own[-1].end, value=own[0].value + rest, low=low, high=high)]
