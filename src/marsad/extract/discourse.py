"""From candidates to events of a document: which sentences speak of the same event.

A document is read in order. Each candidate joins the draft that it fits best or opens a new one; sentences without a
trigger give their groups, agencies and plans to the event that the text is speaking of.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.dates import DateValue
from marsad.extract.candidate import Candidate, sided
from marsad.extract.candidates import find_candidates
from marsad.extract.context import Context
from marsad.extract.dating import date_by_bulletin, date_of, date_set_before, date_taken_up, date_told_next, verdict_of
from marsad.extract.drafts import Draft
from marsad.extract.fights import frames_fight, join_seized
from marsad.extract.fitting import fit, fit_places, other_side, stale
from marsad.mentions import CountMention, TimeMention

__all__ = ["build_drafts"]

# Groups and agencies that only unnamed sources name are none of an event.
_HEARSAY = ("allegation", "speaker_unnamed")


def build_drafts(context: Context, counted: frozenset[CountMention], told: frozenset[int]) -> list[Draft]:
    """All events of the document, in the order in which it tells them.

    ``counted`` are counts and ``told`` starts of triggers that belong to figures: totals over several events.
    """
    drafts: list[Draft] = []
    focus: Draft | None = None
    for scene in context.scenes:
        candidates = join_seized(find_candidates(scene, counted, told))
        # Departures and returns are counted in figures only.
        candidates = [candidate for candidate in candidates if candidate.family != "movement"]
        if not any(map(_located, candidates)):
            told_of = verdict_of(scene, drafts) or focus
            time = date_taken_up(context, scene, told_of)
            if time is not None and told_of is not None:
                _date_beside(told_of, drafts)
            candidates = _without(candidates, time)
        for candidate in candidates:
            draft = _place(context, candidate, drafts, focus)
            if draft is not None:
                focus = draft
        if focus is not None and not candidates:
            focus.scenes.append(scene)
            if not scene.has(*_HEARSAY):
                focus.names.extend(scene.names)
            known = focus.counts and (focus.places or focus.family == "transfer")
            if focus.date.start is None and known and scene.sentence.index - focus.first <= 2:
                date_told_next(context, scene, focus)
    date_set_before(context, drafts)
    date_by_bulletin(context, drafts)
    return drafts


def _date_beside(dated: Draft, drafts: Sequence[Draft]) -> None:
    """What the same sentence told beside an event happened on its day ("killed 12 fighters and freed nine women")."""
    scene = dated.candidates[-1].scene
    for draft in drafts:
        if draft.date.start is None and draft.candidates[-1].scene is scene:
            draft.date, draft.date_mention = dated.date, dated.date_mention


def _without(candidates: list[Candidate], time: TimeMention | None) -> list[Candidate]:
    for candidate in candidates if time is not None else ():
        candidate.times = [own for own in candidate.times if own is not time]
    return candidates


def _place(context: Context, candidate: Candidate, drafts: list[Draft], focus: Draft | None) -> Draft | None:
    """Add a candidate to the draft that it fits, or open a new draft; None if it is too thin for either."""
    known = any(draft.family == candidate.family for draft in drafts)
    if all(trigger.anaphoric for trigger in candidate.triggers) and (
        known or not (candidate.times and candidate.places)
    ):
        return _take_up(candidate, drafts, focus)
    if candidate.family == "seizure" and _of_arrest(candidate, drafts):
        candidate.family = "arrest"
    if frames_fight(candidate, focus):
        candidate.family = "violence"
    date, mention, announced = date_of(context, candidate, focus)
    if date.precision == "year" and _only_plural(candidate) and not _located(candidate):
        return focus  # "arrests in 2017": what happened all year is no event
    if candidate.main.referred and date.start is None and not _located(candidate):
        return focus  # what somebody is sought for, and nothing more told of it
    same_family = [draft for draft in drafts if draft.family == candidate.family]
    scored = [
        (
            fit(draft, candidate, date, draft is focus)
            - stale(context, draft, candidate, date)
            - other_side(draft, candidate, dated=date.start is not None or announced is not None),
            -index,
            draft,
        )
        for index, draft in enumerate(same_family)
    ]
    score, _, best = max(scored, key=lambda item: item[:2], default=(-99, 0, None))
    substance = date.start is not None or (_located(candidate) and not _only_plural(candidate))
    # "The attack came hours after a bomb killed five": counted, and not the one told of.
    substance = substance or (candidate.scene.has("comes_after") and candidate.tells_another() and _counted(candidate))
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
    return not _located(candidate) or not arrest.places or fit_places(arrest.places, candidate.places) > 0


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
    near = 8 if candidate.family == "violence" and not _counted(candidate) else 14
    towns = [place for place in candidate.places or candidate.seats if place.place.precision != "country"]
    ends = [count.end for counts in candidate.counts.values() for count in counts]
    distance = candidate.scene.distance
    return any(
        candidate.distance(place.start, place.end) <= near
        or any(end <= place.start and distance(end, place.start) <= near for end in ends)
        for place in towns
    )


def _only_plural(candidate: Candidate) -> bool:
    """Whether only attacks in the plural are named, uncounted and without an article: violence, not an event."""
    scene = candidate.scene
    definite = [cue.end for cue in scene.cues if cue.sense == "definite"]
    return (
        candidate.family in ("violence", "arrest")
        and not candidate.counts
        and all(trigger.voice == "result" for trigger in candidate.triggers)
        and not any(scene.gap(end, trigger.start) == " " for end in definite for trigger in candidate.triggers)
    )


def _counted(candidate: Candidate) -> bool:
    return any(count.unit == "person" for counts in candidate.counts.values() for count in counts)


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
    draft.seats.extend(candidate.seats)
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
