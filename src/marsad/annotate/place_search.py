"""What the searches for place names share: one text, its cues, the gazetteer, and the spans that are taken."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from marsad.gazetteer import Gazetteer
from marsad.gazetteer.cues import Cues, load_cues
from marsad.gazetteer.keys import searchable
from marsad.mentions import PlaceMention
from marsad.spans import Folded

__all__ = ["PlaceSearch"]

# How far before a name a cue may begin.
_WINDOW = 28


@dataclass(eq=False)
class PlaceSearch:
    """One text under search. ``text`` is its folded text in the spelling of the gazetteer's keys, the same length."""

    folded: Folded
    language: str
    taken: Sequence[tuple[int, int]]
    gazetteer: Gazetteer = field(default_factory=Gazetteer.load)

    @cached_property
    def text(self) -> str:
        """The folded text with hyphens and line breaks as spaces."""
        return searchable(self.folded.text)

    @cached_property
    def cues(self) -> Cues:
        """The words around places in the language."""
        return load_cues(self.language)

    @cached_property
    def _spans(self) -> tuple[list[int], list[int]]:
        ordered = sorted(self.taken)
        return [start for start, _ in ordered], [end for _, end in ordered]

    def free(self, start: int, end: int) -> bool:
        """Whether no taken span overlaps the range."""
        starts, ends = self._spans
        index = bisect_left(starts, end)
        return index == 0 or ends[index - 1] <= start

    def left(self, start: int) -> str:
        """The text before a position, as far as cues are looked for."""
        return self.text[max(0, start - _WINDOW) : start]

    def mention(self, start: int, end: int, key: int) -> PlaceMention:
        """A mention of the places that bear the key."""
        rows = tuple(row for row, _ in self.gazetteer.candidates(key))
        return PlaceMention(start, end, sys.intern(self.folded.source(start, end)), rows)
