"""Counts that are parts of another count: parts that add up to it, "one of the six", persons told of before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from marsad.mentions import CountMention, NumberMention, TermMention

__all__ = ["mark_definite", "mark_parts", "partitives"]

# "Nine persons, one Spaniard and eight Moroccans": more parts than this are a list of their own.
_MOST_PARTS = 6
# Characters behind the last part within which "and one" may follow.
_ONE_MORE = 40


def mark_parts(
    text: str, counts: Sequence[CountMention], triggers: Iterable[int], numbers: Sequence[NumberMention] = ()
) -> list[CountMention]:
    """Mark the counts behind a count that add up to it, in one sentence and without another thing done to them.

    A "one" of ``numbers`` that counts no noun is a part too: "14 suspects: one in Getafe and thirteen in Morocco".
    """
    starts = list(triggers)
    ones = [number.start for number in numbers if number.kind == "one"]
    parts: set[int] = set()
    for index, whole in enumerate(counts):
        if index in parts or whole.value < 2 or whole.subset:
            continue
        parts.update(_parts(text, counts, index, starts, ones))
    return [replace(count, subset=True) if index in parts else count for index, count in enumerate(counts)]


def _parts(
    text: str, counts: Sequence[CountMention], index: int, triggers: Sequence[int], ones: Sequence[int]
) -> list[int]:
    whole = counts[index]
    total: float = 0
    found: list[int] = []
    for number in range(index + 1, min(len(counts), index + 1 + _MOST_PARTS)):
        part = counts[number]
        gap = text[whole.end : part.start]
        if any(mark in gap for mark in ".;!?\n") or part.value >= whole.value or not _alike(whole, part):
            break
        opened = gap.rfind("(")
        if found and opened > gap.rfind(")") and opened >= counts[found[-1]].end - whole.end:
            continue  # a part of the part before: "six in Spain (four in Ceuta, ...) and three in Morocco"
        total += part.value
        found.append(number)
        if total >= whole.value:
            break
    counted = {position for count in counts for position in range(count.start, count.end)}
    last_end = counts[found[-1]].end if found else whole.end
    single = any(whole.end <= one < last_end + _ONE_MORE and one not in counted for one in ones)
    if single and len(found) == 1 and total + 1 == whole.value:
        return found
    if total != whole.value or len(found) < 2:
        return []
    first, last = counts[found[0]], counts[found[-1]]
    between = any(first.end <= start < last.start for start in triggers)
    return [] if between else found


def _alike(whole: CountMention, part: CountMention) -> bool:
    """Whether one may count some of what the other counts."""
    return part.unit in (whole.unit, "bare") or whole.unit == "bare"


def partitives(
    text: str, numbers: Sequence[NumberMention], counts: Sequence[CountMention], stops: dict[int, int]
) -> list[CountMention]:
    """Counts with "one of the six" as one that takes up persons told of before."""
    ones = [number for number in numbers if number.kind == "one"]
    if not ones:
        return list(counts)
    ends = [one.end for one in ones]
    result = []
    for count in counts:
        index = bisect_left(ends, count.start - 12)
        one = ones[index] if index < len(ones) and ends[index] < count.start else None
        words = text[one.end : count.start].split() if one is not None else []
        if one is None or not words or not _only_function_words(text, one.end, count.start, stops):
            result.append(count)
            continue
        result.append(replace(count, start=one.start, value=1, low=1, high=1, qualifier="exact", definite=True))
    return result


def _only_function_words(text: str, start: int, end: int, stops: dict[int, int]) -> bool:
    position = start
    while position < end:
        if text[position] == " ":
            position += 1
        elif position in stops:
            position = stops[position]
        else:
            return False
    return position <= end


def mark_definite(text: str, counts: Sequence[CountMention], cues: Sequence[TermMention]) -> list[CountMention]:
    """Mark counts behind a definite article or a demonstrative: "the two men", "los cinco militares"."""
    ends = {cue.end for cue in cues if cue.sense == "definite"}
    return [replace(count, definite=True) if _before(text, count.start) in ends else count for count in counts]


def _before(text: str, position: int) -> int:
    while position and text[position - 1] == " ":
        position -= 1
    return position
