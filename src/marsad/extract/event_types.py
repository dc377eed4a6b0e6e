"""What type of event a draft is: the sense of the highest rank decides, and for violence which side fell."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.extract.candidate import Candidate
from marsad.extract.drafts import Draft
from marsad.extract.scene import Scene, Trigger
from marsad.mentions import CountMention

__all__ = ["type_of"]

# Sentences between an assault and the end of the one who carried it out.
_BESIDE = 2
# Assaults by the weapon; an attacker shot after one has not fought a battle.
_WEAPONS = {"stabbing", "ramming", "shooting", "bombing", "arson", "kidnap", "assassination"}
_FIGHTS = {"clash", "airstrike", "neutralise", "eliminate"}
_VICTIMS = ("civilian", "force", "official", "neutral")
# Attackers shot after an assault: more of them have fought a battle.
_LONE = 3
# Words between a verb of killing and the armed men who are its subject or agent.
_AGENT = 3


def type_of(draft: Draft, triggers: Sequence[Trigger]) -> tuple[str | None, str | None]:
    """Type and sub-type of a draft; None and None where its words name no event."""
    typed = [trigger for trigger in triggers if trigger.sense.type is not None]
    if not typed:
        # An operation or a foiled plot with counted persons is an arrest told in other words.
        return ("arrest", None) if draft.family == "arrest" and draft.counts else (None, None)
    if draft.family == "arrest" and all(trigger.sense.foils for trigger in typed) and "arrested" not in draft.counts:
        return None, None  # an assault fought off, a plot that came to nothing: nobody was caught
    best = max(typed, key=lambda trigger: (trigger.sense.rank, -trigger.start))
    subtype = next((t.sense.subtype for t in sorted(typed, key=lambda t: -t.sense.rank) if t.sense.subtype), None)
    if draft.family == "violence" and best.sense.type in ("attack", "clash") and _opens_as_assault(draft):
        return "attack", subtype
    if draft.family == "violence" and best.sense.type == "attack" and _is_clash(draft, typed):
        return "clash", subtype
    if best.sense.name in ("neutralise", "eliminate") and _struck_first(draft, typed):
        return "attack", subtype
    return best.sense.type, subtype


def _opens_as_assault(draft: Draft) -> bool:
    """Whether the event opens with an assault on victims; what the forces did in return comes later."""
    first = draft.candidates[0]
    senses = {trigger.sense.name for trigger in first.triggers}
    if not any(count.noun in _VICTIMS for count in _harmed(first)):
        return False
    if senses & (_WEAPONS | {"attack"}) and not senses & _FIGHTS:
        return True
    return "killed:theirs" not in draft.counts and any(_by_attackers(first.scene, t) for t in first.triggers)


def _by_attackers(scene: Scene, trigger: Trigger) -> bool:
    """Whether armed men are who kills: "gunmen killed five villagers", "were shot dead by gunmen"."""
    if trigger.sense.name not in ("kill", "injure") or trigger.voice not in ("active", "passive", "either"):
        return False
    people = [term for term in scene.terms if term.category == "person"]
    if trigger.voice != "passive":
        agent = next((term for term in reversed(people) if term.end <= trigger.start), None)
        reach = _AGENT if trigger.voice == "active" else 0  # "gunmen killed villagers", but "gunmen were killed"
        near = agent is not None and scene.distance(agent.end, trigger.start) <= reach
    else:
        agent = next((term for term in people if term.start >= trigger.end), None)
        near = agent is not None and scene.distance(trigger.end, agent.start) <= _AGENT
    return near and agent is not None and agent.sense in ("suspect", "attacker")


def _struck_first(draft: Draft, typed: Sequence[Trigger]) -> bool:
    """Whether the one shot by forces had struck victims before: the assault is the event, his death its end."""
    senses = {trigger.sense.name for trigger in typed}
    if "clash" in senses:
        return False
    attacked = senses & _WEAPONS or _of_attacker(draft)
    victims = [count for candidate in _told_beside(draft) for count in _harmed(candidate)]
    theirs = draft.counts.get("killed:theirs")
    few = theirs is None or theirs.value <= _LONE
    return bool(attacked) and few and any(count.noun not in ("suspect", "attacker") for count in victims)


def _harmed(candidate: Candidate) -> list[CountMention]:
    """The dead and wounded of a sentence, unless all its verbs tell of those put down."""
    keyed = {trigger.sense.name for trigger in candidate.triggers if trigger.sense.key is not None}
    if keyed and keyed <= {"neutralise", "eliminate"}:
        return []
    return [count for key in ("killed", "injured") for count in candidate.counts.get(key, ())]


def _told_beside(draft: Draft) -> list[Candidate]:
    """What opens the event, and what is told right before somebody is put down."""
    down = next((c for c in draft.candidates for t in c.triggers if t.sense.name in ("neutralise", "eliminate")), None)
    last = down.scene.sentence.index if down is not None else -1
    near = [candidate for candidate in draft.candidates if 0 <= last - candidate.scene.sentence.index <= _BESIDE]
    return [draft.candidates[0], *near]


def _of_attacker(draft: Draft) -> bool:
    """Whether the sentences speak of an attacker or of the one who carried it out."""
    return any(term.category == "person" and term.sense == "attacker" for scene in draft.scenes for term in scene.terms)


def _is_clash(draft: Draft, typed: Sequence[Trigger]) -> bool:
    """Killing told without an attack word: the fallen are fighters and a force is there, or a fight is named."""
    senses = {trigger.sense.name for trigger in typed}
    theirs = draft.counts.get("killed:theirs")
    fell = theirs is not None and (theirs.noun in ("suspect", "attacker") or theirs.value > 1)
    if "clash" in senses and fell and "bombing" not in senses:
        return True  # an assault told as forces fighting the attackers off, with their dead
    if senses - {"kill", "injure", "clash"}:
        return False
    if fell and "killed" in draft.counts and draft.counts["killed"].noun == "force":
        return True  # the dead of both sides, and no word for an attack
    dead = next((key for key in draft.counts if key.startswith("killed")), None)
    if "clash" in senses or dead == "killed:theirs":
        return True
    return dead is None and any(
        _fell(candidate.scene, trigger) for candidate in draft.candidates for trigger in candidate.triggers
    )


def _fell(scene: Scene, trigger: Trigger) -> bool:
    """Whether uncounted fighters are who was killed: the nearest persons on the patient's side of the trigger."""
    if trigger.sense.name != "kill" or trigger.voice not in ("active", "passive"):
        return False
    people = [term for term in scene.terms if term.category == "person"]
    if trigger.voice == "active":
        patient = next((term for term in people if term.start >= trigger.end), None)
        near = patient is not None and scene.distance(trigger.end, patient.start) <= 3
    else:
        patient = next((term for term in reversed(people) if term.end <= trigger.start), None)
        near = patient is not None and scene.distance(patient.end, trigger.start) <= 8
    return near and patient is not None and patient.sense in ("suspect", "attacker")
