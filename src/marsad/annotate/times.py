"""Time expressions: dates, periods and what hangs on another date, as the words give them (see docs/times.md).

Nothing is resolved here: "on Tuesday" stays a Tuesday until `marsad.resolve.times` places it in the calendar.
"""

from __future__ import annotations

import re
from functools import lru_cache

from marsad.annotate.time_datelines import document_date, mark_datelines
from marsad.annotate.time_grammar import JOINS, POINTS, Pattern, finder
from marsad.annotate.time_joins import JOINERS, Item, Join
from marsad.annotate.time_points import BUILDERS, Hit
from marsad.annotate.time_words import CODES, TimeWords, Tokens, load_time_words, tokenize
from marsad.mentions import TimeMention
from marsad.spans import Folded

__all__ = ["document_date", "find_times"]

# A text that writes one date month first ("06/25/2024") writes them all so.
_MONTH_FIRST = re.compile(r"(?<![\d/])(?:0?\d|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:\d{4}|\d\d)(?![\d/])")
_CORES = "".join(
    CODES[name]
    for name in ["month", "amonth", "weekday", "aweekday", "hmonth", "season", "dayrel", "tod", "dunit", "wunit", "weekend", "munit", "qunit", "yunit", "yunits", "decade", "century", "dual", "narday", "narweek", "narmonth", "naryear", "sofar", "yy", "hy", "nd", "dtg", "decadenum", "namebefore"]
)
# Words that no pattern names end a search; islands of time words lie between them.
_ISLAND = re.compile(f"[^{CODES['word']}{CODES['nl']}{CODES['mark']}]*[{_CORES}][^{CODES['word']}{CODES['nl']}{CODES['mark']}]*")


@lru_cache(maxsize=2)
def _finder(patterns: tuple[Pattern, ...]) -> re.Pattern[str]:
    return finder(patterns)


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
        items = _points(tokens, words, text, island.span(), month_first)
        if any(item.draft is not None for item in items):
            found.extend(_joins(tokens, words, items))
    return mark_datelines(text, tuple(found), words)


def _points(tokens: Tokens, words: TimeWords, text: str, island: tuple[int, int], month_first: bool) -> list[Item]:
    """First level: points of an island, and the words between them."""
    items: list[Item] = []
    search, kinds = _finder(POINTS), tokens.kinds
    position, stop = island
    while position < stop:
        match = search.search(kinds, position, stop)
        if match is None:
            break
        items.extend(Item(None, index, index + 1) for index in range(position, match.start()))
        item = _point(Hit(tokens, words, text, POINTS[0], match, month_first), match, kinds, stop)
        items.append(item)
        position = item.end
    items.extend(Item(None, index, index + 1) for index in range(position, stop))
    return items


def _point(hit: Hit, match: re.Match[str], kinds: str, stop: int) -> Item:
    """The first pattern from this place on whose words make a point; else the word alone."""
    start = match.start()
    for pattern in POINTS[int((match.lastgroup or "p0")[1:]) :]:
        again = pattern.regex.match(kinds, start, stop)
        if again is None or again.end() == start:
            continue
        hit.pattern, hit.match = pattern, again
        draft = BUILDERS[pattern.builder](hit)
        if draft is not None:
            return Item(draft, start, again.end())
    return Item(None, start, start + 1)


def _joins(tokens: Tokens, words: TimeWords, items: list[Item]) -> list[TimeMention]:
    """Second level: mentions from the points of an island."""
    kinds = "".join(tokens.kinds[item.begin] if item.draft is None else item.draft.kind for item in items)
    found: list[TimeMention] = []
    search = _finder(JOINS)
    position = 0
    while (match := search.search(kinds, position)) is not None:
        position = match.start() + 1
        for pattern in JOINS[int((match.lastgroup or "p0")[1:]) :]:
            again = pattern.regex.match(kinds, match.start())
            built = JOINERS[pattern.builder](Join(tokens, words, items, pattern, again)) if again is not None else None
            if again is not None and built is not None:
                found.extend(built)
                position = again.end()
                break
    return found

