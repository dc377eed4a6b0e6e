"""`marsad evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from marsad.errors import MarsadError

__all__ = ["evaluate"]


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--by", default="language", show_default=True, help="Comma-separated: language, type, field.")
@click.option("--errors", type=click.Path(path_type=Path), help="Write every miss and false alarm to this file.")
@click.option("--folds", type=click.IntRange(2, 10), help="Report so many folds of the documents apart.")
@click.option("--merge", "merging", is_flag=True, help="Measure merging instead of reading.")
def evaluate(gold: tuple[Path, ...], by: str, errors: Path | None, folds: int | None, merging: bool) -> None:
    """Measure the reader against GOLD files of annotated documents.

    \b
    Example:
      marsad evaluate tests/gold/dev-*.jsonl --by language,type --errors errors.jsonl
      marsad evaluate --merge tests/gold/dev-*.jsonl
    """
    from rich.console import Console

    from marsad.evaluate import run
    from marsad.pipeline import read as read_one

    try:
        if merging:
            Console().print(_merge_table(gold))
            return
        scores = run(gold, by=tuple(by.split(",")), errors=errors, folds=folds, read=read_one)
    except (MarsadError, ValueError, KeyError, OSError) as error:
        hint = "GOLD files are JSON lines in the form of docs/coding-manual.md"
        raise click.ClickException(f"{error}; {hint}") from error
    Console().print(scores.table())


def _merge_table(gold: tuple[Path, ...]) -> object:
    from marsad.evaluate.merge_report import merge_scores, merge_table
    from marsad.pipeline import read as read_one

    return merge_table(merge_scores(gold, read_one))
