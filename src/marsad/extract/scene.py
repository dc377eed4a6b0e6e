"""A sentence with its mentions, and what its words say about its triggers: voice, negation, plans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from marsad.mentions import (
    Annotations,
    CountMention,
    NameMention,
    NumberMention,
    Sentence,
    TermMention,
    TimeMention,
)
from marsad.ontology import Sense, load_senses
from marsad.records import Place

__all__ = ["PlacedMention", "Scene", "Trigger", "build_scenes"]

_M = TypeVar("_M", bound=Any)


class PlacedMention(Protocol):
    """A resolved place mention: where it stands in the folded text, and what it is."""

    @property
    def start(self) -> int:
        """First folded position."""

    @property
    def end(self) -> int:
        """Folded position behind the last."""

    @property
    def place(self) -> Place:
        """What the mention means."""


# Words between a verb of claiming and "responsibility for".
_CLAIMED = 4
# Words between attacks and the word that says that they rise or fall.
_TREND_REACH = 3
# Words between a verb of condemning and the attack that it blames.
_BLAME_REACH = 8
# Characters behind "neutralise" within which its object begins.
_CELL_REACH = 24
# What is told before it happens.
_AHEAD = ("arrest", "prosecution", "transfer", "violence")
# Who is abducted rather than caught.
_VICTIMS = ("civilian", "force", "official", "neutral")
# Words between a suspect and the verb that tells his fall.
_FALLEN = 8
# Words between an event and what a relative says of it: "the attack, in which as many as five people died".
_RELATIVE = 8
# What forces do in answer to an attack.
_ANSWERS = {"airstrike"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in its sentence. ``planned`` and ``negated`` triggers tell of what did not happen.

    An ``alleged`` one stands in what is only alleged or denied; an ``anaphoric`` one takes up persons told of before:
    "the arrested", "los detenidos"; a ``referred`` one names the event that another one is about: "the hunt for those
    behind last week's bombings"; a ``repeated`` one is the verb that a further member of a list leaves out, and
    stands where that member begins.
    """

    start: int
    end: int
    sense: Sense
    voice: str
    planned: bool = False
    negated: bool = False
    alleged: bool = False
    anaphoric: bool = False
    referred: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence and everything found in it, in order of position."""

    sentence: Sentence
    triggers: tuple[Trigger, ...]
    counts: tuple[CountMention, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlacedMention, ...]
    names: tuple[NameMention, ...]
    terms: tuple[TermMention, ...]
    cues: tuple[TermMention, ...]
    numbers: tuple[NumberMention, ...]
    text: str
    words: str

    def has(self, *senses: str) -> bool:
        """Whether one of these cues stands in the sentence."""
        return any(cue.sense in senses for cue in self.cues)

    def cues_of(self, *senses: str) -> list[TermMention]:
        """The cues of these senses."""
        return [cue for cue in self.cues if cue.sense in senses]

    def distance(self, a: int, b: int) -> int:
        """Words between two positions of the text, at least 0."""
        low, high = min(a, b), max(a, b)
        return len(self.words[low:high].split())

    def gap(self, a: int, b: int) -> str:
        """Folded text between two positions."""
        return self.text[min(a, b) : max(a, b)]


def _within(mentions: Sequence[_M], starts: Sequence[int], sentence: Sentence) -> tuple[_M, ...]:
    return tuple(mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)])


def build_scenes(annotations: Annotations, places: Sequence[PlacedMention]) -> tuple[Scene, ...]:
    """The sentences that are news text, each with its own mentions."""
    layers: list[Sequence[Any]] = [
        annotations.counts, annotations.times, places, annotations.names, annotations.terms, annotations.cues,
        annotations.numbers,
    ]  # fmt: skip
    starts = [[mention.start for mention in layer] for layer in layers]
    scenes = []
    exercises = [cue.start for cue in annotations.cues if cue.sense == "exercise"]
    staged = {s.paragraph for s in annotations.sentences for start in exercises if s.start <= start < s.end}
    for sentence in annotations.sentences:
        if sentence.kind != "text":
            continue
        counts, times, placed, names, terms, cues, numbers = (
            _within(layer, positions, sentence) for layer, positions in zip(layers, starts, strict=True)
        )
        times = tuple(_told_day(time, cues, terms) for time in times)
        scene = Scene(
            sentence, (), counts, times, placed, names, terms, cues, numbers, annotations.folded.text, annotations.text
        )
        scenes.append(replace(scene, triggers=_triggers(scene, staged=sentence.paragraph in staged)))
    return tuple(scenes)


def _told_day(time: TimeMention, cues: Sequence[TermMention], terms: Sequence[TermMention]) -> TimeMention:
    """A day that a clause of its own follows dates what the clause tells: "on edge since 23 August, when a man ...".

    So does a month that is part of an attack's name: "on high alert since the March attacks".
    """
    if time.relation != "since" or time.grain not in ("day", "month"):
        return time
    senses = load_senses()
    for term in terms:
        named = term.category == "trigger" and term.form in ("noun", "result") and term.start - time.end == 1
        if named and senses[term.sense].family == "violence":
            return replace(time, relation="on")
    follows = any(cue.sense == "clause" and 0 < cue.start - time.end <= 2 for cue in cues)
    return replace(time, relation="on") if follows else time


def _triggers(scene: Scene, *, staged: bool) -> tuple[Trigger, ...]:
    """The triggers of a sentence; in a paragraph on an exercise the violence is played."""
    senses = load_senses()
    raw = [term for term in scene.terms if term.category == "trigger"]
    exercise = scene.has("exercise")
    found: list[Trigger] = []
    for position, term in enumerate(raw):
        if _burst_in(scene, raw, term):
            continue
        before = raw[position - 1].end if position else scene.sentence.start
        sense = senses[_sense(scene, term)]
        told = bool(found) and found[-1].referred and _in_relative(scene, before, term.start)
        found.append(
            Trigger(
                term.start,
                term.end,
                sense,
                _voice(scene, term, before),
                planned=exercise
                or (staged and sense.family == "violence")
                or _condemned(scene, raw, position)
                or _condemned(scene, raw, position - 1)
                or _planned(scene, term, sense, raw[:position])
                or _of_no_one(scene, term)
                or _no_suspect_fell(scene, term)
                or _told_as_case(scene, term, sense)
                or _let_go(scene, raw, term)
                or _releases_no_one(scene, term)
                or _not_told(scene, term, sense),
                negated=_negated(scene, term, before)
                or _attribute(scene, term, sense)
                or _who_had_been(scene, term, sense),
                anaphoric=_anaphoric(scene, term, sense),
                referred=told or _referred(scene, term, sense, before),
            )
        )
    return tuple(found)


def _cue_before(scene: Scene, position: int, senses: tuple[str, ...], *, words: int, floor: int) -> TermMention | None:
    """The nearest cue of these senses that ends at most so many words before a position, in the same clause."""
    for cue in reversed(scene.cues):
        if cue.end > position or cue.sense not in senses:
            continue
        if cue.end < floor:
            return None
        gap = scene.gap(cue.end, position)
        if ";" in gap or len(gap.split()) > words:
            return None
        return cue
    return None


def _negated(scene: Scene, term: TermMention, floor: int) -> bool:
    """Whether a negation stands before a trigger; a comma between them begins another statement."""
    cue = _cue_before(scene, term.start, ("negation",), words=3, floor=floor)
    return cue is not None and "," not in scene.gap(cue.end, term.start)


def _told_as_case(scene: Scene, term: TermMention, sense: Sense) -> bool:
    """Whether violence is only what a case or a charge is about ("tried for the killing of"), without its own day."""
    if sense.family != "violence":
        return False
    cue = _cue_before(scene, term.start, ("case_of",), words=1, floor=scene.sentence.start)
    following = [time.start for time in scene.times if time.start >= term.end and time.relation in ("on", "between")]
    return cue is not None and not any(scene.distance(term.end, start) <= 9 for start in following)


def _burst_in(scene: Scene, raw: Sequence[TermMention], term: TermMention) -> bool:
    """Whether forces only go in before they arrest: "agents burst into several homes and led away four men"."""
    if term.sense != "attack" or term.form != "active":
        return False
    arrests = any(other.start > term.end and other.sense in ("arrest", "operation") for other in raw)
    harm = any(other.sense in ("kill", "injure", "kidnap", "clash", "shooting") for other in raw)
    forces = [other.start for other in scene.terms if other.category == "person" and other.sense == "force"]
    forces += [name.start for name in scene.names if name.kind == "agency"]
    first = min((other.start for other in raw), default=term.start)
    return arrests and not harm and any(start < min(first, term.start) for start in forces)


def _let_go(scene: Scene, raw: Sequence[TermMention], term: TermMention) -> bool:
    """Whether one of those arrested is only let go before trial: "the man held in Salamanca was let go"."""
    if term.sense != "release":
        return False
    held = [other for other in raw if other.end <= term.start and other.sense == "arrest" and other.form == "either"]
    definite = {cue.end + 1 for cue in scene.cues_of("definite")}
    definite |= {other.start for other in held for cue in scene.cues_of("same_event") if cue.end == other.end}
    return any(other.start in definite for other in held)


def _releases_no_one(scene: Scene, term: TermMention) -> bool:
    """Whether a report is what comes out: no person stands in the sentence ("which Europol released last week")."""
    if term.sense != "release" or term.form not in ("active", "either"):
        return False
    if _cue_before(scene, term.start, ("passive_aux",), words=4, floor=scene.sentence.start) is not None:
        return False
    people = any(other.category in ("person", "demonym") for other in scene.terms)
    return not people and not any(count.unit == "person" for count in scene.counts)


def _in_relative(scene: Scene, start: int, end: int) -> bool:
    """Whether a relative leads from one trigger to the next: "the attack in which five people died"."""
    if len(scene.gap(start, end).split()) > _RELATIVE:
        return False
    return any(start <= cue.start < end for cue in scene.cues_of("relative"))


def _referred(scene: Scene, term: TermMention, sense: Sense, floor: int) -> bool:
    """Whether violence is what somebody is sought, held or avenged for: an event of its own beside what is told."""
    if sense.family != "violence":
        return False
    if term.form in ("noun", "result") and _answered(scene, term, floor):
        return True
    cue = _cue_before(scene, term.start, ("reference",), words=5, floor=floor)
    return cue is not None and not any(
        claim.end <= cue.start and scene.distance(claim.end, cue.start) <= _CLAIMED
        for claim in scene.cues_of("claim_responsibility")  # "claimed today responsibility for the attack"
    )


def _answered(scene: Scene, term: TermMention, floor: int) -> bool:
    """Whether forces strike because of an attack told with it: "air strikes kill four after the Lamu attack"."""
    if _cue_before(scene, term.start, ("afterwards",), words=3, floor=floor) is None:
        return False
    earlier = {other.sense for other in scene.terms if other.category == "trigger" and other.end <= term.start}
    return bool(earlier & _ANSWERS)


def _anaphoric(scene: Scene, term: TermMention, sense: Sense) -> bool:
    """Whether a participle that counts persons stands behind a definite article or a demonstrative."""
    if sense.family == "violence" and _cue_before(
        scene, term.start, ("claim_responsibility",), words=2, floor=scene.sentence.start
    ):
        return True  # "no group has claimed the attack": the attack told of before
    if sense.key is None or not any(t.form == "either" and t.start == term.start for t in scene.terms):
        return False
    if _one_of_them(scene, term):
        return True
    for cue in scene.cues:
        if cue.sense == "definite" and scene.gap(cue.end, term.start) == " ":
            return True
        if cue.sense == "same_event" and cue.start < term.start and cue.end == term.end:
            return True
    return False


def _one_of_them(scene: Scene, term: TermMention) -> bool:
    """Whether a count takes one out of those told of before: "uno de los detenidos", "one of the arrested"."""
    inside = [count for count in scene.counts if count.start < term.start < count.end and count.value == 1]
    definite = any(scene.gap(cue.end, term.start) == " " for cue in scene.cues_of("definite"))
    subset = any(cue.start < term.start < cue.end for cue in scene.cues_of("subset"))
    return bool(inside) and (definite or subset)


def _voice(scene: Scene, term: TermMention, floor: int) -> str:
    """A bare participle becomes active or passive by the auxiliary that stands before it."""
    if term.form != "either":
        return term.form
    passive = _cue_before(scene, term.start, ("passive_aux",), words=4, floor=floor)
    if passive is not None:
        return "passive"
    active = _cue_before(scene, term.start, ("active_aux",), words=4, floor=floor)
    return "active" if active is not None else "either"


def _not_told(scene: Scene, term: TermMention, sense: Sense) -> bool:
    """Whether the words before a trigger keep it from being told as fact: asked of a court, wished."""
    floor = scene.sentence.start
    asked = _cue_before(scene, term.start, ("demanded",), words=4, floor=floor)
    if (sense.family == "prosecution" and asked is not None) or _of_a_trend(scene, term, sense):
        return True
    ahead = _cue_before(scene, term.start, ("future",), words=1, floor=floor)
    inside = any(cue.start >= term.start and cue.end <= term.end for cue in scene.cues_of("future"))
    if sense.family in _AHEAD and inside:
        return True  # "comparecerán ante el juez"
    if sense.family in _AHEAD and ahead is not None and "," not in scene.gap(ahead.end, term.start):
        return True  # "will be extradited": not yet
    return sense.family in ("arrest", "violence") and (
        _cue_before(scene, term.start, ("wished",), words=2, floor=floor) is not None
    )


def _condemned(scene: Scene, raw: Sequence[TermMention], position: int) -> bool:
    """Whether a verb of sentencing only blames an attack ("the minister condemned on Monday the bombing in ...").

    No court, no term and nobody counted stand with it, and an attack is its object.
    """
    if not 0 <= position < len(raw) - 1 or raw[position].sense not in ("sentence", "convict"):
        return False
    verb, act = raw[position], raw[position + 1]
    if verb.form not in ("active", "either") or act.form not in ("noun", "result") or act.start < verb.end:
        return False
    if load_senses()[act.sense].family != "violence" or scene.distance(verb.end, act.start) > _BLAME_REACH:
        return False
    court = any(name.kind == "court" for name in scene.names)
    term = any(number.kind == "duration" for number in scene.numbers)
    return not (court or term or any(count.start < act.start for count in scene.counts if count.unit == "person"))


def _sense(scene: Scene, term: TermMention) -> str:
    """The sense of a trigger by its object: a cell that is neutralised is broken up, persons seized are abducted."""
    if _of_a_cell(scene, term):
        return "dismantle"
    return "kidnap" if term.sense == "seize" and _of_victims(scene, term) else term.sense


def _of_victims(scene: Scene, term: TermMention) -> bool:
    """Whether what is seized are victims and no things: "seized more than 200 girls"."""
    if term.form not in ("active", "either"):
        return False
    count = next((count for count in scene.counts if count.start >= term.end), None)
    if count is None or count.unit != "person" or count.noun not in _VICTIMS:
        return False
    return scene.distance(term.end, count.start) <= 1


def _attribute(scene: Scene, term: TermMention, sense: Sense) -> bool:
    """Whether "kidnapped" only says who was freed: "rescued nine kidnapped women"."""
    if sense.name != "kidnap" or term.form != "either":
        return False
    return any(count.start < term.start and term.end < count.end for count in scene.counts)


def _who_had_been(scene: Scene, term: TermMention, sense: Sense) -> bool:
    """Whether an earlier verdict only says who somebody is: "two men who had been convicted were active there"."""
    if sense.family != "prosecution":
        return False
    had = _cue_before(scene, term.start, ("had_been",), words=1, floor=scene.sentence.start)
    who = _cue_before(scene, term.start, ("relative",), words=4, floor=scene.sentence.start)
    behind = (time.start for time in scene.times if time.start >= term.end)
    return bool(had and who) and not any(scene.distance(term.end, start) <= _RELATIVE for start in behind)


def _of_a_cell(scene: Scene, term: TermMention) -> bool:
    """Whether what is neutralised is a cell and no fighter: it is broken up, its members are caught."""
    if term.sense != "neutralise":
        return False
    behind = term.form in ("active", "noun")
    low, high = (term.end, term.end + _CELL_REACH) if behind else (scene.sentence.start, term.start)
    nouns = [other for other in scene.terms if low <= other.start < high and other.category in ("person", "unit")]
    if not nouns and not behind:
        # "elle a été neutralisée: quatre interpellations": what arrests follow was a cell
        return any(other.category == "trigger" and other.sense == "arrest" for other in scene.terms)
    return bool(nouns) and nouns[0].category == "unit" and nouns[0].sense == "cell"


def _of_no_one(scene: Scene, term: TermMention) -> bool:
    """Whether what is neutralised is a threat or a plan: no person or cell stands on its patient's side."""
    if term.sense != "neutralise" or term.form not in ("active", "noun"):
        return False
    behind = [other for other in scene.terms if other.start >= term.end and other.category != "trigger"]
    threat = bool(behind) and (behind[0].category, behind[0].sense) == ("unit", "plot")
    return threat or not (behind or any(count.start >= term.end for count in scene.counts))


