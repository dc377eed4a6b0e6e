"""Ranges ("10 to 15", "entre 10 et 15", "من 10 إلى 15") and enumerations that share a unit ("26, 29, 31 et 35 ans")."""

from __future__ import annotations

from marsad.annotate.number_reader import LINKS, YEARS, Reading, Tokens
from marsad.annotate.number_words import Grammar

__all__ = ["join_ranges", "spread_kinds"]

_JOINED_KINDS = ("cardinal", "one")
_LIST_MARKS = " ,-"
_GROWTH_REACH = 4
_OPEN_REACH = 5


def join_ranges(tokens: Tokens, grammar: Grammar, readings: list[Reading]) -> list[Reading]:
    """Join each two neighbours that are the ends of one range."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and _is_range(tokens, grammar, joined[-1], reading):
            low = joined[-1]
            low.high, low.last, low.end, low.qualifier, low.kind = (
                reading.value, reading.last, reading.end, "about", "cardinal",
            )  # fmt: skip
            low.scaled = reading.scaled
        else:
            joined.append(reading)
    return joined


def _is_range(tokens: Tokens, grammar: Grammar, low: Reading, high: Reading) -> bool:
    if low.kind not in _JOINED_KINDS or high.kind not in _JOINED_KINDS or not low.value < high.value:
        return False
    if low.high != low.value or (low.value in YEARS and high.value in YEARS) or high.first - low.last > 2:
        return False
    if any(gap not in LINKS and gap != " - " for gap in tokens.gaps[low.last : high.first + 1]):
        return False
    words = _between(tokens, grammar, low, high)
    if not words:
        return tokens.gaps[high.first] in ("-", " - ") and low.digits and high.digits
    if len(words) > 1:
        return False
    sets = grammar.sets
    if words[0] in sets["either"]:
        return high.value <= 2 * low.value
    if words[0] in sets["middle"] and _is_open(tokens, grammar, low.first):
        return True
    return words[0] in sets["bare"] and not _grows(tokens, grammar, low.first)


def _between(tokens: Tokens, grammar: Grammar, low: Reading, high: Reading) -> list[str]:
    """The words between two numbers without articles; an Arabic "and" written with the number or the article counts."""
    words = [word for word in tokens.words[low.last : high.first] if word not in grammar.sets["fillers"]]
    if high.joined:
        words.append("و")
    return ["و" if word == "وال" else word for word in words]


def _is_open(tokens: Tokens, grammar: Grammar, first: int) -> bool:
    """Whether "between" stands before a number, alone or as in "between the ages of"."""
    skipped = grammar.sets["fillers"] | grammar.sets["age_fill"] | grammar.sets["age_near"]
    for index in range(first - 1, max(-1, first - 1 - _OPEN_REACH), -1):
        if tokens.words[index] in grammar.sets["between"]:
            return True
        if tokens.words[index] not in skipped or tokens.gaps[index + 1] not in LINKS:
            return False
    return False


def _grows(tokens: Tokens, grammar: Grammar, first: int) -> bool:
    """Whether the words before say that something rose or fell: then both numbers are values of their own."""
    return any(word in grammar.sets["growth"] for word in tokens.words[max(0, first - _GROWTH_REACH) : first])


def spread_kinds(tokens: Tokens, grammar: Grammar, readings: list[Reading]) -> None:
    """Give the earlier members of an enumeration the kind that the unit behind its last member shows."""
    for index in range(len(readings) - 2, -1, -1):
        reading, following = readings[index], readings[index + 1]
        if following.kind not in ("age", "duration") or reading.kind != "cardinal" or reading.scaled:
            continue
        if following.qualifier == "exact" and _listed(tokens, grammar, reading, following):
            reading.kind = following.kind


def _listed(tokens: Tokens, grammar: Grammar, reading: Reading, following: Reading) -> bool:
    words = tokens.words[reading.last : following.first]
    gaps = tokens.gaps[reading.last : following.first + 1]
    if not words and not following.joined and "," not in gaps[0]:
        return False
    return all(word in grammar.sets["list"] for word in words) and not any(gap.strip(_LIST_MARKS) for gap in gaps)
