"""One person told without a number: "he was arrested", "murdered the mayor", "the gunman was shot dead by police"."""

from __future__ import annotations

import re
from collections.abc import Set

from marsad.extract.scene import Scene, Trigger
from marsad.mentions import CountMention, TermMention

__all__ = ["by_forces", "find_one", "takes_another"]

# Counts of single persons that a verb in the singular gives.
_PERSONAL = ("kidnapped", "arrested", "charged", "convicted", "acquitted", "transferred", "released")
# Words between a verb of killing and the one who is killed, and between a passive and the one who suffers it.
_OBJECT = 2
_SUBJECT = 6
# Words of age and origin between somebody and what befell him.
_DESCRIBED = 9
_AGENT = 3
_PUT_DOWN = ("neutralise", "eliminate")
_ARMED = ("suspect", "attacker")


def find_one(scene: Scene, trigger: Trigger, taken: Set[int]) -> tuple[str, CountMention] | None:
    """The one person whom a trigger without a count strikes, under the key of the count; None where none is told.

    ``taken`` are the starts of the counts that other triggers have.
    """
    key = trigger.sense.key
    down = trigger.sense.name in _PUT_DOWN
    if key in _PERSONAL and not trigger.anaphoric and _of_one(scene, trigger):
        return str(key), _one(trigger, "neutral")
    heading = trigger.voice == "either" and trigger.start == scene.sentence.start  # "Arrêté en mars, cet homme ..."
    heading = heading or (key == "transferred" and _goes_on(scene, trigger))
    if (trigger.voice == "passive" or heading) and (key in _PERSONAL or down) and _told_of_one(scene, trigger):
        return ("killed:theirs" if down else str(key)), _one(trigger, "neutral")
    if key == "killed" and by_forces(scene, trigger):
        return "killed:theirs", _one(trigger, "attacker")
    if key == "killed" and not down and not trigger.anaphoric:
        fallen = _fallen(scene, trigger, taken)
        if fallen is not None:
            theirs = fallen.sense in _ARMED
            return ("killed:theirs" if theirs else "killed"), _one(trigger, fallen.sense)
    return None


def _one(trigger: Trigger, noun: str) -> CountMention:
    return CountMention(trigger.start, trigger.end, 1, 1, 1, "exact", noun, "person", "singular", True)


def _goes_on(scene: Scene, trigger: Trigger) -> bool:
    """Whether a participle goes on with a passive told before it: "he was arrested in 2017 and extradited"."""
    return trigger.voice == "either" and any(
        cue.sense == "and" and scene.gap(cue.end, trigger.start) == " " for cue in scene.cues
    )


def _told_of_one(scene: Scene, trigger: Trigger) -> bool:
    """Whether a trigger, or the passive that it goes on with, stands in the singular."""
    if not _goes_on(scene, trigger):
        return _in_singular(scene, trigger)
    before = [other for other in scene.triggers if other.end <= trigger.start]
    return bool(before) and before[-1].voice == "passive" and _in_singular(scene, before[-1])


def _in_singular(scene: Scene, trigger: Trigger) -> bool:
    """Whether an auxiliary in the singular stands before a trigger or inside it."""
    starts = {cue.start: cue.end for cue in scene.cues if cue.sense == "singular_aux"}
    before = any(end <= trigger.start and len(scene.gap(end, trigger.start).split()) <= 2 for end in starts.values())
    return before or any(trigger.start <= start < trigger.end for start in starts)


def by_forces(scene: Scene, trigger: Trigger) -> bool:
    """Whether one person is told to have been killed by police or soldiers: "was shot dead by armed police"."""
    if trigger.sense.key != "killed" or trigger.voice != "passive" or not _in_singular(scene, trigger):
        return False
    if not any(scene.gap(trigger.end, cue.start) == " " for cue in scene.cues_of("agent") if cue.start >= trigger.end):
        return False
    forces = [term.start for term in scene.terms if term.category == "person" and term.sense == "force"]
    forces += [cue.start for cue in scene.cues_of("speaker_official")]
    return any(start >= trigger.end and scene.distance(trigger.end, start) <= _AGENT for start in forces)