def _no_suspect_fell(scene: Scene, term: TermMention) -> bool:
    """Whether those who "fell" are no suspects: soldiers fall in an ambush."""
    if term.sense != "fall":
        return False
    people = [other for other in scene.terms if other.category == "person" and other.end <= term.start]
    near = [other for other in people if scene.distance(other.end, term.start) <= _FALLEN]
    return bool(near) and near[-1].sense in ("force", "civilian", "official")


def _of_a_trend(scene: Scene, term: TermMention, sense: Sense) -> bool:
    """Whether attacks in the plural only rise or fall ("attacks have increased lately"): no single one is told."""
    if sense.family != "violence" or term.form != "result":
        return False
    counted = any(count.start <= term.start < count.end for count in scene.counts)
    trends = scene.cues_of("trend_up", "trend_down", "trend_flat")
    near = any(
        min(scene.distance(cue.end, term.start), scene.distance(term.end, cue.start)) <= _TREND_REACH for cue in trends
    )
    return near and not counted


def _planned(scene: Scene, term: TermMention, sense: Sense, earlier: Sequence[TermMention]) -> bool:
    """Whether a violent trigger is only planned, hypothetical, or the object of a foiling."""
    if sense.family != "violence":
        return False
    if _cue_before(scene, term.start, ("planned", "hypothetical"), words=9, floor=scene.sentence.start) is not None:
        return True
    foil = next((other for other in reversed(earlier) if other.sense == "foil"), None)
    return foil is not None and len(scene.gap(foil.end, term.start).split()) <= 8
