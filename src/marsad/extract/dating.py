"""When an event happened: the time nearest to its triggers, a sentence that takes it up, the days of a bulletin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from marsad.dates import DateValue, first_day
from marsad.extract.bulletins import find_bulletin
from marsad.extract.candidate import Candidate
from marsad.extract.context import Context
from marsad.extract.drafts import Draft
from marsad.extract.scene import Scene
from marsad.mentions import TermMention, TimeMention

__all__ = [
    "date_by_bulletin", "date_of", "date_set_before", "date_taken_up", "date_told_next", "forget_assumed", "verdict_of"
]  # fmt: skip

# Sentences behind an event within which "the operation took place on ..." dates it, and words up to that day.
_FOLLOWING = 4
# Characters between the value of a toll and the day on which it was given.
_TOLL_DAY = 6
_TAKEN_UP = 5
# Words between a trigger and a time that stands right behind it ("the murder, in December 2018, of").
_RIGHT_BEHIND = 1
_SAYS = ("say", "denial", "allegation", "claim_responsibility")
_EXACT = ("day", "week", "weekend")
# Characters between a week and the day of it that a bracket names.
_BRACKET = 3


def date_by_bulletin(context: Context, drafts: Sequence[Draft]) -> None:
    """What a bulletin tells without a day of its own happened in the days that it sums up."""
    bulletin = find_bulletin(context)
    for draft in drafts if bulletin is not None else ():
        if bulletin is not None and draft.date.start is None:
            draft.date, draft.date_mention = replace(bulletin.period, basis="relative"), bulletin.mention


def forget_assumed(context: Context, drafts: Sequence[Draft]) -> None:
    """Take back the dates that only the assumed publication date gave; what hangs on a known date is known."""
    known: list[str] = []
    for draft in drafts:
        if draft.date_mention is None or draft.date.start is None:
            continue
        told = [time for candidate in draft.candidates for time in candidate.times]
        for mention in (draft.date_mention, *told):
            values = (context.resolve(mention, anchor) for anchor in (None, *known))
            value = next((value for value in values if value is not None and _agrees(draft.date, value)), None)
            if value is not None:
                draft.date, draft.date_mention = value, mention
                known.append(str(value.start))
                break
        else:
            draft.date, draft.date_mention = DateValue(), None
    for draft in drafts:
        if draft.announced is not None and context.resolve(draft.announced[1], None) is None:
            draft.announced = None


def _agrees(assumed: DateValue, known: DateValue) -> bool:
    """Whether a known date is the assumed one, or the month or year that holds it."""
    return assumed.start is not None and known.start is not None and assumed.start.startswith(known.start)


def date_taken_up(context: Context, scene: Scene, draft: Draft | None) -> TimeMention | None:
    """Date an undated event by a sentence on it: "the operation took place last Friday", "the verdict fell on Tuesday".

    Returns the time that was used: it dates nothing else in that sentence.
    """
    if draft is None or scene.sentence.index - draft.first > _FOLLOWING:
        return None
    if draft.date.start is not None and not _dated_by_saying(draft):
        return None
    told = (trigger for trigger in scene.triggers if not trigger.anaphoric)
    triggers = [trigger.start for trigger in told if trigger.sense.name != "operation"]
    for cue in scene.cues_of("same_event", "verdict"):
        own = (trigger for trigger in scene.triggers if trigger.start < cue.end and cue.start < trigger.end)
        if any(trigger.sense.name != "operation" for trigger in own):
            continue  # a trigger of its own: it says itself what its day dates
        for time in scene.times:
            between = any(cue.end <= start < time.start for start in triggers)
            near = cue.end <= time.start and scene.distance(cue.end, time.start) <= _TAKEN_UP
            if not near or between or time.relation not in ("on", "between") or time.grain not in _EXACT:
                continue
            value = context.resolve(time, None)
            if value is not None and value.start is not None and not _says(scene, cue.end, time.start):
                draft.date, draft.date_mention = value, time
                return time
    return None


def _dated_by_saying(draft: Draft) -> bool:
    """Whether a draft has its day only from "said on Wednesday it had killed": the event may lie before it."""
    mention = draft.date_mention
    told = next((candidate for candidate in draft.candidates if mention in candidate.times), None)
    return mention is not None and told is not None and _follows_say(told, mention)


def verdict_of(scene: Scene, drafts: Sequence[Draft]) -> Draft | None:
    """The undated judgment that a sentence takes up: "the ruling, dated 6 June, ..."; None if it takes up none."""
    if not scene.has("verdict"):
        return None
    return next((draft for draft in reversed(drafts) if draft.family == "prosecution" and not draft.date.start), None)


def date_set_before(context: Context, drafts: Sequence[Draft]) -> None:
    """Date the first event by a sentence that only set its scene: "Alarm in Ceuta this morning. Police held ..."."""
    draft = min(drafts, key=lambda draft: draft.first, default=None)
    if draft is None or draft.date.start is not None or draft.announced is not None or draft.first > _FOLLOWING:
        return
    before = next((scene for scene in context.scenes if scene.sentence.index == draft.first - 1), None)
    if before is not None and any(place.place.precision != "country" for place in before.places):
        date_told_next(context, before, draft)


def _says(scene: Scene, low: int, high: int) -> bool:
    return any(cue.sense in ("say", "claim_responsibility") and low <= cue.start < high for cue in scene.cues)


def date_told_next(context: Context, scene: Scene, draft: Draft) -> None:
    """Date an undated event by the day of a sentence that goes on with it ("It was 4 a.m. this Sunday when ...")."""
    if scene.has("background", "say", "planned", "hypothetical"):
        return
    for time in scene.times:
        if time.relation == "on" and time.grain == "day" and time.anchor != "narrative" and not time.dateline:
            value = context.resolve(time, None)
            if value is not None and value.start is not None:
                draft.date, draft.date_mention = value, time
                return


def date_of(
    context: Context, candidate: Candidate, focus: Draft | None
) -> tuple[DateValue, TimeMention | None, tuple[str, TimeMention] | None]:
    """Date of a candidate: its nearest time that dates the event; times of the announcement are kept apart."""
    anchor = focus.date.start if focus is not None else None
    announced: tuple[str, TimeMention] | None = None
    behind_say: tuple[DateValue, TimeMention] | None = None
    if candidate.after and not any(time.start >= candidate.main.end for time in candidate.times):
        counted = _counted_back(context, candidate, focus)
        if counted is not None:
            return (*counted, None)
    for mention in sorted(candidate.times, key=lambda time: _time_distance(candidate, time)):
        value = context.resolve(mention, _told_before(context, candidate, mention) or anchor)
        if value is None or value.start is None or _ahead(context, value.start):
            continue
        told_on = _told_on(candidate, mention) and value.start != context.document.published.value
        if told_on or _dates_announcement(candidate, mention) or _dates_toll(candidate.scene, mention):
            announced = announced or (value.start, mention)
        elif mention.grain == "day" and _follows_say(candidate, mention):
            behind_say = behind_say or (value, mention)
        elif behind_say is None or mention.grain == "day":
            return (*_refined(context, candidate, value, mention), announced)
    if behind_say is not None:
        return (*behind_say, announced)
    if announced is None and not candidate.times:
        announced = _told_of_all(context, candidate)
    if focus is not None and focus.date_mention is not None and _same_time(candidate, focus):
        return replace(focus.date, basis="relative"), focus.date_mention, announced
    return DateValue(), None, announced


def _ahead(context: Context, start: str) -> bool:
    """Whether a date lies behind the publication: "to end the insurgency within three months" dates no attack."""
    published = context.document.published.value
    return published is not None and start[: len(published)] > published[: len(start)]


def _refined(
    context: Context, candidate: Candidate, value: DateValue, mention: TimeMention
) -> tuple[DateValue, TimeMention]:
    """A week or month, or the day of it that stands right behind: "last week (on Friday the 3rd)"."""
    for time in candidate.times:
        if mention.grain == "day" or time.grain != "day" or not 0 <= time.start - mention.end <= _BRACKET:
            continue
        day = context.resolve(time, None)
        if day is not None and day.start and value.start and value.end and value.start <= day.start <= value.end:
            return day, time
    return value, mention


def _counted_back(context: Context, candidate: Candidate, focus: Draft | None) -> tuple[DateValue, TimeMention] | None:
    """The day so many days before the one that the sentence tells: "calm on Tuesday, a day after the raid"."""
    for mention in candidate.after:
        if mention.first.unit != "day":
            continue  # "eight years after an extremist killed": too coarse for a day
        days = [time for time in candidate.scene.times if time is not mention and time.grain == "day"]
        for time in days:
            value = context.resolve(time, None) if time.anchor != "narrative" and time.relation == "on" else None
            if value is not None and value.start and value.start == value.end and len(value.start) == len("2016-03-08"):
                day = (first_day(value.start) - timedelta(days=mention.first.shift or 0)).isoformat()
                return DateValue(day, day, "day", "relative"), mention
        published = context.document.published.value
        if candidate.scene.has("comes_after") and focus is not None and focus.date.start == focus.date.end:
            published = focus.date.start or published
        if not days and published is not None and len(published) == len("2016-03-08"):
            day = (first_day(published) - timedelta(days=mention.first.shift or 0)).isoformat()
            return DateValue(day, day, "day", "relative"), mention
    return None


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


def _told_on(candidate: Candidate, time: TimeMention) -> bool:
    """Whether a day stands right behind a verb of saying and before all that is said: "announced on Friday the arrest".

    On the day of publication the two mostly agree ("police said on Tuesday they had arrested"), and it may date both.
    """
    scene = candidate.scene
    says = [cue.end for cue in candidate.cues if cue.sense == "say"]
    last = time.grain == "day" and all(trigger.start >= time.end for trigger in candidate.triggers)
    return last and any(end <= time.start and scene.gap(end, time.start) == " " for end in says)


def _same_time(candidate: Candidate, focus: Draft) -> bool:
    """Whether a sentence sets an event of another kind at the time of the one before ("at the same time as")."""
    if candidate.has("series") and candidate.family == focus.family:
        return True
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
    """Words to the nearest trigger; coarse times lose against days, unless they stand right behind the trigger."""
    behind = (trigger.end for trigger in candidate.triggers if trigger.end <= time.start)
    if any(candidate.scene.distance(end, time.start) <= _RIGHT_BEHIND for end in behind):
        return 0
    return candidate.distance(time.start, time.end) + (12 if time.grain not in ("day", "week", "weekend") else 0)


def _dates_toll(scene: Scene, time: TimeMention) -> bool:
    """Whether a time stands right behind the value of a toll: "the death toll rose to 100 on Tuesday"."""
    for count in scene.counts:
        if count.unit not in ("bare", "person") or not 0 <= time.start - count.end <= _TOLL_DAY:
            continue
        between = any(count.end <= trigger.start < time.start for trigger in scene.triggers)
        if not between and any(cue.end <= count.start for cue in scene.cues_of("headline_total")):
            return True
    return False


def _only_quoted(candidate: Candidate, time: TimeMention, say: TermMention) -> bool:
    """Whether a comma parts a time from the verb of saying behind it: "struck a mosque on Monday, police said"."""
    told = any(trigger.end <= time.start for trigger in candidate.triggers)
    return told and time.end <= say.start and "," in candidate.scene.gap(time.end - 1, say.start)


def _dates_announcement(candidate: Candidate, time: TimeMention) -> bool:
    """Whether a time stands with a verb of saying and away from the triggers."""
    scene = candidate.scene
    says = [cue for cue in candidate.cues if cue.sense in _SAYS]
    said = (cue for cue in scene.cues_of("according_to") if cue.end < time.start)
    says += [cue for cue in said if scene.distance(cue.end, time.start) == 0]  # "según ha informado este jueves"
    says = [cue for cue in says if not _only_quoted(candidate, time, cue)]
    if not says:
        return False
    to_say = min(min(scene.distance(time.end, cue.start), scene.distance(cue.end, time.start)) for cue in says)
    to_trigger = candidate.distance(time.start, time.end)
    return to_say <= 2 and to_say + 1 < to_trigger
