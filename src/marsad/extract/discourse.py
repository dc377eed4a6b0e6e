"""From candidates to events of a document: which sentences speak of the same event.

A document is read in order. Each candidate joins the draft that it fits best or opens a new one; sentences without a
trigger give their groups, agencies and plans to the event that the text is speaking of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from marsad.dates import DateValue, first_day, last_day, overlap
from marsad.extract.bulletins import find_bulletin
from marsad.extract.candidates import Candidate, find_candidates, sided
from marsad.extract.context import Context
from marsad.extract.fights import join_seized
from marsad.extract.scene import PlacedMention, Scene
from marsad.mentions import CountMention, NameMention, TermMention, TimeMention

__all__ = ["Draft", "build_drafts"]

# News is reported within weeks; what lies further back is told for comparison.
_OLD = timedelta(days=45)
# Two days are two events, whatever else agrees.
_OTHER_DAY = -20


# Forces strike, armed men assault: told on days or in places of their own they are two events.
_OTHER_SIDE = 8
_STRIKES = {"airstrike", "eliminate", "neutralise"}
_ASSAULTS = {"attack", "bombing", "kidnap", "stabbing", "ramming", "assassination", "beheading", "arson", "shooting"}
# Groups and agencies that only unnamed sources name are none of an event.
_HEARSAY = ("allegation", "speaker_unnamed")


@dataclass(slots=True)
class Draft:
    """An event of the document while it is being put together from its sentences."""

    family: str
    candidates: list[Candidate] = field(default_factory=list)
    date: DateValue = field(default_factory=DateValue)
    date_mention: TimeMention | None = None
    announced: tuple[str, TimeMention] | None = None
    places: list[PlacedMention] = field(default_factory=list)
    counts: dict[str, CountMention] = field(default_factory=dict)
    rivals: dict[str, list[CountMention]] = field(default_factory=dict)
    names: list[NameMention] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Index of the first sentence that tells of the event."""
        return self.candidates[0].scene.sentence.index


def build_drafts(context: Context, counted: frozenset[CountMention], told: frozenset[int]) -> list[Draft]:
    """All events of the document, in the order in which it tells them.

    ``counted`` are counts and ``told`` starts of triggers that belong to figures: totals over several events.
    """
    drafts: list[Draft] = []
    focus: Draft | None = None
    for scene in context.scenes:
        candidates = join_seized(find_candidates(scene, counted, told))
        for candidate in candidates:
            draft = _place(context, candidate, drafts, focus)
            if draft is not None:
                focus = draft
        if focus is not None and not candidates:
            focus.scenes.append(scene)
            if not scene.has(*_HEARSAY):
                focus.names.extend(scene.names)
            if focus.date.start is None and focus.places and focus.counts and scene.sentence.index - focus.first <= 2:
                _told_date(context, scene, focus)
    _date_by_bulletin(context, drafts)
    return drafts


def _date_by_bulletin(context: Context, drafts: Sequence[Draft]) -> None:
    """What a bulletin tells without a day of its own happened in the days that it sums up."""
    bulletin = find_bulletin(context)
    for draft in drafts if bulletin is not None else ():
        if bulletin is not None and draft.date.start is None:
            draft.date, draft.date_mention = replace(bulletin.period, basis="relative"), bulletin.mention


def _told_date(context: Context, scene: Scene, draft: Draft) -> None:
    """Date an undated event by the day of a sentence that goes on with it ("It was 4 a.m. this Sunday when ...")."""
    if scene.has("background", "say", "planned", "hypothetical"):
        return
    for time in scene.times:
        if time.relation == "on" and time.grain == "day" and time.anchor != "narrative" and not time.dateline:
            value = context.resolve(time, None)
            if value is not None and value.start is not None:
                draft.date, draft.date_mention = value, time
                return


