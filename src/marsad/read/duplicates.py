"""Copies of one text: syndicated, shortened by a line, with another headline, but one account and not several.

MinHash finds candidates (Broder 1997; banding after Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3),
and the Jaccard index of the word triples of both texts decides. Copies of copies are copies, so the groups are the
connected parts, named by their smallest document id: the order of the documents does not matter, and documents that
come later give the groups that all at once would have given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from marsad.dates import first_day
from marsad.spans import fold

__all__ = ["SKETCH_BYTES", "Account", "group_copies", "shingles", "similarity", "sketch"]

# Word triples in common among all word triples. Copies of agency texts stay above 0.7 when an outlet changes headline,
# names itself and drops a closing line; reports of one event by two writers stay below 0.3 even where both quote.
SAME = 0.7

# 20 bands of 5 rows find 97 % of the pairs at 0.7, 99.9 % at 0.8, and ask about 5 % of those at 0.3.
_BANDS, _ROWS = 20, 5
_SEED = 20240607
SKETCH_BYTES = 8 * _BANDS

# The same form filled in again (a daily bulletin) is near its last issue, but its news is another.
_DAYS = 7

_SHINGLE = 3
_WORD = re.compile(r"\w+")
_ODD = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)
_MIX = np.array(_ODD, "u8")
_Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Account:
    """What of a document is compared: its sketch, and the day of its publication if that is known."""

    sketch: bytes
    published: str | None = None


def shingles(text: str) -> frozenset[str]:
    """The word triples of a folded text; of a shorter one all its words as one."""
    words = _WORD.findall(fold(text).text)
    if len(words) <= _SHINGLE:
        return frozenset([" ".join(words)]) if words else frozenset()
    return frozenset(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def similarity(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard index: what two sets have in common, of what they have together."""
    common = len(a & b)
    return common / (len(a) + len(b) - common) if a or b else 0.0


def sketch(text: str) -> bytes:
    """Keys of a text such that texts with a key in common may be copies; `SKETCH_BYTES` long."""
    from rensa import RMinHash

    hashed = RMinHash(_BANDS * _ROWS, _SEED)
    hashed.update(list(shingles(text)))
    rows = np.array(hashed.digest(), "u8").reshape(_BANDS, _ROWS)
    keys: _Keys = (rows * _MIX).sum(axis=1, dtype="u8")
    return keys.astype("<u8").tobytes()


def group_copies(
    accounts: Mapping[str, Account], text_of: Callable[[str], str], origins: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Document id -> smallest id of its group, for all ``accounts``.

    ``text_of`` gives the text of a document when it must be compared. ``origins`` are the groups of an earlier call for
    documents among ``accounts``; only the others are compared, with each other and with these.
    """
    ids = sorted(accounts)
    groups = _Groups(ids, origins or {})
    judge = _Judge(accounts, text_of)
    fresh = np.array([document not in (origins or {}) for document in ids], bool)
    for members in _buckets(ids, accounts, fresh):
        _join([ids[at] for at in members], groups, judge)
    return {document: groups.root(document) for document in ids}


def _buckets(ids: list[str], accounts: Mapping[str, Account], fresh: NDArray[np.bool_]) -> Iterator[list[int]]:
    """Positions of documents that share a key, where at least one of them is new."""
    if not ids:
        return
    keys = np.frombuffer(b"".join(accounts[document].sketch for document in ids), "<u8").reshape(len(ids), _BANDS)
    for band in range(_BANDS):
        order = np.argsort(keys[:, band], kind="stable")
        ordered = keys[order, band]
        ends = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], True)) + 1
        starts = np.append(0, ends[:-1])
        for at in np.flatnonzero(ends - starts > 1):
            members = order[starts[at] : ends[at]]
            if fresh[members].any():
                yield members.tolist()


def _join(members: list[str], groups: _Groups, judge: _Judge) -> None:
    """Join all groups of a bucket between which any pair are copies; pairs inside one group need no comparison."""
    parts: dict[str, list[str]] = {}
    for document in members:
        parts.setdefault(groups.root(document), []).append(document)
    done: list[list[str]] = []
    for part in parts.values():
        alike = [other for other in done if judge.any_copy(part, other)]
        for other in alike:
            groups.join(part[0], other[0])
            done.remove(other)
        done.append([document for joined in (part, *alike) for document in joined])


class _Groups:
    """Connected documents, each group under its smallest id."""

    def __init__(self, ids: Iterable[str], origins: Mapping[str, str]) -> None:
        self._parent = {document: origins.get(document, document) for document in ids}

    def root(self, document: str) -> str:
        parent = self._parent
        while parent[document] != document:
            parent[document] = parent[parent[document]]
            document = parent[document]
        return document

    def join(self, a: str, b: str) -> None:
        a, b = self.root(a), self.root(b)
        self._parent[max(a, b)] = min(a, b)


class _Judge:
    """Says of pairs whether they are copies, each pair once."""

    def __init__(self, accounts: Mapping[str, Account], text_of: Callable[[str], str]) -> None:
        self._accounts = accounts
        self._text_of = text_of
        self._shingles: dict[str, frozenset[str]] = {}
        self._different: set[tuple[str, str]] = set()

    def any_copy(self, some: list[str], others: list[str]) -> bool:
        return any(self._copies(a, b) for a in some for b in others)

    def _copies(self, a: str, b: str) -> bool:
        pair = (a, b) if a < b else (b, a)
        if pair in self._different:
            return False
        first, second = self._set(a), self._set(b)
        if not first or not second:
            return False
        least, most = sorted((len(first), len(second)))
        alike = first == second or (
            least >= SAME * most and similarity(first, second) >= SAME and not self._far_apart(a, b)
        )
        if not alike:
            self._different.add(pair)
        return alike

    def _set(self, document: str) -> frozenset[str]:
        if document not in self._shingles:
            self._shingles[document] = shingles(self._text_of(document))
        return self._shingles[document]

    def _far_apart(self, a: str, b: str) -> bool:
        """Whether both days are known and too far apart."""
        days = [_day(self._accounts[document].published) for document in (a, b)]
        return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) > _DAYS


def _day(published: str | None) -> date | None:
    """A day; months and years are too coarse to tell."""
    return first_day(published) if published and len(published) == 10 else None
