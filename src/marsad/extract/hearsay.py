"""What a sentence only alleges or denies: no trigger inside such a range tells of an event.

A verb of accusing or denying opens the range ("accused the army of killing five"); it runs to the end of the clause. A
verb that closes its sentence has what it alleges before it (", Algiers claims"). Words that only say who is thought to
have done what happened anyway ("blamed the attack on") are claims too, but cover no trigger.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.extract.scene import Scene
from marsad.extract.speakers import find_speaker
from marsad.mentions import TermMention

__all__ = ["Hearsay", "denied", "find_hearsay", "mark_hearsay"]

# Cues and the stance of what they introduce.
_STANCES = {"allegation": "allegation", "claim": "allegation", "denial": "denial", "attribution": "allegation"}
# Words between a comma and a cue that make the clause between two commas an aside: "who has always denied it".
_ASIDE = 4
# Words between a negation and the verb that it turns round: "did not deny".
_TURNED = 4


@dataclass(frozen=True, slots=True)
class Hearsay:
    """A folded range that is only alleged or denied, with the cue that says so."""

    start: int
    end: int
    stance: str
    cue: TermMention


def mark_hearsay(scene: Scene) -> Scene:
    """The scene with its triggers marked that only stand in what is alleged or denied."""
    ranges = [(hearsay.start, hearsay.end) for hearsay in find_hearsay(scene)]
    if not ranges:
        return scene
    marked = (
        replace(trigger, alleged=any(start <= trigger.start < end for start, end in ranges))
        for trigger in scene.triggers
    )
    return replace(scene, triggers=tuple(marked))


def denied(scene: Scene) -> tuple[tuple[int, int], ...]:
    """The ranges of a sentence that are denied."""
    return tuple((hearsay.start, hearsay.end) for hearsay in find_hearsay(scene) if hearsay.stance == "denial")


def find_hearsay(scene: Scene) -> tuple[Hearsay, ...]:
    """The ranges of a sentence in order of their cues; one may contain another."""
    found: list[Hearsay] = []
    for cue in scene.cues:
        stance = _STANCES.get(cue.sense)
        if stance is None or (stance == "denial" and _turned(scene, cue)):
            continue
        if cue.sense == "claim" and _official(scene, cue):
            continue
        if any(other.stance == "denial" and other.start <= cue.start < other.end for other in found):
            continue  # "denied these allegations" alleges nothing anew
        start, end = _range(scene, cue)
        found.append(Hearsay(start, end, stance, cue))
    return tuple(found)


def _turned(scene: Scene, cue: TermMention) -> bool:
    """Who does "not deny" denies nothing."""
    return any(
        other.sense == "negation" and 0 <= cue.start - other.end <= _TURNED and cue.start > other.start
        for other in scene.cues
    )


def _official(scene: Scene, cue: TermMention) -> bool:
    """Whether an authority reports what it did itself: "the police claimed to have arrested nine men"."""
    speaker = find_speaker(scene, cue.start)
    return speaker is not None and speaker.kind == "official" and speaker.end <= cue.start


def _range(scene: Scene, cue: TermMention) -> tuple[int, int]:
    if cue.sense == "attribution":
        triggers = [term.start for term in scene.terms if term.category == "trigger" and term.start >= cue.end]
        return cue.start, min([*triggers, _clause_end(scene, cue)])
    if cue.sense in ("allegation", "claim") and _closes(scene, cue):
        return scene.sentence.start, cue.end
    return cue.start, _clause_end(scene, cue)


def _closes(scene: Scene, cue: TermMention) -> bool:
    """Whether nothing but a mark follows a verb of saying, and something stands before it: "..., Kabul claims."."""
    after = scene.words[cue.end : scene.sentence.end].strip()
    before = scene.gap(scene.sentence.start, cue.start)
    return not after and len(before.rpartition(",")[2].split()) <= _ASIDE and "," in before


def _clause_end(scene: Scene, cue: TermMention) -> int:
    """Where what a cue introduces ends: a semicolon, an aside's comma, or a comma with a turn ("..., but ...")."""
    text, limit = scene.text, scene.sentence.end
    end = text.find(";", cue.end, limit)
    limit = end if end >= 0 else limit
    if _in_aside(scene, cue):
        comma = text.find(",", cue.end, limit)
        return comma if comma >= 0 else limit
    turns = (
        other.start
        for other in scene.cues
        if other.sense == "turn" and cue.end < other.start < limit and "," in scene.gap(other.start - 2, other.start)
    )
    return min(turns, default=limit)


def _in_aside(scene: Scene, cue: TermMention) -> bool:
    """Whether a relative behind a comma leads to the cue: "the suspect, who denies the charges, was ..."."""
    opening = scene.gap(scene.sentence.start, cue.start).rfind(",")
    if opening < 0:
        return False
    opening += scene.sentence.start
    gap = scene.gap(opening + 1, cue.start)
    relative = any(
        other.sense == "relative" and other.start >= opening and not scene.gap(opening + 1, other.start).strip()
        for other in scene.cues
    )
    return relative and len(gap.split()) <= _ASIDE
