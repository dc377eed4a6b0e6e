"""Masking: every character of a name becomes a full block, so lengths and offsets stay.

A masked text can be read beside the evidence of the public records: every span still points to the same place. Names
are hidden in slices of a text by their offsets (`mask_quote`) and in strings without offsets, such as titles, speakers
or addresses of pages, by their words (`mask_words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from marsad.names.model import NameSpan
from marsad.names.vocabulary import bare_forms, name_words
from marsad.spans import fold

__all__ = ["BLOCK", "mask", "mask_quote", "mask_record", "mask_words", "may_hold"]

BLOCK = "█"
_WORD = re.compile(r"[^\W\d_]+")
_COVERED = re.compile(r"[^\r\n]")


def mask(text: str, spans: Iterable[NameSpan]) -> str:
    """The text with each character of a span as a block; line breaks inside a name stay."""
    return mask_quote(text, 0, spans)


def mask_quote(quote: str, start: int, spans: Iterable[NameSpan]) -> str:
    """A slice of a text that begins at ``start`` there, with what lies in a span masked."""
    pieces = []
    done = 0
    for span in sorted(spans):
        begin, end = max(span.start - start, done), min(span.end - start, len(quote))
        if begin < end:
            pieces += [quote[done:begin], _COVERED.sub(BLOCK, quote[begin:end])]
            done = end
    return "".join(pieces) + quote[done:] if pieces else quote


def mask_words(string: str, spans: Sequence[NameSpan]) -> str:
    """A string that is no slice of the text with every word of a private name masked, whatever its case or script form.

    For titles, speakers, file names and addresses ("/arrest-of-karim-benali"). Words that are no name by themselves
    ("ben", "de", "ال") and words of one letter stay.
    """
    wanted = _words_of(tuple(span.quote for span in spans))
    if not wanted or not string:
        return string
    folded = fold(string)
    hits = []
    for match in _WORD.finditer(folded.text):
        lead = _lead(match.group(), wanted)
        if lead is not None:
            span = folded.span(match.start() + lead, match.end())
            hits.append(NameSpan(span.start, span.end, span.of(string), "words"))
    return mask(string, hits)


def may_hold(string: str, spans: Sequence[NameSpan]) -> bool:
    """Whether a word of a private name may stand in a string: False is certain, and cheap for a whole record."""
    wanted = _words_of(tuple(span.quote for span in spans))
    folded = fold(string).text if wanted else ""
    return any(word in folded for word in wanted)


@lru_cache(maxsize=1024)
def _words_of(quotes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for quote in quotes for word in name_words(quote))


def _lead(word: str, wanted: frozenset[str]) -> int | None:
    """Letters before a private word in a word (Arabic clitics); None where there is none."""
    if word in wanted:
        return 0
    if word[0] < "ء":
        return None
    return next((lead for lead, core in bare_forms(word) if core in wanted), None)


def mask_record(record: Mapping[str, Any], spans: Sequence[NameSpan]) -> dict[str, Any]:
    """A copy of a public record (its JSON form) with private names masked.

    Every mapping with ``start``, ``end`` and ``quote`` (or ``text``) is masked by its offsets and its words, every
    other string by its words. Ids, hashes and dates hold no names and are left as they are.
    """
    return {key: _masked(key, value, spans) for key, value in _by_offsets(record, spans).items()}


_VERBATIM = {"id", "document_id", "sha256", "language", "retrieved_at", "kind", "type", "subtype", "stage", "country"}


def _by_offsets(record: Mapping[str, Any], spans: Sequence[NameSpan]) -> dict[str, Any]:
    copy = dict(record)
    start, quote = record.get("start"), record.get("quote")
    if isinstance(start, int) and isinstance(quote, str):
        copy["quote"] = mask_quote(quote, start, spans)
    if "sha256" in record and isinstance(record.get("text"), str):
        copy["text"] = mask(record["text"], spans)
    return copy


def _masked(key: str, value: Any, spans: Sequence[NameSpan]) -> Any:
    if isinstance(value, str):
        return value if key in _VERBATIM else mask_words(value, spans)
    if isinstance(value, Mapping):
        return mask_record(value, spans)
    if isinstance(value, (list, tuple)):
        return [_masked(key, item, spans) for item in value]
    return value