def _fallen(scene: Scene, trigger: Trigger, taken: Set[int]) -> TermMention | None:
    """The person in the singular who is killed: right behind the verb, or before a passive in the singular."""
    people = [term for term in scene.terms if term.category == "person"]
    if any(count.start in taken for count in scene.counts):
        return None
    if trigger.voice != "passive":
        object_ = next((term for term in people if term.start >= trigger.end), None)
        if object_ is None or object_.form != "singular" or scene.distance(trigger.end, object_.start) > _OBJECT:
            return None
        return object_ if _direct(scene, trigger.end, object_.start) else None
    subject = next((term for term in reversed(people) if term.end <= trigger.start), None)
    if subject is None or subject.form != "singular" or not _in_singular(scene, trigger):
        return None
    near = scene.distance(subject.end, trigger.start) <= _SUBJECT and "," not in scene.gap(subject.end, trigger.start)
    other = any(subject.end <= one.start < trigger.start for one in scene.triggers)
    counted = any(count.start <= subject.start < count.end for count in scene.counts if count.source != "singular")
    return subject if near and not other and not counted else None


def _direct(scene: Scene, low: int, high: int) -> bool:
    """Whether nothing but articles and adjectives stands between a verb and its object."""
    gap = scene.gap(low, high)
    between = [cue for cue in scene.cues if low <= cue.start < high and cue.sense in ("function", "and", "clause")]
    return not between and not any(mark in gap for mark in ',;:.()"')


def takes_another(scene: Scene, trigger: Trigger) -> bool:
    """Whether "another" is the object of a verb: "killed two gunmen and captured another"."""
    return trigger.voice in ("active", "either") and any(
        scene.gap(trigger.end, cue.start) == " "
        and not any(cue.start <= count.start <= cue.end + 1 for count in scene.counts)
        for cue in scene.cues_of("another")
        if cue.start >= trigger.end
    )


def _of_one(scene: Scene, trigger: Trigger) -> bool:
    """Whether a participle stands right behind one person: "al presunto yihadista detenido", "the man arrested"."""
    objects = [cue for cue in scene.cues_of("singular_object") if cue.start >= trigger.end]
    if trigger.voice in ("active", "either") and any(scene.distance(trigger.end, cue.start) == 0 for cue in objects):
        return True  # "police had arrested him"
    if takes_another(scene, trigger):
        return True
    if trigger.voice != "either":
        return False
    articles = scene.cues_of("indefinite", "another")
    if any(cue.end < trigger.start and scene.gap(cue.end, trigger.start) == " " for cue in articles):
        return True  # "un detenido"
    nouns = (term for term in scene.terms if term.category == "person" and term.form == "singular")
    behind = [noun for noun in nouns if noun.end < trigger.start and _described(scene, noun.end, trigger.start)]
    joint = {cue.end for cue in scene.cues if cue.sense == "and"}
    return any(
        not any(count.start <= noun.start < count.end for count in scene.counts)
        and not any(0 <= noun.start - end <= 5 for end in joint)  # "the Afghan and the teenager arrested"
        for noun in behind
    )


def _described(scene: Scene, start: int, end: int) -> bool:
    """Whether only an age or an origin stands between somebody and a participle: "el joven de 21 años detenido"."""
    gap = scene.gap(start, end)
    if gap in (" ", ", "):
        return True
    if len(gap.split()) > _DESCRIBED or gap.count(",") > 1:
        return False
    spans = [(number.start, number.end) for number in scene.numbers if number.kind in ("age", "duration")]
    spans += [(term.start, term.end) for term in scene.terms if term.category == "demonym"]
    spans += [(cue.start, cue.end) for cue in scene.cues_of("age", "place_from", "measure")]
    words = [(start + word.start(), start + word.end()) for word in re.finditer(r"\w+", gap)]
    return all(any(low <= first and last <= high for low, high in spans) for first, last in words)
