"""Evaluate: how well a reader does on annotated texts.

The reader is passed in as a callable, so that this package knows the records and nothing of the engine:
``run(paths, read=marsad.pipeline.read)``. docs/evaluation.md defines each measure.
"""

from __future__ import annotations

from marsad.evaluate.gold import GoldDocument, load
from marsad.evaluate.matching import PlaceIds
from marsad.evaluate.measures import Reader, score_document
from marsad.evaluate.mistakes import Mistake, write_mistakes
from marsad.evaluate.runner import evaluate, run
from marsad.evaluate.scores import Score, Scores

__all__ = [
    "GoldDocument",
    "Mistake",
    "PlaceIds",
    "Reader",
    "Score",
    "Scores",
    "evaluate",
    "load",
    "run",
    "score_document",
    "write_mistakes",
]