def _place(context: Context, candidate: Candidate, drafts: list[Draft], focus: Draft | None) -> Draft | None:
    """Add a candidate to the draft that it fits, or open a new draft; None if it is too thin for either."""
    known = any(draft.family == candidate.family for draft in drafts)
    if all(trigger.anaphoric for trigger in candidate.triggers) and (
        known or not (candidate.times and candidate.places)
    ):
        return _take_up(candidate, drafts, focus)
    if candidate.family == "seizure" and _of_arrest(candidate, drafts):
        candidate.family = "arrest"
    date, mention, announced = _date(context, candidate, focus)
    same_family = [draft for draft in drafts if draft.family == candidate.family]
    scored = [
        (
            _fit(draft, candidate, date, draft is focus)
            - _stale(context, draft, candidate, date)
            - _other_side(draft, candidate, dated=date.start is not None or announced is not None),
            -index,
            draft,
        )
        for index, draft in enumerate(same_family)
    ]
    score, _, best = max(scored, key=lambda item: item[:2], default=(-99, 0, None))
    substance = date.start is not None or _located(candidate)
    if best is None or (score < 0 and substance):
        if not (substance or _opens(candidate)):
            if focus is not None:  # too thin for an event of its own, but what it names belongs to the text's event
                focus.names.extend(name for name in candidate.names if name.kind == "group")
            return focus
        best = Draft(candidate.family)
        drafts.append(best)
    elif score < -3:
        return focus
    _absorb(best, candidate, date, mention, announced)
    return best


def _of_arrest(candidate: Candidate, drafts: Sequence[Draft]) -> bool:
    """Whether what was found belongs to the arrests told before: no other place or day is told with it."""
    arrest = next((draft for draft in reversed(drafts) if draft.family in ("arrest", "seizure")), None)
    if arrest is None or arrest.family == "seizure":
        return False
    if candidate.has("another") or (candidate.has("background") and candidate.times):
        return False
    return not _located(candidate) or not arrest.places or _fit_places(arrest.places, candidate.places) > 0


def _take_up(candidate: Candidate, drafts: Sequence[Draft], focus: Draft | None) -> Draft | None:
    """Give what is told of "the arrested" to the event they were arrested in; places and days are not that event's."""
    known = focus if focus is not None and focus.family == candidate.family else None
    known = known or next((draft for draft in reversed(drafts) if draft.family == candidate.family), None)
    if known is None:
        return focus
    known.scenes.append(candidate.scene)
    known.names.extend(candidate.names)
    return known


def _opens(candidate: Candidate) -> bool:
    """Whether a candidate without date and place may open an event: it counts persons, or it heads the text."""
    heads = candidate.scene.sentence.index <= 1 and not all(trigger.sense.weak for trigger in candidate.triggers)
    return heads or _counted(candidate)


def _located(candidate: Candidate) -> bool:
    """Whether a place stands near enough to a trigger to be where it happened."""
    near = 6 if candidate.family == "violence" and not _counted(candidate) else 14
    towns = [place for place in candidate.places if place.place.precision != "country"]
    return any(candidate.distance(place.start, place.end) <= near for place in towns)


def _counted(candidate: Candidate) -> bool:
    return any(count.unit == "person" for counts in candidate.counts.values() for count in counts)


def _fit(draft: Draft, candidate: Candidate, date: DateValue, focused: bool) -> int:
    """How well a candidate fits a draft; below 0 it tells of something else."""
    score = 1 + focused
    if date.start and date.end and draft.date.start and draft.date.end:
        if not overlap(date.start, date.end, draft.date.start, draft.date.end):
            return _OTHER_DAY
        score += 3 if date.precision == draft.date.precision else 1
    near = _fit_places(draft.places, candidate.places)
    score += 2 * near if draft.family == "seizure" else near  # a cache found elsewhere is another one
    score += _fit_counts(draft, candidate)
    score += 3 * candidate.has("same_event")
    score -= 4 * (candidate.has("background") and not date.start)
    score -= 3 * candidate.tells_another() + 3 * candidate.begins_another()
    return score


def _stale(context: Context, draft: Draft, candidate: Candidate, date: DateValue) -> int:
    """Cost of giving an old date to the undated news at the head of a text: it is the date of an earlier case."""
    published = context.document.published.value
    if draft.date.start is not None or date.end is None or draft.first > 1 or not published or len(published) < 10:
        return 0
    if _fit_counts(draft, candidate) > 0 or not candidate.has("background", "another"):
        return 0
    return 6 * (last_day(date.end) + _OLD < first_day(published))


