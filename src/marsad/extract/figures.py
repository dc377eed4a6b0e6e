"""Official figures: totals over several events, with their period, subject, subset and breakdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from marsad.extract.context import Context
from marsad.extract.figure_drafts import FigureDraft
from marsad.extract.grounding import ground
from marsad.extract.scene import Scene, Trigger
from marsad.extract.series import continue_series, covers, find_anew, series_head
from marsad.extract.speakers import find_speaker
from marsad.mentions import CountMention, NameMention, TimeMention
from marsad.records import Evidence, Figure, Period, content_id

__all__ = ["FigureDraft", "extract_figures", "find_figures"]

_DEFAULT_ACTION = {"cell": "dismantled", "plot": "foiled"}
_UNITS = ("cell", "person", "plot", "attack", "operation", "case", "other")
_COARSE = ("year", "decade", "century", "quarter", "season")
_AGENCY_AFTER = 8  # words behind a number within which an agency still is its subject
_REACH = 14  # words between a number and the trigger that says what was done


def find_figures(context: Context) -> list[FigureDraft]:
    """All figures of a document in order; ``part_of`` is an index into the list."""
    drafts: list[FigureDraft] = []
    for scene in context.scenes:
        _scene_figures(context, scene, drafts)
    return drafts


def extract_figures(context: Context, drafts: Sequence[FigureDraft]) -> list[Figure]:
    """Records of figure drafts, in the same order."""
    figures: list[Figure] = []
    for draft in drafts:
        whole = figures[draft.part_of].id if draft.part_of is not None else None
        figures.append(_record(context, draft, whole))
    return figures


def _scene_figures(context: Context, scene: Scene, drafts: list[FigureDraft]) -> None:
    pairs = _year_pairs(scene)
    listed = len(pairs) >= 2
    whole: int | None = None
    head: int | None = None
    for count in scene.counts:
        if count.source == "singular":
            continue
        pair = pairs.get(count.start) if listed else None
        if pair is not None:
            part = _breakdown(context, scene, count, pair, drafts, whole)
            if part is not None:
                drafts.append(part)
            continue
        lone = _lone_year(context, scene, count, pairs, drafts)
        if lone is not None:
            drafts.append(lone)
            continue
        again = find_anew(scene, count, drafts)
        if again is not None:
            head = again
            continue
        part = continue_series(scene, count, drafts, head)
        if part is not None:
            drafts.append(part)
            continue
        previous = drafts[-1] if drafts and drafts[-1].scene is scene else None
        subset = _subset(scene, count, drafts, previous)
        draft = subset or _total(context, scene, count, pairs if listed else {}, previous)
        if draft is not None:
            drafts.append(draft)
            if draft.relation is None:
                whole = len(drafts) - 1


def _year_pairs(scene: Scene) -> dict[int, TimeMention]:
    """Counts that stand beside a year of their own: "21 in 2015, 19 the year after, nine in 2017"; by start."""
    pairs: dict[int, TimeMention] = {}
    used: set[int] = set()
    for index, count in enumerate(scene.counts):
        following = scene.counts[index + 1].start if index + 1 < len(scene.counts) else scene.sentence.end
        for time in scene.times:
            if time.grain != "year" or time.relation != "on" or time.last is not None or time.start in used:
                continue
            if count.end <= time.start < following and _close(scene, count.end, time.start):
                pairs[count.start] = time
                used.add(time.start)
                break
    if len(pairs) < 2:
        first = _year_first_pairs(scene)
        return first if len(first) > len(pairs) else pairs
    return pairs


def _year_first_pairs(scene: Scene) -> dict[int, TimeMention]:
    """The other order: "2015: 21, 2016: 19", "en 2015, 21 cellules"."""
    pairs: dict[int, TimeMention] = {}
    for time in scene.times:
        if time.grain != "year" or time.relation != "on" or time.last is not None:
            continue
        count = next((count for count in scene.counts if count.start >= time.end), None)
        if count is not None and count.start not in pairs and _close(scene, time.end, count.start):
            pairs[count.start] = time
    return pairs


def _close(scene: Scene, low: int, high: int) -> bool:
    gap = scene.gap(low, high)
    return len(gap.split()) <= 3 and not any(mark in gap for mark in ".;\n")


def _breakdown(
    context: Context, scene: Scene, count: CountMention, time: TimeMention, drafts: list[FigureDraft], whole: int | None
) -> FigureDraft | None:
    """A part of a yearly list; its whole is the total before it in the sentence or in the sentence before."""
    if whole is None:
        whole = series_head(scene, count, drafts)
    value = context.resolve(time, _last_year(drafts))
    if value is None or value.start is None:
        return None
    head = drafts[whole] if whole is not None else None
    unit = count.unit if count.unit in _UNITS else head.unit if head is not None else None
    if unit is None:
        return None
    trigger = _trigger(scene, count, unit)
    action = head.action if head is not None and head.unit == unit else _action(unit, trigger)
    if action is None:
        return None
    period = Period(value.start, value.end, "stated", "stated")
    belongs = head is not None and head.unit == unit and covers(head.period, period)
    return FigureDraft(
        scene, count, unit, action, trigger, period, (time,),
        part_of=whole if belongs else None,
        relation="breakdown" if belongs else None,
        agency=head.agency if belongs and head is not None else None,
    )  # fmt: skip


def _lone_year(
    context: Context, scene: Scene, count: CountMention, pairs: dict[int, TimeMention], drafts: list[FigureDraft]
) -> FigureDraft | None:
    """A bare number with a year that goes on a series told before: "46 for the whole of 2022", "against 121 in 2023"."""
    time = pairs.get(count.start)
    if time is None or count.unit != "bare" or not drafts or not _near(drafts[-1].scene, scene):
        return None
    value = context.resolve(time, _last_year(drafts))
    if value is None or value.start is None:
        return None
    index = series_head(scene, count, drafts)
    head = drafts[-1] if index is None else drafts[index]
    period = Period(value.start, value.end, "stated", "stated")
    part = index if index is not None and covers(head.period, period) and head.count.value > count.value else None
    return FigureDraft(
        scene, count, head.unit, head.action, None, period, (time,),
        part_of=part, relation=None if part is None else "subset", agency=head.agency,
    )  # fmt: skip


def _near(earlier: Scene, later: Scene) -> bool:
    return 0 <= later.sentence.index - earlier.sentence.index <= 3


def _last_year(drafts: Sequence[FigureDraft]) -> str | None:
    return drafts[-1].period.end if drafts else None


def _subset(
    scene: Scene, count: CountMention, drafts: list[FigureDraft], previous: FigureDraft | None
) -> FigureDraft | None:
    """A part of the figure before it: "62 of them tied to ISIS", "dont 85 liées à Daech"."""
    if previous is None or count.value >= previous.count.value or count.unit not in (previous.unit, "bare"):
        return None
    index = len(drafts) - 1
    while drafts[index].part_of is not None:
        index = drafts[index].part_of or 0
    follower = scene.cues_of("subset")
    after = any(0 <= cue.start - count.end <= 2 for cue in follower)
    group = next(
        (
            n
            for n in scene.names
            if n.kind == "group" and n.start >= count.end and scene.distance(count.end, n.start) <= 7
        ),
        None,
    )
    near = scene.distance(previous.count.end, count.start) <= 8
    if not (count.subset or after or (near and group is not None and count.unit == "bare")):
        return None
    head = drafts[index]
    return replace(head, scene=scene, count=count, part_of=index, relation="subset", group=group)


def _total(
    context: Context,
    scene: Scene,
    count: CountMention,
    pairs: dict[int, TimeMention],
    previous: FigureDraft | None,
) -> FigureDraft | None:
    if count.unit not in _UNITS or count.definite or count.subset:
        return None
    trigger = _trigger(scene, count, count.unit)
    action = _action(count.unit, trigger)
    if action is None:
        return None
    used = {id(time) for time in pairs.values()}
    period, times = _period(context, scene, count, [time for time in scene.times if id(time) not in used])
    if period is None and previous is not None and previous.relation is None:
        period, times = previous.period, previous.times
    total = scene.has("total")
    if period is None:
        if not total or count.unit == "person":
            return None
        period = Period(end_basis="to_date")
    if count.unit == "person" and not _is_total(scene, count, period, total):
        return None
    agency = _agency(scene, count)
    return FigureDraft(
        scene, count, count.unit, action, trigger, period, times, agency=agency, group=_own_group(scene, count)
    )


def _is_total(scene: Scene, count: CountMention, period: Period, total: bool) -> bool:
    """A count of persons is a total when the period is open or long, and no single place and day tell an event."""
    if period.start_basis in ("founding", "appointment") or period.end_basis == "to_date" or total:
        return True
    if period.start != period.end:
        return True
    single = any(place.place.precision == "place" for place in scene.places)
    return not single and count.value >= 5


def _trigger(scene: Scene, count: CountMention, unit: str) -> Trigger | None:
    """The nearest trigger whose action suits the unit."""
    best: tuple[int, Trigger] | None = None
    for trigger in scene.triggers:
        if trigger.sense.action is None or not _suits(unit, trigger.sense.action):
            continue
        inside = count.start <= trigger.start < count.end
        low, high = (trigger.end, count.start) if trigger.start < count.start else (count.end, trigger.start)
        distance = 0 if inside else scene.distance(low, high) + 2 * scene.gap(low, high).count(",")
        if distance <= _REACH and (best is None or distance < best[0]):
            best = (distance, trigger)
    return best[1] if best is not None else None


def _suits(unit: str, action: str) -> bool:
    if unit == "person":
        return action not in ("dismantled", "foiled")
    if unit == "cell":
        return action in ("dismantled", "foiled", "other")
    if unit in ("plot", "attack"):
        return action in ("foiled", "other")
    return action == "other"


def _action(unit: str, trigger: Trigger | None) -> str | None:
    if unit in ("operation", "case", "attack"):
        return trigger.sense.action if trigger is not None and trigger.sense.action == "foiled" else "other"
    if unit == "cell" or unit == "plot":
        return _DEFAULT_ACTION[unit] if trigger is not None else None
    return trigger.sense.action if trigger is not None else None


def _period(
    context: Context, scene: Scene, count: CountMention, times: Sequence[TimeMention]
) -> tuple[Period | None, tuple[TimeMention, ...]]:
    """Period that the sentence gives to a count: since, until, between, a year; open ones run to date."""
    start = end = None
    start_basis = end_basis = None
    used: list[TimeMention] = []
    ordered = sorted(times, key=lambda time: scene.distance(time.start, count.start))
    for time in ordered:
        value = context.resolve(time, None)
        if value is None or value.start is None:
            continue
        if time.relation == "between" and start is None and end is None:
            start, end, start_basis, end_basis = value.start, value.end, "stated", "stated"
        elif time.relation == "since" and start is None:
            start, start_basis = value.start, "stated"
        elif time.relation == "until" and end is None:
            end, end_basis = value.end, "stated"
        elif time.relation == "on" and time.grain in _COARSE and start is None and end is None and end_basis is None:
            start, end, start_basis, end_basis = value.start, value.end, "stated", "stated"
        else:
            continue
        used.append(time)
    until = next((time for time in used if time.relation == "until"), None)
    if start is None and end is not None and until is not None and _this_year_beside(scene, times, until):
        # "this year, up to 6 June 2024": the bound tells which year this is.
        start, start_basis = end[:4], "stated"
    for basis in ("founding", "appointment"):
        if _bears_on(scene, basis, count):
            start_basis = basis
            if start is not None and end == start:
                end, end_basis = None, None
    if end is None and (start_basis is not None or scene.has("to_date")):
        end_basis = "to_date"
    if start_basis is None and end_basis is None:
        return None, ()
    return Period(start, end, start_basis, end_basis), tuple(used)  # type: ignore[arg-type]


def _this_year_beside(scene: Scene, times: Sequence[TimeMention], until: TimeMention) -> bool:
    """Whether "this year" stands next to a bound."""
    return any(
        time.grain == "year" and time.first.unit == "year" and time.first.shift == 0
        and min(scene.distance(time.end, until.start), scene.distance(until.end, time.start)) <= 3
        for time in times
    )  # fmt: skip


def _bears_on(scene: Scene, sense: str, count: CountMention) -> bool:
    """Whether a cue of a period belongs to this count: no other count of its unit stands nearer to it."""
    same = [other for other in scene.counts if other.unit == count.unit]
    for cue in scene.cues_of(sense):
        nearest = min(same, key=lambda other: scene.distance(cue.start, other.start), default=count)
        if nearest is count:
            return True
    return False


def _agency(scene: Scene, count: CountMention) -> NameMention | None:
    """The agency whose total it is: named in the sentence, not as the source."""
    quoted = [cue.end for cue in scene.cues if cue.sense == "according_to"]
    own = [
        name
        for name in scene.names
        if name.kind == "agency"
        and not any(0 <= name.start - end <= 60 and name.start > count.end for end in quoted)
        and (name.start < count.start or scene.distance(count.end, name.start) <= _AGENCY_AFTER)
    ]
    return min(own, key=lambda name: scene.distance(name.start, count.start), default=None)


def _own_group(scene: Scene, count: CountMention) -> NameMention | None:
    """The group in the counted noun itself ("62 ISIS cells"), with no other number before it."""
    following = next((other.start for other in scene.counts if other.start >= count.end), scene.sentence.end)
    return next(
        (
            n
            for n in scene.names
            if n.kind == "group" and count.end <= n.start < following and scene.distance(count.end, n.start) <= 4
        ),
        None,
    )


def _record(context: Context, draft: FigureDraft, whole: str | None) -> Figure:
    folded = context.annotations.folded
    count, document = draft.count, context.document
    evidence: list[Evidence] = [ground(folded, "value", count.start, count.end)]
    if draft.trigger is not None:
        evidence.append(ground(folded, "action", draft.trigger.start, draft.trigger.end))
    evidence += [ground(folded, "period", time.start, time.end) for time in draft.times]
    if draft.agency is not None:
        evidence.append(ground(folded, "agency", draft.agency.start, draft.agency.end))
    if draft.group is not None:
        evidence.append(ground(folded, "group", draft.group.start, draft.group.end))
    speaker = find_speaker(draft.scene, count.start)
    if speaker is not None:
        evidence.append(ground(folded, "speaker", speaker.start, speaker.end))
    return Figure(
        id=content_id("f", document.id, evidence[0].start, count.value, draft.unit, draft.action),
        document_id=document.id,
        value=count.value,
        low=count.low,
        high=count.high,
        qualifier=count.qualifier,
        as_written=evidence[0].quote,
        unit=draft.unit,  # type: ignore[arg-type]
        action=draft.action,  # type: ignore[arg-type]
        agency=draft.agency.name if draft.agency is not None else None,
        group=draft.group.name if draft.group is not None else None,
        country=_country(context, draft),
        period=draft.period,
        part_of=whole,
        relation=draft.relation,  # type: ignore[arg-type]
        speaker=folded.source(speaker.start, speaker.end) if speaker is not None else None,
        speaker_kind=speaker.kind if speaker is not None else None,  # type: ignore[arg-type]
        evidence=tuple(evidence),
    )


def _country(context: Context, draft: FigureDraft) -> str | None:
    if draft.agency is not None and draft.agency.country is not None:
        return draft.agency.country
    for pool in (draft.scene.places, context.places):
        votes = Counter(mention.place.country for mention in pool if mention.place.country)
        if votes:
            return votes.most_common(1)[0][0]
    return None
