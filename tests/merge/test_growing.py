"""A growing archive gives what a full rebuild gives, and undone judgements leave no trace."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.merge import blocking, features, judgement, load_weights
from marsad.merge.blocking import block_ids
from marsad.merge.clustering import clusters
from marsad.merge.features import Features
from marsad.merge.growing import reached_clusters
from marsad.merge.ledger import Rulings, rulings
from marsad.merged import Judgement
from tests.merge.reports import documents, report

INFOS = documents(*((f"d{n}", f"2024-05-{2 + n % 5:02d}", f"Source {n}") for n in range(8)))

rows = st.builds(
    lambda document, kind, day, where, arrested, groups: features(
        report(f"d{document}", kind, day, where, arrested=arrested, groups=groups), INFOS[f"d{document}"]
    ),
    st.integers(0, 7),
    st.sampled_from(["arrest", "attack", "clash"]),
    st.sampled_from(["2024-05-03", "2024-05-04", "2024-05-09", "2024-05", "2024", None]),
    st.sampled_from(["Casablanca", "Tangier", "Casablanca Tangier", "Melilla", ""]),
    st.sampled_from([1, 8, 9]),
    st.sampled_from([(), ("Islamic State",), ("JNIM",)]),
)
many = st.lists(rows, min_size=1, max_size=25, unique_by=lambda row: row.id)


class Memory:
    """A neighbourhood of rows in memory."""

    def __init__(self, held: Iterable[Features]) -> None:
        self.held = {row.id: row for row in held}

    def members(self, blocks: Collection[int]) -> set[str]:
        return {row.id for row in self.held.values() if not set(blocks).isdisjoint(block_ids(row))}

    def rows(self, ids: Collection[str]) -> Iterable[Features]:
        return [self.held[one] for one in ids if one in self.held]


def _after(before: Iterable[tuple[str, ...]], reached: list[tuple[str, ...]], gone: set[str]) -> list[tuple[str, ...]]:
    seen = {one for cluster in reached for one in cluster} | gone
    kept = [cluster for cluster in before if seen.isdisjoint(cluster)]
    assert all(seen.issuperset(cluster) for cluster in before if not seen.isdisjoint(cluster))
    return sorted([*kept, *reached])


def _check_growth(before: list[Features], later: list[Features], gone: list[Features]) -> None:
    weights, none = load_weights(), Rulings()
    old = clusters([*before, *gone], none, weights)
    now = [row for row in [*before, *later] if row not in gone]
    left = {block for row in gone for block in block_ids(row)}
    reached = reached_clusters([row.id for row in later], left, Memory(now), none, weights)
    assert _after(old, reached, {row.id for row in gone}) == clusters(now, none, weights)


@settings(max_examples=150, deadline=None)
@given(many, st.integers(0, 10), st.integers(0, 5))
def test_growing_and_shrinking_equal_a_full_rebuild(held: list[Features], new: int, gone: int) -> None:
    _check_growth(held[new + gone :], held[:new], held[new : new + gone])


@settings(max_examples=60, deadline=None)
@given(many, st.integers(0, 10), st.integers(0, 5))
def test_also_where_blocks_are_full(held: list[Features], new: int, gone: int) -> None:
    limit, neighbours = blocking.BLOCK_LIMIT, blocking._NEIGHBOURS
    blocking.BLOCK_LIMIT, blocking._NEIGHBOURS = 4, 2
    try:
        _check_growth(held[new + gone :], held[:new], held[new : new + gone])
    finally:
        blocking.BLOCK_LIMIT, blocking._NEIGHBOURS = limit, neighbours


@settings(max_examples=100, deadline=None)
@given(many, st.data())
def test_undone_judgements_leave_no_trace(held: list[Features], data: st.DataObject) -> None:
    if len(held) < 2:
        return
    ids = [row.id for row in held]
    weights = load_weights()
    before = clusters(held, Rulings(), weights)
    pairs = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
    verdicts = st.sampled_from(["same", "different", "unsure"])
    made: list[Judgement] = []
    view = before
    for number in range(data.draw(st.integers(1, 6))):
        a, b = data.draw(pairs)
        made.append(judgement(a, b, data.draw(verdicts), who="ana", when=f"2024-06-01T10:00:{number:02d}Z"))
        view = _after(view, reached_clusters([a, b], (), Memory(held), rulings(made), weights), set())
        assert view == clusters(held, rulings(made), weights)
    for item in data.draw(st.permutations(list(made))):
        made.remove(item)
        # The pair was tied by the judgement: what hung together before must be looked at as well.
        hung = [one for cluster in view if item.a in cluster or item.b in cluster for one in cluster]
        view = _after(view, reached_clusters(hung, (), Memory(held), rulings(made), weights), set())
        assert view == clusters(held, rulings(made), weights)
    assert view == before
