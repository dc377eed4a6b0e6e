"""Datelines: dates that a text prints about itself ("RABAT, 4 Feb. 2020 (MAP) -", "Published 14/06/2024 - 17:10")."""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.annotate.time_words import TimeWords
from marsad.mentions import TimeMention
from marsad.spans import Folded

__all__ = ["document_date", "mark_datelines"]

# How far into a text a dateline may stand.
_HEAD = 900
# Longest line that holds a date and otherwise only a byline.
_LINE = 90
_LETTERS = re.compile(r"[^\W\d_]+")
# "Rabat, ", "Damasco/Beirut. ", "Maiduguri, Nigeria | ", "(Bagdad) "
_CITY = re.compile(r"[(\w .,'/|()\-:]{0,60}")
# What follows the date in a dateline that opens a paragraph: an agency in brackets, a dash, a bar, a colon.
_OPENS = re.compile(r"[\s.,:]*(?:\d{1,2}[:h]\d\d)?[\s.,]*(?:\([^)\n]{1,40}\)|[-|/\n:]|\.-|$)")


def mark_datelines(text: str, times: tuple[TimeMention, ...], words: TimeWords) -> tuple[TimeMention, ...]:
    """The mentions, with those marked that stand in a dateline or a byline."""
    return tuple(
        replace(time, dateline=True) if _may_head(time) and _is_dateline(text, time, words) else time for time in times
    )


def _may_head(time: TimeMention) -> bool:
    """Only a day with its month can be the date of a text, and only in its first lines."""
    point = time.first
    return time.start < _HEAD and time.relation == "on" and point.day is not None and point.month is not None and point.unit is None


def _is_dateline(text: str, time: TimeMention, words: TimeWords) -> bool:
    start = text.rfind("\n", 0, time.start) + 1
    end = text.find("\n", time.end)
    end = len(text) if end < 0 else end
    before, after = text[start : time.start], text[time.end : end]
    if len(before) + len(after) <= _LINE and _is_byline(before, after, words):
        return True
    return _is_city(text, start, before) and _OPENS.match(text, time.end, end) is not None


def _is_byline(before: str, after: str, words: TimeWords) -> bool:
    """Whether a line holds little else than the date: a city, an agency, an author, "published", a clock time."""
    letters = [word for word in _LETTERS.findall(before + " " + after) if word not in words.byline and len(word) > 1]
    sentence = re.search(r"[.!?]\s*$", after) is not None and len(letters) > 3
    return len(letters) <= 5 and not sentence


def _is_city(text: str, start: int, before: str) -> bool:
    """Whether what stands before the date is at most a place and an agency: few words, set off from the date."""
    del text, start
    if not before.strip():
        return True
    words = _LETTERS.findall(before)
    return len(words) <= 6 and _CITY.fullmatch(before) is not None and re.search(r"[,.|:/)\-–]\s*$", before) is not None


def document_date(folded: Folded, times: tuple[TimeMention, ...]) -> str | None:
    """The date that the text prints about itself, as an ISO day; None when it prints none, or only without a year."""
    del folded
    days = {
        f"{time.first.year:04d}-{time.first.month:02d}-{time.first.day:02d}"
        for time in times
        if time.dateline and time.first.year and time.first.month and time.first.day
    }
    # Two different datelines (published and updated, or an archive list) leave the date open, except for the first.
    first = next((time for time in times if time.dateline and time.first.year), None)
    if first is None or not days:
        return None
    return f"{first.first.year:04d}-{first.first.month:02d}-{first.first.day:02d}"
