"""Learn what each level weighs from reports whose clusters are known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log2
from typing import Any

from marsad.merge.blocking import sort_key
from marsad.merge.comparison import FIELDS, ORDERED, compare
from marsad.merge.constraints import apart
from marsad.merge.features import Features
from marsad.merge.pairing import possible_pairs

__all__ = ["falling", "learn"]

# Pseudo-pairs of each kind, spread over the levels of a field: a level seen once or twice gets no extreme weight.
_SMOOTHING = 6.0

# Bits expected before the data speak, where the gold has few cases and the matter is known: night attacks are dated one
# day apart, wire copies of one announcement carry its day alone, villages go by the next town. Zero elsewhere.
_EXPECTED: dict[str, dict[str, float]] = {
    "date": {
        "same_day": 3.0, "next_day": -0.5, "days_apart": -2.5, "week_apart": -3.5, "announced_then": 3.0,
        "told_then": 1.0, "told_near": -1.0, "told_later": -2.0,
    },
    "place": {"same_all": 2.0, "same_some": 1.0, "near": 1.0, "within": 0.5, "region": -1.0, "elsewhere": -3.0},
    "counts": {"same_many": 4.0, "same_high": 3.0, "same_low": 1.5, "overlap": 1.0, "near": 1.0, "different": -3.0},
    "groups": {"same": 1.0, "related": 0.5, "different": -2.0},
    "actors": {"same": 1.0, "different": -1.0},
    "details": {"same": 1.0, "different": -0.5},
}  # fmt: skip
_LARGEST = 6.0  # bits that one level can add or take


Counts = dict[bool, dict[tuple[str, str], float]]


def learn(
    samples: Iterable[Sequence[Features]], cluster_of: Mapping[str, str], *, threshold: float = 0.0
) -> dict[str, Any]:
    """Weights in the form of the data file, from the candidate pairs inside each sample that no rule keeps apart.

    A sample is a set of reports merged together, such as all gold events, or all that a reader found in the same texts.
    A report missing from ``cluster_of`` is alone in its cluster. Pairs of a cluster of n reports weigh 2/n each, so
    that a cluster counts by its reports and not by their square.
    """
    counts: Counts = {True: defaultdict(float), False: defaultdict(float)}
    totals = {True: 0.0, False: 0.0}
    for reports in samples:
        for same, weight, levels in _pairs(reports, cluster_of):
            totals[same] += weight
            for pair in zip(FIELDS, levels, strict=True):
                counts[same][pair] += weight
    prior = log2((totals[True] + 1) / (totals[False] + 1))
    return {"prior": round(prior, 2), "threshold": threshold, "fields": {f: _field(f, counts, totals) for f in FIELDS}}


def _pairs(
    reports: Sequence[Features], cluster_of: Mapping[str, str]
) -> Iterator[tuple[bool, float, tuple[str, ...]]]:
    rows = sorted(reports, key=sort_key)
    sizes = Counter(cluster_of[row.id] for row in rows if row.id in cluster_of)
    for one, other in possible_pairs(rows).tolist():
        a, b = rows[one], rows[other]
        if apart(a, b) is None:
            cluster = cluster_of.get(a.id)
            same = cluster is not None and cluster == cluster_of.get(b.id)
            yield same, 2 / sizes[cluster] if same and cluster is not None else 1.0, compare(a, b)


def _field(field: str, counts: Counts, totals: Mapping[bool, float]) -> dict[str, dict[str, float]]:
    """Levels of one field; along each order of its levels the bits fall."""
    share = _SMOOTHING / len(FIELDS[field])
    expected = _EXPECTED.get(field, {})
    shares = {
        level: [
            (counts[same].get((field, level), 0.0) + share * 2 ** (expected.get(level, 0.0) * side))
            / (totals[same] + _SMOOTHING)
            for same, side in ((True, 0.5), (False, -0.5))
        ]
        for level in FIELDS[field]
    }
    # By convention what is not known is no evidence, for or against (Christen 2012, ch. 6).
    bits = {level: 0.0 if level == "unknown" else _bits(*shares[level]) for level in shares}
    for order in ORDERED.get(field, ()):
        seen = [counts[True].get((field, level), 0.0) + counts[False].get((field, level), 0.0) for level in order]
        bits |= zip(order, falling([bits[level] for level in order], [count + share for count in seen]), strict=True)
    return {
        level: {"m": round(m, 4), "u": round(u, 4), "bits": round(bits[level], 2)} for level, (m, u) in shares.items()
    }


def _bits(m: float, u: float) -> float:
    return max(-_LARGEST, min(_LARGEST, log2(m / u)))


def falling(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The nearest sequence that never rises, by weighted squares (pool adjacent violators, Ayer et al. 1955)."""
    pools: list[tuple[float, float, int]] = []  # mean, weight, length
    for value, weight in zip(values, weights, strict=True):
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-1][0] > pools[-2][0]:
            (later, later_weight, later_size), (mean, weight_before, size) = pools.pop(), pools.pop()
            total = weight_before + later_weight
            pools.append(((mean * weight_before + later * later_weight) / total, total, size + later_size))
    return [mean for mean, _, size in pools for _ in range(size)]
