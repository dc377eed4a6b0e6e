"""Time expressions: dates, periods and what hangs on another date, as the words give them (see docs/times.md).

Nothing is resolved here: "on Tuesday" stays a Tuesday until `marsad.resolve.times` places it in the calendar.
"""

from __future__ import annotations

import re

from marsad.annotate.time_datelines import document_date, mark_datelines
from marsad.annotate.time_drafts import Hit
from marsad.annotate.time_grammar import JOINS, LOOSE_POINTS, POINTS, Grammar
from marsad.annotate.time_joins import JOINERS, Item, Join
from marsad.annotate.time_points import CALENDAR
from marsad.annotate.time_relative import RELATIVE
from marsad.annotate.time_words import CODES, TimeWords, Tokens, load_time_words, tokenize, with_worded_years
from marsad.mentions import TimeMention
from marsad.spans import Folded, fold

__all__ = ["document_date", "find_times", "read_time"]

_BUILDERS = CALENDAR | RELATIVE

# A text that writes one date month first ("06/25/2024") writes them all so.
_MONTH_FIRST = re.compile(r"(?<![\d/])(?:0?\d|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:\d{4}|\d\d)(?![\d/])")
_CORES = "".join(
    CODES[name]
    for name in (
        "month", "amonth", "weekday", "aweekday", "hmonth", "season", "dayrel", "tod", "dunit", "wunit", "weekend",
        "munit", "qunit", "yunit", "yunits", "decade", "century", "dual", "narday", "narweek", "narmonth",
        "naryear", "sofar", "yy", "hy", "nd", "dtg", "decadenum", "namebefore", "ym"
    )
)  # fmt: skip
# Words that no pattern names end a search; islands of time words lie between them.
_STOPS = CODES["word"] + CODES["nl"] + CODES["mark"]
_ISLAND = re.compile(f"[^{_STOPS}{_CORES}]*[{_CORES}][^{_STOPS}]*")


def read_time(text: str, language: str, *, month_first: bool = False) -> TimeMention | None:
    """A phrase that is known to be a time ("le 27", "22/04"), read less warily than running text; None if it is none.

    Offsets are those of the folded phrase; of several times the longest counts.
    """
    folded = fold(text)
    words = load_time_words(language)
    tokens = with_worded_years(tokenize(folded.text, words))
    found: list[TimeMention] = []
    for grammar in (POINTS, LOOSE_POINTS):
        items = _points(tokens, words, folded, (0, len(tokens.kinds)), grammar, month_first=month_first)
        found += _joins(tokens, words, items, loose=True)
    return max(found, key=lambda time: time.end - time.start, default=None)


def find_times(folded: Folded, language: str, *, month_first: bool | None = None) -> tuple[TimeMention, ...]:
    """All time expressions of a text, in order and without overlap; offsets are those of the folded text.

    ``month_first`` says how "06/07/2024" is to be read; by default day first, unless the text shows otherwise.
    """
    words = load_time_words(language)
    text = folded.text
    tokens = tokenize(text, words)
    if month_first is None:
        month_first = _MONTH_FIRST.search(text) is not None
    found: list[TimeMention] = []
    for island in _ISLAND.finditer(tokens.kinds):
        items = _points(tokens, words, folded, island.span(), POINTS, month_first=month_first)
        if any(item.draft is not None for item in items):
            found.extend(_joins(tokens, words, items))
    return mark_datelines(folded, tuple(found), words)


def _points(
    tokens: Tokens, words: TimeWords, folded: Folded, island: tuple[int, int], grammar: Grammar, *, month_first: bool
) -> list[Item]:
    """First level: points of an island, and the words between them."""
    items: list[Item] = []
    kinds, by_code = tokens.kinds, grammar.by_code
    position, stop = island
    while position < stop:
        item = None
        for pattern in by_code.get(kinds[position], ()):
            match = pattern.regex.match(kinds, position, stop)
            if match is not None:
                draft = _BUILDERS[pattern.builder](Hit(tokens, words, folded, pattern, match, month_first))
                if draft is not None:
                    item = Item(draft, position, match.end())
                    break
        if item is None:
            item = Item(None, position, position + 1)
        items.append(item)
        position = item.end
    return items


def _joins(tokens: Tokens, words: TimeWords, items: list[Item], *, loose: bool = False) -> list[TimeMention]:
    """Second level: mentions from the points of an island."""
    kinds = "".join(tokens.kinds[item.begin] if item.draft is None else item.draft.kind for item in items)
    found: list[TimeMention] = []
    position = 0
    while position < len(kinds):
        end = position + 1
        for pattern in JOINS.by_code.get(kinds[position], ()):
            match = pattern.regex.match(kinds, position)
            if match is None:
                continue
            built = JOINERS[pattern.builder](Join(tokens, words, items, pattern, match, loose))
            if built is not None:
                found.extend(built)
                end = match.end()
                break
        position = end
    return found
