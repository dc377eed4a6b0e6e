"""Spans of a text, and folding that never loses them.

All spans are half-open ranges of Unicode code points. Folding makes spelling variants equal (case, accents, harakat,
alef forms, Eastern digits, quotation marks) so that one pattern finds them all; a folded text knows for each of its
characters where it came from, so every hit leads back to the exact words.
"""

from __future__ import annotations

import sys
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cached_property, lru_cache

__all__ = ["Folded", "Span", "fold", "fold_key"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range ``[start, end)`` of code points in a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]


# Letters whose decomposition does not lead to the wanted base letter.
_SPECIAL = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "گ": "ك",
    "ڤ": "ف", "پ": "ب", "چ": "ج", "،": ",", "؛": ";", "؟": "?", "٪": "%", "٫": ".", "٬": ",", "۔": ".",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "〝": '"', "〞": '"',
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "´": "'", "`": "'", "ʼ": "'", "‹": "'", "›": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "İ": "i",
}  # fmt: skip

_DELETED_CATEGORIES = {"Mn", "Me", "Cf"}


def _fold_character(character: str) -> str | None:
    """One folded character, or None where the character is dropped (harakat, tatweel, invisible controls)."""
    if character in _SPECIAL:
        return _SPECIAL[character]
    category = unicodedata.category(character)
    if category in _DELETED_CATEGORIES or character == "ـ":
        return None
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "No":  # ½ and ² are no digits of a count
        return character
    if category == "Zs":
        return " "
    base = unicodedata.normalize("NFKD", character)[0]
    lowered = base.lower()
    # What a ligature or presentation form decomposes to may fold further ("ﺓ" to "ة" to "ه"), but never to nothing.
    simple = lowered if len(lowered) == 1 else base
    return (_fold_character(simple) or character) if simple != character else simple


class _Table(dict[int, str | None]):
    """Translation table that is filled the first time a character is met."""

    def __missing__(self, code: int) -> str | None:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


_TABLE = _Table()


@dataclass(frozen=True, eq=False)
class Folded:
    """A folded text and the way back to the original.

    ``text`` is what patterns are matched against; ``origin`` gives for each of its characters the index in
    ``original``, or is None where nothing was dropped and the indexes are equal.
    """

    original: str
    text: str
    origin: array[int] | None

    def span(self, start: int, end: int) -> Span:
        """The span of the original that the folded range ``[start, end)`` stands for, with trailing marks."""
        if self.origin is None:
            return Span(start, end)
        if start >= end:
            return Span(self._index(start), self._index(start))
        stop = self.origin[end] if end < len(self.origin) else len(self.original)
        # Marks dropped behind the last letter belong to it; dropped controls before the next word do not matter.
        return Span(self.origin[start], stop)

    def _index(self, position: int) -> int:
        assert self.origin is not None
        return self.origin[position] if position < len(self.origin) else len(self.original)

    def source(self, start: int, end: int) -> str:
        """The original words behind the folded range."""
        return self.span(start, end).of(self.original)

    def is_capital(self, position: int) -> bool:
        """Whether the character at a folded position is a capital letter in the original."""
        index = position if self.origin is None else self.origin[position]
        return self.original[index].isupper()

    def is_small(self, position: int) -> bool:
        """Whether the character at a folded position is a small letter in the original; Arabic has none."""
        index = position if self.origin is None else self.origin[position]
        return self.original[index].islower()

    @cached_property
    def inverse(self) -> array[int]:
        """For each index of the original, the folded position at or after it (one entry more for the end)."""
        result = array("l", [0]) * (len(self.original) + 1)
        if self.origin is None:
            return array("l", range(len(self.original) + 1))
        position = 0
        for index in range(len(self.original) + 1):
            while position < len(self.origin) and self.origin[position] < index:
                position += 1
            result[index] = position
        return result


def fold(text: str) -> Folded:
    """Fold a text; equal spellings become equal strings, and no offset is lost."""
    folded = text.translate(_TABLE)
    if len(folded) == len(text):
        return Folded(text, folded, None)
    origin = array("l")
    begin = 0
    for position in _dropped(text):
        origin.extend(range(begin, position))
        begin = position + 1
    origin.extend(range(begin, len(text)))
    return Folded(text, folded, origin)


def _dropped(text: str) -> list[int]:
    """Where the characters stand that folding drops, in order."""
    positions = []
    for character in set(text):
        if _TABLE[ord(character)] is None:
            position = text.find(character)
            while position >= 0:
                positions.append(position)
                position = text.find(character, position + 1)
    return sorted(positions)


@lru_cache(maxsize=65536)
def fold_key(name: str) -> str:
    """A name as a folded string with single spaces, the form in which vocabularies are keyed."""
    return sys.intern(" ".join(name.translate(_TABLE).split()))
