"""The table of `marsad evaluate --merge`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.evaluate.gold import load
from marsad.evaluate.measures import Reader
from marsad.evaluate.merging import MergeScore, end_to_end, folds, on_gold

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["merge_scores", "merge_table"]


def merge_scores(paths: Iterable[Path | str], read: Reader) -> Iterator[MergeScore]:
    """Shipped weights on the gold events and end to end, then weights of one half of the clusters on the other."""
    golds = load(paths)
    once = cache(read)  # a text is read once, however often it is scored
    yield on_gold(golds)
    yield from end_to_end(golds, once)
    yield from folds(golds, once)


def merge_table(scores: Iterable[MergeScore]) -> Table:
    """All rows, and the means over the folds."""
    from rich.table import Table

    table = Table(title="Merging: clusters of event reports against the cluster strings of the gold")
    table.add_column("sample")
    measures = ("CoNLL", "LEA", "MUC", "B3", "CEAFe", "B3 shared", "pairs P", "pairs R")
    for heading in ("events", *measures, "across countries"):
        table.add_column(heading, justify="right")
    rows = list(scores)
    for row in rows:
        table.add_row(row.name, str(row.mentions), *_numbers([row]), str(row.cross_country))
    for kind in ("gold events", "end to end"):
        some = [row for row in rows if row.name.startswith("fold") and row.name.endswith(kind)]
        if some:
            crossing = sum(row.cross_country for row in some)
            table.add_row(f"mean of folds, {kind}", "", *_numbers(some), str(crossing), style="bold")
    return table


def _numbers(rows: Sequence[MergeScore]) -> list[str]:
    """Means over the rows, as percentages."""
    values = [
        (
            row.scores.conll, row.scores.lea.f1, row.scores.muc.f1, row.scores.b_cubed.f1, row.scores.ceaf_e.f1,
            row.scores.b_cubed_shared.f1, row.scores.pairs.precision, row.scores.pairs.recall,
        )
        for row in rows
    ]  # fmt: skip
    return [f"{100 * sum(column) / len(rows):.1f}" for column in zip(*values, strict=True)]
