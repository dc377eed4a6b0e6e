"""One text under search for names: its tokens, what is known to be no person, and the words around a place in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from marsad.gazetteer import Gazetteer
from marsad.gazetteer.keys import searchable
from marsad.gazetteer.store import REVIEWED, STRONG
from marsad.lexicon import load_lexicon, match_text
from marsad.names.vocabulary import Cues, lexicon_words, load_cues, load_public, word_set
from marsad.spans import Folded

__all__ = ["LOCATIVE", "Draft", "Page"]

_WORD = re.compile(r"[^\W\d_]+")
# How far back a cue or an office may stand before a name.
_BACK = 50
LOCATIVE = word_set(
    "in at near from around outside inside toward towards into via through north south east west a en vers pres dans "
    "depuis entre desde hasta hacia cerca sur norte este oeste nord est ouest l of"
)
_IN = word_set("in at near around outside inside toward towards into en vers dans cerca")
_BREAKS = ("\n", ". ", ": ", "? ", "! ")


@dataclass(frozen=True, slots=True, order=True)
class Draft:
    """A range of the folded text that is a name, why, and whether it stays because an office holder bears it."""

    start: int
    end: int
    reason: str
    stays: bool = False


@dataclass(eq=False)
class Page:
    """A folded text with everything that both searches (Arabic and Latin script) ask about a place in it."""

    folded: Folded
    language: str
    keep: Sequence[tuple[int, int]]
    gazetteer: Gazetteer = field(default_factory=Gazetteer.load)

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    @cached_property
    def cased(self) -> str:
        """The original letters, one for each character of the folded text."""
        original, origin = self.folded.original, self.folded.origin
        return original if origin is None else "".join([original[index] for index in origin])

    @cached_property
    def keys(self) -> str:
        """The folded text in the spelling of the gazetteer's keys."""
        return searchable(self.text)

    @cached_property
    def cues(self) -> Cues:
        """The cues of the language."""
        return load_cues(self.language)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of the language's lexicon."""
        return lexicon_words(self.language)

    @cached_property
    def _known(self) -> tuple[list[int], list[int]]:
        """Starts and ends of ranges that are never names: what the caller keeps, and known agencies and groups."""
        names = load_lexicon(self.language).name_mentions(self.folded, match_text(self.text))
        ranges = [(name.start, name.end) for name in names]
        inverse = self.folded.inverse if self.keep and self.folded.origin is not None else None
        for start, end in self.keep:
            ranges.append((start, end) if inverse is None else (inverse[start], inverse[end]))
        ranges.sort()
        return [start for start, _ in ranges], [end for _, end in ranges]

    def is_known(self, start: int, end: int) -> bool:
        """Whether the range lies in the name of a known agency or group, or in what the caller keeps."""
        starts, ends = self._known
        index = bisect_right(starts, start) - 1
        return any(ends[near] >= end for near in range(max(0, index - 1), index + 1) if starts[near] <= start)

    def first_known(self, start: int, end: int) -> int:
        """Where the first known name begins that overlaps the range; its end if there is none."""
        starts, ends = self._known
        index = bisect_right(ends, start)
        return max(start, starts[index]) if index < len(starts) and starts[index] < end else end

    def before(self, position: int) -> list[str]:
        """The words before a position on its line, as far as a cue may stand, last word last."""
        return _WORD.findall(self.text, max(0, position - _BACK), position)

    def has_cue(self, index: dict[str, tuple[tuple[str, ...], ...]], before: Sequence[str]) -> int:
        """How many of the last words are a phrase of the index; 0 for none."""
        if not before:
            return 0
        for phrase in index.get(before[-1], ()):
            size = len(phrase)
            if size <= len(before) and tuple(before[-size:]) == phrase:
                return size
        return 0

    def is_shouted(self, position: int) -> bool:
        """Whether the sentence of the position is a title: nearly all longer words have capitals that tell nothing."""
        begin = max(self.cased.rfind(mark, 0, position) for mark in _BREAKS) + 1
        if begin not in self._shouted:
            stops = [self.cased.find(mark, position) for mark in _BREAKS]
            stop = min([stop for stop in stops if stop >= 0] or [len(self.cased)])
            words = _WORD.findall(self.cased, begin, stop)
            long = [word for word in words if len(word) > 3]
            capitals = sum(word[0].isupper() for word in long)
            closed = self.cased[stop - 1 : stop + 1].rstrip()[-1:] == "." and not all(map(str.isupper, long))
            self._shouted[begin] = len(words) > 3 and capitals * 5 >= len(long) * 4 and not closed
        return self._shouted[begin]

    @cached_property
    def _shouted(self) -> dict[int, bool]:
        return {}

    def is_located_place(self, start: int, word: str) -> bool:
        """Whether a well-known place stands behind a preposition of place: a town, whoever bears its name."""
        before = (self.before(start) or [""])[-1]
        if before not in _IN and not (self.language == "fr" and before == "a"):  # Spanish "a" stands before persons
            return False
        number = self.gazetteer.key_id(word)
        return number is not None and bool(self.gazetteer.flags(number) & (STRONG | REVIEWED))

    def is_ordinary(self, word: str) -> bool:
        """Whether a folded word is a word of the language, a month, a people or a small word of sentences."""
        cues = self.cues
        return word in self.words or word in cues.starters or word in cues.known

    def is_public(self, start: int, end: int) -> bool:
        """Whether the words of the range are a public figure's full name or a part that stays alone."""
        words = tuple(_WORD.findall(self.text, start, end))
        public = load_public()
        return words in public.full or words in public.alone
