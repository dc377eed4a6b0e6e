"""Event candidates: what one sentence tells of one event.

Every trigger first stands for itself and draws the counts, times, places and names that lie nearest to it. Triggers of
one family are then joined, unless what they drew shows two events: other numbers, other places, other days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from marsad.extract.addition import across, add_by_place, add_ordinal, add_parts, add_verdicts, joined
from marsad.extract.lists import repeat_triggers
from marsad.extract.pairing import barriers, count_cost
from marsad.extract.roles import PlaceChain, place_chains
from marsad.extract.scene import PlacedMention, Scene, Trigger
from marsad.extract.singles import by_forces, find_one
from marsad.extract.time_ties import counts_from, dates_founding, of_plan, own_time
from marsad.mentions import CountMention, NameMention, TermMention, TimeMention

__all__ = ["Candidate", "find_candidates", "firm", "sided"]

# Cost (words and penalties) beyond which a count no longer belongs to a trigger.
_COUNT_REACH = 16
# Characters behind a trigger within which "another" still belongs to its subject.
_NEAR = 20
_HAPPENED = ("on", "between")
# Words between a count and a verb that may still have it as its subject.
_NEAR_VERB = 4


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

    def distance(self, start: int, end: int) -> int:
        """Words and marks between a range and the nearest trigger."""
        if len(self.triggers) == 1:  # most of the calls, while mentions are being handed out
            return _apart(self.scene, self.triggers[0], start, end)
        return min(_apart(self.scene, trigger, start, end) for trigger in self.triggers)


def find_candidates(scene: Scene, counted: frozenset[CountMention], told: frozenset[int]) -> list[Candidate]:
    """The candidates of a sentence, in order of their first trigger; triggers and counts of figures are left out."""
    live = [t for t in scene.triggers if not (t.planned or t.negated or t.alleged) and t.start not in told]
    live = repeat_triggers(scene, live)
    singles = [Candidate(trigger.sense.family, scene, [trigger]) for trigger in live]
    if not singles:
        return []
    bearers = _bearers(singles)
    _assign_counts(scene, bearers, counted)
    taken = {count.start for bearer in bearers for counts in bearer.counts.values() for count in counts}
    for bearer in bearers:
        if not bearer.counts and (one := find_one(scene, bearer.main, taken)) is not None:
            bearer.counts[one[0]] = [one[1]]
    _assign_places(scene, bearers)
    _assign_times(scene, bearers, live)
    _share_opening(scene, bearers)
    _share_closing(scene, bearers)
    telling = [bearer for bearer in bearers if not bearer.main.referred] or bearers
    for name in scene.names:
        _nearest(telling, name.start, name.end).names.append(name)
    for cue in scene.cues:
        _nearest(bearers, cue.start, cue.end).cues.append(cue)
    joined = _join(singles)
    for candidate in joined:
        candidate.family = "seizure" if _only_seizes(candidate) else candidate.family
        convicted = sorted(candidate.counts.get("convicted", ()), key=lambda count: count.start)
        if len(convicted) > 1:
            total_first = min(candidate.triggers, key=lambda trigger: trigger.start).sense.name == "convict"
            candidate.counts["convicted"] = add_verdicts(convicted, total_first)
    return joined


def _assign_times(scene: Scene, bearers: Sequence[Candidate], live: Sequence[Trigger]) -> None:
    """Give each time to what it dates; days that are counted from an event date what happened since."""
    dated = [time for time in scene.times if time.relation in _HAPPENED]
    for time in scene.times:
        if dates_founding(scene, time):
            continue
        drawing = [bearer for bearer in bearers if own_time(scene, bearer.main) in (None, time)] or list(bearers)
        counted_from = next((bearer for bearer in bearers if counts_from(scene, time, bearer.main)), None)
        if counted_from is not None:
            counted_from.after.append(time)
            drawing = [bearer for bearer in bearers if bearer.family != counted_from.family]
            if any(day is not time and day.grain == "day" for day in dated):
                continue
        elif time.relation not in _HAPPENED or time.dateline or of_plan(scene, time, live):
            continue
        drawing = _drawing(drawing, time.start, time.end)
        if drawing:
            _nearest(drawing, time.start, time.end).times.append(time)


def _share_opening(scene: Scene, bearers: Sequence[Candidate]) -> None:
    """A time that opens a sentence dates its arrests and transfers too: "Last year he was charged and detained"."""
    times = [time for time in scene.times if time.relation in _HAPPENED and not time.dateline]
    if not times or len(scene.gap(scene.sentence.start, times[0].start).split()) > 1:
        return
    for bearer in bearers:
        alone = not bearer.times and not bearer.main.anaphoric and not bearer.main.sense.weak
        if alone and bearer.family in ("arrest", "transfer"):
            bearer.times.append(times[0])


def _share_closing(scene: Scene, bearers: Sequence[Candidate]) -> None:
    """What stands behind the second of two verbs holds for both: "killed 12 fighters and freed nine women in Borno"."""
    for first, second in pairwise(bearers):
        if {first.family, second.family} != {"violence", "transfer"} or second.main.sense.name != "release":
            continue
        gap = scene.gap(first.main.end, second.main.start)
        joint = any(cue.sense == "and" and cue.end + 1 == second.main.start for cue in scene.cues)
        if not joint or any(mark in gap for mark in ",;:"):
            continue
        first.places = first.places or [place for place in second.places if place.start > second.main.end]
        behind = [time for time in second.times if time.start > second.main.end]
        first.times = first.times or [time for time in behind if "," not in scene.gap(second.main.end, time.start)]


def _drawing(singles: Sequence[Candidate], start: int, end: int) -> list[Candidate]:
    """The candidates that a time or place may belong to; one that is only referred to has its own behind it."""
    singles = [s for s in singles if not (s.main.repeated or s.family == "movement") or start >= s.main.start]
    return [
        single
        for single in singles
        if not single.main.referred
        or start >= single.main.start
        or (end <= single.main.start and single.scene.distance(end, single.main.start) <= 2)  # "the 2021 bombing"
    ]


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


def _nearest(singles: Sequence[Candidate], start: int, end: int) -> Candidate:
    """The candidate with the nearest trigger; weak triggers stand back a little for the ones that name an event.

    What stands before a comma belongs rather to what was told before it ("kidnapped in Medellin, were freed today").
    """
    if len(singles) == 1:
        return singles[0]
    before = any(single.main.end <= start and not single.main.sense.weak for single in singles)
    told = before and any(single.main.end <= start and single.main.voice == "either" for single in singles)

    def cost(single: Candidate) -> int:
        trigger = single.triggers[0]
        later = end <= trigger.start and (
            "," in single.scene.gap(end, trigger.start)
            or (told and _verb(single, end))
            or (before and _led(single, end))
        )
        return single.distance(start, end) + 2 * trigger.sense.weak + 4 * later

    return min(singles, key=cost)


def _verb(single: Candidate, end: int) -> bool:
    """Whether an auxiliary parts what stands before a trigger from it: "arrested on Monday | were remanded"."""
    start = single.triggers[0].start
    return any(end <= cue.start < start for cue in single.scene.cues_of("passive_aux", "active_aux"))


def _led(single: Candidate, end: int) -> bool:
    """Whether "and" alone leads from a position to a trigger."""
    scene, start = single.scene, single.triggers[0].start
    joint = any(cue.start >= end and not scene.gap(end, cue.start).strip() for cue in scene.cues_of("and"))
    return joint and scene.distance(end, start) <= 1


def _key(scene: Scene, trigger: Trigger, count: CountMention) -> str:
    """The count that a trigger fills; one man whom forces put down is not among the victims of an attack."""
    if count.value == 1 and count.noun in (None, "neutral") and by_forces(scene, trigger):
        return "killed:theirs"
    if trigger.sense.name in ("neutralise", "eliminate") and count.value == 1 and count.noun in (None, "neutral"):
        return "killed:theirs"
    return trigger.sense.key or "arrested"


def _assign_places(scene: Scene, singles: Sequence[Candidate]) -> None:
    chains: list[PlaceChain] = place_chains(scene)
    for chain in chains:
        start, end = chain.places[0].start, chain.places[-1].end
        if chain.role in ("happened", "people", "seat", "court") and (drawing := _drawing(singles, start, end)):
            nearest = _nearest(drawing, start, end)
            # A court judges where it sits; people are attacked where they live, and arrested anywhere.
            within = {"prosecution": ("happened", "court", "seat"), "violence": ("happened", "people")}
            happened = chain.role in within.get(nearest.family, ("happened",))
            if nearest.family == "prosecution" and chain.role == "happened" and _aside(scene, nearest.main, start):
                continue
            if happened or chain.role == "seat":
                (nearest.places if happened else nearest.seats).extend(chain.places)


def _aside(scene: Scene, trigger: Trigger, start: int) -> bool:
    """Whether a relative or a clause leads away from a verdict to a place: "jailed two men who met in Melilla"."""
    return any(trigger.end <= cue.start < start for cue in scene.cues_of("relative", "clause", "reference"))


def _join(singles: Sequence[Candidate]) -> list[Candidate]:
    """Join the triggers of a family that can speak of one event."""
    joined: list[Candidate] = []
    for single in singles:
        same = [
            candidate
            for candidate in joined
            if candidate.family == single.family and candidate.main.referred is single.main.referred
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
    times = bool(a.times and b.times)
    if places and not _countries(a) & _countries(b) and b.main.sense.name == "arrest" and b.main.voice == "passive":
        return True  # "after police in Alicante had arrested him": his own arrest beside the operation told of
    return (numbers and (places or times or bool(a.names and b.names))) or (places and times)


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


def firm(candidate: Candidate, key: str) -> set[float]:
    """Counts that are neither parts nor taken up from before."""
    return {count.value for count in candidate.counts.get(key, ()) if not count.subset and not count.definite}


def _belongs_before(scene: Scene, index: int, trigger: Trigger) -> bool:
    """Whether a count goes on with the object of another verb: "repatriated 10 women and 25 children ... are held"."""
    if _victims(scene, scene.counts[index], trigger):
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


def _assign_counts(scene: Scene, singles: Sequence[Candidate], counted: frozenset[CountMention]) -> None:
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
