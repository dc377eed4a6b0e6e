"""Mentions: what annotation finds in one text, before anything is decided.

All offsets here are positions in the *folded* text of a document (see `marsad.spans.Folded`); records carry offsets of
the original text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "CountMention",
    "NameMention",
    "NumberMention",
    "PlaceMention",
    "Qualifier",
    "Sentence",
    "TermMention",
    "TimeMention",
]

Qualifier = Literal["exact", "at_least", "at_most", "about"]
NumberKind = Literal["cardinal", "ordinal", "percent", "age", "article", "other"]
TimeRelation = Literal["on", "since", "until", "between"]
TimeGrain = Literal["day", "week", "weekend", "month", "quarter", "season", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number as written in digits or words.

    ``start``/``end`` cover number and qualifier words ("at least 14"), ``low``/``high`` differ from ``value`` for a
    range ("10 to 15": value is None-free, the middle is never invented: value is the low end and qualifier "about").
    Ages, article and law numbers, percentages, ordinals, clock times, phone numbers and the like have a ``kind``
    other than cardinal and are never counts.
    """

    start: int
    end: int
    value: int | float
    low: int | float
    high: int | float
    qualifier: Qualifier = "exact"
    kind: NumberKind = "cardinal"


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One calendar point as the words give it; what is not said is None.

    ``shift`` counts ``unit``s from the anchor (yesterday: unit day, shift -1; last year: unit year, shift -1);
    ``weekday`` is 0 for Monday, ``direction`` says on which side of the anchor an unqualified weekday or yearless date
    lies (-1 past, 0 nearest past or same day, 1 future).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: TimeGrain | None = None
    shift: int | None = None
    direction: int = 0


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: one point, or two for a range.

    ``relation``: on (it happened then), since, until, between (a closed range). ``anchor``: "none" when the words
    give year and all; "year" when only the year is missing; "document" when it hangs on the publication date
    (yesterday, on Tuesday, last month); "narrative" when it hangs on another date of the text ("the same day", "three
    days later").
    """

    start: int
    end: int
    relation: TimeRelation
    first: TimePoint
    last: TimePoint | None = None
    grain: TimeGrain = "day"
    anchor: Literal["none", "year", "document", "narrative"] = "none"
    part: str | None = None


@dataclass(frozen=True, slots=True)
class NameMention:
    """A known agency, court, group or state body by its canonical name."""

    start: int
    end: int
    name: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym found in the gazetteer (``candidates``: row ids) or, with none, a named unknown."""

    start: int
    end: int
    name: str
    candidates: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TermMention:
    """A hit of the lexicon: a trigger, a person noun, a unit or a cue (see docs/lexicon.md).

    ``category`` is the section of the lexicon ("trigger", "person", "unit", or the name of a cue list), ``sense`` the
    key inside it ("arrest", "suspect", "cell"), ``form`` the voice of a trigger or the number of a noun.
    """

    start: int
    end: int
    category: str
    sense: str
    form: str


@dataclass(frozen=True, slots=True)
class CountMention:
    """A counted noun: "six suspected members", "شخصين", "a Moroccan man", or a number whose noun is left out.

    ``noun`` is the person class ("suspect", "force", ...), the unit ("cell", ...), "person" for a nationality, or None
    for a bare number; ``source`` tells how the number is written. ``definite`` marks a noun that takes up persons told
    of before ("the two men"); ``subset`` marks a part of a number that stands before ("of whom three").
    """

    start: int
    end: int
    value: int | float
    low: int | float
    high: int | float
    qualifier: Qualifier
    noun: str | None
    unit: str
    source: Literal["number", "singular", "dual", "result"]
    definite: bool = False
    subset: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a folded range; ``paragraph`` and ``index`` count from 0."""

    start: int
    end: int
    paragraph: int
    index: int
    kind: str
