"""Which pairs are compared at all. Two reports are a candidate pair if they share a key; no block grows without bound.

Keys join reports of one family of types that lie near in time and place, or near in time with one count in common.
Some keys serve only to find the partners of a vague report ("in 2004", no date at all): such a report probes the block,
the others merely stand in it, and two that stand in it make no pair.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import Any

import numpy as np

from marsad.merge.constraints import FAR_DAYS, family
from marsad.merge.features import Features

__all__ = ["BLOCK_LIMIT", "block_ids", "candidate_pairs", "keys", "sort_key"]

BLOCK_LIMIT = 64
"""Members of a block that are all compared with each other; in a larger one each is compared with its neighbours."""

_NEIGHBOURS = 32  # on either side, in the order of `sort_key`: by day, country, place and count
_LONG_DAYS = 12  # a longer period is looked up by its months
_MOST_PLACES = 6  # of a report, in the order of their keys, that are paired
_CHUNK = 1 << 20  # rows of the pair table that are held at a time

_MAIN = ("arrested", "killed", "kidnapped", "transferred", "convicted", "charged", "released")

Pairs = np.ndarray[Any, np.dtype[np.int64]]


def keys(report: Features) -> Iterator[tuple[str, bool]]:
    """The blocks of a report, each with whether it probes the block. docs/merging.md lists them."""
    kind = family(report.type)
    countries = sorted(report.countries)
    places = [spot.key for spot in report.spots]
    counts = [f"{key}={tally.best:g}" for key, tally in sorted(report.counts.items()) if tally.best >= 2]
    low, high, dated = _window(report)
    if low is not None and high is not None:
        if high - low <= _LONG_DAYS:
            days = range(low - 1, high + 2)
            yield from ((f"day|{kind}|{country}|{day}", True) for country in countries for day in days)
        months = _months(low - FAR_DAYS, high + FAR_DAYS) if high - low <= _LONG_DAYS else _months(low, high)
        if len(months) <= 3:
            vague = high - low > _LONG_DAYS
            yield from ((f"place|{kind}|{place}|{month}", True) for place in places for month in months)
            yield from ((f"count|{kind}|{c}|{month}|{n}", True) for c in countries for month in months for n in counts)
            own = _months(low, high)
            yield from ((f"month|{kind}|{country}|{month}", vague) for country in countries for month in own)
        years = {month // 12 for month in months}
        yield from ((f"year|{kind}|{place}|{year}", len(months) > 3) for place in places for year in sorted(years))
    numbers = [f"{key}={report.counts[key].best:g}" for key in _MAIN if key in report.counts]
    yield from ((f"ever|{kind}|{place}|{number}", not dated) for place in places for number in numbers)
    yield from ((f"pair|{kind}|{one}|{other}", not dated) for one, other in combinations(places[:_MOST_PLACES], 2))


def _window(report: Features) -> tuple[int | None, int | None, bool]:
    """First and last day on which to look, and whether the report itself is dated."""
    if report.first is not None and report.last is not None:
        return report.first, report.last, True
    if report.announced is not None:
        return report.announced - 3, report.announced, False
    if report.published is not None and report.published_last is not None:
        return report.published - 3, report.published_last, False
    return None, None, False


def _months(low: int, high: int) -> list[int]:
    """Months from one day to another, as years * 12 + month - 1; at most two years of them."""
    return list(range(_month(low), min(_month(high), _month(low) + 24) + 1))


@lru_cache(maxsize=65536)
def _month(day: int) -> int:
    when = date(1, 1, 1) + timedelta(days=max(day - 1, 0))
    return when.year * 12 + when.month - 1


def sort_key(report: Features) -> tuple[int, str, str, float, str]:
    """The order in which neighbours in a large block are likely to be one event."""
    day = next((day for day in (report.first, report.announced, report.published) if day is not None), 0)
    place = report.spots[0].key if report.spots else ""
    count = next((report.counts[key].best for key in _MAIN if key in report.counts), -1.0)
    return day, report.country or "", place, count, report.id


def block_ids(report: Features) -> Iterator[int]:
    """The blocks of a report as signed 64-bit hashes of their keys."""
    return (_block(key) for key, _ in keys(report))


def _block(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little", signed=True)


def candidate_pairs(reports: Sequence[Features], only: Collection[int] | None = None) -> Iterator[Pairs]:
    """Candidate pairs (i < j) of reports sorted by `sort_key`, as arrays of shape (n, 2); a pair may come twice.

    ``only`` names the blocks to look at; all of them without it.
    """
    blocks, members, probes = _rows(reports)
    if only is not None:
        chosen = np.isin(blocks, np.array(sorted(only), np.int64))
        blocks, members, probes = blocks[chosen], members[chosen], probes[chosen]
    order = np.lexsort((members, blocks))
    blocks, members, probes = blocks[order], members[order], probes[order]
    starts = np.flatnonzero(np.r_[True, blocks[1:] != blocks[:-1]]) if len(blocks) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(blocks)])
    for size in np.unique(sizes[sizes > 1]):
        yield from _block_pairs(starts[sizes == size], int(size), members, probes)


def _rows(reports: Sequence[Features]) -> tuple[Any, Any, Any]:
    """The table (block, member, probe), a block being the 64-bit hash of its key."""
    blocks = bytearray()
    members: list[int] = []
    probes = bytearray()
    for index, report in enumerate(reports):
        for key, probe in keys(report):
            blocks += blake2b(key.encode(), digest_size=8).digest()
            members.append(index)
            probes.append(probe)
    return np.frombuffer(blocks, "<i8"), np.array(members, np.int64), np.frombuffer(probes, np.bool_)


def _block_pairs(starts: Any, size: int, members: Any, probes: Any) -> Iterator[Pairs]:
    """Pairs of all blocks of one size: all against all, or each with its neighbours."""
    if size <= BLOCK_LIMIT:
        left, right = np.triu_indices(size, 1)
    else:
        steps = [np.arange(size - step) for step in range(1, _NEIGHBOURS + 1)]
        left = np.concatenate(steps)
        right = np.concatenate([part + step for step, part in enumerate(steps, start=1)])
    blocks_at_a_time = max(1, _CHUNK // len(left))
    for begin in range(0, len(starts), blocks_at_a_time):
        base = starts[begin : begin + blocks_at_a_time, None]
        one, other = (base + left).ravel(), (base + right).ravel()
        wanted = probes[one] | probes[other]
        yield np.stack((members[one[wanted]], members[other[wanted]]), axis=1)
