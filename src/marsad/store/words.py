"""The words of a text as search sees them: folded, and Arabic ones also without what is written onto them.

An Arabic word is indexed in all forms that may be left when proclitics are cut (و ف ب ك ل ال ...), so that a query
finds «بالرباط» by «الرباط» and «رباط». Which cut is right cannot be told without a parser, and need not be: a query
word only ever loses its article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from marsad.lexicon import PROCLITICS
from marsad.spans import Span, fold

__all__ = ["indexed_text", "query_forms", "word_spans"]

_WORD = re.compile(r"\w+")
_LONGEST_CUT = max(map(len, PROCLITICS))
_SHORTEST_REST = 3
_ARTICLE = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل))(?=\w{3})")


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, ...]:
    """The word and what is left of it behind each possible proclitic."""
    if not "ء" <= word[0] <= "ي":
        return (word,)
    cuts = range(1, min(_LONGEST_CUT, len(word) - _SHORTEST_REST) + 1)
    return word, *(word[cut:] for cut in cuts if word[:cut] in PROCLITICS)


def indexed_text(text: str, masked: Sequence[tuple[int, int]] = ()) -> str:
    """What the search index holds of a text: all forms of all words but those inside masked spans."""
    if not masked:
        return " ".join(form for word in _WORD.findall(fold(text).text) for form in _forms(word))
    return " ".join(form for word, _ in _words(text, masked) for form in _forms(word))


def query_forms(query: str) -> tuple[tuple[str, ...], ...]:
    """For each word of a query the forms that may stand for it in the index (the word, and without article)."""
    found = []
    for word in dict.fromkeys(_WORD.findall(fold(query).text)):
        bare = _ARTICLE.sub("", word)
        found.append((word,) if bare == word else (word, bare))
    return tuple(found)


def word_spans(text: str, query: str, masked: Sequence[tuple[int, int]] = ()) -> list[Span]:
    """Where the words of a query stand in a text, in order."""
    wanted = {form for forms in query_forms(query) for form in forms}
    return [span for word, span in _words(text, masked) if not wanted.isdisjoint(_forms(word))]


def _words(text: str, masked: Sequence[tuple[int, int]]) -> Iterator[tuple[str, Span]]:
    folded = fold(text)
    hidden = sorted(masked)
    at = 0
    for match in _WORD.finditer(folded.text):
        span = folded.span(match.start(), match.end())
        while at < len(hidden) and hidden[at][1] <= span.start:
            at += 1
        if at == len(hidden) or span.end <= hidden[at][0]:
            yield match.group(), span
