"""Toponyms: names of the gazetteer that stand in a text as places, and named places that it does not know.

Every name is looked up where a word begins: in Latin script where a capital stands, in Arabic also behind the
particles that are written on to a word. The longest name wins. What a name needs to count as a place depends on the
name: a country or a large city needs nothing, a hamlet needs a locative word before it, and a name that is also a
common word or a person's name needs one always.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.gazetteer import Gazetteer
from marsad.gazetteer.cues import load_cues
from marsad.gazetteer.keys import searchable
from marsad.gazetteer.store import GIVEN_NAME, REVIEWED, STRONG, USUAL
from marsad.mentions import PlaceMention
from marsad.spans import Folded, fold_key

__all__ = ["find_places"]

_CAPITAL = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
_START = re.compile(f"(?<![^\\W_])[{_CAPITAL}]")
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LATIN_RUN = re.compile(r"[^\W\d_][\w']*")
_INNER = frozenset("de del la las los el al le les du des d of the en sur sous ou et i n".split())
_ARABIC_JOINT = re.compile(r" ?(?:, ?و?| و)")
_ARABIC_WORD = re.compile(r"[ء-ي]{2,}")
# Articles that a name may begin with although a text writes them small.
_ARTICLE = re.compile(r"(?<!\w)(?:al|el|ad|as|ash|an|ar|az|at|la|le|les|las|los|the|l')[ -]?$")
_SENTENCE_END = frozenset(".!?:;\"(«»-|•\n")
# Titles before a person's name; ranks of office ("President", "Mayor") also stand before places and are left out.
_TITLES = frozenset(
    "mr mrs ms miss dr sgt sir lord lady judge justice det lt gen col capt nurse coach mme mlle m. sr sra sra. d. don dona".split()
)
_WINDOW = 28


def find_places(folded: Folded, language: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[PlaceMention, ...]:
    """Places named in a folded text, in order, none overlapping another or a span of ``taken``."""
    finder = _Finder(folded, language, taken)
    found = list(finder.arabic() if language == "ar" else finder.latin())
    found.extend(finder.unknown(found))
    found.sort(key=lambda mention: mention.start)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Name:
    """An Arabic hit on trial: its word, where the name begins and ends, and what was split off."""

    word: int
    start: int
    end: int
    key: int
    particle: str
    previous: int


class _Finder:
    """One pass over one text."""

    def __init__(self, folded: Folded, language: str, taken: Sequence[tuple[int, int]]) -> None:
        self.folded = folded
        self.language = language
        self.text = searchable(folded.text)
        self.cues = load_cues(language)
        self.gazetteer = Gazetteer.load()
        self.taken = sorted(taken)
        self.starts = [start for start, _ in self.taken]
        # Names that stood behind a given name or title: alone they still mean the person.
        self.persons: set[int] = set()

    def free(self, start: int, end: int) -> bool:
        """Whether no taken span overlaps the range."""
        index = bisect_left(self.starts, end)
        return index == 0 or self.taken[index - 1][1] <= start

    def mention(self, start: int, end: int, key: int) -> PlaceMention:
        rows = tuple(row for row, _ in self.gazetteer.candidates(key))
        return PlaceMention(start, end, sys.intern(self.folded.source(start, end)), rows)

    # --- Latin script ---

    def latin(self) -> Iterator[PlaceMention]:
        """Places that begin with a capital."""
        cased = self.folded.original
        if self.folded.origin is not None:
            cased = "".join([cased[index] for index in self.folded.origin])
        end, previous = 0, 0
        for hit in _START.finditer(cased):
            start = hit.start()
            if start < end:
                continue
            found = self.latin_at(start, cased, previous)
            if found is not None:
                yield found
                end = previous = found.end

    def latin_at(self, start: int, cased: str, previous: int) -> PlaceMention | None:
        """The longest place at a capital, or one whose small article stands before it."""
        text = self.text
        first = start
        if start and text[start - 1] in " '":
            article = _ARTICLE.search(text, max(0, start - 5), start)
            if article is not None:
                first = article.start()
        for begin in (first, start) if first != start else (start,):
            for end, key in self.gazetteer.matches(text, begin):
                if end <= start or (end < len(text) and (text[end].isalnum() or text[end] == "_")):
                    continue
                if self.free(begin, end) and self.is_place(begin, end, key, cased, previous):
                    return self.mention(begin, end, key)
        return None

    def is_place(self, start: int, end: int, key: int, cased: str, previous: int) -> bool:
        """Whether the name stands as a place, by its kind and by the words beside it."""
        flags = self.gazetteer.flags(key)
        name = cased[start:end]
        if len(name) <= 3 and "." not in name and not (name.isupper() and flags & STRONG) and not flags & REVIEWED:
            return False
        left = self.text[max(0, start - _WINDOW) : start]
        cue = self.cues.before.search(left) or self.cues.kind.search(left) or self.cues.unit.search(left)
        if not flags & STRONG and " " not in name and not name[0].isupper():
            return False
        before = self.word_before(start, cased)
        after = self.word_after(end, cased)
        if after and after.lower() in self.cues.tail:
            return False
        listed = previous > 0 and self.text[previous:start] in (", ", " and ", " et ", " y ", " e ", "/", " ", ", and ")
        located = bool(cue) or (listed and self.text[previous:start] != " ")
        word = self.gazetteer.is_word(key, self.language) or (not flags & STRONG and self.gazetteer.is_word(key, "en"))
        if before and not located and not self.plain_before(before, flags, word):
            self.persons.add(key)
            return False
        if not located and key in self.persons:
            return False
        if flags & REVIEWED and name.isupper() and len(name) <= 4:  # US, UAE: never the word in small letters
            return not cased[max(0, start - 20) : end + 20].isupper()
        if word or flags & GIVEN_NAME:
            return located and not (after and not flags & STRONG)
        if flags & STRONG:
            return True
        if cased[max(0, start - 40) : end + 20].isupper():
            return bool(cue) and bool(flags & USUAL)
        if flags & USUAL:
            return located or not (after or self.at_sentence_start(start))
        return located and not after

    def word_before(self, start: int, cased: str) -> str:
        """The capitalised word directly before, or nothing."""
        if start < 2 or cased[start - 1] not in " -":
            return ""
        head = cased.rfind(" ", 0, start - 1) + 1
        word = cased[head : start - 1]
        return word if word[:1].isupper() and word.isalpha() else ""

    def word_after(self, end: int, cased: str) -> str:
        """The capitalised word directly behind, or nothing."""
        if end + 1 >= len(cased) or cased[end] not in " -" or not cased[end + 1].isupper():
            return ""
        hit = _LATIN_WORD.match(cased, end + 1)
        return hit[0] if hit else ""

    def plain_before(self, before: str, flags: int, word: bool) -> bool:
        """Whether a capitalised word before the name leaves it a place: it is no given name, and not for small places."""
        if fold_key(before) in _TITLES:
            return False
        key = self.gazetteer.key_id(before)
        known = 0 if key is None else self.gazetteer.flags(key)
        if known & GIVEN_NAME:
            return False
        return bool(flags & STRONG) and not word

    def at_sentence_start(self, start: int) -> bool:
        position = start - 1
        while position >= 0 and self.folded.text[position] == " ":
            position -= 1
        return position < 0 or self.folded.text[position] in _SENTENCE_END

    # --- Arabic script ---

    def arabic(self) -> Iterator[PlaceMention]:
        """Places at the start of a word or behind its particles."""
        starts = self.gazetteer.arabic_starts
        text = self.text
        end = previous = 0
        for hit in _ARABIC_WORD.finditer(text):
            start, word_end = hit.span()
            if start < end:
                continue
            # Most words begin like no place, with or without their particles.
            first = text[start]
            if text[start : start + 4] not in starts and text[start : start + 3] not in starts and first not in "وفبكل":
                continue
            found = self.arabic_at(start, word_end, previous)
            if found is not None:
                yield found
                end = previous = found.end

    def arabic_at(self, start: int, word_end: int, previous: int) -> PlaceMention | None:
        """The longest name over all ways to split particles off; on a tie the fewest particles."""
        starts = self.gazetteer.arabic_starts
        best: tuple[int, int, int] | None = None
        for begin, text, shift, particle in self.splits(start, word_end):
            if text[begin : begin + 4] not in starts and text[begin : begin + 3] not in starts:
                continue
            for stop, key in self.gazetteer.matches(text, begin):
                end = stop + shift
                if end < len(self.text) and "ء" <= self.text[end] <= "ي":
                    continue
                if (best is None or end > best[1]) and self.free(begin + shift, end):
                    name = Name(start, begin + shift, end, key, particle, previous)
                    if self.is_arabic_place(name):
                        best = (begin + shift, end, key)
                        break
        return None if best is None else self.mention(max(best[0], start), best[1], best[2])

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

    def is_arabic_place(self, name: Name) -> bool:
        """Whether the name stands as a place: by its kind, the particle before it and the words before that."""
        flags = self.gazetteer.flags(name.key)
        left = self.text[max(0, name.word - _WINDOW) : name.word]
        kind = bool(self.cues.kind.search(left) or self.cues.unit.search(left))
        known = bool(flags & (REVIEWED | STRONG | USUAL))
        shortest = 3 if flags & REVIEWED or (known and name.particle == "ب") else 4
        preposition = name.particle in ("ب", "ل") and name.end - name.start >= shortest
        located = kind or preposition or bool(self.cues.before.search(left) or (known and self.cues.loose.search(left)))
        between = self.text[name.previous : name.start].strip(" ")
        listed = name.previous > 0 and name.previous < name.start and between in ("", "و", ",", ",و", ", و", "/", "(")
        several = " " in self.text[name.start : name.end]
        if flags & GIVEN_NAME:
            return kind or (listed and known) or (several and located)
        if self.gazetteer.is_word(name.key, "ar"):
            # "مالي" is also "financial": a country needs less than a town whose name is a word.
            strong = bool(flags & STRONG) and (located or self.heads_list(name.end) or self.is_dateline(name))
            return kind or strong or (listed and known)
        if name.particle and not (located or listed or several):
            return bool(flags & REVIEWED) and name.particle != "ك"
        if flags & (REVIEWED | STRONG):
            return True
        if several:
            return bool(flags & USUAL) or located or listed
        return kind or listed or (located and name.end - name.start > 3)

    def heads_list(self, end: int) -> bool:
        """Whether a name follows that is nothing but a place, joined by a comma or "and"."""
        joint = _ARABIC_JOINT.match(self.text, end)
        if joint is None:
            return False
        for stop, key in self.gazetteer.matches(self.text, joint.end()):
            whole = stop == len(self.text) or not "ء" <= self.text[stop] <= "ي"
            if whole and self.gazetteer.flags(key) & (STRONG | REVIEWED) and not self.gazetteer.is_word(key, "ar"):
                return True
        return False

    def is_dateline(self, name: Name) -> bool:
        """Whether the name opens a line and a dash, slash, colon or bracket follows."""
        opens = name.start == 0 or self.folded.text[name.start - 1] in "\n("
        return opens and self.folded.text[name.end : name.end + 3].lstrip(" ")[:1] in ("-", "/", ":", "(", ")")

    # --- places that the gazetteer lacks ---

    def unknown(self, found: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
        """Names behind a place-kind noun that no row bears ("village of X", "بلدة X")."""
        covered = {mention.start for mention in found}
        spans = sorted((mention.start, mention.end) for mention in found)
        for hit in self.cues.named.finditer(self.text):
            start, end = hit.span("name")
            if self.language != "ar" and not self.folded.is_capital(start):
                continue
            if self.language != "ar":
                end = self.capital_run(start)
            inside = any(left < end and start < right for left, right in spans)
            if start in covered or inside or not self.free(start, end) or self.no_name(start, end):
                continue
            yield PlaceMention(start, end, self.folded.source(start, end), ())

    def capital_run(self, start: int) -> int:
        """End of the capitalised words that begin at the position, with small words between them."""
        end = start
        for hit in _LATIN_RUN.finditer(self.folded.text, start):
            if hit.start() > end + 1 or not (self.folded.is_capital(hit.start()) or hit[0] in _INNER):
                break
            if hit.start() > start and self.folded.text[hit.start() - 1] not in " -":
                break
            if hit[0] not in _INNER:
                last = hit.end()
            end = hit.end()
        return last

    def no_name(self, start: int, end: int) -> bool:
        """Whether the words are an agency's, a person's or plain ones."""
        word = self.text[start:end]
        if self.language == "ar":
            return word in self.cues.plain or (word.startswith("ال") and word.endswith(("ه", "ين", "ات", "ي")))
        return word in self.cues.plain or len(word) < 3
