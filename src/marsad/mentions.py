"""Mentions: what annotation finds in one text, before anything is decided.

All offsets here are positions in the *folded* text of a document (see `marsad.spans.Folded`); records carry offsets of
the original text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from marsad.spans import Folded

__all__ = [
    "Annotations",
    "CountMention",
    "NameMention",
    "NumberMention",
    "PlaceMention",
    "Qualifier",
    "Sentence",
    "TermMention",
    "TimeAnchor",
    "TimeGrain",
    "TimeMention",
    "TimePoint",
    "TimeRelation",
]

Qualifier = Literal["exact", "at_least", "at_most", "about"]
NumberKind = Literal["cardinal", "one", "ordinal", "fraction", "percent", "age", "duration", "article", "year", "other"]
TimeAnchor = Literal["none", "year", "document", "narrative"]
TimeRelation = Literal["on", "since", "until", "before", "after", "between"]
TimeGrain = Literal["day", "week", "weekend", "month", "quarter", "season", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number as written in digits or words.

    ``start``/``end`` cover the qualifier before the number and the number ("at least 14"), and what belongs to it by
    its kind: the sign or word of a percentage, the unit of an age or a duration ("six years"). ``number_start``/
    ``number_end`` cover the number alone. ``low``/``high`` differ from ``value`` for a range only ("10 to 15": the
    middle is never invented, value is the low end and the qualifier "about").

    Only a ``cardinal`` is a count. ``one`` is the word for one, which in most languages is also the article; ``year``
    a calendar year; ``fraction`` a part ("half", "two thirds"); ``article`` the number of an article, a law, a court or
    a file; ``other`` a clock time, a day of the month, a sum of money, a distance, a phone number, a code. The value of
    a chain ("2025-01-30", "06-12-34") is its first part.
    """

    start: int
    end: int
    value: int | float
    low: int | float
    high: int | float
    qualifier: Qualifier = "exact"
    kind: NumberKind = "cardinal"
    number_start: int = -1
    number_end: int = -1

    def __post_init__(self) -> None:
        """A mention built without the bounds of its number is all number."""
        if self.number_start < 0:
            object.__setattr__(self, "number_start", self.start)
            object.__setattr__(self, "number_end", self.end)


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One calendar point as the words give it; what is not said is None.

    ``shift`` counts ``unit``s from the anchor (yesterday: unit day, shift -1; last year: unit year, shift -1), and
    ``month``, ``day`` and ``weekday`` then refine that unit ("17 September of last year": unit year, shift -1,
    month 9, day 17). A ``unit`` without ``shift`` is a distance that the text leaves open ("a few days later"), or
    the week of the day that is given. ``weekday`` is 0 for Monday; beside a full date it is there to be checked.
    ``direction`` says on which side of the anchor a weekday or yearless date lies (-1 strictly before, 0 nearest
    before or the same, 1 after). ``nth`` picks a weekday of a month ("the third Wednesday of May") or a week of a
    year; -1 is the last. ``days`` are counted from the day so many months away ("a month and 21 days ago").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: TimeGrain | None = None
    shift: int | None = None
    direction: int = 0
    nth: int | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: one point, or two for a range.

    ``relation``: on (it happened then), since, until, before, after, between (a closed range from ``first`` to
    ``last``). ``anchor``: "none" when the words give year and all; "year" when only the year is missing; "document"
    when it hangs on the publication date (yesterday, on Tuesday, last month); "narrative" when it hangs on another date
    of the text ("the same day", "three days later"). ``part`` is what was said of the hour or of the stretch of a month
    or year (dawn, morning, night, start, mid, end, ago); it never changes the date. A ``dateline`` stands where news
    texts print their own date and tells nothing about an event.
    """

    start: int
    end: int
    relation: TimeRelation
    first: TimePoint
    last: TimePoint | None = None
    grain: TimeGrain = "day"
    anchor: TimeAnchor = "none"
    part: str | None = None
    dateline: bool = False


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


@dataclass(frozen=True, eq=False)
class Annotations:
    """All mentions of one document. ``text`` is the folded text with punctuation as blanks, the same length."""

    folded: Folded
    text: str
    language: str
    sentences: tuple[Sentence, ...]
    numbers: tuple[NumberMention, ...]
    counts: tuple[CountMention, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    names: tuple[NameMention, ...]
    terms: tuple[TermMention, ...]
    cues: tuple[TermMention, ...]
    off_topic: bool = False

    @property
    def relevant(self) -> bool:
        """Whether the text has a trigger at all; without one there is nothing to extract."""
        return any(term.category == "trigger" for term in self.terms)
