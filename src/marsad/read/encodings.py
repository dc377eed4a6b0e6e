"""Bytes to text: byte order marks, UTF-8 (cut off or slightly damaged too), UTF-16, and legacy code pages.

Legacy pages are told apart by what they would say: among the Arabic pages the one that gives the most common Arabic
words wins, among the Latin pages the one whose accented letters are those of French, Spanish and English print. On
short texts this is surer than byte statistics, which need more text than a news brief has.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from marsad.errors import UnreadableDocument

__all__ = ["Decoded", "decode", "looks_binary"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding in which it was read."""

    text: str
    encoding: str


# The UTF-32 mark begins with the UTF-16 mark, so it stands first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive or an office file; save it as text, HTML or PDF"),
    (b"\xd0\xcf\x11\xe0", "an old office file; save it as text, HTML or PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)

_ARABIC_PAGES = ("windows-1256", "iso-8859-6", "mac_arabic", "cp720", "cp864")
_LATIN_PAGES = ("cp1252", "iso-8859-1", "mac_roman", "cp850")

# Letters and marks that French, Spanish and English print uses beyond ASCII.
_LATIN_PRINT = frozenset("éèêëàâäçîïôöùûüœæÿñáíóúÉÈÊËÀÂÄÇÎÏÔÖÙÛÜŒÆÑÁÍÓÚ«»‹›“”‘’„‚–—…¿¡€£°ºª·•©®§½\xa0")

_ARABIC_WORD = re.compile(r"[\u0621-\u0652]{2,}")
_WORDS = (
    "في من على إلى الى أن ان التي الذي عن مع هذا هذه كما قد لا ما بعد قبل كان كانت وقد خلال بين ذلك منذ يوم تم أو او"
)
_COMMON_ARABIC = frozenset(_WORDS.split())

# Control bytes that no text holds; tab, newline, form feed, carriage return and escape are left out.
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_SAMPLE = 1 << 16
_Score = Callable[[str], float]
_MOST_CONTROLS, _FEWEST_CONTROLS = 0.05, 8


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of the bytes; ``declared`` is what a page says of itself, and decides where the bytes do not."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, errors="replace"), encoding)
    wide = _utf16_without_mark(data)
    if wide is not None:
        return wide
    binary = looks_binary(data)
    if binary is not None:
        raise UnreadableDocument("bytes", binary)
    return _utf8(data) or _legacy(data, declared)


def looks_binary(data: bytes) -> str | None:
    """What the bytes are, if they are plainly no text: a known signature or too many control bytes."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return f"this is {what}"
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    most = max(_FEWEST_CONTROLS, _MOST_CONTROLS * len(sample))
    return "this is binary data and no text" if controls > most else None


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 shows in its high bytes: zero for ASCII, spaces and digits, always on the same side."""
    sample = data[:_SAMPLE]
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if sum(zeros) < 0.02 * len(sample) or min(zeros) > 0.1 * max(zeros):
        return None
    encoding = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    text = data.decode(encoding, errors="replace")
    known = sum(character.isprintable() or character in "\r\n\t\f" for character in text[:_SAMPLE])
    common = sum(character < "\u0700" or "\u2000" <= character < "\u2100" for character in text[:_SAMPLE])
    return Decoded(text, encoding) if min(known, common) > 0.9 * len(text[:_SAMPLE]) else None


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, also where a character is cut at either end, or a few bytes are damaged (they become U+FFFD)."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    right = sum(len(run) for run in re.findall(r"[^\x00-\x7f\ufffd]+", text))
    return Decoded(text, "utf-8") if damaged <= max(3, 0.02 * right) and right >= damaged else None


def _legacy(data: bytes, declared: str | None) -> Decoded:
    best = _best(data, _ARABIC_PAGES, declared, _arabic_score)
    # One Arabic-looking word in ten is more than a Latin text gives by chance and less than any Arabic text has.
    if best is not None and best[0] >= 0.1:
        return best[1]
    best = _best(data, _LATIN_PAGES, declared, _latin_score)
    if best is not None and best[0] >= 0.5:
        return best[1]
    return _by_statistics(data) or (best[1] if best else Decoded(data.decode("latin-1"), "iso-8859-1"))


def _best(data: bytes, pages: tuple[str, ...], declared: str | None, score: _Score) -> tuple[float, Decoded] | None:
    """The page whose text scores best; on a tie the declared page, then the commoner one."""
    sample = data[:_SAMPLE]
    ranked = []
    for rank, page in enumerate(pages):
        text = _try(sample, page)
        if text is not None:
            ranked.append((score(text), declared is not None and _same_codec(page, declared), -rank, page))
    for value, _, _, page in sorted(ranked, reverse=True):
        whole = _try(data, page)
        if whole is not None:
            return value, Decoded(whole, page)
    return None


def _try(data: bytes, page: str) -> str | None:
    try:
        return data.decode(page)
    except UnicodeDecodeError:
        return None


def _same_codec(page: str, declared: str) -> bool:
    try:
        return codecs.lookup(page).name == codecs.lookup(declared).name
    except LookupError:
        return False


def _arabic_score(text: str) -> float:
    """Share of common words and of words with the article among all words."""
    words = _ARABIC_WORD.findall(text)
    common: int = sum(word in _COMMON_ARABIC or (word.startswith("ال") and len(word) > 3) for word in words)
    return float(common) / max(1, len(words), len(text.split()) // 4)


def _latin_score(text: str) -> float:
    """Share of the characters beyond ASCII that the languages of Marsad print."""
    beyond = [character for character in text if character > "\x7f"]
    return sum(character in _LATIN_PRINT for character in beyond) / max(1, len(beyond))


def _by_statistics(data: bytes) -> Decoded | None:
    """Other scripts: charset-normalizer's guess, good enough to say that a language is not supported."""
    from charset_normalizer import from_bytes  # 60 ms for a rare case

    guess = from_bytes(data[:_SAMPLE]).best()
    return None if guess is None else Decoded(data.decode(guess.encoding, errors="replace"), guess.encoding)
