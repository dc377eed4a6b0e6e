"""Places that the gazetteer lacks: names behind a noun that always has one ("village of X", "بلدة X")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marsad.annotate.place_search import PlaceSearch
from marsad.mentions import PlaceMention

__all__ = ["find_unknown"]

_RUN = re.compile(r"[^\W\d_][\w']*")
# Small words inside a name.
_INNER = frozenset(re.findall(r"\w+", "de del la las los el al le les du des d of the en sur"))
# Endings of Arabic adjectives: "القرية المذكورة" names no village.
_ADJECTIVES = ("ه", "ين", "ات", "ي")


def find_unknown(search: PlaceSearch, found: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Named places beside those already found; they have no candidates."""
    folded, arabic = search.folded, search.language == "ar"
    for hit in search.cues.named_before.finditer(search.text):
        start, end = _capitals_before(search, hit.start())
        known = any(mention.start < end and start < mention.end for mention in found)
        if start < end and not known and search.free(start, end) and _is_name(search, start, end):
            yield PlaceMention(start, end, folded.source(start, end), ())
    for hit in search.cues.named.finditer(search.text):
        start, end = hit.span("name")
        if not arabic:
            if not folded.is_capital(start):
                continue
            end = _capital_run(search, start)
        known = any(mention.start < end and start < mention.end for mention in found)
        if not known and search.free(start, end) and _is_name(search, start, end):
            yield PlaceMention(start, end, folded.source(start, end), ())


def _capitals_before(search: PlaceSearch, end: int) -> tuple[int, int]:
    """The capitalised words right before a position inside a sentence: "in | Kurmin Kare | village"; else nothing."""
    text, start = search.folded.text, end
    while True:
        first = text.rfind(" ", 0, max(start - 1, 0)) + 1
        word = text[first : max(start - 1, 0)]
        if start == 0 or text[start - 1] != " " or not word.isalpha() or not search.folded.is_capital(first):
            break
        start = first
    opens = start == 0 or text[max(0, start - 2)] in ".!?:\n"
    return (end, end) if opens or start == end else (start, end - 1)


def _capital_run(search: PlaceSearch, start: int) -> int:
    """End of the capitalised words that begin at the position, with small words between them."""
    text = search.folded.text
    end = last = start
    for hit in _RUN.finditer(text, start):
        apart = hit.start() > start and (hit.start() > end + 1 or text[hit.start() - 1] not in " -")
        small = hit[0] in _INNER
        if apart or not (small or search.folded.is_capital(hit.start())):
            break
        end = hit.end()
        last = last if small else end
    return last


def _is_name(search: PlaceSearch, start: int, end: int) -> bool:
    """Whether the words are no plain ones."""
    words = search.text[start:end]
    if words in search.cues.plain or len(words) < 3:
        return False
    return search.language != "ar" or not (words.startswith("ال") and words.endswith(_ADJECTIVES))
