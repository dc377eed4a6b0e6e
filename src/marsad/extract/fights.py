"""Arrests in the course of a fight: the coding manual counts those seized in it with its dead."""

from __future__ import annotations

from marsad.extract.candidate import Candidate, firm
from marsad.extract.drafts import Draft

__all__ = ["frames_fight", "join_seized"]

# Sentences behind a fight in which the operation that led to it is told.
_FRAMED = 2


def join_seized(joined: list[Candidate]) -> list[Candidate]:
    """Persons seized in a fight count in it: "killed three militants and captured two others" is one event."""
    fight = next((candidate for candidate in joined if _is_fight(candidate)), None)
    if fight is None or _over(fight):
        return joined
    for seized in joined:
        if seized.family == "arrest" and seized.counts and not _apart_from(fight, seized):
            fight.counts["arrested"] = seized.counts.get("arrested", [])
            fight.times += seized.times
            fight.places += seized.places
            fight.names += seized.names
            return [candidate for candidate in joined if candidate is not seized]
    return joined


def frames_fight(candidate: Candidate, focus: Draft | None) -> bool:
    """Whether an operation is the one in which the fight told before took place: its day and place are the fight's."""
    if focus is None or focus.family != "violence" or candidate.counts:
        return False
    if any(trigger.sense.name != "operation" for trigger in candidate.triggers) or candidate.tells_another():
        return False
    near = candidate.scene.sentence.index - focus.candidates[-1].scene.sentence.index <= _FRAMED
    named = any(trigger.sense.name == "operation" for trigger in focus.candidates[0].scene.triggers)
    return near and named and "killed:theirs" in focus.counts


def _is_fight(candidate: Candidate) -> bool:
    """Whether forces and fighters meet: a fight is named, or the dead are fighters."""
    if candidate.family != "violence" or candidate.main.referred:
        return False
    senses = {trigger.sense.name for trigger in candidate.triggers}
    if all(trigger.voice == "result" for trigger in candidate.triggers) and not candidate.counts:
        return False  # "active in the fighting in Syria"
    if any(trigger.sense.type == "clash" for trigger in candidate.triggers):
        return not senses & {"bombing", "kidnap"}
    dead = [*candidate.counts.get("killed", ()), *candidate.counts.get("killed:theirs", ())]
    return not senses - {"kill", "injure"} and any(count.noun == "suspect" for count in dead)


def _over(fight: Candidate) -> bool:
    """Whether a fight without losses is only what came before: "were captured after a gun battle"."""
    start = fight.main.start
    scene = fight.scene
    before = any(cue.end <= start and scene.distance(cue.end, start) <= 2 for cue in scene.cues_of("afterwards"))
    return before and not any(key.startswith("killed") for key in fight.counts)


def _apart_from(fight: Candidate, seized: Candidate) -> bool:
    """Whether arrests have a day or a place of their own beside those of the fight, or another time before them."""
    both = (fight.times and seized.times) or (fight.places and seized.places)
    fallen = firm(fight, "killed") | firm(fight, "killed:theirs")
    same = fallen & firm(seized, "arrested")  # "a cell of six neutralised": no one fell
    scene, end = seized.scene, seized.main.end
    beside = any(scene.gap(end, cue.start) == " " for cue in scene.cues_of("another"))  # "and captured another"
    another = seized.tells_another() and not beside
    return bool(both or same) or another or seized.has("background")