def _other_side(draft: Draft, candidate: Candidate, *, dated: bool) -> int:
    """Cost of joining what forces did to what armed men did, where a day or a place of its own sets it apart."""
    sides = {_side(told) for told in draft.candidates} - {None}
    side = _side(candidate)
    if side is None or not sides or side in sides:
        return 0
    apart = bool(draft.places and candidate.places) and _fit_places(draft.places, candidate.places) < 0
    return _OTHER_SIDE if dated or apart else 0


def _side(candidate: Candidate) -> str | None:
    """Who acts: forces (a strike, an elimination) or armed men (a bombing, an assault); None where it is not said."""
    senses = {trigger.sense.name for trigger in candidate.triggers}
    if senses & _STRIKES:
        return None if senses & _ASSAULTS else "forces"
    return "armed" if senses & _ASSAULTS else None


def _fit_places(ours: Sequence[PlacedMention], theirs: Sequence[PlacedMention]) -> int:
    if not ours or not theirs:
        return 0
    if any(_related(a, b) for a in ours for b in theirs):
        return 2
    countries = {p.place.country for p in ours} & {p.place.country for p in theirs}
    if not countries and not all(p.place.country for p in (*ours, *theirs)):
        return 0  # a place that the gazetteer lacks may lie anywhere
    return -2 if countries else -4


def _related(a: PlacedMention, b: PlacedMention) -> bool:
    """Whether two places are the same or one may lie in the other."""
    if a.place.geonames_id is not None and a.place.geonames_id == b.place.geonames_id:
        return True
    if a.place.name == b.place.name:
        return True
    if a.place.country != b.place.country:
        return False
    wide = {"country", "region"}
    if a.place.precision in wide or b.place.precision in wide:
        return True
    coarse = "admin1" in (a.place.precision, b.place.precision) or "admin2" in (a.place.precision, b.place.precision)
    return coarse and a.place.admin1 is not None and a.place.admin1 == b.place.admin1


def _fit_counts(draft: Draft, candidate: Candidate) -> int:
    score = 0
    for key, counts in candidate.counts.items():
        ours = draft.counts.get(key)
        if ours is None:
            continue
        if any(count.value == ours.value for count in counts):
            score += 3
        elif all(count.subset or count.definite for count in counts):
            score += 0
        else:
            score -= 3
    return score


def _absorb(
    draft: Draft,
    candidate: Candidate,
    date: DateValue,
    mention: TimeMention | None,
    announced: tuple[str, TimeMention] | None,
) -> None:
    draft.candidates.append(candidate)
    draft.scenes.append(candidate.scene)
    if date.start is not None and (draft.date.start is None or _finer(date, draft.date)):
        draft.date, draft.date_mention = date, mention
    draft.announced = draft.announced or announced
    draft.places.extend(candidate.places)
    draft.names.extend(candidate.names)
    for key, counts in sided(candidate.counts).items():
        for count in counts:
            ours = draft.counts.get(key)
            if ours is None or (ours.definite and ours.source == "singular" and not count.definite):
                draft.counts[key] = count
            elif not count.subset and not count.definite and count.value != ours.value:
                draft.rivals.setdefault(key, []).append(count)


def _finer(new: DateValue, old: DateValue) -> bool:
    order = {"unknown": 0, "year": 1, "month": 2, "day": 3}
    if order[new.precision] != order[old.precision]:
        return order[new.precision] > order[old.precision]
    return new.start == new.end and old.start != old.end  # "last week" and, further on, "on 16 November"


