"""Datelines: dates that a text prints about itself ("RABAT, 4 Feb. 2020 (MAP) -", "Published 14/06/2024 - 17:10")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from marsad.annotate.time_words import TimeWords
from marsad.mentions import TimeMention
from marsad.spans import Folded

__all__ = ["document_date", "mark_datelines"]

# How far into a text a dateline may stand.
_HEAD = 900
# How far in a month alone may stand ("date 2017-10").
_FIRST_WORD = 16
# Longest line that holds a date and otherwise only a byline.
_LINE = 90
_LETTERS = re.compile(r"[^\W\d_]+")
# "Rabat, ", "Damasco/Beirut. ", "Maiduguri, Nigeria | ", "(Bagdad) "
_CITY = re.compile(r"[(\w .,'/|()\-:]{0,60}")
# What follows the date in a dateline that opens a paragraph: an agency in brackets, a dash, a bar, a colon.
_OPENS = re.compile(r"[\s.,:]*(?:\d{1,2}[:h]\d\d)?[\s.,]*(?:\([^)\n]{1,40}\)|[-|/\n:]|\.-|$)")
# "MAIDUGURI, Nigeria, ": a town in capitals, perhaps its country; and the blank before the next word.
_SHOUTED = re.compile(r"\s*(?:[A-Z]{3,}[-A-Z ]*)(?:, [A-Z][a-zA-Z .]+)?, ")
_NEXT = re.compile(r" [^\W\d_]")

_FULL_STOP = re.compile(r"\.\s+\w")

# The year of an old wire ("BOGOTA, 2 FEB 89 (EFE) --"); two digits are read as a year nowhere else.
_SHORT_YEAR = re.compile(r" '?(\d\d)(?=\s*(?:\(|--))")
# Two-digit years from here on are of the 20th century.
_PIVOT = 50


def mark_datelines(folded: Folded, times: tuple[TimeMention, ...], words: TimeWords) -> tuple[TimeMention, ...]:
    """The mentions, with those marked that stand in a dateline or a byline."""
    return tuple(_marked(folded, time, words) if _may_head(time) else time for time in times)


def _marked(folded: Folded, time: TimeMention, words: TimeWords) -> TimeMention:
    """The mention as a dateline with its year, or as it is if it is none."""
    text = folded.text
    if _is_shouted(folded, time):
        return replace(time, dateline=True)
    year = _SHORT_YEAR.match(text, time.end) if time.first.year is None else None
    if year is not None:
        number = int(year[1]) + (1900 if int(year[1]) >= _PIVOT else 2000)
        dated = replace(time, end=year.end(), first=replace(time.first, year=number), anchor="none")
        if _is_dateline(text, dated, words):
            return replace(dated, dateline=True)
    return replace(time, dateline=True) if _is_dateline(text, time, words) else time


def _is_shouted(folded: Folded, time: TimeMention) -> bool:
    """Whether a town in capitals opens the line and a new sentence follows the date: "MAIDUGURI, Sept 3 Gunmen ..."."""
    start = folded.text.rfind("\n", 0, time.start) + 1
    before = folded.source(start, time.start)
    follows = _NEXT.match(folded.text, time.end)
    return follows is not None and folded.is_capital(follows.end() - 1) and _SHOUTED.fullmatch(before) is not None


def _may_head(time: TimeMention) -> bool:
    """Only a day with its month can be the date of a text, and only in its first lines; a month at its very head."""
    point = time.first
    reach = _HEAD if point.day is not None else _FIRST_WORD
    return point.month is not None and point.unit is None and time.start < reach and time.relation == "on"


def _is_dateline(text: str, time: TimeMention, words: TimeWords) -> bool:
    start = text.rfind("\n", 0, time.start) + 1
    end = text.find("\n", time.end)
    end = len(text) if end < 0 else end
    before, after = text[start : time.start], text[time.end : end]
    if start == 0 and _opens_page(before, text[time.start : time.end], words):
        return True
    if time.first.day is None:
        return False
    if len(before) + len(after) <= _LINE and _is_byline(before, after, words):
        return True
    stands = time.first.year is not None and _FULL_STOP.match(text, time.end, end) is not None
    if stands and not before.strip(" \t•*-"):
        return True  # "26 de noviembre de 2024. La Policía ..."
    opens = _OPENS.match(text, time.end, end)
    return opens is not None and _is_city(before, agency="(" in opens.group())


def _opens_page(before: str, date: str, words: TimeWords) -> bool:
    """Whether a page opens with its date in figures: "Published 2024-02-23 Police arrested ...", not "On 23/2 ..."."""
    if any(map(str.isalpha, date)):
        return False
    letters = _LETTERS.findall(before)
    return set(letters) <= words.byline and (not letters or max(map(len, letters)) > 3)


def _is_byline(before: str, after: str, words: TimeWords) -> bool:
    """Whether a line holds little else than the date: a city, an agency, an author, "published", a clock time."""
    letters = [word for word in _LETTERS.findall(before + " " + after) if word not in words.byline and len(word) > 1]
    sentence = re.search(r"[.!?]\s*$", after) is not None and len(letters) > 3
    return len(letters) <= 5 and not sentence


def _is_city(before: str, *, agency: bool) -> bool:
    """Whether what stands before the date is at most a place and an agency: few words, set off from the date."""
    if not before.strip():
        return True
    letters = len(_LETTERS.findall(before))
    if letters > 6 or _CITY.fullmatch(before) is None:
        return False
    return re.search(r"[,.|:/)-]\s*$", before) is not None or (agency and letters <= 2)


def document_date(times: Iterable[TimeMention]) -> str | None:
    """The ISO day or month that the text prints about itself; None when it prints none, or only without a year."""
    point = next((time.first for time in times if time.dateline and time.first.year), None)
    if point is None:
        return None
    day = f"-{point.day:02d}" if point.day is not None else ""
    return f"{point.year:04d}-{point.month:02d}{day}"
