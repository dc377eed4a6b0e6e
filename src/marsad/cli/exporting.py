"""`marsad export`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

__all__ = ["WARNING", "counting", "export"]

WARNING = (
    "Warning: --unmasked writes the names of private persons: suspects who may be innocent, victims, witnesses. "
    "Keep the file to yourself; the law on personal data applies to it."
)
_FORMS = (
    "csv", "csv-wide", "xlsx", "parquet", "jsonl", "geojson", "datapackage", "acled", "ucdp-ged", "annotations",
    "claimreview", "ftm",
)  # fmt: skip


@contextmanager
def counting(what: str) -> Iterator[Callable[[], None]]:
    """A counter on standard error that the given function moves on; silent when it is no terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} " + what), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("export", total=None)
        yield lambda: progress.advance(task)


@click.command()
@click.argument("form", type=click.Choice(_FORMS), metavar="FORM")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--archive", metavar="FILE|URL", help="The archive; default MARSAD_DATABASE_URL, else ./marsad.db.")
@click.option("--from", "start", metavar="DATE", help="Events from this day, month or year on.")
@click.option("--to", "end", metavar="DATE", help="Events up to this day, month or year.")
@click.option("--country", metavar="CODE", help="ISO code of two letters, for example MA.")
@click.option("--type", "kind", help="arrest, attack, clash, seizure, prosecution, transfer or cooperation.")
@click.option("--stage", help="carried_out, foiled or attempted.")
@click.option("--group", metavar="ID", help="Armed group, for example islamic-state.")
@click.option("--source", help="Outlet of one of the reports.")
@click.option("--language", type=click.Choice(["ar", "fr", "es", "en"]), help="Language of one of the reports.")
@click.option("--min-reports", type=click.IntRange(1), help="Events with at least so many reports.")
@click.option("--text", help="Words that one of the documents holds.")
@click.option("--table", help="csv-wide and parquet: which table (events, reports, figures, claims, evidence, ...).")
@click.option(
    "--in", "reader", type=click.Choice(["en", "fr", "es", "ar"]), default="en", show_default=True,
    help="claimreview: language of the drafts.",
)  # fmt: skip
@click.option("--bom", is_flag=True, help="Put a byte order mark in front of CSV files, so that Excel reads Arabic.")
@click.option(
    "--full-quotes", is_flag=True, help="Whole quotes and texts instead of at most twelve words; mind copyright."
)
@click.option(
    "--unmasked", is_flag=True, help="Write the names of private persons too. Warns, and is never the default."
)
def export(form: str, out: Path, archive: str | None, table: str | None, reader: str, **chosen: Any) -> None:
    """Write an archive to OUT in a FORM of the field.

    \b
    FORM is one of
      csv          one row for each value and the words that state it
      csv-wide     one row for each event; a folder as OUT gets all tables
      xlsx         a workbook with a sheet for each table
      parquet      typed columns; one table in a file, all in a folder
      jsonl        all records in their public form; reads back equal
      geojson      events for maps
      datapackage  a folder of CSV tables with the codebook (Frictionless)
      acled        events under ACLED's columns, with a loss report
      ucdp-ged     lethal events under UCDP GED's columns, with a loss report
      annotations  the evidence as W3C Web Annotations
      claimreview  drafts of schema.org ClaimReview for findings
      ftm          FollowTheMoney entities without persons

    \b
    Examples:
      marsad export xlsx cells.xlsx --country MA --from 2015
      marsad export csv-wide events.csv --type arrest --bom
      marsad export datapackage release/ --archive case.db
      marsad export acled acled.csv --from 2020 --to 2024-06
    """
    from marsad.archive.exporting import Selection
    from marsad.errors import MarsadError
    from marsad.export import Options, Request
    from marsad.export import export as write
    from marsad.store import Archive

    options = Options(full_quotes=chosen.pop("full_quotes"), mask=not chosen.pop("unmasked"), bom=chosen.pop("bom"))
    if not options.mask:
        click.echo(WARNING, err=True)
    query = _query(chosen)
    try:
        with Archive.open(archive, create=False, read_only=True) as store, counting("records read") as seen:
            selection = Selection(store, query, seen=seen)
            counts = write(selection, form, out, options, Request(table=table, language=reader))
            warn_unmerged(store)
    except (MarsadError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out}: " + ", ".join(f"{count:,} {name}" for name, count in counts.items()), err=True)


def _query(chosen: dict[str, Any]) -> Any:
    from marsad.dates import is_partial_date
    from marsad.store import EventQuery

    for name in ("start", "end"):
        if chosen[name] is not None and not is_partial_date(chosen[name]):
            raise click.BadParameter(f"{chosen[name]!r} is no date; write it as YYYY, YYYY-MM or YYYY-MM-DD")
    kind = chosen.pop("kind")
    country = chosen.pop("country")
    return EventQuery(type=kind, country=country.upper() if country else None, **chosen)


def warn_unmerged(store: Any) -> None:
    """Say so on standard error where reports are in no event only because nobody merged them."""
    waiting, counts = store.unmerged(), store.counts()
    if waiting:
        told = f"{waiting:,} of {counts['reports']:,} reports are not merged yet and are in no event."
        click.echo(f"{told} Run `marsad merge`, then do this again.", err=True)
