"""Place names in Latin script: where a capital stands, judged by the words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from marsad.annotate.place_search import PlaceSearch
from marsad.gazetteer.store import GIVEN_NAME, REVIEWED, STRONG, USUAL
from marsad.mentions import PlaceMention
from marsad.person_names import FAMILY, GIVEN, WORD, name_flags
from marsad.spans import fold_key

__all__ = ["find_latin"]

_CAPITAL = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
_START = re.compile(f"(?<![^\\W_])[{_CAPITAL}]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
# Articles that a name may begin with although a text writes them small.
_ARTICLE = re.compile(r"(?<!\w)(?:al|el|ad|as|ash|an|ar|az|at|la|le|les|las|los|the|l')[ -]?$")
_SENTENCE_END = frozenset('.!?:;"(«»-|•\n')
_JOINTS = frozenset((", ", " and ", " et ", " y ", " e ", "/", ", and ", "), ", ") and ", ") et ", ") y ", ") e "))
# Titles before a person's name; ranks of office ("President", "Mayor") also stand before places and are left out.
_TITLES = frozenset(
    re.findall(
        r"[\w.]+",
        "mr mrs ms miss dr sgt sir lord lady judge justice det lt gen col capt nurse coach mme mlle m. sr sra sra. don",
    )
)
# What stands behind the place of a dateline: "LIMA, 9 JAN 90", "Nice, le 14 juillet (AFP)".
_DATE_AFTER = re.compile(r"(?: \([\w .]{4,30}\))?, (?:le |el )?\d{1,2} [^\W\d_]{3}")
# An age in apposition: "Dilshod Karimov, 34, was ..."
_AGE_AFTER = re.compile(r"(?:, | \()[1-9]\d(?:,|\)| \()")
# In capitals these are no places either: ranks written out stand before persons far more often.
_RANKS = frozenset(["general", "colonel", "major", "captain", "lieutenant", "sergeant", "monsignor", "msgr", "father"])


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name on trial: what it is, and what stands beside it.

    ``located``: a locative word or a list of places leads to it; ``loose``: the word stands before persons as well;
    ``before`` and ``after``: the capitalised words that
    touch it; ``aged``: an age stands behind it.
    """

    name: str
    key: int
    flags: int
    word: bool
    located: bool
    loose: bool
    before: str
    after: str
    shouted: bool
    opens: bool
    aged: bool


def find_latin(search: PlaceSearch) -> Iterator[PlaceMention]:
    """Places that begin with a capital, in order."""
    original, origin = search.folded.original, search.folded.origin
    cased = original if origin is None else "".join([original[index] for index in origin])
    return _Latin(search, cased).run()