def _date(
    context: Context, candidate: Candidate, focus: Draft | None
) -> tuple[DateValue, TimeMention | None, tuple[str, TimeMention] | None]:
    """Date of a candidate: its nearest time that dates the event; times of the announcement are kept apart."""
    anchor = focus.date.start if focus is not None else None
    announced: tuple[str, TimeMention] | None = None
    behind_say: tuple[DateValue, TimeMention] | None = None
    for mention in sorted(candidate.times, key=lambda time: _time_distance(candidate, time)):
        value = context.resolve(mention, _told_before(context, candidate, mention) or anchor)
        if value is None or value.start is None:
            continue
        if _dates_announcement(candidate, mention):
            announced = announced or (value.start, mention)
        elif mention.grain == "day" and _follows_say(candidate, mention):
            behind_say = behind_say or (value, mention)
        elif behind_say is None or mention.grain == "day":
            return value, mention, announced
    if behind_say is not None:
        return (*behind_say, announced)
    if announced is None and not candidate.times:
        announced = _told_of_all(context, candidate)
    if focus is not None and focus.date_mention is not None and _same_time(candidate, focus):
        return replace(focus.date, basis="relative"), focus.date_mention, announced
    return DateValue(), None, announced


def _told_of_all(context: Context, candidate: Candidate) -> tuple[str, TimeMention] | None:
    """The day on which all that a sentence tells was announced, though its words stand nearer to another event."""
    scene = candidate.scene
    says = scene.cues_of("say")
    for time in scene.times:
        if not says or time.relation != "on" or time.grain != "day" or time.dateline:
            continue
        to_say = min(min(scene.distance(time.end, say.start), scene.distance(say.end, time.start)) for say in says)
        triggers = [trigger for trigger in scene.triggers if scene.distance(time.end, trigger.start) <= 3]
        if to_say <= 1 and not triggers and (value := context.resolve(time, None)) and value.start:
            return value.start, time
    return None


def _follows_say(candidate: Candidate, time: TimeMention) -> bool:
    """Whether a time stands right behind "X announced": it dates the event only if nothing else does."""
    scene = candidate.scene
    says = [cue for cue in candidate.cues if cue.sense == "say" and cue.end <= time.start]
    first = min(trigger.start for trigger in candidate.triggers)
    return time.start < first and any(scene.distance(cue.end, time.start) <= 4 for cue in says)


def _same_time(candidate: Candidate, focus: Draft) -> bool:
    """Whether a sentence sets an event of another kind at the time of the one before ("at the same time as")."""
    here = any(told.scene is candidate.scene for told in focus.candidates)
    if not any(focus.date_mention in told.times for told in focus.candidates):
        return False  # its own date was borrowed: the words speak of two events, not of three
    return (
        candidate.scene.has("same_time") and candidate.family != focus.family and (here or candidate.has("same_time"))
    )


def _told_before(context: Context, candidate: Candidate, mention: TimeMention) -> str | None:
    """The date of the same sentence that "that same day" takes up."""
    if mention.anchor != "narrative":
        return None
    earlier = [time for time in candidate.scene.times if time.end <= mention.start and time.anchor != "narrative"]
    values = [context.resolve(time, None) for time in reversed(earlier) if time.relation == "on"]
    return next((value.start for value in values if value is not None and value.start), None)


def _time_distance(candidate: Candidate, time: TimeMention) -> int:
    """Words to the nearest trigger; coarse times lose against days."""
    return candidate.distance(time.start, time.end) + (12 if time.grain not in ("day", "week", "weekend") else 0)


def _only_quoted(candidate: Candidate, time: TimeMention, say: TermMention) -> bool:
    """Whether a comma parts a time from the verb of saying behind it: "struck a mosque on Monday, police said"."""
    told = any(trigger.end <= time.start for trigger in candidate.triggers)
    return told and time.end <= say.start and "," in candidate.scene.gap(time.end, say.start)


def _dates_announcement(candidate: Candidate, time: TimeMention) -> bool:
    """Whether a time stands with a verb of saying and away from the triggers."""
    scene = candidate.scene
    says = [cue for cue in candidate.cues if cue.sense in ("say", "denial", "allegation", "claim_responsibility")]
    says = [cue for cue in says if not _only_quoted(candidate, time, cue)]
    if not says:
        return False
    to_say = min(min(scene.distance(time.end, cue.start), scene.distance(cue.end, time.start)) for cue in says)
    to_trigger = candidate.distance(time.start, time.end)
    return to_say <= 2 and to_say + 1 < to_trigger
