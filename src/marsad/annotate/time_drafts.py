"""What the builders of time points share: the words a pattern matched, and the point they make of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from marsad.annotate.time_grammar import Pattern
from marsad.annotate.time_words import NAMES, TimeWords, Tokens
from marsad.mentions import TimeAnchor, TimeGrain, TimePoint, TimeRelation
from marsad.spans import Folded

__all__ = ["SKIP", "UNITS", "Builder", "Draft", "Hit", "small_number"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A point on its way to a mention.

    ``kind`` is the letter of the second level; ``sure`` is False for a year or a month that stands alone and may be
    something else.
    """

    kind: str
    first: TimePoint
    last: TimePoint | None = None
    relation: TimeRelation = "on"
    grain: TimeGrain = "day"
    anchor: TimeAnchor = "none"
    part: str | None = None
    sure: bool = True


SKIP = Draft("x", TimePoint())
"""What looks like a time and is none: "every Friday", "20 August Street", "the last few weeks"."""

UNITS: dict[str, TimeGrain] = {
    "dunit": "day", "dayrel": "day", "wunit": "week", "weekend": "weekend", "munit": "month", "qunit": "quarter",
    "yunit": "year", "yunits": "year", "decade": "decade", "century": "century", "tod": "day", "hunit": "day",
    "narday": "day", "narweek": "week", "narmonth": "month", "naryear": "year",
}  # fmt: skip


@dataclass(slots=True)
class Hit:
    """A pattern that matched: its slots with their classes and values."""

    tokens: Tokens
    words: TimeWords
    folded: Folded
    pattern: Pattern
    match: re.Match[str]
    month_first: bool

    def index(self, slot: str) -> int:
        """Index of the token in a slot; -1 when the slot is empty or no slot of this pattern."""
        return self.pattern.find(self.match, slot)

    def value(self, *slots: str) -> int | None:
        """Number in the first of these slots that is filled."""
        for slot in slots:
            index = self.index(slot)
            if index >= 0:
                return int(self.tokens.values[index])
        return None

    def name(self, *slots: str) -> str | None:
        """Named value (part of day, unit of a dual) in the first of these slots that is filled."""
        for slot in slots:
            index = self.index(slot)
            if index >= 0:
                return str(self.tokens.values[index])
        return None

    def kind(self, *slots: str) -> str | None:
        """Class of the word in the first of these slots that is filled."""
        for slot in slots:
            index = self.index(slot)
            if index >= 0:
                return NAMES[self.tokens.kinds[index]]
        return None

    def unit(self, *slots: str) -> TimeGrain | None:
        """Unit of time in the first of these slots that is filled."""
        kind = self.kind(*slots)
        return UNITS[kind] if kind is not None else None

    def around(self, offset: int) -> str:
        """Class of a token before (negative) or after the match, "nl" outside of the text."""
        index = self.match.start() + offset if offset < 0 else self.match.end() + offset
        return NAMES[self.tokens.kinds[index]] if 0 <= index < len(self.tokens.kinds) else "nl"

    def pair(self, slot: str) -> tuple[int, int]:
        """The two numbers of a day and month, or a month and year, written in digits."""
        first, second = self.tokens.values[self.index(slot)]
        return first, second

    def form(self, slot: str) -> str:
        """The folded words in a slot."""
        index = self.index(slot)
        return self.folded.text[self.tokens.starts[index] : self.tokens.ends[index]]

    @property
    def part(self) -> str | None:
        """Part of the day or stretch of the period that the words name."""
        if self.kind("p") in ("earlier", "later"):
            return self.kind("p")
        return self.name("t", "t2", "p")


Builder = Callable[[Hit], "Draft | None"]


def small_number(hit: Hit, *slots: str) -> int | None:
    """A small number in digits or words; "twenty-two" is two words."""
    tens, units = hit.value("n0"), hit.value(*slots)
    if hit.kind(*slots) == "a":
        units = 1
    return units if tens is None or units is None else tens + units
