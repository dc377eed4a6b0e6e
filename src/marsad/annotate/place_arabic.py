"""Place names in Arabic: at the start of a word or behind the particles that are written on to it.

There are no capitals, so a name that is also a word counts only behind a locative word, and one that is an everyday
word or a person's name only behind a noun of places ("مدينة", "ولاية") or in a list of places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from marsad.annotate.place_search import PlaceSearch
from marsad.gazetteer.store import GIVEN_NAME, REVIEWED, STRONG, USUAL
from marsad.mentions import PlaceMention

__all__ = ["find_arabic"]

_WORD = re.compile(r"[ء-ي]{2,}")
_JOINT = re.compile(r" ?(?:, ?و?| و)")
_JOINTS = frozenset(("", "و", ",", ",و", ", و", "/", "("))


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name on trial: its word, where the name begins and ends, and the particle split off."""

    word: int
    start: int
    end: int
    key: int
    particle: str


def find_arabic(search: PlaceSearch) -> Iterator[PlaceMention]:
    """Places of an Arabic text, in order."""
    return _Arabic(search).run()


class _Arabic:
    """One pass over one text."""

    def __init__(self, search: PlaceSearch) -> None:
        self.search = search
        self.gazetteer = search.gazetteer
        self.text = search.text
        self.starts = search.gazetteer.arabic_starts
        self.previous = 0

    def run(self) -> Iterator[PlaceMention]:
        text, starts = self.text, self.starts
        for hit in _WORD.finditer(text):
            start, word_end = hit.span()
            if start < self.previous:
                continue
            # Most words begin like no place, with or without their particles.
            plain = text[start] not in "وفبكل"
            if plain and text[start : start + 4] not in starts and text[start : start + 3] not in starts:
                continue
            found = self.at(start, word_end)
            if found is not None:
                yield found
                self.previous = found.end

    def at(self, start: int, word_end: int) -> PlaceMention | None:
        """The longest name over all ways to split particles off; on a tie the fewest particles."""
        best: _Hit | None = None
        for begin, text, shift, particle in self.splits(start, word_end):
            if text[begin : begin + 4] not in self.starts and text[begin : begin + 3] not in self.starts:
                continue
            for stop, key in self.gazetteer.matches(text, begin):
                end = stop + shift
                if self.inside_word(end) or (best is not None and end <= best.end):
                    continue
                hit = _Hit(start, max(start, begin + shift), end, key, particle)
                if self.search.free(hit.start, end) and self.is_place(hit):
                    best = hit
                    break
        return None if best is None else self.search.mention(best.start, best.end, best.key)

    def splits(self, start: int, word_end: int) -> Iterator[tuple[int, str, int, str]]:
        """Where a name may begin in a word: (position, text to search, shift back to our text, particle split off)."""
        text = self.text
        yield start, text, 0, ""
        begin = start
        if text[start] in "وف" and word_end - start > 3:
            begin = start + 1
            yield begin, text, 0, "و"
        if word_end - begin < 3:
            return
        if text[begin] in "بك":
            yield begin + 1, text, 0, text[begin]
        elif text[begin] == "ل":
            if text[begin + 1] == "ل":  # the article loses its alef behind the preposition
                yield 0, "ال" + text[begin + 2 : begin + 60], begin, "ل"
            else:
                yield begin + 1, text, 0, "ل"

    def inside_word(self, end: int) -> bool:
        """Whether the word goes on at the position."""
        return end < len(self.text) and "ء" <= self.text[end] <= "ي"

    def is_place(self, hit: _Hit) -> bool:
        """Whether the name stands as a place: by its kind, the particle before it and the words before that."""
        flags = self.gazetteer.flags(hit.key)
        known = bool(flags & (REVIEWED | STRONG | USUAL))
        left = self.search.left(hit.word)
        kind = bool(self.search.cues.kind.search(left) or self.search.cues.unit.search(left))
        listed = self.is_listed(hit)
        if kind or (listed and known):
            return True
        located = self.is_located(hit, left, flags)
        if flags & GIVEN_NAME:
            return located and " " in self.text[hit.start : hit.end]
        if self.gazetteer.is_word(hit.key, "ar"):
            return bool(flags & STRONG) and (located or self.heads_list(hit.end) or self.is_dateline(hit))
        return located or listed or self.needs_nothing(hit, flags)

    def is_located(self, hit: _Hit, left: str, flags: int) -> bool:
        """Whether a locative word or particle leads to the name; of short unknown ones nothing does."""
        known = bool(flags & (REVIEWED | STRONG | USUAL))
        length = hit.end - hit.start
        shortest = 3 if flags & REVIEWED or (known and hit.particle == "ب") else 4
        if hit.particle in ("ب", "ل") and length >= shortest:
            return True
        cues = self.search.cues
        return (known or length > 3) and bool(cues.before.search(left) or (known and cues.loose.search(left)))

    def needs_nothing(self, hit: _Hit, flags: int) -> bool:
        """Whether the name is a place wherever it stands."""
        if " " in self.text[hit.start : hit.end]:
            return bool(flags & (REVIEWED | STRONG | USUAL))
        if hit.particle:
            return bool(flags & REVIEWED) and hit.particle != "ك"
        return bool(flags & (REVIEWED | STRONG))

    def is_listed(self, hit: _Hit) -> bool:
        """Whether the name goes on a list of places."""
        if not 0 < self.previous < hit.start:
            return False
        return self.text[self.previous : hit.start].strip(" ") in _JOINTS

    def heads_list(self, end: int) -> bool:
        """Whether a name follows that is nothing but a place, joined by a comma or "and"."""
        joint = _JOINT.match(self.text, end)
        if joint is None:
            return False
        for stop, key in self.gazetteer.matches(self.text, joint.end()):
            certain = self.gazetteer.flags(key) & (STRONG | REVIEWED) and not self.gazetteer.is_word(key, "ar")
            if certain and not self.inside_word(stop):
                return True
        return False

    def is_dateline(self, hit: _Hit) -> bool:
        """Whether the name opens a line and a dash, slash, colon or bracket follows."""
        text = self.search.folded.text
        opens = hit.start == 0 or text[hit.start - 1] in "\n("
        return opens and text[hit.end : hit.end + 3].lstrip(" ")[:1] in ("-", "/", ":", "(", ")")
