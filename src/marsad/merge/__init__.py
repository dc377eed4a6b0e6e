"""Merge: reports of one event, told in several texts and languages, into one event with every rival value kept."""

from __future__ import annotations

from marsad.merge.features import DocumentInfo, Features, features
from marsad.merge.ledger import judgement
from marsad.merge.merging import MergeResult, explain, merge
from marsad.merge.weights import FieldWeight, Weights, load_weights

__all__ = [
    "DocumentInfo",
    "Features",
    "FieldWeight",
    "MergeResult",
    "Weights",
    "explain",
    "features",
    "judgement",
    "load_weights",
    "merge",
]
