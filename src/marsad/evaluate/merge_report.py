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
    from rich.console import Group

__all__ = ["merge_scores", "merge_table"]


_SAMPLE = 17  # columns of a terminal of 80 that the figures leave


def merge_scores(paths: Iterable[Path | str], read: Reader) -> Iterator[MergeScore]:
    """Shipped weights on the gold events and end to end, then weights of one half of the clusters on the other."""
    golds = load(paths)
    once = cache(read)  # a text is read once, however often it is scored
    yield on_gold(golds)
    yield from end_to_end(golds, once)
    yield from folds(golds, once)


def merge_table(scores: Iterable[MergeScore]) -> Group:
    """All rows, the means over the folds, and how many pairs were merged across countries."""
    from rich import box
    from rich.console import Group
    from rich.table import Table

    title = "Merging: clusters of n event reports against the cluster strings of the gold"
    table = Table(
        title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False
    )
    table.add_column("sample", min_width=_SAMPLE)
    measures = ("CoNLL", "LEA", "MUC", "B3", "CEAFe", "B3 of\nshared", "pairs\nP", "pairs\nR")
    for heading in ("n", *measures):
        table.add_column(heading, justify="right")
    rows = list(scores)
    for row in rows:
        table.add_row(row.name, str(row.mentions), *_numbers([row]))
    for kind in ("gold events", "end to end"):
        some = [row for row in rows if row.name.startswith("fold") and row.name.endswith(kind)]
        if some:
            table.add_row(f"mean of folds, {kind}", "", *_numbers(some), style="bold")
    crossing = sum(row.cross_country for row in rows)
    told = f"merged pairs across cluster strings of different countries, in all {len(rows)} samples: {crossing}"
    return Group(table, told)


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
