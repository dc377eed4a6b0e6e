"""From weighed pairs to clusters: best pair first, never across a rule, and only where the clusters agree on the whole.

Average-link agglomeration in the order of the weights: two clusters join at the best pair that ties them if no rule
keeps any two of their reports apart and the mean weight over their pairs is above the threshold. So a vague report ("an
attack there in June") joins the event that it fits best, and does not chain two events of one month together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from marsad.merge.blocking import keys, sort_key
from marsad.merge.comparison import compare
from marsad.merge.constraints import apart
from marsad.merge.features import Features
from marsad.merge.ledger import Rulings
from marsad.merge.pairing import weighed_pairs
from marsad.merge.weights import Weights

__all__ = ["Alike", "agglomerate", "clusters", "collapse"]

_SAMPLE = 8  # reports of a cluster that are weighed against another cluster's: the first by precision, then by id


@dataclass(frozen=True, slots=True)
class Alike:
    """Reports that are alike in all that is compared: one row stands for them."""

    row: Features
    ids: tuple[str, ...]
    documents: frozenset[str]


def clusters(reports: Iterable[Features], rulings: Rulings, weights: Weights) -> list[tuple[str, ...]]:
    """The ids of the reports of each event, sorted; every report is in exactly one cluster."""
    items = collapse(reports, rulings, weights)
    return agglomerate(items, list(weighed_pairs([item.row for item in items], weights)), rulings, weights)


def agglomerate(
    items: Sequence[Alike], edges: Iterable[tuple[float, int, int]], rulings: Rulings, weights: Weights
) -> list[tuple[str, ...]]:
    """Clusters of items from their weighed pairs (weight, index, index)."""
    ordered = sorted(edges, key=lambda edge: (-edge[0], items[edge[1]].row.id, items[edge[2]].row.id))
    merged = _Agglomeration(items, rulings, weights, {(one, other): weight for weight, one, other in ordered})
    for _, one, other in ordered:
        merged.join(one, other)
    # Last, so that two events judged the same become one with all that each of them holds.
    merged.join_judged()
    return sorted(merged.result())


def collapse(reports: Iterable[Features], rulings: Rulings, weights: Weights) -> list[Alike]:
    """Group reports that are alike and say enough to be one event; in the order of `sort_key`."""
    groups: dict[tuple[object, ...], list[Features]] = defaultdict(list)
    for report in _numbered(reports):
        judged = report.id if report.id in rulings.judged else None
        groups[(judged, *report.signature)].append(report)
    items: list[Alike] = []
    for group in groups.values():
        first = min(group, key=_id)
        # Without a key nothing ties them in an archive that grows; without weight they may be any two events.
        telling = any(keys(first)) and weights.total(compare(first, first)) > weights.threshold
        if len(group) > 1 and telling:
            ids = tuple(sorted(report.id for report in group))
            items.append(Alike(first, ids, frozenset(report.document_id for report in group)))
        else:
            items += [Alike(report, (report.id,), frozenset((report.document_id,))) for report in group]
    items.sort(key=lambda item: sort_key(item.row))
    return items


def _id(report: Features) -> str:
    return report.id


def _numbered(reports: Iterable[Features]) -> Iterator[Features]:
    """Reports of one document that look alike get numbers, so that they never fall into one group."""
    by_document: dict[str, list[Features]] = defaultdict(list)
    for report in reports:
        by_document[report.document_id].append(report)
    for group in by_document.values():
        seen: dict[tuple[object, ...], int] = defaultdict(int)
        for report in sorted(group, key=_id) if len(group) > 1 else group:
            ordinal = seen[report.signature]
            seen[report.signature] += 1
            yield replace(report, ordinal=ordinal) if ordinal else report


@dataclass(slots=True)
class _Cluster:
    """Members by index, and what the rules need: documents, and one member for each way in which rules see them."""

    members: list[int]
    documents: set[str]
    views: dict[tuple[object, ...], int] = field(default_factory=dict)


class _Agglomeration:
    def __init__(
        self, items: Sequence[Alike], rulings: Rulings, weights: Weights, known: Mapping[tuple[int, int], float]
    ) -> None:
        self.items = items
        self.rulings = rulings
        self.weights = weights
        self.known = known
        self.index = {report_id: number for number, item in enumerate(items) for report_id in item.ids}
        self.clusters = [_Cluster([number], set(item.documents)) for number, item in enumerate(items)]
        for number, cluster in enumerate(self.clusters):
            cluster.views[_view(items[number].row)] = number
        self.cluster_of = list(range(len(items)))

    def join_judged(self) -> None:
        """Join what people judged the same, oldest judgement first, unless others judged parts of it different."""
        for a, b in self.rulings.same:
            if a in self.index and b in self.index:
                one, other = self.cluster_of[self.index[a]], self.cluster_of[self.index[b]]
                if one != other and not self._judged_different(one, other):
                    self._unite(one, other)

    def join(self, a: int, b: int) -> None:
        """Join the clusters of a pair if they may and should be one."""
        one, other = self.cluster_of[a], self.cluster_of[b]
        if one != other and not self._kept_apart(one, other) and self._mean(one, other) > self.weights.threshold:
            self._unite(one, other)

    def result(self) -> Iterator[tuple[str, ...]]:
        """The clusters as sorted ids."""
        for number, cluster in enumerate(self.clusters):
            if self.cluster_of[cluster.members[0]] == number:
                yield tuple(sorted(report_id for member in cluster.members for report_id in self.items[member].ids))

    def _judged_different(self, one: int, other: int) -> bool:
        """Judged reports stand alone in their items, so members are enough."""
        smaller, larger = sorted((self.clusters[one].members, self.clusters[other].members), key=len)
        rivals = {rival for member in smaller for rival in self.rulings.rivals(self.items[member].row.id)}
        return bool(rivals) and any(self.items[member].row.id in rivals for member in larger)

    def _kept_apart(self, one: int, other: int) -> bool:
        a, b = self.clusters[one], self.clusters[other]
        if not a.documents.isdisjoint(b.documents) or self._judged_different(one, other):
            return True
        rows = self.items
        return any(apart(rows[i].row, rows[j].row) for i in a.views.values() for j in b.views.values())

    def _mean(self, one: int, other: int) -> float:
        """Mean weight over pairs; where both clusters know the day, those without it have no say."""
        left, right = self._sample(one), self._sample(other)
        exact = [[member for member in members if self.items[member].row.precise] for members in (left, right)]
        if all(exact):
            left, right = exact
        pairs = [(i, j) for i in left for j in right]
        return sum(self._weight(i, j) for i, j in pairs) / len(pairs)

    def _sample(self, number: int) -> list[int]:
        # Sorted, so that the sum does not depend on the order in which the members came.
        return sorted(self.clusters[number].members, key=lambda member: _vagueness(self.items[member].row))[:_SAMPLE]

    def _weight(self, i: int, j: int) -> float:
        known = self.known.get((min(i, j), max(i, j)))
        return self.weights.total(compare(self.items[i].row, self.items[j].row)) if known is None else known

    def _unite(self, one: int, other: int) -> None:
        keep, gone = sorted((one, other), key=lambda number: -len(self.clusters[number].members))
        target, source = self.clusters[keep], self.clusters[gone]
        for member in source.members:
            self.cluster_of[member] = keep
        target.members += source.members
        target.documents |= source.documents
        target.views |= source.views


def _view(row: Features) -> tuple[object, ...]:
    """All that `apart` looks at, the document aside: of members with one view, one speaks for all."""
    return (row.type, row.country, row.partners, row.first, row.last, row.precise, row.told)


def _vagueness(row: Features) -> tuple[bool, bool, bool, str]:
    return (not row.precise, not row.spots, not row.counts, row.id)
