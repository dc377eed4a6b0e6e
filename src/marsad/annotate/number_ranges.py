"""Ranges ("10 to 15", "entre 10 et 15", "من 10 إلى 15") and enumerations that share a unit ("26, 29, 31 et 35 ans")."""

from __future__ import annotations

from itertools import pairwise

from marsad.annotate.number_reader import LINKS, YEARS, Reading, Tokens
from marsad.annotate.number_words import Grammar

__all__ = ["join_ranges", "spread_kinds"]

_JOINED_KINDS = ("cardinal", "one")
_LIST_MARKS = " ,-"
_GROWTH_REACH = 4
_OPEN_REACH = 5
_MOST_GOALS = 20
_SHARED_SCALES = (1000, 10**6, 10**9, 10**12)


def join_ranges(tokens: Tokens, grammar: Grammar, readings: list[Reading]) -> list[Reading]:
    """Join each two neighbours that are the ends of one range; the halves of a score ("2-1") are no counts."""
    joined: list[Reading] = []
    for reading in readings:
        low = joined[-1] if joined else None
        if low is not None and _is_said_again(tokens, low, reading):
            low.last, low.end = reading.last, reading.end + 1
        elif low is None or not _are_close(tokens, low, reading):
            joined.append(reading)
        elif low.value < reading.value and _is_range(tokens, grammar, low, reading):
            _join(low, reading)
        else:
            if _is_score(tokens, low, reading):
                low.kind = reading.kind = "other"
            joined.append(reading)
    return joined


def _is_said_again(tokens: Tokens, low: Reading, again: Reading) -> bool:
    """Whether a number stands in words and in brackets in digits, or the other way: "nineteen (19)", "8 (eight)"."""
    if low.value != again.value or low.last != again.first or low.digits == again.digits:
        return False
    return tokens.gaps[again.first].strip() == "(" and tokens.gaps[again.last].startswith(")")


def _join(low: Reading, high: Reading) -> None:
    low.value *= _shared_scale(low, high)
    low.high, low.last, low.end, low.scaled = high.value, high.last, high.end, high.scaled
    low.qualifier, low.kind = "about", "cardinal"


def _shared_scale(low: Reading, high: Reading) -> int:
    """What a scale behind the second number makes of the first: "5 to 6 thousand" begins at 5,000."""
    scale = max((scale for scale in _SHARED_SCALES if scale <= high.value), default=1)
    return scale if high.scaled and not low.scaled and low.value < high.value / scale else 1


def _are_close(tokens: Tokens, low: Reading, high: Reading) -> bool:
    """Whether two plain numbers stand so close that they may be a range or a score."""
    if low.kind not in _JOINED_KINDS or high.kind not in _JOINED_KINDS or low.high != low.value:
        return False
    if high.first - low.last > 2 or (low.value in YEARS and high.value in YEARS):
        return False
    return all(gap in LINKS or gap == " - " for gap in tokens.gaps[low.last : high.first + 1])


def _is_score(tokens: Tokens, low: Reading, high: Reading) -> bool:
    if not (low.digits and high.digits) or low.last != high.first or tokens.gaps[high.first] != "-":
        return False
    return low.value <= _MOST_GOALS and high.value <= _MOST_GOALS


def _is_range(tokens: Tokens, grammar: Grammar, low: Reading, high: Reading) -> bool:
    words, sets = _between(tokens, grammar, low, high), grammar.sets
    if not words:
        return tokens.gaps[high.first] in ("-", " - ") and low.digits and high.digits
    if len(words) > 1:
        return False
    if words[0] in sets["either"]:
        return high.value <= 2 * low.value * _shared_scale(low, high)
    if words[0] in sets["middle"] and _is_open(tokens, grammar, low):
        return True
    return words[0] in sets["bare"] and not _grows(tokens, grammar, low.first)


def _between(tokens: Tokens, grammar: Grammar, low: Reading, high: Reading) -> list[str]:
    """The words between two numbers without articles; an Arabic "and" written with the number or the article counts."""
    words = [word for word in tokens.words[low.last : high.first] if word not in grammar.sets["fillers"]]
    if high.joined:
        words.append("و")
    return ["و" if word == "وال" else word for word in words]


def _is_open(tokens: Tokens, grammar: Grammar, low: Reading) -> bool:
    """Whether "between" stands before a number, alone or as in "between the ages of"; keeps where it stands."""
    skipped = grammar.sets["fillers"] | grammar.sets["age_fill"] | grammar.sets["age_near"]
    for index in range(low.first - 1, max(-1, low.first - 1 - _OPEN_REACH), -1):
        if tokens.gaps[index + 1] not in LINKS:
            return False
        if tokens.words[index] in grammar.sets["between"]:
            low.opened = index
            return True
        if tokens.words[index] not in skipped:
            return False
    return False


def _grows(tokens: Tokens, grammar: Grammar, first: int) -> bool:
    """Whether the words before say that something rose or fell: then both numbers are values of their own."""
    return any(word in grammar.sets["growth"] for word in tokens.words[max(0, first - _GROWTH_REACH) : first])


def spread_kinds(tokens: Tokens, grammar: Grammar, readings: list[Reading]) -> None:
    """Give the earlier members of an enumeration the kind that its last member shows: ages, terms, days of a month."""
    for before, reading in pairwise(readings):
        if before.kind == "article" and reading.kind == "cardinal" and _continues(tokens, grammar, before, reading):
            reading.kind = "article"
    for index in range(len(readings) - 2, -1, -1):
        reading, following = readings[index], readings[index + 1]
        if not (following.day or following.kind in ("age", "duration")) or reading.kind != "cardinal":
            continue
        if following.day and not reading.value < following.value:
            continue
        if following.qualifier == "exact" and not reading.scaled and _listed(tokens, grammar, reading, following):
            reading.kind, reading.day = following.kind, following.day


def _continues(tokens: Tokens, grammar: Grammar, before: Reading, reading: Reading) -> bool:
    """Whether a number goes on naming articles: "218-4", "articles 218 et 219 du code"."""
    if before.last == reading.first:
        return tokens.gaps[reading.first] == "-"
    counts = tokens.linked(reading.last) and tokens.words[reading.last] not in grammar.sets["of"]
    return reading.digits and not counts and _listed(tokens, grammar, before, reading)


def _listed(tokens: Tokens, grammar: Grammar, reading: Reading, following: Reading) -> bool:
    words = tokens.words[reading.last : following.first]
    gaps = tokens.gaps[reading.last : following.first + 1]
    if not words and not following.joined and "," not in gaps[0]:
        return False
    return all(word in grammar.sets["list"] for word in words) and not any(gap.strip(_LIST_MARKS) for gap in gaps)
