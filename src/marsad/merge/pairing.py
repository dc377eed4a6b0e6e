"""From candidate pairs to weighed pairs: first what can be told from columns alone, then field by field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np

from marsad.merge.blocking import Pairs, candidate_pairs
from marsad.merge.comparison import compare
from marsad.merge.constraints import FAR_DAYS, apart
from marsad.merge.features import Features
from marsad.merge.weights import Weights

__all__ = ["possible_pairs", "weighed_pairs"]

_NONE = -(1 << 40)
_FAR_DEGREES = 3.0  # of latitude or longitude: more than 150 km anywhere between the polar circles


class _Columns:
    """What can be compared for many pairs at once."""

    def __init__(self, reports: Sequence[Features]) -> None:
        documents: dict[str, int] = {}
        self.first = np.array([_NONE if r.first is None else r.first for r in reports], np.int64)
        self.last = np.array([_NONE if r.last is None else r.last for r in reports], np.int64)
        self.document = np.array([documents.setdefault(r.document_id, len(documents)) for r in reports], np.int64)
        boxes = np.array([_box(report) for report in reports], np.float32).reshape(-1, 4)
        self.south, self.north, self.west, self.east = boxes.T
        self.count = np.array([_main_count(report) for report in reports], np.float32)

    def possible(self, pairs: Pairs) -> Pairs:
        """The pairs that no rule of `marsad.merge.constraints` and no plain distance rules out."""
        a, b = pairs[:, 0], pairs[:, 1]
        dated = (self.first[a] != _NONE) & (self.first[b] != _NONE)
        far_in_time = np.maximum(self.first[a] - self.last[b], self.first[b] - self.last[a]) > FAR_DAYS
        north_south = np.maximum(self.south[a] - self.north[b], self.south[b] - self.north[a])
        east_west = np.maximum(self.west[a] - self.east[b], self.west[b] - self.east[a])
        far = (north_south > _FAR_DEGREES) | (east_west > _FAR_DEGREES)  # False where a place is unknown (NaN)
        # Far places are still compared where the counts agree: one text may name the court, the other the town.
        keep = ~(dated & far_in_time) & ~(far & (self.count[a] != self.count[b]))
        wanted: Pairs = pairs[keep & (self.document[a] != self.document[b])]
        return wanted


def _box(report: Features) -> tuple[float, float, float, float]:
    spots = [(spot.lat, spot.lon) for spot in report.spots if spot.lat is not None and spot.lon is not None]
    if len(spots) < len(report.spots) or not spots or any(spot.unit for spot in report.spots):
        return (float("nan"),) * 4
    lats, lons = zip(*spots, strict=True)
    return min(lats), max(lats), min(lons), max(lons)


def _main_count(report: Features) -> float:
    return next((report.counts[key].best for key in ("arrested", "killed", "transferred") if key in report.counts), -1)


def possible_pairs(reports: Sequence[Features], only: Collection[int] | None = None) -> Pairs:
    """Candidate pairs (of the blocks ``only``, or of all) that are worth weighing, each once, in order."""
    columns = _Columns(reports)
    size = len(reports)
    held: list[Any] = []
    for pairs in candidate_pairs(reports, only):
        kept = columns.possible(pairs)
        held.append(np.unique(kept[:, 0] * size + kept[:, 1]))
    codes = np.unique(np.concatenate(held)) if held else np.zeros(0, np.int64)
    return np.stack((codes // max(size, 1), codes % max(size, 1)), axis=1)


def weighed_pairs(
    reports: Sequence[Features], weights: Weights, only: Collection[int] | None = None
) -> Iterator[tuple[float, int, int]]:
    """Weight and indexes of each pair above the threshold that no rule keeps apart; reports sorted by `sort_key`."""
    for one, other in possible_pairs(reports, only).tolist():
        a, b = reports[one], reports[other]
        if apart(a, b) is None:
            weight = weights.total(compare(a, b))
            if weight > weights.threshold:
                yield weight, one, other
