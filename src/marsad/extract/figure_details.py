"""What a sentence says beside a figure: a stated change, a tie that is denied, a number that is only a size.

"78, 31 more than the year before" gives one figure with its change, never a figure of 31. "77 without link to ISIS" is
a part that is apart from the group. "Hundreds of cells since 2015" leaves open how many, but not less than 200.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.extract.context import Context
from marsad.extract.figure_drafts import FigureDraft
from marsad.extract.scene import Scene
from marsad.mentions import CountMention, NameMention, TermMention, TimeMention

__all__ = ["attach_change", "find_changes", "is_untied", "own_times", "rough_counts", "tied_group", "with_rough"]

_SIGNS = {"more_than_before": 1, "fewer_than_before": -1}
# The least that a word of size can mean: its plural is at least two of them ("tens" and their like in each language).
_SIZES = {"tens": 20, "dozens": 24, "hundreds": 200, "thousands": 2000}
_ROUGH_UNITS = ("cell", "plot")
_NOUN_REACH = 3  # words between a word of size and its noun
_GROUP_REACH = 7  # words between a part and the group that it is tied to
_YEAR_REACH = 6  # words between a change and the year that it looks back to


def find_changes(scene: Scene) -> dict[int, tuple[CountMention, TermMention]]:
    """Counts that are a difference to the time before ("31 more than the year before"), by their start."""
    cues = scene.cues_of(*_SIGNS)
    found = {}
    for count in scene.counts if cues else ():
        for cue in cues:
            behind = cue.start >= count.end and len(scene.gap(count.end, cue.start).split()) <= 1
            before = cue.end <= count.start and not scene.gap(cue.end, count.start).strip()
            between = scene.gap(count.end, cue.start) if behind else ""
            if (behind or before) and not any(mark in between for mark in ".,;("):
                found[count.start] = (count, cue)
    return found


def attach_change(
    context: Context, scene: Scene, change: tuple[CountMention, TermMention], drafts: list[FigureDraft]
) -> None:
    """Tie a change to the figure before it in its sentence, where it looks back to the year before that of the figure.

    A change that looks back to anything else is not kept; it is no figure either.
    """
    count, cue = change
    if not drafts or drafts[-1].scene is not scene or count.qualifier != "exact":
        return
    draft = drafts[-1]
    period = draft.period
    if period.start is None or period.start != period.end or len(period.start) != 4:
        return
    year = _looked_back_to(context, scene, count, cue, period.start)
    if year == int(period.start) - 1:
        drafts[-1] = replace(draft, change=(count.value * _SIGNS[cue.sense], count.start, max(cue.end, count.end)))


def _looked_back_to(context: Context, scene: Scene, count: CountMention, cue: TermMention, anchor: str) -> int | None:
    end = max(cue.end, count.end)
    for time in scene.times:
        near = time.start >= count.end and scene.distance(end, time.start) <= _YEAR_REACH
        if near and time.grain == "year" and not any(mark in scene.gap(end, time.start) for mark in ".;"):
            value = context.resolve(time, anchor)
            return int(value.start[:4]) if value is not None and value.start else None
    return None


def is_untied(scene: Scene, count: CountMention, group: NameMention | None) -> bool:
    """Whether the words between a count and a group deny the tie: "without link to", "n'ont aucun lien avec"."""
    if group is None:
        return False
    return any(count.end <= cue.start and cue.end <= group.start for cue in scene.cues_of("untied"))


def tied_group(scene: Scene, count: CountMention) -> NameMention | None:
    """The group that a part is said to be tied to, or apart from: named behind it in its clause."""
    following = next((other.start for other in scene.counts if other.start >= count.end), scene.sentence.end)
    return next(
        (
            name
            for name in scene.names
            if name.kind == "group" and count.end <= name.start < following
            and scene.distance(count.end, name.start) <= _GROUP_REACH
        ),
        None,
    )  # fmt: skip


def rough_counts(scene: Scene) -> list[CountMention]:
    """Counts of cells and plots by a word of size alone: "hundreds of terrorist cells" are at least 200."""
    found = []
    for cue in scene.cues_of(*_SIZES):
        if any(number.start < cue.end and cue.start <= number.end for number in scene.numbers):
            continue
        noun = next((term for term in scene.terms if term.start >= cue.end), None)
        if noun is None or noun.category != "unit" or noun.sense not in _ROUGH_UNITS or noun.form == "singular":
            continue
        gap = scene.gap(cue.end, noun.start)
        if len(gap.split()) <= _NOUN_REACH and not any(mark in gap for mark in ".,;:()"):
            size = _SIZES[cue.sense]
            found.append(
                CountMention(cue.start, noun.end, size, size, size, "at_least", noun.sense, noun.sense, "number")
            )
    return found


def with_rough(counts: Sequence[CountMention], rough: Sequence[CountMention]) -> list[CountMention]:
    """Counts and rough counts in order, without those that a rough one covers."""
    kept = [count for count in counts if not any(r.start <= count.start < r.end for r in rough)]
    return sorted((*kept, *rough), key=lambda count: count.start)


def own_times(scene: Scene, count: CountMention, times: Sequence[TimeMention]) -> list[TimeMention]:
    """The times with no other count of the unit between them and the count: those of its own clause."""
    same = [other for other in scene.counts if other.unit == count.unit and other is not count]

    def apart(time: TimeMention) -> bool:
        low, high = (time.end, count.start) if time.start < count.start else (count.end, time.start)
        return any(low <= other.start < high for other in same)

    return [time for time in times if not apart(time)]
