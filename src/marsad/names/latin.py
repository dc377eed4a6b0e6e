"""Names of persons in Latin script: runs of capitalised words that are no place, body, office or word of the sentence.

A name is what capitals show and no vocabulary explains. The lists of names decide where capitals say nothing: at the
start of a sentence, in titles and in lines of capitals, and for names that are towns or words as well.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.gazetteer.store import REVIEWED, STRONG, USUAL
from marsad.names.offices import holds_office
from marsad.names.page import LOCATIVE, Draft, Page
from marsad.names.vocabulary import FAMILY, GIVEN, PARTICLES, WORD, name_flags, word_set

__all__ = ["find_latin"]

_CAPITALS = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper())
_LETTER = r"[^\W\d_]"
_APOSTROPHE = "['’‘`´ʼʿʾ]"
_HYPHEN = "[-‐‑]"
_BLANK = r"(?:[ \t\u00a0]{1,3}|[ \t]*\r?\n[ \t]*)"
_INITIAL = rf"[{_CAPITALS}]\.(?:-?[{_CAPITALS}]\.){{0,3}}"
_CAPITAL = rf"(?:{_INITIAL}|[{_CAPITALS}]{_LETTER}*(?:(?:{_APOSTROPHE}|{_HYPHEN}){_LETTER}+)*)"
_LEAD = (
    rf"(?:(?:al|el|ad|as|ar|az|ash|at|an|es|ez){_HYPHEN}|(?:ben|bin|ibn|bint|bent|abu|abou|oum|umm|um|ould|uld|ag|van"
    rf"|von|aït|ait){_BLANK}|d{_APOSTROPHE})"
)
_MIDDLE = (
    rf"(?:(?:de|del|la|las|los|le|du|des|da|dos|di|van|von|der|den|ter|ben|bin|ibn|bint|bent|abu|abou|al|el|ag|wa|ould"
    rf"|uld|abd|ed|es|oum|umm){_BLANK})"
)
_RUN = re.compile(rf"(?<!{_LETTER}){_LEAD}?{_CAPITAL}(?:(?:{_BLANK}|(?<=\.)){_MIDDLE}{{0,3}}{_LEAD}?{_CAPITAL})*")
_PART = re.compile(rf"{_LETTER}+(?:(?:{_APOSTROPHE}|{_HYPHEN}){_LETTER}+)*\.?")
_ELISION = re.compile(rf"(?:[LSCJT]|Qu|Jusqu|Lorsqu|Puisqu|D(?={_APOSTROPHE}[{_CAPITALS}])){_APOSTROPHE}")
_POSSESSIVE = re.compile(rf"{_APOSTROPHE}s$")
_MONTHS = word_set(
    "jan feb mar apr may jun jul aug sep sept oct nov dec janv fevr avr juil juin ene abr ago dic mai mayo"
)
_DAY = re.compile(r"\.?,? ?\d")
_OPENING = word_set("ben bin ibn bint abu abou oum umm um ould ag abd al el")
_AGE = re.compile(
    r"\s?[,(]?\s?(?:who is |age[ds]? |agee? de |de )?(?:\d{1,2}|[a-z-]{3,14}(?: (?:y )?[a-z]{3,9})?)"
    r"(?:[ -]year[s]?[ -]old| ans| anos|[ -]years)|\s?[,(]\s?(?:aged )?[1-9]\d\s?[,).;]"
)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    key: str
    flags: int
    place: int  # 1: a place by itself, 2: part of a longer name of a place
    strong: bool  # a place that everybody knows
    kind: str  # name, unknown, word, known, office, role, head, initial, particle


def find_latin(page: Page) -> Iterator[Draft]:
    """Names in Latin script, in order."""
    if not any(letter in page.cased for letter in "AEIOUaeiou"):
        return
    small = page.cues.starters
    for match in _RUN.finditer(page.cased):
        start = match.start()
        if page.text[start : match.end()] in small:
            continue
        elided = _ELISION.match(page.cased, start)
        if elided and elided.end() < match.end() and (match.group()[0] != "D" or _opens(page, start)):
            start = elided.end()
        yield from _Run(page, start, match.end()).drafts()


def _opens(page: Page, position: int) -> bool:
    """Whether a sentence or a quotation begins at the position, so that a capital tells nothing."""
    text = page.text
    index = position - 1
    while index >= 0 and text[index] in " \"'([-*>\t":
        index -= 1
    if index < 0 or text[index] in "\n!?:;|/":
        return True
    if text[index] != ".":
        return False
    words = page.before(index)
    return not words or (words[-1] not in page.cues.titles and len(words[-1]) > 1)


class _Run:
    """One run of capitalised words."""

    def __init__(self, page: Page, start: int, end: int) -> None:
        self.page = page
        self.start = -1
        self.opens = _opens(page, start)
        self.cue = self._cue(start)
        self.named = self.cue == "named"
        self.start = start
        self.tokens = self._tokens(start, end)

    def _tokens(self, start: int, end: int) -> list[_Token]:
        page = self.page
        tokens: list[_Token] = []
        covered = begun = 0
        for match in _PART.finditer(page.cased, start, end):
            first, last = match.span()
            possessive = _POSSESSIVE.search(match.group())
            if possessive:
                last -= len(possessive.group())
            key = sys.intern(page.text[first:last])
            if first >= covered:
                begun, covered = first, self._place(first, end)
            place = 0 if last > covered else 1 if first == begun and covered <= match.end() else 2
            tokens.append(self._token(first, last, key, place, tokens))
        return tokens

    def _token(self, start: int, end: int, key: str, place: int, earlier: Sequence[_Token]) -> _Token:
        page, cues = self.page, self.page.cues
        flags = _flags(key, page.language)
        kind = "name" if flags & (GIVEN | FAMILY) else "unknown"
        bare = key.rstrip(".")
        after_given = bool(earlier) and earlier[-1].kind in ("name", "word") and bool(earlier[-1].flags & GIVEN)
        after_name = after_given or (
            bool(earlier and flags & FAMILY) and earlier[-1].kind in ("name", "unknown") and not earlier[-1].place
        )
        if len(bare) == 1:
            kind = "initial"
        elif bare in _MONTHS and _DAY.match(page.text, end):
            kind = "known"
        elif bare in PARTICLES:
            kind = "particle"
        elif page.is_known(start, end):
            kind = "known"
        elif bare in cues.titles:
            kind = "role"
        elif after_name and (after_given or kind == "name"):
            kind = "name" if kind == "name" else "unknown"
        elif (bare,) in cues.office_first.get(bare, ()):
            kind = "office"
        elif (bare,) in cues.role.get(bare, ()):
            kind = "role"
        elif bare in cues.known or bare in cues.starters:
            kind = "known"
        elif bare in cues.heads:
            kind = "head"
        elif (bare in page.words and not flags & GIVEN) or (flags & WORD and self.opens and not earlier):
            kind = "word"
        return _Token(start, end, bare, flags, place, bool(place) and self._is_strong(key), kind)

    def _is_strong(self, key: str) -> bool:
        number = self.page.gazetteer.key_id(key)
        return number is not None and bool(self.page.gazetteer.flags(number) & (STRONG | REVIEWED))

    def _place(self, start: int, limit: int) -> int:
        """The end of a place that begins at the position and is no likely name; the position where there is none."""
        page = self.page
        gazetteer = page.gazetteer
        for end, key in gazetteer.matches(page.keys, start):
            if end < len(page.text) and page.text[end].isalpha():
                continue
            flags = gazetteer.flags(key)
            if flags & (STRONG | USUAL | REVIEWED):
                return end
            located = (page.before(start) or [""])[-1] in LOCATIVE
            if located and (" " in page.keys[start:end] or not _flags(page.text[start:end], page.language) & GIVEN):
                return end
        return start

    def drafts(self) -> Iterator[Draft]:
        """The names of the run."""
        held: list[_Token] = []
        lead = ""
        for index, token in enumerate(self.tokens):
            if self._joins(token, held, index):
                held.append(token)
                continue
            yield from self._decide(held, lead)
            held, lead = [], token.kind if token.kind != "particle" else lead
            if token.kind == "head" and token.key in self.page.cues.named_after:
                lead = "named_after"
        yield from self._decide(held, lead)

    def _joins(self, token: _Token, held: Sequence[_Token], index: int) -> bool:  # noqa: PLR0911 - one rule a return
        if token.kind in ("known", "office", "role", "head"):
            return False
        if not token.place or self.named:
            return True
        if held and (held[-1].kind != "word" or held[-1].flags & GIVEN):
            return True  # a surname that is a town too: "Karim Tanger"
        if token.strong and not token.flags & GIVEN and self._is_located(token.start):
            return False  # "à Tanger Karim Benali"
        behind = self.tokens[index + 1 :]
        following = next((other for other in behind if other.kind != "particle"), None)
        if following and behind[0].key in _OPENING and not following.place:
            return True  # "Oran ben Salah"
        if token.place == 2 or following is None or not _goes_with(following):
            return False
        cue = self._cue(token.start) is not None
        if following.place:  # two towns side by side are a person if one is a given name
            return following.place == 1 and (cue or not token.strong or bool((token.flags | following.flags) & GIVEN))
        return bool((token.flags | following.flags) & GIVEN) or not token.strong or cue

    def _is_located(self, start: int) -> bool:
        return (self.page.before(start) or [""])[-1] in LOCATIVE

    def _decide(self, held: list[_Token], lead: str) -> Iterator[Draft]:
        while held and (held[0].kind == "word" or (held[0].kind == "particle" and not _opens_name(held[0]))):
            goes_on = any(token.kind in ("name", "unknown", "initial") for token in held[1:])
            if held[0].kind == "word" and (self._cue(held[0].start) or (held[0].flags & GIVEN and goes_on)):
                break
            held = held[1:]
        while held and held[-1].kind in ("particle",):
            held = held[:-1]
        if not held or not any(token.kind != "particle" for token in held):
            return
        start, end = held[0].start, held[-1].end
        reason = self._reason(held, lead)
        if reason is None:
            return
        if self.page.is_public(start, end):
            yield Draft(start, end, "public", stays=True)
            return
        stays = reason not in ("named", "role") and (lead == "office" or holds_office(self.page, start, end))
        yield Draft(start, end, reason, stays)

    def _cue(self, start: int) -> str | None:
        page = self.page
        if start == self.start:
            return self.cue
        before = page.before(start)
        if page.has_cue(page.cues.naming, before):
            return "named"
        return "role" if page.has_cue(page.cues.role, before) else None

    def _reason(self, held: Sequence[_Token], lead: str) -> str | None:  # noqa: PLR0911 - one rule a return
        cue = self._cue(held[0].start) or ("role" if lead == "role" else None)
        real = [token for token in held if token.kind in ("name", "unknown", "word")]
        listed = [token for token in real if token.flags & (GIVEN | FAMILY)]
        certain = [token for token in listed if not token.flags & WORD and not token.place]
        if cue == "named" and real:
            return "named"
        if not real:
            return "initials" if cue and len(held) > 1 else None
        if any(token.kind == "initial" for token in held):
            return "initial"
        if _AGE.match(self.page.text, held[-1].end):
            return "age" if listed or len(real) > 1 or cue or not self.opens else None
        if lead == "named_after" and cue is None:
            return None
        if lead == "head" and not certain:
            return None
        if self.page.is_shouted(held[0].start):
            return "listed" if certain or (cue and listed) else None
        if len(real) == 1:
            return self._single(real[0], cue, bool(certain))
        if all(token.kind == "word" for token in real):
            return cue
        return cue or ("listed" if listed else "capitals")

    def _single(self, token: _Token, cue: str | None, certain: bool) -> str | None:
        written = self.page.cased[token.start : token.end]
        ordinary = token.kind == "word" or token.key in self.page.words
        if (ordinary and not (cue and token.flags & GIVEN)) or (
            written.isupper() and len(written) < 7 and not token.flags
        ):
            return None
        if cue or certain:
            return cue or "listed"
        if self.opens or (self.page.before(token.start) or [""])[-1] in LOCATIVE:
            return None
        return "listed" if token.flags else "capitals"


def _goes_with(token: _Token) -> bool:
    """Whether a capitalised word may be a surname behind what may be a first name."""
    return token.kind in ("name", "unknown", "initial") or (token.kind == "word" and token.flags & FAMILY > 0)


def _opens_name(token: _Token) -> bool:
    """Whether a particle may begin a name: "ben", "Abu", "al-", but not "de" or "la"."""
    return token.key in _OPENING


def _flags(key: str, language: str) -> int:
    """Flags of a word, or of the best of its parts ("jean-pierre", "al-khazzani", "o'brien")."""
    key = key.rstrip(".").replace("’", "'")
    flags = name_flags(key, language)
    if flags or ("-" not in key and "'" not in key):
        return flags
    best = 0
    for part in re.split("[-']", key):
        found = name_flags(part, language) if len(part) > 2 else 0
        best = max(best, found & ~WORD if found else 0)
    return best
