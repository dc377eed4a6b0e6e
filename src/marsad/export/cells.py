"""Text that is safe in a cell of a table: no formulas, no illegal characters, no reordered neighbours.

Spreadsheets run a cell that begins with = + - or @ as a formula, also behind blanks, a tab, a byte order mark, and in
full-width form (OWASP, "CSV Injection"). Such a cell gets an apostrophe in front, which spreadsheets do not show.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LIST_SEPARATOR", "clean", "guarded", "is_arabic"]

LIST_SEPARATOR = " | "
_FORMULA = frozenset("=+-@")
# Neither XML nor a terminal takes these: C0 controls but tab and line ends, DEL, C1, half surrogates, non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Overrides turn letters and numbers round ("52" reads "25"); no news text needs them.
_OVERRIDES = re.compile("[\u202d\u202e]")
_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_CLOSES = frozenset(_OPENS.values())
_BIDI = re.compile("[\u202a-\u202c\u2066-\u2069]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def clean(text: str) -> str:
    """The text with each illegal or overriding character as U+FFFD, and open bidi marks closed at its end."""
    if text.isascii() and text.isprintable():
        return text
    text = _OVERRIDES.sub("\ufffd", _ILLEGAL.sub("\ufffd", text))
    return text + _missing(text)


def _missing(text: str) -> str:
    """Marks that close what the text leaves open, so that the next cell of a line keeps its direction."""
    waiting: list[str] = []
    for mark in _BIDI.findall(text):
        if mark in _OPENS:
            waiting.append(_OPENS[mark])
        elif mark in _CLOSES and mark in waiting:
            while waiting.pop() != mark:
                pass
    return "".join(reversed(waiting))


def guarded(text: str) -> str:
    """The cleaned text with an apostrophe in front where a spreadsheet would take it for a formula."""
    text = clean(text)
    return "'" + text if text[:1] in ("\t", "\r", "\n") or _first(text) in _FORMULA else text


def _first(text: str) -> str:
    """The first character that shows, in its plain form (＝ is =)."""
    for letter in text:
        if letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc", "Zs") or letter in "\ufffd'":
            continue
        return unicodedata.normalize("NFKC", letter)[:1]
    return ""


def is_arabic(text: str) -> bool:
    """Whether a cell reads from right to left: most of its letters are Arabic."""
    return len(_ARABIC.findall(text)) > len(_LATIN.findall(text))
