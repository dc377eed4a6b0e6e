"""Scores of a clustering against a gold clustering, by the definitions of the standard scorer.

MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998), CEAFe (Luo 2005, entity similarity phi4) and their mean, the
CoNLL score, as fixed by Pradhan et al. (2014), "Scoring Coreference Partitions of Predicted Mentions", ACL; LEA by
Moosavi and Strube (2016), "Which Coreference Evaluation Metric Do You Trust?", ACL. Mentions that only one side has are
not removed: they cost precision or recall, as in those definitions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import comb

__all__ = ["PRF", "ClusterScores", "b_cubed", "ceaf_e", "lea", "muc", "pairwise", "score"]

Mention = Hashable
Cluster = frozenset[Mention]
Clusters = Sequence[Cluster]


@dataclass(frozen=True, slots=True)
class PRF:
    """Precision, recall and F1; a share of nothing is 0."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class ClusterScores:
    """All scores of one clustering."""

    muc: PRF
    b_cubed: PRF
    ceaf_e: PRF
    lea: PRF
    pairs: PRF
    b_cubed_shared: PRF

    @property
    def conll(self) -> float:
        """Mean F1 of MUC, B-cubed and CEAFe."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def score(gold: Iterable[Iterable[Mention]], system: Iterable[Iterable[Mention]]) -> ClusterScores:
    """All scores; ``b_cubed_shared`` is B-cubed over the mentions that are in no gold singleton."""
    key, response = [frozenset(part) for part in gold], [frozenset(part) for part in system]
    shared = {mention for cluster in key if len(cluster) > 1 for mention in cluster}
    kept = [cluster & shared for cluster in response if cluster & shared]
    return ClusterScores(
        muc(key, response),
        b_cubed(key, response),
        ceaf_e(key, response),
        lea(key, response),
        pairwise(key, response),
        b_cubed([cluster for cluster in key if len(cluster) > 1], kept),
    )


def _both(recall: Callable[[Clusters, Clusters], float], key: Clusters, response: Clusters) -> PRF:
    """Precision is recall with the sides changed."""
    return PRF(recall(response, key), recall(key, response))


def _home(clusters: Clusters) -> dict[Mention, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def muc(key: Clusters, response: Clusters) -> PRF:
    """Links that survive: a cluster of n mentions in p parts keeps n - p of its n - 1 links. Blind to singletons."""
    return _both(_muc_recall, key, response)


def _muc_recall(key: Clusters, response: Clusters) -> float:
    home = _home(response)
    kept = 0
    for cluster in key:
        parts = {home[mention] for mention in cluster if mention in home}
        alone = sum(mention not in home for mention in cluster)
        kept += len(cluster) - len(parts) - alone
    return _share(kept, sum(len(cluster) - 1 for cluster in key))


def b_cubed(key: Clusters, response: Clusters) -> PRF:
    """For each mention the share of its gold cluster that stands with it, averaged over mentions."""
    return _both(_b_cubed_recall, key, response)


def _b_cubed_recall(key: Clusters, response: Clusters) -> float:
    total = sum(len(cluster) for cluster in key)
    home = _home(response)
    kept = 0.0
    for cluster in key:
        overlaps = Counter(home[mention] for mention in cluster if mention in home)
        kept += sum(count * count for count in overlaps.values()) / len(cluster)
    return _share(kept, total)


def ceaf_e(key: Clusters, response: Clusters) -> PRF:
    """Best one-to-one match of clusters by phi4 = 2 |K and R| / (|K| + |R|) (Kuhn 1955, solved by scipy)."""
    if not key or not response:
        return PRF(0.0, 0.0)
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import lil_matrix

    home = _home(response)
    similarity = lil_matrix((len(key), len(response)))
    for row, cluster in enumerate(key):
        for column, shared in Counter(home[mention] for mention in cluster if mention in home).items():
            similarity[row, column] = 2 * shared / (len(cluster) + len(response[column]))
    dense = similarity.toarray()
    rows, columns = linear_sum_assignment(dense, maximize=True)
    total = float(dense[rows, columns].sum())
    return PRF(total / len(response), total / len(key))


def lea(key: Clusters, response: Clusters) -> PRF:
    """Link-based entity-aware: the share of each cluster's links that is found, weighed by its size.

    A singleton has one link, to itself; it is found if it is a singleton on the other side.
    """
    return _both(_lea_recall, key, response)


def _lea_recall(key: Clusters, response: Clusters) -> float:
    home = _home(response)
    kept = 0.0
    for cluster in key:
        if len(cluster) == 1:
            (mention,) = cluster
            kept += mention in home and len(response[home[mention]]) == 1
            continue
        overlaps = Counter(home[mention] for mention in cluster if mention in home)
        kept += len(cluster) * sum(comb(count, 2) for count in overlaps.values()) / comb(len(cluster), 2)
    return _share(kept, sum(len(cluster) for cluster in key))


def pairwise(key: Clusters, response: Clusters) -> PRF:
    """Pairs of mentions in one cluster; singletons have none."""
    return _both(_pair_recall, key, response)


def _pair_recall(key: Clusters, response: Clusters) -> float:
    home = _home(response)
    kept = 0
    for cluster in key:
        overlaps = Counter(home[mention] for mention in cluster if mention in home)
        kept += sum(comb(count, 2) for count in overlaps.values())
    return _share(kept, sum(comb(len(cluster), 2) for cluster in key))
