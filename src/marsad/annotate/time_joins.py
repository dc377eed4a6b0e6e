"""Builders of the second level: points, alone or joined to ranges and open periods, become time mentions."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace

from marsad.annotate.time_drafts import Draft
from marsad.annotate.time_grammar import Pattern
from marsad.annotate.time_words import CODES, NAMES, TimeWords, Tokens
from marsad.mentions import TimeAnchor, TimeGrain, TimeMention, TimePoint, TimeRelation

__all__ = ["JOINERS", "Item", "Join"]

# Months that a statistic sums up at most.
_MOST_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Item:
    """A point or a single word of the second level, with the tokens it covers."""

    draft: Draft | None
    begin: int
    end: int


@dataclass(slots=True)
class Join:
    """A pattern of the second level that matched."""

    tokens: Tokens
    words: TimeWords
    items: list[Item]
    pattern: Pattern
    match: re.Match[str]
    loose: bool = False

    def index(self, slot: str) -> int:
        """Index of the item in a slot; -1 when the slot is empty or no slot of this pattern."""
        return self.pattern.find(self.match, slot)

    def draft(self, slot: str) -> Draft:
        """The point in a slot."""
        draft = self.items[self.index(slot)].draft
        assert draft is not None
        return draft

    def value(self, slot: str) -> int | None:
        """The number in a slot."""
        index = self.index(slot)
        return int(self.tokens.values[self.items[index].begin]) if index >= 0 else None

    def kind(self, slot: str) -> str | None:
        """Class of the word in a slot."""
        index = self.index(slot)
        return NAMES[self.tokens.kinds[self.items[index].begin]] if index >= 0 else None

    def around(self, slot: str, offset: int) -> str:
        """Class of the token before (negative) or after the item in a slot; "nl" outside of the text."""
        item = self.items[self.index(slot)]
        index = item.begin + offset if offset < 0 else item.end + offset
        return NAMES[self.tokens.kinds[index]] if 0 <= index < len(self.tokens.kinds) else "nl"

    @property
    def span(self) -> tuple[int, int]:
        """The folded range of all that matched."""
        first, last = self.items[self.match.start()], self.items[self.match.end() - 1]
        return self.tokens.starts[first.begin], self.tokens.ends[last.end - 1]

    def span_of(self, slot: str) -> tuple[int, int]:
        """The folded range of one slot."""
        item = self.items[self.index(slot)]
        return self.tokens.starts[item.begin], self.tokens.ends[item.end - 1]


_Joiner = Callable[[Join], "list[TimeMention] | None"]


def _mention(draft: Draft, span: tuple[int, int], relation: TimeRelation | None = None) -> TimeMention:
    return TimeMention(
        span[0], span[1], relation or draft.relation, draft.first, draft.last, draft.grain, draft.anchor, draft.part
    )


_DEPENDS: dict[TimeAnchor, int] = {"none": 0, "year": 1, "document": 2, "narrative": 3}


def _range(first: Draft, last: Draft, span: tuple[int, int]) -> TimeMention:
    """From one point to another; a year or month said once holds for both."""
    start, end = first.first, last.last or last.first
    anchor = max(first.anchor, last.anchor, key=_DEPENDS.__getitem__)
    if first.anchor == "year" and last.anchor != "narrative":
        start, anchor = _same_year(start, end), last.anchor
    elif start.day is not None and start.month is None and start.unit is None and end.month is not None:
        year = end.year
        start, anchor = replace(start, year=year, month=end.month), last.anchor
    grain: TimeGrain = last.grain if first.grain == last.grain else "day"
    return TimeMention(span[0], span[1], "between", start, end, grain, anchor, first.part or last.part)


def _same_year(start: TimePoint, end: TimePoint) -> TimePoint:
    """The start of a range takes the year of its end, or the year before when it lies later in the calendar."""
    if start.unit is not None or start.month is None or (end.year is None and end.unit != "year"):
        return start
    later = (start.month, start.day or 0) > (end.month or 12, end.day or 31)
    if end.year is not None:
        return replace(start, year=end.year - later, direction=0)
    return replace(start, unit="year", shift=(end.shift or 0) - later, direction=0)


def _with_day(draft: Draft, day: int) -> Draft:
    return replace(draft, first=replace(draft.first, day=day, weekday=None))


def _between(join: Join) -> list[TimeMention] | None:
    """Between 2002 and 2018, between 3 and 9 July."""
    last = join.draft("b")
    if join.index("n") >= 0:
        day = join.value("n")
        if last.kind != "D" or day is None:
            return None
        first = _with_day(last, day)
    else:
        first = join.draft("a")
    return [_range(first, last, join.span)]


def _week_days(join: Join) -> list[TimeMention] | None:
    """Last week between Wednesday and Friday."""
    week, first, last = join.draft("r").first, join.draft("a").first, join.draft("b").first
    plain = week.unit == "week" and week.nth is None and week.shift is not None and join.draft("r").last is None
    if not plain or first.weekday is None or last.weekday is None or not first.weekday < last.weekday:
        return None
    if any(point.day is not None or point.unit is not None for point in (first, last)):
        return None
    days = [replace(week, weekday=point.weekday) for point in (first, last)]
    return [TimeMention(*join.span, "between", days[0], days[1], "day", join.draft("r").anchor)]


def _to_date(join: Join) -> list[TimeMention] | None:
    """From 2015 to date."""
    return [_mention(join.draft("a"), join.span, "since")]


def _days(join: Join) -> list[TimeMention] | None:
    """3 to 9 July, 17 y 18 de agosto, 3, 5 and 9 July."""
    last, day, second = join.draft("b"), join.value("n"), join.value("n2")
    final = last.first.day
    apart = CODES["and"] in join.match.group() and join.kind("n") is not None and day is not None and final is not None
    if day is None or final is None or day >= final:
        return None
    if apart and CODES["between"] not in join.match.group() and (second is not None or final - day > 1):
        days = [(join.span_of("n"), day)] + ([(join.span_of("n2"), second)] if second is not None else [])
        listed = [_mention(_with_day(last, number), span) for span, number in days]
        return [*listed, _mention(last, join.span_of("b"))]
    if second is not None:
        return None
    return [_range(_with_day(last, day), last, join.span)]


def _month_days(join: Join) -> list[TimeMention] | None:
    """June 3-9, 2024."""
    first, day = join.draft("a"), join.value("n")
    year = join.draft("y").first.year if join.index("y") >= 0 else None
    start = first.first.day
    month_first = join.tokens.kinds[join.items[join.index("a")].end - 1] in (CODES["dd"], CODES["od"], CODES["ow"])
    if first.first.year is not None or day is None or start is None or day <= start or not month_first:
        return None
    if year is not None:
        first = replace(first, first=replace(first.first, year=year), anchor="none")
    last = _with_day(first, day)
    if CODES["and"] in join.match.group() and day - start > 1:
        return [_mention(first, join.span_of("a")), _mention(last, join.span_of("n"))]
    return [_range(first, last, join.span)]


def _night(join: Join) -> list[TimeMention] | None:
    """The night of Wednesday to Thursday 6 June, Tuesday and Wednesday: days that follow each other."""
    first, last, connector = join.draft("a"), join.draft("b"), join.kind("c")
    if first.first.unit is not None or first.anchor == "narrative":
        return None
    one, two = first.first.weekday, last.first.weekday
    if one is None or two is None or first.first.day is not None:
        return None
    follows = (two - one) % 7 == 1
    if connector in (None, "slash") and not (follows and first.part == "night"):
        return None
    if connector in ("and", "dash") and not follows:
        return None
    start = replace(first.first, direction=0)
    return [TimeMention(*join.span, "between", start, last.first, "day", last.anchor, first.part or last.part)]


def _joined(join: Join) -> list[TimeMention] | None:
    """From 2015 to the end of 2023, du 3 juin au 9 juillet, 2015-2019."""
    first, last, connector = join.draft("a"), join.draft("b"), join.kind("c")
    opened = join.index("s") >= 0
    if last.kind == "R" and last.first.unit == "day" and last.first.shift == 0 and last.anchor == "document" and opened:
        return [_mention(first, join.span, "since")]
    if connector in ("dash", "slash"):
        if not _dashed(first, last, slash=connector == "slash"):
            return None
    elif not opened and (first.kind != last.kind or (first.kind in "RH" and connector != "until")):
        return None
    if first.kind == "Y" and last.kind == "Y" and (first.first.year or 0) >= (last.first.year or 0):
        return None
    return [_range(first, last, join.span)]


def _dashed(first: Draft, last: Draft, *, slash: bool) -> bool:
    """Whether a mark between two points can mean "to": they are alike, and the first says no more than the last."""
    if first.kind != last.kind or first.kind not in "DMY" or (slash and first.kind != "Y"):
        return False
    return first.first.month is None or first.first.year is None or last.first.year is not None


def _pair(join: Join) -> list[TimeMention] | None:
    """Les 30 septembre et 1er octobre 2019, June and July 2024: the second names the year of both."""
    first, last = join.draft("a"), join.draft("b")
    if first.kind != last.kind or first.anchor != "year" or first.first.direction:
        return None
    start = _same_year(first.first, last.first)
    first = replace(first, first=start, anchor=last.anchor, sure=True)
    last = replace(last, sure=True)
    if first.kind == "D" and _follows(start, last.first):
        return [_range(first, last, join.span)]
    return [_mention(first, join.span_of("a")), _mention(last, join.span_of("b"))]


def _follows(first: TimePoint, last: TimePoint) -> bool:
    """Whether two days are neighbours, as far as month lengths can tell without a year."""
    if first.month == last.month:
        return (last.day or 0) - (first.day or 0) == 1
    return last.day == 1 and (first.day or 0) >= 28 and ((last.month or 0) - (first.month or 0)) % 12 == 1


def _year_to(join: Join) -> list[TimeMention] | None:
    """The year ending 31 March 2024, the 12 months to June 2013: the months up to that day or month."""
    draft = join.draft("a")
    end, months = draft.first, join.value("n") or 12
    if end.year is None or end.month is None or draft.last is not None or not 1 <= months <= _MOST_MONTHS:
        return None
    last_day = end.day is None or end.day == monthrange(end.year, end.month)[1]
    count = end.year * 12 + end.month - 1 - months + (1 if last_day else 0)
    day = None if end.day is None else 1 if last_day else end.day + 1
    start = TimePoint(year=count // 12, month=count % 12 + 1, day=day)
    return [TimeMention(*join.span, "between", start, end, draft.grain, "none", None)]


def _week_of_day(join: Join) -> list[TimeMention] | None:
    """The week of 6 July: the week in which that day lies."""
    draft = join.draft("a")
    if draft.first.unit is not None or draft.first.nth is not None:
        return None
    return [_mention(replace(draft, first=replace(draft.first, unit="week"), grain="week"), join.span)]


def _opened(relation: TimeRelation) -> _Joiner:
    def build(join: Join) -> list[TimeMention] | None:
        draft = join.draft("a")
        if relation in ("before", "after") and (draft.anchor == "narrative" or draft.relation != "on"):
            return None
        if draft.relation == "between" and draft.part == "last_n":
            return [_mention(draft, join.span)]
        return [_mention(replace(draft, last=None), join.span, relation)]

    return build


def _to_end(join: Join) -> list[TimeMention] | None:
    """To the end of 2023; "to 2023" alone may be anything."""
    draft = join.draft("a")
    return [_mention(draft, join.span, "until")] if draft.part == "end" else None


def _alone(join: Join) -> list[TimeMention] | None:
    """A point by itself, unless it is a bare number or name that nothing shows to be a time."""
    draft = join.draft("a")
    if not draft.sure and not join.loose and not (_year_stands(join) if draft.kind == "Y" else _month_stands(join)):
        return None
    return [_mention(draft, join.span_of("a"))]


# What makes the number after it a year.
_STRONG = frozenset(
    "in until since sinceago between before after afterlater beforelater beforeago on part".split()  # noqa: SIM905
)
# What may follow a year that stands free: no noun that the number could count.
_CLOSED = frozenset(
    "comma dash dot colon lpar rpar nl mark and in on of to from the since until slash before after".split()  # noqa: SIM905
)


def _year_stands(join: Join) -> bool:
    """Whether a number like 2015 is a year: by the word before it, or by standing free of any noun it could count."""
    before, after = join.around("a", -1), join.around("a", 0)
    item = join.items[join.index("a")]
    if (join.tokens.kinds[item.begin] == CODES["the"] or before == "a") and (join.draft("a").first.year or 0) >= 1980:
        return True  # "the 2015 attacks": with an article, "a 2011 strike", no number is a count of that size
    if after == "counted" or before in ("num", "slash", "hunit"):
        return False
    if before in _STRONG:
        return True
    return after in _CLOSED


def _month_stands(join: Join) -> bool:
    """Whether the name of a month alone is one: not where it is also a name or a verb."""
    item = join.items[join.index("a")]
    return NAMES[join.tokens.kinds[item.end - 1]] == "month"


JOINERS: dict[str, _Joiner] = {
    "week_days": _week_days, "between": _between, "to_date": _to_date, "days": _days, "month_days": _month_days,
    "night": _night, "range": _joined, "pair": _pair, "year_to": _year_to, "week_of_day": _week_of_day,
    "since": _opened("since"), "until": _opened("until"), "to_end": _to_end,
    "before": _opened("before"), "after": _opened("after"), "alone": _alone,
}  # fmt: skip

