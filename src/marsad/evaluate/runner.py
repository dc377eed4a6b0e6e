"""Run a reader over gold documents and score it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from marsad.evaluate.gold import GoldDocument, load
from marsad.evaluate.matching import EventMatcher, PlaceIds, no_place_ids
from marsad.evaluate.measures import Reader, score_document
from marsad.evaluate.mistakes import write_mistakes
from marsad.evaluate.places import gazetteer_ids
from marsad.evaluate.scores import BREAKDOWNS, Scores

__all__ = ["evaluate", "run"]


def evaluate(
    golds: Iterable[GoldDocument],
    read: Reader,
    *,
    place_ids: PlaceIds = no_place_ids,
    by: Iterable[str] = ("language",),
    folds: int | None = None,
    samples: int = 1000,
) -> Scores:
    """Read every gold text and compare; ``samples`` bootstrap samples give the intervals (0 for none)."""
    asked = tuple(by)
    unknown = [name for name in asked if name not in BREAKDOWNS]
    if unknown:
        raise ValueError(f"cannot break down by {', '.join(unknown)}; choose from {', '.join(BREAKDOWNS)}")
    matcher = EventMatcher(place_ids)
    documents = tuple(
        score_document(
            gold,
            read(gold["text"], published=gold.get("published"), language=gold["lang"], title=gold.get("title")),
            matcher,
        )
        for gold in golds
    )
    return Scores(documents, asked, folds, samples)


def run(
    paths: Iterable[Path | str],
    *,
    read: Reader,
    by: Iterable[str] = ("language",),
    errors: Path | str | None = None,
    folds: int | None = None,
    place_ids: PlaceIds = gazetteer_ids,
    samples: int = 1000,
) -> Scores:
    """Evaluate gold files or folders, and write the mistakes to ``errors`` if it is given."""
    scores = evaluate(load(paths), read, place_ids=place_ids, by=by, folds=folds, samples=samples)
    if errors is not None:
        write_mistakes(errors, scores.mistakes)
    return scores
