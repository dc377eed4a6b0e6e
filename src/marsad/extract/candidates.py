"""Event candidates: what one sentence tells of one event.

Every trigger first stands for itself and draws the counts, times, places and names that lie nearest to it. Triggers of
one family are then joined, unless what they drew shows two events: other numbers, other places, other days.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.extract.addition import add_verdicts
from marsad.extract.candidate import Candidate, firm
from marsad.extract.counting import assign_counts
from marsad.extract.drawing import assign_places, assign_times, nearest, share_closing, share_opening
from marsad.extract.lists import repeat_triggers
from marsad.extract.scene import Scene
from marsad.extract.singles import find_one
from marsad.mentions import CountMention, TimeMention

__all__ = ["find_candidates"]

# Characters behind a trigger within which "another" or a conjunction still opens a clause of its own.
_NEAR = 20


def find_candidates(scene: Scene, counted: frozenset[CountMention], told: frozenset[int]) -> list[Candidate]:
    """The candidates of a sentence, in order of their first trigger; triggers and counts of figures are left out."""
    live = [t for t in scene.triggers if not (t.planned or t.negated or t.alleged) and t.start not in told]
    live = repeat_triggers(scene, live)
    singles = [Candidate(trigger.sense.family, scene, [trigger]) for trigger in live]
    if not singles:
        return []
    bearers = _bearers(singles)
    assign_counts(scene, bearers, counted)
    taken = {count.start for bearer in bearers for counts in bearer.counts.values() for count in counts}
    for bearer in bearers:
        if not bearer.counts and (one := find_one(scene, bearer.main, taken)) is not None:
            bearer.counts[one[0]] = [one[1]]
    assign_places(scene, bearers, live)
    assign_times(scene, bearers, live)
    share_opening(scene, bearers)
    share_closing(scene, bearers)
    telling = [bearer for bearer in bearers if not bearer.main.referred] or bearers
    for name in scene.names:
        nearest(telling, name.start, name.end).names.append(name)
    for cue in scene.cues:
        nearest(bearers, cue.start, cue.end).cues.append(cue)
    joined = _join(singles)
    for candidate in joined:
        candidate.family = "seizure" if _only_seizes(candidate) else candidate.family
        convicted = sorted(candidate.counts.get("convicted", ()), key=lambda count: count.start)
        if len(convicted) > 1:
            total_first = min(candidate.triggers, key=lambda trigger: trigger.start).sense.name == "convict"
            candidate.counts["convicted"] = add_verdicts(convicted, total_first)
    return joined


def _bearers(singles: list[Candidate]) -> list[Candidate]:
    """The triggers that draw mentions; some only frame what the sentence tells and draw nothing.

    Custody named before a court's act ("after four days in custody") and an operation in which people were killed.
    """
    court = max((single.main.start for single in singles if single.family == "prosecution"), default=-1)
    violent = any(single.family == "violence" for single in singles)
    arrests = any(single.main.sense.type == "arrest" and not single.main.sense.weak for single in singles)
    framing = {"operation"} if violent and not arrests else set()
    return [
        single
        for single in singles
        if single.main.sense.name not in framing and (single.main.sense.name != "custody" or single.main.start > court)
    ]


def _join(singles: Sequence[Candidate]) -> list[Candidate]:
    """Join the triggers of a family that can speak of one event."""
    joined: list[Candidate] = []
    turns = _turns(singles)
    for single in singles:
        same = [
            candidate
            for candidate in joined
            if candidate.family == single.family
            and candidate.main.referred is single.main.referred
            and not _parted(candidate, single, turns)
        ]
        target = next((candidate for candidate in reversed(same) if not _distinct(candidate, single)), None)
        if target is None:
            joined.append(single)
            continue
        target.triggers += single.triggers
        for key, counts in single.counts.items():
            target.counts.setdefault(key, []).extend(counts)
        target.times += single.times
        target.after += single.after
        target.places += single.places
        target.seats += single.seats
        target.names += single.names
        target.cues += single.cues
    return joined


def _distinct(a: Candidate, b: Candidate) -> bool:
    """Whether two triggers of one family tell of two events: what they drew differs in number or place and day."""
    if _one_verdict(a, b):
        return False
    if _found_apart(a, b) or (b.main.repeated and b.times) or (b.after and not a.after):
        return True
    if b.tells_another() and b.counts.keys() & a.counts.keys():
        return True
    numbers = any(firm(a, key) and firm(b, key) and not firm(a, key) & firm(b, key) for key in a.counts)
    places = bool(a.places and b.places) and not {p.place.name for p in a.places} & {p.place.name for p in b.places}
    times = bool(_own_times(a) and _own_times(b))
    if places and not _countries(a) & _countries(b) and b.main.sense.name == "arrest" and b.main.voice == "passive":
        return True  # "after police in Alicante had arrested him": his own arrest beside the operation told of
    return (numbers and (places or times or bool(a.names and b.names))) or (places and times)


def _turns(singles: Sequence[Candidate]) -> list[int]:
    """Where a conjunction sets deeds of different days against each other, their victims counted.

    "In March a raid left 66 dead, | while on 24 June attacks killed 19": both sides tell a day.
    """
    violent = [single for single in singles if single.family == "violence"]
    found = []
    for cue in violent[0].scene.cues_of("clause") if violent else ():
        sides = (
            [single for single in violent if single.main.start < cue.start],
            [single for single in violent if single.main.start > cue.start],
        )
        dated = all(any(_own_times(single) for single in side) for side in sides)
        if dated and any(single.counts for single in violent):
            found.append(cue.start)
    return found


def _parted(candidate: Candidate, single: Candidate, turns: Sequence[int]) -> bool:
    """Whether such a conjunction stands between two triggers of violence."""
    first = min(trigger.start for trigger in candidate.triggers)
    return single.family == "violence" and any(first < turn < single.main.start for turn in turns)


def _own_times(candidate: Candidate) -> list[TimeMention]:
    """The times of a candidate without those on which it was only claimed: "claimed on Monday the attack"."""
    claims = [cue.end for cue in candidate.scene.cues_of("claim_responsibility")]
    return [
        time
        for time in candidate.times
        if not any(end <= time.start and candidate.scene.distance(end, time.start) == 0 for end in claims)
    ]


def _only_seizes(candidate: Candidate) -> bool:
    """Whether things are found and nobody is arrested in what a candidate tells."""
    senses = {trigger.sense.name for trigger in candidate.triggers}
    return "seize" in senses and senses <= {"seize", "operation", "foil"} and not candidate.counts


def _one_verdict(a: Candidate, b: Candidate) -> bool:
    """Whether a court hands out sentences in one breath: "eight to death and fifty others to life"."""
    return a.family == "prosecution" and {"convicted"} == b.counts.keys() and not (b.times or b.places)


def _found_apart(a: Candidate, b: Candidate) -> bool:
    """Whether a clause of its own tells what was found elsewhere: "..., while another unit found arms in Tebessa"."""
    if not _only_seizes(b) or not b.places or {p.place.name for p in a.places} & {p.place.name for p in b.places}:
        return False
    low, high = a.triggers[-1].end, b.triggers[0].start
    return any(cue.sense in ("clause", "another") and low <= cue.start < high + _NEAR for cue in a.scene.cues)


def _countries(candidate: Candidate) -> set[str | None]:
    return {mention.place.country for mention in candidate.places}
