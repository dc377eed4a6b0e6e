"""Figures that go on a total told before: its parts by place or kind, in the sentences that follow it.

"87 arrests this year: ... Madrid leads with 14, Barcelona has 13": the parts have neither a period nor a verb of their
own; they take both from the total.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from marsad.extract.figure_details import tied_group
from marsad.extract.figure_drafts import FigureDraft, as_part
from marsad.extract.scene import Scene, Trigger
from marsad.mentions import CountMention
from marsad.records import Period

__all__ = [
    "carried_from",
    "compared_with",
    "continue_series",
    "covers",
    "find_anew",
    "find_whole_behind",
    "series_head",
    "summands",
]

# Sentences after its total in which a part may still stand.
_SENTENCES = 4
# Sentences behind a total in which many persons without a period share its own, and how many persons are many.
_BEHIND = 2
_MANY = 30
# Words between a part and the place that it is the share of.
_PLACE_REACH = 3
# Words between the parts of a sum.
_APART = 12
# Words between a part and its whole: "62 cells of the 183", "62 cellules parmi les 183".
_OF_THE = 3
# From here on a number is so telling that the same number of the same things is the same figure.
_TELLING = 13


def find_anew(scene: Scene, count: CountMention, drafts: Sequence[FigureDraft]) -> int | None:
    """The figure that a count names once more ("of those 183, ...", "the 77 arrests ..."): an index, or None."""
    if not (count.definite or count.subset or (count.value >= _TELLING and not _dated(scene))):
        return None
    for index in range(len(drafts) - 1, -1, -1):
        draft = drafts[index]
        if not _near(draft.scene, scene):
            return None
        if draft.relation is not None and not count.definite:
            continue  # "14 from Libya" are not the 14 women told before
        if draft.count.value == count.value and draft.count is not count and count.unit in (draft.unit, "bare"):
            return index if draft.scene is not scene or count.definite or count.subset else None
    return None


def find_whole_behind(scene: Scene, count: CountMention, drafts: Sequence[FigureDraft]) -> int | None:
    """The figure named right behind a part of it ("62 cells of the 183 dismantled"): an index, or None."""
    behind = next((other for other in scene.counts if other.start >= count.end), None)
    if behind is None or behind.value <= count.value or scene.distance(count.end, behind.start) > _OF_THE:
        return None
    return find_anew(scene, behind, drafts)


def continue_series(
    scene: Scene, count: CountMention, drafts: Sequence[FigureDraft], head: int | None
) -> FigureDraft | None:
    """A part of the figure ``head`` or, without one, of the last total whose period is known."""
    if _dated(scene) or count.unit not in ("bare", "person", "cell"):
        return None
    whole = head if head is not None else _whole(scene, count, drafts)
    if whole is None or drafts[whole].count.value <= count.value or not _same_kind(drafts[whole], count):
        return None
    if not (head is not None or count.subset or _of_place(scene, count)):
        return None
    inner = _within(scene, count, drafts)
    index = inner if inner is not None else whole
    trigger = next((t for t in scene.triggers if count.start <= t.start < count.end), None)
    group = tied_group(scene, count)
    return as_part(drafts[index], index, "subset", scene=scene, count=count, trigger=trigger, group=group, agency=None)


def carried_from(
    scene: Scene, count: CountMention, trigger: Trigger | None, drafts: Sequence[FigureDraft]
) -> FigureDraft | None:
    """The total whose period a count shares that has none of its own, no day and no town: "in the same period, 701".

    Without such words it must be of many persons and stand right behind a total of a long or open period.
    """
    same = scene.has("same_period") or _toll_of_attacks(scene, count, trigger, drafts)
    if not drafts or trigger is None or _dated(scene) or any(p.place.precision == "place" for p in scene.places):
        return None
    if not same and (count.unit != "person" or count.value < _MANY or trigger.sense.family != "arrest"):
        return None
    whole = next((draft for draft in reversed(drafts) if draft.part_of is None), None)
    if whole is None or not 0 <= scene.sentence.index - whole.scene.sentence.index <= (_SENTENCES if same else _BEHIND):
        return None
    year = whole.period.start is not None and len(whole.period.start) == len("2024")
    long = year or whole.period.start != whole.period.end or whole.period.end_basis == "to_date"
    return whole if same or long else None


def compared_with(
    scene: Scene, count: CountMention, period: Period, drafts: Sequence[FigureDraft]
) -> FigureDraft | None:
    """The last total of the year after the one that a count is set against: "1,004, compared with 1,056 in 2018"."""
    cues = [cue for cue in scene.cues_of("compared") if cue.start >= count.end]
    behind = next((other for other in scene.counts if other.start >= count.end), None)
    if behind is None or period.start is None or not period.start.isdigit() or period.start != period.end:
        return None
    if not any(cue.end <= behind.start and scene.distance(cue.end, behind.start) <= 1 for cue in cues):
        return None
    year = str(int(period.start) + 1)
    return next((draft for draft in reversed(drafts) if draft.period.start == year == draft.period.end), None)


def _toll_of_attacks(scene: Scene, count: CountMention, trigger: Trigger | None, drafts: Sequence[FigureDraft]) -> bool:
    """Whether a count is the toll of the attacks counted right before it: "85 attacks in May. They left 113 dead"."""
    if trigger is None or trigger.sense.name not in ("kill", "injure") or scene.places:
        return False
    attacks = any(draft.unit == "attack" and draft.part_of is None for draft in drafts)
    last = drafts[-1] if drafts else None
    if last is None or not attacks or not (last.unit == "attack" or last.action in ("killed", "injured")):
        return False
    told, here = last.scene.sentence, scene.sentence
    return max(here.index - told.index, here.paragraph - told.paragraph) <= 1


def series_head(scene: Scene, count: CountMention, drafts: Sequence[FigureDraft]) -> int | None:
    """The total that a number with a year goes on: of the unit that its sentence names, else the last one."""
    totals = [i for i, draft in enumerate(drafts) if draft.part_of is None and _near(draft.scene, scene)]
    if not totals:
        return None
    named = "person" if any(t.sense.key and t.voice == "result" for t in scene.triggers) else None
    wanted = (count.unit,) if count.unit != "bare" else (named,) if named else ("person", "cell", "plot")
    # The greatest: a total for elsewhere may stand behind the one that the years are parts of.
    return max((i for i in totals if drafts[i].unit in wanted), key=lambda i: drafts[i].count.value, default=totals[-1])


def covers(whole: Period, part: Period) -> bool:
    """Whether the period of a total can hold that of a part."""
    if part.start is None or part.end is None:
        return True
    begins = whole.start is None or whole.start[:4] <= part.start[:4]
    return begins and (whole.end is None or part.end[:4] <= whole.end[:4])


def summands(scene: Scene, total: CountMention, changes: Container[int] = ()) -> set[int]:
    """Starts of the counts behind a total that add up to it: "113 dead: 52 soldiers, 46 civilians, 15 militants"."""
    found: list[CountMention] = []
    end = total.end
    for count in scene.counts:
        if count.start < total.end or count.start in changes:
            continue
        fits = count.unit in (total.unit, "bare") and scene.distance(end, count.start) <= _APART
        if not fits or sum(part.value for part in found) + count.value > total.value:
            break
        found.append(count)
        end = count.end
    if len(found) <= 1:
        return set()
    listed = ":" in scene.gap(total.end, found[0].start)  # what a colon sets out need not add up
    return {part.start for part in found} if listed or sum(part.value for part in found) == total.value else set()


def _dated(scene: Scene) -> bool:
    """Whether the sentence has times of its own: then it tells of something else."""
    return any(time.relation in ("on", "between", "since", "until") and not time.dateline for time in scene.times)


def _whole(scene: Scene, count: CountMention, drafts: Sequence[FigureDraft]) -> int | None:
    for index in range(len(drafts) - 1, -1, -1):
        draft = drafts[index]
        if not _near(draft.scene, scene) or (draft.scene is scene and draft.part_of is None):
            return None
        if draft.part_of is None and draft.count.value > count.value and _same_kind(draft, count):
            return index
    return None


def _near(earlier: Scene, later: Scene) -> bool:
    return 0 <= later.sentence.index - earlier.sentence.index <= _SENTENCES


def _same_kind(draft: FigureDraft, count: CountMention) -> bool:
    """Whether a count may be a share of a figure: the same unit, or a bare number beside persons and cells."""
    if count.noun is not None and count.noun.startswith("result:"):
        return draft.unit == "person"
    return count.unit in (draft.unit, "bare") and draft.unit in ("person", "cell")


def _of_place(scene: Scene, count: CountMention) -> bool:
    """Whether a place stands right before or behind a count: "Barcelona, with 13", "six in Ceuta"."""
    for place in scene.places:
        low, high = (place.end, count.start) if place.start < count.start else (count.end, place.start)
        if low <= high and len(scene.gap(low, high).split()) <= _PLACE_REACH and ";" not in scene.gap(low, high):
            return True
    return False


def _within(scene: Scene, count: CountMention, drafts: Sequence[FigureDraft]) -> int | None:
    """The figure of this sentence that "of them" right behind or before a count refers to."""
    last = drafts[-1]
    if last.scene is not scene or last.count.value <= count.value:
        return None
    of_them = any(
        0 <= cue.start - count.end <= 2 or 0 <= count.start - cue.end <= 2
        for cue in scene.cues
        if cue.sense == "subset"
    )
    return len(drafts) - 1 if of_them else None
