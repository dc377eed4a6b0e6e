"""`marsad read`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

import click

from marsad.records import Omission, Reading

__all__ = ["partial_date", "read"]

_PUBLISHED = r"YYYY-MM-DD or YYYY-MM"


def partial_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """An ISO date, month or year; a usage error for anything else."""
    from marsad.dates import is_partial_date

    if value is not None and not is_partial_date(value):
        raise click.BadParameter(f"{value!r} is no date; write it as {_PUBLISHED}")
    return value


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--published", callback=partial_date, metavar="DATE", help=f'Publication date, {_PUBLISHED}; anchors "on Tuesday".'
)
@click.option(
    "--language", type=click.Choice(["ar", "fr", "es", "en"]), help="Language of the texts; else it is identified."
)
@click.option(
    "--format", "form", type=click.Choice(["pretty", "json", "jsonl"]), default="pretty", show_default=True,
    help="pretty for people, json for one object (a list for several documents), jsonl for one object a line.",
)  # fmt: skip
@click.option(
    "--mask/--no-mask", "masked", default=None,
    help="Hide names of private persons. Default: hidden in pretty, the original in json and jsonl (docs/privacy.md).",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with 1 if anything was not read or not kept.")
@click.option("--explain", is_flag=True, help="Name the rules that fired.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read in parallel."
)
def read(  # noqa: PLR0913, PLR0917 - one argument an option
    files: tuple[str, ...],
    published: str | None,
    language: str | None,
    form: str,
    masked: bool | None,
    strict: bool,
    explain: bool,
    workers: int,
) -> None:
    """Read FILES (text, HTML, PDF, JSON lines; folders and globs; - for standard input).

    \b
    Examples:
      marsad read article.txt --published 2024-06-07
      marsad read page.html report.pdf --format jsonl
      marsad read corpus.jsonl --format jsonl --workers 2 > readings.jsonl
    """
    readings = _with_progress(_readings(files, published, language, workers), quiet=form == "pretty")
    if masked or (masked is None and form == "pretty"):
        from marsad.names import mask_reading

        readings = map(mask_reading, readings)
    omissions: list[Omission] = []
    documents = 0
    if form == "pretty":
        from rich.console import Console

        from marsad.report import print_reading

        console = Console()
        for reading in readings:
            print_reading(console, reading, explain=explain)
            omissions += reading.omissions
            documents += reading.document is not None
    else:
        documents = _write(readings, form, omissions)
    _close(documents, omissions, strict=strict)


def _readings(files: tuple[str, ...], published: str | None, language: str | None, workers: int) -> Iterator[Reading]:
    from marsad.pipeline import read_many
    from marsad.read import read_path

    documents = (document for name in files for document in read_path(name, published=published, language=language))
    return read_many(documents, workers=workers)


def _with_progress(readings: Iterator[Reading], *, quiet: bool) -> Iterator[Reading]:
    """Show a counter on standard error while many documents are read; nothing when it is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield from readings
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} documents read"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("read", total=None)
        for reading in readings:
            progress.advance(task)
            yield reading


def _write(readings: Iterator[Reading], form: str, omissions: list[Omission]) -> int:
    """Write JSON to standard output; returns the number of documents read."""
    out = sys.stdout.buffer
    documents = 0
    held: list[bytes] = []
    for reading in readings:
        omissions += reading.omissions
        documents += reading.document is not None
        if form == "jsonl":
            out.write(reading.to_json() + b"\n")
        else:
            held.append(reading.to_json())
    if form == "json":
        out.write((held[0] if len(held) == 1 else b"[" + b",\n".join(held) + b"]") + b"\n")
    out.flush()
    return documents


def _close(documents: int, omissions: list[Omission], *, strict: bool) -> None:
    """Say on standard error what was not read, and leave with 1 under --strict."""
    if omissions:
        reasons = Counter(omission.reason for omission in omissions)
        told = "; ".join(f"{count} x {reason}" for reason, count in reasons.most_common(5))
        click.echo(f"{documents} documents read, {len(omissions)} omissions: {told}", err=True)
        if strict:
            sys.exit(1)
