"""An archive that grows: which clusters a change can reach, and what they are now. The rest is left as it is.

The result equals a full rebuild. A change of a report changes pairs only in the blocks of that report, so all members
of those blocks are looked at again, and with them everything that weighed pairs or judgements tie to them. Whatever
lies outside keeps all of its pairs and therefore its clusters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from marsad.merge.blocking import block_ids
from marsad.merge.clustering import Alike, agglomerate, collapse
from marsad.merge.features import Features
from marsad.merge.ledger import Rulings
from marsad.merge.pairing import weighed_pairs
from marsad.merge.weights import Weights

__all__ = ["Neighbourhood", "reached_clusters"]


class Neighbourhood(Protocol):
    """What is known of all reports that there are now."""

    def members(self, blocks: Collection[int]) -> set[str]:
        """The reports that stand in any of the blocks."""
        ...

    def rows(self, ids: Collection[str]) -> Iterable[Features]:
        """The rows of the reports that are there."""
        ...


def reached_clusters(
    changed: Iterable[str], left: Iterable[int], around: Neighbourhood, rulings: Rulings, weights: Weights
) -> list[tuple[str, ...]]:
    """All clusters that a change may have touched, as they are now.

    ``changed``: reports that are new, changed, or judged anew; ``left``: blocks where removed or changed ones stood.
    """
    known = _Known(around)
    start = known.present(changed)
    blocks = {block for row in known.rows(start) for block in block_ids(row)} | set(left)
    reached = start | known.present(around.members(blocks))
    while True:
        reached |= known.present(_judged_with(reached, rulings))
        own = {block for row in known.rows(reached) for block in block_ids(row)}
        items = collapse(known.rows(reached | around.members(own)), rulings, weights)
        edges = list(weighed_pairs([item.row for item in items], weights, own))
        grown = _grown(reached, items, edges)
        if grown == reached and _judged_with(reached, rulings) <= reached:
            break
        reached = grown
    inside = {number for number, item in enumerate(items) if item.ids[0] in reached}
    place = {number: index for index, number in enumerate(sorted(inside))}
    kept = [(weight, place[one], place[other]) for weight, one, other in edges if one in inside and other in inside]
    return agglomerate([items[number] for number in sorted(inside)], kept, rulings, weights)


def _judged_with(reached: set[str], rulings: Rulings) -> set[str]:
    return {one for pair in rulings.same if not reached.isdisjoint(pair) for one in pair}


def _grown(reached: set[str], items: list[Alike], edges: Iterable[tuple[float, int, int]]) -> set[str]:
    """What was reached, with all that is alike and all that an edge ties to it directly."""
    inside = {number for number, item in enumerate(items) if not reached.isdisjoint(item.ids)}
    near = {number for _, one, other in edges for number in (one, other) if one in inside or other in inside}
    return reached | {report_id for number in inside | near for report_id in items[number].ids}


class _Known:
    """Rows that were looked up once."""

    def __init__(self, around: Neighbourhood) -> None:
        self._around = around
        self._rows: dict[str, Features] = {}

    def present(self, ids: Iterable[str]) -> set[str]:
        """Those of the reports that are there."""
        wanted = set(ids)
        missing = wanted - self._rows.keys()
        if missing:
            self._rows |= {row.id: row for row in self._around.rows(missing)}
        return wanted & self._rows.keys()

    def rows(self, ids: Iterable[str]) -> list[Features]:
        """Their rows, in order of id."""
        return [self._rows[one] for one in sorted(self.present(ids))]
