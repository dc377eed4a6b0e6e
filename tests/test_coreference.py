"""The scores of clusters against numbers worked out by hand and in the papers that define them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.evaluate.coreference import score

# The example of Pradhan et al. 2014 (figure 2) and of Moosavi and Strube 2016.
KEY = ["abc", "defg"]
RESPONSE = ["ab", "cd", "fghi"]


def test_the_example_of_the_papers() -> None:
    found = score(KEY, RESPONSE)
    assert (found.muc.recall, found.muc.precision) == (pytest.approx(2 / 5), pytest.approx(2 / 5))
    assert (found.b_cubed.recall, found.b_cubed.precision) == (pytest.approx(0.4167, abs=1e-3), pytest.approx(0.5))
    assert (found.ceaf_e.recall, found.ceaf_e.precision) == (pytest.approx(0.65), pytest.approx(0.4333, abs=1e-3))
    assert (found.lea.recall, found.lea.precision) == (pytest.approx(5 / 21), pytest.approx(1 / 3))
    assert found.conll == pytest.approx((found.muc.f1 + found.b_cubed.f1 + found.ceaf_e.f1) / 3)


def test_singletons_count_for_themselves_in_lea_and_not_in_muc() -> None:
    found = score(["a", "b", "cd"], ["a", "bc", "d"])
    assert found.muc.f1 == 0
    assert found.lea.recall == pytest.approx(1 / 4)
    assert found.pairs.recall == 0


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_a_clustering_is_perfect_against_itself(labels: list[int]) -> None:
    clusters = [{i for i, label in enumerate(labels) if label == wanted} for wanted in set(labels)]
    found = score(clusters, clusters)
    assert found.b_cubed.f1 == found.ceaf_e.f1 == found.lea.f1 == pytest.approx(1)
    assert found.muc.f1 == pytest.approx(1 if len(clusters) < len(labels) else 0)