class _Latin:
    """One pass over one text; ``cased`` is the folded text with its capitals."""

    def __init__(self, search: PlaceSearch, cased: str) -> None:
        self.search = search
        self.text = search.text
        self.cased = cased
        # Names that stood behind a given name or title: alone they still mean the person.
        self.persons: set[int] = set()
        self.previous = 0

    def run(self) -> Iterator[PlaceMention]:
        for start in (hit.start() for hit in _START.finditer(self.cased)):
            if start >= self.previous:
                found = self.at(start)
                if found is not None:
                    yield found
                    self.previous = found.end

    def at(self, start: int) -> PlaceMention | None:
        """The longest place at a capital, or one whose small article stands before it."""
        text, search = self.text, self.search
        begins: tuple[int, ...] = (start,)
        if start and text[start - 1] in " '":
            article = _ARTICLE.search(text, max(0, start - 5), start)
            if article is not None:
                begins = (article.start(), start)
        for begin in begins:
            for end, key in search.gazetteer.matches(text, begin):
                if end <= start or (end < len(text) and (text[end].isalnum() or text[end] == "_")):
                    continue
                if search.free(begin, end) and self.is_place(begin, end, key):
                    return search.mention(begin, end, key)
        return None

    def is_place(self, start: int, end: int, key: int) -> bool:
        """Whether the name stands as a place."""
        flags = self.search.gazetteer.flags(key)
        name = self.cased[start:end]
        if len(name) <= 3 and "." not in name and not (flags & REVIEWED or (flags & STRONG and name.isupper())):
            return False
        small = not (name[0].isupper() or (name[1:2] == "'" and name[2:3].isupper()))  # "l'Eliana" is none
        lowered = " " in name and name.rpartition(" ")[2][:1].islower()  # "the Spanish town of Lleida"
        if lowered or (not flags & STRONG and " " not in name and small):
            return False
        hit = self.hit(name, start, end, key, flags)
        if hit.after.lower() in self.search.cues.tail or (
            hit.shouted and hit.word and not flags & REVIEWED and not self.heads_dateline(start, end)
        ):
            return False
        if key in self.persons and hit.loose:  # "a representative of Karimov"
            return False
        if self.is_full_name(hit) or (not hit.located and self.is_person(hit)):
            self.persons.add(key)
            return False
        return self.is_strong(hit) if flags & STRONG else self.is_small(hit)

    def hit(self, name: str, start: int, end: int, key: int, flags: int) -> _Hit:
        """The name with what stands beside it."""
        gazetteer, cues, left = self.search.gazetteer, self.search.cues, self.search.left(start)
        located = bool(cues.before.search(left) or cues.kind.search(left) or cues.unit.search(left))
        located = located or (self.previous > 0 and self.text[self.previous : start] in _JOINTS)
        located = located or self.heads_dateline(start, end) or self.names_body(end)
        word = gazetteer.is_word(key, self.search.language)
        # English words stand in texts of all four languages; only large places are proof against that.
        word = word or (not flags & STRONG and gazetteer.is_word(key, "en"))
        shouted = name.isupper() and self.cased[max(0, start - 30) : end + 20].isupper()
        opens = self.at_sentence_start(start)
        before, after = self.word_before(start), self.word_after(end)
        if shouted:  # every word has a capital there: only a first name or rank says something, and what ends a name
            before = before if self.is_given(before) else ""
            after = after if after.lower() in cues.tail else ""
        loose = cues.loose.search(left) is not None
        aged = _AGE_AFTER.match(self.text, end) is not None
        return _Hit(name, key, flags, word, located, loose, before, after, shouted, opens, aged)

    def heads_dateline(self, start: int, end: int) -> bool:
        """Whether the name opens the text and a date follows it."""
        text = self.search.folded.text
        return start < 40 and not text[:start].strip() and _DATE_AFTER.match(text, end) is not None

    def names_body(self, end: int) -> bool:
        """Whether a body that is called after its town follows: "a Busia court"."""
        following = self.text[end : end + 16]
        words = following.split(maxsplit=1)
        return bool(words) and following[0] == " " and words[0].rstrip(".,'") in self.search.cues.body_after

    def is_given(self, word: str) -> bool:
        """Whether a person's name begins with the word."""
        key = fold_key(word)
        return key in _TITLES or key in _RANKS or key in self.search.gazetteer.given_names

    def is_strong(self, hit: _Hit) -> bool:
        """A country, unit, reviewed name or large city needs nothing, unless it is a word or part of a longer name."""
        if hit.flags & REVIEWED and hit.name.isupper() and len(hit.name) <= 3:
            return not hit.shouted  # "US" and "UAE"; in a line of capitals it may be the word "us"
        return hit.located or not (hit.word or hit.flags & GIVEN_NAME)

    def is_small(self, hit: _Hit) -> bool:
        """A town needs to stand inside a sentence or behind a locative word, a hamlet always the latter."""
        if hit.shouted or hit.word or hit.flags & GIVEN_NAME or not hit.flags & USUAL:
            return hit.located and not hit.after
        return hit.located or not (hit.after or hit.opens)

    def is_person(self, hit: _Hit) -> bool:
        """Whether a capitalised word before the name makes a person of it, here or earlier in the text."""
        if not hit.before:
            return hit.key in self.persons
        if hit.aged:
            return True
        return self.is_given(hit.before) or hit.word or not hit.flags & STRONG

    def is_full_name(self, hit: _Hit) -> bool:
        """Whether a city is only the given or the family name of somebody: "Sofía Córdoba", "a Santiago León"."""
        if (hit.located and not hit.loose) or hit.shouted or " " in hit.name:
            return False
        language = self.search.language
        flags = name_flags(fold_key(hit.name), language)
        before, after = name_flags(fold_key(hit.before), language), name_flags(fold_key(hit.after), language)
        given = bool(hit.after) and flags & GIVEN and after & FAMILY and not after & WORD
        family = bool(hit.before) and flags & FAMILY and before & GIVEN and not before & WORD
        return bool(given or family)

    def word_before(self, start: int) -> str:
        """The capitalised word directly before, or nothing."""
        cased = self.cased
        if start < 2 or cased[start - 1] not in " -":
            return ""
        word = cased[cased.rfind(" ", 0, start - 1) + 1 : start - 1]
        return word if word[:1].isupper() and word.isalpha() else ""

    def word_after(self, end: int) -> str:
        """The capitalised word directly behind, or nothing."""
        cased = self.cased
        if end + 1 >= len(cased) or cased[end] not in " -" or not cased[end + 1].isupper():
            return ""
        hit = _WORD.match(cased, end + 1)
        return hit[0] if hit else ""

    def at_sentence_start(self, start: int) -> bool:
        """Whether only blanks stand between the end of a sentence and the position."""
        before = self.search.folded.text[max(0, start - 3) : start].rstrip(" ")
        return not before or before[-1] in _SENTENCE_END
